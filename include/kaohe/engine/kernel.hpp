#pragma once

// The fast exact path: a curve over a column of scaled whole numbers held in doubles. What does not fit is left to the slow path.

#include <kaohe/engine/curve.hpp>
#include <kaohe/number/column.hpp>
#include <kaohe/number/divide.hpp>
#include <kaohe/number/rounding.hpp>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <numeric>
#include <optional>
#include <span>
#include <vector>

namespace kaohe::engine {

/// A segment with whole coefficients: units = round((p·x + q) / d), or a + b·steps in the same way, for x in whole units.
struct WholeSegment {
  double from = -std::numeric_limits<double>::infinity();  // the first unit that belongs to it
  double p = 0, q = 0;
  Divisor d{1};
  Steps steps = Steps::prorated;
  double a = 0, b = 0;
  Divisor c{1};
  double least = -std::numeric_limits<double>::infinity(), most = std::numeric_limits<double>::infinity();
};

/// A curve made ready for a column of `x_digits` digits, giving scores of `digits` digits.
struct WholeCurve {
  std::vector<WholeSegment> segments;
  double largest = 0;  // |x| in units up to which everything stays exact
};

namespace detail {

inline constexpr double exact_limit = 4503599627370496.0;  // 2^52

/// A rational as a whole number over a common denominator; nothing where it leaves the exact range.
inline std::optional<double> whole(const Rational& number, const Rational& denominator) {
  const auto found = (number * denominator).to_int64();
  if (!found || std::abs(static_cast<double>(*found)) >= exact_limit) return std::nullopt;
  return static_cast<double>(*found);
}

inline std::optional<std::int64_t> common_denominator_of(std::initializer_list<Rational> numbers) {
  std::int64_t common = 1;
  for (const Rational& number : numbers) {
    const auto terms = number.terms();
    if (!terms) return std::nullopt;
    const std::int64_t step = terms->denominator / std::gcd(common, terms->denominator);
    if (__builtin_mul_overflow(common, step, &common) || common >= static_cast<std::int64_t>(exact_limit)) return std::nullopt;
  }
  return common;
}

inline Rational ten_to(int digits) {
  Rational ten = 1;
  for (int i = 0; i < digits; ++i) ten *= Rational(10);
  return ten;
}

inline double bound_units(const Rational& bound, int digits, Rounding mode, double otherwise) {
  const auto units = (round_to(bound, digits, mode) * ten_to(digits)).to_int64();
  return units ? static_cast<double>(*units) : otherwise;
}

/// The first whole unit at or beyond a bound.
inline std::optional<double> first_unit(const Segment& segment, int x_digits) {
  const Rational scaled = *segment.from * ten_to(x_digits);
  const Rational ceiling = scaled.ceil();
  const Rational first = !segment.inclusive && ceiling == scaled ? ceiling + Rational(1) : ceiling;
  return whole(first, 1);
}

inline std::optional<WholeSegment> whole_segment(const Segment& segment, int x_digits, int digits, Rounding mode, double& largest) {
  WholeSegment out;
  if (!segment.r.is_zero()) return std::nullopt;
  const bool stepped = segment.steps != Steps::prorated;
  const Rational scale = stepped ? Rational(1) : ten_to(digits) * segment.b;
  const Rational p = segment.p / segment.t * scale / ten_to(x_digits);
  const Rational q = segment.q / segment.t * scale + (stepped ? Rational(0) : segment.a * ten_to(digits));
  const auto d = common_denominator_of({p, q});
  if (!d) return std::nullopt;
  const auto whole_p = whole(p, *d), whole_q = whole(q, *d);
  if (!whole_p || !whole_q) return std::nullopt;
  out.p = *whole_p;
  out.q = *whole_q;
  out.d = Divisor(static_cast<double>(*d));
  if (out.p != 0) largest = std::min(largest, std::floor((exact_limit / 2 - std::abs(out.q)) / std::abs(out.p)));
  if (stepped) {
    const Rational a = segment.a * ten_to(digits), b = segment.b * ten_to(digits);
    const auto c = common_denominator_of({a, b});
    if (!c) return std::nullopt;
    const auto whole_a = whole(a, *c), whole_b = whole(b, *c);
    if (!whole_a || !whole_b) return std::nullopt;
    out.steps = segment.steps;
    out.a = *whole_a;
    out.b = *whole_b;
    out.c = Divisor(static_cast<double>(*c));
    const double steps = std::floor((exact_limit / 2 - std::abs(out.a)) / std::max(1.0, std::abs(out.b))) - 1;  // may be so many
    if (out.p != 0) largest = std::min(largest, std::floor((steps * static_cast<double>(*d) - std::abs(out.q)) / std::abs(out.p)));
  }
  if (segment.least) out.least = bound_units(*segment.least, digits, mode, out.least);
  if (segment.most) out.most = bound_units(*segment.most, digits, mode, out.most);
  return out;
}

}  // namespace detail

/// The curve within [least, most] for a column; nothing where it does not fit whole numbers.
///
/// Clamping before rounding is the same as rounding, then clamping to the rounded bounds, since rounding keeps order.
inline std::optional<WholeCurve> whole_curve(const Curve& curve, const std::optional<Rational>& least, const std::optional<Rational>& most,
                                             int x_digits, int digits, Rounding mode) {
  WholeCurve out;
  out.largest = detail::exact_limit / 2;
  for (const auto& segment : curve.segments) {
    auto made = detail::whole_segment(segment, x_digits, digits, mode, out.largest);
    if (!made) return std::nullopt;
    if (segment.from) {
      const auto first = detail::first_unit(segment, x_digits);
      if (!first) return std::nullopt;
      made->from = *first;
    }
    if (least) made->least = std::max(made->least, detail::bound_units(*least, digits, mode, made->least));
    if (least) made->most = std::max(made->most, made->least);
    if (most) made->most = std::min(made->most, detail::bound_units(*most, digits, mode, made->most));
    if (most) made->least = std::min(made->least, made->most);
    out.segments.push_back(*made);
  }
  if (out.largest < 0) return std::nullopt;
  return out;
}

template <Rounding mode>
void score_segment(const WholeSegment& segment, std::span<const double> x, std::span<double> units) {
  const double p = segment.p, q = segment.q, least = segment.least, most = segment.most, from = segment.from;
  for (std::size_t i = 0; i < x.size(); ++i) {
    double y = round_quotient<mode>(p * x[i] + q, segment.d);
    y = y < least ? least : y;
    y = y > most ? most : y;
    units[i] = x[i] >= from ? y : units[i];
  }
}

template <Rounding mode>
void score_steps(const WholeSegment& segment, std::span<const double> x, std::span<double> units) {
  for (std::size_t i = 0; i < x.size(); ++i) {
    const double inner = segment.p * x[i] + segment.q;
    const double steps = segment.steps == Steps::whole ? floor_quotient(inner, segment.d) : ceil_quotient(inner, segment.d);
    double y = round_quotient<mode>(segment.a + segment.b * steps, segment.c);
    y = y < segment.least ? segment.least : y;
    y = y > segment.most ? segment.most : y;
    units[i] = x[i] >= segment.from ? y : units[i];
  }
}

template <Rounding mode>
void score_units(const WholeCurve& curve, std::span<const double> x, std::span<double> units) {
  for (const auto& segment : curve.segments) {
    if (segment.steps == Steps::prorated) score_segment<mode>(segment, x, units);
    if (segment.steps != Steps::prorated) score_steps<mode>(segment, x, units);
  }
}

/// Calls `body<mode>()`, so that loops are made for one mode each.
template <class Body>
void with_mode(Rounding mode, const Body& body) {
  switch (mode) {
    case Rounding::half_up:
      return body.template operator()<Rounding::half_up>();
    case Rounding::half_even:
      return body.template operator()<Rounding::half_even>();
    case Rounding::down:
      return body.template operator()<Rounding::down>();
    case Rounding::up:
      return body.template operator()<Rounding::up>();
  }
}

/// Scores a block of a column. Units of x that are missing, wide or too large are left NaN: the slow path's.
inline void score_units(const WholeCurve& curve, std::span<const double> x, std::span<double> units, Rounding mode) {
  with_mode(mode, [&]<Rounding chosen>() { score_units<chosen>(curve, x, units); });
  for (std::size_t i = 0; i < x.size(); ++i) units[i] = std::abs(x[i]) <= curve.largest ? units[i] : NumberColumn::missing_units;
}

}  // namespace kaohe::engine
