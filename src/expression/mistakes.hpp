#pragma once

#include "src/expression/source.hpp"

#include <cstddef>
#include <optional>

namespace kaohe::expression {

/// What the grammar asks for where it cannot go on.
enum class Expected { value, sign, list, entry };

/// Where the grammar cannot go on, and what was read before.
struct Stop {
  Expected expected = Expected::value;
  std::size_t at = 0;
  Stretch last;                 // the last sign, bracket or comma
  Stretch left;                 // the last whole sum
  std::optional<Stretch> open;  // the innermost bracket
};

/// Says what is wrong there, in the words of somebody who wrote the rule.
Finding explain(const Source& source, const Stop& stop);

/// The same for what begins like a number and goes on like a word: 2班, 1.2.3, 90且.
Finding explain_mixture(const Source& source, Stretch at);

}  // namespace kaohe::expression
