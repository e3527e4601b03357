#pragma once

// What the programs that time assessments share: the median of some runs, the tables that are handed over, and what was read or checked.

#include "workload.hpp"

#include <kaohe/engine/program.hpp>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

namespace workload {

using Values = std::vector<std::vector<double>>;

/// In ms.
template <class Work>
double median(int repeats, const Work& work) {
  std::vector<double> taken;
  for (int i = 0; i < repeats; ++i) {
    const auto start = std::chrono::steady_clock::now();
    work();
    taken.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
  }
  std::ranges::nth_element(taken, taken.begin() + repeats / 2);
  return taken[static_cast<std::size_t>(repeats / 2)];
}

inline kaohe::EvidenceTables tables(const Values& values, const std::vector<double>& vetoes) {
  const std::size_t units = vetoes.size();
  kaohe::TextCells names, districts;
  for (std::size_t unit = 0; unit < units; ++unit) {
    names.push_back("u" + std::to_string(unit));
    districts.push_back("d" + std::to_string(unit % groups));
  }
  const auto borrowed = [&](const std::vector<double>& column) {
    return kaohe::NumberColumn::borrowed({{column.data(), 1, units}}, nullptr);
  };
  kaohe::EvidenceTable observations{"observations", units, {{"unit", names}, {"flag", borrowed(vetoes)}}};
  for (std::size_t leaf = 0; leaf < values.size(); ++leaf)
    observations.columns.push_back({"x" + std::to_string(leaf), borrowed(values[leaf])});
  kaohe::EvidenceTables made;
  made.observations = std::move(observations);
  made.units = kaohe::EvidenceTable{"units", units, {{"unit", names}, {"district", districts}}};
  return made;
}

inline std::string read_file(const char* path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

template <class Checked>
auto& valid(Checked& checked) {
  if (checked.value) return *checked.value;
  for (const auto& finding : checked.findings) std::fputs((finding.code + "\n").c_str(), stderr);
  std::exit(1);
}

}  // namespace workload
