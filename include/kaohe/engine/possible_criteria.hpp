#pragma once

// What criteria may still score: applicability, points, clamps, roundings, sections (SPEC 5), as in criteria.hpp.
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
    PossibleNumber most = row.points();
    for (const int rule : compiled.rules) most = most + possible_lift(row, rule);
    bounds.least = Interval::at(0);
    bounds.most = most.range;
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

/// A section's child as far as it may count.
struct PossibleChild {
  int criterion = -1;
  bool certain = true;
  Interval score;

  /// What it adds to a sum.
  Interval added() const { return certain ? score : hull(score, Interval::at(0)); }
};

struct PossibleChildren {
  std::vector<PossibleChild> weighed, adjustments;
  Rational all_weights;

  bool may_be_none() const {
    return std::ranges::none_of(weighed, &PossibleChild::certain) && std::ranges::none_of(adjustments, &PossibleChild::certain);
  }
};

inline PossibleChildren possible_children_of(PossibleEvaluator& row, int criterion) {
  PossibleChildren out;
  for (const int child : row.model().criterion(criterion).children) {
    const CompiledCriterion& below = row.model().criterion(child);
    if (!below.criterion->counts) continue;
    if (below.bears_points) out.all_weights += below.weight.value_or(Rational(0));
    const PossibleNumber score = row.node(row.score_node(child));
    if (score.range) (below.bears_points ? out.weighed : out.adjustments).push_back({child, !score.missing, *score.range});
  }
  return out;
}

/// What a child has of its points: its score or what can be attained of it. Without points it has nothing.
inline Interval share_of_points(PossibleEvaluator& row, int child, const Interval& part) {
  const Interval points = if_there(possible_points_of(row, child));
  const auto factor = reciprocal(points);
  if (!factor) return Interval::at(0);
  return points.holds(0) ? hull(part * *factor, Interval::at(0)) : part * *factor;
}

inline Interval share_scored(PossibleEvaluator& row, const PossibleChild& child) {
  return share_of_points(row, child.criterion, child.score);
}

Interval attainable_if_there(PossibleEvaluator& row, int criterion);

inline Interval share_attainable(PossibleEvaluator& row, const PossibleChild& child) {
  return share_of_points(row, child.criterion, attainable_if_there(row, child.criterion));
}

using PossibleShare = Interval (*)(PossibleEvaluator& row, const PossibleChild& child);

inline Interval sum_of(const std::vector<PossibleChild>& children) {
  Interval sum = Interval::at(0);
  for (const PossibleChild& child : children) sum = sum + child.added();
  return sum;
}

inline Interval possible_weighted_share(PossibleEvaluator& row, const Criterion& section, const PossibleChildren& children,
                                        PossibleShare share) {
  std::vector<Part> parts;
  Interval sum = Interval::at(0);
  for (const PossibleChild& child : children.weighed) {
    const Rational weight = row.model().criterion(child.criterion).weight.value_or(Rational(0));
    if (weight.sign() < 0) return {};
    parts.push_back({weight, Interval::at(weight) * share(row, child), child.certain});
    sum = sum + (child.certain ? parts.back().sum : hull(parts.back().sum, Interval::at(0)));
  }
  const Interval all = Interval::at(children.all_weights);
  if (section.rescale) {
    const auto mean = ratio(parts);
    if (!mean) return Interval::at(0);
    const Interval shared = section.weights_relative ? *mean : *mean * all;
    return always_weighs(parts) ? shared : hull(shared, Interval::at(0));
  }
  const auto factor = section.weights_relative ? reciprocal(all) : std::nullopt;
  return factor ? sum * *factor : sum;
}

inline Interval possible_product_share(PossibleEvaluator& row, const PossibleChildren& children, PossibleShare share) {
  Interval product = Interval::at(1);
  for (const PossibleChild& child : children.weighed) {
    const Interval factor = share(row, child);
    product = product * (child.certain ? factor : hull(factor, Interval::at(1)));
  }
  return std::ranges::any_of(children.weighed, &PossibleChild::certain) ? product : hull(product, Interval::at(0));
}

inline Interval possible_least_share(PossibleEvaluator& row, const PossibleChildren& children, PossibleShare share) {
  std::optional<Interval> certain, all;
  for (const PossibleChild& child : children.weighed) {
    const Interval found = share(row, child);
    all = either(all, found);
    if (child.certain) certain = certain ? lesser(*certain, found) : found;
  }
  if (!all) return Interval::at(0);
  return certain ? Interval{all->low, certain->high} : hull(*all, Interval::at(0));
}

/// points × Π share^weight, as geometric_mean() has it, with the shares' lower ends or their upper ones.
inline Number geometric_end(PossibleEvaluator& row, const Number& points, const PossibleChildren& children, PossibleShare share,
                            std::optional<Rational> Interval::*end) {
  const auto weight = [&](const PossibleChild& child) { return row.model().criterion(child.criterion).weight; };
  const bool weighted = std::ranges::all_of(children.weighed, [&](const PossibleChild& child) { return weight(child).has_value(); });
  Rational all = 0;
  for (const PossibleChild& child : children.weighed) all += weighted ? *weight(child) : Rational(1);
  if (all.is_zero()) return Rational(0);
  std::vector<Power> powers;
  for (const PossibleChild& child : children.weighed) {
    const Interval found = share(row, child);
    if (!(found.*end)) return std::nullopt;
    powers.push_back({*(found.*end), (weighted ? *weight(child) : Rational(1)) / all});
  }
  return points ? power_product(*points, powers) : points;
}

/// A geometric mean lies among the shares it is of. Shares below 0 may have none: it is then 0.
inline Interval among_shares(PossibleEvaluator& row, const Interval& points, const PossibleChildren& children, PossibleShare share) {
  std::optional<Interval> all;
  for (const PossibleChild& child : children.weighed) {
    const auto& weight = row.model().criterion(child.criterion).weight;
    if (weight && weight->sign() < 0) return {};
    all = either(all, share(row, child));
  }
  const Interval size = detail::absolute(all.value_or(Interval::at(0)));
  return points * hull(all->low && all->low->sign() >= 0 ? size : hull(size, -size), Interval::at(0));
}

/// The mean rises with every share from 0 on. It is cut to 30 digits, which may take it past its ends by less than this.
inline Interval possible_geometric_mean(PossibleEvaluator& row, const Interval& points, const PossibleChildren& children,
                                        PossibleShare share) {
  static const Rational beyond(1, 1'000'000'000'000'000'000);
  static const Interval cut{Rational(1) - beyond, Rational(1) + beyond};
  if (children.weighed.empty()) return Interval::at(0);
  const auto settled = [&](const PossibleChild& child) { return child.certain && share(row, child).is_point(); };
  const auto rises = [&](const PossibleChild& child) {
    const auto& weight = row.model().criterion(child.criterion).weight;
    const Interval found = share(row, child);
    return child.certain && found.low && found.low->sign() >= 0 && !(weight && weight->sign() < 0);
  };
  const Number low = geometric_end(row, points.low, children, share, &Interval::low);
  if (points.is_point() && std::ranges::all_of(children.weighed, settled)) return Interval::at(low.value_or(Rational(0)));
  const Number high = geometric_end(row, points.high, children, share, &Interval::high);
  if (low && high && points.low->sign() >= 0 && std::ranges::all_of(children.weighed, rises)) return Interval{low, high} * cut;
  return among_shares(row, points, children, share) * cut;
}

inline Interval possible_of_shares(PossibleEvaluator& row, int criterion, const PossibleChildren& children, PossibleShare share) {
  const Criterion& section = *row.model().criterion(criterion).criterion;
  const Interval points = if_there(possible_points_of(row, criterion));
  if (section.combine == Combine::geometric) return possible_geometric_mean(row, points, children, share);
  if (section.combine == Combine::weighted) return points * possible_weighted_share(row, section, children, share);
  if (section.combine == Combine::min) return points * possible_least_share(row, children, share);
  return points * possible_product_share(row, children, share);
}

/// Earned ÷ attainable; missing where nothing can be attained. What can be attained may not be settled: both are then taken by themselves.
inline PossibleNumber rescaled_share(PossibleEvaluator& row, const PossibleChildren& children) {
  std::vector<Part> parts;
  Interval earned = sum_of(children.weighed) + sum_of(children.adjustments), possible = Interval::at(0);
  bool settled = true;
  for (const PossibleChild& child : children.adjustments) parts.push_back({0, child.score, child.certain});
  for (const PossibleChild& child : children.weighed) {
    const Interval attainable = attainable_if_there(row, child.criterion);
    possible = possible + (child.certain ? attainable : hull(attainable, Interval::at(0)));
    settled = settled && attainable.is_point() && attainable.low->sign() >= 0;
    if (settled) parts.push_back({*attainable.low, child.score, child.certain});
  }
  if (settled) return {ratio(parts), possible.holds(0)};
  return PossibleNumber{earned, false} / PossibleNumber{possible, false};
}

/// The combined score of a section before clamping and rounding: missing where it does not apply.
inline PossibleNumber possibly_combined(PossibleEvaluator& row, int criterion, const PossibleChildren& children) {
  const Criterion& section = *row.model().criterion(criterion).criterion;
  const bool none = children.may_be_none();
  if (children.weighed.empty() && children.adjustments.empty()) return {{}, true};
  const Interval adjustments = sum_of(children.adjustments);
  if (section.combine != Combine::sum) {
    return {possible_of_shares(row, criterion, children, share_scored) + adjustments, none};
  }
  if (!section.rescale) return {sum_of(children.weighed) + adjustments, none};
  PossibleNumber out = rescaled_share(row, children) * possible_points_of(row, criterion);
  out.missing = out.missing || none;
  return out;
}

inline PossibleScore possible_section(PossibleEvaluator& row, int criterion) {
  const CompiledCriterion& compiled = row.model().criterion(criterion);
  const bool top = compiled.parent < 0;
  const PossibleTruth applies = top ? PossibleTruth{true, false, false} : possibly_applies(row, criterion);
  if (!applies.yes) return {{}, {}, true};
  const PossibleNumber exact = possibly_combined(row, criterion, possible_children_of(row, criterion));
  PossibleScore out;
  out.absent = !top && (applies.no || exact.missing);
  if (exact.range) {
    row.enter(possible_points_of(row, criterion), nullptr);
    const Interval bounded = possible_bounds_of(row, criterion).within(*exact.range);
    const bool sum = compiled.criterion->combine == Combine::sum && !compiled.criterion->rescale;
    const int digits = row.model().scheme.rounding.criterion;
    out.scored = top ? bounded : sum ? made_decimal(row.model(), bounded, digits) : possibly_rounded(row.model(), bounded);
  }
  if (top && exact.missing) out.scored = either(out.scored, std::optional(Interval::at(0)));
  return out;
}

/// What can be attained of a criterion that counts.
inline Interval attainable_if_there(PossibleEvaluator& row, int criterion) {
  const Criterion& source = *row.model().criterion(criterion).criterion;
  if (source.is_leaf() || (source.combine == Combine::sum && source.rescale)) return if_there(possible_points_of(row, criterion));
  const PossibleChildren children = possible_children_of(row, criterion);
  if (source.combine != Combine::sum) return possible_of_shares(row, criterion, children, share_attainable);
  Interval sum = Interval::at(0);
  for (const PossibleChild& child : children.weighed) {
    const Interval attainable = attainable_if_there(row, child.criterion);
    sum = sum + (child.certain ? attainable : hull(attainable, Interval::at(0)));
  }
  return sum;
}

inline PossibleNumber possible_attainable(PossibleEvaluator& row, int criterion) {
  const PossibleNumber score = row.score(criterion).number();
  if (!score.range) return PossibleNumber::of(Rational(0));
  const Interval found = attainable_if_there(row, criterion);
  return {score.missing ? hull(found, Interval::at(0)) : found, false};
}

}  // namespace kaohe::engine
