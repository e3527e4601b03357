#include "register.hpp"

#include <kaohe/report.hpp>

#include <pybind11/stl.h>

#include <algorithm>
#include <iterator>
#include <stdexcept>
#include <string>
#include <vector>

namespace kaohe::python {

Language language_of(std::string_view name) {
  if (name == "zh") return Language::zh;
  if (name == "en") return Language::en;
  throw std::invalid_argument("lang must be 'zh' or 'en', not '" + std::string(name) + "'");
}

std::string_view utf8_of(py::handle text) {
  Py_ssize_t size = 0;
  const char* data = PyUnicode_AsUTF8AndSize(text.ptr(), &size);
  if (data == nullptr) throw py::error_already_set();
  return {data, static_cast<std::size_t>(size)};
}

namespace {

Severity severity_of(std::string_view name) {
  for (const Severity severity : {Severity::error, Severity::warning, Severity::hint}) {
    if (name == name_of(severity)) return severity;
  }
  throw std::invalid_argument("no severity is called '" + std::string(name) + "'");
}

template <class T>
std::optional<T> unless(bool absent, T value) {
  return absent ? std::nullopt : std::optional<T>(std::move(value));
}

/// A finding about a document or a table, from its code and the texts of its slots.
Finding find(const std::string& code, SourceSpan where, TablePlace at, const std::vector<std::string>& arguments) {
  const auto* entry = std::ranges::find(catalogue, code, &CatalogueEntry::code);
  if (entry == std::end(catalogue)) throw std::invalid_argument("no finding has the code " + code);
  const std::vector<PhraseView> phrases(arguments.begin(), arguments.end());
  const Phrase message(fill(entry->zh, phrases, Language::zh), fill(entry->en, phrases, Language::en));
  const Phrase hint(fill(entry->hint_zh, phrases, Language::zh), fill(entry->hint_en, phrases, Language::en));
  return {entry->severity, code, std::move(where), std::move(at), message, hint};
}

py::tuple state_of(const Finding& finding) {
  return py::make_tuple(name_of(finding.severity), finding.code, finding.where.file, finding.where.line, finding.where.column,
                        finding.where.length, finding.at.table, finding.at.row, finding.at.column, finding.message.zh, finding.message.en,
                        finding.hint.zh, finding.hint.en);
}

Finding from_state(const py::tuple& state) {
  if (state.size() != 13) throw std::invalid_argument("not the state of a finding");
  const auto text = [&](std::size_t i) { return state[i].cast<std::string>(); };
  const auto number = [&](std::size_t i) { return state[i].cast<int>(); };
  return {severity_of(text(0)),
          text(1),
          {text(2), number(3), number(4), number(5)},
          {text(6), state[7].cast<std::size_t>(), text(8)},
          {text(9), text(10)},
          {text(11), text(12)}};
}

}  // namespace

void register_findings(py::module_& module) {
  py::class_<Finding>(module, "Finding")
      .def_property_readonly("code", [](const Finding& f) { return f.code; })
      .def_property_readonly("severity", [](const Finding& f) { return name_of(f.severity); })
      .def_property_readonly("file", [](const Finding& f) { return unless(f.where.file.empty(), f.where.file); })
      .def_property_readonly("line", [](const Finding& f) { return unless(f.where.line == 0, f.where.line); })
      .def_property_readonly("column", [](const Finding& f) { return unless(f.where.column == 0, f.where.column); })
      .def_property_readonly("length", [](const Finding& f) { return unless(f.where.length == 0, f.where.length); })
      .def_property_readonly("table", [](const Finding& f) { return unless(f.at.table.empty(), f.at.table); })
      .def_property_readonly("row", [](const Finding& f) { return unless(f.at.row == 0, f.at.row); })
      .def_property_readonly("table_column", [](const Finding& f) { return unless(f.at.column.empty(), f.at.column); })
      .def("message", [](const Finding& f, std::string_view lang) { return f.message.in(language_of(lang)); })
      .def("hint", [](const Finding& f, std::string_view lang) { return f.hint.in(language_of(lang)); })
      .def("text", [](const Finding& f, std::string_view lang, std::string_view source) { return to_text(f, language_of(lang), source); })
      .def("__eq__", [](const Finding& a, const Finding& b) { return a == b; })
      .def("__hash__", [](const Finding& f) { return py::hash(state_of(f)); })
      .def(py::pickle(&state_of, &from_state));

  module.def("find_in_table", [](const std::string& code, const std::string& table, std::size_t row, const std::string& column,
                                 const std::vector<std::string>& arguments) {
    return find(code, {}, {table, row, column}, arguments);
  });
  module.def("find_in_document",
             [](const std::string& code, const std::string& file, int line, int column, const std::vector<std::string>& arguments) {
               return find(code, {file, line, column, line > 0 ? 1 : 0}, {}, arguments);
             });
  module.def("findings_json", [](const Findings& findings, std::string_view lang) { return to_json(findings, language_of(lang)); });
}

}  // namespace kaohe::python
