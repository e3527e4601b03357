#pragma once

// Names and words, and what they are compared with. Bodies of TermCompiler that terms.hpp leaves to this file.

#include <kaohe/engine/terms.hpp>

namespace kaohe::engine {

/// `unit.x`, a field of an event, a constant, an indicator, a leaf, or one of the words.
inline Term TermCompiler::name(const Expression& expression, const Scope& scope) {
  const std::string& text = expression.text;
  const SourceSpan& where = expression.where;
  if (text.starts_with("unit.")) {
    Term made = make(TermKind::attribute, where);
    made.ref = place(model_.attributes, text.substr(5));
    return made;
  }
  if (const auto word = parse_yes_no(text)) {
    Term made = make(TermKind::number, where);
    made.number = *word ? 1 : 0;
    return made;
  }
  const auto constant = constants_.find(text);
  if (constant != constants_.end()) return this->constant(text, *constant->second, where);
  if (scope.in_filter) {
    Term made = make(TermKind::event_field, where);
    const auto dot = text.find('.');
    const std::string name = dot == std::string::npos ? text : text.substr(dot + 1);
    if (scope.event) check_field(*scope.event, name, where);
    made.ref = field(name);
    return made;
  }
  if (scope.constant_only) return fail("K0380", where, {text, nearest_name(text)});
  if (scope.in_rule && text == "s" && !scope.of_others) return make(TermKind::points, where);
  if (scope.in_rule && text == "x") return scope.of_others ? rule_value(scope, where) : make(TermKind::value, where);
  if (is_value(text)) return value_of(text, scope, where);
  if (text == "total") return of_results(TermKind::total, TermKind::past_total, scope, where);
  if (text == "grade") return of_results(TermKind::grade, TermKind::past_grade, scope, where);
  if (text == "rank") return of_results(TermKind::rank, TermKind::past_rank, scope, where);
  if (criteria_.contains(text)) return fail("K0382", where, {text});
  return fail("K0380", where, {text, nearest_name(text)});
}

/// The total, grade or rank that a stage sees; of an earlier period the history's.
inline Term TermCompiler::of_results(TermKind now, TermKind past, const Scope& scope, const SourceSpan& where) {
  Term made = make(scope.period == 0 ? now : past, where);
  if (scope.period != 0) {
    made.ref = scope.period;
    model_.asks_history = true;
    return made;
  }
  const ResultNodes& nodes = model_.results;
  if (now == TermKind::rank) made.ref = scope.stage == Stage::measures ? nodes.last_rank : nodes.rank;
  if (now == TermKind::total) {
    made.ref = scope.stage == Stage::points ? nodes.total : scope.stage == Stage::ceiling ? nodes.less_points : nodes.ceiling;
  }
  if (now == TermKind::grade) {
    made.ref = scope.stage == Stage::measures ? nodes.decided : scope.stage == Stage::effects ? nodes.direct : nodes.grade;
  }
  return made;
}

inline Phrase TermCompiler::nearest_name(const std::string& wanted) const {
  std::vector<std::string> candidates;
  for (const auto& [id, ignored] : indicators_) candidates.push_back(id);
  for (const auto& [id, ignored] : leaves_) candidates.push_back(id);
  for (const auto& [id, ignored] : constants_) candidates.push_back(id);
  for (const char* word : {"total", "grade", "rank"}) candidates.emplace_back(word);
  return nearest_hint(wanted, candidates);
}

inline bool TermCompiler::left_is_text(const Expression& left, const Scope& scope) const {
  if (left.op != Op::name) return false;
  return scope.in_filter || left.text.starts_with("unit.") || left.text == "grade";
}

/// The right side of `==`, or an entry of a list: a word that is no known name, or stands beside a field, is a text.
inline Term TermCompiler::word(const Expression& expression, const Scope& scope, bool always_text) {
  const bool bare = expression.op == Op::name && !expression.text.starts_with("unit.") && expression.text.find('.') == std::string::npos;
  if (!bare) return term(expression, scope);
  const auto yes_no = parse_yes_no(expression.text);
  const bool known_name = is_value(expression.text) || constants_.contains(expression.text) || yes_no.has_value() ||
                          (scope.in_rule && (expression.text == "s" || expression.text == "x")) || expression.text == "total" ||
                          expression.text == "rank" || expression.text == "grade";
  if (known_name && !always_text) return term(expression, scope);
  Term made = make(TermKind::text, expression.where);
  made.text = expression.text;
  made.ref = yes_no ? (*yes_no ? 1 : 0) : -1;
  return made;
}

/// A grade is compared with a word that is none: that never holds.
inline void TermCompiler::check_grade(const Term& left, const Term& right) {
  const bool has_grades = !model_.scheme.grades.empty();  // without them, earlier grades are whatever the history says
  const bool asks = left.kind == TermKind::grade || (left.kind == TermKind::past_grade && has_grades);
  if (!asks || right.kind != TermKind::text || model_.grade_named(right.text) >= 0) return;
  std::vector<std::string> names;
  for (const Grade& grade : model_.scheme.grades) names.push_back(grade.name);
  fail("K0396", right.where, {right.text, nearest_hint(right.text, names)});
}

inline Term TermCompiler::comparison(const Expression& expression, const Scope& scope) {
  static const std::map<Op, TermKind> kinds{{Op::equal, TermKind::equal},     {Op::not_equal, TermKind::not_equal},
                                            {Op::less, TermKind::less},       {Op::less_equal, TermKind::less_equal},
                                            {Op::greater, TermKind::greater}, {Op::greater_equal, TermKind::greater_equal}};
  const bool equality = expression.op == Op::equal || expression.op == Op::not_equal;
  Term left = term(expression.children[0], scope);
  Term right =
      equality ? word(expression.children[1], scope, left_is_text(expression.children[0], scope)) : term(expression.children[1], scope);
  check_grade(left, right);
  const bool texts = is_text(left) || is_text(right);
  for (Term* side : {&left, &right}) {
    if (texts) mark_text(*side);
    if (!texts && !(is_cell(left) && is_cell(right))) mark_number(*side);
    if (!texts && is_cell(left) && is_cell(right)) mark_text(*side);
  }
  return make(kinds.at(expression.op), expression.where, {std::move(left), std::move(right)});
}

inline Term TermCompiler::list(const Expression& expression, const Scope& scope) {
  Term made = make(TermKind::in_list, expression.where);
  made.children.push_back(term(expression.children[0], scope));
  const bool always_text = left_is_text(expression.children[0], scope);
  bool texts = false;
  for (std::size_t i = 1; i < expression.children.size(); ++i) {
    made.children.push_back(word(expression.children[i], scope, always_text));
    check_grade(made.children.front(), made.children.back());
    texts = texts || is_text(made.children.back());
  }
  if (texts) mark_text(made.children[0]);
  if (!texts) mark_number(made.children[0]);
  return made;
}

}  // namespace kaohe::engine
