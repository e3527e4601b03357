#pragma once

// How the duties that expressions ask about were done. Bodies of Binder that bind.hpp leaves to this file.

#include <kaohe/engine/bind.hpp>

namespace kaohe::engine {

/// The events that do a duty: those of one unit, or of all where `unit` is nothing.
inline std::vector<DutyEvent> Binder::doing(const Duty& duty, std::optional<std::size_t> unit) const {
  const Events& events = out_.events;
  std::vector<DutyEvent> found;
  for (const std::size_t event : unit ? events.by_unit.of(*unit) : std::span(events.by_unit.rows)) {
    if (events.kinds[static_cast<std::size_t>(events.kind[event])] == duty.what.name)
      found.push_back({events.dates[event], events.counts.at(event), unit ? std::string(out_.units[*unit]) : ""});
  }
  return found;
}

/// The units that are of a kind or a type, with the days they exist.
inline std::map<std::size_t, DutyParty> Binder::units_of(const std::string& kind_or_type) {
  std::map<std::size_t, DutyParty> found;
  for (const char* name : {"kind", "type"}) {
    CellsBuilder cells(out_.units.size(), true);
    table_attribute(name, cells);
    for (std::size_t unit = 0; unit < out_.units.size(); ++unit) {
      if (cells.text(unit) == kind_or_type) found[unit] = {std::string(out_.units[unit]), {}, {}};
    }
  }
  for (const Party& party : model_.scheme.parties) {
    const auto unit = unit_numbers_.find(party.id);
    if (!unit) continue;
    if (found.contains(*unit) || party.kind == kind_or_type || party.type == kind_or_type) found[*unit] = {party.id, party.from, party.to};
  }
  return found;
}

inline void Binder::duties() {
  for (const CompiledDuty& compiled : model_.duties) {
    const Duty& duty = *compiled.duty;
    DutyDone& done = out_.duties.emplace_back();
    done.owed_once = duty.per_party.empty();
    if (done.owed_once) {
      done.records.push_back(duty_records(compiled.windows, doing(duty, std::nullopt)));
    } else {
      done.records.resize(out_.units.size());
      const auto owing = units_of(duty.per_party);
      if (owing.empty()) findings_.push_back(make_finding("K0734", duty.where, {duty.id, duty.per_party}));
      for (const auto& [unit, party] : owing) done.records[unit] = duty_records(compiled.windows, std::vector{party}, doing(duty, unit));
    }
    for (const auto& records : done.records) done.figures.push_back(figures_of(records));
  }
}

}  // namespace kaohe::engine
