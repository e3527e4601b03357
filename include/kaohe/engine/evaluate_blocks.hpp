#pragma once

// Steps for a block of units at once, where they are the same arithmetic for all of them. What does not fit is left to the steps
// of one unit. Bodies of Evaluation that evaluate.hpp leaves to this file.

#include <kaohe/engine/evaluate.hpp>

namespace kaohe::engine {

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
  with_mode(model_.scheme.rounding.mode, [&]<Rounding mode>() {
    add_totals<mode>(base, adjustments, ready_.total->by, ready_.total->least, ready_.total->most, totals);
  });
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

inline void Evaluation::condition_block(std::size_t node, const UnitRange& range, std::size_t first, std::size_t last, Block& block,
                                        Faults& faults) {
  std::array<double, block_rows> numbers;
  const auto values = std::span(numbers).first(last - first);
  read_units(*ready_.conditions.at(node).value, first, kaohe::detail::told_units, values, block);
  auto& holds = run_.holds[node];
  for (std::size_t i = 0; i < values.size(); ++i) {
    const bool within = range.least <= values[i] && values[i] <= range.most;
    holds[first + i] = within == range.within && run_.excluded[first + i] == 0 ? 1 : 0;
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
    for (const double cut_off : *ready_.cut_offs) {
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
      if (ready_.total) total_block(node, first, last, block, faults);
      return ready_.total.has_value();
    case Node::Kind::grade:
      if (ready_.cut_offs) grade_block(node, first, last, block, faults);
      return ready_.cut_offs.has_value();
    case Node::Kind::veto:
    case Node::Kind::gate:
    case Node::Kind::direct:
    case Node::Kind::measure:
      if (const auto fast = ranges_.find(node); fast != ranges_.end()) {
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
