#pragma once

// The tests beside the rules: the names they use, and what comes out beside what they expect.

#include <kaohe/assessment/assessment.hpp>
#include <kaohe/assessment/rule_test_report.hpp>
#include <kaohe/base/text.hpp>
#include <kaohe/engine/model.hpp>
#include <kaohe/engine/nearest_hint.hpp>
#include <kaohe/number/literal.hpp>

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace kaohe::engine {

/// Says what the tests name that nothing of the scheme asks for: a misspelt name would otherwise test nothing.
class TestNames {
 public:
  TestNames(const Model& model, Findings& findings);

  void check(const TestUnit& unit);

 private:
  using Names = std::vector<std::string>;

  void names(const TestRow& row, const Names& known, Code code);
  void observation(const TestCell& cell);
  void event(const TestRow& row);
  void score(const TestCell& cell);

  const Model& model_;
  Findings& findings_;
  Names attributes_, fields_, criteria_;
};

inline TestNames::TestNames(const Model& model, Findings& findings) : model_(model), findings_(findings) {
  attributes_ = model.attributes;
  attributes_.emplace_back("title");
  fields_ = model.fields;
  fields_.insert(fields_.end(), {"event", "date", "count"});
  for (const CompiledCriterion& criterion : model.criteria) {
    if (criterion.parent >= 0) criteria_.push_back(criterion.criterion->id);
  }
}

inline void TestNames::names(const TestRow& row, const Names& known, Code code) {
  for (const TestCell& cell : row) {
    if (std::ranges::find(known, cell.name.name) != known.end()) continue;
    findings_.push_back(make_finding(code, cell.name.where, {cell.name.name, nearest_hint(cell.name.name, known)}));
  }
}

/// A name that is no indicator at all is found when the tables are read.
inline void TestNames::observation(const TestCell& cell) {
  const std::string& name = cell.name.name;
  const auto at = name.find('@');
  const auto period = at == std::string::npos ? model_.periods[0] : model_.parse_period(name.substr(at + 1));
  if (at != std::string::npos && !period) return;
  bool known = false;
  for (const Slot& slot : model_.slots) {
    const bool same = slot.id == name.substr(0, at);
    if (same && model_.periods[static_cast<std::size_t>(slot.period)] == period) return;
    known = known || same;
  }
  if (known) findings_.push_back(make_finding("K0834", cell.name.where, {name}));
}

inline void TestNames::event(const TestRow& row) {
  Names known = fields_;
  const auto kind = std::ranges::find(row, "event", [](const TestCell& cell) { return cell.name.name; });
  for (const EventKind& declared : model_.scheme.events) {
    if (kind != row.end() && kind->value == declared.id) known.insert(known.end(), declared.fields.begin(), declared.fields.end());
  }
  names(row, known, "K0832");
}

inline void TestNames::score(const TestCell& cell) {
  if (std::ranges::find(criteria_, cell.name.name) != criteria_.end()) return;
  findings_.push_back(make_finding("K0546", cell.name.where, {cell.name.name, nearest_hint(cell.name.name, criteria_)}));
}

inline void TestNames::check(const TestUnit& unit) {
  static const Names rating{"criterion", "rater_group", "rater", "mark", "level"};
  static const Names past{"period", "scheme", "total", "grade", "rank", "vetoes"};
  names(unit.attributes, attributes_, "K0831");
  for (const TestCell& cell : unit.observations) observation(cell);
  for (const TestRow& row : unit.events) event(row);
  for (const TestRow& row : unit.ratings) names(row, rating, "K0833");
  for (const TestRow& row : unit.history) names(row, past, "K0833");
  for (const TestCell& cell : unit.expected.scores) score(cell);
}

/// Compares what came out for one unit with what its test expects.
class Comparison {
 public:
  /// `test` is where the test stands, for what is not written anywhere.
  Comparison(const Assessment& assessment, std::size_t unit, SourceSpan test, Findings& findings)
      : assessment_(assessment), unit_(unit), test_(std::move(test)), findings_(findings) {}

  void run(const Expected& expected);

 private:
  void number(const TestCell& cell, const Phrase& what, const NumberColumn& column);
  void grade(const TestCell& cell);
  void rank(const TestCell& cell);
  void vetoes(const std::vector<Named>& expected);
  void differs(const SourceSpan& where, const Phrase& what, const std::optional<std::string>& expected,
               const std::optional<std::string>& found);

  const Assessment& assessment_;
  std::size_t unit_;
  SourceSpan test_;
  Findings& findings_;
};

inline void Comparison::differs(const SourceSpan& where, const Phrase& what, const std::optional<std::string>& expected,
                                const std::optional<std::string>& found) {
  const Phrase none{"空", "none"};
  findings_.push_back(
      make_finding("K0830", where, {assessment_.units[unit_], what, expected ? Phrase(*expected) : none, found ? Phrase(*found) : none}));
}

inline void Comparison::number(const TestCell& cell, const Phrase& what, const NumberColumn& column) {
  const std::optional<Rational> found = column.missing(unit_) ? std::nullopt : std::optional(column.at(unit_));
  const auto written = cell.value ? parse_literal(*cell.value) : std::nullopt;
  if (cell.value.has_value() == found.has_value() && (!found || (written && written->value == *found))) return;
  differs(cell.name.where, what, cell.value, found ? std::optional(found->text()) : std::nullopt);
}

inline void Comparison::grade(const TestCell& cell) {
  const std::string& found = assessment_.grades[unit_];
  if (cell.value.value_or("") != found)
    differs(cell.name.where, {"等次", "grade"}, cell.value, found.empty() ? std::nullopt : std::optional(found));
}

inline void Comparison::rank(const TestCell& cell) {
  const std::int64_t found = assessment_.ranks[unit_];
  const auto written = cell.value ? parse_literal(*cell.value) : std::nullopt;
  if (cell.value ? written && written->value == Rational(found) : found == 0) return;
  differs(cell.name.where, {"名次", "rank"}, cell.value, found == 0 ? std::nullopt : std::optional(std::to_string(found)));
}

inline std::optional<std::string> listed(const std::set<std::string>& names) {
  std::string all;
  for (const std::string& name : names) all += (all.empty() ? "" : ", ") + name;
  return all.empty() ? std::nullopt : std::optional(all);
}

inline void Comparison::vetoes(const std::vector<Named>& expected) {
  std::set<std::string> wanted;
  for (const Named& veto : expected) wanted.insert(veto.name);
  const std::vector<std::string> held = assessment_.vetoes[unit_];
  const std::set<std::string> found(held.begin(), held.end());
  if (wanted == found) return;
  const auto wrong = std::ranges::find_if(expected, [&](const Named& veto) { return !found.contains(veto.name); });
  differs(wrong == expected.end() ? test_ : wrong->where, {"一票否决", "vetoes"}, listed(wanted), listed(found));
}

inline void Comparison::run(const Expected& expected) {
  for (const TestCell& cell : expected.figures) {
    if (cell.name.name == "total") number(cell, {"总分", "total"}, assessment_.total);
    if (cell.name.name == "grade") grade(cell);
    if (cell.name.name == "rank") rank(cell);
  }
  if (expected.vetoes) vetoes(*expected.vetoes);
  for (const TestCell& cell : expected.scores) {
    const auto criterion = std::ranges::find(assessment_.criteria, cell.name.name, &CriterionName::id);
    if (criterion == assessment_.criteria.end()) continue;
    const NumberColumn& scores = assessment_.scores()[static_cast<std::size_t>(criterion - assessment_.criteria.begin())];
    number(cell, phrase("“{0}”的得分", "score of \"{0}\"", {title_of(*criterion)}), scores);
  }
}

}  // namespace kaohe::engine
