#pragma once

// What each rule may still give one unit. Where its numbers and its value are settled, that is its score.

#include <kaohe/engine/possible_curve.hpp>
#include <kaohe/engine/possible_marks.hpp>

#include <algorithm>
#include <optional>
#include <variant>
#include <vector>

namespace kaohe::engine {

PossibleNumber possible_rule(PossibleEvaluator& row, int rule);

/// Which branches a unit may come to.
struct PossibleBranches {
  std::vector<std::size_t> branches;
  bool missing = false;

  bool may_come_to(int branch) const { return std::ranges::find(branches, static_cast<std::size_t>(branch)) != branches.end(); }
  bool only(int branch) const { return !missing && branches.size() == 1 && may_come_to(branch); }
};

inline PossibleBranches possible_branches(PossibleEvaluator& row, const CompiledRule& compiled, const Threshold&) {
  const PossibleNumber x = row.number(*compiled.value);
  if (!x.range) return {{}, true};
  if (!settled_target(row, *compiled.target)) return {{0, 1}, true};
  const auto met = met_curve(row.exact(), *compiled.target, 1, 0);
  if (!met) return {{}, true};
  const Interval reached = bounds_over(*met, *x.range);
  PossibleBranches out{{}, x.missing};
  if (reached.holds(1)) out.branches.push_back(0);
  if (reached.holds(0)) out.branches.push_back(1);
  return out;
}

inline PossibleBranches possible_branches(PossibleEvaluator& row, const CompiledRule&, const Cases& rule) {
  PossibleBranches out;
  for (std::size_t i = 0; i <= rule.cases.size(); ++i) {
    const bool certain = i == rule.cases.size() || !rule.cases[i].when;
    const PossibleTruth holds = certain ? PossibleTruth{true, false, false} : row.truth(row.model().term(*rule.cases[i].when));
    if (holds.yes) out.branches.push_back(i);
    out.missing = out.missing || holds.unknown;
    if (!holds.no) break;
  }
  return out;
}

inline PossibleNumber possible_branch(PossibleEvaluator& row, const CompiledRule& compiled, std::size_t which, const Branch* branch,
                                      const PossibleNumber& otherwise) {
  const int nested = which < compiled.branches.size() ? compiled.branches[which] : -1;
  if (nested < 0) return branch != nullptr ? possible_points(row, branch->points, otherwise) : otherwise;
  const Term* outside = row.value();
  const PossibleNumber score = possible_rule(row, nested);
  row.look_at(outside);
  return score;
}

inline PossibleNumber possible_score(PossibleEvaluator& row, const CompiledRule& compiled, const Threshold& rule) {
  const PossibleBranches branches = possible_branches(row, compiled, rule);
  PossibleNumber out{{}, branches.missing};
  for (const std::size_t which : branches.branches) {
    const auto& branch = which == 0 ? rule.then : rule.otherwise;
    out = either(out, possible_branch(row, compiled, which, branch ? &*branch : nullptr, which == 0 ? row.points() : nothing_scored()));
  }
  return out;
}

inline PossibleNumber possible_score(PossibleEvaluator& row, const CompiledRule& compiled, const Cases& rule) {
  const PossibleBranches branches = possible_branches(row, compiled, rule);
  PossibleNumber out{{}, branches.missing};
  for (const std::size_t which : branches.branches) {
    const bool listed = which < rule.cases.size();
    out = either(out, listed ? possible_branch(row, compiled, which, &rule.cases[which].branch, nothing_scored()) : nothing_scored());
  }
  return out;
}

/// Whatever a rule's value and numbers turn out to be.
inline PossibleNumber any_score(PossibleEvaluator& row, const CompiledRule& compiled) {
  const PossibleNumber x = row.number(*compiled.value);
  return x.range ? PossibleNumber::anything() : x;
}

/// A curve over what the value may be; without settled numbers there is no curve.
inline PossibleNumber possible_curve(PossibleEvaluator& row, const CompiledRule& compiled) {
  if (!settled_numbers(row, compiled)) return any_score(row, compiled);
  const auto curve = compiled.curve ? compiled.curve : curve_of(compiled, row.exact());
  if (!curve) return {{}, true};
  return changed(row.number(*compiled.value), [&](const Interval& x) { return bounds_over(*curve, x); });
}

template <class Body>
PossibleNumber possible_score(PossibleEvaluator& row, const CompiledRule& compiled, const Body&) {
  return possible_curve(row, compiled);
}

/// Interpolated or not, bands give nothing beyond the points of the highest and the lowest.
inline PossibleNumber possible_score(PossibleEvaluator& row, const CompiledRule& compiled, const Bands& rule) {
  if (settled_numbers(row, compiled)) return possible_curve(row, compiled);
  const bool rest = std::ranges::any_of(rule.bands, [](const Band& band) { return !band.bound; });
  PossibleNumber out = rest ? PossibleNumber{} : nothing_scored();
  for (const Band& band : rule.bands) out = either(out, possible_points(row, band.points));
  out.missing = true;
  return out;
}

/// The least and the greatest place in the cohort, with ties counted as the rule does; nothing where there is none.
inline std::optional<std::pair<std::int64_t, std::int64_t>> possible_places(PossibleEvaluator& row, const RankPoints& rule,
                                                                            const PossibleNumber& place) {
  if (!place.range) return std::nullopt;
  const std::int64_t members = row.outlook().most_members(row.unit());
  const auto whole = [&](const Number& number) { return number ? number->to_int64().value_or(members) : members; };
  return std::pair(whole(place.range->low), rule.ties == Ties::shared ? whole(place.range->high) : members);
}

inline PossibleNumber possible_points_at(PossibleEvaluator& row, const RankPoints& rule, std::int64_t first, std::int64_t last) {
  PossibleNumber out;
  if (!rule.top.empty()) {
    for (const auto& top : rule.top) out = either(out, possible_points(row, top.points));
    return either(out, possible_points(row, rule.otherwise, nothing_scored()));
  }
  if (rule.points.empty()) {
    const PossibleNumber steps{Interval{Rational(first - 1), Rational(last - 1)}, false};
    return possible_points(row, rule.first, row.points()) + possible_points(row, *rule.step) * steps;
  }
  const auto listed = static_cast<std::int64_t>(rule.points.size());
  for (std::int64_t place = first; place <= std::min(last, listed); ++place)
    out = either(out, possible_points(row, rule.points[static_cast<std::size_t>(place - 1)]));
  if (last > listed) out = either(out, possible_points(row, rule.then ? *rule.then : rule.points.back()));
  return out;
}

inline PossibleNumber possible_score(PossibleEvaluator& row, const CompiledRule& compiled, const RankPoints& rule) {
  if (settled_numbers(row, compiled)) return PossibleNumber::of(score(row.exact(), compiled, rule));
  const PossibleNumber place = row.node(compiled.figures[0]);
  const auto places = possible_places(row, rule, place);
  PossibleNumber out{{}, place.missing};
  return places ? either(out, possible_points_at(row, rule, places->first, places->second)) : out;
}

inline PossibleNumber possible_score(PossibleEvaluator& row, const CompiledRule& compiled, const Efficacy& rule) {
  if (!rule.exponential) return possible_curve(row, compiled);
  const bool settled = settled_numbers(row, compiled) && row.settled(*compiled.value);
  return settled ? PossibleNumber::of(score(row.exact(), compiled, rule)) : any_score(row, compiled);
}

inline PossibleNumber possible_score(PossibleEvaluator& row, const CompiledRule&, const Formula& rule) {
  return row.number(row.model().term(rule.expression));
}

inline PossibleNumber possible_score(PossibleEvaluator& row, const CompiledRule& compiled, const ResultFigure& rule) {
  if (settled_numbers(row, compiled)) return PossibleNumber::of(score(row.exact(), compiled, rule));
  return PossibleNumber::anything();
}

inline PossibleNumber possible_rule(PossibleEvaluator& row, int rule) {
  const CompiledRule& compiled = row.model().rules[static_cast<std::size_t>(rule)];
  row.look_at(&*compiled.value);
  return std::visit([&](const auto& one) { return possible_score(row, compiled, one); }, compiled.rule->body);
}

/// What is above 1 of a cap, in points; one that cannot be told lifts nothing.
inline PossibleNumber lift_of_cap(PossibleEvaluator& row, const std::optional<Amount>& cap) {
  if (!cap) return nothing_scored();
  const PossibleNumber above = possible_number(row, *cap) + PossibleNumber::of(Rational(-1));
  const PossibleNumber lift = changed(above, [](const Interval& range) { return kaohe::greater(range, Interval::at(0)); }) * row.points();
  return lift.missing ? either(lift, nothing_scored()) : lift;
}

/// What the better sides of a slope may give beyond its points.
inline PossibleNumber lift_of_slope(PossibleEvaluator& row, const Slope& slope) {
  PossibleNumber lift = nothing_scored();
  for (const auto& side : slope.better) {
    const PossibleNumber most = possible_points(row, side.at_most, nothing_scored());
    lift = lift + (most.missing ? either(most, nothing_scored()) : most);
  }
  return lift;
}

/// By how much a rule may lift its leaf's upper bound; of branches the largest lift counts.
inline Interval possible_lift(PossibleEvaluator& row, int rule) {
  const CompiledRule& compiled = row.model().rules[static_cast<std::size_t>(rule)];
  const RuleBody& body = compiled.rule->body;
  PossibleNumber lift = nothing_scored();
  if (const auto* proportion = std::get_if<Proportion>(&body)) lift = lift_of_cap(row, proportion->cap);
  if (const auto* relative = std::get_if<Relative>(&body)) lift = lift_of_cap(row, relative->cap);
  if (const auto* slope = std::get_if<Slope>(&body)) lift = lift_of_slope(row, *slope);
  Interval most = lift.range.value_or(Interval::at(0));
  for (const int nested : compiled.branches) {
    if (nested >= 0) most = kaohe::greater(most, possible_lift(row, nested));
  }
  return most;
}

}  // namespace kaohe::engine
