#pragma once

#include <kaohe/number/rational.hpp>

#include <algorithm>
#include <compare>
#include <optional>
#include <utility>

namespace kaohe {

/// All numbers from `low` to `high`, both included. A side without a number has no end.
///
/// The arithmetic is sound: what comes of any numbers of two intervals lies in what comes of the intervals.
struct Interval {
  std::optional<Rational> low, high;

  static Interval at(const Rational& number) { return {number, number}; }

  bool is_point() const { return low && high && *low == *high; }
  bool holds(const Rational& number) const { return !(low && number < *low) && !(high && *high < number); }
  bool within(const Interval& outer) const {
    return (!outer.low || (low && *outer.low <= *low)) && (!outer.high || (high && *high <= *outer.high));
  }

  friend bool operator==(const Interval&, const Interval&) = default;
};

/// True where some number of `a` is less than some number of `b`.
inline bool may_be_less(const Interval& a, const Interval& b) { return !a.low || !b.high || *a.low < *b.high; }

/// What lies in both; nothing where they do not meet.
inline std::optional<Interval> overlap(const Interval& a, const Interval& b) {
  Interval both = a;
  if (b.low && (!both.low || *both.low < *b.low)) both.low = b.low;
  if (b.high && (!both.high || *b.high < *both.high)) both.high = b.high;
  if (both.low && both.high && *both.high < *both.low) return std::nullopt;
  return both;
}

/// The least interval that holds both.
inline Interval hull(const Interval& a, const Interval& b) {
  Interval all;
  if (a.low && b.low) all.low = std::min(*a.low, *b.low);
  if (a.high && b.high) all.high = std::max(*a.high, *b.high);
  return all;
}

/// What a function that never falls makes of it.
template <class Rising>
Interval rising(const Interval& interval, const Rising& function) {
  Interval out;
  if (interval.low) out.low = function(*interval.low);
  if (interval.high) out.high = function(*interval.high);
  return out;
}

inline Interval operator-(const Interval& a) {
  Interval out;
  if (a.high) out.low = -*a.high;
  if (a.low) out.high = -*a.low;
  return out;
}

inline Interval operator+(const Interval& a, const Interval& b) {
  Interval out;
  if (a.low && b.low) out.low = *a.low + *b.low;
  if (a.high && b.high) out.high = *a.high + *b.high;
  return out;
}

inline Interval operator-(const Interval& a, const Interval& b) { return a + -b; }

namespace detail {

/// A number or, with a sign in `infinite`, what is beyond all numbers of that sign.
struct Extended {
  int infinite = 0;
  Rational number;

  friend std::strong_ordering operator<=>(const Extended&, const Extended&) = default;
};

inline Extended low_of(const Interval& interval) { return interval.low ? Extended{0, *interval.low} : Extended{-1, 0}; }
inline Extended high_of(const Interval& interval) { return interval.high ? Extended{0, *interval.high} : Extended{1, 0}; }

/// Nothing times what is beyond all numbers is nothing: it stands for numbers, none of which is infinite.
inline Extended product(const Extended& a, const Extended& b) {
  const int a_sign = a.infinite != 0 ? a.infinite : a.number.sign();
  const int b_sign = b.infinite != 0 ? b.infinite : b.number.sign();
  if (a_sign == 0 || b_sign == 0) return {0, 0};
  if (a.infinite != 0 || b.infinite != 0) return {a_sign * b_sign, 0};
  return {0, a.number * b.number};
}

inline std::optional<Rational> finite(const Extended& end) {
  if (end.infinite != 0) return std::nullopt;
  return end.number;
}

}  // namespace detail

inline Interval operator*(const Interval& a, const Interval& b) {
  using namespace detail;
  const auto [low, high] = std::minmax(
      {product(low_of(a), low_of(b)), product(low_of(a), high_of(b)), product(high_of(a), low_of(b)), product(high_of(a), high_of(b))});
  return {finite(low), finite(high)};
}

/// 1 ÷ every number of it but 0. Nothing where it holds no other.
inline std::optional<Interval> reciprocal(const Interval& a) {
  const bool down = !a.low || a.low->sign() < 0, up = !a.high || a.high->sign() > 0;
  if (!down && !up) return std::nullopt;
  if (down && up) return Interval{};
  const auto turned = [](const std::optional<Rational>& end) {
    return end ? (end->is_zero() ? std::nullopt : std::optional(Rational(1) / *end)) : std::optional(Rational(0));
  };
  return Interval{turned(a.high), turned(a.low)};
}

/// The lesser of two numbers, and the greater.
inline Interval lesser(const Interval& a, const Interval& b) {
  using namespace detail;
  return {finite(std::min(low_of(a), low_of(b))), finite(std::min(high_of(a), high_of(b)))};
}

inline Interval greater(const Interval& a, const Interval& b) { return -lesser(-a, -b); }

}  // namespace kaohe
