#include <kaohe/report.hpp>
#include <src/report/json_writer.hpp>

namespace kaohe {
namespace {

using report::JsonWriter;

void write_if_any(JsonWriter& json, std::string_view key, const std::string& text) {
  if (!text.empty()) json.key(key).text(text);
}

void write_head(JsonWriter& json, const Finding& finding) {
  json.key("code").text(finding.code);
  json.key("severity").text(name_of(finding.severity));
}

void write_place(JsonWriter& json, const Finding& finding) {
  write_if_any(json, "file", finding.where.file);
  if (finding.where.line > 0) {
    json.key("line").whole(finding.where.line);
    json.key("column").whole(finding.where.column);
    json.key("length").whole(finding.where.length);
  }
  if (finding.at.table.empty()) return;
  json.key("table").text(finding.at.table);
  if (finding.at.row > 0) json.key("row").whole(static_cast<std::int64_t>(finding.at.row));
  write_if_any(json, "column", finding.at.column);
}

void append_finding_in(std::string& out, const Finding& finding, Language language) {
  JsonWriter json(out);
  json.begin_object();
  write_head(json, finding);
  json.key("message").text(finding.message.in(language));
  write_if_any(json, "hint", finding.hint.in(language));
  write_place(json, finding);
  json.end_object();
}

}  // namespace

std::string to_json(const Findings& findings, Language language) {
  std::string out = "[";
  for (const Finding& finding : findings) {
    out += &finding == &findings.front() ? "\n " : ",\n ";
    append_finding_in(out, finding, language);
  }
  return out + (findings.empty() ? "]" : "\n]");
}

namespace report {

void append_finding(std::string& out, const Finding& finding) {
  JsonWriter json(out);
  json.begin_object();
  write_head(json, finding);
  json.key("message").text(finding.message.zh);
  json.key("message_en").text(finding.message.en);
  write_if_any(json, "hint", finding.hint.zh);
  write_if_any(json, "hint_en", finding.hint.en);
  write_place(json, finding);
  json.end_object();
}

}  // namespace report
}  // namespace kaohe
