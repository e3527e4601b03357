#include <kaohe/calendar/period.hpp>

#include "test.hpp"

#include <concepts>
#include <type_traits>

using kaohe::Date;
using kaohe::parse_period;
using kaohe::Period;

static_assert(std::copyable<Period> && std::equality_comparable<Period>);
static_assert(!std::is_default_constructible_v<Period>, "there is no sensible empty period");

TEST_CASE("every form of a period has its first and last day", "[calendar][period]") {
  struct Case {
    const char *written, *first, *last;
  };
  const auto c = GENERATE(values<Case>({
      {"2014", "2014-01-01", "2014-12-31"},      {"2015-2017", "2015-01-01", "2017-12-31"}, {"2014-H1", "2014-01-01", "2014-06-30"},
      {"2014-H2", "2014-07-01", "2014-12-31"},   {"2014-Q1", "2014-01-01", "2014-03-31"},   {"2014-Q3", "2014-07-01", "2014-09-30"},
      {"2014-Q4", "2014-10-01", "2014-12-31"},   {"2014-09", "2014-09-01", "2014-09-30"},   {"2012-02", "2012-02-01", "2012-02-29"},
      {"2013/2014", "2013-09-01", "2014-08-31"}, {"十一五", "2006-01-01", "2010-12-31"},    {"FYP11", "2006-01-01", "2010-12-31"},
      {"三五", "1966-01-01", "1970-12-31"},      {"FYP3", "1966-01-01", "1970-12-31"},      {"四五", "1971-01-01", "1975-12-31"},
      {"五五", "1976-01-01", "1980-12-31"},      {"九五", "1996-01-01", "2000-12-31"},      {"十五", "2001-01-01", "2005-12-31"},
      {"十四五", "2021-01-01", "2025-12-31"},    {"十五五", "2026-01-01", "2030-12-31"},    {"二十五", "2051-01-01", "2055-12-31"},
      {"二十一五", "2056-01-01", "2060-12-31"},
  }));
  CAPTURE(c.written);
  const auto period = parse_period(c.written);
  REQUIRE(period);
  CHECK(period->first().text() == c.first);
  CHECK(period->last().text() == c.last);
}

TEST_CASE("what is no period does not read", "[calendar][period]") {
  for (const char* text :
       {"",       "201",       "20144",     "2014-",        "2014-13",   "2014-00",    "2014-9", "2014-Q5", "2014-Q0", "2014-H3", "2014-h1",
        "2014-Q", "2013/2015", "2014/2013", "2013/2014-T1", "2017-2015", "FYP2",       "FYP",    "FYP03",   "FYP100",  "二五",    "一五",
        "五",     "十",        "十一",      "百五",         "十十五",    "2014-01-01", "2014 ",  "0000",    "1399",    "2015-17"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_period(text));
  }
}

TEST_CASE("a term is told from other texts", "[calendar][period]") {
  CHECK(kaohe::is_term("2013/2014-T1"));
  CHECK(kaohe::is_term("2013/2014-T2"));
  for (const char* text : {"2013/2014", "2013/2015-T1", "2013/2014-T0", "2013/2014-T12", "2013-T1", "2013/2014-t1"})
    CHECK_FALSE(kaohe::is_term(text));
}

TEST_CASE("a period writes itself the shortest way", "[calendar][period]") {
  for (const char* text :
       {"2014", "2015-2017", "2014-H1", "2014-H2", "2014-Q1", "2014-Q2", "2014-Q3", "2014-Q4", "2014-01", "2014-12", "2013/2014"}) {
    CHECK(parse_period(text)->text() == text);
  }
  CHECK(parse_period("十一五")->text() == "2006-2010");
  CHECK(Period(Date(2014, 3, 5), Date(2014, 4, 1)).text() == "2014-03-05..2014-04-01");
  CHECK(Period(Date(2014, 3, 1), Date(2014, 4, 30)).text() == "2014-03-01..2014-04-30");
  CHECK(Period(Date(2014, 2, 1), Date(2014, 4, 30)).text() == "2014-02-01..2014-04-30");
}

TEST_CASE("a span of days reads as it writes itself, so that an earlier result can be found again", "[calendar][period]") {
  const Period survey(Date(2022, 4, 10), Date(2022, 4, 20));
  CHECK(parse_period("2022-04-10..2022-04-20") == survey);
  CHECK(parse_period(survey.text()) == survey);
  CHECK(parse_period("2014-01-01..2014-12-31") == parse_period("2014"));
  for (const char* text :
       {"2014-04-20..2014-04-10", "2014-04-10..", "..2014-04-10", "2014-04-10...2014-04-20", "2014-04..2014-05", "2014-02-01..2014-02-30"})
    CHECK_FALSE(parse_period(text));
}

TEST_CASE("the days of two periods are those that lie in both", "[calendar][period]") {
  CHECK(intersection(*parse_period("2014-H1"), *parse_period("2013/2014")) == parse_period("2014-H1"));
  CHECK(intersection(*parse_period("2014"), *parse_period("2014/2015")) == Period(Date(2014, 9, 1), Date(2014, 12, 31)));
  CHECK(intersection(*parse_period("2014-Q1"), Period(Date(2014, 3, 31), Date(2014, 4, 2))) ==
        Period(Date(2014, 3, 31), Date(2014, 3, 31)));
  CHECK_FALSE(intersection(*parse_period("2014-Q1"), *parse_period("2014-Q2")));
}

TEST_CASE("the same days are the same period", "[calendar][period]") {
  CHECK(parse_period("2014") == Period(Date(2014, 1, 1), Date(2014, 12, 31)));
  CHECK(parse_period("十一五") == parse_period("2006-2010"));
  CHECK(parse_period("2014-2014") == parse_period("2014"));
  CHECK_FALSE(parse_period("2014") == parse_period("2013/2014"));
}

TEST_CASE("both ends of a period are in it", "[calendar][period]") {
  const Period year = *parse_period("2014");
  CHECK(year.contains(Date(2014, 1, 1)));
  CHECK(year.contains(Date(2014, 12, 31)));
  CHECK_FALSE(year.contains(Date(2013, 12, 31)));
  CHECK_FALSE(year.contains(Date(2015, 1, 1)));
  CHECK(year.contains(*parse_period("2014-Q4")));
  CHECK_FALSE(year.contains(*parse_period("2013/2014")));
  CHECK(year.days() == 365);
}

TEST_CASE("the period before is of the same kind", "[calendar][period]") {
  struct Case {
    const char* period;
    int n;
    const char* before;
  };
  const auto c = GENERATE(values<Case>({
      {"2014", 1, "2013"},
      {"2014", 3, "2011"},
      {"2014", 0, "2014"},
      {"2014", -1, "2015"},
      {"2015-2017", 1, "2012-2014"},
      {"2014-H1", 1, "2013-H2"},
      {"2014-Q1", 1, "2013-Q4"},
      {"2014-Q1", 5, "2012-Q4"},
      {"2014-03", 1, "2014-02"},
      {"2012-03", 1, "2012-02"},
      {"2012-02", 12, "2011-02"},
      {"2014-01", 1, "2013-12"},
      {"2013/2014", 1, "2012/2013"},
      {"十一五", 1, "十五"},
  }));
  CAPTURE(c.period, c.n);
  CHECK(previous(*parse_period(c.period), c.n) == parse_period(c.before));
}

TEST_CASE("before a span of days lie as many days", "[calendar][period]") {
  CHECK(previous(Period(Date(2014, 3, 5), Date(2014, 3, 14))) == Period(Date(2014, 2, 23), Date(2014, 3, 4)));
  CHECK(previous(Period(Date(2014, 3, 1), Date(2014, 4, 30))) == Period(Date(2014, 1, 1), Date(2014, 2, 28)));
}

TEST_CASE("the last year of a period is the same part of the year before", "[calendar][period]") {
  CHECK(years_before(*parse_period("2014-Q3")) == parse_period("2013-Q3"));
  CHECK(years_before(*parse_period("2013-02")) == parse_period("2012-02"));
  CHECK(years_before(*parse_period("2015-2017")) == parse_period("2014-2016"));
  CHECK(years_before(Period(Date(2012, 2, 10), Date(2012, 2, 29))) == Period(Date(2011, 2, 10), Date(2011, 2, 28)));
}

TEST_CASE("nothing lies before the calendar", "[calendar][period]") {
  CHECK_FALSE(previous(*parse_period("2014"), 1000));
  CHECK_FALSE(previous(*parse_period("2014-Q1"), 2'147'483'647));
  CHECK_FALSE(years_before(*parse_period("2014"), 2'147'483'647));
  CHECK_FALSE(previous(*parse_period("9999-12"), -1));
}
