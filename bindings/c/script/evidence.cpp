#include "functions.hpp"
#include "things.hpp"

#include <algorithm>
#include <set>

namespace kaohe::c::script {
namespace {

constexpr std::int32_t most_rows = 1048576;  // of a sheet

/// A line end behind the last line begins none.
std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const bool returns = end > at && text[end - 1] == '\r';
    lines.push_back(text.substr(at, end - at - (returns ? 1 : 0)));
    at = end + 1;
  }
  return lines;
}

std::size_t row_of(std::int32_t row) {
  if (row < 1 || row > most_rows) throw Refused{KAOHE_E_ARGUMENT, "row must be between 1 and " + std::to_string(most_rows)};
  return static_cast<std::size_t>(row - 1);
}

void add(std::vector<Strip>& strips, std::string column, std::size_t row, Cell cell) {
  strips.push_back({std::move(column), row, {}});
  strips.back().cells.push_back(std::move(cell));
}

void set(std::int64_t evidence, const std::string& table, std::int32_t row, const std::string& column, Cell cell) {
  const auto tables = registry().get<HeldTables>(evidence, "evidence");
  const kaohe_table which = table_of(table);
  const std::size_t at = row_of(row);
  std::vector<Strip> strips;
  add(strips, column, at, std::move(cell));
  tables->with([&](Tables& it) { it.set(which, std::move(strips)); });
}

void observe(std::int64_t evidence, const std::string& unit, const std::string& indicator, const std::string& period, Cell cell) {
  const auto tables = registry().get<HeldTables>(evidence, "evidence");
  tables->with([&](Tables& it) {
    const std::size_t row = it.rows(KAOHE_OBSERVATIONS);
    if (row >= static_cast<std::size_t>(most_rows)) throw Refused{KAOHE_E_ARGUMENT, "the table is full"};
    it.set(KAOHE_OBSERVATIONS, observation(row, unit, indicator, period, std::move(cell)));
  });
}

}  // namespace

std::int64_t evidence_new() { return registry().add(std::make_shared<Locked<Tables>>()); }

void evidence_block(std::int64_t evidence, const std::string& table, const std::string& columns, const double* values, std::int32_t rows,
                    std::int32_t row_stride, std::int32_t column_stride) {
  const auto tables = registry().get<HeldTables>(evidence, "evidence");
  const kaohe_table which = table_of(table);
  const auto names = lines_of(columns);
  if (rows < 0) throw Refused{KAOHE_E_ARGUMENT, "rows must not be negative"};
  if (values == nullptr && rows > 0 && !names.empty()) throw Refused{KAOHE_E_ARGUMENT, "values must not be NULL"};
  if (std::set(names.begin(), names.end()).size() != names.size()) throw Refused{KAOHE_E_ARGUMENT, "columns must have different names"};
  std::vector<Strip> strips;
  for (std::size_t at = 0; at < names.size(); ++at) {
    Strip& strip = strips.emplace_back(Strip{names[at], 0, {}});
    const double* column = values + static_cast<std::int64_t>(at) * column_stride;
    for (std::int64_t row = 0; row < rows; ++row) strip.cells.push_back(cell_of(column[row * row_stride]));
  }
  tables->with([&](Tables& it) { it.set(which, std::move(strips)); });
}

void evidence_lines(std::int64_t evidence, const std::string& table, const std::string& column, const std::string& lines) {
  const auto tables = registry().get<HeldTables>(evidence, "evidence");
  const kaohe_table which = table_of(table);
  std::vector<Strip> strips;
  strips.push_back({column, 0, {}});
  for (std::string& line : lines_of(lines)) strips.back().cells.push_back(cell_of(std::move(line)));
  tables->with([&](Tables& it) { it.set(which, std::move(strips)); });
}

void evidence_number(std::int64_t evidence, const std::string& table, std::int32_t row, const std::string& column, double number) {
  set(evidence, table, row, column, cell_of(number));
}

void evidence_text(std::int64_t evidence, const std::string& table, std::int32_t row, const std::string& column, const std::string& text) {
  set(evidence, table, row, column, cell_of(text));
}

void observe_number(std::int64_t evidence, const std::string& unit, const std::string& indicator, const std::string& period,
                    double number) {
  observe(evidence, unit, indicator, period, cell_of(number));
}

void observe_text(std::int64_t evidence, const std::string& unit, const std::string& indicator, const std::string& period,
                  const std::string& text) {
  observe(evidence, unit, indicator, period, cell_of(text));
}

}  // namespace kaohe::c::script
