#pragma once

#include <kaohe/base/finding.hpp>
#include <kaohe/number/rational.hpp>

#include <string>
#include <vector>

namespace kaohe {

/// One who answers, on one day: an entry of a chain with its post and who held it. A post that nobody holds has no person.
struct Answer {
  std::string role;  // as the chain names it: first, deputy, lead
  std::string party;
  std::string post;    // its id; empty where the entry names the party
  std::string person;  // empty: vacant, or a party that is no person
  bool acting = false;
  std::size_t entry = 0;  // which of the chain it comes from: a role may be held by several posts
  Rational share;         // of that entry in what is lost and won; all entries together 1

  friend bool operator==(const Answer&, const Answer&) = default;
};

/// Who answers for a thing on a day (责任链), the first-named first.
struct Chain {
  std::string subject;  // the id or tag the chain was written for; empty: nobody answers
  std::string source;
  std::vector<Answer> answers;
  Findings findings;  // posts that are vacant, things nobody answers for

  friend bool operator==(const Chain&, const Chain&) = default;
};

}  // namespace kaohe
