#pragma once

// Logarithms and powers to any precision, by series of whole numbers. Each step says by how much it can be off, and the precision grows
// until the rounded digits cannot be others (Ziv).

#include <kaohe/number/detail/big_rational.hpp>
#include <kaohe/number/detail/rational_text.hpp>
#include <kaohe/number/functions.hpp>
#include <kaohe/number/rounding.hpp>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <utility>
#include <vector>

namespace kaohe {

namespace detail {

inline constexpr int significant_digits = 30;

/// A real number known up to an error: (value ± error) ÷ 2^precision.
struct Enclosure {
  cpp_int value;
  cpp_int error;
};

inline cpp_int shifted(const cpp_int& number, std::int64_t bits) {
  return bits >= 0 ? cpp_int(number << static_cast<std::size_t>(bits)) : cpp_int(number >> static_cast<std::size_t>(-bits));
}

/// number × 2^bits.
inline Rational scaled_by_two(const cpp_int& number, std::int64_t bits) {
  if (bits >= 0) return BigRational::settle_lowest(shifted(number, bits), 1);
  return BigRational::settle(number, shifted(1, -bits));
}

/// 2·artanh(n/d) for |n/d| <= 1/3. Each term is off by less than 3 units of the last place, and there are fewer than precision/3 + 2.
inline Enclosure twice_artanh(const cpp_int& numerator, const cpp_int& denominator, std::size_t precision) {
  const cpp_int z = cpp_int(numerator << precision) / denominator;
  const cpp_int square = cpp_int(z * z) >> precision;
  cpp_int sum = 0;
  cpp_int power = z;
  for (unsigned odd = 1; power != 0; odd += 2) {
    sum += power / odd;
    power = power * square / shifted(1, static_cast<std::int64_t>(precision));
  }
  return {2 * sum, 2 * precision + 16};
}

inline Enclosure ln_two(std::size_t precision) { return twice_artanh(1, 3, precision); }

/// Pre: number > 0. number = m × 2^k with 1/2 < m < 2; ln m = 2·artanh((m − 1)/(m + 1)).
inline Enclosure ln_enclosure(const BigRational& number, std::size_t precision) {
  const auto k = static_cast<std::int64_t>(bit_length(number.numerator)) - static_cast<std::int64_t>(bit_length(number.denominator));
  const cpp_int above = k < 0 ? shifted(number.numerator, -k) : number.numerator;
  const cpp_int below = k > 0 ? shifted(number.denominator, k) : number.denominator;
  Enclosure result = twice_artanh(above - below, above + below, precision);
  const Enclosure two = ln_two(precision);
  result.value += two.value * k;
  result.error += two.error * magnitude(k);
  return result;
}

/// Both bounds of a positive number.
struct Bounds {
  Rational low;
  Rational high;
};

/// e^x − its bounds, for x given up to an error below 1. Nothing beyond Rational::most_bits.
///
/// x = r + k·ln 2 with |r| < 1; the Taylor series of e^r has fewer terms than `precision`, each off by less than 2 units of the last place.
inline std::optional<Bounds> exp_bounds(const Enclosure& x, std::size_t precision) {
  const Enclosure two = ln_two(precision);
  const cpp_int whole = x.value / two.value;
  constexpr auto most = static_cast<std::int64_t>(Rational::most_bits);
  if (abs(whole) > most) return std::nullopt;
  const auto k = static_cast<std::int64_t>(whole);
  const cpp_int r = x.value - two.value * k;
  const cpp_int one = shifted(1, static_cast<std::int64_t>(precision));
  cpp_int sum = 0;
  cpp_int term = one;
  for (unsigned n = 1; term != 0; ++n) {
    sum += term;
    term = term * r / (one * n);
  }
  const cpp_int error = 2 * precision + 16 + 4 * (x.error + two.error * magnitude(k));
  const std::int64_t place = k - static_cast<std::int64_t>(precision);
  return Bounds{scaled_by_two(sum - error, place), scaled_by_two(sum + error, place)};
}

/// Its power of ten, or the one above: rounded from the sizes of the terms.
inline int decade(const BigRational& number) {
  const auto bits = static_cast<double>(bit_length(number.numerator)) - static_cast<double>(bit_length(number.denominator));
  return static_cast<int>(std::floor(bits * 0.30103));
}

inline Rational ten_to(int exponent) {
  const cpp_int power = power_of_ten(std::abs(exponent));
  return exponent < 0 ? BigRational::settle_lowest(1, power) : BigRational::settle_lowest(power, 1);
}

/// Rounds half_even to 30 significant digits.
inline Rational to_significant_digits(const Rational& number) {
  if (number.is_zero()) return number;
  const Rational limit = ten_to(significant_digits);
  Rational unit = ten_to(decade(BigRational::of(number)) - significant_digits - 1);
  Rational units = number / unit;
  while (units.abs() >= limit) {
    units /= 10;
    unit *= 10;
  }
  return round_to_whole(units, Rounding::half_even) * unit;
}

/// Raises the precision until both bounds round to the same number. `bounds_at(precision)` has nothing where there is no result.
///
/// Bounds that `most_precision` does not part hold a tie: it goes to its even neighbour. Only powers meet ties.
template <class BoundsAt>
std::optional<Rational> rounded_once_known(BoundsAt bounds_at, std::size_t most_precision) {
  for (std::size_t precision = 192;; precision *= 2) {
    const std::optional<Bounds> bounds = bounds_at(precision);
    if (!bounds) return std::nullopt;
    const Rational low = to_significant_digits(bounds->low);
    const Rational high = to_significant_digits(bounds->high);
    if (low == high) return low;
    if (precision >= most_precision) return to_significant_digits((low + high) / 2);
  }
}

inline constexpr std::size_t enough_precision = 4096;

/// Σ exponent × ln base.
inline Enclosure sum_of_logarithms(std::span<const Power> powers, std::size_t precision) {
  Enclosure sum{0, 0};
  for (const auto& [base, exponent] : powers) {
    const auto times = BigRational::of(exponent);
    const Enclosure logarithm = ln_enclosure(BigRational::of(base), precision);
    sum.value += logarithm.value * times.numerator / times.denominator;
    sum.error += logarithm.error * times.size() / times.denominator + 2;
  }
  return sum;
}

/// Pre: all bases are above 0.
inline std::optional<Rational> rounded_product(const std::vector<Power>& powers) {
  return rounded_once_known([&](std::size_t precision) { return exp_bounds(sum_of_logarithms(powers, precision), precision); },
                            enough_precision);
}

/// A power that needs no logarithm: to a whole exponent, or of 0 or 1.
inline bool is_exact(const Power& power) { return power.exponent.is_integer() || power.base.is_zero() || power.base == 1; }

/// Pre: is_exact(power).
inline std::optional<Rational> exact_power(const Power& power) {
  if (power.base == 1) return power.base;
  if (power.base.is_zero() && power.exponent.sign() > 0) return power.base;
  if (power.base.is_zero() && power.exponent.sign() < 0) return std::nullopt;
  const auto exponent = power.exponent.to_int64();
  return exponent ? pow(power.base, *exponent) : std::nullopt;
}

}  // namespace detail

KAOHE_INLINE std::optional<Rational> sqrt(const Rational& number) {
  if (number.sign() < 0) return std::nullopt;
  if (number.is_zero()) return number;
  const auto big = detail::BigRational::of(number);
  const int digits = std::max(0, detail::significant_digits + 2 - detail::decade(big) / 2);
  const detail::cpp_int scale = detail::power_of_ten(digits);
  detail::cpp_int square, rest;
  divide_qr(detail::cpp_int(big.numerator * scale * scale), big.denominator, square, rest);
  detail::cpp_int more;
  const detail::cpp_int root = sqrt(square, more);
  // With more digits than 30 before the point, anything between root and root + 1 rounds as the half between them.
  const int between = rest != 0 || more != 0 ? 1 : 0;
  return detail::to_significant_digits(detail::BigRational::settle(2 * root + between, 2 * scale));
}

KAOHE_INLINE std::optional<Rational> ln(const Rational& number) {
  if (number.sign() <= 0) return std::nullopt;
  if (number == 1) return Rational(0);
  const auto big = detail::BigRational::of(number);
  const auto bounds_at = [&](std::size_t precision) {
    const auto [value, error] = detail::ln_enclosure(big, precision);
    const auto place = -static_cast<std::int64_t>(precision);
    return std::optional(detail::Bounds{detail::scaled_by_two(value - error, place), detail::scaled_by_two(value + error, place)});
  };
  return detail::rounded_once_known(bounds_at, detail::enough_precision + 4 * number.bits());
}

KAOHE_INLINE std::optional<Rational> exp(const Rational& number) {
  const auto big = detail::BigRational::of(number);
  const auto bounds_at = [&](std::size_t precision) {
    return detail::exp_bounds({detail::cpp_int(big.numerator << precision) / big.denominator, 1}, precision);
  };
  return detail::rounded_once_known(bounds_at, detail::enough_precision + 4 * number.bits());
}

KAOHE_INLINE std::optional<Rational> pow(const Rational& base, const Rational& exponent) {
  const Power power{base, exponent};
  return power_product(1, {&power, 1});
}

KAOHE_INLINE std::optional<Rational> power_product(const Rational& factor, std::span<const Power> powers) {
  Rational exact = factor;
  std::vector<Power> others;
  for (const Power& power : powers) {
    if (!detail::is_exact(power)) {
      if (power.base.sign() < 0) return std::nullopt;
      others.push_back(power);
      continue;
    }
    const auto value = detail::exact_power(power);
    if (!value) return std::nullopt;
    exact *= *value;
  }
  if (others.empty() || exact.is_zero()) return exact;
  if (exact.abs() != 1) others.push_back({exact.abs(), 1});
  const auto size = detail::rounded_product(others);
  return size && exact.sign() < 0 ? -*size : size;
}

}  // namespace kaohe
