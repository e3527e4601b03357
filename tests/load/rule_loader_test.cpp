#include "load_text.hpp"

#include <kaohe/expression/constant.hpp>

#include <test.hpp>

using namespace kaohe;
using kaohe::test::found_in;
using kaohe::test::found_in_rule;
using kaohe::test::rule_of;

namespace {

template <class Body>
Body body_of(const std::string& rule) {
  return std::get<Body>(rule_of(rule).body);
}

Rational number(const Amount& amount) { return *constant_value(amount.expression); }
Rational number(const std::optional<Amount>& amount) { return number(amount.value()); }

struct Wrong {
  const char* what;
  std::string rule;
  const char* found;
};

void check_rules(const std::vector<Wrong>& cases) {
  for (const auto& wrong : cases) {
    CAPTURE(wrong.what, wrong.rule);
    CHECK(found_in_rule(wrong.rule) == wrong.found);
  }
}

}  // namespace

TEST_CASE("what stands beside a rule's name belongs to the rule", "[load][rule]") {
  const Rule rule = rule_of("{bands: [{from: 1, points: 3}, {otherwise: 0}], interpolate: yes, value: b - 1, better: higher}");
  CHECK(std::get<Bands>(rule.body).interpolate);
  CHECK(rule.value->op == Op::subtract);
  CHECK(rule.better == Better::higher);
  CHECK(rule.where == SourceSpan{"t.yaml", 5, 10, 5});
}

TEST_CASE("a rule may be a list", "[load][rule]") {
  const auto loaded =
      kaohe::test::load_text(kaohe::test::head + "criteria: [{id: a, points: 5, rule: [{threshold: done}, {formula: -x}]}]\n");
  CHECK(kaohe::test::listed(loaded.findings) == "");
  CHECK(loaded.scheme.root.criteria.at(0).rules.size() == 2);
}

TEST_CASE("a threshold is a target, or a target with what either side gives", "[load][rule]") {
  CHECK(body_of<Threshold>("{threshold: \">= 60%\"}").target->written == ">= 60%");
  CHECK(body_of<Threshold>("{threshold: done}").target->kind == Target::Kind::done);
  const auto full = body_of<Threshold>("{threshold: {target: \"> 0\", then: 8, otherwise: {slope: {at: 5, worse: {each: 1, take: 2}}}}}");
  CHECK(number(full.then->points) == Rational(8));
  CHECK(std::holds_alternative<Slope>(full.otherwise->rule.at(0).body));
}

TEST_CASE("a proportion reads what it is of", "[load][rule]") {
  const auto rule = body_of<Proportion>("{proportion: {of: tasks, from: 50%, cap: 1.2}}");
  CHECK(rule.of->expression.text == "tasks");
  CHECK(number(rule.from) == Rational(1, 2));
  CHECK(number(rule.cap) == Rational(6, 5));
}

TEST_CASE("a slope has sides of one or several stretches", "[load][rule]") {
  const auto rule = body_of<Slope>(
      "{slope: {at: 96%, base: 9, worse: [{from: 96%, each: 1pp, take: 1/4}, {from: 90%, each: 2pp, take: 50%, steps: whole, at_most: 3}], "
      "better: {each: 1, give: 1, steps: started, at_most: 2}, zero_from: 60%}}");
  REQUIRE(rule.worse.size() == 2);
  CHECK(number(rule.worse[0].points) == Rational(1, 4));
  CHECK(number(rule.worse[1].each) == Rational(1, 50));
  CHECK(rule.worse[1].points.percent());
  CHECK(rule.worse[1].steps == Steps::whole);
  CHECK(number(rule.worse[1].at_most) == Rational(3));
  CHECK(rule.better.at(0).steps == Steps::started);
  CHECK(number(rule.zero_from) == Rational(3, 5));
}

TEST_CASE("bands begin at, above, up to or below their bounds", "[load][rule]") {
  const auto up = body_of<Bands>("{bands: [{above: 90, points: 10}, {from: 80, points: 80%}, {otherwise: 1}]}");
  CHECK(up.bands.at(0).strict);
  CHECK(!up.bands.at(1).strict);
  CHECK(up.bands.at(1).points.percent());
  CHECK(!up.bands.at(2).bound);
  const auto down = body_of<Bands>("{bands: [{up_to: 1, points: 10}, {below: 2, points: 8}]}");
  CHECK(!down.bands.at(0).upwards);
  CHECK(down.bands.at(1).strict);
}

TEST_CASE("cases give points or a rule", "[load][rule]") {
  const auto rule = body_of<Cases>("{cases: [{when: x > 1, points: 3}, {when: x > 0, rule: {formula: x}}, {otherwise: 1}]}");
  REQUIRE(rule.cases.size() == 3);
  CHECK(number(rule.cases[0].branch.points) == Rational(3));
  CHECK(std::holds_alternative<Formula>(rule.cases[1].branch.rule.at(0).body));
  CHECK(!rule.cases[2].when);
  CHECK(std::holds_alternative<Formula>(body_of<Cases>("{cases: [{otherwise: {formula: x}}]}").cases.at(0).branch.rule.at(0).body));
  CHECK(std::holds_alternative<Formula>(body_of<Cases>("{cases: [{otherwise: , rule: {formula: x}}]}").cases.at(0).branch.rule.at(0).body));
}

TEST_CASE("places earn listed points, stepped points or those of the top", "[load][rule]") {
  const auto listed = body_of<RankPoints>("{rank: {points: [10, 8, 6], then: 0, ties: average}}");
  CHECK(listed.points.size() == 3);
  CHECK(number(listed.then) == Rational(0));
  CHECK(listed.ties == Ties::average);
  const auto stepped = body_of<RankPoints>("{rank: {first: 9, step: -2%, ties: last}}");
  CHECK(number(stepped.first) == Rational(9));
  CHECK(stepped.step->percent());
  const auto top = body_of<RankPoints>("{rank: {top: {10%: 10, 30%: 8}, otherwise: 5}}");
  REQUIRE(top.top.size() == 2);
  CHECK(top.top[0].places.percent());
  CHECK(number(top.top[1].points) == Rational(8));
}

TEST_CASE("a relative rule compares with a figure of the group or an expression", "[load][rule]") {
  CHECK(body_of<Relative>("{relative: {to: median}}").to == Relative::To::median);
  const auto rule = body_of<Relative>("{relative: {to: mean(b) + 1, cap: 1.5}}");
  CHECK(rule.to == Relative::To::expression);
  CHECK(rule.expression->expression.op == Op::add);
}

TEST_CASE("efficacy goes between numbers or the ends of the group", "[load][rule]") {
  const auto rule = body_of<Efficacy>("{efficacy: {low: worst, high: 98%, base: 0, curve: exponential}}");
  CHECK(rule.low.kind == Efficacy::Bound::Kind::worst);
  CHECK(number(rule.high.number) == Rational(49, 50));
  CHECK(number(rule.base) == Rational(0));
  CHECK(rule.exponential);
}

TEST_CASE("a tally reads tables, nested ones and ranges", "[load][rule]") {
  const auto rule = body_of<Tally>(
      "{tally: {event: prize, table_by: [level, prize], points: {省: {一等: 5, 二等: {from: 1, to: 3}}}, take: highest, by: work, "
      "times: [{when: level == 省, factor: 2}], each_at_most: 6, base: 10%}}");
  CHECK(rule.event == "prize");
  CHECK(rule.table_by == std::vector<std::string>{"level", "prize"});
  const auto& inner = rule.points.table.at(0).points.table;
  CHECK(number(inner.at(0).points.points) == Rational(5));
  CHECK(number(inner.at(1).points.range->second) == Rational(3));
  CHECK(inner.at(1).key == "二等");
  CHECK(rule.highest);
  CHECK(rule.by == "work");
  CHECK(number(rule.times.at(0).factor) == Rational(2));
  CHECK(rule.base->percent());
}

TEST_CASE("levels, panels and discretion read their tables and ranges", "[load][rule]") {
  CHECK(body_of<Levels>("{levels: {优秀: 100%, 差: 0}}").levels.at(0).points.percent());
  const auto panel = body_of<Panel>(
      "{panel: {groups: {领导: 40%, 群众: 60%}, levels: {1: 10, 2: 8}, out_of: 100, trim: 1, min_raters: 4, empty: zero, marks: ranks}}");
  CHECK(panel.groups.at(1).name == "群众");
  CHECK(number(panel.out_of) == Rational(100));
  CHECK(panel.trim == 1);
  CHECK(panel.min_raters == 4);
  CHECK(panel.empty == Panel::Empty::zero);
  CHECK(panel.ranks);
  CHECK(number(body_of<Discretion>("{discretion: {from: -5, to: 5, base: 3}}").from) == Rational(-5));
}

TEST_CASE("a result reads whose figure it takes", "[load][rule]") {
  const auto rule = body_of<ResultFigure>("{result: {scheme: yearly-work, field: base, out_of: 100, period: 2010, over: mean}}");
  CHECK(rule.scheme == "yearly-work");
  CHECK(rule.field == "base");
  CHECK(rule.period == "2010");
  CHECK(rule.over == ResultFigure::Over::mean);
}

TEST_CASE("a rule that is named wrongly is found", "[load][rule]") {
  check_rules({
      {"two names", "{threshold: done, formula: x}", "K0406 5:27"},
      {"no name", "{value: b}", "K0405 5:9"},
      {"a misspelt name", "{treshold: done}", "K0202 5:10"},
      {"a text", "done", "K0205 5:9"},
      {"an empty list", "[]", "K0420 5:9"},
      {"interpolate without bands", "{threshold: done, interpolate: yes}", "K0407 5:40"},
      {"an unknown direction", "{threshold: done, better: up}", "K0215 5:35"},
      {"an expression that is none", "{threshold: done, value: b +}", "K0308 5:36"},
  });
}

TEST_CASE("a leaf needs a rule, and a section criteria", "[load][rule]") {
  CHECK(found_in("criteria: [{id: a, points: 1}]\n") == "K0402 4:17");
  CHECK(found_in("criteria: [{id: a, rule: {threshold: done}, criteria: [{id: b, points: 1, rule: {threshold: done}}]}]\n") ==
        "K0401 4:26");
  CHECK(found_in("criteria: [{id: a, value: b, criteria: [{id: b, points: 1, rule: {threshold: done}}]}]\n") == "K0404 4:27");
  CHECK(found_in("criteria: [{id: a, points: 1, combine: min, rule: {threshold: done}}]\n") == "K0403 4:40");
  CHECK(found_in("criteria: [{id: a, criteria: []}]\n") == "K0455 4:30");
  CHECK(found_in("criteria: [{id: a, points: {高中: 3}, rule: {threshold: done}}]\n") == "K0418 4:28");
  CHECK(found_in("criteria: [{id: a, points: {by: type}, rule: {threshold: done}}]\n") == "K0418 4:28");
}

TEST_CASE("a broken rule keeps its leaf, and nothing else is held against it", "[load][rule]") {
  const auto loaded = kaohe::test::load_text(
      kaohe::test::head +
      "criteria:\n  - id: part\n    points: 10\n    criteria:\n      - {id: a, points: 4, rule: {slope: {worse: {each: 1}}}}\n"
      "      - {id: b, point: 6, rule: {threshold: done}}\n");
  CHECK(kaohe::test::listed(loaded.findings) == "K0204 8:50, K0202 9:17");
  const auto& leaves = loaded.scheme.root.criteria.at(0).criteria;
  REQUIRE(leaves.size() == 2);
  CHECK(std::get<Formula>(leaves[0].rules.at(0).body).expression == constant(0));
  CHECK(leaves[1].id == "b");
}

TEST_CASE("slopes that do not say enough, or too much, are found", "[load][rule]") {
  check_rules({
      {"neither side", "{slope: {at: 5}}", "K0421 5:17"},
      {"both ends of zero", "{slope: {at: 5, zero_past: 3, zero_from: 4}}", "K0422 5:50"},
      {"give on the worse side", "{slope: {at: 5, worse: {each: 1, give: 1}}}", "K0204 5:32, K0202 5:42"},
      {"no step", "{slope: {at: 5, worse: {take: 1}}}", "K0204 5:32"},
      {"an empty side", "{slope: {at: 5, worse: []}}", "K0420 5:32"},
      {"unknown steps", "{slope: {at: 5, worse: {each: 1, take: 1, steps: part}}}", "K0215 5:58"},
  });
}

TEST_CASE("bands and cases that are written wrongly are found", "[load][rule]") {
  check_rules({
      {"a band with two bounds", "{bands: [{from: 1, below: 3, points: 2}]}", "K0411 5:18"},
      {"a band without a bound", "{bands: [{points: 2}]}", "K0411 5:18"},
      {"a band without points", "{bands: [{from: 2}]}", "K0204 5:18"},
      {"otherwise with points beside it", "{bands: [{from: 2, points: 1}, {otherwise: 0, points: 1}]}", "K0411 5:63"},
      {"otherwise before the end", "{bands: [{otherwise: 0}, {from: 2, points: 3}]}", "K0410 5:18"},
      {"two directions", "{bands: [{from: 2, points: 3}, {up_to: 1, points: 3}]}", "K0412 5:40"},
      {"no bands", "{bands: []}", "K0420 5:17"},
      {"no list", "{bands: {from: 1}}", "K0205 5:17"},
      {"a case with both", "{cases: [{when: x > 1, points: 3, rule: {formula: x}}]}", "K0409 5:18"},
      {"a case with neither", "{cases: [{when: x > 1}]}", "K0409 5:18"},
      {"a case without a condition", "{cases: [{points: 3}]}", "K0423 5:18"},
      {"two defaults", "{cases: [{otherwise: 1}, {otherwise: 2}]}", "K0410 5:18"},
      {"a branch of two rules", "{cases: [{when: x > 1, rule: [{formula: x}, {formula: s}]}]}", "K0408 5:38"},
  });
}

TEST_CASE("ranks, tallies and tables that are written wrongly are found", "[load][rule]") {
  check_rules({
      {"no form of rank", "{rank: {ties: shared}}", "K0413 5:16"},
      {"two forms of rank", "{rank: {points: [1], step: -1}}", "K0413 5:16"},
      {"then without points", "{rank: {step: -1, then: 0}}", "K0414 5:33"},
      {"otherwise without top", "{rank: {points: [2, 1], otherwise: 0}}", "K0414 5:44"},
      {"first without step", "{rank: {first: 8}}", "K0204 5:16"},
      {"no places", "{rank: {points: []}}", "K0420 5:25"},
      {"a top that is no number", "{rank: {top: {前三: 10, \"3 +\": 8}}}", "K0308 5:34"},
      {"a tally without an event", "{tally: {points: 1}}", "K0204 5:17"},
      {"a tally without points", "{tally: {event: e}}", "K0204 5:17"},
      {"a table by nothing", "{tally: {event: e, points: 3, table_by: kind}}", "K0416 5:36"},
      {"a table that is too shallow", "{tally: {event: e, points: {a: 3}, table_by: [level, prize]}}", "K0416 5:37"},
      {"a table that is too deep", "{tally: {event: e, points: {a: {b: 3}}}}", "K0417 5:37"},
      {"half a range", "{tally: {event: e, points: {from: 3}}}", "K0204 5:36"},
      {"a factor without a condition", "{tally: {event: e, points: 3, times: [{factor: 2}]}}", "K0204 5:47"},
      {"an unknown way to take", "{tally: {event: e, points: 3, take: best}}", "K0215 5:45"},
      {"no levels", "{levels: {}}", "K0420 5:18"},
      {"a level without points", "{levels: {优秀: }}", "K0206 5:23"},
      {"half a rater", "{panel: {trim: 0.5}}", "K0217 5:24"},
      {"places without points", "{panel: {marks: ranks}}", "K0419 5:25"},
      {"a discretion without an end", "{discretion: {from: 0}}", "K0204 5:22"},
      {"a relative rule to nothing", "{relative: {cap: 2}}", "K0204 5:20"},
      {"efficacy without an end", "{efficacy: {low: 1}}", "K0204 5:20"},
      {"a result without its size", "{result: {scheme: w}}", "K0204 5:18"},
      {"an unknown way over periods", "{result: {scheme: w, out_of: 100, over: max}}", "K0215 5:49"},
  });
}
