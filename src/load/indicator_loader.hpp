#pragma once

#include "src/load/loading.hpp"

namespace kaohe::load {

/// Reads `indicators: {id: {…}}` into the scheme.
void load_indicators(const Node& table, Loading& loading);

/// Reads `constants: {name: value}` into the scheme.
void load_constants(const Node& table, Loading& loading);

/// Reads `events: [{id, title, fields}]` into the scheme.
void load_events(const Node& list, Loading& loading);

}  // namespace kaohe::load
