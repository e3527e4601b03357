#pragma once

// Which observed value a column or a row of the observations is, and what a cell of it holds.

#include <kaohe/calendar/period.hpp>
#include <kaohe/engine/model.hpp>
#include <kaohe/engine/nearest_hint.hpp>
#include <kaohe/engine/prepared.hpp>
#include <kaohe/engine/rule_scores.hpp>
#include <kaohe/engine/table_reader.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace kaohe::engine {

inline void no_period(TableReader& table, std::size_t row, const std::string& column, const std::string& written) {
  table.fail(is_term(written) ? Code("K0353") : Code("K0709"), row, column, {written});
}

/// The slot an observation belongs to; -1 where it is known but nothing asks for it; nothing, and a finding, where it is not known.
/// `row` is 0 for a column of a wide table; a long one names indicators in a column of their own.
inline std::optional<int> slot_for(const Model& model, TableReader& table, const std::string& id, const std::optional<std::string>& period,
                                   std::size_t row, const std::string& column) {
  const std::string named = row > 0 ? "indicator" : column;
  const auto& all = prepared(model).observed;
  const auto observed = all.find(id);
  if (observed == all.end()) {
    std::vector<std::string> candidates;
    for (const auto& slot : model.slots) candidates.push_back(slot.id);
    table.fail("K0707", row, named, {id, nearest_hint(id, candidates)});
    return std::nullopt;
  }
  if (observed->second.derived) {
    table.fail("K0708", row, named, {id});
    return std::nullopt;
  }
  const auto asked = period ? model.parse_period(*period) : model.periods[0];
  if (period && !asked) {
    no_period(table, row, column, *period);
    return std::nullopt;
  }
  for (const int slot : observed->second.slots) {
    const int its_period = model.slots[static_cast<std::size_t>(slot)].period;
    if ((!period && its_period == 0) || model.periods[static_cast<std::size_t>(its_period)] == asked) return slot;
  }
  return -1;
}

/// An id and the period behind its `@`, if there is one.
inline std::pair<std::string, std::optional<std::string>> id_and_period(const std::string& written) {
  const auto at = written.find('@');
  if (at == std::string::npos) return {written, std::nullopt};
  return {written.substr(0, at), written.substr(at + 1)};
}

/// The same of a column of a wide table.
inline std::optional<int> slot_of_column(const Model& model, TableReader& table, const std::string& name) {
  const auto [id, period] = id_and_period(name);
  return slot_for(model, table, id, period, 0, name);
}

/// What a cell holds: a text, a number, both or neither.
struct ObservedCell {
  std::optional<std::string> text;
  std::optional<Rational> number;
};

inline bool is_number_alone(const Slot& slot) { return slot.as_number && !slot.as_text; }

/// A finding where a number is wanted alone and something else is written.
inline ObservedCell observed_cell(const Slot& slot, TableReader& table, const EvidenceColumn& column, std::size_t row) {
  ObservedCell cell{TableReader::text(column, row), std::nullopt};
  if (const auto* numbers = std::get_if<NumberColumn>(&column.cells)) {
    if (!numbers->missing(row)) cell.number = numbers->at(row);
  } else if (cell.text) {
    cell.number = number_in(*cell.text);
  }
  if (cell.text && !cell.number && is_number_alone(slot)) table.fail("K0705", row + 1, column.name, {*cell.text});
  return cell;
}

/// Levels that come as observations must be in the rule's table: the finding where this one is not. `place` is where it stands.
inline void check_level(const Levels& rule, const std::optional<std::string>& text, const TablePlace& place, Findings& findings) {
  if (!text || find_level(rule.levels, *text) != nullptr) return;
  std::vector<std::string> names;
  for (const auto& level : rule.levels) names.push_back(level.level);
  findings.push_back(make_finding("K0725", place, {*text, nearest_hint(*text, names)}));
}

}  // namespace kaohe::engine
