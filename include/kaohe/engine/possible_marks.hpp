#pragma once

// What rules of events and of ratings may still give one unit: tally, levels, panel, discretion.

#include <kaohe/engine/possible_numbers.hpp>

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace kaohe::engine {

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
  return sum_of(parts);
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

}  // namespace kaohe::engine
