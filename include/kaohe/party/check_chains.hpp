#pragma once

#include <kaohe/expression/constant.hpp>
#include <kaohe/party/check_parties.hpp>
#include <kaohe/party/responsibility.hpp>
#include <kaohe/party/thing.hpp>

#include <set>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace kaohe {

namespace detail {

/// Checks who answers for what: chains, and `lead` and `assist` of things.
class ChainCheck {
 public:
  ChainCheck(const PartyTree& parties, const PostBook& posts, std::span<const Thing> things, const ConstantLookup& constants,
             Findings& findings)
      : parties_(parties),
        posts_(posts),
        constants_(constants),
        findings_(findings),
        nearest_party_(ids_of(parties)),
        nearest_post_(ids_of(posts)),
        nearest_subject_(ids_of(parties)) {
    for (std::size_t at = 0; at < posts.size(); ++at) nearest_post_.add(posts[at].role);
    for (const Thing& thing : things) {
      add_subject(thing.id);
      for (const std::string& tag : thing.tags) add_subject(tag);
    }
  }

  void run(std::span<const Responsibility> responsibilities, std::span<const Thing> things) {
    for (const Responsibility& responsibility : responsibilities) {
      for (const Named& subject : responsibility.subjects) check_subject(subject);
      for (const ChainEntry& entry : responsibility.chain) check_entry(entry);
      check_shares(responsibility);
      check_repeated(responsibility);
    }
    for (const Thing& thing : things) check_leads(thing);
  }

 private:
  void add_subject(std::string_view name) {
    if (subjects_.insert(name).second) nearest_subject_.add(name);
  }

  void check_subject(const Named& subject) {
    const auto [first, fresh] = written_.try_emplace(subject.name, subject.where);
    if (!fresh) say("K0610", subject.where, {subject.name, std::to_string(first->second.line), first->second.file});
    if (!subjects_.contains(subject.name) && parties_.find(subject.name) == PartyTree::none)
      say("K0611", subject.where, {subject.name, nearest_subject_(subject.name)});
  }

  void check_party(const Named& party) {
    if (parties_.size() == 0) return say_undeclared("parties", party.where, said_parties_);
    if (parties_.find(party.name) == PartyTree::none) say("K0601", party.where, {party.name, nearest_party_(party.name)});
  }

  void check_entry(const ChainEntry& entry) {
    if (entry.party) check_party(*entry.party);
    if (entry.post) check_post(*entry.post, entry.party ? &*entry.party : nullptr);
    if (!entry.share) return;
    const auto share = constant_value(entry.share->expression, constants_);
    if (!share || *share < Rational(0) || Rational(1) < *share) say("K0612", entry.share->expression.where, {});
  }

  void check_post(const Named& post, const Named* of) {
    if (posts_.size() == 0) return say_undeclared("posts", post.where, said_posts_);
    const std::size_t party = of != nullptr ? parties_.find(of->name) : PartyTree::none;
    if (posts_.has_role(post.name)) {
      if (party != PartyTree::none && !has_role(party, post.name)) say("K0605", post.where, {title_of(parties_[party]), post.name});
      return;
    }
    const std::size_t found = posts_.find(post.name);
    if (found == PostBook::none) return say("K0603", post.where, {post.name, nearest_post_(post.name)});
    if (of != nullptr && posts_[found].party.name != of->name) say("K0604", post.where, {post.name, posts_[found].party.name, of->name});
  }

  bool has_role(std::size_t party, std::string_view role) const {
    return std::ranges::any_of(posts_.of_party(party), [&](std::size_t post) { return posts_[post].role == role; });
  }

  void check_shares(const Responsibility& responsibility) {
    Rational sum(0);
    bool all = true;
    for (const ChainEntry& entry : responsibility.chain) {
      const auto share = entry.share ? constant_value(entry.share->expression, constants_) : std::nullopt;
      if (entry.share && (!share || *share < Rational(0) || Rational(1) < *share)) return;
      if (share) sum = sum + *share;
      all = all && share;
    }
    const bool whole = all ? sum == Rational(1) : sum <= Rational(1);
    if (whole || responsibility.chain.empty()) return;
    say("K0614", responsibility.where, {sum.is_finite_decimal() ? (sum * Rational(100)).text() + "%" : sum.text()});
  }

  void check_repeated(const Responsibility& responsibility) {
    std::set<std::tuple<std::string_view, std::string_view>> seen;
    for (const ChainEntry& entry : responsibility.chain) {
      const std::string_view party = entry.party ? std::string_view(entry.party->name) : "";
      const std::string_view post = entry.post ? std::string_view(entry.post->name) : "";
      if (!seen.emplace(party, post).second) say("K0615", entry.where, {named(party, post)});
    }
  }

  static std::string named(std::string_view party, std::string_view post) {
    return std::string(party) + (party.empty() || post.empty() ? "" : "/") + std::string(post);
  }

  void check_leads(const Thing& thing) {
    std::set<std::string_view> seen;
    for (const auto* list : {&thing.lead, &thing.assist}) {
      for (const Named& party : *list) {
        check_party(party);
        if (!seen.insert(party.name).second) say("K0615", party.where, {party.name});
      }
    }
  }

  void say_undeclared(const char* what, const SourceSpan& where, bool& said) {
    if (!said) say("K0616", where, {what});
    said = true;
  }

  void say(Code code, const SourceSpan& where, Arguments arguments) { findings_.push_back(make_finding(code, where, arguments)); }

  const PartyTree& parties_;
  const PostBook& posts_;
  const ConstantLookup& constants_;
  Findings& findings_;
  Suggestion nearest_party_, nearest_post_, nearest_subject_;
  std::unordered_set<std::string_view> subjects_;  // ids and tags of things
  std::unordered_map<std::string_view, SourceSpan> written_;
  bool said_parties_ = false, said_posts_ = false;
};

}  // namespace detail

/// Checks chains against the parties, posts and things there are: unknown names, shares, what is written twice. Where a document declares
/// no parties, or no posts, they may come from tables, and their names are not checked.
inline void check_chains(const PartyTree& parties, const PostBook& posts, std::span<const Responsibility> responsibilities,
                         std::span<const Thing> things, const ConstantLookup& constants, Findings& findings) {
  detail::ChainCheck(parties, posts, things, constants, findings).run(responsibilities, things);
}

}  // namespace kaohe
