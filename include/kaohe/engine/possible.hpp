#pragma once

// What may still come of numbers, texts and conditions while some cells are empty. Each may say more than can happen, never less.

#include <kaohe/engine/evaluator.hpp>
#include <kaohe/number/interval.hpp>

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace kaohe::engine {

/// A number that lies in `range`, where there is one, or is missing, where that may be.
struct PossibleNumber {
  std::optional<Interval> range;
  bool missing = false;

  static PossibleNumber of(const Number& number) {
    if (!number) return {{}, true};
    return {Interval::at(*number), false};
  }
  static PossibleNumber anything() { return {Interval{}, true}; }

  bool certain() const { return range ? range->is_point() && !missing : true; }
  Number value() const { return range ? range->low : Number{}; }  // Pre: certain()

  friend bool operator==(const PossibleNumber&, const PossibleNumber&) = default;
};

inline std::optional<Interval> either(const std::optional<Interval>& a, const std::optional<Interval>& b) {
  if (!a || !b) return a ? a : b;
  return hull(*a, *b);
}

inline PossibleNumber either(const PossibleNumber& a, const PossibleNumber& b) {
  return {either(a.range, b.range), a.missing || b.missing};
}

/// What two numbers make together; missing where one of them is.
template <class Combine>
PossibleNumber both(const PossibleNumber& a, const PossibleNumber& b, const Combine& combine) {
  PossibleNumber out{{}, a.missing || b.missing};
  if (a.range && b.range) out.range = combine(*a.range, *b.range);
  return out;
}

template <class Change>
PossibleNumber changed(const PossibleNumber& number, const Change& change) {
  PossibleNumber out{{}, number.missing};
  if (number.range) out.range = change(*number.range);
  return out;
}

inline PossibleNumber operator+(const PossibleNumber& a, const PossibleNumber& b) {
  return both(a, b, [](const Interval& x, const Interval& y) { return x + y; });
}

inline PossibleNumber operator*(const PossibleNumber& a, const PossibleNumber& b) {
  return both(a, b, [](const Interval& x, const Interval& y) { return x * y; });
}

/// By 0 nothing is divided: the quotient is then missing.
inline PossibleNumber operator/(const PossibleNumber& a, const PossibleNumber& b) {
  PossibleNumber out{{}, a.missing || b.missing || (b.range && b.range->holds(0))};
  const auto factor = b.range ? reciprocal(*b.range) : std::nullopt;
  if (a.range && factor) out.range = *a.range * *factor;
  return out;
}

/// A condition that may hold, may fail, may be impossible to tell.
struct PossibleTruth {
  bool yes = false, no = false, unknown = false;

  static PossibleTruth of(const Truth& truth) { return {truth && *truth, truth && !*truth, !truth}; }
  static PossibleTruth anything() { return {true, true, true}; }

  bool certain() const { return yes + no + unknown == 1; }
  bool surely() const { return yes && !no && !unknown; }
  /// What cannot be told counts as `otherwise`.
  PossibleTruth told(bool otherwise) const { return {yes || (unknown && otherwise), no || (unknown && !otherwise), false}; }

  friend bool operator==(const PossibleTruth&, const PossibleTruth&) = default;
};

inline PossibleTruth either(const PossibleTruth& a, const PossibleTruth& b) {
  return {a.yes || b.yes, a.no || b.no, a.unknown || b.unknown};
}

inline PossibleTruth conjunction(const PossibleTruth& a, const PossibleTruth& b) {
  const bool none = !(a.yes || a.no || a.unknown) || !(b.yes || b.no || b.unknown);
  if (none) return {};
  return {a.yes && b.yes, a.no || b.no, (a.unknown && (b.unknown || b.yes)) || (b.unknown && a.yes)};
}

inline PossibleTruth negation(const PossibleTruth& a) { return {a.no, a.yes, a.unknown}; }

inline PossibleTruth disjunction(const PossibleTruth& a, const PossibleTruth& b) { return negation(conjunction(negation(a), negation(b))); }

/// A text that is one of `texts`, or any, or missing.
struct PossibleText {
  std::set<std::string> texts;
  bool any = false;
  bool missing = false;

  static PossibleText of(const std::optional<std::string>& text) {
    if (!text) return {{}, false, true};
    return {{*text}, false, false};
  }
  static PossibleText anything() { return {{}, true, true}; }
};

/// A criterion's score: by its rules, by the policy where the value is missing, or none because it does not count.
struct PossibleScore {
  std::optional<Interval> scored, by_policy;
  bool absent = false;

  bool counts() const { return scored || by_policy; }
  PossibleNumber number() const { return {either(scored, by_policy), absent}; }

  friend bool operator==(const PossibleScore&, const PossibleScore&) = default;
};

/// The grades that are possible, as indices in the scheme's.
using GradeSet = std::set<int>;

/// A part of a ratio of sums: it may be left out unless it is `certain`. Pre: weight >= 0.
struct Part {
  Rational weight;
  Interval sum;
  bool certain = true;
};

namespace detail {

/// The least ratio with these in it when the others, lowest shares first, are taken in where that lowers it.
inline Rational lowest_from(Rational sum, Rational weight, const std::vector<const Part*>& by_share, const Part* taken = nullptr) {
  for (const Part* part : by_share) {
    if (part == taken || *part->sum.low * weight >= sum * part->weight) continue;
    sum += *part->sum.low;
    weight += part->weight;
  }
  return sum / weight;
}

/// The same where one of them must be taken in first: the one of the lowest share, unless what has no weight is below nothing.
inline Rational lowest_of_some(const Rational& sum, const std::vector<const Part*>& by_share) {
  std::optional<Rational> least;
  for (const Part* first : by_share) {
    const Rational found = lowest_from(sum + *first->sum.low, first->weight, by_share, first);
    least = least ? std::min(*least, found) : found;
    if (sum.sign() >= 0) break;
  }
  return *least;
}

/// Σ lowest sums ÷ Σ weights at its least; nothing where it has no bound. Pre: some part has weight.
inline std::optional<Rational> lowest_ratio(const std::vector<Part>& parts) {
  if (std::ranges::any_of(parts, [](const Part& part) { return !part.sum.low; })) return std::nullopt;
  Rational sum = 0, weight = 0;
  std::vector<const Part*> optional;
  for (const Part& part : parts) {
    if (part.weight.is_zero()) {
      sum += part.certain ? *part.sum.low : std::min(*part.sum.low, Rational(0));
    } else if (part.certain) {
      sum += *part.sum.low;
      weight += part.weight;
    } else {
      optional.push_back(&part);
    }
  }
  std::ranges::sort(optional, [](const Part* a, const Part* b) { return *a->sum.low * b->weight < *b->sum.low * a->weight; });
  return weight.is_zero() ? lowest_of_some(sum, optional) : lowest_from(sum, weight, optional);
}

}  // namespace detail

/// Σ sums ÷ Σ weights of the parts that are there; nothing where no part can have weight.
inline std::optional<Interval> ratio(std::vector<Part> parts) {
  if (std::ranges::none_of(parts, [](const Part& part) { return !part.weight.is_zero(); })) return std::nullopt;
  Interval out;
  out.low = detail::lowest_ratio(parts);
  for (Part& part : parts) part.sum = -part.sum;
  const auto highest = detail::lowest_ratio(parts);
  if (highest) out.high = -*highest;
  return out;
}

/// Σ sums of the parts that are there.
inline Interval sum_of(const std::vector<Part>& parts) {
  Interval sum = Interval::at(0);
  for (const Part& part : parts) sum = sum + (part.certain ? part.sum : hull(part.sum, Interval::at(0)));
  return sum;
}

/// True where every way to leave parts out leaves weight.
inline bool always_weighs(const std::vector<Part>& parts) {
  return std::ranges::any_of(parts, [](const Part& part) { return part.certain && !part.weight.is_zero(); });
}

}  // namespace kaohe::engine
