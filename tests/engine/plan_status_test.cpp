// How a plan stands on a day, with duties, matters and who answers. Days and counts are worked out by hand.

#include "engine/assessing.hpp"

#include <string>

using namespace kaohe;
using kaohe::testing::program;
using kaohe::testing::table;
using kaohe::testing::told;

namespace {

const std::string county = R"(
kaohe: 1
id: county
title: 县绿化工作考核
period: 2014
missing: zero
parties:
  - {id: 县, kind: county}
  - {id: 林业局, kind: office, under: 县}
  - {id: 东乡, kind: township, under: 县}
  - {id: 西乡, kind: township, under: 县}
posts:
  - {id: 局长, party: 林业局, role: head, holders: [{person: 张明, to: 2014-06-30}, {person: 李华, from: 2014-07-01}]}
  - {id: 东乡长, party: 东乡, role: head, holders: [{person: 王强}]}
  - {id: 西乡长, party: 西乡, role: head, holders: [{person: 赵勇}]}
responsibilities:
  - {for: county, chain: [{role: first, post: head}, {role: lead, party: 林业局, post: head}]}
  - {for: green, chain: [{role: lead, party: 林业局, post: head}]}
indicators:
  trees: {title: 植树, unit: 亩, rollup: sum}
  rate: {title: 成活率, unit: "%", rollup: ratio, value: alive / planted}
  alive: {title: 成活}
  planted: {title: 栽植}
  visits: {title: 走访, rollup: sum, value: count(visit)}
criteria:
  - {id: trees, points: 100, rule: {proportion: {of: 1000}}}
measures:
  - {id: notice, title: 限期整改, when: total < 60, within: 10 days}
  - {id: talk, title: 约谈, when: total < 60, on: lead, within: 5 days}
  - {id: praise, title: 表扬, when: total >= 60}
plan:
  - id: green
    title: 绿化
    period: 2014
    targets:
      - {indicator: trees, target: ">= 1000", by: 2014-06-30}
      - {indicator: trees, target: ">= 2000", breakdown: {东乡: 800, 西乡: 1200}}
    duties:
      - {id: patrol, title: 巡山, what: patrol, per: month, per_party: township}
  - {id: survive, title: 保成活, period: 2014, targets: [{indicator: rate, target: ">= 90%"}]}
  - {id: visit, title: 走访林农, period: 2014-H1, lead: 林业局, targets: [{indicator: visits, target: ">= 4"}]}
duties:
  - {id: report, title: 报表, what: report, per: quarter, by: day 10}
)";

const std::string figures =
    "unit,indicator,period,value\n"
    "东乡,trees,2014-Q1,300\n西乡,trees,2014-Q1,500\n东乡,trees,2014-H1,800\n西乡,trees,2014-H1,\n东乡,trees,2014,1000\n"
    "东乡,alive,2014-Q1,280\n东乡,planted,2014-Q1,300\n西乡,alive,2014-Q1,400\n西乡,planted,2014-Q1,500\n";

const std::string events =
    "unit,event,date\n"
    "东乡,patrol,2014-01-05\n东乡,patrol,2014-02-28\n西乡,patrol,2014-01-31\n西乡,patrol,2014-03-02\n"
    "林业局,report,2014-01-10\n林业局,report,2014-04-11\n"
    "东乡,visit,2014-01-20\n东乡,visit,2014-02-20\n西乡,visit,2014-03-31\n西乡,visit,2014-04-30\n西乡,visit,2014-07-02\n";

EvidenceTables evidence() {
  EvidenceTables tables;
  tables.observations = table("observations", figures);
  tables.events = table("events", events);
  return tables;
}

PlanStatus status(const Date& on, const StatusOptions& options = {}) {
  auto checked = program(county).plan_status(evidence(), on, options);
  INFO(told(checked.findings));
  REQUIRE(checked);
  return std::move(*checked.value);
}

std::vector<Deadline> due(const Date& on, const char* within, const StatusOptions& options = {}) {
  auto checked = program(county).due(evidence(), on, *parse_span(within), options);
  INFO(told(checked.findings));
  REQUIRE(checked);
  return std::move(*checked.value);
}

std::string people(const Chain& chain) {
  std::string list;
  for (const Answer& answer : chain.answers) list += (list.empty() ? "" : " ") + (answer.person.empty() ? answer.party : answer.person);
  return list;
}

/// `green at_risk 7月31日…`.
std::string said(const PlanStatus& status, const std::string& id) {
  for (const ItemStatus& item : status.items) {
    if (item.id == id) return std::string(name_of(item.state)) + ": " + item.reason.zh;
  }
  return "none";
}

/// `2014-02-28 东乡: 1 of 1, late 0`, parted by `; `.
std::string windows(const DutyStatus& duty) {
  std::string list;
  for (const DutyWindowStatus& window : duty.windows) {
    const DutyRecord& record = window.record;
    list += (list.empty() ? "" : "; ") + record.window.last.text() + (record.party.empty() ? "" : " " + record.party) + ": " +
            record.done.text() + " of " + std::to_string(record.asked) + (record.late.is_zero() ? "" : ", late " + record.late.text()) +
            (window.over ? "" : ", open");
  }
  return list;
}

std::string listed(const std::vector<Deadline>& deadlines) {
  std::string list;
  for (const Deadline& one : deadlines)
    list += one.on.text() + " " + std::string(name_of(one.kind)) + " " + one.id + (one.party.empty() ? "" : " " + one.party) + ": " +
            one.open.zh + "\n";
  return list;
}

}  // namespace

TEST_CASE("of each party the latest period that ends by the day counts, and what is missing is told", "[engine][plan]") {
  // On 31 March 300 + 500 of 2000; half of the whole is asked for by 30 June, 90 of 181 days: 1/2 * 90/181 = 24.86 %.
  CHECK(said(status(Date(2014, 3, 31)), "green") == "on_track: 3月31日应完成24.9%，实际40.0%，超前15.1个百分点");
  // On 30 June 800 of 东乡, and the 500 of March of 西乡, whose cell of June is empty.
  CHECK(said(status(Date(2014, 6, 30)), "green") == "on_track: 6月30日应完成50.0%，实际65.0%，超前15.0个百分点");
  CHECK(said(status(Date(2014, 3, 30)), "green") == "at_risk: 3月30日应完成24.6%，实际0.0%，落后24.6个百分点；“植树”没有数据");
}

TEST_CASE("a rate is the ratio of sums", "[engine][plan]") {
  // (280 + 400) / (300 + 500) = 85 % of 90 %: 94.444… %; 90 of 365 days are 24.657… %. With one to three digits the three never agree.
  CHECK(said(status(Date(2014, 3, 31)), "survive") == "on_track: 3月31日应完成24.7%，实际94.4%，超前69.7个百分点");
}

TEST_CASE("what counts events counts them from the item's first day to the day asked about", "[engine][plan]") {
  const PlanStatus march = status(Date(2014, 3, 31));
  CHECK(march.items.at(2).targets.at(0).value == Rational(3));
  CHECK(said(status(Date(2014, 4, 30)), "visit") == "done: 走访4，达到目标“>= 4”");
  CHECK(status(Date(2014, 12, 31)).items.at(2).targets.at(0).value == Rational(4));  // not the one of July
}

TEST_CASE("each item tells who answers for it on the day", "[engine][plan]") {
  const PlanStatus june = status(Date(2014, 6, 30));
  CHECK(people(june.items.at(0).chain) == "张明");
  CHECK(people(status(Date(2014, 7, 1)).items.at(0).chain) == "李华");
  CHECK(people(june.items.at(2).chain) == "林业局");
}

TEST_CASE("duties are told window by window up to the day, with who answers for what is missing or late", "[engine][plan]") {
  const PlanStatus march = status(Date(2014, 3, 5));
  REQUIRE(march.duties.size() == 2);
  CHECK(march.duties[0].id == "patrol");
  CHECK(march.duties[0].item == "green");
  CHECK(windows(march.duties[0]) ==
        "2014-01-31 东乡: 1 of 1; 2014-02-28 东乡: 1 of 1; 2014-03-31 东乡: 0 of 1, open; "
        "2014-01-31 西乡: 1 of 1; 2014-02-28 西乡: 0 of 1; 2014-03-31 西乡: 1 of 1, open");
  CHECK(march.duties[0].figures == DutyFigures{4, 3, 0, 1});
  CHECK(people(march.duties[0].windows[0].chain).empty());
  CHECK(people(march.duties[0].windows[4].chain) == "张明");
  CHECK(march.duties[1].id == "report");
  CHECK(march.duties[1].item.empty());
  CHECK(windows(march.duties[1]) == "2014-01-10: 1 of 1");
}

TEST_CASE("a duty that is done late is missing, and an event of a later day does not count yet", "[engine][plan]") {
  CHECK(windows(status(Date(2014, 4, 10)).duties[1]) == "2014-01-10: 1 of 1; 2014-04-10: 0 of 1, open");
  CHECK(windows(status(Date(2014, 4, 11)).duties[1]) == "2014-01-10: 1 of 1; 2014-04-10: 0 of 1, late 1");
}

TEST_CASE("measures with a deadline open matters, counted from the day the results were made known", "[engine][plan]") {
  EvidenceTables tables;
  tables.observations = table("observations", "unit,trees\n东乡,1000\n西乡,500\n");
  const auto assessment = program(county).assess(tables);
  REQUIRE(assessment);
  StatusOptions options;
  options.assessment = &*assessment.value;
  options.made_known = Date(2015, 1, 20);
  const PlanStatus asked = status(Date(2015, 1, 30), options);
  REQUIRE(asked.matters.size() == 2);
  CHECK(asked.matters[0].measure == "notice");
  CHECK(asked.matters[0].unit == "西乡");
  CHECK(asked.matters[0].last == Date(2015, 1, 30));
  CHECK(asked.matters[0].state == Matter::State::due);
  CHECK(people(asked.matters[0].chain) == "赵勇 李华");
  CHECK(asked.matters[1].measure == "talk");
  CHECK(asked.matters[1].state == Matter::State::overdue);
  CHECK(people(asked.matters[1].chain) == "李华");
  CHECK(status(Date(2015, 1, 19), options).matters.empty());
  options.made_known.reset();
  CHECK(status(Date(2015, 1, 8), options).matters.at(0).last == Date(2015, 1, 10));
  options.party = "东乡";
  CHECK(status(Date(2015, 1, 8), options).matters.empty());
}

TEST_CASE("a party is asked for its own parts", "[engine][plan]") {
  StatusOptions options;
  options.party = "西乡";
  const PlanStatus west = status(Date(2014, 3, 31), options);
  CHECK(west.items.size() == 1);
  CHECK(said(west, "green") == "on_track: 3月31日应完成24.9%，实际41.7%，超前16.8个百分点");  // 500 of 1200
  REQUIRE(west.duties.size() == 1);
  CHECK(windows(west.duties[0]) == "2014-01-31 西乡: 1 of 1; 2014-02-28 西乡: 0 of 1; 2014-03-31 西乡: 1 of 1, open");
  options.party = "林业局";
  const PlanStatus office = status(Date(2014, 3, 31), options);
  CHECK(office.items.size() == 3);
}

TEST_CASE("deadlines come by date, with what is still open", "[engine][plan]") {
  CHECK(listed(due(Date(2014, 2, 10), "50 days")) ==
        "2014-02-28 duty patrol 东乡: 还差1次，共要1次\n"
        "2014-02-28 duty patrol 西乡: 还差1次，共要1次\n"
        "2014-03-31 duty patrol 东乡: 还差1次，共要1次\n"
        "2014-03-31 duty patrol 西乡: 还差1次，共要1次\n");
  CHECK(listed(due(Date(2014, 6, 9), "21 days")) ==
        "2014-06-30 target green: 植树800亩，未达到目标“>= 1000”\n"
        "2014-06-30 duty patrol 东乡: 还差1次，共要1次\n"
        "2014-06-30 duty patrol 西乡: 还差1次，共要1次\n");
  CHECK(listed(due(Date(2014, 6, 9), "20 days")).empty());
  const auto last = due(Date(2014, 12, 30), "1 day");
  CHECK(last.size() == 4);
  CHECK(last.at(0).open.zh == "已完成65.0%");
}

TEST_CASE("asking for a party, or with an assessment, that is not of the scheme is an error", "[engine][plan]") {
  StatusOptions options;
  options.party = "东乡镇";
  const auto stranger = program(county).plan_status(evidence(), Date(2014, 3, 31), options);
  CHECK(!stranger);
  REQUIRE(stranger.findings.size() == 1);
  CHECK(stranger.findings[0].code == "K0626");
  Assessment other;
  other.scheme = "other";
  options = {};
  options.assessment = &other;
  const auto wrong = program(county).plan_status(evidence(), Date(2014, 3, 31), options);
  CHECK(!wrong);
  CHECK(wrong.findings.at(0).code == "K0681");
}

TEST_CASE("what is odd about figures and events is told once", "[engine][plan]") {
  EvidenceTables tables;
  tables.observations =
      table("observations", "unit,indicator,period,value\n县,trees,2014-Q1,900\n东乡,trees,2014-Q1,300\n东镇,trees,2014-Q1,1\n");
  tables.events = table("events", "unit,event,date\n东镇,patrol,2014-01-05\n东镇,patrol,2014-02-05\n林业局,patrol,2014-02-05\n");
  const auto checked = program(county).plan_status(tables, Date(2014, 3, 31));
  REQUIRE(checked);
  CHECK(checked.value->items.at(0).targets.at(0).value == Rational(901));  // the county's own figure, and the stranger's
  std::string codes;
  for (const Finding& finding : checked.findings) codes += finding.code + " " + finding.message.zh + "\n";
  CHECK(codes ==
        "K0682 “patrol”由各单位分别完成，这些单位不在 parties 或单位表里，它们做的没有计入：东镇\n"
        "K0623 责任链的“first”是被考核单位的岗位，没有说是哪个单位\n"  // the plan as a whole is asked about
        "K0629 “县”自报的“trees”是900，而下级汇总是300\n"
        "K0794 这些单位不在 parties 里，汇总时各算各的：东镇\n");
}

TEST_CASE("a table that cannot be read gives findings and no status", "[engine][plan]") {
  EvidenceTables tables;
  tables.events = table("events", "unit,event,date\n东乡,patrol,2014-02-30\n");
  const auto checked = program(county).plan_status(tables, Date(2014, 3, 31));
  CHECK(!checked);
  CHECK(checked.findings.at(0).code == "K0716");
}
