// What a differential test against an independent oracle has found, with figures by hand.

#include "engine/assessing.hpp"

#include <string>

using namespace kaohe;
using namespace kaohe::testing;

TEST_CASE("a branch gives its number beside a branch that is a rule", "[rules][threshold]") {
  const std::string document =
      "kaohe: 1\nid: one\nperiod: 2014\nmissing: zero\ncriteria:\n  - id: a\n    points: 8\n    value: x\n"
      "    rule: {threshold: {target: done, then: 6, otherwise: {tally: {event: deed, points: 1.5}}}}\n"
      "indicators: {x: {title: x}}\n";
  EvidenceTables tables;
  tables.observations = table("observations", "unit,x\nA,yes\nB,no\n");
  tables.events = table("events", "unit,event,date\nA,deed,2014-05-01\nB,deed,2014-05-01\nB,deed,2014-06-01\n");
  const Assessment found = assess(document, tables);
  CHECK(score(found, "a", 0) == "6");
  CHECK(score(found, "a", 1) == "3");
}

TEST_CASE("who reaches a case may hang on the group's figures in a later one", "[rules][cases][rank]") {
  const std::string document =
      "kaohe: 1\nid: one\nmissing: zero\ncriteria:\n  - id: a\n    points: 8\n    rule:\n      cases:\n"
      "        - {when: rate >= 5, rule: {value: rate, rank: {first: 4, step: -1}}}\n"
      "        - {when: rank(size) <= 1, points: 2}\n        - {otherwise: 1}\n"
      "indicators: {rate: {title: rate}, size: {title: size}}\n";
  EvidenceTables tables;
  tables.observations = table("observations", "unit,rate,size\nA,9,1\nB,7,2\nC,1,3\nD,2,2\n");
  const Assessment found = assess(document, tables);
  CHECK(score(found, "a", 0) == "4");  // first of A and B
  CHECK(score(found, "a", 1) == "3");
  CHECK(score(found, "a", 2) == "2");  // the largest size
  CHECK(score(found, "a", 3) == "1");
}

TEST_CASE("what can be attained is combined as scores are", "[sections]") {
  // a does not apply: half of 50 % is lost, and 100 × (0.5 × 10/20 + 0.5 × 10/10) = 75 is all there is; 90 % of it are 67.5
  const auto graded = [](const std::string& y) {
    EvidenceTables tables;
    tables.observations = table("observations", "unit,x,y\nA,4," + y + "\n");
    return assess(
        "kaohe: 1\nid: one\nmissing: zero\ncombine: weighted\npoints: 100\ncriteria:\n"
        "  - id: p\n    weight: 50%\n    criteria:\n      - {id: a, points: 10, when: x > 5, rule: {formula: x}}\n"
        "      - {id: b, points: 10, rule: {formula: 10}}\n"
        "  - {id: c, points: 10, weight: 50%, rule: {formula: y}}\n"
        "grades:\n  - {name: good, from: 90%}\n  - {name: rest}\nindicators: {x: {title: x}, y: {title: y}}\n",
        tables);
  };
  const Assessment reaches = graded("8.5"), misses = graded("8.48");
  CHECK(reaches.total.at(0).text() == "67.5");  // 100 × (0.25 + 0.425)
  CHECK(reaches.grades[0] == "good");
  CHECK(misses.total.at(0).text() == "67.4");
  CHECK(misses.grades[0] == "rest");
}

TEST_CASE("a section without points is added to a product, not multiplied", "[sections]") {
  const std::string document =
      "kaohe: 1\nid: one\nmissing: zero\ncombine: product\npoints: 20\ncriteria:\n"
      "  - {id: a, points: 10, rule: {formula: 5}}\n"
      "  - {id: extra, criteria: [{id: b, rule: {formula: 1.5}}]}\n";
  EvidenceTables tables;
  tables.units = table("units", "unit\nA\n");
  CHECK(assess(document, tables).total.at(0).text() == "11.5");  // 20 × 5/10 + 1.5
}
