#pragma once

#include <kaohe/calendar/date.hpp>
#include <kaohe/number/rounding.hpp>
#include <kaohe/scheme/veto.hpp>

#include <optional>
#include <string>
#include <vector>

namespace kaohe {

/// How many of a group may have a grade (名额): below 1 or in percent a share of the group's N, from 1 on seats.
struct Quota {
  Amount number{};
  bool over_all = false;  // of the units of all groups together

  friend bool operator==(const Quota&, const Quota&) = default;
};

/// A grade (等次). Best first.
struct Grade {
  std::string name{};
  std::optional<Amount> from{};  // percent is of the full points
  std::optional<Expression> requires_{};
  std::vector<Quota> quotas{};  // all of them hold
  Rounding round = Rounding::down;
  bool include_ties = false;  // of those tied on the last seat: all sit, or (exclude) none
  std::vector<Named> tie_break{};
  std::string source{};
  SourceSpan where{};

  friend bool operator==(const Grade&, const Grade&) = default;
};

/// A grade given by a fact, whatever the total (直接定等).
struct DirectGrade {
  std::string title{};
  std::string source{};
  Expression when{};
  Named grade{};
  bool uses_quota = true;
  SourceSpan where{};

  friend bool operator==(const DirectGrade&, const DirectGrade&) = default;
};

/// A grade given by a person, beside the computed one (领导小组决定).
struct Decision {
  Named unit{};
  Named grade{};
  std::string by{};
  std::string reason{};
  Date date;

  friend bool operator==(const Decision&, const Decision&) = default;
};

}  // namespace kaohe
