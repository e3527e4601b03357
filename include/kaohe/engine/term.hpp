#pragma once

#include <kaohe/base/finding.hpp>
#include <kaohe/number/rational.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace kaohe::engine {

/// What a compiled expression reads or does. Names are resolved, periods are fixed.
enum class TermKind : std::uint8_t {
  number,      // `number`
  text,        // `text`
  slot,        // an observed value: Model::slots[ref]
  attribute,   // unit.x: Model::attributes[ref]
  node,        // a derived value, one number a unit: Model::nodes[ref]
  score,       // of criterion `ref`
  full,        // attainable points of criterion `ref`
  share,       // score ÷ own points of criterion `ref`
  total,       // of node `ref`
  grade,       // of node `ref`
  rank,        // of node `ref`
  veto,        // whether veto `ref` holds
  past_total,  // of the history's row in Model::periods[ref]
  past_grade,
  past_rank,
  past_veto,    // whether `text` is among the vetoes of that row
  event_field,  // of the event a filter looks at: Model::fields[ref]
  duty_asked,   // a figure of duty `ref`: Model::duties
  duty_done,
  duty_late,
  duty_missing,
  points,  // s
  value,   // x
  negate,
  logical_not,
  logical_and,
  logical_or,
  equal,
  not_equal,
  less,
  less_equal,
  greater,
  greater_equal,
  in_list,
  add,
  subtract,
  multiply,
  divide,
  minimum,
  maximum,
  absolute,
  square_root,
  logarithm,
  exponential,
  power,
  round,
  floor,
  ceil,
  choose,  // if(c, a, b)
  known,
  days,
  months,
  count_events,  // Model::queries[ref]
  sum_events,
  streak,    // how many of the conditions, from the first on, hold one after the other
  times_in,  // how many of the conditions hold
};

struct Term {
  TermKind kind = TermKind::number;
  int ref = -1;
  bool cut = false;  // of a score or a share: after the criterion effects of vetoes
  Rational number;
  std::string text;
  std::vector<Term> children;
  SourceSpan where;
};

/// True where the term can only be a text.
inline bool is_text(const Term& term) {
  return term.kind == TermKind::text || term.kind == TermKind::grade || term.kind == TermKind::past_grade ||
         (term.kind == TermKind::choose && (is_text(term.children[1]) || is_text(term.children[2])));
}

/// True where the term is a cell, which may hold a number or a text.
inline bool is_cell(const Term& term) {
  return term.kind == TermKind::slot || term.kind == TermKind::attribute || term.kind == TermKind::event_field;
}

}  // namespace kaohe::engine
