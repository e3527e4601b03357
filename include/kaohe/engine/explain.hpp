#pragma once

// Why one unit got its total: the tree of the criteria, each with its rule in words.

#include <kaohe/assessment/explanation.hpp>
#include <kaohe/base/text.hpp>
#include <kaohe/engine/override.hpp>
#include <kaohe/engine/rule_words.hpp>

#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace kaohe::engine {

class Explainer {
 public:
  Explainer(const Run& run, std::size_t unit) : model_(run.model), run_(run), row_(run.model, &run, unit, unsaid_) {
    row_.see_cut_scores();
  }

  Explanation total();

 private:
  void criterion(int at, Explanation& out);
  void leaf(int at, Explanation& out);
  void section(int at, Explanation& out);
  Number rules(int at, Explanation& out);
  void policy(int at, Explanation& out);
  void bounds(int at, const Rational& exact, Explanation& out);
  void inputs(const Term& term, std::vector<Input>& out);
  void input(const Term& term, std::vector<Input>& out);
  void windows(const DutyDone& duty, std::vector<Input>& out);
  void events(const EventQuery& query, std::vector<Input>& out);
  std::string result_name(const Term& term) const;
  Phrase judged(const Term& term);
  void cuts(int at, Explanation& out);
  void standing(Explanation& out);
  void by_total(Explanation& out);
  bool by_total_alone(int grade) const;
  void excluded(Explanation& out);
  void overrides(Explanation& out);
  Override told(Override::Kind kind, const std::string& id, const std::string& title, const std::string& source);
  void condition(const Expression& when, Override& out);
  void vetoes(Explanation& out);
  std::vector<Answer> answers_of(const FoundChain& chain, const Date& on) const;
  std::vector<Answer> answers_of(const Criterion& criterion) const;
  std::set<Date> days_of_facts(const Veto& veto) const;
  void days_of_events(const Term& term, std::size_t unit, std::set<Date>& days) const;
  std::vector<std::string> names_of(const std::string& id, const std::vector<std::string>& roles, const std::set<Date>& days) const;
  void veto_facts(std::size_t veto, Override& out);
  void effect_on_criteria(std::size_t veto, Override& out);
  void effect_on_rank(Override& out);
  void gates(Explanation& out);
  void refusals(Explanation& out);
  void direct(Explanation& out);
  void quotas(Explanation& out);
  void tie_break(int grade, std::size_t other, Override& out);
  void tied(const Competition& competition, std::size_t at, Override& out);
  void edge(const Competition& competition, std::size_t at, Override& out);
  void effect_words(const Veto& veto, Override& out);
  void decision(Explanation& out);
  void bars(Explanation& out);
  void persons(const Veto& veto, const Bar& bar, const std::optional<Period>& vetoed, Override& out);
  void concerns(const Measure& measure, Override& out);
  void measures(Explanation& out);
  std::string grade_name(int grade) const { return grade < 0 ? "" : model_.scheme.grades[static_cast<std::size_t>(grade)].name; }
  void weights(int at, const Children& children, Explanation& out);
  Phrase mode_words() const;

  const Model& model_;
  const Run& run_;
  Faults unsaid_;
  Evaluator row_;
  std::set<std::string> seen_;  // inputs of the criterion at hand
};

inline Phrase Explainer::mode_words() const {
  switch (model_.scheme.rounding.mode) {
    case Rounding::half_up:
      return {"四舍五入", "half up"};
    case Rounding::half_even:
      return {"四舍六入五成双", "half to even"};
    case Rounding::down:
      return {"舍去", "down"};
    case Rounding::up:
      return {"进位", "up"};
  }
  return {};
}

/// One figure with where it came from; a derived one brings those it is derived from.
inline void Explainer::input(const Term& term, std::vector<Input>& out) {
  const auto ref = static_cast<std::size_t>(term.ref);
  std::string name;
  std::string value;
  Phrase origin;
  const Term* below = nullptr;
  const EventQuery* events_of = nullptr;
  if (term.kind == TermKind::slot) {
    const Slot& slot = model_.slots[ref];
    if (!slot.as_number && !slot.as_text) return;  // nothing reads it
    const Cells& cells = run_.evidence.slots[ref];
    name = slot.period == 0 ? slot.id : slot.id + "@" + model_.period_text(slot.period);
    value = cells.text(row_.unit()).value_or("");
    const std::string row = std::to_string(cells.row(row_.unit()));
    origin = cells.row(row_.unit()) == 0 ? Phrase{"没有数据", "no data"} : phrase("观测数据第{0}行", "observations, row {0}", {row});
  } else if (term.kind == TermKind::attribute) {
    name = "unit." + model_.attributes[ref];
    value = run_.evidence.attributes[ref].text(row_.unit()).value_or("");
    origin = {"单位属性", "an attribute of the unit"};
  } else if (term.kind == TermKind::node) {
    const Node& node = model_.nodes[ref];
    name = node.name;
    const Number found = row_.number(term);
    value = found ? shown(*found) : "";
    origin = node.kind == Node::Kind::aggregate ? Phrase{"全组的数", "a figure of the group"} : Phrase{"算得", "derived"};
    if (node.kind == Node::Kind::value) below = &node.term;
  } else if (term.kind == TermKind::score || term.kind == TermKind::full || term.kind == TermKind::share) {
    static constexpr const char* names[] = {"score(", "full(", "share("};
    const Number found = row_.number(term);
    name = names[static_cast<int>(term.kind) - static_cast<int>(TermKind::score)] + model_.criterion(term.ref).criterion->id + ")";
    value = found ? shown(*found, term.kind == TermKind::share) : "";
    origin = {"考核项得分", "the score of a criterion"};
  } else if (term.kind == TermKind::count_events || term.kind == TermKind::sum_events) {
    const Number found = row_.number(term);
    name = model_.queries[ref].written;
    value = found ? shown(*found) : "";
    origin = {"事项表", "the table of events"};
    events_of = &model_.queries[ref];
  } else if (term.kind >= TermKind::total && term.kind <= TermKind::past_veto) {
    name = result_name(term);
    value = row_.text(term).value_or("");
    const bool past = term.kind >= TermKind::past_total;
    origin = past ? Phrase{"历年结果", "the history"} : Phrase{"本期结果", "a result of this period"};
  } else if (term.kind >= TermKind::duty_asked && term.kind <= TermKind::duty_missing) {
    name = term.text;
    value = row_.number(term)->text();
    origin = {"常规任务，按事项表数", "a duty, counted from the events"};
  } else if (term.kind == TermKind::streak || term.kind == TermKind::times_in) {
    name = term.text;
    value = row_.text(term).value_or("");
    origin = judged(term);
  }
  if (!name.empty() && seen_.insert(name).second) {
    out.push_back({std::move(name), std::move(value), std::move(origin)});
    if (events_of != nullptr) events(*events_of, out);
    if (term.kind >= TermKind::duty_asked && term.kind <= TermKind::duty_missing) windows(run_.evidence.duties[ref], out);
  }
  if (below != nullptr) inputs(*below, out);
}

/// In which periods the condition of a streak or a count over periods held: as far back as the streak goes, or as is counted.
inline Phrase Explainer::judged(const Term& term) {
  Phrase out;
  for (std::size_t i = 0; i < term.children.size(); ++i) {
    const auto period = previous(*model_.periods[0], term.ref + static_cast<int>(i), model_.scheme.calendar);
    const bool held = row_.unsaid_truth(term.children[i]).value_or(false);
    const std::string name = period ? text_of(*period, model_.scheme.calendar) : "";
    out.zh += (i == 0 ? "" : "，") + name + (held ? "成立" : "不成立");
    out.en += (i == 0 ? "" : ", ") + name + (held ? " holds" : " does not hold");
    if (!held && term.kind == TermKind::streak) break;
  }
  return out;
}

/// The events a count or a sum is made of, each with its row.
inline void Explainer::events(const EventQuery& query, std::vector<Input>& out) {
  const Events& table = run_.evidence.events;
  row_.each_event(query, [&](std::size_t event) {
    std::string told;
    for (std::size_t field = 0; field < table.fields.size(); ++field) {
      const auto text = table.fields[field].text(event);
      if (text) told += (told.empty() ? "" : ", ") + model_.fields[field] + "=" + *text;
    }
    const Rational count = table.counts.at(event);
    if (count != Rational(1)) told += (told.empty() ? "" : ", ") + ("count=" + count.text());
    out.push_back({query.kind + " " + table.dates[event].text(), told.empty() ? "1" : told,
                   phrase("事项表第{0}行", "events, row {0}", {std::to_string(table.rows[event])})});
  });
}

/// The windows of a duty that were not done in time: the days, what was done, and of how much.
inline void Explainer::windows(const DutyDone& duty, std::vector<Input>& out) {
  for (const DutyRecord& record : duty.records[duty.at(row_.unit())]) {
    if (record.missing.is_zero() && record.late.is_zero()) continue;
    out.push_back({record.window.left.text(), record.done.text() + "/" + std::to_string(record.asked),
                   phrase("截至{0}，缺{1}次，迟{2}次", "until {0}; missing {1}, late {2}",
                          {record.window.last.text(), record.missing.text(), record.late.text()})});
  }
}

/// total, grade, veto(petition); of an earlier period total@2013.
inline std::string Explainer::result_name(const Term& term) const {
  static constexpr const char* names[] = {"total", "grade", "rank", "veto", "total", "grade", "rank", "veto"};
  std::string name = names[static_cast<int>(term.kind) - static_cast<int>(TermKind::total)];
  if (term.kind == TermKind::veto || term.kind == TermKind::past_veto) name += "(" + term.text + ")";
  if (term.kind >= TermKind::past_total) name += "@" + model_.period_text(term.ref);
  return name;
}

inline void Explainer::inputs(const Term& term, std::vector<Input>& out) {
  input(term, out);
  if (term.kind == TermKind::streak || term.kind == TermKind::times_in) return;  // the same condition, period by period
  for (const Term& child : term.children) inputs(child, out);
}

inline void Explainer::bounds(int at, const Rational& exact, Explanation& out) {
  const Bounds found = bounds_of(row_, at);
  out.terms.at_least = found.least;
  out.terms.at_most = found.most;
  const Rational bounded = found.within(exact);
  if (bounded > exact)
    out.steps.push_back(phrase("{0}分，不低于{1}分", "{0} points are raised to the least, {1}", {shown(exact), shown(bounded)}));
  if (bounded < exact)
    out.steps.push_back(phrase("{0}分，最多{1}分", "{0} points are cut to the most, {1}", {shown(exact), shown(bounded)}));
  if (!out.terms.mode || !out.score || bounded == *out.score) return;
  out.steps.push_back(phrase("保留{0}位小数（{1}）：{2}", "rounded to {0} digits ({1}): {2}",
                             {std::to_string(out.terms.digits), mode_words(), out.score->text()}));
}

inline void Explainer::policy(int at, Explanation& out) {
  const std::string points = out.score ? out.score->text() : "";
  switch (model_.criterion(at).policy) {
    case MissingPolicy::zero:
      out.steps.push_back({"缺少数据，按0分", "data are missing: 0 points"});
      break;
    case MissingPolicy::full:
      out.steps.push_back(phrase("缺少数据，按满分{0}分", "data are missing: full points, {0}", {points}));
      break;
    case MissingPolicy::mean:
      out.steps.push_back(phrase("缺少数据，按同组平均得分{0}分", "data are missing: the group's mean score, {0}", {points}));
      break;
    case MissingPolicy::exempt:
      out.steps.push_back({"缺少数据，不参加这一项的考核", "data are missing: exempt"});
      break;
    case MissingPolicy::error:
      break;
  }
}

/// The rules in words; their exact score together, nothing where one of them is missing.
inline Number Explainer::rules(int at, Explanation& out) {
  Said said;
  said.steps.reserve(4);  // as many as most rules have
  Number sum = Rational(0);
  for (const int rule : model_.criterion(at).rules) {
    const Number score = say_rule(row_, rule, said);
    sum = sum && score ? Number{*sum + *score} : Number{};
  }
  out.steps = std::move(said.steps);
  out.ahead = std::move(said.ahead);
  return sum;
}

inline void Explainer::leaf(int at, Explanation& out) {
  const CompiledCriterion& compiled = model_.criterion(at);
  seen_.clear();
  row_.enter(points_of(row_, at), nullptr);
  for (const int rule : compiled.rules) inputs(*model_.rules[static_cast<std::size_t>(rule)].value, out.inputs);
  const RuleBody& body = compiled.criterion->rules.front().body;
  const bool reads_value = !std::holds_alternative<Tally>(body) && !std::holds_alternative<Panel>(body) &&
                           !std::holds_alternative<Discretion>(body) && !std::holds_alternative<ResultFigure>(body);
  if (!reads_value && compiled.rules.size() == 1) out.inputs.clear();
  const Term& read = *model_.rules[static_cast<std::size_t>(compiled.rules.front())].value;
  const Number value = reads_value ? row_.number(read) : Number{};
  const bool percent = compiled.indicator != nullptr && compiled.indicator->unit == "%";
  if (value) out.value = shown(*value, percent || is_percentage(model_.rules[static_cast<std::size_t>(compiled.rules.front())]));
  if (!value && reads_value) out.value = row_.text(read);
  if (out.state == Explanation::State::missing) return policy(at, out);
  const Number exact = rules(at, out);
  if (!exact) return;
  if (compiled.rules.size() > 1) out.steps.push_back(phrase("合计{0}分", "together {0} points", {shown(*exact)}));
  bounds(at, *exact, out);
}

/// The share each child has in a weighted or geometric section, as used.
inline void Explainer::weights(int at, const Children& children, Explanation& out) {
  const Criterion& section = *model_.criterion(at).criterion;
  const bool geometric = section.combine == Combine::geometric;
  const bool weighted = std::ranges::all_of(children.weighed, [&](int child) { return model_.criterion(child).weight.has_value(); });
  Rational present = 0;
  for (const int child : children.weighed)
    present += geometric && !weighted ? Rational(1) : model_.criterion(child).weight.value_or(Rational(0));
  Rational divisor = geometric || section.rescale ? present : Rational(1);
  if (!geometric && section.weights_relative && !section.rescale) divisor = children.all_weights;
  Rational factor = !geometric && section.rescale && !section.weights_relative ? children.all_weights : Rational(1);
  const auto& below = model_.criterion(at).children;
  for (std::size_t i = 0; i < below.size(); ++i) {
    if (std::ranges::find(children.weighed, below[i]) == children.weighed.end()) continue;
    const Rational weight = geometric && !weighted ? Rational(1) : model_.criterion(below[i]).weight.value_or(Rational(0));
    if (!divisor.is_zero()) out.children[i].terms.weight = weight / divisor * factor;
  }
}

inline void Explainer::section(int at, Explanation& out) {
  static const char* const names[] = {"sum", "weighted", "product", "min", "geometric"};
  static const Phrase words[] = {{"各项相加", "the sum of what stands below"},
                                 {"各项得分率加权", "the weighted shares of what stands below"},
                                 {"各项得分率相乘", "the shares of what stands below, multiplied"},
                                 {"取最低的得分率", "the least share of what stands below"},
                                 {"各项得分率的几何平均", "the geometric mean of the shares below"}};
  const CompiledCriterion& compiled = model_.criterion(at);
  const Criterion& source = *compiled.criterion;
  out.combine = names[static_cast<int>(source.combine)];
  out.children.reserve(compiled.children.size());
  for (const int child : compiled.children) criterion(child, out.children.emplace_back());
  if (out.state != Explanation::State::scored) return;
  const Children children = children_of(row_, at);
  const Number exact = children.weighed.empty() && children.adjustments.empty() ? Number{} : combined(row_, at, children);
  if (source.combine == Combine::weighted || source.combine == Combine::geometric) weights(at, children, out);
  if (exact) out.steps.push_back(phrase("{0}，得{1}分", "{0}: {1} points", {words[static_cast<int>(source.combine)], shown(*exact)}));
  if (source.combine == Combine::sum && source.rescale) {
    Rational possible = 0;
    for (const int child : children.weighed) possible += attainable(row_, child);
    out.terms.attainable = possible;
    out.steps.push_back(phrase("按应得{0}分折算", "scaled from the {0} points that could be had", {shown(possible)}));
  }
  row_.enter(points_of(row_, at), nullptr);
  if (exact) bounds(at, *exact, out);
  const auto fraction = [](const Number& bound) { return bound && !bound->is_finite_decimal(); };
  if (compiled.parent < 0 || !(fraction(out.terms.at_least) || fraction(out.terms.at_most))) return;
  out.terms.mode = model_.scheme.rounding.mode;
  out.terms.digits = model_.scheme.rounding.criterion;
}

inline void Explainer::criterion(int at, Explanation& out) {
  const CompiledCriterion& compiled = model_.criterion(at);
  const Criterion& source = *compiled.criterion;
  const State state = state_of(row_, at);
  out.id = source.id;
  out.title = source.title;
  out.kind = source.is_leaf() ? "leaf" : "section";
  out.source = source.source;
  out.scorer = source.scorer;
  out.answers = answers_of(source);
  out.terms.counts = source.counts;
  out.terms.adjusting = compiled.parent == model_.adjustments || !compiled.bears_points;
  if (state == State::missing || state == State::exempt) out.state = Explanation::State::missing;
  if (state == State::not_applicable) out.state = Explanation::State::not_applicable;
  if (source.points || !source.is_leaf()) out.points = points_of(row_, at);
  out.score = compiled.cuts.empty() ? row_.column(compiled.cut) : cut_score(row_, at, 0);
  const bool exact_sum = !source.is_leaf() && source.combine == Combine::sum && !source.rescale;
  if (!exact_sum && compiled.parent >= 0) {
    out.terms.mode = model_.scheme.rounding.mode;
    out.terms.digits = model_.scheme.rounding.criterion;
  }
  if (state == State::not_applicable)
    out.steps.push_back(source.when ? phrase("“{0}”不成立，不适用", "\"{0}\" does not hold: not applicable", {print(*source.when)})
                                    : Phrase{"不适用", "not applicable"});
  if (source.is_leaf() && state != State::not_applicable) leaf(at, out);
  if (!source.is_leaf()) section(at, out);
  cuts(at, out);
}

/// What vetoes leave of a criterion's score.
inline void Explainer::cuts(int at, Explanation& out) {
  const CompiledCriterion& compiled = model_.criterion(at);
  for (const auto& [veto, amount] : compiled.cuts) {
    const auto acting = static_cast<std::size_t>(veto) + 1;
    const Number left = cut_score(row_, at, acting);
    if (!left || !out.score || *left == *out.score) continue;
    const Veto& made = model_.scheme.vetoes[static_cast<std::size_t>(veto)];
    out.steps.push_back(phrase("一票否决“{0}”：{1}分降为{2}分", "the veto \"{0}\" cuts {1} points to {2}",
                               {title_of(made), out.score->text(), left->text()}));
    out.score = out.terms.ceiling = left;
  }
}

/// The grade the total reaches, and what the next one would take.
inline void Explainer::by_total(Explanation& out) {
  const auto& grades = model_.scheme.grades;
  const Rational total = *out.score;
  row_.enter(attainable(row_, 0), nullptr);
  const auto from = [&](const Grade& grade) { return grade.from ? points_amount(row_, *grade.from) : Number{}; };
  const auto reached = std::ranges::find_if(grades, [&](const Grade& grade) { return grade.from && from(grade) && total >= *from(grade); });
  const int grade = grade_at(row_, model_.results.grade);
  const bool plain = reached != grades.end() && reached - grades.begin() == grade;
  if (plain)
    out.steps.push_back(phrase("达到“{0}”的{1}分，等次为“{0}”", "reaches the {1} points of \"{0}\": grade \"{0}\"",
                               {reached->name, shown(*from(*reached))}));
  if (!plain) out.steps.push_back(phrase("等次为“{0}”", "grade \"{0}\"", {grade_name(grade)}));
  const Number next = grade > 0 ? from(grades[static_cast<std::size_t>(grade - 1)]) : Number{};
  if (next && *next > total && by_total_alone(grade))
    out.ahead.push_back(phrase("到“{0}”还差{1}分", "{1} points short of \"{0}\"", {grade_name(grade - 1), shown(*next - total)}));
}

/// Whether more points would mean a better grade than this one, so far as the unit itself goes: nothing else made it or holds it down.
inline bool Explainer::by_total_alone(int grade) const {
  const ResultNodes& nodes = model_.results;
  if (grade_at(row_, nodes.decided) != grade || direct_grade(row_) != nullptr || !is_open(row_, grade - 1, model_.gates.size()))
    return false;
  for (std::size_t i = 0; i < model_.vetoes.size(); ++i) {
    const Effect& effect = model_.scheme.vetoes[i].effect;
    if (veto_holds(row_, i) && (effect.grade || effect.grade_down > 0 || effect.score)) return false;
  }
  return true;
}

/// Grade and rank as they are in the end, said under the total.
inline void Explainer::standing(Explanation& out) {
  const int grade = grade_at(row_, model_.results.decided);
  if (grade >= 0 && grade != grade_at(row_, model_.results.grade))
    out.steps.push_back(phrase("最后的等次为“{0}”", "in the end grade \"{0}\"", {grade_name(grade)}));
  const std::int64_t rank = run_.ranks[static_cast<std::size_t>(model_.results.last_rank)][row_.unit()];
  if (rank == 0) return;
  std::int64_t peers = 0;
  for (std::size_t unit = 0; unit < run_.units(); ++unit) {
    if (run_.excluded[unit] == 0 && run_.evidence.group_of[unit] == run_.evidence.group_of[row_.unit()]) ++peers;
  }
  out.steps.push_back(phrase("在{0}个单位中列第{1}名", "rank {1} of {0} units", {std::to_string(peers), std::to_string(rank)}));
}

/// total = coefficient × criteria + adjustments: the root's children and, where there are any, the adjustments as a section of their own.
inline Explanation Explainer::total() {
  const Scheme& scheme = model_.scheme;
  Explanation out;
  out.id = run_.evidence.units[row_.unit()];
  out.title = run_.evidence.titles[row_.unit()];
  out.kind = "total";
  out.combine = "sum";
  out.source = scheme.source;
  if (run_.excluded[row_.unit()] != 0) {
    excluded(out);
    return out;
  }
  out.score = row_.column(model_.results.total);
  out.points = points_of(row_, 0);
  out.terms.mode = scheme.rounding.mode;
  out.terms.digits = scheme.rounding.total;
  criterion(0, out.children.emplace_back());
  out.children.back().terms.mode.reset();
  if (scheme.coefficient) {
    out.children.back().terms.coefficient = row_.number(model_.term(*scheme.coefficient));
    out.steps.push_back(phrase("各项{0}分 × 系数{1}", "{0} points × the coefficient {1}",
                               {shown(score_of(row_, 0)), shown(out.children.back().terms.coefficient.value_or(Rational(0)))}));
  }
  const bool adjusted = !model_.criterion(model_.adjustments).children.empty();
  if (adjusted) {
    criterion(model_.adjustments, out.children.emplace_back());
    out.children.back().title = "加减分";
    out.children.back().terms.adjusting = true;
    out.steps.push_back(phrase("{0}分，加减分{1}分", "{0} points, adjustments {1}",
                               {shown(run_.base.at(row_.unit())), shown(run_.adjustments.at(row_.unit()))}));
  }
  row_.enter(points_of(row_, 0), nullptr);
  if (scheme.total_at_least) out.terms.at_least = points_amount(row_, *scheme.total_at_least);
  if (scheme.total_at_most) out.terms.at_most = points_amount(row_, *scheme.total_at_most);
  const Rational exact =
      out.children.front().terms.coefficient.value_or(Rational(1)) * score_of(row_, 0) + score_of(row_, model_.adjustments);
  const Rational bounded = Bounds{out.terms.at_least, out.terms.at_most}.within(exact);
  if (bounded > exact)
    out.steps.push_back(phrase("{0}分，不低于{1}分", "{0} points are raised to the least, {1}", {shown(exact), shown(bounded)}));
  if (bounded < exact)
    out.steps.push_back(phrase("{0}分，最多{1}分", "{0} points are cut to the most, {1}", {shown(exact), shown(bounded)}));
  out.steps.push_back(phrase("保留{0}位小数（{1}），总分{2}分", "rounded to {0} digits ({1}): total {2}",
                             {std::to_string(scheme.rounding.total), mode_words(), out.score->text()}));
  const Rational rounded_total = *out.score;
  const Rational less = less_points(row_, model_.vetoes.size());
  const Rational under = under_ceiling(row_, less, model_.vetoes.size());
  if (less != rounded_total) out.terms.veto_points = less - rounded_total;
  if (under != less) out.terms.ceiling = under;
  out.score = under;
  if (under != rounded_total) out.steps.push_back(phrase("一票否决后总分{0}分", "after vetoes the total is {0}", {under.text()}));
  if (!scheme.grades.empty()) by_total(out);
  overrides(out);
  standing(out);
  return out;
}

inline Explanation explain(const Run& run, std::size_t unit) { return Explainer(run, unit).total(); }

}  // namespace kaohe::engine

#include <kaohe/engine/explain_answers.hpp>
#include <kaohe/engine/explain_overrides.hpp>
