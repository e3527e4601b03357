// Scores a folder with a scheme and its tables, as an embedding program would, and prints every unit with its total.
//
// usage: score FOLDER

#include <kaohe/engine/program.hpp>
#include <kaohe/load.hpp>
#include <kaohe/report.hpp>

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

namespace {

std::optional<std::string> text_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(file), {});
}

std::vector<std::string> cells_of(const std::string& line) {
  std::vector<std::string> cells;
  std::istringstream stream(line);
  for (std::string cell; std::getline(stream, cell, ',');) cells.push_back(cell);
  return cells;
}

/// A table of plain cells: no quotes, no line ends in a cell.
std::optional<kaohe::EvidenceTable> table_of(const std::string& folder, const std::string& name) {
  const auto text = text_of(folder + "/" + name + ".csv");
  if (!text) return std::nullopt;
  std::istringstream lines(*text);
  std::string line;
  std::getline(lines, line);
  const std::vector<std::string> titles = cells_of(line);
  std::vector<kaohe::TextCells> columns(titles.size());
  kaohe::EvidenceTable table{name, 0, {}};
  for (; std::getline(lines, line); ++table.rows) {
    auto cells = cells_of(line);
    cells.resize(titles.size());
    for (std::size_t i = 0; i < cells.size(); ++i) columns[i].push_back(cells[i]);
  }
  for (std::size_t i = 0; i < titles.size(); ++i) table.columns.push_back({titles[i], std::move(columns[i])});
  return table;
}

template <class T>
T value_of(kaohe::Checked<T> checked) {
  for (const auto& finding : checked.findings) {
    if (finding.severity == kaohe::Severity::error) std::cerr << kaohe::to_text(finding, kaohe::Language::en) << '\n';
  }
  if (!checked) std::exit(EXIT_FAILURE);
  return std::move(*checked.value);
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 2) return EXIT_FAILURE;
  const std::string folder = arguments[1];
  const auto document = text_of(folder + "/scheme.yaml");
  if (!document) return EXIT_FAILURE;
  auto loaded = kaohe::load_scheme(*document, "scheme.yaml");
  if (kaohe::has_errors(loaded.findings)) return EXIT_FAILURE;
  const kaohe::Program program = value_of(kaohe::compile(std::move(loaded.scheme)));
  kaohe::EvidenceTables tables{table_of(folder, "observations"), table_of(folder, "events"),  table_of(folder, "ratings"),
                               table_of(folder, "units"),        table_of(folder, "history"), table_of(folder, "decisions")};
  const kaohe::Assessment assessment = value_of(program.assess(std::move(tables)));
  for (std::size_t unit = 0; unit < assessment.units.size(); ++unit)
    std::cout << assessment.units[unit] << ' ' << assessment.total.at(unit).text() << '\n';
}
