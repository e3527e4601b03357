#pragma once

// From a scheme to a model: every name looked up, every expression a term, the columns in an order that can be computed.

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
  void totals();
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
  void fail(Code code, const SourceSpan& where, std::initializer_list<Phrase> arguments = {}) {
    findings_.push_back(make_finding(code, where, arguments));
  }

  void sort();
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
  model_.criteria.reserve(64);
  flatten(model_.scheme.root, -1);
  model_.adjustments = static_cast<int>(model_.criteria.size());
  model_.adjustments_section.id = "adjustments";
  model_.adjustments_section.criteria = model_.scheme.adjustments;
  flatten(model_.adjustments_section, -1);
  terms_ = std::make_unique<TermCompiler>(model_, findings_);
  terms_->check_constants();
  for (std::size_t i = 0; i < model_.criteria.size(); ++i) score_node(static_cast<int>(i));
  Node total, grade, rank;
  total.kind = Node::Kind::total;
  total.name = "total";
  if (model_.scheme.coefficient) total.where = model_.scheme.coefficient->where;
  grade.kind = Node::Kind::grade;
  grade.name = "grade";
  rank.kind = Node::Kind::rank;
  rank.name = "rank";
  model_.total = terms_->add_node(total);
  model_.grade = terms_->add_node(grade);
  model_.rank = terms_->add_node(rank);
  for (std::size_t i = 0; i < model_.criteria.size(); ++i) criterion(static_cast<int>(i));
  for (const auto& indicator : model_.scheme.indicators) {
    if (indicator.value) terms_->value_of(indicator.id, {}, indicator.where);
    if (indicator.target) target_numbers(*indicator.target, indicator_scope(indicator));
  }
  if (!model_.scheme.groups.empty()) terms_->attribute(model_.scheme.groups);
  totals();
  for (Node& node : model_.nodes) {
    if (node.kind == Node::Kind::value) terms_->needs_of(node.term, node.needs);
    if (node.kind == Node::Kind::aggregate) node.needs.push_back(node.argument);
  }
  if (has_errors(findings_)) return;
  sort();
  if (has_errors(findings_)) return;
  number_passes();
  mark_retold();
  constant_curves();
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
  model_.periods.assign(1, model_.scheme.days ? model_.scheme.days : parse_period(model_.scheme.period));
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

/// The indicator a value stands for: the one it names, else the leaf's own.
inline const Indicator* Compiler::indicator_of(const std::optional<Expression>& value, const std::string& id, const Indicator* otherwise) {
  if (value) return value->op == Op::name ? terms_->indicator(value->text) : nullptr;
  return otherwise != nullptr ? otherwise : terms_->indicator(id);
}

inline void Compiler::leaf(int at) {
  const Criterion& source = *model_.criteria[static_cast<std::size_t>(at)].criterion;
  Term value;
  if (source.value && terms_->indicator(source.id) != nullptr) {
    const bool alias = source.value->op == Op::name && terms_->is_value(source.value->text);
    value = alias ? terms_->value_of(source.value->text, {}, source.value->where)
                  : Term{TermKind::node,
                         terms_->value_node("value(" + source.id + ")", terms_->numeric(*source.value, {}), source.value->where),
                         {},
                         {},
                         {},
                         {},
                         source.value->where};
  }
  if (!source.value || terms_->indicator(source.id) == nullptr) value = terms_->value_of(source.id, {}, source.where);
  {
    auto& compiled = model_.criteria[static_cast<std::size_t>(at)];
    compiled.indicator = indicator_of(source.value, source.id, nullptr);
    compiled.value = value;
  }
  terms_->needs_of(value, *needs_);
  for (const auto& one : source.rules) {
    const int made = rule(one, at, -1, -1, {});
    model_.criteria[static_cast<std::size_t>(at)].rules.push_back(made);
  }
}

inline void Compiler::section(int at) {
  for (const int child : model_.criteria[static_cast<std::size_t>(at)].children) {
    needs_->push_back(model_.criteria[static_cast<std::size_t>(child)].score);
  }
}

inline int Compiler::rule(const Rule& source, int criterion, int parent, int branch, std::vector<int> path) {
  const int at = static_cast<int>(model_.rules.size());
  model_.rules.emplace_back();
  CompiledRule made;
  made.rule = &source;
  made.criterion = criterion;
  made.parent = parent;
  made.branch = branch;
  const auto& leaf = model_.criteria[static_cast<std::size_t>(criterion)];
  const CompiledRule* above = parent < 0 ? nullptr : &model_.rules[static_cast<std::size_t>(parent)];
  made.indicator = source.value ? indicator_of(source.value, "", nullptr) : (above != nullptr ? above->indicator : leaf.indicator);
  if (source.value) {
    const bool alias = source.value->op == Op::name && terms_->is_value(source.value->text);
    made.value = alias ? terms_->value_of(source.value->text, {}, source.value->where) : terms_->numeric(*source.value, {});
    terms_->needs_of(*made.value, *needs_);
  } else {
    made.value = above != nullptr ? above->value : leaf.value;
  }
  const Expression* leaf_value = leaf.criterion->value ? &*leaf.criterion->value : nullptr;
  made.written_value = source.value ? &*source.value : above != nullptr ? above->written_value : leaf_value;
  if (const auto* threshold = std::get_if<Threshold>(&source.body); threshold != nullptr && threshold->target)
    made.target = &*threshold->target;
  if (made.target == nullptr && made.indicator != nullptr && made.indicator->target) made.target = &*made.indicator->target;
  made.better = source.better                                         ? *source.better
                : above != nullptr && !source.value                   ? above->better
                : leaf.criterion->better                              ? *leaf.criterion->better
                : made.indicator != nullptr && made.indicator->better ? *made.indicator->better
                : made.target != nullptr                              ? made.target->better()
                                                                      : Better::higher;
  terms_->needs_of(*made.value, path);
  model_.rules[static_cast<std::size_t>(at)] = std::move(made);
  body(at, std::move(path));
  return at;
}

inline void Compiler::branch(const Branch* source, int at, int which, const std::vector<int>& path) {
  int made = -1;
  if (source != nullptr) {
    if (!source->rule.empty()) made = rule(source->rule.front(), model_.rules[static_cast<std::size_t>(at)].criterion, at, which, path);
  }
  auto& branches = model_.rules[static_cast<std::size_t>(at)].branches;
  branches.resize(std::max(branches.size(), static_cast<std::size_t>(which) + 1), -1);
  branches[static_cast<std::size_t>(which)] = made;
}

/// The values that reach a rule, as a column: what figures of the group are taken from.
inline int Compiler::cohort(int rule, const std::vector<int>& path) {
  Node node;
  node.kind = Node::Kind::cohort;
  node.rule = rule;
  node.criterion = model_.rules[static_cast<std::size_t>(rule)].criterion;
  const Criterion& source = *model_.criteria[static_cast<std::size_t>(node.criterion)].criterion;
  node.name = source.id;
  node.where = model_.rules[static_cast<std::size_t>(rule)].rule->where;
  node.needs = path;
  needs_of_points(source, node.needs);
  for (int up = node.criterion; up >= 0; up = model_.criteria[static_cast<std::size_t>(up)].parent) {
    const Criterion& above = *model_.criteria[static_cast<std::size_t>(up)].criterion;
    if (above.when) terms_->needs_of(model_.term(*above.when), node.needs);
  }
  return terms_->add_node(std::move(node));
}

inline int Compiler::figure(int rule, Aggregate aggregate, const std::vector<int>& path) {
  static const char* const names[] = {"mean", "median", "best", "worst", "sum", "rank"};
  Node node;
  node.kind = Node::Kind::aggregate;
  node.aggregate = aggregate;
  node.argument = cohort(rule, path);
  node.rule = rule;
  node.where = model_.rules[static_cast<std::size_t>(rule)].rule->where;
  node.name = std::string(names[static_cast<int>(aggregate)]) + "(" + model_.nodes[static_cast<std::size_t>(node.argument)].name + ")";
  node.lower_first = model_.rules[static_cast<std::size_t>(rule)].better == Better::lower;
  const int made = terms_->add_node(std::move(node));
  needs_->push_back(made);
  return made;
}

/// What a rule's body asks for beyond its numbers: a value, a target, figures of the group, fields of events, branches.
struct Compiler::Body {
  Compiler& self;
  int at;
  std::vector<int> path;

  CompiledRule& compiled() const { return self.model_.rules[static_cast<std::size_t>(at)]; }
  const SourceSpan& where() const { return compiled().rule->where; }
  void numeric_value() const { self.terms_->mark_number(*compiled().value); }
  void refuse_closer() const {
    if (compiled().better == Better::closer) self.fail("K0460", where());
  }
  void target_number(bool written) const {
    if (written) return;
    const Target* target = compiled().target;
    if (target == nullptr || target->kind == Target::Kind::done) self.fail("K0462", where());
    if (target != nullptr) self.target_of_rule(at);
  }
  void figure(int which, Aggregate aggregate) const {
    const int made = self.figure(at, aggregate, path);
    compiled().figures[which] = made;
  }

  void operator()(const Threshold& rule) {
    numeric_value();
    if (compiled().target == nullptr) self.fail("K0463", where());
    if (compiled().target != nullptr) self.target_of_rule(at);
    if (compiled().target != nullptr) self.needs_of_target(*compiled().target, path);
    self.branch(rule.then ? &*rule.then : nullptr, at, 0, path);
    self.branch(rule.otherwise ? &*rule.otherwise : nullptr, at, 1, path);
  }
  void operator()(const Proportion& rule) const { numeric_value(), refuse_closer(), target_number(rule.of.has_value()); }
  void operator()(const Slope& rule) const {
    numeric_value();
    target_number(rule.at.has_value());
    for (const auto& side : rule.worse) {
      if (side.from && compiled().better == Better::closer) self.fail("K0464", side.where);
    }
  }
  void operator()(const Bands& rule) const {
    numeric_value(), refuse_closer();
    for (const auto& band : rule.bands) {
      if (band.bound && band.upwards == (compiled().better == Better::lower)) self.fail("K0465", band.where);
    }
  }
  void operator()(const Cases& rule) {
    const Scope scope = self.rule_scope(at);
    for (const auto& one : rule.cases) {
      if (!one.when) continue;
      self.terms_->compile_number(*one.when, scope);
      self.collect(*one.when);
      self.terms_->needs_of(self.model_.term(*one.when), path);  // whether a unit reaches a branch may be asked of all of them
    }
    int which = 0;
    for (const auto& one : rule.cases) self.branch(&one.branch, at, which++, path);
  }
  void operator()(const RankPoints&) const { numeric_value(), refuse_closer(), figure(0, Aggregate::rank); }
  void operator()(const Relative& rule) const {
    static constexpr Aggregate aggregates[] = {Aggregate::best, Aggregate::mean, Aggregate::median, Aggregate::sum};
    numeric_value(), refuse_closer();
    if (rule.to != Relative::To::expression) figure(0, aggregates[static_cast<int>(rule.to)]);
  }
  void operator()(const Efficacy& rule) const {
    numeric_value(), refuse_closer();
    bound(rule.low, 0);
    bound(rule.high, 1);
  }
  void bound(const Efficacy::Bound& bound, int which) const {
    if (bound.kind == Efficacy::Bound::Kind::number) return;
    figure(which, bound.kind == Efficacy::Bound::Kind::best ? Aggregate::best : Aggregate::worst);
  }
  static bool has_range(const TallyPoints& points) {
    return points.range.has_value() || std::ranges::any_of(points.table, [](const auto& entry) { return has_range(entry.points); });
  }
  void operator()(const Tally& rule) const {
    Scope filter;
    filter.in_filter = true;
    for (const auto& times : rule.times) {
      self.terms_->compile_number(times.when, filter);
      self.collect(times.when);
    }
    for (const auto& name : rule.table_by) compiled().table_fields.push_back(self.terms_->field(name));
    if (!rule.points.table.empty() && rule.table_by.empty()) compiled().table_fields.push_back(self.terms_->field("level"));
    if (rule.by) compiled().by_field = self.terms_->field(*rule.by);
    if (has_range(rule.points)) compiled().amount_field = self.terms_->field("amount");
    self.terms_->check_event(rule.event, where());
  }
  void operator()(const Levels&) const { self.terms_->mark_text(*compiled().value); }
  void operator()(const Panel&) const {}
  void operator()(const Discretion&) const {}
  void operator()(const Formula& rule) const {
    self.terms_->compile_number(rule.expression, self.rule_scope(at));
    self.collect(rule.expression);
    if (uses_value(self.model_.term(rule.expression))) numeric_value();
  }
  void operator()(const ResultFigure&) const {}

  static bool uses_value(const Term& term) {
    return term.kind == TermKind::value || std::ranges::any_of(term.children, [](const Term& child) { return uses_value(child); });
  }
};

inline void Compiler::body(int at, std::vector<int> path) {
  const Rule& source = *model_.rules[static_cast<std::size_t>(at)].rule;
  const Scope scope = rule_scope(at);
  for_each_amount(source.body, [&](const Amount& amount) { number(amount, scope); });
  std::visit(Body{*this, at, std::move(path)}, source.body);
}

inline void Compiler::totals() {
  std::vector<int> needs{model_.criteria[0].score, model_.criteria[static_cast<std::size_t>(model_.adjustments)].score};
  needs_ = &needs;
  if (model_.scheme.coefficient) {
    terms_->compile_number(*model_.scheme.coefficient, {});
    collect(*model_.scheme.coefficient);
  }
  number(model_.scheme.total_at_least);
  number(model_.scheme.total_at_most);
  model_.nodes[static_cast<std::size_t>(model_.total)].needs = needs;
  needs = {model_.total};
  for (const auto& grade : model_.scheme.grades) {
    number(grade.from);
    if (grade.requires_) {
      terms_->compile_number(*grade.requires_, {});
      collect(*grade.requires_);
    }
  }
  model_.nodes[static_cast<std::size_t>(model_.grade)].needs = needs;
  model_.nodes[static_cast<std::size_t>(model_.rank)].needs = {model_.total};
  needs_ = nullptr;
}

/// Depth first; a node met again on its own path closes a circle.
inline bool Compiler::visit(int node, std::vector<int>& marks, std::vector<int>& path) {
  int& mark = marks[static_cast<std::size_t>(node)];
  if (mark == 2) return true;
  path.push_back(node);
  if (mark == 1) {
    const auto first = std::ranges::find(path, node);
    std::string circle;
    for (auto at = first; at != path.end(); ++at)
      circle += (circle.empty() ? "" : " → ") + model_.nodes[static_cast<std::size_t>(*at)].name;
    fail("K0392", model_.nodes[static_cast<std::size_t>(node)].where, {circle});
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
  for (auto& finding : faults.findings({""})) findings_.push_back(std::move(finding));
}

}  // namespace kaohe::engine
