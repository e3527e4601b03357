// What is wrong with a plan. Places are counted by hand: `plan:` stands on line 6, items from line 7 on.

#include "plan/planning.hpp"
#include "test.hpp"

#include <vector>

namespace kaohe {
namespace {

using test::listed;
using test::Planning;

const std::string indicators =
    "indicators: {trees: {rollup: sum}, rate: {unit: \"%\", rollup: ratio, value: a / b}, a: {}, b: {}, state: {rollup: min}, any: "
    "{rollup: sum}, bare: {}}\n";

std::string found(const std::string& plan, const std::string& head = "") {
  return listed(Planning(indicators + head + "plan:\n" + plan).findings);
}

std::string message(const std::string& plan) {
  const Planning planning(indicators + "plan:\n" + plan);
  return planning.findings.empty() ? "" : planning.findings[0].message.zh;
}

TEST_CASE("an item takes the time it does not write from what it stands in", "[plan]") {
  const Planning planning(indicators + R"(period: 2014
plan:
  - id: top
    items:
      - {id: half, period: 2014-H1, items: [{id: below}, {id: due, due: 2014-03-31}]}
      - {id: both, period: 2014-H2, due: 2014-10-31}
)");
  CHECK(listed(planning.findings) == "");
  CHECK(planning["top"].days == Period(Date(2014, 1, 1), Date(2014, 12, 31)));
  CHECK(planning["below"].days == Period(Date(2014, 1, 1), Date(2014, 6, 30)));
  CHECK(planning["due"].days == Period(Date(2014, 1, 1), Date(2014, 3, 31)));
  CHECK(planning["both"].days == Period(Date(2014, 7, 1), Date(2014, 10, 31)));
  CHECK(planning["due"].depth == 2);
}

TEST_CASE("an item without any time is told once, not with all below it", "[plan]") {
  CHECK(found("  - {id: a, items: [{id: b}, {id: c, period: 2014}]}\n") == "K0661 7:10");
  CHECK(found("  - {id: a, due: 2014-05-01}\n") == "");
}

TEST_CASE("an item all of whose targets have dates ends with the last of them", "[plan]") {
  const Planning planning(indicators + R"(plan:
  - {id: dated, period: 2014, targets: [{indicator: trees, target: ">= 9", by: 2014-09-30}, {indicator: trees, target: ">= 5", by: 2014-06-30}]}
  - {id: open, period: 2014, targets: [{indicator: trees, target: ">= 5", by: 2014-06-30}, {indicator: state, target: done}]}
)");
  CHECK(planning["dated"].last == Date(2014, 9, 30));
  CHECK(planning["dated"].days.last() == Date(2014, 12, 31));
  REQUIRE(planning["dated"].series.size() == 1);
  CHECK(planning["dated"].series[0].targets[0].number == Rational(5));
  CHECK(planning["dated"].series[0].last().number == Rational(9));
  CHECK(planning["open"].last == Date(2014, 12, 31));
}

TEST_CASE("children lie within their parent's period, targets within their item's", "[plan]") {
  CHECK(found("  - {id: a, period: 2014-H1, items: [{id: b, period: 2014-Q3}]}\n") == "K0662 7:43");
  CHECK(found("  - {id: a, period: 2014-H1, items: [{id: b, due: 2014-07-01}]}\n") == "K0662 7:43");
  CHECK(found("  - {id: a, period: 2014-H2, items: [{id: b, due: 2014-06-30}]}\n") == "K0662 7:43");
  CHECK(found("  - {id: a, period: 2014-H1, targets: [{indicator: trees, target: \">= 5\", by: 2014-07-31}]}\n") == "K0663 7:52");
  CHECK(message("  - {id: a, period: 2014-H1, items: [{id: b, period: 2014-Q3}]}\n") == "“b”（2014-Q3）不在上级的时间2014-H1之内");
}

TEST_CASE("unknown names in a plan are told with the nearest known one", "[plan]") {
  CHECK(found("  - {id: a, period: 2014, targets: [{indicator: treees, target: \">= 5\"}]}\n") == "K0664 7:49");
  CHECK(found("  - {id: site, period: 2014}\n  - {id: b, period: 2014, depends_on: sites}\n") == "K0665 8:39");
  const Planning planning(indicators + "plan: [{id: site, period: 2014}, {id: b, period: 2014, depends_on: sites}]\n");
  CHECK(planning.findings.at(0).hint.zh.starts_with("是不是“site”？"));
}

TEST_CASE("an indicator of the plan says how it adds up", "[plan]") {
  CHECK(found("  - {id: a, period: 2014, targets: [{indicator: bare, target: \">= 5\"}]}\n") == "K0677 7:49");
  CHECK(found("  - {id: a, period: 2014, targets: [{indicator: leaf, target: \">= 5\"}]}\n") == "K0677 7:49");
  CHECK(found("  - {id: a, period: 2014, targets: [{indicator: any, target: done}]}\n") == "K0679 7:49");
  CHECK(found("  - {id: a, period: 2014, targets: [{indicator: state, target: done}]}\n") == "");
}

TEST_CASE("numbers of a plan are constants", "[plan]") {
  CHECK(found("  - {id: a, period: 2014, targets: [{indicator: trees, target: \">= all / 2\"}]}\n", "constants: {all: 9000}\n") == "");
  CHECK(found("  - {id: a, period: 2014, targets: [{indicator: trees, target: \">= prev(trees)\"}]}\n") == "K0673 7:68");
}

TEST_CASE("items that wait for one another are told with the way round", "[plan]") {
  CHECK(message("  - {id: a, due: 2014-05-01, depends_on: c}\n  - {id: b, due: 2014-05-01, depends_on: a}\n"
                "  - {id: c, due: 2014-05-01, depends_on: b}\n") == "这些任务互相等待，绕成了圈：a → c → b → a");
  CHECK(found("  - {id: a, due: 2014-05-01, depends_on: c}\n  - {id: b, due: 2014-05-01, depends_on: a}\n"
              "  - {id: c, due: 2014-05-01, depends_on: b}\n") == "K0666 7:42");
  CHECK(found("  - {id: a, due: 2014-05-01, depends_on: a}\n") == "K0666 7:42");
}

TEST_CASE("a section waits for what is below it, so a circle may go through it", "[plan]") {
  const std::string plan = "  - {id: s, due: 2014-05-01, items: [{id: t, depends_on: u}]}\n  - {id: u, due: 2014-05-01, depends_on: s}\n";
  CHECK(found(plan) == "K0666 7:58");
  CHECK(message(plan) == "这些任务互相等待，绕成了圈：t → u → s → t");
  // With targets of its own it is done without them.
  CHECK(found("  - {id: s, due: 2014-05-01, targets: [{indicator: trees, target: \">= 1\"}], items: [{id: t, depends_on: u}]}\n"
              "  - {id: u, due: 2014-05-01, depends_on: s}\n") == "");
}

TEST_CASE("two circles are two findings, and a long chain is none", "[plan]") {
  CHECK(found("  - {id: a, due: 2014-05-01, depends_on: b}\n  - {id: b, due: 2014-05-01, depends_on: a}\n"
              "  - {id: c, due: 2014-05-01, depends_on: d}\n  - {id: d, due: 2014-05-01, depends_on: c}\n") == "K0666 7:42, K0666 9:42");
  std::string chain = "  - {id: i0, due: 2014-05-01}\n";
  for (int i = 1; i < 20'000; ++i)
    chain += "  - {id: i" + std::to_string(i) + ", due: 2014-05-01, depends_on: i" + std::to_string(i - 1) + "}\n";
  CHECK(found(chain) == "");
}

TEST_CASE("an item does not depend on what stands above or below it", "[plan]") {
  CHECK(found("  - {id: a, period: 2014, items: [{id: b, items: [{id: c, depends_on: a}]}]}\n") == "K0667 7:71");
  CHECK(found("  - {id: a, period: 2014, depends_on: b, items: [{id: b}]}\n") == "K0667 7:39");
}

TEST_CASE("what an item waits for ends before it begins", "[plan]") {
  CHECK(found("  - {id: a, period: 2014-Q2}\n  - {id: b, period: 2014-Q2, depends_on: a}\n") == "K0668 8:42");
  CHECK(found("  - {id: a, due: 2014-04-01}\n  - {id: b, period: 2014-Q2, depends_on: a}\n") == "");
  // Where its own beginning is not written, it must at least not end before.
  CHECK(found("  - {id: a, due: 2014-06-30}\n  - {id: b, due: 2014-09-30, depends_on: a}\n", "period: 2014\n") == "");
  CHECK(found("  - {id: a, due: 2014-09-30}\n  - {id: b, due: 2014-06-30, depends_on: a}\n", "period: 2014\n") == "K0668 9:42");
  CHECK(found("  - {id: a, due: 2014-09-30}\n  - {id: b, due: 2014-10-30, depends_on: [a, a]}\n", "period: 2014\n") == "K0678 9:46");
}

TEST_CASE("targets of one indicator are steps to the last of them", "[plan]") {
  const auto two = [](const std::string& first, const std::string& second, const std::string& indicator = "trees") {
    return found("  - {id: a, period: 2014, targets: [\n      {indicator: " + indicator + ", target: " + first +
                 ", by: 2014-06-30},\n      {indicator: " + indicator + ", target: " + second + "}]}\n");
  };
  CHECK(two("\">= 40\"", "\">= 100\"") == "");
  CHECK(two("\">= 100\"", "\">= 100\"") == "");
  CHECK(two("\">= 100\"", "\">= 40\"") == "K0675 9:19");
  CHECK(two("\"<= 10\"", "\"<= 8\"") == "");
  CHECK(two("\"<= 8\"", "\"<= 10\"") == "K0675 9:19");
  CHECK(two("\"~ 50\"", "\"~ 45\"") == "");
  CHECK(two("\">= 40\"", "\"<= 100\"") == "K0676 9:19");
  CHECK(two("done", "\">= 1\"", "state") == "K0676 9:19");
  CHECK(two("\">= 40\"", "\">= 100\", by: 2014-06-30") == "K0674 9:19");
}

TEST_CASE("a breakdown sums to its target", "[plan]") {
  const auto parted = [](const std::string& target, const std::string& parts, const std::string& indicator = "trees") {
    return found("  - {id: a, period: 2014, targets: [{indicator: " + indicator + ", target: " + target + ",\n      breakdown: {" + parts +
                 "}}]}\n");
  };
  CHECK(parted("\">= 5000\"", "东乡: 2000, 西乡: 3000") == "");
  CHECK(parted("\"= 1\"", "东乡: 1/3, 西乡: 2/3") == "");
  CHECK(parted("\"~ 5000\"", "东乡: 2000, 西乡: 3000") == "");
  CHECK(parted("\"<= 12\"", "东乡: 5, 西乡: 7") == "");
  CHECK(parted("\">= 5000\"", "东乡: 2000, 西乡: 2500") == "K0669 8:19");
  CHECK(parted("\">= 5000\"", "东乡: -1, 西乡: 5001") == "K0672 8:23");
  CHECK(parted("done", "东乡: 1", "state") == "K0670 8:19");
  CHECK(parted("30..40", "东乡: 35") == "K0670 8:19");
  CHECK(parted("\">= 60%\"", "东乡: 60%", "rate") == "K0671 8:19");
  CHECK(message("  - {id: a, period: 2014, targets: [{indicator: trees, target: \">= 5000\", breakdown: {东乡: 2000, 西乡: 2500}}]}\n") ==
        "分解的数合计4500，目标是5000，少500");
}

}  // namespace
}  // namespace kaohe
