#include "tables.hpp"

#include "../handles.hpp"

#include <kaohe/base/text.hpp>
#include <kaohe/number/column.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>
#include <utility>

namespace kaohe::c::script {
namespace {

bool is_number(const Cell& cell) { return !std::holds_alternative<std::string>(cell); }

void add_numbers(kaohe_evidence* evidence, kaohe_table table, const std::string& name, std::span<const Cell> cells, std::size_t rows) {
  std::vector<double> numbers(rows, std::numeric_limits<double>::quiet_NaN());
  for (std::size_t row = 0; row < cells.size(); ++row) {
    if (const auto* number = std::get_if<double>(&cells[row])) numbers[row] = *number;
  }
  must(kaohe_evidence_add_doubles(evidence, table, name.c_str(), numbers.data(), static_cast<std::int64_t>(rows), 1, nullptr));
}

/// As it is written: of a number the shortest decimal that stands for it.
std::string written(const Cell& cell) {
  if (const auto* number = std::get_if<double>(&cell)) return decimal_of(*number).text();
  const auto* text = std::get_if<std::string>(&cell);
  return text == nullptr ? std::string() : *text;
}

void add_texts(kaohe_evidence* evidence, kaohe_table table, const std::string& name, std::span<const Cell> cells, std::size_t rows) {
  std::string bytes;
  std::vector<std::int64_t> offsets{0};
  for (std::size_t row = 0; row < rows; ++row) {
    if (row < cells.size()) bytes += written(cells[row]);
    offsets.push_back(static_cast<std::int64_t>(bytes.size()));
  }
  must(kaohe_evidence_add_texts(evidence, table, name.c_str(), bytes.data(), offsets.data(), static_cast<std::int64_t>(rows), nullptr));
}

}  // namespace

kaohe_table table_of(const std::string& name) {
  const std::vector<std::string> names{"observations", "events", "ratings", "units", "history", "decisions"};
  const auto found = std::ranges::find(names, name);
  if (found != names.end()) return static_cast<kaohe_table>(found - names.begin());
  const auto near = nearest(name, names);
  throw Refused{KAOHE_E_NOT_FOUND, "there is no table " + name + (near ? "; did you mean " + *near + "?" : "")};
}

Cell cell_of(double number) {
  if (std::isnan(number)) return {};
  if (std::isinf(number)) throw Refused{KAOHE_E_ARGUMENT, "a number must be finite"};
  return number;
}

Cell cell_of(std::string text) {
  if (text.empty()) return {};
  return text;
}

std::vector<Strip> observation(std::size_t row, const std::string& unit, const std::string& indicator, const std::string& period,
                               Cell value) {
  if (unit.empty() || indicator.empty()) throw Refused{KAOHE_E_ARGUMENT, "unit and indicator must not be empty"};
  std::vector<Strip> strips;
  const auto add = [&](const char* column, Cell cell) {  // moved: to copy a variant of texts must not run out of memory (libstdc++)
    strips.push_back({column, row, {}});
    strips.back().cells.push_back(std::move(cell));
  };
  add("unit", cell_of(unit));
  add("indicator", cell_of(indicator));
  add("period", cell_of(period));
  add("value", std::move(value));
  return strips;
}

Tables::Column& Tables::column_with_room(Table& table, const std::string& name, std::size_t rows) {
  if (name.empty()) throw Refused{KAOHE_E_ARGUMENT, "a column must have a name"};
  const auto found = std::ranges::find(table.columns, name, &Column::name);
  Column& column = found == table.columns.end() ? table.columns.emplace_back(Column{name, {}}) : *found;
  if (column.cells.size() < rows) column.cells.resize(rows);
  return column;
}

void Tables::set(kaohe_table table, std::vector<Strip> strips) {
  Table& it = tables_[static_cast<std::size_t>(table)];
  for (const Strip& strip : strips) column_with_room(it, strip.column, strip.row + strip.cells.size());
  for (Strip& strip : strips) {  // from here on nothing asks for memory
    Column& column = column_with_room(it, strip.column, 0);
    std::ranges::move(strip.cells, column.cells.begin() + static_cast<std::ptrdiff_t>(strip.row));
    column.set = true;
    it.rows = std::max(it.rows, strip.row + strip.cells.size());
  }
}

std::unique_ptr<kaohe_evidence, void (*)(kaohe_evidence*)> Tables::evidence() const {
  std::unique_ptr<kaohe_evidence, void (*)(kaohe_evidence*)> evidence(new kaohe_evidence{}, &kaohe_evidence_free);
  for (kaohe_table number = 0; number < static_cast<kaohe_table>(tables_.size()); ++number) {
    const Table& table = tables_[static_cast<std::size_t>(number)];
    for (const Column& column : table.columns) {
      if (!column.set) continue;
      const std::span cells(column.cells.begin(), std::min(column.cells.size(), table.rows));
      const auto add = std::ranges::all_of(cells, is_number) ? &add_numbers : &add_texts;
      add(evidence.get(), number, column.name, cells, table.rows);
    }
  }
  return evidence;
}

}  // namespace kaohe::c::script
