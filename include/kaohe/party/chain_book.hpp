#pragma once

#include <kaohe/party/chain_links.hpp>
#include <kaohe/party/post_book.hpp>

#include <algorithm>
#include <cstddef>
#include <deque>
#include <optional>
#include <span>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace kaohe {

/// The nearest chain, with the id or tag it was written for. Without one, nobody answers.
struct FoundChain {
  const ChainLinks* chain = nullptr;
  std::string_view subject;

  explicit operator bool() const { return chain != nullptr; }
};

/// Who stands at one place of a chain: a post of a party, or the party itself.
struct ChainPlace {
  std::size_t entry = 0;                 // of the chain
  std::string_view party;                // its id; empty where a unit should have been asked about
  std::size_t number = PartyTree::none;  // the party's; none: it is not declared
  std::size_t post = PostBook::none;     // none: the party itself, or a post it does not have
};

/// Which chain holds for a thing and a unit, and who stands in it, whatever the day. It refers to the lists it is made of.
///
/// The nearest chain holds as a whole: the thing's own, by its id, else by a tag, else of its `lead` and `assist`; else of what it hangs
/// below; else the unit's; else along `under`. Looking one up does not get slower with the number of parties, posts or chains.
///
/// Pre: check_parties() finds no error.
/// Thread safety: immutable, share freely.
class ChainBook {
 public:
  static constexpr std::size_t none = static_cast<std::size_t>(-1);

  ChainBook(const PartyTree& parties, const PostBook& posts, std::span<const Responsibility> responsibilities, std::vector<Thing> things,
            const ConstantLookup& constants = {})
      : parties_(parties), posts_(posts), things_(std::move(things)) {
    for (std::size_t at = 0; at < responsibilities.size(); ++at) {
      written_.push_back(links_of(responsibilities[at], constants));
      for (const Named& subject : responsibilities[at].subjects) by_subject_.try_emplace(subject.name, at);
    }
    for (std::size_t at = 0; at < things_.size(); ++at) {
      numbers_.insert_or_assign(things_[at].id, at);
      const FoundChain own = own_chain(things_[at]);
      of_things_.push_back(own || at == 0 ? own : of_things_[things_[at].parent]);
    }
    of_parties_.resize(parties.size());
    for (const std::size_t at : parties.order()) {
      const FoundChain own = written_for(parties[at].id);
      const std::size_t above = parties.above(at);
      of_parties_[at] = own || above == PartyTree::none ? own : of_parties_[above];
    }
  }

  ChainBook(const ChainBook&) = delete;
  ChainBook& operator=(const ChainBook&) = delete;

  const PartyTree& parties() const { return parties_; }
  const PostBook& posts() const { return posts_; }
  std::span<const Thing> things() const { return things_; }

  /// The number of a thing; `none` where there is none of that id.
  std::size_t thing(std::string_view id) const {
    const auto found = numbers_.find(id);
    return found == numbers_.end() ? none : found->second;
  }

  /// The chain written for an id or a tag itself.
  FoundChain written_for(std::string_view subject) const {
    const auto found = by_subject_.find(subject);
    return found == by_subject_.end() ? FoundChain{} : FoundChain{&written_[found->second], found->first};
  }

  FoundChain of_thing(std::size_t thing, std::string_view unit) const {
    const FoundChain& found = of_things_[thing];
    return found ? found : along_under(unit);
  }

  /// The chain of a party as a thing of its own; at the top stands the scheme's.
  FoundChain of_party(std::size_t party) const {
    const FoundChain& found = of_parties_[party];
    return found || of_things_.empty() ? found : of_things_.front();
  }

  /// Who stands in a chain for a unit, place by place: every post of a role, in written order.
  std::vector<ChainPlace> places(const ChainLinks& chain, std::string_view unit) const {
    std::vector<ChainPlace> found;
    for (std::size_t entry = 0; entry < chain.links.size(); ++entry) take_places(entry, chain.links[entry], unit, found);
    return found;
  }

 private:
  FoundChain own_chain(const Thing& thing) {
    if (const FoundChain found = written_for(thing.id)) return found;
    if (const FoundChain found = by_tag(thing)) return found;
    if (thing.lead.empty() && thing.assist.empty()) return {};
    of_leads_.push_back(links_of(thing));
    return {&of_leads_.back(), thing.id};
  }

  /// Of several tags that have a chain, the chain written first.
  FoundChain by_tag(const Thing& thing) const {
    FoundChain first;
    for (const std::string& tag : thing.tags) {
      const FoundChain found = written_for(tag);
      if (found && (!first || found.chain < first.chain)) first = found;
    }
    return first;
  }

  FoundChain along_under(std::string_view unit) const {
    const std::size_t party = parties_.find(unit);
    return party == PartyTree::none ? FoundChain{} : of_parties_[party];
  }

  void take_places(std::size_t entry, const ChainLink& link, std::string_view unit, std::vector<ChainPlace>& places) const {
    const std::string_view id = link.party.empty() ? unit : std::string_view(link.party);
    const std::size_t party = parties_.find(id);
    const std::size_t before = places.size();
    if (!link.post.empty() && party != PartyTree::none) {
      for (const std::size_t post : posts_.of_party(party)) {
        if (posts_[post].role == link.post) places.push_back({entry, id, party, post});
      }
    }
    if (places.size() > before) return;
    const std::size_t post = link.post.empty() || posts_.has_role(link.post) ? PostBook::none : posts_.find(link.post);
    if (post == PostBook::none) return places.push_back({entry, id, party, post});
    places.push_back({entry, posts_[post].party.name, posts_.party_of(post), post});
  }

  const PartyTree& parties_;
  const PostBook& posts_;
  std::vector<Thing> things_;
  std::vector<ChainLinks> written_;  // by responsibility
  std::deque<ChainLinks> of_leads_;
  std::unordered_map<std::string_view, std::size_t> by_subject_, numbers_;
  std::vector<FoundChain> of_things_, of_parties_;
};

}  // namespace kaohe
