#pragma once

#include "src/load/reader.hpp"

#include <kaohe/calendar/span.hpp>
#include <kaohe/scheme/veto.hpp>

#include <optional>

namespace kaohe::load {

/// Reads `lookback: 2y | 6 months | 90 days`.
std::optional<Span> read_lookback(const Fields& fields);

/// Reads `within: 30 working days`: like a lookback, and working days.
std::optional<Span> read_within(const Fields& fields);

/// Reads how long a bar lasts, `for: year | next_year | 2y`; the year of the period where it is not written.
BarTerm read_bar_term(const Fields& fields);

}  // namespace kaohe::load
