#pragma once

// The work as one would write it by hand in doubles, in blocks that fit the cache: what exactness is compared with.

#include "workload.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <thread>
#include <vector>

namespace workload {

class PlainLoop {
 public:
  PlainLoop(const std::vector<std::vector<double>>& values, const std::vector<double>& vetoes)
      : values_(values), vetoes_(vetoes), totals(vetoes.size()), grades(vetoes.size()), ranks(vetoes.size()) {}

  void score(unsigned threads) {
    const std::size_t units = totals.size(), part = (units / threads + rows - 1) / rows * rows;
    std::vector<std::thread> others;
    for (unsigned i = 1; i < threads; ++i)
      others.emplace_back([=, this] { score(std::min(units, i * part), i + 1 == threads ? units : std::min(units, (i + 1) * part)); });
    score(0, threads == 1 ? units : std::min(units, part));
    for (auto& other : others) other.join();
  }

  /// Places within groups, the last one for all with a veto, and 30 % of a group in the best grade: who ties on the last seat is out.
  void rank() {
    std::vector<std::vector<std::uint32_t>> members(groups);
    for (std::size_t unit = 0; unit < totals.size(); ++unit) members[unit % groups].push_back(static_cast<std::uint32_t>(unit));
    for (auto& group : members) rank(group);
  }

 private:
  static constexpr std::size_t rows = 1024;
  using Block = std::array<double, rows>;

  const std::vector<std::vector<double>>& values_;
  const std::vector<double>& vetoes_;

  static double rounded(double x, double scale) { return std::floor(x * scale + 0.5) / scale; }

  template <class Rule>
  static void add(const double* x, std::size_t count, double weight, Block& sum, Rule rule) {
    for (std::size_t i = 0; i < count; ++i) sum[i] += weight * rounded(rule(x[i]), 1e4);
  }

  static void add_leaf(int leaf, const double* x, std::size_t count, Block& sum) {
    const double weight = 1 + leaf % 7;
    switch (leaf % 5) {
      case 0:
        return add(x, count, weight, sum, [at = 30.0 + leaf % 40](double v) { return v >= at ? 10.0 : 0.0; });
      case 1:
        return add(x, count, weight, sum, [take = 0.15 + 0.05 * (leaf % 4)](double v) { return std::max(0.0, 10 - take * v); });
      case 2:
        return add(x, count, weight, sum, [more = static_cast<double>(leaf % 9)](double v) {
          return (v >= 20 + more ? 2.0 : 0.0) + (v >= 40 + more ? 3.0 : 0.0) + (v >= 60 + more ? 3.0 : 0.0) + (v >= 80 + more ? 2.0 : 0.0);
        });
      case 3:
        return add(x, count, weight, sum, [of = 50.0 + leaf % 30](double v) { return 10 * std::min(1.0, v / of); });
      default:
        return add(x, count, weight, sum, [](double v) { return std::min(5.0, 0.08 * v); });
    }
  }

  void score(std::size_t first, std::size_t last) {
    for (; first < last; first += rows) score_block(first, std::min(rows, last - first));
  }

  void score_block(std::size_t first, std::size_t count) {
    Block total{}, sum{};
    const int leaves = static_cast<int>(values_.size());
    for (int section = 0; section * leaves_of_section < leaves; ++section) {
      sum.fill(0);
      double weights = 0;
      for (int leaf = section * leaves_of_section; leaf < (section + 1) * leaves_of_section; ++leaf) {
        add_leaf(leaf, values_[static_cast<std::size_t>(leaf)].data() + first, count, sum);
        weights += 1 + leaf % 7;
      }
      const double scale = (1 + section % 3) / weights;
      for (std::size_t i = 0; i < count; ++i) total[i] += rounded(sum[i] * scale, 1e4);
    }
    const double full = attainable();
    for (std::size_t i = 0; i < count; ++i) {
      const double rounded_total = rounded(total[i], 1e2);
      totals[first + i] = rounded_total;
      const int below = (rounded_total < 0.5 * full) + (rounded_total < 0.45 * full) + (rounded_total < 0.4 * full);
      grades[first + i] = static_cast<std::int8_t>(vetoes_[first + i] != 0 ? 3 : below);
    }
  }

  double attainable() const {
    double sum = 0;
    for (std::size_t section = 0; section * leaves_of_section < values_.size(); ++section)
      sum += 10.0 * static_cast<double>(1 + section % 3);
    return sum;
  }

  void rank(std::vector<std::uint32_t>& group) {
    const auto key = [&](std::uint32_t unit) { return vetoes_[unit] != 0 ? -1.0 : totals[unit]; };
    std::ranges::sort(group, [&](std::uint32_t a, std::uint32_t b) { return key(a) > key(b); });
    for (std::size_t place = 0; place < group.size(); ++place) {
      const bool tied = place > 0 && key(group[place]) == key(group[place - 1]);
      ranks[group[place]] = tied ? ranks[group[place - 1]] : static_cast<std::uint32_t>(place + 1);
    }
    const std::size_t seats = group.size() * 3 / 10;
    std::size_t best = 0;
    while (best < group.size() && grades[group[best]] == 0) ++best;
    std::size_t seated = std::min(best, seats);
    if (best > seats) {
      while (seated > 0 && totals[group[seated - 1]] == totals[group[seats]]) --seated;
    }
    for (std::size_t place = seated; place < best; ++place) grades[group[place]] = 1;
  }

 public:
  std::vector<double> totals;
  std::vector<std::int8_t> grades;  // 0 is best
  std::vector<std::uint32_t> ranks;
};

}  // namespace workload
