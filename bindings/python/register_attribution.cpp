#include "register.hpp"

#include <kaohe/assessment/attribution.hpp>
#include <kaohe/report.hpp>

#include <pybind11/stl.h>

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

}  // namespace

void register_attribution(py::module_& module) {
  py::class_<Attribution>(module, "Attribution")
      .def_property_readonly("parts", &parts_of)
      .def_readonly("findings", &Attribution::findings)
      .def("to_json", [](const Attribution& a, std::string_view lang) { return to_json(a, language_of(lang)); });
}

}  // namespace kaohe::python
