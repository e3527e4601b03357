#pragma once

#include <boost/date_time/gregorian/greg_calendar.hpp>
#include <gsl/assert>

#include <algorithm>
#include <charconv>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kaohe {

namespace detail {

using Gregorian = boost::gregorian::gregorian_calendar;

inline constexpr int first_year = 1400;  // what Boost.Date_Time knows
inline constexpr int last_year = 9999;

inline int days_in_month(int year, int month) {
  return Gregorian::end_of_month_day(static_cast<unsigned short>(year), static_cast<unsigned short>(month));
}

/// Exactly `width` digits; nothing for anything else.
inline std::optional<int> fixed_digits(std::string_view text, std::size_t width) {
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  if (text.size() != width || !std::ranges::all_of(text, digit)) return std::nullopt;
  int number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

/// At least `width` digits.
inline std::string padded(int number, std::size_t width) {
  std::string digits = std::to_string(number);
  if (digits.size() < width) digits.insert(0, width - digits.size(), '0');
  return digits;
}

}  // namespace detail

/// A day of the Gregorian calendar, from 1400-01-01 to 9999-12-31.
class Date {
 public:
  /// Nothing for a day that is not in the calendar.
  static std::optional<Date> make(int year, int month, int day) {
    if (year < detail::first_year || year > detail::last_year || month < 1 || month > 12) return std::nullopt;
    if (day < 1 || day > detail::days_in_month(year, month)) return std::nullopt;
    return Date(detail::Gregorian::day_number(
        Ymd(static_cast<unsigned short>(year), static_cast<unsigned short>(month), static_cast<unsigned short>(day))));
  }

  /// The ends of the calendar.
  static Date earliest() { return {detail::first_year, 1, 1}; }
  static Date latest() { return {detail::last_year, 12, 31}; }

  /// Pre: the day exists.
  Date(int year, int month, int day) : Date(existing(make(year, month, day))) {}

  /// Reads `2014-10-31`, and nothing else.
  static std::optional<Date> parse(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    const auto year = detail::fixed_digits(text.substr(0, 4), 4);
    const auto month = detail::fixed_digits(text.substr(5, 2), 2);
    const auto day = detail::fixed_digits(text.substr(8, 2), 2);
    if (!year || !month || !day) return std::nullopt;
    return make(*year, *month, *day);
  }

  int year() const { return ymd().year; }
  int month() const { return ymd().month; }
  int day() const { return ymd().day; }

  std::string text() const { return detail::padded(year(), 4) + "-" + detail::padded(month(), 2) + "-" + detail::padded(day(), 2); }

  /// 1 is Monday, 7 Sunday.
  int weekday() const { return (detail::Gregorian::day_of_week(ymd()) + 6) % 7 + 1; }

  bool ends_month() const { return day() == detail::days_in_month(year(), month()); }

  /// Nothing past the ends of the calendar.
  std::optional<Date> plus_days(std::int64_t days) const {
    const std::int64_t number = number_ + days;
    if (number < earliest().number_ || number > latest().number_) return std::nullopt;
    return Date(static_cast<std::uint32_t>(number));
  }

  /// The same day of another month, or its last day where it is shorter. Nothing past the ends of the calendar.
  std::optional<Date> plus_months(std::int64_t months) const {
    const std::int64_t index = std::int64_t{year()} * 12 + month() - 1 + months;
    if (index < std::int64_t{detail::first_year} * 12 || index >= std::int64_t{detail::last_year + 1} * 12) return std::nullopt;
    const auto to_year = static_cast<int>(index / 12);
    const auto to_month = static_cast<int>(index % 12) + 1;
    return make(to_year, to_month, std::min(day(), detail::days_in_month(to_year, to_month)));
  }

  friend bool operator==(const Date&, const Date&) = default;
  friend auto operator<=>(const Date&, const Date&) = default;

  /// Days from `a` to `b`: b − a.
  friend std::int64_t days_between(const Date& a, const Date& b) { return std::int64_t{b.number_} - a.number_; }

 private:
  using Ymd = detail::Gregorian::ymd_type;

  explicit Date(std::uint32_t number) : number_(number) {}

  static Date existing(const std::optional<Date>& date) {
    Expects(date.has_value());
    return *date;
  }

  Ymd ymd() const { return detail::Gregorian::from_day_number(number_); }

  std::uint32_t number_;  // Boost's day number
};

/// Months from `a` to `b`, a started one in full: the fewest that lead from `a` to `b` or beyond; 0 where b <= a. A month from the 31st
/// ends on the last day of a shorter month, so from 2014-01-31 to 2014-02-28 is one month, and to 2014-03-01 two.
inline std::int64_t months_begun(const Date& a, const Date& b) {
  if (b <= a) return 0;
  const std::int64_t months = std::int64_t{b.year() - a.year()} * 12 + b.month() - a.month();
  return a.plus_months(months) < b ? months + 1 : months;
}

}  // namespace kaohe
