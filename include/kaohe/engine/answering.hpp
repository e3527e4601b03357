#pragma once

// Who answers for the parts of a plan on a day, and what is to be said about it.

#include <kaohe/engine/model.hpp>
#include <kaohe/party/answers.hpp>

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace kaohe::engine {

/// Looks chains up; each thing that is wrong with one is said once. Where a scheme names nobody at all, nobody is missed.
class Answering {
 public:
  Answering(const Model& model, Findings& findings) : book_(model.responsible->chains), findings_(findings) {
    anybody_ = !model.scheme.responsibilities.empty() ||
               std::ranges::any_of(book_.things(), [](const Thing& thing) { return !thing.lead.empty() || !thing.assist.empty(); });
  }

  /// For an item or a duty.
  Chain for_thing(std::string_view id, const Date& on, std::string_view unit) {
    const std::size_t thing = book_.thing(id);
    if (!anybody_ || thing == ChainBook::none) return {};
    return told(answers_on(book_, book_.of_thing(thing, unit), on, unit, id, book_.things()[thing].where));
  }

  /// For a unit as a whole: its own chain, else that of what it is under, else the scheme's.
  Chain for_unit(const std::string& unit, const Date& on) {
    const std::size_t party = book_.parties().find(unit);
    if (!anybody_) return {};
    return told(answers_on(book_, party != PartyTree::none ? book_.of_party(party) : book_.of_thing(0, unit), on, unit, unit));
  }

  /// Whether the chain of an item or a duty names a party, not only as the unit that happens to be asked about.
  bool answers(const std::string& party, std::string_view id, const Date& on) const {
    const std::size_t thing = book_.thing(id);
    return thing != ChainBook::none && names(answers_on(book_, book_.of_thing(thing, {}), on, {}, id), party);
  }

  static bool names(const Chain& chain, const std::string& party) {
    return std::ranges::any_of(chain.answers, [&](const Answer& answer) { return answer.party == party; });
  }

  /// Whether a party is another one or stands somewhere below it.
  bool is_within(const std::string& party, const std::string& around) const {
    const PartyTree& parties = book_.parties();
    if (party == around) return true;
    std::size_t up = parties.find(party);
    while (up != PartyTree::none && parties[up].id != around) up = parties.above(up);
    return up != PartyTree::none;
  }

 private:
  Chain told(Chain chain) {
    for (const Finding& finding : chain.findings) {
      const auto key = std::tuple(finding.code, finding.where.file, finding.where.line, finding.where.column, finding.message.zh);
      if (said_.insert(key).second) findings_.push_back(finding);
    }
    return chain;
  }

  const ChainBook& book_;
  Findings& findings_;
  bool anybody_ = false;
  std::set<std::tuple<std::string, std::string, int, int, std::string>> said_;
};

}  // namespace kaohe::engine
