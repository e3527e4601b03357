#pragma once

#include "src/load/loading.hpp"

#include <string_view>
#include <vector>

namespace kaohe::load {

/// Opens the documents under `uses:` and those that they use in turn, each once, what a document uses before itself. `file` is what
/// findings call the scheme's own.
std::vector<Node> open_used_documents(const Node& scheme, std::string_view file, const ReadDocument& read, Findings& findings);

/// Reads what a used document adds to the scheme.
void load_used_document(const Node& root, Loading& loading);

/// What any document may add to a scheme: constants, indicators, criteria, vetoes, …
std::vector<std::string_view> part_keys();

/// Reads what stands under these keys.
void load_parts(const Fields& document, Loading& loading);

/// Findings where `kaohe:` is not the version of the scheme language that is read here.
void check_format_version(const Node& version, Findings& findings);

}  // namespace kaohe::load
