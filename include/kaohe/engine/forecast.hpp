#pragma once

// Goes through a model's nodes, as an evaluation does, for what may still become of each while data are missing.

#include <kaohe/engine/evaluate.hpp>
#include <kaohe/engine/possible_figures.hpp>
#include <kaohe/engine/possible_results.hpp>
#include <kaohe/engine/possible_seats.hpp>

#include <cstdint>
#include <set>
#include <utility>
#include <vector>

namespace kaohe::engine {

/// Fills an outlook. What is still to come of one unit may be asked for by others of its group, so the order is that of the model.
class Forecast {
 public:
  explicit Forecast(Outlook& outlook) : outlook_(outlook), model_(outlook.model) {}

  void run();
  /// Only as far as the gates on the assessment go.
  void run_to_gates();

 private:
  void node(int node);
  void by_units(int node);
  void unit(int node, std::size_t unit);
  void criterion(int node, std::size_t unit);
  void settle(int node, std::size_t unit);
  void condition(int node, std::size_t unit);
  void cohort(int node, std::size_t unit);
  void grade(int node, std::size_t unit);
  void aggregate(int node);
  void mean_score(int node);
  void liable(int node);
  void rank(int node);
  void quotas(int node);
  void figure(int node, std::uint32_t group, const std::vector<Member>& members);
  void places(int node, const std::vector<Member>& members, bool dense);

  template <class ValueOf, class Found>
  void each_open_group(const ValueOf& value_of, const Found& found);
  bool reads_ratings(int node) const;

  Outlook& outlook_;
  const Model& model_;
};

inline void Forecast::run() {
  for (const int at : model_.order) node(at);
}

inline void Forecast::run_to_gates() {
  for (const int at : model_.order) {
    const Node& made = model_.nodes[static_cast<std::size_t>(at)];
    if (made.kind == Node::Kind::value || is_gate_on_assessment(model_, made)) by_units(at);
  }
}

inline void Forecast::node(int at) {
  switch (model_.nodes[static_cast<std::size_t>(at)].kind) {
    case Node::Kind::aggregate:
      return aggregate(at);
    case Node::Kind::mean_score:
      return mean_score(at);
    case Node::Kind::liable:
      return liable(at);
    case Node::Kind::rank:
      return rank(at);
    case Node::Kind::quota_grade:
      return quotas(at);
    case Node::Kind::excluded:   // told beforehand
    case Node::Kind::last_rank:  // measures alone ask for it
    case Node::Kind::measure:
      return;
    case Node::Kind::value:
    case Node::Kind::cohort:
    case Node::Kind::score:
    case Node::Kind::settled:
    case Node::Kind::cut:
    case Node::Kind::total:
    case Node::Kind::less_points:
    case Node::Kind::ceiling:
    case Node::Kind::veto:
    case Node::Kind::gate:
    case Node::Kind::direct:
    case Node::Kind::grade:
    case Node::Kind::direct_grade:
    case Node::Kind::effect_grade:
    case Node::Kind::decided:
      return by_units(at);
  }
}

/// Leaves that read ratings may be open where no cell is.
inline bool Forecast::reads_ratings(int at) const {
  const Node& made = model_.nodes[static_cast<std::size_t>(at)];
  if (made.kind != Node::Kind::score) return false;
  return std::ranges::any_of(model_.rules, [&](const CompiledRule& compiled) {
    const RuleBody& body = compiled.rule->body;
    return compiled.criterion == made.criterion &&
           (std::holds_alternative<Levels>(body) || std::holds_alternative<Panel>(body) || std::holds_alternative<Discretion>(body));
  });
}

inline void Forecast::by_units(int at) {
  const bool always = reads_ratings(at);
  const bool value = model_.nodes[static_cast<std::size_t>(at)].kind == Node::Kind::value;
  for (std::size_t i = 0; i < outlook_.units(); ++i) {
    if ((always || outlook_.disturbed[i] != 0) && (value || outlook_.may_be_assessed(i))) unit(at, i);
  }
}

inline void Forecast::unit(int at, std::size_t unit) {
  const Node& made = model_.nodes[static_cast<std::size_t>(at)];
  PossibleEvaluator row(outlook_, unit);
  switch (made.kind) {
    case Node::Kind::value:
      return outlook_.note_number(at, unit, row.number(made.term));
    case Node::Kind::cohort:
      return cohort(at, unit);
    case Node::Kind::score:
      return criterion(at, unit);
    case Node::Kind::settled:
      return settle(at, unit);
    case Node::Kind::cut:
      row.see_cut_scores();
      return outlook_.note_number(at, unit, possible_cut(row, made.criterion));
    case Node::Kind::total:
      return outlook_.note_number(at, unit, {possible_total(row), false});
    case Node::Kind::less_points:
      return outlook_.note_number(at, unit, {possibly_less_points(row), false});
    case Node::Kind::ceiling:
      return outlook_.note_number(at, unit, {possibly_under_ceiling(row), false});
    case Node::Kind::veto:
    case Node::Kind::gate:
    case Node::Kind::direct:
      return condition(at, unit);
    case Node::Kind::grade:
    case Node::Kind::direct_grade:
    case Node::Kind::effect_grade:
    case Node::Kind::decided:
      return grade(at, unit);
    case Node::Kind::aggregate:
    case Node::Kind::excluded:
    case Node::Kind::mean_score:
    case Node::Kind::measure:
    case Node::Kind::liable:
    case Node::Kind::quota_grade:
    case Node::Kind::rank:
    case Node::Kind::last_rank:
      return;
  }
}

inline void Forecast::criterion(int at, std::size_t unit) {
  const int which = model_.nodes[static_cast<std::size_t>(at)].criterion;
  PossibleEvaluator row(outlook_, unit);
  PossibleScore score = model_.criterion(which).criterion->is_leaf() ? possible_leaf(row, which) : possible_section(row, which);
  outlook_.note_number(at, unit, score.number());
  outlook_.note_score(which, unit, std::move(score));
}

/// With the mean of the others in place of what is missing.
inline void Forecast::settle(int at, std::size_t unit) {
  const int which = model_.nodes[static_cast<std::size_t>(at)].criterion;
  PossibleEvaluator row(outlook_, unit);
  PossibleScore score = row.score(which);
  if (score.by_policy) score.by_policy = if_there(row.node(model_.criterion(which).mean));
  outlook_.note_number(at, unit, score.number());
}

inline void Forecast::condition(int at, std::size_t unit) {
  const Node& made = model_.nodes[static_cast<std::size_t>(at)];
  PossibleEvaluator row(outlook_, unit);
  outlook_.note_truth(at, unit, row.truth(model_.term(condition_of(model_, made))).told(false));
}

/// A veto may hold for a unit by its own facts or by those of any right below it.
inline void Forecast::liable(int at) {
  const int own = model_.nodes[static_cast<std::size_t>(at)].argument;
  std::vector<PossibleTruth> found;
  for (std::size_t i = 0; i < outlook_.units(); ++i) {
    PossibleEvaluator row(outlook_, i);
    found.push_back(outlook_.surely_assessed(i) ? possibly_holds(row, own)
                                                : conjunction(possibly_holds(row, own), negation(outlook_.excluded[i])));
  }
  std::vector<PossibleTruth> passed = found;
  for (std::size_t i = 0; i < outlook_.units(); ++i) {
    const int above = outlook_.evidence().superiors[i];
    if (above >= 0) passed[static_cast<std::size_t>(above)] = disjunction(passed[static_cast<std::size_t>(above)], found[i]);
  }
  for (std::size_t i = 0; i < outlook_.units(); ++i) {
    if (outlook_.may_be_assessed(i)) outlook_.note_truth(at, i, passed[i]);
  }
}

/// Whether the unit comes to a rule: every branch above it is the one that holds.
inline PossibleTruth possibly_reaches(PossibleEvaluator& row, int rule) {
  const CompiledRule& compiled = row.model().rules[static_cast<std::size_t>(rule)];
  if (compiled.parent < 0) return {true, false, false};
  const PossibleTruth above = possibly_reaches(row, compiled.parent);
  const CompiledRule& parent = row.model().rules[static_cast<std::size_t>(compiled.parent)];
  row.look_at(&*parent.value);
  const auto* cases = std::get_if<Cases>(&parent.rule->body);
  const auto branches =
      cases != nullptr ? possible_branches(row, parent, *cases) : possible_branches(row, parent, std::get<Threshold>(parent.rule->body));
  return conjunction(above, {branches.may_come_to(compiled.branch), !branches.only(compiled.branch), false});
}

inline void Forecast::cohort(int at, std::size_t unit) {
  const Node& made = model_.nodes[static_cast<std::size_t>(at)];
  PossibleEvaluator row(outlook_, unit);
  const PossibleTruth applies = possibly_applies(row, made.criterion);
  row.enter(possible_points_of(row, made.criterion), nullptr);
  const PossibleTruth reaches = conjunction(applies, possibly_reaches(row, made.rule));
  PossibleNumber value = row.number(*model_.rules[static_cast<std::size_t>(made.rule)].value);
  if (!reaches.yes) value.range.reset();
  value.missing = value.missing || reaches.no;
  outlook_.note_number(at, unit, std::move(value));
}

inline void Forecast::grade(int at, std::size_t unit) {
  if (model_.scheme.grades.empty()) return;
  PossibleEvaluator row(outlook_, unit);
  const Node::Kind kind = model_.nodes[static_cast<std::size_t>(at)].kind;
  const DecisionMade* decision = outlook_.evidence().decision_on(unit);
  if (kind == Node::Kind::grade) outlook_.note_grades(at, unit, possibly_first_taken(row, 0));
  if (kind == Node::Kind::direct_grade) outlook_.note_grades(at, unit, possibly_direct(row));
  if (kind == Node::Kind::effect_grade) outlook_.note_grades(at, unit, possible_effect_grades(row));
  if (kind == Node::Kind::decided && !decision) outlook_.note_grades(at, unit, possible_grades(row, model_.results.quota));
}

/// Calls `found` with the members of every group of which a value, or who is in it, is not settled.
template <class ValueOf, class Found>
void Forecast::each_open_group(const ValueOf& value_of, const Found& found) {
  std::vector<std::vector<Member>> groups(outlook_.evidence().group_count);
  std::vector<std::uint8_t> open(groups.size(), outlook_.groups_settled ? 0 : 1);
  for (std::size_t unit = 0; unit < outlook_.units(); ++unit) {
    if (!outlook_.may_be_assessed(unit)) continue;
    const std::uint32_t group = outlook_.evidence().group_of[unit];
    const auto& [value, settled] = value_of(unit);
    if (!settled || !outlook_.surely_assessed(unit)) open[group] = 1;
    if (value.range) groups[group].push_back({unit, *value.range, !value.missing && outlook_.surely_assessed(unit)});
  }
  for (std::uint32_t group = 0; group < groups.size(); ++group) {
    if (open[group] != 0) found(group, groups[group]);
  }
}

/// Where it is not known who is in which group, its figures may be any.
inline void Forecast::figure(int at, std::uint32_t group, const std::vector<Member>& members) {
  const Node& made = model_.nodes[static_cast<std::size_t>(at)];
  outlook_.note_figure(at, group,
                       outlook_.groups_settled ? possible_figure(members, made.aggregate, made.lower_first) : PossibleNumber::anything());
}

inline void Forecast::places(int at, const std::vector<Member>& members, bool dense) {
  const std::vector<Interval> places = possible_places(members, dense);
  for (std::size_t i = 0; i < members.size(); ++i) {
    const Interval any{Rational(1), Rational(outlook_.most_members(members[i].unit))};
    outlook_.note_place(at, members[i].unit, {outlook_.groups_settled ? places[i] : any, !members[i].certain});
  }
}

inline void Forecast::aggregate(int at) {
  const Node& made = model_.nodes[static_cast<std::size_t>(at)];
  const auto value_of = [&](std::size_t unit) {
    PossibleEvaluator row(outlook_, unit);
    return std::pair(row.node(made.argument), outlook_.is_settled_number(made.argument, unit));
  };
  if (made.aggregate != Aggregate::rank) {
    each_open_group(value_of, [&](std::uint32_t group, const auto& members) { figure(at, group, members); });
    return;
  }
  each_open_group(value_of, [&](std::uint32_t, std::vector<Member> members) {
    for (Member& member : members) {
      if (made.lower_first) member.value = -member.value;
    }
    places(at, members, false);
  });
}

/// The mean, rounded, of the scores that are no stand-ins.
inline void Forecast::mean_score(int at) {
  const int which = model_.nodes[static_cast<std::size_t>(at)].criterion;
  const auto value_of = [&](std::size_t unit) {
    PossibleEvaluator row(outlook_, unit);
    const PossibleScore score = row.score(which);
    const bool settled = !outlook_.scores[static_cast<std::size_t>(which)].contains(unit);
    return std::pair(PossibleNumber{score.scored, score.by_policy || score.absent}, settled);
  };
  each_open_group(value_of, [&](std::uint32_t group, const std::vector<Member>& members) {
    const Interval mean = outlook_.groups_settled ? possibly_rounded(model_, possible_mean(members)) : Interval{};
    outlook_.note_figure(at, group, {mean, false});
  });
}

inline void Forecast::rank(int at) {
  const int total = model_.results.ceiling;
  const auto value_of = [&](std::size_t unit) {
    PossibleEvaluator row(outlook_, unit);
    return std::pair(row.node(total), outlook_.is_settled_number(total, unit));
  };
  each_open_group(value_of, [&](std::uint32_t, const auto& members) { places(at, members, model_.scheme.dense_ranking); });
}

inline void Forecast::quotas(int at) {
  std::vector<GradeSet> grades = PossibleSeating(outlook_).run();
  for (std::size_t unit = 0; unit < outlook_.units(); ++unit) {
    if (outlook_.may_be_assessed(unit)) outlook_.note_grades(at, unit, std::move(grades[unit]));
  }
}

/// Whether each unit is excluded: by the gates on the assessment, which see no other unit.
inline std::vector<PossibleTruth> possible_exclusions(const Run& run) {
  Outlook outlook(run, std::vector<PossibleTruth>(run.units(), PossibleTruth::of(false)));
  Forecast(outlook).run_to_gates();
  std::vector<PossibleTruth> excluded;
  for (std::size_t unit = 0; unit < run.units(); ++unit) {
    PossibleEvaluator row(outlook, unit);
    PossibleTruth passes = PossibleTruth::of(true);
    for (const int gate : run.model.gates) {
      if (is_gate_on_assessment(run.model, run.model.nodes[static_cast<std::size_t>(gate)]))
        passes = conjunction(passes, possibly_holds(row, gate));
    }
    excluded.push_back(negation(passes));
  }
  return excluded;
}

}  // namespace kaohe::engine
