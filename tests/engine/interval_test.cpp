// Totals and grades while data are missing. Every figure is worked out by hand from the rule beside it.

#include "engine/assessing.hpp"

#include <string>
#include <string_view>

using namespace kaohe;
using namespace kaohe::testing;

namespace {

const std::string head = "kaohe: 1\nid: one\nperiod: 2014\nmissing: zero\nrounding: {criterion: 2, total: 2}\n";

Intervals intervals(std::string_view document, const EvidenceTables& tables) {
  Checked<Intervals> found = program(document).intervals(tables, {1});
  INFO(told(found.findings));
  REQUIRE(found);
  return std::move(*found.value);
}

std::string shown(const UnitInterval& unit) {
  const auto end = [](const std::optional<Rational>& number) { return number ? number->text() : "-"; };
  return end(unit.lowest) + " to " + end(unit.highest);
}

std::string grades(const UnitInterval& unit) {
  std::string all;
  for (const std::string& grade : unit.grades) all += (all.empty() ? "" : " ") + grade;
  return all;
}

/// The tables as text; an empty text leaves one out.
EvidenceTables given(std::string_view observations, std::string_view units = "", std::string_view ratings = "",
                     std::string_view events = "") {
  EvidenceTables tables;
  if (!observations.empty()) tables.observations = table("observations", observations);
  if (!units.empty()) tables.units = table("units", units);
  if (!ratings.empty()) tables.ratings = table("ratings", ratings);
  if (!events.empty()) tables.events = table("events", events);
  return tables;
}

/// The interval of the first unit of a scheme with these criteria.
std::string of_criteria(const std::string& criteria, const EvidenceTables& tables) {
  return shown(intervals(head + "criteria:\n" + criteria, tables).units[0]);
}

/// The interval that one leaf of 10 points leaves open, beside the 1 of another.
std::string of_rule(const std::string& rule, std::string_view observations, std::string_view ratings = "") {
  const std::string criteria = "  - {id: b, points: 1, rule: {formula: 1}}\n  - id: a\n    points: 10\n    rule: " + rule + "\n";
  return of_criteria(criteria, given(observations, "unit\nA\n", ratings));
}

}  // namespace

TEST_CASE("where nothing is open the interval is the total", "[interval]") {
  const std::string document = head +
                               "criteria: [{id: a, points: 10, rule: {proportion: {of: 3}}}]\n"
                               "grades: [{name: good, from: 5}, {name: bad}]\n";
  const auto tables = given("unit,a\nA,2\nB,1\n");
  const Intervals found = intervals(document, tables);
  CHECK(shown(found.units[0]) == "6.67 to 6.67");
  CHECK(grades(found.units[0]) == "good");
  CHECK(grades(found.units[1]) == "bad");
  CHECK(found.units[0].missing.empty());
}

TEST_CASE("a leaf without its value is open within its bounds", "[interval][leaf]") {
  CHECK(of_rule("{proportion: {of: 5}}", "unit,a\nA,\n") == "1 to 11");
  CHECK(of_rule("{proportion: {of: 5, cap: 1.2}}", "unit,a\nA,\n") == "1 to 13");
  CHECK(of_rule("{slope: {at: 60, worse: {each: 1, take: 1}, better: {each: 1, give: 1, at_most: 3}}}", "unit,a\nA,\n") == "1 to 14");
  CHECK(of_rule("{slope: {at: 60, worse: {each: 1, take: 1, at_most: 4}}}", "unit,a\nA,\n") == "1 to 11");  // missing is 0
}

TEST_CASE("from the last grade nobody falls, whatever its quota", "[interval][quota]") {
  const auto found = intervals(head + R"(criteria: [{id: a, points: 10, rule: {proportion: {of: 10}}}]
grades: [{name: best, from: 8}, {name: good, from: 5}, {name: last, quota: 1}]
)",
                               given("unit,a\nU,\nV,1\nW,2\n"));
  CHECK(grades(found.units[0]) == "best good last");  // 0 to 10 points
  CHECK(grades(found.units[1]) == "last");
  CHECK(grades(found.units[2]) == "last");
}

TEST_CASE("a leaf that allows nothing to be missing is not refused, but told what it may be", "[interval][leaf]") {
  const std::string leaf =
      "  - {id: a, points: 10, missing: error, rule: {bands: [{from: 80, points: 10}, {from: 60, points: 7}, {otherwise: 3}]}}\n";
  const Checked<Intervals> found = program(head + "criteria:\n" + leaf).intervals(given("unit,a\nA,\n"));
  REQUIRE(found);
  CHECK(shown(found.value->units[0]) == "3 to 10");
  CHECK(found.value->units[0].missing == std::vector<std::string>{"a"});
  CHECK(has_errors(found.findings));
}

TEST_CASE("what a rule can give at all bounds an adjustment", "[interval][adjustment]") {
  const auto of_adjustment = [](const std::string& rule) {
    const std::string document = head + "criteria: [{id: b, points: 5, rule: {formula: 5}}]\nadjustments:\n  - {id: a, " + rule + "}\n";
    return shown(intervals(document, given("unit,a\nA,\n")).units[0]);
  };
  CHECK(of_adjustment("rule: {threshold: {target: '>= 1', then: 2, otherwise: -3}}") == "2 to 7");
  CHECK(of_adjustment("rule: {cases: [{when: x > 3, points: 4}, {when: x > 1, points: 9}, {otherwise: -1}]}") == "4 to 14");
  CHECK(of_adjustment("rule: {bands: [{from: 8, points: 3}, {from: 2, points: 1}]}") == "5 to 8");
  CHECK(of_adjustment("rule: {slope: {at: 10, base: 0, worse: {each: 1, take: 2}, better: {each: 1, give: 1, at_most: 4}}}") == "- to 9");
  CHECK(of_adjustment("rule: {formula: x * 2}") == "- to -");
  CHECK(of_adjustment("at_most: 3, rule: {formula: x * 2}") == "- to 8");
  CHECK(of_adjustment("rule: {formula: 'if(x > 1, 2, -1)'}") == "4 to 7");
}

TEST_CASE("ratings that are missing are open within what raters may say", "[interval][ratings]") {
  const std::string levels = "{levels: {good: 100%, fair: 60%, poor: 2}}";
  CHECK(of_rule(levels, "") == "1 to 11");  // nothing where no level is ever given
  CHECK(of_rule(levels, "", "unit,criterion,level\nA,a,fair\n") == "7 to 7");
  CHECK(of_rule(levels, "unit,a\nA,poor\n") == "3 to 3");
  CHECK(of_rule("{discretion: {from: 2, to: 6, base: 1}}", "") == "1 to 8");
  CHECK(of_rule("{discretion: {from: -6, to: 0, base: 10}}", "") == "11 to 11");  // nothing taken
}

TEST_CASE("a rater group that counts is complete, one with too few marks is open", "[interval][panel]") {
  const std::string leaf = "  - {id: a, points: 10, missing: error, rule: {panel: {groups: {lead: 40%, staff: 60%}, out_of: 100";
  const std::string one = "unit,criterion,rater_group,mark\nA,a,lead,80\n";
  const auto tables = given("", "unit\nA\n", one);
  // 0.4 × 80 = 32 of 100 and 0 to 60 more; without the staff the leaders' 80 count for all
  CHECK(of_criteria(leaf + "}}}\n", tables) == "3.2 to 9.2");
  CHECK(of_criteria(leaf + ", empty: zero}}}\n", tables) == "3.2 to 9.2");
  CHECK(of_criteria(leaf + ", empty: error}}}\n", tables) == "3.2 to 9.2");
  CHECK(of_criteria(leaf + "}}}\n", given("", "unit\nA\n", one + "A,a,staff,50\n")) == "6.2 to 6.2");
  CHECK(of_criteria(leaf + ", min_raters: 2}}}\n", tables) == "0 to 10");
}

TEST_CASE("a section adds what its children may score", "[interval][section]") {
  const std::string children =
      "      - {id: a, points: 10, rule: {proportion: {of: 10}}}\n      - {id: b, points: 20, rule: {proportion: {of: 10}}}\n";
  const auto section = [&](const std::string& keys) {
    return of_criteria("  - id: s\n" + keys + "    criteria:\n" + children, given("unit,a,b\nA,8,\n"));
  };
  CHECK(section("") == "8 to 28");
  CHECK(section("    at_most: 20\n") == "8 to 20");
  CHECK(section("    combine: min\n    points: 10\n") == "0 to 8");
  CHECK(section("    combine: product\n    points: 10\n") == "0 to 8");
  CHECK(section("    combine: geometric\n    points: 10\n") == "0 to 8.94");  // 10 × √0.8
}

TEST_CASE("what does not count leaves its section's scale", "[interval][section]") {
  const std::string children =
      "      - {id: a, points: 10, rule: {proportion: {of: 10}}}\n"
      "      - {id: b, points: 20, missing: exempt, rule: {proportion: {of: 10}}}\n";
  const auto tables = given("unit,a,b\nA,8,\n");
  // without b 8 of 10 are 24 of 30; with it 8 to 28 of 30
  CHECK(of_criteria("  - id: s\n    rescale: yes\n    criteria:\n" + children, tables) == "8 to 28");
  const std::string weighted =
      "  - id: s\n    points: 100\n    combine: weighted\n    rescale: yes\n    criteria:\n"
      "      - {id: a, points: 10, weight: 50%, rule: {proportion: {of: 10}}}\n"
      "      - {id: b, points: 20, weight: 50%, missing: exempt, rule: {bands: [{from: 1, points: 20}, {otherwise: 18}]}}\n";
  CHECK(of_criteria(weighted, tables) == "80 to 90");  // alone 80 %; with 90 to 100 % the mean is 85 to 90 %
}

TEST_CASE("a condition that is open may or may not apply", "[interval][when]") {
  const std::string criteria =
      "  - {id: a, points: 10, when: y > 5, rule: {formula: 6}}\n"
      "  - {id: b, points: 4, rule: {proportion: {of: 4}}}\n"
      "indicators: {y: {title: y}}\n";
  CHECK(of_criteria(criteria, given("unit,y,b\nA,,3\n")) == "3 to 9");
  CHECK(of_criteria(criteria, given("unit,y,b\nA,6,3\n")) == "9 to 9");
  const std::string rescaled =
      "  - {id: s, rescale: yes, criteria: [{id: a, points: 10, when: y > 5, rule: {formula: 6}}]}\n"
      "indicators: {y: {title: y}}\n";
  CHECK(of_criteria(rescaled, given("unit,y\nA,\n")) == "0 to 6");
}

TEST_CASE("missing attributes open what asks for them", "[interval][attributes]") {
  const std::string criteria = "  - {id: a, points: {by: type, big: 10, small: 4}, rule: {proportion: {of: 2}}}\n";
  CHECK(of_criteria(criteria, given("unit,a\nA,1\n", "unit,type\nA,\n")) == "0 to 10");  // of 4 or of 10
  const std::string whole =
      head + "criteria: [{id: a, points: 10, rule: {proportion: {of: 2}}}]\ncoefficient: if(unit.far == 是, 1.2, 1)\n";
  CHECK(shown(intervals(whole, given("unit,a\nA,1\n", "unit,far\nA,\n")).units[0]) == "5 to 6");
}

TEST_CASE("figures of the group are open where one of its values is", "[interval][group]") {
  const std::string ranked = head + "missing: zero\ngroups: type\ncriteria: [{id: a, points: 10, rule: {rank: {points: [10, 8, 6, 4]}}}]\n";
  const auto with = [](const std::string& observations) { return given(observations, "unit,type\nA,x\nB,x\nC,x\nD,y\n"); };
  const std::string document = ranked.substr(0, ranked.find("missing: zero\ngroups")) + ranked.substr(ranked.find("groups"));
  const Intervals found = intervals(document, with("unit,a\nA,9\nB,5\nC,\nD,7\n"));
  CHECK(shown(found.units[0]) == "8 to 10");
  CHECK(shown(found.units[1]) == "6 to 8");
  CHECK(shown(found.units[2]) == "0 to 10");  // without a value 0
  CHECK(shown(found.units[3]) == "10 to 10");
  const std::string mean = head + "groups: type\ncriteria: [{id: a, points: 10, rule: {relative: {to: mean}}}]\n";
  const Intervals means = intervals(mean, with("unit,a\nA,9\nB,5\nC,\nD,7\n"));
  CHECK(shown(means.units[0]) == "0 to 10");
  CHECK(shown(means.units[3]) == "10 to 10");
}

TEST_CASE("the mean of others' scores stands in for what is missing", "[interval][mean]") {
  const std::string document =
      head + "criteria: [{id: a, points: 10, missing: mean, rule: {bands: [{from: 5, points: 10}, {otherwise: 4}]}}]\n";
  // B: 10, C: 4; A itself gives 4 or 10, else the mean of the others, 7
  CHECK(shown(intervals(document, given("unit,a\nA,\nB,6\nC,1\n")).units[0]) == "4 to 10");
}

TEST_CASE("a veto that may hold takes what it takes or nothing", "[interval][veto]") {
  const auto vetoed = [&](const std::string& effect) {
    const std::string document =
        head +
        "criteria:\n  - {id: a, points: 10, rule: {proportion: {of: 10}}}\n  - {id: b, points: 90, rule: {formula: 80}}\n"
        "vetoes: [{id: v, when: y > 0, effect: {" +
        effect +
        "}}]\nindicators: {y: {title: y}}\n"
        "grades: [{name: A, from: 85}, {name: B, from: 70}, {name: C, from: 60}, {name: D}]\n";
    const UnitInterval unit = intervals(document, given("unit,a,y\nU,7,\n")).units[0];
    return shown(unit) + ": " + grades(unit);
  };
  CHECK(vetoed("criterion: {b: 50}") == "57 to 87: A B C D");
  CHECK(vetoed("points: -20") == "67 to 87: A B C");
  CHECK(vetoed("score: 60") == "60 to 87: A B C");
  CHECK(vetoed("grade: C") == "87 to 87: A C");
  CHECK(vetoed("grade_down: 1") == "87 to 87: A B");
  CHECK(vetoed("rank: last") == "87 to 87: A");
}

TEST_CASE("an open gate may close a grade or keep a unit out", "[interval][gate]") {
  const std::string document = head + "criteria: [{id: a, points: 100, rule: {formula: 92}}]\n";
  const std::string rest = "grades: [{name: A, from: 90}, {name: B, from: 60}, {name: C}]\nindicators: {y: {title: y}}\n";
  const auto tables = given("unit,y\nU,\nV,1\nW,0\n");
  const Intervals graded = intervals(document + "gates: [{id: g, for: {grade: A}, requires: y > 0}]\n" + rest, tables);
  CHECK(grades(graded.units[0]) == "A B");
  CHECK(grades(graded.units[1]) == "A");
  CHECK(grades(graded.units[2]) == "B");
  const Intervals assessed = intervals(document + "gates: [{id: g, for: assessment, requires: y > 0}]\n" + rest, tables);
  CHECK(assessed.units[0].may_be_excluded);
  CHECK_FALSE(assessed.units[0].excluded);
  CHECK(shown(assessed.units[0]) == "92 to 92");
  CHECK(grades(assessed.units[0]) == "A");
  CHECK_FALSE(assessed.units[1].may_be_excluded);
  CHECK(assessed.units[2].excluded);
  CHECK(shown(assessed.units[2]) == "- to -");
  CHECK(grades(assessed.units[2]).empty());
}

TEST_CASE("a direct grade that may hold stands beside the grade by cut-off", "[interval][direct]") {
  const std::string document = head +
                               "criteria: [{id: a, points: 100, rule: {formula: 92}}]\n"
                               "direct: [{when: y > 0, grade: C}]\n"
                               "grades: [{name: A, from: 90}, {name: B, from: 60}, {name: C}]\nindicators: {y: {title: y}}\n";
  CHECK(grades(intervals(document, given("unit,y\nU,\n")).units[0]) == "A C");
  const std::string decided = document + "decisions: [{unit: U, grade: B, by: 领导小组, reason: 复议, date: 2014-12-31}]\n";
  CHECK(grades(intervals(decided, given("unit,y\nU,\n")).units[0]) == "B");
}

TEST_CASE("grades are those that some total of the interval takes", "[interval][grade]") {
  const std::string document =
      head +
      "criteria:\n  - {id: a, points: 40, rule: {proportion: {of: 10}}}\n  - {id: b, points: 60, rule: {formula: 45}}\n"
      "grades:\n  - {name: A, from: 90}\n  - {name: B, from: 75, requires: y > 0}\n  - {name: C, from: 60}\n  - {name: D}\n"
      "indicators: {y: {title: y}}\n";
  CHECK(grades(intervals(document, given("unit,a,y\nU,,1\n")).units[0]) == "B C D");  // 45 to 85
  CHECK(grades(intervals(document, given("unit,a,y\nU,,0\n")).units[0]) == "C D");
  CHECK(grades(intervals(document, given("unit,a,y\nU,9,\n")).units[0]) == "B C");  // 81
}

TEST_CASE("who surely sits keeps the grade, whoever is open", "[interval][quota]") {
  const std::string document = head +
                               "criteria: [{id: a, points: 100, rule: {proportion: {of: 100}}}]\n"
                               "grades: [{name: A, from: 60, quota: 2}, {name: B, from: 50}, {name: C}]\n";
  const Intervals found = intervals(document, given("unit,a\nP,95\nQ,90\nR,80\nS,\nT,40\n"));
  CHECK(grades(found.units[0]) == "A");      // at most S goes before it
  CHECK(grades(found.units[1]) == "A B");    // S may take its seat
  CHECK(grades(found.units[2]) == "B");      // P and Q are before it
  CHECK(grades(found.units[3]) == "A B C");  // 0 to 100
  CHECK(grades(found.units[4]) == "C");
}

TEST_CASE("a quota that is a share changes with who may be excluded", "[interval][quota]") {
  const std::string document = head +
                               "criteria: [{id: a, points: 100, rule: {proportion: {of: 100}}}]\n"
                               "gates: [{id: g, for: assessment, requires: y > 0}]\n"
                               "grades: [{name: A, from: 60, quota: 50%}, {name: B}]\nindicators: {y: {title: y}}\n";
  const Intervals found = intervals(document, given("unit,a,y\nP,95,1\nQ,90,1\nR,50,1\nS,40,\n"));
  CHECK(grades(found.units[0]) == "A");    // 1 seat of 3, or 2 of 4
  CHECK(grades(found.units[1]) == "A B");  // only with S are there two seats
  CHECK(grades(found.units[3]) == "B");
  CHECK(found.units[3].may_be_excluded);
}

TEST_CASE("a settled group is as it would be assessed, ties and all", "[interval][quota]") {
  const std::string document = head +
                               "groups: type\ncriteria: [{id: a, points: 100, rule: {proportion: {of: 100}}}]\n"
                               "grades: [{name: A, from: 60, quota: 1}, {name: B}]\n";
  const Intervals found = intervals(document, given("unit,a\nP,90\nQ,90\nR,\n", "unit,type\nP,x\nQ,x\nR,y\n"));
  CHECK(grades(found.units[0]) == "B");
  CHECK(grades(found.units[1]) == "B");
  CHECK(grades(found.units[2]) == "A B");
}

TEST_CASE("a unit whose group is not known may be compared with any other", "[interval][group]") {
  const std::string document = head +
                               "groups: type\ncriteria: [{id: a, points: 100, rule: {proportion: {of: 100}}}]\n"
                               "grades: [{name: A, from: 60, quota: 1}, {name: B}]\n";
  const Intervals found = intervals(document, given("unit,a\nP,90\nQ,80\nR,70\n", "unit,type\nP,x\nQ,y\nR,\n"));
  for (const UnitInterval& unit : found.units) CHECK(grades(unit) == "A B");
  CHECK(shown(found.units[2]) == "70 to 70");
}

TEST_CASE("events and earlier years are not to come", "[interval]") {
  const std::string document = head +
                               "criteria: [{id: a, points: 10, rule: {tally: {event: hazard, points: -2, base: 100%}}}]\n"
                               "vetoes: [{id: v, when: streak(x < 60) >= 2, effect: {score: 1}}]\n"
                               "indicators: {x: {title: x}}\n";
  CHECK(shown(intervals(document, given("unit,x\nA,50\n")).units[0]) == "10 to 10");
}

TEST_CASE("measures of the past that are asked for by name are to come", "[interval]") {
  const std::string document =
      head + "criteria: [{id: a, points: 10, rule: {formula: 'if(growth(y) > 0, 8, 3)'}}]\nindicators: {y: {title: y}}\n";
  CHECK(shown(intervals(document, given("unit,y\nA,50\n")).units[0]) == "0 to 8");  // 3, 8, or missing
  CHECK(shown(intervals(document, given("unit,y,y@2013\nA,50,40\n")).units[0]) == "8 to 8");
}

TEST_CASE("tables with errors give no intervals", "[interval]") {
  const auto found = program(head + "criteria: [{id: a, points: 10, rule: {proportion: {of: 3}}}]\n").intervals(given("unit,a\nA,甚好\n"));
  CHECK_FALSE(found);
  CHECK(has_errors(found.findings));
}

TEST_CASE("expressions of what is open within bounds", "[interval][expression]") {
  // score(a) lies between 0 and 10; b has 5
  const auto of_formula = [](const std::string& formula) {
    const std::string document = head +
                                 "criteria:\n  - {id: a, points: 10, counts: no, rule: {proportion: {of: 10}}}\n"
                                 "  - {id: b, points: 10, counts: no, rule: {formula: 5}}\n"
                                 "adjustments: [{id: z, rule: {formula: '" +
                                 formula + "'}}]\n";
    return shown(intervals(document, given("unit,a\nU,\n")).units[0]);
  };
  CHECK(of_formula("score(a) * 2 - 3") == "-3 to 17");
  CHECK(of_formula("score(b) - score(a)") == "-5 to 5");
  CHECK(of_formula("10 / (score(a) + 1)") == "0.91 to 10");
  CHECK(of_formula("10 / score(a)") == "0 to -");  // 0 where it is missing
  CHECK(of_formula("abs(score(a) - 4)") == "0 to 6");
  CHECK(of_formula("sqrt(score(a) * 10)") == "0 to 10");
  CHECK(of_formula("pow(score(a) - 4, 2)") == "0 to 36");
  CHECK(of_formula("pow(score(a) + 1, -1)") == "0 to 1");
  CHECK(of_formula("ln(score(a) + 1)") == "0 to 2.4");
  CHECK(of_formula("exp(score(a) / 10)") == "1 to 2.72");
  CHECK(of_formula("min(score(a), 7)") == "0 to 7");
  CHECK(of_formula("max(score(a), 7)") == "7 to 10");
  CHECK(of_formula("floor(score(a) / 4)") == "0 to 2");
  CHECK(of_formula("round(score(a) / 3, 1)") == "0 to 3.3");
  CHECK(of_formula("share(a) * 100") == "0 to 100");
  CHECK(of_formula("if(score(a) > 5, 1, 2)") == "1 to 2");
  CHECK(of_formula("if(score(a) > 10, 1, 2)") == "2 to 2");
  CHECK(of_formula("if(known(score(a)), 3, 4)") == "3 to 3");
  CHECK(of_formula("score(a) in [11, 12]") == "0 to 0");
  CHECK(of_formula("rank(score(a)) + full(a)") == "11 to 11");
  CHECK(of_formula("score(a) < 20 or score(b) > 6") == "1 to 1");
}

TEST_CASE("a value known in part goes through the rule's curve", "[interval][curve]") {
  const auto of_value = [](const std::string& value, const std::string& rule) {
    const std::string document = head + "criteria: [{id: a, points: 10, missing: error, value: '" + value + "', rule: " + rule + "}]\n" +
                                 "indicators: {y: {title: y}}\n";
    return shown(intervals(document, given("unit,y\nU,\n")).units[0]);
  };
  const std::string between = "min(max(if(known(y), y, 70), 60), 75)";
  CHECK(of_value(between, "{slope: {at: 80, worse: {each: 1, take: 0.1}}}") == "8 to 9.5");
  CHECK(of_value(between, "{slope: {at: 80, worse: {each: 4, take: 1, steps: whole}}}") == "5 to 9");  // 5 steps, 1 step
  CHECK(of_value(between, "{bands: [{from: 90, points: 10}, {from: 70, points: 7}, {from: 50, points: 4}]}") == "4 to 7");
  CHECK(of_value(between, "{threshold: {target: '>= 60', then: 6}}") == "6 to 6");
  CHECK(of_value(between, "{threshold: {target: '> 60', then: 6, otherwise: 2}}") == "2 to 6");
  CHECK(of_value(between, "{proportion: {of: 100, from: 70%}}") == "0 to 7.5");
}

TEST_CASE("a better value that is lower runs down the curve", "[interval][curve]") {
  const std::string document = head +
                               "criteria: [{id: a, points: 10, missing: error, better: lower, value: 'max(if(known(y), y, 9), 4)',"
                               " rule: {proportion: {of: 4}}}]\nindicators: {y: {title: y}}\n";
  CHECK(shown(intervals(document, given("unit,y\nU,\n")).units[0]) == "0 to 10");  // 4 ÷ x from 1 down
}

TEST_CASE("what surely fails is told, not guessed", "[interval]") {
  const std::string document = head +
                               "criteria: [{id: a, points: 10, rule: {proportion: {of: 10}}}]\n"
                               "vetoes:\n  - {id: u, when: unit.kind == 乡, effect: {points: -3}}\n"
                               "  - {id: v, when: unit.kind == 镇 and y > 0, effect: {points: -5}}\n"
                               "indicators: {y: {title: y}}\n";
  CHECK(shown(intervals(document, given("unit,a,y\nU,7,\n", "unit,kind\nU,乡\n")).units[0]) == "4 to 4");
  CHECK(shown(intervals(document, given("unit,a,y\nU,7,\n", "unit,kind\nU,镇\n")).units[0]) == "2 to 7");
  CHECK(shown(intervals(document, given("unit,a,y\nU,7,1\n", "unit,kind\nU,\n")).units[0]) ==
        "-1 to 7");  // both, though they cannot: wider than need be
}
