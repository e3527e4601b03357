// The work of benchmarks/run.py as one would write it by hand, in doubles: what exactness is compared with.
//
// usage: plain_loop FILE ROWS LEAVES REPEATS; FILE holds the values, float64, a column after the other. Prints the best time in ms.

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <numeric>
#include <string>
#include <vector>

namespace {

constexpr double points = 10;

double slope(double x) { return std::clamp(points - (x < 0.95 ? (0.95 - x) / 0.01 * 0.5 : 0.0), 0.0, points); }
double proportion(double x) { return points * std::min(x / 0.9, 1.0); }
double threshold(double x) { return x >= 0.8 ? points : 0.0; }
double bands(double x) { return x >= 0.9 ? points : x >= 0.8 ? 8.0 : x >= 0.6 ? 6.0 : 0.0; }

double rounded(double x, double scale) { return std::floor(x * scale + 0.5) / scale; }

template <class Rule>
void add_column(Rule rule, const double* values, std::vector<double>& scores, std::vector<double>& totals) {
  for (std::size_t row = 0; row < totals.size(); ++row) {
    scores[row] = rounded(rule(values[row]), 1e4);
    totals[row] += scores[row];
  }
}

struct Result {
  std::vector<std::vector<double>> scores;
  std::vector<double> totals;
  std::vector<std::size_t> ranks;
};

void rank(Result& result) {
  std::vector<std::size_t> order(result.totals.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, [&](std::size_t a, std::size_t b) { return result.totals[a] > result.totals[b]; });
  for (std::size_t place = 0; place < order.size(); ++place) {
    const bool tie = place > 0 && result.totals[order[place]] == result.totals[order[place - 1]];
    result.ranks[order[place]] = tie ? result.ranks[order[place - 1]] : place + 1;
  }
}

Result assess(const std::vector<double>& values, std::size_t rows, std::size_t leaves) {
  Result result{std::vector<std::vector<double>>(leaves, std::vector<double>(rows)), std::vector<double>(rows),
                std::vector<std::size_t>(rows)};
  for (std::size_t leaf = 0; leaf < leaves; ++leaf) {
    const double* column = values.data() + leaf * rows;
    auto& scores = result.scores[leaf];
    if (leaf % 4 == 0) add_column(slope, column, scores, result.totals);
    if (leaf % 4 == 1) add_column(proportion, column, scores, result.totals);
    if (leaf % 4 == 2) add_column(threshold, column, scores, result.totals);
    if (leaf % 4 == 3) add_column(bands, column, scores, result.totals);
  }
  for (double& total : result.totals) total = rounded(total, 1e2);
  rank(result);
  return result;
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 5) return 2;
  const std::size_t rows = std::stoul(arguments[2]);
  const std::size_t leaves = std::stoul(arguments[3]);
  std::vector<double> values(rows * leaves);
  std::ifstream file(arguments[1], std::ios::binary);
  if (!file.read(reinterpret_cast<char*>(values.data()), static_cast<std::streamsize>(values.size() * sizeof(double)))) return 2;

  double best = 1e300;
  std::size_t seen = 0;
  for (int repeat = std::stoi(arguments[4]); repeat > 0; --repeat) {
    const auto start = std::chrono::steady_clock::now();
    seen += assess(values, rows, leaves).ranks[0];
    best = std::min(best, std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
  }
  std::cout << best << '\n';
  return seen == 0 ? 1 : 0;
}
