#pragma once

#include <kaohe/base/finding.hpp>
#include <kaohe/number/column.hpp>
#include <kaohe/plan/indicator.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace kaohe {

/// How a party stands in the figures of one indicator.
enum class RollupPart : std::uint8_t {
  outside,  // no place, or not there in the period: it adds nothing
  counted,  // nobody is below it, and it has a figure
  missing,  // nobody is below it, and it has none
  added,    // made of what is below it
  own,      // its own figure stands for what is below it
  shown,    // its own figure stands for itself, and what is below it is counted above
};

/// An indicator added up over the party tree (汇总), a row for each party and one more for all together.
struct RolledIndicator {
  std::string id;
  std::string title;
  Rollup how = Rollup::sum;
  NumberColumn sums;              // of a ratio the numerators, of a mean the sums
  NumberColumn bases;             // of a ratio the denominators, of a mean how many were added; else empty
  std::vector<RollupPart> parts;  // of the parties

  /// The figure; nothing where it is missing, or the denominators come to 0.
  std::optional<Rational> value(std::size_t row) const {
    if (sums.missing(row)) return std::nullopt;
    if (bases.size() == 0) return sums.at(row);
    const Rational base = bases.at(row);
    return base.is_zero() ? std::nullopt : std::optional(sums.at(row) / base);
  }
};

/// Indicators added up over the party tree, at every level.
///
/// Thread safety: immutable, share freely.
struct RolledUp {
  std::string scheme;
  std::string period;                // empty: the scheme has none
  std::vector<std::string> parties;  // each before what is below it; at the end units that the document does not declare
  std::vector<std::size_t> sizes;    // how many of the list, from itself on, are the party with all below it
  std::vector<RolledIndicator> indicators;
  Findings findings;

  /// The row of all together.
  std::size_t all() const { return parties.size(); }

  /// The parties that have no figure, of the row's party and all below it.
  std::vector<std::string> missing(const RolledIndicator& indicator, std::size_t row) const {
    std::vector<std::string> found;
    const std::size_t first = row == all() ? 0 : row;
    const std::size_t last = row == all() ? all() : row + sizes[row];
    for (std::size_t at = first; at < last;) {
      const RollupPart part = indicator.parts[at];
      const bool stands = part == RollupPart::own || (part == RollupPart::shown && at == row);
      if (part == RollupPart::missing) found.push_back(parties[at]);
      at += stands ? sizes[at] : 1;
    }
    return found;
  }
};

}  // namespace kaohe
