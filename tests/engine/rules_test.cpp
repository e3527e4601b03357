#include "engine/assessing.hpp"

#include <string>

using namespace kaohe;
using namespace kaohe::testing;

namespace {

struct Row {
  const char* arithmetic;  // by hand
  std::string leaf;        // what follows the id in the leaf's braces
  std::string x;
  std::string score;
};

/// One leaf `a` with one observed value.
std::string scored(const Row& row) {
  const std::string document = "kaohe: 1\nid: one\nmissing: zero\ncriteria:\n  - {id: a, " + row.leaf + "}\n";
  EvidenceTables tables;
  tables.observations = table("observations", "unit,a\nU," + row.x + "\n");
  return score(assess(document, tables), "a");
}

void check(const std::vector<Row>& rows) {
  for (const auto& row : rows) {
    CAPTURE(row.arithmetic, row.leaf, row.x);
    CHECK(scored(row) == row.score);
  }
}

}  // namespace

TEST_CASE("a threshold gives all or nothing", "[rules][threshold]") {
  check({
      {"97 % reaches 97 %", "points: 4, rule: {threshold: \">= 97%\"}", "97%", "4"},
      {"96.99 % does not", "points: 4, rule: {threshold: \">= 97%\"}", "96.99%", "0"},
      {"0 is not above 0", "points: 4, rule: {threshold: \"> 0\"}", "0", "0"},
      {"1.5 % is at most 1.5 %", "points: 4, rule: {threshold: \"<= 1.5%\"}", "1.5%", "4"},
      {"5 is not below 5", "points: 4, rule: {threshold: \"< 5\"}", "5", "0"},
      {"100.5 % is not 100 %", "points: 4, rule: {threshold: \"= 100%\"}", "100.5%", "0"},
      {"40 ends the range 30..40", "points: 4, rule: {threshold: \"30..40\"}", "40", "4"},
      {"5250 is within 5 % of 5000", "points: 4, rule: {threshold: \"~ 5000\"}", "5250", "4"},
      {"5150.1 is more than 3 % off 5000", "points: 4, rule: {threshold: \"~ 5000 ± 3%\"}", "5150.1", "0"},
      {"done is yes", "points: 4, rule: {threshold: done}", "是", "4"},
      {"done is not no", "points: 4, rule: {threshold: done}", "无", "0"},
      {"otherwise 40 % of 4 is 1.6", "points: 4, rule: {threshold: {target: \">= 10\", otherwise: 40%}}", "9", "1.6"},
      {"then 3 of 4", "points: 4, rule: {threshold: {target: \">= 10\", then: 3}}", "10", "3"},
      {"a rule where it is met: 4 × 12/24 = 2", "points: 4, rule: {threshold: {target: \">= 10\", then: {proportion: {of: 24}}}}", "12",
       "2"},
  });
}

TEST_CASE("a proportion gives the share that was reached", "[rules][proportion]") {
  check({
      {"6 × 2/3 = 4", "points: 6, rule: {proportion: {of: 3}}", "2", "4"},
      {"6 × 1/7 = 0.857142…", "points: 6, rule: {proportion: {of: 7}}", "1", "0.8571"},
      {"never above the points", "points: 6, rule: {proportion: {of: 3}}", "5", "6"},
      {"cap 1.5: 6 × 1.5 = 9", "points: 6, rule: {proportion: {of: 2, cap: 1.5}}", "10", "9"},
      {"under half: nothing", "points: 6, rule: {proportion: {of: 10, from: 50%}}", "4.9", "0"},
      {"half: 3", "points: 6, rule: {proportion: {of: 10, from: 50%}}", "5", "3"},
      {"lower is better: 6 × 2/8 = 1.5", "points: 6, better: lower, rule: {proportion: {of: 2}}", "8", "1.5"},
      {"lower is better, nothing happened: 6", "points: 6, better: lower, rule: {proportion: {of: 2}}", "0", "6"},
      {"a negative share is clamped to 0", "points: 6, rule: {proportion: {of: 3}}", "-1", "0"},
  });
}

TEST_CASE("a slope takes and gives by steps", "[rules][slope]") {
  const std::string started = "points: 10, rule: {slope: {at: 95%, worse: {each: 1pp, take: 0.5, steps: started}}}";
  const std::string whole = "points: 10, rule: {slope: {at: 95%, worse: {each: 1pp, take: 0.5, steps: whole}}}";
  const std::string plain = "points: 10, rule: {slope: {at: 95%, worse: {each: 1pp, take: 0.5}}}";
  check({
      {"2 points of percentage: 10 − 1", plain, "93%", "9"},
      {"2.5: 10 − 1.25", plain, "92.5%", "8.75"},
      {"2.5 started is 3: 10 − 1.5", started, "92.5%", "8.5"},
      {"2.5 whole is 2: 10 − 1", whole, "92.5%", "9"},
      {"exactly 2 started is 2", started, "93%", "9"},
      {"above the target nothing changes", plain, "99%", "10"},
      {"clamped at 0: 10 − 47.5", plain, "0", "0"},
      {"at most 3 off", "points: 10, rule: {slope: {at: 95, worse: {each: 1, take: 1, at_most: 3}}}", "80", "7"},
      {"base 6, 3 steps of 2 pay 1 each, at most 4", "points: 10, rule: {slope: {at: 10, base: 6, better: {each: 2, give: 1, at_most: 4}}}",
       "16", "9"},
      {"a bonus of its own lifts the bound: 10 + 3", "points: 10, rule: {slope: {at: 10, better: {each: 1, give: 1, at_most: 3}}}", "20",
       "13"},
      {"each 3 % of 200 is 6: 3 steps", "points: 10, rule: {slope: {at: 200, worse: {each: 3%, take: 1}}}", "182", "7"},
      {"lower is better: 2 too many", "points: 10, better: lower, rule: {slope: {at: 5, worse: {each: 1, take: 2}}}", "7", "6"},
      {"zero from 89 % on", "points: 20, rule: {slope: {at: 95%, worse: {each: 1pp, take: 1}, zero_from: 89%}}", "89%", "0"},
      {"just above it: 20 − 5.99", "points: 20, rule: {slope: {at: 95%, worse: {each: 1pp, take: 1}, zero_from: 89%}}", "89.01%", "14.01"},
      {"zero past 89 %: at it 20 − 6", "points: 20, rule: {slope: {at: 95%, worse: {each: 1pp, take: 1}, zero_past: 89%}}", "89%", "14"},
      {"brackets: 6 pp at 0.25 and 2 pp at 0.5 is 2.5",
       "points: 10, rule: {slope: {at: 96%, worse: [{each: 1pp, take: 0.25}, {from: 90%, each: 1pp, take: 0.5}]}}", "88%", "7.5"},
      {"steps count per bracket: 1.5 → 1 started… 2 and 0.5 → 1: 10 − 2 × 1 − 1 × 2",
       "points: 10, rule: {slope: {at: 10, worse: [{each: 1, take: 1, steps: started}, {from: 8.5, each: 1, take: 2, steps: started}]}}",
       "8", "6"},
      {"closer: 3 off 50", "points: 10, better: closer, rule: {slope: {at: 50, worse: {each: 1, take: 1}}}", "53", "7"},
      {"closer: 3 off 50 on the other side", "points: 10, better: closer, rule: {slope: {at: 50, worse: {each: 1, take: 1}}}", "47", "7"},
  });
}

TEST_CASE("bands give the points of the best one reached", "[rules][bands]") {
  const std::string bands =
      "points: 10, rule: {bands: [{from: 90, points: 10}, {above: 80, points: 6}, {from: 60, points: 3}, {otherwise: 1}]}";
  const std::string between = "points: 10, rule: {bands: [{from: 90, points: 10}, {from: 60, points: 4}], interpolate: yes}";
  const std::string few = "points: 10, better: lower, rule: {bands: [{up_to: 0, points: 10}, {below: 5, points: 6}, {otherwise: 2}]}";
  check({
      {"90 begins the best", bands, "90", "10"},
      {"80 is not above 80", bands, "80", "3"},
      {"80.01 is", bands, "80.01", "6"},
      {"59.99 reaches none: otherwise", bands, "59.99", "1"},
      {"4 + 6 × 10/30 = 6", between, "70", "6"},
      {"at or beyond the best bound its points", between, "95", "10"},
      {"below the last 0, not interpolated", between, "59", "0"},
      {"lower is better: 0", few, "0", "10"},
      {"4.99 is below 5", few, "4.99", "6"},
      {"5 is not", few, "5", "2"},
  });
}

TEST_CASE("cases take the first that holds", "[rules][cases]") {
  const std::string cases =
      "points: 10, rule: {cases: [{when: x >= 10, points: 10}, {when: x >= 5, rule: {proportion: {of: 10}}}, {otherwise: 2}]}";
  check({
      {"the first", cases, "12", "10"},
      {"10 × 6/10", cases, "6", "6"},
      {"none of them", cases, "1", "2"},
      {"0 where no case holds", "points: 10, rule: {cases: [{when: x >= 10, points: 10}]}", "1", "0"},
      {"an unknown condition makes the leaf missing: 0", cases, "", "0"},
  });
}

TEST_CASE("a formula is computed exactly", "[rules][formula]") {
  check({
      {"70 × 0.95 − 63 = 3.5", "points: 7, rule: {formula: 70 * x - 63}", "95%", "3.5"},
      {"s − x/3 = 9 − 0.3333… rounds once", "points: 9, rule: {formula: s - x / 3}", "1", "8.6667"},
      {"3/7 × 7 is 3", "points: 9, rule: {formula: \"if(x / 7 * 7 == 3, 9, 0)\"}", "3", "9"},
      {"sqrt(0.25) is 0.5", "points: 9, rule: {formula: sqrt(x)}", "0.25", "0.5"},
      {"divided by zero: missing, 0", "points: 9, rule: {formula: 1 / x}", "0", "0"},
  });
}

TEST_CASE("levels give points or a share of them", "[rules][levels]") {
  const std::string levels = "points: 5, rule: {levels: {优秀: 100%, 良好: 80%, 一般: 2, 差: 0}}";
  check({{"100 % of 5", levels, "优秀", "5"},
         {"80 % of 5", levels, "良好", "4"},
         {"a plain number", levels, "一般", "2"},
         {"no level: missing, 0", levels, "", "0"}});
}

TEST_CASE("efficacy coefficients, linear and exponential", "[rules][efficacy]") {
  check({
      {"100 × (0.6 + 0.4 × (9−6)/(12−6)) = 80", "points: 100, rule: {efficacy: {low: 6, high: 12}}", "9", "80"},
      {"published: 58.73 at 5.81 between 6 and 12 (half a hundredth cut by rounding)", "points: 100, rule: {efficacy: {low: 6, high: 12}}",
       "5.81", "58.7333"},
      {"min–max: 100 × 3/6", "points: 100, rule: {efficacy: {low: 6, high: 12, base: 0}}", "9", "50"},
      {"high = low: full points", "points: 100, rule: {efficacy: {low: 6, high: 6}}", "3", "100"},
      {"lower is better by turning the ends: (2−10)/(0−10) = 0.8: 100 × 0.92", "points: 100, rule: {efficacy: {low: 10, high: 0}}", "2",
       "92"},
      {"100 × 0.25^(1−0.5) = 50", "points: 100, rule: {efficacy: {low: 0, high: 10, base: 25%, curve: exponential}}", "5", "50"},
  });
}

TEST_CASE("rules of a list are summed, then clamped", "[rules]") {
  check({{"5 × 8/10 + 3 is 7, cut to 5", "points: 5, rule: [{proportion: {of: 10}}, {threshold: {target: \">= 5\", then: 3}}]", "8", "5"},
         {"5 × 2/10 + 0", "points: 5, rule: [{proportion: {of: 10}}, {threshold: {target: \">= 5\", then: 3}}]", "2", "1"}});
}

TEST_CASE("places in the cohort earn points", "[rules][rank]") {
  const auto ranked = [](const std::string& rule) {
    EvidenceTables tables;
    tables.observations = table("observations", "unit,a\nA,9\nB,7\nC,7\nD,5\nE,\n");
    const auto found = assess("kaohe: 1\nid: r\nmissing: zero\ncriteria:\n  - {id: a, points: 10, rule: {rank: " + rule + "}}\n", tables);
    std::string out;
    for (std::size_t unit = 0; unit < 5; ++unit) out += (unit ? " " : "") + score(found, "a", unit);
    return out;
  };
  // 9 is first, 7 and 7 fill places 2 and 3, 5 is fourth; E has no value and is not in the cohort.
  CHECK(ranked("{points: [10, 8, 6, 4]}") == "10 8 8 4 0");
  CHECK(ranked("{points: [10, 8, 6, 4], ties: average}") == "10 7 7 4 0");
  CHECK(ranked("{points: [10, 8, 6, 4], ties: last}") == "10 6 6 4 0");
  CHECK(ranked("{points: [10, 8], then: 1}") == "10 8 8 1 0");
  CHECK(ranked("{first: 10, step: -2}") == "10 8 8 4 0");
  CHECK(ranked("{first: 10, step: -5%}") == "10 9.5 9.5 8.5 0");
  // 25 % of 4 is place 1; 50 % is place 2, which both of the tied hold.
  CHECK(ranked("{top: {25%: 10, 50%: 6}, otherwise: 2}") == "10 6 6 2 0");
}

TEST_CASE("values are compared with the group's", "[rules][relative]") {
  const auto related = [](const std::string& rule) {
    EvidenceTables tables;
    tables.observations = table("observations", "unit,a\nA,8\nB,4\nC,3\n");
    const auto found =
        assess("kaohe: 1\nid: r\nmissing: zero\ncriteria:\n  - {id: a, points: 12, rule: {relative: " + rule + "}}\n", tables);
    return score(found, "a", 0) + " " + score(found, "a", 1) + " " + score(found, "a", 2);
  };
  CHECK(related("{to: best}") == "12 6 4.5");    // 12 × 4/8, 12 × 3/8
  CHECK(related("{to: mean}") == "12 9.6 7.2");  // mean 5
  CHECK(related("{to: median}") == "12 12 9");   // median 4
  CHECK(related("{to: sum}") == "6.4 3.2 2.4");  // sum 15
  CHECK(related("{to: mean, cap: 1.5}") == "18 9.6 7.2");
}

TEST_CASE("events are counted by table, identity and factor", "[rules][tally]") {
  const auto tallied = [](const std::string& leaf, const std::string& events) {
    EvidenceTables tables;
    tables.units = table("units", "unit\nU\n");
    tables.events = table("events", "unit,event,date,level,project,count,amount\n" + events);
    return score(assess("kaohe: 1\nid: t\nperiod: 2014\nmissing: zero\ncriteria:\n  - {id: a, " + leaf + "}\n", tables), "a");
  };
  const std::string hazards = "points: 10, rule: {tally: {event: hazard, points: -2, base: 100%}}";
  CHECK(tallied(hazards, "") == "10");                                                    // no event is 0, never missing
  CHECK(tallied(hazards, "U,hazard,2014-01-01,,,,\nU,hazard,2014-12-31,,,2,\n") == "4");  // 10 − 2 − 2 × 2
  CHECK(tallied(hazards, "U,hazard,2014-05-01,,,9,\n") == "0");                           // 扣完为止
  CHECK(tallied(hazards, "U,hazard,2013-12-31,,,,\n") == "10");                           // outside the period
  const std::string awards = "rule: {tally: {event: award, points: {省级: 3, 市级: 1}, take: highest, by: project}}";
  CHECK(tallied(awards,
                "U,award,2014-01-01,省级,甲,,\nU,award,2014-01-01,市级,甲,,\nU,award,2014-01-01,市级,,,\nU,award,2014-01-01,市级,,,\n") ==
        "5");  // 3 + 1 + 1
  CHECK(tallied("rule: {tally: {event: award, points: {省级: 3, 市级: 1}, take: highest}}",
                "U,award,2014-01-01,省级,甲,,\nU,award,2014-01-01,市级,乙,,\n") == "3");
  const std::string doubled =
      "rule: {tally: {event: fault, points: -1, times: [{when: level == 重大, factor: 2}, {when: project == 再犯, factor: 1.5}], "
      "each_at_most: 5}}";
  CHECK(tallied(doubled, "U,fault,2014-01-01,重大,再犯,,\n") == "-3");   // −1 × 2 × 1.5
  CHECK(tallied(doubled, "U,fault,2014-01-01,重大,再犯,4,\n") == "-5");  // −12, at most 5 in size
  CHECK(tallied("rule: {tally: {event: fault, points: {重大: {from: -5, to: -1}}}}", "U,fault,2014-01-01,重大,,,-2.5\n") == "-2.5");
  const std::string nested =
      "rule: {tally: {event: prize, table_by: [level, project], points: {省级: {一等: 8, 二等: 6}, 市级: {一等: 4, 二等: 3}}}}";
  CHECK(tallied(nested, "U,prize,2014-01-01,省级,二等,,\nU,prize,2014-01-01,市级,一等,2,\n") == "14");  // 6 + 4 × 2
}

TEST_CASE("panels average rater groups", "[rules][panel]") {
  const auto rated = [](const std::string& rule, const std::string& ratings) {
    EvidenceTables tables;
    tables.ratings = table("ratings", "unit,criterion,rater_group,rater,mark,level\n" + ratings);
    return score(assess("kaohe: 1\nid: p\nmissing: zero\ncriteria:\n  - {id: a, points: 20, rule: {panel: " + rule + "}}\n", tables), "a");
  };
  const std::string marks = "U,a,领导,1,90,\nU,a,领导,2,80,\nU,a,群众,3,70,\nU,a,群众,4,60,\nU,a,群众,5,50,\n";
  // 20/100 × (0.4 × 85 + 0.6 × 60) = 14
  CHECK(rated("{groups: {领导: 40%, 群众: 60%}, out_of: 100}", marks) == "14");
  // one group of five: 20/100 × 70; trimmed: 20/100 × (80 + 70 + 60)/3
  CHECK(rated("{out_of: 100}", marks) == "14");
  CHECK(rated("{out_of: 100, trim: 1}", marks) == "14");
  CHECK(rated("{out_of: 100, trim: 1}", "U,a,,1,90,\nU,a,,2,80,\nU,a,,3,10,\n") == "16");
  CHECK(rated("{out_of: 100, trim: 1}", "U,a,,1,90,\nU,a,,2,80,\n") == "0");  // too few raters: missing
  // an empty group: renormalised 20/100 × 85; zero: 20/100 × 0.4 × 85
  CHECK(rated("{groups: {领导: 40%, 群众: 60%}, out_of: 100}", "U,a,领导,1,90,\nU,a,领导,2,80,\n") == "17");
  CHECK(rated("{groups: {领导: 40%, 群众: 60%}, out_of: 100, empty: zero}", "U,a,领导,1,90,\nU,a,领导,2,80,\n") == "6.8");
  // places: (100 % + 96 %)/2 of 20
  CHECK(rated("{levels: {1: 100%, 2: 98%, 3: 96%}, marks: ranks}", "U,a,,1,1,\nU,a,,2,3,\n") == "19.6");
}

TEST_CASE("discretion is a mark within its range", "[rules][discretion]") {
  const auto given = [](const std::string& leaf, const std::string& mark) {
    EvidenceTables tables;
    tables.units = table("units", "unit\nU\n");
    tables.ratings = table("ratings", "unit,criterion,mark\n" + (mark.empty() ? "" : "U,a," + mark + "\n"));
    return score(assess("kaohe: 1\nid: d\nmissing: zero\ncriteria:\n  - {id: a, " + leaf + "}\n", tables), "a");
  };
  const std::string taken = "points: 5, rule: {discretion: {from: -5, to: -1, base: 100%}}";
  CHECK(given(taken, "-2") == "3");
  CHECK(given(taken, "0") == "5");     // nothing to take is always allowed
  CHECK(given(taken, "") == "5");      // no mark: nothing taken
  CHECK(given(taken, "-0.5") == "0");  // outside the range: missing, 0
  CHECK(given("points: 5, rule: {discretion: {from: 0, to: 5}}", "") == "0");
  CHECK(given("rule: {discretion: {from: -5, to: 5}}", "1.5") == "1.5");
}

TEST_CASE("the result of another assessment is scaled to the points", "[rules][result]") {
  const auto taken = [](const std::string& rule) {
    EvidenceTables tables;
    tables.units = table("units", "unit\nU\n");
    tables.history = table("history", "unit,period,total,scheme\nU,2014-Q1,80,quarterly\nU,2014-Q2,90,quarterly\nU,2014,70,yearly\n");
    return score(
        assess("kaohe: 1\nid: d\nperiod: 2014\nmissing: zero\ncriteria:\n  - {id: a, points: 30, rule: {result: " + rule + "}}\n", tables),
        "a");
  };
  CHECK(taken("{scheme: yearly, out_of: 100}") == "21");                   // 30 × 70/100
  CHECK(taken("{scheme: quarterly, out_of: 100, over: mean}") == "25.5");  // 30 × 85/100
  CHECK(taken("{scheme: quarterly, out_of: 200, over: sum}") == "25.5");   // 30 × 170/200
  CHECK(taken("{scheme: quarterly, out_of: 100, over: last}") == "27");
  CHECK(taken("{scheme: quarterly, out_of: 100}") == "0");  // no row of that very period: missing
}
