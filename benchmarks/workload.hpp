#pragma once

// The work of the benchmarks: units with indicators of one decimal, made by whole numbers so that every program makes the same ones.

#include <cstddef>
#include <cstdint>
#include <vector>

namespace workload {

inline constexpr int groups = 20;
inline constexpr int leaves_of_section = 10;

inline double value(std::uint64_t unit, std::uint64_t leaf) {
  return static_cast<double>((unit * 7919 + leaf * 104729 + unit / 13 * 31) % 1009) / 10;
}

inline bool vetoed(std::uint64_t unit) { return unit * 48271 % 1000 < 20; }

inline std::vector<double> column(std::size_t units, int leaf) {
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
