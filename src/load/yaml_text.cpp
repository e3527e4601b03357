#include <algorithm>
#include <cstdio>
#include <kaohe/base/text.hpp>
#include <src/load/yaml_events.hpp>

namespace kaohe::load {
namespace {

struct Position {
  int line = 1;
  int column = 1;

  void pass(bool line_ends) {
    column = line_ends ? 1 : column + 1;
    if (line_ends) ++line;
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

/// libyaml compares every %TAG with all before it, which a long list of them would turn into hours.
bool check_directives(std::string_view text, std::string_view file, Findings& findings) {
  std::size_t at = text.starts_with("%TAG") ? 0 : text.find("\n%TAG");
  if (at == std::string_view::npos) return true;
  if (at > 0) ++at;
  const auto line = 1 + static_cast<int>(std::ranges::count(text.substr(0, at), '\n'));
  findings.push_back(make_finding("K0116", SourceSpan{std::string(file), line, 1, 4}));
  return false;
}

bool looks_like_utf16(std::string_view text) {
  const std::string_view start = text.substr(0, 2);
  return start == "\xff\xfe" || start == "\xfe\xff" || (text.size() > 1 && (text[0] == '\0') != (text[1] == '\0'));
}

bool check_characters(std::string_view text, std::string_view file, Findings& findings) {
  Position place;
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
    at += here.length;
    place.pass(text[at - 1] == '\n' || (text[at - 1] == '\r' && text.substr(at, 1) != "\n"));
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
  return check_characters(text, file, findings) && check_directives(text, file, findings);
}

std::string in_quotes(std::string_view text) {
  const char quote = text.find('"') == std::string_view::npos ? '"' : '\'';
  return quote + std::string(text) + quote;
}

std::string find_refused(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const Character here = character_or_replacement(text, at);
    if (is_refused(here.code)) return hexadecimal("U+%04X", here.code);
    at += here.length;
  }
  return {};
}

}  // namespace kaohe::load
