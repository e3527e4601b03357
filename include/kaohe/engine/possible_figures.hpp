#pragma once

// What figures of a group and ranks may still be. A unit that may be excluded may be missing from them.

#include <kaohe/engine/population.hpp>
#include <kaohe/engine/possible_sections.hpp>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

namespace kaohe::engine {

/// A unit's value where it may count in its group.
struct Member {
  std::size_t unit = 0;
  Interval value;
  bool certain = true;
};

inline std::optional<Rational> median_of(std::vector<Rational> ends) { return figure_of(std::move(ends), Aggregate::median, false); }

/// With everybody certain the median rises with each value.
inline Interval possible_median(const std::vector<Member>& members) {
  Interval all = members.front().value;
  std::vector<Rational> lows, highs;
  for (const Member& member : members) {
    all = hull(all, member.value);
    if (member.value.low) lows.push_back(*member.value.low);
    if (member.value.high) highs.push_back(*member.value.high);
  }
  const bool certain = std::ranges::all_of(members, &Member::certain);
  const bool bounded = lows.size() == members.size() && highs.size() == members.size();
  return certain && bounded ? Interval{median_of(lows), median_of(highs)} : all;
}

inline std::vector<Part> parts_of(const std::vector<Member>& members) {
  std::vector<Part> parts;
  for (const Member& member : members) parts.push_back({1, member.value, member.certain});
  return parts;
}

inline Interval possible_mean(const std::vector<Member>& members) {
  const std::vector<Part> parts = parts_of(members);
  const Interval mean = ratio(parts).value_or(Interval::at(0));
  return always_weighs(parts) ? mean : hull(mean, Interval::at(0));
}

inline Interval possible_largest(const std::vector<Member>& members) {
  std::optional<Interval> all, certain;
  for (const Member& member : members) {
    all = either(all, member.value);
    if (member.certain) certain = certain ? kaohe::greater(*certain, member.value) : member.value;
  }
  return {certain ? certain->low : all->low, all->high};
}

inline Interval possible_smallest(std::vector<Member> members) {
  for (Member& member : members) member.value = -member.value;
  return -possible_largest(members);
}

inline PossibleNumber possible_figure(const std::vector<Member>& members, Aggregate aggregate, bool lower_first) {
  const bool nobody = std::ranges::none_of(members, &Member::certain);
  if (aggregate == Aggregate::mean) return {possible_mean(members), false};
  if (aggregate == Aggregate::sum) return {sum_of(parts_of(members)), false};
  if (members.empty()) return {{}, true};
  if (aggregate == Aggregate::median) return {possible_median(members), nobody};
  const bool largest = (aggregate == Aggregate::best) != lower_first;
  return {largest ? possible_largest(members) : possible_smallest(members), nobody};
}

/// How far up or down a unit may stand in an order: by a class, then by a number, of which either end may be beyond all numbers.
struct Standing {
  int first = 0;
  kaohe::detail::Extended number;

  static Standing low_of(const Interval& value, int first = 0) { return {first, kaohe::detail::low_of(value)}; }
  static Standing high_of(const Interval& value, int first = 0) { return {first, kaohe::detail::high_of(value)}; }

  friend std::strong_ordering operator<=>(const Standing&, const Standing&) = default;
};

/// Standings that can be asked how many of them are above one.
class Standings {
 public:
  void add(Standing standing) { all_.push_back(std::move(standing)); }
  void sort() { std::ranges::sort(all_); }

  std::int64_t above(const Standing& standing) const { return all_.end() - std::ranges::upper_bound(all_, standing); }
  std::int64_t at_or_above(const Standing& standing) const { return all_.end() - std::ranges::lower_bound(all_, standing); }

 private:
  std::vector<Standing> all_;
};

/// The places that a member may take: behind those who are surely better, before those who cannot be better.
inline std::vector<Interval> possible_places(const std::vector<Member>& members, bool dense) {
  Standings surely, perhaps;
  for (const Member& member : members) {
    if (member.certain) surely.add(Standing::low_of(member.value));
    perhaps.add(Standing::high_of(member.value));
  }
  surely.sort();
  perhaps.sort();
  std::vector<Interval> places;
  for (const Member& member : members) {
    const std::int64_t better = surely.above(Standing::high_of(member.value));
    const std::int64_t itself = member.value.is_point() ? 0 : 1;
    const std::int64_t others = perhaps.above(Standing::low_of(member.value)) - itself;
    places.push_back({Rational(1 + (dense ? std::min<std::int64_t>(better, 1) : better)), Rational(1 + others)});
  }
  return places;
}

}  // namespace kaohe::engine
