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

/// Everything computed while one assessment runs: a column a node.
struct Run {
  const Model& model;
  const Evidence& evidence;
  std::vector<NumberColumn> columns;                           // by node
  std::vector<std::vector<std::optional<Rational>>> by_group;  // by node, of aggregates
  std::vector<std::vector<Place>> places;                      // by node, of ranks
  std::vector<std::vector<State>> states;                      // by criterion
  std::vector<std::uint8_t> excluded;                          // by unit
  NumberColumn base, adjustments;
  std::vector<int> grades;  // index in the scheme's grades; -1: none
  std::vector<std::int64_t> ranks;
  std::size_t slow = 0;

  std::size_t units() const { return evidence.units.size(); }
};

}  // namespace kaohe::engine
