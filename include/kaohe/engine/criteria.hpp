#pragma once

// From rule scores to criteria: applicability, points, clamps, roundings, sections (docs/scheme-format.md, sections 4 and 6).

#include <kaohe/engine/rule_scores.hpp>

#include <optional>
#include <vector>

namespace kaohe::engine {

/// A criterion's score for one unit before it is written down: rounded, or exact in a sum section.
struct Scored {
  State state = State::scored;
  Rational score;
};

inline State state_of(const Evaluator& row, int criterion) { return row.state(criterion); }

inline bool counts(const Evaluator& row, int criterion) {
  const State state = state_of(row, criterion);
  return state == State::scored || state == State::missing;
}

/// False where its own condition or one above it is false; a missing condition holds, and leaves a fault.
inline bool applies(Evaluator& row, int criterion) {
  if (criterion < 0) return true;
  const CompiledCriterion& compiled = row.model().criterion(criterion);
  const auto& when = compiled.criterion->when;
  return applies(row, compiled.parent) && (!when || row.holds(row.model().term(*when), true));
}

/// The points written for a criterion; by an attribute where they say so. Nothing, and a fault, where they cannot be told.
inline Number written_points(Evaluator& row, int criterion) {
  const CompiledCriterion& compiled = row.model().criterion(criterion);
  if (compiled.points) return compiled.points;
  const Points& points = *compiled.criterion->points;
  Term place;
  place.where = points.where;
  if (points.number) {
    const Number found = number(row, *points.number);
    if (!found) row.fault("K0808", place, compiled.criterion->id);
    return found;
  }
  const auto& names = row.model().attributes;
  const auto at = static_cast<std::size_t>(std::ranges::find(names, points.by) - names.begin());
  const auto value = row.run().evidence.attributes[at].text(row.unit());
  for (const auto& [key, amount] : points.table) {
    if (value == key) return number(row, amount);
  }
  row.fault("K0809", place, points.by + " = " + value.value_or(""));
  return std::nullopt;
}

/// What a criterion is worth to a unit. A section without written points is worth what its children are.
inline Rational points_of(Evaluator& row, int criterion) {
  const CompiledCriterion& compiled = row.model().criterion(criterion);
  if (compiled.criterion->points) return written_points(row, criterion).value_or(Rational(0));
  if (compiled.criterion->is_leaf()) return 0;
  const Criterion& section = *compiled.criterion;
  Rational sum = 0;
  for (const int child : compiled.children) {
    if (!row.model().criterion(child).criterion->counts) continue;
    if (section.combine != Combine::sum && row.model().criterion(child).bears_points) return points_of(row, child);
    if (section.alternatives && !applies(row, child)) continue;
    sum += points_of(row, child);
  }
  return sum;
}

inline Rational rounded(const Evaluator& row, const Rational& exact) {
  const auto& rounding = row.model().scheme.rounding;
  return round_to(exact, rounding.criterion, rounding.mode);
}

/// The bounds of a criterion's score: written ones; of a leaf with points else 0 and its points, lifted where a rule says so.
struct Bounds {
  Number least, most;

  Rational within(const Rational& score) const {
    if (least && score < *least) return *least;
    if (most && score > *most) return *most;
    return score;
  }
};

/// A bound as points; nothing, and a fault, where its number is missing.
inline Number bound_of(Evaluator& row, const Amount& bound, const std::string& id) {
  const Number found = points_amount(row, bound);
  if (!found) row.fault("K0813", row.model().term(bound), id);
  return found;
}

inline Bounds bounds_of(Evaluator& row, int criterion) {
  const CompiledCriterion& compiled = row.model().criterion(criterion);
  const Criterion& source = *compiled.criterion;
  Bounds bounds;
  if (source.is_leaf() && !compiled.adjusts) {
    bounds.least = Rational(0);
    if (!source.at_most) {
      Rational most = row.points();
      for (const int rule : compiled.rules) most += lift_of(row, rule);
      bounds.most = most;
    }
  }
  if (source.at_least) bounds.least = bound_of(row, *source.at_least, source.id);
  if (source.at_most) bounds.most = bound_of(row, *source.at_most, source.id);
  return bounds;
}

/// The exact score of a leaf's rules together; nothing where one of them is missing.
inline Number rules_score(Evaluator& row, int criterion) {
  Rational sum = 0;
  for (const int rule : row.model().criterion(criterion).rules) {
    const Number score = score_rule(row, rule);
    if (!score) return std::nullopt;
    sum += *score;
  }
  return sum;
}

/// A leaf: its rules' sum, clamped, then rounded once; by the policy where the value is missing. `mean` is filled in later.
inline Scored score_leaf(Evaluator& row, int criterion) {
  const CompiledCriterion& compiled = row.model().criterion(criterion);
  if (!applies(row, criterion)) return {State::not_applicable, 0};
  row.enter(points_of(row, criterion), nullptr);
  const Number exact = rules_score(row, criterion);
  if (exact) return {State::scored, rounded(row, bounds_of(row, criterion).within(*exact))};
  switch (compiled.policy) {
    case MissingPolicy::zero:
    case MissingPolicy::mean:
      return {State::missing, 0};
    case MissingPolicy::full:
      return {State::missing, rounded(row, row.points())};
    case MissingPolicy::exempt:
      return {State::exempt, 0};
    case MissingPolicy::error:
      break;
  }
  Term place;
  place.where = compiled.criterion->where;
  row.fault("K0810", place, compiled.criterion->id);
  return {State::missing, 0};
}

inline Rational score_of(const Evaluator& row, int criterion) { return *row.column(row.score_node(criterion)); }

/// A section's children sorted by what they do to it.
struct Children {
  std::vector<int> weighed;      // with points of their own or below them, applying
  std::vector<int> adjustments;  // without points, applying
  Rational all_weights;          // of those with points, applying or not
};

inline Children children_of(Evaluator& row, int criterion) {
  Children out;
  for (const int child : row.model().criterion(criterion).children) {
    const CompiledCriterion& below = row.model().criterion(child);
    if (!below.criterion->counts) continue;
    if (below.bears_points) out.all_weights += below.weight.value_or(Rational(0));
    if (counts(row, child)) (below.bears_points ? out.weighed : out.adjustments).push_back(child);
  }
  return out;
}

/// Score ÷ own points of a child; nothing, and a fault, where it has none.
inline Number share_of(Evaluator& row, int child) {
  const Rational points = points_of(row, child);
  if (!points.is_zero()) return score_of(row, child) / points;
  Term place;
  place.where = row.model().criterion(child).criterion->where;
  row.fault("K0801", place);
  return std::nullopt;
}

/// What a unit can attain of a child ÷ its own points.
inline Number attainable_share(Evaluator& row, int child) {
  const Rational points = points_of(row, child);
  return points.is_zero() ? points : attainable(row, child) / points;
}

using ShareOf = Number (*)(Evaluator& row, int child);

/// Σ weight × share (弱项权重 of children that do not apply are lost, or shared out with `rescale`).
inline Rational weighted_share(Evaluator& row, const Criterion& section, const Children& children, ShareOf share) {
  Rational sum = 0, present = 0;
  for (const int child : children.weighed) {
    const Rational weight = row.model().criterion(child).weight.value_or(Rational(0));
    present += weight;
    sum += weight * share(row, child).value_or(Rational(0));
  }
  if (section.rescale && !present.is_zero()) {
    sum /= present;
    if (!section.weights_relative) sum *= children.all_weights;
    return sum;
  }
  if (section.weights_relative && !children.all_weights.is_zero()) sum /= children.all_weights;
  return sum;
}

inline Rational product_share(Evaluator& row, const Children& children, ShareOf share) {
  Rational product = 1;
  for (const int child : children.weighed) product *= share(row, child).value_or(Rational(0));
  return product;
}

inline Rational least_share(Evaluator& row, const Children& children, ShareOf share) {
  Number least;
  for (const int child : children.weighed) {
    const Rational found = share(row, child).value_or(Rational(0));
    if (!least || found < *least) least = found;
  }
  return least.value_or(Rational(0));
}

/// points × Π share^weight, weights made to sum to 1; equal weights unless all children have one. The true value, cut once.
inline Rational geometric_mean(Evaluator& row, const Rational& points, const Children& children, ShareOf share) {
  const auto& model = row.model();
  const bool weighted = std::ranges::all_of(children.weighed, [&](int child) { return model.criterion(child).weight.has_value(); });
  Rational all = 0;
  for (const int child : children.weighed) all += weighted ? *model.criterion(child).weight : Rational(1);
  if (all.is_zero()) return 0;
  std::vector<Power> powers;
  for (const int child : children.weighed) {
    powers.push_back({share(row, child).value_or(Rational(0)), (weighted ? *model.criterion(child).weight : Rational(1)) / all});
  }
  const Number product = power_product(points, powers);
  if (product) return *product;
  Term place;
  place.where = model.criterion(children.weighed.front()).criterion->where;
  row.fault("K0802", place);
  return 0;
}

inline Rational adjustments_of(const Evaluator& row, const Children& children) {
  Rational sum = 0;
  for (const int child : children.adjustments) sum += score_of(row, child);
  return sum;
}

/// Earned, its adjustments included; ÷ attainable × points where the section is rescaled. Nothing where nothing is attainable.
inline Number summed(Evaluator& row, int criterion, const Children& children) {
  Rational earned = adjustments_of(row, children);
  Rational possible = 0;
  for (const int child : children.weighed) earned += score_of(row, child);
  if (!row.model().criterion(criterion).criterion->rescale) return earned;
  for (const int child : children.weighed) possible += attainable(row, child);
  if (possible.is_zero()) return std::nullopt;
  return earned / possible * points_of(row, criterion);
}

/// The children's shares made into points of the section, as its `combine` says. Not for sums.
inline Rational of_shares(Evaluator& row, int criterion, const Children& children, ShareOf share) {
  const Criterion& section = *row.model().criterion(criterion).criterion;
  const Rational points = points_of(row, criterion);
  if (section.combine == Combine::geometric) return geometric_mean(row, points, children, share);
  if (section.combine == Combine::weighted) return points * weighted_share(row, section, children, share);
  if (section.combine == Combine::min) return points * least_share(row, children, share);
  return children.weighed.empty() ? Rational(0) : points * product_share(row, children, share);
}

/// What the unit can get of a criterion: its score if whatever applies below earned all its points.
inline Rational attainable(Evaluator& row, int criterion) {
  if (criterion == 0 && row.run().attainable) return *row.run().attainable;
  const Criterion& source = *row.model().criterion(criterion).criterion;
  if (!counts(row, criterion)) return 0;
  if (source.is_leaf() || (source.combine == Combine::sum && source.rescale)) return points_of(row, criterion);
  const Children children = children_of(row, criterion);
  if (source.combine != Combine::sum) return of_shares(row, criterion, children, attainable_share);
  Rational sum = 0;
  for (const int child : children.weighed) sum += attainable(row, child);
  return sum;
}

/// The combined score of a section before clamping and rounding.
inline Number combined(Evaluator& row, int criterion, const Children& children) {
  if (row.model().criterion(criterion).criterion->combine == Combine::sum) return summed(row, criterion, children);
  return of_shares(row, criterion, children, share_of) + adjustments_of(row, children);
}

/// A section: combined, clamped; rounded once unless it is a plain sum (a bound that is no decimal is rounded all the same) or the root.
inline Scored score_section(Evaluator& row, int criterion) {
  const CompiledCriterion& compiled = row.model().criterion(criterion);
  const bool top = compiled.parent < 0;
  if (!top && !applies(row, criterion)) return {State::not_applicable, 0};
  const Children children = children_of(row, criterion);
  const bool none = children.weighed.empty() && children.adjustments.empty();
  const Number exact = none ? Number{} : combined(row, criterion, children);
  if (!exact) return {top ? State::scored : State::not_applicable, 0};
  row.enter(points_of(row, criterion), nullptr);
  const Rational bounded = bounds_of(row, criterion).within(*exact);
  const bool exact_sum = compiled.criterion->combine == Combine::sum && !compiled.criterion->rescale && bounded.is_finite_decimal();
  return {State::scored, top || exact_sum ? bounded : rounded(row, bounded)};
}

}  // namespace kaohe::engine
