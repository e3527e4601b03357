#pragma once

// How a rational number is read and written.

#include <kaohe/number/detail/big_rational.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cstdint>
#include <iterator>
#include <limits>

namespace kaohe {

namespace detail {

inline constexpr std::size_t most_digits = 400;

/// Cuts the leading digits off `text`.
inline std::string_view take_digits(std::string_view& text) {
  const auto end = std::ranges::find_if_not(text, is_digit);
  const auto digits = text.substr(0, static_cast<std::size_t>(end - text.begin()));
  text.remove_prefix(digits.size());
  return digits;
}

/// Cuts a leading sign off `text`; true for a minus.
inline bool take_minus(std::string_view& text) {
  const bool minus = text.starts_with('-');
  if (minus || text.starts_with('+')) text.remove_prefix(1);
  return minus;
}

/// Cuts `e±n` off `text`: 0 where there is none, nothing where it is malformed or beyond ±400.
inline std::optional<int> take_exponent(std::string_view& text) {
  if (!text.starts_with('e') && !text.starts_with('E')) return 0;
  text.remove_prefix(1);
  const bool minus = take_minus(text);
  const std::string_view digits = take_digits(text);
  int exponent = 0;
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), exponent);
  if (digits.empty() || read.ec != std::errc{} || exponent > static_cast<int>(most_digits)) return std::nullopt;
  return minus ? -exponent : exponent;
}

inline cpp_int power_of_ten(int exponent) { return pow(cpp_int(10), static_cast<unsigned>(exponent)); }

/// digits × 10^exponent.
inline Rational decimal_number(const std::string& digits, int exponent, bool minus) {
  constexpr std::size_t in_place = powers_of_ten.size() - 1;
  if (digits.size() <= in_place && exponent <= 0 && static_cast<std::size_t>(-exponent) <= in_place) {
    std::int64_t units = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), units);
    return {minus ? -units : units, powers_of_ten[static_cast<std::size_t>(-exponent)]};
  }
  cpp_int units(digits.substr(std::min(digits.find_first_not_of('0'), digits.size() - 1)));  // a leading zero would mean octal
  if (minus) units = -units;
  if (exponent >= 0) return BigRational::settle(units * power_of_ten(exponent), 1);
  return BigRational::settle(units, power_of_ten(-exponent));
}

/// Digits after the point of a decimal with this denominator; nothing where there is no end to them.
inline std::optional<int> decimal_places(cpp_int denominator) {
  const int twos = static_cast<int>(lsb(denominator));
  denominator >>= static_cast<unsigned>(twos);
  int fives = 0;
  for (; denominator % 5 == 0; ++fives) denominator /= 5;
  if (denominator != 1) return std::nullopt;
  return std::max(twos, fives);
}

inline std::optional<int> decimal_places(std::int64_t denominator) {
  const int twos = std::countr_zero(static_cast<std::uint64_t>(denominator));
  denominator >>= twos;
  int fives = 0;
  for (; denominator % 5 == 0; ++fives) denominator /= 5;
  if (denominator != 1) return std::nullopt;
  return std::max(twos, fives);
}

/// Writes `units`, a whole number without sign, with the last `places` digits after a point.
inline std::string place_point(std::string units, int places, bool minus) {
  const auto after = static_cast<std::size_t>(places);
  if (units.size() <= after) units.insert(0, after + 1 - units.size(), '0');
  if (after > 0) units.insert(units.size() - after, ".");
  return minus ? "-" + units : units;
}

/// The same where places are few. Pre: places < 20.
inline std::string place_point(std::uint64_t units, int places, bool minus) {
  std::array<char, 24> room;
  char* first = room.end();
  for (int digit = 0; digit <= places || units != 0; ++digit, units /= 10) {
    if (digit != 0 && digit == places) *--first = '.';
    *--first = static_cast<char>('0' + units % 10);
  }
  if (minus) *--first = '-';
  return {first, room.end()};
}

}  // namespace detail

KAOHE_INLINE std::optional<Rational> Rational::parse(std::string_view text) {
  const bool minus = detail::take_minus(text);
  std::string digits(detail::take_digits(text));
  int exponent = 0;
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    const std::string_view fraction = detail::take_digits(text);
    if (fraction.size() > detail::most_digits) return std::nullopt;
    digits += fraction;
    exponent = -static_cast<int>(fraction.size());
  }
  if (digits.empty() || digits.size() > detail::most_digits) return std::nullopt;
  const auto written = detail::take_exponent(text);
  if (!written || !text.empty()) return std::nullopt;
  return detail::decimal_number(digits, exponent + *written, minus);
}

KAOHE_INLINE bool Rational::is_finite_decimal() const {
  if (!big_) return detail::decimal_places(denominator_).has_value();
  return detail::decimal_places(detail::BigRational::of(*this).denominator).has_value();
}

KAOHE_INLINE std::string Rational::text() const {
  const auto places = big_ ? std::nullopt : detail::decimal_places(denominator_);
  if (!big_ && !places) return std::to_string(numerator_) + "/" + std::to_string(denominator_);
  if (places && *places < std::ssize(detail::powers_of_ten)) {
    const auto more = static_cast<std::uint64_t>(detail::powers_of_ten[static_cast<std::size_t>(*places)] / denominator_);
    const detail::uint128 units = static_cast<detail::uint128>(detail::magnitude(numerator_)) * more;
    if (units <= std::numeric_limits<std::uint64_t>::max())
      return detail::place_point(static_cast<std::uint64_t>(units), *places, numerator_ < 0);
  }
  const auto number = detail::BigRational::of(*this);
  const auto digits = detail::decimal_places(number.denominator);
  if (!digits) return number.numerator.str() + "/" + number.denominator.str();
  const detail::cpp_int units = number.size() * detail::power_of_ten(*digits) / number.denominator;
  return detail::place_point(units.str(), *digits, number.numerator < 0);
}

KAOHE_INLINE std::string Rational::decimal(int digits) const {
  Expects(digits >= 0 && digits <= static_cast<int>(detail::most_digits));
  if (!big_ && digits < std::ssize(detail::powers_of_ten)) {
    const auto scale = static_cast<std::uint64_t>(detail::powers_of_ten[static_cast<std::size_t>(digits)]);
    const auto below = static_cast<detail::uint128>(denominator_);
    const detail::uint128 units = (2 * static_cast<detail::uint128>(detail::magnitude(numerator_)) * scale + below) / (2 * below);
    if (units <= std::numeric_limits<std::uint64_t>::max())
      return detail::place_point(static_cast<std::uint64_t>(units), digits, numerator_ < 0 && units != 0);
  }
  const auto number = detail::BigRational::of(*this);
  const detail::cpp_int twice = 2 * number.size() * detail::power_of_ten(digits) + number.denominator;
  const detail::cpp_int units = twice / (2 * number.denominator);
  return detail::place_point(units.str(), digits, number.numerator < 0 && units != 0);
}

}  // namespace kaohe
