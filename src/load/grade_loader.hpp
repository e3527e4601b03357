#pragma once

#include "src/load/loading.hpp"

namespace kaohe::load {

/// Reads `grades: [...]` into the scheme. Quotas and what belongs to them are read for their structure only.
void load_grades(const Node& list, Loading& loading);

/// Findings for names in `tie_break` that are no criterion. To be asked once all ids are known.
void check_tie_breaks(const Node& grades, Loading& loading);

}  // namespace kaohe::load
