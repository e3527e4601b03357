#pragma once

// What of an evaluation follows from the rules alone, whatever the evidence: made ready once for a scheme.

#include <kaohe/engine/criteria.hpp>
#include <kaohe/engine/kernel.hpp>
#include <kaohe/engine/long_curve.hpp>
#include <kaohe/engine/override.hpp>
#include <kaohe/engine/threads.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <ranges>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace kaohe::engine {

/// Derived values keep this many digits as whole units; others are kept as exact rationals.
inline constexpr int value_digits = 6;

/// Something that depends on the digits of a column: made for those that come along. Any thread may ask.
template <class T>
class ByDigits {
 public:
  /// Null where it cannot be made.
  template <class Make>
  const T* get(int digits, const Make& make) const {
    return made_[static_cast<std::size_t>(digits)]
        .get([&] {
          std::optional<T> one = make(digits);
          return one ? std::make_unique<const T>(std::move(*one)) : nullptr;
        })
        .get();
  }

 private:
  mutable std::array<MadeOnce<std::unique_ptr<const T>>, 16> made_;
};

/// A leaf whose one rule is a curve that is the same for every unit, over a column, within constant bounds.
struct FastLeaf {
  const Curve* rule = nullptr;
  const Term* value = nullptr;
  Bounds bounds;
  ByDigits<WholeCurve> curves;
  mutable MadeOnce<std::optional<LongCurve>> long_curve;

  /// For numbers with more digits than a column holds.
  const std::optional<LongCurve>& curve_of_more_digits(const RoundingRule& rounding) const {
    return long_curve.get([&] { return LongCurve::of(*rule, bounds.least, bounds.most, rounding.criterion, rounding.mode); });
  }

  const WholeCurve* curve(int digits, const RoundingRule& rounding) const {
    return curves.get(digits, [&](int of) { return whole_curve(*rule, bounds.least, bounds.most, of, rounding.criterion, rounding.mode); });
  }
};

/// Whole units, or all others.
struct UnitRange {
  double least = 0, most = 0;
  bool within = true;
};

/// A comparison of an observed or derived number with a constant.
struct FastCondition {
  const Term* value = nullptr;
  TermKind relation = TermKind::equal;
  Rational number;

  std::optional<UnitRange> range(int digits) const;
};

/// Whole coefficients of the children's units, rounded once by what they are too large by, within bounds.
struct FastSection {
  std::vector<std::pair<int, double>> terms;  // node, coefficient
  Divisor by{1};
  double least = -std::numeric_limits<double>::infinity(), most = std::numeric_limits<double>::infinity();
};

/// How totals follow from the scores, where that is a sum within constant bounds.
struct FastTotal {
  Divisor by;  // units of a score ÷ units of a total
  double least, most;
};

/// What a table of observations may name.
struct ObservedId {
  bool derived = false;    // worked out, and never observed
  std::vector<int> slots;  // of its periods that something asks for
};

/// Thread safety: immutable, share freely.
struct Prepared {
  explicit Prepared(const Model& model);

  std::optional<Rational> attainable;                // of all criteria, where it is the same for every unit
  std::vector<std::uint8_t> keeps;                   // by node: whether more than the row itself reads its column
  std::vector<std::uint8_t> asked;                   // by node: whether a result depends on it
  bool keeps_states = true;                          // of all criteria
  std::vector<std::unique_ptr<FastLeaf>> leaves;     // by node; null: goes unit by unit, as what is missing below
  std::vector<std::optional<FastSection>> sections;  // by node
  std::map<std::size_t, FastCondition> conditions;   // by node
  std::optional<FastTotal> total;
  std::unordered_map<std::string_view, ObservedId> observed;  // indicators and leaves, by id
  std::shared_ptr<const std::vector<std::string>> ids;        // of all criteria
  std::optional<std::vector<double>> cut_offs;                // the units of a total from which each grade but the last is reached
};

/// Whether it is an observed or a derived number, read off a column as it is.
inline bool is_column(const Model& model, const Term& term) {
  if (term.kind == TermKind::slot) return true;
  if (term.kind != TermKind::node) return false;
  const Node& node = model.nodes[static_cast<std::size_t>(term.ref)];
  return node.kind == Node::Kind::value && !node.retold;
}

namespace detail {

/// Makes one ready.
class Preparing {
 public:
  Preparing(const Model& model, Prepared& out) : model_(model), out_(out) {}

  void run();

 private:
  std::optional<Rational> attainable_by_all() const;
  void name();
  void leave_unasked();
  void keep_results();
  bool reads_states(const Node& node) const;
  bool is_constant_or_none(const std::optional<Amount>& amount) const { return !amount || is_constant(model_.term(*amount)); }
  bool always_applies(int criterion) const;
  bool always_count(const std::vector<int>& criteria) const;
  std::unique_ptr<FastLeaf> leaf(int criterion) const;
  std::optional<FastSection> section(int criterion) const;
  std::optional<FastSection> whole_section(const CompiledCriterion& compiled, const std::vector<Rational>& coefficients,
                                           const Bounds& bounds, bool exact) const;
  std::optional<FastCondition> condition(const Node& made) const;
  std::optional<FastTotal> total() const;
  std::optional<std::vector<double>> cut_offs() const;

  const Model& model_;
  Prepared& out_;
};

/// A run without units, of which every criterion is scored: for what no unit differs in.
struct AllScored {
  explicit AllScored(const Model& model) : run(model, evidence), row(model, &run, 0, faults) {
    run.states.assign(model.criteria.size(), {State::scored});
  }

  Evidence evidence;
  Run run;
  Faults faults;
  Evaluator row;
};

inline void Preparing::run() {
  const std::size_t nodes = model_.nodes.size();
  out_.keeps.assign(nodes, 1);
  out_.asked.assign(nodes, 1);
  out_.leaves.resize(nodes);
  out_.sections.resize(nodes);
  name();
  out_.attainable = attainable_by_all();
  leave_unasked();
  keep_results();
  for (std::size_t node = 0; node < nodes; ++node) {
    const Node& made = model_.nodes[node];
    const bool condition = made.kind == Node::Kind::veto || made.kind == Node::Kind::gate || made.kind == Node::Kind::direct ||
                           made.kind == Node::Kind::measure;
    if (condition) {
      if (const auto fast = this->condition(made)) out_.conditions.emplace(node, *fast);
    }
    if (made.kind != Node::Kind::score) continue;
    if (model_.criterion(made.criterion).criterion->is_leaf())
      out_.leaves[node] = leaf(made.criterion);
    else
      out_.sections[node] = section(made.criterion);
  }
  if (model_.results.total >= 0) out_.total = total();
  out_.cut_offs = cut_offs();
}

inline void Preparing::name() {
  auto ids = std::make_shared<std::vector<std::string>>();
  for (const CompiledCriterion& compiled : model_.criteria) {
    ids->push_back(compiled.criterion == nullptr ? "" : compiled.criterion->id);  // a plan's figures have none
    if (compiled.criterion != nullptr && compiled.criterion->is_leaf()) out_.observed[compiled.criterion->id];
  }
  out_.ids = std::move(ids);
  for (const Indicator& indicator : model_.scheme.indicators) out_.observed[indicator.id].derived |= indicator.value.has_value();
  for (std::size_t slot = 0; slot < model_.slots.size(); ++slot) {
    const auto found = out_.observed.find(model_.slots[slot].id);
    if (found != out_.observed.end()) found->second.slots.push_back(static_cast<int>(slot));
  }
}

/// What can be attained of all criteria, where no unit differs from another in it.
inline std::optional<Rational> Preparing::attainable_by_all() const {
  const bool same = std::ranges::all_of(model_.criteria, [](const CompiledCriterion& criterion) {
    if (criterion.criterion == nullptr) return false;  // of a plan's figures
    const Criterion& source = *criterion.criterion;
    const bool number = !source.points || criterion.points;
    return number && source.counts && !source.when && !source.rescale && !source.alternatives && criterion.policy != MissingPolicy::exempt;
  });
  if (!same || model_.criteria.empty()) return std::nullopt;
  AllScored all(model_);
  return engine::attainable(all.row, 0);
}

/// Values and ranks that no criterion, condition or figure reads are not worked out.
inline void Preparing::leave_unasked() {
  for (std::size_t at = 0; at < model_.nodes.size(); ++at) {
    const auto kind = model_.nodes[at].kind;
    const bool result = static_cast<int>(at) == model_.results.last_rank;
    out_.asked[at] = !result && (kind == Node::Kind::value || kind == Node::Kind::cohort || kind == Node::Kind::rank) ? 0 : 1;
  }
  for (const int at : std::views::reverse(model_.order)) {
    const Node& node = model_.nodes[static_cast<std::size_t>(at)];
    if (out_.asked[static_cast<std::size_t>(at)] == 0) continue;
    for (const int need : node.needs) out_.asked[static_cast<std::size_t>(need)] = 1;
    if (node.argument >= 0) out_.asked[static_cast<std::size_t>(node.argument)] = 1;
  }
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
inline void Preparing::keep_results() {
  out_.keeps_states = std::ranges::any_of(model_.nodes, [&](const Node& node) { return reads_states(node); });
  for (std::size_t at = 0; at < model_.nodes.size(); ++at) out_.keeps[at] = passes_by(model_.nodes[at].kind) ? 0 : 1;
  const auto keep = [&](int node) { out_.keeps[static_cast<std::size_t>(node)] = 1; };
  for (const Node& node : model_.nodes) {
    for (const int need : node.needs) {
      if (node.population() || model_.nodes[static_cast<std::size_t>(need)].pass < node.pass) keep(need);
    }
    if (node.population() && node.argument >= 0) keep(node.argument);
    if (node.kind == Node::Kind::mean_score || node.kind == Node::Kind::settled) keep(model_.criterion(node.criterion).raw);
  }
  if (model_.results.total < 0) return;  // of a plan, whose figures are no results
  for (const int node : {model_.results.total, model_.results.less_points, model_.results.ceiling}) keep(node);
  for (const auto& criteria : model_.tie_breaks) {
    for (const int criterion : criteria) keep(model_.criterion(criterion).cut);
  }
}

/// Whether more than the unit's own columns and results are read: the states of criteria.
inline bool Preparing::reads_states(const Node& node) const {
  switch (node.kind) {
    case Node::Kind::mean_score:
    case Node::Kind::settled:
      return true;
    case Node::Kind::quota_grade:
    case Node::Kind::less_points:
    case Node::Kind::ceiling:
    case Node::Kind::grade:
      return !out_.attainable && node.pass > 0;
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

inline bool Preparing::always_applies(int criterion) const {
  for (int at = criterion; at >= 0; at = model_.criterion(at).parent) {
    if (model_.criterion(at).criterion->when) return false;
  }
  return true;
}

inline bool Preparing::always_count(const std::vector<int>& criteria) const {
  return std::ranges::all_of(criteria, [&](int at) {
    const CompiledCriterion& compiled = model_.criterion(at);
    const Criterion& source = *compiled.criterion;
    if (!source.counts || source.when || (source.points && !compiled.points)) return false;
    if (source.is_leaf()) return compiled.policy != MissingPolicy::exempt;
    return !source.rescale && !source.alternatives && !compiled.children.empty() && always_count(compiled.children);
  });
}

inline std::unique_ptr<FastLeaf> Preparing::leaf(int criterion) const {
  const CompiledCriterion& compiled = model_.criterion(criterion);
  if (compiled.rules.size() != 1 || !always_applies(criterion)) return nullptr;
  const CompiledRule& rule = model_.rules[static_cast<std::size_t>(compiled.rules.front())];
  if (!rule.curve || !is_column(model_, *rule.value)) return nullptr;
  if (!is_constant_or_none(compiled.criterion->at_least) || !is_constant_or_none(compiled.criterion->at_most)) return nullptr;
  Faults unsaid;
  Evaluator row(model_, nullptr, 0, unsaid);
  row.enter(compiled.points.value_or(Rational(0)), nullptr);
  auto made = std::make_unique<FastLeaf>();
  made->rule = &*rule.curve;
  made->value = &*rule.value;
  made->bounds = bounds_of(row, criterion);
  return made;
}

/// A section of which every child always counts, with points and weights that are the same for every unit: then its score is a sum of the
/// children's scores with constant coefficients.
inline std::optional<FastSection> Preparing::section(int criterion) const {
  const CompiledCriterion& compiled = model_.criterion(criterion);
  const Criterion& section = *compiled.criterion;
  const bool sum = section.combine == Combine::sum, top = compiled.parent < 0;
  if ((!sum && section.combine != Combine::weighted) || section.rescale || section.alternatives) return std::nullopt;
  if (section.points && !compiled.points) return std::nullopt;
  if ((compiled.children.empty() && !top) || !always_applies(criterion) || !always_count(compiled.children)) return std::nullopt;
  if (!is_constant_or_none(section.at_least) || !is_constant_or_none(section.at_most)) return std::nullopt;

  AllScored all(model_);
  const Rational points = points_of(all.row, criterion);
  all.row.enter(points, nullptr);
  const Bounds bounds = bounds_of(all.row, criterion);
  std::vector<Rational> coefficients(compiled.children.size(), 1);
  if (!sum) {
    const Rational weights = children_of(all.row, criterion).all_weights;
    if (section.weights_relative && weights.is_zero()) return std::nullopt;
    for (std::size_t i = 0; i < coefficients.size(); ++i) {
      const CompiledCriterion& child = model_.criterion(compiled.children[i]);
      if (!child.bears_points) continue;
      const Rational below = points_of(all.row, compiled.children[i]);
      if (below.is_zero()) return std::nullopt;
      coefficients[i] = points * child.weight.value_or(Rational(0)) / below / (section.weights_relative ? weights : Rational(1));
    }
  }
  if (!all.faults.empty()) return std::nullopt;
  return whole_section(compiled, coefficients, bounds, sum || top);
}

/// The same in whole numbers. An exact section is not rounded: its bounds and all it can come to are whole units.
inline std::optional<FastSection> Preparing::whole_section(const CompiledCriterion& compiled, const std::vector<Rational>& coefficients,
                                                           const Bounds& bounds, bool exact) const {
  const RoundingRule& rounding = model_.scheme.rounding;
  FastSection made;
  const auto by = common_denominator_of(coefficients);
  if (!by || (exact && *by != 1)) return std::nullopt;
  made.by = Divisor(static_cast<double>(*by));
  for (std::size_t i = 0; i < coefficients.size(); ++i) {
    const auto coefficient = whole(coefficients[i], Rational(*by));
    if (!coefficient) return std::nullopt;
    made.terms.emplace_back(model_.criterion(compiled.children[i]).score, *coefficient);
  }
  const Rational scale = ten_to(rounding.criterion);
  for (const Number* bound : {&bounds.least, &bounds.most}) {
    if (!*bound) continue;
    const auto units = whole(exact ? **bound : round_to(**bound, rounding.criterion, rounding.mode), scale);
    if (!units) return std::nullopt;
    (bound == &bounds.least ? made.least : made.most) = *units;
  }
  if (made.least > made.most) return std::nullopt;
  return made;
}

inline std::optional<FastCondition> Preparing::condition(const Node& made) const {
  const Term& term = model_.term(condition_of(model_, made));
  if (term.kind < TermKind::equal || term.kind > TermKind::greater_equal) return std::nullopt;
  const Term &left = term.children[0], &right = term.children[1];
  if (right.kind != TermKind::number || !is_column(model_, left)) return std::nullopt;
  return FastCondition{&left, term.kind, right.number};
}

inline std::optional<FastTotal> Preparing::total() const {
  constexpr double all = std::numeric_limits<double>::infinity();
  const Scheme& scheme = model_.scheme;
  const int more = scheme.rounding.criterion - scheme.rounding.total;
  if (scheme.coefficient || more < 0 || !is_constant_or_none(scheme.total_at_least) || !is_constant_or_none(scheme.total_at_most))
    return std::nullopt;
  const auto& points = model_.criterion(0).points;
  if (!points && model_.criterion(0).criterion->points) return std::nullopt;
  FastTotal made{Divisor(kaohe::detail::scale_of(more)), -all, all};
  if ((scheme.total_at_least && scheme.total_at_least->percent()) || (scheme.total_at_most && scheme.total_at_most->percent()))
    return std::nullopt;
  Faults unsaid;
  Evaluator row(model_, nullptr, 0, unsaid);
  const auto bound = [&](const std::optional<Amount>& amount, double otherwise) {
    const Number found = amount ? row.number(model_.term(*amount)) : Number{};
    return found ? bound_units(*found, scheme.rounding.total, scheme.rounding.mode, otherwise) : otherwise;
  };
  made.least = bound(scheme.total_at_least, -all);
  made.most = bound(scheme.total_at_most, all);
  return made;
}

/// Where total and cut-off alone decide.
inline std::optional<std::vector<double>> Preparing::cut_offs() const {
  const auto& grades = model_.scheme.grades;
  const bool gates = std::ranges::any_of(model_.scheme.gates, [](const Gate& gate) { return gate.purpose == Gate::Purpose::grade; });
  if (grades.empty() || gates || !out_.attainable || out_.attainable->is_zero()) return std::nullopt;
  std::vector<double> cut_offs;
  Faults unsaid;
  Evaluator row(model_, nullptr, 0, unsaid);
  row.enter(*out_.attainable, nullptr);
  for (std::size_t i = 0; i + 1 < grades.size(); ++i) {
    if (!grades[i].from || grades[i].requires_ || !is_constant(model_.term(*grades[i].from))) return std::nullopt;
    const Number from = points_amount(row, *grades[i].from);
    const auto around = from ? units_around(*from, model_.scheme.rounding.total) : std::nullopt;
    if (!around) return std::nullopt;
    cut_offs.push_back(around->second);
  }
  return cut_offs;
}

}  // namespace detail

inline Prepared::Prepared(const Model& model) { detail::Preparing(model, *this).run(); }

/// The units for which it holds. Nothing where the number is beyond the exact range.
inline std::optional<UnitRange> FastCondition::range(int digits) const {
  const auto around = detail::units_around(number, digits);
  if (!around) return std::nullopt;
  constexpr double all = std::numeric_limits<double>::infinity();
  const auto [below, above] = *around;
  if (relation == TermKind::less) return UnitRange{-all, above - 1, true};
  if (relation == TermKind::less_equal) return UnitRange{-all, below, true};
  if (relation == TermKind::greater) return UnitRange{below + 1, all, true};
  if (relation == TermKind::greater_equal) return UnitRange{above, all, true};
  return UnitRange{above, below, relation == TermKind::equal};  // within nothing where no whole unit is the number
}

/// Of the model; made when it is first asked for. Any thread may ask.
inline const Prepared& prepared(const Model& model) {
  return *model.prepared.get([&] { return std::make_shared<const Prepared>(model); });
}

}  // namespace kaohe::engine
