// Scores two schools, then corrects a figure of one of them: what does not depend on it is not worked out again.

#include <kaohe/engine/program.hpp>
#include <kaohe/load.hpp>
#include <kaohe/report.hpp>

#include <cstddef>
#include <cstdlib>
#include <iostream>
#include <optional>
#include <utility>

namespace {

/// The value, after saying what was found; the end of the program where there is none.
template <class T>
T value_of(kaohe::Checked<T> checked) {
  for (const auto& finding : checked.findings) std::cerr << kaohe::to_text(finding, kaohe::Language::zh, {}) << '\n';
  if (!checked) std::exit(EXIT_FAILURE);
  return std::move(*checked.value);
}

kaohe::Program program() {
  return value_of(kaohe::compile(kaohe::load_scheme(R"(
kaohe: 1
id: two-schools
missing: zero
criteria:
  - {id: enrolment, points: 60, rule: {slope: {at: 99%, worse: {each: 1pp, take: 5}}}}
  - {id: reading, points: 40, rule: {proportion: {of: 40}}}
)",
                                                    "two-schools.yaml")
                                     .scheme));
}

kaohe::EvidenceTables evidence() {
  using kaohe::TextCells;
  kaohe::EvidenceTables tables;
  tables.observations = {
      "observations",
      2,
      {{"unit", TextCells{"一小", "二小"}}, {"enrolment", TextCells{"99.2%", "98.5%"}}, {"reading", TextCells{"42", std::nullopt}}}};
  return tables;
}

/// A row for each value, as long observations have.
kaohe::EvidenceTable correction() {
  using kaohe::TextCells;
  return {"correction", 1, {{"unit", TextCells{"二小"}}, {"indicator", TextCells{"reading"}}, {"value", TextCells{"33"}}}};
}

void print(const kaohe::Assessment& assessment) {
  for (std::size_t row = 0; row < assessment.units.size(); ++row)
    std::cout << assessment.units[row] << ' ' << assessment.total.at(row).text() << " 第" << assessment.ranks[row] << "名\n";
}

}  // namespace

int main() {
  const kaohe::Assessment first = value_of(program().assess(evidence()));
  const kaohe::Assessment corrected = value_of(first.updated(correction()));
  print(corrected);
  print(first);  // which is as it was
}
