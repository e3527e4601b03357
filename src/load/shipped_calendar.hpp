#pragma once

#include <kaohe/calendar/calendar.hpp>

#include <string_view>

namespace kaohe::load {

/// The text of data/china.yaml, which the build puts into the library.
std::string_view shipped_calendar_text();

/// The statutory holidays and make-up working days of China, as that document says them.
Calendar shipped_calendar();

}  // namespace kaohe::load
