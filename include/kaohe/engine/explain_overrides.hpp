#pragma once

// What decided beyond the sum, in words: gates, vetoes, direct grades, quotas, decisions, bars, measures. Bodies of Explainer that
// explain.hpp leaves to this file.

#include <kaohe/calendar/workdays.hpp>
#include <kaohe/engine/explain.hpp>
#include <kaohe/engine/population.hpp>

namespace kaohe::engine {

/// An override that as yet changes nothing: the grade after is the grade before.
inline Override Explainer::told(Override::Kind kind, const std::string& id, const std::string& title, const std::string& source) {
  seen_.clear();
  Override out;
  out.kind = kind;
  out.id = id;
  out.title = title;
  out.source = source;
  return out;
}

/// The condition in the rule's words, and the facts it goes by.
inline void Explainer::condition(const Expression& when, Override& out) {
  const Term& term = model_.term(when);
  const Truth truth = row_.truth(term);
  const Phrase asked = print(when);
  if (!truth) out.steps.push_back(phrase("“{0}”：数据不全，无法判断", "\"{0}\": cannot be told, data are missing", {asked}));
  if (truth && *truth) out.steps.push_back(phrase("“{0}”成立", "\"{0}\" holds", {asked}));
  if (truth && !*truth) out.steps.push_back(phrase("“{0}”不成立", "\"{0}\" does not hold", {asked}));
  inputs(term, out.inputs);
}

/// A unit that is not assessed: only the gates it failed.
inline void Explainer::excluded(Explanation& out) {
  out.state = Explanation::State::excluded;
  out.steps.push_back({"没有通过前置审核，不参加考核", "fails a gate on the assessment and is not assessed"});
  gates(out);
}

inline void Explainer::overrides(Explanation& out) {
  gates(out);
  refusals(out);
  direct(out);
  vetoes(out);
  quotas(out);
  decision(out);
  bars(out);
  measures(out);
}

/// Gates the unit fails. One on a grade tells the grade without it and with it.
inline void Explainer::gates(Explanation& out) {
  for (std::size_t i = 0; i < model_.gates.size(); ++i) {
    const Gate& gate = model_.scheme.gates[i];
    const bool assessed = run_.excluded[row_.unit()] == 0;
    if (holds(row_, model_.gates, i) || (!assessed && gate.purpose != Gate::Purpose::assessment)) continue;
    Override made = told(Override::Kind::gate, gate.id, gate.title, gate.source);
    condition(gate.requires_, made);
    if (gate.purpose == Gate::Purpose::assessment) made.steps.push_back({"不参加考核", "not assessed"});
    if (gate.purpose == Gate::Purpose::award)
      made.steps.push_back(phrase("不能获得“{0}”", "not eligible for \"{0}\"", {gate.subject.name}));
    if (gate.purpose == Gate::Purpose::grade) {
      made.steps.push_back(phrase("不能评为“{0}”及更高等次", "no grade \"{0}\" or better", {gate.subject.name}));
      made.grade_before = grade_name(first_taken(row_, 0, i));
      made.grade_after = grade_name(first_taken(row_, 0, i + 1));
    }
    out.overrides.push_back(std::move(made));
  }
}

/// Grades whose cut-off the total reaches but whose condition it does not meet.
inline void Explainer::refusals(Explanation& out) {
  const auto& grades = model_.scheme.grades;
  const bool fell = !run_.seats.of(row_.unit()).empty();
  const int until = grade_at(row_, fell ? model_.results.quota : model_.results.grade);
  for (int at = 0; at < until; ++at) {
    const Grade& grade = grades[static_cast<std::size_t>(at)];
    row_.enter(attainable(row_, 0), nullptr);
    if (!grade.requires_ || !reaches_cut_off(row_, grade) || meets_requires(row_, grade)) continue;
    Override made = told(Override::Kind::requires_, grade.name, grade.name, grade.source);
    condition(*grade.requires_, made);
    made.grade_before = grade.name;
    made.grade_after = grade_name(until);
    out.overrides.push_back(std::move(made));
  }
}

inline void Explainer::direct(Explanation& out) {
  const DirectGrade* found = direct_grade(row_);
  if (found == nullptr) return;
  Override made = told(Override::Kind::direct, found->grade.name, found->title, found->source);
  condition(found->when, made);
  made.steps.push_back(phrase("直接定为“{0}”", "graded \"{0}\" directly", {found->grade.name}));
  if (!found->uses_quota) made.steps.push_back({"不占名额", "takes no seat of a quota"});
  made.grade_before = grade_name(grade_at(row_, model_.results.grade));
  made.grade_after = grade_name(grade_at(row_, model_.results.direct));
  out.overrides.push_back(std::move(made));
}

inline void Explainer::effect_on_criteria(std::size_t veto, Override& out) {
  for (std::size_t at = 0; at < model_.criteria.size(); ++at) {
    const CompiledCriterion& compiled = model_.criteria[at];
    const bool cut = std::ranges::any_of(compiled.cuts, [&](const auto& one) { return static_cast<std::size_t>(one.first) == veto; });
    if (!cut) continue;
    const Number before = cut_score(row_, static_cast<int>(at), veto);
    const Number after = cut_score(row_, static_cast<int>(at), veto + 1);
    const Phrase title = title_of(*compiled.criterion);
    if (!before) out.steps.push_back(phrase("“{0}”不适用，不变", "\"{0}\" is not applicable and stays so", {title}));
    if (before && *before == *after)
      out.steps.push_back(phrase("“{0}”{1}分，不变", "\"{0}\" stays at {1} points", {title, before->text()}));
    if (before && *before != *after)
      out.steps.push_back(phrase("“{0}”由{1}分降为{2}分", "\"{0}\" is cut from {1} points to {2}", {title, before->text(), after->text()}));
  }
}

inline void Explainer::effect_on_rank(Override& out) {
  const auto& ranks = run_.ranks[static_cast<std::size_t>(model_.results.last_rank)];
  out.steps.push_back(phrase("名次排在最后：按总分第{0}名，改为第{1}名", "ranked last: by total place {0}, now {1}",
                             {std::to_string(rank_by_total(run_, row_.unit())), std::to_string(ranks[row_.unit()])}));
}

/// What a veto does to the total and the grade, in words.
inline void Explainer::effect_words(const Veto& veto, Override& out) {
  row_.enter(attainable(row_, 0), nullptr);
  const auto number = [&](const Amount& amount) { return shown(effect_amount(row_, veto, amount).value_or(Rational(0)).abs()); };
  if (veto.effect.points) out.steps.push_back(phrase("总分扣{0}分", "takes {0} from the total", {number(*veto.effect.points)}));
  if (veto.effect.score) out.steps.push_back(phrase("总分最高{0}分", "holds the total to at most {0}", {number(*veto.effect.score)}));
  if (veto.effect.grade) out.steps.push_back(phrase("等次最高“{0}”", "grade \"{0}\" at best", {veto.effect.grade->name}));
  if (veto.effect.grade_down > 0)
    out.steps.push_back(phrase("等次降{0}等", "the grade goes down by {0}", {std::to_string(veto.effect.grade_down)}));
}

/// Names in a row, as each language joins them; of many the first and how many there are.
inline Phrase joined(const std::vector<std::string>& names) {
  static constexpr std::size_t shown_names = 5;
  Phrase out;
  for (std::size_t i = 0; i < std::min(names.size(), shown_names); ++i) {
    out.zh += (i == 0 ? "" : "、") + names[i];
    out.en += (i == 0 ? "" : ", ") + names[i];
  }
  if (names.size() <= shown_names) return out;
  const std::string count = std::to_string(names.size());
  return {out.zh + "等" + count + "个", out.en + " and others, " + count + " in all"};
}

/// Whose facts bring the veto: the unit's own, or those of units right below it.
inline void Explainer::veto_facts(std::size_t veto, Override& out) {
  const auto& own = run_.holds[static_cast<std::size_t>(own_veto(model_, veto))];
  if (own[row_.unit()] != 0) condition(model_.scheme.vetoes[veto].when, out);
  if (!model_.scheme.vetoes[veto].effect.liable_superior) return;
  std::vector<std::string> below;
  for (std::size_t unit = 0; unit < run_.units(); ++unit) {
    if (own[unit] != 0 && run_.evidence.superior_of(unit) == static_cast<int>(row_.unit())) below.emplace_back(run_.evidence.units[unit]);
  }
  if (!below.empty())
    out.steps.push_back(
        phrase("{0}有此情形，连带上一级", "it holds for {0}, right below, and strikes the party above, too", {joined(below)}));
}

/// Vetoes that hold, each with the total and the grade as those before it left them.
inline void Explainer::vetoes(Explanation& out) {
  for (std::size_t i = 0; i < model_.vetoes.size(); ++i) {
    const Veto& veto = model_.scheme.vetoes[i];
    if (!veto_holds(row_, i)) continue;
    Override made = told(Override::Kind::veto, veto.id, veto.title, veto.source);
    veto_facts(i, made);
    effect_on_criteria(i, made);
    effect_words(veto, made);
    if (veto.effect.points || veto.effect.score) {
      made.total_before = under_ceiling(row_, less_points(row_, i), i);
      made.total_after = under_ceiling(row_, less_points(row_, i + 1), i + 1);
    }
    if (changes_grade(veto.effect)) {
      made.grade_before = grade_name(effect_grade(row_, i));
      made.grade_after = grade_name(effect_grade(row_, i + 1));
    }
    if (veto.effect.last) effect_on_rank(made);
    out.overrides.push_back(std::move(made));
  }
}

/// The scores that break ties, the unit's and another's, as far as they are needed to tell the two apart.
inline void Explainer::tie_break(int grade, std::size_t other, Override& out) {
  for (const int criterion : model_.tie_breaks[static_cast<std::size_t>(grade)]) {
    const NumberColumn& scores = run_.columns[static_cast<std::size_t>(model_.criterion(criterion).cut)];
    const auto text = [&](std::size_t unit) { return scores.missing(unit) ? "—" : scores.at(unit).text(); };
    const Criterion& source = *model_.criterion(criterion).criterion;
    const std::string mine = text(row_.unit()), theirs = text(other);
    out.steps.push_back(phrase("总分相同，比“{0}”：{1}分对{2}分", "the totals are the same; \"{0}\" is compared: {1} against {2} points",
                               {title_of(source), mine, theirs}));
    if (mine != theirs) return;
  }
}

/// The unit is one of those whom the last seat divides although they are equal.
inline void Explainer::tied(const Competition& competition, std::size_t at, Override& out) {
  std::vector<std::string> others;
  for (std::size_t i = competition.tied_from; i < competition.tied_to; ++i) {
    if (i != at) others.emplace_back(run_.evidence.units[competition.order[i]]);
  }
  tie_break(competition.grade, competition.order[at == competition.tied_from ? at + 1 : competition.tied_from], out);
  out.steps.push_back(at < competition.sitting
                          ? phrase("与{0}在最后一个名额上不分先后，都占（ties: include）",
                                   "equal to {0} on the last seat: all of them sit (ties: include)", {joined(others)})
                          : phrase("与{0}在最后一个名额上不分先后，都不占（ties: exclude）",
                                   "equal to {0} on the last seat: none of them sits (ties: exclude)", {joined(others)}));
}

/// Who stands on the other side of the last seat, and which rule decided between them.
inline void Explainer::edge(const Competition& competition, std::size_t at, Override& out) {
  if (competition.tied_from <= at && at < competition.tied_to) return tied(competition, at, out);
  const bool sits = at < competition.sitting;
  if (sits ? competition.sitting < competition.order.size() : competition.sitting > 0) {
    const std::size_t other = sits ? competition.sitting : competition.sitting - 1;
    const std::size_t rival = competition.order[other];
    const NumberColumn& totals = run_.columns[static_cast<std::size_t>(model_.results.ceiling)];
    const Phrase name = run_.evidence.units[rival], total = totals.at(rival).text();
    out.steps.push_back(sits ? phrase("没有名额的第一个是“{0}”，{1}分", "the first without a seat is \"{0}\", {1} points", {name, total})
                             : phrase("最后占到名额的是“{0}”，{1}分", "the last to take a seat is \"{0}\", {1} points", {name, total}));
    if (competition.direct[at] != competition.direct[other])
      out.steps.push_back({"直接定等的先占名额", "those graded directly sit first"});
    else if (totals.at(rival) == totals.at(row_.unit()))
      tie_break(competition.grade, rival, out);
  }
  const std::size_t filled = std::min(competition.seats, competition.order.size());
  if (!sits && competition.sitting < filled)
    out.steps.push_back(phrase("前面不分先后的都不占，空着的名额：{0}",
                               "those before are equal and none of them sits; seats that stay empty: {0}",
                               {std::to_string(filled - competition.sitting)}));
}

inline void Explainer::quotas(Explanation& out) {
  for (const Seat& seat : run_.seats.of(row_.unit())) {
    const Competition& competition = run_.competitions[seat.competition];
    const Grade& grade = model_.scheme.grades[static_cast<std::size_t>(competition.grade)];
    const bool sits = seat.at < competition.sitting;
    Override made = told(Override::Kind::quota, grade.name, grade.name, grade.source);
    const auto number = [](std::size_t count) { return Phrase(std::to_string(count)); };
    made.steps.push_back(
        phrase(competition.over_all ? "全部{0}个单位中“{1}”有{2}个名额，{3}个单位争" : "本组{0}个单位中“{1}”有{2}个名额，{3}个单位争",
               competition.over_all ? "seats of \"{1}\" among all {0} units: {2}; competing: {3}"
                                    : "seats of \"{1}\" among the {0} units of the group: {2}; competing: {3}",
               {number(competition.of), grade.name, number(competition.seats), number(competition.order.size())}));
    made.steps.push_back(phrase(sits ? "列第{0}，占一个名额" : "列第{0}，没有名额",
                                sits ? "place {0}: takes a seat" : "place {0}: left out", {number(seat.place)}));
    edge(competition, seat.at, made);
    made.grade_before = grade.name;
    made.grade_after = grade_name(seat.grade_after);
    out.overrides.push_back(std::move(made));
  }
}

inline void Explainer::decision(Explanation& out) {
  const DecisionMade* decision = run_.evidence.decision_on(row_.unit());
  if (!decision) return;
  Override made = told(Override::Kind::decision, decision->by, {}, {});
  made.steps.push_back(
      phrase("{0}于{1}决定，理由：{2}", "decided by {0} on {1}, for this reason: {2}", {decision->by, decision->date, decision->reason}));
  made.grade_before = grade_name(grade_at(row_, model_.results.quota));
  made.grade_after = grade_name(decision->grade);
  out.overrides.push_back(std::move(made));
}

/// The persons a bar strikes: those of its roles on the days of the facts, of an earlier period on its last day.
inline void Explainer::persons(const Veto& veto, const Bar& bar, const std::optional<Period>& vetoed, Override& out) {
  const bool earlier = vetoed && vetoed != model_.periods[0];
  const auto names = names_of(veto.id, bar.persons, earlier ? std::set{vetoed->last()} : days_of_facts(veto));
  if (names.empty())
    return out.steps.push_back(
        phrase("责任人（{1}）取消资格：{0}", "the persons answering ({1}) are barred from: {0}", {joined(bar.from), joined(bar.persons)}));
  out.steps.push_back(phrase("责任人{2}（{1}）取消资格：{0}", "{2}, who answer ({1}), are barred from: {0}",
                             {joined(bar.from), joined(bar.persons), joined(names)}));
}

/// Bars that the vetoes of this period bring, now or later, and those of earlier periods that are still in force.
inline void Explainer::bars(Explanation& out) {
  each_bar(row_, [&](const Veto& veto, const Bar& bar, const std::optional<Period>& vetoed) {
    Override made = told(Override::Kind::bar, veto.id, veto.title, veto.source);
    if (vetoed && vetoed != model_.periods[0])
      made.steps.push_back(
          phrase("{0}的一票否决仍在期限内", "the veto of {0} is still in force", {text_of(*vetoed, model_.scheme.calendar)}));
    if (vetoed) {
      const auto [first, last] = bar_years(bar.term, *vetoed);
      made.steps.push_back(first == last ? phrase("期限：{0}年", "in {0}", {std::to_string(first)})
                                         : phrase("期限：{0}年至{1}年", "from {0} to {1}", {std::to_string(first), std::to_string(last)}));
    }
    if (bar.unit) made.steps.push_back(phrase("本单位取消资格：{0}", "the unit is barred from: {0}", {joined(bar.from)}));
    if (!bar.persons.empty()) persons(veto, bar, vetoed, made);
    out.overrides.push_back(std::move(made));
  });
}

inline Phrase words_of(const Span& span) {
  static const Phrase units[] = {{"天", "days"}, {"个工作日", "working days"}, {"个月", "months"}, {"年", "years"}};
  const Phrase& unit = units[static_cast<int>(span.unit)];
  return {std::to_string(span.count) + unit.zh, std::to_string(span.count) + " " + unit.en};
}

/// Whom a measure strikes: those of a role, on the last day of the period.
inline void Explainer::concerns(const Measure& measure, Override& out) {
  const auto days = model_.periods[0] ? std::set{model_.periods[0]->last()} : std::set<Date>{};
  const auto names = names_of(model_.scheme.id, {measure.on}, days);
  out.steps.push_back(names.empty() ? phrase("对象：{0}", "concerns: {0}", {measure.on})
                                    : phrase("对象：{1}（{0}）", "concerns: {1} ({0})", {measure.on, joined(names)}));
}

inline void Explainer::measures(Explanation& out) {
  for (std::size_t i = 0; i < model_.measures.size(); ++i) {
    const Measure& measure = model_.scheme.measures[i];
    if (!holds(row_, model_.measures, i)) continue;
    Override made = told(Override::Kind::measure, measure.id, measure.title, measure.source);
    condition(measure.when, made);
    if (!measure.on.empty() && measure.on != "unit") concerns(measure, made);
    const auto due =
        measure.within && model_.periods[0] ? day_after(model_.scheme.calendar, model_.periods[0]->last(), *measure.within) : std::nullopt;
    if (due) made.steps.push_back(phrase("期限{0}，至{1}", "within {0}, by {1}", {words_of(*measure.within), due->text()}));
    const Number amount = measure.amount ? number(row_, *measure.amount) : Number{};
    if (amount) made.steps.push_back(phrase("数额{0}", "amount {0}", {shown(*amount)}));
    out.overrides.push_back(std::move(made));
  }
}

}  // namespace kaohe::engine
