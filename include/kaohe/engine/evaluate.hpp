#pragma once

// Runs a model over evidence: columns in passes, rows in blocks, the fast path where it fits and the slow exact one elsewhere.

#include <kaohe/engine/criteria.hpp>
#include <kaohe/engine/kernel.hpp>
#include <kaohe/engine/override.hpp>
#include <kaohe/engine/population.hpp>
#include <kaohe/engine/prepared.hpp>
#include <kaohe/engine/quota.hpp>
#include <kaohe/engine/threads.hpp>

#include <array>
#include <atomic>
#include <map>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace kaohe::engine {

class Evaluation {
 public:
  /// What stays after the run: the results alone, with what they are made of worked out again where it is asked for, or every column.
  enum class Keep { results, all };

  /// `assessed` units, where there are any, are assessed whatever the gates on the assessment say.
  Evaluation(const Model& model, const Evidence& evidence, unsigned threads, Keep keep, std::vector<std::uint8_t> assessed = {});

  /// As an earlier one that is done, with other evidence of the same units: see update(). Pre: `evidence` has as many rows everywhere.
  Evaluation(const Evaluation& earlier, const Evidence& evidence);

  void run();

  /// Works out what follows from other observations of some units, and takes the rest over.
  void update(const std::vector<std::size_t>& units);

  Run& result() { return run_; }
  Faults& faults() { return faults_.front(); }

  /// Whether a column that is read in place holds an infinity: then there are no results.
  bool saw_infinity() const { return infinity_; }

  /// The columns of some nodes, worked out again where they were not kept. Pre: the run is done. Any thread may ask.
  std::vector<NumberColumn> columns(const std::vector<int>& nodes);

 private:
  using Found = std::vector<std::pair<std::uint32_t, int>>;

  /// What the units' rows left to be said, in the first pass or in those behind it.
  struct Noted {
    Faults faults;
    Found missing, not_applicable;
  };

  void make_room(std::size_t node);
  void begin();
  void all_rows(int pass);
  void gather(Noted& noted);
  void finish();
  void forget_first(std::size_t unit);
  void forget_said(const std::vector<std::size_t>& units);
  void forget_later();
  void fit();
  bool is_asked(std::size_t node) const { return keep_ == Keep::all || ready_.asked[node] != 0; }
  std::optional<int> column_digits(std::size_t node) const;
  NumberColumn empty_column(std::size_t node) const;
  void lay_out(Block& block, std::size_t rows) const;
  void open(Block& block, std::size_t first, std::size_t last) const;
  int digits_of(const Term& term) const;
  void read_units(const Term& term, std::size_t first, double limit, std::span<double> out, Block& block);
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
  LabelLists leaves_in(Found Noted::*found) const;
  Block again(std::size_t first, std::size_t last);

  void rows(int pass, std::size_t first, std::size_t last, Block& block, Faults& faults);
  void population(int pass);
  bool excludes_in(int pass) const {
    return model_.results.excluded >= 0 && model_.nodes[static_cast<std::size_t>(model_.results.excluded)].pass == pass;
  }
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
  void condition_block(std::size_t node, const UnitRange& range, std::size_t first, std::size_t last, Block& block, Faults& faults);
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
  std::optional<double> long_score(std::size_t node, std::size_t unit, Block& block);
  void slow_score(std::size_t node, std::size_t unit, Block& block, Faults& faults);

  const Model& model_;
  const Prepared& ready_;
  Keep keep_;
  Run run_;
  unsigned threads_;
  int pass_ = 0;
  std::vector<std::uint8_t> assessed_;  // by unit; empty: none
  std::vector<Faults> faults_;          // by worker
  std::vector<Block> blocks_;           // by worker
  Noted first_, later_;
  std::atomic<bool> infinity_ = false;
  std::vector<std::size_t> slots_to_look_at_;  // those that no fast leaf reads
  std::atomic<std::size_t> slow_ = 0;          // scores of leaves that did not come by the fast path
  std::vector<const WholeCurve*> curves_;      // by node, of leaves that go by blocks; else null
  std::map<std::size_t, UnitRange> ranges_;    // by node, of conditions that do
};

inline Evaluation::Evaluation(const Model& model, const Evidence& evidence, unsigned threads, Keep keep, std::vector<std::uint8_t> assessed)
    : model_(model),
      ready_(prepared(model)),
      keep_(keep),
      run_(model, evidence),
      threads_(thread_count(threads)),
      assessed_(std::move(assessed)),
      faults_(threads_),
      blocks_(threads_) {
  const std::size_t units = evidence.units.size();
  run_.attainable = ready_.attainable;
  run_.keeps = ready_.keeps;
  if (keep == Keep::all) run_.keeps.assign(model.nodes.size(), 1);
  run_.columns.resize(model.nodes.size());
  run_.by_group.resize(model.nodes.size());
  run_.places.resize(model.nodes.size());
  run_.states.resize(model.criteria.size());
  for (std::size_t at = 0; at < run_.states.size(); ++at) {
    if (keep == Keep::all || ready_.keeps_states || keeps_raw(static_cast<int>(at))) run_.states[at].assign(units, State::scored);
  }
  run_.excluded.assign(units, 0);
  run_.base = NumberColumn(units, model.scheme.rounding.criterion);  // no copy of the next: threads write to both
  run_.adjustments = NumberColumn(units, model.scheme.rounding.criterion);
  run_.holds.resize(model.nodes.size());
  run_.grades.resize(model.nodes.size());
  run_.ranks.resize(model.nodes.size());
  for (std::size_t node = 0; node < model.nodes.size(); ++node) make_room(node);
}

inline Evaluation::Evaluation(const Evaluation& earlier, const Evidence& evidence)
    : model_(earlier.model_),
      ready_(earlier.ready_),
      keep_(earlier.keep_),
      run_(earlier.model_, evidence, earlier.run_),
      threads_(earlier.threads_),
      assessed_(earlier.assessed_),
      faults_(threads_),
      blocks_(threads_),
      first_(earlier.first_),
      slow_(earlier.slow_.load()) {}

/// Of a node's column; nothing where the node has none.
inline std::optional<int> Evaluation::column_digits(std::size_t node) const {
  switch (model_.nodes[node].kind) {
    case Node::Kind::value:
    case Node::Kind::cohort:
      return value_digits;
    case Node::Kind::score:
    case Node::Kind::settled:
    case Node::Kind::cut:
      return model_.scheme.rounding.criterion;
    case Node::Kind::total:
    case Node::Kind::less_points:
    case Node::Kind::ceiling:
      return model_.scheme.rounding.total;
    default:
      return std::nullopt;
  }
}

/// For all units.
inline NumberColumn Evaluation::empty_column(std::size_t node) const {
  const auto digits = column_digits(node);
  return digits ? NumberColumn(run_.units(), *digits) : NumberColumn();
}

inline void Evaluation::make_room(std::size_t node) {
  if (keeps(node)) run_.columns[node] = empty_column(node);
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

/// Room for a block of so many units.
inline void Evaluation::lay_out(Block& block, std::size_t rows) const {
  std::size_t count = 0;
  const auto passes = [&](std::size_t node) { return !keeps(node) && column_digits(node); };
  for (std::size_t node = 0; node < model_.nodes.size(); ++node) count += passes(node) ? 1 : 0;
  block.rows = rows;
  block.columns.clear();
  block.columns.resize(model_.nodes.size());
  if (block.room_size < count * rows) {
    block.room_size = count * rows;
    block.room = std::make_unique_for_overwrite<double[]>(block.room_size);
  }
  std::span<double> free(block.room.get(), count * rows);
  for (std::size_t node = 0; node < model_.nodes.size(); ++node) {
    if (!passes(node)) continue;
    block.columns[node] = NumberColumn(free.first(rows), *column_digits(node));
    free = free.subspan(rows);
  }
}

/// Makes a block ready for its units: nothing is known of them.
inline void Evaluation::open(Block& block, std::size_t first, std::size_t last) const {
  block.first = first;
  if (block.rows != last - first) lay_out(block, last - first);
  block.states.assign(model_.criteria.size() * block.rows, State::scored);
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

/// What was made ready for the digits that the evidence has.
inline void Evaluation::fit() {
  curves_.assign(model_.nodes.size(), nullptr);
  std::vector<std::uint8_t> looked_at(run_.evidence.slots.size(), 0);
  for (std::size_t node = 0; node < ready_.leaves.size(); ++node) {
    const auto& leaf = ready_.leaves[node];
    if (!leaf) continue;
    curves_[node] = leaf->curve(digits_of(*leaf->value), model_.scheme.rounding);
    if (curves_[node] != nullptr && leaf->value->kind == TermKind::slot) looked_at[static_cast<std::size_t>(leaf->value->ref)] = 1;
  }
  for (std::size_t slot = 0; slot < looked_at.size(); ++slot) {
    if (looked_at[slot] == 0) slots_to_look_at_.push_back(slot);
  }
  for (const auto& [node, condition] : ready_.conditions) {
    if (const auto range = condition.range(digits_of(*condition.value))) ranges_.emplace(node, *range);
  }
}

/// Makes ready what every run begins with.
inline void Evaluation::begin() {
  fit();
  run_.again = [this](std::size_t unit) { return again(unit, unit + 1); };
}

inline void Evaluation::run() {
  begin();
  all_rows(0);
  finish();
}

inline void Evaluation::all_rows(int pass) {
  for_blocks(run_.units(), threads_, [&](std::size_t worker, std::size_t first, std::size_t last) {
    open(blocks_[worker], first, last);
    if (pass == 0) {
      for (const std::size_t slot : slots_to_look_at_) look_for_infinity(slot, first, last);
    }
    rows(pass, first, last, blocks_[worker], faults_[worker]);
  });
  if (excludes_in(pass)) run_.groups.reset();
}

inline void Evaluation::update(const std::vector<std::size_t>& units) {
  begin();
  forget_later();
  forget_said(units);
  for (const std::size_t unit : units) {
    const std::uint8_t excluded = run_.excluded[unit];
    forget_first(unit);
    open(blocks_.front(), unit, unit + 1);
    rows(0, unit, unit + 1, blocks_.front(), faults_.front());
    if (run_.excluded[unit] != excluded) run_.groups.reset();
  }
  finish();
}

/// All that comes behind the rows of the first pass.
inline void Evaluation::finish() {
  gather(first_);
  for (pass_ = 0;; ++pass_) {
    if (pass_ > 0) all_rows(pass_);
    population(pass_);
    if (pass_ + 1 == model_.passes) break;
  }
  gather(later_);
  for (const Noted* noted : {&first_, &later_}) faults_.front().merge(noted->faults);
  run_.missing = leaves_in(&Noted::missing);
  run_.not_applicable = leaves_in(&Noted::not_applicable);
  run_.slow = slow_;
  blocks_.clear();
}

/// What the workers have noted so far.
inline void Evaluation::gather(Noted& noted) {
  for (Faults& faults : faults_) noted.faults.merge(std::exchange(faults, {}));
  for (Block& block : blocks_) {
    noted.missing.insert(noted.missing.end(), block.missing.begin(), block.missing.end());
    noted.not_applicable.insert(noted.not_applicable.end(), block.not_applicable.begin(), block.not_applicable.end());
    block.missing.clear();
    block.not_applicable.clear();
  }
}

/// A unit as it was before the first pass.
inline void Evaluation::forget_first(std::size_t unit) {
  for (std::size_t node = 0; node < model_.nodes.size(); ++node) {
    const Node& made = model_.nodes[node];
    if (made.pass > 0 || made.population()) continue;
    if (run_.columns[node].size() > 0) run_.columns[node].set_missing(unit);
    if (!run_.holds[node].empty()) run_.holds[node][unit] = 0;
    if (!run_.grades[node].empty()) run_.grades[node][unit] = -1;
    if (made.kind == Node::Kind::excluded) run_.excluded[unit] = 0;
    if (made.kind == Node::Kind::total) run_.base.set_missing(unit), run_.adjustments.set_missing(unit);
    if (made.kind == Node::Kind::score && run_.keeps_state(made.criterion))
      run_.states[static_cast<std::size_t>(made.criterion)][unit] = State::scored;
  }
}

/// What was said of units in the first pass is taken back.
inline void Evaluation::forget_said(const std::vector<std::size_t>& units) {
  std::vector<std::uint8_t> forgotten(run_.units(), 0);
  for (const std::size_t unit : units) forgotten[unit] = 1;
  first_.faults.forget(forgotten);
  for (Found* found : {&first_.missing, &first_.not_applicable})
    std::erase_if(*found, [&](const auto& one) { return forgotten[one.first] != 0; });
}

/// All units as they were before what comes behind the rows of the first pass.
inline void Evaluation::forget_later() {
  for (std::size_t node = 0; node < model_.nodes.size(); ++node) {
    const Node& made = model_.nodes[node];
    if (made.pass == 0 && !made.population()) continue;
    make_room(node);
    run_.by_group[node].clear();
    if (made.kind == Node::Kind::excluded) {
      std::ranges::fill(run_.excluded, std::uint8_t{0});
      run_.groups.reset();
    }
    if (made.kind == Node::Kind::total)
      run_.base = NumberColumn(run_.units(), run_.base.digits()), run_.adjustments = NumberColumn(run_.units(), run_.base.digits());
    if (made.kind == Node::Kind::score && run_.keeps_state(made.criterion))
      std::ranges::fill(run_.states[static_cast<std::size_t>(made.criterion)], State::scored);
  }
  run_.competitions.clear();
  run_.seats = {};
}

inline void Evaluation::rows(int pass, std::size_t first, std::size_t last, Block& block, Faults& faults) {
  for (const int at : model_.order) {
    const auto node = static_cast<std::size_t>(at);
    const Node& made = model_.nodes[node];
    if (!is_asked(node) || made.pass != pass || made.population()) continue;
    if (!block.again || !keeps(node)) compute(node, first, last, block, faults);
  }
}

/// What is not kept, worked out again for some units.
inline Block Evaluation::again(std::size_t first, std::size_t last) {
  Block made;
  made.again = true;
  open(made, first, last);
  Faults said_before;
  for (int pass = 0; pass <= pass_; ++pass) rows(pass, first, last, made, said_before);
  return made;
}

inline std::vector<NumberColumn> Evaluation::columns(const std::vector<int>& nodes) {
  std::vector<NumberColumn> out;
  for (const int node : nodes) out.push_back(empty_column(static_cast<std::size_t>(node)));
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

inline LabelLists Evaluation::leaves_in(Found Noted::*found) const {
  LabelLists lists(run_.units(), ready_.ids);
  for (const Noted* noted : {&first_, &later_}) {
    for (const auto& [unit, criterion] : noted->*found) lists.add(unit, static_cast<std::size_t>(criterion));
  }
  lists.settle();
  return lists;
}

inline void Evaluation::set_state(int criterion, std::size_t unit, State state, Block& block) {
  const bool kept = run_.keeps_state(criterion);
  if (!kept) block.state(criterion, unit) = state;
  if (block.again) return;
  if (kept) run_.states[static_cast<std::size_t>(criterion)][unit] = state;
  if (!model_.criterion(criterion).criterion->is_leaf()) return;
  if (state == State::missing || state == State::exempt) block.missing.emplace_back(static_cast<std::uint32_t>(unit), criterion);
  if (state == State::not_applicable) block.not_applicable.emplace_back(static_cast<std::uint32_t>(unit), criterion);
}

inline void Evaluation::population(int pass) {
  if (!run_.groups) run_.groups = std::make_shared<const Groups>(run_.evidence, run_.excluded);
  for (const int node : model_.order) {
    const Node& made = model_.nodes[static_cast<std::size_t>(node)];
    if (!is_asked(static_cast<std::size_t>(node)) || made.pass != pass || !made.population()) continue;
    if (made.kind == Node::Kind::aggregate) aggregate(run_, static_cast<std::size_t>(node), threads_);
    if (made.kind == Node::Kind::mean_score) mean_scores(run_, static_cast<std::size_t>(node));
    if (made.kind == Node::Kind::liable) pass_on(run_, static_cast<std::size_t>(node));
    if (made.kind == Node::Kind::rank) run_.ranks[static_cast<std::size_t>(node)] = rank_units(run_, {}, threads_);
    if (made.kind == Node::Kind::last_rank) run_.ranks[static_cast<std::size_t>(node)] = rank_units(run_, last_units(), threads_);
    if (made.kind == Node::Kind::quota_grade) Seating(run_, ready_.cut_offs, threads_, faults_).run();
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
  const WholeCurve* curve = curves_[node];
  const auto units = units_of(node, first, last, block);
  if (curve == nullptr) forget(node, first, last, block);
  if (curve != nullptr) {
    const Term& value = *ready_.leaves[node]->value;
    std::array<double, block_rows> numbers;
    const auto values = std::span(numbers).first(last - first);
    read_units(value, first, curve->largest + 1, values, block);
    score_units(*curve, values, units);
    if (all_there(units)) return;
    if (value.kind == TermKind::slot) look_for_infinity(static_cast<std::size_t>(value.ref), first, last);
  }
  for (std::size_t unit = first; unit < last; ++unit) {
    double& score = units[unit - first];
    if (!std::isnan(score)) continue;
    if (const auto longer = long_score(node, unit, block)) score = *longer;
    if (std::isnan(score)) slow_score(node, unit, block, faults);
  }
}

/// The units of the score of a leaf that is a curve over a column, where the value is there.
inline std::optional<double> Evaluation::long_score(std::size_t node, std::size_t unit, Block& block) {
  const auto& leaf = ready_.leaves[node];
  const auto* curve = leaf && run_.excluded[unit] == 0 ? &leaf->curve_of_more_digits(model_.scheme.rounding) : nullptr;
  if (curve == nullptr || !*curve) return std::nullopt;
  const auto ref = static_cast<std::size_t>(leaf->value->ref);
  const auto value = leaf->value->kind == TermKind::slot ? run_.evidence.slots[ref].numbers.fraction(unit)
                                                         : column(ref, block).fraction(row(ref, unit, block));
  return value ? (*curve)->units(value->numerator, value->denominator) : std::nullopt;
}

inline void Evaluation::score(std::size_t node, std::size_t first, std::size_t last, Block& block, Faults& faults) {
  if (model_.criterion(model_.nodes[node].criterion).criterion->is_leaf()) return leaf(node, first, last, block, faults);
  const auto& fast = ready_.sections[node];
  if (fast && section_block(node, *fast, first, last, block)) return;
  if (!fast) forget(node, first, last, block);
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
