#pragma once

#include "src/load/loading.hpp"

namespace kaohe::load {

/// Reads `grades: [...]` into the scheme (SPEC 7).
void load_grades(const Node& list, Loading& loading);

}  // namespace kaohe::load
