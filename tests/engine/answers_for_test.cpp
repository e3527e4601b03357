// Who answers for this on that day: golden answers, each found by hand from the two documents below.

#include "engine/assessing.hpp"

#include <string>

using namespace kaohe;
using kaohe::testing::program;

namespace {

/// A county's schools. The chain of the whole scheme stands last, so that order of writing is seen not to matter.
const std::string county = R"(
kaohe: 1
id: county
title: 县教育工作考核
period: 2014
missing: zero
parties:
  - {id: 县, kind: county}
  - {id: 城关镇, kind: township, under: 县}
  - {id: 一小, title: 第一小学, kind: school, under: 城关镇}
  - {id: 二小, title: 第二小学, kind: school, under: 城关镇}
  - {id: 撤点小学, kind: school, under: 城关镇, to: 2014-07-31}
  - {id: 教育局, kind: office, under: 县}
  - {id: 基教股, kind: office, under: 教育局}
  - {id: 财政局, kind: office, under: 县}
  - {id: 督学, title: 王建国, kind: person, under: 教育局}
posts:
  - {id: 一小校长, party: 一小, role: head, holders: [{person: 张明, to: 2014-07-31}, {person: 李华, from: 2014-08-01}]}
  - {id: 一小教学副校长, party: 一小, role: deputy, holders: [{person: 赵一}]}
  - {id: 一小总务副校长, party: 一小, role: deputy, holders: [{person: 钱二}]}
  - {id: 二小校长, party: 二小, role: head, holders: [{person: 孙三, to: 2014-06-30}, {person: 周四, from: 2014-09-01}]}
  - {id: 校医, party: 二小, role: nurse, holders: [{person: 许十}]}
  - {id: 局长, party: 教育局, role: head, holders: [{person: 郑五}, {person: 王六, from: 2014-03-01, to: 2014-05-31, acting: yes}]}
  - {id: 安全副局长, party: 教育局, role: deputy, holders: [{person: 冯七}]}
  - {id: 镇长, party: 城关镇, role: head, holders: [{person: 陈八, to: 2014-06-30}, {person: 褚九, from: 2014-07-01}]}
criteria:
  - id: teaching
    criteria:
      - {id: enrolment, points: 10, rule: {threshold: ">= 1"}}
      - {id: quality, points: 10, rule: {threshold: ">= 1"}}
      - {id: dropout, tags: [控辍], points: 10, rule: {threshold: ">= 1"}}
  - id: safety
    tags: [安全]
    criteria:
      - {id: drills, points: 10, rule: {threshold: ">= 1"}}
      - {id: buses, points: 10, rule: {threshold: ">= 1"}}
  - {id: finance, points: 10, rule: {threshold: ">= 1"}}
  - {id: hygiene, points: 10, rule: {threshold: ">= 1"}}
  - {id: reading, points: 10, rule: {threshold: ">= 1"}}
adjustments:
  - {id: awards, rule: {tally: {event: award, points: 1}}}
vetoes:
  - {id: accident, tags: [安全], when: count(accident) >= 1, effect: {score: 0}}
responsibilities:
  - {for: [teaching], source: 责任书一, chain: [{role: first, post: head}, {role: deputy, post: deputy}]}
  - {for: [quality], chain: [{role: direct, party: 基教股}, {role: inspector, party: 督学}]}
  - {for: [控辍], chain: [{role: first, party: 城关镇, post: head}, {role: first, post: head}]}
  - for: [安全]
    chain: [{role: first, post: head}, {role: deputy, party: 教育局, post: 安全副局长}]
  - for: [buses]
    chain: [{role: lead, party: 教育局, share: 60%}, {role: assist, party: 财政局}, {role: assist, party: 城关镇}]
  - for: [finance]
    chain: [{role: first, party: 财政局, post: head}, {role: deputy, post: 安全副局长}]
  - {for: [hygiene], chain: [{role: first, post: nurse}]}
  - {for: [county], chain: [{role: first, party: 教育局, post: head}]}
)";

/// Four levels, and no chain for anything but places and what they owe.
const std::string city = R"(
kaohe: 1
id: city
title: 市网格化管理
period: 2014
missing: zero
parties:
  - {id: 市, kind: city}
  - {id: 县, kind: county, under: 市}
  - {id: 镇, kind: township, under: 县}
  - {id: 村, kind: village, under: 镇}
  - {id: 邻县, kind: county, under: 市}
  - {id: 邻镇, kind: township, under: 邻县}
posts:
  - {id: 市长, party: 市, role: head, holders: [{person: 甲}]}
  - {id: 县长, party: 县, role: head, holders: [{person: 乙}]}
  - {id: 镇长, party: 镇, role: head, holders: [{person: 丙}]}
  - {id: 村主任, party: 村, role: head, holders: [{person: 丁}]}
criteria:
  - {id: grid, points: 10, rule: {threshold: ">= 1"}}
  - {id: farms, points: 10, rule: {threshold: ">= 1"}}
responsibilities:
  - for: [farms]
    source: 属地管理
    chain:
      - {role: direct, party: 村, post: head}
      - {role: township, party: 镇, post: head}
      - {role: county, party: 县, post: head}
      - {role: city, party: 市, post: head}
  - {for: [县], chain: [{role: first, post: head}, {role: superior, party: 县, post: head}]}
  - {for: [镇], chain: [{role: place, party: 镇, post: head}]}
)";

/// A plan whose items name who leads and who assists.
const std::string forestry = R"(
kaohe: 1
id: forestry
title: 林业会战
period: 2010
missing: zero
parties:
  - {id: 县, kind: county}
  - {id: 林业局, kind: office, under: 县}
  - {id: 农业局, kind: office, under: 县}
  - {id: 财政局, kind: office, under: 县}
posts:
  - {id: 林业局长, party: 林业局, role: head, holders: [{person: 甲}]}
criteria:
  - {id: a, points: 10, rule: {threshold: ">= 1"}}
plan:
  - id: afforestation
    source: 会战方案
    lead: [林业局]
    assist: [财政局]
    items:
      - {id: seedlings}
      - {id: base, lead: [农业局, 林业局], assist: [财政局]}
      - {id: training, tags: [培训]}
      - {id: roads, lead: [农业局]}
    duties:
      - {id: patrol, what: patrol, per: month}
      - {id: report, what: report, per: month, lead: [农业局]}
  - {id: survey}
responsibilities:
  - {for: [培训], chain: [{role: direct, party: 农业局}]}
  - {for: [roads], chain: [{role: direct, party: 财政局}]}
  - {for: [forestry], chain: [{role: first, party: 林业局, post: head}]}
)";

/// role=party/post/person for every entry, `-` for nothing and `~` before who acts; then the codes of what was found.
std::string told(const Checked<Chain>& asked) {
  const auto or_dash = [](const std::string& text) { return text.empty() ? "-" : text; };
  std::string text = asked ? or_dash(asked.value->subject) + ":" : "";
  const Findings& findings = asked ? asked.value->findings : asked.findings;
  if (asked) {
    for (const Answer& answer : asked.value->answers)
      text += " " + answer.role + "=" + or_dash(answer.party) + "/" + or_dash(answer.post) + "/" + (answer.acting ? "~" : "") +
              or_dash(answer.person);
  }
  for (const Finding& finding : findings) text += (text.empty() ? "" : " ") + finding.code;
  return text;
}

struct Situation {
  const char *what, *id, *on, *unit, *answer;
};

void check_situations(const std::string& document, const std::vector<Situation>& situations) {
  const Program made = program(document);
  for (const Situation& situation : situations) {
    CAPTURE(situation.what);
    CHECK(told(made.answers_for(situation.id, *Date::parse(situation.on), situation.unit)) == situation.answer);
  }
}

}  // namespace

TEST_CASE("persons change, the post answers", "[engine][chain]") {
  const char* deputies = " deputy=一小/一小教学副校长/赵一 deputy=一小/一小总务副校长/钱二";
  const std::string before = std::string("teaching: first=一小/一小校长/张明") + deputies;
  const std::string after = std::string("teaching: first=一小/一小校长/李华") + deputies;
  check_situations(county,
                   {
                       {"hand-over in mid-year: the last day of the one", "teaching", "2014-07-31", "一小", before.c_str()},
                       {"hand-over in mid-year: the first day of the next, two deputies in written order", "teaching", "2014-08-01", "一小",
                        after.c_str()},
                       {"a vacant post stays in the list", "teaching", "2014-07-01", "二小",
                        "teaching: first=二小/二小校长/- deputy=二小/deputy/- K0620 K0621"},
                       {"filled again", "teaching", "2014-09-01", "二小", "teaching: first=二小/二小校长/周四 deputy=二小/deputy/- K0621"},
                       {"a person who has left since answers for the day", "dropout", "2014-03-15", "二小",
                        "控辍: first=城关镇/镇长/陈八 first=二小/二小校长/孙三"},
                       {"who acts answers beside the absent one", "awards", "2014-04-01", "", "county: first=教育局/局长/~王六"},
                       {"and the absent one answers again", "awards", "2014-06-01", "", "county: first=教育局/局长/郑五"},
                   });
}

TEST_CASE("the nearest chain holds, and replaces what is above it", "[engine][chain]") {
  check_situations(
      county,
      {
          {"inherited from the section", "enrolment", "2014-09-01", "一小",
           "teaching: first=一小/一小校长/李华 deputy=一小/一小教学副校长/赵一 deputy=一小/一小总务副校长/钱二"},
          {"inherited from the scheme", "reading", "2014-09-01", "一小", "county: first=教育局/局长/郑五"},
          {"an adjustment hangs below the scheme", "awards", "2014-09-01", "一小", "county: first=教育局/局长/郑五"},
          {"a leaf's own chain has nothing of the section's", "quality", "2014-09-01", "一小",
           "quality: direct=基教股/-/- inspector=督学/-/王建国"},
          {"a leaf's tag is nearer than its section", "dropout", "2014-09-01", "一小",
           "控辍: first=城关镇/镇长/褚九 first=一小/一小校长/李华"},
          {"a section's tag is inherited", "drills", "2014-09-01", "一小", "安全: first=一小/一小校长/李华 deputy=教育局/安全副局长/冯七"},
          {"a veto is found by its tag", "accident", "2014-05-04", "一小", "安全: first=一小/一小校长/张明 deputy=教育局/安全副局长/冯七"},
          {"the scheme itself", "county", "2014-09-01", "", "county: first=教育局/局长/郑五"},
          {"a tag itself", "控辍", "2014-09-01", "一小", "控辍: first=城关镇/镇长/褚九 first=一小/一小校长/李华"},
          {"a party hangs below the scheme, too", "二小", "2014-09-01", "", "county: first=教育局/局长/郑五"},
      });
}

TEST_CASE("an entry is a post of the unit, a post of a party, or the party", "[engine][chain]") {
  check_situations(county,
                   {
                       {"one post in the chains of two duties (一岗双责), by its id", "finance", "2014-09-01", "一小",
                        "finance: first=财政局/head/- deputy=教育局/安全副局长/冯七 K0621"},
                       {"the unit's post beside a fixed one", "drills", "2014-09-01", "二小",
                        "安全: first=二小/二小校长/周四 deputy=教育局/安全副局长/冯七"},
                       {"joint entries, the lead named first", "buses", "2014-09-01", "一小",
                        "buses: lead=教育局/-/- assist=财政局/-/- assist=城关镇/-/-"},
                       {"a post the unit does not have", "hygiene", "2014-09-01", "一小", "hygiene: first=一小/nurse/- K0621"},
                       {"nobody was asked about", "teaching", "2014-09-01", "", "teaching: first=-/head/- deputy=-/deputy/- K0623 K0623"},
                       {"a unit that is closed", "hygiene", "2014-08-01", "撤点小学", "hygiene: first=撤点小学/nurse/- K0624 K0621"},
                       {"an id that is not there", "teachings", "2014-08-01", "", "K0625"},
                       {"a unit that is not there", "teaching", "2014-08-01", "三小", "K0626"},
                   });
}

TEST_CASE("duties by place go along the parties", "[engine][chain]") {
  check_situations(city,
                   {
                       {"four levels in one chain", "farms", "2014-05-04", "村",
                        "farms: direct=村/村主任/丁 township=镇/镇长/丙 county=县/县长/乙 city=市/市长/甲"},
                       {"the nearest place above that has a chain", "grid", "2014-05-04", "村", "镇: place=镇/镇长/丙"},
                       {"the unit's own", "grid", "2014-05-04", "县", "县: first=县/县长/乙 superior=县/县长/乙"},
                       {"inherited along `under`, the unit's post stays the unit's", "镇", "2014-05-04", "村", "镇: place=镇/镇长/丙"},
                       {"a party is asked about itself", "县", "2014-05-04", "", "县: first=县/县长/乙 superior=县/县长/乙"},
                       {"nobody answers", "grid", "2014-05-04", "邻镇", "-: K0622"},
                       {"nobody answers for a thing without a unit", "grid", "2014-05-04", "", "-: K0622"},
                   });
}

TEST_CASE("who leads an item answers for it, and for what hangs below", "[engine][chain]") {
  const char* of_goal = "afforestation: lead=林业局/-/- assist=财政局/-/-";
  check_situations(forestry,
                   {
                       {"lead and assist", "afforestation", "2010-04-01", "", of_goal},
                       {"inherited by an item below", "seedlings", "2010-04-01", "", of_goal},
                       {"inherited by a duty of the item", "patrol", "2010-04-01", "", of_goal},
                       {"a duty's own lead", "report", "2010-04-01", "", "report: lead=农业局/-/-"},
                       {"of several the first-named leads, the others assist", "base", "2010-04-01", "",
                        "base: lead=农业局/-/- assist=林业局/-/- assist=财政局/-/-"},
                       {"a tag is nearer than what the item hangs below", "training", "2010-04-01", "", "培训: direct=农业局/-/-"},
                       {"a chain written for an item comes before its lead", "roads", "2010-04-01", "", "roads: direct=财政局/-/-"},
                       {"an item without any hangs below the scheme", "survey", "2010-04-01", "", "forestry: first=林业局/林业局长/甲"},
                   });
  CHECK(program(forestry).answers_for("seedlings", Date(2010, 4, 1)).value->source == "会战方案");
}

TEST_CASE("entries without a share have equal parts of what is left", "[engine][chain]") {
  const Program made = program(county);
  const auto shares = [&](const char* id) {
    std::string text;
    const auto asked = made.answers_for(id, Date(2014, 9, 1), "一小");
    for (const Answer& answer : asked.value->answers) text += answer.share.text() + " ";
    return text;
  };
  CHECK(shares("buses") == "0.6 0.2 0.2 ");
  CHECK(shares("teaching") == "0.5 0.5 0.5 ");  // both deputies stand at the second entry
}

TEST_CASE("the nearest id and unit are asked for", "[engine][chain]") {
  const Program made = program(county);
  const auto unknown = made.answers_for("teachings", Date(2014, 9, 1), "一 小");
  REQUIRE(unknown.findings.size() == 2);
  CHECK(unknown.findings[0].hint.en.starts_with("Did you mean \"一小\"?"));
  CHECK(unknown.findings[1].hint.en.starts_with("Did you mean \"teaching\"?"));
}

TEST_CASE("units that no document declares have no posts", "[engine][chain]") {
  const Program made = program(R"(
kaohe: 1
id: t
missing: zero
criteria: [{id: a, points: 10, rule: {threshold: ">= 1"}}]
responsibilities: [{for: a, chain: [{role: first, post: head}, {role: direct, party: 基教股}]}]
)");
  CHECK(told(made.answers_for("a", Date(2014, 9, 1), "一小")) == "a: first=一小/head/- direct=基教股/-/- K0621");
}
