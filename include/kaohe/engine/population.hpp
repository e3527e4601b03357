#pragma once

// Figures of a group: what needs everybody's value before anybody's score: mean, best, rank, places.

#include <kaohe/engine/run.hpp>
#include <kaohe/engine/threads.hpp>
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

/// The values of each group's units that are not excluded and have one.
inline std::vector<std::vector<Rational>> values_by_group(const Run& run, const NumberColumn& column) {
  std::vector<std::vector<Rational>> values(run.evidence.group_count);
  for (std::size_t unit = 0; unit < run.units(); ++unit) {
    if (run.excluded[unit] == 0 && !column.missing(unit)) values[run.evidence.group_of[unit]].push_back(column.at(unit));
  }
  return values;
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

/// A unit by what it is put in order by: the least first.
struct Keyed {
  double key;  // of a wide number an infinity
  std::uint32_t unit;
};

/// Puts units in order.
///
/// Thread safety: one thread at a time; it keeps room to work in.
class Ordering {
 public:
  std::vector<Keyed> gathered;  // room for those who are to be put in order; whoever asks writes them

  /// `before(a, b)` tells of units with infinite keys; equal ones stay as they are.
  template <class Before>
  void sort(std::span<Keyed> units, const Before& before) {
    if (counted(units)) return;
    std::ranges::stable_sort(units, [&](const Keyed& a, const Keyed& b) {
      return std::isfinite(a.key) && std::isfinite(b.key) ? a.key < b.key : before(a.unit, b.unit);
    });
  }

 private:
  /// Sorts by counting, where keys lie close together as totals do; false where they do not.
  bool counted(std::span<Keyed> units) {
    if (units.empty()) return true;
    const auto [least, most] = std::ranges::minmax(units, {}, &Keyed::key);
    const double range = most.key - least.key;
    if (!(range < 4.0 * static_cast<double>(units.size()) + 1000)) return false;
    const auto place = [first = least.key](const Keyed& one) { return static_cast<std::size_t>(one.key - first); };
    places_.assign(static_cast<std::size_t>(range) + 1, 0);
    for (const Keyed& one : units) ++places_[place(one)];
    std::exclusive_scan(places_.begin(), places_.end(), places_.begin(), std::uint32_t{0});
    room_.assign(units.begin(), units.end());
    for (const Keyed& one : room_) units[places_[place(one)]++] = one;
    return true;
  }

  std::vector<Keyed> room_;
  std::vector<std::uint32_t> places_;
};

/// A unit's place among its group, by the numbers of a column.
struct Ranked {
  std::size_t unit = 0;
  std::int64_t place = 0;   // 1 is best; equal numbers share a place, the next is skipped
  std::int64_t dense = 0;   // the same without skipping
  std::int64_t tied = 0;    // how many share it, the unit included
  std::int64_t cohort = 0;  // how many there are
};

/// The places of the units that are not excluded, have a number and are not in `left_out`, where that is written. Pre: there are groups.
class Ranking {
 public:
  Ranking(const Run& run, const NumberColumn& column, bool lower_first, std::span<const std::uint8_t> left_out = {})
      : groups_(*run.groups), column_(column), lower_first_(lower_first), left_out_(left_out) {}

  /// Calls `each(group, units)` for every group with its units, the best first; from several threads.
  template <class Each>
  void each_group(unsigned threads, const Each& each) const {
    std::vector<Ordering> orderings(threads);
    for_each_of(groups_.ends.size(), groups_.threads(threads), [&](std::size_t worker, std::size_t group) {
      Ordering& ordering = orderings[worker];
      gather(groups_.of(group), ordering.gathered);
      ordering.sort(ordering.gathered, [&](std::size_t a, std::size_t b) { return before(a, b); });
      each(group, std::span<const Keyed>(ordering.gathered));
    });
  }

  /// Calls `each(Ranked)` for every unit of a group, the best first.
  template <class Each>
  void rank(std::span<const Keyed> units, const Each& each) const {
    Ranked ranked;
    ranked.cohort = static_cast<std::int64_t>(units.size());
    for (std::size_t from = 0, to = 0; from < units.size(); from = to) {
      while (to < units.size() && !before(units[from], units[to])) ++to;
      ranked.place = static_cast<std::int64_t>(from + 1);
      ranked.tied = static_cast<std::int64_t>(to - from);
      ++ranked.dense;
      for (std::size_t i = from; i < to; ++i) {
        ranked.unit = units[i].unit;
        each(ranked);
      }
    }
  }

  /// How many numbers of a group are better than that of one of its units: of units, or all that differ. Pre: it has one.
  std::size_t better(std::uint32_t unit, std::size_t group, bool that_differ) const {
    const Keyed own = keyed(unit);
    std::vector<Keyed> found;
    for (const std::uint32_t other : groups_.of(group)) {
      if (const Keyed one = keyed(other); !std::isnan(one.key) && before(one, own)) found.push_back(one);
    }
    if (!that_differ) return found.size();
    std::ranges::sort(found, [&](const Keyed& a, const Keyed& b) { return before(a, b); });
    const auto rest = std::ranges::unique(found, [&](const Keyed& a, const Keyed& b) { return !before(a, b); });
    return found.size() - rest.size();
  }

 private:
  bool before(std::size_t a, std::size_t b) const {
    const Rational x = column_.at(a), y = column_.at(b);
    return lower_first_ ? x < y : y < x;
  }

  bool before(const Keyed& a, const Keyed& b) const {
    return std::isfinite(a.key) && std::isfinite(b.key) ? a.key < b.key : before(a.unit, b.unit);
  }

  Keyed keyed(std::uint32_t unit) const {
    const double number = column_.unit(unit);
    return {lower_first_ ? number : -number, unit};
  }

  void gather(std::span<const std::uint32_t> units, std::vector<Keyed>& made) const {
    made.clear();
    made.reserve(units.size());
    for (const std::uint32_t unit : units) {
      const Keyed one = keyed(unit);
      if (!std::isnan(one.key) && (left_out_.empty() || left_out_[unit] == 0)) made.push_back(one);
    }
  }

  const Groups& groups_;
  const NumberColumn& column_;
  bool lower_first_;
  std::span<const std::uint8_t> left_out_;
};

inline std::vector<Place> places_of(const Run& run, const NumberColumn& column, bool lower_first, unsigned threads) {
  std::vector<Place> places(run.units());
  const Ranking ranking(run, column, lower_first);
  ranking.each_group(threads, [&](std::size_t, std::span<const Keyed> units) {
    ranking.rank(units, [&](const Ranked& of) { places[of.unit] = {of.place, of.tied, of.cohort}; });
  });
  return places;
}

inline void aggregate(Run& run, std::size_t node, unsigned threads) {
  const Node& made = run.model.nodes[node];
  const NumberColumn& column = run.columns[static_cast<std::size_t>(made.argument)];
  if (made.aggregate == Aggregate::rank) {
    run.places[node] = places_of(run, column, made.lower_first, threads);
    run.columns[node] = NumberColumn(run.units(), 0);
    for (std::size_t unit = 0; unit < run.units(); ++unit) {
      if (run.places[node][unit].place > 0) run.columns[node].set(unit, Rational(run.places[node][unit].place));
    }
    return;
  }
  for (const auto& values : values_by_group(run, column)) run.by_group[node].push_back(figure_of(values, made.aggregate, made.lower_first));
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
inline std::vector<std::uint32_t> rank_units(const Run& run, const std::vector<std::uint8_t>& last, unsigned threads) {
  const bool dense = run.model.scheme.dense_ranking;
  std::vector<std::uint32_t> ranks(run.units());
  std::vector<std::uint32_t> after(run.evidence.group_count, 1);  // by group, the place behind all
  const Ranking ranking(run, run.columns[static_cast<std::size_t>(run.model.results.ceiling)], false, last);
  ranking.each_group(threads, [&](std::size_t group, std::span<const Keyed> units) {
    std::uint32_t most = 0;
    ranking.rank(units, [&](const Ranked& of) { ranks[of.unit] = most = static_cast<std::uint32_t>(dense ? of.dense : of.place); });
    after[group] = (dense ? most : static_cast<std::uint32_t>(units.size())) + 1;
  });
  for (std::size_t unit = 0; unit < last.size(); ++unit) {
    if (last[unit] != 0 && run.excluded[unit] == 0) ranks[unit] = after[run.evidence.group_of[unit]];
  }
  return ranks;
}

/// The rank of one unit where nobody is in `last`. Pre: it is not excluded.
inline std::uint32_t rank_by_total(const Run& run, std::size_t unit) {
  const Ranking ranking(run, run.columns[static_cast<std::size_t>(run.model.results.ceiling)], false);
  const std::size_t better = ranking.better(static_cast<std::uint32_t>(unit), run.evidence.group_of[unit], run.model.scheme.dense_ranking);
  return static_cast<std::uint32_t>(better + 1);
}

}  // namespace kaohe::engine
