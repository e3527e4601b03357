#pragma once

// From a run to the intervals beside it (docs/partial-data.md).

#include <kaohe/assessment/intervals.hpp>
#include <kaohe/engine/forecast.hpp>

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace kaohe::engine {

inline std::vector<std::string> names_of(const Model& model, const GradeSet& grades) {
  std::vector<std::string> names;
  for (const int grade : grades) {
    if (grade >= 0) names.push_back(model.scheme.grades[static_cast<std::size_t>(grade)].name);
  }
  return names;
}

inline UnitInterval unit_interval(const Outlook& outlook, std::size_t unit) {
  UnitInterval out;
  out.excluded = !outlook.may_be_assessed(unit);
  out.may_be_excluded = !out.excluded && !outlook.surely_assessed(unit);
  if (out.excluded) return out;
  PossibleEvaluator row(outlook, unit);
  const Interval total = if_there(row.node(outlook.model.results.ceiling));
  out.lowest = total.low;
  out.highest = total.high;
  out.grades = names_of(outlook.model, possible_grades(row, outlook.model.results.decided));
  return out;
}

inline Intervals intervals_of(const Outlook& outlook) {
  const Run& run = outlook.run;
  Intervals out;
  out.scheme = run.model.scheme.id;
  out.period = run.model.scheme.period;
  out.grouped = !run.model.scheme.groups.empty();
  out.graded = !run.model.scheme.grades.empty();
  for (const CompiledCriterion& compiled : run.model.criteria) {
    if (compiled.criterion->is_leaf()) out.criteria.emplace_back(compiled.criterion->id, compiled.criterion->title);
  }
  for (std::size_t unit = 0; unit < run.units(); ++unit) {
    UnitInterval& made = out.units.emplace_back(unit_interval(outlook, unit));
    made.unit = run.evidence.units[unit];
    made.title = run.evidence.titles[unit];
    made.group = run.evidence.groups[unit];
    made.missing = run.missing[unit];
  }
  return out;
}

inline Intervals forecast(const Run& run, std::vector<PossibleTruth> excluded) {
  Outlook outlook(run, std::move(excluded));
  Forecast(outlook).run();
  return intervals_of(outlook);
}

/// The intervals beside a run. What is settled is taken from one in which all take part that may.
inline Intervals forecast(const Run& run, unsigned threads) {
  std::vector<PossibleTruth> excluded = possible_exclusions(run);
  if (std::ranges::all_of(excluded, &PossibleTruth::certain)) return forecast(run, std::move(excluded));
  std::vector<std::uint8_t> assessed;
  for (const PossibleTruth& one : excluded) assessed.push_back(one.no ? 1 : 0);
  Evaluation whole(run.model, run.evidence, threads, Evaluation::Keep::all, std::move(assessed));
  whole.run();
  return forecast(whole.result(), std::move(excluded));
}

}  // namespace kaohe::engine
