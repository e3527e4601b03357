#pragma once

#include "src/load/loading.hpp"

#include <string_view>
#include <vector>

namespace kaohe::load {

/// The top-level keys that this version reads for their structure and does not evaluate.
std::vector<std::string_view> later_keys();

/// Checks what stands under one of them, and warns once a key.
void check_later_part(std::string_view key, const SourceSpan& key_where, const Node& value, Loading& loading);

}  // namespace kaohe::load
