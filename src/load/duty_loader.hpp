#pragma once

#include "src/load/loading.hpp"

#include <kaohe/plan/duty.hpp>

#include <vector>

namespace kaohe::load {

/// Reads a list of duties, an item's or the scheme's.
std::vector<Duty> load_duties(const Node& list, Loading& loading);

/// Reads `duties: [...]` of no item into the scheme.
void load_scheme_duties(const Node& list, Loading& loading);

}  // namespace kaohe::load
