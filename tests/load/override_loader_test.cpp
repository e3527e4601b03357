#include "load_text.hpp"

#include <test.hpp>

#include <kaohe/expression/print.hpp>

using namespace kaohe;
using kaohe::test::found_in;
using kaohe::test::head;
using kaohe::test::listed;
using kaohe::test::load_text;

namespace {

const std::string leaf = "criteria: [{id: a, points: 9, rule: {threshold: done}}]\n";
const std::string grades = "grades: [{name: A, from: 6}, {name: B}]\n";

/// The scheme of `head`, one leaf, two grades and `rest`. Pre: it has no findings.
Scheme scheme_of(const std::string& rest) {
  auto loaded = load_text(head + leaf + grades + rest);
  REQUIRE(listed(loaded.findings) == "");
  return std::move(loaded.scheme);
}

/// The findings for what follows the leaf and the grades, on line 6.
std::string found(const std::string& rest) { return found_in(leaf + grades + rest); }

Effect effect_of(const std::string& effect) {
  return scheme_of("vetoes: [{id: v, when: count(e) >= 1, effect: " + effect + "}]\n").vetoes.at(0).effect;
}

}  // namespace

TEST_CASE("a veto is read with its condition, its effects and its lookback", "[load][overrides]") {
  const Scheme scheme = scheme_of(
      "vetoes:\n"
      "  - {id: v, title: 信访, source: 第五条, tags: [t], when: count(petition) >= 1, lookback: 6个月,\n"
      "     effect: {criterion: {a: 50%}, points: -3, score: 60%, grade: B, grade_down: 2, rank: last, bar: {from: 评优}}}\n");
  const Veto& veto = scheme.vetoes.at(0);
  CHECK(veto.id == "v");
  CHECK(veto.title == "信访");
  CHECK(veto.source == "第五条");
  CHECK(veto.tags == std::vector<std::string>{"t"});
  CHECK(print(veto.when) == "count(petition) >= 1");
  CHECK(veto.lookback == Span{6, Span::Unit::months});
  CHECK(veto.where.line == 7);
  const Effect& effect = veto.effect;
  REQUIRE(effect.criteria.size() == 1);
  CHECK(effect.criteria.at(0).first.name == "a");
  CHECK(effect.criteria.at(0).first.where.line == 8);
  CHECK(effect.criteria.at(0).second.percent());
  CHECK(print(effect.points->expression) == "-3");
  CHECK(effect.score->percent());
  CHECK(effect.grade->name == "B");
  CHECK(effect.grade_down == 2);
  CHECK(effect.last);
  REQUIRE(effect.bars.size() == 1);
  CHECK(effect.bars.at(0).from == std::vector<std::string>{"评优"});
  CHECK(effect.bars.at(0).term == BarTerm{0, 1});
  CHECK(effect.bars.at(0).unit);
}

TEST_CASE("grade_at_most is another word for grade", "[load][overrides]") {
  CHECK(effect_of("{grade_at_most: B}").grade->name == "B");
  CHECK(effect_of("{grade: B}").grade->name == "B");
  CHECK(found("vetoes: [{id: v, when: a > 1, effect: {grade: B, grade_at_most: B}}]\n") == "K0514 6:65");
}

TEST_CASE("a bar lasts the year, the next one, or several", "[load][overrides]") {
  const auto term = [](const std::string& written) { return effect_of("{bar: {from: x, for: " + written + "}}").bars.at(0).term; };
  CHECK(term("year") == BarTerm{0, 1});
  CHECK(term("next_year") == BarTerm{1, 1});
  CHECK(term("2y") == BarTerm{0, 2});
  CHECK(term("3年") == BarTerm{0, 3});
  const Effect two = effect_of("{bar: [{from: x, for: 2y}, {from: [y, z], for: next_year, unit: no, persons: [first, deputy]}]}");
  REQUIRE(two.bars.size() == 2);
  CHECK(two.bars.at(0).unit);
  CHECK(two.bars.at(1).from == std::vector<std::string>{"y", "z"});
  CHECK(!two.bars.at(1).unit);
  CHECK(two.bars.at(1).persons == std::vector<std::string>{"first", "deputy"});
}

TEST_CASE("what a bar cannot be is found", "[load][overrides]") {
  const auto bar = [](const std::string& written) { return found("vetoes: [{id: v, when: a > 1, effect:\n  {bar: " + written + "}}]\n"); };
  CHECK(bar("{from: x, for: never}") == "K0513 7:24");
  CHECK(bar("{from: x, for: 6 months}") == "K0513 7:24");
  CHECK(bar("{from: x, for: 0y}") == "K0513 7:24");
  CHECK(bar("{from: x, unit: no}") == "K0515 7:9");
  CHECK(bar("{from: [], for: year}") == "K0420 7:16");
  CHECK(bar("[]") == "K0420 7:9");
  CHECK(bar("{for: year}") == "K0204 7:9");
}

TEST_CASE("a lookback is a span of the calendar", "[load][overrides]") {
  const auto lookback = [](const std::string& written) {
    return found("vetoes: [{id: v, when: count(e) > 1, effect: {rank: last}, lookback: " + written + "}]\n");
  };
  CHECK(lookback("90 days") == "");
  CHECK(lookback("30 working days") == "K0511 6:70");
  CHECK(lookback("0 days") == "K0510 6:70");
  CHECK(lookback("101y") == "K0510 6:70");
  CHECK(lookback("two years") == "K0510 6:70");
  CHECK(found("gates: [{id: g, requires: a > 1, for: assessment, lookback: 1 working day}]\n") == "K0511 6:61");
}

TEST_CASE("a veto needs a condition and an effect", "[load][overrides]") {
  CHECK(found("vetoes: [{id: v, when: a > 1}]\n") == "K0501 6:10");
  CHECK(found("vetoes: [{id: v, when: a > 1, effect: {}}]\n") == "K0501 6:39");
  CHECK(found("vetoes: [{id: v, when: a > 1, effect: {liable: superior}}]\n") == "K0501 6:39");
  CHECK(found("vetoes: [{id: v, when: a > 1, effect: {score: 0, liable: superior}}]\n").empty());
  CHECK(found("vetoes: [{id: v, when: a > 1, effect: {grad: B}}]\n") == "K0202 6:40");
  CHECK(found("vetoes: [{id: v, when: a > 1, effect: {criterion: {}}}]\n") == "K0420 6:51");
  CHECK(found("vetoes: [{id: v, when: a > 1, effect: {grade_down: 0}}]\n") == "K0217 6:52");
  CHECK(found("vetoes: [{id: v, effect: {score: 0}}]\n") == "K0204 6:10");
  CHECK(found("vetoes: [{id: v, when: a = 1, effect: {score: 0}}]\n") == "K0313 6:26");
  CHECK(found("vetoes: {id: v}\n") == "K0205 6:9");
  CHECK(load_text(head + leaf + "vetoes: [{id: v, when: a = 1, effect: {score: 0}}]\n").scheme.vetoes.at(0).id == "v");
}

TEST_CASE("a gate is for the assessment, a grade or an award", "[load][overrides]") {
  const Scheme scheme = scheme_of(
      "gates:\n"
      "  - {id: g-1, requires: a > 1, for: assessment}\n"
      "  - {id: g-2, requires: count(e) > 1, for: {grade: A}, lookback: 2y}\n"
      "  - {id: g-3, requires: a > 1, for: {award: 评先树优}}\n");
  CHECK(scheme.gates.at(0).purpose == Gate::Purpose::assessment);
  CHECK(scheme.gates.at(1).purpose == Gate::Purpose::grade);
  CHECK(scheme.gates.at(1).subject.name == "A");
  CHECK(scheme.gates.at(1).lookback == Span{2, Span::Unit::years});
  CHECK(scheme.gates.at(2).purpose == Gate::Purpose::award);
  CHECK(scheme.gates.at(2).subject.name == "评先树优");
  CHECK(found("gates: [{id: g, requires: a > 1, for: {grade: A, award: B}}]\n") == "K0502 6:39");
  CHECK(found("gates: [{id: g, requires: a > 1, for: {}}]\n") == "K0502 6:39");
  CHECK(found("gates: [{id: g, requires: a > 1, for: rank}]\n") == "K0215 6:39");
  CHECK(found("gates: [{id: g, for: assessment}]\n") == "K0204 6:9");
}

TEST_CASE("a direct grade is read, and sits within the quota unless it says otherwise", "[load][overrides]") {
  const Scheme scheme = scheme_of("direct: [{when: a > 1, grade: A, title: 市级文明单位}, {when: a > 2, grade: B, uses_quota: no}]\n");
  CHECK(scheme.direct.at(0).grade.name == "A");
  CHECK(scheme.direct.at(0).title == "市级文明单位");
  CHECK(scheme.direct.at(0).uses_quota);
  CHECK(!scheme.direct.at(1).uses_quota);
  CHECK(found("direct: [{when: a > 1, grade: A, uses_quota: maybe}]\n") == "K0216 6:46");
}

TEST_CASE("a decision has a unit, a grade, an author, a reason and a day", "[load][overrides]") {
  const Scheme scheme = scheme_of("decisions: [{unit: 一小, grade: B, by: 领导小组, reason: 会议纪要3号, date: 2014-12-30}]\n");
  const Decision& decision = scheme.decisions.at(0);
  CHECK(decision.unit.name == "一小");
  CHECK(decision.grade.name == "B");
  CHECK(decision.by == "领导小组");
  CHECK(decision.reason == "会议纪要3号");
  CHECK(decision.date == Date(2014, 12, 30));
  CHECK(found("decisions: [{unit: u, grade: A, by: b, reason: r, date: 2014-13-01}]\n") == "K0352 6:57");
  CHECK(found("decisions: [{unit: u, grade: A, by: \"\", reason: r, date: 2014-12-01}]\n") == "K0206 6:37");
  CHECK(found("decisions: [{unit: u, grade: A, by: b, date: 2014-12-01}]\n") == "K0204 6:13");
}

TEST_CASE("a measure is for the unit unless it names a role", "[load][overrides]") {
  const Scheme scheme = scheme_of(
      "measures:\n"
      "  - {id: 黄牌, title: 黄牌警告, when: streak(grade == B) >= 2, within: 30 working days, source: 第九条}\n"
      "  - {id: bonus, when: rank <= 3, on: head, amount: 1000 * share(a)}\n");
  CHECK(scheme.measures.at(0).on == "unit");
  CHECK(scheme.measures.at(0).within == Span{30, Span::Unit::working_days});
  CHECK(scheme.measures.at(1).on == "head");
  CHECK(print(scheme.measures.at(1).amount->expression) == "1000 * share(a)");
  CHECK(found("measures: [{id: m, when: rank <= 3, within: 30 working days}, {id: m, when: total < 60}]\n") == "K0213 6:68");
  CHECK(found("measures: [{id: m, when: rank <= 3, within: soon}]\n") == "K0512 6:45");
  CHECK(found("measures: [{when: rank <= 3}]\n") == "K0204 6:12");
}

TEST_CASE("a quota is a share, seats or a list of which all hold", "[load][overrides]") {
  const auto grade = [](const std::string& keys) {
    auto loaded = load_text(head + "groups: type\n" + leaf + "grades: [{name: A, " + keys + "}, {name: B}]\n");
    REQUIRE(listed(loaded.findings) == "");
    return loaded.scheme.grades.at(0);
  };
  CHECK(grade("quota: 30%").quotas.at(0).number.percent());
  CHECK(print(grade("quota: unit.seats").quotas.at(0).number.expression) == "unit.seats");
  const Grade both = grade("quota: [30%, {share: 25%, over: all}], round: up, ties: include, tie_break: [a]");
  REQUIRE(both.quotas.size() == 2);
  CHECK(!both.quotas.at(0).over_all);
  CHECK(both.quotas.at(1).over_all);
  CHECK(both.round == Rounding::up);
  CHECK(both.include_ties);
  CHECK(both.tie_break.at(0).name == "a");
  CHECK(grade("quota: 3").round == Rounding::down);
  CHECK(!grade("quota: 3").include_ties);
  CHECK(found_in(leaf + "grades: [{name: A, from: 6, quota: []}, {name: B}]\n") == "K0420 5:36");
}

TEST_CASE("a used document may bring vetoes, gates, direct grades, decisions and measures", "[load][overrides]") {
  const auto loaded =
      load_text(head + leaf + grades + "uses: more.yaml\n",
                {{"more.yaml",
                  "vetoes: [{id: v, when: a > 1, effect: {rank: last}}]\ngates: [{id: g, requires: a > 1, for: assessment}]\n"
                  "direct: [{when: a > 1, grade: A}]\nmeasures: [{id: m, when: a > 1}]\n"
                  "decisions: [{unit: u, grade: A, by: b, reason: r, date: 2014-01-01}]\n"}});
  CHECK(listed(loaded.findings) == "");
  CHECK(loaded.scheme.vetoes.size() == 1);
  CHECK(loaded.scheme.gates.size() == 1);
  CHECK(loaded.scheme.direct.size() == 1);
  CHECK(loaded.scheme.measures.size() == 1);
  CHECK(loaded.scheme.decisions.size() == 1);
}

TEST_CASE("a grade below one that takes everybody is given by a quota, a gate, a veto, a direct grade or a decision", "[load][overrides]") {
  const std::string open = "grades: [{name: A}, {name: B}]\n";
  CHECK(found_in(leaf + open) == "K0507 5:28");
  CHECK(found_in(leaf + "grades: [{name: A, quota: 3}, {name: B}]\n") == "");
  CHECK(found_in(leaf + open + "gates: [{id: g, requires: a > 1, for: {grade: A}}]\n") == "");
  CHECK(found_in(leaf + open + "gates: [{id: g, requires: a > 1, for: {award: A}}]\n") == "K0507 5:28");
  CHECK(found_in(leaf + open + "vetoes: [{id: v, when: a > 1, effect: {grade: B}}]\n") == "");
  CHECK(found_in(leaf + open + "vetoes: [{id: v, when: a > 1, effect: {score: 0}}]\n") == "K0507 5:28");
  CHECK(found_in(leaf + open + "direct: [{when: a > 1, grade: B}]\n") == "");
  CHECK(found_in(leaf + open + "decisions: [{unit: u, grade: B, by: b, reason: r, date: 2014-01-01}]\n") == "");
  CHECK(found_in(leaf + "grades: [{name: A, from: 6, quota: 3}, {name: B, from: 6}]\n") == "");
}

TEST_CASE("a veto has the version of the period", "[load][overrides]") {
  const auto veto = [](const std::string& period) {
    const auto loaded = load_text(head + "period: " + period + "\n" + leaf + grades +
                                  "vetoes:\n  - id: v\n    when: count(e) >= 1\n    effect: {points: -3}\n    versions:\n"
                                  "      - {valid: {to: 2013-12-31}}\n      - {valid: {from: 2014-01-01}, effect: {grade: B}}\n");
    REQUIRE(listed(loaded.findings) == "");
    return loaded.scheme.vetoes.at(0);
  };
  CHECK(veto("2013").effect.points);
  CHECK(!veto("2014").effect.points);
  CHECK(veto("2014").effect.grade->name == "B");
}
