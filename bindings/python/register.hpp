#pragma once

#include <pybind11/pybind11.h>

#include <kaohe/base/finding.hpp>
#include <kaohe/evidence/tables.hpp>

#include <optional>
#include <string_view>

namespace kaohe::python {

namespace py = pybind11;

/// A table on its way in, and what was already found wrong with it.
struct Table {
  EvidenceTable table;
  Findings findings;
};

/// `zh` or `en`; anything else is a ValueError.
Language language_of(std::string_view name);

/// The UTF-8 of a str. A lone surrogate is a UnicodeEncodeError, as everywhere in Python.
std::string_view utf8_of(py::handle text);

void register_findings(py::module_& module);
void register_calendar(py::module_& module);
void register_tables(py::module_& module);
void register_explanation(py::module_& module);
void register_assessment(py::module_& module);
void register_intervals(py::module_& module);
void register_rule_tests(py::module_& module);
void register_program(py::module_& module);

}  // namespace kaohe::python
