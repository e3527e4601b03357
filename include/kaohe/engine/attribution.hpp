#pragma once

// From scores to those who answer for them (docs/scheme-format.md, section 13).

#include <kaohe/assessment/attribution.hpp>
#include <kaohe/engine/apportion.hpp>
#include <kaohe/engine/evaluate.hpp>
#include <kaohe/party/chain_book.hpp>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace kaohe::engine {

/// What a unit lost or won on a leaf: what dated events account for, by day, and the rest.
struct Difference {
  bool won = false;
  Rational amount;
  std::map<Date, Rational> dated;

  Rational rest() const {
    Rational left = amount;
    for (const auto& [day, part] : dated) left -= part;
    return left;
  }
};

/// What the events of a leaf's tallies took (or gave), by day. Pre: the leaf's points are entered.
inline std::map<Date, Rational> tallied(Evaluator& row, int leaf, bool given) {
  std::map<Date, Rational> found;
  for (const int rule : row.model().criterion(leaf).rules) {
    const CompiledRule& compiled = compiled_rule(row, rule);
    const auto* tally = std::get_if<Tally>(&compiled.rule->body);
    if (tally == nullptr || !reaches(row, rule)) continue;
    for (const TallyItem& item : tally_items(row, compiled, *tally).value_or(std::vector<TallyItem>{})) {
      if (item.counted && item.amount.sign() == (given ? 1 : -1)) found[row.run().evidence.events.dates[item.event]] += item.amount.abs();
    }
  }
  return found;
}

/// Pre: the leaf counts for the unit. Where events took more than was lost, each took its share of the loss.
inline Difference difference_of(Evaluator& row, int leaf) {
  const CompiledCriterion& compiled = row.model().criterion(leaf);
  const Rational points = compiled.adjusts ? Rational(0) : points_of(row, leaf);
  const Rational gained = row.column(compiled.cut).value_or(Rational(0)) - points;
  Difference out{gained.sign() > 0, gained.abs(), {}};
  if (gained.is_zero()) return out;
  row.enter(points, nullptr);
  out.dated = tallied(row, leaf, out.won);
  Rational taken;
  for (const auto& [day, part] : out.dated) taken += part;
  if (taken > out.amount) {
    for (auto& [day, part] : out.dated) part = part * out.amount / taken;
  }
  return out;
}

/// Divides what units lost and won on their leaves over the chains that answer for these.
class Attributor {
 public:
  Attributor(const Run& run, const ChainBook& book) : run_(run), model_(run.model), book_(book), period_(run.model.periods[0]) {}

  Attribution attribution() {
    for (std::size_t unit = 0; unit < run_.units(); ++unit) {
      if (run_.excluded[unit] == 0) of_unit(unit);
    }
    return std::move(out_);
  }

 private:
  /// Whoever one name stands for, with what it bears on each day and on none.
  struct Name {
    AttributionPart part;
    std::map<std::optional<Date>, Rational> amounts;

    Rational sum() const {
      Rational all;
      for (const auto& [day, amount] : amounts) all += amount;
      return all;
    }
  };

  void of_unit(std::size_t unit) {
    Faults unsaid;
    Evaluator row(model_, &run_, unit, unsaid);
    row.see_cut_scores();
    for (std::size_t at = 0; at < model_.criteria.size(); ++at) {
      const auto leaf = static_cast<int>(at);
      if (!model_.criteria[at].criterion->is_leaf() || !adds_to_total(leaf) || !counts(row, leaf)) continue;
      const Difference difference = difference_of(row, leaf);
      if (!difference.amount.is_zero()) divide(std::string(run_.evidence.units[unit]), *model_.criteria[at].criterion, difference);
    }
  }

  /// What is computed but does not count loses nothing.
  bool adds_to_total(int criterion) const {
    for (int at = criterion; at >= 0; at = model_.criterion(at).parent) {
      if (!model_.criterion(at).criterion->counts) return false;
    }
    return true;
  }

  void divide(const std::string& unit, const Criterion& criterion, const Difference& difference) {
    names_.clear();
    const FoundChain found = book_.of_thing(book_.thing(criterion.id), unit);
    if (found) {
      chain(*found.chain, unit, difference);
    } else {
      if (unanswered_.insert(criterion.id).second) out_.findings.push_back(make_finding("K0622", criterion.where, {Phrase(criterion.id)}));
      whole(name(unit, "", "", ""), Rational(1), difference);
    }
    write(unit, criterion.id, difference);
  }

  void chain(const ChainLinks& links, const std::string& unit, const Difference& difference) {
    const std::vector<ChainPlace> places = book_.places(links, unit);
    for (const ChainPlace& place : places) {
      const auto beside = std::ranges::count(places, place.entry, &ChainPlace::entry);
      const ChainLink& link = links.links[place.entry];
      const Rational share = link.share / Rational(beside);
      if (place.post != PostBook::none) {
        post(book_.posts()[place.post], link.role, share, difference);
      } else {
        whole(name(std::string(place.party), link.post.empty() ? person_of(place) : "", link.role, ""), share, difference);
      }
    }
  }

  /// A party that is a person answers by name.
  std::string person_of(const ChainPlace& place) const {
    if (place.number == PartyTree::none) return "";
    const Party& party = book_.parties()[place.number];
    return is_person(party) ? title_of(party) : "";
  }

  void whole(Name& name, const Rational& share, const Difference& difference) {
    for (const auto& [day, part] : difference.dated) name.amounts[day] += share * part;
    const Rational rest = difference.rest();
    if (!rest.is_zero()) name.amounts[std::nullopt] += share * rest;
  }

  /// What events took falls on those who held the post on their days, everything else on all who held it, by days.
  void post(const Post& post, const std::string& role, const Rational& share, const Difference& difference) {
    for (const auto& [day, part] : difference.dated) held(post, holder_on(post, day), role).amounts[day] += share * part;
    const Rational rest = difference.rest();
    if (rest.is_zero()) return;
    if (!period_) {
      if (undated_.insert(post.id).second) out_.findings.push_back(make_finding("K0690", post.where, {Phrase(title_of(post))}));
      held(post, nullptr, role).amounts[std::nullopt] += share * rest;
      return;
    }
    for (const Tenure& tenure : tenures(post, *period_))
      held(post, tenure.holder, role).amounts[std::nullopt] += share * rest * Rational(tenure.days.days()) / Rational(period_->days());
  }

  Name& held(const Post& post, const Holder* holder, const std::string& role) {
    return name(post.party.name, holder == nullptr ? "" : holder->person, role, post.id);
  }

  /// One and the same name is kept once, with every role and post it comes by.
  Name& name(const std::string& party, const std::string& person, const std::string& role, const std::string& post) {
    auto found = std::ranges::find_if(names_, [&](const Name& one) { return one.part.party == party && one.part.person == person; });
    if (found == names_.end()) {
      names_.push_back({});
      found = names_.end() - 1;
      found->part.party = party;
      found->part.person = person;
    }
    note(role, found->part.roles);
    note(post, found->part.posts);
    return *found;
  }

  static void note(const std::string& word, std::vector<std::string>& words) {
    if (!word.empty() && std::ranges::find(words, word) == words.end()) words.push_back(word);
  }

  /// The names' parts sum to the difference, and the days' parts to their name's.
  void write(const std::string& unit, const std::string& criterion, const Difference& difference) {
    const int digits = model_.scheme.rounding.criterion;
    std::vector<Rational> exact;
    for (const Name& name : names_) exact.push_back(name.sum());
    const std::vector<Rational> parts = apportion(exact, difference.amount, digits);
    for (std::size_t i = 0; i < names_.size(); ++i) {
      Name& name = names_[i];
      name.part.unit = unit;
      name.part.criterion = criterion;
      std::vector<Rational> by_day;
      for (const auto& [day, amount] : name.amounts) by_day.push_back(amount);
      by_day = apportion(by_day, parts[i], digits);
      std::size_t at = 0;
      for (const auto& [day, amount] : name.amounts) {
        name.part.on = day;
        const Rational& part = by_day[at++];
        (difference.won ? name.part.won : name.part.lost) = part;
        if (!part.is_zero()) out_.parts.push_back(name.part);
      }
    }
  }

  const Run& run_;
  const Model& model_;
  const ChainBook& book_;
  const std::optional<Period>& period_;
  Attribution out_;
  std::vector<Name> names_;  // of the criterion at hand, the first-named first
  std::set<std::string> unanswered_, undated_;
};

}  // namespace kaohe::engine
