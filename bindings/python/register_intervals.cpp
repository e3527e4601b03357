#include "register.hpp"

#include <kaohe/assessment/intervals.hpp>
#include <kaohe/report.hpp>

#include <pybind11/stl.h>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

namespace kaohe::python {
namespace {

std::optional<std::string> text_of(const std::optional<Rational>& number) {
  if (!number) return std::nullopt;
  return number->text();
}

std::optional<std::string> unless_empty(const std::string& text) {
  if (text.empty()) return std::nullopt;
  return text;
}

std::vector<std::string> units_of(const Intervals& intervals) {
  std::vector<std::string> ids;
  for (const UnitInterval& unit : intervals.units) ids.push_back(unit.unit);
  return ids;
}

py::dict unit_at(const Intervals& intervals, std::size_t row) {
  if (row >= intervals.units.size()) throw py::index_error("no unit has the row " + std::to_string(row));
  const UnitInterval& found = intervals.units[row];
  py::dict unit;
  unit["title"] = unless_empty(found.title);
  unit["group"] = intervals.grouped ? std::optional(found.group) : std::nullopt;
  unit["lowest"] = text_of(found.lowest);
  unit["highest"] = text_of(found.highest);
  unit["grades"] = found.grades;
  unit["excluded"] = found.excluded;
  unit["may_be_excluded"] = found.may_be_excluded;
  unit["missing"] = found.missing;
  return unit;
}

std::string json_of(const Intervals& intervals) {
  const py::gil_scoped_release unlocked;
  return to_json(intervals);
}

}  // namespace

void register_intervals(py::module_& module) {
  py::class_<Intervals, std::shared_ptr<Intervals>>(module, "Intervals")
      .def_property_readonly("scheme", [](const Intervals& i) { return i.scheme; })
      .def_property_readonly("period", [](const Intervals& i) { return unless_empty(i.period); })
      .def_property_readonly("graded", [](const Intervals& i) { return i.graded; })
      .def_property_readonly("criteria", [](const Intervals& i) { return i.criteria; })
      .def_property_readonly("count", [](const Intervals& i) { return i.units.size(); })
      .def_property_readonly("units", &units_of)
      .def("unit", &unit_at)
      .def("to_json", &json_of);
}

}  // namespace kaohe::python
