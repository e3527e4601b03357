#pragma once

#include <kaohe/base/named.hpp>
#include <kaohe/expression/amount.hpp>

#include <optional>
#include <string>
#include <vector>

namespace kaohe {

/// One place in a chain: a party, or its posts of one role; without a party, those of the unit that is asked about.
struct ChainEntry {
  std::string role{};           // first, deputy, direct, lead, assist: free words
  std::optional<Named> post{};  // a role, or a post's id
  std::optional<Named> party{};
  std::optional<Amount> share{};  // of what is lost and won
  SourceSpan where{};

  friend bool operator==(const ChainEntry&, const ChainEntry&) = default;
};

/// Who answers for a thing (责任链), in order: the first-named leads.
struct Responsibility {
  std::vector<Named> subjects{};  // `for`: ids and tags
  std::vector<ChainEntry> chain{};
  std::string source{};
  SourceSpan where{};

  friend bool operator==(const Responsibility&, const Responsibility&) = default;
};

}  // namespace kaohe
