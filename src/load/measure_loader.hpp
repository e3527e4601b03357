#pragma once

#include "src/load/loading.hpp"

namespace kaohe::load {

/// Reads `measures: [...]` into the scheme (docs/scheme-format.md, section 10). A measure with errors is left out.
void load_measures(const Node& list, Loading& loading);

}  // namespace kaohe::load
