#pragma once

// Which decimals a column of float64 values stands for.

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <kaohe/number/detail/lanes.hpp>
#include <kaohe/number/rational.hpp>
#include <optional>

namespace kaohe {

/// The decimal a float64 stands for: the shortest one that reads back as it, or, where that takes 16 or 17 digits, the one of 15
/// significant digits (SPEC 2.1). Pre: finite.
inline Rational decimal_of(double value) {
  Expects(std::isfinite(value));
  char buffer[32];
  auto written = std::to_chars(std::begin(buffer), std::end(buffer), value, std::chars_format::scientific);
  const auto digits = std::count_if(buffer, std::find(buffer, written.ptr, 'e'), detail::is_digit);
  if (digits > 15) written = std::to_chars(std::begin(buffer), std::end(buffer), value, std::chars_format::scientific, 14);
  return *Rational::parse({buffer, written.ptr});
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

/// The nearest whole number. Written so that loops vectorise on any instruction set. Pre: |value| < 2^51.
inline double nearest_whole(double value) {
  constexpr double shift = 6755399441055744.0;  // 1.5 × 2^52: the unit in the last place is 1 there
  return (value + shift) - shift;
}

/// The units at `scale` of the decimal that `value` stands for, where they can be told without writing it out; NaN elsewhere.
///
/// A quotient equal to `value` has at most 15 digits, and no two decimals of 15 digits share a float: it is the decimal meant. And no such
/// decimal is overlooked, since below 10^15 the product is off by less than a half.
inline double float_units(double value, double scale) {
  const double scaled = value * scale;
  const double units = nearest_whole(scaled);
  const std::uint64_t too_large = 1 - (bits_of(std::fabs(scaled) - 1e15) >> 63);
  return nan_where(too_large | nonzero_flag(units / scale - value), units + 0.0);
}

/// A column as the caller holds it.
struct FloatRows {
  const double* data;
  std::ptrdiff_t stride;

  double operator[](std::size_t row) const { return data[static_cast<std::ptrdiff_t>(row) * stride]; }
};

inline bool all_fit(FloatRows values, std::size_t begin, std::size_t end, double scale) {
  std::uint64_t odd = 0;
  for (std::size_t row = begin; row < end; ++row) odd |= nan_flag(float_units(values[row], scale)) & ~nan_flag(values[row]);
  return odd == 0;
}

/// The digits `value` takes: at least `digits`, and just these where it takes more than a column may have.
inline int digits_for(double value, int digits) {
  if (!std::isfinite(value)) return digits;
  for (int more = digits; more <= most_column_digits; ++more) {
    if (!std::isnan(float_units(value, scale_of(more)))) return more;
  }
  const Rational number = decimal_of(value);
  for (int more = digits; more <= most_column_digits; ++more) {
    if (exact_units(number, more)) return more;
  }
  return digits;
}

/// The fewest digits, up to 9, that hold every value that 9 digits can hold.
inline int digits_for(FloatRows values, std::size_t rows) {
  constexpr std::size_t block = 1024;
  int digits = 0;
  for (std::size_t begin = 0; begin < rows; begin += block) {
    const std::size_t end = std::min(rows, begin + block);
    if (all_fit(values, begin, end, scale_of(digits))) continue;
    for (std::size_t row = begin; row < end; ++row) digits = digits_for(values[row], digits);
  }
  return digits;
}

}  // namespace detail

}  // namespace kaohe
