#pragma once

// What objects hold, as Python's own objects, for pickling. Reading it back throws ValueError where it is no such state.

#include "register.hpp"

#include <kaohe/number/column.hpp>

#include <string>

namespace kaohe::python {

/// The number of a decimal, or of n/d.
Rational number_from(const std::string& text);

/// The digits, the bytes of the units, and what those do not hold as texts by row.
py::tuple state_of(const NumberColumn& numbers);
NumberColumn column_from(const py::tuple& state, std::size_t rows);

py::tuple state_of(const Table& table);
Table table_from(const py::tuple& state);

}  // namespace kaohe::python
