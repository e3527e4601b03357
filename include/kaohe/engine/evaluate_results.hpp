#pragma once

// Totals, grades and conditions, step by step: docs/scheme-format.md, "The order". Bodies that evaluate.hpp leaves to this file.

#include <kaohe/engine/evaluate.hpp>

namespace kaohe::engine {

/// total = coefficient × criteria + adjustments, clamped, rounded once; base and adjustments are shown to the criteria's digits.
inline void Evaluation::total(Evaluator& row) {
  const Scheme& scheme = model_.scheme;
  Number coefficient = Rational(1);
  row.see_cut_scores();
  if (scheme.coefficient) coefficient = row.number(model_.term(*scheme.coefficient));
  if (!coefficient) row.fault("K0811", model_.term(*scheme.coefficient));
  const Rational base = coefficient.value_or(Rational(0)) * score_of(row, 0);
  const Rational adjustments = score_of(row, model_.adjustments);
  run_.base.set(row.unit(), rounded(row, base));
  run_.adjustments.set(row.unit(), rounded(row, adjustments));
  run_.columns[static_cast<std::size_t>(model_.results.total)].set(
      row.unit(), round_to(total_bounds(row).within(base + adjustments), scheme.rounding.total, scheme.rounding.mode));
}

/// Whether the condition of a veto, a direct grade, a gate or a measure holds; one that cannot be told does not.
inline bool Evaluation::condition(const Node& made, Evaluator& row) const {
  return row.holds(model_.term(condition_of(model_, made)), false);
}

/// The assessment's own gates: a unit that fails one is not assessed.
inline bool Evaluation::is_excluded(std::size_t unit) const {
  if (!assessed_.empty() && assessed_[unit] != 0) return false;
  for (std::size_t i = 0; i < model_.gates.size(); ++i) {
    if (model_.scheme.gates[i].purpose == Gate::Purpose::assessment && !holds({run_, unit}, model_.gates, i)) return true;
  }
  return false;
}

inline int Evaluation::directly_graded(std::size_t unit) const {
  const DirectGrade* direct = direct_grade({run_, unit});
  return direct != nullptr ? model_.grade_named(direct->grade.name) : run_.grade(model_.results.grade, unit);
}

inline int Evaluation::decided(std::size_t unit) const {
  const DecisionMade* decision = run_.evidence.decision_on(unit);
  return decision != nullptr ? decision->grade : run_.grade(model_.results.quota, unit);
}

/// A step that changes grades by what is known of the unit; it may not be missing, and has no faults.
inline void Evaluation::regrade(std::size_t node, std::size_t first, std::size_t last) {
  auto& grades = run_.grades[node];
  const auto kind = model_.nodes[node].kind;
  for (std::size_t unit = first; unit < last && !grades.empty(); ++unit) {
    if (run_.excluded[unit] != 0) continue;
    if (kind == Node::Kind::direct_grade) grades[unit] = directly_graded(unit);
    if (kind == Node::Kind::effect_grade) grades[unit] = effect_grade({run_, unit}, model_.vetoes.size());
    if (kind == Node::Kind::decided) grades[unit] = decided(unit);
  }
}

/// By cut-off. Where nothing applies to a unit, any share of its points is reached with 0: that is said.
inline int Evaluation::grade_by_cut_off(Evaluator& row) const {
  Term root;
  root.where = model_.scheme.where;
  if (attainable(row, 0).is_zero() && !points_of(row, 0).is_zero()) row.fault("K0816", root);
  return first_taken(row, 0, model_.gates.size());
}

/// One of those steps for one unit.
inline void Evaluation::result(std::size_t node, std::size_t unit, Block& block, Faults& faults) {
  const Node& made = model_.nodes[node];
  Evaluator row(model_, &run_, unit, faults, &block);
  const auto number = [&](const Number& found) {
    if (found) set(node, unit, *found, block);
  };
  switch (made.kind) {
    case Node::Kind::veto:
    case Node::Kind::gate:
    case Node::Kind::direct:
    case Node::Kind::measure:
      run_.holds[node][unit] = condition(made, row) ? 1 : 0;
      break;
    case Node::Kind::cut:
      row.see_cut_scores();
      return number(cut_score(row, made.criterion, model_.vetoes.size()));
    case Node::Kind::total:
      return total(row);
    case Node::Kind::less_points:
      return number(less_points(row, model_.vetoes.size()));
    case Node::Kind::ceiling:
      return number(under_ceiling(row, *row.column(model_.results.less_points), model_.vetoes.size()));
    case Node::Kind::grade:
      if (!model_.scheme.grades.empty()) run_.grades[node][unit] = grade_by_cut_off(row);
      break;
    case Node::Kind::value:
    case Node::Kind::cohort:
    case Node::Kind::aggregate:
    case Node::Kind::score:
    case Node::Kind::mean_score:
    case Node::Kind::settled:
    case Node::Kind::excluded:
    case Node::Kind::direct_grade:
    case Node::Kind::effect_grade:
    case Node::Kind::decided:
    case Node::Kind::quota_grade:
    case Node::Kind::liable:
    case Node::Kind::rank:
    case Node::Kind::last_rank:
      break;  // nothing to be worked out of the unit's values
  }
}

inline std::vector<std::uint8_t> Evaluation::last_units() {
  std::vector<std::uint8_t> last(run_.units(), 0);
  for (std::size_t unit = 0; unit < run_.units(); ++unit) last[unit] = is_last({run_, unit}) ? 1 : 0;
  return last;
}

}  // namespace kaohe::engine
