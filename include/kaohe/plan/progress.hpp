#pragma once

#include <kaohe/plan/plan_tree.hpp>

#include <algorithm>
#include <cstddef>
#include <optional>

namespace kaohe {

/// Whether a value reaches a target of the plan, where `=` is reached from the value on and a state at 1.
inline bool is_met(const PlannedTarget& target, const Rational& value) {
  switch (target.kind()) {
    case Target::Kind::at_least:
    case Target::Kind::equal:
      return value >= target.number;
    case Target::Kind::greater:
      return value > target.number;
    case Target::Kind::at_most:
      return value <= target.number;
    case Target::Kind::less:
      return value < target.number;
    case Target::Kind::range:
      return target.number <= value && value <= target.upper;
    case Target::Kind::about:
      return (value - target.number).abs() <= target.number.abs() * target.tolerance;
    case Target::Kind::done:
      return value >= Rational(1);
  }
  return false;
}

/// What one comes nearer to little by little: an amount, neither a ceiling nor a state.
inline bool is_amount(const PlannedTarget& target) {
  return target.kind() != Target::Kind::done && target.kind() != Target::Kind::at_most && target.kind() != Target::Kind::less;
}

/// Whether progress is the value's share of the last target. Else a target is met or not, and progress is how many of them are.
inline bool counts_up(const TargetSeries& series) {
  const bool amounts = std::ranges::all_of(series.targets, is_amount) && series.last().number.sign() > 0;
  return amounts && std::ranges::is_sorted(series.targets, {}, &PlannedTarget::number) && series.targets.front().number.sign() >= 0;
}

/// The progress that a target stands for: as a milestone, what part of the last one it is.
inline Rational share_of(const TargetSeries& series, std::size_t at) {
  if (counts_up(series)) return series.targets[at].number / series.last().number;
  return Rational(static_cast<std::int64_t>(at) + 1, static_cast<std::int64_t>(series.targets.size()));
}

/// What part of the last target is reached, from 0 to 1; 0 without a value.
inline Rational progress_of(const TargetSeries& series, const std::optional<Rational>& value) {
  if (!value) return 0;
  const auto met = [&](const PlannedTarget& target) { return is_met(target, *value); };
  if (met(series.last())) return 1;
  if (counts_up(series)) return std::clamp(*value / series.last().number, Rational(0), Rational(1));
  return Rational(std::ranges::count_if(series.targets, met), static_cast<std::int64_t>(series.targets.size()));
}

/// The part of a period's days that has passed, this day included.
inline Rational elapsed(const Date& first, const Date& last, const Date& on) {
  if (on < first) return 0;
  if (last <= on) return 1;
  return Rational(days_between(first, on) + 1, days_between(first, last) + 1);
}

/// The progress expected on a day: from 0 on the eve of `first` evenly by days to each milestone's share, and 1 from the last target on.
inline Rational expected_of(const TargetSeries& series, const Date& first, const Date& on) {
  if (on < first) return 0;
  std::int64_t from = -1;  // days after `first`
  Rational low(0);
  const std::int64_t day = days_between(first, on);
  for (std::size_t at = 0; at < series.targets.size(); ++at) {
    const std::int64_t to = days_between(first, series.targets[at].by);
    const Rational high = share_of(series, at);
    if (day <= to && from < to) return low + (high - low) * Rational(day - from, to - from);
    from = to;
    low = high;
  }
  return 1;
}

}  // namespace kaohe
