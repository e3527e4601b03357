#include <cstdio>
#include <kaohe/base/text.hpp>
#include <src/load/yaml_events.hpp>

namespace kaohe::load {
namespace {

struct Place {
  int line = 1;
  int column = 1;

  void pass(char32_t code) {
    if (code == U'\n') {
      ++line;
      column = 1;
      return;
    }
    ++column;
  }
};

std::string hexadecimal(const char* pattern, unsigned number) {
  char out[16];
  std::snprintf(out, sizeof out, pattern, number);
  return out;
}

bool is_refused(char32_t code) {
  const bool control = (code < 0x20 && code != U'\t' && code != U'\n' && code != U'\r') || (code >= 0x7F && code < 0xA0);
  const bool separator = code == 0x2028 || code == 0x2029;
  const bool no_character = code == 0xFEFF || (code & 0xFFFE) == 0xFFFE;
  return control || separator || no_character;
}

bool looks_like_utf16(std::string_view text) {
  const std::string_view start = text.substr(0, 2);
  return start == "\xff\xfe" || start == "\xfe\xff" || (text.size() > 1 && (text[0] == '\0') != (text[1] == '\0'));
}

bool check_characters(std::string_view text, std::string_view file, Findings& findings) {
  Place place;
  for (std::size_t at = 0; at < text.size();) {
    const Character here = character_at(text, at);
    const SourceSpan where{std::string(file), place.line, place.column, 1};
    if (!here) {
      findings.push_back(make_finding("K0101", where, {hexadecimal("%02X", static_cast<unsigned char>(text[at]))}));
      return false;
    }
    if (is_refused(here.code)) {
      findings.push_back(make_finding("K0103", where, {hexadecimal("U+%04X", here.code)}));
      return false;
    }
    place.pass(here.code);
    at += here.length;
  }
  return true;
}

}  // namespace

bool check_text(std::string_view text, std::string_view file, Findings& findings) {
  const SourceSpan whole{std::string(file), 0, 0, 0};
  if (text.size() > max_bytes) {
    findings.push_back(make_finding("K0104", whole, {std::to_string(text.size() >> 10), std::to_string(max_bytes >> 10)}));
    return false;
  }
  if (looks_like_utf16(text)) {
    findings.push_back(make_finding("K0102", whole));
    return false;
  }
  return check_characters(text, file, findings);
}

}  // namespace kaohe::load
