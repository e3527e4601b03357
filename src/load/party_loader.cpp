#include "src/load/party_loader.hpp"

#include "src/load/period_reader.hpp"

#include <algorithm>
#include <array>
#include <tuple>

namespace kaohe::load {

namespace {

constexpr std::array<std::string_view, 9> party_keys{"id!", "title", "kind", "type", "under", "from", "to", "versions", "valid_on"};

bool is_attribute(const Node::Entry& entry) {
  return std::ranges::none_of(party_keys, [&](std::string_view key) { return key == entry.key || key == entry.key + "!"; });
}

// An attribute without a value on the line of another may be the rest of a text that a comma split.
std::vector<std::string_view> keys_of(const Node& node) {
  std::vector<std::string_view> keys(party_keys.begin(), party_keys.end());
  for (const auto& entry : node.entries) {
    if (is_attribute(entry) && entry.value.kind != Node::Kind::null) keys.push_back(entry.key);
  }
  return keys;
}

void read_attributes(const Fields& fields, Party& party) {
  for (const auto& entry : fields.node().entries) {
    if (!is_attribute(entry) || entry.value.kind == Node::Kind::null) continue;
    if (auto text = read_text(entry.value, Phrase(entry.key), fields.findings()))
      party.attributes.emplace_back(entry.key, std::move(*text));
  }
}

Party load_party(const Node& node, Loading& loading) {
  const auto keys = keys_of(node);
  const Fields fields(node, {"责任主体", "a party"}, keys, loading.findings);
  Party party;
  party.id = read_document_id(fields.find("id"), loading.findings).value_or("");
  party.title = fields.text("title");
  party.kind = fields.text("kind");
  party.type = fields.text("type");
  party.under = fields.named("under");
  std::tie(party.from, party.to) = read_days(fields);
  party.where = fields.where("id");
  read_attributes(fields, party);
  return party;
}

Holder load_holder(const Node& node, Loading& loading) {
  const Fields fields(node, {"任职", "a holder"}, {"person!", "from", "to", "acting"}, loading.findings);
  Holder holder;
  holder.person = fields.named("person").value_or(Named{}).name;
  std::tie(holder.from, holder.to) = read_days(fields);
  holder.acting = fields.yes_no("acting").value_or(false);
  holder.where = fields.where("person");
  return holder;
}

Post load_post(const Node& node, Loading& loading) {
  const Fields fields(node, {"岗位", "a post"}, {"id!", "title", "party!", "role!", "holders", "versions", "valid_on"}, loading.findings);
  Post post;
  post.id = read_document_id(fields.find("id"), loading.findings).value_or("");
  post.title = fields.text("title");
  post.party = fields.named("party").value_or(Named{});
  post.role = fields.named("role").value_or(Named{}).name;
  for (const Node& item : fields.items("holders")) post.holders.push_back(load_holder(item, loading));
  post.where = fields.where("id");
  return post;
}

ChainEntry load_entry(const Node& node, Loading& loading) {
  const Fields fields(node, {"责任链的一环", "an entry of a chain"}, {"role!", "post", "party", "share"}, loading.findings);
  ChainEntry entry;
  entry.role = fields.named("role").value_or(Named{}).name;
  entry.post = fields.named("post");
  entry.party = fields.named("party");
  entry.share = fields.amount("share");
  entry.where = fields.where("role");
  if (!fields.has("post") && !fields.has("party")) loading.findings.push_back(make_finding("K0613", node.where));
  return entry;
}

Responsibility load_responsibility(const Node& node, Loading& loading) {
  const Fields fields(node, {"责任链", "a responsibility"}, {"for!", "chain!", "source"}, loading.findings);
  Responsibility made;
  if (const Node* subjects = fields.find("for")) made.subjects = read_named_list(*subjects, "for", loading.findings);
  const Node* chain = fields.find("chain");
  if (chain != nullptr && chain->kind == Node::Kind::sequence && chain->items.empty())
    loading.findings.push_back(make_finding("K0420", chain->where, {"chain"}));
  for (const Node& item : fields.items("chain")) made.chain.push_back(load_entry(item, loading));
  made.source = fields.text("source");
  made.where = fields.where("for");
  return made;
}

}  // namespace

void load_parties(const Node& list, Loading& loading) {
  if (!is_kind(list, Node::Kind::sequence, "parties", loading.findings)) return;
  for (const Node& item : list.items) {
    Party party = load_party(item, loading);
    if (party.id.empty() || !loading.ids.take(party.id, party.where, loading.findings)) continue;
    loading.scheme.parties.push_back(std::move(party));
  }
}

void load_posts(const Node& list, Loading& loading) {
  if (!is_kind(list, Node::Kind::sequence, "posts", loading.findings)) return;
  for (const Node& item : list.items) {
    Post post = load_post(item, loading);
    if (post.id.empty() || !loading.posts.take(post.id, post.where, loading.findings)) continue;
    loading.scheme.posts.push_back(std::move(post));
  }
}

void load_responsibilities(const Node& list, Loading& loading) {
  if (!is_kind(list, Node::Kind::sequence, "responsibilities", loading.findings)) return;
  for (const Node& item : list.items) loading.scheme.responsibilities.push_back(load_responsibility(item, loading));
}

}  // namespace kaohe::load
