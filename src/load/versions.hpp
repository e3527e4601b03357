#pragma once

#include "src/load/document.hpp"

#include <kaohe/calendar/period.hpp>

#include <optional>

namespace kaohe::load {

/// Puts the keys of the version that is valid in `period` in place of a node's own, in the whole tree below `node`.
///
/// Versions that overlap, a period that none covers or in which the version changes, and versions without a period are findings.
void choose_versions(Node& node, const std::optional<Period>& period, Findings& findings);

}  // namespace kaohe::load
