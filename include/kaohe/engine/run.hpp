#pragma once

#include <kaohe/engine/model.hpp>
#include <kaohe/evidence/evidence.hpp>

#include <cstdint>
#include <optional>
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

/// How a unit fared in the competition for the seats of a grade.
struct Seat {
  int grade = -1;
  int falls_to = -1;  // where it does not sit
  bool over_all = false;
  std::size_t of = 0;          // N: how many the quota is of
  std::size_t seats = 0;       // how many there are
  std::size_t candidates = 0;  // how many competed
  std::size_t place = 0;       // among them, 1 is first
  bool sits = false;
  std::size_t empty = 0;             // seats that a tie leaves empty
  std::vector<std::size_t> tied;     // the others who are equal in all that decides, where the last seat divides them
  std::optional<std::size_t> rival;  // else the last that sits, or of those who sit the first that does not
  bool by_tie_break = false;         // before or after `rival` of the same total by the scores that break ties
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
  std::vector<std::vector<Seat>> seats;          // by unit, where there are quotas
  std::size_t slow = 0;

  std::size_t units() const { return evidence.units.size(); }
};

}  // namespace kaohe::engine
