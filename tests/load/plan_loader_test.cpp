// Plans read from documents: expected values follow the document's text; places are counted by hand (what follows `leaf` begins on line 5).

#include "load/load_text.hpp"
#include "test.hpp"

namespace kaohe {
namespace {

using test::found_in;
using test::head;
using test::load_text;

const std::string leaf = "criteria: [{id: a, points: 9, rule: {threshold: done}}]\n";

std::vector<Item> plan_of(const std::string& text) {
  const auto loaded = load_text(head + leaf + text);
  CHECK(test::listed(loaded.findings) == "");
  return loaded.scheme.plan;
}

TEST_CASE("an item is read with all its keys", "[load][plan]") {
  const auto plan = plan_of(R"(plan:
  - id: pond-3
    title: 三号鱼塘
    kind: phase
    period: 2014-Q3
    due: 2014-08-31
    source: 第三条
    targets:
      - {indicator: dug, target: ">= 40%", by: 2014-07-31}
      - {indicator: dug, target: ">= 100%", breakdown: {town.a: 60%, 村: 40%}}
    lead: [town.a, 村]
    assist: bureau
    depends_on: [pond-1]
    tags: [水利]
)");
  REQUIRE(plan.size() == 1);
  const Item& item = plan[0];
  CHECK(item.id == "pond-3");
  CHECK(item.title == "三号鱼塘");
  CHECK(item.kind == Item::Kind::phase);
  CHECK(item.period == Period(Date(2014, 7, 1), Date(2014, 9, 30)));
  CHECK(item.due == Date(2014, 8, 31));
  CHECK(item.source == "第三条");
  CHECK(item.where.line == 6);
  REQUIRE(item.targets.size() == 2);
  CHECK(item.targets[0].indicator.name == "dug");
  CHECK(item.targets[0].target.kind == Target::Kind::at_least);
  CHECK(item.targets[0].by == Date(2014, 7, 31));
  CHECK(item.targets[0].where.line == 13);
  CHECK(!item.targets[1].by);
  REQUIRE(item.targets[1].breakdown.size() == 2);
  CHECK(item.targets[1].breakdown[0].first.name == "town.a");
  CHECK(item.targets[1].breakdown[1].second.expression.number == Rational(2, 5));
  REQUIRE(item.lead.size() == 2);
  CHECK(item.lead[1].name == "村");
  CHECK(item.assist.at(0).name == "bureau");
  CHECK(item.depends_on.at(0).name == "pond-1");
  CHECK(item.tags == std::vector<std::string>{"水利"});
}

TEST_CASE("an item without a kind is a task, and children stand under items", "[load][plan]") {
  const auto plan = plan_of("plan: [{id: g, kind: goal, items: [{id: t, items: [{id: m, kind: measure}]}, {id: u}]}]\n");
  REQUIRE(plan.size() == 1);
  REQUIRE(plan[0].items.size() == 2);
  CHECK(plan[0].items[0].kind == Item::Kind::task);
  CHECK(plan[0].items[0].items.at(0).kind == Item::Kind::measure);
  CHECK(plan[0].items[1].id == "u");
  CHECK(!plan[0].period);
}

TEST_CASE("an item's period takes every form of a period", "[load][plan]") {
  const auto period = [](const std::string& written) { return plan_of("plan: [{id: p, period: " + written + "}]\n").at(0).period; };
  CHECK(period("十一五") == Period(Date(2006, 1, 1), Date(2010, 12, 31)));
  CHECK(period("2013/2014") == Period(Date(2013, 9, 1), Date(2014, 8, 31)));
  CHECK(period("{from: 2011-03-12, to: 2011-04-20}") == Period(Date(2011, 3, 12), Date(2011, 4, 20)));
}

TEST_CASE("a term of an item takes its days from the calendar", "[load][plan]") {
  const auto loaded = load_text(head + leaf + "uses: calendar.yaml\nplan: [{id: p, period: 2013/2014-T1}]\n",
                                {{"calendar.yaml", "calendar: {terms: {2013/2014-T1: {from: 2013-09-01, to: 2014-01-20}}}\n"}});
  CHECK(loaded.scheme.plan.at(0).period == Period(Date(2013, 9, 1), Date(2014, 1, 20)));
  CHECK(found_in(leaf + "plan: [{id: p, period: 2013/2014-T1}]\n") == "K0353 5:24");
}

TEST_CASE("the plans of used documents come before the scheme's own", "[load][plan]") {
  const auto loaded = load_text(head + leaf + "uses: more.yaml\nplan: [{id: own}]\n", {{"more.yaml", "plan: [{id: used}]\n"}});
  REQUIRE(loaded.scheme.plan.size() == 2);
  CHECK(loaded.scheme.plan[0].id == "used");
  CHECK(loaded.scheme.plan[1].id == "own");
}

TEST_CASE("the version of an item that is valid in the scheme's period holds", "[load][plan]") {
  const auto plan = plan_of(
      "period: 2014\nplan: [{id: p, due: 2014-06-30, versions: [{valid: {to: 2013-12-31}, title: 旧}, {valid: {from: 2014-01-01}, title: "
      "新, due: 2014-05-31}]}]\n");
  CHECK(plan.at(0).title == "新");
  CHECK(plan.at(0).due == Date(2014, 5, 31));
}

TEST_CASE("what is wrong in a plan is found at its place", "[load][plan]") {
  struct Wrong {
    const char* what;
    std::string plan;
    std::string found;
  };
  const std::vector<Wrong> cases{
      {"no list", "{id: p}", "K0205 5:7"},
      {"an item without an id", "[{title: 甲}]", "K0204 5:8"},
      {"an unknown key", "[{id: p, depend_on: q}]", "K0202 5:16"},
      {"a kind of item", "[{id: p, kind: gaol}]", "K0215 5:22"},
      {"a period", "[{id: p, period: 2014-Q5}]", "K0350 5:24"},
      {"a period that ends before it begins", "[{id: p, period: {from: 2014-05-01, to: 2014-04-01}}]", "K0351 5:24"},
      {"a date", "[{id: p, due: 2014-02-30}]", "K0352 5:21"},
      {"a due date outside the period", "[{id: p, period: 2014, due: 2015-01-01}]", "K0660 5:35"},
      {"a target without an indicator", "[{id: p, targets: [{target: done}]}]", "K0204 5:26"},
      {"a target that says nothing of better", "[{id: p, targets: [{indicator: a, target: 5}]}]", "K0331 5:49"},
      {"the date of a target", "[{id: p, targets: [{indicator: a, target: done, by: June}]}]", "K0352 5:59"},
      {"an empty breakdown", "[{id: p, targets: [{indicator: a, target: \">= 1\", breakdown: {}}]}]", "K0420 5:68"},
      {"a part that is no number", "[{id: p, targets: [{indicator: a, target: \">= 1\", breakdown: {x: }}]}]", "K0206 5:72"},
      {"an empty list of what comes before", "[{id: p, depends_on: []}]", "K0420 5:28"},
      {"the id of another item", "[{id: p, items: [{id: p}]}]", "K0213 5:29"},
  };
  for (const auto& wrong : cases) {
    CAPTURE(wrong.what);
    CHECK(found_in(leaf + "plan: " + wrong.plan + "\n") == wrong.found);
  }
}

}  // namespace
}  // namespace kaohe
