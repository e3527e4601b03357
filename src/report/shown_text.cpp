#include <kaohe/base/text.hpp>
#include <src/report/shown_text.hpp>

namespace kaohe::report {

std::string shown(char32_t code) {
  if (code == U'\t') return "    ";
  const bool control = code < 0x20 || (code >= 0x7F && code < 0xA0);
  const bool direction = (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069) || code == 0x2028 || code == 0x2029;
  return control || direction ? "\uFFFD" : utf8(code);
}

std::string on_one_line(std::string_view text) {
  std::string out;
  for (const char32_t code : characters(text)) out += code == U'\n' || code == U'\r' ? " " : shown(code);
  return out;
}

}  // namespace kaohe::report
