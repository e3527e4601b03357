#pragma once

// What the functions of expressions mean: the bodies of TermCompiler that terms.hpp leaves to this file.

#include <kaohe/engine/terms.hpp>

namespace kaohe::engine {

inline bool TermCompiler::counts(const Expression& expression, std::size_t least, std::size_t most) {
  const std::size_t given = expression.children.size();
  if (given >= least && given <= most) return true;
  const std::string wanted = least == most ? std::to_string(least) : std::to_string(least) + "–" + std::to_string(most);
  fail("K0384", expression.where, {expression.text, wanted, std::to_string(given)});
  return false;
}

inline Term TermCompiler::simple_call(const Expression& expression, const Scope& scope, TermKind kind, std::size_t least,
                                      std::size_t most) {
  if (!counts(expression, least, most)) return {};
  Term made = make(kind, expression.where);
  for (const auto& child : expression.children) made.children.push_back(numeric(child, scope));
  return made;
}

inline Term TermCompiler::call(const Expression& expression, const Scope& scope) {
  struct Simple {
    TermKind kind;
    std::size_t least, most;
  };
  static const std::map<std::string_view, Simple> simple{{"min", {TermKind::minimum, 1, 100}}, {"max", {TermKind::maximum, 1, 100}},
                                                         {"abs", {TermKind::absolute, 1, 1}},  {"sqrt", {TermKind::square_root, 1, 1}},
                                                         {"ln", {TermKind::logarithm, 1, 1}},  {"exp", {TermKind::exponential, 1, 1}},
                                                         {"pow", {TermKind::power, 2, 2}},     {"round", {TermKind::round, 1, 2}},
                                                         {"floor", {TermKind::floor, 1, 2}},   {"ceil", {TermKind::ceil, 1, 2}}};
  static const std::map<std::string_view, Aggregate> groups{
      {"mean", Aggregate::mean},   {"median", Aggregate::median}, {"best", Aggregate::best}, {"worst", Aggregate::worst},
      {"least", Aggregate::worst}, {"most", Aggregate::best},     {"sum", Aggregate::sum},   {"rank", Aggregate::rank}};
  const std::string& function = expression.text;
  const auto found = simple.find(function);
  if (found != simple.end()) return simple_call(expression, scope, found->second.kind, found->second.least, found->second.most);
  if (function == "if") {
    if (!counts(expression, 3, 3)) return {};
    return make(TermKind::choose, expression.where,
                {numeric(expression.children[0], scope), term(expression.children[1], scope), term(expression.children[2], scope)});
  }
  if (function == "known")
    return counts(expression, 1, 1) ? make(TermKind::known, expression.where, {term(expression.children[0], scope)}) : Term{};
  if (function == "days" || function == "months") {
    if (!counts(expression, 2, 2)) return {};
    Term made = make(function == "days" ? TermKind::days : TermKind::months, expression.where,
                     {term(expression.children[0], scope), term(expression.children[1], scope)});
    for (const Term& child : made.children) mark_text(child);
    return made;
  }
  if (function == "score") return of_criterion(expression, scope, TermKind::score);
  if (function == "full") return of_criterion(expression, scope, TermKind::full);
  if (function == "share") return of_criterion(expression, scope, TermKind::share);
  if (function == "count") return of_events(expression, scope, false);
  if (function == "prev" || function == "last_year" || function == "change" || function == "growth") return over_time(expression, scope);
  const bool event_sum = function == "sum" && !expression.children.empty() && expression.children[0].op == Op::name &&
                         expression.children[0].text.find('.') != std::string::npos && !expression.children[0].text.starts_with("unit.");
  if (event_sum) return of_events(expression, scope, true);
  const auto group = groups.find(function);
  if (group != groups.end()) return of_group(expression, scope, group->second);
  if (function == "veto") return of_veto(expression, scope);
  static const std::map<std::string, TermKind, std::less<>> duty_figures{
      {"asked", TermKind::duty_asked}, {"done", TermKind::duty_done}, {"late", TermKind::duty_late}, {"missing", TermKind::duty_missing}};
  if (const auto figure = duty_figures.find(function); figure != duty_figures.end()) return of_duty(expression, scope, figure->second);
  if (function == "streak") return over_periods(expression, scope, TermKind::streak);
  if (function == "times_in") return over_periods(expression, scope, TermKind::times_in);
  static const std::vector<std::string> all{
      "min",   "max",   "abs",       "sqrt",   "ln",     "exp",    "pow",      "if",    "known", "round", "floor",  "ceil",  "prev",
      "mean",  "best",  "last_year", "change", "growth", "median", "worst",    "least", "most",  "sum",   "rank",   "score", "full",
      "share", "count", "days",      "months", "veto",   "streak", "times_in", "asked", "done",  "late",  "missing"};
  return fail("K0383", expression.where, {function, nearest_hint(function, all)});
}

inline Term TermCompiler::of_criterion(const Expression& expression, const Scope& scope, TermKind kind) {
  if (!counts(expression, 1, 1)) return {};
  if (scope.period != 0) return fail("K0397", expression.where, {expression.text});
  const Expression& argument = expression.children[0];
  const auto found = argument.op == Op::name ? criteria_.find(argument.text) : criteria_.end();
  if (found == criteria_.end())
    return fail("K0385", argument.where, {argument.op == Op::name ? argument.text : print(argument), nearest_criterion(argument.text)});
  Term made = make(kind, expression.where);
  made.ref = found->second;
  made.cut = scope.stage != Stage::criteria;
  return made;
}

/// Whether a veto of this period, or of an earlier one by the history, holds.
inline Term TermCompiler::of_veto(const Expression& expression, const Scope& scope) {
  if (!counts(expression, 1, 1)) return {};
  const Expression& argument = expression.children[0];
  const auto& vetoes = model_.scheme.vetoes;
  const auto found = argument.op == Op::name ? std::ranges::find(vetoes, argument.text, &Veto::id) : vetoes.end();
  if (found == vetoes.end()) {
    std::vector<std::string> candidates;
    for (const Veto& veto : vetoes) candidates.push_back(veto.id);
    return fail("K0398", argument.where,
                {argument.op == Op::name ? argument.text : print(argument), nearest_hint(argument.text, candidates)});
  }
  Term made = make(scope.period == 0 ? TermKind::veto : TermKind::past_veto, expression.where);
  made.ref = scope.period == 0 ? static_cast<int>(found - vetoes.begin()) : scope.period;
  made.text = found->id;
  model_.asks_history = model_.asks_history || scope.period != 0;
  return made;
}

/// How often a duty was asked of the unit in the scheme's period, and how it was done.
inline Term TermCompiler::of_duty(const Expression& expression, const Scope& scope, TermKind kind) {
  if (!counts(expression, 1, 1)) return {};
  if (scope.period != 0) return fail("K0373", expression.where, {expression.text});
  if (!model_.periods[0]) return fail("K0372", expression.where, {expression.text});
  const Expression& argument = expression.children[0];
  const bool named = argument.op == Op::name || argument.op == Op::text;  // an id with - or . is no word
  std::vector<std::string> known;
  const Duty* found = nullptr;
  std::optional<Period> life;
  const auto take = [&](const Duty& duty, const std::optional<Period>& days) {
    known.push_back(duty.id);
    if (named && duty.id == argument.text) found = &duty, life = days;
  };
  for (const Duty& duty : model_.scheme.duties) take(duty, model_.periods[0]);
  each_item(model_.scheme.plan, model_.periods[0], [&](const Item& item, const std::optional<Period>& days) {
    for (const Duty& duty : item.duties) take(duty, days);
  });
  if (found == nullptr) return fail("K0371", argument.where, {named ? argument.text : print(argument), nearest_hint(argument.text, known)});
  Term made = make(kind, expression.where);
  made.ref = duty(*found, life);
  made.text = print(expression);
  return made;
}

/// The number of a duty, which is taken up where nobody asked for it before.
inline int TermCompiler::duty(const Duty& duty, const std::optional<Period>& life) {
  auto& duties = model_.duties;
  const auto found = std::ranges::find(duties, &duty, &CompiledDuty::duty);
  if (found != duties.end()) return static_cast<int>(found - duties.begin());
  const Period& period = *model_.periods[0];
  duties.push_back({&duty, life ? duty_windows(duty, period, *life, model_.scheme.calendar) : std::vector<DutyWindow>{}});
  return static_cast<int>(duties.size()) - 1;
}

/// With events declared, any other kind is an error. Gives the kind where its fields are declared, too.
inline const EventKind* TermCompiler::check_event(const std::string& kind, const SourceSpan& where) {
  const auto& declared = model_.scheme.events;
  const auto found = std::ranges::find(declared, kind, &EventKind::id);
  if (found != declared.end()) return found->fields.empty() ? nullptr : &*found;
  if (declared.empty()) return nullptr;
  std::vector<std::string> candidates;
  for (const auto& known : declared) candidates.push_back(known.id);
  fail("K0387", where, {kind, nearest_hint(kind, candidates)});
  return nullptr;
}

inline void TermCompiler::check_field(const EventKind& event, const std::string& name, const SourceSpan& where) {
  std::vector<std::string> candidates{"unit", "event", "date", "kind", "level", "project", "count", "amount"};
  candidates.insert(candidates.end(), event.fields.begin(), event.fields.end());
  if (std::ranges::find(candidates, name) == candidates.end()) fail("K0393", where, {name, event.id, nearest_hint(name, candidates)});
}

inline Term TermCompiler::of_events(const Expression& expression, const Scope& scope, bool sum) {
  if (!counts(expression, 1, 2)) return {};
  const Expression& first = expression.children[0];
  if (first.op != Op::name) return fail("K0386", first.where, {print(first)});
  EventQuery query;
  query.period = looked_back(scope, expression.where);
  const auto dot = first.text.find('.');
  query.kind = first.text.substr(0, dot);
  query.written = print(expression);
  if (scope.period != 0) query.written += "@" + model_.period_text(scope.period);
  const EventKind* declared = check_event(query.kind, first.where);
  if (sum) {
    query.field = field(first.text.substr(dot + 1));
    if (declared) check_field(*declared, first.text.substr(dot + 1), first.where);
  }
  if (expression.children.size() > 1) {
    Scope filter = scope;
    filter.in_filter = true;
    filter.event = declared;
    query.filter = numeric(expression.children[1], filter);
  }
  model_.queries.push_back(std::move(query));
  Term made = make(sum ? TermKind::sum_events : TermKind::count_events, expression.where);
  made.ref = static_cast<int>(model_.queries.size()) - 1;
  return made;
}

/// The days an event may lie in: the scope's period and what a `lookback` adds to it, as an index into Model::periods.
inline int TermCompiler::looked_back(const Scope& scope, const SourceSpan& where) {
  const auto& now = model_.periods[static_cast<std::size_t>(scope.period)];
  if (!now || !scope.lookback) return scope.period;
  const auto wide = widened(*now, *scope.lookback);
  if (!wide) fail("K0389", where, {scope.lookback->text()});
  return wide ? place(model_.periods, wide) : scope.period;
}

/// Whether there is no period so many before the scope's, because time or the calendar's terms end.
inline bool TermCompiler::is_before_time(const Scope& scope, int steps) const {
  const auto& now = model_.periods[static_cast<std::size_t>(scope.period)];
  return now && !previous(*now, steps, model_.scheme.calendar);
}

/// The period `steps` before the scope's, or `steps` years before it, as an index into Model::periods.
inline std::optional<int> TermCompiler::earlier(const Scope& scope, int steps, bool years, const SourceSpan& where) {
  const auto& now = model_.periods[static_cast<std::size_t>(scope.period)];
  if (!now) {
    fail("K0388", where, {});
    return std::nullopt;
  }
  const Calendar& calendar = model_.scheme.calendar;
  const auto wanted = years ? years_before(*now, steps, calendar) : previous(*now, steps, calendar);
  if (!wanted) {
    const std::string term = text_of(*now, calendar);
    fail(is_term(term) ? Code("K0640") : Code("K0389"), where, {is_term(term) ? term : std::to_string(steps)});
    return std::nullopt;
  }
  return place(model_.periods, wanted);
}

inline Term TermCompiler::over_time(const Expression& expression, const Scope& scope) {
  const std::string& function = expression.text;
  if (!counts(expression, 1, function == "prev" ? 2 : 1)) return {};
  int steps = 1;
  if (expression.children.size() > 1) {
    const Expression& asked = expression.children[1];
    const auto whole = asked.op == Op::number ? asked.number.to_int64() : std::nullopt;
    if (!whole || *whole < 1 || *whole > 100) return fail("K0389", asked.where, {print(asked)});
    steps = static_cast<int>(*whole);
  }
  const auto period = earlier(scope, steps, function == "last_year", expression.where);
  if (!period) return {};
  Scope now = scope;
  now.of_others = true;
  now.in_filter = false;
  Scope then = now;
  then.period = *period;
  if (function == "prev" || function == "last_year") return term(expression.children[0], then);
  Term before = kept(expression.children[0], then);
  Term change = make(TermKind::subtract, expression.where, {kept(expression.children[0], now), before});
  if (function == "change") return change;
  return make(TermKind::divide, expression.where, {std::move(change), std::move(before)});
}

/// What is wrong with a condition is wrong in every period: findings from `first` on stay once each.
inline void TermCompiler::said_once(std::size_t first) {
  for (std::size_t i = first; i < findings_.size();) {
    const auto begin = findings_.begin() + static_cast<std::ptrdiff_t>(first), at = findings_.begin() + static_cast<std::ptrdiff_t>(i);
    i = std::find(begin, at, *at) == at ? i + 1 : static_cast<std::size_t>(findings_.erase(at) - findings_.begin());
  }
}

/// streak(c) and times_in(c, n): the condition in this period, unless that is not to be seen, and in those before it.
inline Term TermCompiler::over_periods(const Expression& expression, const Scope& scope, TermKind kind) {
  const std::size_t arguments = kind == TermKind::streak ? 1 : 2;
  if (!counts(expression, arguments, arguments)) return {};
  if (in_past_) return fail("K0370", expression.where, {expression.text});
  int periods = most_periods;
  if (kind == TermKind::times_in) {
    const Expression& asked = expression.children[1];
    const auto whole = asked.op == Op::number ? asked.number.to_int64() : std::nullopt;
    if (!whole || *whole < 1 || *whole > most_periods) return fail("K0399", asked.where, {std::to_string(most_periods), print(asked)});
    periods = static_cast<int>(*whole);
  }
  Term made = make(kind, expression.where);
  made.text = print(expression);
  made.ref = scope.ends_before ? 1 : 0;  // how many periods back the first of them is
  in_past_ = true;
  const int first = made.ref;
  const std::size_t said = findings_.size();
  for (int back = first; back < first + periods; ++back) {
    Scope then = scope;
    then.of_others = true;
    then.in_filter = false;
    if (back > 0) {
      if (back > std::max(first, 1) && kind == TermKind::streak && is_before_time(scope, back)) break;
      const auto period = earlier(scope, back, false, expression.where);
      if (!period) break;
      then.period = *period;
    }
    made.children.push_back(numeric(expression.children[0], then));
    said_once(said);
  }
  in_past_ = false;
  return made;
}

/// Which way an argument gets better: an indicator's or a leaf's own direction; of any other expression, higher.
inline Better TermCompiler::better_of(const std::string& name, const Scope& scope) const {
  if (scope.in_rule && name == "x") return scope.better;
  const Indicator* declared = indicator(name);
  if (declared != nullptr) {
    if (declared->better) return *declared->better;
    return declared->target ? declared->target->better() : Better::higher;
  }
  const auto leaf = leaves_.find(name);
  if (leaf == leaves_.end()) return Better::higher;
  return model_.criteria[static_cast<std::size_t>(leaf->second)].criterion->better.value_or(Better::higher);
}

inline Term TermCompiler::of_group(const Expression& expression, const Scope& scope, Aggregate aggregate) {
  if (!counts(expression, 1, 1)) return {};
  const Expression& argument = expression.children[0];
  Scope others = scope;
  others.of_others = true;
  others.in_filter = false;
  if (others.stage == Stage::points || others.stage == Stage::ceiling) others.stage = Stage::grading;
  Term inner = numeric(argument, others);
  const bool directed = expression.text == "best" || expression.text == "worst" || expression.text == "rank";
  const Better better = directed && argument.op == Op::name ? better_of(argument.text, scope) : Better::higher;
  if (better == Better::closer) return fail("K0391", expression.where, {expression.text, argument.text});
  Node node;
  node.kind = Node::Kind::aggregate;
  node.name = print(expression);
  node.where = expression.where;
  node.aggregate = aggregate;
  node.lower_first = better == Better::lower;
  node.staged = asks_results(inner);
  node.argument = inner.kind == TermKind::node && model_.nodes[static_cast<std::size_t>(inner.ref)].kind == Node::Kind::value
                      ? inner.ref
                      : value_node(print(argument), std::move(inner), argument.where);
  Term made = make(TermKind::node, expression.where);
  made.ref = add_node(std::move(node));
  return made;
}

}  // namespace kaohe::engine
