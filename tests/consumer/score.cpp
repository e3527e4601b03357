// Scores a folder with a scheme and its tables, as an embedding program would, and prints every unit with its total.
//
// usage: score FOLDER

#include "tables.hpp"

#include <kaohe/engine/program.hpp>
#include <kaohe/load.hpp>
#include <kaohe/report.hpp>

#include <cstdlib>
#include <iostream>
#include <string>
#include <utility>

namespace {

template <class T>
T value_of(kaohe::Checked<T> checked) {
  for (const auto& finding : checked.findings) {
    if (finding.severity == kaohe::Severity::error) std::cerr << kaohe::to_text(finding, kaohe::Language::en) << '\n';
  }
  if (!checked) std::exit(EXIT_FAILURE);
  return std::move(*checked.value);
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 2) return EXIT_FAILURE;
  const std::string folder = arguments[1];
  const auto document = text_of(folder + "/scheme.yaml");
  if (!document) return EXIT_FAILURE;
  auto loaded = kaohe::load_scheme(*document, "scheme.yaml");
  if (kaohe::has_errors(loaded.findings)) return EXIT_FAILURE;
  const kaohe::Program program = value_of(kaohe::compile(std::move(loaded.scheme)));
  const kaohe::Assessment assessment = value_of(program.assess(tables_of(folder)));
  for (std::size_t unit = 0; unit < assessment.units.size(); ++unit)
    std::cout << assessment.units[unit] << ' ' << assessment.total.at(unit).text() << '\n';
}
