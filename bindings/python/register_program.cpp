#include "register.hpp"

#include <kaohe/engine/program.hpp>
#include <kaohe/load.hpp>

#include <pybind11/functional.h>
#include <pybind11/stl.h>

#include <iterator>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>

namespace kaohe::python {
namespace {

void append(Findings& all, Findings more) {
  all.insert(all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

Checked<Program> compile_text(std::string_view text, const std::string& file, const ReadDocument& read) {
  LoadedScheme loaded = load_scheme(text, file, read);
  const bool readable = !has_errors(loaded.findings);
  Checked<Program> compiled = compile(std::move(loaded.scheme));
  append(loaded.findings, std::move(compiled.findings));
  if (!readable) compiled.value.reset();
  return {std::move(compiled.value), std::move(loaded.findings)};
}

/// The program, or None, and what was found. `text` is the document's bytes; `read` gives the bytes of a document that `uses:` names.
std::pair<std::optional<Program>, Findings> load(const py::bytes& text, const std::string& file, const ReadDocument& read) {
  const std::string_view document = text;
  const py::gil_scoped_release unlocked;
  Checked<Program> compiled = compile_text(document, file, read);
  return {std::move(compiled.value), std::move(compiled.findings)};
}

/// Moves a table out of its Python object, which is not used again.
std::optional<EvidenceTable> take(const std::map<std::string, Table*>& given, const char* name, Findings& findings) {
  const auto found = given.find(name);
  if (found == given.end() || found->second == nullptr) return std::nullopt;
  append(findings, std::move(found->second->findings));
  return std::move(found->second->table);
}

EvidenceTables take_all(const std::map<std::string, Table*>& given, Findings& findings) {
  EvidenceTables tables;
  tables.observations = take(given, "observations", findings);
  tables.events = take(given, "events", findings);
  tables.ratings = take(given, "ratings", findings);
  tables.units = take(given, "units", findings);
  tables.history = take(given, "history", findings);
  tables.decisions = take(given, "decisions", findings);
  return tables;
}

std::size_t criteria_below(const Criterion& criterion) {
  std::size_t count = criterion.criteria.size();
  for (const Criterion& child : criterion.criteria) count += criteria_below(child);
  return count;
}

std::size_t criteria_of(const Scheme& scheme) {
  std::size_t count = criteria_below(scheme.root) + scheme.adjustments.size();
  for (const Criterion& adjustment : scheme.adjustments) count += criteria_below(adjustment);
  return count;
}

/// The assessment, or None where a finding is an error, and what was found.
std::pair<std::shared_ptr<Assessment>, Findings> assess(const Program& program, const std::map<std::string, Table*>& given,
                                                        unsigned threads) {
  Findings findings;
  EvidenceTables tables = take_all(given, findings);

  const py::gil_scoped_release unlocked;
  Checked<Assessment> checked = program.assess(std::move(tables), {threads});
  append(findings, std::move(checked.findings));
  if (!checked || has_errors(findings)) return {nullptr, std::move(findings)};
  checked.value->findings = findings;
  return {std::make_shared<Assessment>(std::move(*checked.value)), std::move(findings)};
}

/// The intervals, or None where a table has an error, and what was found.
std::pair<std::shared_ptr<Intervals>, Findings> intervals(const Program& program, const std::map<std::string, Table*>& given,
                                                          unsigned threads) {
  Findings findings;
  EvidenceTables tables = take_all(given, findings);

  const py::gil_scoped_release unlocked;
  const bool readable = !has_errors(findings);
  Checked<Intervals> checked = program.intervals(std::move(tables), {threads});
  append(findings, std::move(checked.findings));
  if (!readable || !checked) return {nullptr, std::move(findings)};
  checked.value->findings = findings;
  return {std::make_shared<Intervals>(std::move(*checked.value)), std::move(findings)};
}

RuleTestReport test(const Program& program) {
  const py::gil_scoped_release unlocked;
  return program.test();
}

}  // namespace

void register_program(py::module_& module) {
  py::class_<Program>(module, "Program")
      .def_property_readonly("id", [](const Program& p) { return p.scheme().id; })
      .def_property_readonly("title", [](const Program& p) { return p.scheme().title; })
      .def_property_readonly("period", [](const Program& p) { return p.scheme().period; })
      .def_property_readonly("source", [](const Program& p) { return p.scheme().source; })
      .def_property_readonly("calendar", [](const Program& p) { return p.scheme().calendar; })
      .def_property_readonly("criteria", [](const Program& p) { return criteria_of(p.scheme()); })
      .def("assess", &assess)
      .def("intervals", &intervals)
      .def("test", &test);

  module.def("load", &load);
}

}  // namespace kaohe::python
