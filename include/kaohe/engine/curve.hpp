#pragma once

#include <kaohe/number/rational.hpp>
#include <kaohe/scheme/rules.hpp>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

namespace kaohe::engine {

/// A stretch of a curve: y = a + b · steps((p·x + q) / (r·x + t)), then within [least, most].
///
/// `steps` cuts to whole steps (whole: down, started: up) or does nothing (prorated).
struct Segment {
  std::optional<Rational> from;  // the lower end; none for the first
  bool inclusive = true;         // whether `from` itself belongs to it
  Rational p = 0, q = 0, r = 0, t = 1;
  Steps steps = Steps::prorated;
  Rational a = 0, b = 1;
  std::optional<Rational> least, most;
  int branch = -1;  // which of a rule's bands it is of; -1: of none

  static Segment flat(Rational y) {
    Segment made;
    made.q = std::move(y);
    return made;
  }

  bool is_flat() const { return p.is_zero() && r.is_zero() && steps == Steps::prorated; }

  Rational at(const Rational& x) const {
    Rational inner = (p * x + q) / (r * x + t);
    if (steps == Steps::whole) inner = inner.floor();
    if (steps == Steps::started) inner = inner.ceil();
    Rational y = a + b * inner;
    if (least && y < *least) return *least;
    if (most && y > *most) return *most;
    return y;
  }
};

/// A rule of one number as a function of it: what thresholds, proportions, slopes, bands and efficacy have in common.
///
/// Both the column loop and the explanation of one unit go through it, so that they cannot differ.
struct Curve {
  std::vector<Segment> segments;  // by `from`, rising

  std::size_t segment_of(const Rational& x) const {
    std::size_t found = 0;
    for (std::size_t i = 1; i < segments.size(); ++i) {
      if (x < *segments[i].from || (!segments[i].inclusive && x == *segments[i].from)) break;
      found = i;
    }
    return found;
  }

  Rational at(const Rational& x) const { return segments[segment_of(x)].at(x); }
};

}  // namespace kaohe::engine
