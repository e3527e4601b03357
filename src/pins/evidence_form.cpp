#include "src/pins/form.hpp"
#include "src/pins/sha256.hpp"

#include <kaohe/number/column_text.hpp>
#include <kaohe/number/literal.hpp>
#include <kaohe/pins.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <string_view>
#include <utility>
#include <vector>

namespace kaohe {
namespace {

/// Columns that hold names, dates and words: `1.0` and `1` are two of them. Everywhere else they are one number.
constexpr std::array<std::string_view, 17> words{"unit",    "title",     "event",       "date",  "kind",      "level",
                                                 "project", "criterion", "rater_group", "rater", "indicator", "period",
                                                 "scheme",  "grade",     "vetoes",      "by",    "reason"};

/// A number written in text as a number column writes it; any other text as it is. A leading zero marks a code, `007`, which is no number.
std::string plain(std::string_view text) {
  const std::string written = detail::with_plain_minus(text);
  const std::string_view digits = std::string_view(written).substr(written.starts_with('-') ? 1 : 0);
  const bool code = digits.size() > 1 && digits[0] == '0' && digits[1] >= '0' && digits[1] <= '9';
  const auto number = code ? std::nullopt : Rational::parse(written);
  return number ? number->text() : std::string(text);
}

/// One column, cell by cell as its text.
class ColumnForm {
 public:
  explicit ColumnForm(const EvidenceColumn& column)
      : numbers_(std::get_if<NumberColumn>(&column.cells)),
        texts_(std::get_if<TextCells>(&column.cells)),
        words_(std::ranges::find(words, column.name) != words.end()) {}

  /// `room` is there to write in.
  void write(std::size_t row, pins::Form& form, std::string& room) const {
    if (numbers_ != nullptr) return number(row, form, room);
    const auto cell = (*texts_)[row];
    if (!cell || is_missing_text(*cell)) return form.none();
    const std::string_view text = detail::trimmed(*cell);
    form.text(words_ ? std::string(text) : plain(text));
  }

 private:
  void number(std::size_t row, pins::Form& form, std::string& room) const {
    if (numbers_->missing(row)) return form.none();
    room.clear();
    append_text(room, *numbers_, row);
    form.text(room);
  }

  const NumberColumn* numbers_;
  const TextCells* texts_;
  bool words_;
};

/// Columns by name, then each row for itself, then the rows in the order of their hashes: no order of the table is left.
void write(const EvidenceTable& table, pins::Form& form) {
  std::vector<const EvidenceColumn*> columns;
  for (const EvidenceColumn& column : table.columns) columns.push_back(&column);
  std::ranges::stable_sort(columns, {}, [](const EvidenceColumn* column) { return std::string_view(column->name); });
  std::vector<ColumnForm> cells;
  form.count(columns.size());
  for (const EvidenceColumn* column : columns) {
    form.text(column->name);
    cells.emplace_back(*column);
  }
  std::vector<std::string> rows(table.rows);
  pins::Form line;
  std::string room;
  for (std::size_t row = 0; row < table.rows; ++row) {
    line.clear();
    for (const ColumnForm& column : cells) column.write(row, line, room);
    rows[row] = pins::sha256(line.bytes());
  }
  std::ranges::sort(rows);
  form.count(rows.size());
  for (const std::string& row : rows) form.text(row);
}

}  // namespace

std::string hash_of(const EvidenceTables& tables) {
  pins::Form form;
  const auto add = [&form](std::string_view name, const std::optional<EvidenceTable>& table) {
    if (!table) return;
    form.text(name);
    write(*table, form);
  };
  add("observations", tables.observations);
  add("events", tables.events);
  add("ratings", tables.ratings);
  add("units", tables.units);
  add("history", tables.history);
  add("decisions", tables.decisions);
  return pins::named_sha256(form.bytes());
}

}  // namespace kaohe
