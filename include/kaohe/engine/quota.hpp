#pragma once

// Quotas: how many of a group may have a grade, who sits, and where those fall that are left out (docs/scheme-format.md, section 8).

#include <kaohe/engine/override.hpp>
#include <kaohe/engine/population.hpp>
#include <kaohe/engine/threads.hpp>
#include <kaohe/number/rounding.hpp>

#include <algorithm>
#include <cmath>
#include <compare>
#include <cstdint>
#include <numeric>
#include <optional>
#include <span>
#include <utility>
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
  /// `cut_offs`: the units of a total from which each grade but the last is reached, where they alone decide; `faults`: by worker.
  /// Pre: there are groups.
  Seating(Run& run, const std::optional<std::vector<double>>& cut_offs, unsigned threads, std::vector<Faults>& faults)
      : run_(run), model_(run.model), cut_offs_(cut_offs), threads_(threads), faults_(faults), groups_(*run.groups), orderings_(threads) {}

  void run();

 private:
  using Members = std::span<const std::uint32_t>;

  /// Who decides, with the part of each in the order of the competition.
  struct Held {
    Competition competition;
    std::vector<Seat> seats;
  };

  void fill_grade(int grade);
  std::optional<std::int64_t> seats(int grade, bool over_all, Members members, Faults& faults);
  Number shared_number(const Amount& amount, Members members, Faults& faults);
  static void warn_of_one(const Amount& amount, Members members, Faults& faults);
  std::weak_ordering by_tie_break(int grade, std::size_t a, std::size_t b) const;
  std::weak_ordering compare(int grade, const Keyed& a, const Keyed& b) const;
  bool same_total(const Keyed& a, const Keyed& b) const {
    return std::isfinite(a.key) && std::isfinite(b.key) ? a.key == b.key : totals().at(a.unit) == totals().at(b.unit);
  }
  bool equal(int grade, const Keyed& a, const Keyed& b) const { return compare(grade, a, b) == 0; }
  const NumberColumn& totals() const { return run_.columns[static_cast<std::size_t>(model_.results.ceiling)]; }
  std::optional<Held> fill(int grade, bool over_all, Members members, std::size_t worker);
  void fall(int grade, std::size_t unit, Faults& faults);
  void settle_ties(int grade, const std::vector<Keyed>& order, Competition& out) const;
  const std::vector<Keyed>& competing(int grade, Members members, Ordering& ordering) const;
  void keep_seats();

  Run& run_;
  const Model& model_;
  const std::optional<std::vector<double>>& cut_offs_;
  unsigned threads_;
  std::vector<Faults>& faults_;
  const Groups& groups_;
  std::vector<Ordering> orderings_;  // by worker
  std::vector<int> grades_;
  std::vector<std::uint8_t> direct_;   // sits first, by unit
  std::vector<std::uint8_t> outside_;  // keeps a direct grade without a seat
  std::vector<Held> held_;
};

inline void Seating::run() {
  grades_ = run_.grades[static_cast<std::size_t>(model_.results.effect)];
  direct_.assign(run_.units(), 0);
  outside_.assign(run_.units(), 0);
  for (const std::uint32_t unit : model_.direct.empty() ? Members{} : Members(groups_.units)) {
    const DirectGrade* direct = direct_grade({run_, unit});
    if (direct == nullptr || grades_[unit] != model_.grade_named(direct->grade.name)) continue;
    (direct->uses_quota ? direct_ : outside_)[unit] = 1;
  }
  for (int grade = 0; grade < static_cast<int>(model_.scheme.grades.size()); ++grade) {
    if (!model_.scheme.grades[static_cast<std::size_t>(grade)].quotas.empty()) fill_grade(grade);
  }
  run_.grades[static_cast<std::size_t>(model_.results.quota)] = std::move(grades_);
  keep_seats();
}

/// The competitions in the order in which they were held, and each unit's parts in them.
inline void Seating::keep_seats() {
  auto& [start, seats] = run_.seats;
  start.assign(run_.units() + 1, 0);
  for (const Held& one : held_) {
    for (const std::uint32_t unit : one.competition.order) ++start[unit];
  }
  std::exclusive_scan(start.begin(), start.end(), start.begin(), std::uint32_t{0});
  seats.resize(start.back());
  std::vector<std::uint32_t> next(start.begin(), start.end() - 1);
  for (Held& one : held_) {
    for (const Seat& seat : one.seats) {
      Seat& kept = seats[next[one.competition.order[seat.at]]++];
      kept = seat;
      kept.competition = static_cast<std::uint32_t>(run_.competitions.size());
    }
    run_.competitions.push_back(std::move(one.competition));
  }
}

/// The groups' own quotas come first, then those over all.
inline void Seating::fill_grade(int grade) {
  const auto& quotas = model_.scheme.grades[static_cast<std::size_t>(grade)].quotas;
  if (std::ranges::any_of(quotas, [](const Quota& quota) { return !quota.over_all; })) {
    std::vector<std::optional<Held>> by_group(groups_.ends.size());
    for_each_of(by_group.size(), groups_.threads(threads_),
                [&](std::size_t worker, std::size_t group) { by_group[group] = fill(grade, false, groups_.of(group), worker); });
    for (auto& held : by_group) {
      if (held) held_.push_back(std::move(*held));
    }
  }
  if (std::ranges::none_of(quotas, &Quota::over_all)) return;
  if (auto held = fill(grade, true, groups_.units, 0)) held_.push_back(std::move(*held));
}

/// A number that all members must share; nothing, and a fault, where they do not, or where it is missing.
inline Number Seating::shared_number(const Amount& amount, Members members, Faults& faults) {
  const Term& term = model_.term(amount);
  Number shared;
  for (const std::uint32_t unit : members) {
    Evaluator row(model_, &run_, unit, faults);
    const Number found = row.number(term);
    if (!found || found->sign() < 0) row.fault("K0543", term);
    if (found && shared && *found != *shared) row.fault("K0544", term);
    shared = found;
    if (!found || is_constant(term)) break;
  }
  return shared;
}

/// The seats for a grade among the members: of several quotas the strictest.
inline std::optional<std::int64_t> Seating::seats(int grade, bool over_all, Members members, Faults& faults) {
  const Grade& wanted = model_.scheme.grades[static_cast<std::size_t>(grade)];
  std::optional<std::int64_t> fewest;
  for (const Quota& quota : wanted.quotas) {
    if (quota.over_all != over_all) continue;
    const Number number = shared_number(quota.number, members, faults);
    if (!number) return std::nullopt;
    if (*number == Rational(1) && !is_share(model_.scheme, quota, *number) && !is_constant(model_.term(quota.number)))
      warn_of_one(quota.number, members, faults);
    const std::int64_t whole = seats_of(model_.scheme, quota, *number, static_cast<std::int64_t>(members.size()), wanted.round);
    fewest = std::min(fewest.value_or(whole), whole);
  }
  return fewest;
}

/// From attributes 1 is one seat, though 100 % may have been meant.
inline void Seating::warn_of_one(const Amount& amount, Members members, Faults& faults) {
  for (const std::size_t unit : members) faults.add("K0547", amount.expression.where, {}, unit);
}

/// By the scores that tell tied units apart; a missing one is less than any.
inline std::weak_ordering Seating::by_tie_break(int grade, std::size_t a, std::size_t b) const {
  for (const int criterion : model_.tie_breaks[static_cast<std::size_t>(grade)]) {
    const NumberColumn& scores = run_.columns[static_cast<std::size_t>(model_.criterion(criterion).cut)];
    const auto score = [&](std::size_t unit) { return scores.missing(unit) ? Number{} : Number{scores.at(unit)}; };
    const Number one = score(a), other = score(b);
    if (one != other) return other < one ? std::weak_ordering::less : std::weak_ordering::greater;
  }
  return std::weak_ordering::equivalent;
}

/// Less where the first of them sits before the other.
inline std::weak_ordering Seating::compare(int grade, const Keyed& a, const Keyed& b) const {
  if (direct_[a.unit] != direct_[b.unit]) return direct_[b.unit] <=> direct_[a.unit];
  if (!same_total(a, b)) return totals().at(b.unit) < totals().at(a.unit) ? std::weak_ordering::less : std::weak_ordering::greater;
  return by_tie_break(grade, a.unit, b.unit);
}

inline void Seating::fall(int grade, std::size_t unit, Faults& faults) {
  direct_[unit] = 0;
  const double units = totals().unit(unit);
  if (cut_offs_ && std::isfinite(units)) {
    auto next = std::min(static_cast<std::size_t>(grade) + 1, cut_offs_->size());  // of the last grade nobody falls
    while (next < cut_offs_->size() && units < (*cut_offs_)[next]) ++next;
    grades_[unit] = static_cast<int>(next);
    return;
  }
  Evaluator row(model_, &run_, unit, faults);
  grades_[unit] = first_taken(row, grade + 1, model_.gates.size());
}

/// Those who have the grade and need a seat for it, best first, equal ones by name; in the ordering's room.
inline const std::vector<Keyed>& Seating::competing(int grade, Members members, Ordering& ordering) const {
  std::vector<Keyed>& order = ordering.gathered;
  order.clear();
  for (const std::uint32_t unit : members) {
    if (grades_[unit] == grade && outside_[unit] == 0) order.push_back({-totals().unit(unit), unit});
  }
  const auto rest = std::ranges::stable_partition(order, [&](const Keyed& one) { return direct_[one.unit] != 0; });
  const auto better = [&](std::size_t a, std::size_t b) { return totals().at(b) < totals().at(a); };
  ordering.sort({order.begin(), rest.begin()}, better);
  ordering.sort(rest, better);
  for (auto from = order.begin(), to = from; from != order.end(); from = to) {
    while (to != order.end() && direct_[to->unit] == direct_[from->unit] && same_total(*from, *to)) ++to;
    if (to - from == 1) continue;
    std::sort(from, to, [&](const Keyed& a, const Keyed& b) {
      const auto found = by_tie_break(grade, a.unit, b.unit);
      return found == 0 ? run_.evidence.units[a.unit] < run_.evidence.units[b.unit] : found < 0;
    });
  }
  return order;
}

/// Of those whom the last seat divides although they are equal, all sit or none.
inline void Seating::settle_ties(int grade, const std::vector<Keyed>& order, Competition& out) const {
  const auto tied = [&](std::size_t at) { return equal(grade, order[at], order[out.seats]); };
  out.sitting = std::min(out.seats, order.size());
  if (out.seats == 0 || out.seats >= order.size() || !tied(out.seats - 1)) return;
  out.tied_from = out.tied_to = out.seats;
  while (out.tied_from > 0 && tied(out.tied_from - 1)) --out.tied_from;
  while (out.tied_to < order.size() && tied(out.tied_to)) ++out.tied_to;
  out.sitting = model_.scheme.grades[static_cast<std::size_t>(grade)].include_ties ? out.tied_to : out.tied_from;
}

/// Seats the best of those who have the grade; the others fall.
inline std::optional<Seating::Held> Seating::fill(int grade, bool over_all, Members members, std::size_t worker) {
  const auto& order = competing(grade, members, orderings_[worker]);
  const auto found = order.empty() ? std::nullopt : seats(grade, over_all, members, faults_[worker]);
  if (!found) return std::nullopt;
  Held held;
  Competition& competition = held.competition;
  competition.grade = grade;
  competition.over_all = over_all;
  competition.of = members.size();
  competition.seats = static_cast<std::size_t>(std::max<std::int64_t>(*found, 0));
  settle_ties(grade, order, competition);
  held.seats.reserve(order.size());
  competition.order.reserve(order.size());
  competition.direct.reserve(order.size());
  std::uint32_t place = 1;
  for (std::uint32_t i = 0; i < order.size(); ++i) {
    const std::uint32_t unit = order[i].unit;
    if (i > 0 && !equal(grade, order[i], order[i - 1])) place = i + 1;
    competition.order.push_back(unit);
    competition.direct.push_back(direct_[unit]);
    held.seats.push_back({0, place, i, 0});
  }
  for (std::uint32_t i = 0; i < order.size(); ++i) {
    if (i >= competition.sitting) fall(grade, order[i].unit, faults_[worker]);
    held.seats[i].grade_after = grades_[order[i].unit];
  }
  return held;
}

}  // namespace kaohe::engine
