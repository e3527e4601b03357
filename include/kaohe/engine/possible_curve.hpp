#pragma once

// What a curve may give for a value that is not settled.

#include <kaohe/engine/curve.hpp>
#include <kaohe/number/interval.hpp>

#include <optional>

namespace kaohe::engine {

/// Between which bounds a segment runs over values that all belong to it.
inline Interval bounds_over(const Segment& segment, const Interval& x) {
  const auto line = [&](const Rational& factor, const Rational& rest) { return x * Interval::at(factor) + Interval::at(rest); };
  const auto factor = reciprocal(line(segment.r, segment.t));
  Interval inner = factor ? line(segment.p, segment.q) * *factor : Interval{};
  if (segment.steps == Steps::whole) inner = rising(inner, [](const Rational& steps) { return steps.floor(); });
  if (segment.steps == Steps::started) inner = rising(inner, [](const Rational& steps) { return steps.ceil(); });
  Interval y = Interval::at(segment.a) + Interval::at(segment.b) * inner;
  if (segment.most) y = lesser(y, Interval::at(*segment.most));
  if (segment.least) y = greater(y, Interval::at(*segment.least));
  return y;
}

/// The part of an interval that belongs to a segment of a curve. A bound that does not belong to it counts as if it did.
inline std::optional<Interval> part_of(const Curve& curve, std::size_t segment, const Interval& x) {
  Interval all;
  if (segment > 0) all.low = curve.segments[segment].from;
  if (segment + 1 < curve.segments.size()) all.high = curve.segments[segment + 1].from;
  const auto part = overlap(all, x);
  const bool other = part && part->is_point() && curve.segment_of(*part->low) != segment;
  return other ? std::nullopt : part;
}

/// Between which bounds a curve runs over an interval.
inline Interval bounds_over(const Curve& curve, const Interval& x) {
  std::optional<Interval> all;
  for (std::size_t i = 0; i < curve.segments.size(); ++i) {
    const auto part = part_of(curve, i, x);
    if (!part) continue;
    const Interval found = bounds_over(curve.segments[i], *part);
    all = all ? hull(*all, found) : found;
  }
  return all.value_or(Interval{});
}

}  // namespace kaohe::engine
