#pragma once

#include <algorithm>
#include <concepts>
#include <cstddef>
#include <iterator>
#include <optional>
#include <ranges>
#include <string>
#include <string_view>
#include <vector>

namespace kaohe {

/// One character of a UTF-8 text. `length` is its bytes; 0 where no valid character starts.
struct Character {
  char32_t code = 0;
  std::size_t length = 0;

  constexpr explicit operator bool() const { return length != 0; }
};

/// The character that starts at byte `at`: overlong forms, surrogates and codes beyond U+10FFFF are invalid.
///
/// Pre: at < text.size().
constexpr Character character_at(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0U; };
  const unsigned lead = byte(0);
  if (lead < 0x80) return {lead, 1};
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4) return {};
  char32_t code = lead & (0xFFU >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0U) != 0x80U) return {};
    code = code << 6 | (byte(i) & 0x3FU);
  }
  const bool overlong = (length == 3 && code < 0x800) || (length == 4 && code < 0x10000);
  const bool surrogate = code >= 0xD800 && code <= 0xDFFF;
  return overlong || surrogate || code > 0x10FFFF ? Character{} : Character{code, length};
}

/// Like character_at, but an invalid byte is a replacement character of one byte, so that a loop always ends.
constexpr Character character_or_replacement(std::string_view text, std::size_t at) {
  const Character found = character_at(text, at);
  return found ? found : Character{0xFFFD, 1};
}

/// Where the first byte is that starts no valid character.
constexpr std::optional<std::size_t> find_invalid_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const Character here = character_at(text, at);
    if (!here) return at;
    at += here.length;
  }
  return std::nullopt;
}

/// The characters of a text.
inline std::u32string characters(std::string_view text) {
  std::u32string out;
  for (std::size_t at = 0; at < text.size();) {
    const Character here = character_or_replacement(text, at);
    out += here.code;
    at += here.length;
  }
  return out;
}

/// How many characters a text has.
constexpr std::size_t count_characters(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size(); ++count) at += character_or_replacement(text, at).length;
  return count;
}

/// The byte at which the character number `count` (from 0) starts; the text's size where there are fewer.
constexpr std::size_t byte_of_character(std::string_view text, std::size_t count) {
  std::size_t at = 0;
  for (; count > 0 && at < text.size(); --count) at += character_or_replacement(text, at).length;
  return at;
}

/// Part of a text, cut by characters.
constexpr std::string_view substring(std::string_view text, std::size_t first, std::size_t count) {
  const std::string_view rest = text.substr(byte_of_character(text, first));
  return rest.substr(0, byte_of_character(rest, count));
}

/// A character as UTF-8.
inline std::string utf8(char32_t code) {
  const auto tail = [&](int shift) { return static_cast<char>(0x80U | ((code >> shift) & 0x3FU)); };
  if (code < 0x80) return {static_cast<char>(code)};
  if (code < 0x800) return {static_cast<char>(0xC0U | (code >> 6)), tail(0)};
  if (code < 0x10000) return {static_cast<char>(0xE0U | (code >> 12)), tail(6), tail(0)};
  return {static_cast<char>(0xF0U | (code >> 18)), tail(12), tail(6), tail(0)};
}

namespace detail {

struct CodeRange {
  char32_t first, last;
};

/// East Asian Width W and F (Unicode Standard Annex 11), neighbouring ranges joined.
inline constexpr CodeRange wide_characters[] = {
    {0x1100, 0x115F},   {0x231A, 0x231B},   {0x2329, 0x232A},   {0x23E9, 0x23EC},   {0x23F0, 0x23F0},   {0x23F3, 0x23F3},
    {0x25FD, 0x25FE},   {0x2614, 0x2615},   {0x2648, 0x2653},   {0x267F, 0x267F},   {0x2693, 0x2693},   {0x26A1, 0x26A1},
    {0x26AA, 0x26AB},   {0x26BD, 0x26BE},   {0x26C4, 0x26C5},   {0x26CE, 0x26CE},   {0x26D4, 0x26D4},   {0x26EA, 0x26EA},
    {0x26F2, 0x26F3},   {0x26F5, 0x26F5},   {0x26FA, 0x26FA},   {0x26FD, 0x26FD},   {0x2705, 0x2705},   {0x270A, 0x270B},
    {0x2728, 0x2728},   {0x274C, 0x274C},   {0x274E, 0x274E},   {0x2753, 0x2755},   {0x2757, 0x2757},   {0x2795, 0x2797},
    {0x27B0, 0x27B0},   {0x27BF, 0x27BF},   {0x2B1B, 0x2B1C},   {0x2B50, 0x2B50},   {0x2B55, 0x2B55},   {0x2E80, 0x303E},
    {0x3041, 0x3247},   {0x3250, 0x4DBF},   {0x4E00, 0xA4C6},   {0xA960, 0xA97C},   {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},
    {0xFE10, 0xFE19},   {0xFE30, 0xFE6B},   {0xFF01, 0xFF60},   {0xFFE0, 0xFFE6},   {0x16FE0, 0x1B2FB}, {0x1F004, 0x1F004},
    {0x1F0CF, 0x1F0CF}, {0x1F18E, 0x1F18E}, {0x1F191, 0x1F19A}, {0x1F200, 0x1F320}, {0x1F32D, 0x1F335}, {0x1F337, 0x1F37C},
    {0x1F37E, 0x1F393}, {0x1F3A0, 0x1F3CA}, {0x1F3CF, 0x1F3D3}, {0x1F3E0, 0x1F3F0}, {0x1F3F4, 0x1F3F4}, {0x1F3F8, 0x1F43E},
    {0x1F440, 0x1F440}, {0x1F442, 0x1F4FC}, {0x1F4FF, 0x1F53D}, {0x1F54B, 0x1F54E}, {0x1F550, 0x1F567}, {0x1F57A, 0x1F57A},
    {0x1F595, 0x1F596}, {0x1F5A4, 0x1F5A4}, {0x1F5FB, 0x1F64F}, {0x1F680, 0x1F6C5}, {0x1F6CC, 0x1F6CC}, {0x1F6D0, 0x1F6D2},
    {0x1F6D5, 0x1F6D7}, {0x1F6DD, 0x1F6DF}, {0x1F6EB, 0x1F6EC}, {0x1F6F4, 0x1F6FC}, {0x1F7E0, 0x1F7EB}, {0x1F7F0, 0x1F7F0},
    {0x1F90C, 0x1F93A}, {0x1F93C, 0x1F945}, {0x1F947, 0x1F9FF}, {0x1FA70, 0x1FAFF}, {0x20000, 0x2FFFD}, {0x30000, 0x3FFFD},
};

/// Marks that stand on the character before them, and characters without a shape of their own.
inline constexpr CodeRange zero_width_characters[] = {
    {0x0000, 0x001F}, {0x007F, 0x009F}, {0x00AD, 0x00AD}, {0x0300, 0x036F},   {0x0483, 0x0489},   {0x0591, 0x05BD},   {0x0610, 0x061A},
    {0x064B, 0x065F}, {0x0E31, 0x0E31}, {0x0E34, 0x0E3A}, {0x0E47, 0x0E4E},   {0x1160, 0x11FF},   {0x1AB0, 0x1ACE},   {0x1DC0, 0x1DFF},
    {0x200B, 0x200F}, {0x2028, 0x202E}, {0x2060, 0x2064}, {0x20D0, 0x20F0},   {0x302A, 0x302D},   {0x3099, 0x309A},   {0xFE00, 0xFE0F},
    {0xFE20, 0xFE2F}, {0xFEFF, 0xFEFF}, {0xFFF9, 0xFFFB}, {0x1F3FB, 0x1F3FF}, {0xE0001, 0xE007F}, {0xE0100, 0xE01EF},
};

template <std::size_t N>
constexpr bool holds(const CodeRange (&ranges)[N], char32_t code) {
  const auto* after =
      std::upper_bound(std::begin(ranges), std::end(ranges), code, [](char32_t c, const CodeRange& r) { return c < r.first; });
  return after != std::begin(ranges) && code <= std::prev(after)->last;
}

/// A name as people mean it: small letters, full-width forms as ASCII, without spaces, `_` and `-`.
inline std::u32string plain_form(std::string_view name) {
  std::u32string out;
  for (char32_t c : characters(name)) {
    if (c >= 0xFF01 && c <= 0xFF5E) c -= 0xFEE0;
    if (c >= U'A' && c <= U'Z') c += U'a' - U'A';
    if (c != U' ' && c != U'\t' && c != 0x3000 && c != U'_' && c != U'-') out += c;
  }
  return out;
}

/// How many characters must be put in, taken out, exchanged or swapped with their neighbour.
inline std::size_t edit_distance(const std::u32string& a, const std::u32string& b) {
  std::vector<std::size_t> before(b.size() + 1), above(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) above[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) row[j] = std::min(row[j], before[j - 2] + 1);
    }
    before.swap(above);
    above.swap(row);
  }
  return above[b.size()];
}

/// How far a name may be from another to be taken for it. A Chinese character says more than a letter.
inline std::size_t allowed_distance(const std::u32string& name) {
  const bool letters = std::ranges::all_of(name, [](char32_t c) { return c < 0x80; });
  if (name.size() < 2 || (letters && name.size() < 3)) return 0;
  return name.size() < 6 ? 1 : name.size() < 9 ? 2 : 3;
}

}  // namespace detail

/// Columns that a character takes where Chinese characters take two.
constexpr int display_width(char32_t code) {
  if (code >= 0x20 && code < 0x7F) return 1;
  if (detail::holds(detail::zero_width_characters, code)) return 0;
  return detail::holds(detail::wide_characters, code) ? 2 : 1;
}

constexpr int display_width(std::string_view text) {
  int width = 0;
  for (std::size_t at = 0; at < text.size();) {
    const Character here = character_or_replacement(text, at);
    width += display_width(here.code);
    at += here.length;
  }
  return width;
}

/// The candidate that `name` was most likely meant to be, if any is near enough; the first of equally near ones.
///
/// Letter case, full-width forms, spaces, `_` and `-` do not count.
template <std::ranges::input_range Candidates>
requires std::convertible_to<std::ranges::range_reference_t<Candidates>, std::string_view> std::optional<std::string> nearest(
    std::string_view name, const Candidates& candidates) {
  constexpr std::size_t longest = 100;
  if (name.size() > 4 * longest) return std::nullopt;
  const std::u32string wanted = detail::plain_form(name);
  const std::size_t allowed = detail::allowed_distance(wanted);
  std::optional<std::string> best;
  std::size_t best_distance = allowed + 1;
  for (const std::string_view candidate : candidates) {
    if (candidate.size() > 4 * (longest + allowed)) continue;
    const std::u32string form = detail::plain_form(candidate);
    if (form.size() > wanted.size() + allowed || wanted.size() > form.size() + allowed) continue;
    const std::size_t distance = detail::edit_distance(wanted, form);
    if (distance >= best_distance) continue;
    best = std::string(candidate);
    best_distance = distance;
  }
  return best;
}

/// What a reader is shown for a thing of the document: its title, or its id where it has none.
template <class Titled>
const std::string& title_of(const Titled& it) {
  return it.title.empty() ? it.id : it.title;
}

}  // namespace kaohe
