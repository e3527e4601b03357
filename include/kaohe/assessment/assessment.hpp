#pragma once

#include <kaohe/assessment/attribution.hpp>
#include <kaohe/assessment/explanation.hpp>
#include <kaohe/base/finding.hpp>
#include <kaohe/base/labels.hpp>
#include <kaohe/base/texts.hpp>
#include <kaohe/evidence/tables.hpp>
#include <kaohe/number/column.hpp>
#include <kaohe/scheme/scheme.hpp>

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace kaohe {

/// A criterion by its id and its title.
struct CriterionName {
  std::string id;
  std::string title;
};

/// What an assessment found for every unit, by columns: each has a row for each unit, in the order of `units`.
///
/// Copies share the tables and what is asked for later. Of one that is put together by hand the functions are empty until they are set.
///
/// Thread safety: immutable, share freely.
struct Assessment {
  std::string scheme;
  std::string period;    // empty: the scheme has none
  bool grouped = false;  // units are ranked by groups
  bool graded = false;   // the scheme has grades
  Texts units;
  Texts titles;                           // of the units; empty texts where none is known
  Labels groups;                          // of each unit; none without groups
  NumberColumn base, adjustments, total;  // criteria times coefficient, what is added or taken, both; missing where a gate excludes a unit
  Labels grades;                          // after vetoes, quotas and decisions
  std::map<std::size_t, std::string> computed_grades;  // of units with a decision: the grade before it
  std::vector<std::int64_t> ranks;                     // 0: none
  LabelLists vetoes;                                   // those that hold, by id
  LabelLists gates;                                    // those that the unit fails, by id
  LabelLists measures;                                 // those that follow, by id
  LabelLists missing, not_applicable;                  // criteria without a value, and those that do not apply to the unit, by id
  LabelLists bars;                                     // what vetoes of this period or an earlier one bar the unit from
  std::vector<CriterionName> criteria;                 // those with scores, in the order of the document, sections before their children
  Findings findings;
  std::size_t slow_values = 0;          // how many scores of leaves were computed in fractions, not in whole numbers; both are exact
  std::shared_ptr<const Scheme> rules;  // what it was made by and from; see pins_of()
  std::shared_ptr<const EvidenceTables> tables;  // nothing where it was put together by hand

  /// The scores, a column for each criterion in the order of `criteria`; a row is missing where the criterion does not apply. They are
  /// worked out when first asked for, and kept as long as this assessment or a copy is there. Any thread may ask.
  std::function<const std::vector<NumberColumn>&()> scores;

  /// The scores of one unit, without working out those of the others. Pre: unit < units.size(). Any thread may ask.
  std::function<std::vector<std::optional<Rational>>(std::size_t unit)> scores_of;

  /// Why a unit got its points. Pre: unit < units.size(). Any thread may ask.
  std::function<Explanation(std::size_t unit)> explain;

  /// The assessment with other values in place of some observations, as if the tables had held them from the beginning; this one stays as
  /// it is. What nothing changes is shared or copied, so that it takes a small part of the time of a new assessment. `slow_values` then
  /// counts those of both. Any thread may ask.
  ///
  /// The table has the columns of long observations: `unit`, `indicator` (an id, or `id@period`), `value`, and `period`, if need be. An
  /// empty value is missing from then on. Each row must name a cell that the observations have. Nothing comes back where one is wrong.
  std::function<Checked<Assessment>(const EvidenceTable& changes)> updated;

  /// Who answers for every point lost and won. Any thread may ask.
  std::function<Attribution()> attribute;
};

}  // namespace kaohe
