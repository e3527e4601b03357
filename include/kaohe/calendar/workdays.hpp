#pragma once

#include <kaohe/calendar/calendar.hpp>
#include <kaohe/calendar/span.hpp>

#include <cstdint>
#include <iterator>

namespace kaohe {

/// Saturdays and Sundays are free unless they are worked; the calendar's holidays are free, too.
inline bool is_workday(const Calendar& calendar, const Date& day) {
  const bool weekend = day.weekday() > 5;
  return weekend ? calendar.workdays.contains(day) : !calendar.holidays.contains(day);
}

/// The n-th working day after `day`, which itself does not count; before it where n is negative. 0 is the day itself, worked or not.
/// Nothing past the ends of time.
inline std::optional<Date> add_workdays(const Calendar& calendar, const Date& day, std::int64_t n) {
  const int step = n < 0 ? -1 : 1;
  std::optional<Date> found = day;
  while (found && n != 0) {
    found = found->plus_days(step);
    if (found && is_workday(calendar, *found)) n -= step;
  }
  return found;
}

namespace detail {

/// Mondays to Fridays.
inline std::int64_t count_weekdays(const Period& period) {
  const std::int64_t days = period.days();
  const int first = period.first().weekday();
  std::int64_t count = days / 7 * 5;
  for (std::int64_t i = 0; i < days % 7; ++i) count += (first - 1 + i) % 7 < 5;
  return count;
}

/// Days of a set that lie in a period, on the weekend or not.
inline std::int64_t count_days(const std::set<Date>& days, const Period& period, bool on_weekend) {
  return std::count_if(days.lower_bound(period.first()), days.upper_bound(period.last()),
                       [&](const Date& day) { return (day.weekday() > 5) == on_weekend; });
}

}  // namespace detail

/// How many days of a period are worked, both ends included.
inline std::int64_t count_workdays(const Calendar& calendar, const Period& period) {
  return detail::count_weekdays(period) - detail::count_days(calendar.holidays, period, false) +
         detail::count_days(calendar.workdays, period, true);
}

/// The last day within a span after `day`, which itself does not count: 0 days after a date is that date. Nothing past the ends of time.
inline std::optional<Date> day_after(const Calendar& calendar, const Date& day, const Span& span) {
  if (span.unit == Span::Unit::days) return day.plus_days(span.count);
  if (span.unit == Span::Unit::working_days) return add_workdays(calendar, day, span.count);
  return day.plus_months(span.count * (span.unit == Span::Unit::years ? 12 : 1));
}

/// The first day of a period whose days off are not known; nothing where all are, or where the calendar does not say what it covers.
inline std::optional<Date> first_uncovered(const Calendar& calendar, const Period& period) {
  std::optional<Date> day = period.first();
  for (const Period& covered : calendar.covers) {
    if (day && covered.contains(*day)) day = covered.last().plus_days(1);
  }
  const bool beyond = day && *day <= period.last() && !calendar.covers.empty();
  return beyond ? day : std::nullopt;
}

}  // namespace kaohe
