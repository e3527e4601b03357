#pragma once

#include <kaohe/engine/evaluator.hpp>
#include <kaohe/scheme/rules.hpp>

#include <algorithm>
#include <functional>
#include <variant>

namespace kaohe::engine {

using EachAmount = std::function<void(const Amount&)>;

/// Calls `each` for every number of a rule's own; the rules in its branches are rules of their own.
struct AmountsOf {
  const EachAmount& each;

  void one(const std::optional<Amount>& amount) const {
    if (amount) each(*amount);
  }
  void one(const std::optional<Branch>& branch) const {
    if (branch) one(branch->points);
  }
  void side(const SlopeSide& side) const {
    one(side.from);
    each(side.each);
    each(side.points);
    one(side.at_most);
  }
  void table(const TallyPoints& points) const {
    one(points.points);
    if (points.range) each(points.range->first), each(points.range->second);
    for (const auto& entry : points.table) table(entry.points);
  }

  void operator()(const Threshold& rule) const { one(rule.then), one(rule.otherwise); }
  void operator()(const Proportion& rule) const { one(rule.of), one(rule.from), one(rule.cap); }
  void operator()(const Slope& rule) const {
    one(rule.at), one(rule.base), one(rule.zero_past), one(rule.zero_from);
    for (const auto& worse : rule.worse) side(worse);
    for (const auto& better : rule.better) side(better);
  }
  void operator()(const Bands& rule) const {
    for (const auto& band : rule.bands) one(band.bound), each(band.points);
  }
  void operator()(const Cases& rule) const {
    for (const auto& one_case : rule.cases) one(one_case.branch.points);
  }
  void operator()(const RankPoints& rule) const {
    for (const auto& points : rule.points) each(points);
    for (const auto& top : rule.top) each(top.places), each(top.points);
    one(rule.then), one(rule.first), one(rule.step), one(rule.otherwise);
  }
  void operator()(const Relative& rule) const { one(rule.expression), one(rule.cap); }
  void operator()(const Efficacy& rule) const { one(rule.low.number), one(rule.high.number), one(rule.base); }
  void operator()(const Tally& rule) const {
    table(rule.points);
    one(rule.base), one(rule.each_at_most);
    for (const auto& times : rule.times) each(times.factor);
  }
  void operator()(const Levels& rule) const {
    for (const auto& level : rule.levels) each(level.points);
  }
  void operator()(const Panel& rule) const {
    for (const auto& group : rule.groups) each(group.weight);
    for (const auto& level : rule.levels) each(level.points);
    one(rule.out_of);
  }
  void operator()(const Discretion& rule) const { each(rule.from), each(rule.to), one(rule.base); }
  void operator()(const Formula&) const {}
  void operator()(const ResultFigure& rule) const { each(rule.out_of); }
};

inline void for_each_amount(const RuleBody& body, const EachAmount& each) { std::visit(AmountsOf{each}, body); }

/// True where a term is the same for every unit; `s` counts as such.
inline bool is_constant(const Term& term) {
  switch (term.kind) {
    case TermKind::slot:
    case TermKind::attribute:
    case TermKind::node:
    case TermKind::score:
    case TermKind::full:
    case TermKind::share:
    case TermKind::total:
    case TermKind::grade:
    case TermKind::rank:
    case TermKind::veto:
    case TermKind::past_total:
    case TermKind::past_grade:
    case TermKind::past_rank:
    case TermKind::past_veto:
    case TermKind::event_field:
    case TermKind::duty_asked:
    case TermKind::duty_done:
    case TermKind::duty_late:
    case TermKind::duty_missing:
    case TermKind::value:
    case TermKind::count_events:
    case TermKind::sum_events:
    case TermKind::streak:
    case TermKind::times_in:
      return false;
    default:
      return std::ranges::all_of(term.children, is_constant);
  }
}

inline Number number(Evaluator& row, const Amount& amount) { return row.number(row.model().term(amount)); }

/// An amount of points: a percentage is of the criterion's points.
inline Number points_amount(Evaluator& row, const Amount& amount) {
  const Number found = number(row, amount);
  if (!found || !amount.percent()) return found;
  return *found * row.points();
}

inline Number points_amount(Evaluator& row, const std::optional<Amount>& amount, const Rational& otherwise) {
  return amount ? points_amount(row, *amount) : Number{otherwise};
}

}  // namespace kaohe::engine
