#pragma once

// What leaves may still score: applicability, points, clamps, roundings, as in criteria.hpp.
//
// What the assessment refuses (points or a bound that cannot be told, a leaf that allows nothing to be missing) is no outcome: such a
// number is taken to be there.

#include <kaohe/engine/criteria.hpp>
#include <kaohe/engine/possible_rules.hpp>

#include <optional>
#include <utility>
#include <vector>

namespace kaohe::engine {

/// The number when it is there; 0 where it never is.
inline Interval if_there(const PossibleNumber& number) { return number.range.value_or(Interval::at(0)); }

inline PossibleTruth possibly_applies(PossibleEvaluator& row, int criterion) {
  PossibleTruth out{true, false, false};
  for (int at = criterion; at >= 0; at = row.model().criterion(at).parent) {
    const auto& when = row.model().criterion(at).criterion->when;
    if (when) out = conjunction(out, row.truth(row.model().term(*when)).told(true));
  }
  return out;
}

inline PossibleNumber possible_written_points(PossibleEvaluator& row, int criterion) {
  const CompiledCriterion& compiled = row.model().criterion(criterion);
  if (compiled.points) return PossibleNumber::of(compiled.points);
  const Points& points = *compiled.criterion->points;
  if (points.number) return possible_number(row, *points.number);
  const auto& names = row.model().attributes;
  const auto attribute = static_cast<int>(std::ranges::find(names, points.by) - names.begin());
  const bool open = row.outlook().is_open_attribute(attribute, row.unit());
  const auto value = row.outlook().evidence().attributes[static_cast<std::size_t>(attribute)].text(row.unit());
  PossibleNumber out;
  for (const auto& [key, amount] : points.table) {
    if (open || value == key) out = either(out, possible_number(row, amount));
  }
  return out;
}

inline PossibleNumber possible_points_of(PossibleEvaluator& row, int criterion) {
  const CompiledCriterion& compiled = row.model().criterion(criterion);
  if (compiled.criterion->points) return {if_there(possible_written_points(row, criterion)), false};
  const Criterion& section = *compiled.criterion;
  Interval sum = Interval::at(0);
  for (const int child : compiled.children) {
    if (!row.model().criterion(child).criterion->counts) continue;
    if (section.combine != Combine::sum && row.model().criterion(child).bears_points) return possible_points_of(row, child);
    const PossibleTruth applies = section.alternatives ? possibly_applies(row, child) : PossibleTruth{true, false, false};
    const Interval points = applies.yes ? if_there(possible_points_of(row, child)) : Interval::at(0);
    sum = sum + (applies.no ? hull(points, Interval::at(0)) : points);
  }
  return {sum, false};
}

/// Bounds that may not be settled themselves.
struct PossibleBounds {
  std::optional<Interval> least, most;

  /// The score is the least bound, or the greatest, or between them: each of the three where it may be.
  Interval within(const Interval& score) const {
    std::optional<Interval> out = score;
    if (least && out) out = overlap(*out, {least->low, {}});
    if (most && out) out = overlap(*out, {{}, most->high});
    if (least && may_be_less(score, *least)) out = either(out, overlap(*least, {score.low, {}}));
    if (most && may_be_less(*most, score)) out = either(out, overlap(*most, {{}, score.high}));
    return out.value_or(score);
  }
};

inline Interval possible_bound(PossibleEvaluator& row, const Amount& bound) { return if_there(possible_points(row, bound)); }

inline PossibleBounds possible_bounds_of(PossibleEvaluator& row, int criterion) {
  const CompiledCriterion& compiled = row.model().criterion(criterion);
  const Criterion& source = *compiled.criterion;
  PossibleBounds bounds;
  if (source.is_leaf() && !compiled.adjusts) {
    Interval most = if_there(row.points());
    for (const int rule : compiled.rules) most = most + possible_lift(row, rule);
    bounds.least = Interval::at(0);
    bounds.most = most;
  }
  if (source.at_least) bounds.least = possible_bound(row, *source.at_least);
  if (source.at_most) bounds.most = possible_bound(row, *source.at_most);
  return bounds;
}

inline Rational floor_to(const Rational& number, int digits) {
  const Rational scale = kaohe::detail::powers_of_ten[static_cast<std::size_t>(digits)];
  return (number * scale).floor() / scale;
}

inline Interval possibly_rounded(const Model& model, const Interval& exact) {
  const RoundingRule& rounding = model.scheme.rounding;
  return rising(exact, [&](const Rational& end) { return round_to(end, rounding.criterion, rounding.mode); });
}

/// Decimals stay as they are, other numbers are cut to digits: no end may cut off what lies between.
inline Interval made_decimal(const Model& model, const Interval& exact, int digits) {
  const auto cut = [&](const Rational& end) { return round_to(end, digits, model.scheme.rounding.mode); };
  const auto lowest = [&](const Rational& end) { return end.is_finite_decimal() ? std::min(end, cut(end)) : floor_to(end, digits); };
  if (exact.is_point()) return exact.low->is_finite_decimal() ? exact : Interval::at(cut(*exact.low));
  Interval out;
  if (exact.low) out.low = lowest(*exact.low);
  if (exact.high) out.high = -lowest(-*exact.high);
  return out;
}

inline PossibleScore by_missing_policy(PossibleEvaluator& row, MissingPolicy policy) {
  switch (policy) {
    case MissingPolicy::zero:
    case MissingPolicy::mean:
      return {{}, Interval::at(0), false};
    case MissingPolicy::full:
      return {{}, possibly_rounded(row.model(), if_there(row.points())), false};
    case MissingPolicy::exempt:
      return {{}, {}, true};
    case MissingPolicy::error:
      break;
  }
  return {};
}

inline PossibleScore possible_leaf(PossibleEvaluator& row, int criterion) {
  const CompiledCriterion& compiled = row.model().criterion(criterion);
  const PossibleTruth applies = possibly_applies(row, criterion);
  if (!applies.yes) return {{}, {}, true};
  row.enter(possible_points_of(row, criterion), nullptr);
  PossibleNumber sum = nothing_scored();
  for (const int rule : compiled.rules) sum = sum + possible_rule(row, rule);
  PossibleScore out;
  if (sum.missing) out = by_missing_policy(row, compiled.policy);
  if (sum.range) out.scored = possibly_rounded(row.model(), possible_bounds_of(row, criterion).within(*sum.range));
  out.absent = out.absent || applies.no;
  if (!out.counts() && !out.absent) out.by_policy = Interval::at(0);  // refused in any case
  return out;
}

}  // namespace kaohe::engine
