#include "load_text.hpp"

#include <test.hpp>

using namespace kaohe;
using kaohe::test::found_in;
using kaohe::test::head;
using kaohe::test::listed;
using kaohe::test::load_text;

namespace {

const std::string leaf = "criteria: [{id: a, points: 9, rule: {threshold: done}}]\n";

/// The only test of a scheme with one leaf. Pre: it has no findings.
RuleTest test_of(const std::string& text) {
  const auto loaded = load_text(head + leaf + "tests:\n  - " + text + "\n");
  REQUIRE(listed(loaded.findings) == "");
  return loaded.scheme.tests.at(0);
}

/// The findings for a test on line 5, from column 9 on.
std::string found(const std::string& test) { return found_in(leaf + "tests: [{" + test + "}]\n"); }

}  // namespace

TEST_CASE("a test of one unit has the values as they are written", "[load][tests]") {
  const RuleTest test = test_of(
      "{name: 没有总结, unit: {type: 高中, size: 1.50万}, observations: {a: 是, a@2013: null}, events: [{event: e, date: 2014-05-04}],"
      " ratings: [{criterion: a, level: 好}], history: [{period: 2013, total: 80}], expect: {total: 9.00, rank: 1, grade: null,"
      " scores: {a: 9}, vetoes: []}}");
  CHECK(test.name == "没有总结");
  CHECK(test.where.line == 6);
  REQUIRE(test.units.size() == 1);
  const TestUnit& unit = test.units.at(0);
  CHECK(unit.id == "没有总结");
  REQUIRE(unit.attributes.size() == 2);
  CHECK(unit.attributes.at(1).name.name == "size");
  CHECK(unit.attributes.at(1).value == "1.50万");
  CHECK(unit.observations.at(0).value == "是");
  CHECK(unit.observations.at(1).name.name == "a@2013");
  CHECK(!unit.observations.at(1).value);
  CHECK(unit.events.at(0).at(1).value == "2014-05-04");
  CHECK(unit.ratings.at(0).at(0).name.name == "criterion");
  CHECK(unit.history.at(0).at(1).value == "80");
  REQUIRE(unit.expected.figures.size() == 3);
  CHECK(unit.expected.figures.at(0).value == "9.00");
  CHECK(unit.expected.figures.at(1).name.name == "rank");
  CHECK(!unit.expected.figures.at(2).value);
  CHECK(unit.expected.scores.at(0).value == "9");
  REQUIRE(unit.expected.vetoes);
  CHECK(unit.expected.vetoes->empty());
}

TEST_CASE("a test of several units names them", "[load][tests]") {
  const RuleTest test = test_of("{name: t, units: {甲: {observations: {a: 1}, expect: {total: 9}}, 乙: {unit: {size: 3}}}}");
  REQUIRE(test.units.size() == 2);
  CHECK(test.units.at(0).id == "甲");
  CHECK(test.units.at(1).id == "乙");
  CHECK(test.units.at(1).attributes.at(0).value == "3");
  CHECK(!test.units.at(1).expected.vetoes);
}

TEST_CASE("what is empty in a test is nothing", "[load][tests]") {
  CHECK(test_of("{name: t, observations: {}, events: [], expect: {total: 0}}").units.at(0).events.empty());
  CHECK(test_of("{name: t, observations: , expect: {vetoes: []}}").units.at(0).observations.empty());
}

TEST_CASE("what is wrong with a test is found where it stands", "[load][tests]") {
  CHECK(found("expect: {total: 9}") == "K0204 5:9");
  CHECK(found("name: t, expect: {totals: 9}") == "K0202 5:28");
  CHECK(found("name: t, expect: {total: 90 points}") == "K0245 5:35");
  CHECK(found("name: t, expect: {scores: {a: 九}}") == "K0245 5:40");
  CHECK(found("name: t, expect: {rank: 1.5}") == "K0217 5:34");
  CHECK(found("name: t, expect: {vetoes: [[a]]}") == "K0205 5:37");
  CHECK(found("name: t, observations: {a: [1, 2]}, expect: {total: 9}") == "K0205 5:37");
  CHECK(found("name: t, observations: [1], expect: {total: 9}") == "K0205 5:33");
  CHECK(found("name: t, events: {event: e}, expect: {total: 9}") == "K0205 5:27");
  CHECK(found("name: t, events: [{unit: A, event: e}], expect: {total: 9}") == "K0240 5:35");
  CHECK(found("name: t, unit: {x: 1}, expect: {total: 9}, units: {A: {expect: {total: 9}}}") == "K0241 5:25, K0241 5:41");
  CHECK(found("name: t, units: {}") == "K0420 5:26");
  CHECK(found("name: t, units: {A: {expect: {totla: 9}}}") == "K0202 5:40");
  CHECK(found("name: t, observations: {a: 1}") == "K0242 5:16");
  CHECK(found("name: t, units: {A: {expect: {}}}") == "K0242 5:16");
  CHECK(found("name: t, expect: {total: 9}}, {name: t, expect: {total: 9}") == "K0246 5:47");
}

TEST_CASE("a test names inputs, criteria, grades and vetoes that there are", "[load][tests]") {
  const std::string scheme =
      "indicators: {pupils: {}, rate: {value: pupils / 2}}\n" + leaf + "adjustments: [{id: bonus, rule: {formula: 1}}]\n" +
      "grades: [{name: 优秀, from: 9}, {name: 合格}]\nvetoes: [{id: fraud, when: count(fraud) >= 1, effect: {rank: last}}]\n";
  const auto tested = [&](const std::string& test) { return found_in(scheme + "tests: [{name: t, " + test + "}]\n"); };
  CHECK(tested("observations: {a: 1, pupils: 3, pupils@2013: 4, bonus: 1}, expect: {grade: 优秀, vetoes: fraud, scores: {bonus: 1}}") ==
        "");
  CHECK(tested("observations: {pupil: 3}, expect: {total: 9}") == "K0243 9:34");
  CHECK(tested("observations: {size@2013: 3}, expect: {total: 9}") == "K0243 9:34");
  CHECK(tested("expect: {grade: 良好}") == "K0545 9:28");
  CHECK(tested("expect: {grade: null}") == "");
  CHECK(tested("expect: {vetoes: [fruad]}") == "K0398 9:37");
  CHECK(tested("expect: {scores: {b: 1}}") == "K0546 9:37");
  CHECK(found_in(leaf + "tests: [{name: t, expect: {grade: 优秀}}]\n") == "K0545 5:28");
}
