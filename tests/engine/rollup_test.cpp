#include "engine/assessing.hpp"

#include <string>

using namespace kaohe;
using kaohe::testing::program;
using kaohe::testing::table;

namespace {

/// A county with two townships, of which the second has no schools of its own, and an office with a school under it.
const std::string county = R"(
kaohe: 1
id: county
period: 2014
missing: zero
constants: {half: 50%}
indicators:
  pupils: {title: 学生, rollup: sum}
  attending: {title: 在园, rollup: sum}
  children: {title: 适龄, rollup: sum}
  enrolment: {title: 入园率, unit: "%", value: attending / children, rollup: ratio}
  absence: {title: 未入园率, value: 1 - attending / children, rollup: ratio}
  two_terms: {title: 两学期, value: 50% * attending / children + half * pupils / children, rollup: ratio}
  rate_again: {title: 入园率, value: enrolment, rollup: ratio}
  growth_of_pupils: {title: 增长率, value: growth(pupils), rollup: ratio}
  satisfaction: {title: 满意度, rollup: mean}
  smallest: {title: 最小班额, rollup: min}
  largest: {title: 最大班额, rollup: max}
  stock: {title: 藏书, rollup: last}
  third: {title: 三分之一, value: pupils / 3, rollup: sum}
  visits: {title: 家访, value: count(visit), rollup: sum}
  per_area: {title: 生均面积, value: unit.area / pupils, rollup: ratio}
  plain: {title: 没有说}
  plain_rate: {title: 没有说的率, value: attending / children}
criteria:
  - {id: a, points: 10, rule: {threshold: ">= 1"}}
parties:
  - {id: 县, kind: county}
  - {id: 东镇, kind: township, under: 县}
  - {id: 一小, kind: school, under: 东镇, area: 100}
  - {id: 二小, kind: school, under: 东镇, area: 300}
  - {id: 西镇, kind: township, under: 县, area: 50}
  - {id: 教育局, kind: office, under: 县}
  - {id: 直属校, kind: school, under: 教育局, area: 150}
  - {id: 老校, kind: school, under: 东镇, to: 2014-06-30}
  - {id: 新校, kind: school, under: 东镇, from: 2014-09-01}
  - {id: 督学, kind: person, under: 县}
)";

RolledUp rolled(const std::string& indicator, std::string_view observations, const char* period = "") {
  EvidenceTables tables;
  tables.observations = table("observations", observations);
  auto found = program(county).rollup(std::move(tables), {indicator}, parse_period(period));
  INFO(kaohe::testing::told(found.findings));
  REQUIRE(found);
  return std::move(*found.value);
}

std::string shown(const std::optional<Rational>& number) { return number ? number->text() : "-"; }

/// Of each of these parties the figure, and behind it who is missing; `all` is all together.
std::string told(const RolledUp& up, const std::vector<std::string>& parties) {
  std::string text;
  for (const std::string& party : parties) {
    const auto found = std::ranges::find(up.parties, party);
    const std::size_t row = party == "all" ? up.all() : static_cast<std::size_t>(found - up.parties.begin());
    text += (text.empty() ? "" : " ") + party + "=" + shown(up.indicators.at(0).value(row));
    for (const std::string& missing : up.missing(up.indicators.at(0), row)) text += "?" + missing;
  }
  return text;
}

std::string codes(const Findings& findings) {
  std::string text;
  for (const Finding& finding : findings)
    text += (text.empty() ? "" : " ") + finding.code + ":" + finding.at.table + ":" + std::to_string(finding.at.row);
  return text;
}

const std::vector<std::string> everybody{"一小", "二小", "东镇", "西镇", "直属校", "教育局", "县", "all"};

}  // namespace

TEST_CASE("figures add up at every level, and who has none is listed", "[engine][rollup]") {
  const auto up = rolled("pupils", "unit,pupils\n一小,10\n二小,20\n西镇,5\n直属校,7\n老校,0.5\n");
  // the old school is there on 181 of 365 days, the new one on 122: neither stands in it
  CHECK(told(up, everybody) == "一小=10 二小=20 东镇=30 西镇=5 直属校=7 教育局=7 县=42 all=42");
  CHECK(codes(up.findings) == "K0795::0");
  const auto less = rolled("pupils", "unit,pupils\n一小,10\n");
  CHECK(told(less, everybody) ==
        "一小=10 二小=-?二小 东镇=10?二小 西镇=-?西镇 直属校=-?直属校 教育局=-?直属校 县=10?二小?西镇?直属校 all=10?二小?西镇?直属校");
}

TEST_CASE("a rate is the ratio of sums, never the mean of rates", "[engine][rollup]") {
  const char* observations = "unit,attending,children,pupils\n一小,9,10,20\n二小,30,90,90\n西镇,1,2,1\n直属校,,8,3\n";
  // 39/100 in the township, while the mean of 90 % and 33.3 % would be 61.7 %; a school with one term only is missing for both
  CHECK(told(rolled("enrolment", observations), everybody) ==
        "一小=0.9 二小=1/3 东镇=0.39 西镇=0.5 直属校=-?直属校 教育局=-?直属校 县=20/51?直属校 all=20/51?直属校");
  CHECK(told(rolled("rate_again", observations), {"东镇", "县"}) == "东镇=0.39 县=20/51?直属校");
  CHECK(told(rolled("absence", observations), {"东镇", "县"}) == "东镇=0.61 县=31/51?直属校");
  // (39 + 110) / 2 / 100
  CHECK(told(rolled("two_terms", observations), {"东镇"}) == "东镇=0.745");
}

TEST_CASE("growth over parties is that of their sums", "[engine][rollup]") {
  // from 100 to 110 and from 10 to 20: together from 110 to 130
  CHECK(told(rolled("growth_of_pupils", "unit,pupils,pupils@2013\n一小,110,100\n二小,20,10\n"), {"一小", "二小", "东镇"}) ==
        "一小=0.1 二小=1 东镇=2/11");
}

TEST_CASE("denominators that come to nothing leave nothing", "[engine][rollup]") {
  const auto up = rolled("enrolment", "unit,attending,children\n一小,0,0\n二小,1,2\n");
  CHECK(told(up, {"一小", "东镇"}) == "一小=- 东镇=0.5");
  CHECK(codes(up.findings) == "K0801::0");
}

TEST_CASE("a mean is over the lowest parties, never a mean of means", "[engine][rollup]") {
  // (4 + 5 + 1 + 2) / 4, while the mean of 4.5, 1 and 2 would be 2.5
  CHECK(told(rolled("satisfaction", "unit,satisfaction\n一小,4\n二小,5\n西镇,1\n直属校,2\n"), everybody) ==
        "一小=4 二小=5 东镇=4.5 西镇=1 直属校=2 教育局=2 县=3 all=3");
}

TEST_CASE("the smallest and the largest are those of all below", "[engine][rollup]") {
  CHECK(told(rolled("smallest", "unit,smallest\n一小,4\n二小,5.5\n西镇,-1\n"), {"东镇", "县"}) == "东镇=4 县=-1?直属校");
  CHECK(told(rolled("largest", "unit,largest\n一小,4\n二小,5.5\n西镇,-1\n"), {"东镇", "县"}) == "东镇=5.5 县=5.5?直属校");
}

TEST_CASE("of what is kept in stock the latest figure within the period counts", "[engine][rollup]") {
  const char* observations =
      "unit,indicator,period,value\n一小,stock,2014-03,100\n一小,stock,2014-06,120\n二小,stock,2014-03,50\n二小,stock,2015-01,70\n"
      "西镇,stock,2013-12,9\n";
  CHECK(told(rolled("stock", observations), {"一小", "二小", "东镇", "西镇"}) == "一小=120 二小=50 东镇=170 西镇=-?西镇");
}

TEST_CASE("a party's own figure stands for what is below it, and differing ones are told", "[engine][rollup]") {
  const auto up = rolled("pupils", "unit,pupils\n一小,10\n东镇,33\n西镇,5\n直属校,7\n");
  CHECK(told(up, {"一小", "二小", "东镇", "县"}) == "一小=10 二小=-?二小 东镇=33 县=45");
  CHECK(codes(up.findings) == "K0629:observations:2");
  CHECK(up.findings.at(0).message.zh == "“东镇”自报的“pupils”是33，而下级汇总是10");
  const auto same = rolled("pupils", "unit,pupils\n一小,10\n二小,23\n东镇,33\n西镇,5\n直属校,7\n");
  CHECK(same.findings.empty());
  const auto rate = rolled("enrolment", "unit,attending,children\n一小,1,2\n二小,1,2\n东镇,1,2\n西镇,0,1\n");
  CHECK(told(rate, {"东镇", "县"}) == "东镇=0.5 县=1/3?直属校");
  CHECK(rate.findings.at(0).message.zh == "“东镇”自报的“enrolment”是1 / 2，而下级汇总是2 / 4");
}

TEST_CASE("in a mean an own figure stands for itself, unless nothing below has one", "[engine][rollup]") {
  const auto up = rolled("satisfaction", "unit,satisfaction\n一小,4\n二小,5\n东镇,1\n西镇,2\n");
  CHECK(told(up, {"东镇", "县"}) == "东镇=1 县=11/3?直属校");
  CHECK(codes(up.findings) == "K0629:observations:3");
  CHECK(told(rolled("satisfaction", "unit,satisfaction\n东镇,1\n西镇,2\n"), {"东镇", "县"}) == "东镇=1 县=1.5?直属校");
}

TEST_CASE("figures that no decimal is exact for add up exactly", "[engine][rollup]") {
  // 10/3 + 20/3 in the township, and 1/3 beside it
  CHECK(told(rolled("third", "unit,pupils\n一小,10\n二小,20\n西镇,1\n"), {"一小", "东镇", "县"}) == "一小=10/3 东镇=10 县=31/3?直属校");
  // 99999999999999999999 + 1, beyond 64 bits
  CHECK(told(rolled("pupils", "unit,pupils\n一小,99999999999999999999\n二小,1\n"), {"东镇"}) == "东镇=100000000000000000000");
}

TEST_CASE("another period takes its own columns and its own parties", "[engine][rollup]") {
  const char* observations = "unit,pupils,pupils@2015\n一小,10,11\n二小,20,22\n新校,1,4\n";
  const auto up = rolled("pupils", observations, "2015");
  CHECK(up.period == "2015");
  CHECK(told(up, {"东镇"}) == "东镇=37");
}

TEST_CASE("events are counted of the lowest parties, and none is 0", "[engine][rollup]") {
  EvidenceTables tables;
  tables.events =
      table("events",
            "unit,event,date,count\n一小,visit,2014-03-01,3\n一小,visit,2013-03-01,9\n东镇,visit,2014-04-01,1\n西镇,other,2014-04-01,1\n");
  const auto up = program(county).rollup(std::move(tables), {"visits"});
  INFO(kaohe::testing::told(up.findings));
  REQUIRE(up);
  CHECK(told(*up.value, everybody) == "一小=3 二小=0 东镇=3 西镇=0 直属校=0 教育局=0 县=3 all=3");
}

TEST_CASE("attributes come from the units, else from the parties", "[engine][rollup]") {
  CHECK(told(rolled("per_area", "unit,pupils\n一小,10\n二小,20\n西镇,5\n"), {"一小", "东镇", "县"}) == "一小=10 东镇=40/3 县=90/7?直属校");
}

TEST_CASE("units that are no party stand by themselves", "[engine][rollup]") {
  const auto up = rolled("pupils", "unit,pupils\n一小,10\n三小,20\n");
  CHECK(told(up, {"三小", "县", "all"}) == "三小=20 县=10?二小?西镇?直属校 all=30?二小?西镇?直属校");
  CHECK(codes(up.findings) == "K0794::0");
}

TEST_CASE("without parties every unit stands by itself, and all come together", "[engine][rollup]") {
  EvidenceTables tables;
  tables.observations = table("observations", "unit,stock,stock@2014-06\n甲,10,7\n乙,,5\n");
  const auto up = program(R"(
kaohe: 1
id: t
missing: zero
indicators: {stock: {rollup: last}}
parties: [{id: 教育局, kind: office}]
criteria: [{id: a, points: 10, rule: {threshold: ">= 1"}}]
)")
                      .rollup(std::move(tables));
  INFO(kaohe::testing::told(up.findings));
  REQUIRE(up);
  // no period is asked for: what has no period of its own comes first
  CHECK(told(*up.value, {"甲", "乙", "教育局", "all"}) == "甲=10 乙=5 教育局=- all=15");
  CHECK(up.findings.empty());
}

TEST_CASE("all that say how are rolled up where none is named", "[engine][rollup]") {
  EvidenceTables tables;
  tables.observations = table("observations", "unit,pupils,stock\n一小,10,3\n二小,20,4\n");
  const auto up = program(county).rollup(std::move(tables));
  REQUIRE(up);
  CHECK(up.value->indicators.size() == 15);
}

TEST_CASE("what cannot be rolled up is told", "[engine][rollup]") {
  const Program made = program(county);
  EvidenceTables tables;
  tables.observations = table("observations", "unit,plain\n一小,10\n");
  CHECK(codes(made.rollup(tables, {"plain"}).findings) == "K0628::0");
  CHECK(made.rollup(tables, {"plain_rate"}).findings.at(0).hint.en.starts_with("\"plain_rate\" is a rate: write rollup: ratio."));
  CHECK(codes(made.rollup(tables, {"a"}).findings) == "K0628::0");
  CHECK(made.rollup(tables, {"plian"}).findings.at(0).hint.en.starts_with("Did you mean \"plain\"?"));
  tables.observations = table("observations", "unit,pupils\n一小,ten\n");
  CHECK(codes(made.rollup(tables, {"pupils"}).findings) == "K0705:observations:1");
}

TEST_CASE("a mean of rates cannot be asked for", "[engine][rollup]") {
  struct Case {
    const char *indicator, *found;
  };
  const auto c = GENERATE(values<Case>({
      {"{value: a / b, rollup: mean}", "K0619"},
      {"{value: a / b, rollup: sum}", "K0619"},
      {"{value: 100 * (a / b), rollup: last}", "K0619"},
      {"{value: rate, rollup: mean}", "K0619"},
      {"{value: growth(a), rollup: mean}", "K0619"},
      {"{value: a / unit.size, rollup: mean}", "K0619"},
      {"{unit: \"%\", rollup: mean}", "K0627"},
      {"{unit: \"%\", rollup: sum}", "K0627"},
      {"{rollup: ratio}", "K0618"},
      {"{value: a + b, rollup: ratio}", "K0618"},
      {"{value: a / b + a, rollup: ratio}", "K0618"},
      {"{value: a / b * a, rollup: ratio}", "K0618"},
      {"{value: a / 2, rollup: ratio}", "K0618"},
      {"{value: a / 2, rollup: sum}", ""},
      {"{value: a / tenth, rollup: mean}", ""},
      {"{value: a / b, rollup: ratio}", ""},
      {"{value: a / b, rollup: max}", ""},
      {"{value: 1000 * a / b, rollup: ratio}", ""},
      {"{value: (a + b) / b - a / b, rollup: ratio}", ""},
      {"{value: (a / b) / (b / a), rollup: ratio}", ""},
  }));
  CAPTURE(c.indicator);
  const std::string document =
      std::string("kaohe: 1\nid: t\nperiod: 2014\nmissing: zero\nconstants: {tenth: 0.1}\nindicators:\n  a: {}\n  b: {}\n") +
      "  rate: {value: a / b}\n  r: " + c.indicator + "\ncriteria: [{id: a, points: 1, rule: {threshold: done}}]\n";
  const auto loaded = load_scheme(document, "scheme.yaml");
  CHECK(loaded.findings.empty());
  std::string text;
  for (const Finding& finding : compile(loaded.scheme).findings) text += finding.code;
  CHECK(text == c.found);
}
