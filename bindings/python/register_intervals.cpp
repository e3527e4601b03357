#include "register.hpp"
#include "state.hpp"

#include <kaohe/assessment/intervals.hpp>
#include <kaohe/report.hpp>

#include <pybind11/stl.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <tuple>
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

using UnitFields = std::tuple<std::string, std::string, std::string, std::optional<std::string>, std::optional<std::string>,
                              std::vector<std::string>, bool, bool, std::vector<std::string>>;

std::vector<UnitFields> fields_of(const Intervals& intervals) {
  std::vector<UnitFields> all;
  for (const UnitInterval& unit : intervals.units) {
    all.emplace_back(unit.unit, unit.title, unit.group, text_of(unit.lowest), text_of(unit.highest), unit.grades, unit.excluded,
                     unit.may_be_excluded, unit.missing);
  }
  return all;
}

std::optional<Rational> number_of(const std::optional<std::string>& text) {
  if (!text) return std::nullopt;
  return number_from(*text);
}

py::tuple state_of(const Intervals& it) {
  return py::make_tuple(it.scheme, it.period, it.grouped, it.graded, it.criteria, fields_of(it), it.findings);
}

std::shared_ptr<Intervals> intervals_from(const py::tuple& state) {
  if (state.size() != 7) throw std::invalid_argument("not a pickled state");
  auto out = std::make_shared<Intervals>();
  out->scheme = state[0].cast<std::string>();
  out->period = state[1].cast<std::string>();
  out->grouped = state[2].cast<bool>();
  out->graded = state[3].cast<bool>();
  out->criteria = state[4].cast<std::vector<std::pair<std::string, std::string>>>();
  for (const auto& [unit, title, group, lowest, highest, grades, excluded, may_be, missing] : state[5].cast<std::vector<UnitFields>>()) {
    out->units.push_back({unit, title, group, number_of(lowest), number_of(highest), grades, excluded, may_be, missing});
  }
  out->findings = state[6].cast<Findings>();
  return out;
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
      .def("to_json", &json_of)
      .def(py::pickle([](const Intervals& i) { return state_of(i); }, &intervals_from));
}

}  // namespace kaohe::python
