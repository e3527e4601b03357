// Builds the scheme of examples/county-2011 in C++ and scores a folder's tables by it: from the headers of kaohe::core alone.
//
// usage: header_only_county FOLDER

#include "county_2011.hpp"
#include "tables.hpp"

#include <kaohe/engine/program.hpp>

#include <cstdlib>
#include <iostream>
#include <utility>

namespace {

template <class T>
T value_of(kaohe::Checked<T> checked) {
  for (const auto& finding : checked.findings) {
    if (finding.severity == kaohe::Severity::error) std::cerr << finding.code << ' ' << finding.message.en << '\n';
  }
  if (!checked) std::exit(EXIT_FAILURE);
  return std::move(*checked.value);
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 2) return EXIT_FAILURE;
  const kaohe::Program program = value_of(kaohe::compile(county_2011::scheme()));
  const kaohe::Assessment assessment = value_of(program.assess(tables_of(arguments[1])));
  for (std::size_t unit = 0; unit < assessment.units.size(); ++unit)
    std::cout << assessment.units[unit] << ' ' << assessment.total.at(unit).text() << '\n';
}
