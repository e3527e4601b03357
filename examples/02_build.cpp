// Puts a scheme together in C++, without a document, and scores two schools: everything here is in the headers of kaohe::core.

#include <kaohe/engine/program.hpp>
#include <kaohe/scheme/build.hpp>

#include <cstddef>
#include <cstdlib>
#include <iostream>
#include <optional>
#include <utility>

namespace {

using kaohe::build::name, kaohe::build::number, kaohe::build::points, kaohe::build::rule;

kaohe::Scheme scheme() {
  kaohe::Scheme made;
  made.id = made.root.id = "two-schools";
  made.title = made.root.title = "学校考核";
  made.root.criteria = {
      {.id = "enrolment",
       .title = "入学率",
       .points = points(60),
       // 每低1个百分点扣5分
       .rules = rule(kaohe::Slope{.at = number("99%"), .worse = {{.each = number("1pp"), .points = number("5")}}})},
      {.id = "reading",
       .title = "阅读课",
       .points = points(40),
       .when = name("unit.size") >= 100,  // 不满百人的学校不考核
       .rules = rule(kaohe::Proportion{.of = number("40")})},
  };
  made.grades = {{.name = "优秀", .from = number("90")}, {.name = "合格"}};
  return made;
}

kaohe::EvidenceTables evidence() {
  using kaohe::TextCells;
  kaohe::EvidenceTables tables;
  tables.units = {"units", 2, {{"unit", TextCells{"一小", "二小"}}, {"size", TextCells{"320", "80"}}}};
  tables.observations = {
      "observations",
      2,
      {{"unit", TextCells{"一小", "二小"}}, {"enrolment", TextCells{"98.5%", "99.2%"}}, {"reading", TextCells{"33", std::nullopt}}}};
  return tables;
}

/// The value, after saying what was found; the end of the program where there is none.
template <class T>
T value_of(kaohe::Checked<T> checked) {
  for (const auto& finding : checked.findings) std::cerr << finding.code << ' ' << finding.message.zh << '\n';
  if (!checked) std::exit(EXIT_FAILURE);
  return std::move(*checked.value);
}

}  // namespace

int main() {
  const kaohe::Program program = value_of(kaohe::compile(scheme()));
  const kaohe::Assessment assessment = value_of(program.assess(evidence()));
  for (std::size_t row = 0; row < assessment.units.size(); ++row) {
    const bool scored = !assessment.total.missing(row);
    std::cout << assessment.units[row] << ' ' << (scored ? assessment.total.at(row).text() : "—") << ' ' << assessment.grades[row] << '\n';
  }
}
