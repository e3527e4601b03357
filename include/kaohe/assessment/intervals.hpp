#pragma once

#include <kaohe/base/finding.hpp>
#include <kaohe/number/rational.hpp>

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace kaohe {

/// What may still become of one unit while data are missing.
struct UnitInterval {
  std::string unit;
  std::string title;                        // empty where none is known
  std::string group;                        // empty without groups
  std::optional<Rational> lowest, highest;  // of the total; nothing where it has no bound, and for an excluded unit
  std::vector<std::string> grades;          // still possible, in the scheme's order
  bool excluded = false;                    // by a gate on the assessment, whatever is still to come
  bool may_be_excluded = false;             // that hangs on what is still to come; the rest is told as if it were not
  std::vector<std::string> missing;         // leaves without a value
};

/// Between which bounds every total still lies, and which grades are still possible, while data are missing (缺项未补时的上下限).
///
/// Still to come are empty cells of observations and attributes that the scheme asks for, and ratings of criteria that have none, or too
/// few to count. Events, earlier results and decisions are as they are. The bounds may be wider than need be, never narrower.
///
/// Thread safety: immutable, share freely.
struct Intervals {
  std::string scheme;
  std::string period;  // empty: the scheme has none
  bool grouped = false;
  bool graded = false;
  std::vector<std::pair<std::string, std::string>> criteria;  // id and title of the leaves
  std::vector<UnitInterval> units;                            // in the order of the evidence
  Findings findings;
};

}  // namespace kaohe
