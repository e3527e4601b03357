#pragma once

#include <kaohe/calendar/span.hpp>

#include <boost/date_time/gregorian/gregorian_types.hpp>

namespace kaohe {

/// Saturdays and Sundays are free.
inline bool is_workday(const Date& day) {
  const int weekday = boost::gregorian::date(static_cast<unsigned short>(day.year()), static_cast<unsigned short>(day.month()),
                                             static_cast<unsigned short>(day.day()))
                          .day_of_week();
  return weekday != boost::date_time::Saturday && weekday != boost::date_time::Sunday;
}

/// The last day within a span after `day`, which itself does not count: 0 days after a date is that date. Nothing past the ends of the
/// calendar.
inline std::optional<Date> day_after(const Date& day, const Span& span) {
  if (span.unit == Span::Unit::days) return day.plus_days(span.count);
  if (span.unit != Span::Unit::working_days) return day.plus_months(span.count * (span.unit == Span::Unit::years ? 12 : 1));
  std::optional<Date> found = day;
  for (std::int64_t left = span.count; found && left > 0;) {
    found = found->plus_days(1);
    if (found && is_workday(*found)) --left;
  }
  return found;
}

}  // namespace kaohe
