#pragma once

// Evidence as it is handed over: tables of columns, not yet looked at (docs/scheme-format.md, section 12).

#include <kaohe/base/text_cells.hpp>
#include <kaohe/number/column.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace kaohe {

/// One column, as texts or as numbers.
struct EvidenceColumn {
  std::string name;
  std::variant<TextCells, NumberColumn> cells;
};

/// One table. Pre: every column has `rows` cells.
struct EvidenceTable {
  std::string name;  // what findings call it: observations, 观测.csv
  std::size_t rows = 0;
  std::vector<EvidenceColumn> columns;
};

/// Parties, posts with their holders, and chains as tables, for schemes whose parties are too many to write down.
struct PartyTables {
  std::optional<EvidenceTable> parties;           // party, and any of title, kind, type, under, from, to; other columns are attributes
  std::optional<EvidenceTable> posts;             // post, party, role, and any of title, person, from, to, acting: a row for each holder
  std::optional<EvidenceTable> responsibilities;  // for, role, and any of post, party, share, source: a row for each entry, in order
};

/// The tables of one assessment. Only some of them need be there.
struct EvidenceTables {
  std::optional<EvidenceTable> observations;
  std::optional<EvidenceTable> events;
  std::optional<EvidenceTable> ratings;
  std::optional<EvidenceTable> units;
  std::optional<EvidenceTable> history;
  std::optional<EvidenceTable> decisions;
};

}  // namespace kaohe
