#pragma once

#include "src/load/facts.hpp"

#include <kaohe/expression/tree.hpp>

#include <optional>

namespace kaohe::load {

class Conditions;

/// What is known of a number without any evidence: bounds, both included, where there are any.
struct Range {
  std::optional<Rational> low;
  std::optional<Rational> high;
  bool whole = false;    // only whole numbers
  bool certain = false;  // never missing

  std::optional<Rational> number() const { return low && low == high ? low : std::nullopt; }
};

/// The range of an expression's value. In the filter of a count names are fields of the event.
Range range_of(const Expression& expression, bool in_filter, const Conditions& conditions);

/// How a number of one range may stand to one of another.
Relations possible_relations(const Range& left, const Range& right);

}  // namespace kaohe::load
