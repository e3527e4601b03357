#pragma once

// Steps for a block of units at once, where they are the same arithmetic for all of them. What does not fit is left to the steps
// of one unit. Bodies of Evaluation that evaluate.hpp leaves to this file.

#include <kaohe/engine/evaluate.hpp>

namespace kaohe::engine {

namespace detail {

/// The whole units next to a number: the largest not above it and the smallest not below it. Nothing beyond the exact range.
inline std::optional<std::pair<double, double>> units_around(const Rational& number, int digits) {
  const Rational scaled = number * ten_to(digits);
  const auto below = whole(scaled.floor(), 1), above = whole(scaled.ceil(), 1);
  if (!below || !above) return std::nullopt;
  return std::pair(*below, *above);
}

}  // namespace detail

/// A comparison of an observed or derived number with a constant.
inline std::optional<Evaluation::FastCondition> Evaluation::fast_condition(const Node& made) const {
  const Term& term = model_.term(condition_of(model_, made));
  if (term.kind < TermKind::equal || term.kind > TermKind::greater_equal) return std::nullopt;
  const Term &left = term.children[0], &right = term.children[1];
  if (right.kind != TermKind::number || !is_column(left)) return std::nullopt;
  const auto around = detail::units_around(right.number, digits_of(left));
  if (!around) return std::nullopt;
  constexpr double all = std::numeric_limits<double>::infinity();
  const auto [below, above] = *around;
  if (term.kind == TermKind::less) return FastCondition{&left, -all, above - 1, true};
  if (term.kind == TermKind::less_equal) return FastCondition{&left, -all, below, true};
  if (term.kind == TermKind::greater) return FastCondition{&left, below + 1, all, true};
  if (term.kind == TermKind::greater_equal) return FastCondition{&left, above, all, true};
  return FastCondition{&left, above, below, term.kind == TermKind::equal};  // within nothing where no whole unit is the number
}

/// The totals from which each grade but the last is reached, where total and cut-off alone decide.
inline std::optional<std::vector<double>> Evaluation::fast_cut_offs() const {
  const auto& grades = model_.scheme.grades;
  const bool gates = std::ranges::any_of(model_.scheme.gates, [](const Gate& gate) { return gate.purpose == Gate::Purpose::grade; });
  if (grades.empty() || gates || !run_.attainable || run_.attainable->is_zero()) return std::nullopt;
  std::vector<double> cut_offs;
  Faults unsaid;
  Evaluator row(model_, nullptr, 0, unsaid);
  row.enter(*run_.attainable, nullptr);
  for (std::size_t i = 0; i + 1 < grades.size(); ++i) {
    if (!grades[i].from || grades[i].requires_ || !is_constant(model_.term(*grades[i].from))) return std::nullopt;
    const Number from = points_amount(row, *grades[i].from);
    const auto around = from ? detail::units_around(*from, model_.scheme.rounding.total) : std::nullopt;
    if (!around) return std::nullopt;
    cut_offs.push_back(around->second);
  }
  return cut_offs;
}

/// A section of which every child always counts, with points and weights that are the same for every unit: then its score is a sum of the
/// children's scores with constant coefficients.
inline std::optional<Evaluation::FastSection> Evaluation::fast_section(int criterion) const {
  const CompiledCriterion& compiled = model_.criterion(criterion);
  const Criterion& section = *compiled.criterion;
  const bool sum = section.combine == Combine::sum, top = compiled.parent < 0;
  if ((!sum && section.combine != Combine::weighted) || section.rescale || section.alternatives) return std::nullopt;
  if ((compiled.children.empty() && !top) || !always_applies(criterion) || !always_count(compiled.children)) return std::nullopt;
  const auto constant = [&](const std::optional<Amount>& amount) { return !amount || is_constant(model_.term(*amount)); };
  if (!constant(section.at_least) || !constant(section.at_most)) return std::nullopt;

  Run all_scored(model_, run_.evidence);
  all_scored.states.assign(model_.criteria.size(), {State::scored});
  Faults faults;
  Evaluator row(model_, &all_scored, 0, faults);
  row.enter(points_of(row, criterion), nullptr);
  const Bounds bounds = bounds_of(row, criterion);
  std::vector<Rational> coefficients(compiled.children.size(), 1);
  if (!sum) {
    const Rational points = points_of(row, criterion), weights = children_of(row, criterion).all_weights;
    if (section.weights_relative && weights.is_zero()) return std::nullopt;
    for (std::size_t i = 0; i < coefficients.size(); ++i) {
      const CompiledCriterion& child = model_.criterion(compiled.children[i]);
      if (!child.bears_points) continue;
      const Rational below = points_of(row, compiled.children[i]);
      if (below.is_zero()) return std::nullopt;
      coefficients[i] = points * child.weight.value_or(Rational(0)) / below / (section.weights_relative ? weights : Rational(1));
    }
  }
  if (!faults.empty()) return std::nullopt;
  return whole_section(compiled, coefficients, bounds, sum || top);
}

/// The same in whole numbers. An exact section is not rounded: its bounds and all it can come to are whole units.
inline std::optional<Evaluation::FastSection> Evaluation::whole_section(const CompiledCriterion& compiled,
                                                                        const std::vector<Rational>& coefficients, const Bounds& bounds,
                                                                        bool exact) const {
  const RoundingRule& rounding = model_.scheme.rounding;
  FastSection made;
  const auto by = detail::common_denominator_of(coefficients);
  if (!by || (exact && *by != 1)) return std::nullopt;
  made.by = Divisor(static_cast<double>(*by));
  for (std::size_t i = 0; i < coefficients.size(); ++i) {
    const auto coefficient = detail::whole(coefficients[i], Rational(*by));
    if (!coefficient) return std::nullopt;
    made.terms.emplace_back(model_.criterion(compiled.children[i]).score, *coefficient);
  }
  const Rational scale = detail::ten_to(rounding.criterion);
  for (const Number* bound : {&bounds.least, &bounds.most}) {
    if (!*bound) continue;
    const auto units = detail::whole(exact ? **bound : round_to(**bound, rounding.criterion, rounding.mode), scale);
    if (!units) return std::nullopt;
    (bound == &bounds.least ? made.least : made.most) = *units;
  }
  if (made.least > made.most) return std::nullopt;
  return made;
}

inline bool Evaluation::always_count(const std::vector<int>& criteria) const {
  return std::ranges::all_of(criteria, [&](int at) {
    const CompiledCriterion& compiled = model_.criterion(at);
    const Criterion& source = *compiled.criterion;
    if (!source.counts || source.when || (source.points && !compiled.points)) return false;
    if (source.is_leaf()) return compiled.policy != MissingPolicy::exempt;
    return !source.rescale && !source.alternatives && !compiled.children.empty() && always_count(compiled.children);
  });
}

/// Adds coefficient × units, and its size.
KAOHE_LOOP inline void add_units(std::span<const double> added, double coefficient, std::span<double> units, std::span<double> sizes) {
  for (std::size_t i = 0; i < units.size(); ++i) {
    const double term = coefficient * added[i];
    units[i] += term;
    sizes[i] += std::fabs(term);
  }
}

template <Rounding mode>
void round_section(std::span<double> units, Divisor by, double least, double most) {
  for (double& unit : units) {
    const double rounded = round_quotient<mode>(unit, by);
    const double more = rounded < least ? least : rounded;
    unit = more > most ? most : more;
  }
}

/// False where some units are left NaN: a score below is missing or wide, or the sum leaves the exact range.
inline bool Evaluation::section_block(std::size_t node, const FastSection& fast, std::size_t first, std::size_t last, Block& block) {
  std::array<double, block_rows> room;
  const auto sizes = std::span(room).first(last - first);
  const auto units = units_of(node, first, last, block);
  std::ranges::fill(units, 0.0);
  std::ranges::fill(sizes, 0.0);
  for (const auto& [child, coefficient] : fast.terms) {
    add_units(units_of(static_cast<std::size_t>(child), first, last, block), coefficient, units, sizes);
  }
  for (std::size_t i = 0; i < units.size(); ++i) units[i] = kaohe::detail::nan_unless_negative(sizes[i] - detail::exact_limit, units[i]);
  if (fast.by.value != 1 || std::isfinite(fast.least) || std::isfinite(fast.most)) {
    with_mode(model_.scheme.rounding.mode, [&]<Rounding mode>() { round_section<mode>(units, fast.by, fast.least, fast.most); });
  }
  return all_there(units);
}

/// How totals follow from the scores, where that is a sum within constant bounds.
inline std::optional<Evaluation::FastTotal> Evaluation::fast_total() const {
  constexpr double all = std::numeric_limits<double>::infinity();
  const Scheme& scheme = model_.scheme;
  const int more = scheme.rounding.criterion - scheme.rounding.total;
  const auto constant = [&](const std::optional<Amount>& amount) { return !amount || is_constant(model_.term(*amount)); };
  if (scheme.coefficient || more < 0 || !constant(scheme.total_at_least) || !constant(scheme.total_at_most)) return std::nullopt;
  const auto& points = model_.criterion(0).points;
  if (!points && model_.criterion(0).criterion->points) return std::nullopt;
  FastTotal made{Divisor(kaohe::detail::scale_of(more)), -all, all};
  if ((scheme.total_at_least && scheme.total_at_least->percent()) || (scheme.total_at_most && scheme.total_at_most->percent()))
    return std::nullopt;
  Faults unsaid;
  Evaluator row(model_, nullptr, 0, unsaid);
  const auto bound = [&](const std::optional<Amount>& amount, double otherwise) {
    const Number found = amount ? row.number(model_.term(*amount)) : Number{};
    return found ? detail::bound_units(*found, scheme.rounding.total, scheme.rounding.mode, otherwise) : otherwise;
  };
  made.least = bound(scheme.total_at_least, -all);
  made.most = bound(scheme.total_at_most, all);
  return made;
}

template <Rounding mode>
void add_totals(std::span<const double> base, std::span<const double> adjustments, Divisor by, double least, double most,
                std::span<double> totals) {
  for (std::size_t i = 0; i < totals.size(); ++i) {
    double total = round_quotient<mode>(base[i] + adjustments[i], by);
    total = total < least ? least : total;
    totals[i] = total > most ? most : total;
  }
}

inline void Evaluation::total_block(std::size_t node, std::size_t first, std::size_t last, Block& block, Faults& faults) {
  const auto base = units_of(static_cast<std::size_t>(model_.criterion(0).cut), first, last, block);
  const auto adjustments = units_of(static_cast<std::size_t>(model_.criterion(model_.adjustments).cut), first, last, block);
  const auto totals = units_of(node, first, last, block);
  with_mode(model_.scheme.rounding.mode,
            [&]<Rounding mode>() { add_totals<mode>(base, adjustments, fast_total_->by, fast_total_->least, fast_total_->most, totals); });
  std::ranges::copy(base, run_.base.mutable_units().subspan(first).begin());
  std::ranges::copy(adjustments, run_.adjustments.mutable_units().subspan(first).begin());
  for (std::size_t unit = first; unit < last; ++unit) {
    const double base_units = base[unit - first], adjusted = adjustments[unit - first];
    const bool exact = std::fabs(base_units) + std::fabs(adjusted) < detail::exact_limit && run_.excluded[unit] == 0;
    if (exact) continue;
    run_.columns[node].set_missing(unit);
    run_.base.set_missing(unit);
    run_.adjustments.set_missing(unit);
    if (run_.excluded[unit] == 0) result(node, unit, block, faults);
  }
}

inline void Evaluation::condition_block(std::size_t node, const FastCondition& fast, std::size_t first, std::size_t last, Block& block,
                                        Faults& faults) {
  std::array<double, block_rows> numbers;
  const auto values = std::span(numbers).first(last - first);
  read_units(*fast.value, first, kaohe::detail::told_units, values, block);
  auto& holds = run_.holds[node];
  for (std::size_t i = 0; i < values.size(); ++i) {
    const bool within = fast.least <= values[i] && values[i] <= fast.most;
    holds[first + i] = within == fast.within && run_.excluded[first + i] == 0 ? 1 : 0;
  }
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!std::isfinite(values[i]) && run_.excluded[first + i] == 0) result(node, first + i, block, faults);
  }
}

inline void Evaluation::grade_block(std::size_t node, std::size_t first, std::size_t last, Block& block, Faults& faults) {
  const auto totals = units_of(static_cast<std::size_t>(model_.results.ceiling), first, last, block);
  auto& grades = run_.grades[node];
  for (std::size_t unit = first; unit < last; ++unit) {
    if (run_.excluded[unit] != 0) continue;
    const double total = totals[unit - first];
    int grade = 0;
    for (const double cut_off : *fast_cut_offs_) {
      if (total >= cut_off) break;
      ++grade;
    }
    grades[unit] = grade;
    if (!std::isfinite(total)) result(node, unit, block, faults);
  }
}

/// False where the step goes unit by unit.
inline bool Evaluation::step_at_once(std::size_t node, std::size_t first, std::size_t last, Block& block, Faults& faults) {
  switch (model_.nodes[node].kind) {
    case Node::Kind::total:
      if (fast_total_) total_block(node, first, last, block, faults);
      return fast_total_.has_value();
    case Node::Kind::grade:
      if (fast_cut_offs_) grade_block(node, first, last, block, faults);
      return fast_cut_offs_.has_value();
    case Node::Kind::veto:
    case Node::Kind::gate:
    case Node::Kind::direct:
    case Node::Kind::measure:
      if (const auto fast = fast_conditions_.find(node); fast != fast_conditions_.end()) {
        condition_block(node, fast->second, first, last, block, faults);
        return true;
      }
      return false;
    case Node::Kind::excluded:
      for (std::size_t unit = first; unit < last; ++unit) run_.excluded[unit] = is_excluded(unit) ? 1 : 0;
      return true;
    case Node::Kind::direct_grade:
    case Node::Kind::effect_grade:
    case Node::Kind::decided:
      regrade(node, first, last);
      return true;
    default:
      return false;
  }
}

}  // namespace kaohe::engine
