#pragma once

// Events: kinds, dates, counts, fields, and what tallies make of them. Bodies of Binder that bind.hpp leaves to this file.

#include <kaohe/engine/bind.hpp>

namespace kaohe::engine {

/// `by_unit` is empty where there is no table.
inline RowsByUnit Binder::gathered(const std::vector<std::vector<std::uint32_t>>& by_unit) const {
  RowsByUnit out;
  if (by_unit.empty()) return out;
  out.start.push_back(0);
  for (const auto& rows : by_unit) {
    out.rows.insert(out.rows.end(), rows.begin(), rows.end());
    out.start.push_back(static_cast<std::uint32_t>(out.rows.size()));
  }
  return out;
}

inline bool Binder::seen_period(const Date& date) const {
  if (!model_.periods[0]) return true;
  return model_.periods[0]->contains(date) || std::ranges::any_of(model_.queries, [&](const EventQuery& query) {
           const auto& period = model_.periods[static_cast<std::size_t>(query.period)];
           return period && period->contains(date);
         });
}

inline void Binder::event(TableReader& table, std::size_t row, std::vector<CellsBuilder>& fields,
                          std::vector<std::optional<Rational>>& counts, std::vector<std::vector<std::uint32_t>>& by_unit) {
  const auto unit = unit_at(table, row);
  const auto kind = table.text("event", row);
  const auto written = table.text("date", row);
  if (!kind) table.fail("K0703", row + 1, "event", {});
  if (!written) table.fail("K0703", row + 1, "date", {});
  const auto date = written ? Date::parse(*written) : std::nullopt;
  if (written && !date) table.fail("K0716", row + 1, "date", {*written});
  const auto count = table.number("count", row);
  if (count && (count->sign() < 0 || !count->is_integer())) table.fail("K0717", row + 1, "count", {count->text()});
  if (!unit || !kind || !date) return;
  if (!seen_period(*date)) return table.fail("K0718", row + 1, "date", {*written, model_.scheme.period});
  const std::size_t at = out_.events.rows.size();
  out_.events.rows.push_back(static_cast<std::uint32_t>(row + 1));
  const auto [known, fresh] = kind_numbers_.emplace(*kind, static_cast<int>(out_.events.kinds.size()));
  out_.events.kind.push_back(known->second);
  if (fresh) out_.events.kinds.push_back(*kind);
  out_.events.dates.push_back(*date);
  counts.push_back(count.value_or(Rational(1)));
  by_unit[*unit].push_back(static_cast<std::uint32_t>(at));
  for (std::size_t field = 0; field < fields.size(); ++field) {
    auto text = table.text(model_.fields[field], row);
    auto number = text ? number_in(*text) : std::nullopt;
    fields[field].put(at, static_cast<std::uint32_t>(row + 1), std::move(text), std::move(number));
  }
}

inline void Binder::events() {
  std::vector<std::vector<std::uint32_t>> by_unit(tables_.events ? out_.units.size() : 0);
  const std::size_t rows = tables_.events ? tables_.events->rows : 0;
  std::vector<CellsBuilder> fields;
  for (std::size_t i = 0; i < model_.fields.size(); ++i) fields.emplace_back(rows, true);
  std::vector<std::optional<Rational>> counts;
  if (tables_.events) {
    TableReader table(*tables_.events, findings_);
    bool complete = true;
    for (const char* name : {"unit", "event", "date"}) complete = table.requires_column(name) && complete;
    for (std::size_t row = 0; complete && row < rows; ++row) event(table, row, fields, counts, by_unit);
  }
  CellsBuilder count_cells(counts.size(), false);
  for (std::size_t i = 0; i < counts.size(); ++i) count_cells.put(i, 1, std::nullopt, counts[i]);
  out_.events.counts = count_cells.finish().numbers;
  for (auto& field : fields) out_.events.fields.push_back(field.finish());
  out_.events.by_unit = gathered(by_unit);
  if (!tables_.events) return;
  TableReader table(*tables_.events, findings_);
  event_kinds(table);
  tally_events(table);
}

/// Kinds that no rule looks at would be dropped in silence.
inline void Binder::event_kinds(TableReader& table) {
  std::vector<std::string> wanted;
  for (const auto& kind : model_.scheme.events) wanted.push_back(kind.id);
  for (const auto& query : model_.queries) wanted.push_back(query.kind);
  for (const auto& compiled : model_.rules) {
    if (const auto* tally = std::get_if<Tally>(&compiled.rule->body)) wanted.push_back(tally->event);
  }
  for (const Duty& duty : model_.scheme.duties) wanted.push_back(duty.what.name);
  each_item(model_.scheme.plan, std::nullopt, [&](const Item& item, const auto&) {
    for (const Duty& duty : item.duties) wanted.push_back(duty.what.name);
  });
  std::set<int> judged;
  for (std::size_t event = 0; event < out_.events.rows.size(); ++event) {
    const int kind = out_.events.kind[event];
    const std::string& name = out_.events.kinds[static_cast<std::size_t>(kind)];
    if (!judged.insert(kind).second || std::ranges::find(wanted, name) != wanted.end()) continue;
    const bool declared = !model_.scheme.events.empty();
    if (declared) table.fail("K0719", out_.events.rows[event], "event", {name, nearest_hint(name, wanted)});
    if (!declared) table.fail("K0713", out_.events.rows[event], "event", {name, nearest_hint(name, wanted)});
  }
}

inline void Binder::tally_event(TableReader& table, const CompiledRule& compiled, const Tally& rule, std::size_t event) {
  const TallyPoints* points = &rule.points;
  for (std::size_t level = 0; !points->table.empty(); ++level) {
    const auto field = static_cast<std::size_t>(compiled.table_fields[level]);
    const auto key = out_.events.fields[field].text(event);
    const auto found = std::ranges::find_if(points->table, [&](const auto& entry) { return key == entry.key; });
    if (found == points->table.end()) {
      std::vector<std::string> keys;
      tally_keys(*points, keys);
      return table.fail("K0720", out_.events.rows[event], model_.fields[field], {key.value_or(""), nearest_hint(key.value_or(""), keys)});
    }
    points = &found->points;
  }
  if (!points->range) return;
  const auto mark = out_.events.fields[static_cast<std::size_t>(compiled.amount_field)].number(event);
  Faults unsaid;
  Evaluator constant(model_, nullptr, 0, unsaid);
  if (!is_constant(model_.term(points->range->first)) || !is_constant(model_.term(points->range->second))) return;
  const Number from = number(constant, points->range->first), to = number(constant, points->range->second);
  if (from && to && (!mark || *mark < std::min(*from, *to) || *mark > std::max(*from, *to))) {
    if (!mark) return table.fail("K0703", out_.events.rows[event], "amount", {});
    table.fail("K0721", out_.events.rows[event], "amount", {mark->text(), from->text(), to->text()});
  }
}

inline void Binder::tally_events(TableReader& table) {
  for (const auto& compiled : model_.rules) {
    const auto* rule = std::get_if<Tally>(&compiled.rule->body);
    for (std::size_t event = 0; rule != nullptr && event < out_.events.rows.size(); ++event) {
      if (out_.events.kinds[static_cast<std::size_t>(out_.events.kind[event])] == rule->event) tally_event(table, compiled, *rule, event);
    }
  }
}

}  // namespace kaohe::engine
