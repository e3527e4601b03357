#include <cctype>
#include <kaohe/base/text.hpp>
#include <src/load/yaml_events.hpp>

namespace kaohe::load {
namespace {

constexpr char32_t first_surrogate = 0xD800;
constexpr char32_t low_surrogates = 0x400;       // from the first one
constexpr char32_t private_characters = 0xE000;  // stand for the surrogates, in their order

bool is_surrogate_escape(std::string_view escape, bool low) {
  if (escape.size() < 6 || escape[0] != '\\' || escape[1] != 'u' || (escape[2] | 0x20) != 'd') return false;
  const std::string_view wanted = low ? "cdefCDEF" : "89abAB";
  return wanted.find(escape[3]) != std::string_view::npos && std::isxdigit(static_cast<unsigned char>(escape[4])) != 0 &&
         std::isxdigit(static_cast<unsigned char>(escape[5])) != 0;
}

/// `\\uD83D` to `\\uE03D`: 0x800 more.
void hide(std::string& text, std::size_t at) {
  const auto digits = static_cast<unsigned>(std::stoul(text.substr(at + 2, 4), nullptr, 16));
  constexpr std::string_view hexadecimal = "0123456789ABCDEF";
  const unsigned hidden = digits - first_surrogate + private_characters;
  for (std::size_t i = 0; i < 4; ++i) text[at + 2 + i] = hexadecimal[hidden >> (12 - 4 * i) & 0xF];
}

bool is_private(char32_t code, char32_t from) {
  return code >= private_characters + from && code < private_characters + from + low_surrogates;
}

}  // namespace

std::string hide_surrogates(std::string_view json) {
  std::string out(json);
  bool in_string = false;
  for (std::size_t at = 0; at < json.size(); ++at) {
    if (json[at] == '"') in_string = !in_string;
    if (!in_string || json[at] != '\\') continue;
    if (is_surrogate_escape(json.substr(at), false) && is_surrogate_escape(json.substr(at + 6), true)) {
      hide(out, at);
      hide(out, at + 6);
      at += 10;
    }
    ++at;
  }
  return out;
}

std::string join_surrogates(std::string_view text) {
  const std::u32string codes = characters(text);
  std::string out;
  for (std::size_t i = 0; i < codes.size(); ++i) {
    if (is_private(codes[i], 0) && i + 1 < codes.size() && is_private(codes[i + 1], low_surrogates)) {
      out += utf8(0x10000 + ((codes[i] - private_characters) << 10) + (codes[i + 1] - private_characters - low_surrogates));
      ++i;
      continue;
    }
    out += utf8(codes[i]);
  }
  return out;
}

}  // namespace kaohe::load
