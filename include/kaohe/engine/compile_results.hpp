#pragma once

// What decides beyond the sum: totals, grades and ranks step by step, and the conditions that change them.

#include <kaohe/engine/compile.hpp>

namespace kaohe::engine {

/// The step before which a veto is judged: that of its earliest effect.
inline Stage stage_of(const Effect& effect) {
  if (!effect.criteria.empty()) return Stage::criteria;
  if (effect.points) return Stage::points;
  return effect.score ? Stage::ceiling : Stage::effects;
}

inline Stage stage_of(const Gate& gate) {
  if (gate.purpose == Gate::Purpose::assessment) return Stage::criteria;
  return gate.purpose == Gate::Purpose::grade ? Stage::grading : Stage::measures;
}

inline int Compiler::result_node(Node::Kind kind, std::string name, int subject, const SourceSpan& where) {
  Node node;
  node.kind = kind;
  node.name = std::move(name);
  node.subject = subject;
  node.where = where;
  return terms_->add_node(std::move(node));
}

/// A step that happens, else the node before it.
inline int Compiler::step_node(bool happens, Node::Kind kind, int before) {
  if (!happens) return before;
  const Node& previous = model_.nodes[static_cast<std::size_t>(before)];
  const int made = result_node(kind, previous.name, -1, previous.where);
  Node& node = model_.nodes[static_cast<std::size_t>(made)];
  node.argument = before;
  node.needs = {before};
  return made;
}

template <class Condition>
void Compiler::condition_nodes(Node::Kind kind, const char* name, const std::vector<Condition>& conditions, std::vector<int>& nodes) {
  for (std::size_t i = 0; i < conditions.size(); ++i) {
    std::string id;
    if constexpr (requires { conditions[i].id; }) id = conditions[i].id;
    if constexpr (!requires { conditions[i].id; }) id = conditions[i].grade.name;
    nodes.push_back(result_node(kind, name + ("(" + id + ")"), static_cast<int>(i), conditions[i].where));
  }
}

inline void Compiler::result_nodes() {
  const Scheme& scheme = model_.scheme;
  condition_nodes(Node::Kind::veto, "veto", scheme.vetoes, model_.vetoes);
  for (std::size_t i = 0; i < scheme.vetoes.size(); ++i)
    model_.vetoes[i] = step_node(scheme.vetoes[i].effect.liable_superior, Node::Kind::liable, model_.vetoes[i]);
  condition_nodes(Node::Kind::gate, "gate", scheme.gates, model_.gates);
  condition_nodes(Node::Kind::direct, "direct", scheme.direct, model_.direct);
  condition_nodes(Node::Kind::measure, "measure", scheme.measures, model_.measures);
  const auto any = [&](auto asked) { return std::ranges::any_of(scheme.vetoes, [&](const Veto& veto) { return asked(veto.effect); }); };
  const bool quotas = std::ranges::any_of(scheme.grades, [](const Grade& grade) { return !grade.quotas.empty(); });
  const bool excludes = std::ranges::any_of(scheme.gates, [](const Gate& gate) { return gate.purpose == Gate::Purpose::assessment; });
  ResultNodes& nodes = model_.results;
  if (excludes) nodes.excluded = result_node(Node::Kind::excluded, "gates", -1, {});
  nodes.total = result_node(Node::Kind::total, "total", -1, scheme.coefficient ? scheme.coefficient->where : SourceSpan{});
  nodes.less_points = step_node(any([](const Effect& effect) { return effect.points.has_value(); }), Node::Kind::less_points, nodes.total);
  nodes.ceiling = step_node(any([](const Effect& effect) { return effect.score.has_value(); }), Node::Kind::ceiling, nodes.less_points);
  nodes.grade = result_node(Node::Kind::grade, "grade", -1, scheme.grades.empty() ? SourceSpan{} : scheme.grades.front().where);
  nodes.direct = step_node(!scheme.direct.empty(), Node::Kind::direct_grade, nodes.grade);
  nodes.effect = step_node(any(changes_grade), Node::Kind::effect_grade, nodes.direct);
  nodes.quota = step_node(quotas, Node::Kind::quota_grade, nodes.effect);
  nodes.decided = step_node(true, Node::Kind::decided, nodes.quota);
  nodes.rank = result_node(Node::Kind::rank, "rank", -1, {});
  nodes.last_rank = step_node(any([](const Effect& effect) { return effect.last; }), Node::Kind::last_rank, nodes.rank);
  cut_nodes();
}

/// Criteria that vetoes cut, and the sections above them.
inline void Compiler::cut_nodes() {
  for (std::size_t veto = 0; veto < model_.scheme.vetoes.size(); ++veto) {
    for (const auto& [criterion, amount] : model_.scheme.vetoes[veto].effect.criteria) {
      const int at = terms_->criterion(criterion.name);
      if (at < 0) fail("K0546", criterion.where, {criterion.name, terms_->nearest_criterion(criterion.name)});
      if (at < 0) continue;
      CompiledCriterion& cut = model_.criteria[static_cast<std::size_t>(at)];
      if (amount.percent() && !cut.bears_points) fail("K0430", amount.expression.where, {"criterion"});
      cut.cuts.emplace_back(static_cast<int>(veto), &amount);
    }
  }
  for (std::size_t at = model_.criteria.size(); at-- > 0;) {
    CompiledCriterion& compiled = model_.criteria[at];
    compiled.cut = compiled.score;
    const bool below =
        std::ranges::any_of(compiled.children, [&](int child) { return model_.criterion(child).cut != model_.criterion(child).score; });
    if (compiled.cuts.empty() && !below) continue;
    compiled.cut = step_node(true, Node::Kind::cut, compiled.score);
    model_.nodes[static_cast<std::size_t>(compiled.cut)].criterion = static_cast<int>(at);
  }
}

inline void Compiler::cut_needs(int at) {
  const CompiledCriterion& compiled = model_.criterion(at);
  if (compiled.cut == compiled.score) return;
  std::vector<int> needs{compiled.score};
  needs_ = &needs;
  for (const int child : compiled.children) needs.push_back(model_.criterion(child).cut);
  needs_of_points(*compiled.criterion, needs);
  for (const auto& [veto, amount] : compiled.cuts) {
    needs.push_back(model_.vetoes[static_cast<std::size_t>(veto)]);
    number(*amount);
  }
  model_.nodes[static_cast<std::size_t>(compiled.cut)].needs = std::move(needs);
  needs_ = nullptr;
}

/// A condition as the need of its own node.
inline void Compiler::condition(int node, const Expression& when, const Scope& scope) {
  terms_->compile_number(when, scope);
  terms_->needs_of(model_.term(when), model_.nodes[static_cast<std::size_t>(node)].needs);
}

inline void Compiler::conditions() {
  const Scheme& scheme = model_.scheme;
  for (std::size_t i = 0; i < scheme.vetoes.size(); ++i) {
    Scope scope;
    scope.stage = stage_of(scheme.vetoes[i].effect);
    scope.lookback = scheme.vetoes[i].lookback;
    scope.ends_before = true;
    condition(own_veto(model_, i), scheme.vetoes[i].when, scope);
  }
  for (std::size_t i = 0; i < scheme.gates.size(); ++i) {
    Scope scope;
    scope.stage = stage_of(scheme.gates[i]);
    scope.lookback = scheme.gates[i].lookback;
    scope.ends_before = true;
    condition(model_.gates[i], scheme.gates[i].requires_, scope);
    if (scheme.gates[i].purpose == Gate::Purpose::assessment)
      model_.nodes[static_cast<std::size_t>(model_.results.excluded)].needs.push_back(model_.gates[i]);
  }
  Scope scope;
  scope.stage = Stage::direct;
  for (std::size_t i = 0; i < scheme.direct.size(); ++i) condition(model_.direct[i], scheme.direct[i].when, scope);
  scope.stage = Stage::measures;
  for (std::size_t i = 0; i < scheme.measures.size(); ++i) {
    condition(model_.measures[i], scheme.measures[i].when, scope);
    if (scheme.measures[i].amount) condition(model_.measures[i], scheme.measures[i].amount->expression, scope);
  }
}

inline void Compiler::totals() {
  const Scheme& scheme = model_.scheme;
  std::vector<int> needs{model_.criteria[0].cut, model_.criterion(model_.adjustments).cut};
  needs_ = &needs;
  Scope scope;
  scope.stage = Stage::totals;
  if (scheme.coefficient) {
    terms_->compile_number(*scheme.coefficient, scope);
    collect(*scheme.coefficient);
  }
  number(scheme.total_at_least, scope);
  number(scheme.total_at_most, scope);
  model_.nodes[static_cast<std::size_t>(model_.results.total)].needs = std::move(needs);
  needs_ = nullptr;
}

/// What the effects of vetoes on a step need. `amount` is what they make of it, where that is a number.
template <class Asked>
void Compiler::effects(int node, Stage stage, const Asked& amount) {
  Scope scope;
  scope.stage = stage;
  for (std::size_t i = 0; i < model_.scheme.vetoes.size(); ++i) {
    const auto& [happens, number] = amount(model_.scheme.vetoes[i].effect);
    if (!happens) continue;
    model_.nodes[static_cast<std::size_t>(node)].needs.push_back(model_.vetoes[i]);
    if (number != nullptr) condition(node, number->expression, scope);
  }
}

inline void Compiler::grades() {
  Scope scope;
  scope.stage = Stage::grading;
  const ResultNodes& nodes = model_.results;
  auto& needs = model_.nodes[static_cast<std::size_t>(nodes.grade)].needs;
  needs.push_back(nodes.ceiling);
  for (std::size_t i = 0; i < model_.gates.size(); ++i) {
    if (model_.scheme.gates[i].purpose == Gate::Purpose::grade) needs.push_back(model_.gates[i]);
  }
  if (nodes.quota != nodes.effect) model_.nodes[static_cast<std::size_t>(nodes.quota)].needs.push_back(nodes.grade);
  for (const Grade& grade : model_.scheme.grades) {
    if (grade.from) condition(nodes.grade, grade.from->expression, scope);
    if (grade.requires_) condition(nodes.grade, *grade.requires_, scope);
    for (const Quota& quota : grade.quotas) this->quota(quota, scope);
    auto& tie_break = model_.tie_breaks.emplace_back();
    for (const Named& id : grade.tie_break) {
      const int at = terms_->criterion(id.name);
      if (at < 0) fail("K0509", id.where, {id.name, terms_->nearest_criterion(id.name)});
      if (at < 0) continue;
      tie_break.push_back(at);
      model_.nodes[static_cast<std::size_t>(nodes.quota)].needs.push_back(model_.criterion(at).cut);
    }
  }
}

/// The number of seats is the group's: it may ask what the group shares, its attributes.
inline void Compiler::quota(const Quota& quota, const Scope& scope) {
  condition(model_.results.quota, quota.number.expression, scope);
  const Term& term = model_.term(quota.number);
  const auto shared = [](const Term& asked, const auto& self) -> bool {
    if (!asked.children.empty()) return std::ranges::all_of(asked.children, [&](const Term& child) { return self(child, self); });
    return asked.kind == TermKind::attribute || is_constant(asked);
  };
  if (!shared(term, shared)) fail("K0540", quota.number.expression.where);
}

inline void Compiler::check_grade(const Named& grade) {
  if (model_.grade_named(grade.name) >= 0) return;
  std::vector<std::string> names;
  for (const Grade& known : model_.scheme.grades) names.push_back(known.name);
  fail("K0545", grade.where, {grade.name, nearest_hint(grade.name, names)});
}

/// A veto that strikes the party above needs to be told which that is.
inline void Compiler::check_liable() {
  const auto& parties = model_.scheme.parties;
  if (std::ranges::any_of(parties, [](const Party& party) { return party.under.has_value(); })) return;
  for (const Veto& veto : model_.scheme.vetoes) {
    if (veto.effect.liable_superior) fail("K0549", veto.effect.where, {veto.id});
  }
}

inline void Compiler::check_grades() {
  for (const Veto& veto : model_.scheme.vetoes) {
    if (veto.effect.grade) check_grade(*veto.effect.grade);
  }
  for (const Gate& gate : model_.scheme.gates) {
    if (gate.purpose != Gate::Purpose::grade) continue;
    check_grade(gate.subject);
    const auto& grades = model_.scheme.grades;
    if (!grades.empty() && grades.back().name == gate.subject.name) fail("K0548", gate.subject.where, {gate.id, gate.subject.name});
  }
  for (const DirectGrade& direct : model_.scheme.direct) check_grade(direct.grade);
  for (const Decision& decision : model_.scheme.decisions) check_grade(decision.grade);
}

inline void Compiler::results() {
  const ResultNodes& nodes = model_.results;
  using Asked = std::pair<bool, const Amount*>;
  const auto pointer = [](const std::optional<Amount>& amount) { return amount ? &*amount : nullptr; };
  check_grades();
  check_liable();
  conditions();
  for (std::size_t i = 0; i < model_.criteria.size(); ++i) cut_needs(static_cast<int>(i));
  totals();
  effects(nodes.less_points, Stage::points, [&](const Effect& effect) { return Asked{effect.points.has_value(), pointer(effect.points)}; });
  effects(nodes.ceiling, Stage::ceiling, [&](const Effect& effect) { return Asked{effect.score.has_value(), pointer(effect.score)}; });
  grades();
  const auto happens = [](bool it) { return Asked{it, nullptr}; };
  model_.nodes[static_cast<std::size_t>(nodes.direct)].needs.insert(model_.nodes[static_cast<std::size_t>(nodes.direct)].needs.end(),
                                                                    model_.direct.begin(), model_.direct.end());
  effects(nodes.effect, Stage::effects, [&](const Effect& effect) { return happens(changes_grade(effect)); });
  model_.nodes[static_cast<std::size_t>(nodes.rank)].needs.push_back(nodes.ceiling);
  if (nodes.last_rank != nodes.rank) {  // goes by totals, too, and not by the ranks before it
    Node& last = model_.nodes[static_cast<std::size_t>(nodes.last_rank)];
    last.argument = -1;
    last.needs = {nodes.ceiling};
  }
  effects(nodes.last_rank, Stage::effects, [&](const Effect& effect) { return happens(effect.last); });
}

}  // namespace kaohe::engine
