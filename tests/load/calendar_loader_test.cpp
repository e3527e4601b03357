#include <kaohe/calendar/workdays.hpp>

#include "load_text.hpp"
#include "test.hpp"

#include <string>
#include <vector>

using kaohe::Calendar;
using kaohe::Date;
using kaohe::is_workday;
using kaohe::parse_period;
using kaohe::Period;
using kaohe::test::head;
using kaohe::test::listed;
using kaohe::test::load_text;

namespace {

const std::string leaf = "criteria: [{id: a, points: 9, rule: {threshold: done}}]\n";

/// The findings for a calendar on line 5, which begins in column 11.
std::string found(const std::string& calendar) { return kaohe::test::found_in(leaf + "calendar: " + calendar + "\n"); }

/// Pre: it loads without findings.
Calendar calendar(const std::string& written) {
  const auto loaded = load_text(head + leaf + "calendar: " + written + "\n");
  CHECK(listed(loaded.findings) == "");
  return loaded.scheme.calendar;
}

}  // namespace

TEST_CASE("a calendar holds terms, holidays and days that are worked", "[load][calendar]") {
  const Calendar read = calendar(
      "{terms: {2013/2014-T1: {from: 2013-09-02, to: 2014-01-17}}, holidays: [2014-01-01, {from: 2014-01-31, to: 2014-02-02}],\n"
      "  workdays: [2014-01-26], covers: 2014}");
  CHECK(read.terms == decltype(read.terms){{"2013/2014-T1", Period(Date(2013, 9, 2), Date(2014, 1, 17))}});
  CHECK(read.holidays == std::set{Date(2014, 1, 1), Date(2014, 1, 31), Date(2014, 2, 1), Date(2014, 2, 2)});
  CHECK(read.workdays == std::set{Date(2014, 1, 26)});
  CHECK(read.covers == std::vector{*parse_period("2014")});
}

TEST_CASE("without a calendar nothing is said of any day", "[load][calendar]") {
  CHECK(load_text(head + leaf).scheme.calendar == Calendar{});
  CHECK(calendar("{}") == Calendar{});
}

TEST_CASE("the statutory holidays come with the library", "[load][calendar]") {
  const Calendar china = calendar("{statutory: china}");
  CHECK(china.covers == std::vector{*parse_period("2007-2026")});
  CHECK_FALSE(is_workday(china, Date(2015, 9, 3)));  // 国发明电〔2015〕1号
  CHECK(is_workday(china, Date(2015, 9, 6)));
  CHECK_FALSE(is_workday(china, Date(2020, 2, 1)));  // a Saturday to be worked, until 国办发明电〔2020〕1号
  CHECK_FALSE(is_workday(china, Date(2020, 1, 31)));
  CHECK(is_workday(china, Date(2020, 2, 3)));
  CHECK_FALSE(is_workday(china, Date(2019, 5, 3)));  // 国办发明电〔2019〕3号
  CHECK(is_workday(china, Date(2019, 5, 5)));
}

TEST_CASE("a scheme's own days go before the statutory ones", "[load][calendar]") {
  // 26 January 2014 is a Sunday that was worked, 2 May a day off, 7 October the last of the National Day's.
  const Calendar own = calendar("{statutory: china, holidays: [2014-01-26, 2014-09-10], workdays: [2014-10-07]}");
  CHECK_FALSE(is_workday(own, Date(2014, 1, 26)));
  CHECK_FALSE(is_workday(own, Date(2014, 9, 10)));
  CHECK(is_workday(own, Date(2014, 10, 7)));
  CHECK_FALSE(is_workday(own, Date(2014, 5, 2)));
  CHECK(is_workday(own, Date(2014, 2, 8)));
}

TEST_CASE("calendars of used documents are one with the scheme's", "[load][calendar]") {
  const auto loaded = load_text(head + leaf + "uses: [terms.yaml, holidays.yaml]\ncalendar: {statutory: china, workdays: [2014-10-07]}\n",
                                {{"terms.yaml", "calendar: {terms: {2013/2014-T1: {from: 2013-09-02, to: 2014-01-17}}}\n"},
                                 {"holidays.yaml", "calendar: {holidays: [2027-01-01], covers: [2027]}\n"}});
  CHECK(listed(loaded.findings) == "");
  const Calendar& read = loaded.scheme.calendar;
  CHECK(read.terms.size() == 1);
  CHECK_FALSE(is_workday(read, Date(2027, 1, 1)));
  CHECK(is_workday(read, Date(2014, 10, 7)));
  CHECK_FALSE(is_workday(read, Date(2014, 10, 6)));
  CHECK(read.covers == std::vector{*parse_period("2007-2027")});  // one span, where they follow one another
}

TEST_CASE("what a calendar covers is put in order", "[load][calendar]") {
  CHECK(calendar("{covers: [2016, 2013-2014, 2014-H1]}").covers == std::vector{*parse_period("2013-2014"), *parse_period("2016")});
}

TEST_CASE("mistakes in a calendar are found where they stand", "[load][calendar]") {
  struct Wrong {
    const char *what, *calendar, *found;
  };
  const auto wrong = GENERATE(values<Wrong>({
      {"an unknown key", "{holiday: [2014-01-01]}", "K0202 5:12"},
      {"no mapping", "2014", "K0205 5:11"},
      {"an unknown name", "{statutory: chian}", "K0215 5:23"},
      {"a day that does not exist", "{holidays: [2014-02-30]}", "K0352 5:23"},
      {"a span that ends before it begins", "{holidays: [{from: 2014-02-03, to: 2014-02-01}]}", "K0351 5:23"},
      {"a span without its end", "{holidays: [{from: 2014-02-03}]}", "K0204 5:23"},
      {"a day in both lists", "{holidays: [2014-05-01], workdays: [2014-05-01]}", "K0630 5:47, K0632 5:47"},
      {"a day listed twice", "{holidays: [2014-05-01, {from: 2014-05-01, to: 2014-05-03}]}", "K0631 5:35"},
      {"a working day that is one anyway", "{workdays: [2014-05-06]}", "K0632 5:23"},
      {"a term by another name", "{terms: {2014-T1: {from: 2014-09-01, to: 2015-01-20}}}", "K0633 5:20"},
      {"a term of another year", "{terms: {2013/2014-T1: {from: 2014-09-01, to: 2015-01-20}}}", "K0634 5:20"},
      {"a term that ends too late", "{terms: {2013/2014-T2: {from: 2014-02-17, to: 2014-09-04}}}", "K0634 5:20"},
      {"a term the wrong way round", "{terms: {2013/2014-T1: {from: 2014-01-20, to: 2013-09-01}}}", "K0351 5:34"},
      {"terms that overlap",
       "{terms: {2013/2014-T1: {from: 2013-09-01, to: 2014-01-20}, 2013/2014-T2: {from: 2014-01-20, to: 2014-07-01}}}", "K0635 5:70"},
      {"terms in the wrong order",
       "{terms: {2013/2014-T2: {from: 2013-09-01, to: 2014-01-20}, 2013/2014-T1: {from: 2014-02-20, to: 2014-07-01}}}", "K0635 5:20"},
      {"a holiday of years", "{holidays: [{from: 2012-01-01, to: 2014-12-31}]}", "K0636 5:23"},
      {"years that are none", "{covers: 2014年}", "K0350 5:20"},
  }));
  CAPTURE(wrong.what);
  CHECK(found(wrong.calendar) == wrong.found);
}

TEST_CASE("a term that two documents have is found once", "[load][calendar]") {
  const auto loaded = load_text(head + leaf + "uses: terms.yaml\ncalendar: {terms: {2013/2014-T1: {from: 2013-09-02, to: 2014-01-17}}}\n",
                                {{"terms.yaml", "calendar: {terms: {2013/2014-T1: {from: 2013-09-02, to: 2014-01-17}}}\n"}});
  CHECK(listed(loaded.findings) == "K0213 6:20");
}

TEST_CASE("a calendar without end is not read to its end", "[load][calendar]") {
  std::string years;
  for (int year = 2000; year < 2100; ++year)
    years += "{from: " + std::to_string(year) + "-01-01, to: " + std::to_string(year) + "-12-31}, ";
  CHECK(found("{holidays: [" + years + "]}").starts_with("K0637 5:"));
}

TEST_CASE("periods anywhere in a scheme may be terms of its calendar", "[load][calendar]") {
  const std::string terms = "calendar: {terms: {2013/2014-T1: {from: 2013-09-02, to: 2014-01-17}}}\n";
  CHECK(load_text(head + leaf + "period: 2013/2014-T1\n" + terms).scheme.days == Period(Date(2013, 9, 2), Date(2014, 1, 17)));
  CHECK(listed(load_text(head + leaf + "period: 2013/2014-T2\n" + terms).findings) == "K0353 5:9");
}
