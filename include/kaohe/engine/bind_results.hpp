#pragma once

// Results of other assessments and what persons decided: history and decisions. Bodies of Binder that bind.hpp leaves to this file.

#include <kaohe/engine/bind.hpp>

namespace kaohe::engine {

/// What the history says in words that this scheme does not know can never be asked for.
inline void Binder::check_history(TableReader& table, std::size_t row, const HistoryRow& made) {
  if (made.scheme != model_.scheme.id) return;
  if (!made.grade.empty() && !model_.scheme.grades.empty() && model_.grade_named(made.grade) < 0) {
    std::vector<std::string> names;
    for (const Grade& grade : model_.scheme.grades) names.push_back(grade.name);
    table.fail("K0742", row + 1, "grade", {made.grade, nearest_hint(made.grade, names)});
  }
  if (!made.vetoes) return;
  std::vector<std::string> known;
  for (const Veto& veto : model_.scheme.vetoes) known.push_back(veto.id);
  for (const std::string& id : *made.vetoes) {
    if (std::ranges::find(known, id) == known.end()) table.fail("K0743", row + 1, "vetoes", {id, nearest_hint(id, known)});
  }
}

inline void Binder::history_row(TableReader& table, std::size_t row, std::set<std::tuple<std::size_t, std::string, std::string>>& seen) {
  const auto unit = unit_at(table, row);
  const auto written = table.text("period", row);
  const auto period = written ? model_.parse_period(*written) : std::nullopt;
  if (!written) table.fail("K0703", row + 1, "period", {});
  if (written && !period) no_period(table, row + 1, "period", *written);
  auto total = table.number("total", row);
  auto rank = table.number("rank", row);
  if (!unit || !period) return;
  HistoryRow made{static_cast<std::uint32_t>(*unit),
                  table.text("scheme", row).value_or(model_.scheme.id),
                  *period,
                  std::move(total),
                  std::move(rank),
                  table.text("grade", row).value_or(""),
                  {}};
  if (table.has("vetoes")) made.vetoes = parted_ids(table.text("vetoes", row).value_or(""));
  if (!seen.emplace(*unit, made.scheme, period->text()).second)
    table.fail("K0741", row + 1, "period", {std::string(out_.units[*unit]), *written});
  check_history(table, row, made);
  out_.history.push_back(std::move(made));
}

inline void Binder::history() {
  std::vector<std::vector<std::uint32_t>> by_unit(tables_.history ? out_.units.size() : 0);
  if (!tables_.history && model_.asks_history) findings_.push_back(make_finding("K0744", TablePlace{"history", 0, ""}));
  if (tables_.history) {
    TableReader table(*tables_.history, findings_);
    const bool units = table.requires_column("unit"), complete = table.requires_column("period") && units;
    std::set<std::tuple<std::size_t, std::string, std::string>> seen;
    for (std::size_t row = 0; complete && row < table.rows(); ++row) history_row(table, row, seen);
  }
  for (std::size_t i = 0; i < out_.history.size(); ++i) by_unit[out_.history[i].unit].push_back(static_cast<std::uint32_t>(i));
  out_.history_by_unit = gathered(by_unit);
}

inline void Binder::decision_row(TableReader& table, std::size_t row) {
  const auto unit = unit_at(table, row);
  DecisionMade made;
  const auto grade = table.text("grade", row);
  const auto date = table.text("date", row);
  for (const char* column : {"grade", "by", "reason", "date"}) {
    if (!table.text(column, row)) table.fail("K0703", row + 1, column, {});
  }
  if (grade) made.grade = model_.grade_named(*grade);
  if (grade && made.grade < 0) {
    std::vector<std::string> names;
    for (const Grade& known : model_.scheme.grades) names.push_back(known.name);
    table.fail("K0752", row + 1, "grade", {*grade, nearest_hint(*grade, names)});
  }
  if (date && !Date::parse(*date)) table.fail("K0716", row + 1, "date", {*date});
  made.by = table.text("by", row).value_or("");
  made.reason = table.text("reason", row).value_or("");
  made.date = date.value_or("");
  if (!unit) return;
  if (!out_.decisions.emplace(*unit, std::move(made)).second) table.fail("K0753", row + 1, "unit", {std::string(out_.units[*unit])});
}

/// Decisions stand in the scheme or in a table; a unit has at most one.
inline void Binder::decisions() {
  for (const Decision& decision : model_.scheme.decisions) {
    const auto found = unit_numbers_.find(decision.unit.name);
    if (!found) {
      findings_.push_back(make_finding("K0754", decision.unit.where, {decision.unit.name, nearest_hint(decision.unit.name, out_.units)}));
      continue;
    }
    out_.decisions[*found] = DecisionMade{model_.grade_named(decision.grade.name), decision.by, decision.reason, decision.date.text()};
  }
  if (!tables_.decisions) return;
  TableReader table(*tables_.decisions, findings_);
  bool complete = true;
  for (const char* name : {"unit", "grade", "by", "reason", "date"}) complete = table.requires_column(name) && complete;
  for (std::size_t row = 0; complete && row < table.rows(); ++row) decision_row(table, row);
}

}  // namespace kaohe::engine
