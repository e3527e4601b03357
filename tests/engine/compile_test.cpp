#include "engine/assessing.hpp"

#include <string>

using namespace kaohe;
using namespace kaohe::testing;

namespace {

const std::string head = "kaohe: 1\nid: c\nperiod: 2014\nmissing: zero\n";

std::string codes(const Findings& findings) {
  std::string out;
  for (const auto& finding : findings) {
    if (finding.severity == Severity::error) out += (out.empty() ? "" : " ") + finding.code;
  }
  return out;
}

std::string compiled(const std::string& rest) { return codes(compile(load_scheme(head + rest, "scheme.yaml").scheme).findings); }

const std::string plain = "criteria: [{id: a, points: 10, rule: {proportion: {of: 5}}}]\n";

}  // namespace

TEST_CASE("constants are checked whether anything uses them or not", "[compile]") {
  CHECK(compiled("constants: {c: 2, d: c * 3}\n" + plain) == "");
  CHECK(compiled("constants: {c: d + 1, d: c + 1}\n" + plain) == "K0392");
  CHECK(compiled("constants: {c: 1 / (2 - 2)}\n" + plain) == "K0395");
}

TEST_CASE("x over the group is everybody's value of the rule", "[compile][x]") {
  EvidenceTables tables;
  tables.observations = table("observations", "unit,a\nA,8\nB,4\nC,3\n");  // the mean is 5
  const auto given = [&](const std::string& rule) {
    const auto found = assess(head + "criteria: [{id: a, points: 10, rule: " + rule + "}]\n", tables);
    return score(found, "a", 0) + " " + score(found, "a", 1) + " " + score(found, "a", 2);
  };
  CHECK(given("{threshold: \">= mean(x)\"}") == "10 0 0");
  CHECK(given("{formula: x - mean(x) + 5}") == "8 4 3");
  CHECK(given("{proportion: {of: mean(x)}}") == "10 8 6");  // 10 × 4/5, 10 × 3/5
}

TEST_CASE("x over time is the value of the period asked for", "[compile][x]") {
  EvidenceTables tables;
  tables.observations = table("observations", "unit,a,a@2013\nA,6,4\n");
  CHECK(score(assess(head + "criteria: [{id: a, points: 10, rule: {formula: growth(x) * 10}}]\n", tables), "a") ==
        "5");  // (6 − 4) ÷ 4 × 10
}

TEST_CASE("what cannot be told is missing or refused, never left out", "[compile][missing]") {
  EvidenceTables tables;
  tables.units = table("units", "unit,p\nU,\n");
  tables.observations = table("observations", "unit,a\nU,99\n");
  tables.events = table("events", "unit,event,date\nU,e,2014-03-01\n");
  const auto tallied = assess(head + "criteria: [{id: a, points: 10, rule: {tally: {event: e, points: unit.p, base: 100%}}}]\n", tables);
  CHECK(score(tallied, "a") == "0");  // not the 10 points of a unit without events
  CHECK(tallied.missing[0] == std::vector<std::string>{"a"});
  const auto bounded = program(head + "criteria: [{id: a, points: 10, at_most: unit.p, rule: {proportion: {of: 5}}}]\n").assess(tables);
  CHECK_FALSE(bounded);
  CHECK(codes(bounded.findings) == "K0813");
}
