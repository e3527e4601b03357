#include "load_text.hpp"

#include <test.hpp>

using namespace kaohe;
using kaohe::test::found_in;

namespace {

const std::string leaf = "criteria: [{id: a, points: 9, rule: {threshold: done}}]\n";
const std::string grades = "grades: [{name: 优秀, from: 6}, {name: 合格}]\n";

/// The findings for what follows a leaf and two grades, from line 6 on.
std::string found(const std::string& rest) { return found_in(leaf + grades + rest); }

/// The findings for the effect of a veto, on line 7 from column 11 on.
std::string found_in_effect(const std::string& effect, const std::string& scheme = leaf + grades) {
  return found_in(scheme + "vetoes:\n  - {id: v, when: count(e) >= 1, effect:\n          " + effect + "}\n");
}

/// The findings for grades, on line 5 from column 10 on.
std::string found_in_grades(const std::string& written, const std::string& head = "groups: type\n") {
  return found_in(leaf + head + "grades: [" + written + "]\n");
}

}  // namespace

TEST_CASE("without grades nobody goes down", "[load][overrides]") {
  CHECK(found_in_effect("{grade_down: 1}") == "");
  CHECK(found_in_effect("{grade_down: 1}", leaf) == "K0516 7:11");
}

TEST_CASE("a veto takes points and never gives any", "[load][overrides]") {
  CHECK(found_in_effect("{points: -3}") == "");
  CHECK(found_in_effect("{points: -30%}") == "");
  CHECK(found_in_effect("{points: 3}") == "K0517 8:20");
  CHECK(found_in_effect("{points: 5%}") == "K0517 8:20");
  CHECK(found_in_effect("{points: -3 * count(e)}") == "");
  CHECK(found_in_effect("{points: 2 * k}", "constants: {k: 1/2}\n" + leaf) == "K0517 8:20");
}

TEST_CASE("an effect that changes nothing is told", "[load][overrides]") {
  CHECK(found_in_effect("{points: 0}") == "K0518 8:20");
  CHECK(found_in_effect("{grade: 优秀}") == "K0518 8:19");
  CHECK(found_in_effect("{grade_down: 1}", leaf + "grades: [{name: A}]\n") == "K0518 8:11");
  CHECK(found_in_effect("{criterion: {a: 9}}") == "K0518 8:27");
  CHECK(found_in_effect("{criterion: {a: 100%}}") == "K0518 8:27");
  CHECK(found_in_effect("{criterion: {a: 8.9}}") == "");
  CHECK(found_in_effect("{criterion: {a: 99%}}") == "");
  CHECK(found_in_effect("{score: 60}", leaf + "total: {at_most: 60}\n") == "K0518 8:19");
  CHECK(found_in_effect("{score: 59}", leaf + "total: {at_most: 60}\n") == "");
  CHECK(found_in_effect("{score: 60}") == "");
}

TEST_CASE("what may be lifted beyond its points may be cut to them", "[load][overrides]") {
  const auto cut_to_9 = [](const std::string& keys) {
    return found_in_effect("{criterion: {a: 9}}", "criteria: [{id: a, points: 9, " + keys + "}]\n");
  };
  CHECK(cut_to_9("rule: {threshold: done}") == "K0518 7:27");
  CHECK(cut_to_9("at_most: 12, rule: {threshold: done}") == "");
  CHECK(cut_to_9("at_most: 8, rule: {threshold: done}") == "K0518 7:27");
  CHECK(cut_to_9("rule: {proportion: {of: 5, cap: 2}}") == "");
  CHECK(cut_to_9("rule: {slope: {at: 5, better: {each: 1, give: 1, at_most: 2}}}") == "");
  CHECK(cut_to_9("rule: {threshold: {target: done, then: {proportion: {of: 5, cap: 2}}}}") == "");
  CHECK(cut_to_9("rule: {cases: [{when: x > 3, points: 9}]}") == "K0518 7:27");
  CHECK(found_in_effect("{criterion: {b: 5}}", leaf + "adjustments: [{id: b, at_most: 5, rule: {formula: x}}]\n") == "K0518 8:27");
  CHECK(found_in_effect("{criterion: {b: 5}}", leaf + "adjustments: [{id: b, rule: {formula: x}}]\n") == "");
}

TEST_CASE("who is assessed cannot depend on results", "[load][overrides]") {
  const auto gate = [](const std::string& condition) { return found("gates: [{id: g, for: assessment, requires: " + condition + "}]\n"); };
  for (const std::string result : {"score(a)", "full(a)", "share(a)", "total", "rank", "rank(a)", "mean(a)", "median(a)", "best(a)",
                                   "worst(a)", "least(a)", "most(a)", "sum(a)", "sum(unit.size)", "veto(v)"}) {
    CAPTURE(result);
    CHECK(gate(result + " >= 1") == "K0519 6:44");
  }
  CHECK(gate("grade == 优秀") == "K0519 6:44");
  for (const std::string allowed :
       {"count(e) == 0", "sum(e.amount) < 5", "unit.size > 3", "a >= 60%", "prev(total) > 60", "last_year(rank) <= 3",
        "streak(grade == 合格) < 2", "times_in(rank <= 3 and veto(v), 2) < 1", "known(a)", "change(a) > 0"}) {
    CAPTURE(allowed);
    CHECK(gate('"' + allowed + '"') == "");
  }
  CHECK(gate("change(total) > 0") == "K0519 6:51");
  CHECK(found("gates: [{id: g, for: {grade: 优秀}, requires: total > 7}]\n") == "");
}

TEST_CASE("a lookback is for a condition that asks for events", "[load][overrides]") {
  const auto veto = [](const std::string& when) {
    return found("vetoes: [{id: v, lookback: 2y, effect: {rank: last}, when: " + when + "}]\n");
  };
  CHECK(veto("count(e) >= 1") == "");
  CHECK(veto("a > 1 or sum(e.amount) > 3") == "");
  CHECK(veto("streak(count(e) >= 1) >= 2") == "");
  CHECK(veto("a > 1") == "K0528 6:60");
  CHECK(veto("sum(a) > 1") == "K0528 6:60");
  CHECK(veto("sum(unit.size) > 1") == "K0528 6:60");
  CHECK(found("gates: [{id: g, for: assessment, lookback: 2y, requires: a > 1}]\n") == "K0528 6:58");
}

TEST_CASE("a unit has one decision, of this period or later", "[load][overrides]") {
  const auto decided = [](const std::string& unit, const std::string& date) {
    return "{unit: " + unit + ", grade: 优秀, by: b, reason: r, date: " + date + "}";
  };
  const auto both = [&](const std::string& first, const std::string& second) {
    return found("period: 2014\ndecisions:\n  - " + first + "\n  - " + second + "\n");
  };
  CHECK(both(decided("甲", "2014-12-01"), decided("乙", "2015-02-01")) == "");
  CHECK(both(decided("甲", "2014-12-01"), decided("甲", "2015-02-01")) == "K0520 9:12");
  CHECK(both(decided("甲", "2013-12-31"), decided("乙", "2014-01-01")) == "K0521 8:12");
  CHECK(found("decisions: [" + decided("甲", "1999-12-01") + "]\n") == "");
}

TEST_CASE("a quota is a share or seats, of a grade with one below it", "[load][overrides]") {
  const auto quota = [](const std::string& written) { return found_in_grades("{name: A, quota: " + written + "}, {name: B}"); };
  CHECK(quota("0%") == "");
  CHECK(quota("100%") == "");
  CHECK(quota("0.3") == "");
  CHECK(quota("1/3") == "");
  CHECK(quota("1") == "");
  CHECK(quota("unit.quota") == "");
  CHECK(quota("130%") == "K0522 6:27");
  CHECK(quota("-1") == "K0522 6:27");
  CHECK(quota("2.5") == "K0523 6:27");
  CHECK(quota("[30%, {share: 200%, over: all}]") == "K0522 6:41");
  CHECK(found_in_grades("{name: A, quota: {share: 25%, over: all}}, {name: B}") == "");
  CHECK(found_in_grades("{name: A, quota: {share: 25%, over: all}}, {name: B}", "") == "K0524 5:35");
  CHECK(found_in_grades("{name: A, from: 6}, {name: B, quota: 30%}") == "K0525 6:47");
}
