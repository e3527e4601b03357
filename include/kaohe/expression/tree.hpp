#pragma once

#include <kaohe/base/finding.hpp>
#include <kaohe/number/rational.hpp>

#include <string>
#include <vector>

namespace kaohe {

/// What a node of an expression does. Children stand in `Expression::children`, in written order.
enum class Op {
  number,       // `number`; `percent` where it was written as 60%
  text,         // `text`, quoted in the source
  name,         // `text`: enrolment, unit.size, yes — what it means depends on where it stands
  negate,       // one child
  logical_not,  // one child
  logical_and,
  logical_or,  // two children
  equal,
  not_equal,
  less,
  less_equal,
  greater,
  greater_equal,  // two children
  in_list,        // first child, then the entries of the list
  add,
  subtract,
  multiply,
  divide,  // two children
  call,    // `text` is the function's name
};

/// An expression of the scheme language (docs/expressions.md), as written: names are not looked up here.
struct Expression {
  Op op = Op::number;
  Rational number;
  bool percent = false;
  std::string text;
  std::vector<Expression> children;
  SourceSpan where;  // the node's own first character to its last

  friend bool operator==(const Expression&, const Expression&) = default;
};

/// The number as an expression; for schemes that are built without documents.
inline Expression constant(Rational number) {
  Expression made;
  made.number = std::move(number);
  return made;
}

}  // namespace kaohe
