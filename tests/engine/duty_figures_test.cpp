#include "assessing.hpp"

// Windows are counted on a calendar by hand.

namespace kaohe::testing {
namespace {

constexpr std::string_view document = R"(
kaohe: 1
id: s
period: 2018-H1
missing: zero
criteria:
  - {id: patrols, points: 10, value: missing(patrol), better: lower, rule: {slope: {at: 0, worse: {each: 1, take: 0.25}}}}
  - {id: punctual, points: 10, rule: {formula: late(patrol)}}
  - {id: all, points: 100, rule: {formula: done(meeting) / asked(meeting) * s}}
parties: [{id: one, kind: school}, {id: two, kind: school, from: 2018-05-16}, {id: office, kind: office}]
duties:
  - {id: patrol, what: visit, at_least: 2, per: month, by: day 20, per_party: school}
plan:
  - {id: year, period: 2018-H1, duties: [{id: meeting, what: meeting, per: quarter}]}
)";

EvidenceTables evidence() {
  EvidenceTables tables;
  tables.units = table("units", "unit\none\ntwo\noffice\n");
  // one: January 2 by the 20th; February 1 in time and 1 late; March 3, the third of no use elsewhere; April none; May 2; June 2
  tables.events = table("events",
                        "unit,event,date,count\none,visit,2018-01-20,2\none,visit,2018-02-01,1\none,visit,2018-02-21,1\n"
                        "one,visit,2018-03-05,3\none,visit,2018-05-02,1\none,visit,2018-05-20,1\none,visit,2018-06-01,2\n"
                        "two,visit,2018-06-10,1\noffice,meeting,2018-02-02,\noffice,visit,2018-02-02,\n");
  return tables;
}

TEST_CASE("a rule reads how a duty was done, window by window", "[engine][duty]") {
  const Assessment it = assess(document, evidence());
  // one misses 1 in February and 2 in April: 10 - 3 x 0.25
  CHECK(score(it, "patrols", 0) == "9.25");
  CHECK(score(it, "punctual", 0) == "1");
  // two exists on 16 of May's 31 days, at least half: 2 are asked; with June 4 in all, 1 done
  CHECK(score(it, "patrols", 1) == "9.25");
  // an office is no school: nothing is asked of it
  CHECK(score(it, "patrols", 2) == "10");
}

TEST_CASE("a duty that is owed once counts for every unit", "[engine][duty]") {
  const Assessment it = assess(document, evidence());
  // 1 meeting of the 2 quarters, whoever held it
  for (std::size_t unit = 0; unit < 3; ++unit) CHECK(score(it, "all", unit) == "50");
}

TEST_CASE("the explanation lists the windows that were missed", "[engine][duty][explain]") {
  const Explanation it = assess(document, evidence()).explain(0);
  std::string told;
  for (const Input& input : it.children.at(0).children.at(0).inputs)
    told += input.name + " = " + input.value + " (" + input.origin.en + ")\n";
  CHECK(told ==
        "patrols = 3 (derived)\n"
        "missing(patrol) = 3 (a duty, counted from the events)\n"
        "2018-02 = 1/2 (until 2018-02-20; missing 1, late 1)\n"
        "2018-04 = 0/2 (until 2018-04-20; missing 2, late 0)\n");
}

TEST_CASE("kinds and types may stand in the table of units", "[engine][duty]") {
  constexpr std::string_view plain = R"(
kaohe: 1
id: s
period: 2018-Q1
missing: zero
criteria: [{id: a, points: 10, rule: {formula: asked(patrol)}}]
duties: [{id: patrol, what: visit, per: month, per_party: school}]
)";
  EvidenceTables tables;
  tables.units = table("units", "unit,type\none,school\ntwo,office\n");
  const Assessment it = assess(plain, tables);
  CHECK(score(it, "a", 0) == "3");
  CHECK(score(it, "a", 1) == "0");
}

}  // namespace
}  // namespace kaohe::testing
