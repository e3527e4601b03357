#pragma once

#include <kaohe/base/export.hpp>

#include <gsl/assert>

#include <array>
#include <compare>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <numeric>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace kaohe {

namespace detail {

__extension__ typedef __int128 int128;
__extension__ typedef unsigned __int128 uint128;

/// A rational number of which a term does not fit 64 bits: see detail/big_rational.hpp.
struct BigRational;

struct KAOHE_EXPORT BigRationalDeleter {
  void operator()(BigRational* big) const noexcept;
};

using BigRationalPointer = std::unique_ptr<BigRational, BigRationalDeleter>;

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

constexpr std::uint64_t magnitude(std::int64_t number) {
  return number < 0 ? 0 - static_cast<std::uint64_t>(number) : static_cast<std::uint64_t>(number);
}

/// The greatest common divisor; found at once beside 1, which most denominators are.
constexpr std::uint64_t common_divisor(std::int64_t a, std::int64_t b) {
  const std::uint64_t first = magnitude(a);
  const std::uint64_t second = magnitude(b);
  return first == 1 || second == 1 ? 1 : std::gcd(first, second);
}

inline constexpr std::array<std::int64_t, 19> powers_of_ten = [] {
  std::array<std::int64_t, 19> powers{1};
  for (std::size_t i = 1; i < powers.size(); ++i) powers[i] = powers[i - 1] * 10;
  return powers;
}();

}  // namespace detail

/// A whole number: what a rational number can be made of without loss. Doubles are not, and do not convert.
template <class T>
concept WholeNumber = std::integral<T> && !std::same_as<T, bool>;

/// An exact rational number in lowest terms, of any size. Regular: copies, compares, orders by value. A moved-from number is some number.
///
/// Numbers whose terms fit 64 bits are computed in place; others fall back to Boost.Multiprecision and come back as soon as they fit.
///
/// Thread safety: one thread at a time; distinct numbers are independent.
class KAOHE_EXPORT Rational {
 public:
  /// Both terms of a number that is held in place, in lowest terms; the denominator is positive.
  struct Terms {
    std::int64_t numerator;
    std::int64_t denominator;
  };

  /// Larger numbers are no figure of any assessment: callers refuse what grows past this (see bits()).
  static constexpr std::size_t most_bits = 65'536;

  Rational() = default;  // 0
  template <WholeNumber T>
  Rational(T whole);                                           // NOLINT: a whole number is a rational number
  Rational(std::int64_t numerator, std::int64_t denominator);  // Pre: denominator != 0

  Rational(const Rational& other) : numerator_(other.numerator_), denominator_(other.denominator_), big_(copy(other)) {}
  Rational(Rational&& other) noexcept = default;
  Rational& operator=(const Rational& other);
  Rational& operator=(Rational&& other) noexcept = default;
  ~Rational() = default;

  /// Reads a decimal: an optional sign, digits with an optional point, an optional exponent (`-0.25`, `.5`, `1e3`). Nothing for anything
  /// else, for more than 400 digits and for an exponent beyond ±400.
  static std::optional<Rational> parse(std::string_view text);

  friend Rational operator+(const Rational& a, const Rational& b);
  friend Rational operator-(const Rational& a, const Rational& b) { return a + -b; }
  friend Rational operator*(const Rational& a, const Rational& b);
  friend Rational operator/(const Rational& a, const Rational& b);  // Pre: b is not zero
  Rational operator-() const;

  Rational& operator+=(const Rational& other) { return *this = *this + other; }
  Rational& operator-=(const Rational& other) { return *this = *this - other; }
  Rational& operator*=(const Rational& other) { return *this = *this * other; }
  Rational& operator/=(const Rational& other) { return *this = *this / other; }

  friend bool operator==(const Rational& a, const Rational& b);
  friend std::strong_ordering operator<=>(const Rational& a, const Rational& b);

  int sign() const;
  bool is_zero() const { return numerator_ == 0 && !big_; }
  bool is_integer() const;
  Rational abs() const { return sign() < 0 ? -*this : *this; }
  Rational floor() const;
  Rational ceil() const { return -(-*this).floor(); }

  /// The terms, where both fit 64 bits.
  std::optional<Terms> terms() const;
  std::optional<std::int64_t> to_int64() const;

  /// The nearest double; an infinity where there is none. For people and plots: nothing is decided by it.
  double approximate() const;

  /// The size of the longer term.
  std::size_t bits() const;

  /// The number is a decimal with finitely many digits.
  bool is_finite_decimal() const;

  /// The exact decimal without exponent or trailing zeros (`89.5`, `-0.25`), or `n/d` in lowest terms where no decimal is exact.
  std::string text() const;

  /// Exactly `digits` digits after the point, rounded half up, for people to read (`93.00`). Pre: 0 <= digits <= 400.
  std::string decimal(int digits) const;

 private:
  friend struct detail::BigRational;

  static Rational settle(detail::int128 numerator, detail::int128 denominator);  // Pre: lowest terms, denominator > 0
  static detail::BigRationalPointer copy(const Rational& other) { return other.big_ ? copy_big(*other.big_) : nullptr; }

  static detail::BigRationalPointer copy_big(const detail::BigRational& big);
  static Rational make_big(detail::int128 numerator, detail::int128 denominator);
  static Rational add_big(const Rational& a, const Rational& b);
  static Rational multiply_big(const Rational& a, const Rational& b);
  static Rational divide_big(const Rational& a, const Rational& b);
  static std::strong_ordering compare_big(const Rational& a, const Rational& b);
  Rational floor_big() const;

  std::int64_t numerator_ = 0;
  std::int64_t denominator_ = 1;
  detail::BigRationalPointer big_;  // with 0/1 beside it; only where a term does not fit, so that equal numbers look alike
};

/// `base` to a whole power. Nothing for a negative power of zero and for results beyond Rational::most_bits.
KAOHE_EXPORT std::optional<Rational> pow(const Rational& base, std::int64_t exponent);

// ---- in place

template <WholeNumber T>
Rational::Rational(T whole) {
  if (std::in_range<std::int64_t>(whole)) {
    numerator_ = static_cast<std::int64_t>(whole);
  } else {
    *this = make_big(static_cast<detail::int128>(whole), 1);
  }
}

inline Rational::Rational(std::int64_t numerator, std::int64_t denominator) {
  Expects(denominator != 0);
  const std::uint64_t common = detail::common_divisor(numerator, denominator);
  const auto size = static_cast<detail::int128>(detail::magnitude(numerator) / common);
  const auto below = static_cast<detail::int128>(detail::magnitude(denominator) / common);
  *this = settle((numerator < 0) != (denominator < 0) ? -size : size, below);
}

inline Rational& Rational::operator=(const Rational& other) {
  numerator_ = other.numerator_;
  denominator_ = other.denominator_;
  if (big_ || other.big_) {
    auto big = copy(other);
    big_ = std::move(big);
  }
  return *this;
}

inline Rational Rational::settle(detail::int128 numerator, detail::int128 denominator) {
  constexpr detail::int128 least = std::numeric_limits<std::int64_t>::min();
  constexpr detail::int128 most = std::numeric_limits<std::int64_t>::max();
  if (numerator < least || numerator > most || denominator > most) return make_big(numerator, denominator);
  Rational result;
  result.numerator_ = static_cast<std::int64_t>(numerator);
  result.denominator_ = static_cast<std::int64_t>(denominator);
  return result;
}

// Knuth, TAOCP 4.5.1: with terms in lowest terms, the gcds of 64 bits below are all it takes to be in lowest terms again.
inline Rational operator+(const Rational& a, const Rational& b) {
  if (a.big_ || b.big_) return Rational::add_big(a, b);
  const auto common = static_cast<std::int64_t>(detail::common_divisor(a.denominator_, b.denominator_));
  const std::int64_t a_rest = a.denominator_ / common;
  const std::int64_t b_rest = b.denominator_ / common;
  const detail::int128 sum = static_cast<detail::int128>(a.numerator_) * b_rest + static_cast<detail::int128>(b.numerator_) * a_rest;
  if (common == 1) return Rational::settle(sum, static_cast<detail::int128>(a_rest) * b_rest);
  const std::int64_t shared = std::gcd(static_cast<std::int64_t>(sum % common), common);
  return Rational::settle(sum / shared, static_cast<detail::int128>(a_rest) * (b.denominator_ / shared));
}

inline Rational operator*(const Rational& a, const Rational& b) {
  if (a.big_ || b.big_) return Rational::multiply_big(a, b);
  const std::uint64_t first = detail::common_divisor(a.numerator_, b.denominator_);
  const std::uint64_t second = detail::common_divisor(b.numerator_, a.denominator_);
  const auto above = [](std::int64_t numerator, std::uint64_t common) { return numerator / static_cast<std::int64_t>(common); };
  return Rational::settle(static_cast<detail::int128>(above(a.numerator_, first)) * above(b.numerator_, second),
                          static_cast<detail::int128>(above(a.denominator_, second)) * above(b.denominator_, first));
}

inline Rational operator/(const Rational& a, const Rational& b) {
  Expects(!b.is_zero());
  if (a.big_ || b.big_) return Rational::divide_big(a, b);
  const std::uint64_t above = detail::common_divisor(a.numerator_, b.numerator_);
  const std::uint64_t below = detail::common_divisor(a.denominator_, b.denominator_);
  const auto size = [](std::int64_t term, std::uint64_t common) { return static_cast<detail::int128>(detail::magnitude(term) / common); };
  const detail::int128 numerator = size(a.numerator_, above) * size(b.denominator_, below);
  const bool negative = (a.numerator_ < 0) != (b.numerator_ < 0);
  return Rational::settle(negative ? -numerator : numerator, size(a.denominator_, below) * size(b.numerator_, above));
}

inline Rational Rational::operator-() const {
  if (big_) return multiply_big(*this, -1);
  return settle(-static_cast<detail::int128>(numerator_), denominator_);
}

inline bool operator==(const Rational& a, const Rational& b) {
  if (a.big_ && b.big_) return Rational::compare_big(a, b) == 0;
  return !a.big_ && !b.big_ && a.numerator_ == b.numerator_ && a.denominator_ == b.denominator_;
}

inline std::strong_ordering operator<=>(const Rational& a, const Rational& b) {
  if (a.big_ || b.big_) return Rational::compare_big(a, b);
  return static_cast<detail::int128>(a.numerator_) * b.denominator_ <=> static_cast<detail::int128>(b.numerator_) * a.denominator_;
}

inline int Rational::sign() const {
  if (big_) return compare_big(*this, 0) < 0 ? -1 : 1;
  return (numerator_ > 0) - (numerator_ < 0);
}

inline Rational Rational::floor() const {
  if (big_) return floor_big();
  return numerator_ / denominator_ - (numerator_ % denominator_ < 0 ? 1 : 0);
}

inline bool Rational::is_integer() const { return big_ ? floor() == *this : denominator_ == 1; }

inline std::optional<Rational::Terms> Rational::terms() const {
  if (big_) return std::nullopt;
  return Terms{numerator_, denominator_};
}

inline std::optional<std::int64_t> Rational::to_int64() const {
  if (big_ || denominator_ != 1) return std::nullopt;
  return numerator_;
}

}  // namespace kaohe

// kaohe::kaohe compiles the rest once, in src/number/, and says so to whoever links it; kaohe::core alone takes it from the headers.
#ifndef KAOHE_COMPILED
#include <kaohe/number/detail/big_rational.hpp>
#endif
