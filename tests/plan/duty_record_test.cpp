#include <kaohe/plan/duty_record.hpp>

#include "test.hpp"

#include <string>
#include <vector>

using kaohe::Date;
using kaohe::Duty;
using kaohe::duty_records;
using kaohe::DutyEvent;
using kaohe::DutyFigures;
using kaohe::DutyParty;
using kaohe::DutyRecord;
using kaohe::DutyWindow;
using kaohe::parse_period;
using kaohe::Rational;

namespace {

Date date(const char* text) { return *Date::parse(text); }

std::vector<DutyWindow> monthly(const char* period, std::int64_t at_least = 1, std::optional<int> by = {}) {
  Duty duty;
  duty.at_least = at_least;
  duty.by_day = by;
  return duty_windows(duty, *parse_period(period), *parse_period(period), {});
}

/// `party month: asked done late missing`, a line a record.
std::string listed(const std::vector<DutyRecord>& records) {
  std::string out;
  for (const DutyRecord& record : records) {
    out += out.empty() ? "" : "; ";
    out += record.party.empty() ? "" : record.party + " ";
    out += record.window.left.text() + ": " + std::to_string(record.asked) + " " + record.done.text() + " " + record.late.text() + " " +
           record.missing.text();
  }
  return out;
}

std::vector<DutyEvent> visits(std::initializer_list<const char*> dates, const char* party = "甲校") {
  std::vector<DutyEvent> events;
  for (const char* day : dates) events.push_back({date(day), 1, party});
  return events;
}

}  // namespace

TEST_CASE("events of anybody count in the window of their day", "[plan][duty]") {
  auto events = visits({"2014-03-31", "2014-01-01", "2013-12-31", "2014-04-01"});
  events.push_back({date("2014-01-20"), 2, "乙校"});
  CHECK(listed(duty_records(monthly("2014-Q1"), events)) == "2014-01: 1 3 0 0; 2014-02: 1 0 0 1; 2014-03: 1 1 0 0");
}

TEST_CASE("a surplus of one window makes up for nothing in another", "[plan][duty]") {
  const auto records = duty_records(monthly("2014-Q1", 2), visits({"2014-01-05", "2014-01-06", "2014-01-07", "2014-01-08", "2014-02-01"}));
  CHECK(listed(records) == "2014-01: 2 4 0 0; 2014-02: 2 1 0 1; 2014-03: 2 0 0 2");
  CHECK(figures_of(records) == DutyFigures{6, 5, 0, 3});
}

TEST_CASE("what is done after the day to do it by is late and not done", "[plan][duty]") {
  const auto records = duty_records(monthly("2014-Q1", 1, 5), visits({"2014-01-05", "2014-02-06", "2014-03-04", "2014-03-20"}));
  CHECK(listed(records) == "2014-01: 1 1 0 0; 2014-02: 1 0 1 1; 2014-03: 1 1 1 0");
}

TEST_CASE("a window that asks for nothing is listed with what was done in it", "[plan][duty]") {
  CHECK(listed(duty_records(monthly("2014-01-20..2014-02-28"), visits({"2014-01-25"}))) ==
        "2014-01-20..2014-01-31: 0 1 0 0; 2014-02: 1 0 0 1");
}

TEST_CASE("where parties owe a duty, each is asked and only its own events count", "[plan][duty]") {
  auto events = visits({"2014-01-05", "2014-01-06"});
  events.push_back({date("2014-02-03"), 1, "丙局"});
  const std::vector<DutyParty> schools{{"甲校", {}, {}}, {"乙校", {}, {}}};
  const auto records = duty_records(monthly("2014-01-01..2014-02-28"), schools, events);
  CHECK(listed(records) == "甲校 2014-01: 1 2 0 0; 甲校 2014-02: 1 0 0 1; 乙校 2014-01: 1 0 0 1; 乙校 2014-02: 1 0 0 1");
  CHECK(figures_of(records) == DutyFigures{4, 2, 0, 3});
}

TEST_CASE("a party owes a window where it exists on at least half of its days", "[plan][duty]") {
  const auto asked = [](const char* from, const char* to) {
    const std::vector<DutyParty> one{{"甲校", Date::parse(from), Date::parse(to)}};
    return listed(duty_records(monthly("2014-Q2"), one, {}));
  };
  // April and June have 30 days.
  CHECK(asked("2014-04-16", "") == "甲校 2014-04: 1 0 0 1; 甲校 2014-05: 1 0 0 1; 甲校 2014-06: 1 0 0 1");
  CHECK(asked("2014-04-17", "") == "甲校 2014-04: 0 0 0 0; 甲校 2014-05: 1 0 0 1; 甲校 2014-06: 1 0 0 1");
  CHECK(asked("", "2014-06-15") == "甲校 2014-04: 1 0 0 1; 甲校 2014-05: 1 0 0 1; 甲校 2014-06: 1 0 0 1");
  CHECK(asked("", "2014-06-14") == "甲校 2014-04: 1 0 0 1; 甲校 2014-05: 1 0 0 1; 甲校 2014-06: 0 0 0 0");
  CHECK(asked("2014-05-01", "2014-05-31") == "甲校 2014-05: 1 0 0 1");
  CHECK(asked("2015-01-01", "").empty());
  CHECK(asked("2014-06-01", "2014-05-01").empty());
}

TEST_CASE("of a cut window a party owes what is left, by the days it exists in that", "[plan][duty]") {
  // 11 to 30 April are 20 days: half of them from the 21st on.
  const auto asked = [](const char* from) {
    const std::vector<DutyParty> one{{"甲校", Date::parse(from), {}}};
    return duty_records(monthly("2014-04-11..2014-04-30"), one, {}).at(0).asked;
  };
  CHECK(asked("2014-04-21") == 1);
  CHECK(asked("2014-04-22") == 0);
}

TEST_CASE("what a party did before it existed is not lost", "[plan][duty]") {
  const std::vector<DutyParty> school{{"甲校", Date(2014, 3, 1), {}}};
  CHECK(listed(duty_records(monthly("2014-Q1"), school, visits({"2014-01-07"}))) == "甲校 2014-01: 0 1 0 0; 甲校 2014-03: 1 0 0 1");
}

TEST_CASE("a duty is owed by the parties of its kind or type", "[plan][duty]") {
  Duty duty;
  duty.per_party = "school";
  const auto party = [](const char* id, const char* kind, const char* type) {
    kaohe::Party made;
    made.id = id;
    made.kind = kind;
    made.type = type;
    return made;
  };
  const std::vector<kaohe::Party> parties{party("a", "school", "primary"), party("b", "office", "school"), party("c", "office", "")};
  CHECK(owing_parties(duty, parties) == std::vector<DutyParty>{{"a", {}, {}}, {"b", {}, {}}});
  duty.per_party = "";
  CHECK(owing_parties(duty, parties).empty());
}
