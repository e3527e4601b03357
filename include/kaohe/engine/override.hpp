#pragma once

// What overrides a score or a grade, for one unit: vetoes, gates, direct grades. Functions take how many of the scheme's vetoes
// or gates act, in written order, so that an explanation can tell what each of them did.

#include <kaohe/engine/criteria.hpp>

#include <algorithm>
#include <optional>
#include <vector>

namespace kaohe::engine {

/// What a veto, a direct grade, a gate or a measure asks. Pre: the node is of one of these.
inline const Expression& condition_of(const Model& model, const Node& made) {
  const auto at = static_cast<std::size_t>(made.subject);
  if (made.kind == Node::Kind::veto) return model.scheme.vetoes[at].when;
  if (made.kind == Node::Kind::gate) return model.scheme.gates[at].requires_;
  return made.kind == Node::Kind::direct ? model.scheme.direct[at].when : model.scheme.measures[at].when;
}

inline bool is_gate_on_assessment(const Model& model, const Node& made) {
  return made.kind == Node::Kind::gate && model.scheme.gates[static_cast<std::size_t>(made.subject)].purpose == Gate::Purpose::assessment;
}

/// One unit of a run, as far as conditions and grades tell of it.
struct RunUnit {
  RunUnit(const Run& its_run, std::size_t its_unit) : run(its_run), unit(its_unit) {}
  RunUnit(const Evaluator& row) : RunUnit(row.run(), row.unit()) {}  // NOLINT: an evaluator is of one unit

  const Run& run;
  std::size_t unit;
};

inline bool holds(const RunUnit& of, const std::vector<int>& nodes, std::size_t at) {
  return of.run.holds[static_cast<std::size_t>(nodes[at])][of.unit] != 0;
}

inline bool veto_holds(const RunUnit& of, std::size_t veto) { return holds(of, of.run.model.vetoes, veto); }

inline int grade_at(const RunUnit& of, int node) { return of.run.grade(node, of.unit); }

/// A veto's number: percent is of the points last entered. Nothing, and a fault, where it cannot be told.
inline Number effect_amount(Evaluator& row, const Veto& veto, const Amount& amount) {
  const Number found = points_amount(row, amount);
  if (!found) row.fault("K0541", row.model().term(amount), veto.id);
  return found;
}

/// The score of a criterion, cut to what vetoes leave of it. The children of a section are cut before they are combined.
inline Number cut_score(Evaluator& row, int criterion, std::size_t vetoes) {
  const CompiledCriterion& compiled = row.model().criterion(criterion);
  Number score = row.column(compiled.score);
  if (!score) return score;
  if (!compiled.children.empty()) score = score_section(row, criterion).score;
  row.enter(points_of(row, criterion), nullptr);
  for (const auto& [veto, amount] : compiled.cuts) {
    if (static_cast<std::size_t>(veto) >= vetoes || !veto_holds(row, static_cast<std::size_t>(veto))) continue;
    const Number most = effect_amount(row, row.model().scheme.vetoes[static_cast<std::size_t>(veto)], *amount);
    if (most && *most < *score) score = most->is_finite_decimal() ? *most : rounded(row, *most);
  }
  return score;
}

inline Bounds total_bounds(Evaluator& row) {
  const Scheme& scheme = row.model().scheme;
  Bounds bounds;
  row.enter(points_of(row, 0), nullptr);
  if (scheme.total_at_least) bounds.least = bound_of(row, *scheme.total_at_least, "total");
  if (scheme.total_at_most) bounds.most = bound_of(row, *scheme.total_at_most, "total");
  return bounds;
}

/// A total is a decimal: one that no decimal is rounded; one that is stays as it is, since it was rounded before.
inline Rational as_total(const Evaluator& row, const Rational& total) {
  const RoundingRule& rounding = row.model().scheme.rounding;
  return total.is_finite_decimal() ? total : round_to(total, rounding.total, rounding.mode);
}

/// What the points effects of vetoes come to together.
inline Rational veto_points(Evaluator& row, std::size_t vetoes) {
  const Model& model = row.model();
  Rational taken = 0;
  row.enter(attainable(row, 0), nullptr);
  for (std::size_t i = 0; i < vetoes; ++i) {
    const Veto& veto = model.scheme.vetoes[i];
    if (!veto.effect.points || !veto_holds(row, i)) continue;
    const Rational points = effect_amount(row, veto, *veto.effect.points).value_or(Rational(0));
    if (points.sign() > 0) row.fault("K0542", model.term(*veto.effect.points), veto.id);
    taken += points;
  }
  return taken;
}

inline Rational less_points(Evaluator& row, std::size_t vetoes) {
  const Rational total = *row.column(row.model().results.total);
  const Rational taken = veto_points(row, vetoes);
  return taken.is_zero() ? total : as_total(row, total_bounds(row).within(total + taken));
}

inline Rational under_ceiling(Evaluator& row, Rational total, std::size_t vetoes) {
  const Model& model = row.model();
  row.enter(attainable(row, 0), nullptr);
  for (std::size_t i = 0; i < vetoes; ++i) {
    const Veto& veto = model.scheme.vetoes[i];
    if (!veto.effect.score || !veto_holds(row, i)) continue;
    const Number most = effect_amount(row, veto, *veto.effect.score);
    if (most && *most < total) total = as_total(row, *most);
  }
  return total;
}

/// True where no gate that the unit fails closes the grade: a gate on a grade closes that and every better one.
inline bool is_open(const Evaluator& row, int grade, std::size_t gates) {
  const Model& model = row.model();
  for (std::size_t i = 0; i < gates; ++i) {
    const Gate& gate = model.scheme.gates[i];
    if (gate.purpose == Gate::Purpose::grade && grade <= model.grade_named(gate.subject.name) && !holds(row, model.gates, i)) return false;
  }
  return true;
}

/// Pre: the attainable points are entered.
inline bool reaches_cut_off(Evaluator& row, const Grade& grade) {
  const Number total = row.column(row.model().results.ceiling);
  const Number from = grade.from ? bound_of(row, *grade.from, grade.name) : total;
  return from && *total >= *from;
}

inline bool meets_requires(Evaluator& row, const Grade& grade) {
  return !grade.requires_ || row.holds(row.model().term(*grade.requires_), false);
}

/// The first grade from `from` on that the unit takes; the last one where it takes none.
inline int first_taken(Evaluator& row, int from, std::size_t gates) {
  const auto& grades = row.model().scheme.grades;
  const int last = static_cast<int>(grades.size()) - 1;
  row.enter(attainable(row, 0), nullptr);
  for (int at = from; at < last; ++at) {
    const Grade& grade = grades[static_cast<std::size_t>(at)];
    if (reaches_cut_off(row, grade) && meets_requires(row, grade) && is_open(row, at, gates)) return at;
  }
  return last;
}

/// The direct grade that decides: the worse of those whose condition holds, the first written of the same.
inline const DirectGrade* direct_grade(const RunUnit& of) {
  const Model& model = of.run.model;
  const DirectGrade* found = nullptr;
  for (std::size_t i = 0; i < model.direct.size(); ++i) {
    const DirectGrade& direct = model.scheme.direct[i];
    const bool worse = found == nullptr || model.grade_named(direct.grade.name) > model.grade_named(found->grade.name);
    if (worse && holds(of, model.direct, i)) found = &direct;
  }
  return found;
}

/// The grade after the grade effects of vetoes: steps down add up from the grade before them, and the worse of all holds.
inline int effect_grade(const RunUnit& of, std::size_t vetoes) {
  const Model& model = of.run.model;
  const int before = grade_at(of, model.results.direct);
  const int last = static_cast<int>(model.scheme.grades.size()) - 1;
  int down = 0;
  int worst = before;
  for (std::size_t i = 0; i < vetoes; ++i) {
    const Effect& effect = model.scheme.vetoes[i].effect;
    if (!veto_holds(of, i)) continue;
    if (effect.grade) worst = std::max(worst, model.grade_named(effect.grade->name));
    down = std::min(down + effect.grade_down, last);
  }
  return std::max(worst, std::min(before + down, last));
}

/// The first and the last year of a bar that a veto of a period brings.
inline std::pair<int, int> bar_years(const BarTerm& term, const Period& vetoed) {
  const int first = vetoed.last().year() + term.first;
  return {first, first + term.years - 1};
}

/// Whether it bars in the year of the model's own period; without a period it does.
inline bool is_in_force(const Model& model, const Bar& bar, const std::optional<Period>& vetoed) {
  if (!vetoed || !model.periods[0]) return true;
  const auto [first, last] = bar_years(bar.term, *vetoed);
  const int year = model.periods[0]->last().year();
  return first <= year && year <= last;
}

/// Calls `each(veto, bar, period)` for every bar of a veto that holds, and for those of earlier vetoes that are still in force.
template <class Each>
void each_bar(const Evaluator& row, const Each& each) {
  const Model& model = row.model();
  const Evidence& evidence = row.run().evidence;
  const auto& now = model.periods[0];
  for (std::size_t i = 0; i < model.vetoes.size(); ++i) {
    if (!veto_holds(row, i)) continue;
    for (const Bar& bar : model.scheme.vetoes[i].effect.bars) each(model.scheme.vetoes[i], bar, now);
  }
  for (const std::uint32_t at : evidence.history_by_unit.of(row.unit())) {
    const HistoryRow& past = evidence.history[at];
    if (past.scheme != model.scheme.id || !past.vetoes || (now && now->first() <= past.period.last())) continue;
    for (const Veto& veto : model.scheme.vetoes) {
      if (std::ranges::find(*past.vetoes, veto.id) == past.vetoes->end()) continue;
      for (const Bar& bar : veto.effect.bars) {
        if (is_in_force(model, bar, past.period)) each(veto, bar, std::optional(past.period));
      }
    }
  }
}

inline bool is_last(const RunUnit& of) {
  for (std::size_t i = 0; i < of.run.model.vetoes.size(); ++i) {
    if (of.run.model.scheme.vetoes[i].effect.last && veto_holds(of, i)) return true;
  }
  return false;
}

}  // namespace kaohe::engine
