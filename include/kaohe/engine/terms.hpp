#pragma once

// From expressions to terms: names are looked up, periods fixed, texts and numbers told apart.

#include <kaohe/base/text.hpp>
#include <kaohe/calendar/period.hpp>
#include <kaohe/engine/model.hpp>
#include <kaohe/engine/nearest_hint.hpp>
#include <kaohe/engine/rule_numbers.hpp>
#include <kaohe/expression/print.hpp>
#include <kaohe/number/literal.hpp>

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace kaohe::engine {

/// The step that an expression belongs to (docs/scheme-format.md, "The order"): it sees figures as they stand when the step begins.
enum class Stage {
  criteria,  // leaves, conditions of criteria, criterion effects: scores before these effects
  totals,    // coefficient and bounds of the total
  points,    // the rounded total
  ceiling,   // the total after points effects
  grading,   // the final total
  direct,    // the grade by cut-off
  effects,   // the grade after direct grades
  measures,  // the final grade and rank
};

/// Where an expression stands, which decides what its names may be.
struct Scope {
  Stage stage = Stage::criteria;
  std::optional<Span> lookback;       // events are seen from that much earlier on
  bool ends_before = false;           // streak() and times_in() end with the period before
  int period = 0;                     // Model::periods
  bool in_rule = false;               // s and x are known
  const Expression* value = nullptr;  // what x stands for in functions over the group and over time
  Better better = Better::higher;     // the way x gets better
  std::string id;                     // the same where it is the value of an indicator or a leaf
  bool of_others = false;             // inside such a function
  bool in_filter = false;             // names are fields of an event
  bool constant_only = false;
  const EventKind* event = nullptr;  // whose fields a filter may name; none: any
};

/// Compiles expressions into terms of a model, adding slots, attributes, fields, queries and nodes as names ask for them.
class TermCompiler {
 public:
  TermCompiler(Model& model, Findings& findings);

  /// Keeps the term in `model.terms` under the expression's address.
  const Term& compile(const Expression& expression, const Scope& scope) {
    return model_.terms.insert_or_assign(&expression, term(expression, scope)).first->second;
  }
  const Term& compile_number(const Expression& expression, const Scope& scope) {
    return model_.terms.insert_or_assign(&expression, numeric(expression, scope)).first->second;
  }

  Term term(const Expression& expression, const Scope& scope);
  /// The same, where only a number (or a yes or no) will do.
  Term numeric(const Expression& expression, const Scope& scope);

  /// The value of an indicator or a leaf in a period, as others name it.
  Term value_of(const std::string& id, const Scope& scope, const SourceSpan& where);
  bool is_value(const std::string& id) const { return indicators_.contains(id) || leaves_.contains(id); }

  const Indicator* indicator(const std::string& id) const {
    const auto found = indicators_.find(id);
    return found == indicators_.end() ? nullptr : found->second;
  }

  int value_node(std::string name, Term term, const SourceSpan& where);
  int add_node(Node node) {
    model_.nodes.push_back(std::move(node));
    return static_cast<int>(model_.nodes.size()) - 1;
  }
  int slot(const std::string& id, int period);
  /// The criterion of that id; -1 where there is none.
  int criterion(const std::string& id) const {
    const auto found = criteria_.find(id);
    return found == criteria_.end() ? -1 : found->second;
  }
  int field(const std::string& name) { return place(model_.fields, name); }
  /// Works every constant out, so that a fault in one that nothing uses is said too.
  void check_constants() {
    for (const auto& [name, written] : constants_) constant(name, *written, written->expression.where);
  }
  Phrase nearest_criterion(const std::string& wanted) const {
    std::vector<std::string> candidates;
    for (const auto& [id, ignored] : criteria_) candidates.push_back(id);
    return nearest_hint(wanted, candidates);
  }
  int attribute(const std::string& name) { return place(model_.attributes, name); }
  const EventKind* check_event(const std::string& kind, const SourceSpan& where);
  void check_field(const EventKind& event, const std::string& name, const SourceSpan& where);
  Better better_of(const std::string& name, const Scope& scope) const;

  /// What a node or a leaf needs: the nodes its term reads.
  void needs_of(const Term& term, std::vector<int>& needs) const;

  void mark_text(const Term& term);
  void mark_number(Term& term);

 private:
  template <class T>
  static int place(std::vector<T>& list, const T& wanted) {
    for (std::size_t i = 0; i < list.size(); ++i) {
      if (list[i] == wanted) return static_cast<int>(i);
    }
    list.push_back(wanted);
    return static_cast<int>(list.size()) - 1;
  }

  Term fail(Code code, const SourceSpan& where, Arguments arguments) {
    findings_.push_back(make_finding(code, where, arguments));
    Term zero;  // so that what stands around it can be read on
    zero.where = where;
    return zero;
  }

  Term operation(const Expression& expression, const Scope& scope);
  Term constant(const std::string& name, const Amount& written, const SourceSpan& where);
  Term rule_value(const Scope& scope, const SourceSpan& where);
  Term kept(const Expression& expression, const Scope& scope);
  Term name(const Expression& expression, const Scope& scope);
  Term comparison(const Expression& expression, const Scope& scope);
  Term list(const Expression& expression, const Scope& scope);
  Term call(const Expression& expression, const Scope& scope);
  Term over_time(const Expression& expression, const Scope& scope);
  Term of_group(const Expression& expression, const Scope& scope, Aggregate aggregate);
  void said_once(std::size_t first);
  Term over_periods(const Expression& expression, const Scope& scope, TermKind kind);
  Term of_criterion(const Expression& expression, const Scope& scope, TermKind kind);
  Term of_duty(const Expression& expression, const Scope& scope, TermKind kind);
  int duty(const Duty& duty, const std::optional<Period>& life);
  Term of_veto(const Expression& expression, const Scope& scope);
  Term of_results(TermKind now, TermKind past, const Scope& scope, const SourceSpan& where);
  bool asks_results(const Term& term) const;
  Term of_events(const Expression& expression, const Scope& scope, bool sum);
  Term word(const Expression& expression, const Scope& scope, bool always_text);
  Term simple_call(const Expression& expression, const Scope& scope, TermKind kind, std::size_t least, std::size_t most);
  Term make(TermKind kind, const SourceSpan& where, std::vector<Term> children = {});
  bool counts(const Expression& expression, std::size_t least, std::size_t most);
  int looked_back(const Scope& scope, const SourceSpan& where);
  bool is_before_time(const Scope& scope, int steps) const;
  std::optional<int> earlier(const Scope& scope, int steps, bool years, const SourceSpan& where);
  void check_grade(const Term& left, const Term& right);
  bool left_is_text(const Expression& expression, const Scope& scope) const;
  Phrase nearest_name(const std::string& wanted) const;

  Model& model_;
  Findings& findings_;
  std::map<std::string, const Indicator*> indicators_;
  std::map<std::string, int> leaves_;    // criteria whose id has no indicator
  std::map<std::string, int> criteria_;  // all of them
  std::map<std::string, const Amount*> constants_;
  std::map<std::tuple<std::string, int, Stage>, Term> derived_;     // values by id and period; under the stage where they differ by it
  std::map<std::tuple<const Expression*, int, Stage>, Term> kept_;  // arguments over time, likewise
  std::map<std::string, Term> numbers_;                             // constants worked out
  std::vector<std::string> open_constants_;                         // those being worked out
  int depth_ = 0;
  bool in_past_ = false;  // inside a streak() or times_in()
};

inline TermCompiler::TermCompiler(Model& model, Findings& findings) : model_(model), findings_(findings) {
  for (const auto& indicator : model_.scheme.indicators) indicators_.emplace(indicator.id, &indicator);
  for (const auto& [name, number] : model_.scheme.constants) constants_.emplace(name, &number);
  for (std::size_t i = 1; i < model_.criteria.size(); ++i) {
    const Criterion& criterion = *model_.criteria[i].criterion;
    criteria_.emplace(criterion.id, static_cast<int>(i));
    if (criterion.is_leaf() && !indicators_.contains(criterion.id)) leaves_.emplace(criterion.id, static_cast<int>(i));
  }
}

inline Term TermCompiler::make(TermKind kind, const SourceSpan& where, std::vector<Term> children) {
  Term made;
  made.kind = kind;
  made.where = where;
  made.children = std::move(children);
  return made;
}

inline int TermCompiler::slot(const std::string& id, int period) {
  for (std::size_t i = 0; i < model_.slots.size(); ++i) {
    if (model_.slots[i].id != id || model_.slots[i].period != period) continue;
    model_.slots[i].past = model_.slots[i].past && in_past_;
    return static_cast<int>(i);
  }
  model_.slots.push_back({id, period, false, false, in_past_ && period != 0});
  return static_cast<int>(model_.slots.size()) - 1;
}

inline void TermCompiler::mark_text(const Term& term) {
  if (term.kind == TermKind::slot) model_.slots[static_cast<std::size_t>(term.ref)].as_text = true;
}

inline void TermCompiler::mark_number(Term& term) {
  if (term.kind == TermKind::slot) model_.slots[static_cast<std::size_t>(term.ref)].as_number = true;
  if (is_text(term)) term = fail("K0381", term.where, {term.kind == TermKind::text ? Phrase(term.text) : Phrase("grade")});
  if (term.kind == TermKind::choose) {
    mark_number(term.children[1]);
    mark_number(term.children[2]);
  }
}

inline Term TermCompiler::numeric(const Expression& expression, const Scope& scope) {
  Term made = term(expression, scope);
  mark_number(made);
  return made;
}

inline int TermCompiler::value_node(std::string name, Term term, const SourceSpan& where) {
  Node node;
  node.kind = Node::Kind::value;
  node.name = std::move(name);
  node.where = where;
  node.staged = asks_results(term);
  node.term = std::move(term);
  return add_node(std::move(node));
}

/// A value that is named by an expression of its own becomes a node; a plain other name stays that name.
inline Term TermCompiler::value_of(const std::string& id, const Scope& scope, const SourceSpan& where) {
  for (const Stage stage : {Stage::criteria, scope.stage}) {
    const auto known = derived_.find({id, scope.period, stage});
    if (known == derived_.end() || (stage != scope.stage && asks_results(known->second))) continue;
    Term found = known->second;
    found.where = where;
    return found;
  }
  const Indicator* declared = indicator(id);
  const Expression* expression = nullptr;
  if (declared != nullptr && declared->value) expression = &*declared->value;
  if (declared == nullptr) {
    const Criterion& leaf = *model_.criteria[static_cast<std::size_t>(leaves_.at(id))].criterion;
    if (leaf.value) expression = &*leaf.value;
  }
  if (expression == nullptr) {
    Term made = make(TermKind::slot, where);
    made.ref = slot(id, scope.period);
    return made;
  }
  const std::string name = scope.period == 0 ? id : id + "@" + model_.period_text(scope.period);
  Term made = make(TermKind::node, where);
  made.ref = value_node(name, {}, expression->where);
  derived_[{id, scope.period, scope.stage}] = made;
  Scope inner;
  inner.period = scope.period;
  inner.stage = scope.stage;
  const bool alias = expression->op == Op::name && is_value(expression->text) && expression->text != id;
  Term compiled = term(*expression, inner);
  if (!alias) mark_number(compiled);
  Node& node = model_.nodes[static_cast<std::size_t>(made.ref)];
  node.term = compiled;
  node.staged = asks_results(compiled);
  if (compiled.kind == TermKind::slot) {  // nothing to compute: the column itself, texts and all
    compiled.where = where;
    made = std::move(compiled);
  }
  derived_[{id, scope.period, node.staged ? scope.stage : Stage::criteria}] = made;
  return made;
}

inline bool TermCompiler::asks_results(const Term& term) const {
  switch (term.kind) {
    case TermKind::score:
    case TermKind::share:
    case TermKind::total:
    case TermKind::grade:
    case TermKind::rank:
      return true;
    case TermKind::node:
      return model_.nodes[static_cast<std::size_t>(term.ref)].staged;
    default:
      return std::ranges::any_of(term.children, [this](const Term& child) { return asks_results(child); });
  }
}

/// How many periods streak() and times_in() look back at most.
inline constexpr int most_periods = 60;

/// How deep names may stand upon names: what is compiled is run by recursion too.
inline constexpr int most_depth = 1000;

inline Term TermCompiler::term(const Expression& expression, const Scope& scope) {
  if (depth_ >= most_depth) return fail("K0394", expression.where, {std::to_string(most_depth)});
  ++depth_;
  Term made = operation(expression, scope);
  --depth_;
  return made;
}

inline Term TermCompiler::operation(const Expression& expression, const Scope& scope) {
  const auto both = [&](TermKind kind) {
    return make(kind, expression.where, {numeric(expression.children[0], scope), numeric(expression.children[1], scope)});
  };
  switch (expression.op) {
    case Op::number: {
      Term made = make(TermKind::number, expression.where);
      made.number = expression.number;
      return made;
    }
    case Op::text: {
      Term made = make(TermKind::text, expression.where);
      made.text = expression.text;
      return made;
    }
    case Op::name:
      return name(expression, scope);
    case Op::negate:
      return make(TermKind::negate, expression.where, {numeric(expression.children[0], scope)});
    case Op::logical_not:
      return make(TermKind::logical_not, expression.where, {numeric(expression.children[0], scope)});
    case Op::logical_and:
      return both(TermKind::logical_and);
    case Op::logical_or:
      return both(TermKind::logical_or);
    case Op::equal:
    case Op::not_equal:
    case Op::less:
    case Op::less_equal:
    case Op::greater:
    case Op::greater_equal:
      return comparison(expression, scope);
    case Op::in_list:
      return list(expression, scope);
    case Op::add:
      return both(TermKind::add);
    case Op::subtract:
      return both(TermKind::subtract);
    case Op::multiply:
      return both(TermKind::multiply);
    case Op::divide:
      return both(TermKind::divide);
    case Op::call:
      return call(expression, scope);
  }
  return {};
}

/// A constant is worked out once and stands for its number, so that constants made of constants do not grow.
inline Term TermCompiler::constant(const std::string& name, const Amount& written, const SourceSpan& where) {
  const auto known = numbers_.find(name);
  if (known == numbers_.end()) {
    const auto open = std::ranges::find(open_constants_, name);
    if (open != open_constants_.end()) {
      std::string circle;
      for (auto at = open; at != open_constants_.end(); ++at) circle += *at + " → ";
      return fail("K0392", where, {circle + name});
    }
    Scope alone;
    alone.constant_only = true;
    open_constants_.push_back(name);
    Term made = numeric(written.expression, alone);
    open_constants_.pop_back();
    Faults faults;
    const Number number = is_constant(made) ? Evaluator(model_, nullptr, 0, faults).number(made) : Number{};
    Term folded = make(TermKind::number, where);
    folded.number = number.value_or(Rational(0));
    if (!number && !has_errors(findings_)) folded = fail("K0395", written.expression.where, {name});
    numbers_[name] = std::move(folded);
  }
  Term made = numbers_.at(name);
  made.where = where;
  return made;
}

/// What x stands for, in any period and for any unit.
inline Term TermCompiler::rule_value(const Scope& scope, const SourceSpan& where) {
  Scope alone;
  alone.period = scope.period;
  alone.stage = scope.stage;
  return scope.value != nullptr ? numeric(*scope.value, alone) : value_of(scope.id, alone, where);
}

/// The number of an argument in a period as a value of its own, computed once however often it is asked for.
inline Term TermCompiler::kept(const Expression& expression, const Scope& scope) {
  const std::tuple key{&expression, scope.period, scope.stage};
  const auto known = kept_.find(key);
  if (known != kept_.end()) return known->second;
  Term made = numeric(expression, scope);
  if (!made.children.empty()) {
    Term value = make(TermKind::node, expression.where);
    value.ref = value_node(print(expression), std::move(made), expression.where);
    made = std::move(value);
  }
  return kept_[key] = made;
}

inline void TermCompiler::needs_of(const Term& term, std::vector<int>& needs) const {
  switch (term.kind) {
    case TermKind::node:
      needs.push_back(term.ref);
      break;
    case TermKind::score:
    case TermKind::full:
    case TermKind::share: {
      const CompiledCriterion& criterion = model_.criterion(term.ref);
      needs.push_back(term.cut ? criterion.cut : criterion.score);
      break;
    }
    case TermKind::total:
    case TermKind::grade:
    case TermKind::rank:
      needs.push_back(term.ref);
      break;
    case TermKind::veto:
      needs.push_back(model_.vetoes[static_cast<std::size_t>(term.ref)]);
      break;
    case TermKind::count_events:
    case TermKind::sum_events: {
      const auto& query = model_.queries[static_cast<std::size_t>(term.ref)];
      if (query.filter) needs_of(*query.filter, needs);
      break;
    }
    default:
      break;
  }
  for (const Term& child : term.children) needs_of(child, needs);
}

}  // namespace kaohe::engine

#include <kaohe/engine/term_calls.hpp>
#include <kaohe/engine/term_names.hpp>
