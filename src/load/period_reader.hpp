#pragma once

#include "src/load/loading.hpp"

#include <kaohe/calendar/date.hpp>

#include <optional>
#include <utility>
#include <vector>

namespace kaohe::load {

/// Reads a date under a key; nothing where there is none, and a finding where it is no date.
std::optional<Date> read_date(const Fields& fields, std::string_view key);

/// Reads the days `from` and `to`, either of which may be left out; a finding where they are in the wrong order.
std::pair<std::optional<Date>, std::optional<Date>> read_days(const Fields& fields);

/// Reads a period in any of the forms of SPEC 3, called `name` in findings. Pre: read_period_of() has been called, which knows the terms.
std::optional<Period> read_period(const Node& node, const Phrase& name, Loading& loading);

/// Reads the scheme's `period:`. The days of a term stand in the calendar of the scheme or of a document it uses.
void read_period_of(const Node& root, const std::vector<Node>& used, Loading& loading);

}  // namespace kaohe::load
