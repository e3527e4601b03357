// Times an assessment beside a plain loop in doubles and a pass that only reads the same memory.
//
// usage: assess DOCUMENT UNITS LEAVES REPEATS; DOCUMENT is made by workload.py. Prints medians in ms, and how many units the loop has
// wrong.

#include "assessing.hpp"
#include "plain_loop.hpp"

#include <kaohe/engine/program.hpp>
#include <kaohe/load.hpp>
#include <kaohe/report.hpp>

#include <cstdio>
#include <cstdlib>
#include <thread>
#include <vector>

namespace {

using workload::median, workload::read_file, workload::tables, workload::valid, workload::Values;

/// Reads every value once.
double read_pass(const Values& values, unsigned threads) {
  std::vector<double> sums(threads);
  std::vector<std::thread> others;
  const auto read = [&](unsigned part) {
    double lanes[8] = {};
    for (const auto& column : values) {
      const std::size_t first = column.size() * part / threads, last = column.size() * (part + 1) / threads;
      std::size_t at = first;
      for (; at + 8 <= last; at += 8) {
        for (std::size_t lane = 0; lane < 8; ++lane) lanes[lane] += column[at + lane];
      }
      for (; at < last; ++at) lanes[0] += column[at];
    }
    for (const double lane : lanes) sums[part] += lane;
  };
  for (unsigned part = 1; part < threads; ++part) others.emplace_back(read, part);
  read(0);
  for (auto& other : others) other.join();
  return sums[0];
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 5) return 2;
  const auto units = static_cast<std::size_t>(std::atol(arguments[2]));
  const int leaves = std::atoi(arguments[3]), repeats = std::atoi(arguments[4]);
  Values values;
  for (int leaf = 0; leaf < leaves; ++leaf) values.push_back(workload::column(units, leaf));
  const std::vector<double> vetoes = workload::veto_column(units);
  auto program = kaohe::compile(kaohe::load_scheme(read_file(arguments[1]), arguments[1]).scheme);
  valid(program);

  workload::PlainLoop loop(values, vetoes);
  double sink = 0;
  for (const unsigned threads : {1U, 2U}) {
    std::printf("%u threads\n", threads);
    const double read = median(repeats, [&] { sink += read_pass(values, threads); });
    const double scored = median(repeats, [&] { loop.score(threads); });
    const double ranked = median(repeats, [&] { loop.rank(); });
    const auto evidence = tables(values, vetoes);
    const double bound = median(repeats, [&] { sink += static_cast<double>(tables(values, vetoes).observations->rows); });
    const double assessed = median(repeats, [&] {
      auto made = program.value->assess(evidence, {.threads = threads});
      sink += static_cast<double>(valid(made).units.size());
    });
    std::printf("read only %9.2f\nloop      %9.2f + ranks and seats %.2f\ntables    %9.2f\nkaohe     %9.2f\n", read, scored, ranked, bound,
                assessed);
    std::printf("kaohe / loop %.2f  kaohe / read %.2f\n", assessed / (scored + ranked), assessed / read);
  }
  loop.score(1);
  loop.rank();
  auto made = program.value->assess(tables(values, vetoes), {.threads = 2});
  const kaohe::Assessment& exact = valid(made);
  std::size_t totals = 0, grades = 0, ranks = 0;
  static constexpr const char* names[] = {"A", "B", "C", "D"};
  for (std::size_t unit = 0; unit < units; ++unit) {
    totals += static_cast<double>(exact.total.unit(unit)) != std::round(loop.totals[unit] * 100) ? 1 : 0;
    grades += exact.grades[unit] != names[loop.grades[unit]] ? 1 : 0;
    ranks += exact.ranks[unit] != loop.ranks[unit] ? 1 : 0;
  }
  std::printf("the loop has wrong: %zu totals, %zu grades, %zu ranks of %zu; slow %zu\n", totals, grades, ranks, units, exact.slow_values);
  return sink == 0 ? 1 : 0;
}
