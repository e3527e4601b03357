#pragma once

// Exact division of whole numbers held in doubles, in loops that vectorise: no branch, no call, no fused multiply-add.

#include <kaohe/number/detail/lanes.hpp>
#include <kaohe/number/rounding.hpp>

#include <cmath>

namespace kaohe {

/// A number to divide by, with its inverse taken once. Pre: a whole number, 0 < value < 2^52.
struct Divisor {
  double value;
  double inverse;

  constexpr Divisor(double number) : value(number), inverse(1 / number) {}  // NOLINT: a number is what one divides by
};

namespace detail {

inline constexpr double whole_shift = 4503599627370496.0;  // 2^52: the unit in the last place is 1 from here to 2^53

/// size = whole × divisor + rest, 0 <= rest < divisor.
struct Division {
  double whole;
  double rest;
};

/// The product with the inverse is off by less than a half wherever the inverse is not exact, and so its nearest whole number by less than
/// 1; the remainder is a whole number below 2^53, hence exact, and says which way.
inline Division divide(double size, Divisor by) {
  const double near = (size * by.inverse + whole_shift) - whole_shift;
  const double rest = size - near * by.value;
  return {near - where_negative(rest, 1), rest + where_negative(rest, by.value)};
}

/// A half for an odd number, 0 for an even one.
inline double half_if_odd(double whole) {
  const double half = whole * 0.5;
  return std::fabs(half - ((half + whole_shift) - whole_shift));
}

/// 1 where the size goes to the whole number above, else 0.
template <Rounding mode>
double step_up(Division division, double divisor) {
  const double to_the_tie = divisor - 2 * division.rest;
  if constexpr (mode == Rounding::half_up) return where_negative(to_the_tie - 0.5, 1);
  if constexpr (mode == Rounding::half_even) return where_negative(to_the_tie - half_if_odd(division.whole), 1);
  if constexpr (mode == Rounding::up) return where_negative(0 - division.rest, 1);
  return 0;
}

inline double with_sign_of(double number, double size) { return std::copysign(size, number) + 0.0; }  // never a negative zero

}  // namespace detail

/// numerator ÷ by as a whole number. NaN stays NaN and +infinity stays: what is missing or wide passes through.
///
/// Pre: a whole number, |numerator| < 2^52.
template <Rounding mode>
double round_quotient(double numerator, Divisor by) {
  const auto division = detail::divide(std::fabs(numerator), by);
  return detail::with_sign_of(numerator, division.whole + detail::step_up<mode>(division, by.value));
}

/// The largest whole number not above numerator ÷ by. Pre and what passes through: as round_quotient().
inline double floor_quotient(double numerator, Divisor by) {
  const auto division = detail::divide(std::fabs(numerator), by);
  const double down = detail::where_negative(numerator, detail::step_up<Rounding::up>(division, by.value));
  return detail::with_sign_of(numerator, division.whole + down);
}

/// The smallest whole number not below numerator ÷ by. Pre and what passes through: as round_quotient().
inline double ceil_quotient(double numerator, Divisor by) {
  const auto division = detail::divide(std::fabs(numerator), by);
  const double up = detail::where_negative(-numerator, detail::step_up<Rounding::up>(division, by.value));
  return detail::with_sign_of(numerator, division.whole + up);
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
