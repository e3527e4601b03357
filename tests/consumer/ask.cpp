// Prints what the library answers as JSON; ask.c is the same through the C interface.
//
// usage: ask SCHEME assessment|attribution|explanation|plan UNIT|DAY|- [TABLE=FILE]...

#include "tables.hpp"

#include <kaohe/engine/program.hpp>
#include <kaohe/load.hpp>
#include <kaohe/report.hpp>

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <span>
#include <string>
#include <utility>

namespace {

constexpr auto language = kaohe::Language::zh;

template <class T>
T value_of(kaohe::Checked<T> checked) {
  for (const auto& finding : checked.findings) {
    if (finding.severity == kaohe::Severity::error) std::cerr << kaohe::to_text(finding, language) << '\n';
  }
  if (!checked) std::exit(EXIT_FAILURE);
  return std::move(*checked.value);
}

kaohe::Program program_of(const std::string& path) {
  const std::string folder = path.substr(0, path.rfind('/') + 1);
  const auto beside = [&](const std::string& name) { return text_of(folder + name); };
  auto loaded = kaohe::load_scheme(text_of(path).value_or(""), path, beside);
  if (kaohe::has_errors(loaded.findings)) std::exit(EXIT_FAILURE);
  return value_of(kaohe::compile(std::move(loaded.scheme)));
}

kaohe::EvidenceTables tables_named(std::span<char*> arguments) {
  using Tables = kaohe::EvidenceTables;
  const std::pair<std::string, std::optional<kaohe::EvidenceTable> Tables::*> names[] = {
      {"observations", &Tables::observations}, {"events", &Tables::events},      {"ratings", &Tables::ratings}, {"units", &Tables::units},
      {"history", &Tables::history},           {"decisions", &Tables::decisions}};
  Tables tables;
  for (const std::string argument : arguments) {
    for (const auto& [name, member] : names) {
      if (argument.starts_with(name + "=")) tables.*member = table_in(argument.substr(name.size() + 1), name);
    }
  }
  return tables;
}

std::string explanation(const kaohe::Assessment& assessment, const std::string& unit) {
  const auto found = std::ranges::find(assessment.units, unit);
  if (found == assessment.units.end()) std::exit(EXIT_FAILURE);
  return kaohe::to_json(assessment.explain(static_cast<std::size_t>(found - assessment.units.begin())), language);
}

std::string answer(const kaohe::Program& program, kaohe::EvidenceTables tables, const std::string& question, const std::string& about) {
  if (question == "plan") return kaohe::to_json(value_of(program.plan_status(std::move(tables), *kaohe::Date::parse(about))), language);
  const kaohe::Assessment assessment = value_of(program.assess(std::move(tables)));
  if (question == "explanation") return explanation(assessment, about);
  if (question == "attribution") return kaohe::to_json(assessment.attribute(), language);
  return kaohe::to_json(assessment);
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 4) return EXIT_FAILURE;
  const std::span all(arguments, static_cast<std::size_t>(count));
  std::cout << answer(program_of(all[1]), tables_named(all.subspan(4)), all[2], all[3]);
}
