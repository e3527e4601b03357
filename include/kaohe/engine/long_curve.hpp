#pragma once

// A curve in whole numbers of 128 bits, for a number with more digits than a column's units hold: no fraction is put in lowest terms.

#include <kaohe/engine/curve.hpp>
#include <kaohe/engine/kernel.hpp>
#include <kaohe/number/rounding.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace kaohe::engine {

namespace detail {

using kaohe::detail::int128;

/// above ÷ below as the whole number that rounding makes of it. Pre: below > 0; both below 2^126 in size.
inline int128 rounded_quotient(int128 above, int128 below, Rounding mode) {
  const int128 size = above < 0 ? -above : above;
  int128 whole = size / below;
  const int128 twice = 2 * (size - whole * below);
  const bool half_up = twice >= below, odd = whole % 2 != 0;
  if (mode == Rounding::half_up) whole += half_up ? 1 : 0;
  if (mode == Rounding::half_even) whole += twice > below || (twice == below && odd) ? 1 : 0;
  if (mode == Rounding::up) whole += twice > 0 ? 1 : 0;
  return above < 0 ? -whole : whole;
}

inline int128 floor_quotient(int128 above, int128 below) { return above / below - (above % below < 0 ? 1 : 0); }

}  // namespace detail

/// The same as a WholeCurve for numbers that are no whole units.
class LongCurve {
 public:
  /// Nothing where its terms do not fit.
  static std::optional<LongCurve> of(const Curve& curve, const std::optional<Rational>& least, const std::optional<Rational>& most,
                                     int digits, Rounding mode);

  /// The units of the score of above ÷ below; nothing beyond what units hold. Pre: below > 0.
  std::optional<double> units(std::int64_t above, std::int64_t below) const;

 private:
  /// As a WholeSegment, for numbers as they are; its terms are below 2^51 in size.
  struct Segment {
    bool inclusive = true;          // whether the lower end itself belongs to it
    std::int64_t from = 0, of = 1;  // the lower end, of all but the first
    bool flat = false;
    std::int64_t p = 0, q = 0, d = 1;
    Steps steps = Steps::prorated;
    std::int64_t a = 0, b = 0, c = 1;
    double least = 0, most = 0;
  };

  const Segment& segment_of(std::int64_t above, std::int64_t below) const;

  std::vector<Segment> segments_;
  Rounding mode_ = Rounding::half_up;
};

inline std::optional<LongCurve> LongCurve::of(const Curve& curve, const std::optional<Rational>& least, const std::optional<Rational>& most,
                                              int digits, Rounding mode) {
  const auto whole = whole_curve(curve, least, most, 0, digits, mode);
  if (!whole) return std::nullopt;
  LongCurve made;
  made.mode_ = mode;
  for (std::size_t i = 0; i < curve.segments.size(); ++i) {
    const WholeSegment& known = whole->segments[i];
    const auto& from = curve.segments[i].from;
    const auto terms = from ? from->terms() : std::optional(Rational::Terms{0, 1});
    if (!terms) return std::nullopt;
    const auto term = [](double number) { return static_cast<std::int64_t>(number); };
    made.segments_.push_back({curve.segments[i].inclusive, terms->numerator, terms->denominator, known.flat, term(known.p), term(known.q),
                              term(known.d.value), known.steps, term(known.a), term(known.b), term(known.c.value), known.least,
                              known.most});
  }
  return made;
}

/// As Curve::segment_of().
inline const LongCurve::Segment& LongCurve::segment_of(std::int64_t above, std::int64_t below) const {
  std::size_t found = 0;
  for (std::size_t i = 1; i < segments_.size(); ++i) {
    const Segment& next = segments_[i];
    const detail::int128 number = static_cast<detail::int128>(above) * next.of, from = static_cast<detail::int128>(next.from) * below;
    if (number < from || (!next.inclusive && number == from)) break;
    found = i;
  }
  return segments_[found];
}

inline std::optional<double> LongCurve::units(std::int64_t above, std::int64_t below) const {
  const Segment& segment = segment_of(above, below);
  if (segment.flat) return segment.least;
  detail::int128 top = static_cast<detail::int128>(segment.p) * above + static_cast<detail::int128>(segment.q) * below;
  detail::int128 bottom = static_cast<detail::int128>(segment.d) * below;
  if (segment.steps != Steps::prorated) {
    const detail::int128 steps =
        segment.steps == Steps::whole ? detail::floor_quotient(top, bottom) : -detail::floor_quotient(-top, bottom);
    constexpr auto most = static_cast<detail::int128>(detail::exact_limit);
    if (steps <= -most || steps >= most) return std::nullopt;
    top = segment.a + segment.b * steps;
    bottom = segment.c;
  }
  const detail::int128 units = detail::rounded_quotient(top, bottom, mode_);
  constexpr auto most = static_cast<detail::int128>(detail::exact_limit);
  if (units <= -most || units >= most) return std::nullopt;
  return std::clamp(static_cast<double>(units), segment.least, segment.most);
}

}  // namespace kaohe::engine
