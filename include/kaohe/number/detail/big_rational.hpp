#pragma once

// What rational.hpp leaves to Boost.Multiprecision: numbers of any size.

#include <kaohe/number/rational.hpp>

#include <boost/multiprecision/cpp_int.hpp>

#include <algorithm>
#include <bit>
#include <cmath>
#include <utility>

namespace kaohe {

namespace detail {

using boost::multiprecision::cpp_int;

/// Two terms of any size in lowest terms; the denominator is positive.
struct BigRational {
  cpp_int numerator;
  cpp_int denominator;

  static BigRational of(const Rational& number) {
    if (number.big_) return *number.big_;
    return {number.numerator_, number.denominator_};
  }

  cpp_int size() const { return abs(numerator); }  // of the numerator, without its sign

  /// Pre: denominator > 0; the terms need not be lowest.
  static Rational settle(cpp_int numerator, cpp_int denominator) {
    const cpp_int common = gcd(numerator, denominator);
    if (common != 1) {
      numerator /= common;
      denominator /= common;
    }
    return settle_lowest(std::move(numerator), std::move(denominator));
  }

  static Rational settle_lowest(cpp_int numerator, cpp_int denominator) {
    Rational result;
    if (fits(numerator) && fits(denominator)) {
      result.numerator_ = static_cast<std::int64_t>(numerator);
      result.denominator_ = static_cast<std::int64_t>(denominator);
    } else {
      result.big_.reset(new BigRational{std::move(numerator), std::move(denominator)});
    }
    return result;
  }

 private:
  static bool fits(const cpp_int& term) {
    return term >= std::numeric_limits<std::int64_t>::min() && term <= std::numeric_limits<std::int64_t>::max();
  }
};

KAOHE_INLINE void BigRationalDeleter::operator()(BigRational* big) const noexcept { delete big; }

inline std::size_t bit_length(const cpp_int& term) { return term == 0 ? 0 : msb(abs(term)) + 1; }

inline cpp_int floor_quotient(const cpp_int& numerator, const cpp_int& denominator) {
  cpp_int quotient, remainder;
  divide_qr(numerator, denominator, quotient, remainder);
  return remainder < 0 ? quotient - 1 : quotient;
}

/// The double nearest to n/d: 62 or more bits of the quotient, the rest of it felt in the last of them.
inline double nearest_double(const cpp_int& numerator, const cpp_int& denominator) {
  const auto shift = static_cast<std::ptrdiff_t>(bit_length(numerator)) - static_cast<std::ptrdiff_t>(bit_length(denominator)) - 63;
  cpp_int above = abs(numerator);
  cpp_int below = denominator;
  if (shift < 0) {
    above <<= static_cast<std::size_t>(-shift);
  } else {
    below <<= static_cast<std::size_t>(shift);
  }
  cpp_int quotient, remainder;
  divide_qr(above, below, quotient, remainder);
  const auto bits = static_cast<std::uint64_t>(quotient) | static_cast<std::uint64_t>(remainder != 0);
  const double size = std::ldexp(static_cast<double>(bits), static_cast<int>(shift));
  return numerator < 0 ? -size : size;
}

}  // namespace detail

KAOHE_INLINE detail::BigRationalPointer Rational::copy_big(const detail::BigRational& big) {
  return detail::BigRationalPointer(new detail::BigRational(big));
}

KAOHE_INLINE Rational Rational::make_big(detail::int128 numerator, detail::int128 denominator) {
  return detail::BigRational::settle_lowest(detail::cpp_int(numerator), detail::cpp_int(denominator));
}

KAOHE_INLINE Rational Rational::add_big(const Rational& a, const Rational& b) {
  const auto x = detail::BigRational::of(a);
  const auto y = detail::BigRational::of(b);
  return detail::BigRational::settle(x.numerator * y.denominator + y.numerator * x.denominator, x.denominator * y.denominator);
}

KAOHE_INLINE Rational Rational::multiply_big(const Rational& a, const Rational& b) {
  const auto x = detail::BigRational::of(a);
  const auto y = detail::BigRational::of(b);
  return detail::BigRational::settle(x.numerator * y.numerator, x.denominator * y.denominator);
}

KAOHE_INLINE Rational Rational::divide_big(const Rational& a, const Rational& b) {
  const auto x = detail::BigRational::of(a);
  const auto y = detail::BigRational::of(b);
  const int sign = y.numerator < 0 ? -1 : 1;
  return detail::BigRational::settle(sign * x.numerator * y.denominator, sign * x.denominator * y.numerator);
}

KAOHE_INLINE std::strong_ordering Rational::compare_big(const Rational& a, const Rational& b) {
  const auto x = detail::BigRational::of(a);
  const auto y = detail::BigRational::of(b);
  return detail::cpp_int(x.numerator * y.denominator).compare(y.numerator * x.denominator) <=> 0;
}

KAOHE_INLINE Rational Rational::floor_big() const {
  return detail::BigRational::settle_lowest(detail::floor_quotient(big_->numerator, big_->denominator), 1);
}

KAOHE_INLINE double Rational::approximate() const {
  constexpr std::uint64_t exact = std::uint64_t{1} << 53;
  if (!big_ && detail::magnitude(numerator_) <= exact && detail::magnitude(denominator_) <= exact) {
    return static_cast<double>(numerator_) / static_cast<double>(denominator_);
  }
  const auto number = detail::BigRational::of(*this);
  return detail::nearest_double(number.numerator, number.denominator);
}

KAOHE_INLINE std::size_t Rational::bits() const {
  if (big_) return std::max(detail::bit_length(big_->numerator), detail::bit_length(big_->denominator));
  return static_cast<std::size_t>(std::bit_width(std::max(detail::magnitude(numerator_), detail::magnitude(denominator_))));
}

KAOHE_INLINE std::optional<Rational> pow(const Rational& base, std::int64_t exponent) {
  if (exponent < 0 && base.is_zero()) return std::nullopt;
  if (base.abs() == 1 || base.is_zero()) return exponent == 0 || (base.sign() < 0 && exponent % 2 == 0) ? Rational(1) : base;
  const std::uint64_t times = detail::magnitude(exponent);
  if (times > Rational::most_bits || (base.bits() - 1) * times > Rational::most_bits) return std::nullopt;
  const auto number = detail::BigRational::of(base);
  const auto power = static_cast<unsigned>(times);
  const Rational result = detail::BigRational::settle_lowest(pow(number.numerator, power), pow(number.denominator, power));
  return exponent < 0 ? 1 / result : result;
}

}  // namespace kaohe

#include <kaohe/number/detail/rational_text.hpp>  // last, so that each of the two may come first
