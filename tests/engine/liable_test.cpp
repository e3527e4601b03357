#include "assessing.hpp"

// Every figure here is by hand.

namespace kaohe::testing {
namespace {

constexpr std::string_view document = R"(
kaohe: 1
id: s
period: 2014
missing: zero
criteria: [{id: a, points: 100, rule: {formula: x}}]
grades: [{name: A, from: 90}, {name: B, from: 60}, {name: C}]
parties: [{id: county}, {id: town, under: county}, {id: one, under: town}, {id: two, under: town}, {id: far, under: nowhere_assessed},
          {id: nowhere_assessed}]
vetoes: [{id: fraud, when: count(fraud) >= 1, effect: {score: 50, liable: superior}}]
)";

Assessment assessed(const std::string& events) {
  EvidenceTables tables;
  tables.observations = table("observations", "unit,a\ncounty,95\ntown,94\none,93\ntwo,92\nfar,91\n");
  tables.events = table("events", "unit,event,date\n" + events);
  return assess(document, tables);
}

std::string totals(const Assessment& it) {
  std::string out;
  for (std::size_t unit = 0; unit < it.units.size(); ++unit) out += (unit == 0 ? "" : " ") + it.total.at(unit).text();
  return out;
}

TEST_CASE("a veto that strikes the superior goes one step up, and no further", "[engine][veto]") {
  // in the order county, town, one, two, far
  CHECK(totals(assessed("")) == "95 94 93 92 91");
  CHECK(totals(assessed("one,fraud,2014-03-01\n")) == "95 50 50 92 91");
  CHECK(totals(assessed("town,fraud,2014-03-01\n")) == "50 50 93 92 91");
  CHECK(totals(assessed("county,fraud,2014-03-01\n")) == "50 94 93 92 91");
}

TEST_CASE("a superior that is not assessed is struck nowhere", "[engine][veto]") {
  CHECK(totals(assessed("far,fraud,2014-03-01\n")) == "95 94 93 92 50");
}

TEST_CASE("the veto is listed for the superior, whose explanation names those below", "[engine][veto][explain]") {
  const Assessment it = assessed("one,fraud,2014-03-01\ntwo,fraud,2014-03-02\n");
  CHECK(it.vetoes.all() == std::vector<std::vector<std::string>>{{}, {"fraud"}, {"fraud"}, {"fraud"}, {}});
  const Explanation town = it.explain(1);
  REQUIRE(town.overrides.size() == 1);
  REQUIRE_FALSE(town.overrides[0].steps.empty());
  CHECK(town.overrides[0].steps[0].en == "it holds for one, two, right below, and strikes the party above, too");
  CHECK(town.overrides[0].total_before == Rational(94));
  CHECK(town.overrides[0].total_after == Rational(50));
}

TEST_CASE("while a figure below is missing, the superior may be struck or not", "[engine][veto][intervals]") {
  constexpr std::string_view hanging = R"(
kaohe: 1
id: s
period: 2014
missing: zero
criteria: [{id: a, points: 100, rule: {formula: x}}]
parties: [{id: town}, {id: one, under: town}]
vetoes: [{id: low, when: a < 60, effect: {score: 10, liable: superior}}]
)";
  EvidenceTables tables;
  tables.observations = table("observations", "unit,a\ntown,94\none,\n");
  const auto found = program(hanging).intervals(tables, {1});
  REQUIRE(found);
  // one may come out below 60: then town has at most 10, else its 94
  CHECK(found.value->units[0].lowest == Rational(10));
  CHECK(found.value->units[0].highest == Rational(94));
}

TEST_CASE("attributes come from the parties where the table of units has none", "[engine][evidence]") {
  constexpr std::string_view sized = R"(
kaohe: 1
id: s
period: 2014
missing: zero
criteria: [{id: a, points: {by: type, big: 100, small: 10}, rule: {formula: x}}]
parties: [{id: one, type: big}, {id: two, type: small}, {id: three, type: big}]
)";
  EvidenceTables tables;
  tables.observations = table("observations", "unit,a\none,50\ntwo,50\nthree,50\n");
  tables.units = table("units", "unit,type\none,\ntwo,small\nthree,small\n");
  const auto found = program(sized).assess(tables, {1});
  REQUIRE(found);
  CHECK(totals(*found.value) == "50 10 10");  // of 100, of 10, and of 10 by the table although the parties say big
  REQUIRE(found.findings.size() == 1);
  CHECK(found.findings[0].code == "K0733");
  CHECK(found.findings[0].at == TablePlace{"units", 3, "type"});
}

}  // namespace
}  // namespace kaohe::testing
