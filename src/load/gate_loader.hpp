#pragma once

#include "src/load/loading.hpp"

namespace kaohe::load {

/// Reads `gates: [...]` into the scheme (SPEC 6). A gate with errors is left out.
void load_gates(const Node& list, Loading& loading);

}  // namespace kaohe::load
