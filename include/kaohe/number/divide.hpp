#pragma once

// Exact division of whole numbers held in doubles, in loops that vectorise: no branch, no call, no fused multiply-add.

#include <kaohe/number/detail/lanes.hpp>
#include <kaohe/number/rounding.hpp>

#include <cmath>

namespace kaohe {

/// A number to divide by, with its inverse taken once. Pre: a whole number, 0 < value < 2^51.
struct Divisor {
  double value;
  double inverse;

  constexpr Divisor(double number) : value(number), inverse(1 / number) {}  // NOLINT: a number is what one divides by
};

namespace detail {

/// numerator = near × divisor + rest.
struct Division {
  double near;  // a nearest whole number
  double rest;  // at most half of the divisor in size
};

/// The product with the inverse is off by less than 1 ÷ (2 × divisor), the least distance of a quotient from a tie it is not: the whole
/// number nearest to it is one nearest to the quotient. The remainder is a whole number below 2^53, hence exact, and tells a tie.
///
/// Pre: |numerator| < 2^51.
inline Division divide(double numerator, Divisor by) {
  const double near = nearest_whole(numerator * by.inverse);
  return {near, numerator - near * by.value};
}

/// 1 for an odd number, 0 for an even one.
inline double odd(double whole) {
  const double half = whole * 0.5;
  return 2 * std::fabs(half - nearest_whole(half));
}

/// What the nearest whole number of a numerator that is not negative is off by.
template <Rounding mode>
double step(Division division, double divisor) {
  const double twice = 2 * division.rest;
  if constexpr (mode == Rounding::half_up) return where_negative(divisor - twice - 0.5, 1);
  if constexpr (mode == Rounding::half_even) {
    const double tie = where_negative(divisor - std::fabs(twice) - 0.5, odd(division.near));
    return where_negative(0 - twice, tie) - where_negative(twice, tie);
  }
  if constexpr (mode == Rounding::up) return where_negative(0 - division.rest, 1);
  return -where_negative(division.rest, 1);
}

}  // namespace detail

/// numerator ÷ by as a whole number. NaN stays NaN, and +infinity stays: what is missing or wide passes through.
///
/// Pre: a whole number, 0 <= numerator < 2^51.
template <Rounding mode>
double round_positive(double numerator, Divisor by) {
  const auto division = detail::divide(numerator, by);
  return division.near + detail::step<mode>(division, by.value);
}

/// The same of any sign. Pre: a whole number, |numerator| < 2^51.
template <Rounding mode>
double round_quotient(double numerator, Divisor by) {
  return std::copysign(round_positive<mode>(std::fabs(numerator), by), numerator) + 0.0;  // never a negative zero
}

/// The largest whole number not above numerator ÷ by. Pre and what passes through: as round_quotient().
inline double floor_quotient(double numerator, Divisor by) {
  const auto division = detail::divide(numerator, by);
  return division.near - detail::where_negative(division.rest, 1) + 0.0;
}

/// The smallest whole number not below numerator ÷ by. Pre and what passes through: as round_quotient().
inline double ceil_quotient(double numerator, Divisor by) {
  const auto division = detail::divide(numerator, by);
  return division.near + detail::where_negative(0 - division.rest, 1) + 0.0;
}

/// As round_quotient<mode>(), for one number at a time: inside a loop choose the mode outside of it.
inline double round_quotient(double numerator, Divisor by, Rounding mode) {
  switch (mode) {
    case Rounding::half_up:
      return round_quotient<Rounding::half_up>(numerator, by);
    case Rounding::half_even:
      return round_quotient<Rounding::half_even>(numerator, by);
    case Rounding::down:
      return round_quotient<Rounding::down>(numerator, by);
    case Rounding::up:
      return round_quotient<Rounding::up>(numerator, by);
  }
  Expects(false);
}

}  // namespace kaohe
