#pragma once

// Marks and figures that can only be judged once the rules' numbers are known: ranges of marks, percentages read as hundreds.

#include <kaohe/engine/criteria.hpp>
#include <kaohe/engine/kernel.hpp>
#include <kaohe/engine/threads.hpp>
#include <kaohe/evidence/tables.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <optional>
#include <span>
#include <string>

namespace kaohe::engine {

/// A mark outside its range is not counted: a warning with its row.
inline void check_mark(Evaluator& row, const CompiledRule& compiled, const Ratings::Rating& rating, const std::string& table,
                       Findings& findings) {
  const TablePlace place{table, rating.row, "mark"};
  if (const auto* rule = std::get_if<Discretion>(&compiled.rule->body)) {
    const auto found = discretion_mark(row, compiled, *rule);
    if (found && found->given && !found->mark && rating.mark)
      findings.push_back(make_finding("K0729", place, {rating.mark->text(), found->from.text(), found->to.text()}));
  }
  if (const auto* rule = std::get_if<Panel>(&compiled.rule->body); rule != nullptr && rule->levels.empty()) {
    const Number out_of = rule->out_of ? number(row, *rule->out_of) : Number{row.points()};
    const bool outside = rating.mark && out_of && !mark_of(row, *rule, rating, *out_of);
    if (outside) findings.push_back(make_finding("K0729", place, {rating.mark->text(), "0", out_of->text()}));
  }
}

inline void check_rating_marks(const Run& run, const std::string& table, Findings& findings) {
  const Ratings& ratings = run.evidence.ratings;
  Faults said_before;
  for (std::size_t unit = 0; unit < run.units(); ++unit) {
    for (const std::uint32_t at : ratings.by_unit.of(unit)) {
      const auto& rating = ratings.ratings[at];
      Evaluator row(run.model, &run, unit, said_before);
      row.enter(points_of(row, rating.criterion), nullptr);
      for (const auto& compiled : run.model.rules) {
        if (compiled.criterion == rating.criterion) check_mark(row, compiled, rating, table, findings);
      }
    }
  }
}

/// The share a rule measures its value against, where it is written as a percentage of at most 200 %.
inline Number percentage_of(const Model& model, const CompiledRule& compiled) {
  const Amount* amount = compiled.target != nullptr && compiled.target->kind != Target::Kind::done ? &compiled.target->number : nullptr;
  if (const auto* slope = std::get_if<Slope>(&compiled.rule->body); slope != nullptr && slope->at) amount = &*slope->at;
  if (const auto* proportion = std::get_if<Proportion>(&compiled.rule->body); proportion != nullptr && proportion->of)
    amount = &*proportion->of;
  if (amount == nullptr || !amount->percent() || !is_constant(model.term(*amount))) return std::nullopt;
  Faults unsaid;
  const Number found = Evaluator(model, nullptr, 0, unsaid).number(model.term(*amount));
  return found && found->sign() > 0 && *found <= Rational(2) ? found : Number{};
}

/// The first row that is not below a number.
inline std::optional<std::size_t> first_from(const NumberColumn& column, const Rational& least) {
  const auto units = detail::units_around(least, column.digits());
  std::array<double, block_rows> room;
  for (std::size_t row = 0; row < column.size(); ++row) {
    const auto values = std::span(room).first(std::min(column.size() - row / block_rows * block_rows, block_rows));
    if (row % block_rows == 0) column.read_units(row, kaohe::detail::told_units, values);
    const double value = values[row % block_rows];
    const bool told = units && !std::isnan(value);  // else it is missing or wide
    if (told ? value >= units->second : !column.missing(row) && column.at(row) >= least) return row;
  }
  return std::nullopt;
}

/// 93 against 60 % reads as 9300 %: said once a column, with the first row.
inline void check_percentages(const Run& run, const std::string& table, Findings& findings) {
  std::vector<std::uint8_t> said(run.model.slots.size(), 0);
  for (const auto& compiled : run.model.rules) {
    if (!compiled.value || compiled.value->kind != TermKind::slot) continue;
    const auto slot = static_cast<std::size_t>(compiled.value->ref);
    const Number share = said[slot] == 0 ? percentage_of(run.model, compiled) : Number{};
    if (!share) continue;
    const Cells& cells = run.evidence.slots[slot];
    const Rational least = std::max(Rational(10), *share * Rational(10));
    if (const auto unit = first_from(cells.numbers, least)) {
      const Rational value = cells.numbers.at(*unit);
      said[slot] = 1;
      findings.push_back(make_finding("K0730", TablePlace{table, cells.row(*unit), run.model.slots[slot].id},
                                      {value.text(), (value * Rational(100)).text(), (*share * Rational(100)).text()}));
    }
  }
}

inline void check_marks(const Run& run, const EvidenceTables& tables, Findings& findings) {
  if (tables.ratings) check_rating_marks(run, tables.ratings->name, findings);
  if (tables.observations) check_percentages(run, tables.observations->name, findings);
}

}  // namespace kaohe::engine
