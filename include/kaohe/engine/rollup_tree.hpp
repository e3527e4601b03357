#pragma once

// Where each party stands when figures are added up.

#include <kaohe/base/texts.hpp>
#include <kaohe/party/party_tree.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace kaohe::engine {

/// The rows of a roll-up: all parties, each before what is below it, then the units that are no declared party.
///
/// Thread safety: immutable, share freely.
class RollupTree {
 public:
  static constexpr std::size_t none = static_cast<std::size_t>(-1);

  /// Without a period every party is there. `units` are those of the evidence.
  RollupTree(const PartyTree& parties, const Texts& units, const std::optional<Period>& period) {
    std::unordered_map<std::size_t, std::size_t> unit_of;
    for (std::size_t unit = 0; unit < units.size(); ++unit) {
      const std::size_t party = parties.find(units[unit]);
      if (party != PartyTree::none) unit_of.emplace(party, unit);
      if (party == PartyTree::none) strangers_.push_back(unit);
    }
    std::vector<std::size_t> rows(parties.size());
    for (const std::size_t party : parties.order()) {
      const std::size_t above = parties.above(party);
      const auto unit = unit_of.find(party);
      const bool there = !period || exists_in(parties[party], *period);
      rows[party] = ids_.size();
      add(parties[party].id, above == PartyTree::none ? none : rows[above], unit == unit_of.end() ? none : unit->second);
      stands_.push_back(is_place(parties[party]) && there ? 1 : 0);
      gone_.push_back(is_place(parties[party]) && !there ? 1 : 0);
    }
    for (const std::size_t unit : strangers_) {
      add(std::string(units[unit]), none, unit);
      stands_.push_back(1);
      gone_.push_back(0);
    }
    see_what_is_below();
  }

  std::size_t rows() const { return ids_.size(); }
  const std::vector<std::string>& ids() const { return ids_; }
  const std::vector<std::size_t>& sizes() const { return sizes_; }

  /// The row above; rows() at the top, where all together stands.
  std::size_t above(std::size_t row) const { return above_[row] == none ? rows() : above_[row]; }

  /// The number of its unit in the evidence, or `none`.
  std::size_t unit(std::size_t row) const { return units_[row]; }

  /// It is a place that is there.
  bool stands(std::size_t row) const { return stands_[row] != 0; }

  /// It is a place that is not there.
  bool gone(std::size_t row) const { return gone_[row] != 0; }

  /// A place that is there stands somewhere below it.
  bool has_below(std::size_t row) const { return has_below_[row] != 0; }

  /// Units of the evidence that are no declared party.
  const std::vector<std::size_t>& strangers() const { return strangers_; }

 private:
  void add(const std::string& id, std::size_t above, std::size_t unit) {
    ids_.push_back(id);
    above_.push_back(above);
    units_.push_back(unit);
  }

  void see_what_is_below() {
    has_below_.assign(rows(), 0);
    sizes_.assign(rows(), 1);
    for (std::size_t row = rows(); row-- > 0;) {
      if (above_[row] == none) continue;
      sizes_[above_[row]] += sizes_[row];
      if (stands(row) || has_below(row)) has_below_[above_[row]] = 1;
    }
  }

  std::vector<std::string> ids_;
  std::vector<std::size_t> above_, units_, sizes_, strangers_;
  std::vector<std::uint8_t> stands_, gone_, has_below_;
};

}  // namespace kaohe::engine
