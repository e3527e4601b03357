#pragma once

#include "src/load/document.hpp"

#include <optional>
#include <span>
#include <string_view>

namespace kaohe::load {

// A comma inside `{…}` splits what was meant as one value: `{value: min(a, b)}` is two keys to YAML, `value: min(a` and `b)`. Joining them
// again is a warning. Columns stay right: the missing blanks are put back.

/// Joins, in the whole tree, the values that end inside a bracket with what closes it.
void mend_brackets(Node& node, Findings& findings);

/// The mapping with its texts joined, `{title: 甲,乙, points: 3}`, if there are any: a key without a value that is none of `known`, nor
/// near one, belongs to the text before it on the line.
std::optional<Node> mend_texts(const Node& mapping, std::span<const std::string_view> known, Findings& findings);

}  // namespace kaohe::load
