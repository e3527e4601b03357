#pragma once

// What does duties, straight out of a table: without units to be assessed, and without a period.

#include <kaohe/engine/table_reader.hpp>
#include <kaohe/plan/duty_record.hpp>

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace kaohe::engine {

/// One row of a table of events; nothing, and findings, where it cannot be read.
inline std::optional<std::pair<std::string, DutyEvent>> read_duty_event(TableReader& table, std::size_t row) {
  const auto unit = table.text("unit", row), kind = table.text("event", row), written = table.text("date", row);
  for (const char* column : {"unit", "event", "date"}) {
    if (!table.text(column, row)) table.fail("K0703", row + 1, column, {});
  }
  const auto date = written ? Date::parse(*written) : std::nullopt;
  if (written && !date) table.fail("K0716", row + 1, "date", {*written});
  const auto count = table.number("count", row);
  const bool counts = !count || (count->sign() >= 0 && count->is_integer());
  if (!counts) table.fail("K0717", row + 1, "count", {count->text()});
  if (!unit || !kind || !date || !counts) return std::nullopt;
  return std::pair(*kind, DutyEvent{*date, count.value_or(Rational(1)), *unit});
}

/// The events of a table by kind.
inline std::map<std::string, std::vector<DutyEvent>, std::less<>> duty_events(const EvidenceTable& events, Findings& findings) {
  std::map<std::string, std::vector<DutyEvent>, std::less<>> found;
  TableReader table(events, findings);
  bool complete = true;
  for (const char* column : {"unit", "event", "date"}) complete = table.requires_column(column) && complete;
  for (std::size_t row = 0; complete && row < table.rows(); ++row) {
    if (auto event = read_duty_event(table, row)) found[event->first].push_back(std::move(event->second));
  }
  return found;
}

}  // namespace kaohe::engine
