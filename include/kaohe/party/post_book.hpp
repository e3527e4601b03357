#pragma once

#include <kaohe/party/party_tree.hpp>

#include <algorithm>
#include <cstddef>
#include <span>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace kaohe {

inline bool holds_on(const Holder& holder, const Date& day) {
  return (!holder.from || *holder.from <= day) && (!holder.to || day <= *holder.to);
}

/// Who answers for a post on a day: who acts before whom is absent; null where it is vacant.
inline const Holder* holder_on(const Post& post, const Date& day) {
  const Holder* found = nullptr;
  for (const Holder& holder : post.holders) {
    if (holds_on(holder, day) && (found == nullptr || (holder.acting && !found->acting))) found = &holder;
  }
  return found;
}

/// Days on which one and the same holder answers for a post; null where it is vacant.
struct Tenure {
  const Holder* holder = nullptr;
  Period days;
};

/// Who answered for a post over a period, day after day.
inline std::vector<Tenure> tenures(const Post& post, const Period& period) {
  std::vector<Date> starts{period.first()};
  const auto note = [&](const std::optional<Date>& day) {
    if (day && period.contains(*day)) starts.push_back(*day);
  };
  for (const Holder& holder : post.holders) {
    note(holder.from);
    if (holder.to) note(holder.to->plus_days(1));
  }
  std::ranges::sort(starts);
  starts.erase(std::unique(starts.begin(), starts.end()), starts.end());
  std::vector<Tenure> found;
  for (std::size_t i = 0; i < starts.size(); ++i) {
    const Date last = i + 1 < starts.size() ? *starts[i + 1].plus_days(-1) : period.last();
    const Holder* holder = holder_on(post, starts[i]);
    const bool goes_on = !found.empty() && found.back().holder == holder;
    if (goes_on) found.back().days = Period(found.back().days.first(), last);
    if (!goes_on) found.push_back({holder, Period(starts[i], last)});
  }
  return found;
}

/// Posts by number, by id and by party. It refers to the list it is made of.
///
/// Thread safety: immutable, share freely.
class PostBook {
 public:
  static constexpr std::size_t none = static_cast<std::size_t>(-1);

  PostBook(std::span<const Post> posts, const PartyTree& parties) : posts_(posts), party_(posts.size()) {
    start_.assign(parties.size() + 1, 0);
    for (std::size_t at = 0; at < posts.size(); ++at) {
      numbers_.emplace(posts[at].id, at);
      roles_.insert(posts[at].role);
      party_[at] = parties.find(posts[at].party.name);
      if (party_[at] != none) ++start_[party_[at] + 1];
    }
    for (std::size_t party = 0; party < parties.size(); ++party) start_[party + 1] += start_[party];
    of_party_.resize(start_[parties.size()]);
    auto next = start_;
    for (std::size_t at = 0; at < posts.size(); ++at) {
      if (party_[at] != none) of_party_[next[party_[at]]++] = at;
    }
  }

  std::size_t size() const { return posts_.size(); }
  const Post& operator[](std::size_t at) const { return posts_[at]; }

  /// `none` where there is no such post.
  std::size_t find(std::string_view id) const {
    const auto found = numbers_.find(id);
    return found == numbers_.end() ? none : found->second;
  }

  /// Whether any post has this role.
  bool has_role(std::string_view role) const { return roles_.contains(role); }

  /// The number of its party; `none` where there is no such party.
  std::size_t party_of(std::size_t at) const { return party_[at]; }

  /// The posts of a party, in written order.
  std::span<const std::size_t> of_party(std::size_t party) const {
    return std::span(of_party_).subspan(start_[party], start_[party + 1] - start_[party]);
  }

 private:
  std::span<const Post> posts_;
  std::unordered_map<std::string_view, std::size_t> numbers_;
  std::unordered_set<std::string_view> roles_;
  std::vector<std::size_t> party_;
  std::vector<std::size_t> start_, of_party_;
};

}  // namespace kaohe
