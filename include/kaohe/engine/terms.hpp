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
#include <utility>
#include <vector>

namespace kaohe::engine {

/// Where an expression stands, which decides what its names may be.
struct Scope {
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
  int field(const std::string& name) { return place(model_.fields, name); }
  /// Works every constant out, so that a fault in one that nothing uses is said too.
  void check_constants() {
    for (const auto& [name, written] : constants_) constant(name, *written, written->expression.where);
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

  Term fail(Code code, const SourceSpan& where, std::initializer_list<Phrase> arguments) {
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
  Term of_criterion(const Expression& expression, TermKind kind);
  Term of_events(const Expression& expression, const Scope& scope, bool sum);
  Term word(const Expression& expression, const Scope& scope, bool always_text);
  Term simple_call(const Expression& expression, const Scope& scope, TermKind kind, std::size_t least, std::size_t most);
  Term make(TermKind kind, const SourceSpan& where, std::vector<Term> children = {});
  bool counts(const Expression& expression, std::size_t least, std::size_t most);
  std::optional<int> earlier(const Scope& scope, int steps, bool years, const SourceSpan& where);
  bool left_is_text(const Expression& expression, const Scope& scope) const;
  Phrase nearest_name(const std::string& wanted) const;

  Model& model_;
  Findings& findings_;
  std::map<std::string, const Indicator*> indicators_;
  std::map<std::string, int> leaves_;    // criteria whose id has no indicator
  std::map<std::string, int> criteria_;  // all of them
  std::map<std::string, const Amount*> constants_;
  std::map<std::pair<std::string, int>, Term> derived_;     // values by id and period
  std::map<std::pair<const Expression*, int>, Term> kept_;  // arguments over time, by period
  std::map<std::string, Term> numbers_;                     // constants worked out
  std::vector<std::string> open_constants_;                 // those being worked out
  int depth_ = 0;
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
    if (model_.slots[i].id == id && model_.slots[i].period == period) return static_cast<int>(i);
  }
  model_.slots.push_back({id, period, false, false});
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
  node.term = std::move(term);
  return add_node(std::move(node));
}

/// A value that is named by an expression of its own becomes a node; a plain other name stays that name.
inline Term TermCompiler::value_of(const std::string& id, const Scope& scope, const SourceSpan& where) {
  const auto known = derived_.find({id, scope.period});
  if (known != derived_.end()) {
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
  Term made = make(TermKind::node, where);
  made.ref =
      value_node(scope.period == 0 ? id : id + "@" + model_.periods[static_cast<std::size_t>(scope.period)]->text(), {}, expression->where);
  derived_[{id, scope.period}] = made;
  Scope inner;
  inner.period = scope.period;
  const bool alias = expression->op == Op::name && is_value(expression->text) && expression->text != id;
  Term compiled = term(*expression, inner);
  if (!alias) mark_number(compiled);
  if (compiled.kind == TermKind::slot) {  // nothing to compute: the column itself, texts and all
    model_.nodes[static_cast<std::size_t>(made.ref)].term = compiled;
    derived_[{id, scope.period}] = compiled;
    compiled.where = where;
    return compiled;
  }
  model_.nodes[static_cast<std::size_t>(made.ref)].term = std::move(compiled);
  return made;
}

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
  return scope.value != nullptr ? numeric(*scope.value, alone) : value_of(scope.id, alone, where);
}

/// The number of an argument in a period as a value of its own, computed once however often it is asked for.
inline Term TermCompiler::kept(const Expression& expression, const Scope& scope) {
  const std::pair key{&expression, scope.period};
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
  if (text == "total") return make(TermKind::total, where);
  if (text == "grade") return make(TermKind::grade, where);
  if (text == "rank") return make(TermKind::rank, where);
  if (criteria_.contains(text)) return fail("K0382", where, {text});
  return fail("K0380", where, {text, nearest_name(text)});
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

inline Term TermCompiler::comparison(const Expression& expression, const Scope& scope) {
  static const std::map<Op, TermKind> kinds{{Op::equal, TermKind::equal},     {Op::not_equal, TermKind::not_equal},
                                            {Op::less, TermKind::less},       {Op::less_equal, TermKind::less_equal},
                                            {Op::greater, TermKind::greater}, {Op::greater_equal, TermKind::greater_equal}};
  const bool equality = expression.op == Op::equal || expression.op == Op::not_equal;
  Term left = term(expression.children[0], scope);
  Term right =
      equality ? word(expression.children[1], scope, left_is_text(expression.children[0], scope)) : term(expression.children[1], scope);
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
    texts = texts || is_text(made.children.back());
  }
  if (texts) mark_text(made.children[0]);
  if (!texts) mark_number(made.children[0]);
  return made;
}

inline bool TermCompiler::counts(const Expression& expression, std::size_t least, std::size_t most) {
  const std::size_t given = expression.children.size();
  if (given >= least && given <= most) return true;
  const std::string wanted = least == most ? std::to_string(least) : std::to_string(least) + "–" + std::to_string(most);
  fail("K0384", expression.where, {expression.text, wanted, std::to_string(given)});
  return false;
}

inline Term TermCompiler::simple_call(const Expression& expression, const Scope& scope, TermKind kind, std::size_t least,
                                      std::size_t most) {
  if (!counts(expression, least, most)) return {};
  Term made = make(kind, expression.where);
  for (const auto& child : expression.children) made.children.push_back(numeric(child, scope));
  return made;
}

inline Term TermCompiler::call(const Expression& expression, const Scope& scope) {
  struct Simple {
    TermKind kind;
    std::size_t least, most;
  };
  static const std::map<std::string_view, Simple> simple{{"min", {TermKind::minimum, 1, 100}}, {"max", {TermKind::maximum, 1, 100}},
                                                         {"abs", {TermKind::absolute, 1, 1}},  {"sqrt", {TermKind::square_root, 1, 1}},
                                                         {"ln", {TermKind::logarithm, 1, 1}},  {"exp", {TermKind::exponential, 1, 1}},
                                                         {"pow", {TermKind::power, 2, 2}},     {"round", {TermKind::round, 1, 2}},
                                                         {"floor", {TermKind::floor, 1, 2}},   {"ceil", {TermKind::ceil, 1, 2}}};
  static const std::map<std::string_view, Aggregate> groups{
      {"mean", Aggregate::mean},   {"median", Aggregate::median}, {"best", Aggregate::best}, {"worst", Aggregate::worst},
      {"least", Aggregate::worst}, {"most", Aggregate::best},     {"sum", Aggregate::sum},   {"rank", Aggregate::rank}};
  const std::string& function = expression.text;
  const auto found = simple.find(function);
  if (found != simple.end()) return simple_call(expression, scope, found->second.kind, found->second.least, found->second.most);
  if (function == "if") {
    if (!counts(expression, 3, 3)) return {};
    return make(TermKind::choose, expression.where,
                {numeric(expression.children[0], scope), term(expression.children[1], scope), term(expression.children[2], scope)});
  }
  if (function == "known")
    return counts(expression, 1, 1) ? make(TermKind::known, expression.where, {term(expression.children[0], scope)}) : Term{};
  if (function == "days" || function == "months") {
    if (!counts(expression, 2, 2)) return {};
    Term made = make(function == "days" ? TermKind::days : TermKind::months, expression.where,
                     {term(expression.children[0], scope), term(expression.children[1], scope)});
    for (const Term& child : made.children) mark_text(child);
    return made;
  }
  if (function == "score") return of_criterion(expression, TermKind::score);
  if (function == "full") return of_criterion(expression, TermKind::full);
  if (function == "share") return of_criterion(expression, TermKind::share);
  if (function == "count") return of_events(expression, scope, false);
  if (function == "prev" || function == "last_year" || function == "change" || function == "growth") return over_time(expression, scope);
  const bool event_sum = function == "sum" && !expression.children.empty() && expression.children[0].op == Op::name &&
                         expression.children[0].text.find('.') != std::string::npos && !expression.children[0].text.starts_with("unit.");
  if (event_sum) return of_events(expression, scope, true);
  const auto group = groups.find(function);
  if (group != groups.end()) return of_group(expression, scope, group->second);
  static const std::vector<std::string> all{"min",   "max",  "abs",  "sqrt",      "ln",     "exp",    "pow",   "if",     "known", "round",
                                            "floor", "ceil", "prev", "last_year", "change", "growth", "mean",  "median", "best",  "worst",
                                            "least", "most", "sum",  "rank",      "score",  "full",   "share", "count",  "days",  "months"};
  if (function == "veto" || function == "streak" || function == "times_in") return fail("K0390", expression.where, {function});
  return fail("K0383", expression.where, {function, nearest_hint(function, all)});
}

inline Term TermCompiler::of_criterion(const Expression& expression, TermKind kind) {
  if (!counts(expression, 1, 1)) return {};
  const Expression& argument = expression.children[0];
  const auto found = argument.op == Op::name ? criteria_.find(argument.text) : criteria_.end();
  if (found == criteria_.end()) {
    std::vector<std::string> candidates;
    for (const auto& [id, ignored] : criteria_) candidates.push_back(id);
    return fail("K0385", argument.where,
                {argument.op == Op::name ? argument.text : print(argument), nearest_hint(argument.text, candidates)});
  }
  Term made = make(kind, expression.where);
  made.ref = found->second;
  return made;
}

/// With events declared, any other kind is an error. Gives the kind where its fields are declared, too.
inline const EventKind* TermCompiler::check_event(const std::string& kind, const SourceSpan& where) {
  const auto& declared = model_.scheme.events;
  const auto found = std::ranges::find(declared, kind, &EventKind::id);
  if (found != declared.end()) return found->fields.empty() ? nullptr : &*found;
  if (declared.empty()) return nullptr;
  std::vector<std::string> candidates;
  for (const auto& known : declared) candidates.push_back(known.id);
  fail("K0387", where, {kind, nearest_hint(kind, candidates)});
  return nullptr;
}

inline void TermCompiler::check_field(const EventKind& event, const std::string& name, const SourceSpan& where) {
  std::vector<std::string> candidates{"unit", "event", "date", "kind", "level", "project", "count", "amount"};
  candidates.insert(candidates.end(), event.fields.begin(), event.fields.end());
  if (std::ranges::find(candidates, name) == candidates.end()) fail("K0393", where, {name, event.id, nearest_hint(name, candidates)});
}

inline Term TermCompiler::of_events(const Expression& expression, const Scope& scope, bool sum) {
  if (!counts(expression, 1, 2)) return {};
  const Expression& first = expression.children[0];
  if (first.op != Op::name) return fail("K0386", first.where, {print(first)});
  EventQuery query;
  query.period = scope.period;
  const auto dot = first.text.find('.');
  query.kind = first.text.substr(0, dot);
  const EventKind* declared = check_event(query.kind, first.where);
  if (sum) {
    query.field = field(first.text.substr(dot + 1));
    if (declared) check_field(*declared, first.text.substr(dot + 1), first.where);
  }
  if (expression.children.size() > 1) {
    Scope filter = scope;
    filter.in_filter = true;
    filter.event = declared;
    query.filter = numeric(expression.children[1], filter);
  }
  model_.queries.push_back(std::move(query));
  Term made = make(sum ? TermKind::sum_events : TermKind::count_events, expression.where);
  made.ref = static_cast<int>(model_.queries.size()) - 1;
  return made;
}

/// The period `steps` before the scope's, or `steps` years before it, as an index into Model::periods.
inline std::optional<int> TermCompiler::earlier(const Scope& scope, int steps, bool years, const SourceSpan& where) {
  const auto& now = model_.periods[static_cast<std::size_t>(scope.period)];
  if (!now) {
    fail("K0388", where, {});
    return std::nullopt;
  }
  const auto wanted = years ? years_before(*now, steps) : previous(*now, steps);
  if (!wanted) {
    fail("K0389", where, {std::to_string(steps)});
    return std::nullopt;
  }
  for (std::size_t i = 0; i < model_.periods.size(); ++i) {
    if (model_.periods[i] == wanted) return static_cast<int>(i);
  }
  model_.periods.push_back(wanted);
  return static_cast<int>(model_.periods.size()) - 1;
}

inline Term TermCompiler::over_time(const Expression& expression, const Scope& scope) {
  const std::string& function = expression.text;
  if (!counts(expression, 1, function == "prev" ? 2 : 1)) return {};
  int steps = 1;
  if (expression.children.size() > 1) {
    const Expression& asked = expression.children[1];
    const auto whole = asked.op == Op::number ? asked.number.to_int64() : std::nullopt;
    if (!whole || *whole < 1 || *whole > 100) return fail("K0389", asked.where, {print(asked)});
    steps = static_cast<int>(*whole);
  }
  const auto period = earlier(scope, steps, function == "last_year", expression.where);
  if (!period) return {};
  Scope now = scope;
  now.of_others = true;
  now.in_filter = false;
  Scope then = now;
  then.period = *period;
  if (function == "prev" || function == "last_year") return term(expression.children[0], then);
  Term before = kept(expression.children[0], then);
  Term change = make(TermKind::subtract, expression.where, {kept(expression.children[0], now), before});
  if (function == "change") return change;
  return make(TermKind::divide, expression.where, {std::move(change), std::move(before)});
}

/// Which way an argument gets better: an indicator's or a leaf's own direction; of any other expression, higher.
inline Better TermCompiler::better_of(const std::string& name, const Scope& scope) const {
  if (scope.in_rule && name == "x") return scope.better;
  const Indicator* declared = indicator(name);
  if (declared != nullptr) {
    if (declared->better) return *declared->better;
    return declared->target ? declared->target->better() : Better::higher;
  }
  const auto leaf = leaves_.find(name);
  if (leaf == leaves_.end()) return Better::higher;
  return model_.criteria[static_cast<std::size_t>(leaf->second)].criterion->better.value_or(Better::higher);
}

inline Term TermCompiler::of_group(const Expression& expression, const Scope& scope, Aggregate aggregate) {
  if (!counts(expression, 1, 1)) return {};
  const Expression& argument = expression.children[0];
  Scope others = scope;
  others.of_others = true;
  others.in_filter = false;
  Term inner = numeric(argument, others);
  const bool directed = expression.text == "best" || expression.text == "worst" || expression.text == "rank";
  const Better better = directed && argument.op == Op::name ? better_of(argument.text, scope) : Better::higher;
  if (better == Better::closer) return fail("K0391", expression.where, {expression.text, argument.text});
  Node node;
  node.kind = Node::Kind::aggregate;
  node.name = print(expression);
  node.where = expression.where;
  node.aggregate = aggregate;
  node.lower_first = better == Better::lower;
  node.argument = inner.kind == TermKind::node && model_.nodes[static_cast<std::size_t>(inner.ref)].kind == Node::Kind::value
                      ? inner.ref
                      : value_node(print(argument), std::move(inner), argument.where);
  Term made = make(TermKind::node, expression.where);
  made.ref = add_node(std::move(node));
  return made;
}

inline void TermCompiler::needs_of(const Term& term, std::vector<int>& needs) const {
  switch (term.kind) {
    case TermKind::node:
      needs.push_back(term.ref);
      break;
    case TermKind::score:
    case TermKind::full:
    case TermKind::share:
      needs.push_back(model_.criteria[static_cast<std::size_t>(term.ref)].score);
      break;
    case TermKind::total:
      needs.push_back(model_.total);
      break;
    case TermKind::grade:
      needs.push_back(model_.grade);
      break;
    case TermKind::rank:
      needs.push_back(model_.rank);
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
