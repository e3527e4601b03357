#include <kaohe/calendar/workdays.hpp>

#include "test.hpp"

#include <concepts>

using kaohe::add_workdays;
using kaohe::Calendar;
using kaohe::count_workdays;
using kaohe::Date;
using kaohe::day_after;
using kaohe::is_workday;
using kaohe::Period;

static_assert(std::regular<Calendar>);

namespace {

/// October 2014 as the State Council arranged it (国办发明电〔2013〕28号): off from the 1st to the 7th, worked on Sunday 28 September and
/// Saturday 11 October.
Calendar october_2014() {
  Calendar calendar;
  for (int day = 1; day <= 7; ++day) calendar.holidays.insert(Date(2014, 10, day));
  calendar.workdays = {Date(2014, 9, 28), Date(2014, 10, 11)};
  calendar.covers = {*kaohe::parse_period("2014")};
  return calendar;
}

Date date(const char* text) { return *Date::parse(text); }

}  // namespace

TEST_CASE("weekdays are numbered from Monday", "[calendar][workdays]") {
  CHECK(Date(2014, 10, 6).weekday() == 1);   // Monday, by the printed calendar of 2014
  CHECK(Date(2014, 10, 12).weekday() == 7);  // Sunday
  CHECK(Date(1900, 1, 1).weekday() == 1);
  CHECK(Date(2000, 2, 29).weekday() == 2);
  CHECK(Date::earliest().weekday() == 3);
  CHECK(Date::latest().weekday() == 5);
}

TEST_CASE("without a calendar Saturday and Sunday are free, and nothing else", "[calendar][workdays]") {
  CHECK(is_workday({}, date("2014-10-01")));
  CHECK_FALSE(is_workday({}, date("2014-10-11")));
  CHECK_FALSE(is_workday({}, date("2014-10-12")));
  CHECK(is_workday({}, date("2014-10-13")));
}

TEST_CASE("holidays are free and made-up weekend days are worked", "[calendar][workdays]") {
  const Calendar calendar = october_2014();
  CHECK(is_workday(calendar, date("2014-09-28")));
  CHECK_FALSE(is_workday(calendar, date("2014-10-01")));
  CHECK_FALSE(is_workday(calendar, date("2014-10-07")));
  CHECK(is_workday(calendar, date("2014-10-08")));
  CHECK(is_workday(calendar, date("2014-10-11")));
  CHECK_FALSE(is_workday(calendar, date("2014-10-12")));
}

TEST_CASE("the first day does not count among working days", "[calendar][workdays]") {
  struct Case {
    const char* from;
    int days;
    const char* to;
  };
  const auto c = GENERATE(values<Case>({
      {"2014-09-30", 0, "2014-09-30"},
      {"2014-09-30", 1, "2014-10-08"},  // the seven days off in between
      {"2014-09-30", 4, "2014-10-11"},  // Wednesday, Thursday, Friday, and the Saturday that is worked
      {"2014-09-30", 5, "2014-10-13"},
      {"2014-09-26", 1, "2014-09-28"},  // a worked Sunday
      {"2014-10-03", 0, "2014-10-03"},  // no day is the day itself, worked or not
      {"2014-10-03", 1, "2014-10-08"},
      {"2014-10-13", -1, "2014-10-11"},  // backwards
      {"2014-10-08", -2, "2014-09-29"},
  }));
  CAPTURE(c.from, c.days);
  CHECK(add_workdays(october_2014(), date(c.from), c.days) == date(c.to));
}

TEST_CASE("working days past the ends of time are none", "[calendar][workdays]") {
  CHECK_FALSE(add_workdays({}, Date::latest(), 1));
  CHECK_FALSE(add_workdays({}, Date::earliest(), -1));
  CHECK_FALSE(add_workdays({}, Date(2014, 1, 1), 3'000'000));
  CHECK(add_workdays({}, Date::latest(), 0) == Date::latest());
}

TEST_CASE("the working days of a period are counted with both ends", "[calendar][workdays]") {
  struct Case {
    const char *first, *last;
    std::int64_t days;
  };
  // Counted on the printed calendar: September 2014 has 22 weekdays, October 23 less 5 on which nobody worked, and 1 Saturday worked in it.
  const auto c = GENERATE(values<Case>({
      {"2014-09-01", "2014-09-30", 23},
      {"2014-10-01", "2014-10-31", 19},
      {"2014-10-01", "2014-10-07", 0},
      {"2014-10-11", "2014-10-11", 1},
      {"2014-10-12", "2014-10-12", 0},
      {"2014-10-04", "2014-10-12", 4},
  }));
  CAPTURE(c.first, c.last);
  CHECK(count_workdays(october_2014(), Period(date(c.first), date(c.last))) == c.days);
}

TEST_CASE("counting agrees with looking at every day", "[calendar][workdays]") {
  const Calendar calendar = october_2014();
  for (int first = 1; first <= 28; ++first) {
    std::int64_t days = 0;
    for (int length = 0; length < 45; ++length) {
      const Date last = *Date(2014, 9, first).plus_days(length);
      days += is_workday(calendar, last) ? 1 : 0;
      CHECK(count_workdays(calendar, Period(Date(2014, 9, first), last)) == days);
    }
  }
}

TEST_CASE("adding and counting working days are of one kind", "[calendar][workdays]") {
  const Calendar calendar = october_2014();
  for (int n = 1; n <= 40; ++n) {
    const Date start(2014, 9, 15);
    const Date end = *add_workdays(calendar, start, n);
    CHECK(is_workday(calendar, end));
    CHECK(count_workdays(calendar, Period(*start.plus_days(1), end)) == n);
  }
}

TEST_CASE("a deadline counts from the day after", "[calendar][workdays]") {
  using enum kaohe::Span::Unit;
  const Calendar calendar = october_2014();
  CHECK(day_after(calendar, date("2014-09-30"), {5, working_days}) == date("2014-10-13"));
  CHECK(day_after(calendar, date("2014-09-30"), {5, days}) == date("2014-10-05"));
  CHECK(day_after(calendar, date("2014-01-31"), {1, months}) == date("2014-02-28"));
  CHECK(day_after(calendar, date("2012-02-29"), {1, years}) == date("2013-02-28"));
  CHECK_FALSE(day_after(calendar, Date::latest(), {1, days}));
}

TEST_CASE("a calendar says for which days it knows what is off", "[calendar][workdays]") {
  Calendar calendar = october_2014();
  CHECK_FALSE(first_uncovered(calendar, *kaohe::parse_period("2014-H2")));
  CHECK(first_uncovered(calendar, *kaohe::parse_period("2014-2015")) == date("2015-01-01"));
  CHECK(first_uncovered(calendar, *kaohe::parse_period("2013/2014")) == date("2013-09-01"));
  calendar.covers.push_back(*kaohe::parse_period("2015"));
  CHECK_FALSE(first_uncovered(calendar, *kaohe::parse_period("2014-2015")));
  CHECK(first_uncovered(calendar, *kaohe::parse_period("2014-2016")) == date("2016-01-01"));
  CHECK_FALSE(first_uncovered({}, *kaohe::parse_period("2099")));
}
