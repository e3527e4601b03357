#pragma once

// Parties, posts and chains out of tables, for schemes whose parties are too many to write down.

#include <kaohe/calendar/date.hpp>
#include <kaohe/engine/table_reader.hpp>
#include <kaohe/engine/things.hpp>
#include <kaohe/evidence/tables.hpp>
#include <kaohe/scheme/scheme.hpp>

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

namespace kaohe::engine {

/// A table of which each cell can be asked for by column and row, and told as a place.
///
/// What is made of a cell has a place like that of a document: the table is the file, the row the line, the column's number the column.
class PlacedTable {
 public:
  PlacedTable(const EvidenceTable& table, Findings& findings) : reader_(table, findings) { check_infinite(table, findings); }

  std::size_t rows() const { return reader_.rows(); }
  const EvidenceTable& table() const { return reader_.table(); }

  /// False, and findings, where one of them is missing.
  bool requires_columns(std::span<const std::string_view> names) {
    bool complete = true;
    for (const std::string_view name : names) complete = reader_.requires_column(std::string(name)) && complete;
    return complete;
  }

  void refuse_other_columns(std::span<const std::string_view> known) {
    for (const EvidenceColumn& column : table().columns) {
      if (std::ranges::find(known, column.name) == known.end())
        fail("K0793", 0, column.name, {column.name, nearest_hint(column.name, known)});
    }
  }

  std::optional<std::string> text(const char* column, std::size_t row) const { return reader_.text(column, row); }

  std::string filled(const char* column, std::size_t row) {
    auto cell = text(column, row);
    if (!cell) fail("K0703", row + 1, column, {});
    return cell.value_or("");
  }

  std::optional<Date> date(const char* column, std::size_t row) {
    const auto cell = text(column, row);
    const auto made = cell ? Date::parse(*cell) : std::nullopt;
    if (cell && !made) fail("K0716", row + 1, column, {*cell});
    return made;
  }

  std::pair<std::optional<Date>, std::optional<Date>> days(std::size_t row) {
    auto from = date("from", row), to = date("to", row);
    if (from && to && *to < *from) fail("K0351", row + 1, "from", {from->text(), to->text()});
    return {from, to};
  }

  bool yes(const char* column, std::size_t row) {
    const auto cell = text(column, row);
    const auto made = cell ? parse_yes_no(*cell) : std::nullopt;
    if (cell && !made) fail("K0791", row + 1, column, {*cell});
    return made.value_or(false);
  }

  std::optional<Rational> number(const char* column, std::size_t row) { return reader_.number(column, row); }

  std::optional<Named> named(const char* column, std::size_t row) const {
    auto cell = text(column, row);
    return cell ? std::optional(Named{std::move(*cell), place(column, row)}) : std::nullopt;
  }

  SourceSpan place(const char* column, std::size_t row) const {
    const auto found = std::ranges::find(table().columns, column, &EvidenceColumn::name);
    return {table().name, static_cast<int>(row + 1), static_cast<int>(found - table().columns.begin()) + 1, 0};
  }

  void fail(Code code, std::size_t row, const std::string& column, Arguments arguments) { reader_.fail(code, row, column, arguments); }

 private:
  TableReader reader_;
};

/// Reads the tables into a scheme.
class PartyTablesReader {
 public:
  PartyTablesReader(Scheme& scheme, Findings& findings) : scheme_(scheme), findings_(findings) {
    for (const Thing& thing : things_of(scheme)) taken_.insert(thing.id);
  }

  void run(const PartyTables& tables) {
    if (tables.parties) parties(*tables.parties);
    if (tables.posts) posts(*tables.posts);
    if (tables.responsibilities) responsibilities(*tables.responsibilities);
  }

 private:
  static constexpr std::array<std::string_view, 7> party_columns{"party", "title", "kind", "type", "under", "from", "to"};
  static constexpr std::array<std::string_view, 8> post_columns{"post", "party", "role", "title", "person", "from", "to", "acting"};
  static constexpr std::array<std::string_view, 6> chain_columns{"for", "role", "post", "party", "share", "source"};

  void parties(const EvidenceTable& of);
  Party party(PlacedTable& table, std::size_t row, std::span<const EvidenceColumn* const> attributes);
  void check_same(PlacedTable& table, std::size_t row, const Party& known, const Party& made);
  void posts(const EvidenceTable& of);
  Post& post(PlacedTable& table, std::size_t row, const std::string& id);
  void holder(PlacedTable& table, std::size_t row, Post& post);
  void responsibilities(const EvidenceTable& of);
  std::vector<Named> subjects(PlacedTable& table, std::size_t row, const std::string& cell);
  void entry(PlacedTable& table, std::size_t row, Responsibility& responsibility);

  Scheme& scheme_;
  Findings& findings_;
  std::unordered_set<std::string> taken_;  // ids of what is no party
  std::unordered_map<std::string, std::size_t> numbers_;
};

inline void PartyTablesReader::parties(const EvidenceTable& of) {
  PlacedTable table(of, findings_);
  if (!table.requires_columns(std::array<std::string_view, 1>{"party"})) return;
  std::vector<const EvidenceColumn*> attributes;
  for (const EvidenceColumn& column : of.columns) {
    if (std::ranges::find(party_columns, column.name) == party_columns.end()) attributes.push_back(&column);
  }
  std::unordered_map<std::string, std::size_t> numbers;
  for (std::size_t at = 0; at < scheme_.parties.size(); ++at) numbers.emplace(scheme_.parties[at].id, at);
  for (std::size_t row = 0; row < table.rows(); ++row) {
    Party made = party(table, row, attributes);
    if (made.id.empty()) continue;
    if (taken_.contains(made.id)) table.fail("K0792", row + 1, "party", {made.id});
    const auto [known, fresh] = numbers.emplace(made.id, scheme_.parties.size());
    if (fresh) {
      scheme_.parties.push_back(std::move(made));
    } else {
      check_same(table, row, scheme_.parties[known->second], made);
    }
  }
}

inline Party PartyTablesReader::party(PlacedTable& table, std::size_t row, std::span<const EvidenceColumn* const> attributes) {
  Party made;
  made.id = table.filled("party", row);
  made.title = table.text("title", row).value_or("");
  made.kind = table.text("kind", row).value_or("");
  made.type = table.text("type", row).value_or("");
  made.under = table.named("under", row);
  std::tie(made.from, made.to) = table.days(row);
  for (const EvidenceColumn* column : attributes) {
    if (auto cell = TableReader::text(*column, row)) made.attributes.emplace_back(column->name, std::move(*cell));
  }
  made.where = table.place("party", row);
  return made;
}

/// A row may say again what is known of a party; anything else would have to be chosen from.
inline void PartyTablesReader::check_same(PlacedTable& table, std::size_t row, const Party& known, const Party& made) {
  const auto differ = [&](const std::string& column, const std::string& says) {
    table.fail("K0790", row + 1, column, {made.id, says.empty() ? Phrase("没有写", "nothing") : Phrase(says)});
  };
  const auto day = [](const std::optional<Date>& date) { return date ? date->text() : ""; };
  if (!made.title.empty() && made.title != known.title) differ("title", known.title);
  if (!made.kind.empty() && made.kind != known.kind) differ("kind", known.kind);
  if (!made.type.empty() && made.type != known.type) differ("type", known.type);
  const std::string above = known.under ? known.under->name : "";
  if (made.under && made.under->name != above) differ("under", above);
  if (made.from && made.from != known.from) differ("from", day(known.from));
  if (made.to && made.to != known.to) differ("to", day(known.to));
  for (const auto& [name, value] : made.attributes) {
    const auto found = std::ranges::find(known.attributes, name, [](const auto& attribute) { return attribute.first; });
    const std::string says = found == known.attributes.end() ? "" : found->second;
    if (says != value) differ(name, says);
  }
}

inline void PartyTablesReader::posts(const EvidenceTable& of) {
  PlacedTable table(of, findings_);
  table.refuse_other_columns(post_columns);
  if (!table.requires_columns(std::array<std::string_view, 3>{"post", "party", "role"})) return;
  for (std::size_t at = 0; at < scheme_.posts.size(); ++at) numbers_.emplace(scheme_.posts[at].id, at);
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const std::string id = table.filled("post", row);
    if (!id.empty()) holder(table, row, post(table, row, id));
  }
}

/// The post of that id, which the first row with it makes; later rows may leave empty what it said.
inline Post& PartyTablesReader::post(PlacedTable& table, std::size_t row, const std::string& id) {
  const auto [found, fresh] = numbers_.emplace(id, scheme_.posts.size());
  if (fresh) {
    Post made{id, table.text("title", row).value_or(""), {}, table.filled("role", row), {}, table.place("post", row)};
    made.party = {table.filled("party", row), table.place("party", row)};
    scheme_.posts.push_back(std::move(made));
    return scheme_.posts.back();
  }
  Post& known = scheme_.posts[found->second];
  const auto check = [&](const char* column, const std::string& says) {
    if (table.text(column, row).value_or(says) != says) table.fail("K0790", row + 1, column, {id, says});
  };
  check("title", known.title);
  check("party", known.party.name);
  check("role", known.role);
  return known;
}

inline void PartyTablesReader::holder(PlacedTable& table, std::size_t row, Post& post) {
  const bool any = table.text("from", row) || table.text("to", row) || table.text("acting", row);
  if (!table.text("person", row) && !any) return;  // a vacant post
  Holder made{table.filled("person", row), {}, {}, table.yes("acting", row), table.place("person", row)};
  std::tie(made.from, made.to) = table.days(row);
  const bool said = std::ranges::any_of(post.holders, [&](const Holder& known) {
    return known.person == made.person && known.from == made.from && known.to == made.to && known.acting == made.acting;
  });
  if (!said) post.holders.push_back(std::move(made));
}

inline void PartyTablesReader::responsibilities(const EvidenceTable& of) {
  PlacedTable table(of, findings_);
  table.refuse_other_columns(chain_columns);
  if (!table.requires_columns(std::array<std::string_view, 2>{"for", "role"})) return;
  std::unordered_map<std::string, std::size_t> numbers;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const std::string cell = table.filled("for", row);
    if (cell.empty()) continue;
    const auto [found, fresh] = numbers.emplace(cell, scheme_.responsibilities.size());
    if (fresh) scheme_.responsibilities.push_back({subjects(table, row, cell), {}, "", table.place("for", row)});
    entry(table, row, scheme_.responsibilities[found->second]);
  }
}

inline std::vector<Named> PartyTablesReader::subjects(PlacedTable& table, std::size_t row, const std::string& cell) {
  std::vector<Named> made;
  for (std::string& id : parted_ids(cell)) made.push_back({std::move(id), table.place("for", row)});
  return made;
}

inline void PartyTablesReader::entry(PlacedTable& table, std::size_t row, Responsibility& responsibility) {
  ChainEntry made;
  made.role = table.filled("role", row);
  made.post = table.named("post", row);
  made.party = table.named("party", row);
  made.where = table.place("role", row);
  if (!made.post && !made.party) table.fail("K0613", row + 1, "role", {});
  if (auto share = table.number("share", row)) {
    made.share = amount(std::move(*share));
    made.share->expression.where = table.place("share", row);
  }
  if (responsibility.source.empty()) responsibility.source = table.text("source", row).value_or("");
  responsibility.chain.push_back(std::move(made));
}

/// Adds what the tables hold to the scheme. What they say of a party, a post or a holder that is known already must be the same. A post has
/// a row for every holder; the rows of one `for` are one chain, in their order; several ids in `for` are parted by `;`.
///
/// What it means together (superiors, overlapping holders, shares) is checked by compile(); place_in_tables() then tells where.
inline Findings add_parties(Scheme& scheme, const PartyTables& tables) {
  Findings findings;
  PartyTablesReader(scheme, findings).run(tables);
  return findings;
}

/// Gives findings about what came from the tables a table, a row and a column.
inline void place_in_tables(Findings& findings, const PartyTables& tables) {
  for (const auto* table : {&tables.parties, &tables.posts, &tables.responsibilities}) {
    if (!*table) continue;
    for (Finding& finding : findings) {
      const auto column = static_cast<std::size_t>(finding.where.column);
      if (finding.where.file != (*table)->name || column == 0 || column > (*table)->columns.size()) continue;
      finding.at = {(*table)->name, static_cast<std::size_t>(finding.where.line), (*table)->columns[column - 1].name};
      finding.where = {};
    }
  }
}

}  // namespace kaohe::engine
