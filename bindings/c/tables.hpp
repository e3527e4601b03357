#pragma once

// The tables of an evidence handle by their numbers.

#include "handles.hpp"

#include <iterator>

namespace kaohe::c {

inline constexpr const char* table_names[] = {"observations", "events",  "ratings", "units",           "history",
                                              "decisions",    "parties", "posts",   "responsibilities"};

inline bool is_table(kaohe_table table) noexcept { return table >= 0 && table < static_cast<kaohe_table>(std::size(table_names)); }

/// Pre of what follows: there is a table of that number.
inline const char* name_of(kaohe_table table) noexcept { return table_names[table]; }

inline std::optional<EvidenceTable>& table_in(kaohe_evidence& evidence, kaohe_table table) {
  switch (table) {
    case KAOHE_OBSERVATIONS:
      return evidence.tables.observations;
    case KAOHE_EVENTS:
      return evidence.tables.events;
    case KAOHE_RATINGS:
      return evidence.tables.ratings;
    case KAOHE_UNITS:
      return evidence.tables.units;
    case KAOHE_HISTORY:
      return evidence.tables.history;
    case KAOHE_DECISIONS:
      return evidence.tables.decisions;
    case KAOHE_PARTIES:
      return evidence.parties.parties;
    case KAOHE_POSTS:
      return evidence.parties.posts;
    default:
      return evidence.parties.responsibilities;
  }
}

}  // namespace kaohe::c
