#include <kaohe/report.hpp>
#include <src/report/json_writer.hpp>

namespace kaohe {
namespace {

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

class TreeWriter {
 public:
  TreeWriter(std::string& out, Language language) : json_(out, 2), language_(language) {}

  void write(const Explanation& it) {
    json_.begin_object();
    json_.key("id").text(it.id);
    json_.key("title").text(it.title);
    json_.key("kind").text(it.kind);
    json_.key("state").text(name_of(it.state));
    number("points", it.points);
    number("score", it.score);
    json_.key("value").text_or_null(it.value.value_or(""));
    list("inputs", it.inputs);
    list("steps", it.steps);
    list("ahead", it.ahead);
    json_.key("combine").text_or_null(it.combine);
    terms(it.terms);
    json_.key("source").text_or_null(it.source);
    json_.key("scorer").text_or_null(it.scorer);
    list("answers", it.answers);
    if (it.kind == "total") list("overrides", it.overrides);
    list("children", it.children);
    json_.end_object();
  }

 private:
  template <class T>
  void list(std::string_view key, const std::vector<T>& items) {
    json_.key(key).begin_list();
    for (const T& item : items) write(item);
    json_.end_list();
  }

  void number(std::string_view key, const std::optional<Rational>& number) { json_.key(key).number_or_null(number); }

  void write(const Phrase& phrase) { json_.text(phrase.in(language_)); }

  void write(const Input& input) {
    json_.begin_object();
    json_.key("name").text(input.name);
    json_.key("value").text_or_null(input.value);
    json_.key("origin").text_or_null(input.origin.in(language_));
    json_.end_object();
  }

  void write(const Answer& answer) {
    json_.begin_object();
    json_.key("role").text(answer.role);
    json_.key("party").text_or_null(answer.party);
    json_.key("post").text_or_null(answer.post);
    json_.key("person").text_or_null(answer.person);
    json_.key("acting").yes_no(answer.acting);
    json_.end_object();
  }

  void terms(const Terms& it) {
    json_.key("terms").begin_object();
    json_.key("adjusting").yes_no(it.adjusting);
    json_.key("counts").yes_no(it.counts);
    number("weight", it.weight);
    number("attainable", it.attainable);
    number("coefficient", it.coefficient);
    number("at_least", it.at_least);
    number("at_most", it.at_most);
    number("veto_points", it.veto_points);
    number("ceiling", it.ceiling);
    rounding(it);
    json_.end_object();
  }

  void rounding(const Terms& it) {
    json_.key("rounding");
    if (!it.mode) return json_.null();
    json_.begin_object();
    json_.key("mode").text(mode_name(*it.mode));
    json_.key("digits").whole(it.digits);
    json_.end_object();
  }

  void write(const Override& it) {
    json_.begin_object();
    json_.key("kind").text(name_of(it.kind));
    json_.key("id").text(it.id);
    json_.key("title").text_or_null(it.title);
    json_.key("source").text_or_null(it.source);
    list("inputs", it.inputs);
    list("steps", it.steps);
    change("total", it.total_before ? it.total_before->text() : "", it.total_after ? it.total_after->text() : "");
    change("grade", it.grade_before, it.grade_after);
    json_.end_object();
  }

  void change(std::string_view key, const std::string& before, const std::string& after) {
    json_.key(key);
    if (before.empty() && after.empty()) return json_.null();
    json_.begin_object();
    json_.key("before").text_or_null(before);
    json_.key("after").text_or_null(after);
    json_.end_object();
  }

  report::JsonWriter json_;
  Language language_;
};

}  // namespace

std::string to_json(const Explanation& explanation, Language language) {
  std::string out;
  TreeWriter(out, language).write(explanation);
  return out;
}

}  // namespace kaohe
