#include <kaohe/calendar/calendar.hpp>

#include "test.hpp"

using kaohe::Calendar;
using kaohe::Date;
using kaohe::parse_period;
using kaohe::Period;
using kaohe::previous;
using kaohe::text_of;
using kaohe::years_before;

namespace {

/// Two school years; the first terms of 2013 and 2014 differ in length.
Calendar with_terms() {
  Calendar calendar;
  calendar.terms = {{"2012/2013-T1", Period(Date(2012, 9, 3), Date(2013, 1, 25))},
                    {"2012/2013-T2", Period(Date(2013, 2, 25), Date(2013, 7, 5))},
                    {"2013/2014-T1", Period(Date(2013, 9, 2), Date(2014, 1, 17))},
                    {"2013/2014-T2", Period(Date(2014, 2, 17), Date(2014, 7, 4))}};
  return calendar;
}

Period term(const char* name) { return with_terms().terms.at(name); }

}  // namespace

TEST_CASE("terms are periods where the calendar has them", "[calendar][term]") {
  CHECK(parse_period("2013/2014-T1", with_terms()) == Period(Date(2013, 9, 2), Date(2014, 1, 17)));
  CHECK_FALSE(parse_period("2013/2014-T3", with_terms()));
  CHECK_FALSE(parse_period("2014/2015-T1", with_terms()));
  CHECK(parse_period("2014-Q3", with_terms()) == parse_period("2014-Q3"));
}

TEST_CASE("a term is called by its name", "[calendar][term]") {
  CHECK(text_of(term("2013/2014-T2"), with_terms()) == "2013/2014-T2");
  CHECK(text_of(*parse_period("2014"), with_terms()) == "2014");
  CHECK(text_of(term("2013/2014-T2"), {}) == "2014-02-17..2014-07-04");
}

TEST_CASE("before a term lies the term before", "[calendar][term]") {
  struct Case {
    const char* term;
    int n;
    const char* before;
  };
  const auto c = GENERATE(values<Case>({
      {"2013/2014-T2", 0, "2013/2014-T2"},
      {"2013/2014-T2", 1, "2013/2014-T1"},
      {"2013/2014-T1", 1, "2012/2013-T2"},
      {"2013/2014-T2", 3, "2012/2013-T1"},
  }));
  CAPTURE(c.term, c.n);
  CHECK(previous(term(c.term), c.n, with_terms()) == term(c.before));
}

TEST_CASE("a term that the calendar lacks is not jumped over", "[calendar][term]") {
  Calendar calendar = with_terms();
  CHECK_FALSE(previous(term("2012/2013-T1"), 1, calendar));
  CHECK_FALSE(previous(term("2013/2014-T1"), 3, calendar));
  calendar.terms.erase("2013/2014-T1");
  CHECK_FALSE(previous(term("2013/2014-T2"), 1, calendar));
}

TEST_CASE("a year before a term lies the term of the same number", "[calendar][term]") {
  CHECK(years_before(term("2013/2014-T1"), 1, with_terms()) == term("2012/2013-T1"));
  CHECK(years_before(term("2013/2014-T2"), 1, with_terms()) == term("2012/2013-T2"));
  CHECK_FALSE(years_before(term("2012/2013-T2"), 1, with_terms()));
  CHECK(years_before(*parse_period("2014-Q3"), 2, with_terms()) == parse_period("2012-Q3"));
  CHECK_FALSE(years_before(term("2012/2013-T2"), 2'000, with_terms()));
}

TEST_CASE("other periods are as they are without terms", "[calendar][term]") {
  CHECK(previous(*parse_period("2014-Q1"), 1, with_terms()) == parse_period("2013-Q4"));
  CHECK(previous(*parse_period("2013/2014"), 1, with_terms()) == parse_period("2012/2013"));
}
