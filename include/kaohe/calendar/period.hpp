#pragma once

#include <kaohe/calendar/date.hpp>

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace kaohe {

/// A closed span of days: a year, a quarter, a school year. Periods of the same days are the same period, however they were written.
class Period {
 public:
  Period(Date first, Date last) : first_(first), last_(last) { Expects(first <= last); }

  Date first() const { return first_; }
  Date last() const { return last_; }
  std::int64_t days() const { return days_between(first_, last_) + 1; }
  bool contains(const Date& day) const { return first_ <= day && day <= last_; }
  bool contains(const Period& other) const { return first_ <= other.first_ && other.last_ <= last_; }

  /// It consists of calendar months.
  bool whole_months() const { return first_.day() == 1 && last_.ends_month(); }

  /// Pre: whole_months().
  std::int64_t months() const {
    Expects(whole_months());
    return std::int64_t{last_.year() - first_.year()} * 12 + last_.month() - first_.month() + 1;
  }

  /// As parse_period() reads it, the shortest way (`2014`, `2014-H1`, `2013/2014`; a five-year plan is years, `2006-2010`), else
  /// `2014-03-05..2014-04-01`.
  std::string text() const;

  friend bool operator==(const Period&, const Period&) = default;

 private:
  Date first_;
  Date last_;
};

namespace detail {

/// Nothing where an end is missing, or the last day lies before the first.
inline std::optional<Period> from_to(const std::optional<Date>& first, const std::optional<Date>& last) {
  if (!first || !last || *last < *first) return std::nullopt;
  return Period(*first, *last);
}

/// `count` calendar months from the first of `month` on.
inline std::optional<Period> month_span(int year, int month, int count) {
  const auto first = Date::make(year, month, 1);
  if (!first) return std::nullopt;
  const auto last_month = first->plus_months(count - 1);
  if (!last_month) return std::nullopt;
  return Period(*first, Date(last_month->year(), last_month->month(), days_in_month(last_month->year(), last_month->month())));
}

/// `2014-Q3`: the n-th part of a year that has so many of them.
inline std::optional<Period> part_of_year(int year, std::string_view number, int parts) {
  const auto n = fixed_digits(number, 1);
  if (!n || *n < 1 || *n > parts) return std::nullopt;
  const int months = 12 / parts;
  return month_span(year, (*n - 1) * months + 1, months);
}

/// What follows `2014-`.
inline std::optional<Period> within_year(int year, std::string_view rest) {
  if (rest.starts_with('H')) return part_of_year(year, rest.substr(1), 2);
  if (rest.starts_with('Q')) return part_of_year(year, rest.substr(1), 4);
  if (const auto month = fixed_digits(rest, 2)) return month_span(year, *month, 1);
  const auto last = fixed_digits(rest, 4);
  if (!last || *last < year) return std::nullopt;
  return month_span(year, 1, (*last - year + 1) * 12);
}

/// A Chinese digit at the start of `text`, cut off; 0 where there is none.
inline int take_chinese_digit(std::string_view& text) {
  constexpr std::array<std::string_view, 9> digits{"一", "二", "三", "四", "五", "六", "七", "八", "九"};
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (!text.starts_with(digits[i])) continue;
    text.remove_prefix(digits[i].size());
    return static_cast<int>(i) + 1;
  }
  return 0;
}

/// 三, 十, 十四, 二十, 二十一: 1 to 99; 0 for anything else.
inline int chinese_number(std::string_view text) {
  constexpr std::string_view ten = "十";
  const int before = take_chinese_digit(text);
  if (!text.starts_with(ten)) return text.empty() ? before : 0;
  text.remove_prefix(ten.size());
  const int after = take_chinese_digit(text);
  return text.empty() ? std::max(before, 1) * 10 + after : 0;
}

/// The n of `FYP11` or 十一五; 0 for anything else.
inline int five_year_plan(std::string_view text) {
  constexpr std::string_view five = "五";
  if (text.starts_with("FYP") && text.size() <= 5 && !text.starts_with("FYP0"))
    return fixed_digits(text.substr(3), text.size() - 3).value_or(0);
  if (!text.ends_with(five)) return 0;
  return chinese_number(text.substr(0, text.size() - five.size()));
}

inline std::optional<Period> months_later(const Period& period, std::int64_t months) {
  const auto first = period.first().plus_months(months);
  const auto last = period.last().plus_months(months);
  if (!first || !last) return std::nullopt;
  if (!period.whole_months()) return Period(*first, *last);
  return Period(*first, Date(last->year(), last->month(), days_in_month(last->year(), last->month())));
}

inline std::optional<Period> days_later(const Period& period, std::int64_t days) {
  return from_to(period.first().plus_days(days), period.last().plus_days(days));
}

/// `2014-03-05..2014-04-01`, as Period::text() writes a span that is nothing else.
inline std::optional<Period> written_span(std::string_view text) {
  constexpr std::string_view dots = "..";
  const std::size_t at = text.find(dots);
  if (at == std::string_view::npos) return std::nullopt;
  return from_to(Date::parse(text.substr(0, at)), Date::parse(text.substr(at + dots.size())));
}

}  // namespace detail

/// Whether this is written like a term, `2013/2014-T1`. Only a calendar document knows its days: parse_period() does not read it.
inline bool is_term(std::string_view text) {
  if (text.size() != 12 || text[4] != '/' || text.substr(9, 2) != "-T" || text[11] < '1' || text[11] > '9') return false;
  const auto from = detail::fixed_digits(text.substr(0, 4), 4);
  const auto to = detail::fixed_digits(text.substr(5, 4), 4);
  return from && to && *to == *from + 1;
}

/// Reads a period: `2014`, `2015-2017`, `2014-H1`, `2014-Q3`, `2014-09`, `2013/2014` (from 1 September to 31 August), 十一五 or
/// `FYP11` (from the third five-year plan, 三五, on), `2014-03-05..2014-04-01`, the form a span has in a cell.
inline std::optional<Period> parse_period(std::string_view text) {
  if (const auto span = detail::written_span(text)) return span;
  if (const int plan = detail::five_year_plan(text); plan >= 3) return detail::month_span(1966 + 5 * (plan - 3), 1, 60);
  const auto year = detail::fixed_digits(text.substr(0, 4), 4);
  if (!year) return std::nullopt;
  const std::string_view rest = text.substr(4);
  if (rest.empty()) return detail::month_span(*year, 1, 12);
  if (rest.starts_with('-')) return detail::within_year(*year, rest.substr(1));
  if (rest.starts_with('/') && detail::fixed_digits(rest.substr(1), 4) == *year + 1) return detail::month_span(*year, 9, 12);
  return std::nullopt;
}

/// The period of the same kind, n before: a quarter before a quarter, five years before five years; of a span that is no whole months, as
/// many days. n may be negative. Nothing past the ends of the calendar.
inline std::optional<Period> previous(const Period& period, int n = 1) {
  if (period.whole_months()) return detail::months_later(period, -std::int64_t{n} * period.months());
  return detail::days_later(period, -std::int64_t{n} * period.days());
}

/// The same days n years before; 29 February becomes the 28th where it must. Nothing past the ends of the calendar.
inline std::optional<Period> years_before(const Period& period, int n = 1) { return detail::months_later(period, std::int64_t{-12} * n); }

/// The days that lie in both.
inline std::optional<Period> intersection(const Period& a, const Period& b) {
  return detail::from_to(std::max(a.first(), b.first()), std::min(a.last(), b.last()));
}

inline std::string Period::text() const {
  const std::string year = detail::padded(first_.year(), 4);
  const std::string span = first_.text() + ".." + last_.text();
  if (!whole_months()) return span;
  const int month = first_.month();
  const std::int64_t count = months();
  if (count == 1) return year + "-" + detail::padded(month, 2);
  if (count == 3 && month % 3 == 1) return year + "-Q" + std::to_string(month / 3 + 1);
  if (count == 6 && month % 6 == 1) return year + "-H" + std::to_string(month / 6 + 1);
  if (count == 12 && month == 9) return year + "/" + detail::padded(last_.year(), 4);
  if (count % 12 != 0 || month != 1) return span;
  return count == 12 ? year : year + "-" + detail::padded(last_.year(), 4);
}

}  // namespace kaohe
