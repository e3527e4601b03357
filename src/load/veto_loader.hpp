#pragma once

#include "src/load/loading.hpp"

namespace kaohe::load {

/// Reads `vetoes: [...]` into the scheme. One whose condition cannot be read keeps its id, so that what asks for it finds it.
void load_vetoes(const Node& list, Loading& loading);

}  // namespace kaohe::load
