#include <kaohe/report.hpp>
#include <nlohmann/json.hpp>
#include <src/report/json_text.hpp>

namespace kaohe {
namespace {

using Json = nlohmann::ordered_json;

void add_text(Json& out, const char* key, const std::string& text) {
  if (!text.empty()) out[key] = text;
}

void add_place(Json& out, const Finding& finding) {
  add_text(out, "file", finding.where.file);
  if (finding.where.line > 0) {
    out["line"] = finding.where.line;
    out["column"] = finding.where.column;
    out["length"] = finding.where.length;
  }
  if (finding.at.table.empty()) return;
  out["table"] = finding.at.table;
  if (finding.at.row > 0) out["row"] = finding.at.row;
  add_text(out, "column", finding.at.column);
}

Json head(const Finding& finding) { return {{"code", finding.code}, {"severity", name_of(finding.severity)}}; }

std::string dump(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

}  // namespace

std::string to_json(const Findings& findings, Language language) {
  std::string out = "[";
  for (const Finding& finding : findings) {
    Json json = head(finding);
    json["message"] = finding.message.in(language);
    add_text(json, "hint", finding.hint.in(language));
    add_place(json, finding);
    out += (&finding == &findings.front() ? "\n " : ",\n ") + dump(json);
  }
  return out + (findings.empty() ? "]" : "\n]");
}

namespace report {

void append_finding(std::string& out, const Finding& finding) {
  Json json = head(finding);
  json["message"] = finding.message.zh;
  json["message_en"] = finding.message.en;
  add_text(json, "hint", finding.hint.zh);
  add_text(json, "hint_en", finding.hint.en);
  add_place(json, finding);
  out += dump(json);
}

}  // namespace report
}  // namespace kaohe
