// Scores the rows of a table that the caller holds, without copying it, from two threads that share one program.

#include <kaohe/engine/program.hpp>
#include <kaohe/load.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <future>
#include <iostream>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace {

/// Somebody's table: by rows, two figures each; the second has a gap.
struct Sheet {
  std::vector<std::string> schools;
  std::vector<double> cells;  // enrolment, reading, enrolment, reading …
  std::vector<std::uint8_t> reading_known;
};

kaohe::Program program() {
  auto loaded = kaohe::load_scheme(R"(
kaohe: 1
id: two-schools
missing: zero
criteria:
  - {id: enrolment, points: 60, rule: {slope: {at: 99%, worse: {each: 1pp, take: 5}}}}
  - {id: reading, points: 40, rule: {proportion: {of: 40}}}
)",
                                   "two-schools.yaml");
  if (kaohe::has_errors(loaded.findings)) std::exit(EXIT_FAILURE);
  auto checked = kaohe::compile(std::move(loaded.scheme));
  if (!checked) std::exit(EXIT_FAILURE);
  return *std::move(checked.value);
}

/// The table as columns that point into the sheet; the assessment keeps the sheet alive as long as it needs it.
kaohe::EvidenceTables tables_of(const std::shared_ptr<const Sheet>& sheet) {
  const std::size_t rows = sheet->schools.size();
  const double* cells = sheet->cells.data();
  const kaohe::FloatPiece enrolment{.data = cells, .stride = 2, .rows = rows};
  const kaohe::FloatPiece reading{.data = cells + 1, .stride = 2, .rows = rows, .valid = sheet->reading_known.data()};
  kaohe::EvidenceTables tables;
  tables.observations = {"observations",
                         rows,
                         {{"unit", kaohe::TextCells(sheet->schools.begin(), sheet->schools.end())},
                          {"enrolment", kaohe::NumberColumn::borrowed({enrolment}, sheet)},
                          {"reading", kaohe::NumberColumn::borrowed({reading}, sheet)}}};
  return tables;
}

}  // namespace

int main() {
  const kaohe::Program shared = program();
  const std::array sheets{
      std::make_shared<const Sheet>(Sheet{{"一小", "二小"}, {0.992, 42, 0.985, 33}, {0b11}}),
      std::make_shared<const Sheet>(Sheet{{"三小", "四小"}, {0.97, 30, 0.99, 0}, {0b01}}),
  };
  std::vector<std::future<kaohe::Checked<kaohe::Assessment>>> answers;
  for (const auto& sheet : sheets) {
    answers.push_back(std::async(std::launch::async, [&shared, sheet] { return shared.assess(tables_of(sheet)); }));
  }
  for (auto& answer : answers) {
    const auto assessment = answer.get();
    if (!assessment) return EXIT_FAILURE;
    const auto& total = assessment.value->total;
    for (std::size_t row = 0; row < total.size(); ++row)
      std::cout << assessment.value->units[row] << ' ' << (total.missing(row) ? "—" : total.at(row).text()) << '\n';
  }
}
