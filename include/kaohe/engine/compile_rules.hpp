#pragma once

// What leaves and rules need: the bodies of Compiler that compile.hpp leaves to this file.

#include <kaohe/engine/compile.hpp>

namespace kaohe::engine {

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
  void operator()(const ResultFigure& rule) const {
    if (!rule.period || self.model_.parse_period(*rule.period)) return;
    self.fail(is_term(*rule.period) ? Code("K0353") : Code("K0350"), where(), {*rule.period});
  }

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

}  // namespace kaohe::engine
