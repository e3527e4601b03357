// Windows and records against a slow second reading: every day is asked which window it lies in, and everything is counted by days.

#include <kaohe/plan/duty_record.hpp>

#include "test.hpp"

#include <algorithm>
#include <map>
#include <random>
#include <string>
#include <vector>

using namespace kaohe;

namespace {

const char* const recurrences[] = {"week",    "2 weeks",   "month", "2 months", "3 months",   "5 months",
                                   "quarter", "half year", "year",  "2 years",  "school year"};

/// What is drawn: a duty, the asked period, the item's days, a party's, and events.
struct Drawn {
  Duty duty;
  Period period, item;
  DutyParty party;
  std::vector<DutyEvent> events;
};

class Draw {
 public:
  explicit Draw(unsigned seed) : random_(seed) {}

  Drawn next() {
    const Period period = span(500), item = number(0, 2) == 0 ? period : span(500);
    Drawn out{{}, period, item, {"甲", {}, {}}, {}};
    out.duty.per = *parse_recurrence(recurrences[number(0, 10)]);
    out.duty.at_least = number(1, 3);
    if (number(0, 1) == 0) out.duty.by_day = number(1, 40);
    if (number(0, 1) == 0) out.party.from = day();
    if (number(0, 1) == 0) out.party.to = day();
    for (int i = number(0, 40); i > 0; --i) out.events.push_back({day(), number(0, 3), number(0, 4) == 0 ? "乙" : "甲"});
    return out;
  }

 private:
  int number(int low, int high) { return std::uniform_int_distribution<>(low, high)(random_); }
  Date day() { return *Date(2011, 6, 1).plus_days(number(0, 1100)); }
  Period span(int most) {
    const Date first = day();
    return Period(first, *first.plus_days(number(0, most)));
  }

  std::mt19937 random_;
};

/// Months since the year 0.
int month_of(const Date& day) { return day.year() * 12 + day.month() - 1; }

/// A number that two days share exactly where they lie in one window, growing with time.
std::int64_t window_of(const Duty& duty, const Period& period, const Date& day) {
  const auto floor_div = [](std::int64_t a, std::int64_t b) { return a >= 0 ? a / b : -((b - 1 - a) / b); };
  const Date monday(2001, 1, 1);
  const auto week = [&](const Date& d) { return floor_div(days_between(monday, d), 7); };
  switch (duty.per.unit) {
    case Recurrence::Unit::weeks:
      return floor_div(week(day) - week(period.first()), duty.per.count);
    case Recurrence::Unit::months:
      return floor_div(month_of(day) - month_of(period.first()), duty.per.count);
    case Recurrence::Unit::quarters:
      return month_of(day) / 3;
    case Recurrence::Unit::half_years:
      return month_of(day) / 6;
    case Recurrence::Unit::years:
      return floor_div(day.year() - period.first().year(), duty.per.count);
    case Recurrence::Unit::school_years:
      return day.month() >= 9 ? day.year() : day.year() - 1;
    case Recurrence::Unit::terms:
      break;
  }
  return 0;
}

/// All days of a window, and those of them that are left.
struct Days {
  std::vector<Date> whole, left;
};

std::vector<Days> days_by_window(const Drawn& drawn) {
  std::map<std::int64_t, Days> windows;
  for (Date day(2008, 1, 1); day < Date(2019, 1, 1); day = *day.plus_days(1)) {
    Days& days = windows[window_of(drawn.duty, drawn.period, day)];
    days.whole.push_back(day);
    if (drawn.period.contains(day) && drawn.item.contains(day)) days.left.push_back(day);
  }
  std::vector<Days> found;
  for (const auto& [number, days] : windows) {
    if (!days.left.empty()) found.push_back(days);
  }
  return found;
}

struct Expected {
  std::int64_t asked = 0, done = 0, late = 0, missing = 0;
};

/// What is asked in a window, and by when.
Expected asked_in(const Drawn& drawn, const Days& days, Date& by) {
  by = days.left.back();
  const auto nth = static_cast<std::size_t>(drawn.duty.by_day.value_or(1));
  if (drawn.duty.by_day) by = days.whole[std::min(nth, days.whole.size()) - 1];
  const bool half = 2 * days.left.size() >= days.whole.size();
  return {half && std::ranges::count(days.left, by) > 0 ? drawn.duty.at_least : 0};
}

bool exists(const DutyParty& party, const Date& day) { return (!party.from || *party.from <= day) && (!party.to || day <= *party.to); }

void count(const Drawn& drawn, const Days& days, const Date& by, const std::string& party, Expected& expected) {
  for (const DutyEvent& event : drawn.events) {
    if (std::ranges::count(days.left, event.date) == 0 || (!party.empty() && event.party != party)) continue;
    (event.date <= by ? expected.done : expected.late) += *event.count.to_int64();
  }
  expected.missing = std::max<std::int64_t>(0, expected.asked - expected.done);
}

std::string shown(const Period& left, const Date& by, const Expected& it) {
  return left.text() + " by " + by.text() + ": " + std::to_string(it.asked) + " " + std::to_string(it.done) + " " +
         std::to_string(it.late) + " " + std::to_string(it.missing) + "\n";
}

std::string expected_of(const Drawn& drawn, bool by_party) {
  std::string out;
  for (const Days& days : days_by_window(drawn)) {
    Date by = days.left.back();
    Expected expected = asked_in(drawn, days, by);
    const auto alive =
        static_cast<std::size_t>(std::ranges::count_if(days.left, [&](const Date& day) { return exists(drawn.party, day); }));
    if (by_party && 2 * alive < days.left.size()) expected.asked = 0;
    count(drawn, days, by, by_party ? drawn.party.id : "", expected);
    const bool nothing = by_party && alive == 0 && expected.done + expected.late == 0;
    if (!nothing) out += shown(Period(days.left.front(), days.left.back()), by, expected);
  }
  return out;
}

std::string found_of(const Drawn& drawn, bool by_party) {
  const auto windows = duty_windows(drawn.duty, drawn.period, drawn.item, {});
  const std::vector<DutyParty> parties{drawn.party};
  std::string out;
  for (const DutyRecord& it : by_party ? duty_records(windows, parties, drawn.events) : duty_records(windows, drawn.events))
    out += shown(it.window.left, it.window.last,
                 {it.asked, it.done.to_int64().value_or(-1), it.late.to_int64().value_or(-1), it.missing.to_int64().value_or(-1)});
  return out;
}

}  // namespace

TEST_CASE("windows and what was done in them agree with a count day by day", "[plan][duty][oracle]") {
  Draw draw(20'140'901);
  for (int i = 0; i < 400; ++i) {
    const Drawn drawn = draw.next();
    CAPTURE(i, drawn.period.text(), drawn.item.text());
    REQUIRE(found_of(drawn, false) == expected_of(drawn, false));
    REQUIRE(found_of(drawn, true) == expected_of(drawn, true));
  }
}
