#pragma once

// Quotas: how many of a group may have a grade, who sits, and where those fall that are left out (SPEC 7).

#include <kaohe/engine/override.hpp>
#include <kaohe/number/rounding.hpp>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

namespace kaohe::engine {

class Seating {
 public:
  Seating(Run& run, Faults& faults) : run_(run), model_(run.model), faults_(faults) {}

  void run();

 private:
  /// Who competes, in order: directly graded ones first, then by total, then by the scores that break ties.
  struct Candidate {
    std::size_t unit = 0;
    bool direct = false;
    Rational total;
    std::vector<Number> tie_break;

    friend bool operator==(const Candidate& a, const Candidate& b) {
      return a.direct == b.direct && a.total == b.total && a.tie_break == b.tie_break;
    }
  };

  void fill_grade(int grade);
  std::optional<std::int64_t> seats(int grade, bool over_all, const std::vector<std::size_t>& members);
  Number shared_number(const Amount& amount, const std::vector<std::size_t>& members);
  Candidate candidate(int grade, std::size_t unit) const;
  static bool before(const Candidate& a, const Candidate& b);
  void fill(int grade, bool over_all, const std::vector<std::size_t>& members);
  void fall(int grade, std::size_t unit);
  static void edge(const std::vector<Candidate>& order, std::size_t sitting, std::size_t at, Seat& seat);

  Run& run_;
  const Model& model_;
  Faults& faults_;
  std::vector<int> grades_;
  std::vector<std::uint8_t> direct_;   // sits first, by unit
  std::vector<std::uint8_t> outside_;  // keeps a direct grade without a seat
  std::vector<std::vector<std::size_t>> groups_;
};

inline void Seating::run() {
  grades_ = run_.grades[static_cast<std::size_t>(model_.results.effect)];
  direct_.assign(run_.units(), 0);
  outside_.assign(run_.units(), 0);
  groups_.resize(run_.evidence.group_count);
  run_.seats.resize(run_.units());
  for (std::size_t unit = 0; unit < run_.units(); ++unit) {
    if (run_.excluded[unit] != 0) continue;
    groups_[run_.evidence.group_of[unit]].push_back(unit);
    const DirectGrade* direct = direct_grade(Evaluator(model_, &run_, unit, faults_));
    if (direct == nullptr || grades_[unit] != model_.grade_named(direct->grade.name)) continue;
    (direct->uses_quota ? direct_ : outside_)[unit] = 1;
  }
  for (int grade = 0; grade < static_cast<int>(model_.scheme.grades.size()); ++grade) {
    if (!model_.scheme.grades[static_cast<std::size_t>(grade)].quotas.empty()) fill_grade(grade);
  }
  run_.grades[static_cast<std::size_t>(model_.results.quota)] = std::move(grades_);
}

/// The groups' own quotas come first, then those over all.
inline void Seating::fill_grade(int grade) {
  const auto& quotas = model_.scheme.grades[static_cast<std::size_t>(grade)].quotas;
  if (std::ranges::any_of(quotas, [](const Quota& quota) { return !quota.over_all; })) {
    for (const auto& members : groups_) fill(grade, false, members);
  }
  if (std::ranges::none_of(quotas, &Quota::over_all)) return;
  std::vector<std::size_t> all;
  for (const auto& members : groups_) all.insert(all.end(), members.begin(), members.end());
  fill(grade, true, all);
}

/// A number that all members must share; nothing, and a fault, where they do not, or where it is missing.
inline Number Seating::shared_number(const Amount& amount, const std::vector<std::size_t>& members) {
  const Term& term = model_.term(amount);
  Number shared;
  for (const std::size_t unit : members) {
    Evaluator row(model_, &run_, unit, faults_);
    const Number found = row.number(term);
    if (!found || found->sign() < 0) row.fault("K0543", term);
    if (found && shared && *found != *shared) row.fault("K0544", term);
    shared = found;
    if (!found || is_constant(term)) break;
  }
  return shared;
}

/// The seats for a grade among the members: of several quotas the strictest.
inline std::optional<std::int64_t> Seating::seats(int grade, bool over_all, const std::vector<std::size_t>& members) {
  const Grade& wanted = model_.scheme.grades[static_cast<std::size_t>(grade)];
  std::optional<std::int64_t> fewest;
  for (const Quota& quota : wanted.quotas) {
    if (quota.over_all != over_all) continue;
    const Number number = shared_number(quota.number, members);
    if (!number) return std::nullopt;
    const bool share = quota.number.percent() || *number < Rational(1);
    const Rational asked = share ? *number * Rational(static_cast<std::int64_t>(members.size())) : *number;
    const auto whole = round_to(std::min(asked, Rational(static_cast<std::int64_t>(members.size()))), 0, wanted.round).to_int64();
    fewest = std::min(fewest.value_or(*whole), *whole);
  }
  return fewest;
}

inline Seating::Candidate Seating::candidate(int grade, std::size_t unit) const {
  Candidate out{unit, direct_[unit] != 0, run_.columns[static_cast<std::size_t>(model_.results.ceiling)].at(unit), {}};
  for (const int criterion : model_.tie_breaks[static_cast<std::size_t>(grade)]) {
    const NumberColumn& scores = run_.columns[static_cast<std::size_t>(model_.criterion(criterion).cut)];
    out.tie_break.push_back(scores.missing(unit) ? Number{} : Number{scores.at(unit)});
  }
  return out;
}

inline bool Seating::before(const Candidate& a, const Candidate& b) {
  if (a.direct != b.direct) return a.direct;
  if (a.total != b.total) return b.total < a.total;
  return b.tie_break < a.tie_break;  // nothing is less than any score
}

inline void Seating::fall(int grade, std::size_t unit) {
  Evaluator row(model_, &run_, unit, faults_);
  grades_[unit] = first_taken(row, grade + 1, model_.gates.size());
  direct_[unit] = 0;
}

/// Seats the best of those who have the grade. Of those tied across the last seat all sit, or none.
inline void Seating::fill(int grade, bool over_all, const std::vector<std::size_t>& members) {
  std::vector<Candidate> order;
  for (const std::size_t unit : members) {
    if (grades_[unit] == grade && outside_[unit] == 0) order.push_back(candidate(grade, unit));
  }
  if (order.empty()) return;
  const auto found = seats(grade, over_all, members);
  if (!found) return;
  std::ranges::sort(order, before);
  const auto seats = static_cast<std::size_t>(std::max<std::int64_t>(*found, 0));
  const bool tied = seats > 0 && seats < order.size() && order[seats - 1] == order[seats];
  std::size_t sitting = std::min(seats, order.size());
  if (tied && model_.scheme.grades[static_cast<std::size_t>(grade)].include_ties) {
    while (sitting < order.size() && order[sitting] == order[seats - 1]) ++sitting;
  } else if (tied) {
    while (sitting > 0 && order[sitting - 1] == order[seats]) --sitting;
  }
  Seat seat;
  seat.grade = grade;
  seat.over_all = over_all;
  seat.of = members.size();
  seat.seats = seats;
  seat.candidates = order.size();
  seat.empty = seats < order.size() && sitting < seats ? seats - sitting : 0;
  for (std::size_t i = 0; i < order.size(); ++i) {
    const std::size_t unit = order[i].unit;
    seat.place = i + 1;
    seat.sits = i < sitting;
    if (!seat.sits) fall(grade, unit);
    seat.falls_to = grades_[unit];
    edge(order, sitting, i, seat);
    run_.seats[unit].push_back(seat);
  }
}

/// How the end of those who sit divides a candidate from the others.
inline void Seating::edge(const std::vector<Candidate>& order, std::size_t sitting, std::size_t at, Seat& seat) {
  seat.rival.reset();
  seat.tied.clear();
  seat.by_tie_break = false;
  const bool divided = seat.seats > 0 && seat.seats < order.size() && order[seat.seats - 1] == order[seat.seats];
  if (divided && order[at] == order[seat.seats]) {
    for (std::size_t i = 0; i < order.size(); ++i) {
      if (i != at && order[i] == order[at]) seat.tied.push_back(order[i].unit);
    }
    return;
  }
  if (at < sitting ? sitting >= order.size() : sitting == 0) return;
  const Candidate& rival = order[at < sitting ? sitting : sitting - 1];
  seat.rival = rival.unit;
  seat.by_tie_break = order[at].direct == rival.direct && order[at].total == rival.total;
}

}  // namespace kaohe::engine
