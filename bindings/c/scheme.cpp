#include "handles.hpp"

#include <kaohe/load.hpp>
#include <kaohe/report.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>

namespace kaohe::c {
namespace {

namespace fs = std::filesystem;

constexpr std::streamsize longest_document = 4 * 1024 * 1024 + 1;  // a little more than the loader takes: a longer one is its finding

std::optional<std::string> file_text(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  std::string text(static_cast<std::size_t>(longest_document), '\0');
  file.read(text.data(), longest_document);
  if (file.bad()) return std::nullopt;
  text.resize(static_cast<std::size_t>(file.gcount()));
  return text;
}

/// Reads documents by relative name, and none that lies outside the folder.
ReadDocument reader_below(const fs::path& folder) {
  return [folder](const std::string& name) -> std::optional<std::string> {
    std::error_code unreadable;
    const fs::path root = fs::weakly_canonical(folder, unreadable);
    const fs::path file = fs::weakly_canonical(root / name, unreadable);
    const fs::path inside = file.lexically_relative(root);
    if (unreadable || inside.empty() || *inside.begin() == "..") return std::nullopt;
    return file_text(file);
  };
}

kaohe_status load(std::string_view text, const std::string& name, const ReadDocument& read, kaohe_scheme** out, kaohe_findings** found) {
  LoadedScheme loaded = load_scheme(text, name, read);
  const bool readable = !has_errors(loaded.findings);
  Checked<Program> compiled = compile(std::move(loaded.scheme));
  loaded.findings.insert(loaded.findings.end(), compiled.findings.begin(), compiled.findings.end());
  std::unique_ptr<kaohe_scheme> scheme;
  if (readable && compiled) scheme = std::make_unique<kaohe_scheme>(kaohe_scheme{std::move(*compiled.value)});
  hand_over(std::move(loaded.findings), found);
  if (!scheme) return fail(KAOHE_E_DOCUMENT, "the scheme has errors: see the findings");
  *out = scheme.release();
  return KAOHE_OK;
}

constexpr std::int32_t most_threads = 1024;

/// As far as the caller's struct reaches; what it has not is as usual.
std::int32_t threads_of(const kaohe_assess_options* options) {
  const bool known = options != nullptr && options->struct_size >= static_cast<std::int32_t>(sizeof(kaohe_assess_options));
  return known ? options->threads : 0;
}

/// Whether what assessing takes is there; else the reason is kept.
bool can_assess(const kaohe_scheme* scheme, const kaohe_evidence* evidence, const kaohe_assess_options* options) {
  const char* wrong = nullptr;
  if (scheme == nullptr) wrong = "scheme must not be NULL";
  if (evidence == nullptr) wrong = "evidence must not be NULL";
  if (options != nullptr && options->struct_size < static_cast<std::int32_t>(sizeof(std::int32_t)))
    wrong = "options must be a kaohe_assess_options that knows its size";
  if (threads_of(options) < 0 || threads_of(options) > most_threads) wrong = "threads must be between 0 and 1024";
  if (wrong != nullptr) fail(KAOHE_E_ARGUMENT, wrong);
  return wrong == nullptr;
}

/// All findings go to the caller; true where none of them is an error.
template <class T>
bool settled(const kaohe_evidence& evidence, Checked<T>& checked, kaohe_findings** found) {
  Findings findings = evidence.findings;
  findings.insert(findings.end(), checked.findings.begin(), checked.findings.end());
  const bool good = checked && !has_errors(evidence.findings);
  if (checked) checked.value->findings = findings;
  hand_over(std::move(findings), found);
  if (!good) fail(KAOHE_E_EVIDENCE, "the tables have errors: see the findings");
  return good;
}

}  // namespace
}  // namespace kaohe::c

using namespace kaohe::c;

kaohe_status kaohe_scheme_load(const char* text, int64_t length, const char* name, kaohe_scheme** out, kaohe_findings** found) {
  if (found != nullptr) *found = nullptr;
  return making(out, [&]() -> kaohe_status {
    if (text == nullptr) return fail(KAOHE_E_ARGUMENT, "text must not be NULL");
    if (length < -1) return fail(KAOHE_E_ARGUMENT, "text has a length that cannot be");
    const auto called = name == nullptr ? std::optional<std::string_view>("<text>") : text_of(name, "name");
    if (!called) return KAOHE_E_ARGUMENT;
    const std::string_view document = length == -1 ? std::string_view(text) : std::string_view(text, static_cast<std::size_t>(length));
    return load(document, std::string(*called), {}, out, found);  // what is no UTF-8 is a finding with its place
  });
}

kaohe_status kaohe_scheme_read(const char* path, kaohe_scheme** out, kaohe_findings** found) {
  if (found != nullptr) *found = nullptr;
  return making(out, [&]() -> kaohe_status {
    const auto name = text_of(path, "path");
    if (!name) return KAOHE_E_ARGUMENT;
    const fs::path file(reinterpret_cast<const char8_t*>(path));
    const auto text = file_text(file);
    if (!text) return fail(KAOHE_E_FILE, "cannot read " + std::string(*name));
    return load(*text, std::string(*name), reader_below(file.parent_path().empty() ? fs::path(".") : file.parent_path()), out, found);
  });
}

const char* kaohe_scheme_id(const kaohe_scheme* scheme) { return scheme == nullptr ? nullptr : scheme->program.scheme().id.c_str(); }

const char* kaohe_scheme_title(const kaohe_scheme* scheme) { return scheme == nullptr ? nullptr : scheme->program.scheme().title.c_str(); }

const char* kaohe_scheme_period(const kaohe_scheme* scheme) {
  return scheme == nullptr ? nullptr : scheme->program.scheme().period.c_str();
}

kaohe_status kaohe_scheme_test(const kaohe_scheme* scheme, kaohe_language language, kaohe_text** out) {
  return making(out, [&]() -> kaohe_status {
    const auto chosen = language_of(language);
    if (!chosen) return KAOHE_E_ARGUMENT;
    if (scheme == nullptr) return fail(KAOHE_E_ARGUMENT, "scheme must not be NULL");
    return hand_over(to_json(scheme->program.test(), *chosen), out);
  });
}

kaohe_status kaohe_scheme_answers_for(const kaohe_scheme* scheme, const char* id, const char* on, const char* unit, kaohe_language language,
                                      kaohe_text** out) {
  return making(out, [&]() -> kaohe_status {
    const auto chosen = language_of(language);
    const auto thing = text_of(id, "id");
    const auto written = text_of(on, "on");
    const auto asked = unit == nullptr ? std::optional<std::string_view>("") : text_of(unit, "unit");
    if (!chosen || !thing || !written || !asked) return KAOHE_E_ARGUMENT;
    if (scheme == nullptr) return fail(KAOHE_E_ARGUMENT, "scheme must not be NULL");
    const auto day = kaohe::Date::parse(*written);
    if (!day) return fail(KAOHE_E_ARGUMENT, "on must be a day as 2014-10-31");
    const auto chain = scheme->program.answers_for(*thing, *day, *asked);
    if (!chain) return fail(KAOHE_E_NOT_FOUND, chain.findings.front().message.in(*chosen));
    return hand_over(to_json(*chain.value, *chosen), out);
  });
}

void kaohe_scheme_free(kaohe_scheme* scheme) { delete scheme; }

kaohe_status kaohe_scheme_assess(const kaohe_scheme* scheme, const kaohe_evidence* evidence, const kaohe_assess_options* options,
                                 kaohe_assessment** out, kaohe_findings** found) {
  if (found != nullptr) *found = nullptr;
  return making(out, [&]() -> kaohe_status {
    if (!can_assess(scheme, evidence, options)) return KAOHE_E_ARGUMENT;
    auto checked = scheme->program.assess(evidence->tables, {static_cast<unsigned>(threads_of(options))});
    if (!settled(*evidence, checked, found)) return KAOHE_E_EVIDENCE;
    *out = new kaohe_assessment{std::move(*checked.value)};
    return KAOHE_OK;
  });
}

kaohe_status kaohe_scheme_intervals(const kaohe_scheme* scheme, const kaohe_evidence* evidence, const kaohe_assess_options* options,
                                    kaohe_text** out, kaohe_findings** found) {
  if (found != nullptr) *found = nullptr;
  return making(out, [&]() -> kaohe_status {
    if (!can_assess(scheme, evidence, options)) return KAOHE_E_ARGUMENT;
    auto checked = scheme->program.intervals(evidence->tables, {static_cast<unsigned>(threads_of(options))});
    if (!settled(*evidence, checked, found)) return KAOHE_E_EVIDENCE;
    return hand_over(to_json(*checked.value), out);
  });
}
