#pragma once

// Which grades quotas may leave a unit. Who surely sits keeps the grade, who is surely left out loses it, all others may do
// either.

#include <kaohe/engine/possible_figures.hpp>
#include <kaohe/engine/possible_results.hpp>
#include <kaohe/engine/quota.hpp>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace kaohe::engine {

class PossibleSeating {
 public:
  explicit PossibleSeating(const Outlook& outlook) : outlook_(outlook), model_(outlook.model) {}

  /// The grades of every unit after quotas.
  std::vector<GradeSet> run();

 private:
  /// Who may compete for a grade, and between which standings: directly graded ones before all others, then by total.
  struct Competitor {
    std::size_t unit = 0;
    Standing lowest, highest;
    bool certain = true;   // competes whatever happens
    bool outside = false;  // may keep the grade without a seat
  };
  /// The direct grade that decides, as far as it is settled.
  struct Direct {
    bool settled = true;
    const DirectGrade* grade = nullptr;
  };

  /// What direct grades that may hold would make of a competition.
  struct Chances {
    bool first = false;    // seated before those who are graded by their total
    bool outside = false;  // needs no seat
  };

  void start();
  void keep_open(std::vector<std::vector<std::size_t>>& groups);
  void enter(const std::vector<std::size_t>& members);
  bool settled(std::size_t unit);
  bool settled_falls(PossibleEvaluator& row, int grade) const;
  bool settled_quotas(PossibleEvaluator& row) const;
  Direct direct_of(std::size_t unit) const;
  Chances chances(PossibleEvaluator& row, int grade) const;
  bool has_directly(PossibleEvaluator& row, int grade) const;
  std::optional<Competitor> competitor(int grade, std::size_t unit) const;
  std::pair<std::int64_t, std::int64_t> seats(int grade, bool over_all, const std::vector<std::size_t>& members) const;
  std::optional<Rational> quota(const Quota& quota, const std::vector<std::size_t>& members) const;
  void fill(int grade, bool over_all, const std::vector<std::size_t>& members);
  void fall(int grade, const Competitor& left_out, bool surely);

  const Outlook& outlook_;
  const Model& model_;
  std::vector<GradeSet> grades_;
  std::vector<Direct> direct_;
  std::vector<std::vector<std::size_t>> groups_;  // that are not settled
  std::vector<std::size_t> all_;
};

inline std::vector<GradeSet> PossibleSeating::run() {
  start();
  for (int grade = 0; grade + 1 < static_cast<int>(model_.scheme.grades.size()); ++grade) {  // nobody falls from the last
    const auto& quotas = model_.scheme.grades[static_cast<std::size_t>(grade)].quotas;
    if (std::ranges::any_of(quotas, [](const Quota& quota) { return !quota.over_all; })) {
      for (const auto& members : groups_) fill(grade, false, members);
    }
    if (std::ranges::any_of(quotas, &Quota::over_all)) fill(grade, true, all_);
  }
  return std::move(grades_);
}

inline void PossibleSeating::start() {
  const Run& run = outlook_.run;
  std::vector<std::vector<std::size_t>> groups(run.evidence.group_count);
  for (std::size_t unit = 0; unit < outlook_.units(); ++unit) {
    grades_.push_back({run.grade(model_.results.quota, unit)});
    if (outlook_.may_be_assessed(unit)) groups[run.evidence.group_of[unit]].push_back(unit);
  }
  direct_.resize(outlook_.units());
  keep_open(groups);
  for (const auto& members : groups) enter(members);
}

/// A competition among units of which all is settled went as the run has it. With quotas over all there is one, else one a group.
inline void PossibleSeating::keep_open(std::vector<std::vector<std::size_t>>& groups) {
  const auto is_settled = [this](const std::vector<std::size_t>& members) {
    return outlook_.groups_settled && std::ranges::all_of(members, [this](std::size_t unit) { return settled(unit); });
  };
  const bool over_all =
      std::ranges::any_of(model_.scheme.grades, [](const Grade& grade) { return std::ranges::any_of(grade.quotas, &Quota::over_all); });
  if (over_all && !std::ranges::all_of(groups, is_settled)) return;
  std::erase_if(groups, is_settled);
}

inline void PossibleSeating::enter(const std::vector<std::size_t>& members) {
  for (const std::size_t unit : members) {
    PossibleEvaluator row(outlook_, unit);
    grades_[unit] = possible_grades(row, model_.results.effect);
    direct_[unit] = direct_of(unit);
  }
  all_.insert(all_.end(), members.begin(), members.end());
  groups_.push_back(members);
}

/// True where all that a unit brings into the competition is as the run has it.
inline bool PossibleSeating::settled(std::size_t unit) {
  if (!outlook_.surely_assessed(unit)) return false;
  if (outlook_.disturbed[unit] == 0) return true;
  PossibleEvaluator row(outlook_, unit);
  const bool grade = outlook_.is_settled_grade(model_.results.effect, unit);
  bool settled = grade && outlook_.is_settled_number(model_.results.ceiling, unit) && settled_quotas(row);
  for (const int condition : model_.direct) settled = settled && outlook_.is_settled_truth(condition, unit);
  for (const auto& criteria : model_.tie_breaks) {
    for (const int criterion : criteria) settled = settled && outlook_.is_settled_number(model_.criterion(criterion).cut, unit);
  }
  return settled && settled_falls(row, grade_at(row.exact(), model_.results.effect));
}

inline bool PossibleSeating::settled_falls(PossibleEvaluator& row, int grade) const {
  for (int from = grade + 1; from < static_cast<int>(model_.scheme.grades.size()); ++from) {
    if (possibly_first_taken(row, from) != GradeSet{first_taken(row.exact(), from, model_.gates.size())}) return false;
  }
  return true;
}

inline bool PossibleSeating::settled_quotas(PossibleEvaluator& row) const {
  return std::ranges::all_of(model_.scheme.grades, [&](const Grade& grade) {
    return std::ranges::all_of(grade.quotas, [&](const Quota& quota) { return row.settled(model_.term(quota.number)); });
  });
}

inline PossibleSeating::Direct PossibleSeating::direct_of(std::size_t unit) const {
  PossibleEvaluator row(outlook_, unit);
  for (const int condition : model_.direct) {
    if (!outlook_.is_settled_truth(condition, unit)) return {false, nullptr};
  }
  return {outlook_.is_settled_grade(model_.results.effect, unit), direct_grade(row.exact())};
}

/// Whether a direct grade that may hold would seat the unit first, or let it keep the grade without a seat.
inline PossibleSeating::Chances PossibleSeating::chances(PossibleEvaluator& row, int grade) const {
  Chances out;
  for (std::size_t i = 0; i < model_.direct.size(); ++i) {
    const DirectGrade& direct = model_.scheme.direct[i];
    if (model_.grade_named(direct.grade.name) != grade || !possibly_holds(row, model_.direct[i]).yes) continue;
    (direct.uses_quota ? out.first : out.outside) = true;
  }
  return out;
}

/// Whether it is settled that the unit has the grade by a direct one.
inline bool PossibleSeating::has_directly(PossibleEvaluator& row, int grade) const {
  const Direct& direct = direct_[row.unit()];
  return direct.settled && direct.grade != nullptr && model_.grade_named(direct.grade->grade.name) == grade &&
         possible_grades(row, model_.results.effect).contains(grade);
}

/// Nothing where the unit does not compete for the grade.
inline std::optional<PossibleSeating::Competitor> PossibleSeating::competitor(int grade, std::size_t unit) const {
  if (!grades_[unit].contains(grade)) return std::nullopt;
  PossibleEvaluator row(outlook_, unit);
  const bool directly = has_directly(row, grade);
  if (directly && !direct_[unit].grade->uses_quota) return std::nullopt;
  const Chances may = directly ? Chances{true, false} : chances(row, grade);
  const Interval total = if_there(row.node(model_.results.ceiling));
  const bool certain = grades_[unit].size() == 1 && outlook_.surely_assessed(unit) && !may.outside;
  return Competitor{unit, Standing::low_of(total, directly ? 1 : 0), Standing::high_of(total, may.first ? 1 : 0), certain, may.outside};
}

/// The quota's number, which all members share: that of a member of whom it is settled.
inline std::optional<Rational> PossibleSeating::quota(const Quota& quota, const std::vector<std::size_t>& members) const {
  const Term& term = model_.term(quota.number);
  for (const std::size_t unit : members) {
    PossibleEvaluator row(outlook_, unit);
    if (outlook_.surely_assessed(unit) && row.settled(term)) return row.exact().number(term);
  }
  return std::nullopt;
}

/// The fewest and the most seats there may be.
inline std::pair<std::int64_t, std::int64_t> PossibleSeating::seats(int grade, bool over_all,
                                                                    const std::vector<std::size_t>& members) const {
  const Grade& wanted = model_.scheme.grades[static_cast<std::size_t>(grade)];
  const auto all = static_cast<std::int64_t>(members.size());
  const auto sure = std::ranges::count_if(members, [&](std::size_t unit) { return outlook_.surely_assessed(unit); });
  if (!outlook_.groups_settled && !over_all) return {0, static_cast<std::int64_t>(outlook_.units())};
  std::pair<std::int64_t, std::int64_t> out{all, all};
  for (const Quota& one : wanted.quotas) {
    if (one.over_all != over_all) continue;
    const auto number = quota(one, members);
    const auto of = [&](std::int64_t count) { return number ? seats_of(model_.scheme, one, *number, count, wanted.round) : count; };
    out = {number ? std::min(out.first, of(sure)) : 0, std::min(out.second, of(all))};
  }
  return out;
}

inline void PossibleSeating::fill(int grade, bool over_all, const std::vector<std::size_t>& members) {
  const auto [fewest, most] = seats(grade, over_all, members);
  std::vector<Competitor> competing;
  Standings surely, perhaps;
  for (const std::size_t unit : members) {
    const auto found = competitor(grade, unit);
    if (!found) continue;
    competing.push_back(*found);
    perhaps.add(found->highest);
    if (found->certain) surely.add(found->lowest);
  }
  perhaps.sort();
  surely.sort();
  const bool alone = outlook_.groups_settled || over_all;
  for (const Competitor& one : competing) {
    const bool sits = alone && perhaps.at_or_above(one.lowest) - 1 < fewest;
    const bool left_out = alone && surely.above(one.highest) >= most && !one.outside;
    if (!sits) fall(grade, one, left_out);
  }
}

/// A unit that is left out takes the next grade that is open to it.
inline void PossibleSeating::fall(int grade, const Competitor& left_out, bool surely) {
  PossibleEvaluator row(outlook_, left_out.unit);
  const GradeSet below = possibly_first_taken(row, grade + 1);
  grades_[left_out.unit].insert(below.begin(), below.end());
  if (surely) grades_[left_out.unit].erase(grade);
}

}  // namespace kaohe::engine
