#include "engine/assessing.hpp"
#include "src/pins/sha256.hpp"

#include <kaohe/pins.hpp>
#include <kaohe/version.hpp>

#include <array>
#include <limits>
#include <optional>
#include <set>
#include <string>
#include <vector>

using namespace kaohe;
using namespace kaohe::testing;

namespace {

const std::string rules =
    "kaohe: 1\n"
    "id: c\n"
    "title: 考核\n"
    "period: 2014\n"
    "missing: zero\n"
    "constants: {least: 90%}\n"
    "indicators: {rate: {title: 入园率, target: \">= 60%\"}}\n"
    "criteria:\n"
    "  - {id: rate, points: 10, rule: {slope: {worse: {each: 1pp, take: 0.5}}}}\n"
    "  - {id: grown, points: 10, rule: {bands: [{from: least, points: 10}, {above: 50%, points: 5}, {otherwise: 1}]}}\n"
    "  - {id: sized, points: 10, when: unit.size > 3, rule: {cases: [{when: x > 3, points: 3}, {otherwise: 0}]}}\n"
    "adjustments: [{id: awards, rule: {tally: {event: award, points: {国家级: 5, 省级: 3}, take: highest, by: project}}, at_most: 5}]\n"
    "vetoes: [{id: fraud, when: count(fraud) >= 1, effect: {grade: 合格, bar: {from: [评先], for: 2y}}}]\n"
    "gates: [{id: open, requires: unit.open, for: {grade: 优秀}}]\n"
    "direct: [{when: unit.model, grade: 优秀, uses_quota: no}]\n"
    "grades: [{name: 优秀, from: 25, quota: 30%, tie_break: [rate]}, {name: 合格}]\n"
    "decisions: [{unit: 甲, grade: 合格, by: 党委会, reason: 集体研究, date: 2014-12-30}]\n"
    "measures: [{id: talk, title: 约谈, when: grade == 合格, within: 30 days}]\n";

std::string hash(const std::string& text, const ReadDocument& read = {}) { return hash_of(load_scheme(text, "scheme.yaml", read).scheme); }

/// The rules with one thing written otherwise. Pre: `before` stands in them.
std::string edited(const std::string& before, const std::string& after) {
  std::string text = rules;
  const auto at = text.find(before);
  REQUIRE(at != std::string::npos);
  return text.replace(at, before.size(), after);
}

EvidenceTables observed(const std::string& text) {
  EvidenceTables tables;
  tables.observations = table("observations", text);
  return tables;
}

std::string hash(const EvidenceTables& tables) { return hash_of(tables); }

}  // namespace

TEST_CASE("a hash is SHA-256", "[pins]") {
  // FIPS 180-2, appendix B.1
  CHECK(pins::named_sha256("abc") == "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST_CASE("comments, layout and tests do not change the hash of a scheme", "[pins][scheme]") {
  const std::string plain = hash(rules);
  CHECK(plain.size() == 71);
  CHECK(hash("# 注释\n\n" + edited("take: 0.5", "take:   0.50   ")) == plain);
  CHECK(hash(edited("unit.size > 3", "\"unit.size>3\"")) == plain);
  CHECK(hash(edited("\">= 60%\"", "'>=60%'")) == plain);
  CHECK(hash(edited("  - {id: rate, points: 10, rule: {slope: {worse: {each: 1pp, take: 0.5}}}}\n",
                    "  - rule:\n      slope: {worse: {take: 0.5, each: 1pp}}\n    id: rate\n    points: 10\n")) == plain);
  CHECK(hash(rules + "tests: [{name: t, observations: {rate: 60%}, expect: {total: 10}}]\n") == plain);
  CHECK(hash(edited("period: 2014", "period: 2015")) == plain);  // a result names its period itself
}

TEST_CASE("whatever else is written otherwise changes the hash of a scheme", "[pins][scheme]") {
  const std::vector<std::array<const char*, 2>> edits = {
      {"id: c", "id: d"},
      {"title: 考核", "title: 考评"},
      {"missing: zero", "missing: full"},
      {"least: 90%", "least: 91%"},
      {"title: 入园率", "title: 入学率"},
      {"\">= 60%\"", "\"> 60%\""},
      {"\">= 60%\"", "\">= 60.1%\""},
      {"points: 10, rule: {slope", "points: 11, rule: {slope"},
      {"each: 1pp", "each: 2pp"},
      {"each: 1pp", "each: 1%"},
      {"take: 0.5", "take: 0.51"},
      {"take: 0.5}", "take: 0.5, steps: whole}"},
      {"take: 0.5}", "take: 0.5, at_most: 3}"},
      {"above: 50%", "from: 50%"},
      {"{otherwise: 1}]}}", "{otherwise: 2}]}}"},
      {"bands: [", "interpolate: yes, bands: ["},
      {"unit.size > 3", "unit.size >= 3"},
      {"when: x > 3, points: 3", "when: x > 3, rule: {formula: 3}"},
      {"国家级: 5, 省级: 3", "省级: 3, 国家级: 5"},
      {"take: highest, ", ""},
      {"by: project", "by: prize"},
      {"}}, at_most: 5}", "}}, at_most: 6}"},
      {"count(fraud) >= 1", "count(fraud) >= 2"},
      {"effect: {grade: 合格, ", "effect: {grade_down: 1, "},
      {"for: 2y", "for: year"},
      {"for: {grade: 优秀}", "for: {award: 优秀}"},
      {"uses_quota: no", "uses_quota: yes"},
      {"quota: 30%", "quota: 31%"},
      {"quota: 30%", "quota: [30%, {share: 30%, over: all}]"},
      {"quota: 30%", "quota: 30%, round: up"},
      {"tie_break: [rate]", "tie_break: [grown]"},
      {"tie_break: [rate]", "tie_break: [rate], ties: include"},
      {"by: 党委会", "by: 局务会"},
      {"date: 2014-12-30", "date: 2014-12-31"},
      {"within: 30 days", "within: 1 months"},
      {"id: talk", "id: talks"},
  };
  std::set<std::string> hashes{hash(rules)};
  for (const auto& [before, after] : edits) {
    CAPTURE(before, after);
    CHECK(hashes.insert(hash(edited(before, after))).second);
  }
}

TEST_CASE("a document that is used counts as if it stood in the scheme", "[pins][scheme]") {
  const auto given = [](const std::string& target) {
    return [target](const std::string&) {
      return std::optional("kaohe: 1\nindicators: {rate: {title: 入园率, target: \"" + target + "\"}}\n");
    };
  };
  const std::string using_it = edited("indicators: {rate: {title: 入园率, target: \">= 60%\"}}", "uses: [indicators.yaml]");
  CHECK(hash(using_it, given(">= 60%")) == hash(rules));
  CHECK(hash(using_it, given(">= 61%")) != hash(rules));
}

TEST_CASE("of versions only the chosen one counts", "[pins][scheme]") {
  const auto in = [](const std::string& period, const std::string& old_points) {
    return hash("kaohe: 1\nid: c\nmissing: zero\nperiod: " + period +
                "\ncriteria:\n  - {id: a, points: 10, rule: {threshold: done}, versions: [{valid: {to: 2013-12-31}, points: " + old_points +
                "}, {valid: {from: 2014-01-01}, points: 10}]}\n");
  };
  CHECK(in("2014", "8") == in("2014", "9"));
  CHECK(in("2013", "8") != in("2013", "9"));
  CHECK(in("2013", "8") != in("2014", "8"));
  CHECK(in("2014", "8") == in("2015", "8"));
}

TEST_CASE("the order of rows and columns does not change the hash of evidence", "[pins][evidence]") {
  const std::string plain = hash(observed("unit,a,b\nA,1,2\nB,3,4\nC,,5\n"));
  CHECK(plain.size() == 71);
  CHECK(hash(observed("unit,a,b\nC,,5\nA,1,2\nB,3,4\n")) == plain);
  CHECK(hash(observed("b,unit,a\n2,A,1\n4,B,3\n5,C,—\n")) == plain);
  CHECK(hash(observed("unit,a,b\nA, 1 ,2.00\nB,3,4\nC,-,5\n")) == plain);
}

TEST_CASE("numbers count the same as text and as float64", "[pins][evidence]") {
  EvidenceTables tables = observed("unit,a\nA,0.30\nB,-2\nC,\nD,7.5e3\n");
  const std::string as_text = hash(tables);
  const double cells[] = {0.1 + 0.2, -2, std::numeric_limits<double>::quiet_NaN(), 7500};
  tables.observations->columns[1].cells = NumberColumn::from_doubles(cells, 4, 1);
  CHECK(hash(tables) == as_text);
  NumberColumn exact(4, 1);
  exact.set(0, Rational(3, 10)), exact.set(1, Rational(-2)), exact.set(3, Rational(7500));
  tables.observations->columns[1].cells = exact;
  CHECK(hash(tables) == as_text);
}

TEST_CASE("whatever a table says otherwise changes the hash of evidence", "[pins][evidence]") {
  std::set<std::string> hashes;
  for (const char* text :
       {"unit,a,b\nA,1,2\nB,3,4\n", "unit,a,b\nA,1,2\nB,3,5\n", "unit,a,b\nA,1,4\nB,3,2\n", "unit,a,b\nA,2,1\nB,4,3\n",
        "unit,a,c\nA,1,2\nB,3,4\n", "unit,a,b\nA,1,2\nC,3,4\n", "unit,a,b,x\nA,1,2,\nB,3,4,\n", "unit,a,b\nA,1,2\nB,3,\n",
        "unit,a,b\nA,1,2\nB,3,0\n", "unit,a,b\nA,1,2\nB,3,4\nB,3,4\n", "unit,a,b\nA,1,2\nB,3,04\n", "unit,a,b\nA,1,2\nB.0,3,4\n",
        "unit,a,b\nA1,,2\nB,3,4\n", "unit,a,b\nA,12,\nB,3,4\n", "unit,a,b\nA,1,2\nB,3,4%\n"}) {
    CAPTURE(text);
    CHECK(hashes.insert(hash(observed(text))).second);
  }
  EvidenceTables events;
  events.events = table("observations", "unit,a,b\nA,1,2\nB,3,4\n");
  CHECK(hashes.insert(hash(events)).second);
  CHECK(hashes.insert(hash(EvidenceTables{})).second);
}

TEST_CASE("names that look like numbers stay names", "[pins][evidence]") {
  CHECK(hash(observed("unit,a\n1,2\n")) != hash(observed("unit,a\n1.0,2\n")));
  CHECK(hash(observed("unit,a\n1,2\n")) == hash(observed("unit,a\n1,2.0\n")));
}

TEST_CASE("an assessment is pinned to its rules, its evidence and the library", "[pins]") {
  const std::string document = "kaohe: 1\nid: c\nmissing: zero\ncriteria: [{id: a, points: 10, rule: {threshold: \">= 1\"}}]\n";
  const Assessment assessment = assess(document, observed("unit,a\nA,1\n"));
  CHECK(pins_of(assessment) == Pins{std::string(version()), hash(document), hash(observed("unit,a\nA,1\n"))});
  CHECK(pins_of(Assessment{}) == Pins{std::string(version()), "", ""});
}
