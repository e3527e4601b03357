#pragma once

// Expressions put together in C++, for schemes without documents: `number("60%")`, `name("unit.type") == text("乡镇")`.

#include <kaohe/expression/amount.hpp>
#include <kaohe/expression/tree.hpp>
#include <kaohe/number/literal.hpp>
#include <kaohe/number/rational.hpp>

#include <gsl/assert>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Schemes and their expressions put together in C++, without a document.
namespace kaohe::build {

/// An expression under construction. It becomes an Expression or an Amount wherever one of them is asked for; whole numbers become terms.
///
/// The tree is the one that parse_expression() makes of the same expression, without places.
class Term {
 public:
  explicit Term(Expression expression) : expression_(std::move(expression)) {}
  template <WholeNumber Number>
  Term(Number whole) : Term(from(Rational(whole), false)) {}

  /// A node of the tree with its children.
  Term(Op op, std::vector<Term> children, std::string text = {}) {
    expression_.op = op;
    expression_.text = std::move(text);
    for (Term& child : children) expression_.children.push_back(std::move(child.expression_));
  }

  operator Expression() const { return expression_; }
  operator Amount() const { return {expression_}; }

  /// A number as the parser reads it: a negative one is a minus before a number.
  static Term from(Rational number, bool percent) {
    if (number < 0) return {Op::negate, {from(-number, percent)}};
    Expression node = constant(std::move(number));
    node.percent = percent;
    return Term(std::move(node));
  }

 private:
  Expression expression_;
};

/// A number as documents write it: `0.5`, `60%`, `1pp`, `7800万`; also negative. `60%` of points is of the criterion's points.
///
/// Pre: it is such a number.
inline Term number(std::string_view written) {
  const auto literal = parse_literal(written);
  Expects(literal.has_value());
  return Term::from(literal->value, literal->percent);
}

/// What a name stands for where the expression is used: an indicator, a constant, `unit.type`, `x`, `yes`.
inline Term name(std::string word) { return {Op::name, {}, std::move(word)}; }

inline Term text(std::string quoted) { return {Op::text, {}, std::move(quoted)}; }

/// A function with its arguments: `call("min", {1, name("x")})`.
inline Term call(std::string function, std::vector<Term> arguments) { return {Op::call, std::move(arguments), std::move(function)}; }

/// Whether the term is one of the entries: `unit.kind in ['普高', '中职']`.
inline Term in(Term term, std::vector<Term> entries) {
  entries.insert(entries.begin(), std::move(term));
  return {Op::in_list, std::move(entries)};
}

inline Term operator-(Term term) { return {Op::negate, {std::move(term)}}; }
inline Term operator!(Term term) { return {Op::logical_not, {std::move(term)}}; }
inline Term operator+(Term left, Term right) { return {Op::add, {std::move(left), std::move(right)}}; }
inline Term operator-(Term left, Term right) { return {Op::subtract, {std::move(left), std::move(right)}}; }
inline Term operator*(Term left, Term right) { return {Op::multiply, {std::move(left), std::move(right)}}; }
inline Term operator/(Term left, Term right) { return {Op::divide, {std::move(left), std::move(right)}}; }
inline Term operator==(Term left, Term right) { return {Op::equal, {std::move(left), std::move(right)}}; }
inline Term operator!=(Term left, Term right) { return {Op::not_equal, {std::move(left), std::move(right)}}; }
inline Term operator<(Term left, Term right) { return {Op::less, {std::move(left), std::move(right)}}; }
inline Term operator<=(Term left, Term right) { return {Op::less_equal, {std::move(left), std::move(right)}}; }
inline Term operator>(Term left, Term right) { return {Op::greater, {std::move(left), std::move(right)}}; }
inline Term operator>=(Term left, Term right) { return {Op::greater_equal, {std::move(left), std::move(right)}}; }
/// Both sides are part of the expression: nothing is skipped here, as it is when the scheme runs.
inline Term operator&&(Term left, Term right) { return {Op::logical_and, {std::move(left), std::move(right)}}; }
inline Term operator||(Term left, Term right) { return {Op::logical_or, {std::move(left), std::move(right)}}; }

}  // namespace kaohe::build
