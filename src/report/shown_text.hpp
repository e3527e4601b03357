#pragma once

#include <string>
#include <string_view>

namespace kaohe::report {

/// A character as it may be shown: nothing that moves the cursor, colours or turns the rest around. A tab is four spaces.
std::string shown(char32_t code);

/// Appends a text as it may be shown, its line ends as spaces.
void append_on_one_line(std::string& out, std::string_view text);

/// The same as a text of its own.
std::string on_one_line(std::string_view text);

}  // namespace kaohe::report
