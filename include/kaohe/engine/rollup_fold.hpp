#pragma once

// Adds figures up, from the lowest places to all together.

#include <kaohe/assessment/rolled_up.hpp>
#include <kaohe/engine/rollup_tree.hpp>
#include <kaohe/number/column.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace kaohe::engine {

/// The figures of one indicator, a row a unit of the evidence.
struct UnitFigures {
  NumberColumn sums;                   // of a ratio the numerators
  NumberColumn bases;                  // of a ratio the denominators; else empty
  std::vector<std::uint8_t> observed;  // whether something of it was observed

  bool missing(std::size_t unit) const { return sums.missing(unit) || (bases.size() > 0 && bases.missing(unit)); }
};

/// A row whose own figure is not what those below it come to.
struct RollupClash {
  std::size_t row = 0;
  Rational sum, base;  // of what is below it, as in RolledIndicator
};

/// One indicator rolled up, and where own figures differ.
struct Folded {
  RolledIndicator made;
  std::vector<RollupClash> clashes;
};

namespace detail {

/// What has been added up in one row. Whole numbers of some unit, or rational ones.
template <class N>
struct Added {
  N sum{};
  N base{};
  bool known = false;
};

/// Goes through the rows from the last to the first, so that what is below a party comes before it.
template <class N, class Figure>
class Fold {
 public:
  /// `figure` gives what a unit has: sum, base, and whether it is known.
  Fold(const RollupTree& tree, Rollup how, const UnitFigures& figures, const Figure& figure)
      : tree_(tree), how_(how), figures_(figures), figure_(figure), rows_(tree.rows() + 1), parts_(tree.rows(), RollupPart::outside) {}

  void run() {
    for (std::size_t row = tree_.rows(); row-- > 0;) {
      if (tree_.has_below(row)) {
        inner(row);
      } else {
        lowest(row);
      }
    }
  }

  const std::vector<Added<N>>& rows() const { return rows_; }
  std::vector<RollupPart> take_parts() { return std::move(parts_); }

  /// Rows whose own figure differs, with what those below come to.
  const std::vector<std::pair<std::size_t, Added<N>>>& clashes() const { return clashes_; }

 private:
  Added<N> own(std::size_t row) const {
    const std::size_t unit = tree_.unit(row);
    return unit == RollupTree::none ? Added<N>{} : figure_(unit);
  }

  void lowest(std::size_t row) {
    rows_[row] = own(row);
    if (!tree_.stands(row)) return;
    parts_[row] = rows_[row].known ? RollupPart::counted : RollupPart::missing;
    hand_up(row);
  }

  // What was only counted, and not observed, is no figure of the party itself.
  void inner(std::size_t row) {
    const std::size_t unit = tree_.unit(row);
    const Added<N> its_own = unit != RollupTree::none && figures_.observed[unit] != 0 ? figure_(unit) : Added<N>{};
    const Added<N> below = rows_[row];
    parts_[row] = RollupPart::added;
    if (its_own.known && below.known && differ(its_own, below)) clashes_.emplace_back(row, below);
    const bool only_shown = how_ == Rollup::mean && below.known;
    if (its_own.known && !only_shown) rows_[row] = its_own;
    hand_up(row);
    if (!its_own.known) return;
    rows_[row] = its_own;
    parts_[row] = only_shown ? RollupPart::shown : RollupPart::own;
  }

  void hand_up(std::size_t row) {
    if (rows_[row].known) add(rows_[tree_.above(row)], rows_[row]);
  }

  void add(Added<N>& to, const Added<N>& figure) const {
    if (!to.known) {
      to = figure;
    } else if (how_ == Rollup::min || how_ == Rollup::max) {
      to.sum = how_ == Rollup::min ? std::min(to.sum, figure.sum) : std::max(to.sum, figure.sum);
    } else {
      to.sum += figure.sum;
      to.base += figure.base;
    }
  }

  bool differ(const Added<N>& a, const Added<N>& b) const {
    if (how_ == Rollup::mean) return Rational(a.sum) * Rational(b.base) != Rational(b.sum) * Rational(a.base);
    return a.sum != b.sum || (how_ == Rollup::ratio && a.base != b.base);
  }

  const RollupTree& tree_;
  Rollup how_;
  const UnitFigures& figures_;
  const Figure& figure_;
  std::vector<Added<N>> rows_;  // the last is all together
  std::vector<RollupPart> parts_;
  std::vector<std::pair<std::size_t, Added<N>>> clashes_;
};

/// Whether all units of a column can be added up as 64-bit whole numbers.
inline bool adds_up_whole(const NumberColumn& column) {
  double largest = 0;
  for (std::size_t row = 0; row < column.size(); ++row) {
    const double units = column.unit(row);
    if (units == NumberColumn::wide_units) return false;
    if (!std::isnan(units)) largest = std::max(largest, std::abs(units));
  }
  return largest * static_cast<double>(column.size() + 1) < 4e18;
}

inline Rational number_of(std::int64_t units, const NumberColumn& column) {
  return {units, kaohe::detail::powers_of_ten[static_cast<std::size_t>(column.digits())]};
}
inline Rational number_of(const Rational& number, const NumberColumn&) { return number; }

/// Writes whole units, or a number, into a column.
inline void put(NumberColumn& column, std::size_t row, std::int64_t units) {
  constexpr std::int64_t most = std::int64_t{1} << 53;
  if (-most < units && units < most) {
    column.mutable_units()[row] = static_cast<double>(units);
  } else {
    column.set(row, number_of(units, column));
  }
}
inline void put(NumberColumn& column, std::size_t row, const Rational& number) { column.set(row, number); }

template <class N, class Figure>
Folded folded(const RollupTree& tree, Rollup how, const UnitFigures& figures, const Figure& figure) {
  Fold<N, Figure> fold(tree, how, figures, figure);
  fold.run();
  const auto& rows = fold.rows();
  const bool with_bases = how == Rollup::ratio || how == Rollup::mean;
  Folded out;
  out.made.how = how;
  out.made.sums = NumberColumn(rows.size(), figures.sums.digits());
  if (with_bases) out.made.bases = NumberColumn(rows.size(), figures.bases.digits());
  for (std::size_t row = 0; row < rows.size(); ++row) {
    if (!rows[row].known) continue;
    put(out.made.sums, row, rows[row].sum);
    if (with_bases) put(out.made.bases, row, rows[row].base);
  }
  out.made.parts = fold.take_parts();
  for (const auto& [row, below] : fold.clashes()) {
    const Rational base = with_bases ? number_of(below.base, out.made.bases) : Rational(1);
    out.clashes.push_back({row, number_of(below.sum, out.made.sums), base});
  }
  return out;
}

inline Folded folded_whole(const RollupTree& tree, Rollup how, const UnitFigures& figures) {
  const NumberColumn &sums = figures.sums, &bases = figures.bases;
  return folded<std::int64_t>(tree, how, figures, [&](std::size_t unit) -> Added<std::int64_t> {
    if (figures.missing(unit)) return {};
    return {static_cast<std::int64_t>(sums.unit(unit)), bases.size() == 0 ? 1 : static_cast<std::int64_t>(bases.unit(unit)), true};
  });
}

inline Folded folded_exact(const RollupTree& tree, Rollup how, const UnitFigures& figures) {
  return folded<Rational>(tree, how, figures, [&](std::size_t unit) -> Added<Rational> {
    if (figures.missing(unit)) return {};
    return {figures.sums.at(unit), figures.bases.size() == 0 ? Rational(1) : figures.bases.at(unit), true};
  });
}

}  // namespace detail

/// Adds the figures of units up over the tree. Pre: the columns have a row a unit of the tree's evidence; of a ratio both are
/// there.
///
/// A party's own figure stands for what is below it, at all levels above, too; in a mean, which is over the lowest, only for itself unless
/// nothing below has a figure.
inline Folded fold(const RollupTree& tree, Rollup how, const UnitFigures& figures) {
  const bool whole = detail::adds_up_whole(figures.sums) && detail::adds_up_whole(figures.bases);
  return whole ? detail::folded_whole(tree, how, figures) : detail::folded_exact(tree, how, figures);
}

}  // namespace kaohe::engine
