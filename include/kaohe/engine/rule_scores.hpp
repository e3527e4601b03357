#pragma once

// What each rule gives one unit (docs/scheme-format.md, section 5): the exact score before any rounding, nothing where a value is missing.

#include <kaohe/engine/rule_curves.hpp>
#include <kaohe/engine/table_reader.hpp>

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace kaohe::engine {

Number score_rule(Evaluator& row, int rule);

inline const CompiledRule& compiled_rule(const Evaluator& row, int rule) { return row.model().rules[static_cast<std::size_t>(rule)]; }

/// What a branch gives: its number, its rule's score, or `otherwise`.
///
/// Numbers are found by where they stand in the scheme: `branch` must be the scheme's own, no copy.
inline Number score_branch(Evaluator& row, const CompiledRule& compiled, std::size_t which, const Branch* branch,
                           const Rational& otherwise) {
  const int nested = which < compiled.branches.size() ? compiled.branches[which] : -1;
  if (nested < 0) return branch != nullptr ? points_amount(row, branch->points, otherwise) : Number{otherwise};
  const Term* outside = row.value();
  const Number score = score_rule(row, nested);
  row.look_at(outside);
  return score;
}

/// Which branch of a threshold holds: 0 where the target is met, 1 otherwise.
inline std::optional<std::size_t> threshold_branch(Evaluator& row, const CompiledRule& compiled) {
  const Number x = row.number(*compiled.value);
  const auto met = met_curve(row, *compiled.target, 1, 0);
  if (!x || !met) return std::nullopt;
  return met->at(*x).is_zero() ? 1 : 0;
}

inline Number score(Evaluator& row, const CompiledRule& compiled, const Threshold& rule) {
  const auto which = threshold_branch(row, compiled);
  if (!which) return std::nullopt;
  const auto& branch = *which == 0 ? rule.then : rule.otherwise;
  return score_branch(row, compiled, *which, branch ? &*branch : nullptr, *which == 0 ? row.points() : Rational(0));
}

/// The case that holds first; none beyond the list where no case does; nothing where a condition before it is missing.
inline std::optional<std::size_t> case_that_holds(Evaluator& row, const Cases& rule) {
  for (std::size_t i = 0; i < rule.cases.size(); ++i) {
    if (!rule.cases[i].when) return i;
    const Term& when = row.model().term(*rule.cases[i].when);
    const Truth holds = row.truth(when);
    if (!holds) row.fault("K0804", when);
    if (!holds) return std::nullopt;
    if (*holds) return i;
  }
  return rule.cases.size();
}

inline Number score(Evaluator& row, const CompiledRule& compiled, const Cases& rule) {
  const auto which = case_that_holds(row, rule);
  if (!which) return std::nullopt;
  if (*which == rule.cases.size()) return Rational(0);
  return score_branch(row, compiled, *which, &rule.cases[*which].branch, 0);
}

/// The points of one place. Places are counted from 1; `cohort` is how many are placed.
inline Number points_at(Evaluator& row, const RankPoints& rule, std::int64_t place, std::int64_t cohort) {
  if (!rule.top.empty()) {
    for (const auto& top : rule.top) {
      const Number places = number(row, top.places);
      if (!places) return std::nullopt;
      const bool share = top.places.percent() || *places < Rational(1);
      if (Rational(place) <= (share ? *places * Rational(cohort) : *places)) return points_amount(row, top.points);
    }
    return points_amount(row, rule.otherwise, 0);
  }
  if (!rule.points.empty()) {
    if (place <= static_cast<std::int64_t>(rule.points.size())) return points_amount(row, rule.points[static_cast<std::size_t>(place - 1)]);
    return points_amount(row, rule.then ? *rule.then : rule.points.back());
  }
  const Number first = points_amount(row, rule.first, row.points());
  const Number step = points_amount(row, *rule.step);
  if (!first || !step) return std::nullopt;
  return *first + *step * Rational(place - 1);
}

inline const Place& place_of(const Evaluator& row, const CompiledRule& compiled) {
  return row.run().places[static_cast<std::size_t>(compiled.figures[0])][row.unit()];
}

inline Number score(Evaluator& row, const CompiledRule& compiled, const RankPoints& rule) {
  const Place& place = place_of(row, compiled);
  if (place.place == 0) return std::nullopt;
  if (rule.ties == Ties::shared) return points_at(row, rule, place.place, place.cohort);
  if (rule.ties == Ties::last) return points_at(row, rule, place.place + place.tied - 1, place.cohort);
  Rational sum = 0;
  for (std::int64_t i = 0; i < place.tied; ++i) {
    const Number points = points_at(row, rule, place.place + i, place.cohort);
    if (!points) return std::nullopt;
    sum += *points;
  }
  return sum / Rational(place.tied);
}

/// s × base^(1−t); the linear one is a curve.
inline Number score(Evaluator& row, const CompiledRule& compiled, const Efficacy& rule) {
  const Number x = row.number(*compiled.value);
  const auto numbers = efficacy_numbers(rule, compiled, row);
  if (!x || !numbers) return std::nullopt;
  if (numbers->high == numbers->low) return row.points();
  const Rational t = (*x - numbers->low) / (numbers->high - numbers->low);
  const Number factor = pow(numbers->base, Rational(1) - t);
  if (factor) return row.points() * *factor;
  row.fault("K0802", *compiled.value);
  return std::nullopt;
}

/// One event as a tally counts it.
struct TallyItem {
  std::size_t event = 0;
  std::string key;  // what it is one and the same with; empty: it stands alone
  Rational count;
  Rational amount;  // points × count × factors, within each_at_most
  bool counted = true;
};

/// The entry of a tally's table for an event; nothing where there is none (a finding when the tables were read).
inline const TallyPoints* tally_entry(const Evaluator& row, const CompiledRule& compiled, const TallyPoints& points, std::size_t event,
                                      std::size_t level = 0) {
  if (points.table.empty()) return &points;
  const auto& fields = row.run().evidence.events.fields;
  const auto key = fields[static_cast<std::size_t>(compiled.table_fields[level])].text(event);
  if (!key) return nullptr;
  for (const auto& entry : points.table) {
    if (entry.key == *key) return tally_entry(row, compiled, entry.points, event, level + 1);
  }
  return nullptr;
}

inline Number tally_amount(Evaluator& row, const CompiledRule& compiled, const Tally& rule, std::size_t event) {
  const TallyPoints* entry = tally_entry(row, compiled, rule.points, event);
  if (entry == nullptr) return std::nullopt;
  Number amount = entry->points ? points_amount(row, *entry->points)
                                : row.run().evidence.events.fields[static_cast<std::size_t>(compiled.amount_field)].number(event);
  if (!amount) return std::nullopt;
  *amount *= row.run().evidence.events.counts.at(event);
  row.at_event(event);
  for (const auto& times : rule.times) {
    if (!row.holds(row.model().term(times.when), false)) continue;
    const Number factor = number(row, times.factor);
    if (!factor) return std::nullopt;
    *amount *= *factor;
  }
  const Number most = rule.each_at_most ? points_amount(row, *rule.each_at_most) : Number{};
  if (rule.each_at_most && !most) return std::nullopt;
  if (most && amount->abs() > most->abs()) amount = amount->sign() < 0 ? -most->abs() : most->abs();
  return amount;
}

/// Of the events that are one and the same, only the largest in size counts; of two of one size the negative.
inline void keep_highest(std::vector<TallyItem>& items, bool keyed) {
  std::map<std::string, TallyItem*> best;
  for (auto& item : items) {
    if (keyed && item.key.empty()) continue;
    TallyItem*& leading = best[item.key];
    const bool leads = leading == nullptr || item.amount.abs() > leading->amount.abs() ||
                       (item.amount.abs() == leading->amount.abs() && item.amount < leading->amount);
    if (leading != nullptr) (leads ? leading : &item)->counted = false;
    if (leads) leading = &item;
  }
}

/// The unit's events of the period that a tally counts.
inline std::vector<std::size_t> tallied_events(const Evaluator& row, const Tally& rule) {
  const Events& events = row.run().evidence.events;
  const auto& period = row.model().periods[0];
  std::vector<std::size_t> found;
  for (const std::size_t event : events.by_unit.of(row.unit())) {
    const bool wanted = events.kinds[static_cast<std::size_t>(events.kind[event])] == rule.event;
    if (wanted && (!period || period->contains(events.dates[event]))) found.push_back(event);
  }
  return found;
}

/// What an event is one and the same with; empty where it stands alone.
inline std::string tally_key(const Evaluator& row, const CompiledRule& compiled, std::size_t event) {
  if (compiled.by_field < 0) return "";
  return row.run().evidence.events.fields[static_cast<std::size_t>(compiled.by_field)].text(event).value_or("");
}

/// The events with what they count; nothing where one's amount is missing.
inline std::optional<std::vector<TallyItem>> tally_items(Evaluator& row, const CompiledRule& compiled, const Tally& rule) {
  std::vector<TallyItem> items;
  for (const std::size_t event : tallied_events(row, rule)) {
    const Number amount = tally_amount(row, compiled, rule, event);
    if (!amount) return std::nullopt;
    items.push_back({event, tally_key(row, compiled, event), row.run().evidence.events.counts.at(event), *amount});
  }
  if (rule.highest) keep_highest(items, compiled.by_field >= 0);
  return items;
}

inline Number score(Evaluator& row, const CompiledRule& compiled, const Tally& rule) {
  Number sum = points_amount(row, rule.base, 0);
  const auto items = tally_items(row, compiled, rule);
  if (!sum || !items) return std::nullopt;
  for (const auto& item : *items) {
    if (item.counted) *sum += item.amount;
  }
  return sum;
}

/// The ratings of the row's unit for a criterion.
inline std::vector<const Ratings::Rating*> ratings_of(const Evaluator& row, int criterion) {
  const Ratings& all = row.run().evidence.ratings;
  std::vector<const Ratings::Rating*> found;
  for (const std::uint32_t at : all.by_unit.of(row.unit())) {
    const auto& rating = all.ratings[at];
    if (rating.criterion == criterion) found.push_back(&rating);
  }
  return found;
}

/// What a rating says as a level: its level, else its mark as it is written.
inline std::string level_of(const Ratings::Rating& rating) { return rating.level.empty() ? rating.mark_text : rating.level; }

/// A level is found by its word, or by its number where both are numbers (1 and 1.0) or words for yes and no.
inline const LevelPoints* find_level(const std::vector<LevelPoints>& levels, const std::string& wanted) {
  for (const auto& level : levels) {
    if (level.level == wanted) return &level;
  }
  const auto number = number_in(wanted);
  if (!number) return nullptr;
  for (const auto& level : levels) {
    if (number_in(level.level) == number) return &level;
  }
  return nullptr;
}

/// The level given to the unit: by the one rating, else by the observation.
inline std::optional<std::string> level_given(Evaluator& row, const CompiledRule& compiled) {
  const auto ratings = ratings_of(row, compiled.criterion);
  if (!ratings.empty()) return level_of(*ratings.front());
  return row.text(*compiled.value);
}

inline Number score(Evaluator& row, const CompiledRule& compiled, const Levels& rule) {
  const auto level = level_given(row, compiled);
  if (!level) return std::nullopt;
  const LevelPoints* found = find_level(rule.levels, *level);
  return found == nullptr ? Number{} : points_amount(row, found->points);
}

/// What a rater's mark is worth, on the scale of `out_of`; nothing where it does not count.
inline Number mark_of(Evaluator& row, const Panel& rule, const Ratings::Rating& rating, const Rational& out_of) {
  if (rule.levels.empty()) {
    const bool within = rating.mark && rating.mark->sign() >= 0 && *rating.mark <= out_of;
    return within ? rating.mark : Number{};
  }
  const LevelPoints* level = find_level(rule.levels, level_of(rating));
  if (level == nullptr) return std::nullopt;
  const Number points = number(row, level->points);
  return points && level->points.percent() ? Number{*points * out_of} : points;
}

/// One rater group of a panel: its marks in order, and their mean without the trimmed ones.
struct PanelGroup {
  std::string name;
  Rational weight;
  std::vector<Rational> marks;
  Number mean;
};

inline Number trimmed_mean(std::vector<Rational> marks, std::size_t trim, std::size_t least) {
  if (marks.empty() || marks.size() < least || marks.size() <= 2 * trim) return std::nullopt;
  std::ranges::sort(marks);
  Rational sum = 0;
  for (std::size_t i = trim; i < marks.size() - trim; ++i) sum += marks[i];
  return sum / Rational(static_cast<std::int64_t>(marks.size() - 2 * trim));
}

inline std::optional<std::vector<PanelGroup>> panel_groups(Evaluator& row, const CompiledRule& compiled, const Panel& rule,
                                                           const Rational& out_of) {
  std::vector<PanelGroup> groups;
  if (rule.groups.empty()) groups.push_back({"", 1, {}, {}});
  for (const auto& group : rule.groups) {
    const Number weight = number(row, group.weight);
    if (!weight) return std::nullopt;
    groups.push_back({group.name, *weight, {}, {}});
  }
  for (const auto* rating : ratings_of(row, compiled.criterion)) {
    const Number mark = mark_of(row, rule, *rating, out_of);
    for (auto& group : groups) {
      if (mark && (rule.groups.empty() || group.name == rating->rater_group)) group.marks.push_back(*mark);
    }
  }
  const auto trim = static_cast<std::size_t>(rule.trim);
  const auto least = static_cast<std::size_t>(rule.min_raters.value_or(2 * rule.trim + 1));
  for (auto& group : groups) group.mean = trimmed_mean(group.marks, trim, least);
  return groups;
}

inline Number score(Evaluator& row, const CompiledRule& compiled, const Panel& rule) {
  const Number out_of = rule.out_of ? number(row, *rule.out_of) : Number{row.points()};
  if (!out_of || out_of->is_zero()) return std::nullopt;
  const auto groups = panel_groups(row, compiled, rule, *out_of);
  if (!groups) return std::nullopt;
  Rational sum = 0, present = 0, all = 0;
  for (const auto& group : *groups) {
    all += group.weight;
    if (!group.mean && rule.empty == Panel::Empty::error && !group.weight.is_zero()) {
      Term place;
      place.where = compiled.rule->where;
      row.fault("K0810", place, row.model().criterion(compiled.criterion).criterion->id);
      return std::nullopt;
    }
    if (!group.mean && !group.marks.empty()) {
      Term place;
      place.where = compiled.rule->where;
      row.fault("K0814", place, group.name);
    }
    if (!group.mean) continue;
    present += group.weight;
    sum += group.weight * *group.mean;
  }
  const bool nobody = std::ranges::none_of(*groups, [](const PanelGroup& group) { return group.mean.has_value(); });
  if (nobody || present.is_zero()) return std::nullopt;
  if (rule.empty == Panel::Empty::renormalise) sum *= all / present;
  return row.points() * sum / *out_of;
}

struct DiscretionMark {
  Rational from, to, base;
  Number mark;  // within the range
  bool given = false;
};

inline std::optional<DiscretionMark> discretion_mark(Evaluator& row, const CompiledRule& compiled, const Discretion& rule) {
  const Number from = points_amount(row, rule.from);
  const Number to = points_amount(row, rule.to);
  const Number base = points_amount(row, rule.base, 0);
  if (!from || !to || !base) return std::nullopt;
  DiscretionMark out{*from, *to, *base, {}, false};
  const auto ratings = ratings_of(row, compiled.criterion);
  out.given = !ratings.empty();
  const bool adjusts = row.model().criteria[static_cast<std::size_t>(compiled.criterion)].adjusts;
  if (!out.given && (to->sign() <= 0 || adjusts)) out.mark = Rational(0);
  if (!out.given) return out;
  const Number mark = ratings.front()->mark;
  const bool nothing_taken = mark && mark->is_zero() && to->sign() <= 0;
  if (mark && (nothing_taken || (*from <= *mark && *mark <= *to))) out.mark = mark;
  return out;
}

inline Number score(Evaluator& row, const CompiledRule& compiled, const Discretion& rule) {
  const auto found = discretion_mark(row, compiled, rule);
  if (!found || !found->mark) return std::nullopt;
  return found->base + *found->mark;
}

inline Number score(Evaluator& row, const CompiledRule&, const Formula& rule) { return row.number(row.model().term(rule.expression)); }

/// The figures of the history that a result rule reads, in the order of their periods.
inline std::vector<const HistoryRow*> result_rows(const Evaluator& row, const ResultFigure& rule) {
  const auto& model = row.model();
  const auto asked = rule.period ? model.parse_period(*rule.period) : model.periods[0];
  std::vector<const HistoryRow*> found;
  const Evidence& evidence = row.run().evidence;
  for (const std::uint32_t at : evidence.history_by_unit.of(row.unit())) {
    const HistoryRow& figure = evidence.history[at];
    if (figure.scheme != rule.scheme || !asked) continue;
    const bool whole = figure.period == *asked;
    const bool part = asked->first() <= figure.period.first() && figure.period.last() <= asked->last();
    if (rule.over == ResultFigure::Over::period ? whole : part) found.push_back(&figure);
  }
  std::ranges::stable_sort(found, {}, [](const HistoryRow* figure) { return figure->period.last(); });
  return found;
}

inline Number score(Evaluator& row, const CompiledRule&, const ResultFigure& rule) {
  const Number out_of = number(row, rule.out_of);
  auto rows = result_rows(row, rule);
  if (!out_of || out_of->is_zero() || rows.empty()) return std::nullopt;
  if (rule.over == ResultFigure::Over::last) rows = {rows.back()};
  Rational sum = 0;
  for (const auto* figure : rows) {
    const Number value = rule.field == "rank" ? figure->rank : figure->total;
    if (!value) return std::nullopt;
    sum += *value;
  }
  if (rule.over == ResultFigure::Over::mean) sum /= Rational(static_cast<std::int64_t>(rows.size()));
  return row.points() * sum / *out_of;
}

template <class Rule>
Number score(Evaluator&, const CompiledRule&, const Rule&) {
  return std::nullopt;  // Pre: never reached, these rules are curves
}

inline Number score_rule(Evaluator& row, int rule) {
  const CompiledRule& compiled = compiled_rule(row, rule);
  row.look_at(&*compiled.value);
  if (is_curve(compiled)) {
    const Number x = row.number(*compiled.value);
    if (!x) return std::nullopt;
    if (compiled.curve) return compiled.curve->at(*x);
    const auto curve = curve_of(compiled, row);
    return curve ? Number{curve->at(*x)} : Number{};
  }
  return std::visit([&](const auto& one) { return score(row, compiled, one); }, compiled.rule->body);
}

/// By how much a rule lifts its leaf's upper bound: a cap above 1, a better side with its own `at_most`; of branches the largest.
inline Rational lift_of(Evaluator& row, int rule) {
  const CompiledRule& compiled = compiled_rule(row, rule);
  const RuleBody& body = compiled.rule->body;
  Rational lift = 0;
  const auto capped = [&](const std::optional<Amount>& cap) {
    const Number found = cap ? number(row, *cap) : Number{};
    if (found && *found > Rational(1)) lift = row.points() * (*found - Rational(1));
  };
  if (const auto* proportion = std::get_if<Proportion>(&body)) capped(proportion->cap);
  if (const auto* relative = std::get_if<Relative>(&body)) capped(relative->cap);
  if (const auto* slope = std::get_if<Slope>(&body)) {
    for (const auto& side : slope->better) {
      const Number most = side.at_most ? points_amount(row, *side.at_most) : Number{};
      if (most) lift += *most;
    }
  }
  for (const int nested : compiled.branches) {
    if (nested >= 0) lift = std::max(lift, lift_of(row, nested));
  }
  return lift;
}

}  // namespace kaohe::engine
