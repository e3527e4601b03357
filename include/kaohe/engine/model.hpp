#pragma once

// A compiled scheme: flat lists in place of names. Made by compile(), read by the evaluator.

#include <kaohe/base/finding.hpp>
#include <kaohe/calendar/calendar.hpp>
#include <kaohe/engine/curve.hpp>
#include <kaohe/engine/responsible.hpp>
#include <kaohe/engine/term.hpp>
#include <kaohe/engine/threads.hpp>
#include <kaohe/plan/life.hpp>
#include <kaohe/plan/plan_tree.hpp>
#include <kaohe/plan/windows.hpp>
#include <kaohe/scheme/scheme.hpp>

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace kaohe::engine {

struct Prepared;

/// An observed value of one period: a column of the observations.
struct Slot {
  std::string id;
  int period = 0;          // Model::periods
  bool as_number = false;  // somewhere a number is asked for
  bool as_text = false;    // somewhere it is compared with a text or looked up as a level
  bool past = false;       // only streak() and times_in() look so far back: it may well be absent
};

/// A count or sum over a unit's events of one kind.
struct EventQuery {
  std::string kind;
  int period = 0;  // Model::periods
  int field = -1;  // of a sum: Model::fields
  std::optional<Term> filter;
  std::string written;  // count(petition, kind == 集访)
};

/// A duty that expressions ask about, with its windows in the scheme's period.
struct CompiledDuty {
  const Duty* duty = nullptr;
  std::vector<DutyWindow> windows;
};

enum class Aggregate { mean, median, best, worst, sum, rank };

/// What is computed as one column of all units.
struct Node {
  enum class Kind {
    value,         // `term` for every unit: a derived indicator, a leaf's value, an argument of a group figure
    cohort,        // the values that reach rule `rule`; missing for units that do not reach it
    aggregate,     // `aggregate` of the column of node `argument`, per group or, for ranks, per unit
    excluded,      // by the gates on the assessment
    score,         // of criterion `criterion`
    mean_score,    // per group, the mean score of criterion `criterion`; for `missing: mean`
    settled,       // the score of `criterion`, with the mean in place of a missing one
    cut,           // the score of `criterion` after the criterion effects of vetoes on it and below it
    total,         // rounded
    less_points,   // the total after the points effects of vetoes
    ceiling,       // and after their score effects
    veto,          // whether veto `subject` holds
    liable,        // and whether it does for a party right below (连带)
    gate,          // whether gate `subject` does
    direct,        // whether the condition of direct grade `subject` does
    measure,       // whether that of measure `subject` does
    grade,         // by cut-off, `requires` and gates
    direct_grade,  // and after direct grades
    effect_grade,  // and after the grade effects of vetoes
    quota_grade,   // and after quotas
    decided,       // and after decisions
    rank,          // by totals
    last_rank,     // and after `rank: last`
  };

  Kind kind = Kind::value;
  std::string name;  // for findings: enrolment, score(enrolment), mean(enrolment)
  SourceSpan where;
  Term term;
  Aggregate aggregate = Aggregate::mean;
  bool lower_first = false;  // best and rank go from the smallest
  bool retold = false;       // a value worked out again by its readers: it may be there although something was wrong on the way
  bool staged = false;       // it asks for scores, totals, grades or ranks, which differ by stage
  int argument = -1;         // nodes: what it is the figure of, or the stage before it
  int criterion = -1;
  int rule = -1;
  int subject = -1;
  std::vector<int> needs;  // nodes
  int pass = 0;

  /// True where it needs the whole group before any unit has it.
  bool population() const {
    return kind == Kind::aggregate || kind == Kind::mean_score || kind == Kind::rank || kind == Kind::last_rank ||
           kind == Kind::quota_grade || kind == Kind::liable;
  }
};

/// A rule as it runs: the document's rule with its place in the tree of rules.
struct CompiledRule {
  const Rule* rule = nullptr;
  int criterion = -1;
  int parent = -1;            // the rule whose branch holds it
  int branch = -1;            // which one: a case's index; of a threshold 0 is `then`, 1 `otherwise`
  std::vector<int> branches;  // rules by branch, -1 where the branch is a number
  std::optional<Term> value;
  const Expression* written_value = nullptr;  // what x stands for; none: the value of the leaf's id
  Better better = Better::higher;
  const Indicator* indicator = nullptr;
  const Target* target = nullptr;
  int figures[3] = {-1, -1, -1};  // nodes: the group's figures it reads
  std::vector<int> table_fields;  // Model::fields
  int by_field = -1;
  int amount_field = -1;
  std::optional<Curve> curve;  // where nothing in it depends on the unit
};

/// Both sides of a slope in words.
struct SlopeWords {
  Phrase worse, better;
};

struct CompiledCriterion {
  const Criterion* criterion = nullptr;
  int parent = -1;
  bool adjusts = false;       // a leaf without points
  bool bears_points = false;  // it, or something below it, has points
  std::vector<int> children;
  std::vector<int> rules;
  const Indicator* indicator = nullptr;
  std::optional<Term> value;
  std::optional<Rational> points;  // where they are the same for every unit
  std::optional<Rational> weight;
  MissingPolicy policy = MissingPolicy::zero;
  int score = -1;                                   // node: what others see
  int raw = -1;                                     // node: the score before `missing: mean` is filled in; mostly the same
  int mean = -1;                                    // node
  int cut = -1;                                     // node: the score after the criterion effects of vetoes; mostly the same
  std::vector<std::pair<int, const Amount*>> cuts;  // by which veto, and to what
};

/// Figures of the whole as they stand after each step; where nothing happens in a step, its node is the one before.
struct ResultNodes {
  int excluded = -1;  // none without gates on the assessment
  int total = -1, less_points = -1, ceiling = -1;
  int grade = -1, direct = -1, effect = -1, quota = -1, decided = -1;
  int rank = -1, last_rank = -1;
};

/// A compiled scheme. The terms of the scheme's expressions are found by the expression's address in `scheme`.
struct Model {
  Scheme scheme;
  std::unique_ptr<const Responsible> responsible;
  PlanTree plan;
  Criterion adjustments_section;               // the scheme's adjustments, as children of one section
  std::vector<std::optional<Period>> periods;  // [0] is the scheme's own
  std::vector<Slot> slots;
  std::size_t asked_slots = 0;  // the first so many go into results; those behind only into indicators that no rule asks for
  std::vector<std::string> attributes;
  std::vector<std::string> fields;  // of events
  std::vector<EventQuery> queries;
  std::vector<CompiledDuty> duties;
  std::vector<Node> nodes;
  std::vector<int> order;  // of nodes, each after what it needs
  int passes = 1;
  std::vector<CompiledRule> rules;
  std::vector<CompiledCriterion> criteria;  // parents before children; [0] is the root, `adjustments` the scheme's
  int adjustments = -1;
  ResultNodes results;
  std::vector<int> vetoes, gates, direct, measures;  // nodes, in the order of the scheme's
  std::vector<std::vector<int>> tie_breaks;          // criteria, by grade
  bool asks_history = false;                         // somewhere the results of earlier periods are asked for
  std::unordered_map<const Expression*, Term> terms;
  mutable MadeOnce<std::shared_ptr<const Prepared>> prepared;  // see prepared()
  mutable MadeOnce<std::vector<SlopeWords>> slope_words;       // by rule; see slope_words()

  const Term& term(const Expression& expression) const { return terms.at(&expression); }
  const Term& term(const Amount& amount) const { return term(amount.expression); }
  const CompiledCriterion& criterion(int at) const { return criteria[static_cast<std::size_t>(at)]; }
  std::optional<Period> parse_period(std::string_view text) const { return kaohe::parse_period(text, scheme.calendar); }

  /// A period of `periods` as tables name it.
  std::string period_text(int at) const { return text_of(*periods[static_cast<std::size_t>(at)], scheme.calendar); }

  bool brings_bars() const {
    return std::ranges::any_of(scheme.vetoes, [](const Veto& veto) { return !veto.effect.bars.empty(); });
  }

  int grade_named(std::string_view name) const {
    const auto found = std::ranges::find(scheme.grades, name, &Grade::name);
    return found == scheme.grades.end() ? -1 : static_cast<int>(found - scheme.grades.begin());
  }
};

/// The node of a veto's own condition, before it is passed on to superiors.
inline int own_veto(const Model& model, std::size_t veto) {
  const int node = model.vetoes[veto];
  const Node& made = model.nodes[static_cast<std::size_t>(node)];
  return made.kind == Node::Kind::liable ? made.argument : node;
}

}  // namespace kaohe::engine
