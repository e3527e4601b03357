#pragma once

#include <kaohe/party/party_tree.hpp>
#include <kaohe/plan/progress.hpp>

#include <optional>
#include <string_view>
#include <utility>

namespace kaohe {

/// A party's part of a target: its own, else those of the parties below it together. Nothing where it has none.
inline std::optional<Rational> part_of(const PlannedTarget& target, std::string_view party, const PartyTree& parties) {
  const auto& breakdown = target.written->breakdown;
  std::optional<Rational> below{};
  const std::size_t asked = parties.find(party);
  for (std::size_t at = 0; at < breakdown.size(); ++at) {
    if (breakdown[at].first.name == party) return target.parts[at];
    std::size_t up = parties.find(breakdown[at].first.name);
    while (up != PartyTree::none && up != asked) up = parties.above(up);
    if (up != PartyTree::none) below = below.value_or(Rational(0)) + target.parts[at];
  }
  return below;
}

/// The same targets for one party, against its part of the last one. A milestone that is not broken down is the same share of that part.
/// Nothing where it has no part.
inline std::optional<TargetSeries> series_of(const TargetSeries& series, std::string_view party, const PartyTree& parties) {
  const auto whole = part_of(series.last(), party, parties);
  if (!whole) return std::nullopt;
  TargetSeries own = series;
  for (PlannedTarget& target : own.targets) {
    const Rational of = series.last().number;
    const Rational share = of.is_zero() ? Rational(0) : target.number / of;
    target.number = target.parts.empty() ? share * *whole : part_of(target, party, parties).value_or(Rational(0));
  }
  return own;
}

}  // namespace kaohe
