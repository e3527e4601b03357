#include "functions.hpp"
#include "things.hpp"

namespace kaohe::c::script {
namespace {

/// A finding of an index from 1 on.
kaohe_finding finding_at(const HeldFindings& findings, std::int32_t index) {
  kaohe_finding finding = KAOHE_FINDING_INIT;
  must(kaohe_findings_get(findings.get(), std::int64_t{index} - 1, &finding));
  return finding;
}

std::string text_or_empty(const char* text) { return text == nullptr ? std::string() : text; }

}  // namespace

std::int32_t finding_count(std::int64_t findings) {
  return static_cast<std::int32_t>(kaohe_findings_count(registry().get<HeldFindings>(findings, "findings").get()));
}

std::int32_t finding_number(std::int64_t findings, std::int32_t index, const std::string& what) {
  const auto finding = finding_at(registry().get<HeldFindings>(findings, "findings"), index);
  if (what == "severity") return finding.severity;
  if (what == "line") return finding.line;
  if (what == "column") return finding.column;
  if (what == "length") return finding.length;
  if (what == "row") return static_cast<std::int32_t>(finding.row);
  throw Refused{KAOHE_E_NOT_FOUND, "what must be severity, line, column, length or row, not " + what};
}

std::string finding_text(std::int64_t findings, std::int32_t index, const std::string& what, std::int32_t language) {
  const auto all = registry().get<HeldFindings>(findings, "findings");
  const auto finding = finding_at(all, index);
  const std::int64_t at = std::int64_t{index} - 1;
  if (language != KAOHE_ZH && language != KAOHE_EN) throw Refused{KAOHE_E_ARGUMENT, "language must be 0 or 1"};
  if (what == "all") return made_text([&](kaohe_text** out) { return kaohe_findings_text(all.get(), at, language, nullptr, 0, out); });
  if (what == "code") return text_or_empty(finding.code);
  if (what == "file") return text_or_empty(finding.file);
  if (what == "table") return text_or_empty(finding.table);
  if (what == "table_column") return text_or_empty(finding.table_column);
  if (what == "message") return text_or_empty(kaohe_findings_message(all.get(), at, language));
  if (what == "hint") return text_or_empty(kaohe_findings_hint(all.get(), at, language));
  throw Refused{KAOHE_E_NOT_FOUND, "what must be code, file, table, table_column, message, hint or all, not " + what};
}

}  // namespace kaohe::c::script
