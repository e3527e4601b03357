#pragma once

// What is to be said about figures that are added up.

#include <kaohe/engine/faults.hpp>
#include <kaohe/engine/figures.hpp>
#include <kaohe/engine/rollup_fold.hpp>
#include <kaohe/engine/words.hpp>
#include <kaohe/party/check_parties.hpp>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace kaohe::engine {

/// Gathers what is odd about roll-ups over one list of parties and units; the same is said once.
class RollupSayings {
 public:
  /// Own figures that differ from what is below, and denominators of 0. `terms` are those of the latest period.
  void folded(const Indicator& indicator, const Folded& folded, const RollupTree& tree, const Figures& figures, const FigureTerms& terms) {
    for (const RollupClash& clash : folded.clashes) {
      const auto place = figures.place(terms, tree.unit(clash.row));
      const std::string own = told(folded.made, clash.row), below = told(folded.made.how, clash.sum, clash.base);
      const Arguments said{tree.ids()[clash.row], indicator.id, own, below};
      say(place ? make_finding("K0629", *place, said) : make_finding("K0629", indicator.where, said));
    }
    const RolledIndicator& made = folded.made;
    for (std::size_t row = 0; made.how == Rollup::ratio && row < made.parts.size(); ++row) {
      if (!made.sums.missing(row) && made.bases.at(row).is_zero()) rows_.add("K0801", indicator.where, {}, row);
    }
  }

  /// Figures of places that are not there in the period.
  void left_out(const RollupTree& tree, const UnitFigures& figures) {
    for (std::size_t row = 0; row < tree.rows(); ++row) {
      const std::size_t unit = tree.unit(row);
      if (tree.gone(row) && !tree.has_below(row) && unit != RollupTree::none && !figures.missing(unit) && figures.observed[unit] != 0)
        rows_.add("K0795", {}, {}, row);
    }
  }

  /// Units that are no declared party. Where none of them is declared, the document declares no units.
  void strangers(const RollupTree& tree, const Texts& units, const PartyTree& parties) {
    if (tree.strangers().size() == units.size()) return;
    Suggestion nearest_party(kaohe::detail::ids_of(parties));
    const std::size_t first = tree.rows() - tree.strangers().size();
    for (std::size_t i = 0; i < tree.strangers().size(); ++i) rows_.add("K0794", {}, nearest_party(units[tree.strangers()[i]]), first + i);
  }

  /// The findings; `rows` are the ids of the tree's.
  Findings take(const std::vector<std::string>& rows) {
    for (Finding& finding : rows_.findings(rows)) found_.push_back(std::move(finding));
    return std::move(found_);
  }

 private:
  static std::string told(const RolledIndicator& made, std::size_t row) {
    return told(made.how, made.sums.at(row), made.bases.size() == 0 ? Rational(1) : made.bases.at(row));
  }

  /// A ratio by both its sums: they may differ although it does not.
  static std::string told(Rollup how, const Rational& sum, const Rational& base) {
    if (how == Rollup::ratio) return shown(sum) + " / " + shown(base);
    return shown(how == Rollup::mean ? sum / base : sum);
  }

  void say(Finding finding) {
    if (std::ranges::find(found_, finding) == found_.end()) found_.push_back(std::move(finding));
  }

  Findings found_;
  Faults rows_;  // by row
};

}  // namespace kaohe::engine
