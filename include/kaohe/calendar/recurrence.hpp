#pragma once

#include <kaohe/calendar/calendar.hpp>

#include <algorithm>
#include <optional>
#include <string_view>
#include <vector>

namespace kaohe {

/// How often something recurs: every week (from Monday), every so many months, every term of the calendar.
struct Recurrence {
  enum class Unit { weeks, months, quarters, half_years, years, terms, school_years };

  Unit unit = Unit::months;
  int count = 1;

  friend bool operator==(const Recurrence&, const Recurrence&) = default;
};

namespace detail {

struct RecurrenceWord {
  std::string_view word;
  Recurrence::Unit unit;
  bool counted = false;  // a number may stand before it
};

inline constexpr RecurrenceWord recurrence_words[] = {
    {"week", Recurrence::Unit::weeks, true},     {"weeks", Recurrence::Unit::weeks, true},        {"周", Recurrence::Unit::weeks, true},
    {"month", Recurrence::Unit::months, true},   {"months", Recurrence::Unit::months, true},      {"月", Recurrence::Unit::months},
    {"个月", Recurrence::Unit::months, true},    {"quarter", Recurrence::Unit::quarters},         {"季度", Recurrence::Unit::quarters},
    {"half year", Recurrence::Unit::half_years}, {"半年", Recurrence::Unit::half_years},          {"year", Recurrence::Unit::years, true},
    {"years", Recurrence::Unit::years, true},    {"年", Recurrence::Unit::years, true},           {"term", Recurrence::Unit::terms},
    {"学期", Recurrence::Unit::terms},           {"school year", Recurrence::Unit::school_years}, {"学年", Recurrence::Unit::school_years}};

/// Calendar months of one window; 0 for weeks and terms.
inline int months_of(const Recurrence& every) {
  switch (every.unit) {
    case Recurrence::Unit::months:
      return every.count;
    case Recurrence::Unit::quarters:
      return 3;
    case Recurrence::Unit::half_years:
      return 6;
    case Recurrence::Unit::years:
      return 12 * every.count;
    case Recurrence::Unit::school_years:
      return 12;
    case Recurrence::Unit::weeks:
    case Recurrence::Unit::terms:
      return 0;
  }
  return 0;
}

/// How many months of the unit a day lies in have passed before its month began: 1 for a day of August, in quarters.
inline int months_passed(Recurrence::Unit unit, const Date& day) {
  switch (unit) {
    case Recurrence::Unit::quarters:
      return (day.month() - 1) % 3;
    case Recurrence::Unit::half_years:
      return (day.month() - 1) % 6;
    case Recurrence::Unit::years:
      return day.month() - 1;
    case Recurrence::Unit::school_years:
      return (day.month() + 3) % 12;
    case Recurrence::Unit::weeks:
    case Recurrence::Unit::months:
    case Recurrence::Unit::terms:
      return 0;
  }
  return 0;
}

/// The first day of window `n`, where window 0 holds `day`; nothing past the ends of time.
inline std::optional<Date> window_start(const Recurrence& every, const Date& day, std::int64_t n) {
  if (every.unit == Recurrence::Unit::weeks) return day.plus_days(std::int64_t{7} * every.count * n - (day.weekday() - 1));
  return Date(day.year(), day.month(), 1).plus_months(months_of(every) * n - months_passed(every.unit, day));
}

inline std::vector<Period> terms_within(const Period& period, const Calendar& calendar) {
  std::vector<Period> found;
  for (const auto& [name, days] : calendar.terms) {
    if (intersection(days, period)) found.push_back(days);
  }
  std::ranges::sort(found, {}, &Period::first);
  return found;
}

}  // namespace detail

/// Reads a recurrence: `week`, `month`, `2 months`, `quarter`, `half year`, `year`, `term`, `school year`, `周`, `2个月`, `季度`, … Weeks,
/// months and years may be counted, from 1 to 999. Nothing for anything else.
inline std::optional<Recurrence> parse_recurrence(std::string_view text) {
  const std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
  if (digits > 3) return std::nullopt;
  const auto count = detail::fixed_digits(text.substr(0, digits), digits);
  std::string_view rest = text.substr(digits);
  while (digits > 0 && rest.starts_with(' ')) rest.remove_prefix(1);
  const auto word = std::ranges::find(detail::recurrence_words, rest, &detail::RecurrenceWord::word);
  if (word == std::end(detail::recurrence_words)) return std::nullopt;
  if (digits == 0) return Recurrence{word->unit, 1};
  return word->counted && *count > 0 ? std::optional(Recurrence{word->unit, *count}) : std::nullopt;
}

/// The windows of a recurrence that a period meets, whole and in order: the first is the week, the quarter, the term, … its first day lies
/// in, and `2 months` count from the month of that day. Between terms there is none.
inline std::vector<Period> windows_of(const Recurrence& every, const Period& period, const Calendar& calendar) {
  if (every.unit == Recurrence::Unit::terms) return detail::terms_within(period, calendar);
  std::vector<Period> found;
  auto first = std::optional(detail::window_start(every, period.first(), 0).value_or(Date::earliest()));
  for (std::int64_t n = 1; first && *first <= period.last(); ++n) {
    const auto next = detail::window_start(every, period.first(), n);
    found.emplace_back(*first, next ? *next->plus_days(-1) : Date::latest());
    first = next;
  }
  return found;
}

/// The most days a window can have; 0 where the calendar has no terms.
inline std::int64_t longest_window(const Recurrence& every, const Calendar& calendar) {
  if (every.unit == Recurrence::Unit::weeks) return 7 * std::int64_t{every.count};
  std::int64_t most = 0;
  if (every.unit == Recurrence::Unit::terms) {
    for (const auto& [name, days] : calendar.terms) most = std::max(most, days.days());
    return most;
  }
  const Date start(2009, 1, 1);  // every month of four years, one of them a leap year
  for (std::int64_t month = 0; month < 48; ++month) {
    const Date first = *start.plus_months(month);
    most = std::max(most, windows_of(every, Period(first, first), calendar).front().days());
  }
  return most;
}

}  // namespace kaohe
