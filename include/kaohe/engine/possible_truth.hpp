#pragma once

// Texts and conditions: the bodies of PossibleEvaluator that possible_terms.hpp leaves to this file.

#include <kaohe/engine/possible_terms.hpp>

namespace kaohe::engine {

inline PossibleText PossibleEvaluator::text(const Term& term) {
  if (settled(term)) return PossibleText::of(exact_.text(term));
  if (term.kind == TermKind::choose) {
    const PossibleTruth condition = truth(term.children[0]);
    PossibleText out{{}, false, condition.unknown};
    for (const std::size_t branch : {std::size_t{1}, std::size_t{2}}) {
      if (!(branch == 1 ? condition.yes : condition.no)) continue;
      const PossibleText found = text(term.children[branch]);
      out.texts.insert(found.texts.begin(), found.texts.end());
      out.any = out.any || found.any;
      out.missing = out.missing || found.missing;
    }
    return out;
  }
  if (term.kind != TermKind::grade) return PossibleText::anything();
  PossibleText out;
  for (const int grade : outlook_.grades[static_cast<std::size_t>(term.ref)].at(unit_))
    out.texts.insert(model().scheme.grades[static_cast<std::size_t>(grade)].name);
  return out;
}

inline PossibleTruth PossibleEvaluator::truth(const Term& term) {
  return settled(term) ? PossibleTruth::of(exact_.truth(term)) : open_truth(term);
}

inline PossibleTruth PossibleEvaluator::open_truth(const Term& term) {
  if (term.kind == TermKind::logical_not) return negation(truth(term.children[0]));
  if (term.kind == TermKind::logical_and) return conjunction(truth(term.children[0]), truth(term.children[1]));
  if (term.kind == TermKind::logical_or) return disjunction(truth(term.children[0]), truth(term.children[1]));
  if (term.kind == TermKind::known) return known(term.children[0]);
  if (term.kind == TermKind::veto)
    return outlook_.truths[static_cast<std::size_t>(model().vetoes[static_cast<std::size_t>(term.ref)])].at(unit_);
  if (term.kind == TermKind::in_list) return in_list(term);
  if (term.kind >= TermKind::equal && term.kind <= TermKind::greater_equal) return compare(term.children[0], term.children[1], term.kind);
  const PossibleNumber found = open_number(term);
  PossibleTruth out{false, found.range && found.range->holds(0), found.missing};
  out.yes = found.range && *found.range != Interval::at(0);
  return out;
}

inline PossibleTruth PossibleEvaluator::known(const Term& asked) {
  if (is_cell(asked)) return {true, true, false};
  if (is_text(asked)) {
    const PossibleText found = text(asked);
    return {found.any || !found.texts.empty(), found.missing, false};
  }
  const PossibleNumber found = number(asked);
  return {found.range.has_value(), found.missing, false};
}

/// An empty cell may turn out to be a number or a text.
inline PossibleTruth PossibleEvaluator::compare(const Term& left, const Term& right, TermKind how) {
  if (is_text(left) || is_text(right)) return compare_texts(left, right, how);
  if (is_cell(left) && is_cell(right)) return PossibleTruth::anything();
  const PossibleNumber a = number(left), b = number(right);
  PossibleTruth out{false, false, a.missing || b.missing};
  if (!a.range || !b.range) return out;
  const bool less = may_be_less(*a.range, *b.range), more = may_be_less(*b.range, *a.range);
  const bool same = overlap(*a.range, *b.range).has_value();
  const bool rising_sign = how == TermKind::less || how == TermKind::less_equal;
  if (how == TermKind::equal || how == TermKind::not_equal) {
    out.yes = how == TermKind::equal ? same : less || more;
    out.no = how == TermKind::equal ? less || more : same;
    return out;
  }
  const bool with_same = how == TermKind::less_equal || how == TermKind::greater_equal;
  out.yes = (rising_sign ? less : more) || (with_same && same);
  out.no = (rising_sign ? more : less) || (!with_same && same);
  return out;
}

inline PossibleTruth PossibleEvaluator::compare_texts(const Term& left, const Term& right, TermKind how) {
  const PossibleText a = text(left), b = text(right);
  const bool equality = how == TermKind::equal || how == TermKind::not_equal;
  if (!equality || a.any || b.any) return PossibleTruth::anything();
  PossibleTruth out{false, false, a.missing || b.missing};
  for (const std::string& one : a.texts) {
    for (const std::string& other : b.texts) {
      const auto first = Date::parse(one), last = Date::parse(other);
      const bool same = first && last ? *first == *last : one == other;
      (same == (how == TermKind::equal) ? out.yes : out.no) = true;
    }
  }
  return out;
}

inline PossibleTruth PossibleEvaluator::in_list(const Term& term) {
  PossibleTruth found{false, true, false};
  for (std::size_t i = 1; i < term.children.size(); ++i) {
    Term pair;
    pair.kind = TermKind::equal;
    pair.children = {term.children[0], term.children[i]};
    found = disjunction(found, truth(pair));
  }
  return found;
}

}  // namespace kaohe::engine
