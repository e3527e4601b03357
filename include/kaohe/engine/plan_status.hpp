#pragma once

// How a plan stands on a day: items, duties and what measures ask for, each with who answers.

#include <kaohe/engine/deadline_checks.hpp>
#include <kaohe/engine/duty_status.hpp>
#include <kaohe/engine/matters.hpp>
#include <kaohe/engine/plan_figures.hpp>
#include <kaohe/party/suggestion.hpp>
#include <kaohe/plan/review_plan.hpp>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace kaohe::engine {

/// One question about a plan, with what is known to answer it.
class PlanAsking {
 public:
  PlanAsking(const Model& model, const EvidenceTables& tables, PlanFigures& figures, const Date& on, const StatusOptions& options,
             Findings& findings)
      : model_(model),
        figures_(figures),
        on_(on),
        options_(options),
        findings_(findings),
        counts_(DutyCounts(model, tables, on, findings).run()),
        answering_(model, findings),
        duties_(answering_, on, options.party) {
    check_party();
    check_assessment();
  }
  PlanAsking(const PlanAsking&) = delete;
  PlanAsking& operator=(const PlanAsking&) = delete;

  PlanStatus status() {
    PlanReview reviewed = review();
    PlanStatus made{model_.scheme.id, on_, options_.party, std::move(reviewed.items), std::move(reviewed.critical_chain), {}, {}, {}};
    for (const DutyCount& count : counts_) {
      if (auto duty = duties_.status(count)) made.duties.push_back(std::move(*duty));
    }
    made.matters = matters();
    return made;
  }

  /// What is still open and due after the day, up to `until`: by date, then in the order of the document.
  std::vector<Deadline> due(const Date& until) {
    std::vector<Deadline> found;
    const PlanReview reviewed = review();
    auto item = reviewed.items.begin();
    auto count = counts_.begin();
    for (const PlannedItem& planned : model_.plan) {
      if (item != reviewed.items.end() && item->id == planned.item->id) add_deadlines(*item++, until, found);
      for (; count != counts_.end() && count->item == &planned; ++count) duties_.add_deadlines(*count, until, found);
    }
    for (; count != counts_.end(); ++count) duties_.add_deadlines(*count, until, found);
    for (const Matter& matter : matters()) add_deadline(matter, until, found);
    std::ranges::stable_sort(found, {}, &Deadline::on);
    return found;
  }

 private:
  PlanReview review() {
    const auto leads = [this](const std::string& item) { return answering_.answers(options_.party, item, on_); };
    const FigureOf figure = [this](const std::string& indicator, const Period& days, const Date&, const std::string& party) {
      return figures_.figure(indicator, days, party);
    };
    PlanReview made = review_plan(model_.plan, model_.responsible->parties, {on_, figure, options_.party, leads});
    for (ItemStatus& item : made.items) item.chain = answering_.for_thing(item.id, on_, options_.party);
    return made;
  }

  std::vector<Matter> matters() {
    const auto day = made_known();
    if (options_.assessment == nullptr || !day) return {};
    return Matters(model_, answering_, on_, options_.party).run(*options_.assessment, *day);
  }

  std::optional<Date> made_known() const {
    if (options_.made_known || !model_.periods[0]) return options_.made_known;
    return model_.periods[0]->last();
  }

  bool is_near(const Date& day, const Date& until) const { return on_ < day && day <= until; }

  // A target due on the item's own last day is not told twice.
  void add_deadlines(const ItemStatus& item, const Date& until, std::vector<Deadline>& found) const {
    const bool done = item.state == ItemState::done;
    const Phrase open = phrase("已完成{0}", "{0} is done", {kaohe::detail::percent_short_of_all(item.progress)});
    if (!done && is_near(item.last, until))
      found.push_back({Deadline::Kind::item, item.last, item.id, title_of(item), "", open, item.chain});
    for (const TargetStatus& of : item.targets) {
      if (!of.met && of.by != item.last && is_near(of.by, until))
        found.push_back({Deadline::Kind::target, of.by, item.id, of.title, "", of.reason, item.chain});
    }
  }

  void add_deadline(const Matter& matter, const Date& until, std::vector<Deadline>& found) const {
    const Phrase open{"尚待整改", "to be put right"};
    const std::string& title = matter.title.empty() ? matter.measure : matter.title;
    if (is_near(matter.last, until))
      found.push_back({Deadline::Kind::matter, matter.last, matter.measure, title, matter.unit, open, matter.chain});
  }

  void check_party() {
    const PartyTree& parties = model_.responsible->parties;
    const bool known = options_.party.empty() || parties.size() == 0 || parties.find(options_.party) != PartyTree::none;
    if (known) return;
    Suggestion nearest_party(kaohe::detail::ids_of(parties));
    findings_.push_back(make_finding("K0626", SourceSpan{}, {options_.party, nearest_party(options_.party)}));
  }

  void check_assessment() {
    if (options_.assessment == nullptr) return;
    if (options_.assessment->scheme != model_.scheme.id)
      findings_.push_back(make_finding("K0681", SourceSpan{}, {options_.assessment->scheme, model_.scheme.id}));
    const bool waits = std::ranges::any_of(model_.scheme.measures, [](const Measure& measure) { return measure.within.has_value(); });
    if (waits && !made_known()) findings_.push_back(make_finding("K0680", model_.scheme.where));
    if (options_.made_known) check_deadlines(model_.scheme, *options_.made_known, findings_);
  }

  const Model& model_;
  PlanFigures& figures_;
  const Date& on_;
  const StatusOptions& options_;
  Findings& findings_;
  std::vector<DutyCount> counts_;
  Answering answering_;
  DutyTelling duties_;
};

/// What `ask(asking)` answers; nothing where a table has an error.
template <class Answer, class Ask>
std::optional<Answer> answer_of_plan(const Model& model, const EvidenceTables& tables, const Date& on, const StatusOptions& options,
                                     Findings& findings, const Ask& ask) {
  PlanFigures figures(model, tables, on, findings);
  PlanAsking asking(model, tables, figures, on, options, findings);
  if (has_errors(findings)) return std::nullopt;
  std::optional<Answer> answer = ask(asking);
  for (Finding& finding : figures.findings()) findings.push_back(std::move(finding));
  return has_errors(findings) ? std::nullopt : std::move(answer);
}

}  // namespace kaohe::engine
