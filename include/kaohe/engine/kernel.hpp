#pragma once

// The fast exact path: a curve over a column of scaled whole numbers held in doubles. What does not fit is left to the slow path.

#include <kaohe/engine/curve.hpp>
#include <kaohe/number/column.hpp>
#include <kaohe/number/detail/lanes.hpp>
#include <kaohe/number/divide.hpp>
#include <kaohe/number/rounding.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <numeric>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace kaohe::engine {

/// A segment with whole coefficients: units = round((p·x + q) / d), or a + b·steps in the same way, for x in whole units; then within
/// [least, most]. Where it is flat, its units are `least`.
struct WholeSegment {
  double from = -std::numeric_limits<double>::infinity();  // the first unit that belongs to it
  bool flat = false;
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
  Rounding mode = Rounding::half_up;
};

namespace detail {

inline constexpr double exact_limit = 2251799813685248.0;  // 2^51: what can be divided

/// A rational as a whole number over a common denominator; nothing where it leaves the exact range.
inline std::optional<double> whole(const Rational& number, const Rational& denominator) {
  const auto found = (number * denominator).to_int64();
  if (!found || std::abs(static_cast<double>(*found)) >= exact_limit) return std::nullopt;
  return static_cast<double>(*found);
}

inline std::optional<std::int64_t> common_denominator_of(std::span<const Rational> numbers) {
  std::int64_t common = 1;
  for (const Rational& number : numbers) {
    const auto terms = number.terms();
    if (!terms) return std::nullopt;
    const std::int64_t step = terms->denominator / std::gcd(common, terms->denominator);
    if (__builtin_mul_overflow(common, step, &common) || common >= static_cast<std::int64_t>(exact_limit)) return std::nullopt;
  }
  return common;
}

inline Rational ten_to(int digits) { return kaohe::detail::powers_of_ten[static_cast<std::size_t>(digits)]; }

/// The whole units next to a number: the largest not above it and the smallest not below it. Nothing beyond the exact range.
inline std::optional<std::pair<double, double>> units_around(const Rational& number, int digits) {
  const Rational scaled = number * ten_to(digits);
  const auto below = whole(scaled.floor(), 1), above = whole(scaled.ceil(), 1);
  if (!below || !above) return std::nullopt;
  return std::pair(*below, *above);
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

/// A segment of one score.
inline std::optional<WholeSegment> flat_segment(const Segment& segment, int digits, Rounding mode) {
  const auto units = whole(round_to(segment.at(0), digits, mode), ten_to(digits));
  if (!units) return std::nullopt;
  WholeSegment out;
  out.flat = true;
  out.least = out.most = *units;
  return out;
}

inline std::optional<WholeSegment> whole_segment(const Segment& segment, int x_digits, int digits, Rounding mode, double& largest) {
  WholeSegment out;
  if (!segment.r.is_zero()) return std::nullopt;
  if (segment.is_flat()) return flat_segment(segment, digits, mode);
  const bool stepped = segment.steps != Steps::prorated;
  const Rational scale = stepped ? Rational(1) : ten_to(digits) * segment.b;
  const Rational p = segment.p / segment.t * scale / ten_to(x_digits);
  const Rational q = segment.q / segment.t * scale + (stepped ? Rational(0) : segment.a * ten_to(digits));
  const auto d = common_denominator_of(std::array{p, q});
  if (!d) return std::nullopt;
  const auto whole_p = whole(p, *d), whole_q = whole(q, *d);
  if (!whole_p || !whole_q) return std::nullopt;
  out.p = *whole_p;
  out.q = *whole_q;
  out.d = Divisor(static_cast<double>(*d));
  if (out.p != 0) largest = std::min(largest, std::floor((exact_limit / 2 - std::abs(out.q)) / std::abs(out.p)));
  if (stepped) {
    const Rational a = segment.a * ten_to(digits), b = segment.b * ten_to(digits);
    const auto c = common_denominator_of(std::array{a, b});
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
  constexpr double all = std::numeric_limits<double>::infinity();
  WholeCurve out;
  out.mode = mode;
  out.largest = kaohe::detail::told_units - 1;
  const double low = least ? detail::bound_units(*least, digits, mode, -all) : -all;
  const double high = most ? detail::bound_units(*most, digits, mode, all) : all;
  if (low > high) return std::nullopt;
  for (const auto& segment : curve.segments) {
    auto made = detail::whole_segment(segment, x_digits, digits, mode, out.largest);
    if (!made) return std::nullopt;
    if (segment.from) {
      const auto first = detail::first_unit(segment, x_digits);
      if (!first) return std::nullopt;
      made->from = *first;
    }
    made->least = std::clamp(made->least, low, high);
    made->most = std::clamp(made->most, low, high);
    if (!made->flat && (made->least * made->d.value >= detail::exact_limit || made->most * made->d.value <= -detail::exact_limit))
      return std::nullopt;
    out.segments.push_back(*made);
  }
  if (out.largest < 0) return std::nullopt;
  return out;
}

namespace detail {

using kaohe::detail::unless_negative;

/// The numerators between which a segment's bounds lie. Pre: p·x + q is below 2^50 in size, so what is beyond that bounds nothing.
inline std::pair<double, double> numerators(const WholeSegment& segment) {
  return {std::max(segment.least * segment.d.value, -exact_limit), std::min(segment.most * segment.d.value, exact_limit - 1)};
}

template <class Score>
void score_from(double from, std::span<const double> x, std::span<double> units, const Score& score) {
  if (std::isinf(from)) {
    for (std::size_t i = 0; i < x.size(); ++i) units[i] = score(x[i]);
    return;
  }
  for (std::size_t i = 0; i < x.size(); ++i) units[i] = unless_negative(x[i] - from, score(x[i]), units[i]);
}

template <Rounding mode>
void score_segment(const WholeSegment& segment, std::span<const double> x, std::span<double> units) {
  const double p = segment.p, q = segment.q;
  const auto [low, high] = numerators(segment);
  const Divisor d = segment.d;
  const auto numerator = [=](double value) {
    const double any = p * value + q;
    const double more = any < low ? low : any;
    return more > high ? high : more;
  };
  if (low >= 0) return score_from(segment.from, x, units, [=](double value) { return round_positive<mode>(numerator(value), d); });
  score_from(segment.from, x, units, [=](double value) { return round_quotient<mode>(numerator(value), d); });
}

template <Rounding mode>
void score_steps(const WholeSegment& segment, std::span<const double> x, std::span<double> units) {
  score_from(segment.from, x, units, [&](double value) {
    const double inner = segment.p * value + segment.q;
    const double steps = segment.steps == Steps::whole ? floor_quotient(inner, segment.d) : ceil_quotient(inner, segment.d);
    const double y = round_quotient<mode>(segment.a + segment.b * steps, segment.c);
    return std::clamp(y, segment.least, segment.most);
  });
}

/// Up to `count` flat segments in one go: each adds what it differs by from the one before it.
template <std::size_t count>
void score_flats(std::span<const WholeSegment> flats, std::span<const double> x, std::span<double> units) {
  std::array<double, count> from, more;
  for (std::size_t k = 0; k < count; ++k) {
    from[k] = flats[k + 1].from;
    more[k] = flats[k + 1].least - flats[k].least;
  }
  score_from(flats[0].from, x, units, [=, y = flats[0].least](double value) {
    double sum = y + 0 * value;  // NaN stays NaN
    for (std::size_t k = 0; k < count; ++k) sum += unless_negative(value - from[k], more[k], 0);
    return sum;
  });
}

/// The flat segments at the beginning; how many they are. Pre: there is one.
inline std::size_t score_flats(std::span<const WholeSegment> segments, std::span<const double> x, std::span<double> units) {
  const auto end = std::ranges::find(segments, false, &WholeSegment::flat);
  const std::size_t count = std::min<std::size_t>(5, static_cast<std::size_t>(end - segments.begin()));
  if (count == 1) score_flats<0>(segments, x, units);
  if (count == 2) score_flats<1>(segments, x, units);
  if (count == 3) score_flats<2>(segments, x, units);
  if (count == 4) score_flats<3>(segments, x, units);
  if (count == 5) score_flats<4>(segments, x, units);
  return count;
}

}  // namespace detail

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

/// Whether no number is NaN.
KAOHE_LOOP inline bool all_there(std::span<const double> units) {
  std::uint64_t odd = 0;
  for (const double unit : units) odd |= kaohe::detail::nan_flag(unit);
  return odd == 0;
}

/// Scores a block of a column. Pre: every x is NaN or within the curve's largest. NaN stays NaN.
KAOHE_LOOP inline void score_units(const WholeCurve& curve, std::span<const double> x, std::span<double> units) {
  const std::span<const WholeSegment> segments(curve.segments);
  for (std::size_t at = 0; at < segments.size();) {
    const WholeSegment& segment = segments[at];
    if (segment.flat) {
      at += detail::score_flats(segments.subspan(at), x, units);
      continue;
    }
    with_mode(curve.mode, [&]<Rounding mode>() {
      segment.steps == Steps::prorated ? detail::score_segment<mode>(segment, x, units) : detail::score_steps<mode>(segment, x, units);
    });
    ++at;
  }
}

}  // namespace kaohe::engine
