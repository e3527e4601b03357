// Times parties out of tables and a roll-up: 100,000 parties under 1,000 superiors, 50 indicators of which 25 are rates, at every level, on
// one core.
//
// usage: rollup [PARTIES [SUPERIORS]]

#include <kaohe/engine/program.hpp>
#include <kaohe/load.hpp>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace {

using kaohe::EvidenceTable;
using kaohe::TextCells;

constexpr int columns = 50;
constexpr int repeats = 5;

std::string document() {
  std::string text = "kaohe: 1\nid: bench\nperiod: 2014\nmissing: zero\nindicators:\n";
  for (int i = 0; i < columns; ++i) text += "  a" + std::to_string(i) + ": {" + (i % 2 == 0 ? "rollup: sum" : "") + "}\n";
  for (int i = 0; i < columns; i += 2) {
    const std::string terms = "a" + std::to_string(i) + " / a" + std::to_string(i + 1);
    text += "  r" + std::to_string(i) + ": {value: " + terms + ", rollup: ratio}\n";
  }
  return text + "criteria: [{id: leaf, points: 1, rule: {threshold: done}}]\n";
}

kaohe::PartyTables parties(int count, int superiors) {
  TextCells ids{"top"}, above{""}, kinds{"county"};
  for (int i = 0; i < superiors; ++i) {
    ids.push_back("s" + std::to_string(i));
    above.push_back("top");
    kinds.push_back("township");
  }
  for (int i = 0; i < count; ++i) {
    ids.push_back("p" + std::to_string(i));
    above.push_back("s" + std::to_string(i % superiors));
    kinds.push_back("school");
  }
  const std::size_t rows = ids.size();
  kaohe::PartyTables tables;
  tables.parties = EvidenceTable{"parties", rows, {{"party", std::move(ids)}, {"under", std::move(above)}, {"kind", std::move(kinds)}}};
  return tables;
}

/// Whole numbers and decimals of two digits, one in fifty missing; as numbers, or as texts as they stand in a file.
kaohe::EvidenceTables observations(int count, bool texts) {
  std::mt19937 random(20140930);
  EvidenceTable table{"observations", static_cast<std::size_t>(count), {{"unit", TextCells{}}}};
  for (int i = 0; i < count; ++i) std::get<TextCells>(table.columns[0].cells).push_back("p" + std::to_string(i));
  for (int column = 0; column < columns; ++column) {
    kaohe::NumberColumn numbers(static_cast<std::size_t>(count), column % 3 == 0 ? 2 : 0);
    for (double& units : numbers.mutable_units())
      units = random() % 50 == 0 ? kaohe::NumberColumn::missing_units : static_cast<double>(random() % 100'000);
    TextCells cells;
    for (std::size_t row = 0; texts && row < numbers.size(); ++row)
      cells.push_back(numbers.missing(row) ? std::nullopt : std::optional(numbers.at(row).text()));
    if (texts) table.columns.push_back({"a" + std::to_string(column), std::move(cells)});
    if (!texts) table.columns.push_back({"a" + std::to_string(column), std::move(numbers)});
  }
  kaohe::EvidenceTables tables;
  tables.observations = std::move(table);
  return tables;
}

/// The shortest of several runs, in ms; what a run needs is made before its time begins.
template <class Make, class Work>
double best_of(const Make& make, const Work& work) {
  double best = 1e300;
  for (int repeat = 0; repeat < repeats; ++repeat) {
    auto needed = make();
    const auto start = std::chrono::steady_clock::now();
    work(std::move(needed));
    const std::chrono::duration<double, std::milli> taken = std::chrono::steady_clock::now() - start;
    best = std::min(best, taken.count());
  }
  return best;
}

void check(bool fine) {
  if (!fine) std::exit(1);
}

}  // namespace

int main(int argc, char** argv) {
  const int count = argc > 1 ? std::atoi(argv[1]) : 100'000;
  const int superiors = argc > 2 ? std::atoi(argv[2]) : 1'000;
  const kaohe::Scheme scheme = kaohe::load_scheme(document(), "bench.yaml").scheme;
  const kaohe::PartyTables tables = parties(count, superiors);
  const auto program = kaohe::compile(scheme, tables);
  check(program.value.has_value());
  const double compiled =
      best_of([&] { return scheme; }, [&](kaohe::Scheme made) { check(kaohe::compile(std::move(made), tables).value.has_value()); });
  const auto roll = [&](kaohe::EvidenceTables made) { check(program.value->rollup(std::move(made)).value->indicators.size() == columns); };
  const double numbers = best_of([made = observations(count, false)] { return made; }, roll);
  const double texts = best_of([made = observations(count, true)] { return made; }, roll);
  std::printf("%d parties under %d superiors, best of %d, ms\n", count, superiors, repeats);
  std::printf("%-52s%10.1f\n", "parties out of a table, checked and compiled", compiled);
  std::printf("%-52s%10.1f\n", "50 indicators rolled up, columns of numbers", numbers);
  std::printf("%-52s%10.1f\n", "50 indicators rolled up, columns of texts", texts);
}
