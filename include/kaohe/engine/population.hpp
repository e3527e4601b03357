#pragma once

// Figures of a group: what needs everybody's value before anybody's score: mean, best, rank, places.

#include <kaohe/engine/run.hpp>
#include <kaohe/number/rounding.hpp>

#include <algorithm>
#include <cmath>
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
    const auto entry = [&](std::size_t unit) {
      const bool out = run.excluded[unit] != 0 || (!left_out.empty() && left_out[unit] != 0);
      const double units = out ? NumberColumn::missing_units : column.unit(unit);
      return Entry{lower_first ? units : -units, static_cast<std::uint32_t>(unit)};
    };
    ends_.assign(run.evidence.group_count, 0);
    for (std::size_t unit = 0; unit < run.units(); ++unit) {
      if (!std::isnan(entry(unit).key)) ++ends_[run.evidence.group_of[unit]];
    }
    std::exclusive_scan(ends_.begin(), ends_.end(), ends_.begin(), std::size_t{0});
    entries_.resize(run.units());
    for (std::size_t unit = 0; unit < run.units(); ++unit) {
      if (const Entry made = entry(unit); !std::isnan(made.key)) entries_[ends_[run.evidence.group_of[unit]]++] = made;
    }
    each_group([&](std::span<Entry> group) {
      if (!counted(group)) std::ranges::sort(group, [&](const Entry& one, const Entry& other) { return before(one, other); });
    });
  }

  /// Calls `each(Ranked)` for every unit.
  template <class Each>
  void each_ranked(const Each& each) {
    each_group([&](std::span<const Entry> group) { each_of_group(group, each); });
  }

 private:
  struct Entry {
    double key;  // of a wide number an infinity
    std::uint32_t unit;
  };

  bool before(const Entry& a, const Entry& b) const {
    if (std::isfinite(a.key) && std::isfinite(b.key)) return a.key < b.key;
    const Rational x = column_.at(a.unit), y = column_.at(b.unit);
    return lower_first_ ? x < y : y < x;
  }

  /// Sorts by counting, where keys lie close together as totals do; false where they do not.
  bool counted(std::span<Entry> group) {
    if (group.empty()) return true;
    const auto [least, most] = std::ranges::minmax(group, {}, &Entry::key);
    const double range = most.key - least.key;
    if (!(range < 4.0 * static_cast<double>(group.size()) + 1000)) return false;
    const auto place = [first = least.key](const Entry& one) { return static_cast<std::size_t>(one.key - first); };
    places_.assign(static_cast<std::size_t>(range) + 1, 0);
    for (const Entry& one : group) ++places_[place(one)];
    std::exclusive_scan(places_.begin(), places_.end(), places_.begin(), std::size_t{0});
    room_.assign(group.begin(), group.end());
    for (const Entry& one : room_) group[places_[place(one)]++] = one;
    return true;
  }

  template <class Each>
  void each_group(const Each& each) {
    std::size_t first = 0;
    for (const std::size_t end : ends_) {
      each(std::span(entries_).subspan(first, end - first));
      first = end;
    }
  }

  template <class Each>
  void each_of_group(std::span<const Entry> group, const Each& each) const {
    Ranked ranked;
    ranked.cohort = static_cast<std::int64_t>(group.size());
    for (std::size_t from = 0, to = 0; from < group.size(); from = to) {
      while (to < group.size() && !before(group[from], group[to])) ++to;
      ranked.place = static_cast<std::int64_t>(from + 1);
      ranked.tied = static_cast<std::int64_t>(to - from);
      ++ranked.dense;
      for (std::size_t i = from; i < to; ++i) {
        ranked.unit = group[i].unit;
        each(ranked);
      }
    }
  }

  const NumberColumn& column_;
  bool lower_first_;
  std::vector<Entry> entries_;     // a group after the other
  std::vector<std::size_t> ends_;  // of each group in them
  std::vector<Entry> room_;        // to sort in
  std::vector<std::size_t> places_;
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
