#include "handles.hpp"

#include <kaohe/report.hpp>

#include <algorithm>
#include <cstring>

namespace kaohe::c {

void hand_over(Findings findings, kaohe_findings** found) {
  if (found != nullptr) *found = new kaohe_findings{std::move(findings)};
}

namespace {

const Finding* finding_at(const kaohe_findings* findings, std::int64_t index) noexcept {
  const bool there = findings != nullptr && index >= 0 && index < static_cast<std::int64_t>(findings->findings.size());
  return there ? &findings->findings[static_cast<std::size_t>(index)] : nullptr;
}

const char* text_or_null(const std::string& text) noexcept { return text.empty() ? nullptr : text.c_str(); }

kaohe_severity severity_of(Severity severity) noexcept {
  switch (severity) {
    case Severity::error:
      return KAOHE_ERROR;
    case Severity::warning:
      return KAOHE_WARNING;
    case Severity::hint:
      return KAOHE_HINT;
  }
  return KAOHE_ERROR;
}

kaohe_finding view_of(const Finding& finding) noexcept {
  kaohe_finding view = KAOHE_FINDING_INIT;
  view.severity = severity_of(finding.severity);
  view.code = finding.code.c_str();
  view.file = text_or_null(finding.where.file);
  view.line = finding.where.line;
  view.column = finding.where.column;
  view.length = finding.where.length;
  view.table = text_or_null(finding.at.table);
  view.row = static_cast<std::int64_t>(finding.at.row);
  view.table_column = text_or_null(finding.at.column);
  return view;
}

const char* phrase_in(const Phrase& phrase, kaohe_language language) noexcept {
  const auto chosen = language_of(language);
  return chosen ? phrase.in(*chosen).c_str() : nullptr;
}

}  // namespace
}  // namespace kaohe::c

using namespace kaohe::c;

int64_t kaohe_findings_count(const kaohe_findings* findings) {
  return findings == nullptr ? 0 : static_cast<std::int64_t>(findings->findings.size());
}

kaohe_status kaohe_findings_get(const kaohe_findings* findings, int64_t index, kaohe_finding* out) {
  constexpr auto smallest = static_cast<std::int32_t>(sizeof(std::int32_t));
  if (out == nullptr || out->struct_size < smallest) return fail(KAOHE_E_ARGUMENT, "out must be a kaohe_finding that knows its size");
  const kaohe::Finding* finding = finding_at(findings, index);
  if (finding == nullptr) return fail(KAOHE_E_ARGUMENT, "there is no finding of that index");
  const std::int32_t size = std::min<std::int32_t>(out->struct_size, sizeof(kaohe_finding));
  kaohe_finding view = view_of(*finding);
  view.struct_size = out->struct_size;
  std::memcpy(out, &view, static_cast<std::size_t>(size));
  return KAOHE_OK;
}

const char* kaohe_findings_message(const kaohe_findings* findings, int64_t index, kaohe_language language) {
  const kaohe::Finding* finding = finding_at(findings, index);
  return finding == nullptr ? nullptr : phrase_in(finding->message, language);
}

const char* kaohe_findings_hint(const kaohe_findings* findings, int64_t index, kaohe_language language) {
  const kaohe::Finding* finding = finding_at(findings, index);
  return finding == nullptr ? nullptr : phrase_in(finding->hint, language);
}

kaohe_status kaohe_findings_text(const kaohe_findings* findings, int64_t index, kaohe_language language, const char* source, int64_t length,
                                 kaohe_text** out) {
  return making(out, [&]() -> kaohe_status {
    const auto chosen = language_of(language);
    const auto text = source == nullptr ? std::optional<std::string_view>("") : text_of(source, length, "source");
    if (!chosen || !text) return KAOHE_E_ARGUMENT;
    const kaohe::Finding* finding = finding_at(findings, index);
    if (finding == nullptr) return fail(KAOHE_E_ARGUMENT, "there is no finding of that index");
    return hand_over(to_text(*finding, *chosen, *text), out);
  });
}

kaohe_status kaohe_findings_json(const kaohe_findings* findings, kaohe_language language, kaohe_text** out) {
  return making(out, [&]() -> kaohe_status {
    const auto chosen = language_of(language);
    if (!chosen) return KAOHE_E_ARGUMENT;
    if (findings == nullptr) return fail(KAOHE_E_ARGUMENT, "findings must not be NULL");
    return hand_over(to_json(findings->findings, *chosen), out);
  });
}

void kaohe_findings_free(kaohe_findings* findings) { delete findings; }
