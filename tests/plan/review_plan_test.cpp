// How items stand on a day, and why. Days and shares are worked out by hand.

#include "plan/planning.hpp"
#include "test.hpp"

#include <kaohe/plan/review_plan.hpp>

#include <map>
#include <set>

namespace kaohe {
namespace {

using test::listed;
using test::Planning;

const std::string indicators =
    "indicators: {trees: {title: 植树, unit: 亩, rollup: sum}, alive: {title: 成活率, unit: \"%\", rollup: mean}, built: {title: 建成, "
    "rollup: min}}\n"
    "parties: [{id: 县}, {id: 东乡, under: 县}, {id: 西乡, under: 县}]\n";

/// A plan with figures, asked on a day.
class Asked {
 public:
  Asked(const std::string& plan, const Date& on, std::map<std::string, Figure> figures = {}, const std::string& party = "",
        std::set<std::string> leads = {})
      : planning_(indicators + plan) {
    REQUIRE(!has_errors(planning_.findings));
    const FigureOf figure = [&](const std::string& indicator, const Period&, const Date&, const std::string& of) {
      const auto found = figures.find(of.empty() ? indicator : indicator + " " + of);
      return found == figures.end() ? Figure{} : found->second;
    };
    review =
        review_plan(planning_.plan, planning_.parties(), {on, figure, party, [&](const std::string& id) { return leads.contains(id); }});
  }

  const ItemStatus& operator[](const std::string& id) const {
    const auto found = std::ranges::find(review.items, id, &ItemStatus::id);
    REQUIRE(found != review.items.end());
    return *found;
  }

  std::string ids() const {
    std::string list;
    for (const ItemStatus& item : review.items) list += (list.empty() ? "" : " ") + item.id;
    return list;
  }

  PlanReview review;

 private:
  Planning planning_;
};

std::string said(const ItemStatus& item) { return std::string(name_of(item.state)) + ": " + item.reason.zh; }
std::string said_in_english(const ItemStatus& item) { return item.reason.en; }

Figure value(const Rational& number) { return {number, {}}; }

const std::string green =
    "plan: [{id: green, period: 2014, targets: [{indicator: trees, target: \">= 7000\", by: 2014-07-31}, {indicator: trees, target: \">= "
    "12000\"}]}]\n";

TEST_CASE("an item behind what is expected is at risk, and says by how much", "[plan][status]") {
  const Asked asked(green, Date(2014, 7, 31), {{"trees", value(4920)}});
  CHECK(said(asked["green"]) == "at_risk: 7月31日应完成58.3%，实际41.0%，落后17.3个百分点");
  CHECK(said_in_english(asked["green"]) == "by 2014-07-31 58.3% should be done, 41.0% is: 17.3 percentage points behind");
  CHECK(asked["green"].expected == Rational(7, 12));
  CHECK(asked["green"].progress == Rational(41, 100));
}

TEST_CASE("an item at or before what is expected is on track", "[plan][status]") {
  CHECK(said(Asked(green, Date(2014, 7, 31), {{"trees", value(7000)}})["green"]) == "on_track: 7月31日应完成58.3%，实际58.3%");
  CHECK(said(Asked(green, Date(2014, 7, 31), {{"trees", value(9000)}})["green"]) ==
        "on_track: 7月31日应完成58.3%，实际75.0%，超前16.7个百分点");
}

TEST_CASE("an item is done when its last target is met, early or late", "[plan][status]") {
  const Asked early(green, Date(2014, 7, 31), {{"trees", value(12000)}});
  CHECK(said(early["green"]) == "done: 植树12000亩，达到目标“>= 12000”");
  CHECK(said_in_english(early["green"]) == "植树 12000 亩, the target \">= 12000\" is met");
  CHECK(early["green"].targets.at(0).met);
  CHECK(Asked(green, Date(2015, 3, 1), {{"trees", value(12000)}})["green"].state == ItemState::done);
}

TEST_CASE("an item that is not done after its last day is overdue", "[plan][status]") {
  const Asked asked(green, Date(2015, 1, 12), {{"trees", value(9840)}});
  CHECK(said(asked["green"]) == "overdue: 应于2014年12月31日完成，已过12天，实际完成82.0%；植树9840亩，未达到目标“>= 12000”");
  CHECK(said_in_english(asked["green"]) ==
        "due on 2014-12-31, 12 days ago; 82.0% is done; 植树 9840 亩, the target \">= 12000\" is not met");
  CHECK(Asked(green, Date(2014, 12, 31), {{"trees", value(9840)}})["green"].state == ItemState::at_risk);
}

TEST_CASE("an item with dates on all targets is overdue after the last of them", "[plan][status]") {
  const std::string plan = "plan: [{id: a, period: 2014, targets: [{indicator: built, target: done, by: 2014-10-31}]}]\n";
  CHECK(Asked(plan, Date(2014, 10, 31), {{"built", value(0)}})["a"].state == ItemState::at_risk);
  CHECK(said(Asked(plan, Date(2014, 11, 1), {{"built", value(0)}})["a"]) ==
        "overdue: 应于10月31日完成，已过1天，实际完成0.0%；“建成”尚未实现");
  CHECK(Asked(plan, Date(2014, 11, 1), {{"built", value(1)}})["a"].state == ItemState::done);
}

TEST_CASE("before its first day an item is not started", "[plan][status]") {
  const std::string plan = "plan: [{id: a, period: 2014-Q2, targets: [{indicator: trees, target: \">= 10\"}]}]\n";
  CHECK(said(Asked(plan, Date(2014, 3, 31))["a"]) == "not_started: 4月1日开始");
  CHECK(said(Asked(plan, Date(2013, 3, 31))["a"]) == "not_started: 2014年4月1日开始");
  CHECK(said_in_english(Asked(plan, Date(2014, 3, 31))["a"]) == "begins on 2014-04-01");
}

TEST_CASE("without data nothing is reached, and the reason says so", "[plan][status]") {
  CHECK(said(Asked(green, Date(2014, 7, 31))["green"]) == "at_risk: 7月31日应完成58.3%，实际0.0%，落后58.3个百分点；“植树”没有数据");
  CHECK(said(Asked(green, Date(2014, 7, 31), {{"trees", {Rational(9000), {"西乡"}}}})["green"]) ==
        "on_track: 7月31日应完成58.3%，实际75.0%，超前16.7个百分点；“植树”缺1个单位的数据");
}

TEST_CASE("an item without targets or children goes by time", "[plan][status]") {
  const std::string plan = "plan: [{id: a, kind: phase, period: 2014-Q1}]\n";
  const Asked half(plan, Date(2014, 2, 14));
  CHECK(said(half["a"]) == "on_track: 没有写目标，到2月14日时间已过50.0%");
  CHECK(half["a"].progress == Rational(1, 2));
  CHECK(said(Asked(plan, Date(2014, 3, 31))["a"]) == "done: 3月31日到期，没有写目标");
  CHECK(Asked(plan, Date(2014, 3, 30))["a"].state == ItemState::on_track);
}

TEST_CASE("progress is the mean over an item's indicators, else over its children", "[plan][status]") {
  const Asked asked(R"(plan:
  - id: top
    period: 2014
    items:
      - {id: both, period: 2014, targets: [{indicator: trees, target: ">= 100"}, {indicator: alive, target: ">= 80%"}]}
      - {id: time, period: 2014-H1}
      - {id: later, period: 2014-Q4, targets: [{indicator: built, target: done}]}
)",
                    Date(2014, 3, 14), {{"trees", value(50)}, {"alive", value({2, 10})}});
  CHECK(asked["both"].progress == Rational(3, 8));  // (1/2 + 1/4) / 2
  CHECK(asked["both"].expected == Rational(1, 5));  // 73 of 365 days
  CHECK(asked["time"].progress == Rational(73, 181));
  CHECK(asked["later"].progress == Rational(0));
  CHECK(asked["top"].progress == (Rational(3, 8) + Rational(73, 181)) / Rational(3));
  CHECK(asked["top"].expected == (Rational(1, 5) + Rational(73, 181)) / Rational(3));
  CHECK(asked["top"].state == ItemState::on_track);
  CHECK(asked["top"].depth == 0);
  CHECK(asked["both"].depth == 1);
}

TEST_CASE("an item is done when all below it is", "[plan][status]") {
  const std::string plan =
      "plan: [{id: top, period: 2014, items: [{id: a, period: 2014-Q1}, {id: b, period: 2014, targets: [{indicator: built, target: "
      "done}]}]}]\n";
  CHECK(said(Asked(plan, Date(2014, 5, 1), {{"built", value(1)}})["top"]) == "done: 下级任务都已完成");
  CHECK(Asked(plan, Date(2014, 5, 1), {{"built", value(0)}})["top"].state == ItemState::at_risk);  // b: nothing of 121/365
}

TEST_CASE("an item with targets of its own does not wait for its children", "[plan][status]") {
  const std::string plan =
      "plan: [{id: top, period: 2014, targets: [{indicator: trees, target: \">= 10\"}], items: [{id: a, period: 2014, targets: "
      "[{indicator: built, target: done}]}]}]\n";
  CHECK(Asked(plan, Date(2014, 5, 1), {{"trees", value(10)}, {"built", value(0)}})["top"].state == ItemState::done);
}

const std::string steps = R"(plan:
  - {id: site, title: 选址, period: 2014-Q1, targets: [{indicator: built, target: done}]}
  - {id: money, title: 筹资, period: 2014-Q1}
  - {id: build, title: 建设, period: 2014-Q2, depends_on: [site, money], targets: [{indicator: trees, target: ">= 10"}]}
  - {id: open, title: 开放, period: 2014-Q3, depends_on: build}
)";

TEST_CASE("an item waits for what it depends on, before and after its first day", "[plan][status]") {
  const Asked before(steps, Date(2014, 2, 1), {{"built", value(0)}});
  CHECK(said(before["build"]) == "blocked: 要等“选址”、“筹资”完成");
  CHECK(said_in_english(before["build"]) == "waits for \"选址\", \"筹资\"");
  const Asked after(steps, Date(2014, 4, 10), {{"built", value(0)}});
  CHECK(said(after["build"]) == "blocked: 要等“选址”完成");
  CHECK(after["build"].waits_for == std::vector<std::string>{"site"});
  CHECK(Asked(steps, Date(2014, 3, 31), {{"built", value(1)}})["build"].state == ItemState::not_started);
  CHECK(Asked(steps, Date(2014, 4, 1), {{"built", value(1)}})["build"].state == ItemState::at_risk);
}

TEST_CASE("what is overdue is overdue though it waits, and what is met is done though it waits", "[plan][status]") {
  CHECK(Asked(steps, Date(2014, 7, 1), {{"built", value(0)}})["build"].state == ItemState::overdue);
  CHECK(Asked(steps, Date(2014, 4, 10), {{"built", value(0)}, {"trees", value(10)}})["build"].state == ItemState::done);
}

TEST_CASE("what is late tells what it holds up, and the longest such chain is critical", "[plan][status]") {
  const Asked asked(steps, Date(2014, 4, 10), {{"built", value(0)}});
  CHECK(asked["site"].state == ItemState::overdue);
  CHECK(asked["site"].blocks == std::vector<std::string>{"build", "open"});
  CHECK(asked["build"].blocks.empty());  // it waits, but is not late itself
  CHECK(asked.review.critical_chain == std::vector<std::string>{"site", "build", "open"});
  CHECK(Asked(steps, Date(2014, 4, 10), {{"built", value(1)}, {"trees", value(10)}}).review.critical_chain.empty());
}

TEST_CASE("a late part of a section holds up what waits for the section", "[plan][status]") {
  const Asked asked(R"(plan:
  - id: first
    period: 2014-Q1
    items:
      - {id: a, targets: [{indicator: built, target: done}]}
      - {id: b}
  - {id: second, period: 2014-Q2, depends_on: first}
  - {id: third, period: 2014-Q3, depends_on: second}
  - {id: aside, period: 2014-Q2, depends_on: a}
)",
                    Date(2014, 3, 1), {{"built", value(0)}});
  CHECK(asked["a"].blocks == std::vector<std::string>{"second", "third", "aside"});
  CHECK(asked["first"].blocks == std::vector<std::string>{"second", "third"});
  CHECK(asked.review.critical_chain == std::vector<std::string>{"first", "second", "third"});
}

TEST_CASE("asked for a party, items stand against its part of the breakdown", "[plan][status]") {
  const std::string plan = R"(plan:
  - id: top
    period: 2014
    items:
      - {id: green, targets: [{indicator: trees, target: ">= 5000", breakdown: {东乡: 2000, 西乡: 3000}}]}
      - {id: hall, targets: [{indicator: built, target: done}]}
  - {id: other, period: 2014}
)";
  const std::map<std::string, Figure> figures{
      {"trees", value(2500)}, {"trees 东乡", value(2000)}, {"trees 西乡", value(500)}, {"built", value(0)}};
  const Asked east(plan, Date(2014, 3, 14), figures, "东乡");
  CHECK(east.ids() == "top green");
  CHECK(said(east["green"]) == "done: 植树2000亩，达到目标“>= 2000”");
  const Asked west(plan, Date(2014, 3, 14), figures, "西乡", {"hall"});
  CHECK(west.ids() == "top green hall");
  CHECK(west["green"].progress == Rational(1, 6));
  CHECK(west["green"].targets.at(0).target == ">= 3000");
  CHECK(west["green"].state == ItemState::at_risk);
  CHECK(Asked(plan, Date(2014, 3, 14), figures).ids() == "top green hall other");
}

TEST_CASE("a chain of thousands of items is reviewed without delay", "[plan][status]") {
  std::string plan = "period: 2014\nplan:\n  - {id: i0, due: 2014-05-01, targets: [{indicator: built, target: done}]}\n";
  for (int i = 1; i < 5000; ++i)
    plan += "  - {id: i" + std::to_string(i) + ", due: 2014-05-01, depends_on: i" + std::to_string(i - 1) +
            ", targets: [{indicator: built, target: done}]}\n";
  const Asked asked(plan, Date(2014, 6, 1), {{"built", value(0)}});
  CHECK(asked.review.critical_chain.size() == 5000);
  CHECK(asked["i0"].blocks.size() == HeldUp::most);
}

}  // namespace
}  // namespace kaohe
