#include "src/load/effect_loader.hpp"

#include "src/load/span_reader.hpp"

#include <algorithm>

namespace kaohe::load {

namespace {

constexpr std::int64_t most_grades_down = 99;

std::vector<std::pair<Named, Amount>> read_cuts(const Fields& effect) {
  std::vector<std::pair<Named, Amount>> cuts;
  const Node* table = effect.mapping("criterion");
  if (table == nullptr) return cuts;
  for (const auto& entry : table->entries) {
    if (auto most = read_amount(entry.value, Phrase(entry.key), effect.findings()))
      cuts.emplace_back(Named{entry.key, entry.key_where}, std::move(*most));
  }
  if (table->entries.empty()) effect.findings().push_back(make_finding("K0420", table->where, {"criterion"}));
  return cuts;
}

// `grade` and `grade_at_most` say the same.
std::optional<Named> read_grade(const Fields& effect) {
  if (effect.has("grade") && effect.has("grade_at_most")) effect.findings().push_back(make_finding("K0514", effect.where("grade_at_most")));
  return effect.named(effect.has("grade") ? "grade" : "grade_at_most");
}

std::vector<std::string> read_some_texts(const Fields& fields, std::string_view key) {
  std::vector<std::string> texts;
  const Node* node = fields.find(key);
  if (node == nullptr) return texts;
  for (auto& named : read_named_list(*node, Phrase(key), fields.findings())) texts.push_back(std::move(named.name));
  return texts;
}

Bar read_bar(const Node& node, Findings& findings) {
  const Fields fields(node, "bar", {"from!", "for", "persons", "unit"}, findings);
  Bar bar;
  bar.from = read_some_texts(fields, "from");
  bar.term = read_bar_term(fields);
  bar.persons = read_some_texts(fields, "persons");
  bar.unit = fields.yes_no("unit").value_or(true);
  bar.where = node.where;
  if (!bar.unit && !fields.has("persons")) findings.push_back(make_finding("K0515", node.where));
  return bar;
}

std::vector<Bar> read_bars(const Fields& effect) {
  std::vector<Bar> bars;
  const Node* node = effect.find("bar");
  if (node == nullptr) return bars;
  if (node->kind != Node::Kind::sequence) return {read_bar(*node, effect.findings())};
  for (const Node& item : node->items) bars.push_back(read_bar(item, effect.findings()));
  if (bars.empty()) effect.findings().push_back(make_finding("K0420", node->where, {"bar"}));
  return bars;
}

bool names_something(const Node& effect) {
  return std::ranges::any_of(effect.entries, [](const Node::Entry& entry) { return entry.key != "liable"; });
}

}  // namespace

Effect load_effect(const Node& node, const std::string& id, Loading& loading) {
  const Fields fields(node, "effect", {"criterion", "points", "score", "grade", "grade_at_most", "grade_down", "rank", "bar", "liable"},
                      loading.findings);
  Effect effect;
  effect.criteria = read_cuts(fields);
  effect.points = fields.amount("points");
  effect.score = fields.amount("score");
  effect.grade = read_grade(fields);
  effect.grade_down = static_cast<int>(fields.whole("grade_down", 1, most_grades_down).value_or(0));
  effect.last = fields.choice<bool>("rank", {{"last", true}}).value_or(false);
  effect.bars = read_bars(fields);
  effect.liable_superior = fields.choice<bool>("liable", {{"superior", true}}).value_or(false);
  effect.where = node.where;
  if (node.kind == Node::Kind::mapping && !names_something(node))
    loading.findings.push_back(make_finding("K0501", node.where, {Phrase(id)}));
  return effect;
}

}  // namespace kaohe::load
