#pragma once

// From a scheme to a model: every name looked up, every expression a term, the columns in an order that can be computed.

#include <kaohe/engine/deadline_checks.hpp>
#include <kaohe/engine/duty_checks.hpp>
#include <kaohe/engine/rule_curves.hpp>
#include <kaohe/engine/rule_numbers.hpp>
#include <kaohe/engine/terms.hpp>

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace kaohe::engine {

class Compiler {
 public:
  Compiler(Model& model, Findings& findings) : model_(model), findings_(findings) {}

  void run();

 private:
  void flatten(const Criterion& criterion, int parent);
  void set_period();
  void criterion(int at);
  void leaf(int at);
  void section(int at);
  void points(const CompiledCriterion& compiled);
  int rule(const Rule& rule, int criterion, int parent, int branch, std::vector<int> path);
  struct Body;
  void branch(const Branch* branch, int rule, int which, const std::vector<int>& path);
  void body(int at, std::vector<int> path);
  int result_node(Node::Kind kind, std::string name, int subject, const SourceSpan& where);
  int step_node(bool happens, Node::Kind kind, int before);
  template <class Condition>
  void condition_nodes(Node::Kind kind, const char* name, const std::vector<Condition>& conditions, std::vector<int>& nodes);
  void result_nodes();
  void cut_nodes();
  void results();
  void check_grade(const Named& grade);
  void check_grades();
  void check_liable();
  void condition(int node, const Expression& when, const Scope& scope);
  void conditions();
  void cut_needs(int at);
  void totals();
  template <class Asked>
  void effects(int node, Stage stage, const Asked& amount);
  void grades();
  void quota(const Quota& quota, const Scope& scope);
  bool sees_excluded(const Node& node) const;
  int score_node(int at);
  int figure(int rule, Aggregate aggregate, const std::vector<int>& path);
  int cohort(int rule, const std::vector<int>& path);
  void number(const Amount& amount, const Scope& scope = {});
  void number(const std::optional<Amount>& amount, const Scope& scope = {}) {
    if (amount) number(*amount, scope);
  }
  Scope rule_scope(int rule) const;
  static Scope indicator_scope(const Indicator& indicator) {
    Scope scope;
    scope.in_rule = scope.of_others = true;
    scope.id = indicator.id;
    return scope;
  }
  void target_of_rule(int rule);
  void target_numbers(const Target& target, const Scope& scope);
  void needs_of_target(const Target& target, std::vector<int>& needs);
  void needs_of_points(const Criterion& criterion, std::vector<int>& needs);
  const Indicator* indicator_of(const std::optional<Expression>& value, const std::string& id, const Indicator* otherwise);
  void collect(const Expression& expression);
  void fail(Code code, const SourceSpan& where, Arguments arguments = {}) { findings_.push_back(make_finding(code, where, arguments)); }

  void sort();
  void say_circle(const std::vector<int>& nodes);
  bool visit(int node, std::vector<int>& marks, std::vector<int>& path);
  void number_passes();
  bool hides_faults(const Term& term) const;
  void mark_retold();
  void constant_curves();

  Model& model_;
  Findings& findings_;
  std::unique_ptr<TermCompiler> terms_;
  std::vector<int>* needs_ = nullptr;  // of the node that is being compiled
};

inline void Compiler::run() {
  set_period();
  if (model_.periods[0]) check_deadlines(model_.scheme, model_.periods[0]->last(), findings_);
  DutyChecks(model_.scheme, model_.periods[0], findings_).run();
  model_.criteria.reserve(64);
  flatten(model_.scheme.root, -1);
  model_.adjustments = static_cast<int>(model_.criteria.size());
  model_.adjustments_section.id = "adjustments";
  model_.adjustments_section.criteria = model_.scheme.adjustments;
  flatten(model_.adjustments_section, -1);
  terms_ = std::make_unique<TermCompiler>(model_, findings_);
  terms_->check_constants();
  for (std::size_t i = 0; i < model_.criteria.size(); ++i) score_node(static_cast<int>(i));
  result_nodes();
  for (std::size_t i = 0; i < model_.criteria.size(); ++i) criterion(static_cast<int>(i));
  if (!model_.scheme.groups.empty()) terms_->attribute(model_.scheme.groups);
  results();
  model_.asked_slots = model_.slots.size();
  for (const auto& indicator : model_.scheme.indicators) {
    if (indicator.value) terms_->value_of(indicator.id, {}, indicator.where);
    if (indicator.target) target_numbers(*indicator.target, indicator_scope(indicator));
  }
  for (Node& node : model_.nodes) {
    if (node.kind == Node::Kind::value) terms_->needs_of(node.term, node.needs);
    if (node.kind == Node::Kind::aggregate) node.needs.push_back(node.argument);
    if (model_.results.excluded >= 0 && sees_excluded(node)) node.needs.push_back(model_.results.excluded);
  }
  if (has_errors(findings_)) return;
  sort();
  if (has_errors(findings_)) return;
  number_passes();
  mark_retold();
  constant_curves();
}

/// Values are there for every unit; the gates on the assessment are what exclusion is made of. All else is of those who are assessed.
inline bool Compiler::sees_excluded(const Node& node) const {
  if (node.kind == Node::Kind::gate) {
    return model_.scheme.gates[static_cast<std::size_t>(node.subject)].purpose != Gate::Purpose::assessment;
  }
  return node.kind != Node::Kind::value && node.kind != Node::Kind::excluded;
}

/// Whether a value may be there although something was wrong on the way: an event that could not be told or added, a `known`.
inline bool Compiler::hides_faults(const Term& term) const {
  if (term.kind == TermKind::sum_events || term.kind == TermKind::known) return true;
  if (term.kind == TermKind::count_events) return model_.queries[static_cast<std::size_t>(term.ref)].filter.has_value();
  if (term.kind == TermKind::node && model_.nodes[static_cast<std::size_t>(term.ref)].retold) return true;
  return std::ranges::any_of(term.children, [this](const Term& child) { return hides_faults(child); });
}

inline void Compiler::mark_retold() {
  for (const int at : model_.order) {
    Node& node = model_.nodes[static_cast<std::size_t>(at)];
    node.retold = node.kind == Node::Kind::value && hides_faults(node.term);
  }
}

/// The loader knows the days of every form of period; a scheme built without a document may have only the text.
inline void Compiler::set_period() {
  model_.periods.assign(1, model_.scheme.days ? model_.scheme.days : model_.parse_period(model_.scheme.period));
}

inline void Compiler::flatten(const Criterion& criterion, int parent) {
  const int at = static_cast<int>(model_.criteria.size());
  CompiledCriterion made;
  made.criterion = &criterion;
  made.parent = parent;
  made.adjusts = criterion.is_leaf() && !criterion.points;
  made.bears_points = criterion.points.has_value();
  model_.criteria.push_back(std::move(made));
  if (parent >= 0) model_.criteria[static_cast<std::size_t>(parent)].children.push_back(at);
  for (const auto& child : criterion.criteria) flatten(child, at);
  const bool bears = model_.criteria[static_cast<std::size_t>(at)].bears_points;
  if (bears && parent >= 0) model_.criteria[static_cast<std::size_t>(parent)].bears_points = true;
}

/// A criterion's score; where a missing one becomes the mean of the others, two nodes and the mean between them.
inline int Compiler::score_node(int at) {
  auto& compiled = model_.criteria[static_cast<std::size_t>(at)];
  Node score;
  score.kind = Node::Kind::score;
  score.criterion = at;
  score.name = "score(" + compiled.criterion->id + ")";
  score.where = compiled.criterion->where;
  const MissingPolicy policy = compiled.criterion->missing.value_or(compiled.adjusts ? MissingPolicy::zero : model_.scheme.missing);
  compiled.policy = policy;
  compiled.raw = compiled.score = terms_->add_node(score);
  if (!compiled.criterion->is_leaf() || policy != MissingPolicy::mean) return compiled.score;
  Node mean = score;
  mean.kind = Node::Kind::mean_score;
  mean.needs = {compiled.raw};
  mean.name = "mean(" + score.name + ")";
  compiled.mean = terms_->add_node(mean);
  Node settled = score;
  settled.kind = Node::Kind::settled;
  settled.needs = {compiled.raw, compiled.mean};
  compiled.score = terms_->add_node(settled);
  return compiled.score;
}

inline void Compiler::collect(const Expression& expression) {
  std::vector<int> needs;
  terms_->needs_of(model_.term(expression), needs);
  needs_->insert(needs_->end(), needs.begin(), needs.end());
}

inline void Compiler::number(const Amount& amount, const Scope& scope) {
  terms_->compile_number(amount.expression, scope);
  collect(amount.expression);
}

/// What `s` and `x` stand for in a rule's numbers.
inline Scope Compiler::rule_scope(int at) const {
  const CompiledRule& compiled = model_.rules[static_cast<std::size_t>(at)];
  Scope scope;
  scope.in_rule = true;
  scope.value = compiled.written_value;
  scope.better = compiled.better;
  scope.id = model_.criteria[static_cast<std::size_t>(compiled.criterion)].criterion->id;
  return scope;
}

inline void Compiler::target_numbers(const Target& target, const Scope& scope) {
  std::vector<int> unused;
  if (needs_ == nullptr) needs_ = &unused;
  if (target.kind != Target::Kind::done) number(target.number, scope);
  number(target.upper, scope);
  number(target.tolerance, scope);
  if (needs_ == &unused) needs_ = nullptr;
}

/// A target of the rule's own, where x is the rule's value, or the indicator's, which is the same for all.
inline void Compiler::target_of_rule(int at) {
  const CompiledRule& compiled = model_.rules[static_cast<std::size_t>(at)];
  const bool shared = compiled.indicator != nullptr && compiled.indicator->target && compiled.target == &*compiled.indicator->target;
  target_numbers(*compiled.target, shared ? indicator_scope(*compiled.indicator) : rule_scope(at));
}

/// Nodes that tell whether a target is met.
inline void Compiler::needs_of_target(const Target& target, std::vector<int>& needs) {
  if (target.kind != Target::Kind::done) terms_->needs_of(model_.term(target.number), needs);
  if (target.upper) terms_->needs_of(model_.term(*target.upper), needs);
  if (target.tolerance) terms_->needs_of(model_.term(*target.tolerance), needs);
}

/// Nodes that tell what a criterion is worth to a unit.
inline void Compiler::needs_of_points(const Criterion& criterion, std::vector<int>& needs) {
  if (!criterion.points) return;
  if (criterion.points->number) terms_->needs_of(model_.term(*criterion.points->number), needs);
  for (const auto& [key, entry] : criterion.points->table) terms_->needs_of(model_.term(entry), needs);
}

inline void Compiler::points(const CompiledCriterion& compiled) {
  const auto& points = compiled.criterion->points;
  if (!points) return;
  number(points->number);
  for (const auto& [key, entry] : points->table) number(entry);
  if (!points->by.empty()) terms_->attribute(points->by);
}

inline void Compiler::criterion(int at) {
  auto& compiled = model_.criteria[static_cast<std::size_t>(at)];
  const Criterion& source = *compiled.criterion;
  std::vector<int> needs;
  needs_ = &needs;
  if (source.when) terms_->compile_number(*source.when, {});
  for (int up = at; up >= 0; up = model_.criteria[static_cast<std::size_t>(up)].parent) {
    const Criterion& above = *model_.criteria[static_cast<std::size_t>(up)].criterion;
    if (above.when) collect(*above.when);
  }
  points(compiled);
  number(source.at_least);
  number(source.at_most);
  number(source.weight);
  if (source.is_leaf()) leaf(at);
  if (!source.is_leaf()) section(at);
  auto& node = model_.nodes[static_cast<std::size_t>(model_.criteria[static_cast<std::size_t>(at)].raw)];
  node.needs.insert(node.needs.end(), needs.begin(), needs.end());
  needs_ = nullptr;
}

inline void Compiler::section(int at) {
  for (const int child : model_.criteria[static_cast<std::size_t>(at)].children) {
    needs_->push_back(model_.criteria[static_cast<std::size_t>(child)].score);
  }
}

/// The names on the way round, at the first of them that has a place in the document.
inline void Compiler::say_circle(const std::vector<int>& nodes) {
  std::vector<std::string> names;
  SourceSpan where;
  for (const int at : nodes) {
    const Node& node = model_.nodes[static_cast<std::size_t>(at)];
    if (names.empty() || names.back() != node.name) names.push_back(node.name);  // steps of one figure share its name
    if (where.line == 0) where = node.where;
  }
  std::string circle;
  for (const std::string& name : names) circle += (circle.empty() ? "" : " → ") + name;
  fail("K0392", where, {circle});
}

/// Depth first; a node met again on its own path closes a circle.
inline bool Compiler::visit(int node, std::vector<int>& marks, std::vector<int>& path) {
  int& mark = marks[static_cast<std::size_t>(node)];
  if (mark == 2) return true;
  path.push_back(node);
  if (mark == 1) {
    say_circle({std::ranges::find(path, node), path.end()});
    return false;
  }
  mark = 1;
  for (const int need : model_.nodes[static_cast<std::size_t>(node)].needs) {
    if (!visit(need, marks, path)) return false;
  }
  mark = 2;
  path.pop_back();
  model_.order.push_back(node);
  return true;
}

inline void Compiler::sort() {
  std::vector<int> marks(model_.nodes.size(), 0);
  for (std::size_t i = 0; i < model_.nodes.size(); ++i) {
    std::vector<int> path;
    if (!visit(static_cast<int>(i), marks, path)) return;
  }
}

inline void Compiler::number_passes() {
  for (const int at : model_.order) {
    Node& node = model_.nodes[static_cast<std::size_t>(at)];
    for (const int need : node.needs) {
      const Node& before = model_.nodes[static_cast<std::size_t>(need)];
      node.pass = std::max(node.pass, before.pass + (before.population() ? 1 : 0));
    }
    model_.passes = std::max(model_.passes, node.pass + 1);
  }
}

/// What does not depend on the unit is worked out once.
inline void Compiler::constant_curves() {
  Faults faults;
  Evaluator constant(model_, nullptr, 0, faults);
  for (auto& compiled : model_.criteria) {
    const auto& points = compiled.criterion->points;
    if (points && points->number && is_constant(model_.term(*points->number)))
      compiled.points = constant.number(model_.term(*points->number));
    if (compiled.criterion->weight) {
      const Term& weight = model_.term(*compiled.criterion->weight);
      if (!is_constant(weight)) fail("K0461", weight.where, {compiled.criterion->id});
      if (is_constant(weight)) compiled.weight = constant.number(weight);
    }
  }
  for (auto& rule : model_.rules) {
    const auto& points = model_.criteria[static_cast<std::size_t>(rule.criterion)];
    if (!points.adjusts && !points.points) continue;
    if (!has_constant_numbers(model_, rule)) continue;
    constant.enter(points.points.value_or(Rational(0)), nullptr);
    rule.curve = curve_of(rule, constant);
  }
  for (auto& finding : faults.findings_of_scheme()) findings_.push_back(std::move(finding));
}

}  // namespace kaohe::engine

#include <kaohe/engine/compile_results.hpp>
#include <kaohe/engine/compile_rules.hpp>
