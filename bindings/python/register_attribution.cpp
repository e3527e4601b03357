#include "register.hpp"
#include "state.hpp"

#include <kaohe/assessment/attribution.hpp>
#include <kaohe/report.hpp>

#include <pybind11/stl.h>

#include <optional>
#include <stdexcept>
#include <string>
#include <tuple>
#include <vector>

namespace kaohe::python {
namespace {

using PartFields = std::tuple<std::string, std::string, std::string, std::string, std::vector<std::string>, std::vector<std::string>,
                              std::string, std::string, std::string>;

PartFields fields_of(const AttributionPart& part) {
  return {part.unit,        part.criterion, part.party, part.person, part.roles, part.posts, part.on ? part.on->text() : std::string(),
          part.lost.text(), part.won.text()};
}

std::vector<PartFields> parts_of(const Attribution& attribution) {
  std::vector<PartFields> parts;
  for (const AttributionPart& part : attribution.parts) parts.push_back(fields_of(part));
  return parts;
}

AttributionPart part_of(const PartFields& fields) {
  const auto& [unit, criterion, party, person, roles, posts, on, lost, won] = fields;
  return {unit,
          criterion,
          party,
          person,
          roles,
          posts,
          on.empty() ? std::nullopt : std::optional(day_of(on)),
          number_from(lost),
          number_from(won)};
}

Attribution attribution_from(const py::tuple& state) {
  if (state.size() != 2) throw std::invalid_argument("not a pickled state");
  Attribution out{{}, state[1].cast<Findings>()};
  for (const auto& fields : state[0].cast<std::vector<PartFields>>()) out.parts.push_back(part_of(fields));
  return out;
}

}  // namespace

void register_attribution(py::module_& module) {
  py::class_<Attribution>(module, "Attribution")
      .def_property_readonly("parts", &parts_of)
      .def_readonly("findings", &Attribution::findings)
      .def("to_json", [](const Attribution& a, std::string_view lang) { return to_json(a, language_of(lang)); })
      .def(py::pickle([](const Attribution& a) { return py::make_tuple(parts_of(a), a.findings); }, &attribution_from));
}

}  // namespace kaohe::python
