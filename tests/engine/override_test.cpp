#include "assessing.hpp"

// Every figure here is by hand: the schemes are small enough to be worked out on paper.

namespace kaohe::testing {
namespace {

/// Two leaves of 60 and 40 points whose value is their score, cut-offs at 90, 75 and 60, and what is written below.
std::string scheme(const std::string& more) {
  return "{kaohe: 1, id: s, period: 2014, missing: zero,\n"
         "criteria: [{id: a, points: 60, rule: {formula: x}}, {id: b, points: 40, rule: {formula: x}}],\n"
         "grades: [{name: A, from: 90}, {name: B, from: 75}, {name: C, from: 60}, {name: D}],\n" +
         more + "}";
}

EvidenceTables observed(const std::string& rows) {
  EvidenceTables tables;
  tables.observations = table("observations", "unit,a,b\n" + rows);
  return tables;
}

std::string total(const Assessment& it, std::size_t unit = 0) { return it.total.missing(unit) ? "-" : it.total.at(unit).text(); }

TEST_CASE("each effect of a veto does what it says", "[engine][veto]") {
  struct Case {
    const char* what;
    const char* effect;
    const char* a;
    const char* total;
    const char* grade;
  };
  const auto c = GENERATE(values<Case>({
      {"60 + 33 = 93 without any effect on score or grade", "{bar: {from: [prize], for: year}}", "60", "93", "A"},
      {"a falls from 60 to 0: 33", "{criterion: {a: 0}}", "0", "33", "D"},
      {"half of a's 60 points: 30 + 33", "{criterion: {a: 50%}}", "30", "63", "C"},
      {"a is below 70 already", "{criterion: {a: 70}}", "60", "93", "A"},
      {"93 - 30", "{points: -30}", "60", "63", "C"},
      {"a tenth of the 100 points: 93 - 10", "{points: -10%}", "60", "83", "B"},
      {"at most 59.99", "{score: 59.99}", "60", "59.99", "D"},
      {"at most 95: stays", "{score: 95}", "60", "93", "A"},
      {"the grade alone", "{grade: D}", "60", "93", "D"},
      {"at most B", "{grade_at_most: B}", "60", "93", "B"},
      {"two grades down from A", "{grade_down: 2}", "60", "93", "C"},
      {"never below the last", "{grade_down: 9}", "60", "93", "D"},
      {"93 - 10 = 83 is a B, one down is C", "{points: -10, grade_down: 1}", "60", "83", "C"},
  }));
  CAPTURE(c.what);
  const auto found = assess(scheme(std::string("vetoes: [{id: v, when: b < 40, effect: ") + c.effect + "}]"), observed("u,60,33\n"));
  CHECK(score(found, "a") == c.a);
  CHECK(total(found) == c.total);
  CHECK(found.grades[0] == c.grade);
  CHECK(found.vetoes[0] == std::vector<std::string>{"v"});
}

TEST_CASE("several vetoes combine: points add up, steps down add up, else the worse holds", "[engine][veto]") {
  const auto with = [](const std::string& first, const std::string& second) {
    return assess(scheme("vetoes: [{id: v, when: b < 40, effect: " + first + "}, {id: w, when: a > 0, effect: " + second + "}]"),
                  observed("u,60,33\n"));
  };
  CHECK(total(with("{points: -10}", "{points: -5.5}")) == "77.5");        // 93 - 15.5
  CHECK(total(with("{points: -10}", "{score: 80}")) == "80");             // 93 - 10 = 83, at most 80
  CHECK(with("{grade_down: 1}", "{grade_down: 1}").grades[0] == "C");     // A, B, C
  CHECK(with("{grade_down: 1}", "{grade: D}").grades[0] == "D");          // the worse of B and D
  CHECK(with("{grade_down: 3}", "{grade_at_most: B}").grades[0] == "D");  // the worse of D and B
  CHECK(score(with("{criterion: {a: 20}}", "{criterion: {a: 10}}"), "a") == "10");
}

TEST_CASE("points of a veto are held to the bounds of the total once more, and are not rounded again", "[engine][veto]") {
  const std::string veto = "vetoes: [{id: v, when: b < 40, effect: {points: -100}}]";
  CHECK(total(assess(scheme(veto), observed("u,60,33\n"))) == "-7");
  CHECK(total(assess(scheme("total: {at_least: 0}, " + veto), observed("u,60,33\n"))) == "0");
  const std::string fine = "vetoes: [{id: v, when: b < 40, effect: {points: -0.005}}]";
  CHECK(total(assess(scheme(fine), observed("u,60,33.333\n"))) == "93.325");  // 93.333 is rounded to 93.33 before
}

TEST_CASE("a veto is judged by what stands before its earliest effect", "[engine][veto]") {
  const auto fires = [](const std::string& when, const std::string& effect) {
    const auto found = assess(scheme("vetoes: [{id: p, when: b < 40, effect: {points: -10}}, {id: v, when: \"" + when +
                                     "\", effect: " + effect + "}], direct: [{when: a == 1, grade: A}]"),
                              observed("u,60,33\n"));
    return found.vetoes[0].size() == 2;
  };
  CHECK(fires("total == 93", "{points: -1}"));  // before any points are taken
  CHECK(fires("total == 83", "{score: 50}"));   // after the 10 points, before the ceiling
  CHECK(fires("total == 83", "{grade: D}"));
  CHECK(fires("grade == B", "{grade: D}"));  // by the 83 points
  CHECK(fires("score(a) == 60", "{criterion: {a: 0}}"));
}

TEST_CASE("a criterion effect is seen by the sections above and by grades, not by the rules of leaves", "[engine][veto]") {
  const auto found = assess(
      "{kaohe: 1, id: s, period: 2014, missing: zero, criteria: [{id: top, points: 20, criteria: [{id: a, points: 10, rule: {formula: x}},"
      "{id: twin, points: 10, rule: {formula: score(a)}}]}],"
      "grades: [{name: A, requires: score(a) > 0}, {name: B}], vetoes: [{id: v, when: b < 1, effect: {criterion: {a: 0}}}],"
      "indicators: {b: {title: b}}}",
      observed("u,10,0\n"));
  CHECK(score(found, "a") == "0");
  CHECK(score(found, "twin") == "10");
  CHECK(score(found, "top") == "10");
  CHECK(found.grades[0] == "B");
}

TEST_CASE("a gate on a grade closes it and every better one; one on an award changes nothing but is told", "[engine][gate]") {
  const std::string gates = "gates: [{id: g, requires: a >= 60, for: {grade: B}}, {id: w, requires: b >= 40, for: {award: prize}}]";
  const auto found = assess(scheme(gates), observed("u,60,40\nv,59,40\nw,60,33\n"));
  CHECK(found.grades == kaohe::Labels{"A", "C", "A"});
  CHECK(found.gates[0].empty());
  CHECK(found.gates[1] == std::vector<std::string>{"g"});
  CHECK(found.gates[2] == std::vector<std::string>{"w"});
}

TEST_CASE("a unit that fails a gate on the assessment has no figures and is not among the others", "[engine][gate]") {
  const auto found = assess(scheme("gates: [{id: g, requires: b > 0, for: assessment}]"), observed("u,60,40\nv,60,0\nw,50,20\n"));
  CHECK(total(found, 1) == "-");
  CHECK(score(found, "a", 1) == "-");
  CHECK(found.grades[1].empty());
  CHECK(found.ranks == std::vector<std::int64_t>{1, 0, 2});
  CHECK(found.gates[1] == std::vector<std::string>{"g"});
  CHECK(found.missing[1].empty());
}

TEST_CASE("a direct grade replaces the grade by cut-off, for better or worse; of several the worse decides", "[engine][direct]") {
  const std::string direct = "direct: [{when: b == 1, grade: A}, {when: a == 60, grade: C}]";
  const auto found = assess(scheme(direct), observed("u,10,1\nv,60,40\nw,60,1\nx,10,10\n"));
  CHECK(found.grades == kaohe::Labels{"A", "C", "C", "D"});
}

TEST_CASE("a decision gives the grade, and the computed one stands beside", "[engine][decision]") {
  auto tables = observed("u,60,40\nv,50,30\n");
  tables.decisions = table("decisions", "unit,grade,by,reason,date\nv,A,council,rescue,2015-01-10\n");
  const auto found = assess(scheme("coefficient: 1"), tables);
  CHECK(found.grades == kaohe::Labels{"A", "A"});
  CHECK(found.computed_grades == std::map<std::size_t, std::string>{{1, "B"}});
}

TEST_CASE("rank: last comes after all others, who close up; several share it", "[engine][rank]") {
  const std::string veto = "vetoes: [{id: v, when: a == 60, effect: {rank: last}}]";
  const std::string rows = "t,60,40\nu,50,40\nv,60,39\nw,50,40\nx,40,40\n";  // totals 100, 90, 99, 90, 80
  CHECK(assess(scheme(veto), observed(rows)).ranks == std::vector<std::int64_t>{4, 1, 4, 1, 3});
  CHECK(assess(scheme("ranking: dense, " + veto), observed(rows)).ranks == std::vector<std::int64_t>{3, 1, 3, 1, 2});
}

TEST_CASE("a lookback widens the events a condition sees", "[engine][veto]") {
  auto tables = observed("u,60,40\nv,60,40\n");
  tables.events = table("events", "unit,event,date\nu,fraud,2012-01-01\nv,fraud,2011-12-31\n");
  const auto wide = program(scheme("vetoes: [{id: v, lookback: 2y, when: count(fraud) >= 1, effect: {points: -1}}]")).assess(tables);
  REQUIRE(wide);
  CHECK(total(*wide.value, 0) == "99");
  CHECK(total(*wide.value, 1) == "100");
  CHECK(told(wide.findings).find("K0718") != std::string::npos);  // 2011-12-31 is outside even that
}

TEST_CASE("streaks and counts over periods go by the history; a gap ends a streak", "[engine][history]") {
  auto tables = observed("u,10,10\nv,10,10\nw,60,40\n");
  tables.history = table("history",
                         "unit,period,total,grade,rank,vetoes\n"
                         "u,2013,20,D,3,\nu,2012,30,D,3,\nu,2010,30,D,3,\n"
                         "v,2012,20,D,3,\nv,2011,20,D,3,\n"
                         "w,2013,20,D,3,x\nw,2012,20,D,3,\n");
  const auto found = assess(scheme("measures: [{id: m2, when: streak(grade == D) >= 2}, {id: m3, when: streak(grade == D) == 3},"
                                   "{id: of4, when: times_in(grade == D, 4) == 3}, {id: better, when: total > prev(total)}],"
                                   "vetoes: [{id: x, when: streak(grade == D) >= 2, effect: {bar: {from: [prize], for: 2y}}}]"),
                            tables);
  // u: D in 2014, 2013, 2012, then a gap. v: D in 2014 only in a row, and in two of the three years before. w: none in 2014.
  CHECK(found.measures[0] == std::vector<std::string>{"m2", "m3", "of4"});
  CHECK(found.measures[1] == std::vector<std::string>{"of4"});
  CHECK(found.measures[2] == std::vector<std::string>{"better"});
  // In a veto the streak ends with 2013: two for u, none for v, two for w.
  CHECK(found.vetoes[0] == std::vector<std::string>{"x"});
  CHECK(found.vetoes[1].empty());
  CHECK(found.bars[0] == std::vector<std::string>{"prize"});
  CHECK(found.bars[1].empty());
}

TEST_CASE("a scheme without grades may ask for those of the history", "[engine][history]") {
  EvidenceTables tables;
  tables.observations = table("observations", "unit,a\nu,1\n");
  tables.history = table("history", "unit,period,grade\nu,2013,bad\nu,2012,good\nu,2011,bad\n");
  const auto found = assess(
      "{kaohe: 1, id: s, period: 2014, missing: zero, criteria: [{id: a, points: 9, rule: {formula: x}}],"
      "measures: [{id: two_of_four, when: times_in(grade == bad, 4) == 2}, {id: worse, when: prev(grade) == bad and prev(grade, 2) == "
      "good}]}",
      tables);
  CHECK(found.measures[0] == std::vector<std::string>{"two_of_four", "worse"});
}

TEST_CASE("what is wrong with the condition of a streak is said once", "[engine][history]") {
  LoadedScheme loaded = load_scheme(scheme("measures: [{id: m, when: streak(grade == F) >= 2}]"), "scheme.yaml");
  const auto compiled = compile(loaded.scheme);
  REQUIRE(compiled);
  CHECK(std::ranges::count(compiled.findings, "K0396", &Finding::code) == 1);
}

TEST_CASE("a bar of an earlier year holds as long as it was given for", "[engine][history]") {
  const auto barred = [](const std::string& term, const std::string& year) {
    auto tables = observed("u,60,40\n");
    tables.history = table("history", "unit,period,total,vetoes\nu," + year + ",20,v\n");
    const auto found = assess(scheme("vetoes: [{id: v, when: a == 0, effect: {bar: {from: [prize], for: " + term + "}}}]"), tables);
    return !found.bars[0].empty();
  };
  CHECK_FALSE(barred("year", "2013"));
  CHECK(barred("next_year", "2013"));
  CHECK_FALSE(barred("next_year", "2012"));
  CHECK(barred("2y", "2013"));
  CHECK_FALSE(barred("2y", "2012"));
  CHECK(barred("3y", "2012"));
}

TEST_CASE("a circle through vetoes, gates and figures of the group names its path", "[engine][circle]") {
  struct Case {
    const char* more;
    const char* path;
  };
  const auto c = GENERATE(values<Case>({
      {"vetoes: [{id: v, when: total < 60, effect: {criterion: {a: 0}}}]", "veto(v)"},
      {"vetoes: [{id: v, when: mean(total) > total, effect: {points: -1}}]", "mean(total)"},
      {"gates: [{id: g, requires: grade == A, for: {grade: A}}]", "gate(g)"},
      {"vetoes: [{id: v, when: veto(w), effect: {points: -1}}, {id: w, when: veto(v), effect: {points: -1}}]", "veto(w)"},
  }));
  LoadedScheme loaded = load_scheme(scheme(c.more), "scheme.yaml");
  INFO(told(loaded.findings));
  const auto compiled = compile(loaded.scheme);
  CHECK_FALSE(compiled);
  const std::string findings = told(compiled.findings);
  CAPTURE(findings);
  CHECK(findings.find("K0392") != std::string::npos);
  CHECK(findings.find(c.path) != std::string::npos);
}

}  // namespace
}  // namespace kaohe::testing
