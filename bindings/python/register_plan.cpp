#include "register.hpp"

#include <kaohe/assessment/plan_status.hpp>
#include <kaohe/engine/program.hpp>
#include <kaohe/report.hpp>

#include <pybind11/stl.h>

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace kaohe::python {
namespace {

/// What is still open and due, on its way to JSON.
struct Deadlines {
  std::vector<Deadline> list;
};

/// Seen from the end of time every window has begun.
std::string plan_json(const Program& program) {
  return to_json(program.scheme().plan, program.plan_status({}, Date::latest()).value.value());
}

struct Question {
  Date on;
  StatusOptions options;
};

Question question(std::string_view on, const std::string& party, const Assessment* assessment,
                  const std::optional<std::string>& made_known) {
  StatusOptions options{party, assessment, made_known ? std::optional(day_of(*made_known)) : std::nullopt};
  return {day_of(on), std::move(options)};
}

/// How the plan stands, or None where a finding is an error, and what was found.
std::pair<std::optional<PlanStatus>, Findings> plan_status(const Program& program, const std::map<std::string, Table*>& given,
                                                           std::string_view on, const std::string& party, const Assessment* assessment,
                                                           const std::optional<std::string>& made_known) {
  const Question asked = question(on, party, assessment, made_known);
  Findings findings;
  const EvidenceTables tables = take_all(given, findings);

  const py::gil_scoped_release unlocked;
  const bool readable = !has_errors(findings);
  Checked<PlanStatus> checked = program.plan_status(tables, asked.on, asked.options);
  append(findings, std::move(checked.findings));
  if (!readable || !checked) return {std::nullopt, std::move(findings)};
  checked.value->findings = findings;
  return {std::move(checked.value), std::move(findings)};
}

/// What is due, or None where a finding is an error, and what was found.
std::pair<std::optional<Deadlines>, Findings> due(const Program& program, const std::map<std::string, Table*>& given, std::string_view on,
                                                  const std::string& within, const std::string& party, const Assessment* assessment,
                                                  const std::optional<std::string>& made_known) {
  const auto span = parse_span(within);
  if (!span) throw std::invalid_argument("within must be a length of time as 30 days, 10 working days or 3 months, not " + within);
  const Question asked = question(on, party, assessment, made_known);
  Findings findings;
  const EvidenceTables tables = take_all(given, findings);

  const py::gil_scoped_release unlocked;
  const bool readable = !has_errors(findings);
  auto checked = program.due(tables, asked.on, *span, asked.options);
  append(findings, std::move(checked.findings));
  if (!readable || !checked) return {std::nullopt, std::move(findings)};
  return {Deadlines{std::move(*checked.value)}, std::move(findings)};
}

}  // namespace

void register_plan(py::module_& module, py::class_<Program>& program) {
  py::class_<PlanStatus>(module, "PlanStatus")
      .def_readonly("findings", &PlanStatus::findings)
      .def("to_json", [](const PlanStatus& s, std::string_view lang) { return to_json(s, language_of(lang)); })
      .def("to_text", [](const PlanStatus& s, std::string_view lang) { return to_text(s, language_of(lang)); });
  py::class_<Deadlines>(module, "Deadlines").def("to_json", [](const Deadlines& d, std::string_view lang) {
    return to_json(d.list, language_of(lang));
  });
  program.def("plan_json", &plan_json).def("plan_status", &plan_status).def("due", &due);
}

}  // namespace kaohe::python
