#pragma once

// What expressions may still come to for one unit: interval arithmetic over what is open, the exact evaluator over what is not.

#include <kaohe/engine/outlook.hpp>
#include <kaohe/engine/rule_numbers.hpp>

#include <optional>
#include <string>
#include <utility>

namespace kaohe::engine {

/// Evaluates terms for one unit, as the Evaluator does, to all they may be. A figure to come is taken to have fewer than the hundred
/// thousand digits from which on exact numbers are refused.
///
/// Thread safety: one thread at a time.
class PossibleEvaluator {
 public:
  PossibleEvaluator(const Outlook& outlook, std::size_t unit)
      : outlook_(outlook), unit_(unit), exact_(outlook.model, &outlook.run, unit, unsaid_) {
    exact_.be_quiet();
  }
  PossibleEvaluator(const PossibleEvaluator&) = delete;
  PossibleEvaluator& operator=(const PossibleEvaluator&) = delete;

  std::size_t unit() const { return unit_; }
  const Model& model() const { return outlook_.model; }
  const Outlook& outlook() const { return outlook_; }
  /// For what is settled. What `s` stands for is entered in it where that is.
  Evaluator& exact() { return exact_; }

  void enter(PossibleNumber points, const Term* value) {
    points_ = std::move(points);
    value_ = value;
    exact_.enter(points_.certain() ? points_.value().value_or(Rational(0)) : Rational(0), value);
  }
  void look_at(const Term* value) {
    value_ = value;
    exact_.look_at(value);
  }
  const Term* value() const { return value_; }
  const PossibleNumber& points() const { return points_; }

  void at_event(std::size_t event) { exact_.at_event(event); }
  void see_cut_scores() {
    cut_ = true;
    exact_.see_cut_scores();
  }
  int score_node(int criterion) const { return exact_.score_node(criterion); }

  PossibleNumber node(int node);
  PossibleScore score(int criterion) const;

  /// True where nothing that is still to come can change the term.
  bool settled(const Term& term);

  PossibleNumber number(const Term& term);
  PossibleTruth truth(const Term& term);
  PossibleText text(const Term& term);

 private:
  PossibleNumber open_number(const Term& term);
  PossibleNumber extreme(const Term& term);
  PossibleNumber choose(const Term& term);
  PossibleNumber function(const Term& term);
  PossibleNumber power(const PossibleNumber& base, const PossibleNumber& exponent) const;
  PossibleNumber rounded(const Term& term);
  PossibleNumber over_events(const Term& term);
  PossibleNumber over_periods(const Term& term);
  PossibleNumber shared(const Term& term);
  PossibleTruth open_truth(const Term& term);
  PossibleTruth known(const Term& asked);
  PossibleTruth compare(const Term& left, const Term& right, TermKind how);
  PossibleTruth compare_texts(const Term& left, const Term& right, TermKind how);
  PossibleTruth in_list(const Term& term);

  const Outlook& outlook_;
  std::size_t unit_;
  Faults unsaid_;
  Evaluator exact_;
  PossibleNumber points_;
  const Term* value_ = nullptr;
  bool cut_ = false;
};

/// See possible_sections.hpp and possible_criteria.hpp.
PossibleNumber possible_attainable(PossibleEvaluator& row, int criterion);
PossibleNumber possible_points_of(PossibleEvaluator& row, int criterion);

inline PossibleNumber PossibleEvaluator::node(int node) {
  const auto at = static_cast<std::size_t>(node);
  const Node& made = model().nodes[at];
  const bool of_group = made.kind == Node::Kind::mean_score || (made.kind == Node::Kind::aggregate && made.aggregate != Aggregate::rank);
  if (of_group) {
    const auto group = outlook_.evidence().group_of[unit_];
    const auto open = outlook_.figures[at].find(group);
    return open != outlook_.figures[at].end() ? open->second : PossibleNumber::of(outlook_.run.by_group[at][group]);
  }
  const auto open = outlook_.numbers[at].find(unit_);
  return open != outlook_.numbers[at].end() ? open->second : PossibleNumber::of(outlook_.found(node, unit_));
}

inline PossibleScore PossibleEvaluator::score(int criterion) const {
  const auto at = static_cast<std::size_t>(criterion);
  const auto open = outlook_.scores[at].find(unit_);
  if (open != outlook_.scores[at].end()) return open->second;
  PossibleScore out;
  const State state = outlook_.run.states[at][unit_];
  const Number number = outlook_.found(model().criterion(criterion).raw, unit_);
  if (number) (state == State::missing ? out.by_policy : out.scored) = Interval::at(*number);
  out.absent = !number;
  return out;
}

inline bool PossibleEvaluator::settled(const Term& term) {
  const auto ref = static_cast<std::size_t>(term.ref);
  switch (term.kind) {
    case TermKind::slot:
      return !outlook_.is_open_slot(term.ref, unit_);
    case TermKind::attribute:
      return !outlook_.is_open_attribute(term.ref, unit_);
    case TermKind::node:
    case TermKind::total:
    case TermKind::rank:
      return outlook_.is_settled_number(term.ref, unit_) && !outlook_.figures[ref].contains(outlook_.evidence().group_of[unit_]);
    case TermKind::score: {
      const CompiledCriterion& criterion = model().criterion(term.ref);
      return outlook_.is_settled_number(term.cut ? criterion.cut : criterion.score, unit_);
    }
    case TermKind::full:
      return possible_attainable(*this, term.ref) == PossibleNumber::of(exact_.number(term));
    case TermKind::share:
      return shared(term) == PossibleNumber::of(exact_.number(term));
    case TermKind::grade:
      return outlook_.is_settled_grade(term.ref, unit_);
    case TermKind::veto:
      return outlook_.is_settled_truth(model().vetoes[ref], unit_);
    case TermKind::points:
      return points_.certain();
    case TermKind::value:
      return value_ == nullptr || settled(*value_);
    case TermKind::count_events:
    case TermKind::sum_events: {
      const auto& filter = model().queries[ref].filter;
      return !filter || settled(*filter);
    }
    default:
      return std::ranges::all_of(term.children, [this](const Term& child) { return settled(child); });
  }
}

inline PossibleNumber PossibleEvaluator::number(const Term& term) {
  return settled(term) ? PossibleNumber::of(exact_.number(term)) : open_number(term);
}

inline PossibleNumber PossibleEvaluator::open_number(const Term& term) {
  switch (term.kind) {
    case TermKind::node:
    case TermKind::total:
    case TermKind::rank:
      return node(term.ref);
    case TermKind::score: {
      const CompiledCriterion& criterion = model().criterion(term.ref);
      return node(term.cut ? criterion.cut : criterion.score);
    }
    case TermKind::full:
      return possible_attainable(*this, term.ref);
    case TermKind::share:
      return shared(term);
    case TermKind::points:
      return points_;
    case TermKind::value:
      return number(*value_);
    case TermKind::negate:
      return changed(number(term.children[0]), [](const Interval& a) { return -a; });
    case TermKind::add:
      return number(term.children[0]) + number(term.children[1]);
    case TermKind::subtract:
      return both(number(term.children[0]), number(term.children[1]), [](const Interval& a, const Interval& b) { return a - b; });
    case TermKind::multiply:
      return number(term.children[0]) * number(term.children[1]);
    case TermKind::divide:
      return number(term.children[0]) / number(term.children[1]);
    case TermKind::choose:
      return choose(term);
    case TermKind::minimum:
    case TermKind::maximum:
      return extreme(term);
    case TermKind::absolute:
    case TermKind::square_root:
    case TermKind::logarithm:
    case TermKind::exponential:
    case TermKind::power:
      return function(term);
    case TermKind::round:
    case TermKind::floor:
    case TermKind::ceil:
      return rounded(term);
    case TermKind::count_events:
    case TermKind::sum_events:
      return over_events(term);
    case TermKind::streak:
    case TermKind::times_in:
      return over_periods(term);
    case TermKind::veto:
    case TermKind::known:
    case TermKind::logical_not:
    case TermKind::logical_and:
    case TermKind::logical_or:
    case TermKind::equal:
    case TermKind::not_equal:
    case TermKind::less:
    case TermKind::less_equal:
    case TermKind::greater:
    case TermKind::greater_equal:
    case TermKind::in_list: {
      const PossibleTruth found = truth(term);
      PossibleNumber out{{}, found.unknown};
      if (found.yes || found.no) out.range = Interval{Rational(found.no ? 0 : 1), Rational(found.yes ? 1 : 0)};
      return out;
    }
    case TermKind::slot:
    case TermKind::attribute:
    case TermKind::days:
    case TermKind::months:
    case TermKind::number:
    case TermKind::text:
    case TermKind::grade:
    case TermKind::past_total:
    case TermKind::past_grade:
    case TermKind::past_rank:
    case TermKind::past_veto:
    case TermKind::event_field:
    case TermKind::duty_asked:
    case TermKind::duty_done:
    case TermKind::duty_late:
    case TermKind::duty_missing:
      break;
  }
  return PossibleNumber::anything();
}

inline PossibleNumber PossibleEvaluator::shared(const Term& term) {
  const CompiledCriterion& criterion = model().criterion(term.ref);
  return node(term.cut ? criterion.cut : criterion.score) / possible_points_of(*this, term.ref);
}

inline PossibleNumber PossibleEvaluator::choose(const Term& term) {
  const PossibleTruth condition = truth(term.children[0]);
  PossibleNumber out{{}, condition.unknown};
  if (condition.yes) out = either(out, number(term.children[1]));
  if (condition.no) out = either(out, number(term.children[2]));
  return out;
}

inline PossibleNumber PossibleEvaluator::extreme(const Term& term) {
  PossibleNumber out = number(term.children[0]);
  for (const Term& child : term.children) {
    out = both(out, number(child),
               [&](const Interval& a, const Interval& b) { return term.kind == TermKind::minimum ? lesser(a, b) : kaohe::greater(a, b); });
  }
  return out;
}

namespace detail {

/// A rising function that is not defined everywhere, on the part of an interval where it is: below `least` it has no value.
template <class Function>
PossibleNumber rising_part(const PossibleNumber& number, const std::optional<Rational>& least, const Function& function) {
  PossibleNumber out{{}, number.missing};
  if (!number.range) return out;
  const auto part = overlap(*number.range, {least, {}});
  out.missing = out.missing || part != number.range;
  if (!part) return out;
  const Number low = part->low ? function(*part->low) : Number{}, high = part->high ? function(*part->high) : Number{};
  out.missing = out.missing || (part->low && !low) || (part->high && !high);
  out.range = Interval{low, high};
  return out;
}

inline Interval absolute(const Interval& a) {
  Interval out = kaohe::greater(a, -a);
  if (a.holds(0)) out.low = Rational(0);
  return out;
}

/// A whole power, taken at both ends; in between an even one turns at 0.
inline std::optional<Interval> whole_power(const Interval& base, std::int64_t exponent) {
  const bool even = exponent % 2 == 0;
  const Interval bare = even ? absolute(base) : base;
  if (exponent < 0 && bare.holds(0)) return std::nullopt;
  const auto at = [&](const std::optional<Rational>& end) { return end ? pow(*end, exponent) : std::nullopt; };
  const Number low = at(bare.low), high = at(bare.high);
  if ((bare.low && !low) || (bare.high && !high)) return std::nullopt;
  if (exponent >= 0) return Interval{low, high};
  return Interval{bare.high ? high : Number{Rational(0)}, bare.low ? low : Number{Rational(0)}};
}

}  // namespace detail

/// Between the ends a power may still be too long to be worked out.
inline PossibleNumber PossibleEvaluator::power(const PossibleNumber& base, const PossibleNumber& exponent) const {
  const auto whole = exponent.certain() && exponent.range ? exponent.value()->to_int64() : std::nullopt;
  const auto range = whole && base.range ? detail::whole_power(*base.range, *whole) : std::nullopt;
  if (!base.range || !exponent.range) return {{}, true};
  return {range ? *range : Interval{}, true};
}

inline PossibleNumber PossibleEvaluator::function(const Term& term) {
  const PossibleNumber a = number(term.children[0]);
  const bool positive = a.range && may_be_less(Interval::at(0), *a.range);
  if (term.kind == TermKind::absolute) return changed(a, detail::absolute);
  if (term.kind == TermKind::logarithm && !positive) return {{}, true};
  if (term.kind == TermKind::square_root) return detail::rising_part(a, Rational(0), [](const Rational& x) { return kaohe::sqrt(x); });
  if (term.kind == TermKind::logarithm) return detail::rising_part(a, Rational(0), [](const Rational& x) { return kaohe::ln(x); });
  if (term.kind == TermKind::power) return power(a, number(term.children[1]));
  PossibleNumber out = detail::rising_part(a, {}, [](const Rational& x) { return kaohe::exp(x); });
  out.missing = out.missing || !a.range || !a.range->low || !a.range->high;  // what is beyond all bounds cannot be worked out
  if (out.range && !out.range->low) out.range->low = Rational(0);
  return out;
}

/// Where the digits are open, a number moves by less than 1.
inline PossibleNumber PossibleEvaluator::rounded(const Term& term) {
  const PossibleNumber a = number(term.children[0]);
  const bool known_digits = term.children.size() == 1 || settled(term.children[1]);
  if (!known_digits) return a + PossibleNumber{Interval{Rational(-1), Rational(1)}, true};
  bool undefined = false;
  PossibleNumber out = changed(a, [&](const Interval& range) {
    return rising(range, [&](const Rational& end) {
      Term same = term;
      same.children[0] = Term{};
      same.children[0].number = end;
      const Number found = exact_.number(same);
      undefined = undefined || !found;
      return found.value_or(end);
    });
  });
  return undefined ? PossibleNumber{{}, true} : out;
}

inline PossibleNumber PossibleEvaluator::over_events(const Term& term) {
  const EventQuery& query = model().queries[static_cast<std::size_t>(term.ref)];
  const Events& events = outlook_.evidence().events;
  Interval sum = Interval::at(0);
  exact_.each_dated(query, [&](std::size_t event) {
    const PossibleTruth counts = query.filter ? truth(*query.filter).told(false) : PossibleTruth::of(true);
    const Number adds = term.kind == TermKind::count_events ? Number{events.counts.at(event)}
                                                            : events.fields[static_cast<std::size_t>(query.field)].number(event);
    if (!counts.yes || !adds) return;
    sum = sum + (counts.no ? hull(Interval::at(0), Interval::at(*adds)) : Interval::at(*adds));
  });
  return {sum, false};
}

inline PossibleNumber PossibleEvaluator::over_periods(const Term& term) {
  std::int64_t least = 0, most = 0;
  bool unbroken = true;
  for (const Term& condition : term.children) {
    const PossibleTruth held = truth(condition).told(false);
    if (!held.yes && term.kind == TermKind::streak) break;
    if (held.yes) ++most;
    unbroken = unbroken && !held.no;
    if (!held.no && (unbroken || term.kind == TermKind::times_in)) ++least;
  }
  return {Interval{Rational(least), Rational(most)}, false};
}

}  // namespace kaohe::engine

#include <kaohe/engine/possible_truth.hpp>
