#pragma once

#include <kaohe/base/finding.hpp>
#include <kaohe/calendar/date.hpp>
#include <kaohe/number/rational.hpp>

#include <optional>
#include <string>
#include <vector>

namespace kaohe {

/// Points lost or won on one criterion of one unit, as far as one name answers for them (归责).
struct AttributionPart {
  std::string unit;
  std::string criterion;
  std::string party;               // the post's, or the party that answers itself
  std::string person;              // empty: nobody held the post, or the party is no person
  std::vector<std::string> roles;  // in which the chain names it; none: no chain, the unit answers
  std::vector<std::string> posts;
  std::optional<Date> on;  // of the fact, for what a dated event took or gave; else nothing
  Rational lost;
  Rational won;

  friend bool operator==(const AttributionPart&, const AttributionPart&) = default;
};

/// Who answers for every point lost and won. The parts of a unit's criterion sum to its points less its score, of an adjustment to its
/// negative score, exactly; what is won stands apart.
struct Attribution {
  std::vector<AttributionPart> parts;  // by unit, criterion, name as the chain has them, date; parts of no date first
  Findings findings;
};

}  // namespace kaohe
