#include <algorithm>
#include <kaohe/base/text.hpp>
#include <kaohe/report.hpp>
#include <src/report/shown_text.hpp>

namespace kaohe {
namespace {

using report::on_one_line;
using report::shown;

constexpr int widest_line = 100;   // columns of a source line that are shown
constexpr int before_place = 40;   // columns of them before the place, where the line is cut
constexpr std::size_t gutter = 5;  // columns for the number of the line

struct SourceLine {
  std::string text;   // as shown
  int caret = 0;      // columns before the place
  int underline = 1;  // columns of the place
};

std::string_view severity_word(Severity severity, Language language) {
  const bool zh = language == Language::zh;
  switch (severity) {
    case Severity::error:
      return zh ? "错误" : "error";
    case Severity::warning:
      return zh ? "警告" : "warning";
    case Severity::hint:
      return zh ? "提示" : "hint";
  }
  return {};
}

std::string document_place(const SourceSpan& where) {
  if (where.line == 0) return where.file;
  return where.file + ':' + std::to_string(where.line) + ':' + std::to_string(where.column);
}

std::string table_place(const TablePlace& at, Language language) {
  const bool zh = language == Language::zh;
  std::string out = at.table;
  if (at.row > 0) out += zh ? " 第" + std::to_string(at.row) + "行" : " row " + std::to_string(at.row);
  if (at.column.empty()) return out;
  if (zh) return out + " 列“" + at.column + "”";
  return out + (at.row > 0 ? ", column \"" : " column \"") + at.column + '"';
}

std::string head(const Finding& finding, Language language) {
  std::string place = finding.at.table.empty() ? document_place(finding.where) : table_place(finding.at, language);
  if (!place.empty()) place += ": ";
  return on_one_line(place + std::string(severity_word(finding.severity, language)) + ' ' + finding.code + ": " +
                     finding.message.in(language));
}

/// The line number `number`, from 1; line ends are LF, CR LF and CR.
std::string_view line_of(std::string_view source, int number) {
  while (true) {
    const std::size_t end = source.find_first_of("\r\n");
    if (--number == 0 || end == std::string_view::npos) return number == 0 ? source.substr(0, end) : std::string_view();
    source.remove_prefix(end + (source.substr(end, 2) == "\r\n" ? 2 : 1));
  }
}

int shown_width(char32_t code) { return code == U'\t' ? 4 : display_width(shown(code)); }

int columns(std::u32string_view text) {
  int out = 0;
  for (const char32_t code : text) out += shown_width(code);
  return out;
}

/// Where a piece of the line starts that has the place near its left end.
std::size_t start_of_piece(std::u32string_view line, std::size_t first) {
  int room = before_place;
  while (first > 0 && (room -= shown_width(line[first - 1])) >= 0) --first;
  return first;
}

/// What of the line is shown: all of it, or a piece around the place.
SourceLine cut(std::u32string_view line, std::size_t first, std::size_t length) {
  const bool whole = columns(line) <= widest_line;
  const std::size_t from = whole ? 0 : start_of_piece(line, first);
  SourceLine out;
  if (from > 0) out.text = "…";
  std::size_t end = from;
  for (int room = widest_line; end < line.size() && (whole || room > 0); ++end) {
    out.text += shown(line[end]);
    room -= shown_width(line[end]);
  }
  if (end < line.size()) out.text += "…";
  out.caret = (from > 0 ? 1 : 0) + columns(line.substr(from, first - from));
  out.underline = std::max(1, columns(line.substr(first, std::min(length, end - first))));
  return out;
}

std::string source_lines(const SourceSpan& where, std::string_view source) {
  constexpr std::size_t longest = 4000;  // characters looked at on each side of the place
  if (source.starts_with("\xef\xbb\xbf")) source.remove_prefix(3);
  const std::string_view line = line_of(source, where.line);
  const auto column = static_cast<std::size_t>(std::max(1, where.column)) - 1;
  const std::size_t skipped = column > longest ? column - longest : 0;
  const std::u32string near = characters(substring(line, skipped, 2 * longest));
  const SourceLine shown_line = cut(near, std::min(column - skipped, near.size()), static_cast<std::size_t>(std::max(1, where.length)));
  const std::string number = std::to_string(where.line);
  const std::string pad(number.size() < gutter ? gutter - number.size() : 0, ' ');
  const std::string blank(std::max(gutter, number.size()), ' ');
  return '\n' + pad + number + " | " + shown_line.text + '\n' + blank + " | " +
         std::string(static_cast<std::size_t>(shown_line.caret), ' ') + std::string(static_cast<std::size_t>(shown_line.underline), '^');
}

}  // namespace

std::string to_text(const Finding& finding, Language language, std::string_view source) {
  std::string out = head(finding, language);
  const bool has_place = finding.at.table.empty() && finding.where.line > 0;
  if (has_place && !source.empty()) out += source_lines(finding.where, source);
  if (finding.hint.empty()) return out;
  return out + (language == Language::zh ? "\n  提示: " : "\n  hint: ") + on_one_line(finding.hint.in(language));
}

}  // namespace kaohe
