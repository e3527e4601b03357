#include "assessing.hpp"

#include <kaohe/engine/apportion.hpp>

// Every share is by hand.

namespace kaohe::testing {
namespace {

std::string told(const Attribution& it) {
  std::string out;
  for (const AttributionPart& part : it.parts) {
    out += part.unit + " " + part.criterion + " " + part.party + "/" + part.person + (part.on ? " " + part.on->text() : "");
    if (!part.lost.is_zero()) out += " lost " + part.lost.text();
    if (!part.won.is_zero()) out += " won " + part.won.text();
    out += "\n";
  }
  return out;
}

Attribution attributed(const std::string& document, const std::string& observations, const std::string& events = "") {
  EvidenceTables tables;
  tables.observations = table("observations", observations);
  if (!events.empty()) tables.events = table("events", "unit,event,date\n" + events);
  return assess(document, tables).attribute();
}

const std::string head = "kaohe: 1\nid: s\nperiod: 2014\nmissing: zero\n";

TEST_CASE("what is left over goes to the largest remainders, the first of equal ones first", "[engine][attribution]") {
  using Numbers = std::vector<Rational>;
  const Rational third = Rational(10) / Rational(3);
  CHECK(engine::apportion(Numbers{third, third, third}, 10, 0) == Numbers{4, 3, 3});
  CHECK(engine::apportion(Numbers{third, third * Rational(2)}, 10, 0) == Numbers{3, 7});  // 3.33 and 6.67
  CHECK(engine::apportion(Numbers{Rational(1) / Rational(2), Rational(1) / Rational(2)}, 1, 0) == Numbers{1, 0});
  // 1/3 in all is no decimal: the part no digit holds goes to the next in line
  CHECK(engine::apportion(Numbers{Rational(1) / Rational(3)}, Rational(1) / Rational(3), 1) == Numbers{Rational(1) / Rational(3)});
}

TEST_CASE("shares divide a loss, and entries without one divide the rest", "[engine][attribution]") {
  const std::string document = head +
                               "criteria: [{id: a, points: 10, rule: {formula: x}}]\n"
                               "parties: [{id: u}, {id: p, title: 甲, kind: person}, {id: q}, {id: r}]\n"
                               "responsibilities: [{for: a, chain: [{role: lead, party: p, share: 40%}, {role: assist, party: q},"
                               " {role: assist, party: r}]}]\n";
  CHECK(told(attributed(document, "unit,a\nu,9\n")) == "u a p/甲 lost 0.4\nu a q/ lost 0.3\nu a r/ lost 0.3\n");
}

TEST_CASE("a post's part goes to its holders by days, what events took by their dates", "[engine][attribution]") {
  // 王 holds the post for 181 days of 365 (to 30 June), nobody in July (31 days), 李 from 1 August on (153 days)
  const std::string document =
      head +
      "criteria:\n"
      "  - {id: a, points: 365, rule: {formula: x}}\n"
      "  - {id: b, points: 10, rule: {tally: {event: hazard, points: -2, base: 100%}}}\n"
      "parties: [{id: u}]\n"
      "posts: [{id: h, party: u, role: head, holders: [{person: 王, to: 2014-06-30}, {person: 李, from: 2014-08-01}]}]\n"
      "responsibilities: [{for: s, chain: [{role: first, post: head}]}]\n";
  CHECK(told(attributed(document, "unit,a\nu,0\n", "u,hazard,2014-02-01\nu,hazard,2014-07-15\nu,hazard,2014-09-01\n")) ==
        "u a u/王 lost 181\nu a u/ lost 31\nu a u/李 lost 153\n"
        "u b u/王 2014-02-01 lost 2\nu b u/ 2014-07-15 lost 2\nu b u/李 2014-09-01 lost 2\n");
}

TEST_CASE("who acts bears the losses of those days", "[engine][attribution]") {
  const std::string document =
      head +
      "criteria: [{id: a, points: 365, rule: {formula: x}}]\n"
      "parties: [{id: u}]\n"
      "posts: [{id: h, party: u, role: head, holders: [{person: 王}, {person: 赵, from: 2014-03-01, to: 2014-03-10,"
      " acting: yes}]}]\n"
      "responsibilities: [{for: a, chain: [{role: first, post: head}]}]\n";
  CHECK(told(attributed(document, "unit,a\nu,0\n")) == "u a u/王 lost 355\nu a u/赵 lost 10\n");
}

TEST_CASE("several posts of one entry divide its part equally", "[engine][attribution]") {
  const std::string document =
      head +
      "criteria: [{id: a, points: 10, rule: {formula: x}}]\n"
      "parties: [{id: u}]\n"
      "posts: [{id: d1, party: u, role: deputy, holders: [{person: 王}]}, {id: d2, party: u, role: deputy, holders:"
      " [{person: 李}]}, {id: h, party: u, role: head, holders: [{person: 王}]}]\n"
      "responsibilities: [{for: a, chain: [{role: first, post: head}, {role: deputy, post: deputy}]}]\n";
  // 10 lost: 5 for the head, 2.5 for each deputy; 王 is both head and deputy and stands once
  const Attribution it = attributed(document, "unit,a\nu,0\n");
  CHECK(told(it) == "u a u/王 lost 7.5\nu a u/李 lost 2.5\n");
  CHECK(it.parts[0].roles == std::vector<std::string>{"first", "deputy"});
  CHECK(it.parts[0].posts == std::vector<std::string>{"h", "d1"});
}

TEST_CASE("where events took more than there was to lose, each bears its share", "[engine][attribution]") {
  const std::string document =
      head +
      "criteria: [{id: b, points: 3, rule: {tally: {event: hazard, points: -2, base: 100%}}}]\n"
      "parties: [{id: u}]\n"
      "posts: [{id: h, party: u, role: head, holders: [{person: 王, to: 2014-06-30}, {person: 李, from: 2014-07-01}]}]\n"
      "responsibilities: [{for: b, chain: [{role: first, post: head}]}]\n";
  // three hazards would take 6 of 3 points: each took 1
  CHECK(told(attributed(document, "unit\nu\n", "u,hazard,2014-01-01\nu,hazard,2014-02-01\nu,hazard,2014-12-01\n")) ==
        "u b u/王 2014-01-01 lost 1\nu b u/王 2014-02-01 lost 1\nu b u/李 2014-12-01 lost 1\n");
}

TEST_CASE("an adjustment loses what it takes and wins what it gives", "[engine][attribution]") {
  const std::string document =
      head +
      "criteria: [{id: a, points: 10, rule: {formula: x}}]\n"
      "adjustments: [{id: prizes, rule: {tally: {event: prize, points: 2}}}, {id: lapses, rule: {tally: {event: lapse,"
      " points: -1}}}]\n"
      "parties: [{id: u}]\n"
      "responsibilities: [{for: s, chain: [{role: direct, party: u}]}]\n";
  CHECK(told(attributed(document, "unit,a\nu,10\n", "u,prize,2014-05-01\nu,lapse,2014-06-01\n")) ==
        "u prizes u/ 2014-05-01 won 2\nu lapses u/ 2014-06-01 lost 1\n");
}

TEST_CASE("where nobody answers, the unit does, and that is said once", "[engine][attribution]") {
  const Attribution it = attributed(head + "criteria: [{id: a, points: 10, rule: {formula: x}}]\n", "unit,a\nu,9\nv,8\n");
  CHECK(told(it) == "u a u/ lost 1\nv a v/ lost 2\n");
  REQUIRE(it.findings.size() == 1);
  CHECK(it.findings[0].code == "K0622");
}

TEST_CASE("without a period a post's undated part stays with its party", "[engine][attribution]") {
  const std::string document =
      "kaohe: 1\nid: s\nmissing: zero\ncriteria: [{id: a, points: 10, rule: {formula: x}}]\nparties: [{id: u}]\n"
      "posts: [{id: h, party: u, role: head, holders: [{person: 王}]}]\n"
      "responsibilities: [{for: a, chain: [{role: first, post: head}]}]\n";
  const Attribution it = attributed(document, "unit,a\nu,9\n");
  CHECK(told(it) == "u a u/ lost 1\n");
  REQUIRE(it.findings.size() == 1);
  CHECK(it.findings[0].code == "K0690");
}

}  // namespace
}  // namespace kaohe::testing
