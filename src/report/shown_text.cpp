#include <kaohe/base/text.hpp>
#include <src/report/shown_text.hpp>

namespace kaohe::report {
namespace {

/// Controls, and what turns the rest around.
bool steers(char32_t code) {
  const bool control = code < 0x20 || (code >= 0x7F && code < 0xA0);
  return control || (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069) || code == 0x2028 || code == 0x2029;
}

}  // namespace

std::string shown(char32_t code) {
  if (code == U'\t') return "    ";
  return steers(code) ? "\uFFFD" : utf8(code);
}

void append_on_one_line(std::string& out, std::string_view text) {
  std::size_t copied = 0;
  for (std::size_t at = 0; at < text.size();) {
    const Character here = character_at(text, at);
    const std::size_t next = at + (here ? here.length : 1);
    if (!here || steers(here.code)) {
      out += text.substr(copied, at - copied);
      out += here.code == U'\n' || here.code == U'\r' ? " " : shown(here ? here.code : 0xFFFD);
      copied = next;
    }
    at = next;
  }
  out += text.substr(copied);
}

std::string on_one_line(std::string_view text) {
  std::string out;
  append_on_one_line(out, text);
  return out;
}

}  // namespace kaohe::report
