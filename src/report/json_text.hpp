#pragma once

#include <kaohe/base/finding.hpp>
#include <kaohe/party/chain.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace kaohe::report {

/// Appends a text as a JSON string. What is not UTF-8 is replaced.
void append_string(std::string& out, std::string_view text);

/// Appends texts as a JSON list.
void append_strings(std::string& out, const std::vector<std::string>& texts);

/// Appends a text, or null where it is empty.
void append_string_or_null(std::string& out, std::string_view text);

/// Appends one who answers.
void append_answer(std::string& out, const Answer& answer);

/// Appends a finding with its message and hint in Chinese and in English.
void append_finding(std::string& out, const Finding& finding);

}  // namespace kaohe::report
