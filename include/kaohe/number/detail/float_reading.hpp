#pragma once

// Which decimals a column of float64 values stands for.

#include <kaohe/number/detail/lanes.hpp>
#include <kaohe/number/float_pieces.hpp>
#include <kaohe/number/rational.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <span>

namespace kaohe {

namespace detail {

/// units ÷ 10^digits, without a zero at the end of the digits.
struct ShortDecimal {
  std::int64_t units;
  int digits;
};

/// size × 2^exponent × 10^digits as the nearest whole number, half_even. Pre: it is below 2^63, -126 < exponent < 0 and no overflow.
inline std::int64_t nearest_units(std::uint64_t size, int exponent, int digits) {
  const uint128 product = static_cast<uint128>(size) * static_cast<std::uint64_t>(powers_of_ten[static_cast<std::size_t>(digits)]);
  const uint128 one = static_cast<uint128>(1) << -exponent;
  const auto whole = static_cast<std::int64_t>(product >> -exponent);
  const uint128 twice = 2 * (product & (one - 1));
  return whole + (twice > one || (twice == one && whole % 2 != 0) ? 1 : 0);
}

/// The decimal of 15 significant digits nearest to `value`. Nothing outside of what 128 bits and 17 digits after the point hold.
inline std::optional<ShortDecimal> at_fifteen_digits(double value) {
  const double size = std::fabs(value);
  if (!(size >= 1e-3 && size < 1e15)) return std::nullopt;
  int exponent = 0;
  const auto mantissa = static_cast<std::uint64_t>(std::ldexp(std::frexp(size, &exponent), 53));
  const int decade = static_cast<int>(std::floor((exponent - 1) * 0.30103));  // or one too low
  int digits = 14 - decade;
  std::int64_t units = nearest_units(mantissa, exponent - 53, digits);
  if (units >= 1'000'000'000'000'000 && digits > 0) units = nearest_units(mantissa, exponent - 53, --digits);
  for (; digits > 0 && units % 10 == 0; --digits) units /= 10;
  return ShortDecimal{value < 0 ? -units : units, digits};
}

/// Any decimal_of(), by writing it out.
inline Rational written_decimal(double value) {
  char buffer[32];
  auto written = std::to_chars(std::begin(buffer), std::end(buffer), value, std::chars_format::scientific);
  const auto digits = std::count_if(buffer, std::find(buffer, written.ptr, 'e'), is_digit);
  if (digits > 15) written = std::to_chars(std::begin(buffer), std::end(buffer), value, std::chars_format::scientific, 14);
  return *Rational::parse({buffer, written.ptr});
}

}  // namespace detail

/// The decimal a float64 stands for: the shortest one that reads back as it, or, where that takes 16 or 17 digits, the one of 15
/// significant digits. Pre: finite.
///
/// A decimal of up to 15 digits reads back from its nearest normal float, so both come to rounding at 15 digits; only floats next to zero,
/// which hold fewer digits, need the distinction.
inline Rational decimal_of(double value) {
  Expects(std::isfinite(value));
  const auto decimal = detail::at_fifteen_digits(value);
  if (!decimal) return detail::written_decimal(value);
  return {decimal->units, detail::powers_of_ten[static_cast<std::size_t>(decimal->digits)]};
}

namespace detail {

inline constexpr int most_column_digits = 9;

inline constexpr double units_limit = 9007199254740992.0;  // 2^53: every whole number below is a double

constexpr double scale_of(int digits) { return static_cast<double>(powers_of_ten[static_cast<std::size_t>(digits)]); }

/// number × 10^digits, where that is a whole number a double holds.
inline std::optional<double> exact_units(const Rational& number, int digits) {
  const auto terms = number.terms();
  const std::int64_t scale = powers_of_ten[static_cast<std::size_t>(digits)];
  if (!terms || scale % terms->denominator != 0) return std::nullopt;
  const int128 units = static_cast<int128>(terms->numerator) * (scale / terms->denominator);
  constexpr auto limit = static_cast<int128>(units_limit);
  if (units <= -limit || units >= limit) return std::nullopt;
  return static_cast<double>(units);
}

inline constexpr double told_units = 1e15;  // below this, units can be told from a float

/// The units at `scale` of the decimal that `value` stands for, where they are below `limit` and can be told without writing it out; NaN
/// elsewhere. Pre: limit <= told_units.
///
/// Rounding at 15 digits gives units ÷ scale where that is nearer than half of the 15th digit, which is more than 5e-16 of the value. The
/// product is off by at most 1.2e-16 of it, so 3.5e-16 is near enough; and the float next to a decimal is off by no more than
/// another 1.2e-16, so none is overlooked.
inline double float_units(double value, double scale, double limit = told_units) {
  constexpr double near = 3.5e-16;
  const double scaled = value * scale;
  const double size = std::fabs(scaled);
  const double units = nearest_whole(scaled);
  const std::uint64_t too_large = 1 - (bits_of(size - limit) >> 63);
  const std::uint64_t too_far = bits_of(near * size - std::fabs(scaled - units)) >> 63;
  return nan_where(too_large | too_far, units + 0.0);
}

KAOHE_LOOP inline void units_of_floats(std::span<const double> values, double scale, double limit, std::span<double> out) {
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = float_units(values[i], scale, limit);
}

/// The fewest digits that hold the number, however many; nothing for a number that units do not hold with any.
inline std::optional<int> digits_taken(double value) {
  if (const auto decimal = at_fifteen_digits(value)) return decimal->digits;
  const Rational number = written_decimal(value);
  for (int digits = 0; digits <= most_column_digits; ++digits) {
    if (exact_units(number, digits)) return digits;
  }
  return std::nullopt;
}

/// The digits a column of `digits` needs to take `value` in: just these where it takes more than a column may have.
inline int digits_for(double value, int digits) {
  if (!std::isfinite(value) || nan_flag(float_units(value, scale_of(digits))) == 0) return digits;
  const auto taken = digits_taken(value);
  return taken && *taken <= most_column_digits ? std::max(digits, *taken) : digits;
}

/// The fewest digits, up to 9, that hold every value that 9 digits can hold, of those looked at: all of a small column, of a large one
/// runs of them all over it.
inline int digits_for(const FloatPieces& pieces) {
  constexpr std::size_t run = 16, runs = 128;
  const std::size_t rows = pieces.size();
  std::array<double, run> room;
  int digits = 0;
  const auto look = [&](std::size_t first) {
    for (const double value : pieces.read(first, std::span(room).first(std::min(run, rows - first)))) digits = digits_for(value, digits);
  };
  const std::size_t step = std::max(run, rows / runs);
  for (std::size_t first = 0; first < rows; first += step) look(first);
  return digits;
}

}  // namespace detail

}  // namespace kaohe
