#pragma once

// What each rule may still give one unit (SPEC 5). Where its numbers and its value are settled, that is its score.

#include <kaohe/engine/possible_curve.hpp>
#include <kaohe/engine/possible_terms.hpp>
#include <kaohe/engine/rule_scores.hpp>

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace kaohe::engine {

PossibleNumber possible_rule(PossibleEvaluator& row, int rule);

inline PossibleNumber possible_number(PossibleEvaluator& row, const Amount& amount) { return row.number(row.model().term(amount)); }

/// An amount of points: a percentage is of the criterion's points.
inline PossibleNumber possible_points(PossibleEvaluator& row, const Amount& amount) {
  const PossibleNumber found = possible_number(row, amount);
  return amount.percent() ? found * row.points() : found;
}

inline PossibleNumber possible_points(PossibleEvaluator& row, const std::optional<Amount>& amount, const PossibleNumber& otherwise) {
  return amount ? possible_points(row, *amount) : otherwise;
}

inline PossibleNumber nothing_scored() { return PossibleNumber::of(Rational(0)); }

inline bool settled_figure(PossibleEvaluator& row, int node) {
  Term term;
  term.kind = TermKind::node;
  term.ref = node;
  return node < 0 || row.settled(term);
}

inline bool settled_target(PossibleEvaluator& row, const Target& target) {
  const auto settled = [&](const Amount& amount) { return row.settled(row.model().term(amount)); };
  return (target.kind == Target::Kind::done || settled(target.number)) && (!target.upper || settled(*target.upper)) &&
         (!target.tolerance || settled(*target.tolerance));
}

/// True where all is settled that a rule measures with: its numbers, its target, the figures of the group, the criterion's points.
inline bool settled_numbers(PossibleEvaluator& row, const CompiledRule& compiled) {
  bool settled = row.points().certain() && (compiled.target == nullptr || settled_target(row, *compiled.target));
  for (const int figure : compiled.figures) settled = settled && settled_figure(row, figure);
  for_each_amount(compiled.rule->body, [&](const Amount& amount) { settled = settled && row.settled(row.model().term(amount)); });
  if (const auto* tally = std::get_if<Tally>(&compiled.rule->body)) {
    for (const auto& times : tally->times) settled = settled && row.settled(row.model().term(times.when));
  }
  return settled;
}

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

/// What one event may count: points × count × factors; a bound on its size leaves it between nothing and itself.
inline PossibleNumber possible_tally_amount(PossibleEvaluator& row, const CompiledRule& compiled, const Tally& rule, std::size_t event) {
  const Events& events = row.outlook().evidence().events;
  const TallyPoints* entry = tally_entry(row.exact(), compiled, rule.points, event);
  if (entry == nullptr) return {{}, true};
  PossibleNumber amount = entry->points ? possible_points(row, *entry->points)
                                        : PossibleNumber::of(events.fields[static_cast<std::size_t>(compiled.amount_field)].number(event));
  amount = amount * PossibleNumber::of(events.counts.at(event));
  row.at_event(event);
  for (const auto& times : rule.times) {
    const PossibleTruth holds = row.truth(row.model().term(times.when)).told(false);
    const PossibleNumber multiplied = amount * possible_number(row, times.factor);
    if (holds.yes) amount = holds.no ? either(amount, multiplied) : multiplied;
  }
  if (!rule.each_at_most) return amount;
  return both(amount, possible_points(row, *rule.each_at_most), [](const Interval& whole, const Interval& most) {
    const Interval size = kaohe::greater(most, -most);
    const Interval cut = hull(whole, Interval::at(0));
    return kaohe::greater(lesser(cut, {Rational(0), size.high}), {size.high ? Number{-*size.high} : Number{}, Rational(0)});
  });
}

/// Sums what the unit's events may count; of those that are one and the same one alone.
inline PossibleNumber possible_score(PossibleEvaluator& row, const CompiledRule& compiled, const Tally& rule) {
  if (settled_numbers(row, compiled)) return PossibleNumber::of(score(row.exact(), compiled, rule));
  PossibleNumber sum = possible_points(row, rule.base, nothing_scored());
  std::map<std::string, PossibleNumber> by_key;
  for (const std::size_t event : tallied_events(row.exact(), rule)) {
    const PossibleNumber amount = possible_tally_amount(row, compiled, rule, event);
    const std::string key = tally_key(row.exact(), compiled, event);
    if (!rule.highest || (compiled.by_field >= 0 && key.empty())) {
      sum = sum + amount;
    } else {
      const auto [known, fresh] = by_key.emplace(key, amount);
      if (!fresh) known->second = either(known->second, amount);
    }
  }
  for (const auto& [key, amount] : by_key) sum = sum + amount;
  return sum;
}

/// Without a rating the level may still come by one, or by the observation.
inline PossibleNumber possible_score(PossibleEvaluator& row, const CompiledRule& compiled, const Levels& rule) {
  const auto ratings = ratings_of(row.exact(), compiled.criterion);
  const bool observed = ratings.empty() && row.settled(*compiled.value);
  const auto level = ratings.empty() && !observed ? std::nullopt : level_given(row.exact(), compiled);
  if (level) {
    const LevelPoints* found = find_level(rule.levels, *level);
    return found == nullptr ? PossibleNumber{{}, true} : possible_points(row, found->points);
  }
  PossibleNumber out{{}, true};
  for (const auto& one : rule.levels) out = either(out, possible_points(row, one.points));
  return out;
}

/// The marks a rater may give, on the scale of `out_of`.
inline std::optional<Interval> possible_marks(PossibleEvaluator& row, const Panel& rule, const Rational& out_of) {
  if (rule.levels.empty()) return overlap({Rational(0), {}}, {{}, out_of});
  std::optional<Interval> marks;
  for (const LevelPoints& level : rule.levels) {
    const Number points = number(row.exact(), level.points);
    if (points) marks = either(marks, Interval::at(level.points.percent() ? *points * out_of : *points));
  }
  return marks;
}

/// A rater group that counts is complete; one with too few marks may still be heard, or not, with any mean that marks can have.
inline std::vector<Part> possible_parts(PossibleEvaluator& row, const Panel& rule, const std::vector<PanelGroup>& groups,
                                        const Rational& out_of) {
  const auto marks = possible_marks(row, rule, out_of);
  std::vector<Part> parts;
  for (const PanelGroup& group : groups) {
    const Interval weight = Interval::at(group.weight);
    if (group.mean) parts.push_back({group.weight, weight * Interval::at(*group.mean), true});
    if (!group.mean && marks) parts.push_back({group.weight, weight * *marks, rule.empty == Panel::Empty::error});
  }
  return parts;
}

inline std::optional<Interval> panel_sum(const Panel& rule, const std::vector<Part>& parts, const Rational& all) {
  if (rule.empty != Panel::Empty::zero) {
    const auto mean = ratio(parts);
    return mean ? std::optional(*mean * Interval::at(all)) : std::nullopt;
  }
  Interval sum = Interval::at(0);
  for (const Part& part : parts) sum = sum + (part.certain ? part.sum : hull(part.sum, Interval::at(0)));
  return sum;
}

inline PossibleNumber possible_score(PossibleEvaluator& row, const CompiledRule& compiled, const Panel& rule) {
  if (!settled_numbers(row, compiled)) return PossibleNumber::anything();
  const Number out_of = rule.out_of ? number(row.exact(), *rule.out_of) : row.points().value();
  const auto groups = out_of && !out_of->is_zero() ? panel_groups(row.exact(), compiled, rule, *out_of) : std::nullopt;
  if (!groups) return {{}, true};
  if (std::ranges::all_of(*groups, [](const PanelGroup& group) { return group.mean.has_value(); }))
    return PossibleNumber::of(score(row.exact(), compiled, rule));
  if (std::ranges::any_of(*groups, [](const PanelGroup& group) { return group.weight.sign() < 0; })) return PossibleNumber::anything();
  const std::vector<Part> parts = possible_parts(row, rule, *groups, *out_of);
  Rational all = 0;
  for (const PanelGroup& group : *groups) all += group.weight;
  const auto sum = panel_sum(rule, parts, all);
  PossibleNumber out{{}, !always_weighs(parts)};
  if (sum) out.range = *sum * Interval::at(row.points().value().value_or(Rational(0)) / *out_of);
  return out;
}

/// A mark still to come is within the range, or nothing is taken.
inline PossibleNumber possible_score(PossibleEvaluator& row, const CompiledRule& compiled, const Discretion& rule) {
  if (settled_numbers(row, compiled)) {
    const auto found = discretion_mark(row.exact(), compiled, rule);
    if (!found) return {{}, true};
    if (found->mark) return PossibleNumber::of(found->base + *found->mark);
  }
  const PossibleNumber from = possible_points(row, rule.from), to = possible_points(row, rule.to);
  PossibleNumber marks = either(from, to);
  if (to.range && may_be_less(*to.range, Interval::at(0))) marks = either(marks, nothing_scored());
  marks.missing = true;
  return marks + possible_points(row, rule.base, nothing_scored());
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

/// By how much a rule may lift its leaf's upper bound.
inline PossibleNumber possible_lift(PossibleEvaluator& row, int rule) {
  const CompiledRule& compiled = row.model().rules[static_cast<std::size_t>(rule)];
  const RuleBody& body = compiled.rule->body;
  PossibleNumber lift = nothing_scored();
  const auto capped = [&](const std::optional<Amount>& cap) {
    if (!cap) return;
    const PossibleNumber above = possible_number(row, *cap) + PossibleNumber::of(Rational(-1));
    const PossibleNumber share = changed(above, [](const Interval& range) { return kaohe::greater(range, Interval::at(0)); });
    lift = share * row.points();
    if (share.missing) lift = either(lift, nothing_scored());
  };
  if (const auto* proportion = std::get_if<Proportion>(&body)) capped(proportion->cap);
  if (const auto* relative = std::get_if<Relative>(&body)) capped(relative->cap);
  if (const auto* slope = std::get_if<Slope>(&body)) {
    for (const auto& side : slope->better) {
      const PossibleNumber most = possible_points(row, side.at_most, nothing_scored());
      lift = lift + (most.missing ? either(most, nothing_scored()) : most);
    }
  }
  for (const int nested : compiled.branches) {
    if (nested >= 0)
      lift = both(lift, possible_lift(row, nested), [](const Interval& a, const Interval& b) { return kaohe::greater(a, b); });
  }
  lift.missing = false;
  return lift;
}

}  // namespace kaohe::engine
