#include "load_text.hpp"

#include <test.hpp>

#include <algorithm>

using namespace kaohe;
using kaohe::test::found_in;
using kaohe::test::found_in_adjustment;
using kaohe::test::found_in_rule;
using kaohe::test::head;
using kaohe::test::listed;
using kaohe::test::load_text;

namespace {

struct Checked {
  const char* what;
  std::string text;
  const char* found;
};

void check_rules(const std::vector<Checked>& cases) {
  for (const auto& one : cases) {
    CAPTURE(one.what, one.text);
    CHECK(found_in_rule(one.text) == one.found);
  }
}

void check_adjustments(const std::vector<Checked>& cases) {
  for (const auto& one : cases) {
    CAPTURE(one.what, one.text);
    CHECK(found_in_adjustment(one.text) == one.found);
  }
}

void check_schemes(const std::vector<Checked>& cases) {
  for (const auto& one : cases) {
    CAPTURE(one.what, one.text);
    CHECK(found_in(one.text) == one.found);
  }
}

}  // namespace

TEST_CASE("an adjustment says in numbers what a leaf with points may leave open", "[load][checks]") {
  check_adjustments({
      {"then is written", "{threshold: {target: done, then: 2}}", ""},
      {"then is not", "{threshold: done}", "K0431 5:10"},
      {"base is written", "{slope: {at: 5, base: 0, worse: {each: 1, take: 1}}}", ""},
      {"base is not", "{slope: {at: 5, worse: {each: 1, take: 1}}}", "K0431 5:10"},
      {"first is written", "{rank: {first: 5, step: -1}}", ""},
      {"first is not", "{rank: {step: -1}}", "K0431 5:10"},
      {"a tally keeps 0", "{tally: {event: e, points: -1}}", ""},
      {"so does discretion", "{discretion: {from: -5, to: 0}}", ""},
      {"a branch", "{cases: [{when: x > 1, rule: {threshold: done}}]}", "K0431 5:39"},
  });
}

TEST_CASE("a percentage of points needs points", "[load][checks]") {
  check_adjustments({
      {"then", "{threshold: {target: done, then: 20%, otherwise: -10%}}", "K0430 5:42, K0430 5:58"},
      {"take, give and their caps",
       "{slope: {at: 5, base: 50%, worse: {each: 1, take: 5%, at_most: 20%}, better: {each: 1, give: 5%, at_most: 20%}}}",
       "K0430 5:31, K0430 5:59, K0430 5:72, K0430 5:102, K0430 5:115"},
      {"bands", "{bands: [{from: 80%, points: 50%}]}", "K0430 5:38"},
      {"cases", "{cases: [{otherwise: 50%}]}", "K0430 5:30"},
      {"places", "{rank: {points: [50%, 2], then: 10%}}", "K0430 5:26, K0430 5:41"},
      {"steps", "{rank: {first: 100%, step: -2%}}", "K0430 5:24, K0430 5:36"},
      {"the top", "{rank: {top: {10%: 100%}, otherwise: 50%}}", "K0430 5:28, K0430 5:46"},
      {"a tally", "{tally: {event: e, points: {省: 5%, 市: {from: 1%, to: 2%}}, base: 10%, each_at_most: 3%}}",
       "K0430 5:40, K0430 5:54, K0430 5:62, K0430 5:74, K0430 5:93"},
      {"levels", "{levels: {优秀: 100%}}", "K0430 5:23"},
      {"discretion", "{discretion: {from: 0, to: 5, base: 10%}}", "K0430 5:45"},
  });
  CHECK(found_in("adjustments: [{id: a, at_most: 10%, rule: {formula: x}}]\n") == "K0430 4:32");
  CHECK(found_in("criteria: [{id: a, points: 10%, rule: {formula: x}}]\n") == "K0430 4:28");
}

TEST_CASE("what gives a share of the points needs points", "[load][checks]") {
  check_adjustments({
      {"proportion", "{proportion: {of: 5}}", "K0432 5:10"},
      {"relative", "{relative: {to: best}}", "K0432 5:10"},
      {"efficacy", "{efficacy: {low: 0, high: 5}}", "K0432 5:10"},
      {"panel", "{panel: {}}", "K0432 5:10"},
      {"result", "{result: {scheme: w, out_of: 100}}", "K0432 5:10"},
  });
}

TEST_CASE("a side that gives needs a bound on a leaf with points", "[load][checks]") {
  CHECK(found_in_rule("{slope: {at: 5, better: {each: 1, give: 1}}}") == "K0433 5:33");
  CHECK(found_in_rule("{slope: {at: 5, better: {each: 1, give: 1, at_most: 3}}}") == "");
  CHECK(found_in_rule("{slope: {at: 5, better: [{each: 1, give: 1}, {from: 8, each: 1, give: 2, at_most: 3}]}}") == "K0433 5:34");
  CHECK(found_in_rule("{slope: {at: 5, better: [{each: 1, give: 1, at_most: 3}, {from: 8, each: 1, give: 2, at_most: 3}]}}") == "");
  CHECK(found_in_adjustment("{slope: {at: 5, base: 0, better: {each: 1, give: 1}}}") == "");
  CHECK(found_in("criteria: [{id: a, points: 9, at_most: 12, rule: {slope: {at: 5, better: {each: 1, give: 1}}}}]\n") == "");
}

TEST_CASE("a leaf with points that can only give 0 is an error", "[load][checks]") {
  check_rules({
      {"a tally from nothing", "{tally: {event: e, points: -1}}", "K0434 5:10"},
      {"a tally from all points", "{tally: {event: e, points: -1, base: 100%}}", ""},
      {"a tally that gives", "{tally: {event: e, points: {迟到: -1, 表扬: 1}}}", ""},
      {"a table that only takes", "{tally: {event: e, points: {迟到: -1, 缺席: {from: -3, to: -1}}}}", "K0434 5:10"},
      {"a tally whose factor may turn it", "{tally: {event: e, points: -1, times: [{when: level == a, factor: b}]}}", ""},
      {"a discretion", "{discretion: {from: -5, to: 0}}", "K0434 5:10"},
      {"a slope from 0", "{slope: {at: 5, base: 0, worse: {each: 1, take: 1}}}", "K0434 5:10"},
      {"a threshold", "{threshold: {target: done, then: 0, otherwise: -5}}", "K0434 5:10"},
      {"another rule earns", "[{threshold: done}, {discretion: {from: -5, to: 0}}]", ""},
      {"no other rule earns", "[{tally: {event: e, points: -1}}, {discretion: {from: -5, to: 0}}]", "K0434 5:11"},
  });
  CHECK(found_in("criteria: [{id: a, points: 9, at_least: -9, rule: {tally: {event: e, points: -1}}}]\n") == "");
}

TEST_CASE("a penalty with at_most is a warning", "[load][checks]") {
  const auto loaded = load_text(head + "adjustments: [{id: a, at_most: 5, rule: {tally: {event: e, points: -1}}}]\n");
  CHECK(listed(loaded.findings) == "K0435 4:32");
  CHECK(!has_errors(loaded.findings));
  CHECK(found_in("adjustments: [{id: a, at_least: -5, rule: {tally: {event: e, points: -1}}}]\n") == "");
}

TEST_CASE("a value that is best close to its target has no share of it", "[load][checks]") {
  for (const std::string rule :
       {"proportion: {of: 5}", "bands: [{from: 1, points: 1}]", "relative: {to: best}", "efficacy: {low: 0, high: 5}"}) {
    CAPTURE(rule);
    CHECK(found_in("criteria: [{id: a, points: 9, better: closer, rule: {" + rule + "}}]\n") == "K0436 4:54");
    CHECK(found_in("indicators: {a: {better: closer}}\ncriteria: [{id: a, points: 9, rule: {" + rule + "}}]\n") == "K0436 5:38");
    CHECK(found_in("indicators: {b: {target: 30..40}}\ncriteria: [{id: a, points: 9, value: b, rule: {" + rule + "}}]\n") == "K0436 5:48");
    CHECK(found_in("indicators: {a: {better: closer}}\ncriteria: [{id: a, points: 9, rule: {value: c, " + rule + "}}]\n") == "");
  }
}

TEST_CASE("a rule without a target of its own goes by the indicator's", "[load][checks]") {
  check_rules({
      {"threshold", "{threshold: {then: 5}}", "K0437 5:10"},
      {"proportion", "{proportion: {}}", "K0437 5:10"},
      {"slope", "{slope: {worse: {each: 1, take: 1}}}", "K0437 5:10"},
      {"a slope whose stretch says where it begins", "{slope: {worse: {from: 5, each: 1, take: 1}}}", ""},
      {"a slope whose step is a part of the target", "{slope: {worse: {from: 5, each: 3%, take: 1}}}", "K0437 5:10"},
  });
  const auto with_target = [](const std::string& target, const std::string& rule) {
    return found_in("indicators: {a: {better: higher, target: " + target + "}}\ncriteria: [{id: a, points: 9, rule: {" + rule + "}}]\n");
  };
  CHECK(with_target("\">= 60%\"", "proportion: {}") == "");
  CHECK(with_target("done", "proportion: {}") == "K0438 5:38");
  CHECK(with_target("3..4", "proportion: {}") == "K0438 5:38");
  CHECK(with_target("done", "slope: {worse: {each: 1, take: 1}}") == "K0438 5:38");
  CHECK(with_target("3..4", "slope: {worse: {each: 1, take: 1}}") == "");
  CHECK(with_target("done", "threshold: {}") == "");
}

TEST_CASE("a leaf that does not pass keeps its place with a stand-in", "[load][checks]") {
  const auto loaded = load_text(head + "criteria: [{id: a, points: 9, rule: {proportion: {}}}]\n");
  REQUIRE(listed(loaded.findings) == "K0437 4:38");
  CHECK(std::get<Formula>(loaded.scheme.root.criteria.at(0).rules.at(0).body).expression == constant(0));
}

TEST_CASE("sizes are positive, shares lie between 0 and 1, bounds are the right way round", "[load][checks]") {
  check_rules({
      {"a negative deduction", "{slope: {at: 5, worse: {each: 1, take: -1}}}", "K0439 5:48"},
      {"a step of nothing", "{slope: {at: 5, worse: {each: 0, take: 1}}}", "K0439 5:39"},
      {"a negative cap", "{proportion: {of: 5, cap: -1}}", "K0439 5:35"},
      {"places that rise", "{rank: {first: 5, step: 1}}", "K0425 5:33"},
      {"a share of sixty", "{efficacy: {low: 0, high: 5, base: 60}}", "K0443 5:44"},
      {"a share of fifty", "{proportion: {of: 5, from: 50}}", "K0443 5:36"},
      {"a range the wrong way round", "{discretion: {from: 5, to: 1}}", "K0440 5:29"},
      {"a range of a table the wrong way round", "{tally: {event: e, points: {a: {from: 5, to: 1}}}}", "K0440 5:47"},
      {"raters of 90 percent", "{panel: {groups: {领导: 40%, 群众: 50%}}}", "K0456 5:31"},
      {"raters with negative weight", "{panel: {groups: {领导: 140%, 群众: -40%}}}", "K0439 5:41"},
  });
  CHECK(found_in("criteria: [{id: a, points: 9, at_least: 5, at_most: 4, rule: {formula: x}}]\n") == "K0440 4:41");
  CHECK(found_in("constants: {low: 5}\ncriteria: [{id: a, points: 9, at_least: low, at_most: 12 / 3, rule: {formula: x}}]\n") ==
        "K0440 5:41");
}

TEST_CASE("bands, tops and grades are written best first", "[load][checks]") {
  check_rules({
      {"in order", "{bands: [{from: 90%, points: 9}, {from: 80%, points: 8}]}", ""},
      {"out of order", "{bands: [{from: 80%, points: 8}, {from: 90%, points: 9}]}", "K0441 5:42"},
      {"a band that no value reaches", "{bands: [{from: 80%, points: 8}, {above: 80%, points: 9}]}", "K0442 5:42"},
      {"the bound itself is a band", "{bands: [{above: 80%, points: 8}, {from: 80%, points: 7}]}", ""},
      {"downwards out of order", "{bands: [{up_to: 5, points: 8}, {below: 3, points: 9}]}", "K0441 5:41"},
      {"places out of order", "{rank: {top: {30%: 8, 10%: 10}}}", "K0424 5:31"},
      {"shares and places do not compare", "{rank: {top: {30%: 8, 3: 10}}}", ""},
  });
  CHECK(found_in("criteria: [{id: a, points: 9, better: lower, rule: {bands: [{from: 1, points: 1}]}}]\n") == "K0453 4:61");
  const std::string leaf = "criteria: [{id: a, points: 9, rule: {threshold: done}}]\n";
  check_schemes({
      {"grades in order", leaf + "grades: [{name: A, from: 90}, {name: B, from: 60}, {name: C}]\n", ""},
      {"grades out of order", leaf + "grades: [{name: A, from: 60}, {name: B, from: 90}]\n", "K0505 5:47"},
      {"a grade twice", leaf + "grades: [{name: A, from: 60}, {name: A}]\n", "K0504 5:38"},
      {"the same cut-off twice", leaf + "grades: [{name: A, from: 60}, {name: B, from: 60}]\n", "K0506 5:47"},
      {"a condition tells them apart", leaf + "grades: [{name: A, from: 60, requires: score(a) > 1}, {name: B, from: 60}]\n", ""},
      {"a grade that nobody gets", leaf + "grades: [{name: A}, {name: B, from: 60}]\n", "K0507 5:28"},
      {"a grade without a name", leaf + "grades: [{from: 60}]\n", "K0204 5:10"},
      {"a round without a quota", leaf + "grades: [{name: A, round: up}]\n", "K0508 5:27"},
      {"a quota of an unknown kind", leaf + "grades: [{name: A, quota: [30%, {share: 5%, over: town}], round: off}, {name: B}]\n",
       "K0524 5:41, K0215 5:51, K0215 5:66"},
  });
}

TEST_CASE("the points of a sum section are the sum of its children's", "[load][checks]") {
  const std::string two = "criteria: [{id: a, points: 4, rule: {threshold: done}}, {id: b, points: 1/2 * 12, rule: {threshold: done}}]";
  const auto section = [&](const std::string& keys) { return found_in("criteria: [{id: part, " + keys + "\n  " + two + "}]\n"); };
  CHECK(section("points: 10,") == "");
  CHECK(section("points: 9,") == "K0445 4:31");
  CHECK(section("points: unit.points,") == "");
  CHECK(section("points: 9, alternatives: true,") == "K0452 5:19, K0452 5:64");
  CHECK(section("points: 9, combine: min,") == "");
  CHECK(section("combine: min,") == "K0449 4:17");
  CHECK(section("") == "");
  CHECK(found_in("points: 11\n" + two + "\n") == "K0445 4:9");
  CHECK(found_in("points: 4\ncriteria:\n  - {id: a, points: 4, rule: {threshold: done}}\n  - {id: b, points: 3, counts: no, rule: "
                 "{threshold: done}}\n"
                 "  - {id: c, rule: {formula: 1}}\n") == "");
  CHECK(found_in("points: 4\ncriteria:\n  - {id: a, points: {by: type, 高中: 3}, rule: {threshold: done}}\n") == "");
  CHECK(found_in("points: 5\ncriteria:\n  - {id: a, combine: min, criteria: [{id: b, points: 4, rule: {threshold: done}}]}\n") ==
        "K0445 4:9");
}

TEST_CASE("a finding about a sum names both numbers", "[load][checks]") {
  const auto loaded = load_text(head + "points: 11.5\ncriteria: [{id: a, points: 4, rule: {threshold: done}}]\n");
  REQUIRE(loaded.findings.size() == 1);
  CHECK(loaded.findings[0].message.en == "\"t\" is worth 11.5, but the criteria below it add up to 4");
  CHECK(loaded.findings[0].message.zh == "“t”的分值是11.5，下级考核项加起来却是4");
}

TEST_CASE("weights add up to the whole, or are said to be relative", "[load][checks]") {
  const auto scheme = [](const std::string& keys, const std::string& first, const std::string& second) {
    return load_text(head + keys + "points: 10\ncriteria:\n  - {id: a, points: 4, " + first +
                     "rule: {threshold: done}}\n  - {id: b, points: 6, " + second + "rule: {threshold: done}}\n");
  };
  const auto found = [&](const std::string& keys, const std::string& first, const std::string& second) {
    return listed(scheme(keys, first, second).findings);
  };
  CHECK(found("combine: weighted\n", "weight: 40%, ", "weight: 60%, ") == "");
  CHECK(found("combine: weighted\n", "weight: 1/3, ", "weight: 2/3, ") == "");
  CHECK(found("combine: weighted\n", "weight: 45%, ", "weight: 60%, ") == "K0446 7:32");
  CHECK(scheme("combine: weighted\n", "weight: 45%, ", "weight: 60%, ").findings[0].message.en ==
        "the weights below \"t\" add up to 105%, not 100%");
  CHECK(found("combine: weighted\nweights: relative\n", "weight: 45%, ", "weight: 60%, ") == "");
  CHECK(found("combine: weighted\n", "weight: 45%, ", "weight: unit.w, ") == "");
  CHECK(found("combine: weighted\n", "weight: 1, ", "") == "K0447 8:10");
  CHECK(found("combine: geometric\n", "", "") == "");
  CHECK(found("combine: geometric\n", "weight: 1, ", "") == "K0447 8:10");
  CHECK(found("", "weight: 1, ", "") == "K0448 6:32");
  CHECK(found("weights: relative\n", "", "") == "K0450 2:5");
  CHECK(found("combine: weighted\n", "weight: 120%, ", "weight: -20%, ") == "K0439 8:32");
  CHECK(found("combine: weighted\nweights: absolute\n", "weight: 40%, ", "weight: 60%, ") == "K0215 5:10");
  CHECK(found_in("combine: weighted\npoints: 4\ncriteria:\n  - {id: a, points: 4, weight: 1, rule: {threshold: done}}\n  - {id: b, weight: "
                 "1, rule: {formula: 1}}\n") == "K0446 7:32, K0454 8:21");
}

TEST_CASE("a ledger is not evaluated yet", "[load][later]") {
  CHECK(found_in("criteria: [{id: a, points: 9, rule: {threshold: done}}]\nledger: {}\n") == "K0225 5:1");
}
