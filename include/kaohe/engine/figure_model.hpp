#pragma once

// Indicators of several periods as terms, without the criteria that stand on them.

#include <kaohe/engine/rates.hpp>
#include <kaohe/engine/terms.hpp>

#include <cstddef>
#include <deque>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace kaohe::engine {

/// An indicator in one period. Of a ratio numerator and denominator by turns, else one number.
struct FigureTerms {
  std::vector<Term> terms;
  std::set<int> slots;  // the observed values it reads
};

/// How an indicator is made of what is known of each party.
struct FigureForm {
  const Indicator* indicator = nullptr;
  std::optional<Ratio> ratio;  // of a ratio

  std::size_t quotients() const { return ratio ? ratio->terms.size() / 2 : 1; }
};

/// What a leaf without an indicator observes or derives, as an indicator.
inline void add_leaves(const std::vector<Criterion>& criteria, std::set<std::string>& known, std::vector<Indicator>& indicators) {
  for (const Criterion& criterion : criteria) {
    add_leaves(criterion.criteria, known, indicators);
    if (!criterion.is_leaf() || !known.insert(criterion.id).second) continue;
    Indicator made;
    made.id = criterion.id;
    made.title = criterion.title;
    made.value = criterion.value;
    made.where = criterion.where;
    indicators.push_back(std::move(made));
  }
}

/// A model of a scheme's indicators alone, to which figures are added one by one.
class FigureModel {
 public:
  explicit FigureModel(const Model& program) : program_(program) {
    const Scheme& scheme = program.scheme;
    model_.scheme.id = scheme.id;
    model_.scheme.period = scheme.period;
    model_.scheme.rounding = scheme.rounding;
    model_.scheme.constants = scheme.constants;
    model_.scheme.events = scheme.events;
    model_.scheme.plan = scheme.plan;
    model_.scheme.duties = scheme.duties;
    model_.scheme.calendar = scheme.calendar;
    model_.scheme.days = scheme.days;
    model_.scheme.indicators = scheme.indicators;
    std::set<std::string> known;
    for (const Indicator& indicator : scheme.indicators) known.insert(indicator.id);
    add_leaves(scheme.root.criteria, known, model_.scheme.indicators);
    add_leaves(scheme.adjustments, known, model_.scheme.indicators);
    model_.periods.push_back(program.periods[0]);
    model_.criteria.emplace_back();  // the root, which no name means
    rates_.emplace(model_.scheme.indicators, constant_names(scheme));
    terms_.emplace(model_, findings_);
  }
  FigureModel(const FigureModel&) = delete;
  FigureModel& operator=(const FigureModel&) = delete;

  const std::vector<Indicator>& indicators() const { return model_.scheme.indicators; }

  /// The terms read what parties are, beside what is observed of them.
  bool asks_parties() const { return !model_.attributes.empty() || !model_.duties.empty(); }

  /// Null where there is no such indicator or leaf.
  const Indicator* find(const std::string& id) const { return rates_->find(id); }

  FigureForm form(const Indicator& indicator) const {
    const bool ratio = indicator.rollup == Rollup::ratio;
    return {&indicator, ratio ? rates_->ratio_of(indicator) : std::nullopt};
  }

  /// The ids it is observed by: its own, or those its expression names.
  std::set<std::string> observed_ids(const Indicator& indicator) const {
    std::set<std::string> ids, seen;
    gather_ids(indicator, ids, seen);
    return ids;
  }

  FigureTerms terms(const FigureForm& form, const std::optional<Period>& period) {
    Scope scope;
    scope.period = period_number(period);
    FigureTerms made;
    if (!form.ratio) made.terms.push_back(terms_->value_of(form.indicator->id, scope, form.indicator->where));
    if (!form.ratio) terms_->mark_number(made.terms.back());
    for (std::size_t i = 0; form.ratio && i < form.ratio->terms.size(); ++i) {
      written_.push_back(form.ratio->terms[i]);  // terms are kept by the address of their expression
      made.terms.push_back(terms_->numeric(written_.back(), scope));
    }
    std::set<int> nodes;
    for (const Term& term : made.terms) gather_slots(term, made.slots, nodes);
    return made;
  }

  /// Puts what the terms stand on in order, when all are there. Findings are those of expressions that cannot be compiled.
  const Model& finish(Findings& findings) {
    findings.insert(findings.end(), findings_.begin(), findings_.end());
    if (asks_parties()) model_.scheme.parties = program_.scheme.parties;
    std::vector<std::uint8_t> done(model_.nodes.size(), 0);
    for (Node& node : model_.nodes) {
      if (node.kind == Node::Kind::value) terms_->needs_of(node.term, node.needs);
      if (node.kind == Node::Kind::aggregate) node.needs.push_back(node.argument);
    }
    for (std::size_t node = 0; node < model_.nodes.size(); ++node) put_in_order(static_cast<int>(node), done);
    return model_;
  }

 private:
  void gather_ids(const Indicator& indicator, std::set<std::string>& ids, std::set<std::string>& seen) const {
    if (!seen.insert(indicator.id).second) return;
    if (!indicator.value) ids.insert(indicator.id);
    if (!indicator.value) return;
    visit_nodes(*indicator.value, [&](const Expression& node) {
      const Indicator* named = node.op == Op::name ? find(node.text) : nullptr;
      if (named != nullptr) gather_ids(*named, ids, seen);
    });
  }

  int period_number(const std::optional<Period>& period) {
    const auto found = std::ranges::find(model_.periods, period);
    if (found != model_.periods.end()) return static_cast<int>(found - model_.periods.begin());
    model_.periods.push_back(period);
    return static_cast<int>(model_.periods.size()) - 1;
  }

  void gather_slots(const Term& term, std::set<int>& slots, std::set<int>& nodes) const {
    if (term.kind == TermKind::slot) slots.insert(term.ref);
    for (const Term& child : term.children) gather_slots(child, slots, nodes);
    if (term.kind != TermKind::node || !nodes.insert(term.ref).second) return;
    const Node& node = model_.nodes[static_cast<std::size_t>(term.ref)];
    gather_slots(node.term, slots, nodes);
    if (node.argument < 0) return;
    Term argument;
    argument.kind = TermKind::node;
    argument.ref = node.argument;
    gather_slots(argument, slots, nodes);
  }

  // Circles were found when the scheme was compiled.
  void put_in_order(int at, std::vector<std::uint8_t>& done) {
    if (std::exchange(done[static_cast<std::size_t>(at)], std::uint8_t{1}) != 0) return;
    const std::vector<int> needs = model_.nodes[static_cast<std::size_t>(at)].needs;
    for (const int need : needs) put_in_order(need, done);
    Node& node = model_.nodes[static_cast<std::size_t>(at)];
    for (const int need : needs) {
      const Node& before = model_.nodes[static_cast<std::size_t>(need)];
      node.pass = std::max(node.pass, before.pass + (before.population() ? 1 : 0));
    }
    model_.passes = std::max(model_.passes, node.pass + 1);
    model_.order.push_back(at);
  }

  const Model& program_;
  Model model_;
  Findings findings_;
  std::optional<Rates> rates_;
  std::optional<TermCompiler> terms_;
  std::deque<Expression> written_;
};

}  // namespace kaohe::engine
