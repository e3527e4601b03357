#pragma once

#include <kaohe/plan/duty.hpp>

#include <algorithm>
#include <cstdint>
#include <vector>

namespace kaohe {

/// One window of a duty (docs/calendar.md, "What recurs").
struct DutyWindow {
  Period whole;  // as the calendar has it
  Period left;   // after the cuts
  Date last;     // the day by which it is to be done; it may lie outside of what is left
  std::int64_t asked = 0;

  friend bool operator==(const DutyWindow&, const DutyWindow&) = default;
};

namespace detail {

/// Whether at least half of a window's days are among `days`.
inline bool is_half(std::int64_t days, const Period& window) { return 2 * days >= window.days(); }

inline Date last_day(const Duty& duty, const Period& whole, const Period& left) {
  if (!duty.by_day) return left.last();
  return std::min(whole.first().plus_days(*duty.by_day - 1).value_or(whole.last()), whole.last());
}

inline DutyWindow cut_window(const Duty& duty, const Period& whole, const Period& left) {
  const Date last = last_day(duty, whole, left);
  const bool asks = is_half(left.days(), whole) && left.contains(last);
  return {whole, left, last, asks ? duty.at_least : 0};
}

}  // namespace detail

/// The windows of a duty in `period`, cut by its ends and by those of `life`: the period of the item it belongs to. `2 months` count from
/// the first month of `period`. A window of which less than half is left, or not the day it is to be done by, asks for nothing; it is
/// listed all the same.
inline std::vector<DutyWindow> duty_windows(const Duty& duty, const Period& period, const Period& life, const Calendar& calendar) {
  std::vector<DutyWindow> found;
  const auto cut = intersection(period, life);
  if (!cut) return found;
  for (const Period& whole : windows_of(duty.per, period, calendar)) {
    if (const auto left = intersection(whole, *cut)) found.push_back(detail::cut_window(duty, whole, *left));
  }
  return found;
}

}  // namespace kaohe
