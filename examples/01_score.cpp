// Scores two schools with a scheme and figures that are both in memory, and prints totals, grades and places.

#include <kaohe/engine/program.hpp>
#include <kaohe/load.hpp>
#include <kaohe/report.hpp>

#include <cstddef>
#include <cstdlib>
#include <iostream>
#include <string_view>
#include <utility>

namespace {

constexpr std::string_view document = R"(
kaohe: 1
id: two-schools
title: 学校考核
missing: zero
criteria:
  - {id: enrolment, title: 入学率, points: 60, rule: {slope: {at: 99%, worse: {each: 1pp, take: 5}}}}   # 每低1个百分点扣5分
  - {id: reading, title: 阅读课, points: 40, rule: {proportion: {of: 40}}}                              # 按完成率
grades: [{name: 优秀, from: 90}, {name: 合格}]
)";

kaohe::EvidenceTables evidence() {
  using kaohe::TextCells;
  kaohe::EvidenceTables tables;
  tables.observations = {
      "observations",
      2,
      {{"unit", TextCells{"一小", "二小"}}, {"enrolment", TextCells{"99.2%", "98.5%"}}, {"reading", TextCells{"42", "33"}}}};
  return tables;
}

void print(const kaohe::Findings& findings) {
  for (const auto& finding : findings) std::cerr << kaohe::to_text(finding, kaohe::Language::zh, document) << '\n';
}

void print(const kaohe::Assessment& assessment) {
  for (std::size_t row = 0; row < assessment.units.size(); ++row) {
    std::cout << assessment.units[row] << ' ';
    if (assessment.total.missing(row)) {  // a gate keeps the unit out: no total, no grade, no place
      std::cout << "不参加考核\n";
      continue;
    }
    std::cout << assessment.total.at(row).decimal(2) << ' ' << assessment.grades[row] << " 第" << assessment.ranks[row] << "名\n";
  }
}

}  // namespace

int main() {
  auto loaded = kaohe::load_scheme(document, "two-schools.yaml");
  print(loaded.findings);
  if (kaohe::has_errors(loaded.findings)) return EXIT_FAILURE;

  const auto program = kaohe::compile(std::move(loaded.scheme));
  print(program.findings);
  if (!program) return EXIT_FAILURE;

  const auto assessment = program.value->assess(evidence());
  print(assessment.findings);
  if (!assessment) return EXIT_FAILURE;
  print(*assessment.value);
}
