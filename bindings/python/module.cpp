#include "register.hpp"

#include <kaohe/version.hpp>

#include <string>

PYBIND11_MODULE(_core, module) {
  using namespace kaohe::python;

  module.doc() = "The compiled part of kaohe. Use the package kaohe, which is typed and documented.";
  module.attr("version") = std::string(kaohe::version());
  register_findings(module);
  register_calendar(module);
  register_tables(module);
  register_explanation(module);
  register_assessment(module);
  register_intervals(module);
  register_rule_tests(module);
  register_attribution(module);
  register_parties(module);
  register_rollup(module);
  register_program(module);
}
