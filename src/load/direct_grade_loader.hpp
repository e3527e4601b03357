#pragma once

#include "src/load/loading.hpp"

namespace kaohe::load {

/// Reads `direct: [...]` into the scheme: grades given by a fact (docs/scheme-format.md, section 9). One with errors is left out.
void load_direct_grades(const Node& list, Loading& loading);

}  // namespace kaohe::load
