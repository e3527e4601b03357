#pragma once

#include <kaohe/base/labels.hpp>
#include <kaohe/engine/model.hpp>
#include <kaohe/engine/threads.hpp>
#include <kaohe/evidence/evidence.hpp>

#include <algorithm>
#include <cstdint>
#include <functional>
#include <memory>
#include <numeric>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace kaohe::engine {

enum class State : std::uint8_t {
  scored,
  missing,  // scored by the missing policy
  not_applicable,
  exempt,  // missing, and therefore as not applicable
};

/// A unit's place in its group, and what the place depends on.
struct Place {
  std::int64_t place = 0;   // 1 is best; 0: not in the cohort
  std::int64_t tied = 0;    // how many share it, the unit included
  std::int64_t cohort = 0;  // how many there are
};

/// One competition for the seats of a grade, within a group or over all.
struct Competition {
  int grade = -1;
  bool over_all = false;
  std::size_t of = 0;                // N: how many the quota is of
  std::size_t seats = 0;             // how many there are
  std::size_t sitting = 0;           // how many of `order`, from its start, sit
  std::vector<std::uint32_t> order;  // the units that compete, best first; equal ones by name
  std::vector<std::uint8_t> direct;  // of each of them: whether it sits first for a direct grade
  std::size_t tied_from = 0;         // of `order`, those equal in all that decides whom the last seat divides: [tied_from, tied_to)
  std::size_t tied_to = 0;
};

/// A unit's part in a competition.
struct Seat {
  std::uint32_t competition = 0;  // Run::competitions
  std::uint32_t place = 0;        // 1 is first; equal ones share it
  std::uint32_t at = 0;           // in its order
  std::int32_t grade_after = -1;  // its own, or where it falls without a seat
};

/// The parts of the units in competitions, in the order in which these were held.
struct Seats {
  std::vector<std::uint32_t> start;  // of each unit's in `seats`, and their end; empty where there are no quotas
  std::vector<Seat> seats;

  std::span<const Seat> of(std::size_t unit) const {
    if (start.empty()) return {};
    return std::span(seats).subspan(start[unit], start[unit + 1] - start[unit]);
  }
};

/// The units of each group that are not excluded, in the order of the evidence.
struct Groups {
  std::vector<std::uint32_t> units;  // a group after the other
  std::vector<std::size_t> ends;     // of each group in them

  /// `excluded` by unit.
  Groups(const Evidence& evidence, std::span<const std::uint8_t> excluded) : ends(evidence.group_count, 0) {
    const auto& group_of = evidence.group_of;
    for (std::size_t unit = 0; unit < excluded.size(); ++unit) ends[group_of[unit]] += excluded[unit] == 0 ? 1 : 0;
    std::exclusive_scan(ends.begin(), ends.end(), ends.begin(), std::size_t{0});
    units.resize(excluded.size());
    for (std::size_t unit = 0; unit < excluded.size(); ++unit) {
      if (excluded[unit] == 0) units[ends[group_of[unit]]++] = static_cast<std::uint32_t>(unit);
    }
    units.resize(ends.back());
  }

  /// No more than one for each block of units, as elsewhere.
  unsigned threads(unsigned asked) const {
    return static_cast<unsigned>(std::min<std::size_t>(asked, std::max<std::size_t>(1, units.size() / block_rows)));
  }

  std::span<const std::uint32_t> of(std::size_t group) const {
    const std::size_t first = group == 0 ? 0 : ends[group - 1];
    return std::span(units).subspan(first, ends[group] - first);
  }
};

/// The columns and states of some units in a row that a run does not keep.
struct Block {
  std::size_t first = 0;           // unit
  std::size_t rows = 0;            // units
  bool again = false;              // worked out anew of a run that is done: nothing that is kept may be written
  std::unique_ptr<double[]> room;  // of the columns
  std::size_t room_size = 0;
  std::vector<NumberColumn> columns;                                   // by node
  std::vector<State> states;                                           // by criterion and row
  std::vector<std::pair<std::uint32_t, int>> missing, not_applicable;  // units with the leaves that are

  State& state(int criterion, std::size_t unit) { return states[static_cast<std::size_t>(criterion) * rows + unit - first]; }
  State state(int criterion, std::size_t unit) const { return states[static_cast<std::size_t>(criterion) * rows + unit - first]; }
};

/// What is computed while one assessment runs: a column a node. Columns that nothing reads but the row itself are not kept: they pass
/// through blocks, and are worked out again where somebody asks.
struct Computed {
  std::vector<std::uint8_t> keeps;                             // by node: whether its column is kept
  std::optional<Rational> attainable;                          // of all criteria, where it is the same for every unit
  std::function<Block(std::size_t)> again;                     // what is not kept of one unit; any thread may ask
  std::vector<NumberColumn> columns;                           // by node, of those kept
  std::vector<std::vector<std::optional<Rational>>> by_group;  // by node, of aggregates
  std::vector<std::vector<Place>> places;                      // by node, of ranks
  std::vector<std::vector<State>> states;                      // by criterion, of those kept; else empty
  std::vector<std::uint8_t> excluded;                          // by unit
  std::shared_ptr<const Groups> groups;                        // made when a first pass ends, and anew where others are excluded
  NumberColumn base, adjustments;
  std::vector<std::vector<std::uint8_t>> holds;   // by node, of conditions
  std::vector<std::vector<int>> grades;           // by node: index in the scheme's grades; -1: none; empty without grades
  std::vector<std::vector<std::uint32_t>> ranks;  // by node; 0: none
  std::vector<Competition> competitions;
  Seats seats;
  LabelLists missing, not_applicable;  // by unit, the leaves that had no value, and those that do not concern it
  std::size_t slow = 0;
};

/// One assessment as it runs.
struct Run : Computed {
  Run(const Model& its_model, const Evidence& its_evidence, Computed computed = {})
      : Computed(std::move(computed)), model(its_model), evidence(its_evidence) {}

  const Model& model;
  const Evidence& evidence;

  std::size_t units() const { return evidence.units.size(); }

  int grade(int node, std::size_t unit) const {
    const auto& found = grades[static_cast<std::size_t>(node)];
    return found.empty() ? -1 : found[unit];
  }

  /// A unit's number in the column of a node. Pre: there is a block, unless the column is kept.
  std::optional<Rational> number(int node, std::size_t unit, const Block* block) const {
    const auto at = static_cast<std::size_t>(node);
    const NumberColumn& column = keeps[at] != 0 ? columns[at] : block->columns[at];
    const std::size_t row = keeps[at] != 0 ? unit : unit - block->first;
    return column.missing(row) ? std::optional<Rational>{} : std::optional<Rational>{column.at(row)};
  }

  bool keeps_state(int criterion) const { return !states[static_cast<std::size_t>(criterion)].empty(); }

  /// Pre: as number().
  State state(int criterion, std::size_t unit, const Block* block) const {
    return keeps_state(criterion) ? states[static_cast<std::size_t>(criterion)][unit] : block->state(criterion, unit);
  }
};
}  // namespace kaohe::engine
