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
  using Asked = std::pair<std::string, std::optional<Period>>;  // an id, and of which period

  /// A cell of the observations, and what it holds now.
  struct Change {
    std::size_t unit = 0;
    int slot = -1;  // none where nothing asks for it
    std::size_t row = 0, column = 0;
    ObservedCell cell;
  };

  std::optional<Change> change(std::size_t row);
  bool observed_long() const;
  Asked asked(const std::string& written, const std::optional<std::string>& period) const;
  std::optional<std::size_t> column_of(const Asked& asked) const;
  std::optional<std::size_t> row_of(const Change& change, const Asked& asked) const;
  std::optional<std::string> told(const std::string& column, std::size_t row);
  void check_cell(const Change& change, std::size_t row);
  void put(const std::vector<Change>& changes);
  void put(const Change& change);

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
  check_long_columns(table_);
  std::vector<Change> changes;
  std::set<std::pair<std::size_t, std::size_t>> seen;
  std::set<std::size_t> changed;
  for (std::size_t row = 0; row < table_.rows(); ++row) {
    auto made = change(row);
    if (!made) continue;
    if (!seen.emplace(made->row, made->column).second)
      table_.fail("K0712", row + 1, "indicator", {std::string(evidence_.units[made->unit]), table_.text("indicator", row).value_or("")});
    changed.insert(made->unit);
    changes.push_back(std::move(*made));
  }
  if (!has_errors(findings_)) put(changes);
  return {changed.begin(), changed.end()};
}

inline std::optional<std::string> Updating::told(const std::string& column, std::size_t row) {
  auto text = table_.text(column, row);
  if (!text) table_.fail("K0703", row + 1, column, {});
  return text;
}

inline std::optional<Updating::Change> Updating::change(std::size_t row) {
  const auto name = told("unit", row), written = told("indicator", row);
  if (!name || !written) return std::nullopt;
  const auto unit = evidence_.unit_numbers->find(*name);
  if (!unit) {
    table_.fail("K0704", row + 1, "unit", {*name, nearest_hint(*name, evidence_.units)});
    return std::nullopt;
  }
  auto period = table_.text("period", row);
  const char* const says_period = period ? "period" : "indicator";
  std::string id = *written;
  if (!period) std::tie(id, period) = id_and_period(*written);
  const auto slot = slot_for(model_, table_, id, period, row + 1, says_period);
  if (!slot) return std::nullopt;
  Change made{*unit, *slot, 0, 0, {}};
  const Asked asked = this->asked(id, period);
  const auto at = row_of(made, asked), column = column_of(asked);
  if (!at || !column) {
    table_.fail("K0714", row + 1, "indicator", {*name, *written});
    return std::nullopt;
  }
  made.row = *at;
  made.column = *column;
  check_cell(made, row);
  made.cell =
      observed_cell(made.slot < 0 ? Slot{} : model_.slots[static_cast<std::size_t>(made.slot)], table_, *table_.column("value"), row);
  return made;
}

inline bool Updating::observed_long() const {
  Findings said_before;
  return is_long(TableReader(*tables_.observations, said_before));
}

inline Updating::Asked Updating::asked(const std::string& written, const std::optional<std::string>& period) const {
  return {written, period ? model_.parse_period(*period) : model_.periods[0]};
}

/// The column of the observations that holds a value.
inline std::optional<std::size_t> Updating::column_of(const Asked& asked) const {
  if (!tables_.observations) return std::nullopt;
  const bool long_form = observed_long();
  const auto& columns = tables_.observations->columns;
  for (std::size_t at = 0; at < columns.size(); ++at) {
    const auto [id, period] = id_and_period(columns[at].name);
    if (long_form ? columns[at].name == "value" : columns[at].name != "unit" && id == asked.first && this->asked(id, period) == asked)
      return at;
  }
  return std::nullopt;
}

/// The row of the observations that holds a unit's value.
inline std::optional<std::size_t> Updating::row_of(const Change& change, const Asked& asked) const {
  if (!tables_.observations) return std::nullopt;
  if (change.slot >= 0) {
    const std::uint32_t known = evidence_.slots[static_cast<std::size_t>(change.slot)].row(change.unit);
    return known == 0 ? std::nullopt : std::optional<std::size_t>(known - 1);
  }
  const bool long_form = observed_long();
  for (const Cells& cells : evidence_.slots) {  // in a wide table all values of a unit stand in one row
    if (!long_form && cells.row(change.unit) != 0) return cells.row(change.unit) - 1;
  }
  Findings said_before;
  const TableReader table(*tables_.observations, said_before);
  const EvidenceColumn& names = *table.column("unit");
  std::string room;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    if (TableReader::text(names, row, room) != std::optional<std::string_view>(evidence_.units[change.unit])) continue;
    if (!long_form || this->asked(table.text("indicator", row).value_or(""), table.text("period", row)) == asked) return row;
  }
  return std::nullopt;
}

/// What the tables would not have taken either.
inline void Updating::check_cell(const Change& change, std::size_t row) {
  const auto text = TableReader::text(*table_.column("value"), row);
  const bool numbers = std::holds_alternative<NumberColumn>(tables_.observations->columns[change.column].cells);
  const bool told_there = change.slot >= 0 && is_number_alone(model_.slots[static_cast<std::size_t>(change.slot)]);  // by observed_cell()
  if (numbers && text && !told_there && !number_in(*text)) table_.fail("K0705", row + 1, "value", {*text});
  for (const CompiledRule& compiled : model_.rules) {
    const auto* levels = std::get_if<Levels>(&compiled.rule->body);
    if (change.slot < 0 || levels == nullptr || compiled.value->kind != TermKind::slot || compiled.value->ref != change.slot) continue;
    check_level(*levels, text, TablePlace{changes_.name, row + 1, "value"}, findings_);
  }
}

inline void Updating::put(const std::vector<Change>& changes) {
  std::map<std::size_t, std::map<std::size_t, std::optional<std::string>>> texts;  // by column and row
  for (const Change& change : changes) {
    const std::size_t row = change.row;
    EvidenceColumn& column = tables_.observations->columns[change.column];
    auto* numbers = std::get_if<NumberColumn>(&column.cells);
    if (numbers == nullptr) {
      texts[change.column].emplace(row, change.cell.text);
    } else if (change.cell.number) {
      numbers->set(row, *change.cell.number);
    } else {
      numbers->set_missing(row);
    }
    if (change.slot >= 0) put(change);
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
  Cells& cells = evidence_.slots[static_cast<std::size_t>(change.slot)];
  if (!cells.texts.empty() && change.cell.text) cells.texts.set(change.unit, *change.cell.text);
  if (!cells.texts.empty() && !change.cell.text) cells.texts.clear(change.unit);
  if (change.cell.number) {
    cells.numbers.set(change.unit, *change.cell.number);
  } else {
    cells.numbers.set_missing(change.unit);
  }
}

}  // namespace kaohe::engine
