#pragma once

#include <kaohe/base/finding.hpp>
#include <kaohe/expression/whole.hpp>
#include <kaohe/scheme/scheme.hpp>

#include <cstddef>
#include <functional>
#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace kaohe {

namespace detail {

/// Looks for what the types of a scheme leave open and no document does: parts that are not there, trees that are no expressions.
class FormCheck {
 public:
  explicit FormCheck(Findings& findings) : findings_(findings) {}

  void operator()(const Scheme& scheme) {
    for (const auto& [name, number] : scheme.constants) check(number);
    for (const Indicator& indicator : scheme.indicators) check(indicator.value), check(indicator.target, indicator.where);
    section(scheme.root);
    for (const Criterion& criterion : scheme.adjustments) check(criterion);
    check(scheme.coefficient), check(scheme.total_at_least), check(scheme.total_at_most);
    for (const Grade& grade : scheme.grades) check(grade);
    for (const Veto& veto : scheme.vetoes) check(veto.when), check(veto.effect);
    for (const Gate& gate : scheme.gates) check(gate.requires_);
    for (const DirectGrade& direct : scheme.direct) check(direct.when);
    for (const Measure& measure : scheme.measures) check(measure.when), check(measure.amount);
    for (const Responsibility& responsibility : scheme.responsibilities) {
      for (const ChainEntry& entry : responsibility.chain) check(entry.share);
    }
  }

 private:
  // What has a place was read, and whoever read it has told of it.
  void report(Code code, const SourceSpan& where, Arguments arguments = {}) {
    if (where.line == 0) findings_.push_back(make_finding(code, where, arguments));
  }

  void lacks(const SourceSpan& where, std::string_view what, std::string_view part) {
    report("K0204", where, {Phrase(what), Phrase(part)});
  }

  template <class T>
  void check(const std::optional<T>& part) {
    if (part) check(*part);
  }

  void check(const Amount& amount) { check(amount.expression); }

  void check(const Expression& expression) {
    if (is_deeper(expression, deepest_expression)) {
      report("K0303", expression.where, {Phrase("…"), Phrase(std::to_string(deepest_expression))});
    } else if (!is_whole(expression)) {
      lacks(expression.where, "Expression", "children");
    }
  }

  void check(const std::optional<Target>& target, const SourceSpan& where) {
    if (!target) return;
    if (target->kind == Target::Kind::range && !target->upper) lacks(where, "range", "upper");
    check(target->number), check(target->upper), check(target->tolerance);
  }

  void check(const Effect& effect) {
    for (const auto& [criterion, most] : effect.criteria) check(most);
    check(effect.points), check(effect.score);
  }

  void check(const Grade& grade) {
    if (grade.name.empty()) lacks(grade.where, "grade", "name");
    check(grade.from), check(grade.requires_);
    for (const Quota& quota : grade.quotas) check(quota.number);
  }

  void check(const Criterion& criterion) {
    if (criterion.id.empty()) report("K0209", criterion.where);
    const auto [first, fresh] = ids_.emplace(criterion.id, ids_.size() + 1);
    if (!fresh) report("K0213", criterion.where, {Phrase(criterion.id), Phrase(std::to_string(first->second)), "criteria"});
    if (criterion.is_leaf() && !criterion.criteria.empty()) report("K0401", criterion.where, {Phrase(criterion.id)});
    if (!criterion.is_leaf() && criterion.criteria.empty()) report("K0402", criterion.where, {Phrase(criterion.id)});
    section(criterion);
    check(criterion.weight), check(criterion.when), check(criterion.value);
    for (const Rule& rule : criterion.rules) check(rule);
  }

  void section(const Criterion& criterion) {
    if (criterion.points) check(*criterion.points);
    check(criterion.at_least), check(criterion.at_most);
    for (const Criterion& child : criterion.criteria) check(child);
  }

  void check(const Points& points) {
    if (!points.number && (points.by.empty() || points.table.empty())) report("K0418", points.where);
    check(points.number);
    for (const auto& [value, number] : points.table) check(number);
  }

  // ---- rules

  void check(const Rule& rule) {
    check(rule.value);
    std::visit([&](const auto& body) { check(body, rule.where); }, rule.body);
  }

  void check(const std::optional<Branch>& branch, const SourceSpan& where) {
    if (branch) check(*branch, where);
  }

  void check(const Branch& branch, const SourceSpan& where) {
    if (branch.rule.size() > 1) report("K0408", where);
    if (branch.points.has_value() != branch.rule.empty()) report("K0409", where);
    check(branch.points);
    for (const Rule& rule : branch.rule) check(rule);
  }

  void check(const Threshold& rule, const SourceSpan& where) {
    check(rule.target, where), check(rule.then, where), check(rule.otherwise, where);
  }

  void check(const Proportion& rule, const SourceSpan&) { check(rule.of), check(rule.from), check(rule.cap); }

  void check(const Slope& rule, const SourceSpan& where) {
    if (rule.worse.empty() && rule.better.empty() && !rule.zero_past && !rule.zero_from) report("K0421", where);
    check(rule.at), check(rule.base), check(rule.zero_past), check(rule.zero_from);
    for (const auto* sides : {&rule.worse, &rule.better}) {
      for (const SlopeSide& side : *sides) check(side.from), check(side.each), check(side.points), check(side.at_most);
    }
  }

  void check(const Bands& rule, const SourceSpan& where) {
    not_empty(rule.bands, "bands", where);
    for (const Band& band : rule.bands) {
      if (!band.bound && &band != &rule.bands.back()) report("K0410", band.where);
      check(band.bound), check(band.points);
    }
  }

  void check(const Cases& rule, const SourceSpan& where) {
    not_empty(rule.cases, "cases", where);
    for (const Case& one : rule.cases) check(one.when), check(one.branch, one.where);
  }

  void check(const RankPoints& rule, const SourceSpan& where) {
    const int ways = (rule.points.empty() ? 0 : 1) + (rule.step ? 1 : 0) + (rule.top.empty() ? 0 : 1);
    if (ways != 1) report("K0413", where);
    for (const Amount& points : rule.points) check(points);
    check(rule.then), check(rule.first), check(rule.step), check(rule.otherwise);
    for (const RankPoints::Top& top : rule.top) check(top.places), check(top.points);
  }

  void check(const Relative& rule, const SourceSpan& where) {
    if (rule.to == Relative::To::expression && !rule.expression) lacks(where, "relative", "to");
    check(rule.expression), check(rule.cap);
  }

  void check(const Efficacy& rule, const SourceSpan& where) {
    for (const auto& [bound, name] : {std::pair(&rule.low, "low"), std::pair(&rule.high, "high")}) {
      if (bound->kind == Efficacy::Bound::Kind::number && !bound->number) lacks(where, "efficacy", name);
      check(bound->number);
    }
    check(rule.base);
  }

  void check(const Tally& rule, const SourceSpan& where) {
    if (rule.event.empty()) lacks(where, "tally", "event");
    check(rule.points, where);
    check(rule.base), check(rule.each_at_most);
    for (const Tally::Times& times : rule.times) check(times.when), check(times.factor);
  }

  void check(const TallyPoints& points, const SourceSpan& where) {
    if (!points.points && !points.range && points.table.empty()) lacks(where, "tally", "points");
    check(points.points);
    if (points.range) check(points.range->first), check(points.range->second);
    for (const TallyPoints::Entry& entry : points.table) check(entry.points, entry.where);
  }

  void check(const Levels& rule, const SourceSpan& where) {
    not_empty(rule.levels, "levels", where);
    for (const LevelPoints& level : rule.levels) check(level.points);
  }

  void check(const Panel& rule, const SourceSpan&) {
    for (const Panel::Group& group : rule.groups) check(group.weight);
    for (const LevelPoints& level : rule.levels) check(level.points);
    check(rule.out_of);
  }

  void check(const Discretion& rule, const SourceSpan&) { check(rule.from), check(rule.to), check(rule.base); }
  void check(const Formula& rule, const SourceSpan&) { check(rule.expression); }

  void check(const ResultFigure& rule, const SourceSpan& where) {
    if (rule.scheme.empty()) lacks(where, "result", "scheme");
    check(rule.out_of);
  }

  template <class T>
  void not_empty(const std::vector<T>& parts, std::string_view name, const SourceSpan& where) {
    if (parts.empty()) report("K0420", where, {Phrase(name)});
  }

  Findings& findings_;
  std::map<std::string, std::size_t, std::less<>> ids_;  // of criteria, with their number in written order
};

}  // namespace detail

/// Whether a scheme that was put together in C++ has every part that its types leave open; of what was read from a document the loader has
/// told. What the parts mean is checked by compile(), which begins with this.
inline void check_form(const Scheme& scheme, Findings& findings) { detail::FormCheck{findings}(scheme); }

}  // namespace kaohe
