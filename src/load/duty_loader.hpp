#pragma once

#include "src/load/loading.hpp"

#include <kaohe/plan/duty.hpp>

#include <vector>

namespace kaohe::load {

/// Reads the duties of an item or of the scheme (docs/scheme-format.md, section 15). What they mean in a period is checked by compile().
std::vector<Duty> load_duties(const Node& list, Loading& loading);

/// Reads `duties: [...]` of the scheme, those of no item.
void load_scheme_duties(const Node& list, Loading& loading);

}  // namespace kaohe::load
