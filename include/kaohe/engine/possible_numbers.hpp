#pragma once

// The numbers a rule measures with, while some may be open.

#include <kaohe/engine/possible_terms.hpp>
#include <kaohe/engine/rule_scores.hpp>

#include <optional>
#include <variant>

namespace kaohe::engine {

inline PossibleNumber possible_number(PossibleEvaluator& row, const Amount& amount) { return row.number(row.model().term(amount)); }

/// An amount of points: a percentage is of the criterion's points.
inline PossibleNumber possible_points(PossibleEvaluator& row, const Amount& amount) {
  const PossibleNumber found = possible_number(row, amount);
  return amount.percent() ? found * row.points() : found;
}

inline PossibleNumber possible_points(PossibleEvaluator& row, const std::optional<Amount>& amount, const PossibleNumber& otherwise) {
  return amount ? possible_points(row, *amount) : otherwise;
}

inline PossibleNumber nothing_scored() { return PossibleNumber::of(Rational(0)); }

inline bool settled_figure(PossibleEvaluator& row, int node) {
  Term term;
  term.kind = TermKind::node;
  term.ref = node;
  return node < 0 || row.settled(term);
}

inline bool settled_target(PossibleEvaluator& row, const Target& target) {
  const auto settled = [&](const Amount& amount) { return row.settled(row.model().term(amount)); };
  return (target.kind == Target::Kind::done || settled(target.number)) && (!target.upper || settled(*target.upper)) &&
         (!target.tolerance || settled(*target.tolerance));
}

/// True where all is settled that a rule measures with: its numbers, its target, the figures of the group, the criterion's points.
inline bool settled_numbers(PossibleEvaluator& row, const CompiledRule& compiled) {
  bool settled = row.points().certain() && (compiled.target == nullptr || settled_target(row, *compiled.target));
  for (const int figure : compiled.figures) settled = settled && settled_figure(row, figure);
  for_each_amount(compiled.rule->body, [&](const Amount& amount) { settled = settled && row.settled(row.model().term(amount)); });
  if (const auto* tally = std::get_if<Tally>(&compiled.rule->body)) {
    for (const auto& times : tally->times) settled = settled && row.settled(row.model().term(times.when));
  }
  return settled;
}

}  // namespace kaohe::engine
