#pragma once

// What sections may still score, as in criteria.hpp. A child that may not count is left out or not.

#include <kaohe/engine/possible_criteria.hpp>

#include <algorithm>
#include <optional>
#include <vector>

namespace kaohe::engine {

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
  for (const PossibleChild& child : children.weighed) {
    const Rational weight = row.model().criterion(child.criterion).weight.value_or(Rational(0));
    if (weight.sign() < 0) return {};
    parts.push_back({weight, Interval::at(weight) * share(row, child), child.certain});
  }
  const Interval all = Interval::at(children.all_weights);
  if (!section.rescale) {
    const auto factor = section.weights_relative ? reciprocal(all) : std::nullopt;
    return factor ? sum_of(parts) * *factor : sum_of(parts);
  }
  const auto mean = ratio(parts);
  if (!mean) return Interval::at(0);
  const Interval shared = section.weights_relative ? *mean : *mean * all;
  return always_weighs(parts) ? shared : hull(shared, Interval::at(0));
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
