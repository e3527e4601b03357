#pragma once

#include <kaohe/base/export.hpp>
#include <kaohe/base/finding.hpp>
#include <kaohe/expression/tree.hpp>

#include <optional>
#include <string_view>

namespace kaohe {

/// Reads an expression. `where` is the place of the text's first character in its document; columns inside count from it.
///
/// Adds one finding and returns nothing where the text is no expression: `=` shows `==`, a chain `80 <= x < 90` shows `and`.
/// Nesting deeper than 200 and texts longer than 10,000 characters are findings, too.
KAOHE_EXPORT std::optional<Expression> parse_expression(std::string_view text, const SourceSpan& where, Findings& findings);

}  // namespace kaohe
