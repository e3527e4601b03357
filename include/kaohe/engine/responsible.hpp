#pragma once

// Parties, posts and chains of a scheme, ready to be asked.

#include <kaohe/engine/things.hpp>
#include <kaohe/party/answers.hpp>
#include <kaohe/party/check_chains.hpp>

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace kaohe::engine {

/// The constants of a scheme that are numbers.
inline std::map<std::string, Rational> constants_of(const Scheme& scheme) {
  std::map<std::string, Rational> known;
  const ConstantLookup lookup = [&](const std::string& name) -> std::optional<Rational> {
    const auto found = known.find(name);
    return found == known.end() ? std::nullopt : std::optional(found->second);
  };
  for (const auto& [name, written] : scheme.constants) {
    if (const auto number = constant_value(written.expression, lookup)) known.emplace(name, *number);
  }
  return known;
}

/// Who is there and who answers for what. It refers to the scheme.
///
/// Thread safety: immutable, share freely.
struct Responsible {
  explicit Responsible(const Scheme& of)
      : scheme(of),
        constants([known = constants_of(of)](const std::string& name) -> std::optional<Rational> {
          const auto found = known.find(name);
          return found == known.end() ? std::nullopt : std::optional(found->second);
        }),
        parties(of.parties),
        posts(of.posts, parties),
        chains(parties, posts, of.responsibilities, things_of(of), constants) {}

  void check(Findings& findings) const {
    check_parties(parties, posts, findings);
    check_chains(parties, posts, scheme.responsibilities, chains.things(), constants, findings);
    check_roles(findings);
  }

  const Scheme& scheme;
  ConstantLookup constants;
  PartyTree parties;
  PostBook posts;
  ChainBook chains;

 private:
  std::set<std::string_view> roles() const {
    std::set<std::string_view> known;
    for (const Responsibility& responsibility : scheme.responsibilities) {
      for (const ChainEntry& entry : responsibility.chain) known.insert(entry.role);
    }
    for (const Thing& thing : chains.things()) {
      if (!thing.lead.empty()) known.insert("lead");
      if (thing.lead.size() > 1 || !thing.assist.empty()) known.insert("assist");
    }
    return known;
  }

  /// Roles that measures and bars strike are those of chains.
  void check_roles(Findings& findings) const {
    const auto known = roles();
    Suggestion nearest_role({known.begin(), known.end()});
    const auto check_role = [&](std::string_view role, const SourceSpan& where) {
      if (!known.empty() && !known.contains(role)) findings.push_back(make_finding("K0617", where, {role, nearest_role(role)}));
    };
    for (const Veto& veto : scheme.vetoes) {
      for (const Bar& bar : veto.effect.bars) {
        for (const std::string& role : bar.persons) check_role(role, bar.where);
      }
    }
    for (const Measure& measure : scheme.measures) {
      if (measure.on != "unit") check_role(measure.on, measure.where);
    }
  }
};

}  // namespace kaohe::engine
