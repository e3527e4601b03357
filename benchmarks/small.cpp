// Small cases by Google Benchmark: one unit through C++ and C, why it got its points, a large document.
//
// usage: small DOCUMENT PLAIN_DOCUMENT LEAVES LARGE_DOCUMENT [--benchmark_...]; workload.py makes the documents.

#include "workload.hpp"

#include <kaohe/kaohe.h>
#include <kaohe/engine/program.hpp>
#include <kaohe/load.hpp>

#include <benchmark/benchmark.h>

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

namespace {

/// Of workload.hpp, one that has no veto.
constexpr std::uint64_t unit = 7;

constexpr std::size_t many = 10'000;  // units

std::string read_file(const char* path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

void check(bool fine) {
  if (fine) return;
  std::fputs("small: this should not fail\n", stderr);
  std::exit(1);
}

void check(kaohe_status status) { check(status == KAOHE_OK); }

std::string leaf_name(int leaf) { return "x" + std::to_string(leaf); }

// ---- C++

/// Of so many units, from `unit` on; with what the plain document does not have, or without.
kaohe::EvidenceTables tables(int leaves, std::size_t units = 1, bool plain = false) {
  const auto numbers = [&](const auto& value) {
    const auto kept = std::make_shared<std::vector<double>>(units);
    for (std::size_t i = 0; i < units; ++i) (*kept)[i] = value(unit + i);
    return kaohe::NumberColumn::borrowed({{kept->data(), 1, units}}, kept);
  };
  kaohe::TextCells names, districts;
  for (std::size_t i = 0; i < units; ++i) {
    names.push_back("u" + std::to_string(i));
    districts.push_back("d" + std::to_string(i % workload::groups));
  }
  kaohe::EvidenceTable observations{"observations", units, {{"unit", names}}};
  if (!plain) observations.columns.push_back({"flag", numbers([](std::uint64_t of) { return workload::vetoed(of) ? 1.0 : 0.0; })});
  for (int leaf = 0; leaf < leaves; ++leaf) {
    const auto value = [&](std::uint64_t of) { return workload::tenths(of, static_cast<std::uint64_t>(leaf)); };
    observations.columns.push_back({leaf_name(leaf), numbers(value)});
  }
  kaohe::EvidenceTables made;
  made.observations = std::move(observations);
  if (!plain) made.units = kaohe::EvidenceTable{"units", units, {{"unit", names}, {"district", districts}}};
  return made;
}

kaohe::Program program(const std::string& document) {
  auto compiled = kaohe::compile(kaohe::load_scheme(document, "bench").scheme);
  check(compiled.value.has_value());
  return *compiled.value;
}

/// The tables are copied each time, as assess() keeps them.
void assess_unit(benchmark::State& state, const std::string& document, int leaves, std::size_t units) {
  const auto ready = program(document);
  const auto evidence = tables(leaves, units);
  for (auto _ : state) {
    auto found = ready.assess(evidence, {.threads = 1});
    benchmark::DoNotOptimize(found);
  }
}

void copy_tables(benchmark::State& state, int leaves) {
  const auto evidence = tables(leaves);
  for (auto _ : state) {
    auto copied = evidence;
    benchmark::DoNotOptimize(copied);
  }
}

/// A value of one unit after the other, each time in the assessment that the last change gave.
void change_a_value(benchmark::State& state, const std::string& document, int leaves, std::size_t units, bool plain) {
  auto found = program(document).assess(tables(leaves, units, plain), {.threads = 1});
  check(found.value.has_value());
  kaohe::Assessment now = std::move(*found.value);
  std::size_t at = 0;
  for (auto _ : state) {
    at = (at + 4813) % units;
    const kaohe::TextCells name{"u" + std::to_string(at)}, indicator{leaf_name(static_cast<int>(at) % leaves)};
    const double value = static_cast<double>(at % 1009) / 10;
    kaohe::EvidenceTable change{"changes", 1, {{"unit", name}, {"indicator", indicator}}};
    change.columns.push_back({"value", kaohe::NumberColumn::from_doubles(&value, 1, 1)});
    auto next = now.updated(change);
    check(next.value.has_value());
    now = std::move(*next.value);
  }
}

void explain_unit(benchmark::State& state, const std::string& document, int leaves) {
  const auto found = program(document).assess(tables(leaves), {.threads = 1});
  check(found.value.has_value());
  for (auto _ : state) {
    auto explained = found.value->explain(0);
    benchmark::DoNotOptimize(explained);
  }
}

void load_document(benchmark::State& state, const std::string& document) {
  for (auto _ : state) {
    auto compiled = kaohe::compile(kaohe::load_scheme(document, "bench").scheme);
    benchmark::DoNotOptimize(compiled);
  }
}

// ---- C

kaohe_scheme* c_scheme(const std::string& document) {
  kaohe_scheme* scheme = nullptr;
  check(kaohe_scheme_load(document.data(), static_cast<std::int64_t>(document.size()), nullptr, &scheme, nullptr));
  return scheme;
}

void c_text(kaohe_evidence* evidence, kaohe_table table, const char* column, const char* text) {
  check(kaohe_evidence_add_strings(evidence, table, column, &text, 1));
}

kaohe_evidence* c_evidence(int leaves) {
  kaohe_evidence* evidence = nullptr;
  check(kaohe_evidence_new(&evidence));
  c_text(evidence, KAOHE_OBSERVATIONS, "unit", "u");
  c_text(evidence, KAOHE_UNITS, "unit", "u");
  c_text(evidence, KAOHE_UNITS, "district", "d");
  const double flag = 0;
  check(kaohe_evidence_add_doubles(evidence, KAOHE_OBSERVATIONS, "flag", &flag, 1, 1, nullptr));
  for (int leaf = 0; leaf < leaves; ++leaf) {
    const double value = workload::tenths(unit, static_cast<std::uint64_t>(leaf));
    check(kaohe_evidence_add_doubles(evidence, KAOHE_OBSERVATIONS, leaf_name(leaf).c_str(), &value, 1, 1, nullptr));
  }
  return evidence;
}

kaohe_assessment* c_assessment(const kaohe_scheme* scheme, const kaohe_evidence* evidence) {
  kaohe_assess_options options = KAOHE_ASSESS_OPTIONS_INIT;
  options.threads = 1;
  kaohe_assessment* assessment = nullptr;
  check(kaohe_scheme_assess(scheme, evidence, &options, &assessment, nullptr));
  return assessment;
}

void c_assess_unit(benchmark::State& state, const std::string& document, int leaves) {
  kaohe_scheme* scheme = c_scheme(document);
  kaohe_evidence* evidence = c_evidence(leaves);
  for (auto _ : state) kaohe_assessment_free(c_assessment(scheme, evidence));
  kaohe_evidence_free(evidence);
  kaohe_scheme_free(scheme);
}

/// With the table made anew each time, as for a unit that comes in.
void c_unit_comes_in(benchmark::State& state, const std::string& document, int leaves) {
  kaohe_scheme* scheme = c_scheme(document);
  for (auto _ : state) {
    kaohe_evidence* evidence = c_evidence(leaves);
    kaohe_assessment_free(c_assessment(scheme, evidence));
    kaohe_evidence_free(evidence);
  }
  kaohe_scheme_free(scheme);
}

/// As a text for people.
void c_explain_unit(benchmark::State& state, const std::string& document, int leaves) {
  kaohe_scheme* scheme = c_scheme(document);
  kaohe_evidence* evidence = c_evidence(leaves);
  kaohe_assessment* assessment = c_assessment(scheme, evidence);
  for (auto _ : state) {
    kaohe_text* text = nullptr;
    check(kaohe_assessment_explain(assessment, 0, KAOHE_ZH, &text));
    kaohe_text_free(text);
  }
  kaohe_assessment_free(assessment);
  kaohe_evidence_free(evidence);
  kaohe_scheme_free(scheme);
}

void c_load_document(benchmark::State& state, const std::string& document) {
  for (auto _ : state) kaohe_scheme_free(c_scheme(document));
}

}  // namespace

int main(int count, char** arguments) {
  benchmark::Initialize(&count, arguments);
  if (count != 5) return 2;
  const std::string one = read_file(arguments[1]), plain = read_file(arguments[2]), large = read_file(arguments[4]);
  const int leaves = std::atoi(arguments[3]);
  benchmark::RegisterBenchmark("one unit, C++", assess_unit, one, leaves, std::size_t{1});
  benchmark::RegisterBenchmark("of it, the tables copied", copy_tables, leaves);
  benchmark::RegisterBenchmark("one unit, C", c_assess_unit, one, leaves);
  benchmark::RegisterBenchmark("one unit, C, with its table", c_unit_comes_in, one, leaves);
  benchmark::RegisterBenchmark("one changed value of one unit, C++", change_a_value, one, leaves, std::size_t{1}, false);
  benchmark::RegisterBenchmark("of 10,000 units, with ranks and quotas, C++", change_a_value, one, leaves, many, false);
  benchmark::RegisterBenchmark("of 10,000 units, a weighted sum and ranks, C++", change_a_value, plain, leaves, many, true);
  benchmark::RegisterBenchmark("all 10,000 units, with ranks and quotas, C++", assess_unit, one, leaves, many);
  benchmark::RegisterBenchmark("its explanation, C++", explain_unit, one, leaves);
  benchmark::RegisterBenchmark("its explanation as a text, C", c_explain_unit, one, leaves);
  benchmark::RegisterBenchmark("large document, C++", load_document, large);
  benchmark::RegisterBenchmark("large document, C", c_load_document, large);
  benchmark::RunSpecifiedBenchmarks();
}
