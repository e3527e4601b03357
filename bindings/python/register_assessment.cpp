#include "register.hpp"

#include <kaohe/assessment/assessment.hpp>
#include <kaohe/pins.hpp>
#include <kaohe/report.hpp>

#include <pybind11/stl.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace kaohe::python {
namespace {

using Text = std::optional<std::string>;

Text text_at(const NumberColumn& column, std::size_t row) {
  if (column.missing(row)) return std::nullopt;
  return column.at(row).text();
}

Text unless_empty(std::string_view text) {
  if (text.empty()) return std::nullopt;
  return std::string(text);
}

std::optional<std::int64_t> unless_zero(std::int64_t rank) {
  if (rank == 0) return std::nullopt;
  return rank;
}

/// Throws IndexError: what the core expects of its callers is checked here.
void check_row(const Assessment& assessment, std::size_t row) {
  if (row >= assessment.units.size()) throw py::index_error("no unit has the row " + std::to_string(row));
}

std::vector<Text> texts_of(const NumberColumn& column) {
  std::vector<Text> texts(column.size());
  for (std::size_t row = 0; row < column.size(); ++row) texts[row] = text_at(column, row);
  return texts;
}

std::vector<std::optional<double>> doubles_of(const NumberColumn& column) {
  std::vector<std::optional<double>> doubles(column.size());
  for (std::size_t row = 0; row < column.size(); ++row) {
    if (!column.missing(row)) doubles[row] = column.at(row).approximate();
  }
  return doubles;
}

const NumberColumn& column_of(const Assessment& assessment, std::string_view name) {
  if (name == "base") return assessment.base;
  if (name == "adjustments") return assessment.adjustments;
  if (name == "total") return assessment.total;
  throw py::key_error(std::string(name));
}

const NumberColumn& scores_of(const Assessment& assessment, std::size_t criterion) {
  if (criterion >= assessment.criteria.size()) throw py::index_error("no criterion has the number " + std::to_string(criterion));
  const py::gil_scoped_release unlocked;
  return assessment.scores()[criterion];
}

Text computed_grade(const Assessment& found, std::size_t row) {
  const auto computed = found.computed_grades.find(row);
  if (computed == found.computed_grades.end()) return std::nullopt;
  return computed->second;
}

/// A column of what is no number, by name.
py::object column_of_words(const Assessment& found, std::string_view name) {
  const std::size_t rows = found.units.size();
  std::vector<Text> texts(rows);
  for (std::size_t row = 0; row < rows; ++row) {
    if (name == "title") texts[row] = unless_empty(found.titles[row]);
    if (name == "grade") texts[row] = unless_empty(found.grades[row]);
    if (name == "group" && found.grouped) texts[row] = found.groups[row];
    if (name == "grade_computed") texts[row] = computed_grade(found, row);
  }
  if (name == "title" || name == "grade" || name == "grade_computed" || name == "group") return py::cast(texts);
  if (name == "rank") {
    std::vector<std::optional<std::int64_t>> ranks(rows);
    std::ranges::transform(found.ranks, ranks.begin(), unless_zero);
    return py::cast(ranks);
  }
  if (name == "vetoes") return py::cast(found.vetoes.all());
  if (name == "gates") return py::cast(found.gates.all());
  if (name == "measures") return py::cast(found.measures.all());
  if (name == "bars") return py::cast(found.bars.all());
  if (name == "missing") return py::cast(found.missing.all());
  if (name == "not_applicable") return py::cast(found.not_applicable.all());
  throw py::key_error(std::string(name));
}

py::dict unit_at(const Assessment& found, std::size_t row) {
  check_row(found, row);
  py::dict scores;
  const auto numbers = found.scores_of(row);
  for (std::size_t i = 0; i < numbers.size(); ++i) scores[py::str(found.criteria[i].id)] = numbers[i] ? Text(numbers[i]->text()) : Text();
  py::dict unit;
  unit["title"] = unless_empty(found.titles[row]);
  unit["group"] = found.grouped ? Text(found.groups[row]) : Text{};
  unit["base"] = text_at(found.base, row);
  unit["adjustments"] = text_at(found.adjustments, row);
  unit["total"] = text_at(found.total, row);
  unit["grade"] = unless_empty(found.grades[row]);
  unit["grade_computed"] = computed_grade(found, row);
  unit["bars"] = found.bars[row];
  unit["rank"] = unless_zero(found.ranks[row]);
  unit["vetoes"] = found.vetoes[row];
  unit["gates"] = found.gates[row];
  unit["measures"] = found.measures[row];
  unit["missing"] = found.missing[row];
  unit["not_applicable"] = found.not_applicable[row];
  unit["scores"] = scores;
  return unit;
}

std::vector<std::pair<std::string, std::string>> criteria_of(const Assessment& assessment) {
  std::vector<std::pair<std::string, std::string>> criteria;
  for (const CriterionName& criterion : assessment.criteria) criteria.emplace_back(criterion.id, criterion.title);
  return criteria;
}

Explanation explain(const Assessment& assessment, std::size_t row) {
  check_row(assessment, row);
  const py::gil_scoped_release unlocked;
  return assessment.explain(row);
}

Attribution attribution(const Assessment& assessment) {
  const py::gil_scoped_release unlocked;
  return assessment.attribute();
}

std::string json_of(const Assessment& assessment) {
  const py::gil_scoped_release unlocked;
  return to_json(assessment);
}

/// Copies of the tables it was made from, by name.
std::map<std::string, Table> tables_of(const Assessment& assessment) {
  std::map<std::string, Table> tables;
  if (!assessment.tables) return tables;
  const EvidenceTables& all = *assessment.tables;
  const std::pair<const char*, const std::optional<EvidenceTable>*> named[] = {
      {"observations", &all.observations}, {"events", &all.events},      {"ratings", &all.ratings}, {"units", &all.units},
      {"history", &all.history},           {"decisions", &all.decisions}};
  for (const auto& [name, table] : named) {
    if (*table) tables.emplace(name, Table{**table, {}});
  }
  return tables;
}

/// The capsule of a stream of all results.
py::object arrow_stream(std::shared_ptr<const Assessment> assessment, bool exact) {
  const ArrowNumbers numbers = exact ? ArrowNumbers::decimals : ArrowNumbers::floats;
  return stream_out([&](ArrowArrayStream* out) {
    const py::gil_scoped_release unlocked;
    return write_arrow(std::move(assessment), numbers, out);
  });
}

/// kaohe, scheme, evidence.
std::array<std::string, 3> made_by(const Assessment& assessment) {
  const py::gil_scoped_release unlocked;
  Pins pins = pins_of(assessment);
  return {std::move(pins.kaohe), std::move(pins.scheme), std::move(pins.evidence)};
}

/// The assessment with other observations, or None where a finding is an error, and what was found; where it is made, behind what was
/// noted. The changes are moved out of their Python object, which is not used again.
std::pair<std::shared_ptr<Assessment>, Findings> updated(const Assessment& assessment, Table& changes, Findings noted) {
  const EvidenceTable table = std::move(changes.table);
  Findings findings = std::move(changes.findings);

  const py::gil_scoped_release unlocked;
  Checked<Assessment> checked = assessment.updated(table);
  append(findings, checked.findings);
  if (!checked || has_errors(findings)) return {nullptr, std::move(findings)};
  append(noted, std::move(checked.findings));
  checked.value->findings = noted;
  return {std::make_shared<Assessment>(std::move(*checked.value)), std::move(noted)};
}

}  // namespace

void register_assessment(py::module_& module) {
  py::class_<Assessment, std::shared_ptr<Assessment>>(module, "Assessment")
      .def_property_readonly("scheme", [](const Assessment& a) { return a.scheme; })
      .def_property_readonly("period", [](const Assessment& a) { return unless_empty(a.period); })
      .def_property_readonly("grouped", [](const Assessment& a) { return a.grouped; })
      .def_property_readonly("graded", [](const Assessment& a) { return a.graded; })
      .def_property_readonly("count", [](const Assessment& a) { return a.units.size(); })
      .def_property_readonly("units", [](const Assessment& a) { return std::vector<std::string>(a.units.begin(), a.units.end()); })
      .def_property_readonly("criteria", [](const Assessment& a) { return criteria_of(a); })
      .def_property_readonly("findings", [](const Assessment& a) { return a.findings; })
      .def_property_readonly("slow_values", [](const Assessment& a) { return a.slow_values; })
      .def("unit", [](const Assessment& a, std::size_t row) { return unit_at(a, row); })
      .def("words", &column_of_words)
      .def("decimals", [](const Assessment& a, std::string_view name) { return texts_of(column_of(a, name)); })
      .def("floats", [](const Assessment& a, std::string_view name) { return doubles_of(column_of(a, name)); })
      .def("score_decimals", [](const Assessment& a, std::size_t criterion) { return texts_of(scores_of(a, criterion)); })
      .def("score_floats", [](const Assessment& a, std::size_t criterion) { return doubles_of(scores_of(a, criterion)); })
      .def("arrow_stream", &arrow_stream)
      .def("tables", &tables_of)
      .def("updated", &updated)
      .def("explain", &explain)
      .def("attribution", &attribution)
      .def("made_by", &made_by)
      .def("to_json", &json_of);
}

}  // namespace kaohe::python
