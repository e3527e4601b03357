#pragma once

#include <kaohe/base/catalogue.hpp>

#include <gsl/assert>

#include <algorithm>
#include <concepts>
#include <cstddef>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kaohe {

/// The language a person reads.
enum class Language { zh, en };

/// One sentence in both languages. A plain text is the same in both: a name, a number, an id.
struct Phrase {
  std::string zh;
  std::string en;

  Phrase() = default;
  Phrase(std::string same) : zh(same), en(std::move(same)) {}
  Phrase(std::string_view same) : Phrase(std::string(same)) {}
  Phrase(const char* same) : Phrase(std::string(same)) {}
  Phrase(std::string chinese, std::string english) : zh(std::move(chinese)), en(std::move(english)) {}

  const std::string& in(Language language) const { return language == Language::zh ? zh : en; }
  bool empty() const { return zh.empty(); }

  friend bool operator==(const Phrase&, const Phrase&) = default;
};

/// A phrase, or a text that is the same in both languages, which stands elsewhere: it is gone when that is.
struct PhraseView {
  PhraseView(const Phrase& phrase) : zh(phrase.zh), en(phrase.en) {}
  template <std::convertible_to<std::string_view> Text>
  PhraseView(const Text& same) : zh(same), en(zh) {}

  std::string_view in(Language language) const { return language == Language::zh ? zh : en; }

  std::string_view zh, en;
};

/// What the slots of a pattern are filled with, for as long as the call takes.
using Arguments = std::initializer_list<PhraseView>;

/// Puts `{0}`, `{1}`, … of a pattern in place. Pre: every number in the pattern has an argument.
inline std::string fill(std::string_view pattern, std::span<const PhraseView> arguments, Language language) {
  std::string out;
  std::size_t room = pattern.size();
  for (const PhraseView& argument : arguments) room += argument.in(language).size();
  out.reserve(room);
  for (std::size_t brace = pattern.find('{'); brace != std::string_view::npos; brace = pattern.find('{')) {
    const bool slot = brace + 2 < pattern.size() && pattern[brace + 2] == '}' && pattern[brace + 1] >= '0' && pattern[brace + 1] <= '9';
    out += pattern.substr(0, slot ? brace : brace + 1);
    if (slot) {
      const auto at = static_cast<std::size_t>(pattern[brace + 1] - '0');
      Expects(at < arguments.size());
      out += arguments[at].in(language);
    }
    pattern.remove_prefix(slot ? brace + 3 : brace + 1);
  }
  out += pattern;
  return out;
}

/// Fills a pattern of both languages with phrases, each argument in its own language.
inline Phrase phrase(std::string_view zh, std::string_view en, Arguments arguments = {}) {
  return {fill(zh, arguments, Language::zh), fill(en, arguments, Language::en)};
}

/// Where in a document. Lines and columns are 1-based and count characters, not bytes; line 0 is the document as a whole.
struct SourceSpan {
  std::string file;
  int line = 0;
  int column = 0;
  int length = 0;

  friend bool operator==(const SourceSpan&, const SourceSpan&) = default;
};

/// Where in a table. Rows are 1-based and do not count the header; row 0 is the table as a whole.
struct TablePlace {
  std::string table;
  std::size_t row = 0;
  std::string column;

  friend bool operator==(const TablePlace&, const TablePlace&) = default;
};

/// error, warning, hint: as findings are handed out to programs.
inline std::string_view name_of(Severity severity) {
  switch (severity) {
    case Severity::error:
      return "error";
    case Severity::warning:
      return "warning";
    case Severity::hint:
      return "hint";
  }
  return {};
}

/// What is wrong with a document or a table, and where (检查意见).
struct Finding {
  Severity severity = Severity::error;
  std::string code;  // K0203: never reused
  SourceSpan where;  // the document, where it is about one
  TablePlace at;     // the table, where it is about one
  Phrase message;    // what is wrong, with what was found
  Phrase hint;       // what to do about it

  friend bool operator==(const Finding&, const Finding&) = default;
};

using Findings = std::vector<Finding>;

inline Finding make_finding(Code code, SourceSpan where, Arguments arguments = {}) {
  const CatalogueEntry& entry = code.entry();
  return {entry.severity,
          std::string(entry.code),
          std::move(where),
          {},
          phrase(entry.zh, entry.en, arguments),
          phrase(entry.hint_zh, entry.hint_en, arguments)};
}

inline Finding make_finding(Code code, TablePlace at, Arguments arguments = {}) {
  const CatalogueEntry& entry = code.entry();
  return {entry.severity,
          std::string(entry.code),
          {},
          std::move(at),
          phrase(entry.zh, entry.en, arguments),
          phrase(entry.hint_zh, entry.hint_en, arguments)};
}

inline bool has_errors(const Findings& findings) {
  return std::ranges::any_of(findings, [](const Finding& finding) { return finding.severity == Severity::error; });
}

/// A value, unless a finding is an error; and all findings either way.
template <class T>
struct Checked {
  std::optional<T> value;
  Findings findings;

  explicit operator bool() const { return value.has_value(); }
};

}  // namespace kaohe
