#pragma once

#include <kaohe/calendar/period.hpp>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace kaohe {

/// What no arithmetic tells of time: terms, days off beside Saturday and Sunday, and the weekend days that are worked (调休).
struct Calendar {
  std::map<std::string, Period, std::less<>> terms;  // by name: 2013/2014-T1
  std::set<Date> holidays;
  std::set<Date> workdays;
  std::vector<Period> covers;  // what the days off are known for, in order and apart; empty: nothing is said about it

  friend bool operator==(const Calendar&, const Calendar&) = default;
};

namespace detail {

/// The name of the term that has exactly these days; null where there is none.
inline const std::string* term_of(const Period& period, const Calendar& calendar) {
  const auto found = std::ranges::find_if(calendar.terms, [&](const auto& term) { return term.second == period && is_term(term.first); });
  return found == calendar.terms.end() ? nullptr : &found->first;
}

/// `2013/2014-T2` with other years and another number; nothing past the ends of time.
inline std::optional<std::string> term_name(int school_year, char number) {
  if (school_year < first_year || school_year >= last_year) return std::nullopt;
  return padded(school_year, 4) + "/" + padded(school_year + 1, 4) + "-T" + number;
}

inline int school_year_of(std::string_view term) { return *fixed_digits(term.substr(0, 4), 4); }

/// The last term of a school year; null where the calendar has none.
inline const std::string* last_term(int school_year, const Calendar& calendar) {
  for (char number = '9'; number > '0'; --number) {
    const auto name = term_name(school_year, number);
    const auto found = name ? calendar.terms.find(*name) : calendar.terms.end();
    if (found != calendar.terms.end()) return &found->first;
  }
  return nullptr;
}

/// The term before one: of the same school year, before the first one the last of the school year before. Null where the calendar does
/// not have it.
inline const std::string* term_before(std::string_view term, const Calendar& calendar) {
  const int year = school_year_of(term);
  if (term.back() == '1') return last_term(year - 1, calendar);
  const auto found = calendar.terms.find(*term_name(year, static_cast<char>(term.back() - 1)));
  return found == calendar.terms.end() ? nullptr : &found->first;
}

}  // namespace detail

/// Reads a period where terms are known, too.
inline std::optional<Period> parse_period(std::string_view text, const Calendar& calendar) {
  const auto term = calendar.terms.find(text);
  return term != calendar.terms.end() ? std::optional(term->second) : parse_period(text);
}

/// The shortest text that parse_period() reads as these days: the name of a term, where it is one.
inline std::string text_of(const Period& period, const Calendar& calendar) {
  const std::string* term = detail::term_of(period, calendar);
  return term != nullptr ? *term : period.text();
}

/// The period of the same kind, n before: a term before a term. Nothing past the ends of time, and where the calendar lacks a term.
/// Pre: n is not negative.
inline std::optional<Period> previous(const Period& period, int n, const Calendar& calendar) {
  Expects(n >= 0);
  const std::string* term = detail::term_of(period, calendar);
  if (term == nullptr) return previous(period, n);
  for (; term != nullptr && n > 0; --n) term = detail::term_before(*term, calendar);
  return term != nullptr ? std::optional(calendar.terms.at(*term)) : std::nullopt;
}

/// The same period n years before: of a term, the term of the same number. Nothing past the ends of time, and where the calendar lacks it.
/// Pre: n is not negative.
inline std::optional<Period> years_before(const Period& period, int n, const Calendar& calendar) {
  Expects(n >= 0);
  const std::string* term = detail::term_of(period, calendar);
  if (term == nullptr) return years_before(period, n);
  const auto name = detail::term_name(detail::school_year_of(*term) - n, term->back());
  const auto found = name ? calendar.terms.find(*name) : calendar.terms.end();
  return found != calendar.terms.end() ? std::optional(found->second) : std::nullopt;
}

}  // namespace kaohe
