#pragma once

// Why one unit got its total: the tree of the criteria, each with its rule in words (SPEC 10).

#include <kaohe/assessment/explanation.hpp>
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
  Explainer(const Run& run, std::size_t unit) : model_(run.model), run_(run), row_(run.model, &run, unit, unsaid_) {}

  Explanation total();

 private:
  Explanation criterion(int at);
  void leaf(int at, Explanation& out);
  void section(int at, Explanation& out);
  void rules(int at, Explanation& out);
  void policy(int at, Explanation& out);
  void bounds(int at, const Rational& exact, Explanation& out);
  void inputs(const Term& term, Explanation& out);
  void input(const Term& term, Explanation& out);
  void standing(Explanation& out);
  void weights(int at, const Children& children, Explanation& out);
  Number column(int node) const {
    const NumberColumn& found = run_.columns[static_cast<std::size_t>(node)];
    return found.missing(row_.unit()) ? Number{} : Number{found.at(row_.unit())};
  }
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
inline void Explainer::input(const Term& term, Explanation& out) {
  const auto ref = static_cast<std::size_t>(term.ref);
  std::string name;
  std::string value;
  Phrase origin;
  const Term* below = nullptr;
  if (term.kind == TermKind::slot) {
    const Slot& slot = model_.slots[ref];
    const Cells& cells = run_.evidence.slots[ref];
    name = slot.period == 0 ? slot.id : slot.id + "@" + model_.periods[static_cast<std::size_t>(slot.period)]->text();
    value = cells.text(row_.unit()).value_or("");
    const std::string row = std::to_string(cells.rows[row_.unit()]);
    origin = cells.rows[row_.unit()] == 0 ? Phrase{"没有数据", "no data"} : phrase("观测数据第{0}行", "observations, row {0}", {row});
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
  } else if (term.kind == TermKind::score) {
    const Number found = row_.number(term);
    name = "score(" + model_.criterion(term.ref).criterion->id + ")";
    value = found ? shown(*found) : "";
    origin = {"考核项得分", "the score of a criterion"};
  } else if (term.kind == TermKind::count_events || term.kind == TermKind::sum_events) {
    const Number found = row_.number(term);
    name = (term.kind == TermKind::count_events ? "count(" : "sum(") + model_.queries[ref].kind + ")";
    value = found ? shown(*found) : "";
    origin = {"事项表", "the table of events"};
  }
  if (!name.empty() && seen_.insert(name).second) out.inputs.push_back({name, value, origin});
  if (below != nullptr) inputs(*below, out);
}

inline void Explainer::inputs(const Term& term, Explanation& out) {
  input(term, out);
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

inline void Explainer::rules(int at, Explanation& out) {
  Said said;
  for (const int rule : model_.criterion(at).rules) say_rule(row_, rule, said);
  out.steps = std::move(said.steps);
  out.ahead = std::move(said.ahead);
}

inline void Explainer::leaf(int at, Explanation& out) {
  const CompiledCriterion& compiled = model_.criterion(at);
  seen_.clear();
  row_.enter(points_of(row_, at), nullptr);
  for (const int rule : compiled.rules) inputs(*model_.rules[static_cast<std::size_t>(rule)].value, out);
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
  rules(at, out);
  const Number exact = rules_score(row_, at);
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
  for (const int child : compiled.children) out.children.push_back(criterion(child));
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

inline Explanation Explainer::criterion(int at) {
  const CompiledCriterion& compiled = model_.criterion(at);
  const Criterion& source = *compiled.criterion;
  const State state = state_of(row_, at);
  Explanation out;
  out.id = source.id;
  out.title = source.title;
  out.kind = source.is_leaf() ? "leaf" : "section";
  out.source = source.source;
  out.scorer = source.scorer;
  out.terms.counts = source.counts;
  out.terms.adjusting = compiled.parent == model_.adjustments || !compiled.bears_points;
  if (state == State::missing || state == State::exempt) out.state = Explanation::State::missing;
  if (state == State::not_applicable) out.state = Explanation::State::not_applicable;
  if (source.points || !source.is_leaf()) out.points = points_of(row_, at);
  out.score = column(compiled.cut);
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
  return out;
}

/// Grade and rank, said under the total.
inline void Explainer::standing(Explanation& out) {
  const std::size_t unit = row_.unit();
  const int grade = grade_at(row_, model_.results.decided);
  if (grade >= 0) {
    const auto& grades = model_.scheme.grades;
    const Grade& found = grades[static_cast<std::size_t>(grade)];
    row_.enter(attainable(row_, 0), nullptr);
    const Number from = found.from ? points_amount(row_, *found.from) : Number{};
    if (from && out.score && *out.score >= *from)
      out.steps.push_back(
          phrase("达到“{0}”的{1}分，等次为“{0}”", "reaches the {1} points of \"{0}\": grade \"{0}\"", {found.name, shown(*from)}));
    if (!from || !out.score || *out.score < *from) out.steps.push_back(phrase("等次为“{0}”", "grade \"{0}\"", {found.name}));
    const Number next = grade > 0 && grades[static_cast<std::size_t>(grade - 1)].from
                            ? points_amount(row_, *grades[static_cast<std::size_t>(grade - 1)].from)
                            : Number{};
    if (next && out.score && *next > *out.score) {
      out.ahead.push_back(phrase("到“{0}”还差{1}分", "{1} points short of \"{0}\"",
                                 {grades[static_cast<std::size_t>(grade - 1)].name, shown(*next - *out.score)}));
    }
  }
  const std::int64_t rank = run_.ranks[static_cast<std::size_t>(model_.results.last_rank)][unit];
  if (rank > 0) {
    const auto peers =
        std::ranges::count_if(run_.evidence.group_of, [&](std::uint32_t group) { return group == run_.evidence.group_of[unit]; });
    out.steps.push_back(phrase("在{0}个单位中列第{1}名", "rank {1} of {0} units", {std::to_string(peers), std::to_string(rank)}));
  }
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
  out.score = column(model_.results.ceiling);
  out.points = points_of(row_, 0);
  out.terms.mode = scheme.rounding.mode;
  out.terms.digits = scheme.rounding.total;
  out.children.push_back(criterion(0));
  out.children.back().terms.mode.reset();
  if (scheme.coefficient) {
    out.children.back().terms.coefficient = row_.number(model_.term(*scheme.coefficient));
    out.steps.push_back(phrase("各项{0}分 × 系数{1}", "{0} points × the coefficient {1}",
                               {shown(score_of(row_, 0)), shown(out.children.back().terms.coefficient.value_or(Rational(0)))}));
  }
  const bool adjusted = !model_.criterion(model_.adjustments).children.empty();
  if (adjusted) {
    out.children.push_back(criterion(model_.adjustments));
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
  standing(out);
  return out;
}

inline Explanation explain(const Run& run, std::size_t unit) { return Explainer(run, unit).total(); }

}  // namespace kaohe::engine
