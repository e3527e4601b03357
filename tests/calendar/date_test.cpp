#include <kaohe/calendar/date.hpp>

#include "test.hpp"

#include <chrono>
#include <concepts>
#include <type_traits>

using kaohe::Date;

static_assert(std::copyable<Date> && std::totally_ordered<Date>);
static_assert(!std::is_default_constructible_v<Date>, "there is no sensible empty date");

TEST_CASE("a date reads and writes one way", "[calendar][date]") {
  for (const char* text : {"2014-10-31", "2012-02-29", "2000-02-29", "1949-10-01", "1400-01-01", "9999-12-31"}) {
    CAPTURE(text);
    REQUIRE(Date::parse(text));
    CHECK(Date::parse(text)->text() == text);
  }
  for (const char* text : {"", "2014-2-1", "2014-02-30", "2013-02-29", "1900-02-29", "2014-13-01", "2014-00-10", "2014-01-00", "2014/10/31",
                           "2014-10-31 ", "20141031", "2014-10-3x", "+014-10-31", "1399-12-31", "0000-01-01", "2014年10月31日"}) {
    CAPTURE(text);
    CHECK_FALSE(Date::parse(text));
  }
}

TEST_CASE("dates are ordered and counted by days", "[calendar][date]") {
  CHECK(Date(2014, 10, 31) < Date(2014, 11, 1));
  CHECK(days_between(Date(2014, 2, 28), Date(2014, 3, 1)) == 1);
  CHECK(days_between(Date(2012, 2, 28), Date(2012, 3, 1)) == 2);
  CHECK(days_between(Date(2014, 12, 31), Date(2014, 1, 1)) == -364);
  CHECK(days_between(Date(2014, 5, 5), Date(2014, 5, 5)) == 0);
}

TEST_CASE("days agree with another calendar, the standard library's", "[calendar][date]") {
  using namespace std::chrono;
  const auto day = [](const Date& date) {
    return sys_days(year(date.year()) / static_cast<unsigned>(date.month()) / static_cast<unsigned>(date.day()));
  };
  const Date start(1890, 1, 1);
  for (int i = 0; i < 90'000; i += 7) {
    const auto date = start.plus_days(i);
    REQUIRE(date);
    REQUIRE((day(*date) - day(start)).count() == i);
  }
}

TEST_CASE("a month later is the same day, or the last of a shorter month", "[calendar][date]") {
  CHECK(Date(2014, 1, 15).plus_months(1) == Date(2014, 2, 15));
  CHECK(Date(2014, 1, 31).plus_months(1) == Date(2014, 2, 28));
  CHECK(Date(2012, 1, 31).plus_months(1) == Date(2012, 2, 29));
  CHECK(Date(2014, 1, 31).plus_months(2) == Date(2014, 3, 31));
  CHECK(Date(2014, 1, 31).plus_months(-2) == Date(2013, 11, 30));
  CHECK(Date(2014, 12, 1).plus_months(1) == Date(2015, 1, 1));
}

TEST_CASE("the calendar has ends", "[calendar][date]") {
  CHECK_FALSE(Date(9999, 12, 31).plus_days(1));
  CHECK_FALSE(Date(1400, 1, 1).plus_days(-1));
  CHECK_FALSE(Date(9999, 12, 1).plus_months(1));
  CHECK_FALSE(Date(1400, 1, 31).plus_months(-1));
  CHECK(Date(9999, 12, 30).plus_days(1) == Date(9999, 12, 31));
}

TEST_CASE("a started month counts in full", "[calendar][date]") {
  struct Case {
    const char *from, *to;
    int months;
  };
  const auto c = GENERATE(values<Case>({
      {"2014-01-15", "2014-01-15", 0},
      {"2014-01-15", "2013-01-15", 0},
      {"2014-01-15", "2014-01-16", 1},
      {"2014-01-15", "2014-02-15", 1},
      {"2014-01-15", "2014-02-16", 2},
      {"2014-01-15", "2015-01-15", 12},
      {"2014-01-15", "2015-01-14", 12},
      {"2014-01-31", "2014-02-28", 1},
      {"2014-01-31", "2014-03-01", 2},
      {"2014-01-31", "2014-03-31", 2},
      {"2012-02-29", "2013-02-28", 12},
      {"2014-01-01", "9999-12-31", 95832},
  }));
  CAPTURE(c.from, c.to);
  CHECK(months_begun(*Date::parse(c.from), *Date::parse(c.to)) == c.months);
}
