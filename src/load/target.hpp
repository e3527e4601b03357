#pragma once

#include <kaohe/base/finding.hpp>
#include <kaohe/plan/target.hpp>

#include <optional>
#include <string_view>

namespace kaohe::load {

/// Reads a target: `>= 60%`, `= 100%`, `30..40`, `~ 5000 ± 3%`, `4:6`, `done`. `where` is the place of the text's first character.
///
/// Adds findings and returns nothing where the text is no target; a number alone is none, since it does not say which way is better.
std::optional<Target> parse_target(std::string_view text, const SourceSpan& where, Findings& findings);

}  // namespace kaohe::load
