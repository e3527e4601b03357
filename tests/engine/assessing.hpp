#pragma once

#include "test.hpp"

#include <kaohe/engine/program.hpp>
#include <kaohe/load.hpp>

#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace kaohe::testing {

/// The cells of a line, parted by commas; one in double quotes may hold commas, and two quotes for one.
inline std::vector<std::string> cells_of(const std::string& line) {
  std::vector<std::string> cells(1);
  bool quoted = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const bool twice = quoted && line[i] == '"' && i + 1 < line.size() && line[i + 1] == '"';
    if (twice)
      cells.back() += line[++i];
    else if (line[i] == '"')
      quoted = !quoted;
    else if (line[i] == ',' && !quoted)
      cells.emplace_back();
    else
      cells.back() += line[i];
  }
  return cells;
}

/// A table from lines of cells; the first line names the columns, an empty cell is missing.
inline EvidenceTable table(const std::string& name, std::string_view text) {
  EvidenceTable out;
  out.name = name;
  std::istringstream lines{std::string(text)};
  std::string line;
  std::vector<TextCells> columns;
  while (std::getline(lines, line)) {
    if (line.empty()) continue;
    const auto cells = cells_of(line);
    if (columns.empty()) {
      for (const auto& title : cells) out.columns.push_back({title, TextCells{}});
      columns.resize(cells.size());
      continue;
    }
    for (std::size_t i = 0; i < columns.size(); ++i) columns[i].push_back(i < cells.size() ? cells[i] : "");
    ++out.rows;
  }
  for (std::size_t i = 0; i < columns.size(); ++i) out.columns[i].cells = columns[i];
  return out;
}

inline std::string told(const Findings& findings) {
  std::string out;
  for (const auto& finding : findings)
    out += finding.code + " " + finding.message.en + " (line " + std::to_string(finding.where.line) + ")\n";
  return out;
}

inline Program program(std::string_view document) {
  LoadedScheme loaded = load_scheme(document, "scheme.yaml");
  INFO(told(loaded.findings));
  REQUIRE_FALSE(has_errors(loaded.findings));
  Checked<Program> compiled = compile(loaded.scheme);
  INFO(told(compiled.findings));
  REQUIRE(compiled);
  return *compiled.value;
}

inline Assessment assess(std::string_view document, const EvidenceTables& tables, unsigned threads = 1) {
  Checked<Assessment> found = program(document).assess(tables, {threads});
  INFO(told(found.findings));
  REQUIRE(found);
  return std::move(*found.value);
}

/// The score of a criterion for the unit of a row, as text; "-" where it does not apply.
inline std::string score(const Assessment& assessment, const std::string& id, std::size_t unit = 0) {
  for (std::size_t i = 0; i < assessment.criteria.size(); ++i) {
    const auto& scores = assessment.scores()[i];
    if (assessment.criteria[i].id == id) return scores.missing(unit) ? "-" : scores.at(unit).text();
  }
  return "no such criterion";
}

}  // namespace kaohe::testing
