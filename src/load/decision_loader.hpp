#pragma once

#include "src/load/loading.hpp"

namespace kaohe::load {

/// Reads `decisions: [...]` into the scheme: grades given by a person (docs/scheme-format.md, section 9). One with errors is left out.
void load_decisions(const Node& list, Loading& loading);

}  // namespace kaohe::load
