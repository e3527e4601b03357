#include "engine/assessing.hpp"

#include <kaohe/assessment/rule_test_report.hpp>

#include <string>
#include <vector>

using namespace kaohe;
using namespace kaohe::testing;

namespace {

const std::string head = "kaohe: 1\nid: c\nperiod: 2014\nmissing: zero\n";

/// 30 points: bands of a rate, cases of a size, a state; a bonus for awards.
const std::string rules =
    "criteria:\n"
    "  - {id: rate, title: 入园率, points: 10, rule: {bands: [{from: 90%, points: 10}, {from: 80%, points: 6}, {otherwise: 1}]}}\n"
    "  - {id: staff, points: 10, rule: {cases: [{when: unit.size > 100, points: 10}, {when: x >= 5, rule: {threshold: {target: \">= 8\","
    " then: 9, otherwise: 4}}}]}}\n"
    "  - {id: plan, title: 计划, points: 10, rule: {threshold: done}}\n"
    "adjustments: [{id: awards, rule: {tally: {event: award, points: {国家级: 5, 省级: 3}}}}]\n"
    "vetoes: [{id: fraud, title: 弄虚作假, when: count(fraud) >= 1, effect: {grade: 不合格}}, {id: late, when: plan == no and rate < 10%,"
    " effect: {points: -1}}]\n"
    "gates: [{id: open, requires: known(rate), for: assessment}]\n"
    "direct: [{title: 国家先进, when: count(award, level == 国家级) >= 1, grade: 优秀}]\n"
    "grades: [{name: 优秀, from: 25}, {name: 合格, from: 15}, {name: 不合格}]\n"
    "measures: [{id: talk, title: 约谈, when: grade == 不合格, on: unit}]\n";

/// Cells as `name value name value …`; the value `null` is nothing. Every cell stands on the line given, its column is its number.
TestRow row(const std::vector<std::string>& words, int line = 1) {
  TestRow out;
  for (std::size_t i = 0; i + 1 < words.size(); i += 2) {
    TestCell cell{{words[i], {"t.yaml", line, static_cast<int>(i / 2) + 1, 1}}, words[i + 1]};
    if (words[i + 1] == "null") cell.value.reset();
    out.push_back(std::move(cell));
  }
  return out;
}

/// A test of one unit. What is expected stands on line 9.
RuleTest one(TestUnit unit, const std::vector<std::string>& figures, const std::vector<std::string>& scores = {}) {
  unit.id = "甲";
  unit.expected.figures = row(figures, 9);
  unit.expected.scores = row(scores, 9);
  return {"甲", {std::move(unit)}, {"t.yaml", 1, 1, 1}};
}

TestUnit good() {
  TestUnit unit;
  unit.attributes = row({"size", "120"}, 2);
  unit.observations = row({"rate", "90%", "staff", "3", "plan", "是"}, 3);
  return unit;
}

RuleTestReport tested(const std::vector<RuleTest>& tests, const std::string& scheme = rules) {
  Scheme loaded = load_scheme(head + scheme, "scheme.yaml").scheme;
  loaded.tests = tests;
  const Checked<Program> compiled = compile(std::move(loaded));
  REQUIRE(compiled);
  return compiled.value->test();
}

/// The findings of the only test: codes with line and column.
std::string found(const RuleTest& test) {
  const RuleTestReport report = tested({test});
  std::string out;
  for (const Finding& finding : report.tests.at(0).findings)
    out += (out.empty() ? "" : ", ") + finding.code + " " + std::to_string(finding.where.line) + ":" + std::to_string(finding.where.column);
  CHECK(report.passed() == !has_errors(report.tests.at(0).findings));
  return out;
}

std::string unreached(const std::vector<RuleTest>& tests) {
  std::string out;
  for (const Reach& part : tested(tests).reach) {
    if (!part.reached) out += std::string(name_of(part.part)) + " " + std::to_string(part.where.line) + " " + part.words.en + "\n";
  }
  return out;
}

}  // namespace

TEST_CASE("a test passes where everything expected comes out, digit for digit", "[tests]") {
  // 10 for a rate of 90 %, 10 for more than 100 children, 10 for a plan
  CHECK(found(one(good(), {"total", "30", "grade", "优秀", "rank", "1"}, {"rate", "10", "staff", "10.00", "awards", "0"})).empty());
  CHECK(found(one(good(), {"total", "30.000"})).empty());
  CHECK(found(one(good(), {})).empty());
}

TEST_CASE("what comes out otherwise is found at what is expected", "[tests]") {
  CHECK(found(one(good(), {"total", "29.99", "grade", "合格", "rank", "2"}, {"rate", "10", "staff", "9"})) ==
        "K0830 9:1, K0830 9:2, K0830 9:2, K0830 9:3");
  CHECK(found(one(good(), {"total", "null"})) == "K0830 9:1");
  const Finding finding = tested({one(good(), {"grade", "null"})}).tests.at(0).findings.at(0);
  CHECK(finding.message.zh == "“甲”的等次应为空，算得优秀");
  CHECK(finding.message.en == "the grade of \"甲\" is to be none, but comes out as 优秀");
}

TEST_CASE("nothing expected is nothing found", "[tests]") {
  TestUnit excluded;
  excluded.observations = row({"plan", "是"}, 3);
  CHECK(found(one(excluded, {"total", "null", "grade", "null", "rank", "null"}, {"rate", "null"})).empty());
  CHECK(found(one(excluded, {"total", "0"})) == "K0830 9:1");
}

TEST_CASE("vetoes are the full list in any order", "[tests][veto]") {
  TestUnit unit = good();
  unit.events = {row({"event", "fraud", "date", "2014-03-01"}, 4)};
  unit.observations = row({"rate", "5%", "plan", "否"}, 3);
  RuleTest test = one(unit, {"grade", "不合格"});
  const auto with = [&](const std::vector<std::string>& ids) {
    std::vector<Named> vetoes;
    for (const auto& id : ids) vetoes.push_back({id, {"t.yaml", 9, 30 + static_cast<int>(vetoes.size()), 1}});
    test.units[0].expected.vetoes = vetoes;
    return found(test);
  };
  CHECK(with({"late", "fraud"}).empty());
  CHECK(with({"fraud"}) == "K0830 1:1");
  CHECK(with({}) == "K0830 1:1");
  CHECK(with({"fraud", "other", "late"}) == "K0830 9:31");
}

TEST_CASE("a name that nothing asks for fails the test", "[tests]") {
  TestUnit unit = good();
  unit.attributes = row({"size", "120", "title", "甲镇", "sizes", "9"}, 2);
  CHECK(found(one(unit, {"total", "30"})) == "K0831 2:3");
  unit = good();
  unit.observations = row({"rate", "90%", "staff", "3", "plan", "是", "rata", "90%"}, 3);
  CHECK(found(one(unit, {"total", "30"})) == "K0707 3:4");
  unit.observations = row({"rate", "90%", "staff", "3", "plan", "是", "rate@2013", "90%"}, 3);
  CHECK(found(one(unit, {"total", "30"})) == "K0834 3:4");
  unit = good();
  unit.events = {row({"event", "award", "date", "2014-03-01", "level", "省级"}, 4), row({"event", "awards", "date", "2014-03-01"}, 5)};
  CHECK(found(one(unit, {"total", "33"})) == "K0713 5:1");
  unit.events = {row({"event", "award", "date", "2014-03-01", "level", "省级", "prize", "一等"}, 4)};
  CHECK(found(one(unit, {"total", "33"})) == "K0832 4:4");
  unit = good();
  unit.ratings = {row({"criterion", "rates", "mark", "3"}, 4), row({"criterion", "rate", "marks", "3"}, 5)};
  CHECK(found(one(unit, {"total", "30"})) == "K0727 4:1, K0726 5:1, K0833 5:2");
  unit = good();
  unit.history = {row({"period", "2013", "totals", "3"}, 4)};
  CHECK(found(one(unit, {"total", "30"})) == "K0833 4:2");
  CHECK(found(one(good(), {"total", "30"}, {"rates", "10"})) == "K0546 9:1");
}

TEST_CASE("faults of the evidence stand where the test writes it", "[tests]") {
  TestUnit unit = good();
  unit.observations = row({"rate", "很高", "staff", "3"}, 3);
  unit.events = {row({"event", "award", "level", "省级"}, 4)};
  CHECK(found(one(unit, {"total", "30"})) == "K0705 3:1, K0703 4:1");
  unit = good();
  unit.events = {row({"event", "award", "date", "2013-12-31", "level", "省级"}, 4)};
  CHECK(found(one(unit, {"total", "30"})) == "K0718 4:2");  // a warning: not counted, as the test may want to show
}

TEST_CASE("several units are assessed together", "[tests]") {
  TestUnit second = good();
  second.id = "乙";
  second.observations = row({"rate", "80%", "plan", "是"}, 5);
  second.expected.figures = row({"total", "26", "rank", "2"}, 10);
  RuleTest test = one(good(), {"total", "30", "rank", "1"});
  test.units.push_back(second);
  CHECK(found(test).empty());
  test.units[1].expected.figures = row({"total", "26", "rank", "1"}, 10);
  CHECK(found(test) == "K0830 10:2");
}

TEST_CASE("decisions are on units of the real evidence, unless a test has one", "[tests]") {
  const std::string decided = rules + "decisions: [{unit: 乙, grade: 合格, by: 领导小组, reason: 会议, date: 2014-12-30}]\n";
  CHECK(tested({one(good(), {"grade", "优秀"})}, decided).passed());
  RuleTest test = one(good(), {"grade", "合格"});
  test.units[0].id = "乙";
  CHECK(tested({test}, decided).passed());
}

TEST_CASE("what no test reaches is told with its place", "[tests][reach]") {
  // Reached: the band from 90 %, the case of more than 100, the plan done, 优秀.
  CHECK(unreached({one(good(), {"total", "30"})}) ==
        "band 6 the band \"from 80%\" of \"入园率\"\n"
        "band 6 the band \"otherwise\" of \"入园率\"\n"
        "case 7 the case \"x >= 5\" of \"staff\"\n"
        "threshold 7 \"staff\" meeting the target \">= 8\"\n"
        "threshold 7 \"staff\" missing the target \">= 8\"\n"
        "threshold 8 \"计划\" missing the target \"done\"\n"
        "veto 10 the veto \"弄虚作假\"\n"
        "veto 10 the veto \"late\"\n"
        "gate 11 failing the gate \"open\"\n"
        "direct 12 directly \"优秀\": 国家先进\n"
        "grade 13 the grade \"合格\"\n"
        "grade 13 the grade \"不合格\"\n"
        "measure 14 the measure \"约谈\"\n");
}

TEST_CASE("every part can be reached, by bounds as by nested rules", "[tests][reach]") {
  TestUnit second = good();  // 6 for 80 %, 4 below the target of a nested rule, 0: 10 points
  second.attributes = row({"size", "100"}, 2);
  second.observations = row({"rate", "80%", "staff", "7.5", "plan", "否"}, 3);
  TestUnit third = good();  // 1, 9, 0 and 5 for an award: 15 points, less 1 by the veto, 优秀 directly, 不合格 by the other veto
  third.attributes = row({"size", "1"}, 2);
  third.observations = row({"rate", "9%", "staff", "8", "plan", "否"}, 3);
  third.events = {row({"event", "award", "date", "2014-03-01", "level", "国家级"}, 4), row({"event", "fraud", "date", "2014-03-01"}, 5)};
  TestUnit fourth = good();  // 6, 0, 10: 合格
  fourth.attributes.clear();
  fourth.attributes = row({"size", "100"}, 2);
  fourth.observations = row({"rate", "89.99%", "staff", "4", "plan", "是"}, 3);
  const std::vector<RuleTest> tests = {one(good(), {"total", "30"}), one(second, {"total", "10", "grade", "不合格"}),
                                       one(third, {"total", "14", "grade", "不合格"}), one(fourth, {"total", "16", "grade", "合格"}),
                                       one({}, {"total", "null"})};
  CHECK(tested(tests).passed());
  CHECK(unreached(tests).empty());
  CHECK(tested(tests).reached() == 17);  // 3 bands, 2 cases, 2 + 2 sides of targets, 2 vetoes, a gate, a direct grade, 3 grades, a measure
}

TEST_CASE("without tests nothing fails and nothing is reached", "[tests][reach]") {
  const RuleTestReport report = tested({});
  CHECK(report.passed());
  CHECK(report.tests.empty());
  CHECK(report.reached() == 0);
  CHECK(report.reach.size() == 17);
}

TEST_CASE("a leaf that does not apply or has no value reaches nothing", "[tests][reach]") {
  TestUnit unit;
  unit.observations = row({"rate", "null", "plan", "null"}, 3);
  RuleTest test = one(unit, {});
  Scheme loaded = load_scheme(head + "criteria: [{id: rate, points: 10, when: unit.size > 3, rule: {threshold: \">= 1\"}}]\n", "s").scheme;
  test.units[0].attributes = row({"size", "3"});
  test.units[0].observations = row({"rate", "1"});
  loaded.tests = {test};
  CHECK(compile(loaded).value->test().reached() == 0);
  loaded.tests[0].units[0].attributes = row({"size", "4"});
  CHECK(compile(loaded).value->test().reached() == 1);
  loaded.tests[0].units[0].observations = row({"rate", "—"});
  CHECK(compile(loaded).value->test().reached() == 0);
}
