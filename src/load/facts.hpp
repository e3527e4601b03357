#pragma once

#include <kaohe/calendar/date.hpp>
#include <kaohe/number/rational.hpp>

#include <optional>
#include <string>
#include <variant>

namespace kaohe::load {

/// A number or a text that stands in an expression.
struct Literal {
  std::optional<Rational> number;
  std::string text;            // where it is no number
  std::optional<bool> yes_no;  // of a text: a bare word that also says yes or no

  std::optional<Date> date() const { return number ? std::nullopt : Date::parse(text); }
};

/// How two values may stand to one another: any of these, put together.
using Relations = unsigned;
inline constexpr Relations is_less = 1, is_equal = 2, is_greater = 4;
inline constexpr Relations is_other = is_less | is_greater, is_anything = is_less | is_equal | is_greater;

/// The same, seen from the other side.
constexpr Relations turned(Relations relations) {
  const Relations less = (relations & is_greater) != 0 ? is_less : 0;
  const Relations greater = (relations & is_less) != 0 ? is_greater : 0;
  return less | (relations & is_equal) | greater;
}

/// What is taken to hold of the value of an expression, written `left`: it stands so to a literal, or to the value of another one.
struct Fact {
  std::string left;
  bool whole = false;  // the value is a whole number
  Relations relations = is_anything;
  std::variant<Literal, std::string> right;
};

/// Whether no value is as both say. Where that cannot be told they do not exclude one another.
bool exclude_each_other(const Fact& a, const Fact& b);

}  // namespace kaohe::load
