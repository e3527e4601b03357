#pragma once

// Rolls indicators up over the party tree.

#include <kaohe/assessment/rolled_up.hpp>
#include <kaohe/engine/figure_units.hpp>
#include <kaohe/engine/figures.hpp>
#include <kaohe/engine/responsible.hpp>
#include <kaohe/engine/rollup_sayings.hpp>

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace kaohe::engine {

/// The latest first; of those that end on one day the one that lies within, and of these the longest.
inline void latest_first(std::vector<Period>& periods, const std::optional<Period>& within) {
  std::ranges::sort(periods, [&](const Period& a, const Period& b) {
    if (a.last() != b.last()) return b.last() < a.last();
    const bool a_within = !within || within->contains(a), b_within = !within || within->contains(b);
    return a_within != b_within ? a_within : a.first() < b.first();
  });
  periods.erase(std::unique(periods.begin(), periods.end()), periods.end());
}

/// Puts together a ratio's quotients, row by row; what is known of one of them is known of all.
inline RolledIndicator put_together(const Ratio& ratio, const ConstantLookup& constants, std::vector<Folded>& folded) {
  RolledIndicator made = std::move(folded.front().made);
  const bool alone = folded.size() == 1 && ratio.formula.op == Op::name;
  if (alone) return made;
  NumberColumn values(made.sums.size(), value_digits);
  std::vector<RolledIndicator*> parts{&made};
  for (std::size_t i = 1; i < folded.size(); ++i) parts.push_back(&folded[i].made);
  for (std::size_t row = 0; row < values.size(); ++row) {
    const auto named = [&](const std::string& name) -> std::optional<Rational> {
      for (std::size_t i = 0; i < parts.size(); ++i) {
        if (name == quotient_name(i)) return parts[i]->value(row);
      }
      return constants(name);
    };
    if (const auto value = constant_value(ratio.formula, named)) values.set(row, *value);
  }
  made.sums = std::move(values);
  made.bases = {};
  return made;
}

/// One roll-up of some indicators in one period.
class RollingUp {
 public:
  RollingUp(const Model& program, EvidenceTables tables, const std::optional<Period>& period)
      : program_(program), tables_(std::move(tables)), period_(period ? period : program.periods[0]), model_(program) {}

  Checked<RolledUp> run(const std::vector<std::string>& ids) {
    gather(ids);
    if (has_errors(out_.findings)) return {std::nullopt, std::move(out_.findings)};
    compile_terms();
    if (has_errors(out_.findings)) return {std::nullopt, std::move(out_.findings)};
    Figures figures(model_.finish(out_.findings), std::move(tables_), out_.findings);
    if (has_errors(out_.findings)) return {std::nullopt, std::move(out_.findings)};
    const RollupTree tree(program_.responsible->parties, figures.units(), period_);
    for (const Asked& asked : asked_) roll_up(asked, tree, figures);
    sayings_.strangers(tree, figures.units(), program_.responsible->parties);
    finish(tree, figures);
    Findings findings = out_.findings;
    return {std::move(out_), std::move(findings)};
  }

 private:
  struct Asked {
    FigureForm form;
    std::vector<FigureTerms> terms;  // by period, the latest first
  };

  void gather(const std::vector<std::string>& ids) {
    for (const std::string& id : ids) gather(id);
    for (const Indicator& indicator : model_.indicators()) {
      if (ids.empty() && indicator.rollup) asked_.push_back({model_.form(indicator), {}});
    }
  }

  void gather(const std::string& id) {
    const Indicator* indicator = model_.find(id);
    if (indicator == nullptr) {
      std::vector<std::string> known;
      for (const Indicator& one : model_.indicators()) known.push_back(one.id);
      return say("K0796", SourceSpan{}, {id, nearest_hint(id, known)});
    }
    const Rates rates(model_.indicators(), constant_names(program_.scheme));
    const Phrase rate{"“" + id + "”是比率，写 rollup: ratio。", "\"" + id + "\" is a rate: write rollup: ratio. "};
    if (!indicator->rollup) return say("K0628", indicator->where, {id, rates.is_rate(*indicator) ? rate : Phrase()});
    const auto already = [&](const Asked& asked) { return asked.form.indicator->id == id; };
    if (std::ranges::none_of(asked_, already)) asked_.push_back({model_.form(*indicator), {}});
  }

  void compile_terms() {
    bool needs_all = false;
    for (Asked& asked : asked_) {
      for (const auto& period : periods_of(*asked.form.indicator)) asked.terms.push_back(model_.terms(asked.form, period));
      needs_all = needs_all || (!asked.terms.empty() && asked.terms.front().slots.empty());
    }
    if (needs_all || model_.asks_parties()) tables_.units = FigureUnits(tables_, program_.responsible->parties).table();
  }

  /// The period asked for; of `last` all that were observed and end within it, if there is one.
  std::vector<std::optional<Period>> periods_of(const Indicator& indicator) const {
    if (*indicator.rollup != Rollup::last) return {period_};
    const auto ids = model_.observed_ids(indicator);
    std::vector<Period> periods;
    for (const auto& [id, period] : observed_periods(tables_, program_.periods[0])) {
      if (ids.contains(id) && period && (!period_ || period_->contains(period->last()))) periods.push_back(*period);
    }
    latest_first(periods, period_);
    std::vector<std::optional<Period>> found(periods.begin(), periods.end());
    if (!period_ || found.empty()) found.insert(found.begin(), period_);
    return found;
  }

  void roll_up(const Asked& asked, const RollupTree& tree, Figures& figures) {
    const Indicator& indicator = *asked.form.indicator;
    std::vector<const FigureTerms*> candidates;
    for (const FigureTerms& terms : asked.terms) candidates.push_back(&terms);
    std::vector<Folded> folded;
    for (const UnitFigures& one : figures.of(asked.form, candidates)) {
      folded.push_back(fold(tree, *indicator.rollup, one));
      sayings_.left_out(tree, one);
    }
    for (const Folded& one : folded) sayings_.folded(indicator, one, tree, figures, asked.terms.front());
    RolledIndicator made =
        asked.form.ratio ? put_together(*asked.form.ratio, program_.responsible->constants, folded) : std::move(folded.front().made);
    made.id = indicator.id;
    made.title = indicator.title;
    out_.indicators.push_back(std::move(made));
  }

  void finish(const RollupTree& tree, const Figures& figures) {
    out_.scheme = program_.scheme.id;
    out_.period = period_ ? period_->text() : "";
    out_.parties = tree.ids();
    out_.sizes = tree.sizes();
    for (Finding& finding : sayings_.take(tree.ids())) out_.findings.push_back(std::move(finding));
    for (Finding& finding : figures.faults()) out_.findings.push_back(std::move(finding));
  }

  void say(Code code, const SourceSpan& where, Arguments arguments) { out_.findings.push_back(make_finding(code, where, arguments)); }

  const Model& program_;
  EvidenceTables tables_;
  std::optional<Period> period_;
  FigureModel model_;
  std::vector<Asked> asked_;
  RolledUp out_;
  RollupSayings sayings_;
};

}  // namespace kaohe::engine
