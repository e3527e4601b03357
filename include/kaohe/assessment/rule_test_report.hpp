#pragma once

#include <kaohe/base/finding.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace kaohe {

/// How one test of a scheme went. What did not come out as written, what its evidence names that does not exist, and everything else that
/// was found on the way stands at its place in the document.
struct RuleTestOutcome {
  std::string name;
  SourceSpan where;
  Findings findings;

  bool passed() const { return !has_errors(findings); }
};

/// A part of the rules that the tests may come to: a branch taken, a condition met, a grade given.
struct Reach {
  enum class Part { band, case_, threshold, veto, gate, direct, grade, measure };

  Part part = Part::band;
  SourceSpan where;
  Phrase words;  // what it is, by its criterion
  bool reached = false;
};

/// What the tests beside the rules say of a scheme, and what no test says anything of.
struct RuleTestReport {
  std::vector<RuleTestOutcome> tests;
  std::vector<Reach> reach;  // the branches of rules, then vetoes, gates, direct grades, grades, measures, each as the document has them

  bool passed() const { return std::ranges::all_of(tests, &RuleTestOutcome::passed); }
  std::size_t reached() const { return static_cast<std::size_t>(std::ranges::count(reach, true, &Reach::reached)); }
};

/// band, case, threshold, …: as reports are handed out to programs.
inline std::string_view name_of(Reach::Part part) {
  switch (part) {
    case Reach::Part::band:
      return "band";
    case Reach::Part::case_:
      return "case";
    case Reach::Part::threshold:
      return "threshold";
    case Reach::Part::veto:
      return "veto";
    case Reach::Part::gate:
      return "gate";
    case Reach::Part::direct:
      return "direct";
    case Reach::Part::grade:
      return "grade";
    case Reach::Part::measure:
      return "measure";
  }
  return {};
}

}  // namespace kaohe
