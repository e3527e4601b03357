#pragma once

#include "src/load/ids.hpp"
#include "src/load/reader.hpp"

#include <kaohe/calendar/period.hpp>
#include <kaohe/load.hpp>

#include <optional>
#include <set>
#include <string>

namespace kaohe::load {

/// What is known while the documents of one scheme are read.
struct Loading {
  Scheme scheme;
  Findings findings;
  std::optional<Period> period;  // of the scheme; none where it has none or it cannot be read

  IdSpace ids;     // criteria, adjustments, vetoes, gates, plan items, duties, parties
  IdSpace names;   // what expressions call by name: indicators and constants
  IdSpace events;  // kinds of events
  IdSpace measures;
  IdSpace posts;

  std::set<std::string> broken;  // ids of criteria with errors: what they lack may be what could not be read
};

/// The id of a document's part, taken in its space; empty where it cannot be read.
inline std::string take_document_id(const Fields& fields, IdSpace& space) {
  const auto id = read_document_id(fields.find("id"), fields.findings());
  if (id) space.take(*id, fields.where("id"), fields.findings());
  return id.value_or("");
}

}  // namespace kaohe::load
