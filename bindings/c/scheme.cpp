#include "asking.hpp"

#include <kaohe/load.hpp>
#include <kaohe/report.hpp>

#include <algorithm>
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

/// How to evaluate; nothing, and the reason kept, where the options cannot be.
std::optional<EvaluateOptions> evaluating(const kaohe_assess_options* given) noexcept {
  const auto options = options_of(given, kaohe_assess_options KAOHE_ASSESS_OPTIONS_INIT);
  if (!options) return std::nullopt;
  if (options->threads >= 0 && options->threads <= most_threads) return EvaluateOptions{static_cast<unsigned>(options->threads)};
  fail(KAOHE_E_ARGUMENT, "threads must be between 0 and 1024");
  return std::nullopt;
}

template <class List>
const std::string* title_in(const List& list, std::string_view id) noexcept {
  const auto found = std::ranges::find_if(list, [&](const auto& thing) { return thing.id == id; });
  return found == list.end() || found->title.empty() ? nullptr : &found->title;
}

}  // namespace
}  // namespace kaohe::c

using namespace kaohe::c;

kaohe_status kaohe_scheme_load(const char* text, int64_t length, const char* name, kaohe_scheme** out, kaohe_findings** found) {
  return asking(out, found, [&]() -> kaohe_status {
    if (text == nullptr) return fail(KAOHE_E_ARGUMENT, "text must not be NULL");
    if (length < -1) return fail(KAOHE_E_ARGUMENT, "text has a length that cannot be");
    const auto called = name == nullptr ? std::optional<std::string_view>("<text>") : text_of(name, "name");
    if (!called) return KAOHE_E_ARGUMENT;
    const std::string_view document = length == -1 ? std::string_view(text) : std::string_view(text, static_cast<std::size_t>(length));
    return load(document, std::string(*called), {}, out, found);  // what is no UTF-8 is a finding with its place
  });
}

kaohe_status kaohe_scheme_read(const char* path, kaohe_scheme** out, kaohe_findings** found) {
  return asking(out, found, [&]() -> kaohe_status {
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

const char* kaohe_scheme_source(const kaohe_scheme* scheme) {
  return scheme == nullptr ? nullptr : scheme->program.scheme().source.c_str();
}

const char* kaohe_scheme_title_of(const kaohe_scheme* scheme, const char* id) {
  if (scheme == nullptr || id == nullptr) return nullptr;
  const kaohe::Scheme& rules = scheme->program.scheme();
  const std::string* title = title_in(rules.parties, id);
  if (title == nullptr) title = title_in(rules.posts, id);
  return title == nullptr ? nullptr : title->c_str();
}

kaohe_status kaohe_scheme_test(const kaohe_scheme* scheme, kaohe_language language, kaohe_text** out) {
  return making(out, [&]() -> kaohe_status {
    const auto chosen = language_of(language);
    if (!chosen) return KAOHE_E_ARGUMENT;
    if (scheme == nullptr) return fail(KAOHE_E_ARGUMENT, "scheme must not be NULL");
    return hand_over(to_json(scheme->program.test(), *chosen), out);
  });
}

kaohe_status kaohe_scheme_reach(const kaohe_scheme* scheme, kaohe_language language, kaohe_text** out) {
  return making(out, [&]() -> kaohe_status {
    const auto chosen = language_of(language);
    if (!chosen) return KAOHE_E_ARGUMENT;
    if (scheme == nullptr) return fail(KAOHE_E_ARGUMENT, "scheme must not be NULL");
    return hand_over(to_json(scheme->program.test().reach, *chosen), out);
  });
}

kaohe_status kaohe_scheme_answers_for(const kaohe_scheme* scheme, const char* id, const char* on, const char* unit, kaohe_language language,
                                      kaohe_text** out) {
  return making(out, [&]() -> kaohe_status {
    const auto chosen = language_of(language);
    const auto thing = text_of(id, "id");
    const auto day = day_of(on, "on");
    const auto asked = unit == nullptr ? std::optional<std::string_view>("") : text_of(unit, "unit");
    if (!chosen || !thing || !day || !asked) return KAOHE_E_ARGUMENT;
    if (scheme == nullptr) return fail(KAOHE_E_ARGUMENT, "scheme must not be NULL");
    const auto chain = scheme->program.answers_for(*thing, *day, *asked);
    if (!chain) return fail(KAOHE_E_NOT_FOUND, chain.findings.front().message.in(*chosen));
    return hand_over(to_json(*chain.value, *chosen), out);
  });
}

kaohe_status kaohe_scheme_with_parties(const kaohe_scheme* scheme, const kaohe_evidence* evidence, kaohe_scheme** out,
                                       kaohe_findings** found) {
  return asking(out, found, [&]() -> kaohe_status {
    if (!can_ask(scheme, evidence)) return KAOHE_E_ARGUMENT;
    auto checked = kaohe::compile(scheme->program.scheme(), evidence->parties);
    if (!settled(checked, found)) return KAOHE_E_EVIDENCE;
    *out = new kaohe_scheme{std::move(*checked.value)};
    return KAOHE_OK;
  });
}

void kaohe_scheme_free(kaohe_scheme* scheme) { delete scheme; }

kaohe_status kaohe_scheme_assess(const kaohe_scheme* scheme, const kaohe_evidence* evidence, const kaohe_assess_options* options,
                                 kaohe_assessment** out, kaohe_findings** found) {
  return asking(out, found, [&]() -> kaohe_status {
    const auto how = evaluating(options);
    if (!how || !can_ask(scheme, evidence)) return KAOHE_E_ARGUMENT;
    auto checked = scheme->program.assess(evidence->tables, *how);
    if (!settled(checked, found)) return KAOHE_E_EVIDENCE;
    *out = new kaohe_assessment{std::make_shared<const kaohe::Assessment>(std::move(*checked.value))};
    return KAOHE_OK;
  });
}

kaohe_status kaohe_scheme_intervals(const kaohe_scheme* scheme, const kaohe_evidence* evidence, const kaohe_assess_options* options,
                                    kaohe_text** out, kaohe_findings** found) {
  return asking(out, found, [&]() -> kaohe_status {
    const auto how = evaluating(options);
    if (!how || !can_ask(scheme, evidence)) return KAOHE_E_ARGUMENT;
    auto checked = scheme->program.intervals(evidence->tables, *how);
    if (!settled(checked, found)) return KAOHE_E_EVIDENCE;
    return hand_over(to_json(*checked.value), out);
  });
}
