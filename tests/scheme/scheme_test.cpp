#include <kaohe/scheme/scheme.hpp>

#include <test.hpp>

#include <concepts>

using namespace kaohe;

static_assert(std::regular<Scheme> && std::regular<Criterion> && std::regular<Rule> && std::regular<Target>);

TEST_CASE("an amount is a percentage where the whole of it is one", "[scheme]") {
  Amount share = amount(Rational(1, 2));
  CHECK(!share.percent());
  share.expression.percent = true;
  CHECK(share.percent());
  Expression negated;
  negated.op = Op::negate;
  negated.children = {share.expression};
  CHECK(Amount{negated}.percent());
  Expression sum;
  sum.op = Op::add;
  sum.children = {share.expression, share.expression};
  CHECK(!Amount{sum}.percent());
}

TEST_CASE("a target says by its comparator which way is better", "[scheme]") {
  const auto direction = [](Target::Kind kind) {
    Target target;
    target.kind = kind;
    return target.better();
  };
  using enum Target::Kind;
  for (const auto kind : {at_least, equal, greater, done}) CHECK(direction(kind) == Better::higher);
  for (const auto kind : {at_most, less}) CHECK(direction(kind) == Better::lower);
  for (const auto kind : {range, about}) CHECK(direction(kind) == Better::closer);
}

TEST_CASE("what has rules is a leaf", "[scheme]") {
  Criterion criterion;
  CHECK(!criterion.is_leaf());
  criterion.rules = {Rule{Formula{constant(1)}, {}, {}, {}}};
  CHECK(criterion.is_leaf());
}
