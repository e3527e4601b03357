#pragma once

// Figures of a group: what needs everybody's value before anybody's score (SPEC 4 "Over the group", SPEC 7 ranks).

#include <kaohe/engine/run.hpp>
#include <kaohe/number/rounding.hpp>

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <optional>
#include <span>
#include <vector>

namespace kaohe::engine {

/// Exact sum in halves, so that denominators grow in pairs and not along a chain.
inline Rational sum_of(std::span<const Rational> numbers) {
  if (numbers.empty()) return 0;
  if (numbers.size() == 1) return numbers.front();
  const std::size_t half = numbers.size() / 2;
  return sum_of(numbers.first(half)) + sum_of(numbers.subspan(half));
}

/// The units of each group that are not excluded and have a value, with it.
struct Cohorts {
  std::vector<std::vector<std::size_t>> units;
  std::vector<std::vector<Rational>> values;
};

inline Cohorts cohorts(const Run& run, const NumberColumn& column) {
  Cohorts out;
  out.units.resize(run.evidence.group_count);
  out.values.resize(run.evidence.group_count);
  for (std::size_t unit = 0; unit < run.units(); ++unit) {
    if (run.excluded[unit] != 0 || column.missing(unit)) continue;
    out.units[run.evidence.group_of[unit]].push_back(unit);
    out.values[run.evidence.group_of[unit]].push_back(column.at(unit));
  }
  return out;
}

inline std::optional<Rational> figure_of(std::vector<Rational> values, Aggregate aggregate, bool lower_first) {
  const auto count = static_cast<std::int64_t>(values.size());
  if (aggregate == Aggregate::sum) return sum_of(values);
  if (aggregate == Aggregate::mean) return count == 0 ? Rational(0) : sum_of(values) / Rational(count);
  if (count == 0) return std::nullopt;
  const bool largest = (aggregate == Aggregate::best) != lower_first;
  if (aggregate == Aggregate::best || aggregate == Aggregate::worst)
    return largest ? *std::ranges::max_element(values) : *std::ranges::min_element(values);
  std::ranges::sort(values);
  const std::size_t middle = values.size() / 2;
  return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / Rational(2);
}

/// Places of one group: 1 is best, equal values share a place, the next is skipped.
inline void place_group(const std::vector<std::size_t>& units, const std::vector<Rational>& values, bool lower_first,
                        std::vector<Place>& places) {
  std::vector<std::size_t> order(units.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, [&](std::size_t a, std::size_t b) { return lower_first ? values[a] < values[b] : values[b] < values[a]; });
  for (std::size_t first = 0; first < order.size();) {
    std::size_t last = first + 1;
    while (last < order.size() && values[order[last]] == values[order[first]]) ++last;
    for (std::size_t i = first; i < last; ++i) {
      places[units[order[i]]] = {static_cast<std::int64_t>(first + 1), static_cast<std::int64_t>(last - first),
                                 static_cast<std::int64_t>(order.size())};
    }
    first = last;
  }
}

inline std::vector<Place> places_of(const Run& run, const NumberColumn& column, bool lower_first) {
  std::vector<Place> places(run.units());
  const Cohorts groups = cohorts(run, column);
  for (std::size_t group = 0; group < groups.units.size(); ++group)
    place_group(groups.units[group], groups.values[group], lower_first, places);
  return places;
}

inline void aggregate(Run& run, std::size_t node) {
  const Node& made = run.model.nodes[node];
  const NumberColumn& column = run.columns[static_cast<std::size_t>(made.argument)];
  if (made.aggregate == Aggregate::rank) {
    run.places[node] = places_of(run, column, made.lower_first);
    run.columns[node] = NumberColumn(run.units(), 0);
    for (std::size_t unit = 0; unit < run.units(); ++unit) {
      if (run.places[node][unit].place > 0) run.columns[node].set(unit, Rational(run.places[node][unit].place));
    }
    return;
  }
  const Cohorts groups = cohorts(run, column);
  for (const auto& values : groups.values) run.by_group[node].push_back(figure_of(values, made.aggregate, made.lower_first));
}

/// The mean score of those of a group that have one, rounded (`missing: mean`); 0 where nobody has.
inline void mean_scores(Run& run, std::size_t node) {
  const Node& made = run.model.nodes[node];
  const NumberColumn& column = run.columns[static_cast<std::size_t>(run.model.criterion(made.criterion).raw)];
  const auto& states = run.states[static_cast<std::size_t>(made.criterion)];
  std::vector<std::vector<Rational>> scores(run.evidence.group_count);
  for (std::size_t unit = 0; unit < run.units(); ++unit) {
    if (run.excluded[unit] == 0 && states[unit] == State::scored) scores[run.evidence.group_of[unit]].push_back(column.at(unit));
  }
  const auto& rounding = run.model.scheme.rounding;
  for (auto& group : scores)
    run.by_group[node].push_back(round_to(*figure_of(std::move(group), Aggregate::mean, false), rounding.criterion, rounding.mode));
}

/// A veto that a unit's own facts bring holds for the unit right above it, too; what was passed on goes no further.
inline void pass_on(Run& run, std::size_t node) {
  const auto& own = run.holds[static_cast<std::size_t>(run.model.nodes[node].argument)];
  run.holds[node] = own;
  for (std::size_t unit = 0; unit < run.units(); ++unit) {
    const int above = run.evidence.superiors[unit];
    if (own[unit] != 0 && above >= 0 && run.excluded[static_cast<std::size_t>(above)] == 0)
      run.holds[node][static_cast<std::size_t>(above)] = 1;
  }
}

/// Ranks go by total within the group (SPEC 7): shared and skipped, or dense. Those in `last`, where it is written, come after all
/// others and share one place.
inline std::vector<std::int64_t> rank_units(const Run& run, const std::vector<std::uint8_t>& last) {
  NumberColumn totals = run.columns[static_cast<std::size_t>(run.model.results.ceiling)];
  for (std::size_t unit = 0; unit < last.size(); ++unit) {
    if (last[unit] != 0) totals.set_missing(unit);
  }
  const auto places = places_of(run, totals, false);
  std::vector<std::int64_t> ranks(run.units());
  std::vector<std::vector<std::int64_t>> taken(run.evidence.group_count);
  for (std::size_t unit = 0; unit < run.units(); ++unit) {
    ranks[unit] = places[unit].place;
    if (ranks[unit] > 0) taken[run.evidence.group_of[unit]].push_back(ranks[unit]);
  }
  std::vector<std::int64_t> after;
  for (auto& group : taken) {
    std::ranges::sort(group);
    if (run.model.scheme.dense_ranking) group.erase(std::unique(group.begin(), group.end()), group.end());
    after.push_back(static_cast<std::int64_t>(group.size()) + 1);
  }
  for (std::size_t unit = 0; unit < run.units(); ++unit) {
    const auto& group = taken[run.evidence.group_of[unit]];
    if (ranks[unit] > 0 && run.model.scheme.dense_ranking) ranks[unit] = std::ranges::lower_bound(group, ranks[unit]) - group.begin() + 1;
    if (unit < last.size() && last[unit] != 0 && run.excluded[unit] == 0) ranks[unit] = after[run.evidence.group_of[unit]];
  }
  return ranks;
}

}  // namespace kaohe::engine
