#pragma once

#include "src/load/reader.hpp"

#include <kaohe/scheme/grade.hpp>

namespace kaohe::load {

/// Reads `quota`, one or a list of which all hold, and how it is filled: `round`, `ties`, `tie_break`.
void load_quota(const Fields& fields, Grade& grade);

}  // namespace kaohe::load
