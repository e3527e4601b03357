#pragma once

// The tables of a folder, as a program would read them that has no table library: plain cells, no quotes, no line ends in a cell.

#include <kaohe/evidence/tables.hpp>

#include <fstream>
#include <iterator>
#include <optional>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

inline std::optional<std::string> text_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(file), {});
}

inline std::vector<std::string> cells_of(const std::string& line) {
  std::vector<std::string> cells;
  std::istringstream stream(line);
  for (std::string cell; std::getline(stream, cell, ',');) cells.push_back(cell);
  return cells;
}

inline std::optional<kaohe::EvidenceTable> table_in(const std::string& path, const std::string& name) {
  const auto text = text_of(path);
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

/// A table that is not there is left out.
inline kaohe::EvidenceTables tables_of(const std::string& folder) {
  const auto table_of = [&](const std::string& name) { return table_in(folder + "/" + name + ".csv", name); };
  return {table_of("observations"), table_of("events"), table_of("ratings"), table_of("units"), table_of("history"), table_of("decisions")};
}
