#include "register.hpp"

#include <kaohe/assessment/rule_test_report.hpp>
#include <kaohe/report.hpp>

#include <pybind11/stl.h>

namespace kaohe::python {

void register_rule_tests(py::module_& module) {
  py::class_<RuleTestOutcome>(module, "RuleTestOutcome")
      .def_readonly("name", &RuleTestOutcome::name)
      .def_property_readonly("file", [](const RuleTestOutcome& t) { return t.where.file; })
      .def_property_readonly("line", [](const RuleTestOutcome& t) { return t.where.line; })
      .def_property_readonly("passed", &RuleTestOutcome::passed)
      .def_readonly("findings", &RuleTestOutcome::findings);

  py::class_<Reach>(module, "Reach")
      .def_property_readonly("part", [](const Reach& r) { return name_of(r.part); })
      .def_property_readonly("file", [](const Reach& r) { return r.where.file; })
      .def_property_readonly("line", [](const Reach& r) { return r.where.line; })
      .def_property_readonly("column", [](const Reach& r) { return r.where.column; })
      .def_readonly("reached", &Reach::reached)
      .def("words", [](const Reach& r, std::string_view lang) { return r.words.in(language_of(lang)); });

  py::class_<RuleTestReport>(module, "RuleTestReport")
      .def_readonly("tests", &RuleTestReport::tests)
      .def_readonly("reach", &RuleTestReport::reach)
      .def_property_readonly("passed", &RuleTestReport::passed)
      .def("to_json", [](const RuleTestReport& r, std::string_view lang) { return to_json(r, language_of(lang)); });
}

}  // namespace kaohe::python
