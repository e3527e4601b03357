#include <kaohe/engine/duty_events.hpp>

#include "assessing.hpp"

// Terms, deadlines and duties as a scheme meets them. Every figure is by hand.

namespace kaohe::testing {
namespace {

const std::string terms =
    "calendar: {terms: {2012/2013-T1: {from: 2012-09-03, to: 2013-01-25}, 2012/2013-T2: {from: 2013-02-25, to: 2013-07-05},\n"
    "  2013/2014-T1: {from: 2013-09-02, to: 2014-01-17}}},\n";

/// A scheme of the first term of 2013/2014 whose one leaf has the value of `value`, as far as that is there.
std::string of_a_term(const std::string& value) {
  return "{kaohe: 1, id: s, period: 2013/2014-T1, missing: zero,\n" + terms + "indicators: {x: {}},\n" +
         "criteria: [{id: a, points: 100, value: \"" + value + "\", rule: {formula: x}}]}";
}

EvidenceTables observed(const std::string& text) {
  EvidenceTables tables;
  tables.observations = table("observations", text);
  return tables;
}

/// The findings of compiling, as `K0648 5:8`.
std::string found(const std::string& document) {
  LoadedScheme loaded = load_scheme(document, "scheme.yaml");
  INFO(told(loaded.findings));
  REQUIRE_FALSE(has_errors(loaded.findings));
  std::string out;
  for (const auto& finding : compile(loaded.scheme).findings)
    out += (out.empty() ? "" : ", ") + finding.code + " " + std::to_string(finding.where.line) + ":" + std::to_string(finding.where.column);
  return out;
}

/// A scheme of 2014 with what is written on the lines from 3 on.
std::string of_a_year(const std::string& more) {
  return "{kaohe: 1, id: s, missing: zero, period: 2014,\ncriteria: [{id: a, points: 9, rule: {formula: x}}],\n" + more + "}";
}

TEST_CASE("the term before a term is asked for by name", "[engine][term]") {
  const auto wide = assess(of_a_term("x - prev(x)"), observed("unit,x,x@2012/2013-T2,x@2012/2013-T1\nu,50,20,7\n"));
  CHECK(score(wide, "a") == "30");
  const auto year = assess(of_a_term("x - last_year(x)"), observed("unit,x,x@2012/2013-T2,x@2012/2013-T1\nu,50,20,7\n"));
  CHECK(score(year, "a") == "43");
  const auto long_form = assess(of_a_term("x - prev(x, 2)"),
                                observed("unit,indicator,period,value\nu,x,2013/2014-T1,50\nu,x,2012/2013-T1,7\nu,x,2012/2013-T2,20\n"));
  CHECK(score(long_form, "a") == "43");
}

TEST_CASE("what nobody reports of a term is named by the term", "[engine][term]") {
  const auto checked = program(of_a_term("x - prev(x)")).assess(observed("unit,x\nu,50\n"), {1});
  REQUIRE(checked);
  CHECK(told(checked.findings).find("x@2012/2013-T2") != std::string::npos);
}

TEST_CASE("a term that the calendar does not have is an error in a table, and none of the forms of a period", "[engine][term]") {
  const auto checked = program(of_a_term("x")).assess(observed("unit,x,x@2010/2011-T1\nu,50,3\n"), {1});
  CHECK_FALSE(checked);
  CHECK(checked.findings.at(0).code == "K0353");
}

TEST_CASE("terms beyond the calendar cannot be asked for", "[engine][term]") {
  CHECK(found(of_a_term("prev(x, 2)")) == "");
  CHECK(found(of_a_term("prev(x, 3)")) == "K0640 5:41");
  CHECK(found(of_a_term("prev(x, 101)")) == "K0389 5:49");
}

TEST_CASE("a streak goes back as far as the calendar has terms", "[engine][term]") {
  const std::string scheme = "{kaohe: 1, id: s, period: 2013/2014-T1, missing: zero,\n" + terms +
                             "criteria: [{id: a, points: 100, rule: {formula: x}}],\n"
                             "grades: [{name: good, from: 60}, {name: poor}],\n"
                             "measures: [{id: m, when: \"streak(grade == poor) >= 3\"}]}";
  EvidenceTables tables = observed("unit,a\nu,50\nw,50\n");
  tables.history =
      table("history", "unit,period,total,grade,rank\nu,2012/2013-T2,40,poor,1\nu,2012/2013-T1,40,poor,1\nw,2012/2013-T1,40,poor,1\n");
  const auto assessed = assess(scheme, tables);
  CHECK(assessed.measures[0] == std::vector<std::string>{"m"});
  CHECK(assessed.measures[1].empty());
}

TEST_CASE("a result of another assessment may be that of a term", "[engine][term]") {
  const auto document = [](const char* period) {
    return "{kaohe: 1, id: s, period: 2014, missing: zero,\n" + terms +
           "criteria: [{id: a, points: 10, rule: {result: {scheme: teaching, out_of: 100, period: " + period + "}}}]}";
  };
  EvidenceTables tables;
  tables.units = table("units", "unit\nu\n");
  tables.history = table("history", "unit,period,scheme,total,grade,rank\nu,2013/2014-T1,teaching,85,,\nu,2013,teaching,60,,\n");
  CHECK(score(assess(document("2013/2014-T1"), tables), "a") == "8.5");
  CHECK(found(document("2013/2014-T2")) == "K0353 4:39");
  CHECK(found(document("last year")) == "K0350 4:39");
}

TEST_CASE("a deadline in working days knows the holidays of the scheme", "[engine][deadline]") {
  const auto due = [](const std::string& calendar) {
    const std::string scheme =
        "{kaohe: 1, id: s, missing: zero, period: {from: 2014-09-01, to: 2014-09-30},\n" + calendar +
        "criteria: [{id: a, points: 9, rule: {formula: x}}], measures: [{id: m, when: a < 5, within: 5 working days}]}";
    const auto assessed = assess(scheme, observed("unit,a\nu,1\n"));
    const auto explanation = assessed.explain(0);
    std::string steps;
    for (const auto& override : explanation.overrides) {
      for (const auto& step : override.steps) steps += step.en + "\n";
    }
    return steps;
  };
  // After Tuesday 30 September: 1, 2, 3, 6, 7 October; with the National Day's days off 8, 9, 10, the worked 11, 13 October.
  CHECK(due("").find("by 2014-10-07") != std::string::npos);
  CHECK(due("calendar: {statutory: china},\n").find("by 2014-10-13") != std::string::npos);
  CHECK(due("calendar: {statutory: china, workdays: [2014-10-07]},\n").find("by 2014-10-11") != std::string::npos);
}

TEST_CASE("a deadline beyond the years with known holidays is said", "[engine][deadline]") {
  const auto scheme = [](const char* period, const char* within, const char* calendar) {
    return std::string("{kaohe: 1, id: s, missing: zero, period: ") + period + ",\ncalendar: " + calendar +
           ",\ncriteria: [{id: a, points: 9, rule: {formula: x}}],\nmeasures: [{id: m, when: a < 5, within: " + within + "}]}";
  };
  CHECK(found(scheme("2025", "30 working days", "{statutory: china}")) == "");
  CHECK(found(scheme("2026", "30 working days", "{statutory: china}")) == "K0638 4:17");
  CHECK(found(scheme("2026", "30 days", "{statutory: china}")) == "");
  CHECK(found(scheme("2026", "30 working days", "{statutory: china, covers: 2027}")) == "");
  CHECK(found(scheme("2006", "0 working days", "{statutory: china}")) == "");
  CHECK(found(scheme("2005", "3 working days", "{statutory: china}")) == "K0638 4:17");
  CHECK(found(scheme("2026", "30 working days", "{}")) == "");  // nothing was said to be known
}

TEST_CASE("a deadline from the day the results were made known is looked at, too", "[engine][deadline]") {
  const Program scheme = program(
      "{kaohe: 1, id: s, missing: zero, period: 2025, calendar: {statutory: china},\n"
      "criteria: [{id: a, points: 9, rule: {formula: x}}], measures: [{id: m, when: a < 5, within: 10 working days}]}");
  const EvidenceTables tables = observed("unit,a\nu,1\n");
  const auto assessment = scheme.assess(tables);
  REQUIRE(assessment);
  const auto codes = [&](const Date& made_known) {
    std::string out;
    for (const auto& finding : scheme.plan_status(tables, Date(2026, 12, 31), {"", &*assessment.value, made_known}).findings)
      out += finding.code + " " + finding.message.en.substr(finding.message.en.find("from ")) + "; ";
    return out;
  };
  CHECK(codes(Date(2026, 3, 2)) == "");
  CHECK(codes(Date(2026, 12, 25)) == "K0638 from 2027-01-01 on only Saturdays and Sundays are free; ");
}

TEST_CASE("duties that can never be done, or by nobody, are said", "[engine][duty]") {
  const auto duty = [](const std::string& keys) { return found(of_a_year("duties: [{id: d, what: e, " + keys + "}]")); };
  CHECK(duty("per: month") == "");
  CHECK(duty("per: term") == "K0648 3:15");  // no calendar has terms
  CHECK(duty("per: month, by: day 31") == "");
  CHECK(duty("per: month, by: day 32") == "K0647 3:15");
  CHECK(duty("per: quarter, by: day 92") == "");
  CHECK(duty("per: quarter, by: day 93") == "K0647 3:15");
  CHECK(duty("per: school year") == "");  // of the school year 2013/2014 243 days of 365 are left
  CHECK(duty("per: 3 years, by: day 1000") == "K0648 3:15");
}

TEST_CASE("a duty without a period has no windows", "[engine][duty]") {
  CHECK(found("{kaohe: 1, id: s, missing: zero,\ncriteria: [{id: a, points: 9, rule: {formula: x}}],\n"
              "duties: [{id: d, what: e, per: month}]}") == "K0649 3:15");
}

TEST_CASE("a duty's event is one of those the scheme declares", "[engine][duty]") {
  CHECK(found(of_a_year("events: [{id: drill}],\nduties: [{id: d, what: drill, per: month}, {id: f, what: dril, per: month}]")) ==
        "K0387 4:58");
}

TEST_CASE("weeks of thousands of years are too many", "[engine][duty]") {
  std::string duties;
  for (int i = 0; i < 60; ++i) duties += "{id: d" + std::to_string(i) + ", what: e, per: week}, ";
  const std::string from_to = "period: {from: 1400-01-01, to: 9999-12-31}";
  CHECK(found("{kaohe: 1, id: s, missing: zero, " + from_to + ",\ncriteria: [{id: a, points: 9, rule: {formula: x}}],\nduties: [" + duties +
              "]}")
            .starts_with("K0651 3:"));
}

TEST_CASE("an event that does a duty is no stranger among the events", "[engine][duty]") {
  EvidenceTables tables = observed("unit,a\nu,1\n");
  tables.events = table("events", "unit,event,date,count\nu,drill,2014-03-01,2\nu,dril,2014-03-02,\nu,drill,2014-05-01,\n");
  const auto checked = program(of_a_year("duties: [{id: d, what: drill, per: month}]")).assess(tables, {1});
  REQUIRE(checked);
  REQUIRE(checked.findings.size() == 1);
  CHECK(checked.findings[0].code == "K0713");
  CHECK(checked.findings[0].at.row == 2);
}

TEST_CASE("events of a table are gathered by kind, and what cannot be read has its place", "[engine][duty]") {
  Findings findings;
  const auto events = engine::duty_events(table("events",
                                                "unit,event,date,count\nu,drill,2014-03-01,2\nw,drill,2014-03-02,\nu,visit,2014-05-01,0\n"
                                                ",drill,2014-03-01,1\nu,drill,2014-02-30,1\nu,drill,2014-03-01,1.5\n"),
                                          findings);
  CHECK(events.at("drill") == std::vector<DutyEvent>{{Date(2014, 3, 1), 2, "u"}, {Date(2014, 3, 2), 1, "w"}});
  CHECK(events.at("visit") == std::vector<DutyEvent>{{Date(2014, 5, 1), 0, "u"}});
  std::string out;
  for (const auto& finding : findings) out += finding.code + " " + std::to_string(finding.at.row) + " " + finding.at.column + "; ";
  CHECK(out == "K0703 4 unit; K0716 5 date; K0717 6 count; ");
}

}  // namespace
}  // namespace kaohe::testing
