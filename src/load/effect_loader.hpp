#pragma once

#include "src/load/loading.hpp"

namespace kaohe::load {

/// Reads what follows when a veto holds (SPEC 6). One that names nothing to happen is a finding that calls the veto by `id`.
Effect load_effect(const Node& node, const std::string& id, Loading& loading);

}  // namespace kaohe::load
