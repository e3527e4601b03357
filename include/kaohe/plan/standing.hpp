#pragma once

#include <kaohe/plan/breakdown.hpp>
#include <kaohe/plan/figure.hpp>

#include <algorithm>
#include <cstddef>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace kaohe {

/// What is asked of a plan.
struct PlanQuestion {
  Date on;
  FigureOf figure;
  std::string party;                                   // against its part of the breakdowns; empty: the whole
  std::function<bool(const std::string&)> leads = {};  // whether that party answers for an item
};

/// A series of targets with its figure on the day.
struct SeriesStanding {
  TargetSeries series;
  Figure figure;
  bool part = false;  // of a breakdown

  bool met() const { return figure.value && is_met(series.last(), *figure.value); }
};

/// How far an item is on a day.
struct Standing {
  std::vector<SeriesStanding> series;
  bool concerned = true;  // the party that is asked about has a part in it or below it, or answers for it
  bool done = false;
  Rational progress, expected;
};

namespace detail {

/// Finds out how far all items are, those below an item before itself.
class Standings {
 public:
  Standings(const PlanTree& plan, const PartyTree& parties, const PlanQuestion& question)
      : plan_(plan), parties_(parties), asked_(question), standings_(plan.size()) {}

  std::vector<Standing> run() {
    for (std::size_t at = plan_.size(); at-- > 0;) stand(at);
    return std::move(standings_);
  }

 private:
  void stand(std::size_t at) {
    Standing& standing = standings_[at];
    for (const TargetSeries& series : plan_[at].series) take(series, at, standing);
    const bool leads = asked_.party.empty() || (asked_.leads && asked_.leads(plan_[at].item->id));
    if (standing.series.empty() && leads) take_whole(at, standing);
    std::vector<const Standing*> below;
    for (const std::size_t child : plan_[at].children) {
      if (standings_[child].concerned) below.push_back(&standings_[child]);
    }
    standing.concerned = leads || !standing.series.empty() || !below.empty();
    if (!standing.series.empty()) return by_targets(plan_[at], standing);
    below.empty() ? by_time(plan_[at], standing) : by_children(below, standing);
  }

  void take(const TargetSeries& series, std::size_t at, Standing& standing) {
    if (asked_.party.empty()) return add(series, at, "", standing);
    if (auto own = series_of(series, asked_.party, parties_)) add(std::move(*own), at, asked_.party, standing);
  }

  void take_whole(std::size_t at, Standing& standing) {
    for (const TargetSeries& series : plan_[at].series) add(series, at, "", standing);
  }

  void add(TargetSeries series, std::size_t at, const std::string& party, Standing& standing) {
    const Period& days = plan_[at].days;
    Figure figure = asked_.on < days.first() ? Figure{} : asked_.figure(series.indicator->id, days, asked_.on, party);
    standing.series.push_back({std::move(series), std::move(figure), !party.empty()});
  }

  void by_targets(const PlannedItem& planned, Standing& standing) const {
    for (const SeriesStanding& of : standing.series) {
      standing.progress += progress_of(of.series, of.figure.value);
      standing.expected += expected_of(of.series, planned.days.first(), asked_.on);
    }
    divide(standing, standing.series.size());
    standing.done = std::ranges::all_of(standing.series, &SeriesStanding::met);
  }

  static void by_children(const std::vector<const Standing*>& below, Standing& standing) {
    for (const Standing* child : below) {
      standing.progress += child->progress;
      standing.expected += child->expected;
    }
    divide(standing, below.size());
    standing.done = std::ranges::all_of(below, &Standing::done);
  }

  void by_time(const PlannedItem& planned, Standing& standing) const {
    standing.progress = standing.expected = elapsed(planned.days.first(), planned.last, asked_.on);
    standing.done = planned.last <= asked_.on;
  }

  static void divide(Standing& standing, std::size_t count) {
    standing.progress /= Rational(count);
    standing.expected /= Rational(count);
  }

  const PlanTree& plan_;
  const PartyTree& parties_;
  const PlanQuestion& asked_;
  std::vector<Standing> standings_;
};

}  // namespace detail

/// How far every item is on a day, asked for the whole or for one party.
inline std::vector<Standing> standings_of(const PlanTree& plan, const PartyTree& parties, const PlanQuestion& question) {
  return detail::Standings(plan, parties, question).run();
}

}  // namespace kaohe
