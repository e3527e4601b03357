#pragma once

#include "src/load/loading.hpp"

namespace kaohe::load {

/// Reads `grades: [...]` into the scheme (docs/scheme-format.md, section 8).
void load_grades(const Node& list, Loading& loading);

}  // namespace kaohe::load
