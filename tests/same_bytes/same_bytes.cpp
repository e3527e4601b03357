// Assesses the same by 1, 2 and 7 threads and prints hashes of what came out, down to the last bit. Built in any way, it prints the same:
// what stands in expected.txt.

#include "scheme.hpp"

#include <kaohe/engine/program.hpp>

#include <bit>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

using namespace kaohe;

constexpr std::size_t units = 7'500;  // eight blocks

template <class T>
T value_of(Checked<T> checked) {
  for (const auto& finding : checked.findings) {
    if (finding.severity == Severity::error) std::fprintf(stderr, "%s %s\n", finding.code.c_str(), finding.message.en.c_str());
  }
  if (!checked) std::exit(EXIT_FAILURE);
  return std::move(*checked.value);
}

/// Every seventeenth is missing, not the same for all leaves.
std::vector<double> cells(int leaf) {
  const auto value = workload::value_of(same_bytes::kinds[static_cast<std::size_t>(leaf / same_bytes::rules)]);
  std::vector<double> made = workload::column(units, leaf, value);
  for (std::size_t unit = static_cast<std::size_t>(leaf); unit < units; unit += 17) made[unit] = std::numeric_limits<double>::quiet_NaN();
  return made;
}

EvidenceTables tables() {
  TextCells names, districts;
  for (std::size_t unit = 0; unit < units; ++unit) {
    names.push_back("u" + std::to_string(unit));
    districts.push_back("d" + std::to_string(unit % workload::groups));
  }
  const auto column = [](const std::vector<double>& numbers) { return NumberColumn::from_doubles(numbers.data(), numbers.size(), 1); };
  EvidenceTables made;
  made.observations = EvidenceTable{"observations", units, {{"unit", names}, {"flag", column(workload::veto_column(units))}}};
  for (int leaf = 0; leaf < same_bytes::leaves; ++leaf)
    made.observations->columns.push_back({same_bytes::indicator(leaf), column(cells(leaf))});
  made.units = EvidenceTable{"units", units, {{"unit", names}, {"district", districts}}};
  return made;
}

/// FNV-1a.
class Hash {
 public:
  void add(std::string_view bytes) {
    for (const char byte : bytes) state_ = (state_ ^ static_cast<unsigned char>(byte)) * 0x100000001b3;
  }
  void add(std::uint64_t number) {
    for (int byte = 0; byte < 8; ++byte) state_ = (state_ ^ (number >> (8 * byte) & 0xff)) * 0x100000001b3;
  }
  void add(const NumberColumn& column) {
    add(static_cast<std::uint64_t>(column.digits()));
    for (std::size_t row = 0; row < column.size(); ++row) {
      add(column.missing(row) ? 0x7ff8'0000'0000'0000 : std::bit_cast<std::uint64_t>(column.unit(row)));  // any NaN is as good
      if (!column.missing(row)) add(column.at(row).text());
    }
  }
  std::string text() const {
    char written[17];
    std::snprintf(written, sizeof written, "%016llx", static_cast<unsigned long long>(state_));
    return written;
  }

 private:
  std::uint64_t state_ = 0xcbf29ce484222325;
};

std::string hash_of(const NumberColumn& column) {
  Hash hash;
  hash.add(column);
  return hash.text();
}

std::string described(const Assessment& found) {
  Hash ranks, grades;
  for (std::size_t unit = 0; unit < units; ++unit) {
    ranks.add(static_cast<std::uint64_t>(found.ranks[unit]));
    grades.add(found.grades[unit]);
  }
  std::string text = "total " + hash_of(found.total) + "\nadjustments " + hash_of(found.adjustments);
  text += "\nranks " + ranks.text() + "\ngrades " + grades.text() + "\nslow " + std::to_string(found.slow_values) + "\n";
  const auto& scores = found.scores();
  for (std::size_t at = 0; at < scores.size(); ++at) text += found.criteria[at].id + " " + hash_of(scores[at]) + "\n";
  return text;
}

}  // namespace

int main() {
  const EvidenceTables evidence = tables();
  constexpr std::pair<Rounding, const char*> modes[] = {
      {Rounding::half_up, "half_up"}, {Rounding::half_even, "half_even"}, {Rounding::down, "down"}, {Rounding::up, "up"}};
  for (const auto& [mode, called] : modes) {
    const Program program = value_of(compile(same_bytes::scheme(mode)));
    const std::string one = described(value_of(program.assess(evidence, {.threads = 1})));
    for (const unsigned threads : {2U, 7U}) {
      if (described(value_of(program.assess(evidence, {.threads = threads}))) == one) continue;
      std::fprintf(stderr, "%s: other bytes by %u threads\n", called, threads);
      return EXIT_FAILURE;
    }
    std::printf("# %s\n%s", called, one.c_str());
  }
}
