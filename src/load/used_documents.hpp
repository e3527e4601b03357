#pragma once

#include "src/load/loading.hpp"

#include <string_view>

namespace kaohe::load {

/// Reads the documents under `uses:`, and those that they use in turn, into the scheme. `file` is what findings call the scheme's own.
void load_used_documents(const Fields& scheme, std::string_view file, const ReadDocument& read, Loading& loading);

/// Reads what any document may add to a scheme: constants, events, indicators, criteria, adjustments, and what later versions evaluate.
void load_parts(const Fields& document, Loading& loading);

/// Findings where `kaohe:` is not the version of the scheme language that is read here.
void check_format_version(const Node& version, Findings& findings);

}  // namespace kaohe::load
