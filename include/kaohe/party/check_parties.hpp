#pragma once

#include <kaohe/base/text.hpp>
#include <kaohe/party/post_book.hpp>
#include <kaohe/party/suggestion.hpp>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace kaohe {

namespace detail {

template <class List>
std::vector<std::string_view> ids_of(const List& list) {
  std::vector<std::string_view> ids;
  for (std::size_t at = 0; at < list.size(); ++at) ids.push_back(list[at].id);
  return ids;
}

/// Whether the written days of something lie outside those of what it belongs to.
inline bool lies_outside(const std::optional<Date>& from, const std::optional<Date>& to, const Party& life) {
  const bool early = from && life.from && *from < *life.from;
  const bool late = to && life.to && *life.to < *to;
  const bool after = from && life.to && *life.to < *from;
  const bool before = to && life.from && *to < *life.from;
  return early || late || after || before;
}

/// Checks the parties and their posts.
class PartyCheck {
 public:
  PartyCheck(const PartyTree& parties, const PostBook& posts, Findings& findings)
      : parties_(parties), posts_(posts), findings_(findings), nearest_party_(ids_of(parties)) {}

  void run() {
    for (std::size_t at = 0; at < parties_.size(); ++at) {
      party(parties_[at], parties_.above(at));
      attributes(parties_[at]);
    }
    for (const auto& circle : parties_.circles()) say_circle(circle);
    for (std::size_t at = 0; at < posts_.size(); ++at) post(posts_[at], posts_.party_of(at));
  }

 private:
  void party(const Party& party, std::size_t above) {
    if (!party.under || above != PartyTree::none) return check_life(party, above);
    if (parties_.find(party.under->name) != PartyTree::none) return;  // of a circle, where it is cut
    say("K0601", party.under->where, {party.under->name, nearest_party_(party.under->name)});
  }

  // Any name may be that of an attribute, so that a mistyped key is one, too.
  void attributes(const Party& party) {
    static constexpr std::array<std::string_view, 7> keys{"id", "title", "kind", "type", "under", "from", "to"};
    for (const auto& [name, value] : party.attributes) {
      const auto near = attributes_.insert(name).second ? nearest(name, keys) : std::nullopt;
      if (near) say("K0247", party.where, {name, *near});
    }
  }

  // A party that goes on for ever below one that ends has lost its superior.
  void check_life(const Party& party, std::size_t above) {
    if (above == PartyTree::none) return;
    const Party& superior = parties_[above];
    const bool outlives = superior.to && !party.to;
    if (outlives || lies_outside(party.from, party.to, superior)) say("K0607", party.where, {title_of(party), title_of(superior)});
  }

  void say_circle(const std::vector<std::size_t>& circle) {
    std::string way;
    for (const std::size_t at : circle) way += parties_[at].id + " → ";
    say("K0602", parties_[circle.front()].under->where, {way + parties_[circle.front()].id});
  }

  void post(const Post& post, std::size_t party) {
    if (party == PartyTree::none) say("K0601", post.party.where, {post.party.name, nearest_party_(post.party.name)});
    if (posts_.has_role(post.id)) say("K0606", post.where, {post.id});
    check_overlaps(post, false);
    check_overlaps(post, true);
    for (const Holder& holder : post.holders) {
      if (party != PartyTree::none && lies_outside(holder.from, holder.to, parties_[party]))
        say("K0609", holder.where, {holder.person, title_of(post), title_of(parties_[party])});
    }
  }

  // By first day, neighbours are all that need be compared; who acts may stand beside who is absent.
  void check_overlaps(const Post& post, bool acting) {
    std::vector<const Holder*> holders;
    for (const Holder& holder : post.holders) {
      if (holder.acting == acting) holders.push_back(&holder);
    }
    std::ranges::stable_sort(holders, [](const Holder* a, const Holder* b) { return b->from && (!a->from || *a->from < *b->from); });
    for (std::size_t i = 1; i < holders.size(); ++i) {
      const Holder &before = *holders[i - 1], &after = *holders[i];
      const bool overlap = !before.to || !after.from || *after.from <= *before.to;
      if (overlap) say("K0608", after.where, {title_of(post), before.person, after.person, common_day(before, after)});
    }
  }

  /// Pre: they overlap, and `after` does not begin before the other.
  static Phrase common_day(const Holder& before, const Holder& after) {
    if (after.from) return after.from->text();
    if (!before.to && !after.to) return {"任何一天", "any day"};
    return std::min(before.to.value_or(Date(9999, 12, 31)), after.to.value_or(Date(9999, 12, 31))).text();
  }

  void say(Code code, const SourceSpan& where, Arguments arguments) { findings_.push_back(make_finding(code, where, arguments)); }

  const PartyTree& parties_;
  const PostBook& posts_;
  Findings& findings_;
  Suggestion nearest_party_;
  std::unordered_set<std::string_view> attributes_;
};

}  // namespace detail

/// Checks parties and posts: superiors and parties that are not known or go in a circle, two holders of one day, days outside the life of
/// what they belong to.
inline void check_parties(const PartyTree& parties, const PostBook& posts, Findings& findings) {
  detail::PartyCheck(parties, posts, findings).run();
}

}  // namespace kaohe
