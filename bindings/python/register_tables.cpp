#include "register.hpp"
#include "state.hpp"

#include <pybind11/stl.h>

#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace kaohe::python {
namespace {

/// A column of the caller's memory, read where it lies.
template <class T>
struct Strided {
  const T* data;
  std::ptrdiff_t stride;  // in elements
};

/// Pre (checked, ValueError): one dimension, `rows` elements of T, aligned, a stride of whole elements.
template <class T>
Strided<T> strided(const py::buffer_info& buffer, std::size_t rows) {
  constexpr auto size = static_cast<py::ssize_t>(sizeof(T));
  const bool right = buffer.ndim == 1 && buffer.item_type_is_equivalent_to<T>();
  if (!right) throw std::invalid_argument("a column of numbers must be one-dimensional float64 or int64");
  if (static_cast<std::size_t>(buffer.shape[0]) != rows) throw std::invalid_argument("a column has another number of cells than its table");
  const bool even = buffer.strides[0] % size == 0 && reinterpret_cast<std::uintptr_t>(buffer.ptr) % alignof(T) == 0;
  if (!even) throw std::invalid_argument("a column of numbers must be aligned");
  return {static_cast<const T*>(buffer.ptr), buffer.strides[0] / size};
}

void add_floats(Table& table, std::string name, const py::buffer& cells) {
  auto buffer = std::make_shared<const py::buffer_info>(cells.request());
  const auto column = strided<double>(*buffer, table.table.rows);
  // the last reader may let go of the buffer without holding the interpreter
  const std::shared_ptr<const void> owner(buffer.get(), [buffer](const void*) mutable {
    const py::gil_scoped_acquire locked;
    buffer.reset();
  });
  NumberColumn numbers;
  {
    const py::gil_scoped_release unlocked;
    numbers = NumberColumn::borrowed({{column.data, column.stride, table.table.rows}}, owner);
  }
  table.table.columns.push_back({std::move(name), std::move(numbers)});
}

void add_integers(Table& table, std::string name, const py::buffer& cells) {
  const py::buffer_info buffer = cells.request();
  const auto column = strided<std::int64_t>(buffer, table.table.rows);
  NumberColumn numbers;
  {
    const py::gil_scoped_release unlocked;
    numbers = NumberColumn::from_integers(column.data, table.table.rows, column.stride, nullptr);
  }
  table.table.columns.push_back({std::move(name), std::move(numbers)});
}

void add_texts(Table& table, std::string name, const py::list& cells) {
  if (cells.size() != table.table.rows) throw std::invalid_argument("a column has another number of cells than its table");
  TextCells texts;
  for (const py::handle cell : cells) {
    if (cell.is_none()) {
      texts.push_back(std::nullopt);
    } else {
      texts.push_back(utf8_of(cell));
    }
  }
  table.table.columns.push_back({std::move(name), std::move(texts)});
}

/// A whole number that keeps all its digits where a float is read at 15.
bool is_exact_in_float(std::int64_t number) { return -1'000'000'000'000'000 < number && number < 1'000'000'000'000'000; }

/// Which kinds of plain cells a list holds.
struct Kinds {
  bool floats = false, integers = false, texts = false, nothing = false, others = false;
  bool long_integers = false;  // some that no float holds at 15 digits
};

Kinds kinds_of(const py::list& cells) {
  Kinds kinds;
  for (const py::handle cell : cells) {
    int overflow = 0;
    if (PyFloat_CheckExact(cell.ptr())) {
      kinds.floats = true;
    } else if (PyLong_CheckExact(cell.ptr())) {
      const std::int64_t number = PyLong_AsLongLongAndOverflow(cell.ptr(), &overflow);
      kinds.integers = true;
      kinds.long_integers |= overflow != 0 || !is_exact_in_float(number);
      kinds.others |= overflow != 0;
    } else if (PyUnicode_CheckExact(cell.ptr())) {
      kinds.texts = true;
    } else {
      (cell.is_none() ? kinds.nothing : kinds.others) = true;
    }
  }
  return kinds;
}

NumberColumn floats_in(const py::list& cells) {
  const auto values = std::make_shared<std::vector<double>>();
  for (const py::handle cell : cells) values->push_back(cell.is_none() ? NumberColumn::missing_units : cell.cast<double>());
  return NumberColumn::borrowed({{values->data(), 1, values->size()}}, values);
}

/// The cells of a list as a column of numbers or of texts. False, and nothing is added, where they are neither the one nor the other as
/// they stand: whoever asks then writes them as texts.
bool add_cells(Table& table, const std::string& name, const py::list& cells) {
  const Kinds kinds = kinds_of(cells);
  const bool numbers = kinds.floats || kinds.integers;
  if (kinds.others || (kinds.texts && numbers)) return false;
  if (!numbers) {
    add_texts(table, name, cells);
    return true;
  }
  if (cells.size() != table.table.rows) throw std::invalid_argument("a column has another number of cells than its table");
  if (kinds.floats && !kinds.long_integers) {
    table.table.columns.push_back({name, floats_in(cells)});
    return true;
  }
  if (kinds.floats || kinds.nothing) return false;
  const auto integers = cells.cast<std::vector<std::int64_t>>();
  table.table.columns.push_back({name, NumberColumn::from_integers(integers.data(), integers.size(), 1, nullptr)});
  return true;
}

std::vector<std::optional<std::string>> texts_of(const EvidenceColumn& column) {
  std::vector<std::optional<std::string>> texts;
  if (const auto* cells = std::get_if<TextCells>(&column.cells)) {
    for (std::size_t row = 0; row < cells->size(); ++row) texts.emplace_back((*cells)[row]);
    return texts;
  }
  const auto& numbers = std::get<NumberColumn>(column.cells);
  texts.resize(numbers.size());
  for (std::size_t row = 0; row < numbers.size(); ++row) {
    if (!numbers.missing(row)) texts[row] = numbers.at(row).text();
  }
  return texts;
}

py::dict to_dict(const Table& table) {
  py::dict columns;
  for (const EvidenceColumn& column : table.table.columns) columns[py::str(column.name)] = texts_of(column);
  return columns;
}

}  // namespace

void register_tables(py::module_& module) {
  py::class_<Table> table(module, "Table");
  table.def(py::init([](std::string name, std::size_t rows) {
         return Table{{std::move(name), rows, {}}, {}};
       }))
      .def_property_readonly("name", [](const Table& t) { return t.table.name; })
      .def_property_readonly("rows", [](const Table& t) { return t.table.rows; })
      .def("add_floats", &add_floats)
      .def("add_integers", &add_integers)
      .def("add_texts", &add_texts)
      .def("add_cells", &add_cells)
      .def_property_readonly("findings", [](const Table& t) { return t.findings; })  // copies: an assessment takes its tables over
      .def("to_dict", &to_dict)
      .def(py::pickle([](const Table& t) { return state_of(t); }, &table_from))
      .def("add_finding", [](Table& t, const Finding& finding) { t.findings.push_back(finding); });
  register_arrow(module, table);
}

}  // namespace kaohe::python
