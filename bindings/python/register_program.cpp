#include "register.hpp"

#include <kaohe/engine/program.hpp>
#include <kaohe/load.hpp>

#include <pybind11/functional.h>
#include <pybind11/stl.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>

namespace kaohe::python {

void append(Findings& all, Findings more) {
  all.insert(all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

namespace {

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

}  // namespace

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

namespace {

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

template <class List>
const std::string* title_in(const List& list, const std::string& id) {
  const auto found = std::ranges::find(list, id, [](const auto& thing) -> const std::string& { return thing.id; });
  return found == list.end() || found->title.empty() ? nullptr : &found->title;
}

/// The title of a party or a post; its id where it has none.
std::string title_of(const Program& program, const std::string& id) {
  const std::string* party = title_in(program.scheme().parties, id);
  const std::string* post = party == nullptr ? title_in(program.scheme().posts, id) : nullptr;
  return party != nullptr ? *party : post != nullptr ? *post : id;
}

/// The chain, or None where an id or a unit is not known, and what was found.
std::pair<std::optional<Chain>, Findings> answers_for(const Program& program, const std::string& id, std::string_view on,
                                                      const std::string& unit) {
  Checked<Chain> checked = program.answers_for(id, day_of(on), unit);
  return {std::move(checked.value), std::move(checked.findings)};
}

std::optional<Period> period_of(const std::optional<std::string>& text) {
  if (!text) return std::nullopt;
  const auto period = parse_period(*text);
  if (!period) throw std::invalid_argument("not a period as 2014, 2014-Q3 or 2014-03-05..2014-04-01: " + *text);
  return period;
}

/// The figures, or None where a finding is an error, and what was found.
std::pair<std::shared_ptr<RolledUp>, Findings> rollup(const Program& program, const std::map<std::string, Table*>& given,
                                                      const std::vector<std::string>& indicators,
                                                      const std::optional<std::string>& period) {
  const auto asked = period_of(period);
  Findings findings;
  EvidenceTables tables = take_all(given, findings);

  const py::gil_scoped_release unlocked;
  const bool readable = !has_errors(findings);
  Checked<RolledUp> checked = program.rollup(std::move(tables), indicators, asked);
  append(findings, std::move(checked.findings));
  if (!readable || !checked) return {nullptr, std::move(findings)};
  return {std::make_shared<RolledUp>(std::move(*checked.value)), std::move(findings)};
}

/// The scheme with the parties, posts and chains of tables, or None where a finding is an error, and what was found.
std::pair<std::optional<Program>, Findings> with_parties(const Program& program, const std::map<std::string, Table*>& given) {
  Findings findings;
  const PartyTables tables{take(given, "parties", findings), take(given, "posts", findings), take(given, "responsibilities", findings)};

  const py::gil_scoped_release unlocked;
  const bool readable = !has_errors(findings);
  Checked<Program> checked = compile(program.scheme(), tables);
  append(findings, std::move(checked.findings));
  if (!readable) checked.value.reset();
  return {std::move(checked.value), std::move(findings)};
}

RuleTestReport test(const Program& program) {
  const py::gil_scoped_release unlocked;
  return program.test();
}

}  // namespace

void register_program(py::module_& module) {
  py::class_<Program> program(module, "Program");
  program.def_property_readonly("id", [](const Program& p) { return p.scheme().id; })
      .def_property_readonly("title", [](const Program& p) { return p.scheme().title; })
      .def_property_readonly("period", [](const Program& p) { return p.scheme().period; })
      .def_property_readonly("source", [](const Program& p) { return p.scheme().source; })
      .def_property_readonly("calendar", [](const Program& p) { return p.scheme().calendar; })
      .def_property_readonly("criteria", [](const Program& p) { return criteria_of(p.scheme()); })
      .def("assess", &assess)
      .def("intervals", &intervals)
      .def("title_of", &title_of)
      .def("answers_for", &answers_for)
      .def("rollup", &rollup)
      .def("with_parties", &with_parties)
      .def("test", &test);
  register_plan(module, program);

  module.def("load", &load);
}

}  // namespace kaohe::python
