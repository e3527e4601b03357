#pragma once

#include <kaohe/engine/model.hpp>
#include <kaohe/evidence/evidence.hpp>

#include <cstdint>
#include <optional>
#include <string>
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
  std::vector<std::size_t> order;    // the units that compete, best first; equal ones by name
  std::vector<std::uint8_t> direct;  // of each of them: whether it sits first for a direct grade
  std::size_t tied_from = 0;         // of `order`, those equal in all that decides whom the last seat divides: [tied_from, tied_to)
  std::size_t tied_to = 0;
};

/// A unit's part in a competition.
struct Seat {
  std::size_t competition = 0;  // Run::competitions
  std::size_t place = 0;        // 1 is first; equal ones share it
  std::size_t at = 0;           // in its order
  int grade_after = -1;         // its own, or where it falls without a seat
};

/// Everything computed while one assessment runs: a column a node.
struct Run {
  Run(const Model& its_model, const Evidence& its_evidence) : model(its_model), evidence(its_evidence) {}

  const Model& model;
  const Evidence& evidence;
  std::vector<NumberColumn> columns;                           // by node
  std::vector<std::vector<std::optional<Rational>>> by_group;  // by node, of aggregates
  std::vector<std::vector<Place>> places;                      // by node, of ranks
  std::vector<std::vector<State>> states;                      // by criterion
  std::vector<std::uint8_t> excluded;                          // by unit
  NumberColumn base, adjustments;
  std::vector<std::vector<std::uint8_t>> holds;  // by node, of conditions
  std::vector<std::vector<int>> grades;          // by node: index in the scheme's grades; -1: none
  std::vector<std::vector<std::int64_t>> ranks;  // by node; 0: none
  std::vector<Competition> competitions;
  std::vector<std::vector<Seat>> seats;  // by unit, where there are quotas
  std::size_t slow = 0;

  std::size_t units() const { return evidence.units.size(); }
};

/// The leaves of each unit that are in one of two states; none of a unit that is excluded.
inline std::vector<std::vector<std::string>> leaves_in(const Run& run, State first, State second) {
  std::vector<std::vector<std::string>> out(run.units());
  for (std::size_t i = 0; i < run.model.criteria.size(); ++i) {
    const Criterion& criterion = *run.model.criteria[i].criterion;
    if (!criterion.is_leaf()) continue;
    for (std::size_t unit = 0; unit < run.units(); ++unit) {
      const bool is = run.states[i][unit] == first || run.states[i][unit] == second;
      if (is && run.excluded[unit] == 0) out[unit].push_back(criterion.id);
    }
  }
  return out;
}

}  // namespace kaohe::engine
