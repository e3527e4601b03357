#pragma once

// What a plan asks of its indicators, out of tables.

#include <kaohe/engine/rollup.hpp>
#include <kaohe/plan/figure.hpp>

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace kaohe::engine {

/// The indicators of a plan, rolled up for the days of an item: of each party the latest period that ends within them and on or before the
/// day that is asked about (docs/plans.md). What counts events counts them from the item's first day to that day.
///
/// Thread safety: one thread at a time.
class PlanFigures {
 public:
  PlanFigures(const Model& program, EvidenceTables tables, const Date& on, Findings& findings)
      : program_(program), on_(on), model_(program) {
    for (const auto& [id, period] : observed_periods(tables, program.periods[0])) {
      if (period && period->last() <= on) observed_[id].push_back(*period);
    }
    for (const PlannedItem& planned : program.plan) {
      for (const TargetSeries& series : planned.series) take(series.indicator->id, planned.days);
    }
    if (needs_parties_ || model_.asks_parties()) tables.units = FigureUnits(tables, program.responsible->parties).table();
    const Model& made = model_.finish(findings);
    if (!has_errors(findings)) figures_.emplace(made, std::move(tables), findings);
  }

  /// What is to be said about the figures that were asked for.
  Findings findings() {
    if (asked_.empty()) return {};
    const RollupTree tree(program_.responsible->parties, figures_->units(), {});
    sayings_.strangers(tree, figures_->units(), program_.responsible->parties);
    Findings found = sayings_.take(tree.ids());
    for (Finding& fault : figures_->faults()) found.push_back(std::move(fault));
    return found;
  }

  /// The figure of an indicator of the plan for the days of an item, of a party or of all. Pre: the tables have no error.
  Figure figure(const std::string& indicator, const Period& days, const std::string& party) {
    const auto [found, fresh] = rolled_.try_emplace({indicator, days.text()});
    if (fresh) found->second = rolled_up(indicator, days);
    const RolledUp& rolled = found->second;
    const auto row =
        party.empty() ? rolled.all() : static_cast<std::size_t>(std::ranges::find(rolled.parties, party) - rolled.parties.begin());
    if (row > rolled.parties.size() || (row == rolled.all() && !party.empty())) return {};
    const RolledIndicator& made = rolled.indicators.front();
    return {made.value(row), rolled.missing(made, row)};
  }

 private:
  struct Asked {
    FigureForm form;
    std::vector<std::pair<Period, FigureTerms>> terms;
  };

  void take(const std::string& id, const Period& days) {
    const Indicator* indicator = model_.find(id);
    if (indicator == nullptr || on_ < days.first()) return;
    const auto [asked, fresh] = asked_.try_emplace(id);
    if (fresh) asked->second.form = model_.form(*indicator);
    const auto ids = model_.observed_ids(*indicator);
    for (const std::string& observed : ids) {
      for (const Period& period : observed_[observed]) {
        if (days.contains(period.last())) add(asked->second, period);
      }
    }
    if (!ids.empty()) return;
    needs_parties_ = true;
    add(asked->second, so_far(days));
  }

  void add(Asked& asked, const Period& period) {
    const auto known = std::ranges::find(asked.terms, period, &std::pair<Period, FigureTerms>::first);
    if (known == asked.terms.end()) asked.terms.emplace_back(period, model_.terms(asked.form, period));
  }

  Period so_far(const Period& days) const { return Period(days.first(), std::min(on_, days.last())); }

  /// The latest first.
  std::vector<const FigureTerms*> candidates(const Asked& asked, const Period& days) const {
    std::vector<Period> periods;
    const bool counted = model_.observed_ids(*asked.form.indicator).empty();
    for (const auto& [period, terms] : asked.terms) {
      if (counted ? period == so_far(days) : days.contains(period.last())) periods.push_back(period);
    }
    latest_first(periods, days);
    std::vector<const FigureTerms*> found;
    for (const Period& period : periods)
      found.push_back(&std::ranges::find(asked.terms, period, &std::pair<Period, FigureTerms>::first)->second);
    return found;
  }

  RolledUp rolled_up(const std::string& id, const Period& days) {
    const Asked& asked = asked_.at(id);
    const RollupTree tree(program_.responsible->parties, figures_->units(), days);
    std::vector<Folded> folded;
    const auto latest = candidates(asked, days);
    for (const UnitFigures& one : figures_->of(asked.form, latest)) {
      folded.push_back(fold(tree, *asked.form.indicator->rollup, one));
      sayings_.left_out(tree, one);
    }
    for (std::size_t i = 0; !latest.empty() && i < folded.size(); ++i)
      sayings_.folded(*asked.form.indicator, folded[i], tree, *figures_, *latest.front());
    RolledUp made;
    made.parties = tree.ids();
    made.sizes = tree.sizes();
    made.indicators.push_back(asked.form.ratio ? put_together(*asked.form.ratio, program_.responsible->constants, folded)
                                               : std::move(folded.front().made));
    return made;
  }

  const Model& program_;
  const Date& on_;
  FigureModel model_;
  std::map<std::string, std::vector<Period>> observed_;
  std::map<std::string, Asked> asked_;
  bool needs_parties_ = false;
  std::optional<Figures> figures_;
  std::map<std::pair<std::string, std::string>, RolledUp> rolled_;
  RollupSayings sayings_;
};

}  // namespace kaohe::engine
