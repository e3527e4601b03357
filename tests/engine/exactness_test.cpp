#include "engine/assessing.hpp"

#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

using namespace kaohe;
using namespace kaohe::testing;

namespace {

std::string formula(const std::string& expression, const std::string& more = "") {
  EvidenceTables tables;
  tables.units = table("units", "unit\nU\n");
  const std::string document =
      "kaohe: 1\nid: e\nmissing: zero\n" + more + "criteria:\n  - {id: a, rule: {formula: \"" + expression + "\"}}\n";
  return score(assess(document, tables), "a");
}

/// Four rules, and the same with an idle second rule each, which takes the slow exact path.
constexpr std::string_view twice = R"(
kaohe: 1
id: many
missing: zero
criteria:
  - {id: a, points: 10, rule: {slope: {at: 95%, worse: {each: 1pp, take: 0.35}}}}
  - {id: b, points: 10, rule: {bands: [{from: 90, points: 10}, {from: 60, points: 4}], interpolate: yes}}
  - {id: c, points: 10, rule: {slope: {at: 7, worse: {each: 0.3, take: 0.35, steps: started, at_most: 6}}}}
  - {id: d, points: 7, rule: {proportion: {of: 13}}}
  - {id: a2, points: 10, value: a, rule: [{slope: {at: 95%, worse: {each: 1pp, take: 0.35}}}, {threshold: {target: ">= 1000", then: 1}}]}
  - {id: b2, points: 10, value: b, rule: [{bands: [{from: 90, points: 10}, {from: 60, points: 4}], interpolate: yes}, {threshold: {target: ">= 1000", then: 1}}]}
  - {id: c2, points: 10, value: c, rule: [{slope: {at: 7, worse: {each: 0.3, take: 0.35, steps: started, at_most: 6}}}, {threshold: {target: ">= 1000", then: 1}}]}
  - {id: d2, points: 7, value: d, rule: [{proportion: {of: 13}}, {threshold: {target: ">= 1000", then: 1}}]}
)";

std::string twice_with(const std::string& rounding) { return std::string(twice) + "rounding: {mode: " + rounding + ", criterion: 3}\n"; }

/// The lists with an idle second rule have the same scores.
void check_same(const Assessment& found) {
  for (std::size_t i = 0; i < 4; ++i) {
    CAPTURE(found.criteria[i].id);
    CHECK(found.scores()[i] == found.scores()[i + 4]);
  }
}

}  // namespace

TEST_CASE("fractions and decimals are exact", "[exactness]") {
  CHECK(formula("if(1 - 0.9 >= 0.1, 1, 0)") == "1");
  CHECK(formula("if(3/7*7 == 3, 1, 0)") == "1");
  CHECK(formula("if(0.1+0.1+0.1+0.1+0.1+0.1+0.1+0.1+0.1+0.1 == 1, 1, 0)") == "1");
}

TEST_CASE("a score is rounded once, as the scheme says", "[exactness][rounding]") {
  // GB/T 8170: half_even makes 28.165 28.16 and 28.175 28.18; 四舍五入 makes 28.17 of the former.
  CHECK(formula("28.165", "rounding: {mode: half_up, criterion: 2}\n") == "28.17");
  CHECK(formula("28.175", "rounding: {mode: half_up, criterion: 2}\n") == "28.18");
  CHECK(formula("28.165", "rounding: {mode: half_even, criterion: 2}\n") == "28.16");
  CHECK(formula("28.175", "rounding: {mode: half_even, criterion: 2}\n") == "28.18");
  CHECK(formula("15.4546", "rounding: {mode: half_up, criterion: 0}\n") == "15");
  CHECK(formula("-28.165", "rounding: {mode: half_up, criterion: 2}\n") == "-28.17");
  CHECK(formula("-28.169", "rounding: {mode: down, criterion: 2}\n") == "-28.16");
  CHECK(formula("28.161", "rounding: {mode: up, criterion: 2}\n") == "28.17");
}

TEST_CASE("0.1 + 0.2, 0.3 and 0.3 share the first rank", "[exactness][rank]") {
  EvidenceTables tables;
  tables.observations = table("observations", "unit,a,b\nA,0.1,0.2\nB,0.3,0\nC,0,0.3\n");
  const auto found =
      assess("kaohe: 1\nid: e\nmissing: zero\ncriteria:\n  - {id: a, rule: {formula: x}}\n  - {id: b, rule: {formula: x}}\n", tables);
  CHECK(found.ranks == std::vector<std::int64_t>{1, 1, 1});
}

TEST_CASE("a float is read as the decimal it was written as", "[exactness][column]") {
  const double values[] = {0.1, 0.30000000000000004, 28.165};
  EvidenceTables tables;
  tables.observations = table("observations", "unit\nA\nB\nC\n");
  tables.observations->columns.push_back({"a", NumberColumn::from_doubles(values, 3, 1)});
  const auto found =
      assess("kaohe: 1\nid: e\nmissing: zero\nrounding: {criterion: 2}\ncriteria:\n  - {id: a, rule: {formula: x}}\n", tables);
  CHECK(score(found, "a", 0) == "0.1");
  CHECK(score(found, "a", 1) == "0.3");
  CHECK(score(found, "a", 2) == "28.17");
}

TEST_CASE("threads and the fast path never change a digit", "[exactness][threads]") {
  const std::string document = twice_with("half_even");
  std::mt19937 random(20140909);
  std::string rows = "unit,a,b,c,d\n";
  for (int unit = 0; unit < 5000; ++unit) {
    rows += "U" + std::to_string(unit);
    for (const int digits : {10000, 100, 10, 1}) {
      const int number = static_cast<int>(random() % static_cast<unsigned>(digits * (digits == 10000 ? 1 : 100)));
      rows += "," + (random() % 20 == 0 ? std::string() : Rational(number, digits).text());
    }
    rows += "\n";
  }
  EvidenceTables tables;
  tables.observations = table("observations", rows);
  const auto one = assess(document, tables, 1);
  for (const unsigned threads : {2U, 7U}) {
    const auto more = assess(document, tables, threads);
    CHECK(more.ranks == one.ranks);
    for (std::size_t i = 0; i < one.criteria.size(); ++i) CHECK(more.scores()[i] == one.scores()[i]);
  }
  check_same(one);
}

TEST_CASE("neither do many digits", "[exactness][column]") {
  constexpr std::size_t units = 2000;
  std::mt19937_64 random(20261122);
  const auto far_digits = [&] {
    return Rational(static_cast<std::int64_t>(random() % 2'000'000'000) - 1'000'000'000, 1'000'000'000'000'000);
  };
  const Rational around[] = {{95, 100}, 60, 7, 13, {905, 10}, {1, 3}, -2, {63, 20}};  // ends of stretches, and what is next to them
  std::vector<std::vector<double>> floats(4, std::vector<double>(units));
  std::string rows = "unit,a,b,c,d\n";
  for (std::size_t unit = 0; unit < units; ++unit) {
    rows += "U" + std::to_string(unit);
    for (auto& column : floats) {
      const Rational plain(static_cast<std::int64_t>(random() % 1'000'000'000'000'000), 10'000'000'000'000);
      const Rational number = unit % 2 == 0 ? plain : around[random() % 8] + (unit % 3 == 0 ? Rational(0) : far_digits());
      column[unit] = number.approximate();
      rows += "," + (number.is_finite_decimal() ? number.text() : number.decimal(17));
    }
    rows += "\n";
  }
  EvidenceTables texts, numbers;
  texts.observations = table("observations", rows);
  numbers.observations = EvidenceTable{"observations", units, {texts.observations->columns[0]}};
  const std::string names[] = {"a", "b", "c", "d"};
  for (std::size_t i = 0; i < 4; ++i)
    numbers.observations->columns.push_back({names[i], NumberColumn::from_doubles(floats[i].data(), units, 1)});
  for (const std::string mode : {"half_up", "half_even", "down", "up"}) {
    CAPTURE(mode);
    for (const EvidenceTables* tables : {&texts, &numbers}) {
      const Assessment found = assess(twice_with(mode), *tables);
      check_same(found);
      CHECK(found.slow_values < 5 * units);  // of eight: four lists, and what is next to nothing
    }
  }
}
