#pragma once

// Marks and figures that can only be judged once the rules' numbers are known: ranges of marks, percentages read as hundreds.

#include <kaohe/engine/criteria.hpp>
#include <kaohe/evidence/tables.hpp>

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

/// 93 against 60 % reads as 9300 %: said once a column, with the first row.
inline void check_percentages(const Run& run, const std::string& table, Findings& findings) {
  std::vector<std::uint8_t> said(run.model.slots.size(), 0);
  for (const auto& compiled : run.model.rules) {
    if (!compiled.value || compiled.value->kind != TermKind::slot) continue;
    const auto slot = static_cast<std::size_t>(compiled.value->ref);
    const Number share = said[slot] == 0 ? percentage_of(run.model, compiled) : Number{};
    for (std::size_t unit = 0; share && said[slot] == 0 && unit < run.units(); ++unit) {
      const Cells& cells = run.evidence.slots[slot];
      const Number value = cells.number(unit);
      if (!value || *value < Rational(10) || *value < *share * Rational(10)) continue;
      said[slot] = 1;
      findings.push_back(make_finding("K0730", TablePlace{table, cells.row(unit), run.model.slots[slot].id},
                                      {value->text(), (*value * Rational(100)).text(), (*share * Rational(100)).text()}));
    }
  }
}

inline void check_marks(const Run& run, const EvidenceTables& tables, Findings& findings) {
  if (tables.ratings) check_rating_marks(run, tables.ratings->name, findings);
  if (tables.observations) check_percentages(run, tables.observations->name, findings);
}

}  // namespace kaohe::engine
