#pragma once

#include <kaohe/base/text.hpp>
#include <kaohe/party/chain.hpp>
#include <kaohe/party/chain_book.hpp>
#include <kaohe/party/check_parties.hpp>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kaohe {

namespace detail {

/// Names the persons of one chain on one day.
class Answering {
 public:
  Answering(const ChainBook& book, const FoundChain& found, const Date& on) : book_(book), links_(*found.chain), on_(on) {
    chain_.subject = found.subject;
    chain_.source = links_.source;
  }

  Chain run(std::string_view unit) {
    for (const ChainPlace& place : book_.places(links_, unit)) take(place);
    return std::move(chain_);
  }

 private:
  void take(const ChainPlace& place) {
    const ChainLink& link = links_.links[place.entry];
    Answer answer{link.role, std::string(place.party), link.post, "", false, place.entry, link.share};
    if (place.party.empty()) say("K0623", link.where, {link.role});
    if (place.number != PartyTree::none) fill(book_.parties()[place.number], link, answer);
    if (place.post != PostBook::none) fill(book_.posts()[place.post], answer);
    if (place.post == PostBook::none && !link.post.empty() && !place.party.empty()) say("K0621", link.where, {named(place), link.post});
    chain_.answers.push_back(std::move(answer));
  }

  void fill(const Party& party, const ChainLink& link, Answer& answer) {
    if (is_person(party) && link.post.empty()) answer.person = title_of(party);
    if (!exists_on(party, on_)) say("K0624", party.where, {title_of(party), on_.text()});
  }

  void fill(const Post& post, Answer& answer) {
    answer.post = post.id;
    const Holder* holder = holder_on(post, on_);
    if (holder == nullptr) return say("K0620", post.where, {title_of(post), on_.text()});
    answer.person = holder->person;
    answer.acting = holder->acting;
  }

  std::string named(const ChainPlace& place) const {
    return place.number == PartyTree::none ? std::string(place.party) : title_of(book_.parties()[place.number]);
  }

  void say(Code code, const SourceSpan& where, Arguments arguments) { chain_.findings.push_back(make_finding(code, where, arguments)); }

  const ChainBook& book_;
  const ChainLinks& links_;
  const Date& on_;
  Chain chain_;
};

}  // namespace detail

/// Who answers in a chain on a day, the persons who held its posts on that day. Without a chain nobody does, which `id` and `where` tell.
inline Chain answers_on(const ChainBook& book, const FoundChain& found, const Date& on, std::string_view unit, std::string_view id,
                        const SourceSpan& where = {}) {
  if (found) return detail::Answering(book, found, on).run(unit);
  Chain nobody;
  nobody.findings.push_back(make_finding("K0622", where, {Phrase(id)}));
  return nobody;
}

/// Who answers on a day for a thing, a party or a tag, asked about a unit; of a party, about itself unless another is asked about.
///
/// An unknown id is an error, and so is an unknown unit where any party is declared.
inline Checked<Chain> answers_for(const ChainBook& book, std::string_view id, const Date& on, std::string_view unit = {}) {
  const PartyTree& parties = book.parties();
  Findings errors;
  const auto known = detail::ids_of(parties);
  const bool stranger = !unit.empty() && parties.size() > 0 && parties.find(unit) == PartyTree::none;
  if (stranger) errors.push_back(make_finding("K0626", SourceSpan{}, {Phrase(unit), Suggestion(known)(unit)}));
  const std::size_t thing = book.thing(id);
  const std::size_t party = parties.find(id);
  const FoundChain tagged = book.written_for(id);
  if (thing == ChainBook::none && party == PartyTree::none && !tagged) {
    auto ids = detail::ids_of(book.things());
    ids.insert(ids.end(), known.begin(), known.end());
    errors.push_back(make_finding("K0625", SourceSpan{}, {Phrase(id), Suggestion(ids)(id)}));
  }
  if (!errors.empty()) return {std::nullopt, std::move(errors)};
  if (thing != ChainBook::none) return {answers_on(book, book.of_thing(thing, unit), on, unit, id, book.things()[thing].where), {}};
  if (party == PartyTree::none) return {answers_on(book, tagged, on, unit, id), {}};
  return {answers_on(book, book.of_party(party), on, unit.empty() ? id : unit, id, parties[party].where), {}};
}

}  // namespace kaohe
