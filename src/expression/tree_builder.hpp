#pragma once

#include "src/expression/mistakes.hpp"

#include <kaohe/expression/tree.hpp>

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace kaohe::expression {

/// Carries the first mistake out of the grammar; parse_expression() catches it.
struct Rejected {
  Finding finding;
};

/// Puts a tree together while the grammar reads the text from left to right. Every function but the first takes what was read just before.
class TreeBuilder {
 public:
  explicit TreeBuilder(const Source& source) : source_(source) {}

  void number(Stretch at);
  void text(Stretch at);  // with its quotes
  void name(Stretch at);

  void sign(Stretch at);    // of two sides
  void prefix(Stretch at);  // `-`, `not`
  void open(Stretch at);
  void mark(Stretch at) { last_ = at; }  // `,`, `in`
  void close(Stretch at) { closer_ = at; }

  void two_sides();
  void negate() { one_side(Op::negate); }
  void invert() { one_side(Op::logical_not); }
  void parentheses();
  void call();
  void list();
  void whole_sum() { left_ = values_.back().whole; }

  void reject_date(Stretch at) { reject("K0320", at); }
  void reject_mixture(Stretch at) { throw Rejected{explain_mixture(source_, at)}; }
  void reject_open_quote(Stretch at) { reject("K0307", at); }
  void reject_chain();
  void reject_not_in();
  [[noreturn]] void stop(Expected expected, std::size_t at) const;

  Expression take() { return std::move(values_.back().tree); }

 private:
  struct Value {
    Expression tree;
    Stretch whole;  // with its parentheses
    int height = 1;
  };

  struct Bracket {
    Stretch at;
    std::size_t values;  // how many were read before it
  };

  void push(Op op, Stretch at, std::string_view text = {});
  void join(Op op, std::size_t first, Stretch whole);
  void one_side(Op op);
  void descend(Stretch at);
  [[noreturn]] void reject(Code code, Stretch at, Phrase more = {}) const;
  Bracket pop_bracket();

  const Source& source_;
  std::vector<Value> values_;
  std::vector<Stretch> signs_;
  std::vector<Stretch> prefixes_;
  std::vector<Bracket> brackets_;
  std::size_t depth_ = 0;
  Stretch last_;
  Stretch left_;
  Stretch closer_;
};

}  // namespace kaohe::expression
