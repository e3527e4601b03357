#pragma once

#include "src/load/loading.hpp"

#include <kaohe/calendar/period.hpp>

#include <optional>
#include <string_view>
#include <utility>

namespace kaohe::load {

/// Reads a date; a finding, which calls it `name`, where it is none.
std::optional<Date> read_date(const Node& node, const Phrase& name, Findings& findings);

/// The same under a key; nothing where there is none.
std::optional<Date> read_date(const Fields& fields, std::string_view key);

/// Reads the days `from` and `to`, either of which may be left out; a finding where they are in the wrong order.
std::pair<std::optional<Date>, std::optional<Date>> read_days(const Fields& fields);

/// Reads `{from, to}`, both ends included.
std::optional<Period> read_span(const Node& node, const Phrase& name, Findings& findings);

/// Reads a period in any of the forms of docs/scheme-format.md, section 2. Pre: the calendars, which know the terms, have been read.
std::optional<Period> read_period(const Node& node, const Phrase& name, Loading& loading);

/// Reads the scheme's `period:`, likewise.
void read_period_of(const Node& root, Loading& loading);

}  // namespace kaohe::load
