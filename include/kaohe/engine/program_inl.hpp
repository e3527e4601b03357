#pragma once

// The bodies of program.hpp: included by it, or compiled once into the library.

#include <kaohe/engine/attribution.hpp>
#include <kaohe/engine/bind.hpp>
#include <kaohe/engine/compile.hpp>
#include <kaohe/engine/evaluate.hpp>
#include <kaohe/engine/explain.hpp>
#include <kaohe/engine/intervals.hpp>
#include <kaohe/engine/marks.hpp>
#include <kaohe/engine/party_tables.hpp>
#include <kaohe/engine/plan_figures.hpp>
#include <kaohe/engine/plan_status.hpp>
#include <kaohe/engine/planning.hpp>
#include <kaohe/engine/program.hpp>
#include <kaohe/engine/reach.hpp>
#include <kaohe/engine/rollup.hpp>
#include <kaohe/engine/rule_test_evidence.hpp>
#include <kaohe/engine/rule_tests.hpp>
#include <kaohe/engine/update.hpp>
#include <kaohe/scheme/check_form.hpp>

#include <memory>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace kaohe {

namespace engine {

/// What an assessment keeps so that it can be asked why.
struct Kept {
  std::shared_ptr<const Model> model;
  EvidenceTables tables;
  Evidence evidence;
  Findings noted;  // while the evidence was read
  std::unique_ptr<Evaluation> evaluation;
  MadeOnce<std::vector<NumberColumn>> scores;
};

inline std::vector<std::string> names_of_grades(const Scheme& scheme) {
  std::vector<std::string> names;
  for (const Grade& grade : scheme.grades) names.push_back(grade.name);
  return names;
}

inline Labels grade_names(const Run& run, int node) {
  const auto& found = run.grades[static_cast<std::size_t>(node)];
  if (found.empty()) return Labels::none_of(run.units());
  Labels grades(names_of_grades(run.model.scheme));
  grades.rows.assign(found.begin(), found.end());
  return grades;
}

/// The ids of the conditions that hold, or fail, for each unit. Of an excluded unit only the gates that exclude it are judged.
template <class Condition>
LabelLists holding(const Run& run, const std::vector<int>& nodes, const std::vector<Condition>& conditions, bool wanted) {
  std::vector<std::string> ids;
  for (const Condition& condition : conditions) ids.push_back(condition.id);
  LabelLists out(run.units(), std::move(ids));
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    bool always = false;
    if constexpr (std::is_same_v<Condition, Gate>) always = conditions[i].purpose == Gate::Purpose::assessment;
    const auto& holds = run.holds[static_cast<std::size_t>(nodes[i])];
    for (std::size_t unit = 0; unit < run.units(); ++unit) {
      if ((holds[unit] != 0) == wanted && (always || run.excluded[unit] == 0)) out.add(unit, i);
    }
  }
  out.settle();
  return out;
}

/// What each unit itself is barred from, every benefit once.
inline LabelLists barred(const Run& run) {
  TextIndex benefits;
  std::vector<std::pair<std::size_t, std::size_t>> found;
  Faults unsaid;
  for (std::size_t unit = 0; run.model.brings_bars() && unit < run.units(); ++unit) {
    const std::size_t first = found.size();
    each_bar(Evaluator(run.model, &run, unit, unsaid), [&](const Veto&, const Bar& bar, const std::optional<Period>& vetoed) {
      if (!bar.unit || !is_in_force(run.model, bar, vetoed)) return;
      for (const std::string& benefit : bar.from) {
        const std::pair one(unit, benefits.add(benefit).first);
        if (std::find(found.begin() + static_cast<std::ptrdiff_t>(first), found.end(), one) == found.end()) found.push_back(one);
      }
    });
  }
  LabelLists out(run.units(), {benefits.texts().begin(), benefits.texts().end()});
  for (const auto& [unit, benefit] : found) out.add(unit, benefit);
  return out;
}

/// A decision on a unit that is not assessed has nothing to change.
inline void check_decisions(const Run& run, Faults& faults) {
  for (const auto& [unit, decision] : run.evidence.decisions) {
    if (run.excluded[unit] != 0) faults.add("K0815", {}, {}, unit);
  }
}

/// The criteria that have scores: all but the root and the section of adjustments.
inline std::vector<const CompiledCriterion*> scored_criteria(const Model& model) {
  std::vector<const CompiledCriterion*> found;
  found.reserve(model.criteria.size());
  for (const CompiledCriterion& compiled : model.criteria) {
    if (compiled.parent >= 0) found.push_back(&compiled);
  }
  return found;
}

inline Assessment results(const Run& run) {
  const Model& model = run.model;
  Assessment out;
  out.scheme = model.scheme.id;
  out.period = model.scheme.period;
  out.grouped = !model.scheme.groups.empty();
  out.graded = !model.scheme.grades.empty();
  out.units = run.evidence.units;
  out.titles = run.evidence.titles;
  out.groups = run.evidence.groups;
  out.base = run.base;
  out.adjustments = run.adjustments;
  out.total = run.columns[static_cast<std::size_t>(model.results.ceiling)];
  out.grades = grade_names(run, model.results.decided);
  for (const auto& [unit, decision] : run.evidence.decisions) {
    const int before = run.grade(model.results.quota, unit);
    if (run.excluded[unit] == 0 && before >= 0) out.computed_grades[unit] = model.scheme.grades[static_cast<std::size_t>(before)].name;
  }
  const auto& ranks = run.ranks[static_cast<std::size_t>(model.results.last_rank)];
  out.ranks.assign(ranks.begin(), ranks.end());
  out.vetoes = holding(run, model.vetoes, model.scheme.vetoes, true);
  out.bars = barred(run);
  out.gates = holding(run, model.gates, model.scheme.gates, false);
  out.measures = holding(run, model.measures, model.scheme.measures, true);
  for (std::size_t unit = 0; unit < run.units(); ++unit) {
    if (run.excluded[unit] != 0) out.total.set_missing(unit);
  }
  out.missing = run.missing;
  out.not_applicable = run.not_applicable;
  out.criteria.reserve(model.criteria.size());
  for (const CompiledCriterion* compiled : scored_criteria(model))
    out.criteria.push_back({compiled->criterion->id, compiled->criterion->title});
  out.slow_values = run.slow;
  return out;
}

/// The scores of all criteria.
inline std::vector<NumberColumn> scores_of(Evaluation& evaluation, const Model& model) {
  std::vector<int> nodes;
  for (const CompiledCriterion* compiled : scored_criteria(model)) nodes.push_back(compiled->cut);
  return evaluation.columns(nodes);
}

inline Checked<Assessment> updated(const Kept& kept, const EvidenceTable& changes);

/// An assessment with what it can be asked.
inline Assessment answering(const std::shared_ptr<Kept>& kept) {
  Assessment out = results(kept->evaluation->result());
  out.rules = {kept, &kept->model->scheme};
  out.tables = {kept, &kept->tables};
  out.scores = [kept]() -> const std::vector<NumberColumn>& {
    return kept->scores.get([&] { return scores_of(*kept->evaluation, *kept->model); });
  };
  out.scores_of = [kept](std::size_t unit) {
    const Run& run = kept->evaluation->result();
    Faults unsaid;
    const Evaluator row(*kept->model, &run, unit, unsaid);
    std::vector<Number> scores;
    for (const CompiledCriterion* compiled : scored_criteria(*kept->model))
      scores.push_back(run.excluded[unit] == 0 ? row.column(compiled->cut) : Number{});
    return scores;
  };
  out.explain = [kept](std::size_t unit) { return explain(kept->evaluation->result(), unit); };
  out.updated = [kept](const EvidenceTable& changes) { return updated(*kept, changes); };
  out.attribute = [kept] { return Attributor(kept->evaluation->result(), kept->model->responsible->chains).attribution(); };
  return out;
}

/// Findings in the order of their places.
inline void in_order(Findings& findings) {
  std::ranges::stable_sort(findings, [](const Finding& a, const Finding& b) {
    return std::tuple(a.where.file, a.where.line, a.where.column) < std::tuple(b.where.file, b.where.line, b.where.column);
  });
}

/// Evidence read and checked, not yet assessed.
inline std::shared_ptr<Kept> bound(std::shared_ptr<const Model> model, EvidenceTables tables, unsigned threads, Findings& findings) {
  auto kept = std::make_shared<Kept>();
  kept->model = std::move(model);
  kept->tables = std::move(tables);
  Findings found;
  kept->evidence = Binder(*kept->model, kept->tables, found, thread_count(threads)).run();
  const bool later = !has_errors(found);  // what is read in place is looked at when it is read
  const Findings infinities =
      infinities_in(kept->tables, later ? std::span<const std::uint8_t>(kept->evidence.in_place) : std::span<const std::uint8_t>());
  kept->noted = infinities;
  kept->noted.insert(kept->noted.end(), found.begin(), found.end());
  findings.insert(findings.end(), kept->noted.begin(), kept->noted.end());
  return kept;
}

/// Findings on values that are odd, and on what could not be worked out.
inline void say_what_was_found(Kept& kept, Findings& findings) {
  const Run& run = kept.evaluation->result();
  check_marks(run, kept.tables, findings);
  check_decisions(run, kept.evaluation->faults());
  for (auto& fault : kept.evaluation->faults().findings(run.evidence.units)) findings.push_back(std::move(fault));
}

/// Pre: the evidence has no errors. Only without new ones are there results.
inline const Run& assessed(Kept& kept, unsigned threads, Evaluation::Keep keep, Findings& findings) {
  kept.evaluation = std::make_unique<Evaluation>(*kept.model, kept.evidence, threads, keep);
  kept.evaluation->run();
  const Run& run = kept.evaluation->result();
  if (kept.evaluation->saw_infinity()) {
    Findings infinities = infinities_in(kept.tables);
    findings.insert(findings.begin(), infinities.begin(), infinities.end());
    return run;
  }
  say_what_was_found(kept, findings);
  return run;
}

/// The same results as if the tables had held other values from the beginning, in the time that it takes to work out what differs.
inline Checked<Assessment> updated(const Kept& kept, const EvidenceTable& changes) {
  Findings findings;
  check_infinite(changes, findings);
  const auto made = std::make_shared<Kept>();
  made->model = kept.model;
  made->tables = kept.tables;
  made->evidence = kept.evidence;
  made->noted = kept.noted;
  const auto units = Updating(*made->model, changes, made->tables, made->evidence, findings).run();
  if (has_errors(findings)) return {std::nullopt, std::move(findings)};
  made->evaluation = std::make_unique<Evaluation>(*kept.evaluation, made->evidence);
  made->evaluation->update(units);
  findings.insert(findings.begin(), made->noted.begin(), made->noted.end());
  say_what_was_found(*made, findings);
  if (has_errors(findings)) return {std::nullopt, std::move(findings)};
  Assessment out = answering(made);
  out.findings = findings;
  return {std::move(out), std::move(findings)};
}

/// Assesses the units of a test; nothing where their evidence has an error.
inline std::optional<Assessment> test_results(const std::shared_ptr<const Model>& model, const TestEvidence& evidence, Reached& reached,
                                              Findings& findings) {
  const auto kept = bound(model, evidence.tables(), 1, findings);
  judge_as_test(findings, evidence);
  if (has_errors(findings)) return std::nullopt;
  const Run& run = assessed(*kept, 1, Evaluation::Keep::all, findings);
  judge_as_test(findings, evidence);
  if (has_errors(findings)) return std::nullopt;
  reached.add(run);
  return answering(kept);
}

inline RuleTestOutcome run_test(const std::shared_ptr<const Model>& model, const RuleTest& test, Reached& reached) {
  RuleTestOutcome out{test.name, test.where, {}};
  TestNames names(*model, out.findings);
  for (const TestUnit& unit : test.units) names.check(unit);
  Findings found;
  const auto assessment = test_results(model, TestEvidence(test), reached, found);
  out.findings.insert(out.findings.end(), found.begin(), found.end());
  for (std::size_t i = 0; assessment && i < test.units.size(); ++i)
    Comparison(*assessment, i, test.where, out.findings).run(test.units[i].expected);
  in_order(out.findings);
  return out;
}

}  // namespace engine

KAOHE_INLINE const Scheme& Program::scheme() const { return model_->scheme; }

KAOHE_INLINE Checked<Assessment> Program::assess(EvidenceTables tables, const EvaluateOptions& options) const {
  Findings findings;
  const auto kept = engine::bound(model_, std::move(tables), options.threads, findings);
  if (has_errors(findings)) return {std::nullopt, std::move(findings)};
  engine::assessed(*kept, options.threads, engine::Evaluation::Keep::results, findings);
  if (has_errors(findings)) return {std::nullopt, std::move(findings)};
  Assessment out = engine::answering(kept);
  out.findings = findings;
  return {std::move(out), std::move(findings)};
}

KAOHE_INLINE RuleTestReport Program::test() const {
  engine::Reached reached(*model_);
  RuleTestReport report;
  for (const RuleTest& test : model_->scheme.tests) report.tests.push_back(engine::run_test(model_, test, reached));
  report.reach = reached.take();
  return report;
}

KAOHE_INLINE Checked<Intervals> Program::intervals(EvidenceTables tables, const EvaluateOptions& options) const {
  Findings findings;
  const auto kept = engine::bound(model_, std::move(tables), options.threads, findings);
  if (has_errors(findings)) return {std::nullopt, std::move(findings)};
  const engine::Run& run = engine::assessed(*kept, options.threads, engine::Evaluation::Keep::all, findings);
  if (kept->evaluation->saw_infinity()) return {std::nullopt, std::move(findings)};
  Intervals out = engine::forecast(run, options.threads);
  out.findings = findings;
  return {std::move(out), std::move(findings)};
}

KAOHE_INLINE Checked<Chain> Program::answers_for(std::string_view id, const Date& on, std::string_view unit) const {
  return kaohe::answers_for(model_->responsible->chains, id, on, unit);
}

KAOHE_INLINE Checked<RolledUp> Program::rollup(EvidenceTables tables, const std::vector<std::string>& indicators,
                                               const std::optional<Period>& period) const {
  Findings infinities = engine::infinities_in(tables);
  if (!infinities.empty()) return {std::nullopt, std::move(infinities)};
  return engine::RollingUp(*model_, std::move(tables), period).run(indicators);
}

KAOHE_INLINE Checked<PlanStatus> Program::plan_status(const EvidenceTables& tables, const Date& on, const StatusOptions& options) const {
  Findings findings = engine::infinities_in(tables);
  if (!findings.empty()) return {std::nullopt, std::move(findings)};
  auto status = engine::answer_of_plan<PlanStatus>(*model_, tables, on, options, findings, [](auto& asking) { return asking.status(); });
  if (status) status->findings = findings;
  return {std::move(status), std::move(findings)};
}

KAOHE_INLINE Checked<std::vector<Deadline>> Program::due(const EvidenceTables& tables, const Date& on, const Span& within,
                                                         const StatusOptions& options) const {
  Findings findings = engine::infinities_in(tables);
  if (!findings.empty()) return {std::nullopt, std::move(findings)};
  const Date until = day_after(model_->scheme.calendar, on, within).value_or(Date::latest());
  auto deadlines = engine::answer_of_plan<std::vector<Deadline>>(*model_, tables, on, options, findings,
                                                                 [&](auto& asking) { return asking.due(until); });
  return {std::move(deadlines), std::move(findings)};
}

KAOHE_INLINE Checked<Program> compile(Scheme scheme) {
  Findings lacking;
  check_form(scheme, lacking);
  if (!lacking.empty()) return {std::nullopt, std::move(lacking)};
  auto model = std::make_shared<engine::Model>();
  model->scheme = std::move(scheme);
  model->responsible = std::make_unique<const engine::Responsible>(model->scheme);
  Findings findings;
  engine::Compiler(*model, findings).run();
  model->responsible->check(findings);
  model->plan = engine::planned(model->scheme, model->periods[0], *model->responsible, findings);
  engine::check_rollups(model->scheme, findings);
  engine::in_order(findings);
  if (has_errors(findings)) return {std::nullopt, std::move(findings)};
  return {Program(std::move(model)), std::move(findings)};
}

KAOHE_INLINE Checked<Program> compile(Scheme scheme, const PartyTables& tables) {
  Findings findings = engine::add_parties(scheme, tables);
  if (has_errors(findings)) return {std::nullopt, std::move(findings)};
  Checked<Program> made = compile(std::move(scheme));
  engine::place_in_tables(made.findings, tables);
  made.findings.insert(made.findings.begin(), findings.begin(), findings.end());
  return made;
}

}  // namespace kaohe
