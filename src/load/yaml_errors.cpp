#include <algorithm>
#include <array>
#include <kaohe/base/text.hpp>
#include <src/load/yaml_events.hpp>

namespace kaohe::load {
namespace {

constexpr std::string_view blanks = " \t";

bool has(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(blanks);
  return first == std::string_view::npos ? std::string_view() : text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

/// A place in the text with its line.
struct Spot {
  std::string_view line, before, after;  // the whole line; what of it stands left of the place; the rest, from the place on
  std::size_t byte = 0;                  // of the place in the text

  char here() const { return after.empty() ? '\0' : after.front(); }
  char last_before() const { return trimmed(before).empty() ? '\0' : trimmed(before).back(); }
};

std::size_t start_of_line(std::string_view text, int line) {
  std::size_t at = 0;
  for (; line > 1; --line) {
    const std::size_t end = text.find_first_of("\r\n", at);
    if (end == std::string_view::npos) return text.size();
    at = end + (text.substr(end, 2) == "\r\n" ? 2 : 1);
  }
  return at;
}

std::size_t count_line_ends(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size(); ++at) count += text[at] == '\n' || (text[at] == '\r' && text.substr(at + 1, 1) != "\n");
  return count;
}

Spot spot_at(std::string_view text, int line, int column) {
  const std::size_t start = start_of_line(text, line);
  Spot out;
  out.line = text.substr(start, text.find_first_of("\r\n", start) - start);
  const std::size_t cut = byte_of_character(out.line, static_cast<std::size_t>(std::max(1, column)) - 1);
  out.before = out.line.substr(0, cut);
  out.after = out.line.substr(cut);
  out.byte = start + cut;
  return out;
}

/// The first of the punctuation marks in `line` that a Chinese keyboard gives in place of `:`, `,` and quotes.
std::string_view full_width_mark(std::string_view line) {
  constexpr std::array<std::string_view, 10> marks = {"：", "，", "“", "”", "｛", "｝", "［", "］", "‘", "’"};
  std::size_t nearest_mark = std::string_view::npos;
  std::string_view found;
  for (const std::string_view mark : marks) {
    const std::size_t at = line.find(mark);
    if (at >= nearest_mark) continue;
    nearest_mark = at;
    found = mark;
  }
  return found;
}

/// Whether the bracket at the front of `text` is closed again anywhere. Brackets in double quotes do not count.
bool bracket_is_closed(std::string_view text) {
  int depth = 0;
  bool in_quotes = false;
  for (const char c : text) {
    if (c == '"') in_quotes = !in_quotes;
    if (in_quotes) continue;
    if (c == '[' || c == '{') ++depth;
    if ((c == ']' || c == '}') && --depth == 0) return true;
  }
  return false;
}

/// Finds the words for one syntax error: a question a function, the most telling first.
class Explainer {
 public:
  Explainer(const SyntaxError& error, std::string_view text, std::string_view file)
      : error_(error), text_(text), file_(file), problem_(spot_at(text, error.line, error.column)) {
    if (error.context_line > 0) context_ = spot_at(text, error.context_line, error.context_column);
  }

  Finding explain() const {
    if (has(error_.problem, "tab character") || problem_.here() == '\t') return at_problem("K0120");
    if (has(error_.context, "block scalar")) return block_text(context_, error_.context_line, error_.context_column);
    if (has(error_.problem, "cannot start any token")) return reserved_start();
    if (has(error_.context, "quoted scalar")) return quoted();
    if (has(error_.problem, "mapping values are not allowed")) return stray_colon();
    if (has(error_.context, "simple key")) return missing_colon(context_, error_.context_line, error_.context_column);
    if (has(error_.context, "block mapping")) return broken_mapping();
    if (has(error_.context, "block collection")) return broken_list();
    if (has(error_.context, "flow mapping") || has(error_.context, "flow sequence")) return broken_brackets();
    return explain_rest();
  }

 private:
  Finding explain_rest() const {
    if (problem_.byte >= text_.size() && error_.bracket_line > 0) return open_bracket();
    if (has(error_.problem, "block sequence entries")) return at_problem("K0133");
    if (has(error_.problem, "mapping keys are not allowed")) return at_problem("K0125", {"?"});
    if (has(error_.context, "anchor") || has(error_.context, "alias")) return at_context("K0134", {std::string(1, context_.here())});
    if (has(error_.problem, "node content") && problem_.here() == ':') return at_problem("K0115");
    if (has(error_.problem, "node content")) return at_problem("K0138", {std::string(1, problem_.here())});
    if (has(error_.context, "directive") || has(error_.problem, "YAML")) return finding("K0116", error_.line, 1, 1);
    if (has(error_.problem, "<document start>")) return after_the_end();
    if (has(error_.context, "tag") || has(error_.problem, "tag")) return at_context("K0111", {first_word(context_.after)});
    if (has(error_.problem, "unexpected ':'")) return at_problem("K0137");
    return at_problem("K0199", {error_.problem});
  }

  /// `>` and `|` announce a text of several lines; a target was meant.
  Finding block_text(const Spot& spot, int line, int column) const {
    const std::string_view written = trimmed(spot.after.substr(0, spot.after.find(" #")));
    return finding("K0126", line, column, static_cast<int>(count_characters(written)), {written, in_quotes(written)});
  }

  Finding reserved_start() const {
    const char c = problem_.here();
    if (c != '>' && c != '|') return at_problem("K0125", {std::string(1, c)});
    const std::string_view written = trimmed(problem_.after.substr(0, problem_.after.find_first_of(",}]")));
    return finding("K0126", error_.line, error_.column, static_cast<int>(count_characters(written)), {written, in_quotes(written)});
  }

  Finding quoted() const {
    if (has(error_.problem, "end of stream") || has(error_.problem, "document indicator")) {
      return at_context("K0122", {std::string(1, context_.here())});
    }
    const std::size_t backslash = problem_.before.size() - std::min<std::size_t>(2, problem_.before.size());
    if (problem_.here() == '\\') return at_problem("K0130", {first_characters(problem_.after, 2)});
    return finding("K0130", error_.line, error_.column - 2, 1, {first_characters(problem_.line.substr(backslash), 6)});
  }

  Finding stray_colon() const {
    const std::string_view value = trimmed(problem_.before.substr(std::min(problem_.before.size(), problem_.before.find(": ") + 1)));
    const bool has_key = has(problem_.before, ": ");
    if (has_key && value.starts_with("“")) return at_problem("K0131", {"“"});
    if (has_key) return at_problem("K0124");
    const int above = line_above();
    if (above == 0) return at_problem("K0121");
    const Spot line = spot_at(text_, above, 1);
    if (!has(line.line, ": ") && !line.line.ends_with(':')) return missing_colon(line, above, indentation(line.line) + 1);
    return at_problem("K0121");
  }

  Finding missing_colon(const Spot& spot, int line, int column) const {
    const std::string_view written = trimmed(spot.line);
    const std::string_view mark = full_width_mark(written);
    const int length = static_cast<int>(count_characters(written));
    if (mark == "：") return finding("K0131", line, column, length, {mark});
    if (written.starts_with('{') || written.starts_with('[')) return finding("K0139", line, column, length);
    if (has(written, ":")) return finding("K0137", line, column, length);
    return finding("K0129", line, column, length, {first_characters(written, 20)});
  }

  Finding broken_mapping() const {
    if (follows_quote()) return at_problem("K0127");
    const char c = problem_.here();
    if (c == ':') return at_problem("K0115");
    if (c == ']' || c == '}' || c == ',') return at_problem("K0138", {std::string(1, c)});
    if (problem_.after.starts_with("- ") && error_.column == error_.context_column) return at_problem("K0133");
    return at_problem("K0121");
  }

  Finding broken_list() const {
    if (follows_quote()) return at_problem("K0127");
    return error_.column == error_.context_column ? at_problem("K0139") : at_problem("K0121");
  }

  Finding broken_brackets() const {
    const char opened = context_.here();
    if (!bracket_is_closed(text_.substr(std::min(text_.size(), context_.byte)))) return at_context("K0123", {std::string(1, opened)});
    if (follows_quote() && problem_.here() != '"' && problem_.here() != ':') return at_problem("K0127");
    const char c = problem_.here();
    if (c == '[' || c == '{') return at_problem("K0128", {std::string(1, c)});
    if (c == ']' || c == '}') return at_problem("K0140", {std::string(1, opened), std::string(1, c)});
    const std::string_view since_comma = problem_.before.substr(problem_.before.find_last_of(",{[") + 1);
    const std::string_view mark = full_width_mark(since_comma);
    if (!mark.empty()) return at_problem("K0131", {mark});
    return at_problem("K0132");
  }

  Finding open_bracket() const {
    const Spot spot = spot_at(text_, error_.bracket_line, error_.bracket_column);
    return finding("K0123", error_.bracket_line, error_.bracket_column, 1, {std::string(1, spot.here())});
  }

  Finding after_the_end() const {
    const std::string_view before = text_.substr(0, problem_.byte);
    return has(before, "\n...") ? at_problem("K0106") : at_problem("K0141");
  }

  bool follows_quote() const { return problem_.last_before() == '"' || problem_.last_before() == '\''; }

  /// The number of the line above the problem that says something; 0: none.
  int line_above() const {
    const std::string_view above = text_.substr(0, problem_.byte - problem_.before.size());
    const std::size_t last = above.find_last_not_of(" \t\r\n");
    if (last == std::string_view::npos) return 0;
    return error_.line - static_cast<int>(count_line_ends(above.substr(last)));
  }

  static int indentation(std::string_view line) { return static_cast<int>(std::min(line.size(), line.find_first_not_of(' '))); }

  static std::string first_word(std::string_view text) { return first_characters(text.substr(0, text.find_first_of(" \t")), 40); }

  static std::string first_characters(std::string_view text, std::size_t count) {
    const std::string_view piece = substring(text, 0, count);
    return std::string(piece) + (piece.size() < text.size() && count > 10 ? "…" : "");
  }

  Finding at_problem(Code code, Arguments arguments = {}) const { return finding(code, error_.line, error_.column, 1, arguments); }

  Finding at_context(Code code, Arguments arguments = {}) const {
    return finding(code, error_.context_line, error_.context_column, 1, arguments);
  }

  Finding finding(Code code, int line, int column, int length, Arguments arguments = {}) const {
    return make_finding(code, SourceSpan{std::string(file_), line, column, std::max(1, length)}, arguments);
  }

  const SyntaxError& error_;
  std::string_view text_;
  std::string_view file_;
  Spot problem_;
  Spot context_;
};

}  // namespace

Finding explain_syntax_error(const SyntaxError& error, std::string_view text, std::string_view file) {
  return Explainer(error, text, file).explain();
}

}  // namespace kaohe::load
