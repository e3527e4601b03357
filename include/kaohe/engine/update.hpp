#pragma once

// Other values in place of some observations: in the tables, and in the evidence that was made of them.

#include <kaohe/engine/observed.hpp>
#include <kaohe/engine/rule_scores.hpp>
#include <kaohe/evidence/evidence.hpp>
#include <kaohe/evidence/tables.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <variant>
#include <vector>

namespace kaohe::engine {

/// Makes the changes of a table as long observations are: unit, indicator, value and, where it is not the scheme's, period.
class Updating {
 public:
  /// Pre: the evidence was made of the tables.
  Updating(const Model& model, const EvidenceTable& changes, EvidenceTables& tables, Evidence& evidence, Findings& findings)
      : model_(model), changes_(changes), table_(changes, findings), tables_(tables), evidence_(evidence), findings_(findings) {}

  /// The units that have other values then. Where there are findings that are errors, nothing is to be used of tables and evidence.
  std::vector<std::size_t> run();

 private:
  /// A cell of the observations, and what it holds now.
  struct Change {
    std::size_t unit = 0;
    std::size_t slot = 0;
    std::size_t column = 0;  // of the observations
    ObservedCell cell;
  };

  std::map<std::string_view, std::size_t> units() const;
  std::optional<Change> change(std::size_t row, const std::map<std::string_view, std::size_t>& units);
  std::optional<std::size_t> column_of(std::size_t slot) const;
  std::optional<std::string> told(const std::string& column, std::size_t row);
  void put(const std::vector<Change>& changes);
  void put(const Change& change);
  std::uint32_t row_of(const Change& change) const { return evidence_.slots[change.slot].row(change.unit); }

  const Model& model_;
  const EvidenceTable& changes_;
  TableReader table_;
  EvidenceTables& tables_;
  Evidence& evidence_;
  Findings& findings_;
};

inline std::vector<std::size_t> Updating::run() {
  for (const char* const name : {"unit", "indicator", "value"}) {
    if (!table_.requires_column(name)) return {};
  }
  for (const auto& column : changes_.columns) {
    if (column.name != "unit" && column.name != "indicator" && column.name != "period" && column.name != "value")
      table_.fail("K0711", 0, column.name, {column.name});
  }
  const auto units = this->units();
  std::vector<Change> changes;
  std::set<std::pair<std::size_t, std::size_t>> seen;
  std::set<std::size_t> changed;
  for (std::size_t row = 0; row < table_.rows(); ++row) {
    auto made = change(row, units);
    if (!made) continue;
    if (!seen.emplace(made->unit, made->slot).second)
      table_.fail("K0712", row + 1, "indicator", {std::string(evidence_.units[made->unit]), model_.slots[made->slot].id});
    changed.insert(made->unit);
    changes.push_back(std::move(*made));
  }
  if (!has_errors(findings_)) put(changes);
  return {changed.begin(), changed.end()};
}

/// Those that are named, with their numbers.
inline std::map<std::string_view, std::size_t> Updating::units() const {
  constexpr std::size_t nobody = ~std::size_t{0};
  std::map<std::string, std::size_t, std::less<>> wanted;
  std::string room;
  for (std::size_t row = 0; row < table_.rows(); ++row) {
    if (const auto name = TableReader::text(*table_.column("unit"), row, room)) wanted.emplace(*name, nobody);
  }
  std::map<std::string_view, std::size_t> found;
  for (std::size_t unit = 0; unit < evidence_.units.size(); ++unit) {
    const std::string_view name = evidence_.units[unit];
    if (wanted.contains(name)) found.emplace(name, unit);
  }
  return found;
}

inline std::optional<std::string> Updating::told(const std::string& column, std::size_t row) {
  auto text = table_.text(column, row);
  if (!text) table_.fail("K0703", row + 1, column, {});
  return text;
}

inline std::optional<Updating::Change> Updating::change(std::size_t row, const std::map<std::string_view, std::size_t>& units) {
  const auto name = told("unit", row), written = told("indicator", row);
  if (!name || !written) return std::nullopt;
  const auto unit = units.find(*name);
  if (unit == units.end()) {
    table_.fail("K0704", row + 1, "unit", {*name, nearest_hint(*name, evidence_.units)});
    return std::nullopt;
  }
  auto [id, period] = id_and_period(*written);
  if (!period) period = table_.text("period", row);
  const auto slot = slot_for(model_, table_, id, period, row + 1, "period");
  if (!slot) return std::nullopt;
  Change made{unit->second, 0, 0, {}};
  made.slot = static_cast<std::size_t>(std::max(*slot, 0));
  const auto column = *slot < 0 || row_of(made) == 0 ? std::nullopt : column_of(made.slot);
  if (!column) {
    table_.fail("K0714", row + 1, "indicator", {*name, *written});
    return std::nullopt;
  }
  made.column = *column;
  made.cell = observed_cell(model_.slots[made.slot], table_, *table_.column("value"), row);
  const bool numbers = std::holds_alternative<NumberColumn>(tables_.observations->columns[*column].cells);
  if (numbers && made.cell.text && !made.cell.number) table_.fail("K0705", row + 1, "value", {*made.cell.text});
  for (const CompiledRule& compiled : model_.rules) {
    const auto* levels = std::get_if<Levels>(&compiled.rule->body);
    if (levels == nullptr || compiled.value->kind != TermKind::slot || compiled.value->ref != *slot) continue;
    check_level(*levels, made.cell.text, TablePlace{changes_.name, row + 1, "value"}, findings_);
  }
  return made;
}

/// The column of the observations that holds a slot.
inline std::optional<std::size_t> Updating::column_of(std::size_t slot) const {
  Findings said_before;
  TableReader table(*tables_.observations, said_before);
  const bool is_long = table.has("indicator") && table.has("value");
  const auto& columns = tables_.observations->columns;
  for (std::size_t at = 0; at < columns.size(); ++at) {
    const std::string& name = columns[at].name;
    if (is_long ? name == "value" : name != "unit" && slot_of_column(model_, table, name) == static_cast<int>(slot)) return at;
  }
  return std::nullopt;
}

inline void Updating::put(const std::vector<Change>& changes) {
  std::map<std::size_t, std::map<std::size_t, std::optional<std::string>>> texts;  // by column and row
  for (const Change& change : changes) {
    const std::size_t row = row_of(change) - 1;
    EvidenceColumn& column = tables_.observations->columns[change.column];
    auto* numbers = std::get_if<NumberColumn>(&column.cells);
    if (numbers == nullptr) {
      texts[change.column].emplace(row, change.cell.text);
    } else if (change.cell.number) {
      numbers->set(row, *change.cell.number);
    } else {
      numbers->set_missing(row);
    }
    put(change);
  }
  for (const auto& [at, cells] : texts) {
    auto& column = std::get<TextCells>(tables_.observations->columns[at].cells);
    TextCells changed;
    for (std::size_t row = 0; row < column.size(); ++row) {
      const auto found = cells.find(row);
      changed.push_back(found == cells.end() ? column[row] : std::optional<std::string_view>(found->second));
    }
    column = std::move(changed);
  }
}

/// In the evidence.
inline void Updating::put(const Change& change) {
  Cells& cells = evidence_.slots[change.slot];
  if (!cells.texts.empty()) cells.texts[change.unit] = change.cell.text;
  if (change.cell.number) {
    cells.numbers.set(change.unit, *change.cell.number);
  } else {
    cells.numbers.set_missing(change.unit);
  }
}

}  // namespace kaohe::engine
