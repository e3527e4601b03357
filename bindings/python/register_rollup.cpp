#include "register.hpp"

#include <kaohe/assessment/rolled_up.hpp>
#include <kaohe/report.hpp>

#include <pybind11/stl.h>

#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace kaohe::python {
namespace {

const RolledIndicator& indicator_at(const RolledUp& rolled, std::size_t indicator) {
  if (indicator >= rolled.indicators.size()) throw py::index_error("no indicator has the number " + std::to_string(indicator));
  return rolled.indicators[indicator];
}

/// Pre of what follows: a row of a party, or that of all together.
void check_row(const RolledUp& rolled, std::size_t row) {
  if (row > rolled.all()) throw py::index_error("no party has the row " + std::to_string(row));
}

std::vector<std::pair<std::string, std::string>> indicators_of(const RolledUp& rolled) {
  std::vector<std::pair<std::string, std::string>> indicators;
  for (const RolledIndicator& indicator : rolled.indicators) indicators.emplace_back(indicator.id, indicator.title);
  return indicators;
}

std::optional<std::string> value_at(const RolledUp& rolled, std::size_t indicator, std::size_t row) {
  check_row(rolled, row);
  const auto value = indicator_at(rolled, indicator).value(row);
  return value ? std::optional(value->text()) : std::nullopt;
}

/// By row, that of all together last.
template <class Cell, class Shown>
std::vector<std::optional<Cell>> column_of(const RolledUp& rolled, std::size_t number, Shown shown) {
  const RolledIndicator& indicator = indicator_at(rolled, number);
  std::vector<std::optional<Cell>> cells;
  for (std::size_t row = 0; row <= rolled.all(); ++row) {
    const auto value = indicator.value(row);
    cells.push_back(value ? std::optional<Cell>(shown(*value)) : std::nullopt);
  }
  return cells;
}

std::vector<std::string> missing_at(const RolledUp& rolled, std::size_t indicator, std::size_t row) {
  check_row(rolled, row);
  return rolled.missing(indicator_at(rolled, indicator), row);
}

}  // namespace

void register_rollup(py::module_& module) {
  py::class_<RolledUp, std::shared_ptr<RolledUp>>(module, "RolledUp")
      .def_readonly("scheme", &RolledUp::scheme)
      .def_readonly("period", &RolledUp::period)
      .def_readonly("parties", &RolledUp::parties)
      .def_property_readonly("count", [](const RolledUp& r) { return r.parties.size(); })
      .def_property_readonly("indicators", &indicators_of)
      .def_readonly("findings", &RolledUp::findings)
      .def("to_json", [](const RolledUp& r) { return to_json(r); })
      .def("value", &value_at)
      .def("missing", &missing_at)
      .def("texts",
           [](const RolledUp& r, std::size_t i) { return column_of<std::string>(r, i, [](const Rational& n) { return n.text(); }); })
      .def("floats",
           [](const RolledUp& r, std::size_t i) { return column_of<double>(r, i, [](const Rational& n) { return n.approximate(); }); });
}

}  // namespace kaohe::python
