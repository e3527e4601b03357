#include <kaohe/report.hpp>
#include <nlohmann/json.hpp>

namespace kaohe {
namespace {

using Json = nlohmann::ordered_json;

Json number_or_null(const std::optional<Rational>& number) { return number ? Json(number->text()) : Json(nullptr); }

Json text_or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

Json list(const std::vector<Phrase>& phrases, Language language) {
  Json out = Json::array();
  for (const Phrase& phrase : phrases) out.push_back(phrase.in(language));
  return out;
}

Json list(const std::vector<Input>& inputs, Language language) {
  Json out = Json::array();
  for (const Input& input : inputs) {
    out.push_back({{"name", input.name}, {"value", text_or_null(input.value)}, {"origin", text_or_null(input.origin.in(language))}});
  }
  return out;
}

std::string_view mode_name(Rounding mode) {
  switch (mode) {
    case Rounding::half_up:
      return "half_up";
    case Rounding::half_even:
      return "half_even";
    case Rounding::down:
      return "down";
    case Rounding::up:
      return "up";
  }
  return {};
}

Json terms(const Terms& it) {
  Json out;
  out["adjusting"] = it.adjusting;
  out["counts"] = it.counts;
  out["weight"] = number_or_null(it.weight);
  out["attainable"] = number_or_null(it.attainable);
  out["coefficient"] = number_or_null(it.coefficient);
  out["at_least"] = number_or_null(it.at_least);
  out["at_most"] = number_or_null(it.at_most);
  out["veto_points"] = number_or_null(it.veto_points);
  out["ceiling"] = number_or_null(it.ceiling);
  out["rounding"] = it.mode ? Json{{"mode", mode_name(*it.mode)}, {"digits", it.digits}} : Json(nullptr);
  return out;
}

Json change(const Json& before, const Json& after) {
  if (before.is_null() && after.is_null()) return nullptr;
  return {{"before", before}, {"after", after}};
}

Json list(const std::vector<Override>& overrides, Language language) {
  Json out = Json::array();
  for (const Override& it : overrides) {
    out.push_back({{"kind", name_of(it.kind)},
                   {"id", it.id},
                   {"title", text_or_null(it.title)},
                   {"source", text_or_null(it.source)},
                   {"inputs", list(it.inputs, language)},
                   {"steps", list(it.steps, language)},
                   {"total", change(number_or_null(it.total_before), number_or_null(it.total_after))},
                   {"grade", change(text_or_null(it.grade_before), text_or_null(it.grade_after))}});
  }
  return out;
}

Json list(const std::vector<Answer>& answers) {
  Json out = Json::array();
  for (const Answer& it : answers) {
    out.push_back({{"role", it.role},
                   {"party", text_or_null(it.party)},
                   {"post", text_or_null(it.post)},
                   {"person", text_or_null(it.person)},
                   {"acting", it.acting}});
  }
  return out;
}

Json tree(const Explanation& it, Language language) {
  Json out;
  out["id"] = it.id;
  out["title"] = it.title;
  out["kind"] = it.kind;
  out["state"] = name_of(it.state);
  out["points"] = number_or_null(it.points);
  out["score"] = number_or_null(it.score);
  out["value"] = it.value ? Json(*it.value) : Json(nullptr);
  out["inputs"] = list(it.inputs, language);
  out["steps"] = list(it.steps, language);
  out["ahead"] = list(it.ahead, language);
  out["combine"] = text_or_null(it.combine);
  out["terms"] = terms(it.terms);
  out["source"] = text_or_null(it.source);
  out["scorer"] = text_or_null(it.scorer);
  out["answers"] = list(it.answers);
  if (it.kind == "total") out["overrides"] = list(it.overrides, language);
  out["children"] = Json::array();
  for (const Explanation& child : it.children) out["children"].push_back(tree(child, language));
  return out;
}

}  // namespace

std::string to_json(const Explanation& explanation, Language language) {
  return tree(explanation, language).dump(2, ' ', false, Json::error_handler_t::replace);
}

}  // namespace kaohe
