#include "src/load/range.hpp"

#include "src/load/conditions.hpp"

#include <kaohe/expression/constant.hpp>
#include <kaohe/number/literal.hpp>

#include <algorithm>
#include <array>

namespace kaohe::load {

namespace {

Range exactly(const Rational& number) { return {number, number, number.is_integer(), true}; }

Range at_least(const Rational& low, bool whole, bool certain) { return {low, std::nullopt, whole, certain}; }

std::optional<Rational> sum(const std::optional<Rational>& a, const std::optional<Rational>& b) {
  if (!a || !b || std::max(a->bits(), b->bits()) > Rational::most_bits) return std::nullopt;
  return *a + *b;
}

Range negative(const Range& range) {
  const auto turn = [](const std::optional<Rational>& end) { return end ? std::optional(-*end) : std::nullopt; };
  return {turn(range.high), turn(range.low), range.whole, range.certain};
}

Range added(const Range& a, const Range& b) { return {sum(a.low, b.low), sum(a.high, b.high), a.whole && b.whole, a.certain && b.certain}; }

Range of_numbers(Op op, const Range& a, const Range& b) {
  const auto left = a.number();
  const auto right = b.number();
  const auto number = left && right ? detail::constant_operation(op, *left, *right) : std::nullopt;
  return number ? exactly(*number) : Range{};
}

/// What both may give.
Range either(const Range& a, const Range& b) {
  Range both{std::nullopt, std::nullopt, a.whole && b.whole, a.certain && b.certain};
  if (a.low && b.low) both.low = std::min(*a.low, *b.low);
  if (a.high && b.high) both.high = std::max(*a.high, *b.high);
  return both;
}

/// The larger of two numbers: at least what each of them is at least.
Range larger(const Range& a, const Range& b) {
  Range found{a.low, std::nullopt, a.whole && b.whole, a.certain && b.certain};
  if (b.low && (!found.low || *b.low > *found.low)) found.low = b.low;
  if (a.high && b.high) found.high = std::max(*a.high, *b.high);
  return found;
}

/// Finds the range of a call by its name.
class CallRange {
 public:
  CallRange(const Expression& call, bool in_filter, const Conditions& conditions)
      : call_(call), in_filter_(in_filter), conditions_(conditions) {}

  Range find() const {
    const std::string& name = call_.text;
    if (call_.children.empty()) return {};
    if (name == "count") return never_filtered() ? exactly(0) : at_least(0, true, true);
    if (name == "sum") return never_filtered() ? exactly(0) : Range{};
    if (name == "streak") return conditions_.can_hold(first()) ? Range{Rational(0), Rational(60), true, true} : exactly(0);
    if (name == "times_in") return times_in();
    if (name == "rank") return at_least(1, false, false);
    if (name == "known") return {Rational(0), Rational(1), true, true};
    if (name == "veto") return {Rational(0), Rational(1), true, false};
    if (name == "months") return at_least(0, true, false);
    if (name == "abs" || name == "sqrt" || name == "exp") return at_least(0, false, false);
    if (name == "min") return negative(largest(true));
    if (name == "max") return largest(false);
    if (name == "if" && call_.children.size() == 3) return chosen();
    if (std::ranges::count(kept, name) > 0) return of_others();
    return {};
  }

 private:
  // What stands for a value of another time or of others.
  static constexpr std::array<std::string_view, 8> kept{"prev", "last_year", "mean", "median", "best", "worst", "least", "most"};

  const Expression& first() const { return call_.children.front(); }
  Range range(const Expression& expression) const { return range_of(expression, in_filter_, conditions_); }

  bool never_filtered() const { return call_.children.size() == 2 && !conditions_.can_hold(call_.children.back(), true); }

  Range times_in() const {
    const auto periods = call_.children.size() == 2 ? range(call_.children.back()).high : std::nullopt;
    if (!periods || *periods < Rational(1)) return {};  // there is no such number of periods
    return conditions_.can_hold(first()) ? Range{Rational(0), periods, true, true} : exactly(0);
  }

  Range largest(bool of_negatives) const {
    const auto next = [&](const Expression& expression) { return of_negatives ? negative(range(expression)) : range(expression); };
    Range found = next(first());
    for (std::size_t i = 1; i < call_.children.size(); ++i) found = larger(found, next(call_.children[i]));
    return found;
  }

  Range chosen() const {
    Range found = either(range(call_.children[1]), range(call_.children[2]));
    found.certain = false;
    return found;
  }

  Range of_others() const {
    const Range here = range_of(first(), false, conditions_);
    const bool same_time = call_.text == "prev" || call_.text == "last_year";
    return {here.low, here.high, here.whole && same_time, false};
  }

  const Expression& call_;
  bool in_filter_;
  const Conditions& conditions_;
};

Range range_of_name(const Expression& name, bool in_filter, const Conditions& conditions) {
  if (const auto yes = parse_yes_no(name.text)) return exactly(*yes ? 1 : 0);
  if (const auto number = conditions.number(name)) return exactly(*number);
  if (name.text == "rank" && !in_filter) return at_least(1, true, false);
  return {};
}

bool is_condition(Op op) { return op >= Op::logical_not && op <= Op::in_list; }

}  // namespace

Range range_of(const Expression& expression, bool in_filter, const Conditions& conditions) {
  const auto child = [&](std::size_t at) { return range_of(expression.children[at], in_filter, conditions); };
  if (expression.op == Op::number) return exactly(expression.number);
  if (expression.op == Op::name) return range_of_name(expression, in_filter, conditions);
  if (expression.op == Op::call) return CallRange(expression, in_filter, conditions).find();
  if (expression.op == Op::negate) return negative(child(0));
  if (expression.op == Op::add) return added(child(0), child(1));
  if (expression.op == Op::subtract) return added(child(0), negative(child(1)));
  if (expression.op == Op::multiply || expression.op == Op::divide) return of_numbers(expression.op, child(0), child(1));
  if (is_condition(expression.op)) return {Rational(0), Rational(1), true, false};
  return {};
}

Relations possible_relations(const Range& left, const Range& right) {
  const auto below = [](const std::optional<Rational>& low, const std::optional<Rational>& high) { return !low || !high || *low < *high; };
  const auto meet = [](const std::optional<Rational>& low, const std::optional<Rational>& high) { return !low || !high || *low <= *high; };
  const auto part = [](const Range& whole, const Range& other) { return whole.whole && other.number() && !other.number()->is_integer(); };
  Relations relations = 0;
  if (below(left.low, right.high)) relations |= is_less;
  if (below(right.low, left.high)) relations |= is_greater;
  if (meet(left.low, right.high) && meet(right.low, left.high) && !part(left, right) && !part(right, left)) relations |= is_equal;
  return relations;
}

}  // namespace kaohe::load
