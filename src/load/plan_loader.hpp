#pragma once

#include "src/load/loading.hpp"

namespace kaohe::load {

/// Reads `plan: [...]` into the scheme. What items say of one another, and of indicators and parties, is checked by compile().
void load_plan(const Node& list, Loading& loading);

}  // namespace kaohe::load
