#pragma once

#include <kaohe/calendar/period.hpp>
#include <kaohe/number/rational.hpp>

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace kaohe {

/// An indicator added up over parties, with those of them that have no value.
struct Figure {
  std::optional<Rational> value;
  std::vector<std::string> missing;

  friend bool operator==(const Figure&, const Figure&) = default;
};

/// Asks for the figure of an indicator, cumulative within `period` up to `on`, of a party with what is below it; of all where `party` is
/// empty.
using FigureOf = std::function<Figure(const std::string& indicator, const Period& period, const Date& on, const std::string& party)>;

}  // namespace kaohe
