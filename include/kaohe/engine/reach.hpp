#pragma once

// What parts of the rules are reached while tests run, as the evaluation itself takes its branches.

#include <kaohe/assessment/rule_test_report.hpp>
#include <kaohe/base/text.hpp>
#include <kaohe/engine/evaluate.hpp>
#include <kaohe/expression/print.hpp>

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace kaohe::engine {

/// The branch a rule takes for the row's unit: a band, a case, the met or the missed side of a threshold; nothing where it takes none.
///
/// Pre: the criterion's points are entered, and the unit comes to the rule.
inline std::optional<std::size_t> branch_taken(Evaluator& row, int rule) {
  const CompiledRule& compiled = compiled_rule(row, rule);
  row.look_at(&*compiled.value);
  if (std::holds_alternative<Threshold>(compiled.rule->body)) return threshold_branch(row, compiled);
  if (const auto* cases = std::get_if<Cases>(&compiled.rule->body)) return case_that_holds(row, *cases);
  const auto* bands = std::get_if<Bands>(&compiled.rule->body);
  if (bands == nullptr) return std::nullopt;
  const Number x = row.number(*compiled.value);
  const auto curve = compiled.curve ? compiled.curve : curve_of(*bands, row);
  if (!x || !curve) return std::nullopt;
  const int branch = curve->segments[curve->segment_of(*x)].branch;
  return branch < 0 ? std::nullopt : std::optional(static_cast<std::size_t>(branch));
}

/// Gathers what runs reach. Thread safety: one thread at a time.
class Reached {
 public:
  explicit Reached(const Model& model);

  void add(const Run& run);
  std::vector<Reach> take() { return std::move(parts_); }

 private:
  void rule(int at);
  void part(Reach::Part kind, const SourceSpan& where, Phrase words) { parts_.push_back({kind, where, std::move(words), false}); }
  void add_rules(const Run& run, std::size_t unit);
  void add_conditions(const Run& run, std::size_t unit);
  void reach(std::size_t part) { parts_[part].reached = true; }

  const Model& model_;
  std::vector<Reach> parts_;
  std::vector<std::size_t> rules_;  // by rule: where its branches begin
  std::size_t vetoes_ = 0, gates_ = 0, direct_ = 0, grades_ = 0, measures_ = 0;
};

namespace detail {

inline Phrase band_words(const Band& band) {
  if (!band.bound) return {"其余", "otherwise"};
  const Phrase bound = print(band.bound->expression);
  if (band.upwards) return band.strict ? phrase("高于{0}", "above {0}", {bound}) : phrase("{0}以上（含）", "from {0}", {bound});
  return band.strict ? phrase("低于{0}", "below {0}", {bound}) : phrase("{0}以下（含）", "up to {0}", {bound});
}

inline Phrase case_words(const Case& one) { return one.when ? Phrase(print(*one.when)) : Phrase("其余", "otherwise"); }

}  // namespace detail

inline Reached::Reached(const Model& model) : model_(model) {
  const Scheme& scheme = model.scheme;
  for (std::size_t i = 0; i < model.rules.size(); ++i) rule(static_cast<int>(i));
  vetoes_ = parts_.size();
  for (const Veto& veto : scheme.vetoes) part(Reach::Part::veto, veto.where, phrase("否决“{0}”", "the veto \"{0}\"", {title_of(veto)}));
  gates_ = parts_.size();
  for (const Gate& gate : scheme.gates)
    part(Reach::Part::gate, gate.where, phrase("不符合前置条件“{0}”", "failing the gate \"{0}\"", {title_of(gate)}));
  direct_ = parts_.size();
  for (const DirectGrade& direct : scheme.direct)
    part(Reach::Part::direct, direct.where,
         phrase("直接定为“{0}”：{1}", "directly \"{0}\": {1}",
                {direct.grade.name, direct.title.empty() ? print(direct.when) : direct.title}));
  grades_ = parts_.size();
  for (const Grade& grade : scheme.grades) part(Reach::Part::grade, grade.where, phrase("等次“{0}”", "the grade \"{0}\"", {grade.name}));
  measures_ = parts_.size();
  for (const Measure& measure : scheme.measures)
    part(Reach::Part::measure, measure.where, phrase("结果运用“{0}”", "the measure \"{0}\"", {title_of(measure)}));
}

inline void Reached::rule(int at) {
  const CompiledRule& compiled = model_.rules[static_cast<std::size_t>(at)];
  const Phrase leaf = title_of(*model_.criterion(compiled.criterion).criterion);
  rules_.push_back(parts_.size());
  if (const auto* bands = std::get_if<Bands>(&compiled.rule->body)) {
    for (const Band& band : bands->bands)
      part(Reach::Part::band, band.where, phrase("“{0}”的“{1}”一档", "the band \"{1}\" of \"{0}\"", {leaf, detail::band_words(band)}));
  }
  if (const auto* cases = std::get_if<Cases>(&compiled.rule->body)) {
    for (const Case& one : cases->cases)
      part(Reach::Part::case_, one.where, phrase("“{0}”的情形“{1}”", "the case \"{1}\" of \"{0}\"", {leaf, detail::case_words(one)}));
  }
  if (!std::holds_alternative<Threshold>(compiled.rule->body)) return;
  const Phrase target = compiled.target->written;
  part(Reach::Part::threshold, compiled.rule->where, phrase("“{0}”达到目标“{1}”", "\"{0}\" meeting the target \"{1}\"", {leaf, target}));
  part(Reach::Part::threshold, compiled.rule->where,
       phrase("“{0}”没有达到目标“{1}”", "\"{0}\" missing the target \"{1}\"", {leaf, target}));
}

/// A leaf without a value takes no branch, whatever some of its rules could tell.
inline void Reached::add_rules(const Run& run, std::size_t unit) {
  Faults said_before;
  for (std::size_t i = 0; i < model_.rules.size(); ++i) {
    const int criterion = model_.rules[i].criterion;
    if (run.states[static_cast<std::size_t>(criterion)][unit] != State::scored) continue;
    Evaluator row(model_, &run, unit, said_before);
    row.enter(points_of(row, criterion), nullptr);
    if (!reaches(row, static_cast<int>(i))) continue;
    const auto taken = branch_taken(row, static_cast<int>(i));
    const std::size_t end = i + 1 < rules_.size() ? rules_[i + 1] : vetoes_;
    if (taken && rules_[i] + *taken < end) reach(rules_[i] + *taken);
  }
}

inline void Reached::add_conditions(const Run& run, std::size_t unit) {
  const auto held = [&](const std::vector<int>& nodes, std::size_t first, bool wanted) {
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      if ((run.holds[static_cast<std::size_t>(nodes[i])][unit] != 0) == wanted) reach(first + i);
    }
  };
  held(model_.vetoes, vetoes_, true);
  held(model_.gates, gates_, false);
  held(model_.direct, direct_, true);
  held(model_.measures, measures_, true);
  const int grade = run.grade(model_.results.quota, unit);
  if (grade >= 0) reach(grades_ + static_cast<std::size_t>(grade));
}

/// Of a unit that is not assessed only the gates that keep it out were judged.
inline void Reached::add(const Run& run) {
  for (std::size_t unit = 0; unit < run.units(); ++unit) {
    for (std::size_t i = 0; i < model_.gates.size(); ++i) {
      const bool keeps_out = model_.scheme.gates[i].purpose == Gate::Purpose::assessment;
      if (keeps_out && run.holds[static_cast<std::size_t>(model_.gates[i])][unit] == 0) reach(gates_ + i);
    }
    if (run.excluded[unit] != 0) continue;
    add_rules(run, unit);
    add_conditions(run, unit);
  }
}

}  // namespace kaohe::engine
