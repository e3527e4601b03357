#pragma once

#include <kaohe/assessment/assessment.hpp>
#include <kaohe/assessment/explanation.hpp>
#include <kaohe/base/finding.hpp>

#include <string>
#include <string_view>

namespace kaohe {

/// The assessment as JSON (SPEC 10), one unit a line; the same bytes through every door.
std::string to_json(const Assessment& assessment);

/// The explanation as JSON and as an indented tree of text.
std::string to_json(const Explanation& explanation, Language language);
std::string to_text(const Explanation& explanation, Language language);

/// Findings as a JSON list: code, severity, file, line, column, length, table, row, message, hint.
std::string to_json(const Findings& findings, Language language);

/// A finding for a person: place, severity, code, message; the source line with a caret aligned for double-width text where
/// `source` (the text of the finding's document) is given; the hint.
std::string to_text(const Finding& finding, Language language, std::string_view source = {});

}  // namespace kaohe
