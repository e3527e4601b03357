#pragma once

#include <kaohe/calendar/date.hpp>
#include <kaohe/engine/faults.hpp>
#include <kaohe/engine/run.hpp>
#include <kaohe/number/functions.hpp>
#include <kaohe/number/literal.hpp>
#include <kaohe/number/rounding.hpp>

#include <memory>
#include <optional>
#include <set>
#include <string>

namespace kaohe::engine {

using Number = std::optional<Rational>;

/// Exact numbers that would grow beyond this are refused: a chain of squares must not take all the time and memory there is.
inline constexpr std::size_t most_bits = std::size_t{1} << 20;

using Truth = std::optional<bool>;  // three-valued: nothing is unknown

/// Evaluates terms for one unit. Missing spreads; what cannot be computed leaves a fault and is missing.
///
/// Without a run only constant terms may be asked for.
/// Thread safety: one thread at a time.
class Evaluator {
 public:
  Evaluator(const Model& model, const Run* run, std::size_t unit, Faults& faults, const Block* block = nullptr)
      : model_(model), run_(run), unit_(unit), faults_(faults), block_(block) {}

  std::size_t unit() const { return unit_; }
  const Model& model() const { return model_; }
  const Run& run() const { return *run_; }
  Faults& faults() { return faults_; }

  /// What `s` and `x` stand for while a rule runs.
  void enter(Rational points, const Term* value) {
    points_ = std::move(points);
    value_ = value;
  }
  void look_at(const Term* value) { value_ = value; }
  const Term* value() const { return value_; }
  const Rational& points() const { return points_; }

  void at_event(std::size_t event) { event_ = event; }
  /// Scores of sections are made of scores after the criterion effects of vetoes.
  void see_cut_scores() { cut_ = true; }
  int score_node(int criterion) const { return cut_ ? model_.criterion(criterion).cut : model_.criterion(criterion).score; }

  /// The unit's number in the column of a node.
  Number column(int node) const {
    const bool kept = run_->keeps[static_cast<std::size_t>(node)] != 0;
    return run_->number(node, unit_, kept ? nullptr : block());
  }
  State state(int criterion) const { return run_->state(criterion, unit_, run_->keeps_state(criterion) ? nullptr : block()); }

  /// Leaves no faults about missing values that others are derived from.
  void be_quiet() { quiet_ = true; }

  Number number(const Term& term);
  Truth unsaid_truth(const Term& term);  // leaves no faults
  std::optional<std::string> text(const Term& term);
  Truth truth(const Term& term);

  /// True where the condition holds; an unknown one counts as `otherwise` and leaves a fault.
  bool holds(const Term& term, bool otherwise) {
    const Truth found = truth(term);
    if (!found) fault("K0804", term);
    return found.value_or(otherwise);
  }

  /// Calls `each` for the unit's events of a query's kind and time, with the event looked at; each_event() asks the filter, too.
  template <class Each>
  void each_dated(const EventQuery& query, const Each& each);
  template <class Each>
  void each_event(const EventQuery& query, const Each& each);

  void fault(Code code, const Term& term, Phrase what = {}) { faults_.add(code, term.where, std::move(what), unit_); }

 private:
  /// What the run does not keep of the unit: the block at hand, or worked out again for this unit alone.
  const Block* block() const {
    if (block_ == nullptr) {
      own_ = std::make_shared<const Block>(run_->again(unit_));
      block_ = own_.get();
    }
    return block_;
  }
  const Cells& cells(const Term& term) const;
  std::size_t row(const Term& term) const { return term.kind == TermKind::event_field ? event_ : unit_; }

  Number cell_number(const Term& term);
  const HistoryRow* past_row(int period) const;
  Number past(const Term& term) const;
  Number duty_figure(const Term& term) const;
  std::int64_t over_periods(const Term& term);
  Evaluator unsaid_row(Faults& unsaid) const;
  Number binary(const Term& term);
  Number checked(Number result, Code code, const Term& term);
  Number function(const Term& term);
  Number rounded(const Term& term);
  Number extreme(const Term& term);
  Number between_dates(const Term& term);
  Number over_events(const Term& term);
  Number shared(const Term& term);
  Truth compare(const Term& term);
  Truth compare_pair(const Term& left, const Term& right, TermKind how, const Term& whole);
  Truth compare_texts(const Term& left, const Term& right, TermKind how, const Term& whole);
  Truth in_list(const Term& term);

  const Model& model_;
  const Run* run_;
  std::size_t unit_;
  Faults& faults_;
  mutable const Block* block_;
  mutable std::shared_ptr<const Block> own_;
  Rational points_;
  const Term* value_ = nullptr;  // what x stands for; worked out when asked for
  std::size_t event_ = 0;
  bool quiet_ = false;
  bool cut_ = false;
  std::set<int> looked_into_;  // missing values that have said why
};

/// The attainable points of a criterion for a unit: 0 where it does not apply. See criteria.hpp.
Rational attainable(Evaluator& row, int criterion);
/// What a criterion is worth to a unit, whether it applies or not.
Rational points_of(Evaluator& row, int criterion);

template <class T>
bool relation(const T& a, const T& b, TermKind how) {
  if (how == TermKind::equal) return a == b;
  if (how == TermKind::not_equal) return !(a == b);
  if (how == TermKind::less) return a < b;
  if (how == TermKind::less_equal) return !(b < a);
  if (how == TermKind::greater) return b < a;
  return !(a < b);
}

inline const Cells& Evaluator::cells(const Term& term) const {
  const auto at = static_cast<std::size_t>(term.ref);
  if (term.kind == TermKind::slot) return run_->evidence.slots[at];
  if (term.kind == TermKind::attribute) return run_->evidence.attributes[at];
  return run_->evidence.events.fields[at];
}

inline Number Evaluator::cell_number(const Term& term) {
  const Cells& found = cells(term);
  const std::size_t at = row(term);
  if (!found.numbers.missing(at)) return found.numbers.at(at);
  if (found.known(at)) fault("K0805", term, *found.text(at));
  return std::nullopt;
}

inline Number Evaluator::number(const Term& term) {
  const auto ref = static_cast<std::size_t>(term.ref);
  switch (term.kind) {
    case TermKind::number:
      return term.number;
    case TermKind::slot:
    case TermKind::attribute:
    case TermKind::event_field:
      return cell_number(term);
    case TermKind::node: {
      const Node& found = model_.nodes[ref];
      if (found.kind == Node::Kind::aggregate && found.aggregate != Aggregate::rank)
        return run_->by_group[ref][run_->evidence.group_of[unit_]];
      const Number kept = column(term.ref);
      const bool speaks = found.kind == Node::Kind::value && (!kept || found.retold) && !quiet_ && looked_into_.insert(term.ref).second;
      return speaks ? number(found.term) : kept;  // the same again, and says why
    }
    case TermKind::score:
      return column(term.cut ? model_.criteria[ref].cut : model_.criteria[ref].score);
    case TermKind::full:
      return attainable(*this, term.ref);
    case TermKind::share:
      return shared(term);
    case TermKind::total:
      return column(term.ref);
    case TermKind::rank:
      return run_->ranks[ref][unit_] == 0 ? Number{} : Number{Rational(std::int64_t{run_->ranks[ref][unit_]})};
    case TermKind::veto:
      return Rational(static_cast<std::int64_t>(run_->holds[static_cast<std::size_t>(model_.vetoes[ref])][unit_]));
    case TermKind::duty_asked:
    case TermKind::duty_done:
    case TermKind::duty_late:
    case TermKind::duty_missing:
      return duty_figure(term);
    case TermKind::past_total:
    case TermKind::past_rank:
    case TermKind::past_veto:
      return past(term);
    case TermKind::streak:
    case TermKind::times_in:
      return Rational(over_periods(term));
    case TermKind::points:
      return points_;
    case TermKind::value:
      return value_ != nullptr ? number(*value_) : Number{};
    case TermKind::negate: {
      Number inner = number(term.children[0]);
      return inner ? Number{-*inner} : Number{};
    }
    case TermKind::add:
    case TermKind::subtract:
    case TermKind::multiply:
    case TermKind::divide:
      return binary(term);
    case TermKind::choose: {
      const Truth condition = truth(term.children[0]);
      if (!condition) return std::nullopt;
      return number(term.children[*condition ? 1 : 2]);
    }
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
    case TermKind::days:
    case TermKind::months:
      return between_dates(term);
    case TermKind::count_events:
    case TermKind::sum_events:
      return over_events(term);
    case TermKind::text:
    case TermKind::grade:
    case TermKind::past_grade:
      return std::nullopt;
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
      const Truth found = truth(term);
      return found ? Number{Rational(*found ? 1 : 0)} : Number{};
    }
  }
  return std::nullopt;
}

inline Number Evaluator::shared(const Term& term) {
  const auto& criterion = model_.criterion(term.ref);
  const Number score = column(term.cut ? criterion.cut : criterion.score);
  if (!score) return std::nullopt;
  const Rational points = points_of(*this, term.ref);
  if (points.is_zero()) return checked({}, "K0801", term);
  return *score / points;
}

inline Number Evaluator::checked(Number result, Code code, const Term& term) {
  if (!result) fault(code, term);
  return result;
}

inline Number Evaluator::binary(const Term& term) {
  const Number a = number(term.children[0]);
  const Number b = number(term.children[1]);
  if (!a || !b) return std::nullopt;
  if (term.kind == TermKind::divide && b->is_zero()) return checked({}, "K0801", term);
  if (a->bits() + b->bits() > most_bits) return checked({}, "K0812", term);
  if (term.kind == TermKind::add) return *a + *b;
  if (term.kind == TermKind::subtract) return *a - *b;
  if (term.kind == TermKind::multiply) return *a * *b;
  return *a / *b;
}

inline Number Evaluator::extreme(const Term& term) {
  Number found;
  for (const Term& child : term.children) {
    const Number next = number(child);
    if (!next) return std::nullopt;
    const bool better = !found || (term.kind == TermKind::minimum ? *next < *found : *next > *found);
    if (better) found = next;
  }
  return found;
}

inline Number Evaluator::function(const Term& term) {
  const Number a = number(term.children[0]);
  if (!a) return std::nullopt;
  if (term.kind == TermKind::absolute) return a->abs();
  if (term.kind == TermKind::square_root) return checked(kaohe::sqrt(*a), "K0802", term);
  if (term.kind == TermKind::logarithm) return checked(kaohe::ln(*a), "K0802", term);
  if (term.kind == TermKind::exponential) return checked(kaohe::exp(*a), "K0802", term);
  const Number b = number(term.children[1]);
  if (!b) return std::nullopt;
  return checked(kaohe::pow(*a, *b), "K0802", term);
}

inline Number Evaluator::rounded(const Term& term) {
  const Number a = number(term.children[0]);
  if (!a) return std::nullopt;
  int digits = 0;
  if (term.children.size() > 1) {
    const Number asked = number(term.children[1]);
    const auto whole = asked ? asked->to_int64() : std::nullopt;
    if (!whole || *whole < 0 || *whole > 9) return asked ? checked({}, "K0803", term) : Number{};
    digits = static_cast<int>(*whole);
  }
  if (term.kind == TermKind::round) return round_to(*a, digits, model_.scheme.rounding.mode);
  std::int64_t ten = 1;
  for (int i = 0; i < digits; ++i) ten *= 10;
  const Rational scaled = *a * Rational(ten);
  return (term.kind == TermKind::floor ? scaled.floor() : scaled.ceil()) / Rational(ten);
}

inline Number Evaluator::between_dates(const Term& term) {
  const auto a = text(term.children[0]);
  const auto b = text(term.children[1]);
  if (!a || !b) return std::nullopt;
  const auto first = Date::parse(*a);
  const auto last = Date::parse(*b);
  if (!first || !last) {
    fault("K0806", term, first ? *b : *a);
    return std::nullopt;
  }
  if (term.kind == TermKind::days) return Rational(static_cast<std::int64_t>(days_between(*first, *last)));
  return Rational(static_cast<std::int64_t>(months_begun(*first, *last)));
}

template <class Each>
void Evaluator::each_dated(const EventQuery& query, const Each& each) {
  const Events& events = run_->evidence.events;
  const auto& period = model_.periods[static_cast<std::size_t>(query.period)];
  const std::size_t before = event_;
  for (const std::uint32_t event : events.by_unit.of(unit_)) {
    event_ = event;
    if (events.kinds[static_cast<std::size_t>(events.kind[event_])] != query.kind) continue;
    if (!period || period->contains(events.dates[event_])) each(event_);
  }
  event_ = before;
}

template <class Each>
void Evaluator::each_event(const EventQuery& query, const Each& each) {
  each_dated(query, [&](std::size_t event) {
    if (!query.filter || holds(*query.filter, false)) each(event);
  });
}

inline Number Evaluator::over_events(const Term& term) {
  const EventQuery& query = model_.queries[static_cast<std::size_t>(term.ref)];
  const Events& events = run_->evidence.events;
  Rational sum = 0;
  each_event(query, [&](std::size_t event) {
    if (term.kind == TermKind::count_events) {
      sum += events.counts.at(event);
      return;
    }
    Term field;
    field.kind = TermKind::event_field;
    field.ref = query.field;
    field.where = term.where;
    const Number found = number(field);
    if (found) sum += *found;
    if (!found && !events.fields[static_cast<std::size_t>(query.field)].known(event)) fault("K0807", term, query.kind);
  });
  return sum;
}

/// The unit's row of this scheme in the history.
inline const HistoryRow* Evaluator::past_row(int period) const {
  const auto& evidence = run_->evidence;
  for (const std::uint32_t at : evidence.history_by_unit.of(unit_)) {
    const HistoryRow& row = evidence.history[at];
    if (row.scheme == model_.scheme.id && row.period == model_.periods[static_cast<std::size_t>(period)]) return &row;
  }
  return nullptr;
}

inline Number Evaluator::duty_figure(const Term& term) const {
  const DutyDone& done = run_->evidence.duties[static_cast<std::size_t>(term.ref)];
  const DutyFigures& figures = done.figures[done.at(unit_)];
  if (term.kind == TermKind::duty_asked) return figures.asked;
  if (term.kind == TermKind::duty_done) return figures.done;
  return term.kind == TermKind::duty_late ? figures.late : figures.missing;
}

inline Number Evaluator::past(const Term& term) const {
  const HistoryRow* row = past_row(term.ref);
  if (row == nullptr) return std::nullopt;
  if (term.kind == TermKind::past_total) return row->total;
  if (term.kind == TermKind::past_rank) return row->rank;
  if (!row->vetoes) return std::nullopt;
  return Rational(std::ranges::find(*row->vetoes, term.text) != row->vetoes->end() ? 1 : 0);
}

/// A period whose condition cannot be told is one in which it did not hold: nothing is wrong with that.
inline std::int64_t Evaluator::over_periods(const Term& term) {
  std::int64_t times = 0;
  for (const Term& condition : term.children) {
    const bool held = unsaid_truth(condition).value_or(false);
    if (held) ++times;
    if (!held && term.kind == TermKind::streak) break;
  }
  return times;
}

/// The same place, whose faults nobody reads.
inline Evaluator Evaluator::unsaid_row(Faults& unsaid) const {
  Evaluator row(model_, run_, unit_, unsaid, block_);
  row.be_quiet();
  row.cut_ = cut_;
  row.enter(points_, value_);
  row.at_event(event_);
  return row;
}

inline Truth Evaluator::unsaid_truth(const Term& term) {
  Faults unsaid;
  return unsaid_row(unsaid).truth(term);
}

inline std::optional<std::string> Evaluator::text(const Term& term) {
  switch (term.kind) {
    case TermKind::text:
      return term.text;
    case TermKind::grade: {
      const int found = run_->grade(term.ref, unit_);
      if (found < 0) return std::nullopt;
      return model_.scheme.grades[static_cast<std::size_t>(found)].name;
    }
    case TermKind::past_grade: {
      const HistoryRow* row = past_row(term.ref);
      return row == nullptr || row->grade.empty() ? std::nullopt : std::optional(row->grade);
    }
    case TermKind::slot:
    case TermKind::attribute:
    case TermKind::event_field:
      return cells(term).text(row(term));
    case TermKind::choose: {
      const Truth condition = truth(term.children[0]);
      if (!condition) return std::nullopt;
      return text(term.children[*condition ? 1 : 2]);
    }
    default:
      break;
  }
  const Number found = number(term);
  if (!found) return std::nullopt;
  return found->text();
}

}  // namespace kaohe::engine

#include <kaohe/engine/evaluator_truth.hpp>
