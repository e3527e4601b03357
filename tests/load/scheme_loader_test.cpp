#include "load_text.hpp"

#include <test.hpp>

#include <algorithm>

using namespace kaohe;
using kaohe::test::found_in;
using kaohe::test::head;
using kaohe::test::listed;
using kaohe::test::load_text;

namespace {

const std::string leaf = "criteria: [{id: a, points: 10, rule: {threshold: \">= 1\"}}]\n";

struct Wrong {
  const char* what;
  std::string rest;
  const char* found;
};

}  // namespace

TEST_CASE("a plain scheme loads without a finding", "[load]") {
  const auto loaded = load_text(
      "kaohe: 1\n"
      "id: county-2011.draft\n"
      "title: 2011年度考核\n"
      "period: 2011\n"
      "missing: exempt\n"
      "rounding: {mode: half_even, criterion: 3, total: 1}\n"
      "groups: type\n"
      "ranking: dense\n"
      "total: {at_least: 0, at_most: 110}\n"
      "constants: {most: 5}\n"
      "events: [{id: award, title: 表彰, fields: [level, project]}]\n"
      "indicators:\n"
      "  入园率: {title: 入园率, unit: \"%\", better: higher, value: a / b, target: \">= 60%\", rollup: ratio}\n"
      "  a:\n"
      "criteria: [{id: 入园率, title: 入园率, points: 20, rule: {proportion: {}}, scorer: 基教股, tags: [学前, 普惠], source: 第三条}]\n"
      "adjustments: [{id: awards, rule: {tally: {event: award, points: {省级: 3}}}, at_most: most}]\n"
      "coefficient: unit.difficulty\n"
      "grades: [{name: 优秀, from: 90%, requires: score(入园率) > 10}, {name: 合格}]\n");
  REQUIRE(listed(loaded.findings) == "");
  const Scheme& scheme = loaded.scheme;
  CHECK(scheme.id == "county-2011.draft");
  CHECK(scheme.days == parse_period("2011"));
  CHECK(scheme.missing == MissingPolicy::exempt);
  CHECK(scheme.rounding == RoundingRule{Rounding::half_even, 3, 1});
  CHECK(scheme.groups == "type");
  CHECK(scheme.dense_ranking);
  CHECK(scheme.total_at_most->expression.number == Rational(110));
  CHECK(scheme.constants.at(0).first == "most");
  CHECK(scheme.events.at(0).fields == std::vector<std::string>{"level", "project"});
  CHECK(scheme.indicators.at(0).rollup == Rollup::ratio);
  CHECK(scheme.indicators.at(0).target->kind == Target::Kind::at_least);
  CHECK(scheme.indicators.at(1).id == "a");
  CHECK(scheme.root.id == "county-2011.draft");
  CHECK(scheme.root.criteria.at(0).tags == std::vector<std::string>{"学前", "普惠"});
  CHECK(scheme.root.criteria.at(0).where.line == 15);
  CHECK(scheme.adjustments.at(0).at_most->expression.text == "most");
  CHECK(scheme.coefficient->text == "unit.difficulty");
  CHECK(scheme.grades.at(0).from->percent());
}

TEST_CASE("the same scheme as JSON loads alike", "[load]") {
  const auto loaded =
      load_text(R"({"kaohe": 1, "id": "t", "missing": "zero", "criteria": [{"id": "a", "points": 10, "rule": {"threshold": ">= 1"}}]})");
  CHECK(listed(loaded.findings) == "");
  CHECK(loaded.scheme.root.criteria.at(0).points->number->expression.number == Rational(10));
}

TEST_CASE("a mistake in the head of a scheme is found at its place", "[load]") {
  const std::vector<Wrong> cases{
      {"an unknown key", leaf + "grupos: type\n", "K0202 5:1"},
      {"a key without a value", leaf + "groups:\n", "K0206 5:1"},
      {"a list where one value belongs", leaf + "groups: [type]\n", "K0205 5:9"},
      {"digits beyond nine", leaf + "rounding: {total: 10}\n", "K0217 5:19"},
      {"digits that are no whole number", leaf + "rounding: {criterion: 1.5}\n", "K0217 5:23"},
      {"an unknown mode", leaf + "rounding: {mode: halfup}\n", "K0215 5:18"},
      {"an unknown key of rounding", leaf + "rounding: {digits: 2}\n", "K0202 5:12"},
      {"an unknown ranking", leaf + "ranking: densly\n", "K0215 5:10"},
      {"no period", leaf + "period: 2011年\n", "K0350 5:9"},
      {"a fifth quarter", leaf + "period: 2011-Q5\n", "K0350 5:9"},
      {"a span that ends before it begins", leaf + "period: {from: 2011-05-01, to: 2011-04-01}\n", "K0351 5:9"},
      {"a day that does not exist", leaf + "period: {from: 2011-02-29, to: 2011-04-01}\n", "K0352 5:16"},
      {"a span without its end", leaf + "period: {from: 2011-02-01}\n", "K0204 5:9"},
      {"a term that no calendar holds", leaf + "period: 2013/2014-T1\n", "K0353 5:9"},
      {"a bound of the total above the other", leaf + "total: {at_least: 100, at_most: 90}\n", "K0440 5:19"},
      {"criteria that are no list", "criteria: {id: a}\n", "K0224 2:5, K0205 4:11"},
      {"nothing to assess", "criteria: []\n", "K0224 2:5"},
  };
  for (const auto& wrong : cases) {
    CAPTURE(wrong.what);
    CHECK(found_in(wrong.rest) == wrong.found);
  }
}

TEST_CASE("what the first lines of a document lack is found", "[load]") {
  CHECK(listed(load_text("- kaohe: 1\n").findings) == "K0205 1:1");
  CHECK(listed(load_text("id: t\nmissing: zero\n" + leaf).findings) == "K0207 1:1");
  CHECK(listed(load_text("kaohe: 2\nid: t\nmissing: zero\n" + leaf).findings) == "K0208 1:8");
  CHECK(listed(load_text("kaohe: 1\nmissing: zero\n" + leaf).findings) == "K0204 1:1");
  CHECK(listed(load_text("kaohe: 1\nid: \"\"\nmissing: zero\n" + leaf).findings) == "K0209 2:5");
  CHECK(listed(load_text("kaohe: 1\nid: a b\nmissing: zero\n" + leaf).findings) == "K0214 2:5");
  CHECK(listed(load_text("kaohe: 1\nid: t\nmissing: none\n" + leaf).findings) == "K0215 3:10");
}

TEST_CASE("a scheme that does not say what missing values do gets a hint and no error", "[load]") {
  const auto loaded = load_text("kaohe: 1\nid: t\n" + leaf);
  CHECK(listed(loaded.findings) == "K0218 1:1");
  CHECK(loaded.findings.at(0).severity == Severity::hint);
  CHECK(loaded.scheme.missing == MissingPolicy::zero);
}

TEST_CASE("an unknown key names the nearest known one", "[load]") {
  const auto loaded = load_text(head + "criteria: [{id: a, point: 10, rule: {threshold: done}}]\n");
  REQUIRE(listed(loaded.findings) == "K0202 4:20");
  CHECK(loaded.findings.at(0).hint.en.starts_with("Did you mean \"points\"?"));
  CHECK(loaded.findings.at(0).hint.zh.starts_with("是不是“points”？"));
}

TEST_CASE("all findings come at once, in the order of the document", "[load]") {
  CHECK(found_in("grups: type\ncriteria:\n  - {id: a, points: -1, rule: {threshold: done}}\n  - {id: a, rule: {treshold: done}}\nrounding: "
                 "{total: x}\n") == "K0202 4:1, K0444 6:21, K0213 7:10, K0202 7:20, K0217 8:19");
}

TEST_CASE("an id must be of use in expressions and stand for one thing", "[load]") {
  const auto with_id = [](const std::string& id) { return found_in("criteria: [{id: " + id + ", points: 1, rule: {threshold: done}}]\n"); };
  CHECK(with_id("入园率_2") == "");
  CHECK(with_id("\"\"") == "K0209 4:17");
  CHECK(with_id("a-b") == "K0210 4:17");
  CHECK(with_id("a.b") == "K0210 4:17");
  CHECK(with_id("2a") == "K0210 4:17");
  CHECK(with_id("and") == "K0210 4:17");
  CHECK(with_id("是") == "K0211 4:17");
  CHECK(with_id("total") == "K0212 4:17");
  CHECK(with_id("[a]") == "K0205 4:17");
  CHECK(found_in("criteria: [{points: 1, rule: {threshold: done}}]\n") == "K0204 4:12");
}

TEST_CASE("ids of criteria, adjustments, vetoes, gates, items, duties and parties are one space", "[load]") {
  const std::vector<Wrong> cases{
      {"criteria", "criteria:\n  - {id: a, points: 1, rule: {threshold: done}}\n  - {id: a, points: 1, rule: {threshold: done}}\n",
       "K0213 6:10"},
      {"a section and its child", "criteria:\n  - {id: a, criteria: [{id: a, points: 1, rule: {threshold: done}}]}\n", "K0213 5:29"},
      {"an adjustment", leaf + "adjustments: [{id: a, rule: {formula: 1}}]\n", "K0213 5:20"},
      {"a veto", leaf + "vetoes: [{id: a, when: total < 1, effect: {score: 0}}]\n", "K0213 5:15"},
      {"a gate", leaf + "gates: [{id: a, requires: total > 1, for: assessment}]\n", "K0213 5:14"},
      {"an item of the plan", leaf + "plan: [{id: b, items: [{id: a}]}]\n", "K0213 5:29"},
      {"a duty", leaf + "duties: [{id: a, what: visit, per: month}]\n", "K0213 5:15"},
      {"a party", leaf + "parties: [{id: a, size: 3}]\n", "K0213 5:16"},
      {"a constant with the name of an indicator", "constants: {b: 1}\nindicators: {b: {}}\n" + leaf, "K0213 5:14"},
      {"a kind of event", "events: [{id: e}, {id: e}]\n" + leaf, "K0213 4:24"},
      {"a leaf with the id of its indicator is no clash", "indicators: {a: {}}\n" + leaf, ""},
      {"a veto with the name of an event is no clash",
       leaf + "events: [{id: e}]\nvetoes: [{id: e, when: count(e) > 1, effect: {score: 0}}]\n", ""},
  };
  for (const auto& wrong : cases) {
    CAPTURE(wrong.what);
    CHECK(found_in(wrong.rest) == wrong.found);
  }
}

TEST_CASE("a comma inside braces that splits a value is mended with a warning", "[load]") {
  const auto loaded = load_text(head + "indicators: {b: {value: min(c, max(d,e)), title: 甲,乙}}\n" + leaf);
  CHECK(listed(loaded.findings) == "K0118 4:25, K0226 4:50");
  CHECK(!has_errors(loaded.findings));
  CHECK(loaded.scheme.indicators.at(0).title == "甲,乙");
  REQUIRE(loaded.scheme.indicators.at(0).value->children.size() == 2);
  CHECK(loaded.scheme.indicators.at(0).value->children.at(1).where.column == 32);
}

TEST_CASE("no more findings are listed than a person would read", "[load]") {
  std::string text = head + leaf;
  for (int i = 0; i < 3000; ++i) text += "k" + std::to_string(i) + ": 1\n";
  const auto loaded = load_text(text);
  REQUIRE(loaded.findings.size() == 1001);
  CHECK(loaded.findings.back().code == "K0203");
  CHECK(loaded.findings.back().where.line == 1005);
}

TEST_CASE("a key without a value on its own line is no split text", "[load]") {
  CHECK(found_in("criteria:\n  - id: a\n    points: 1\n    threshhold\n    rule: {threshold: done}\n").starts_with("K01"));
  CHECK(found_in("criteria:\n  - id: a\n    points: 1\n    pints:\n    rule: {threshold: done}\n") == "K0202 7:5");
}

TEST_CASE("a used document adds its parts, with its own places", "[load]") {
  const std::string text = head + "uses: [parts/indicators.yaml]\n" + leaf;
  const auto loaded = load_text(text, {{"parts/indicators.yaml", "indicators: {a: {title: 甲}}\nuses: more.yaml\nrounding: {}\n"},
                                       {"parts/more.yaml", "constants: {c: 1}\nparties: [{title: 县}]\n"}});
  CHECK(listed(loaded.findings) == "K0204 parts/more.yaml:2:11, K0202 parts/indicators.yaml:3:1");
  CHECK(loaded.scheme.indicators.at(0).title == "甲");
  CHECK(loaded.scheme.constants.at(0).first == "c");
}

TEST_CASE("a used document that cannot be read, or uses its user, is found where it is named", "[load]") {
  const std::string text = head + leaf + "uses: [b.yaml]\n";
  CHECK(listed(load_text(text).findings) == "K0219 5:8");
  CHECK(listed(load_scheme(text, "t.yaml").findings) == "K0219 5:8");
  CHECK(listed(load_text(text, {{"b.yaml", "uses: [t.yaml]\n"}}).findings) == "K0220 b.yaml:1:8");
  CHECK(listed(load_text(text, {{"b.yaml", "uses: [c.yaml]\n"}, {"c.yaml", "uses: [./b.yaml]\n"}}).findings) == "K0220 c.yaml:1:8");
  const auto diamond =
      load_text(text + "constants: {x1: 1}\n",
                {{"b.yaml", "uses: [c.yaml, d.yaml]\n"}, {"c.yaml", "uses: [d.yaml]\n"}, {"d.yaml", "constants: {k: 1}\n"}});
  CHECK(listed(diamond.findings) == "");
}

TEST_CASE("a version of the period is chosen, and its keys take the place of the node's own", "[load]") {
  const auto with = [](const std::string& period, const std::string& more = "") {
    return load_text(
        head + "period: " + period + "\ncriteria:\n  - id: a\n    points: 1\n    rule: {threshold: done}\n" + more +
        "    versions:\n      - {valid: {to: 2013-12-31}, points: 3}\n      - {valid: {from: 2014-01-01}, points: 5, title: 新}\n");
  };
  const auto points = [](const LoadedScheme& loaded) { return loaded.scheme.root.criteria.at(0).points->number->expression.number; };
  CHECK(listed(with("2013").findings) == "");
  CHECK(points(with("2013")) == Rational(3));
  CHECK(points(with("2014")) == Rational(5));
  CHECK(with("2014").scheme.root.criteria.at(0).title == "新");
  CHECK(listed(with("2013/2014").findings) == "K0233 10:7");
  CHECK(points(with("2013/2014", "    valid_on: end\n")) == Rational(5));
  CHECK(points(with("2013/2014", "    valid_on: start\n")) == Rational(3));
}

TEST_CASE("versions that overlap, leave the period out or cannot be chosen are errors", "[load]") {
  const auto with = [](const std::string& versions, const std::string& period = "period: 2014\n") {
    return found_in(period + "criteria: [{id: a, points: 1, rule: {threshold: done}, versions:\n  [" + versions + "]}]\n");
  };
  CHECK(with("{valid: {to: 2014-12-31}}, {valid: {from: 2014-06-01}}") == "K0231 6:39");
  CHECK(with("{valid: {to: 2013-12-31}}, {valid: {from: 2015-01-01}}") == "K0232 6:3");
  CHECK(with("{valid: {from: 2014-02-01}}") == "K0233 6:3");
  CHECK(with("{valid: {from: 2014-02-01, to: 2014-01-01}}") == "K0351 6:12");
  CHECK(with("{points: 1}") == "K0204 6:4");
  CHECK(with("{valid: {}, pionts: 1}") == "K0202 6:16");
  CHECK(with("") == "K0420 6:3");
  CHECK(with("{valid: {to: 2013-12-31}}", "title: 甲\n") == "K0230 6:3");
  CHECK(found_in("criteria: [{id: a, points: 1, rule: {threshold: done}, valid_on: end}]\n") == "K0234 4:66");
}

TEST_CASE("a term takes its days from the scheme's calendar", "[load]") {
  const auto loaded =
      load_text(head + leaf + "period: 2013/2014-T1\ncalendar: {terms: {2013/2014-T1: {from: 2013-09-01, to: 2014-01-20}}}\n");
  CHECK(listed(loaded.findings).empty());
  CHECK(loaded.scheme.days == Period(*Date::make(2013, 9, 1), *Date::make(2014, 1, 20)));
  const auto used = load_text(head + leaf + "period: 2013/2014-T1\nuses: calendar.yaml\n",
                              {{"calendar.yaml", "calendar: {terms: {2013/2014-T1: {from: 2013-09-01, to: 2014-01-20}}}\n"}});
  CHECK(listed(used.findings).empty());
  CHECK(used.scheme.days == loaded.scheme.days);
}
