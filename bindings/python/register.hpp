#pragma once

#include <pybind11/pybind11.h>

#include <kaohe/arrow.hpp>
#include <kaohe/base/finding.hpp>
#include <kaohe/calendar/date.hpp>
#include <kaohe/engine/program.hpp>
#include <kaohe/evidence/tables.hpp>

#include <functional>
#include <map>
#include <optional>
#include <string>
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

/// The day of a text as 2014-10-31; anything else is a ValueError.
Date day_of(std::string_view text);

void append(Findings& all, Findings more);

/// The tables of the evidence by name, moved out of their Python objects, which are not used again.
EvidenceTables take_all(const std::map<std::string, Table*>& given, Findings& findings);

/// The capsule of a stream that `write` fills in; what it cannot is an exception.
py::object stream_out(const std::function<std::optional<StreamFault>(ArrowArrayStream* out)>& write);

void register_findings(py::module_& module);
void register_calendar(py::module_& module);
void register_tables(py::module_& module);
void register_arrow(py::module_& module, py::class_<Table>& table);
void register_explanation(py::module_& module);
void register_assessment(py::module_& module);
void register_intervals(py::module_& module);
void register_rule_tests(py::module_& module);
void register_attribution(py::module_& module);
void register_parties(py::module_& module);
void register_rollup(py::module_& module);
void register_plan(py::module_& module, py::class_<Program>& program);
void register_program(py::module_& module);

}  // namespace kaohe::python
