#include <kaohe/number/divide.hpp>

#include "test.hpp"

#include <cmath>
#include <cstdint>
#include <limits>
#include <random>

using kaohe::ceil_quotient;
using kaohe::floor_quotient;
using kaohe::round_quotient;
using kaohe::Rounding;

namespace {

constexpr std::int64_t limit = std::int64_t{1} << 51;

/// The oracle: school division in 128 bits.
std::int64_t divided(std::int64_t n, std::int64_t d, Rounding mode) {
  __extension__ typedef __int128 wide;
  const wide size = n < 0 ? -static_cast<wide>(n) : static_cast<wide>(n);
  wide whole = size / d;
  const wide twice = 2 * (size % d);
  const bool up = mode == Rounding::up        ? twice > 0
                  : mode == Rounding::down    ? false
                  : mode == Rounding::half_up ? twice >= d
                                              : twice > d || (twice == d && whole % 2 == 1);
  if (up) ++whole;
  return static_cast<std::int64_t>(n < 0 ? -whole : whole);
}

bool agrees(std::int64_t n, std::int64_t d) {
  const auto number = static_cast<double>(n);
  const auto by = static_cast<double>(d);
  for (const auto mode : {Rounding::half_up, Rounding::half_even, Rounding::down, Rounding::up}) {
    if (round_quotient(number, by, mode) != static_cast<double>(divided(n, d, mode))) return false;
  }
  const auto floor = divided(n, d, n < 0 ? Rounding::up : Rounding::down);
  const auto ceil = divided(n, d, n < 0 ? Rounding::down : Rounding::up);
  return floor_quotient(number, by) == static_cast<double>(floor) && ceil_quotient(number, by) == static_cast<double>(ceil);
}

}  // namespace

TEST_CASE("a quotient is rounded by its exact remainder", "[number][divide]") {
  CHECK(round_quotient<Rounding::half_even>(1050, 100) == 10);  // GB/T 8170: 1.050 -> 1.0
  CHECK(round_quotient<Rounding::half_even>(35, 10) == 4);      // GB/T 8170: 0.35 -> 0.4
  CHECK(round_quotient<Rounding::half_even>(-365, 10) == -36);  // GB/T 8170: -0.0365 -> -0.036
  CHECK(round_quotient<Rounding::half_even>(154546, 10'000) == 15);
  CHECK(round_quotient<Rounding::half_up>(-5, 2) == -3);
  CHECK(round_quotient<Rounding::down>(-5, 2) == -2);
  CHECK(round_quotient<Rounding::up>(-5, 2) == -3);
  CHECK(floor_quotient(-5, 2) == -3);
  CHECK(ceil_quotient(-5, 2) == -2);
}

TEST_CASE("every small division is right", "[number][divide]") {
  for (std::int64_t d = 1; d <= 200; ++d) {
    for (std::int64_t n = -1000; n <= 1000; ++n) {
      CAPTURE(n, d);
      if (!agrees(n, d)) FAIL("differs");
    }
  }
}

TEST_CASE("divisions next to ties, multiples and the limits are right", "[number][divide]") {
  std::mt19937_64 random(2011);
  const auto any = [&](std::int64_t below) {
    const auto bits = random() % 51 + 1;
    return static_cast<std::int64_t>(random() % (std::uint64_t{1} << bits)) % below;
  };
  for (int i = 0; i < 50'000; ++i) {
    const std::int64_t d = any(limit - 1) + 1;
    const std::int64_t multiple = d * any(limit / d + 1);
    for (const std::int64_t n :
         {any(limit), multiple - 1, multiple, multiple + 1, multiple + d / 2, multiple + d / 2 + 1, limit - 1 - any(1000)}) {
      if (n >= limit) continue;
      CAPTURE(n, d);
      if (!agrees(n, d) || !agrees(-n, d)) FAIL("differs");
    }
  }
}

TEST_CASE("the largest numerators divide by every small number and by every power of two", "[number][divide]") {
  for (std::int64_t d = 1; d <= 1000; ++d) {
    for (std::int64_t n = limit - 150; n < limit; ++n) {
      CAPTURE(n, d);
      if (!agrees(n, d)) FAIL("differs");
    }
  }
  for (std::int64_t d = 1; d < limit; d *= 2) {
    for (std::int64_t n = limit - 500; n < limit; ++n) {
      CAPTURE(n, d);
      if (!agrees(n, d) || (d > 1 && !agrees(n, d - 1)) || !agrees(n, d + (d + 1 < limit ? 1 : 0))) FAIL("differs");
    }
  }
}

TEST_CASE("what is missing or wide passes through a division", "[number][divide]") {
  CHECK(std::isnan(round_quotient<Rounding::half_even>(std::numeric_limits<double>::quiet_NaN(), 3)));
  CHECK(std::isinf(round_quotient<Rounding::half_up>(std::numeric_limits<double>::infinity(), 3)));
  CHECK(std::isinf(floor_quotient(std::numeric_limits<double>::infinity(), 3)));
  CHECK(std::isinf(ceil_quotient(std::numeric_limits<double>::infinity(), 3)));
  CHECK_FALSE(std::signbit(round_quotient<Rounding::down>(-1, 3)));
}
