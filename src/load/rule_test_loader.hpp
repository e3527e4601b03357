#pragma once

#include "src/load/loading.hpp"

namespace kaohe::load {

/// Reads `tests: [...]` into the scheme, examples beside the rules (docs/scheme-format.md, section 11). A test with errors is left out.
void load_rule_tests(const Node& list, Loading& loading);

}  // namespace kaohe::load
