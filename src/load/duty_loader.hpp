#pragma once

#include "src/load/loading.hpp"

#include <kaohe/plan/duty.hpp>

#include <vector>

namespace kaohe::load {

/// Reads a list of duties, an item's or the scheme's (SPEC 8, 13). What they mean in a period is checked by compile().
std::vector<Duty> load_duties(const Node& list, Loading& loading);

/// Reads `duties: [...]` of the scheme, those of no item.
void load_scheme_duties(const Node& list, Loading& loading);

}  // namespace kaohe::load
