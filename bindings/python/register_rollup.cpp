#include "register.hpp"
#include "state.hpp"

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

py::tuple state_of(const RolledIndicator& it) {
  std::vector<int> parts;
  for (const RollupPart part : it.parts) parts.push_back(static_cast<int>(part));
  return py::make_tuple(it.id, it.title, static_cast<int>(it.how), python::state_of(it.sums), python::state_of(it.bases), parts);
}

RolledIndicator indicator_from(const py::tuple& state, std::size_t parties) {
  if (state.size() != 6) throw std::invalid_argument("not a pickled state");
  RolledIndicator out{state[0].cast<std::string>(), state[1].cast<std::string>(), static_cast<Rollup>(state[2].cast<int>()), {}, {}, {}};
  out.sums = column_from(state[3], parties + 1);
  const bool based = !state[4].cast<py::tuple>()[1].cast<std::string_view>().empty();
  out.bases = column_from(state[4], based ? parties + 1 : 0);
  for (const int part : state[5].cast<std::vector<int>>()) out.parts.push_back(static_cast<RollupPart>(part));
  if (out.parts.size() != parties) throw std::invalid_argument("not a pickled state");
  return out;
}

py::tuple state_of(const RolledUp& it) {
  py::list indicators;
  for (const RolledIndicator& indicator : it.indicators) indicators.append(state_of(indicator));
  return py::make_tuple(it.scheme, it.period, it.parties, it.sizes, indicators, it.findings);
}

std::shared_ptr<RolledUp> rolled_from(const py::tuple& state) {
  if (state.size() != 6) throw std::invalid_argument("not a pickled state");
  auto out = std::make_shared<RolledUp>();
  out->scheme = state[0].cast<std::string>();
  out->period = state[1].cast<std::string>();
  out->parties = state[2].cast<std::vector<std::string>>();
  out->sizes = state[3].cast<std::vector<std::size_t>>();
  for (const py::handle indicator : state[4].cast<py::list>()) {
    out->indicators.push_back(indicator_from(indicator.cast<py::tuple>(), out->parties.size()));
  }
  out->findings = state[5].cast<Findings>();
  return out;
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
      .def(py::pickle([](const RolledUp& r) { return state_of(r); }, &rolled_from))
      .def("value", &value_at)
      .def("missing", &missing_at)
      .def("texts",
           [](const RolledUp& r, std::size_t i) { return column_of<std::string>(r, i, [](const Rational& n) { return n.text(); }); })
      .def("floats",
           [](const RolledUp& r, std::size_t i) { return column_of<double>(r, i, [](const Rational& n) { return n.approximate(); }); });
}

}  // namespace kaohe::python
