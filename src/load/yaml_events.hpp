#pragma once

#include <cstddef>
#include <kaohe/base/finding.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kaohe::load {

/// What a text may hold at most; see read_document.
inline constexpr std::size_t max_bytes = 4U << 20;
inline constexpr int max_depth = 64;
inline constexpr std::size_t max_nodes = 400'000;
inline constexpr std::size_t max_findings = 100;

/// One step through a document, in the order of its text. A start is followed by its content and an end.
struct Event {
  enum class Type { scalar, alias, sequence, mapping, end };

  Type type = Type::scalar;
  bool quoted = false;  // a scalar in quotes or a block scalar
  bool flow = false;    // a collection in brackets
  std::string text;     // of a scalar
  int line = 0, column = 0, length = 0;
  std::size_t first_byte = 0, last_byte = 0;  // what the scalar takes in the source, the end not included
  std::size_t target = 0;                     // of an alias: the event that it repeats
};

/// The events of the one document in `text`, or nothing where reading had to stop. The text has passed check_text.
std::optional<std::vector<Event>> read_events(std::string_view text, std::string_view file, Findings& findings);

/// Whether the text is of a size and of characters that can be read at all.
bool check_text(std::string_view text, std::string_view file, Findings& findings);

/// The first control character or other character that no document needs, as `U+0000`; empty where there is none.
std::string find_refused(std::string_view text);

/// How a text is written in quotes: with the kind of quotes that it does not hold.
std::string in_quotes(std::string_view text);

/// JSON writes a character beyond U+FFFF as two escapes, a surrogate pair, which YAML does not know. hide_surrogates writes each of them as
/// the escape of a private character, which keeps all places; join_surrogates makes characters of the pairs that were read.
std::string hide_surrogates(std::string_view json);
std::string join_surrogates(std::string_view text);

/// What the parser found wrong with the syntax, in words of our own.
struct SyntaxError {
  std::string_view context, problem;         // as libyaml says it
  int context_line = 0, context_column = 0;  // where what could not be finished began; 0: nowhere
  int line = 0, column = 0;
  int bracket_line = 0, bracket_column = 0;  // the last bracket that is still open; 0: none
};
Finding explain_syntax_error(const SyntaxError& error, std::string_view text, std::string_view file);

}  // namespace kaohe::load
