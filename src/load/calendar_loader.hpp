#pragma once

#include "src/load/loading.hpp"

#include <vector>

namespace kaohe::load {

/// Reads `calendar: {…}` of the scheme and of the documents it uses into one calendar. Periods are read with its terms: it comes first.
void load_calendars(const Node& scheme, const std::vector<Node>& used, Loading& loading);

}  // namespace kaohe::load
