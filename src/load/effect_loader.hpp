#pragma once

#include "src/load/loading.hpp"

namespace kaohe::load {

/// Reads what follows when the veto `id` holds (docs/scheme-format.md, section 9). One that names nothing to happen is a finding.
Effect load_effect(const Node& node, const std::string& id, Loading& loading);

}  // namespace kaohe::load
