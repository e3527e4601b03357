#pragma once

// Runs a model over evidence: columns in passes, rows in blocks, the fast path where it fits and the slow exact one elsewhere.

#include <kaohe/engine/criteria.hpp>
#include <kaohe/engine/kernel.hpp>
#include <kaohe/engine/override.hpp>
#include <kaohe/engine/population.hpp>
#include <kaohe/engine/quota.hpp>
#include <kaohe/engine/threads.hpp>

#include <array>
#include <atomic>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace kaohe::engine {

/// Derived values keep this many digits as whole units; others are kept as exact rationals.
inline constexpr int value_digits = 6;

class Evaluation {
 public:
  /// `assessed` units, where there are any, are assessed whatever the gates on the assessment say.
  Evaluation(const Model& model, const Evidence& evidence, unsigned threads, std::vector<std::uint8_t> assessed = {});

  void run();

  Run& result() { return run_; }
  Faults& faults() { return faults_.front(); }

 private:
  struct Fast {
    WholeCurve curve;
    const NumberColumn* values = nullptr;
  };

  void prepare(std::size_t node);
  std::optional<Fast> fast_leaf(int criterion) const;
  bool always_applies(int criterion) const;
  bool plain_sum(int criterion) const;

  void rows(int pass);
  void population(int pass);
  void compute(std::size_t node, std::size_t first, std::size_t last, Faults& faults);
  void values(std::size_t node, std::size_t first, std::size_t last);
  void cohort(std::size_t node, std::size_t first, std::size_t last, Faults& faults);
  void score(std::size_t node, std::size_t first, std::size_t last, Faults& faults);
  void leaf(std::size_t node, std::size_t first, std::size_t last, Faults& faults);
  bool sum_block(std::size_t node, std::size_t first, std::size_t last);
  void settle(std::size_t node, std::size_t first, std::size_t last);
  void result(std::size_t node, std::size_t unit, Faults& faults);
  void total(Evaluator& row);
  bool condition(const Node& made, Evaluator& row) const;
  bool is_excluded(const Evaluator& row) const;
  int grade_by_cut_off(Evaluator& row) const;
  int directly_graded(const Evaluator& row) const;
  int decided(const Evaluator& row) const;
  std::vector<std::uint8_t> last_units();
  void slow_score(std::size_t node, std::size_t unit, Faults& faults);

  const Model& model_;
  Run run_;
  unsigned threads_;
  std::vector<std::uint8_t> assessed_;     // by unit; empty: none
  std::vector<Faults> faults_;             // by worker
  std::atomic<std::size_t> slow_ = 0;      // scores of leaves that did not come by the fast path
  std::vector<std::optional<Fast>> fast_;  // by node
  std::vector<std::uint8_t> plain_sums_;   // by node
};

inline Evaluation::Evaluation(const Model& model, const Evidence& evidence, unsigned threads, std::vector<std::uint8_t> assessed)
    : model_(model), run_(model, evidence), threads_(thread_count(threads)), assessed_(std::move(assessed)), faults_(threads_) {
  const std::size_t units = evidence.units.size();
  run_.columns.resize(model.nodes.size());
  run_.by_group.resize(model.nodes.size());
  run_.places.resize(model.nodes.size());
  run_.states.assign(model.criteria.size(), std::vector<State>(units, State::scored));
  run_.excluded.assign(units, 0);
  run_.base = run_.adjustments = NumberColumn(units, model.scheme.rounding.criterion);
  run_.holds.resize(model.nodes.size());
  run_.grades.resize(model.nodes.size());
  run_.ranks.resize(model.nodes.size());
  fast_.resize(model.nodes.size());
  plain_sums_.assign(model.nodes.size(), 0);
  for (std::size_t node = 0; node < model.nodes.size(); ++node) prepare(node);
}

inline void Evaluation::prepare(std::size_t node) {
  const Node& made = model_.nodes[node];
  switch (made.kind) {
    case Node::Kind::value:
    case Node::Kind::cohort:
      run_.columns[node] = NumberColumn(run_.units(), value_digits);
      break;
    case Node::Kind::score:
    case Node::Kind::settled:
    case Node::Kind::cut:
      run_.columns[node] = NumberColumn(run_.units(), model_.scheme.rounding.criterion);
      break;
    case Node::Kind::total:
    case Node::Kind::less_points:
    case Node::Kind::ceiling:
      run_.columns[node] = NumberColumn(run_.units(), model_.scheme.rounding.total);
      break;
    case Node::Kind::veto:
    case Node::Kind::liable:
    case Node::Kind::gate:
    case Node::Kind::direct:
    case Node::Kind::measure:
      run_.holds[node].assign(run_.units(), 0);
      break;
    case Node::Kind::grade:
    case Node::Kind::direct_grade:
    case Node::Kind::effect_grade:
    case Node::Kind::decided:
      run_.grades[node].assign(run_.units(), -1);
      break;
    case Node::Kind::aggregate:
    case Node::Kind::excluded:
    case Node::Kind::mean_score:
    case Node::Kind::quota_grade:
    case Node::Kind::rank:
    case Node::Kind::last_rank:
      break;
  }
}

inline bool Evaluation::always_applies(int criterion) const {
  for (int at = criterion; at >= 0; at = model_.criterion(at).parent) {
    if (model_.criterion(at).criterion->when) return false;
  }
  return true;
}

/// A leaf whose one rule is a curve that is the same for every unit, over a column, with constant bounds.
inline std::optional<Evaluation::Fast> Evaluation::fast_leaf(int criterion) const {
  const CompiledCriterion& compiled = model_.criterion(criterion);
  if (compiled.rules.size() != 1 || !always_applies(criterion)) return std::nullopt;
  const CompiledRule& rule = model_.rules[static_cast<std::size_t>(compiled.rules.front())];
  const Term& value = *rule.value;
  const bool column = value.kind == TermKind::slot ||
                      (value.kind == TermKind::node && model_.nodes[static_cast<std::size_t>(value.ref)].kind == Node::Kind::value);
  if (!rule.curve || !column) return std::nullopt;
  if (value.kind == TermKind::node && model_.nodes[static_cast<std::size_t>(value.ref)].retold) return std::nullopt;
  const auto constant = [&](const std::optional<Amount>& amount) { return !amount || is_constant(model_.term(*amount)); };
  if (!constant(compiled.criterion->at_least) || !constant(compiled.criterion->at_most)) return std::nullopt;
  Faults unsaid;
  Evaluator row(model_, nullptr, 0, unsaid);
  row.enter(compiled.points.value_or(Rational(0)), nullptr);
  const Bounds bounds = bounds_of(row, criterion);
  const auto ref = static_cast<std::size_t>(value.ref);
  const NumberColumn& values = value.kind == TermKind::slot ? run_.evidence.slots[ref].numbers : run_.columns[ref];
  auto curve =
      whole_curve(*rule.curve, bounds.least, bounds.most, values.digits(), model_.scheme.rounding.criterion, model_.scheme.rounding.mode);
  if (!curve) return std::nullopt;
  return Fast{std::move(*curve), &values};
}

/// A sum without conditions or bounds of which every child is written in whole units.
inline bool Evaluation::plain_sum(int criterion) const {
  const CompiledCriterion& compiled = model_.criterion(criterion);
  const Criterion& section = *compiled.criterion;
  if (section.combine != Combine::sum || section.rescale || section.at_least || section.at_most || compiled.children.empty()) return false;
  if (!always_applies(criterion)) return false;
  return std::ranges::all_of(compiled.children, [&](int child) {
    const CompiledCriterion& below = model_.criterion(child);
    if (!below.criterion->counts || below.criterion->when) return false;
    if (below.criterion->is_leaf()) return below.policy != MissingPolicy::exempt;
    return plain_sum(child);
  });
}

inline void Evaluation::run() {
  for (std::size_t node = 0; node < model_.nodes.size(); ++node) {
    const Node& made = model_.nodes[node];
    if (made.kind != Node::Kind::score) continue;
    if (model_.criterion(made.criterion).criterion->is_leaf()) fast_[node] = fast_leaf(made.criterion);
    plain_sums_[node] = plain_sum(made.criterion) ? 1 : 0;
  }
  for (int pass = 0; pass < model_.passes; ++pass) {
    rows(pass);
    population(pass);
  }
  for (std::size_t worker = 1; worker < faults_.size(); ++worker) faults_.front().merge(faults_[worker]);
  run_.slow = slow_;
}

inline void Evaluation::rows(int pass) {
  for_blocks(run_.units(), threads_, [&](std::size_t worker, std::size_t first, std::size_t last) {
    for (const int node : model_.order) {
      const Node& made = model_.nodes[static_cast<std::size_t>(node)];
      if (made.pass == pass && !made.population()) compute(static_cast<std::size_t>(node), first, last, faults_[worker]);
    }
  });
}

inline void Evaluation::population(int pass) {
  for (const int node : model_.order) {
    const Node& made = model_.nodes[static_cast<std::size_t>(node)];
    if (made.pass != pass || !made.population()) continue;
    if (made.kind == Node::Kind::aggregate) aggregate(run_, static_cast<std::size_t>(node));
    if (made.kind == Node::Kind::mean_score) mean_scores(run_, static_cast<std::size_t>(node));
    if (made.kind == Node::Kind::liable) pass_on(run_, static_cast<std::size_t>(node));
    if (made.kind == Node::Kind::rank) run_.ranks[static_cast<std::size_t>(node)] = rank_units(run_, {});
    if (made.kind == Node::Kind::last_rank) run_.ranks[static_cast<std::size_t>(node)] = rank_units(run_, last_units());
    if (made.kind == Node::Kind::quota_grade) Seating(run_, faults_.front()).run();
  }
}

inline void Evaluation::compute(std::size_t node, std::size_t first, std::size_t last, Faults& faults) {
  switch (model_.nodes[node].kind) {
    case Node::Kind::value:
      values(node, first, last);
      break;
    case Node::Kind::cohort:
      cohort(node, first, last, faults);
      break;
    case Node::Kind::score:
      score(node, first, last, faults);
      break;
    case Node::Kind::settled:
      settle(node, first, last);
      break;
    case Node::Kind::cut:
    case Node::Kind::total:
    case Node::Kind::less_points:
    case Node::Kind::ceiling:
    case Node::Kind::veto:
    case Node::Kind::gate:
    case Node::Kind::direct:
    case Node::Kind::measure:
    case Node::Kind::excluded:
    case Node::Kind::grade:
    case Node::Kind::direct_grade:
    case Node::Kind::effect_grade:
    case Node::Kind::decided:
      for (std::size_t unit = first; unit < last; ++unit) {
        if (run_.excluded[unit] == 0) result(node, unit, faults);
      }
      break;
    case Node::Kind::aggregate:
    case Node::Kind::mean_score:
    case Node::Kind::quota_grade:
    case Node::Kind::liable:
    case Node::Kind::rank:
    case Node::Kind::last_rank:
      break;
  }
}

/// Faults are left to those who ask for the value: for a unit it does not concern, nothing is wrong.
inline void Evaluation::values(std::size_t node, std::size_t first, std::size_t last) {
  const Term& term = model_.nodes[node].term;
  Faults unsaid;
  for (std::size_t unit = first; unit < last; ++unit) {
    Evaluator row(model_, &run_, unit, unsaid);
    row.be_quiet();
    const Number found = row.number(term);
    if (found) run_.columns[node].set(unit, *found);
  }
}

/// True where the unit comes to a rule: every branch above it is the one that holds.
inline bool reaches(Evaluator& row, int rule) {
  const CompiledRule& compiled = compiled_rule(row, rule);
  if (compiled.parent < 0) return true;
  if (!reaches(row, compiled.parent)) return false;
  const CompiledRule& parent = compiled_rule(row, compiled.parent);
  row.look_at(&*parent.value);
  const auto* cases = std::get_if<Cases>(&parent.rule->body);
  const auto which = cases != nullptr ? case_that_holds(row, *cases) : threshold_branch(row, parent);
  return which && static_cast<int>(*which) == compiled.branch;
}

inline void Evaluation::cohort(std::size_t node, std::size_t first, std::size_t last, Faults& faults) {
  const Node& made = model_.nodes[node];
  const CompiledRule& rule = model_.rules[static_cast<std::size_t>(made.rule)];
  for (std::size_t unit = first; unit < last; ++unit) {
    if (run_.excluded[unit] != 0) continue;
    Evaluator row(model_, &run_, unit, faults);
    if (!applies(row, made.criterion)) continue;
    row.enter(points_of(row, made.criterion), nullptr);
    if (!reaches(row, made.rule)) continue;
    const Number value = row.number(*rule.value);
    if (value) run_.columns[node].set(unit, *value);
  }
}

inline void Evaluation::slow_score(std::size_t node, std::size_t unit, Faults& faults) {
  if (run_.excluded[unit] != 0) return;
  const int criterion = model_.nodes[node].criterion;
  Evaluator row(model_, &run_, unit, faults);
  const Scored scored = model_.criterion(criterion).criterion->is_leaf() ? score_leaf(row, criterion) : score_section(row, criterion);
  state_of(run_, criterion, unit) = scored.state;
  if (scored.state == State::scored || scored.state == State::missing) run_.columns[node].set(unit, scored.score);
}

inline void Evaluation::leaf(std::size_t node, std::size_t first, std::size_t last, Faults& faults) {
  const auto& fast = fast_[node];
  const auto units = run_.columns[node].mutable_units().subspan(first, last - first);
  if (fast) {
    std::array<double, block_rows> room;
    score_units(fast->curve, fast->values->units(first, std::span(room).first(last - first)), units, model_.scheme.rounding.mode);
  }
  std::size_t slow = 0;
  for (std::size_t unit = first; unit < last; ++unit) {
    if (fast && !run_.columns[node].missing(unit)) continue;
    slow_score(node, unit, faults);
    if (run_.excluded[unit] == 0 && state_of(run_, model_.nodes[node].criterion, unit) == State::scored) ++slow;
  }
  slow_.fetch_add(slow, std::memory_order_relaxed);
}

/// Adds the children's units; false where one of them is wide or the sum leaves the exact range.
inline bool Evaluation::sum_block(std::size_t node, std::size_t first, std::size_t last) {
  const auto units = run_.columns[node].mutable_units().subspan(first, last - first);
  std::ranges::fill(units, 0.0);
  for (const int child : model_.criterion(model_.nodes[node].criterion).children) {
    const auto below = run_.columns[static_cast<std::size_t>(model_.criterion(child).score)].units().subspan(first, last - first);
    for (std::size_t i = 0; i < units.size(); ++i) units[i] += below[i];
  }
  bool exact = true;
  for (std::size_t i = 0; i < units.size(); ++i)
    exact = exact && (std::abs(units[i]) < detail::exact_limit || run_.excluded[first + i] != 0);
  return exact;
}

inline void Evaluation::score(std::size_t node, std::size_t first, std::size_t last, Faults& faults) {
  if (model_.criterion(model_.nodes[node].criterion).criterion->is_leaf()) return leaf(node, first, last, faults);
  if (plain_sums_[node] != 0 && sum_block(node, first, last)) return;
  for (std::size_t unit = first; unit < last; ++unit) slow_score(node, unit, faults);
}

inline void Evaluation::settle(std::size_t node, std::size_t first, std::size_t last) {
  const Node& made = model_.nodes[node];
  const CompiledCriterion& compiled = model_.criterion(made.criterion);
  const NumberColumn& raw = run_.columns[static_cast<std::size_t>(compiled.raw)];
  for (std::size_t unit = first; unit < last; ++unit) {
    if (run_.excluded[unit] != 0) continue;
    const State state = state_of(run_, made.criterion, unit);
    if (state == State::scored) run_.columns[node].set(unit, raw.at(unit));
    if (state == State::missing)
      run_.columns[node].set(unit, *run_.by_group[static_cast<std::size_t>(compiled.mean)][run_.evidence.group_of[unit]]);
  }
}

}  // namespace kaohe::engine

#include <kaohe/engine/evaluate_results.hpp>
