#pragma once

// Texts of scripts, in UTF-8 or UTF-16.

#include <cstdint>
#include <string>

namespace kaohe::c::script {

/// A text the caller gave, as UTF-8: `length` bytes or units, or up to its NUL where that is -1. What is no text is Refused, under `name`.
std::string text_in(const char* text, std::int32_t length, const char* name);
std::string text_in(const std::uint16_t* text, std::int32_t length, const char* name);

/// Writes UTF-8 into `capacity` bytes or units, cut before the first character that has no room, with a NUL behind where there is room
/// for it. The length the whole takes.
std::int32_t text_out(const std::string& text, char* out, std::int32_t capacity);
std::int32_t text_out(const std::string& text, std::uint16_t* out, std::int32_t capacity);

}  // namespace kaohe::c::script
