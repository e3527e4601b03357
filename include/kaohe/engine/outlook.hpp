#pragma once

// What is still open while data are missing, and why: empty cells of observations and attributes. No event is 0, a period of
// which the history says nothing is one of which nothing is known: neither is still to come.

#include <kaohe/engine/possible.hpp>
#include <kaohe/engine/run.hpp>

#include <cstdint>
#include <map>
#include <utility>
#include <vector>

namespace kaohe::engine {

/// Beside a run, what may still become of it. What is not listed is settled: it is as the run has it, whatever is still to come.
struct Outlook {
  Outlook(const Run& its_run, std::vector<PossibleTruth> exclusions);

  const Model& model;
  const Run& run;
  std::vector<std::map<std::size_t, PossibleNumber>> numbers;    // by node, by unit
  std::vector<std::map<std::uint32_t, PossibleNumber>> figures;  // by node, by group
  std::vector<std::map<std::size_t, PossibleTruth>> truths;      // by node, by unit
  std::vector<std::map<std::size_t, GradeSet>> grades;           // by node, by unit
  std::vector<std::map<std::size_t, PossibleScore>> scores;      // by criterion, by unit
  std::vector<PossibleTruth> excluded;                           // by unit
  std::vector<std::uint8_t> disturbed;                           // units of which anything may be open
  std::vector<std::int64_t> members;                             // by group, how many may be assessed
  bool groups_settled = true;                                    // false where a unit's group is still to come

  const Evidence& evidence() const { return run.evidence; }
  std::size_t units() const { return run.units(); }

  /// An observation that is still to come. What only streak() and times_in() look back on is the past as far as it is known.
  bool is_open_slot(int slot, std::size_t unit) const {
    const auto at = static_cast<std::size_t>(slot);
    return !model.slots[at].past && !evidence().slots[at].known(unit);
  }
  bool is_open_attribute(int attribute, std::size_t unit) const {
    return !evidence().attributes[static_cast<std::size_t>(attribute)].known(unit);
  }

  bool is_settled_number(int node, std::size_t unit) const { return !numbers[static_cast<std::size_t>(node)].contains(unit); }
  bool is_settled_truth(int node, std::size_t unit) const { return !truths[static_cast<std::size_t>(node)].contains(unit); }
  bool is_settled_grade(int node, std::size_t unit) const { return !grades[static_cast<std::size_t>(node)].contains(unit); }

  /// The number the run has for a unit at a node.
  Number found(int node, std::size_t unit) const {
    const auto at = static_cast<std::size_t>(node);
    if (model.nodes[at].kind == Node::Kind::rank)
      return run.ranks[at][unit] == 0 ? Number{} : Number{Rational(std::int64_t{run.ranks[at][unit]})};
    return run.columns[at].missing(unit) ? Number{} : Number{run.columns[at].at(unit)};
  }

  bool may_be_assessed(std::size_t unit) const { return excluded[unit].no; }
  bool surely_assessed(std::size_t unit) const { return !excluded[unit].yes; }
  /// How many may be ranked in the unit's group.
  std::int64_t most_members(std::size_t unit) const {
    return groups_settled ? members[evidence().group_of[unit]] : static_cast<std::int64_t>(units());
  }

  void note_number(int node, std::size_t unit, PossibleNumber number);
  void note_truth(int node, std::size_t unit, const PossibleTruth& truth);
  void note_grades(int node, std::size_t unit, GradeSet possible);
  void note_score(int criterion, std::size_t unit, PossibleScore score);
  void note_figure(int node, std::uint32_t group, PossibleNumber figure);
  /// A place that hangs on others: even where it is certain, ties and the size of the cohort are not.
  void note_place(int node, std::size_t unit, PossibleNumber place);

 private:
  void find_open_cells();
};

inline Outlook::Outlook(const Run& its_run, std::vector<PossibleTruth> exclusions)
    : model(its_run.model), run(its_run), excluded(std::move(exclusions)) {
  numbers.resize(model.nodes.size());
  figures.resize(model.nodes.size());
  truths.resize(model.nodes.size());
  grades.resize(model.nodes.size());
  scores.resize(model.criteria.size());
  disturbed.assign(units(), 0);
  members.assign(evidence().group_count, 0);
  for (std::size_t unit = 0; unit < units(); ++unit) members[evidence().group_of[unit]] += may_be_assessed(unit) ? 1 : 0;
  find_open_cells();
}

inline void Outlook::find_open_cells() {
  const auto attribute = std::ranges::find(model.attributes, model.scheme.groups) - model.attributes.begin();
  for (std::size_t unit = 0; unit < units(); ++unit) {
    bool open = false;
    for (std::size_t i = 0; i < model.slots.size(); ++i) open = open || is_open_slot(static_cast<int>(i), unit);
    for (std::size_t i = 0; i < model.attributes.size(); ++i) open = open || is_open_attribute(static_cast<int>(i), unit);
    disturbed[unit] = open ? 1 : 0;
    if (!model.scheme.groups.empty() && is_open_attribute(static_cast<int>(attribute), unit)) groups_settled = false;
  }
}

/// Settled where it can only be what the run has.
inline void Outlook::note_number(int node, std::size_t unit, PossibleNumber number) {
  if (number == PossibleNumber::of(found(node, unit))) return;
  numbers[static_cast<std::size_t>(node)].emplace(unit, std::move(number));
  disturbed[unit] = 1;
}

inline void Outlook::note_truth(int node, std::size_t unit, const PossibleTruth& truth) {
  if (truth == PossibleTruth::of(run.holds[static_cast<std::size_t>(node)][unit] != 0)) return;
  truths[static_cast<std::size_t>(node)].emplace(unit, truth);
  disturbed[unit] = 1;
}

inline void Outlook::note_grades(int node, std::size_t unit, GradeSet possible) {
  if (possible == GradeSet{run.grade(node, unit)}) return;
  grades[static_cast<std::size_t>(node)].emplace(unit, std::move(possible));
  disturbed[unit] = 1;
}

inline void Outlook::note_score(int criterion, std::size_t unit, PossibleScore score) {
  const auto raw = static_cast<std::size_t>(model.criterion(criterion).raw);
  const State state = run.states[static_cast<std::size_t>(criterion)][unit];
  PossibleScore had;
  if (state == State::scored) had.scored = Interval::at(run.columns[raw].at(unit));
  if (state == State::missing) had.by_policy = Interval::at(run.columns[raw].at(unit));
  had.absent = !had.counts();
  if (score == had) return;
  scores[static_cast<std::size_t>(criterion)].emplace(unit, std::move(score));
  disturbed[unit] = 1;
}

inline void Outlook::note_place(int node, std::size_t unit, PossibleNumber place) {
  numbers[static_cast<std::size_t>(node)].emplace(unit, std::move(place));
  disturbed[unit] = 1;
}

inline void Outlook::note_figure(int node, std::uint32_t group, PossibleNumber figure) {
  const auto at = static_cast<std::size_t>(node);
  if (figure == PossibleNumber::of(run.by_group[at][group])) return;
  figures[at].emplace(group, std::move(figure));
  for (std::size_t unit = 0; unit < units(); ++unit) {
    if (evidence().group_of[unit] == group) disturbed[unit] = 1;
  }
}

}  // namespace kaohe::engine
