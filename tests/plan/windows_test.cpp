#include <kaohe/plan/windows.hpp>

#include "test.hpp"

#include <sstream>
#include <string>

using kaohe::Calendar;
using kaohe::Date;
using kaohe::Duty;
using kaohe::duty_windows;
using kaohe::parse_period;
using kaohe::Period;

namespace {

Duty duty(const char* per, std::optional<int> by = {}, std::int64_t at_least = 1) {
  Duty made;
  made.id = "report";
  made.per = *kaohe::parse_recurrence(per);
  made.by_day = by;
  made.at_least = at_least;
  return made;
}

/// `what is left: asked by the last day`, in order.
std::string windows(const Duty& duty, const char* period, const char* life = nullptr, const Calendar& calendar = {}) {
  const Period asked = *parse_period(period);
  std::ostringstream out;
  for (const auto& window : duty_windows(duty, asked, life == nullptr ? asked : *parse_period(life), calendar))
    out << (out.tellp() > 0 ? ", " : "") << window.left.text() << ": " << window.asked << " by " << window.last.text();
  return out.str();
}

}  // namespace

TEST_CASE("a duty is asked for in every window of its period", "[plan][duty]") {
  CHECK(windows(duty("month", {}, 2), "2014-Q1") == "2014-01: 2 by 2014-01-31, 2014-02: 2 by 2014-02-28, 2014-03: 2 by 2014-03-31");
  CHECK(windows(duty("year"), "2013-2014") == "2013: 1 by 2013-12-31, 2014: 1 by 2014-12-31");
}

TEST_CASE("a cut window asks for the full number where at least half of its days are left", "[plan][duty]") {
  // April 2014 has 30 days, 15 of them from the 16th on; March has 31, 16 of them from the 16th on, 15 from the 17th on.
  CHECK(windows(duty("month"), "2014-04-16..2014-04-30") == "2014-04-16..2014-04-30: 1 by 2014-04-30");
  CHECK(windows(duty("month"), "2014-04-17..2014-04-30") == "2014-04-17..2014-04-30: 0 by 2014-04-30");
  CHECK(windows(duty("month"), "2014-03-16..2014-03-31") == "2014-03-16..2014-03-31: 1 by 2014-03-31");
  CHECK(windows(duty("month"), "2014-03-17..2014-03-31") == "2014-03-17..2014-03-31: 0 by 2014-03-31");
  CHECK(windows(duty("month", {}, 4), "2014-04-01..2014-04-15") == "2014-04-01..2014-04-15: 4 by 2014-04-15");
  // Weeks have seven days: three are less than half, four are not. 1 January 2014 is a Wednesday, 31 January a Friday.
  CHECK(windows(duty("week"), "2014-01-01..2014-01-15") ==
        "2014-01-01..2014-01-05: 1 by 2014-01-05, 2014-01-06..2014-01-12: 1 by 2014-01-12, 2014-01-13..2014-01-15: 0 by 2014-01-15");
}

TEST_CASE("windows are cut by the item's period, too", "[plan][duty]") {
  CHECK(windows(duty("quarter"), "2014", "2014-02-01..2014-05-10") ==
        "2014-02-01..2014-03-31: 1 by 2014-03-31, 2014-04-01..2014-05-10: 0 by 2014-05-10");
  CHECK(windows(duty("quarter"), "2014", "2013").empty());
}

TEST_CASE("two months count from the first month of the period, not of the item", "[plan][duty]") {
  CHECK(windows(duty("2 months"), "2014", "2014-02-01..2014-05-31") ==
        "2014-02: 0 by 2014-02-28, 2014-03-01..2014-04-30: 1 by 2014-04-30, 2014-05: 1 by 2014-05-31");  // 28 of 59 days, 31 of 61
  CHECK(windows(duty("2 months"), "2013/2014", "2013-09-01..2013-12-31") ==
        "2013-09-01..2013-10-31: 1 by 2013-10-31, 2013-11-01..2013-12-31: 1 by 2013-12-31");
}

TEST_CASE("a day to do it by is a day of the whole window, its last where it is shorter", "[plan][duty]") {
  CHECK(windows(duty("month", 5), "2014-02") == "2014-02: 1 by 2014-02-05");
  CHECK(windows(duty("month", 30), "2014-02") == "2014-02: 1 by 2014-02-28");
  CHECK(windows(duty("week", 5), "2014-10-06..2014-10-12") == "2014-10-06..2014-10-12: 1 by 2014-10-10");  // Friday
  CHECK(windows(duty("2 months", 40), "2014-Q1", "2014-01-01..2014-02-28") == "2014-01-01..2014-02-28: 1 by 2014-02-09");
}

TEST_CASE("a window that has lost the day to do it by asks for nothing", "[plan][duty]") {
  CHECK(windows(duty("month", 5), "2014-03-06..2014-03-31") == "2014-03-06..2014-03-31: 0 by 2014-03-05");
  CHECK(windows(duty("month", 5), "2014-03-05..2014-03-31") == "2014-03-05..2014-03-31: 1 by 2014-03-05");
  CHECK(windows(duty("month", 25), "2014-03-01..2014-03-20") == "2014-03-01..2014-03-20: 0 by 2014-03-25");
  CHECK(windows(duty("month", 5), "2014-03-01..2014-03-10") == "2014-03-01..2014-03-10: 0 by 2014-03-05");  // less than half is left
}

TEST_CASE("terms ask once each, and between them nothing is asked", "[plan][duty]") {
  Calendar calendar;
  calendar.terms = {{"2013/2014-T1", Period(Date(2013, 9, 2), Date(2014, 1, 17))},   // 138 days, 17 of them in 2014
                    {"2013/2014-T2", Period(Date(2014, 2, 17), Date(2014, 7, 4))},   // 138 days
                    {"2014/2015-T1", Period(Date(2014, 9, 1), Date(2015, 1, 23))}};  // 145 days, 122 of them in 2014
  CHECK(windows(duty("term"), "2014", nullptr, calendar) ==
        "2014-01-01..2014-01-17: 0 by 2014-01-17, 2014-02-17..2014-07-04: 1 by 2014-07-04, 2014-09-01..2014-12-31: 1 by 2014-12-31");
  CHECK(windows(duty("term"), "2014").empty());
}
