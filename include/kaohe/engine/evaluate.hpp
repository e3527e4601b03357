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
#include <map>
#include <optional>
#include <ranges>
#include <span>
#include <utility>
#include <vector>

namespace kaohe::engine {

/// Derived values keep this many digits as whole units; others are kept as exact rationals.
inline constexpr int value_digits = 6;

class Evaluation {
 public:
  /// What stays after the run: the results alone, with what they are made of worked out again where it is asked for, or every column.
  enum class Keep { results, all };

  /// `assessed` units, where there are any, are assessed whatever the gates on the assessment say.
  Evaluation(const Model& model, const Evidence& evidence, unsigned threads, Keep keep, std::vector<std::uint8_t> assessed = {});

  void run();

  Run& result() { return run_; }
  Faults& faults() { return faults_.front(); }

  /// Whether a column that is read in place holds an infinity: then there are no results.
  bool saw_infinity() const { return infinity_; }

  /// The columns of some nodes, worked out again where they were not kept. Pre: the run is done. Any thread may ask.
  std::vector<NumberColumn> columns(const std::vector<int>& nodes);

 private:
  struct Fast {
    WholeCurve curve;
    const Term* value = nullptr;
  };
  /// Holds for whole units within a range, or outside of it.
  struct FastCondition {
    const Term* value = nullptr;
    double least = 0, most = 0;
    bool within = true;
  };
  /// Whole coefficients of the children's units, rounded once by what they are too large by, within bounds.
  struct FastSection {
    std::vector<std::pair<int, double>> terms;  // node, coefficient
    Divisor by{1};
    double least = -std::numeric_limits<double>::infinity(), most = std::numeric_limits<double>::infinity();
  };
  struct FastTotal {
    Divisor by;  // units of a score ÷ units of a total
    double least, most;
  };
  using Found = std::vector<std::pair<std::uint32_t, int>>;

  void keep_results();
  void leave_unasked();
  bool reads_states(const Node& node) const;
  void prepare(std::size_t node);
  NumberColumn empty_column(std::size_t node, std::size_t rows) const;
  Block block() const;
  void open(Block& block, std::size_t first, std::size_t last) const;
  std::optional<Rational> attainable_by_all() const;
  std::optional<Fast> fast_leaf(int criterion) const;
  std::optional<FastCondition> fast_condition(const Node& made) const;
  std::optional<FastTotal> fast_total() const;
  std::optional<std::vector<double>> fast_cut_offs() const;
  bool is_column(const Term& term) const;
  int digits_of(const Term& term) const;
  void read_units(const Term& term, std::size_t first, double limit, std::span<double> out, Block& block);
  bool always_applies(int criterion) const;
  std::optional<FastSection> fast_section(int criterion) const;
  std::optional<FastSection> whole_section(const CompiledCriterion& compiled, const std::vector<Rational>& coefficients,
                                           const Bounds& bounds, bool exact) const;
  bool always_count(const std::vector<int>& criteria) const;

  bool keeps(std::size_t node) const { return run_.keeps[node] != 0; }
  /// The state of a criterion is kept with its score: the two are worked out together.
  bool keeps_raw(int criterion) const {
    const int raw = model_.criterion(criterion).raw;
    return raw >= 0 && keeps(static_cast<std::size_t>(raw));
  }
  NumberColumn& column(std::size_t node, Block& block) { return keeps(node) ? run_.columns[node] : block.columns[node]; }
  std::size_t row(std::size_t node, std::size_t unit, const Block& block) const { return keeps(node) ? unit : unit - block.first; }
  void set(std::size_t node, std::size_t unit, const Rational& number, Block& block) {
    column(node, block).set(row(node, unit, block), number);
  }
  std::span<double> units_of(std::size_t node, std::size_t first, std::size_t last, Block& block) {
    return column(node, block).mutable_units().subspan(row(node, first, block), last - first);
  }
  void look_for_infinity(std::size_t slot, std::size_t first, std::size_t last);
  void set_state(int criterion, std::size_t unit, State state, Block& block);
  LabelLists leaves_in(Found Block::*found) const;
  Block again(std::size_t first, std::size_t last);

  void rows(int pass, std::size_t first, std::size_t last, Block& block, Faults& faults);
  void population(int pass);
  void compute(std::size_t node, std::size_t first, std::size_t last, Block& block, Faults& faults);
  void values(std::size_t node, std::size_t first, std::size_t last, Block& block);
  void cohort(std::size_t node, std::size_t first, std::size_t last, Block& block, Faults& faults);
  void score(std::size_t node, std::size_t first, std::size_t last, Block& block, Faults& faults);
  void leaf(std::size_t node, std::size_t first, std::size_t last, Block& block, Faults& faults);
  bool section_block(std::size_t node, const FastSection& fast, std::size_t first, std::size_t last, Block& block);
  void settle(std::size_t node, std::size_t first, std::size_t last, Block& block);
  void forget(std::size_t node, std::size_t first, std::size_t last, Block& block);
  bool step_at_once(std::size_t node, std::size_t first, std::size_t last, Block& block, Faults& faults);
  void total_block(std::size_t node, std::size_t first, std::size_t last, Block& block, Faults& faults);
  void condition_block(std::size_t node, const FastCondition& fast, std::size_t first, std::size_t last, Block& block, Faults& faults);
  void grade_block(std::size_t node, std::size_t first, std::size_t last, Block& block, Faults& faults);
  void result(std::size_t node, std::size_t unit, Block& block, Faults& faults);
  void total(Evaluator& row);
  bool condition(const Node& made, Evaluator& row) const;
  bool is_excluded(std::size_t unit) const;
  void regrade(std::size_t node, std::size_t first, std::size_t last);
  int grade_by_cut_off(Evaluator& row) const;
  int directly_graded(std::size_t unit) const;
  int decided(std::size_t unit) const;
  std::vector<std::uint8_t> last_units();
  void slow_score(std::size_t node, std::size_t unit, Block& block, Faults& faults);

  const Model& model_;
  Run run_;
  unsigned threads_;
  int pass_ = 0;
  bool keeps_states_ = true;            // of all criteria
  std::vector<std::uint8_t> assessed_;  // by unit; empty: none
  std::vector<Faults> faults_;          // by worker
  std::vector<Block> blocks_;           // by worker
  std::atomic<bool> infinity_ = false;
  std::vector<std::size_t> slots_to_look_at_;              // those that no fast leaf reads
  std::atomic<std::size_t> slow_ = 0;                      // scores of leaves that did not come by the fast path
  std::vector<std::uint8_t> asked_;                        // by node: whether it is worked out
  std::vector<std::optional<Fast>> fast_;                  // by node
  std::vector<std::optional<FastSection>> fast_sections_;  // by node
  std::map<std::size_t, FastCondition> fast_conditions_;   // by node
  std::optional<FastTotal> fast_total_;
  std::optional<std::vector<double>> fast_cut_offs_;  // of each grade but the last
};

inline Evaluation::Evaluation(const Model& model, const Evidence& evidence, unsigned threads, Keep keep, std::vector<std::uint8_t> assessed)
    : model_(model),
      run_(model, evidence),
      threads_(thread_count(threads)),
      assessed_(std::move(assessed)),
      faults_(threads_),
      blocks_(threads_) {
  const std::size_t units = evidence.units.size();
  run_.keeps.assign(model.nodes.size(), 1);
  asked_.assign(model.nodes.size(), 1);
  if (keep == Keep::results) keep_results();
  run_.columns.resize(model.nodes.size());
  run_.by_group.resize(model.nodes.size());
  run_.places.resize(model.nodes.size());
  run_.states.resize(model.criteria.size());
  for (std::size_t at = 0; at < run_.states.size(); ++at) {
    if (keeps_states_ || keeps_raw(static_cast<int>(at))) run_.states[at].assign(units, State::scored);
  }
  run_.excluded.assign(units, 0);
  run_.base = NumberColumn(units, model.scheme.rounding.criterion);  // no copy of the next: threads write to both
  run_.adjustments = NumberColumn(units, model.scheme.rounding.criterion);
  run_.holds.resize(model.nodes.size());
  run_.grades.resize(model.nodes.size());
  run_.ranks.resize(model.nodes.size());
  fast_.resize(model.nodes.size());
  fast_sections_.resize(model.nodes.size());
  for (std::size_t node = 0; node < model.nodes.size(); ++node) prepare(node);
}

/// Whether more than the unit's own columns and results are read: the states of criteria.
inline bool Evaluation::reads_states(const Node& node) const {
  switch (node.kind) {
    case Node::Kind::mean_score:
    case Node::Kind::settled:
      return true;
    case Node::Kind::quota_grade:
    case Node::Kind::less_points:
    case Node::Kind::ceiling:
    case Node::Kind::grade:
      return !run_.attainable && node.pass > 0;
    case Node::Kind::score:
    case Node::Kind::cut:
    case Node::Kind::value:
    case Node::Kind::cohort:
    case Node::Kind::veto:
    case Node::Kind::gate:
    case Node::Kind::direct:
    case Node::Kind::measure:
    case Node::Kind::total:
      return node.pass > 0;
    case Node::Kind::aggregate:
    case Node::Kind::excluded:
    case Node::Kind::liable:
    case Node::Kind::direct_grade:
    case Node::Kind::effect_grade:
    case Node::Kind::decided:
    case Node::Kind::rank:
    case Node::Kind::last_rank:
      return false;
  }
  return true;
}

/// Whether it is a column of numbers that may pass by; conditions, grades and ranks are always kept.
inline bool passes_by(Node::Kind kind) {
  switch (kind) {
    case Node::Kind::value:
    case Node::Kind::cohort:
    case Node::Kind::score:
    case Node::Kind::settled:
    case Node::Kind::cut:
    case Node::Kind::total:
    case Node::Kind::less_points:
    case Node::Kind::ceiling:
      return true;
    default:
      return false;
  }
}

/// A column is kept where it is a result, where it tells tied units apart, or where a later pass or the whole population reads it.
inline void Evaluation::keep_results() {
  leave_unasked();
  run_.attainable = attainable_by_all();
  keeps_states_ = std::ranges::any_of(model_.nodes, [&](const Node& node) { return reads_states(node); });
  for (std::size_t at = 0; at < model_.nodes.size(); ++at) run_.keeps[at] = passes_by(model_.nodes[at].kind) ? 0 : 1;
  const auto keep = [&](int node) { run_.keeps[static_cast<std::size_t>(node)] = 1; };
  for (const Node& node : model_.nodes) {
    for (const int need : node.needs) {
      if (node.population() || model_.nodes[static_cast<std::size_t>(need)].pass < node.pass) keep(need);
    }
    if (node.population() && node.argument >= 0) keep(node.argument);
    if (node.kind == Node::Kind::mean_score || node.kind == Node::Kind::settled) keep(model_.criterion(node.criterion).raw);
  }
  for (const int node : {model_.results.total, model_.results.less_points, model_.results.ceiling}) keep(node);
  for (const auto& criteria : model_.tie_breaks) {
    for (const int criterion : criteria) keep(model_.criterion(criterion).cut);
  }
}

/// Values and ranks that no criterion, condition or figure reads are not worked out.
inline void Evaluation::leave_unasked() {
  for (std::size_t at = 0; at < model_.nodes.size(); ++at) {
    const auto kind = model_.nodes[at].kind;
    const bool result = static_cast<int>(at) == model_.results.last_rank;
    asked_[at] = !result && (kind == Node::Kind::value || kind == Node::Kind::cohort || kind == Node::Kind::rank) ? 0 : 1;
  }
  for (const int at : std::views::reverse(model_.order)) {
    const Node& node = model_.nodes[static_cast<std::size_t>(at)];
    if (asked_[static_cast<std::size_t>(at)] == 0) continue;
    for (const int need : node.needs) asked_[static_cast<std::size_t>(need)] = 1;
    if (node.argument >= 0) asked_[static_cast<std::size_t>(node.argument)] = 1;
  }
}

inline NumberColumn Evaluation::empty_column(std::size_t node, std::size_t rows) const {
  switch (model_.nodes[node].kind) {
    case Node::Kind::value:
    case Node::Kind::cohort:
      return {rows, value_digits};
    case Node::Kind::score:
    case Node::Kind::settled:
    case Node::Kind::cut:
      return {rows, model_.scheme.rounding.criterion};
    case Node::Kind::total:
    case Node::Kind::less_points:
    case Node::Kind::ceiling:
      return {rows, model_.scheme.rounding.total};
    default:
      return {};
  }
}

inline void Evaluation::prepare(std::size_t node) {
  if (keeps(node)) run_.columns[node] = empty_column(node, run_.units());
  switch (model_.nodes[node].kind) {
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
      if (!model_.scheme.grades.empty()) run_.grades[node].assign(run_.units(), -1);
      break;
    default:
      break;
  }
}

/// Room for a block of units.
inline Block Evaluation::block() const {
  Block made;
  made.columns.resize(model_.nodes.size());
  made.states.resize(model_.criteria.size());
  return made;
}

/// Makes a block ready for its units: nothing is known of them.
inline void Evaluation::open(Block& block, std::size_t first, std::size_t last) const {
  block.first = first;
  for (std::size_t node = 0; node < model_.nodes.size(); ++node) {
    if (keeps(node)) continue;
    if (block.columns[node].size() != last - first) block.columns[node] = empty_column(node, last - first);
  }
  for (std::size_t at = 0; at < block.states.size(); ++at) {
    if (!run_.keeps_state(static_cast<int>(at))) block.states[at].assign(last - first, State::scored);
  }
}

/// What can be attained of all criteria, where no unit differs from another in it.
inline std::optional<Rational> Evaluation::attainable_by_all() const {
  const bool same = std::ranges::all_of(model_.criteria, [](const CompiledCriterion& criterion) {
    const Criterion& source = *criterion.criterion;
    const bool number = !source.points || criterion.points;
    return number && source.counts && !source.when && !source.rescale && !source.alternatives && criterion.policy != MissingPolicy::exempt;
  });
  if (!same || model_.criteria.empty()) return std::nullopt;
  Run all_scored(model_, run_.evidence);
  all_scored.states.assign(model_.criteria.size(), {State::scored});
  Faults unsaid;
  Evaluator row(model_, &all_scored, 0, unsaid);
  return attainable(row, 0);
}

inline bool Evaluation::always_applies(int criterion) const {
  for (int at = criterion; at >= 0; at = model_.criterion(at).parent) {
    if (model_.criterion(at).criterion->when) return false;
  }
  return true;
}

/// Whether it is an observed or a derived number, read off a column as it is.
inline bool Evaluation::is_column(const Term& term) const {
  if (term.kind == TermKind::slot) return true;
  if (term.kind != TermKind::node) return false;
  const Node& node = model_.nodes[static_cast<std::size_t>(term.ref)];
  return node.kind == Node::Kind::value && !node.retold;
}

inline int Evaluation::digits_of(const Term& term) const {
  return term.kind == TermKind::slot ? run_.evidence.slots[static_cast<std::size_t>(term.ref)].numbers.digits() : value_digits;
}

/// The units of a column's block, NaN where they are not below the limit: those go unit by unit.
inline void Evaluation::read_units(const Term& term, std::size_t first, double limit, std::span<double> out, Block& block) {
  const auto ref = static_cast<std::size_t>(term.ref);
  if (term.kind == TermKind::slot) return run_.evidence.slots[ref].numbers.read_units(first, limit, out);
  column(ref, block).read_units(row(ref, first, block), limit, out);
}

/// A leaf whose one rule is a curve that is the same for every unit, over a column, with constant bounds.
inline std::optional<Evaluation::Fast> Evaluation::fast_leaf(int criterion) const {
  const CompiledCriterion& compiled = model_.criterion(criterion);
  if (compiled.rules.size() != 1 || !always_applies(criterion)) return std::nullopt;
  const CompiledRule& rule = model_.rules[static_cast<std::size_t>(compiled.rules.front())];
  const Term& value = *rule.value;
  if (!rule.curve || !is_column(value)) return std::nullopt;
  const auto constant = [&](const std::optional<Amount>& amount) { return !amount || is_constant(model_.term(*amount)); };
  if (!constant(compiled.criterion->at_least) || !constant(compiled.criterion->at_most)) return std::nullopt;
  Faults unsaid;
  Evaluator row(model_, nullptr, 0, unsaid);
  row.enter(compiled.points.value_or(Rational(0)), nullptr);
  const Bounds bounds = bounds_of(row, criterion);
  const RoundingRule& rounding = model_.scheme.rounding;
  auto curve = whole_curve(*rule.curve, bounds.least, bounds.most, digits_of(value), rounding.criterion, rounding.mode);
  if (!curve) return std::nullopt;
  return Fast{std::move(*curve), &value};
}

inline void Evaluation::run() {
  for (std::size_t node = 0; node < model_.nodes.size(); ++node) {
    const Node& made = model_.nodes[node];
    if (made.kind == Node::Kind::veto || made.kind == Node::Kind::gate || made.kind == Node::Kind::direct ||
        made.kind == Node::Kind::measure) {
      if (const auto fast = fast_condition(made)) fast_conditions_.emplace(node, *fast);
    }
    if (made.kind != Node::Kind::score) continue;
    if (model_.criterion(made.criterion).criterion->is_leaf())
      fast_[node] = fast_leaf(made.criterion);
    else
      fast_sections_[node] = fast_section(made.criterion);
  }
  std::vector<std::uint8_t> looked_at(run_.evidence.slots.size(), 0);
  for (const auto& fast : fast_) {
    if (fast && fast->value->kind == TermKind::slot) looked_at[static_cast<std::size_t>(fast->value->ref)] = 1;
  }
  for (std::size_t slot = 0; slot < looked_at.size(); ++slot) {
    if (looked_at[slot] == 0) slots_to_look_at_.push_back(slot);
  }
  if (model_.results.total >= 0) fast_total_ = fast_total();
  fast_cut_offs_ = fast_cut_offs();
  for (auto& block : blocks_) block = this->block();
  run_.again = [this](std::size_t unit) { return again(unit, unit + 1); };
  for (int pass = 0; pass < model_.passes; ++pass) {
    pass_ = pass;
    for_blocks(run_.units(), threads_, [&](std::size_t worker, std::size_t first, std::size_t last) {
      open(blocks_[worker], first, last);
      for (const std::size_t slot : pass == 0 ? slots_to_look_at_ : std::vector<std::size_t>{}) look_for_infinity(slot, first, last);
      rows(pass, first, last, blocks_[worker], faults_[worker]);
    });
    population(pass);
  }
  for (std::size_t worker = 1; worker < faults_.size(); ++worker) faults_.front().merge(faults_[worker]);
  run_.missing = leaves_in(&Block::missing);
  run_.not_applicable = leaves_in(&Block::not_applicable);
  run_.slow = slow_;
  blocks_.clear();
}

inline void Evaluation::rows(int pass, std::size_t first, std::size_t last, Block& block, Faults& faults) {
  for (const int at : model_.order) {
    const auto node = static_cast<std::size_t>(at);
    const Node& made = model_.nodes[node];
    if (asked_[node] == 0 || made.pass != pass || made.population()) continue;
    if (!block.again || !keeps(node)) compute(node, first, last, block, faults);
  }
}

/// What is not kept, worked out again for some units.
inline Block Evaluation::again(std::size_t first, std::size_t last) {
  Block made = block();
  made.again = true;
  open(made, first, last);
  Faults said_before;
  for (int pass = 0; pass <= pass_; ++pass) rows(pass, first, last, made, said_before);
  return made;
}

inline std::vector<NumberColumn> Evaluation::columns(const std::vector<int>& nodes) {
  std::vector<NumberColumn> out;
  for (const int node : nodes) out.push_back(empty_column(static_cast<std::size_t>(node), run_.units()));
  for_blocks(run_.units(), threads_, [&](std::size_t, std::size_t first, std::size_t last) {
    const Block block = again(first, last);
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      for (std::size_t unit = first; unit < last; ++unit) {
        if (run_.excluded[unit] != 0) continue;
        const auto number = run_.number(nodes[i], unit, &block);
        if (number) out[i].set(unit, *number);
      }
    }
  });
  return out;
}

inline LabelLists Evaluation::leaves_in(Found Block::*found) const {
  std::vector<std::string> ids;
  for (const auto& made : model_.criteria)
    ids.push_back(made.criterion == nullptr ? "" : made.criterion->id);  // a plan's figures have none
  LabelLists lists(run_.units(), std::move(ids));
  for (const Block& block : blocks_) {
    for (const auto& [unit, criterion] : block.*found) lists.add(unit, static_cast<std::size_t>(criterion));
  }
  lists.settle();
  return lists;
}

inline void Evaluation::set_state(int criterion, std::size_t unit, State state, Block& block) {
  const bool kept = run_.keeps_state(criterion);
  if (!kept) block.states[static_cast<std::size_t>(criterion)][unit - block.first] = state;
  if (block.again) return;
  if (kept) run_.states[static_cast<std::size_t>(criterion)][unit] = state;
  if (!model_.criterion(criterion).criterion->is_leaf()) return;
  if (state == State::missing || state == State::exempt) block.missing.emplace_back(static_cast<std::uint32_t>(unit), criterion);
  if (state == State::not_applicable) block.not_applicable.emplace_back(static_cast<std::uint32_t>(unit), criterion);
}

inline void Evaluation::population(int pass) {
  for (const int node : model_.order) {
    const Node& made = model_.nodes[static_cast<std::size_t>(node)];
    if (asked_[static_cast<std::size_t>(node)] == 0 || made.pass != pass || !made.population()) continue;
    if (made.kind == Node::Kind::aggregate) aggregate(run_, static_cast<std::size_t>(node));
    if (made.kind == Node::Kind::mean_score) mean_scores(run_, static_cast<std::size_t>(node));
    if (made.kind == Node::Kind::liable) pass_on(run_, static_cast<std::size_t>(node));
    if (made.kind == Node::Kind::rank) run_.ranks[static_cast<std::size_t>(node)] = rank_units(run_, {});
    if (made.kind == Node::Kind::last_rank) run_.ranks[static_cast<std::size_t>(node)] = rank_units(run_, last_units());
    if (made.kind == Node::Kind::quota_grade) Seating(run_, fast_cut_offs_, faults_.front()).run();
  }
}

inline void Evaluation::compute(std::size_t node, std::size_t first, std::size_t last, Block& block, Faults& faults) {
  switch (model_.nodes[node].kind) {
    case Node::Kind::value:
      values(node, first, last, block);
      break;
    case Node::Kind::cohort:
      cohort(node, first, last, block, faults);
      break;
    case Node::Kind::score:
      score(node, first, last, block, faults);
      break;
    case Node::Kind::settled:
      settle(node, first, last, block);
      break;
    case Node::Kind::cut:
      forget(node, first, last, block);
      [[fallthrough]];
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
      if (step_at_once(node, first, last, block, faults)) break;
      for (std::size_t unit = first; unit < last; ++unit) {
        if (run_.excluded[unit] == 0) result(node, unit, block, faults);
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

/// Rows of a block that only some units write to begin as missing.
inline void Evaluation::forget(std::size_t node, std::size_t first, std::size_t last, Block& block) {
  if (!keeps(node)) std::ranges::fill(units_of(node, first, last, block), NumberColumn::missing_units);
}

/// Faults are left to those who ask for the value: for a unit it does not concern, nothing is wrong.
inline void Evaluation::values(std::size_t node, std::size_t first, std::size_t last, Block& block) {
  const Term& term = model_.nodes[node].term;
  Faults unsaid;
  forget(node, first, last, block);
  for (std::size_t unit = first; unit < last; ++unit) {
    Evaluator row(model_, &run_, unit, unsaid, &block);
    row.be_quiet();
    const Number found = row.number(term);
    if (found) set(node, unit, *found, block);
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

inline void Evaluation::cohort(std::size_t node, std::size_t first, std::size_t last, Block& block, Faults& faults) {
  const Node& made = model_.nodes[node];
  const CompiledRule& rule = model_.rules[static_cast<std::size_t>(made.rule)];
  forget(node, first, last, block);
  for (std::size_t unit = first; unit < last; ++unit) {
    if (run_.excluded[unit] != 0) continue;
    Evaluator row(model_, &run_, unit, faults, &block);
    if (!applies(row, made.criterion)) continue;
    row.enter(points_of(row, made.criterion), nullptr);
    if (!reaches(row, made.rule)) continue;
    const Number value = row.number(*rule.value);
    if (value) set(node, unit, *value, block);
  }
}

inline void Evaluation::slow_score(std::size_t node, std::size_t unit, Block& block, Faults& faults) {
  if (run_.excluded[unit] != 0) return;
  const int criterion = model_.nodes[node].criterion;
  Evaluator row(model_, &run_, unit, faults, &block);
  const bool is_leaf = model_.criterion(criterion).criterion->is_leaf();
  const Scored scored = is_leaf ? score_leaf(row, criterion) : score_section(row, criterion);
  set_state(criterion, unit, scored.state, block);
  if (scored.state == State::scored || scored.state == State::missing) set(node, unit, scored.score, block);
  if (is_leaf && scored.state == State::scored && !block.again) slow_.fetch_add(1, std::memory_order_relaxed);
}

inline void Evaluation::look_for_infinity(std::size_t slot, std::size_t first, std::size_t last) {
  if (run_.evidence.slots[slot].numbers.has_infinity(first, last)) infinity_ = true;
}

inline void Evaluation::leaf(std::size_t node, std::size_t first, std::size_t last, Block& block, Faults& faults) {
  const auto& fast = fast_[node];
  const auto units = units_of(node, first, last, block);
  if (!fast) forget(node, first, last, block);
  if (fast) {
    std::array<double, block_rows> numbers;
    const auto values = std::span(numbers).first(last - first);
    read_units(*fast->value, first, fast->curve.largest + 1, values, block);
    score_units(fast->curve, values, units);
    if (all_there(units)) return;
    if (fast->value->kind == TermKind::slot) look_for_infinity(static_cast<std::size_t>(fast->value->ref), first, last);
  }
  for (std::size_t unit = first; unit < last; ++unit) {
    if (std::isnan(units[unit - first])) slow_score(node, unit, block, faults);
  }
}

inline void Evaluation::score(std::size_t node, std::size_t first, std::size_t last, Block& block, Faults& faults) {
  if (model_.criterion(model_.nodes[node].criterion).criterion->is_leaf()) return leaf(node, first, last, block, faults);
  const bool whole = fast_sections_[node] && section_block(node, *fast_sections_[node], first, last, block);
  if (whole) return;
  if (!fast_sections_[node]) forget(node, first, last, block);
  const auto units = units_of(node, first, last, block);
  for (std::size_t unit = first; unit < last; ++unit) {
    if (std::isnan(units[unit - first])) slow_score(node, unit, block, faults);
  }
}

inline void Evaluation::settle(std::size_t node, std::size_t first, std::size_t last, Block& block) {
  const Node& made = model_.nodes[node];
  const CompiledCriterion& compiled = model_.criterion(made.criterion);
  forget(node, first, last, block);
  for (std::size_t unit = first; unit < last; ++unit) {
    if (run_.excluded[unit] != 0) continue;
    const State state = run_.state(made.criterion, unit, &block);
    if (state == State::scored) set(node, unit, *run_.number(compiled.raw, unit, &block), block);
    if (state == State::missing)
      set(node, unit, *run_.by_group[static_cast<std::size_t>(compiled.mean)][run_.evidence.group_of[unit]], block);
  }
}

}  // namespace kaohe::engine

#include <kaohe/engine/evaluate_blocks.hpp>
#include <kaohe/engine/evaluate_results.hpp>
