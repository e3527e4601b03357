#pragma once

// The work of the benchmarks: units with indicators of some kind of values, made by formulas that workload.py shares, so that every program
// makes the same ones.

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string_view>
#include <vector>

namespace workload {

inline constexpr int groups = 20;
inline constexpr int leaves_of_section = 10;

/// Whole numbers in no order.
inline std::uint64_t spread(std::uint64_t unit, std::uint64_t leaf) { return unit * 7919 + leaf * 104729 + unit / 13 * 31; }

inline double tenths(std::uint64_t unit, std::uint64_t leaf) { return static_cast<double>(spread(unit, leaf) % 1009) / 10; }

/// Of two and of four digits.
inline double rates(std::uint64_t unit, std::uint64_t leaf) {
  const std::uint64_t number = spread(unit, leaf) % 10'007;
  return leaf % 2 == 0 ? static_cast<double>(number) / 100 : static_cast<double>(number * 99) / 10'000;
}

inline double counts(std::uint64_t unit, std::uint64_t leaf) { return static_cast<double>(spread(unit, leaf) % 101); }

/// 37/41 as a spreadsheet holds it, in percent.
inline double ratios(std::uint64_t unit, std::uint64_t leaf) {
  const std::uint64_t of = 20 + (unit * 31 + leaf) % 80;
  return static_cast<double>(spread(unit, leaf) % (of + 1)) / static_cast<double>(of) * 100;
}

/// Two digits, four digits, counts, ratios: a leaf each.
inline double mixed(std::uint64_t unit, std::uint64_t leaf) {
  if (leaf % 4 < 2) return rates(unit, leaf);
  return leaf % 4 == 2 ? counts(unit, leaf) : ratios(unit, leaf);
}

/// Millionths of which every odd number gives a score of four digits and a half, or, where rules have steps, a whole number.
inline std::uint64_t tie_step(std::uint64_t leaf) {
  constexpr std::array<std::uint64_t, 4> of_losses{1000, 250, 200, 500};
  if (leaf % 5 == 1) return of_losses[leaf % 4];
  if (leaf % 5 == 3) return 5 * (50 + leaf % 30);
  return leaf % 5 == 4 ? 625 : 1'000'000;
}

/// The float next to such a number: it takes 16 or 17 digits, and stands for the tie. Two units of a group have the same values.
inline double ties(std::uint64_t unit, std::uint64_t leaf) {
  const std::uint64_t step = tie_step(leaf);
  const std::uint64_t odd = 2 * (spread(unit / (2 * groups), leaf) % (50'000'000 / step)) + 1;
  return std::nextafter(static_cast<double>(odd * step) / 1'000'000, std::numeric_limits<double>::infinity());
}

/// Of 15 to 17 digits, which stand for 15.
inline double fractions(std::uint64_t unit, std::uint64_t leaf) { return static_cast<double>(spread(unit, leaf) % 100'003) / 1000.3; }

using Value = double (*)(std::uint64_t unit, std::uint64_t leaf);

/// Null for a kind that there is not.
inline Value value_of(std::string_view kind) {
  if (kind == "tenths") return tenths;
  if (kind == "rates") return rates;
  if (kind == "counts") return counts;
  if (kind == "ratios") return ratios;
  if (kind == "mixed") return mixed;
  if (kind == "ties") return ties;
  return kind == "fractions" ? fractions : nullptr;
}

inline bool vetoed(std::uint64_t unit) { return unit * 48271 % 1000 < 20; }

inline std::vector<double> column(std::size_t units, int leaf, Value value = tenths) {
  std::vector<double> made(units);
  for (std::size_t unit = 0; unit < units; ++unit) made[unit] = value(unit, static_cast<std::uint64_t>(leaf));
  return made;
}

inline std::vector<double> veto_column(std::size_t units) {
  std::vector<double> made(units);
  for (std::size_t unit = 0; unit < units; ++unit) made[unit] = vetoed(unit) ? 1 : 0;
  return made;
}

}  // namespace workload
