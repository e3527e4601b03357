#pragma once

#include <kaohe/assessment/attribution.hpp>
#include <kaohe/assessment/explanation.hpp>
#include <kaohe/base/finding.hpp>
#include <kaohe/evidence/tables.hpp>
#include <kaohe/number/column.hpp>
#include <kaohe/scheme/scheme.hpp>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace kaohe {

/// The scores of one criterion, a row a unit; missing where the criterion does not apply.
struct ScoreColumn {
  std::string id;
  std::string title;
  NumberColumn scores;
};

/// What an assessment found for every unit, by columns (SPEC 10).
///
/// Thread safety: immutable, share freely.
struct Assessment {
  std::string scheme;
  std::string period;  // empty: the scheme has none
  bool grouped = false;
  bool graded = false;
  std::vector<std::string> units;
  std::vector<std::string> titles;  // of the units; empty texts where none is known
  std::vector<std::string> groups;  // of each unit; all empty without groups
  NumberColumn base, adjustments, total;
  std::vector<std::string> grades;           // empty text: none
  std::vector<std::string> computed_grades;  // of units with a decision: the grade before it; else empty
  std::vector<std::int64_t> ranks;           // 0: none
  std::vector<std::vector<std::string>> vetoes, gates, measures, missing, not_applicable;
  std::vector<std::vector<std::string>> bars;  // what vetoes of this period or an earlier one bar the unit from
  std::vector<ScoreColumn> scores;             // in the order of the document, sections before their children
  Findings findings;
  std::size_t slow_values = 0;                   // how many scores took the slow exact path
  std::shared_ptr<const Scheme> rules;           // what it was made by and from; see pins_of()
  std::shared_ptr<const EvidenceTables> tables;  // nothing where it was put together by hand

  /// Why a unit got its points. Pre: unit < units.size(). Any thread may ask.
  std::function<Explanation(std::size_t unit)> explain;

  /// Who answers for every point lost and won. Any thread may ask.
  std::function<Attribution()> attribute;
};

}  // namespace kaohe
