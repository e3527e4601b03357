#include "src/load/facts.hpp"

#include <kaohe/number/literal.hpp>

#include <algorithm>
#include <span>

namespace kaohe::load {

namespace {

/// How a value may stand to two literals at once.
struct Stand {
  Relations to_a, to_b;
};

bool fits_none(const Fact& a, const Fact& b, std::span<const Stand> stands) {
  return std::ranges::none_of(stands, [&](const Stand& stand) { return (a.relations & stand.to_a) && (b.relations & stand.to_b); });
}

// On a line, the smaller of two different literals being a's.
bool exclude_in_order(const Fact& a, const Fact& b, bool something_between) {
  constexpr Stand apart[]{{is_less, is_less}, {is_equal, is_less}, {is_greater, is_equal}, {is_greater, is_greater}};
  const bool between = something_between && (a.relations & is_greater) && (b.relations & is_less);
  return fits_none(a, b, apart) && !between;
}

// Texts have no order: a value is one of them, or neither.
bool exclude_as_texts(const Fact& a, const Fact& b) {
  constexpr Stand different[]{{is_equal, is_other}, {is_other, is_equal}, {is_other, is_other}};
  return fits_none(a, b, different);
}

bool exclude_as_numbers(const Fact& a, const Fact& b, const Rational& at_a, const Rational& at_b) {
  if (at_b < at_a) return exclude_as_numbers(b, a, at_b, at_a);
  if (at_a == at_b) return (a.relations & b.relations) == 0;
  const bool something_between = !(a.whole || b.whole) || at_a.floor() + Rational(1) < at_b;
  return exclude_in_order(a, b, something_between);
}

bool exclude_as_dates(const Fact& a, const Fact& b, const Date& on_a, const Date& on_b) {
  if (on_b < on_a) return exclude_as_dates(b, a, on_b, on_a);
  if (on_a == on_b) return (a.relations & b.relations) == 0;
  return exclude_in_order(a, b, on_a.plus_days(1) < on_b);
}

// A word of yes or no is met by any cell that says the same, be it 1 or 0.
bool is_met_by_others(const Literal& literal) { return parse_yes_no(literal.text) || parse_literal(literal.text); }

bool are_different(const Literal& a, const Literal& b) {
  if (a.yes_no && b.yes_no) return *a.yes_no != *b.yes_no;
  if (a.yes_no || b.yes_no) return !is_met_by_others(a.yes_no ? b : a);
  return a.text != b.text;
}

bool exclude_literals(const Fact& a, const Fact& b, const Literal& to_a, const Literal& to_b) {
  if (to_a.number && to_b.number) return exclude_as_numbers(a, b, *to_a.number, *to_b.number);
  if (to_a.number || to_b.number) return false;
  const auto on_a = to_a.date();
  const auto on_b = to_b.date();
  if (on_a && on_b) return exclude_as_dates(a, b, *on_a, *on_b);
  if (on_a || on_b) return false;
  if (are_different(to_a, to_b)) return exclude_as_texts(a, b);
  return to_a.text == to_b.text && (a.relations & b.relations) == 0;
}

}  // namespace

bool exclude_each_other(const Fact& a, const Fact& b) {
  if (a.left != b.left) return false;
  const auto* to_a = std::get_if<Literal>(&a.right);
  const auto* to_b = std::get_if<Literal>(&b.right);
  if (to_a != nullptr && to_b != nullptr) return exclude_literals(a, b, *to_a, *to_b);
  return a.right.index() == b.right.index() && std::get<std::string>(a.right) == std::get<std::string>(b.right) &&
         (a.relations & b.relations) == 0;
}

}  // namespace kaohe::load
