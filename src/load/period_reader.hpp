#pragma once

#include "src/load/loading.hpp"

#include <kaohe/calendar/date.hpp>

#include <vector>

namespace kaohe::load {

/// Reads a date under a key; nothing where there is none, and a finding where it is no date.
std::optional<Date> read_date(const Fields& fields, std::string_view key);

/// Reads the scheme's `period:`, in any of the forms of SPEC 3. The days of a term stand in the calendar of the scheme or of a document it
/// uses.
void read_period_of(const Node& root, const std::vector<Node>& used, Loading& loading);

}  // namespace kaohe::load
