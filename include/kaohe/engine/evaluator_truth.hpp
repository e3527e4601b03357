#pragma once

// Conditions: three-valued logic and comparisons. Bodies of Evaluator that evaluator.hpp leaves to this file.

#include <kaohe/engine/evaluator.hpp>

namespace kaohe::engine {

inline Truth Evaluator::truth(const Term& term) {
  if (term.kind == TermKind::logical_not) {
    const Truth inner = truth(term.children[0]);
    return inner ? Truth{!*inner} : Truth{};
  }
  if (term.kind == TermKind::logical_and || term.kind == TermKind::logical_or) {
    const bool decides = term.kind == TermKind::logical_or;
    const Truth a = truth(term.children[0]);
    if (a && *a == decides) return decides;
    const Truth b = truth(term.children[1]);
    if (b && *b == decides) return decides;
    if (!a || !b) return std::nullopt;
    return !decides;
  }
  if (term.kind == TermKind::known) {
    const Term& asked = term.children[0];
    if (is_cell(asked)) return cells(asked).known(row(asked));
    if (is_text(asked)) return text(asked).has_value();
    Faults unsaid;
    return unsaid_row(unsaid).number(asked).has_value();
  }
  if (term.kind == TermKind::in_list) return in_list(term);
  if (term.kind >= TermKind::equal && term.kind <= TermKind::greater_equal) return compare(term);
  const Number found = number(term);
  return found ? Truth{!found->is_zero()} : Truth{};
}

inline Truth Evaluator::compare(const Term& term) { return compare_pair(term.children[0], term.children[1], term.kind, term); }

inline Truth Evaluator::compare_pair(const Term& left, const Term& right, TermKind how, const Term& whole) {
  if (is_text(left) || is_text(right)) return compare_texts(left, right, how, whole);
  if (is_cell(left) && is_cell(right)) {
    const Cells& a = cells(left);
    const Cells& b = cells(right);
    const bool words = (a.known(row(left)) && a.numbers.missing(row(left))) || (b.known(row(right)) && b.numbers.missing(row(right)));
    if (words) return compare_texts(left, right, how, whole);
  }
  const Number a = number(left);
  const Number b = number(right);
  if (!a || !b) return std::nullopt;
  return relation(*a, *b, how);
}

/// A yes/no word the author wrote compares as yes or no with a cell that says yes or no, in whatever words.
inline Truth Evaluator::compare_texts(const Term& left, const Term& right, TermKind how, const Term& whole) {
  const auto a = text(left);
  const auto b = text(right);
  if (!a || !b) return std::nullopt;
  const bool ordered = how != TermKind::equal && how != TermKind::not_equal;
  const auto first = Date::parse(*a);
  const auto last = Date::parse(*b);
  if (first && last) return relation(*first, *last, how);
  if (ordered) {
    fault("K0806", whole, first ? *b : *a);
    return std::nullopt;
  }
  if (right.kind == TermKind::text && right.ref >= 0 && is_cell(left)) {
    const Cells& cell = cells(left);
    if (!cell.numbers.missing(row(left))) return relation(cell.numbers.at(row(left)), Rational(right.ref), how);
  }
  return relation(*a, *b, how);
}

inline Truth Evaluator::in_list(const Term& term) {
  bool unknown = false;
  for (std::size_t i = 1; i < term.children.size(); ++i) {
    const Truth found = compare_pair(term.children[0], term.children[i], TermKind::equal, term);
    if (found && *found) return true;
    unknown = unknown || !found;
  }
  if (unknown) return std::nullopt;
  return false;
}

}  // namespace kaohe::engine
