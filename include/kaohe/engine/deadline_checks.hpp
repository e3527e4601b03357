#pragma once

// Deadlines in working days, where the calendar does not know which days are off.

#include <kaohe/base/finding.hpp>
#include <kaohe/calendar/workdays.hpp>
#include <kaohe/scheme/scheme.hpp>

#include <optional>
#include <string>

namespace kaohe::engine {

/// `2007-2026、2028`.
inline Phrase covered_words(const Calendar& calendar) {
  Phrase words;
  for (const Period& period : calendar.covers) {
    words.zh += (words.zh.empty() ? "" : "、") + period.text();
    words.en += (words.en.empty() ? "" : ", ") + period.text();
  }
  return words;
}

/// The first day without known days off that counts towards a deadline; nothing where there is none.
inline std::optional<Date> first_uncovered(const Calendar& calendar, const Date& day, const Span& within) {
  const auto next = day.plus_days(1), due = day_after(calendar, day, within);
  if (within.unit != Span::Unit::working_days || !next || !due || *due < *next) return std::nullopt;
  return first_uncovered(calendar, Period(*next, *due));
}

/// Measures whose deadline, counted from `day`, is not sure.
inline void check_deadlines(const Scheme& scheme, const Date& day, Findings& findings) {
  for (const Measure& measure : scheme.measures) {
    const auto from = measure.within ? first_uncovered(scheme.calendar, day, *measure.within) : std::nullopt;
    if (!from) continue;
    const Phrase called = phrase("结果运用“{0}”", "the measure \"{0}\"", {measure.id});
    findings.push_back(make_finding("K0638", measure.where, {called, covered_words(scheme.calendar), from->text()}));
  }
}

}  // namespace kaohe::engine
