#pragma once

#include <kaohe/number/rational.hpp>

namespace kaohe {

/// How a number is cut to digits: the modes of docs/scheme-format.md, section 1.
enum class Rounding {
  half_up,    // 四舍五入, ties away from zero
  half_even,  // GB/T 8170, 四舍六入五成双
  down,       // toward zero
  up,         // away from zero
};

namespace detail {

/// Whether a size between `whole` and `whole` + 1 goes to the upper of the two. Pre: 0 < fraction < 1.
inline bool goes_up(const Rational& whole, const Rational& fraction, Rounding mode) {
  static const Rational half(1, 2);
  switch (mode) {
    case Rounding::half_up:
      return fraction >= half;
    case Rounding::half_even:
      return fraction == half ? !(whole / 2).is_integer() : fraction > half;
    case Rounding::down:
      return false;
    case Rounding::up:
      return true;
  }
  Expects(false);
}

}  // namespace detail

/// The whole number next to `number`. Signs do not matter: −2.5 goes where 2.5 goes.
inline Rational round_to_whole(const Rational& number, Rounding mode) {
  const Rational size = number.abs();
  const Rational whole = size.floor();
  const Rational fraction = size - whole;
  if (fraction.is_zero()) return number;
  const Rational rounded = detail::goes_up(whole, fraction, mode) ? whole + 1 : whole;
  return number.sign() < 0 ? -rounded : rounded;
}

/// Cuts a number to digits after the point, in one step. Pre: 0 <= digits <= 9.
inline Rational round_to(const Rational& number, int digits, Rounding mode) {
  Expects(digits >= 0 && digits <= 9);
  const Rational scale = detail::powers_of_ten[static_cast<std::size_t>(digits)];
  return round_to_whole(number * scale, mode) / scale;
}

}  // namespace kaohe
