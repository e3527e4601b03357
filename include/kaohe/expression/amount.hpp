#pragma once

#include <kaohe/expression/tree.hpp>

namespace kaohe {

/// A number a rule asks for: any expression. Where the whole of it is a literal such as `60%`, `percent()` says so, since a
/// percentage of points is of the criterion's points, of a step of its reference.
struct Amount {
  Expression expression;

  bool percent() const {
    if (expression.op == Op::negate) return expression.children.front().op == Op::number && expression.children.front().percent;
    return expression.op == Op::number && expression.percent;
  }

  friend bool operator==(const Amount&, const Amount&) = default;
};

inline Amount amount(Rational number) { return {constant(std::move(number))}; }

}  // namespace kaohe
