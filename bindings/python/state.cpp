#include "state.hpp"

#include <pybind11/stl.h>

#include <cmath>
#include <cstring>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace kaohe::python {
namespace {

[[noreturn]] void refuse() { throw std::invalid_argument("not a pickled state"); }

py::list state_of(const TextCells& cells) {
  py::list texts;
  for (std::size_t row = 0; row < cells.size(); ++row) {
    const auto cell = cells[row];
    texts.append(cell ? py::object(py::str(cell->data(), cell->size())) : py::none());
  }
  return texts;
}

TextCells texts_from(const py::list& state, std::size_t rows) {
  if (state.size() != rows) refuse();
  TextCells cells;
  for (const py::handle cell : state) {
    if (cell.is_none()) {
      cells.push_back(std::nullopt);
    } else {
      cells.push_back(utf8_of(cell));
    }
  }
  return cells;
}

}  // namespace

Rational number_from(const std::string& text) {
  const std::size_t bar = text.find('/');
  const auto above = Rational::parse(text.substr(0, bar));
  const auto below = bar == text.npos ? Rational(1) : Rational::parse(text.substr(bar + 1));
  if (!above || !below || below->is_zero()) refuse();
  return *above / *below;
}

py::tuple state_of(const NumberColumn& numbers) {
  std::vector<double> units(numbers.size());
  py::dict wide;
  for (std::size_t row = 0; row < units.size(); ++row) {
    units[row] = numbers.missing(row) ? NumberColumn::missing_units : numbers.unit(row);
    if (std::isinf(units[row])) wide[py::int_(row)] = numbers.at(row).text();
  }
  const py::bytes bytes(reinterpret_cast<const char*>(units.data()), units.size() * sizeof(double));
  return py::make_tuple(numbers.digits(), bytes, wide);
}

NumberColumn column_from(const py::tuple& state, std::size_t rows) {
  if (state.size() != 3) refuse();
  const auto digits = state[0].cast<int>();
  const auto bytes = state[1].cast<std::string_view>();
  if (digits < 0 || digits > 15 || bytes.size() != rows * sizeof(double)) refuse();
  NumberColumn numbers(rows, digits);
  const auto units = numbers.mutable_units();
  if (rows > 0) std::memcpy(units.data(), bytes.data(), bytes.size());
  for (double& unit : units) {
    const bool whole = std::fabs(unit) < 9007199254740992.0 && std::trunc(unit) == unit;  // 2^53
    if (!whole) unit = NumberColumn::missing_units;
  }
  for (const auto& [row, text] : state[2].cast<py::dict>()) {
    if (row.cast<std::size_t>() >= rows) refuse();
    numbers.set(row.cast<std::size_t>(), number_from(text.cast<std::string>()));
  }
  return numbers;
}

py::tuple state_of(const Table& table) {
  py::list columns;
  for (const EvidenceColumn& column : table.table.columns) {
    columns.append(py::make_tuple(column.name, std::visit([](const auto& cells) -> py::object { return state_of(cells); }, column.cells)));
  }
  return py::make_tuple(table.table.name, table.table.rows, columns, table.findings);
}

Table table_from(const py::tuple& state) {
  if (state.size() != 4) refuse();
  Table out{{state[0].cast<std::string>(), state[1].cast<std::size_t>(), {}}, state[3].cast<Findings>()};
  for (const py::handle column : state[2].cast<py::list>()) {
    auto [name, cells] = column.cast<std::pair<std::string, py::object>>();
    if (py::isinstance<py::tuple>(cells)) {
      out.table.columns.push_back({std::move(name), column_from(cells, out.table.rows)});
    } else {
      out.table.columns.push_back({std::move(name), texts_from(cells, out.table.rows)});
    }
  }
  return out;
}

}  // namespace kaohe::python
