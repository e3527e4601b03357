#include "characters.hpp"

#include "refused.hpp"

#include <kaohe/base/text.hpp>

#include <boost/nowide/utf/utf.hpp>

#include <algorithm>
#include <iterator>
#include <limits>
#include <string_view>

namespace kaohe::c::script {
namespace {

namespace utf = boost::nowide::utf;

using Utf8 = utf::utf_traits<char>;
using Utf16 = utf::utf_traits<char16_t>;

[[noreturn]] void refuse(const char* name, const char* why) { throw Refused{KAOHE_E_ARGUMENT, std::string(name) + why}; }

template <class Character>
std::basic_string_view<Character> given(const Character* text, std::int32_t length, const char* name) {
  if (length < -1) refuse(name, " has a length that cannot be");
  if (text == nullptr && length != 0) refuse(name, " must not be NULL");
  if (length == 0) return {};
  const std::basic_string_view<Character> view =
      length == -1 ? std::basic_string_view<Character>(text) : std::basic_string_view<Character>(text, static_cast<std::size_t>(length));
  if (view.find(Character{}) != view.npos) refuse(name, " has a NUL within");
  return view;
}

std::u16string wide(const std::string& text) {
  std::u16string out;
  for (auto at = text.begin(); at != text.end();) Utf16::encode(Utf8::decode(at, text.end()), std::back_inserter(out));
  return out;
}

bool begins(char unit) { return !Utf8::is_trail(unit); }
bool begins(char16_t unit) { return !Utf16::is_trail(unit); }

/// `Unit` is what the caller calls a Character.
template <class Unit, class Character>
std::int32_t put(const std::basic_string<Character>& text, Unit* out, std::int32_t capacity) {
  if (capacity < 0) refuse("capacity", " must not be negative");
  if (out == nullptr && capacity > 0) refuse("out", " must not be NULL");
  if (text.size() > static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max()))
    throw Refused{KAOHE_E_MEMORY, "the text is longer than any room for it"};
  const auto room = static_cast<std::size_t>(capacity);
  std::size_t length = std::min(text.size(), room);
  while (length < text.size() && length > 0 && !begins(text[length])) --length;
  std::copy_n(text.begin(), length, out);
  if (length < room) out[length] = Unit{};
  return static_cast<std::int32_t>(text.size());
}

}  // namespace

std::string text_in(const char* text, std::int32_t length, const char* name) {
  const auto view = given(text, length, name);
  if (find_invalid_utf8(view)) refuse(name, " is no UTF-8");
  return std::string(view);
}

std::string text_in(const std::uint16_t* text, std::int32_t length, const char* name) {
  static_assert(sizeof(std::uint16_t) == sizeof(char16_t));
  const auto view = given(reinterpret_cast<const char16_t*>(text), length, name);
  std::string out;
  for (auto at = view.begin(); at != view.end();) {
    const utf::code_point character = Utf16::decode(at, view.end());
    if (character == utf::illegal || character == utf::incomplete) refuse(name, " is no UTF-16");
    Utf8::encode(character, std::back_inserter(out));
  }
  return out;
}

std::int32_t text_out(const std::string& text, char* out, std::int32_t capacity) { return put(text, out, capacity); }

std::int32_t text_out(const std::string& text, std::uint16_t* out, std::int32_t capacity) { return put(wide(text), out, capacity); }

}  // namespace kaohe::c::script
