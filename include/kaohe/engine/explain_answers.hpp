#pragma once

// Who answers, in an explanation. Bodies of Explainer that explain.hpp leaves to this file.

#include <kaohe/engine/explain.hpp>
#include <kaohe/engine/responsible.hpp>

namespace kaohe::engine {

inline std::vector<Answer> Explainer::answers_of(const FoundChain& chain, const Date& on) const {
  if (!chain) return {};
  return answers_on(model_.responsible->chains, chain, on, run_.evidence.units[row_.unit()], chain.subject).answers;
}

/// Those who answer for a criterion on the last day of the period, where they are not those who answer for what it belongs to.
inline std::vector<Answer> Explainer::answers_of(const Criterion& criterion) const {
  const ChainBook& book = model_.responsible->chains;
  const std::string_view unit = run_.evidence.units[row_.unit()];
  const std::size_t thing = book.thing(criterion.id);
  if (thing == ChainBook::none || !model_.periods[0]) return {};
  const FoundChain own = book.of_thing(thing, unit);
  const bool inherited = thing != 0 && own.chain == book.of_thing(book.things()[thing].parent, unit).chain;
  return inherited ? std::vector<Answer>{} : answers_of(own, model_.periods[0]->last());
}

/// The days of the facts a veto goes by: of the unit's events, and of those right below it where it strikes the party above; without
/// any, the last day of the period.
inline std::set<Date> Explainer::days_of_facts(const Veto& veto) const {
  std::set<Date> days;
  for (std::size_t unit = 0; unit < run_.units(); ++unit) {
    const bool below = veto.effect.liable_superior && run_.evidence.superior_of(unit) == static_cast<int>(row_.unit());
    if (unit == row_.unit() || below) days_of_events(model_.term(veto.when), unit, days);
  }
  if (days.empty() && model_.periods[0]) days.insert(model_.periods[0]->last());
  return days;
}

inline void Explainer::days_of_events(const Term& term, std::size_t unit, std::set<Date>& days) const {
  Faults unsaid;
  Evaluator row(model_, &run_, unit, unsaid);
  const bool asks = term.kind == TermKind::count_events || term.kind == TermKind::sum_events;
  if (asks)
    row.each_event(model_.queries[static_cast<std::size_t>(term.ref)],
                   [&](std::size_t event) { days.insert(run_.evidence.events.dates[event]); });
  for (const Term& child : term.children) days_of_events(child, unit, days);
}

/// The names of those in some roles of a thing's chain, on some days, each once.
inline std::vector<std::string> Explainer::names_of(const std::string& id, const std::vector<std::string>& roles,
                                                    const std::set<Date>& days) const {
  const ChainBook& book = model_.responsible->chains;
  const std::size_t thing = book.thing(id);
  std::vector<std::string> names;
  if (thing == ChainBook::none) return names;
  const FoundChain chain = book.of_thing(thing, run_.evidence.units[row_.unit()]);
  for (const Date& day : days) {
    for (const Answer& answer : answers_of(chain, day)) {
      const std::string& name = answer.person.empty() ? answer.party : answer.person;
      const bool vacant = answer.person.empty() && !answer.post.empty();
      const bool wanted = std::ranges::find(roles, answer.role) != roles.end() && std::ranges::find(names, name) == names.end();
      if (wanted && !vacant) names.push_back(name);
    }
  }
  return names;
}

}  // namespace kaohe::engine
