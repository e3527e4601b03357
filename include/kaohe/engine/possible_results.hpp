#pragma once

// What the steps after the criteria may still come to for one unit, as in override.hpp: totals, vetoes, gates, grades.

#include <kaohe/engine/override.hpp>
#include <kaohe/engine/possible_sections.hpp>

#include <algorithm>
#include <optional>
#include <vector>

namespace kaohe::engine {

/// Whether a veto, a gate or a direct grade's condition holds; one that cannot be told does not.
inline PossibleTruth possibly_holds(PossibleEvaluator& row, int node) {
  const auto& open = row.outlook().truths[static_cast<std::size_t>(node)];
  const auto found = open.find(row.unit());
  if (found != open.end()) return found->second;
  return PossibleTruth::of(row.outlook().run.holds[static_cast<std::size_t>(node)][row.unit()] != 0);
}

inline GradeSet possible_grades(const PossibleEvaluator& row, int node) {
  const auto at = static_cast<std::size_t>(node);
  const auto found = row.outlook().grades[at].find(row.unit());
  if (found != row.outlook().grades[at].end()) return found->second;
  return {row.outlook().run.grade(node, row.unit())};
}

/// The score after the vetoes that cut it: at most their amount where they hold.
inline PossibleNumber possible_cut(PossibleEvaluator& row, int criterion) {
  const CompiledCriterion& compiled = row.model().criterion(criterion);
  PossibleNumber score = row.node(compiled.score);
  if (!score.range) return score;
  if (!compiled.children.empty()) score.range = possible_section(row, criterion).scored.value_or(Interval::at(0));
  row.enter(possible_points_of(row, criterion), nullptr);
  for (const auto& [veto, amount] : compiled.cuts) {
    const PossibleTruth holds = possibly_holds(row, row.model().vetoes[static_cast<std::size_t>(veto)]);
    const PossibleNumber most = possible_points(row, *amount);
    if (!holds.yes || !most.range) continue;
    const Interval cut = lesser(*score.range, made_decimal(row.model(), *most.range, row.model().scheme.rounding.criterion));
    score.range = holds.no ? hull(*score.range, cut) : cut;
  }
  return score;
}

inline PossibleBounds possible_total_bounds(PossibleEvaluator& row) {
  const Scheme& scheme = row.model().scheme;
  PossibleBounds bounds;
  row.enter(possible_points_of(row, 0), nullptr);
  if (scheme.total_at_least) bounds.least = possible_bound(row, *scheme.total_at_least);
  if (scheme.total_at_most) bounds.most = possible_bound(row, *scheme.total_at_most);
  return bounds;
}

/// total = coefficient × criteria + adjustments, clamped, rounded once.
inline Interval possible_total(PossibleEvaluator& row) {
  const Scheme& scheme = row.model().scheme;
  row.see_cut_scores();
  const Interval coefficient = scheme.coefficient ? if_there(row.number(row.model().term(*scheme.coefficient))) : Interval::at(1);
  const Interval base = coefficient * if_there(row.node(row.score_node(0)));
  const Interval exact = base + if_there(row.node(row.score_node(row.model().adjustments)));
  return rising(possible_total_bounds(row).within(exact),
                [&](const Rational& end) { return round_to(end, scheme.rounding.total, scheme.rounding.mode); });
}

/// What the vetoes that may hold may take from the total. None of them adds to it: that is refused.
inline Interval possibly_taken(PossibleEvaluator& row) {
  const Model& model = row.model();
  Interval taken = Interval::at(0);
  for (std::size_t i = 0; i < model.vetoes.size(); ++i) {
    const auto& points = model.scheme.vetoes[i].effect.points;
    const PossibleTruth holds = possibly_holds(row, model.vetoes[i]);
    if (!points || !holds.yes) continue;
    const Interval amount = lesser(if_there(possible_points(row, *points)), Interval::at(0));
    taken = taken + (holds.no ? hull(amount, Interval::at(0)) : amount);
  }
  return taken;
}

inline Interval possibly_less_points(PossibleEvaluator& row) {
  const Interval total = if_there(row.node(row.model().results.total));
  const PossibleBounds bounds = possible_total_bounds(row);
  row.enter(possible_attainable(row, 0), nullptr);
  const Interval taken = possibly_taken(row);
  if (taken == Interval::at(0)) return total;
  const Interval less = made_decimal(row.model(), bounds.within(total + taken), row.model().scheme.rounding.total);
  return taken.holds(0) ? hull(less, total) : less;
}

inline Interval possibly_under_ceiling(PossibleEvaluator& row) {
  const Model& model = row.model();
  Interval total = if_there(row.node(model.results.less_points));
  row.enter(possible_attainable(row, 0), nullptr);
  for (std::size_t i = 0; i < model.vetoes.size(); ++i) {
    const auto& score = model.scheme.vetoes[i].effect.score;
    const PossibleTruth holds = possibly_holds(row, model.vetoes[i]);
    const PossibleNumber most = score && holds.yes ? possible_points(row, *score) : PossibleNumber{};
    if (!most.range) continue;
    const Interval cut = lesser(total, made_decimal(row.model(), *most.range, model.scheme.rounding.total));
    total = holds.no ? hull(total, cut) : cut;
  }
  return total;
}

/// Whether no gate closes the grade.
inline PossibleTruth possibly_open(PossibleEvaluator& row, int grade) {
  const Model& model = row.model();
  PossibleTruth open{true, false, false};
  for (std::size_t i = 0; i < model.gates.size(); ++i) {
    const Gate& gate = model.scheme.gates[i];
    const bool closes = gate.purpose == Gate::Purpose::grade && grade <= model.grade_named(gate.subject.name);
    if (closes) open = conjunction(open, possibly_holds(row, model.gates[i]));
  }
  return open;
}

/// Pre: the attainable points are entered.
inline PossibleTruth possibly_takes(PossibleEvaluator& row, int grade) {
  const Grade& candidate = row.model().scheme.grades[static_cast<std::size_t>(grade)];
  PossibleTruth takes = possibly_open(row, grade);
  if (candidate.requires_) takes = conjunction(takes, row.truth(row.model().term(*candidate.requires_)).told(false));
  if (!candidate.from) return takes;
  const Interval total = if_there(row.node(row.model().results.ceiling));
  const Interval from = possible_bound(row, *candidate.from);
  return conjunction(takes, {may_be_less(from, total) || overlap(from, total), may_be_less(total, from), false});
}

/// The grades that may be the first from `from` on which the unit takes; the last one where it may take none.
inline GradeSet possibly_first_taken(PossibleEvaluator& row, int from) {
  const int last = static_cast<int>(row.model().scheme.grades.size()) - 1;
  row.enter(possible_attainable(row, 0), nullptr);
  GradeSet out;
  for (int grade = from; grade < last; ++grade) {
    const PossibleTruth takes = possibly_takes(row, grade);
    if (takes.yes) out.insert(grade);
    if (!takes.no) return out;
  }
  out.insert(last);
  return out;
}

/// Of several direct grades the worse holds: the worst of those that surely do, or any worse one that may.
inline GradeSet possibly_direct(PossibleEvaluator& row) {
  const Model& model = row.model();
  int worst = -1;
  GradeSet perhaps;
  for (std::size_t i = 0; i < model.direct.size(); ++i) {
    const PossibleTruth holds = possibly_holds(row, model.direct[i]);
    const int grade = model.grade_named(model.scheme.direct[i].grade.name);
    if (holds.surely()) worst = std::max(worst, grade);
    if (holds.yes) perhaps.insert(grade);
  }
  GradeSet out = worst < 0 ? possible_grades(row, model.results.grade) : GradeSet{worst};
  for (const int grade : perhaps) {
    if (grade > worst) out.insert(grade);
  }
  return out;
}

/// The worst grade that vetoes may leave a unit: that of those that surely hold, or a worse one of those that may.
inline GradeSet possible_floors(PossibleEvaluator& row) {
  const Model& model = row.model();
  int sure = 0;
  GradeSet perhaps;
  for (std::size_t i = 0; i < model.vetoes.size(); ++i) {
    const Effect& effect = model.scheme.vetoes[i].effect;
    const PossibleTruth holds = possibly_holds(row, model.vetoes[i]);
    const int floor = effect.grade ? model.grade_named(effect.grade->name) : 0;
    if (holds.surely()) sure = std::max(sure, floor);
    if (holds.yes) perhaps.insert(floor);
  }
  GradeSet out(perhaps.upper_bound(sure), perhaps.end());
  out.insert(sure);
  return out;
}

/// The fewest and the most steps by which vetoes may take the grade down.
inline std::pair<int, int> possible_steps_down(PossibleEvaluator& row) {
  const Model& model = row.model();
  const int last = static_cast<int>(model.scheme.grades.size()) - 1;
  std::pair<int, int> steps{0, 0};
  for (std::size_t i = 0; i < model.vetoes.size(); ++i) {
    const int down = model.scheme.vetoes[i].effect.grade_down;
    const PossibleTruth holds = possibly_holds(row, model.vetoes[i]);
    if (holds.surely()) steps.first = std::min(steps.first + down, last);
    if (holds.yes) steps.second = std::min(steps.second + down, last);
  }
  return steps;
}

inline GradeSet possible_effect_grades(PossibleEvaluator& row) {
  const int last = static_cast<int>(row.model().scheme.grades.size()) - 1;
  const auto [fewest, most] = possible_steps_down(row);
  const GradeSet floors = possible_floors(row);
  GradeSet out;
  for (const int before : possible_grades(row, row.model().results.direct)) {
    for (int down = fewest; down <= most; ++down) {
      for (const int floor : floors) out.insert(std::max({before, floor, std::min(before + down, last)}));
    }
  }
  return out;
}

}  // namespace kaohe::engine
