#include <algorithm>
#include <kaohe/base/text.hpp>
#include <nlohmann/json.hpp>
#include <src/report/json_text.hpp>

namespace kaohe::report {
namespace {

bool needs_no_escape(char c) { return static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\'; }

}  // namespace

void append_string(std::string& out, std::string_view text) {
  if (!std::ranges::all_of(text, needs_no_escape) || find_invalid_utf8(text)) {
    out += nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    return;
  }
  out += '"';
  out += text;
  out += '"';
}

void append_strings(std::string& out, const std::vector<std::string>& texts) {
  out += '[';
  for (const std::string& text : texts) {
    if (&text != &texts.front()) out += ", ";
    append_string(out, text);
  }
  out += ']';
}

void append_string_or_null(std::string& out, std::string_view text) {
  if (text.empty()) {
    out += "null";
    return;
  }
  append_string(out, text);
}

void append_answer(std::string& out, const Answer& answer) {
  out += "{\"role\": ";
  append_string(out, answer.role);
  out += ", \"party\": ";
  append_string_or_null(out, answer.party);
  out += ", \"post\": ";
  append_string_or_null(out, answer.post);
  out += ", \"person\": ";
  append_string_or_null(out, answer.person);
  out += std::string(", \"acting\": ") + (answer.acting ? "true" : "false");
  out += ", \"entry\": " + std::to_string(answer.entry) + ", \"share\": \"" + answer.share.text() + "\"}";
}

}  // namespace kaohe::report
