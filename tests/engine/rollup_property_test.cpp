// Random trees, and an oracle that asks of every party, by plain recursion, who the lowest below it are.

#include "engine/assessing.hpp"

#include <map>
#include <random>
#include <string>
#include <vector>

using namespace kaohe;

namespace {

struct World {
  std::vector<int> above;            // -1 at the top; a parent comes before
  std::vector<std::string> figures;  // "a,b" of each party, empty cells missing
  std::vector<std::optional<Rational>> a, b;
};

World drawn(std::mt19937& random) {
  World world;
  const int count = std::uniform_int_distribution(1, 60)(random);
  for (int i = 0; i < count; ++i) world.above.push_back(i == 0 ? -1 : std::uniform_int_distribution(-1, i - 1)(random));
  std::vector<bool> lowest(world.above.size(), true);
  for (const int above : world.above) {
    if (above >= 0) lowest[static_cast<std::size_t>(above)] = false;
  }
  const auto figure = [&](bool there) -> std::optional<Rational> {
    if (!there || random() % 5 == 0) return std::nullopt;
    return Rational(static_cast<std::int64_t>(random() % 10'000), random() % 2 == 0 ? 1 : 100);
  };
  for (std::size_t i = 0; i < world.above.size(); ++i) {
    world.a.push_back(figure(lowest[i]));
    world.b.push_back(figure(lowest[i]));
  }
  return world;
}

/// The sums over the lowest parties below one that have both, and how many these are.
void add_lowest(const World& world, std::size_t at, Rational& a, Rational& b, int& count) {
  bool lowest = true;
  for (std::size_t i = at + 1; i < world.above.size(); ++i) {
    if (world.above[i] != static_cast<int>(at)) continue;
    lowest = false;
    add_lowest(world, i, a, b, count);
  }
  if (!lowest || !world.a[at] || !world.b[at]) return;
  a += *world.a[at];
  b += *world.b[at];
  ++count;
}

Program program_of(const World& world) {
  Scheme scheme = load_scheme(
                      "kaohe: 1\nid: t\nmissing: zero\nindicators:\n  a: {rollup: sum}\n  b: {rollup: sum}\n"
                      "  rate: {value: a / b, rollup: ratio}\n"
                      "criteria: [{id: a, points: 1, rule: {threshold: done}}]\n",
                      "scheme.yaml")
                      .scheme;
  for (std::size_t i = 0; i < world.above.size(); ++i) {
    Party party;
    party.id = std::to_string(i);
    if (world.above[i] >= 0) party.under = Named{std::to_string(world.above[i]), {}};
    scheme.parties.push_back(std::move(party));
  }
  return *compile(std::move(scheme)).value;
}

EvidenceTables tables_of(const World& world, std::mt19937& random) {
  std::vector<std::size_t> order(world.above.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::shuffle(order.begin(), order.end(), random);
  EvidenceTable table{"observations", order.size(), {{"unit", TextCells{}}, {"a", TextCells{}}, {"b", TextCells{}}}};
  const auto cell = [](const std::optional<Rational>& number) { return number ? std::optional(number->text()) : std::nullopt; };
  for (const std::size_t at : order) {
    std::get<TextCells>(table.columns[0].cells).push_back(std::to_string(at));
    std::get<TextCells>(table.columns[1].cells).push_back(cell(world.a[at]));
    std::get<TextCells>(table.columns[2].cells).push_back(cell(world.b[at]));
  }
  EvidenceTables tables;
  tables.observations = std::move(table);
  return tables;
}

}  // namespace

TEST_CASE("the rate at every level is the ratio of the sums of the lowest that have both", "[engine][rollup]") {
  std::mt19937 random(20140930);
  for (int round = 0; round < 300; ++round) {
    CAPTURE(round);
    const World world = drawn(random);
    const auto up = program_of(world).rollup(tables_of(world, random), {"rate"});
    REQUIRE(up);
    const RolledIndicator& rate = up.value->indicators.front();
    for (std::size_t row = 0; row < up.value->parties.size(); ++row) {
      Rational a, b;
      int count = 0;
      add_lowest(world, static_cast<std::size_t>(std::stoi(up.value->parties[row])), a, b, count);
      const auto expected = count == 0 || b.is_zero() ? std::nullopt : std::optional(a / b);
      REQUIRE(rate.value(row) == expected);
    }
  }
}
