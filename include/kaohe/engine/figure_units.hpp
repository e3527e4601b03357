#pragma once

// The units whose figures are asked for, where the tables alone do not tell.

#include <kaohe/engine/table_reader.hpp>
#include <kaohe/evidence/tables.hpp>
#include <kaohe/party/party_tree.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace kaohe::engine {

/// A table of units: those of the tables, in the order they come, then all other parties.
class FigureUnits {
 public:
  FigureUnits(const EvidenceTables& tables, const PartyTree& parties) : tables_(tables) {
    for (const auto* one : {&tables.units, &tables.observations, &tables.events}) {
      if (*one) take(**one);
    }
    for (std::size_t at = 0; at < parties.size(); ++at) add(parties[at].id, 0);
  }

  EvidenceTable table() const {
    EvidenceTable made;
    made.name = tables_.units ? tables_.units->name : "units";
    made.rows = ids_.size();
    made.columns.push_back({"unit", TextCells(ids_.begin(), ids_.end())});
    if (!tables_.units) return made;
    for (const EvidenceColumn& column : tables_.units->columns) {
      if (column.name != "unit") made.columns.push_back({column.name, cells(column)});
    }
    return made;
  }

 private:
  void take(const EvidenceTable& of) {
    Findings said_later;
    const TableReader table(of, said_later);
    const bool is_units = tables_.units && &of == &*tables_.units;
    for (std::size_t row = 0; row < table.rows(); ++row) {
      if (const auto id = table.text("unit", row)) add(*id, is_units ? row + 1 : 0);
    }
  }

  void add(const std::string& id, std::size_t row) {
    if (!numbers_.emplace(id, ids_.size()).second) return;
    ids_.push_back(id);
    rows_.push_back(row);
  }

  TextCells cells(const EvidenceColumn& column) const {
    TextCells made;
    for (const std::size_t row : rows_) made.push_back(row > 0 ? TableReader::text(column, row - 1) : std::nullopt);
    return made;
  }

  const EvidenceTables& tables_;
  std::vector<std::string> ids_;
  std::vector<std::size_t> rows_;  // of the units table, 1-based; 0: it has none
  std::unordered_map<std::string, std::size_t> numbers_;
};

}  // namespace kaohe::engine
