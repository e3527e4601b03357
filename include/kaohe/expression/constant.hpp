#pragma once

#include <kaohe/expression/tree.hpp>
#include <kaohe/number/rational.hpp>

#include <algorithm>
#include <functional>
#include <optional>
#include <string>

namespace kaohe {

/// Gives the value of a named constant; nothing where there is none of that name.
using ConstantLookup = std::function<std::optional<Rational>(const std::string&)>;

namespace detail {

inline std::optional<Rational> constant_operation(Op op, const Rational& left, const Rational& right) {
  if (std::max(left.bits(), right.bits()) > Rational::most_bits) return std::nullopt;
  if (op == Op::add) return left + right;
  if (op == Op::subtract) return left - right;
  if (op == Op::multiply) return left * right;
  if (op == Op::divide && right != Rational(0)) return left / right;
  return std::nullopt;
}

}  // namespace detail

/// The value of an expression of numbers, + − * / and named constants; nothing where it asks for anything else.
inline std::optional<Rational> constant_value(const Expression& expression, const ConstantLookup& named = {}) {
  if (expression.op == Op::number) return expression.number;
  if (expression.op == Op::name) return named ? named(expression.text) : std::nullopt;
  if (expression.children.empty()) return std::nullopt;
  const auto left = constant_value(expression.children.front(), named);
  if (!left) return std::nullopt;
  if (expression.op == Op::negate) return -*left;
  if (expression.children.size() != 2) return std::nullopt;
  const auto right = constant_value(expression.children.back(), named);
  return right ? detail::constant_operation(expression.op, *left, *right) : std::nullopt;
}

}  // namespace kaohe
