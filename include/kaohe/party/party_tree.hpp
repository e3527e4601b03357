#pragma once

#include <kaohe/calendar/period.hpp>
#include <kaohe/party/party.hpp>

#include <algorithm>
#include <cstddef>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace kaohe {

inline bool exists_on(const Party& party, const Date& day) {
  return (!party.from || *party.from <= day) && (!party.to || day <= *party.to);
}

/// Whether it exists on at least half of the days.
inline bool exists_in(const Party& party, const Period& period) {
  const Date first = party.from ? std::max(*party.from, period.first()) : period.first();
  const Date last = party.to ? std::min(*party.to, period.last()) : period.last();
  return 2 * (days_between(first, last) + 1) >= period.days();
}

/// An entry of a chain that is this party names the person.
inline bool is_person(const Party& party) { return party.kind == "person"; }

/// Offices and persons are no places: figures are not rolled up over them.
inline bool is_place(const Party& party) { return !is_person(party) && party.kind != "office"; }

/// Parties by number and by id, with who is above and below whom. It refers to the list it is made of.
///
/// An unknown superior is none; a circle of superiors is told by circles() and cut before its first-written party. Of parties of one id the
/// first is found.
///
/// Thread safety: immutable, share freely.
class PartyTree {
 public:
  static constexpr std::size_t none = static_cast<std::size_t>(-1);

  explicit PartyTree(std::span<const Party> parties) : parties_(parties), above_(parties.size(), none) {
    for (std::size_t at = 0; at < parties.size(); ++at) numbers_.emplace(parties[at].id, at);
    for (std::size_t at = 0; at < parties.size(); ++at) {
      if (parties[at].under) above_[at] = find(parties[at].under->name);
    }
    cut_circles();
    gather_below();
    put_in_order();
  }

  std::size_t size() const { return parties_.size(); }
  const Party& operator[](std::size_t at) const { return parties_[at]; }

  /// `none` where there is no such party.
  std::size_t find(std::string_view id) const {
    const auto found = numbers_.find(id);
    return found == numbers_.end() ? none : found->second;
  }

  /// `none` at the top.
  std::size_t above(std::size_t at) const { return above_[at]; }

  /// Those directly below, in written order.
  std::span<const std::size_t> below(std::size_t at) const { return std::span(below_).subspan(start_[at], start_[at + 1] - start_[at]); }

  /// All below it, each before what is below that; without itself.
  std::span<const std::size_t> all_below(std::size_t at) const { return order().subspan(place_[at] + 1, sizes_[at] - 1); }

  /// All parties, each before what is below it.
  std::span<const std::size_t> order() const { return order_; }

  /// Parties that are above one another, a circle a list, the first-written first.
  const std::vector<std::vector<std::size_t>>& circles() const { return circles_; }

 private:
  enum class Mark : unsigned char { unseen, on_the_way, done };

  void cut_circles() {
    std::vector<Mark> marks(size(), Mark::unseen);
    std::vector<std::size_t> way;
    for (std::size_t at = 0; at < size(); ++at) {
      way.clear();
      std::size_t up = at;
      for (; up != none && marks[up] == Mark::unseen; up = above_[up]) {
        marks[up] = Mark::on_the_way;
        way.push_back(up);
      }
      if (up != none && marks[up] == Mark::on_the_way) cut({std::ranges::find(way, up), way.end()});
      for (const std::size_t passed : way) marks[passed] = Mark::done;
    }
  }

  void cut(std::vector<std::size_t> circle) {
    std::ranges::rotate(circle, std::ranges::min_element(circle));
    above_[circle.front()] = none;
    circles_.push_back(std::move(circle));
  }

  void gather_below() {
    start_.assign(size() + 1, 0);
    for (const std::size_t above : above_) {
      if (above != none) ++start_[above + 1];
    }
    for (std::size_t at = 0; at < size(); ++at) start_[at + 1] += start_[at];
    below_.resize(start_[size()]);
    auto next = start_;
    for (std::size_t at = 0; at < size(); ++at) {
      if (above_[at] != none) below_[next[above_[at]]++] = at;
    }
  }

  void put_in_order() {
    place_.resize(size());
    sizes_.assign(size(), 1);
    order_.reserve(size());
    std::vector<std::size_t> open;
    for (std::size_t at = size(); at-- > 0;) {
      if (above_[at] == none) open.push_back(at);
    }
    while (!open.empty()) {
      const std::size_t at = open.back();
      open.pop_back();
      place_[at] = order_.size();
      order_.push_back(at);
      const auto children = below(at);
      open.insert(open.end(), children.rbegin(), children.rend());
    }
    for (std::size_t i = size(); i-- > 0;) {
      if (above_[order_[i]] != none) sizes_[above_[order_[i]]] += sizes_[order_[i]];
    }
  }

  std::span<const Party> parties_;
  std::unordered_map<std::string_view, std::size_t> numbers_;
  std::vector<std::size_t> above_;
  std::vector<std::size_t> start_, below_;          // those below party `at`: below_[start_[at]] … below_[start_[at + 1] - 1]
  std::vector<std::size_t> order_, place_, sizes_;  // where it stands in the order, and how many with itself
  std::vector<std::vector<std::size_t>> circles_;
};

}  // namespace kaohe
