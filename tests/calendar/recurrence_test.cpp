#include <kaohe/calendar/recurrence.hpp>

#include "test.hpp"

#include <string>

using kaohe::Calendar;
using kaohe::Date;
using kaohe::parse_period;
using kaohe::parse_recurrence;
using kaohe::Period;
using kaohe::Recurrence;

namespace {

using enum Recurrence::Unit;

/// The windows in words, as they would be written: `2014-01 2014-02`.
std::string windows(const char* every, const Period& period, const Calendar& calendar = {}) {
  std::string out;
  for (const Period& window : windows_of(*parse_recurrence(every), period, calendar)) {
    out += (out.empty() ? "" : " ") + window.text();
  }
  return out;
}

std::string windows(const char* every, const char* period) { return windows(every, *parse_period(period)); }

}  // namespace

TEST_CASE("a recurrence is read in English and in Chinese", "[calendar][recurrence]") {
  struct Case {
    const char* written;
    Recurrence read;
  };
  const auto c = GENERATE(values<Case>({
      {"week", {weeks, 1}},        {"2 weeks", {weeks, 2}},        {"周", {weeks, 1}},
      {"month", {months, 1}},      {"2 months", {months, 2}},      {"月", {months, 1}},
      {"2个月", {months, 2}},      {"2 个月", {months, 2}},        {"quarter", {quarters, 1}},
      {"季度", {quarters, 1}},     {"half year", {half_years, 1}}, {"半年", {half_years, 1}},
      {"year", {years, 1}},        {"2 years", {years, 2}},        {"年", {years, 1}},
      {"term", {terms, 1}},        {"学期", {terms, 1}},           {"school year", {school_years, 1}},
      {"学年", {school_years, 1}}, {"999 weeks", {weeks, 999}},
  }));
  CAPTURE(c.written);
  CHECK(parse_recurrence(c.written) == c.read);
}

TEST_CASE("what is no recurrence does not read", "[calendar][recurrence]") {
  for (const char* text : {"", "2", "0 months", "-1 months", "1000 weeks", "2 terms", "2 quarters", "day", "month ", " month", "1.5 months",
                           "Month", "two months", "2月", "monthly"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_recurrence(text));
  }
}

TEST_CASE("windows are those of the calendar, whole, where a period meets them", "[calendar][recurrence]") {
  struct Case {
    const char *every, *period, *windows;
  };
  const auto c = GENERATE(values<Case>({
      {"month", "2014-Q1", "2014-01 2014-02 2014-03"},
      {"month", "2014-02-10..2014-03-01", "2014-02 2014-03"},
      {"2 months", "2014-H1", "2014-01-01..2014-02-28 2014-03-01..2014-04-30 2014-05-01..2014-06-30"},
      {"2 months", "2014-02-10..2014-05-31", "2014-02-01..2014-03-31 2014-04-01..2014-05-31"},
      {"2 months", "2013/2014",
       "2013-09-01..2013-10-31 2013-11-01..2013-12-31 2014-01-01..2014-02-28 2014-03-01..2014-04-30 "
       "2014-05-01..2014-06-30 2014-07-01..2014-08-31"},
      {"2 months", "2014-Q1", "2014-01-01..2014-02-28 2014-03-01..2014-04-30"},
      {"3 months", "2014-02-01..2014-06-30", "2014-02-01..2014-04-30 2014-05-01..2014-07-31"},
      {"quarter", "2014-02-01..2014-06-30", "2014-Q1 2014-Q2"},
      {"half year", "2014-06-30..2014-07-01", "2014-H1 2014-H2"},
      {"year", "2013/2014", "2013 2014"},
      {"2 years", "十一五", "2006-2007 2008-2009 2010-2011"},
      {"school year", "2014", "2013/2014 2014/2015"},
      {"school year", "2013/2014", "2013/2014"},
      {"week", "2014-09-29..2014-10-05", "2014-09-29..2014-10-05"},  // Monday to Sunday
      {"week", "2014-10-05..2014-10-06", "2014-09-29..2014-10-05 2014-10-06..2014-10-12"},
      {"2 weeks", "2014-10-01..2014-10-20", "2014-09-29..2014-10-12 2014-10-13..2014-10-26"},
  }));
  CAPTURE(c.every, c.period);
  CHECK(windows(c.every, c.period) == c.windows);
}

TEST_CASE("terms come from the calendar, in order, and leave the holidays out", "[calendar][recurrence]") {
  Calendar calendar;
  calendar.terms = {{"2013/2014-T1", Period(Date(2013, 9, 2), Date(2014, 1, 17))},
                    {"2013/2014-T2", Period(Date(2014, 2, 17), Date(2014, 7, 4))},
                    {"2014/2015-T1", Period(Date(2014, 9, 1), Date(2015, 1, 23))}};
  CHECK(windows("term", *parse_period("2014"), calendar) == "2013-09-02..2014-01-17 2014-02-17..2014-07-04 2014-09-01..2015-01-23");
  CHECK(windows("term", Period(Date(2014, 1, 18), Date(2014, 2, 16)), calendar).empty());
  CHECK(windows("term", *parse_period("2014"), {}).empty());
}

TEST_CASE("windows follow one another without a gap and hold the period", "[calendar][recurrence]") {
  for (const char* every : {"week", "3 weeks", "month", "2 months", "5 months", "quarter", "half year", "year", "3 years", "school year"}) {
    for (int start = 0; start < 400; start += 13) {
      const Period period(*Date(2011, 12, 20).plus_days(start), *Date(2011, 12, 20).plus_days(start + 3 * start));
      const auto found = windows_of(*parse_recurrence(every), period, {});
      CAPTURE(every, period.text());
      REQUIRE_FALSE(found.empty());
      CHECK(found.front().contains(period.first()));
      CHECK(found.back().contains(period.last()));
      for (std::size_t i = 1; i < found.size(); ++i) CHECK(days_between(found[i - 1].last(), found[i].first()) == 1);
    }
  }
}

TEST_CASE("at the ends of time windows are cut", "[calendar][recurrence]") {
  CHECK(windows("week", Period(Date::earliest(), Date::earliest())) == "1400-01-01..1400-01-05");  // a Wednesday
  CHECK(windows("school year", Period(Date::latest(), Date::latest())) == "9999-09-01..9999-12-31");
  CHECK(windows("school year", Period(Date::earliest(), Date::earliest())) == "1400-01-01..1400-08-31");
  CHECK(windows("999 years", Period(Date(9000, 1, 1), Date::latest())) == "9000-9998 9999");
}

TEST_CASE("the longest window is known", "[calendar][recurrence]") {
  struct Case {
    const char* every;
    std::int64_t days;
  };
  const auto c = GENERATE(values<Case>({{"week", 7},
                                        {"2 weeks", 14},
                                        {"month", 31},
                                        {"2 months", 62},  // July and August
                                        {"3 months", 92},
                                        {"quarter", 92},
                                        {"half year", 184},
                                        {"year", 366},
                                        {"5 years", 1827},  // with two leap years
                                        {"school year", 366},
                                        {"term", 0}}));
  CAPTURE(c.every);
  CHECK(longest_window(*parse_recurrence(c.every), {}) == c.days);
}
