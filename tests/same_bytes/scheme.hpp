#pragma once

// A scheme that asks for all arithmetic of the core: every curve over every kind of values of the benchmarks, whole and started steps,
// roots and means, weighted sections, in any mode of rounding.

#include "../../benchmarks/workload.hpp"

#include <kaohe/scheme/build.hpp>

#include <array>
#include <string>
#include <utility>
#include <vector>

namespace same_bytes {

using namespace kaohe;
using namespace kaohe::build;

/// A section each, with a leaf for every rule.
inline constexpr std::array kinds{"tenths", "rates", "counts", "ratios", "mixed", "ties", "fractions"};
inline constexpr int rules = 5;
inline constexpr int leaves = rules * static_cast<int>(kinds.size());

inline std::string indicator(int leaf) { return "x" + std::to_string(leaf); }

inline Term hundredths(int number) { return Term(number) / 100; }

/// As the benchmarks have it, so that their ties are ties.
inline std::vector<Rule> rule_of(int leaf) {
  const auto band = [&](int from, int points) { return Band{.bound = Term(from + leaf % 9), .points = Term(points)}; };
  switch (leaf % rules) {
    case 0:
      return rule(threshold(at_least(Term(30 + leaf % 40))));
    case 1:
      return rule(Slope{.at = Term(0), .worse = {{.each = Term(1), .points = hundredths(15 + 5 * (leaf % 4))}}});
    case 2:
      return rule(Bands{.bands = {band(80, 10), band(60, 8), band(40, 5), band(20, 2)}, .interpolate = leaf % 2 == 0});
    case 3:
      return rule(Proportion{.of = Term(50 + leaf % 30)});
    default:
      return rule(Slope{.at = Term(0), .base = Term(0), .better = {{.each = Term(1), .points = hundredths(8), .at_most = Term(5)}}});
  }
}

inline Criterion leaf_of(int leaf) {
  return {.id = "c" + std::to_string(leaf),
          .points = points(10),
          .weight = Term(1 + leaf % 7),
          .value = Expression(name(indicator(leaf))),
          .rules = rule_of(leaf)};
}

inline Criterion section(int number) {
  Criterion made{.id = "s" + std::to_string(number), .points = points(10 + number), .combine = Combine::weighted, .weights_relative = true};
  for (int leaf = number * rules; leaf < (number + 1) * rules; ++leaf) made.criteria.push_back(leaf_of(leaf));
  return made;
}

/// What takes a share for each step of `each` below 70, and gives one for each above.
inline Criterion stepped(const char* id, int leaf, Steps steps) {
  const SlopeSide side{.each = number("0.7"), .points = number("0.13"), .steps = steps};
  return {.id = id,
          .value = Expression(name(indicator(leaf))),
          .rules = rule(Slope{.at = Term(70), .base = Term(0), .worse = {side}, .better = {side}})};
}

/// For few units, since they take their time.
inline Criterion functions() {
  const Term x = name(indicator(0)), y = name(indicator(8));
  const auto leaf = [&](const char* id, const Term& value) {
    const Term of_few = call("if", {name("flag") == 1, value, x});
    return Criterion{.id = id, .points = points(10), .value = Expression(of_few), .rules = rule(Proportion{.of = Term(10)})};
  };
  return {.id = "functions",
          .points = points(40),
          .criteria = {leaf("root", call("sqrt", {x})), leaf("logarithm", call("ln", {y + 1})),
                       leaf("power", call("pow", {y, number("0.3")})), leaf("mean", 5 * x / call("mean", {x}))}};
}

inline Scheme scheme(Rounding mode) {
  Scheme made;
  made.id = made.root.id = "same-bytes";
  made.rounding.mode = mode;
  made.groups = "district";
  for (int leaf = 0; leaf < leaves; ++leaf)
    made.indicators.push_back({.id = indicator(leaf), .better = leaf % rules == 1 ? Better::lower : Better::higher});
  made.indicators.push_back({.id = "flag"});
  for (int number = 0; number < static_cast<int>(kinds.size()); ++number) made.root.criteria.push_back(section(number));
  made.root.criteria.push_back(functions());
  made.adjustments = {stepped("whole", 0, Steps::whole), stepped("started", 5, Steps::started), stepped("prorated", 7, Steps::prorated)};
  made.vetoes = {{.id = "v", .title = "v", .when = name("flag") == 1, .effect = {.grade = Named{"D"}, .last = true}}};
  made.grades = {{.name = "A", .from = number("55%"), .quotas = {{.number = number("30%")}}},
                 {.name = "B", .from = number("50%")},
                 {.name = "C", .from = number("45%")},
                 {.name = "D"}};
  return made;
}

}  // namespace same_bytes
