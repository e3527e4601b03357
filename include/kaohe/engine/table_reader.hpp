#pragma once

#include <kaohe/base/finding.hpp>
#include <kaohe/base/text.hpp>
#include <kaohe/engine/nearest_hint.hpp>
#include <kaohe/engine/threads.hpp>
#include <kaohe/evidence/evidence.hpp>
#include <kaohe/evidence/tables.hpp>
#include <kaohe/number/literal.hpp>

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kaohe::engine {

/// A text as the number it says: a literal with its suffix, or yes and no as 1 and 0.
inline std::optional<Rational> number_in(std::string_view text) {
  if (auto literal = parse_literal(text)) return std::move(literal->value);
  const auto word = parse_yes_no(text);
  return word ? std::optional<Rational>(*word ? 1 : 0) : std::nullopt;
}

/// Ids parted by `;` or `；`.
inline std::vector<std::string> parted_ids(std::string_view text) {
  static constexpr std::string_view wide = "；";
  std::vector<std::string> ids;
  while (!text.empty()) {
    const std::size_t narrow_at = text.find(';'), wide_at = text.find(wide);
    const std::size_t end = std::min({narrow_at, wide_at, text.size()});
    if (const auto id = kaohe::detail::trimmed(text.substr(0, end)); !id.empty()) ids.emplace_back(id);
    text.remove_prefix(std::min(text.size(), end + (wide_at < narrow_at ? wide.size() : 1)));
  }
  return ids;
}

/// A finding for every infinity in a table, but for columns that are looked at later.
inline void check_infinite(const EvidenceTable& table, Findings& findings, std::span<const std::uint8_t> later = {}) {
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    const auto* numbers = std::get_if<NumberColumn>(&table.columns[i].cells);
    if (numbers == nullptr || (!later.empty() && later[i] != 0)) continue;
    for (const std::size_t row : numbers->infinite_rows())
      findings.push_back(make_finding("K0780", TablePlace{table.name, row + 1, table.columns[i].name}));
  }
}

inline Findings infinities_in(const EvidenceTables& tables, std::span<const std::uint8_t> observed_later = {}) {
  Findings findings;
  if (tables.observations) check_infinite(*tables.observations, findings, observed_later);
  for (const auto* table : {&tables.events, &tables.ratings, &tables.units, &tables.history, &tables.decisions}) {
    if (*table) check_infinite(**table, findings);
  }
  return findings;
}

/// Reads one table by column names; every fault has its row and column.
///
/// Thread safety: one thread at a time.
class TableReader {
 public:
  TableReader(const EvidenceTable& table, Findings& findings) : table_(table), findings_(findings) {
    by_name_.resize(table.columns.size());
    std::iota(by_name_.begin(), by_name_.end(), std::uint32_t{0});
    std::ranges::stable_sort(by_name_, {}, [this](std::uint32_t at) -> const std::string& { return name(at); });
    std::vector<std::uint32_t> again;
    for (std::size_t i = 1; i < by_name_.size(); ++i) {
      if (name(by_name_[i]) == name(by_name_[i - 1])) again.push_back(by_name_[i]);
    }
    std::ranges::sort(again);
    for (const std::uint32_t at : again) fail("K0702", 0, name(at), {name(at)});
  }

  std::size_t rows() const { return table_.rows; }
  const EvidenceTable& table() const { return table_; }
  bool has(std::string_view name) const { return column(name) != nullptr; }
  const EvidenceColumn* column(std::string_view name) const {
    const std::size_t found = place_of(name);
    return found == table_.columns.size() ? nullptr : &table_.columns[found];
  }

  /// False, and a finding, where the table has no such column.
  bool requires_column(const std::string& name) {
    if (has(name)) return true;
    std::vector<std::string> names;
    for (const auto& one : table_.columns) names.push_back(one.name);
    fail("K0701", 0, name, {name, nearest_hint(name, names)});
    return false;
  }

  /// The cell's text without blanks around it; nothing where it is empty or marked as missing. `room` is there to write in.
  static std::optional<std::string_view> text(const EvidenceColumn& column, std::size_t row, std::string& room) {
    if (const auto* numbers = std::get_if<NumberColumn>(&column.cells)) {
      if (numbers->missing(row)) return std::nullopt;
      room = numbers->at(row).text();
      return room;
    }
    const auto cell = std::get<TextCells>(column.cells)[row];
    if (!cell || is_missing_text(*cell)) return std::nullopt;
    return kaohe::detail::trimmed(*cell);
  }
  static std::optional<std::string> text(const EvidenceColumn& column, std::size_t row) {
    std::string room;
    const auto found = text(column, row, room);
    if (!found) return std::nullopt;
    return std::string(*found);
  }
  std::optional<std::string> text(const std::string& name, std::size_t row) const {
    const EvidenceColumn* found = column(name);
    return found == nullptr ? std::nullopt : text(*found, row);
  }

  /// The cell as a number; a finding where it holds something else.
  std::optional<Rational> number(const std::string& name, std::size_t row) {
    const EvidenceColumn* found = column(name);
    if (found == nullptr) return std::nullopt;
    if (const auto* numbers = std::get_if<NumberColumn>(&found->cells))
      return numbers->missing(row) ? std::nullopt : std::optional(numbers->at(row));
    const auto cell = text(*found, row);
    if (!cell) return std::nullopt;
    const auto made = number_in(*cell);
    if (!made) fail("K0705", row + 1, name, {*cell});
    return made;
  }

  void fail(Code code, std::size_t row, const std::string& column, Arguments arguments) {
    findings_.push_back(make_finding(code, TablePlace{table_.name, row, column}, arguments));
  }

 private:
  const std::string& name(std::uint32_t column) const { return table_.columns[column].name; }

  /// The first column of this name; behind them all where there is none.
  std::size_t place_of(std::string_view wanted) const {
    const auto found = std::ranges::lower_bound(by_name_, wanted, {}, [this](std::uint32_t at) { return std::string_view(name(at)); });
    return found != by_name_.end() && name(*found) == wanted ? *found : table_.columns.size();
  }

  const EvidenceTable& table_;
  Findings& findings_;
  std::vector<std::uint32_t> by_name_;  // the columns in the order of their names
};

/// Whether observations have a row for each value, and not for each unit.
inline bool is_long(const TableReader& table) { return table.has("indicator") && table.has("value"); }

/// A finding for every column that a table of long observations has no use for.
inline void check_long_columns(TableReader& table) {
  for (const auto& column : table.table().columns) {
    if (column.name != "unit" && column.name != "indicator" && column.name != "period" && column.name != "value")
      table.fail("K0711", 0, column.name, {column.name});
  }
}

/// Cells of `size` rows, gathered one by one; texts are kept only where asked for.
class CellsBuilder {
 public:
  CellsBuilder(std::size_t size, bool keep_texts) : size_(size), keep_texts_(keep_texts) {
    cells_.rows.assign(size, 0);
    if (keep_texts) cells_.texts.resize(size);
  }

  std::uint32_t row(std::size_t at) const { return cells_.rows[at]; }
  /// Pre: texts are kept.
  std::optional<std::string_view> text(std::size_t at) const { return cells_.texts[at]; }

  void put(std::size_t at, std::uint32_t row, std::optional<std::string_view> text, std::optional<Rational> number) {
    cells_.rows[at] = row;
    put_number(at, std::move(number));
    if (keep_texts_ && text) cells_.texts.set(at, *text);
  }

  /// A text, and the number that it says. One that stands in many rows is read once. Pre: texts are kept, and no numbers
  /// come beside them.
  void put(std::size_t at, std::uint32_t row, std::optional<std::string_view> text) {
    cells_.rows[at] = row;
    if (!text) return;
    const auto [number, fresh] = cells_.texts.set(at, *text);
    if (fresh) said_.push_back(number_in(*text));
    put_number(at, said_[number]);
  }

  /// The same of a column, cell i from row `rows[i]` of it. Pre: nothing was put yet.
  void put(const EvidenceColumn& column, std::span<const std::uint32_t> rows, unsigned threads) {
    std::vector<SharedTexts> blocks((rows.size() + block_rows - 1) / block_rows);
    for_blocks(rows.size(), threads, [&](std::size_t, std::size_t first, std::size_t last) {
      SharedTexts& block = blocks[first / block_rows];
      block.resize(last - first);
      std::string room;
      for (std::size_t at = first; at < last; ++at) {
        cells_.rows[at] = rows[at] + 1;
        if (const auto text = TableReader::text(column, rows[at], room)) block.set(at - first, *text);
      }
    });
    for (std::size_t at = 0; at < blocks.size(); ++at) cells_.texts.take(at * block_rows, blocks[at]);
    for (const std::string_view text : cells_.texts.texts()) said_.push_back(number_in(text));
    if (std::ranges::none_of(said_, [](const auto& number) { return number.has_value(); })) return;
    for (std::size_t at = 0; at < rows.size(); ++at) {
      if (cells_.texts[at]) put_number(at, said_[cells_.texts.number(at)]);
    }
  }

  Cells finish() {
    cells_.numbers = NumberColumn(size_, digits());
    for (std::size_t i = 0; i < numbers_.size(); ++i) {
      if (numbers_[i]) cells_.numbers.set(i, *numbers_[i]);
    }
    return std::move(cells_);
  }

 private:
  void put_number(std::size_t at, std::optional<Rational> number) {
    if (number && numbers_.empty()) numbers_.resize(size_);
    if (!numbers_.empty()) numbers_[at] = std::move(number);
  }

  /// The fewest digits that write all decimals of the column, up to 9.
  int digits() const {
    int most = 0;
    for (const auto& number : numbers_) {
      const auto terms = number ? number->terms() : std::nullopt;
      if (!terms) continue;
      std::int64_t ten = 1;
      int digits = 0;
      while (digits < 9 && ten % terms->denominator != 0) ten *= 10, ++digits;
      if (ten % terms->denominator == 0) most = std::max(most, digits);
    }
    return most;
  }

  std::size_t size_;
  std::vector<std::optional<Rational>> numbers_;  // empty until there is one
  std::vector<std::optional<Rational>> said_;     // by the texts that are not the same
  Cells cells_;
  bool keep_texts_;
};

}  // namespace kaohe::engine
