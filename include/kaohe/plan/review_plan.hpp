#pragma once

#include <kaohe/plan/critical_chain.hpp>
#include <kaohe/plan/item_status.hpp>
#include <kaohe/plan/reasons.hpp>
#include <kaohe/plan/standing.hpp>

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace kaohe {

/// How the items of a plan stand, in the order of the document, and what is critical.
struct PlanReview {
  std::vector<ItemStatus> items;            // without who answers
  std::vector<std::string> critical_chain;  // items: the longest way from something late through what waits for it
};

namespace detail {

inline TargetStatus status_of(const SeriesStanding& of, const PlannedTarget& target) {
  const TargetSeries alone{of.series.indicator, {target}};
  const auto& value = of.figure.value;
  return {of.series.indicator->id,
          title_of(*of.series.indicator),
          target_words(of, target),
          target.by,
          value,
          of.figure.missing,
          progress_of(alone, value),
          value && is_met(target, *value),
          value ? met_words(of, target) : missing_words(of)};
}

/// Reviews a plan. What something waits for, and what is critical, is a matter of the whole plan, whichever party is asked about.
class PlanReviewer {
 public:
  PlanReviewer(const PlanTree& plan, const PartyTree& parties, const PlanQuestion& question)
      : plan_(plan), asked_(question), whole_(standings_of(plan, parties, {question.on, question.figure, {}, {}})) {
    if (!question.party.empty()) own_ = standings_of(plan, parties, question);
  }

  PlanReview run() {
    std::vector<bool> done;
    for (const Standing& standing : whole_) done.push_back(standing.done);
    const HeldUp held_up(plan_, done);
    PlanReview review;
    for (std::size_t at = 0; at < plan_.size(); ++at) {
      if (shown()[at].concerned) review.items.push_back(status(at, held_up));
    }
    review.critical_chain = titles_of(held_up.longest_from(late()), &Item::id);
    return review;
  }

 private:
  const std::vector<Standing>& shown() const { return asked_.party.empty() ? whole_ : own_; }

  std::vector<std::size_t> late() const {
    std::vector<std::size_t> found;
    for (std::size_t at = 0; at < plan_.size(); ++at) {
      if (is_late(state(at, whole_[at]))) found.push_back(at);
    }
    return found;
  }

  std::vector<std::size_t> waits_for(std::size_t at) const {
    std::vector<std::size_t> found;
    for (const std::size_t needed : plan_[at].depends_on) {
      if (!whole_[needed].done) found.push_back(needed);
    }
    return found;
  }

  ItemState state(std::size_t at, const Standing& standing) const {
    if (standing.done) return ItemState::done;
    if (plan_[at].last < asked_.on) return ItemState::overdue;
    if (!waits_for(at).empty()) return ItemState::blocked;
    if (asked_.on < plan_[at].days.first()) return ItemState::not_started;
    return standing.progress < standing.expected ? ItemState::at_risk : ItemState::on_track;
  }

  ItemStatus status(std::size_t at, const HeldUp& held_up) const {
    const PlannedItem& planned = plan_[at];
    const Standing& standing = shown()[at];
    const auto waiting = waits_for(at);
    ItemStatus made{planned.item->id,
                    planned.item->title,
                    planned.item->kind,
                    planned.depth,
                    planned.days,
                    planned.last,
                    state(at, standing),
                    standing.progress,
                    standing.expected,
                    {},
                    {},
                    {},
                    {},
                    {}};
    made.reason = Reasons(planned, standing, asked_.on).run(made.state, shown_titles(waiting));
    for (const SeriesStanding& of : standing.series) {
      for (const PlannedTarget& target : of.series.targets) made.targets.push_back(detail::status_of(of, target));
    }
    made.waits_for = titles_of(waiting, &Item::id);
    if (is_late(made.state)) made.blocks = titles_of(held_up.by(at), &Item::id);
    return made;
  }

  std::vector<std::string> titles_of(const std::vector<std::size_t>& items, std::string Item::*name) const {
    std::vector<std::string> found;
    for (const std::size_t at : items) found.push_back(plan_[at].item->*name);
    return found;
  }

  std::vector<std::string> shown_titles(const std::vector<std::size_t>& items) const {
    std::vector<std::string> found;
    for (const std::size_t at : items) found.push_back(title_of(*plan_[at].item));
    return found;
  }

  const PlanTree& plan_;
  const PlanQuestion& asked_;
  std::vector<Standing> whole_, own_;
};

}  // namespace detail

/// How the items stand on the day that is asked about; of one party, those it has a part in or answers for, and what is above them.
inline PlanReview review_plan(const PlanTree& plan, const PartyTree& parties, const PlanQuestion& question) {
  return detail::PlanReviewer(plan, parties, question).run();
}

}  // namespace kaohe
