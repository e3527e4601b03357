#include <kaohe/number/interval.hpp>

#include "test.hpp"

#include <optional>
#include <string>
#include <vector>

using namespace kaohe;

namespace {

using End = std::optional<Rational>;

Interval of(int low, int high) { return {Rational(low), Rational(high)}; }
const Interval everything;
const Interval from_two{Rational(2), {}};
const Interval to_two{{}, Rational(2)};

/// Ends and inner numbers of an interval; far out where it has no end.
std::vector<Rational> samples(const Interval& interval) {
  const Rational low = interval.low.value_or(Rational(-1000)), high = interval.high.value_or(Rational(1000));
  return {low, low + (high - low) / Rational(3), low + (high - low) / Rational(2), high};
}

}  // namespace

TEST_CASE("an interval holds its ends and what lies between", "[number][interval]") {
  CHECK(of(1, 3).holds(1));
  CHECK(of(1, 3).holds(3));
  CHECK_FALSE(of(1, 3).holds(4));
  CHECK(everything.holds(-1000));
  CHECK(from_two.holds(2));
  CHECK_FALSE(from_two.holds(1));
  CHECK(Interval::at(5).is_point());
  CHECK_FALSE(from_two.is_point());
  CHECK(of(1, 2).within(of(0, 2)));
  CHECK_FALSE(from_two.within(of(0, 9)));
}

TEST_CASE("intervals meet or do not", "[number][interval]") {
  CHECK(overlap(of(1, 3), of(2, 5)) == of(2, 3));
  CHECK(overlap(of(1, 2), of(2, 5)) == Interval::at(2));
  CHECK_FALSE(overlap(of(1, 2), of(3, 5)));
  CHECK(overlap(from_two, to_two) == Interval::at(2));
  CHECK(hull(of(1, 2), of(5, 6)) == of(1, 6));
  CHECK(hull(of(1, 2), from_two) == Interval{Rational(1), {}});
  CHECK(may_be_less(of(1, 3), of(2, 2)));
  CHECK_FALSE(may_be_less(of(2, 3), of(1, 2)));
}

TEST_CASE("arithmetic by hand", "[number][interval]") {
  CHECK(of(1, 2) + of(10, 20) == of(11, 22));
  CHECK(of(1, 2) - of(10, 20) == of(-19, -8));
  CHECK(-from_two == Interval{{}, Rational(-2)});
  CHECK(of(-1, 2) * of(3, 5) == of(-5, 10));
  CHECK(of(-1, 2) * of(-3, 5) == of(-6, 10));
  CHECK(Interval::at(0) * everything == Interval::at(0));
  CHECK(of(0, 2) * from_two == Interval{Rational(0), {}});
  CHECK(of(-1, 2) * from_two == everything);
  CHECK(lesser(of(1, 9), of(4, 5)) == of(1, 5));
  CHECK(greater(of(1, 9), of(4, 5)) == of(4, 9));
  CHECK(lesser(everything, of(4, 5)) == Interval{{}, Rational(5)});
}

TEST_CASE("1 divided by an interval", "[number][interval]") {
  CHECK(reciprocal(of(2, 4)) == Interval{Rational(1, 4), Rational(1, 2)});
  CHECK(reciprocal(of(-4, -2)) == Interval{Rational(-1, 2), Rational(-1, 4)});
  CHECK(reciprocal(of(0, 4)) == Interval{Rational(1, 4), {}});
  CHECK(reciprocal(of(-4, 0)) == Interval{{}, Rational(-1, 4)});
  CHECK(reciprocal(from_two) == Interval{Rational(0), Rational(1, 2)});
  CHECK(reciprocal(of(-1, 1)) == everything);
  CHECK_FALSE(reciprocal(Interval::at(0)));
}

TEST_CASE("what comes of numbers lies in what comes of intervals", "[number][interval]") {
  const std::vector<Interval> all{of(-3, -1), of(-2, 0), of(-1, 4), of(0, 0), of(0, 3), of(2, 5), from_two, to_two, everything};
  for (const Interval& a : all) {
    for (const Interval& b : all) {
      for (const Rational& x : samples(a)) {
        for (const Rational& y : samples(b)) {
          CHECK((a + b).holds(x + y));
          CHECK((a - b).holds(x - y));
          CHECK((a * b).holds(x * y));
          CHECK(lesser(a, b).holds(std::min(x, y)));
          CHECK(greater(a, b).holds(std::max(x, y)));
          if (!y.is_zero()) CHECK((a * *reciprocal(b)).holds(x / y));
        }
      }
    }
  }
}
