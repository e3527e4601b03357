#pragma once

// Quotas: how many of a group may have a grade, who sits, and where those fall that are left out (docs/scheme-format.md, section 8).

#include <kaohe/engine/override.hpp>
#include <kaohe/number/rounding.hpp>

#include <algorithm>
#include <cmath>
#include <compare>
#include <cstdint>
#include <optional>
#include <vector>

namespace kaohe::engine {

/// Written in percent, by itself or as a constant.
inline bool in_percent(const Scheme& scheme, const Amount& amount) {
  if (amount.percent()) return true;
  if (amount.expression.op != Op::name) return false;
  const auto found = std::ranges::find(scheme.constants, amount.expression.text, &std::pair<std::string, Amount>::first);
  return found != scheme.constants.end() && in_percent(scheme, found->second);
}

inline bool is_share(const Scheme& scheme, const Quota& quota, const Rational& number) {
  return number < Rational(1) || in_percent(scheme, quota.number);
}

/// The seats of a quota among so many members: a share of them, or a number.
inline std::int64_t seats_of(const Scheme& scheme, const Quota& quota, const Rational& number, std::int64_t members, Rounding round) {
  const Rational asked = is_share(scheme, quota, number) ? number * Rational(members) : number;
  return *round_to(std::min(asked, Rational(members)), 0, round).to_int64();
}

class Seating {
 public:
  /// `cut_offs`: the units of a total from which each grade but the last is reached, where they alone decide.
  Seating(Run& run, const std::optional<std::vector<double>>& cut_offs, Faults& faults)
      : run_(run), model_(run.model), cut_offs_(cut_offs), faults_(faults) {}

  void run();

 private:
  /// Who competes, in order: directly graded ones first, then by total, then by the scores that break ties.
  struct Candidate {
    std::size_t unit = 0;
    bool direct = false;
    double units = 0;               // of the total; an infinity where it is wide
    std::vector<Number> tie_break;  // empty where none is asked for
  };

  void fill_grade(int grade);
  std::optional<std::int64_t> seats(int grade, bool over_all, const std::vector<std::size_t>& members);
  Number shared_number(const Amount& amount, const std::vector<std::size_t>& members);
  void warn_of_one(const Amount& amount, const std::vector<std::size_t>& members);
  Candidate candidate(int grade, std::size_t unit) const;
  std::weak_ordering compare(const Candidate& a, const Candidate& b) const;
  bool equal(const Candidate& a, const Candidate& b) const { return compare(a, b) == 0; }
  const NumberColumn& totals() const { return run_.columns[static_cast<std::size_t>(model_.results.ceiling)]; }
  void fill(int grade, bool over_all, const std::vector<std::size_t>& members);
  void fall(int grade, std::size_t unit);
  void settle_ties(const std::vector<Candidate>& order, bool include, Competition& out) const;
  std::vector<Candidate> competing(int grade, const std::vector<std::size_t>& members) const;

  Run& run_;
  const Model& model_;
  const std::optional<std::vector<double>>& cut_offs_;
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
    const DirectGrade* direct = model_.direct.empty() ? nullptr : direct_grade({run_, unit});
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
    if (*number == Rational(1) && !is_share(model_.scheme, quota, *number) && !is_constant(model_.term(quota.number)))
      warn_of_one(quota.number, members);
    const std::int64_t whole = seats_of(model_.scheme, quota, *number, static_cast<std::int64_t>(members.size()), wanted.round);
    fewest = std::min(fewest.value_or(whole), whole);
  }
  return fewest;
}

/// From attributes 1 is one seat, though 100 % may have been meant.
inline void Seating::warn_of_one(const Amount& amount, const std::vector<std::size_t>& members) {
  for (const std::size_t unit : members) faults_.add("K0547", amount.expression.where, {}, unit);
}

inline Seating::Candidate Seating::candidate(int grade, std::size_t unit) const {
  Candidate out{unit, direct_[unit] != 0, totals().unit(unit), {}};
  for (const int criterion : model_.tie_breaks[static_cast<std::size_t>(grade)]) {
    const NumberColumn& scores = run_.columns[static_cast<std::size_t>(model_.criterion(criterion).cut)];
    out.tie_break.push_back(scores.missing(unit) ? Number{} : Number{scores.at(unit)});
  }
  return out;
}

/// Less where the first of them sits before the other.
inline std::weak_ordering Seating::compare(const Candidate& a, const Candidate& b) const {
  if (a.direct != b.direct) return b.direct <=> a.direct;
  if (std::isinf(a.units) || std::isinf(b.units)) {
    const Rational one = totals().at(a.unit), other = totals().at(b.unit);
    if (one != other) return other < one ? std::weak_ordering::less : std::weak_ordering::greater;
  } else if (a.units != b.units) {
    return b.units < a.units ? std::weak_ordering::less : std::weak_ordering::greater;
  }
  if (a.tie_break == b.tie_break) return std::weak_ordering::equivalent;
  return b.tie_break < a.tie_break ? std::weak_ordering::less : std::weak_ordering::greater;  // nothing is less than any score
}

inline void Seating::fall(int grade, std::size_t unit) {
  direct_[unit] = 0;
  const double units = totals().unit(unit);
  if (cut_offs_ && std::isfinite(units)) {
    auto next = static_cast<std::size_t>(grade) + 1;
    while (next < cut_offs_->size() && units < (*cut_offs_)[next]) ++next;
    grades_[unit] = static_cast<int>(next);
    return;
  }
  Evaluator row(model_, &run_, unit, faults_);
  grades_[unit] = first_taken(row, grade + 1, model_.gates.size());
}

/// Those who have the grade and need a seat for it, best first, equal ones by name.
inline std::vector<Seating::Candidate> Seating::competing(int grade, const std::vector<std::size_t>& members) const {
  std::vector<Candidate> order;
  for (const std::size_t unit : members) {
    if (grades_[unit] == grade && outside_[unit] == 0) order.push_back(candidate(grade, unit));
  }
  std::ranges::sort(order, [&](const Candidate& a, const Candidate& b) {
    const auto found = compare(a, b);
    return found == 0 ? run_.evidence.units[a.unit] < run_.evidence.units[b.unit] : found < 0;
  });
  return order;
}

/// Of those whom the last seat divides although they are equal, all sit or none.
inline void Seating::settle_ties(const std::vector<Candidate>& order, bool include, Competition& out) const {
  out.sitting = std::min(out.seats, order.size());
  if (out.seats == 0 || out.seats >= order.size() || !equal(order[out.seats - 1], order[out.seats])) return;
  out.tied_from = out.tied_to = out.seats;
  while (out.tied_from > 0 && equal(order[out.tied_from - 1], order[out.seats])) --out.tied_from;
  while (out.tied_to < order.size() && equal(order[out.tied_to], order[out.seats])) ++out.tied_to;
  out.sitting = include ? out.tied_to : out.tied_from;
}

/// Seats the best of those who have the grade; the others fall.
inline void Seating::fill(int grade, bool over_all, const std::vector<std::size_t>& members) {
  const auto order = competing(grade, members);
  const auto found = order.empty() ? std::nullopt : seats(grade, over_all, members);
  if (!found) return;
  Competition competition;
  competition.grade = grade;
  competition.over_all = over_all;
  competition.of = members.size();
  competition.seats = static_cast<std::size_t>(std::max<std::int64_t>(*found, 0));
  settle_ties(order, model_.scheme.grades[static_cast<std::size_t>(grade)].include_ties, competition);
  std::size_t place = 1;
  for (std::size_t i = 0; i < order.size(); ++i) {
    const std::size_t unit = order[i].unit;
    if (i > 0 && !equal(order[i], order[i - 1])) place = i + 1;
    competition.order.push_back(unit);
    competition.direct.push_back(order[i].direct ? 1 : 0);
    if (i >= competition.sitting) fall(grade, unit);
    run_.seats[unit].push_back({run_.competitions.size(), place, i, grades_[unit]});
  }
  run_.competitions.push_back(std::move(competition));
}

}  // namespace kaohe::engine
