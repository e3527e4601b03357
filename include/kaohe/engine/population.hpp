#pragma once

// Figures of a group: what needs everybody's value before anybody's score: mean, best, rank, places.

#include <kaohe/engine/run.hpp>
#include <kaohe/number/rounding.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
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

/// A unit's place among its group, by the numbers of a column.
struct Ranked {
  std::size_t unit = 0;
  std::int64_t place = 0;   // 1 is best; equal numbers share a place, the next is skipped
  std::int64_t dense = 0;   // the same without skipping
  std::int64_t tied = 0;    // how many share it, the unit included
  std::int64_t cohort = 0;  // how many there are
};

/// Puts units in order: by group, then by their numbers, best first.
class Ordering {
 public:
  /// Of the units that are not excluded, have a number and are not in `left_out`, where that is written.
  Ordering(const Run& run, const NumberColumn& column, bool lower_first, const std::vector<std::uint8_t>& left_out = {})
      : column_(column), lower_first_(lower_first) {
    for (std::size_t unit = 0; unit < run.units(); ++unit) {
      const bool out = run.excluded[unit] != 0 || (!left_out.empty() && left_out[unit] != 0);
      const double units = out ? NumberColumn::missing_units : column.unit(unit);
      if (!std::isnan(units)) entries_.push_back({units, run.evidence.group_of[unit], static_cast<std::uint32_t>(unit)});
    }
    std::ranges::sort(entries_, [&](const Entry& a, const Entry& b) { return a.group != b.group ? a.group < b.group : before(a, b); });
  }

  /// Calls `each(Ranked)` for every unit.
  template <class Each>
  void each_ranked(const Each& each) const {
    for (std::size_t first = 0, last = 0; first < entries_.size(); first = last) {
      while (last < entries_.size() && entries_[last].group == entries_[first].group) ++last;
      each_of_group(first, last, each);
    }
  }

 private:
  struct Entry {
    double units;
    std::uint32_t group;
    std::uint32_t unit;
  };

  bool before(const Entry& a, const Entry& b) const {
    if (std::isfinite(a.units) && std::isfinite(b.units)) return lower_first_ ? a.units < b.units : b.units < a.units;
    const Rational x = column_.at(a.unit), y = column_.at(b.unit);
    return lower_first_ ? x < y : y < x;
  }

  template <class Each>
  void each_of_group(std::size_t first, std::size_t last, const Each& each) const {
    Ranked ranked;
    ranked.cohort = static_cast<std::int64_t>(last - first);
    for (std::size_t from = first, to = first; from < last; from = to) {
      while (to < last && !before(entries_[from], entries_[to])) ++to;
      ranked.place = static_cast<std::int64_t>(from - first + 1);
      ranked.tied = static_cast<std::int64_t>(to - from);
      ++ranked.dense;
      for (std::size_t i = from; i < to; ++i) {
        ranked.unit = entries_[i].unit;
        each(ranked);
      }
    }
  }

  const NumberColumn& column_;
  bool lower_first_;
  std::vector<Entry> entries_;
};

inline std::vector<Place> places_of(const Run& run, const NumberColumn& column, bool lower_first) {
  std::vector<Place> places(run.units());
  Ordering(run, column, lower_first).each_ranked([&](const Ranked& of) { places[of.unit] = {of.place, of.tied, of.cohort}; });
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
    const int above = run.evidence.superior_of(unit);
    if (own[unit] != 0 && above >= 0 && run.excluded[static_cast<std::size_t>(above)] == 0)
      run.holds[node][static_cast<std::size_t>(above)] = 1;
  }
}

/// Ranks go by total within the group: shared and skipped, or dense. Those in `last`, where it is written, come after all
/// others and share one place.
inline std::vector<std::uint32_t> rank_units(const Run& run, const std::vector<std::uint8_t>& last) {
  const bool dense = run.model.scheme.dense_ranking;
  std::vector<std::uint32_t> ranks(run.units());
  std::vector<std::uint32_t> after(run.evidence.group_count, 1);  // by group, the place behind all
  Ordering(run, run.columns[static_cast<std::size_t>(run.model.results.ceiling)], false, last).each_ranked([&](const Ranked& of) {
    ranks[of.unit] = static_cast<std::uint32_t>(dense ? of.dense : of.place);
    after[run.evidence.group_of[of.unit]] = static_cast<std::uint32_t>(dense ? of.dense : of.cohort) + 1;
  });
  for (std::size_t unit = 0; unit < last.size(); ++unit) {
    if (last[unit] != 0 && run.excluded[unit] == 0) ranks[unit] = after[run.evidence.group_of[unit]];
  }
  return ranks;
}

}  // namespace kaohe::engine
