// Times assessments alone, on one thread: as alone.py asks for many units, many leaves or another kind of values.
//
// usage: alone DOCUMENT UNITS LEAVES KIND REPEATS RESULTS; a first run warms up. Prints how many scores were slow, then the ms of each run;
// writes total in hundredths, grade and rank of each unit to RESULTS.

#include "assessing.hpp"

#include <kaohe/load.hpp>

#include <cstdio>
#include <cstdlib>
#include <fstream>

namespace {

using namespace workload;

void write(const kaohe::Assessment& found, const char* path) {
  std::ofstream out(path);
  for (std::size_t unit = 0; unit < found.units.size(); ++unit)
    out << static_cast<long>(found.total.unit(unit)) << ' ' << found.grades[unit][0] - 'A' << ' ' << found.ranks[unit] << '\n';
}

}  // namespace

int main(int count, char** arguments) {
  const Value value = count == 7 ? value_of(arguments[4]) : nullptr;
  if (value == nullptr) return 2;
  const auto units = static_cast<std::size_t>(std::atol(arguments[2]));
  const int leaves = std::atoi(arguments[3]), repeats = std::atoi(arguments[5]);
  Values values;
  for (int leaf = 0; leaf < leaves; ++leaf) values.push_back(column(units, leaf, value));
  const std::vector<double> vetoes = veto_column(units);
  auto program = kaohe::compile(kaohe::load_scheme(read_file(arguments[1]), arguments[1]).scheme);
  valid(program);
  const auto evidence = tables(values, vetoes);
  const auto assess = [&] { return program.value->assess(evidence, {.threads = 1}); };
  auto warm = assess();
  write(valid(warm), arguments[6]);
  std::printf("%zu\n", warm.value->slow_values);
  warm.value.reset();
  for (int repeat = 0; repeat < repeats; ++repeat) std::printf("%.3f\n", median(1, [&] { assess(); }));
}
