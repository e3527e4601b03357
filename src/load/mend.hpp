#pragma once

#include "src/load/document.hpp"

#include <optional>
#include <span>
#include <string_view>

namespace kaohe::load {

/// The mapping with the texts joined that a comma inside `{…}` has split: `{title: 甲,乙, points: 3}` is to YAML a title 甲 and a key 乙.
///
/// A key without a value that is none of `known`, nor near one, belongs to the text before it on its line. Each join is a warning. Nothing
/// where there is nothing to join.
std::optional<Node> mend_texts(const Node& mapping, std::span<const std::string_view> known, Findings& findings);

}  // namespace kaohe::load
