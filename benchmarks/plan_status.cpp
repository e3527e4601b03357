// Times a plan: 700 items of 30 parties read, checked, and asked how it stands on a day; a third of the items broken down over all
// parties, half of them waiting for others, 20 monthly duties, figures of seven months. On one core.
//
// usage: plan_status [ITEMS [PARTIES]]

#include <kaohe/engine/program.hpp>
#include <kaohe/load.hpp>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

namespace {

using kaohe::EvidenceTable;
using kaohe::TextCells;

constexpr int sections = 20;
constexpr int indicators = 40;  // a quarter of them rates
constexpr int months = 7;
constexpr int repeats = 5;

std::string number(int n) { return std::to_string(n); }

std::string party(int n) { return "p" + number(n); }

std::string indicator(int n) { return (n % 4 == 3 ? "r" : "a") + number(n); }

std::string declared(int parties) {
  std::string text = "kaohe: 1\nid: bench\nperiod: 2014\nmissing: zero\nindicators:\n";
  for (int i = 0; i < indicators; ++i) {
    const bool rate = i % 4 == 3;
    text +=
        "  " + indicator(i) + (rate ? ": {rollup: ratio, value: a" + number(i - 1) + " / a" + number(i - 2) + "}\n" : ": {rollup: sum}\n");
  }
  text += "criteria: [{id: leaf, points: 1, rule: {threshold: done}}]\nparties:\n  - {id: top, kind: county}\n";
  for (int i = 0; i < parties; ++i) text += "  - {id: " + party(i) + ", kind: township, under: top}\n";
  text += "posts:\n";
  for (int i = 0; i < parties; ++i)
    text += "  - {id: head" + number(i) + ", party: " + party(i) + ", role: head, holders: [{person: n" + number(i) + "}]}\n";
  return text + "responsibilities: [{for: bench, chain: [{role: first, party: top}]}]\n";
}

std::string breakdown(int parties) {
  std::string text = ", breakdown: {";
  for (int i = 0; i < parties; ++i) text += (i > 0 ? ", " : "") + party(i) + ": 100";
  return text + "}";
}

std::string item(int n, int parties) {
  const bool rate = n % 4 == 3;
  const std::string whole = rate ? "0.9" : number(100 * parties);
  std::string text =
      "      - {id: i" + number(n) + ", title: 任务" + number(n) + ", period: 2014-H" + number(n % 2 + 1) + ", lead: " + party(n % parties);
  if (n % 2 == 1) text += ", depends_on: i" + number(n - 1);
  text += ", targets: [{indicator: " + indicator(n % indicators) + ", target: \">= " + whole + "\"";
  if (n % 3 == 0 && !rate) text += breakdown(parties);
  return text + "}]}\n";
}

std::string document(int items, int parties) {
  std::string text = declared(parties) + "plan:\n";
  for (int section = 0; section < sections; ++section) {
    text += "  - id: s" + number(section) + "\n    duties: [{id: d" + number(section) + ", what: e" + number(section) +
            ", per: month, per_party: township}]\n    items:\n";
    for (int n = section; n < items - sections; n += sections) text += item(n * 1, parties);
  }
  return text;
}

/// The amounts of every party, month by month.
EvidenceTable observations(int parties) {
  TextCells units, ids, periods, values;
  for (int unit = 0; unit < parties; ++unit) {
    for (int i = 0; i < indicators; ++i) {
      for (int month = 1; i % 4 != 3 && month <= months; ++month) {
        units.push_back(party(unit));
        ids.push_back(indicator(i));
        periods.push_back("2014-0" + number(month));
        values.push_back(number(8 * month + i));
      }
    }
  }
  const std::size_t rows = units.size();
  return {"observations", rows, {{"unit", units}, {"indicator", ids}, {"period", periods}, {"value", values}}};
}

EvidenceTable events(int parties) {
  TextCells units, kinds, dates;
  for (int n = 0; n < parties * sections * months; ++n) {
    units.push_back(party(n % parties));
    kinds.push_back("e" + number(n / parties % sections));
    dates.push_back("2014-0" + number(n / parties / sections + 1) + "-15");
  }
  const std::size_t rows = units.size();
  return {"events", rows, {{"unit", units}, {"event", kinds}, {"date", dates}}};
}

/// The shortest of several runs, in ms.
template <class Work>
double best_of(const Work& work) {
  double best = 1e300;
  for (int repeat = 0; repeat < repeats; ++repeat) {
    const auto start = std::chrono::steady_clock::now();
    work();
    const std::chrono::duration<double, std::milli> taken = std::chrono::steady_clock::now() - start;
    best = std::min(best, taken.count());
  }
  return best;
}

void check(bool fine) {
  if (!fine) std::exit(1);
}

}  // namespace

int main(int argc, char** argv) {
  const int items = argc > 1 ? std::atoi(argv[1]) : 700;
  const int parties = argc > 2 ? std::atoi(argv[2]) : 30;
  const std::string text = document(items, parties);
  kaohe::EvidenceTables tables;
  tables.observations = observations(parties);
  tables.events = events(parties);
  const auto loaded = kaohe::load_scheme(text, "bench.yaml");
  const auto program = kaohe::compile(loaded.scheme);
  for (const auto& finding : program.findings) std::fprintf(stderr, "%s\n", finding.message.en.c_str());
  check(program.value.has_value());
  const double reading = best_of([&] { check(!kaohe::has_errors(kaohe::load_scheme(text, "bench.yaml").findings)); });
  const double checking = best_of([&] { check(kaohe::compile(loaded.scheme).value.has_value()); });
  const double asking = best_of([&] {
    const auto status = program.value->plan_status(tables, kaohe::Date(2014, 7, 31));
    check(status.value && static_cast<int>(status.value->items.size()) == items);
  });
  std::printf("a plan of %d items on %d parties, best of %d, ms\n", items, parties, repeats);
  std::printf("%-52s%10.1f\n", "read", reading);
  std::printf("%-52s%10.1f\n", "checked and compiled", checking);
  std::printf("%-52s%10.1f\n", "its status on a day", asking);
  std::printf("%-52s%10.1f\n", "together", reading + checking + asking);
}
