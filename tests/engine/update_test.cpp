// An assessment with other observations is what it would be had the tables held them from the beginning.

#include "engine/assessing.hpp"

#include <kaohe/pins.hpp>
#include <kaohe/report.hpp>

#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using namespace kaohe;
using namespace kaohe::testing;

namespace {

/// `led` needs everybody's `b`, so that a change of one unit's moves others; a gate leaves out who has no `b`.
constexpr const char* document = R"yaml(
kaohe: 1
id: changing
period: 2014
indicators: {f: {}, seats: {}}
criteria:
  - {id: a, points: 10, rule: {proportion: {of: 10}}, missing: exempt}
  - id: rest
    criteria:
      - {id: b, points: 10, rule: {proportion: {of: 10}}}
      - {id: c, points: 10, rule: {proportion: {of: 10}}}
      - {id: level, points: 5, rule: {levels: {好: 5, 差: 0}}}
adjustments: [{id: led, rule: {formula: "if(rank(score(b)) == 1, 1, 0)"}}]
vetoes: [{id: fraud, when: f == yes, effect: {criterion: {c: 5}}}]
gates: [{id: open, for: assessment, requires: known(b)}]
grades: [{name: A, from: 20, quota: 1, tie_break: [a]}, {name: B}]
)yaml";

constexpr const char* observed = "unit,a,b,c,level,f\nU,5,10,4,差,no\nV,10,5,6,差,yes\nW,,8,10,差,no\n";

EvidenceTables observations(std::string_view text) {
  EvidenceTables tables;
  tables.observations = table("observations", text);
  return tables;
}

EvidenceTable changes(std::string_view rows) { return table("changes", "unit,indicator,value\n" + std::string(rows)); }

/// All that an assessment can be asked.
std::string everything(const Assessment& assessment) {
  std::string all = to_json(assessment) + told(assessment.findings);
  for (std::size_t unit = 0; unit < assessment.units.size(); ++unit) all += to_json(assessment.explain(unit), Language::en);
  const Pins pins = pins_of(assessment);
  return all + pins.scheme + pins.evidence;
}

Assessment changed(const Assessment& assessment, std::string_view rows) {
  Checked<Assessment> found = assessment.updated(changes(rows));
  INFO(told(found.findings));
  REQUIRE(found);
  return std::move(*found.value);
}

std::string codes(const Findings& findings) {
  std::string out;
  for (const Finding& finding : findings) {
    if (finding.severity != Severity::error) continue;
    out += finding.code + "@" + finding.at.table + ":" + std::to_string(finding.at.row) + ":" + finding.at.column + " ";
  }
  return out;
}

}  // namespace

TEST_CASE("a change of one unit moves what others have by it", "[engine][update]") {
  const Assessment before = assess(document, observations(observed));
  // U 5 + 10 + 4 and 1 for the best b; V 10 + 5 + 5, c cut by the veto; W 8 + 10, a exempt.
  CHECK(before.total.at(0) == 20);
  CHECK(before.total.at(1) == 20);
  CHECK(before.total.at(2) == 18);
  CHECK(before.grades == Labels{"B", "A", "B"});

  const Assessment after = changed(before, "W,b,10\n");  // and 1, since nobody has a better b than W's
  CHECK(after.total.at(0) == 20);
  CHECK(after.total.at(1) == 20);
  CHECK(after.total.at(2) == 21);
  CHECK(after.grades == Labels{"B", "B", "A"});
  CHECK(after.ranks == std::vector<std::int64_t>{2, 2, 1});
  CHECK(everything(after) ==
        everything(assess(document, observations("unit,a,b,c,level,f\nU,5,10,4,差,no\nV,10,5,6,差,yes\nW,,10,10,差,no\n"))));

  CHECK(before.total.at(2) == 18);  // and this one is as it was
  CHECK(everything(before) == everything(assess(document, observations(observed))));
}

TEST_CASE("what is missing after a change, and who is left out by it", "[engine][update]") {
  const Assessment before = assess(document, observations(observed));
  const Assessment missing = changed(before, "U,a,\nW,a,3.125\n");
  CHECK(missing.missing.all() == std::vector<std::vector<std::string>>{{"a"}, {}, {}});
  CHECK(missing.total.at(2) == Rational(2113, 100));  // 3.125, rounded, + 8 + 10
  CHECK(everything(missing) ==
        everything(assess(document, observations("unit,a,b,c,level,f\nU,,10,4,差,no\nV,10,5,6,差,yes\nW,3.125,8,10,差,no\n"))));

  const Assessment out = changed(missing, "U,b,\n");
  CHECK(out.total.missing(0));
  CHECK(score(out, "led", 2) == "1");  // W has the best b now
  CHECK(everything(out) ==
        everything(assess(document, observations("unit,a,b,c,level,f\nU,,,4,差,no\nV,10,5,6,差,yes\nW,3.125,8,10,差,no\n"))));

  const Assessment again = changed(changed(out, "U,b,10\n"), "U,a,5\nW,a,\n");
  CHECK(everything(again) == everything(before));
}

TEST_CASE("texts, and conditions on them, may change", "[engine][update]") {
  const Assessment after = changed(assess(document, observations(observed)), "U,level,好\nV,f,no\nU,f,是\n");
  CHECK(score(after, "level", 0) == "5");
  CHECK(score(after, "c", 1) == "6");
  CHECK(everything(after) ==
        everything(assess(document, observations("unit,a,b,c,level,f\nU,5,10,4,好,是\nV,10,5,6,差,no\nW,,8,10,差,no\n"))));
}

TEST_CASE("columns of numbers are not written to", "[engine][update]") {
  constexpr const char* plain = "{kaohe: 1, id: plain, criteria: [{id: a, points: 10, rule: {proportion: {of: 10}}}]}";
  const double values[] = {1, 2.5, std::numeric_limits<double>::quiet_NaN()};
  const std::shared_ptr<const void> nobody;
  EvidenceTables tables;
  tables.observations =
      EvidenceTable{"observations", 3, {{"unit", TextCells{"U", "V", "W"}}, {"a", NumberColumn::borrowed({{values, 1, 3}}, nobody)}}};
  const Assessment before = assess(plain, tables);
  const Assessment after = changed(before, "V,a,3.123456789012\nW,a,9\nU,a,\n");
  CHECK(after.total.at(1) == Rational(312, 100));
  CHECK(after.total.at(2) == 9);
  CHECK(after.missing.all() == std::vector<std::vector<std::string>>{{"a"}, {}, {}});
  CHECK(values[1] == 2.5);
  CHECK(before.total.at(1) == Rational(5, 2));

  const double others[] = {std::numeric_limits<double>::quiet_NaN(), 3.123456789012, 9};
  tables.observations->columns[1].cells = NumberColumn::borrowed({{others, 1, 3}}, nobody);
  CHECK(everything(after) == everything(assess(plain, tables)));
}

TEST_CASE("long observations are changed where they stand", "[engine][update]") {
  const Assessment before = assess(document, observations("unit,indicator,period,value\nU,a,,5\nU,b,2014,10\nV,b,,5\n"));
  const Assessment after = changed(before, "U,b@2014,4\nV,b,6\n");
  CHECK(everything(after) == everything(assess(document, observations("unit,indicator,period,value\nU,a,,5\nU,b,2014,4\nV,b,,6\n"))));
  CHECK(codes(before.updated(changes("V,a,1\n")).findings) == "K0714@changes:1:indicator ");
}

TEST_CASE("a change of what no result asks for is one of the tables alone", "[engine][update]") {
  const Assessment wide = assess(document, observations("unit,b,a@2013,seats\nU,1,2,3\nV,4,5,6\n"));
  CHECK(everything(changed(wide, "V,seats,7\nU,a@2013,\n")) ==
        everything(assess(document, observations("unit,b,a@2013,seats\nU,1,,3\nV,4,5,7\n"))));
  const Assessment long_form = assess(document, observations("unit,indicator,period,value\nU,b,,1\nV,a,2013,5\nV,seats,,6\n"));
  CHECK(everything(changed(long_form, "V,seats,7\nV,a@2013,4\n")) ==
        everything(assess(document, observations("unit,indicator,period,value\nU,b,,1\nV,a,2013,4\nV,seats,,7\n"))));
}

TEST_CASE("units keep their names", "[engine][update]") {
  const Assessment before =
      assess("{kaohe: 1, id: named, missing: zero, indicators: {unit: {}}, criteria: [{id: a, points: 10, rule: {proportion: {of: 10}}}]}",
             observations("unit,a\nU,1\nV,2\n"));
  CHECK(codes(before.updated(changes("U,unit,W\n")).findings) == "K0714@changes:1:indicator ");
}

TEST_CASE("texts that came and went leave nothing behind", "[engine][update]") {
  constexpr const char* told = R"({kaohe: 1, id: texts, missing: zero, indicators: {state: {}},
    criteria: [{id: a, points: 10, rule: {proportion: {of: 10}}}],
    vetoes: [{id: late, when: state == 未报, effect: {criterion: {a: 0}}}]})";
  constexpr const char* rows = "unit,a,state\nU,5,已报\nV,5,未报\n";
  Assessment now = assess(told, observations(rows));
  for (int i = 0; i < 100; ++i) now = changed(now, "U,state,t" + std::to_string(i) + "\n");
  CHECK(everything(changed(now, "U,state,已报\n")) == everything(assess(told, observations(rows))));
}

TEST_CASE("changes that cannot be made are told, and none is", "[engine][update]") {
  const Assessment before = assess(document, observations(observed));
  const auto refused = [&](std::string_view rows) {
    const Checked<Assessment> found = before.updated(changes(rows));
    CHECK_FALSE(found);
    return codes(found.findings);
  };
  CHECK(refused("X,a,1\n") == "K0704@changes:1:unit ");
  CHECK(refused("U,x,1\n") == "K0707@changes:1:indicator ");
  CHECK(refused("U,seats,1\n") == "K0714@changes:1:indicator ");  // known, but there is no such column
  CHECK(refused("U,a,好\nU,b,1\n") == "K0705@changes:1:value ");
  CHECK(refused("U,a@2014年度,1\n") == "K0709@changes:1:indicator ");
  CHECK(codes(before.updated(table("changes", "unit,indicator,period,value\nU,a@2014,2013,1\nU,b,2014年度,1\n")).findings) ==
        "K0707@changes:1:indicator K0709@changes:2:period ");
  CHECK(refused("U,level,中\n") == "K0725@changes:1:value ");
  CHECK(refused("U,a,1\nU,a@2014,2\n") == "K0712@changes:2:indicator ");
  CHECK(refused(",a,1\nU,,1\n") == "K0703@changes:1:unit K0703@changes:2:indicator ");
  CHECK(codes(before.updated(table("changes", "unit,indicator\nU,a\n")).findings) == "K0701@changes:0:value ");
  CHECK(codes(before.updated(table("changes", "unit,indicator,value,who\nU,a,1,me\n")).findings) == "K0711@changes:0:who ");
  CHECK(everything(before) == everything(assess(document, observations(observed))));
}
