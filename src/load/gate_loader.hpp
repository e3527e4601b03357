#pragma once

#include "src/load/loading.hpp"

namespace kaohe::load {

/// Reads `gates: [...]` into the scheme (docs/scheme-format.md, section 9). A gate with errors is left out.
void load_gates(const Node& list, Loading& loading);

}  // namespace kaohe::load
