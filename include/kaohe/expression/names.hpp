#pragma once

#include <kaohe/base/text.hpp>
#include <kaohe/expression/tree.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

namespace kaohe {

namespace detail {

/// Spaces, punctuation and symbols beyond ASCII, and forms that are taken for ASCII ones. Everything else up there writes words.
inline constexpr CodeRange no_word_characters[] = {
    {0x0080, 0x00A9}, {0x00AB, 0x00B4}, {0x00B6, 0x00B6}, {0x00B8, 0x00B9},   {0x00BB, 0x00BF},   {0x00D7, 0x00D7},
    {0x00F7, 0x00F7}, {0x2000, 0x215F}, {0x2189, 0x2BFF}, {0x2E00, 0x3004},   {0x3008, 0x3020},   {0x3030, 0x3030},
    {0x3036, 0x3037}, {0x303D, 0x3040}, {0x30A0, 0x30A0}, {0x30FB, 0x30FB},   {0x3190, 0x319F},   {0x31C0, 0x31EF},
    {0x3200, 0x33FF}, {0x4DC0, 0x4DFF}, {0xA490, 0xA4CF}, {0xD800, 0xF8FF},   {0xFD3E, 0xFD4F},   {0xFE00, 0xFE1F},
    {0xFE30, 0xFE6F}, {0xFEFF, 0xFF65}, {0xFFDD, 0xFFFF}, {0x1D000, 0x1D7FF}, {0x1F000, 0x1FAFF}, {0xE0000, 0x10FFFF},
};

}  // namespace detail

/// May a word hold this character: a letter or digit of any script, `_`.
constexpr bool is_word_part(char32_t code) {
  if (code >= 0x80) return !detail::holds(detail::no_word_characters, code);
  return (code >= U'a' && code <= U'z') || (code >= U'A' && code <= U'Z') || (code >= U'0' && code <= U'9') || code == U'_';
}

/// May a word begin with this character: no digit.
constexpr bool is_word_start(char32_t code) { return is_word_part(code) && !(code >= U'0' && code <= U'9') && code != 0xB7; }

/// The words an expression keeps for itself.
inline constexpr std::array<std::string_view, 4> reserved_words{"and", "or", "not", "in"};

/// Can an expression write this as a name without dots: a word that is not reserved.
constexpr bool is_word(std::string_view text) {
  if (text.empty() || std::ranges::find(reserved_words, text) != reserved_words.end()) return false;
  for (std::size_t at = 0; at < text.size();) {
    const Character here = character_at(text, at);
    if (!here || !(at == 0 ? is_word_start(here.code) : is_word_part(here.code))) return false;
    at += here.length;
  }
  return true;
}

/// Calls `visit` for every node, a parent before its children, in written order.
template <class Visit>
void visit_nodes(const Expression& expression, Visit&& visit) {
  visit(expression);
  for (const auto& child : expression.children) visit_nodes(child, visit);
}

/// Does it come to the same for every unit: numbers and texts, put together by signs and by functions that look at nothing else.
inline bool is_constant(const Expression& expression) {
  static constexpr std::array<std::string_view, 13> plain_functions{"min", "max",   "abs",  "sqrt",  "ln",   "exp",   "pow",
                                                                    "if",  "floor", "ceil", "round", "days", "months"};
  if (expression.op == Op::name) return false;
  if (expression.op == Op::call && std::ranges::find(plain_functions, expression.text) == plain_functions.end()) return false;
  return std::ranges::all_of(expression.children, is_constant);
}

}  // namespace kaohe
