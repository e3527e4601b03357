#pragma once

#include <kaohe/expression/constant.hpp>
#include <kaohe/party/responsibility.hpp>
#include <kaohe/party/thing.hpp>

#include <string>
#include <utility>
#include <vector>

namespace kaohe {

/// One place of a chain, with its share of what is lost and won.
struct ChainLink {
  std::string role;
  std::string post;   // a role or a post's id; empty: the party itself
  std::string party;  // empty: the unit that is asked about
  Rational share;
  SourceSpan where;

  friend bool operator==(const ChainLink&, const ChainLink&) = default;
};

/// A chain as it is written: not yet of a day and a unit.
struct ChainLinks {
  std::string source;
  std::vector<ChainLink> links;  // their shares are 1 together

  friend bool operator==(const ChainLinks&, const ChainLinks&) = default;
};

/// Entries without a share have equal parts of what the shares leave. Pre: the shares were checked.
inline void divide_shares(const std::vector<std::optional<Rational>>& written, std::vector<ChainLink>& links) {
  Rational left(1);
  std::int64_t open = 0;
  for (const auto& share : written) {
    if (share) left = left - *share;
    if (!share) ++open;
  }
  for (std::size_t i = 0; i < links.size(); ++i) links[i].share = written[i] ? *written[i] : left / Rational(open);
}

inline ChainLinks links_of(const Responsibility& responsibility, const ConstantLookup& constants) {
  ChainLinks made{responsibility.source, {}};
  std::vector<std::optional<Rational>> shares;
  for (const ChainEntry& entry : responsibility.chain) {
    made.links.push_back({entry.role, entry.post ? entry.post->name : "", entry.party ? entry.party->name : "", {}, entry.where});
    shares.push_back(entry.share ? constant_value(entry.share->expression, constants) : std::nullopt);
  }
  divide_shares(shares, made.links);
  return made;
}

/// The chain that `lead` and `assist` of a thing make: the first-named leads, all others assist.
inline ChainLinks links_of(const Thing& thing) {
  ChainLinks made{thing.source, {}};
  for (const auto* parties : {&thing.lead, &thing.assist}) {
    for (const Named& party : *parties) {
      const bool leads = parties == &thing.lead && made.links.empty();
      made.links.push_back({leads ? "lead" : "assist", "", party.name, {}, party.where});
    }
  }
  divide_shares(std::vector<std::optional<Rational>>(made.links.size()), made.links);
  return made;
}

}  // namespace kaohe
