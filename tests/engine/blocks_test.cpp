// What an assessment does not keep it works out again when it is asked: nothing may come out otherwise.

#include "engine/assessing.hpp"

#include <kaohe/report.hpp>

#include <limits>
#include <string>
#include <thread>
#include <vector>

using namespace kaohe;
using namespace kaohe::testing;

namespace {

/// `a` is kept since it breaks ties, `b` since others are ranked by it, `c` and the derived `twice` pass by. W has no `a`, which is exempt.
constexpr const char* document = R"yaml(
kaohe: 1
id: passing
period: 2014
indicators: {twice: {value: c0 * 2}, c0: {}, f: {}}
criteria:
  - {id: a, points: 10, rule: {proportion: {of: 10}}, missing: exempt}
  - id: rest
    criteria:
      - {id: b, points: 10, rule: {proportion: {of: 10}}}
      - {id: c, points: 10, value: twice, rule: {proportion: {of: 10}}}
adjustments: [{id: led, rule: {formula: "if(rank(score(b)) == 1, 1, 0)"
}
}]
vetoes: [{id: fraud, when: f == yes, effect: {criterion: {c: 5}}}]
grades: [{name: A, from: 20, quota: 1, tie_break: [a]}, {name: B}]
)yaml";

/// U 5 + 10 + 4, and 1 for the best b: 20. V 10 + 5 + (6 cut to 5): 20. W 8 + 10: 18, of 20 that it can get.
Assessment assessed(unsigned threads) {
  EvidenceTables tables;
  tables.observations = table("observations", "unit,a,b,c0,f\nU,5,10,2,no\nV,10,5,3,yes\nW,,8,5,no\n");
  return assess(document, tables, threads);
}

}  // namespace

TEST_CASE("scores that passed by are worked out again as they were", "[engine][blocks]") {
  const Assessment found = assessed(1);
  CHECK(score(found, "a", 0) + " " + score(found, "b", 0) + " " + score(found, "c", 0) + " " + score(found, "led", 0) == "5 10 4 1");
  CHECK(score(found, "a", 1) + " " + score(found, "b", 1) + " " + score(found, "c", 1) + " " + score(found, "led", 1) == "10 5 5 0");
  CHECK(score(found, "a", 2) + " " + score(found, "b", 2) + " " + score(found, "c", 2) + " " + score(found, "rest", 2) == "- 8 10 18");
  CHECK(found.total.at(0) == 20);
  CHECK(found.total.at(1) == 20);
  CHECK(found.total.at(2) == 18);
  CHECK(found.grades == Labels{"B", "A", "B"});  // V has the higher a
  CHECK(found.missing.all() == std::vector<std::vector<std::string>>{{}, {}, {"a"}});
}

TEST_CASE("the scores of one unit are those of its row in the columns", "[engine][blocks]") {
  const Assessment found = assessed(1);
  for (std::size_t unit = 0; unit < found.units.size(); ++unit) {
    const auto one = found.scores_of(unit);
    REQUIRE(one.size() == found.criteria.size());
    for (std::size_t i = 0; i < one.size(); ++i) CHECK((one[i] ? one[i]->text() : "-") == score(found, found.criteria[i].id, unit));
  }
}

TEST_CASE("an explanation sees what passed by", "[engine][blocks]") {
  const Explanation why = assessed(1).explain(2);
  REQUIRE(why.children.size() == 2);
  const Explanation& root = why.children[0];
  CHECK(root.score == Rational(18));
  REQUIRE(root.children.size() == 2);
  CHECK(root.children[0].state == Explanation::State::missing);
  CHECK(root.children[1].children[1].score == Rational(10));
}

TEST_CASE("many threads may ask at once", "[engine][blocks]") {
  const Assessment found = assessed(2);
  const std::string expected = to_json(found.explain(1), Language::en);
  std::vector<std::string> told(8);
  {
    std::vector<std::jthread> threads;
    for (std::size_t i = 0; i < told.size(); ++i)
      threads.emplace_back([&, i] { told[i] = to_json(found.explain(1), Language::en) + (found.scores().size() == 5 ? "" : "?"); });
  }
  for (const std::string& one : told) CHECK(one == expected);
}

TEST_CASE("many blocks give the same by one thread and by seven", "[engine][blocks]") {
  EvidenceTables tables;
  std::string rows = "unit,a,b,c0,f\n";
  for (int i = 0; i < 20'000; ++i) {
    const std::string cells = std::to_string(i % 11) + "," + std::to_string(i % 10) + "," + std::to_string(i % 5);
    rows += "u" + std::to_string(i) + "," + cells + (i % 50 == 0 ? ",yes\n" : ",no\n");
  }
  tables.observations = table("observations", rows);
  const Assessment one = assess(document, tables, 1), seven = assess(document, tables, 7);
  CHECK(one.base == seven.base);
  CHECK(one.adjustments == seven.adjustments);
  CHECK(one.total == seven.total);
  CHECK(one.ranks == seven.ranks);
  CHECK(one.grades == seven.grades);
  for (std::size_t i = 0; i < one.criteria.size(); ++i) CHECK(one.scores()[i] == seven.scores()[i]);
}

namespace {

/// Tables of many units, of which a column of floats is read in place.
EvidenceTables of_floats(const std::vector<double>& a, const std::vector<double>& f) {
  TextCells units;
  for (std::size_t unit = 0; unit < a.size(); ++unit) units.push_back("u" + std::to_string(unit));
  EvidenceTables tables;
  tables.observations = EvidenceTable{"observations",
                                      a.size(),
                                      {{"unit", units},
                                       {"a", NumberColumn::from_doubles(a.data(), a.size(), 1)},
                                       {"f", NumberColumn::from_doubles(f.data(), f.size(), 1)}}};
  return tables;
}

constexpr const char* of_two_columns = R"yaml(
kaohe: 1
id: columns
indicators: {f: {}}
missing: zero
criteria: [{id: a, points: 10, rule: {proportion: {of: 10}}}]
vetoes: [{id: fraud, when: f > 0, effect: {score: 0}}]
)yaml";

std::string infinity_found(const std::vector<double>& a, const std::vector<double>& f) {
  const auto found = program(of_two_columns).assess(of_floats(a, f), {2});
  if (found || found.findings.size() != 1) return told(found.findings);
  const TablePlace& place = found.findings[0].at;
  return found.findings[0].code + " " + place.table + " " + std::to_string(place.row) + " " + place.column;
}

}  // namespace

TEST_CASE("an infinity far down a column that is read in place is an error with its row", "[engine][blocks]") {
  const std::vector<double> fine(5000, 1);
  std::vector<double> odd = fine;
  odd[4000] = -std::numeric_limits<double>::infinity();
  CHECK(infinity_found(odd, fine) == "K0780 observations 4001 a");  // read by a leaf
  CHECK(infinity_found(fine, odd) == "K0780 observations 4001 f");  // read by a condition
}

TEST_CASE("sections of constant weights are summed in whole units and rounded once", "[engine][blocks]") {
  EvidenceTables tables;
  tables.observations = table("observations", "unit,a,b,c\nU,10,5,3\nV,0,,9\nW,7,1,0\n");
  const Assessment found = assess(R"yaml(
kaohe: 1
id: weighted
missing: zero
criteria:
  - id: all
    points: 20
    combine: weighted
    weights: relative
    at_most: 15
    criteria:
      - {id: a, points: 10, weight: 1, rule: {proportion: {of: 10}}}
      - {id: b, points: 5, weight: 2, rule: {proportion: {of: 5}}}
  - {id: c, points: 3, rule: {slope: {at: 3, worse: {each: 1, take: 1}}}}
)yaml",
                                  tables);
  // U 20 × (1 + 2) ÷ 3, cut to 15, and 3; V 0 and 3; W 20 × (7/10 + 2 × 1/5) ÷ 3 = 7.33333…, and 0
  CHECK(score(found, "all", 0) + " " + score(found, "all", 1) + " " + score(found, "all", 2) == "15 0 7.3333");
  CHECK(found.total.at(0) == 18);
  CHECK(found.total.at(1) == 3);
  CHECK(found.total.at(2) == Rational(733, 100));
  CHECK(found.missing.all() == std::vector<std::vector<std::string>>{{}, {"b"}, {}});
}

TEST_CASE("a section whose points depend on the unit goes unit by unit", "[engine][blocks]") {
  EvidenceTables tables;
  tables.units = table("units", "unit,type,size\nU,高中,8\nV,初中,4\n");
  tables.observations = table("observations", "unit,a\nU,5\nV,5\n");
  const std::string head = "kaohe: 1\nid: by-unit\nmissing: zero\ncriteria:\n  - {id: sec, ", leaf = "criteria: [{id: a, points: 10, ";
  const Assessment by_type = assess(
      head + "combine: weighted, points: {by: type, 高中: 20, 初中: 10}, " + leaf + "weight: 100%, rule: {proportion: {of: 10}}}]}\n",
      tables);
  CHECK(score(by_type, "sec", 0) == "10");  // half of 20
  CHECK(score(by_type, "sec", 1) == "5");
  const Assessment by_size = assess(head + "points: \"unit.size\", " + leaf + "rule: {proportion: {of: 10}}}]}\n", tables);
  CHECK(score(by_size, "sec", 0) + " " + score(by_size, "sec", 1) == "5 5");
}

TEST_CASE("nobody falls from the last grade", "[engine][blocks]") {
  EvidenceTables tables;
  tables.observations = table("observations", "unit,a\n甲,1\n乙,2\n丙,10\n");
  const Assessment found = assess(
      "kaohe: 1\nid: last\nmissing: zero\ncriteria: [{id: a, points: 10, rule: {proportion: {of: 10}}}]\n"
      "grades: [{name: 优秀, from: 9}, {name: 合格, from: 5}, {name: 不合格, quota: 1}]\n",
      tables);
  CHECK(found.grades == Labels{"不合格", "不合格", "优秀"});
}

TEST_CASE("groups and ranks over several blocks are those of a plain count", "[engine][blocks][threads]") {
  const std::size_t count = 2500;
  const bool in_order = GENERATE(true, false);
  const auto threads = GENERATE(1U, 3U);
  const auto points = [](std::size_t unit) { return unit * 7 % 11; };  // of 11; a proportion of 11
  const auto last = [](std::size_t unit) { return unit % 50 == 0; };
  const auto group = [](std::size_t unit) { return unit < 1200 ? unit % 3 : unit % 4; };  // the fourth begins in the second block
  std::string observed = "unit,a,v\n", listed = "unit,type\n";
  for (std::size_t unit = 0; unit < count; ++unit) {
    const std::size_t number = in_order || unit < 1500 ? unit : 4000 - unit;
    const std::string name = "n" + std::to_string(10000 + number);
    observed += name + "," + std::to_string(points(unit)) + "," + (last(unit) ? "yes" : "no") + "\n";
    listed += name + ",t" + std::to_string(group(unit)) + "\n";
  }
  EvidenceTables tables;
  tables.observations = table("observations", observed);
  tables.units = table("units", listed);
  const Assessment found = assess(
      "kaohe: 1\nid: many\nperiod: 2014\nmissing: zero\ngroups: type\nindicators: {v: {}}\n"
      "criteria: [{id: a, points: 11, rule: {proportion: {of: 11}}}]\nvetoes: [{id: out, when: v == yes, effect: {rank: last}}]\n",
      tables, threads);
  std::size_t wrong = 0;
  for (std::size_t unit = 0; unit < count; ++unit) {
    std::int64_t better = 0;
    for (std::size_t other = 0; other < count; ++other)
      better += group(other) == group(unit) && !last(other) && (last(unit) || points(other) > points(unit)) ? 1 : 0;
    wrong += found.ranks[unit] != better + 1 || found.groups[unit] != "t" + std::to_string(group(unit)) ? 1 : 0;
  }
  CHECK(wrong == 0);
  // the unit 50 has 350 mod 11 = 9 points and is of the group 2: by its total it comes behind those of 10
  std::int64_t ahead = 0;
  for (std::size_t other = 0; other < count; ++other) ahead += group(other) == 2 && points(other) > 9 ? 1 : 0;
  const Explanation why = found.explain(50);
  CHECK(why.overrides.front().steps.back().en ==
        "ranked last: by total place " + std::to_string(ahead + 1) + ", now " + std::to_string(found.ranks[50]));
}
