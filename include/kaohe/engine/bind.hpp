#pragma once

// From tables to evidence: units numbered, columns found, every fault a finding with table, row and column.

#include <kaohe/base/text_index.hpp>
#include <kaohe/engine/model.hpp>
#include <kaohe/engine/nearest_hint.hpp>
#include <kaohe/engine/observed.hpp>
#include <kaohe/engine/rule_scores.hpp>
#include <kaohe/engine/table_reader.hpp>
#include <kaohe/engine/threads.hpp>

#include <algorithm>
#include <atomic>
#include <map>
#include <numeric>
#include <optional>
#include <ranges>
#include <set>
#include <span>
#include <string>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

namespace kaohe::engine {

class Binder {
  static constexpr std::uint32_t no_unit = ~std::uint32_t{0};

 public:
  Binder(const Model& model, const EvidenceTables& tables, Findings& findings, unsigned threads = 1)
      : model_(model), tables_(tables), findings_(findings), threads_(threads) {}

  Evidence run();

 private:
  void units();
  bool take_in_order(const EvidenceColumn& ids, unsigned threads);
  void list(TableReader& table, const EvidenceColumn& ids);
  void listed_units();
  void named_units();
  void share_names();
  void attributes();
  void groups();
  void superiors();
  bool party_attribute(const std::string& name, CellsBuilder& cells);
  bool table_attribute(const std::string& name, CellsBuilder& cells);
  void observations();
  void wide(TableReader& table);
  void wide_column(TableReader& table, const EvidenceColumn& column);
  void units_of_rows(TableReader& table, const EvidenceColumn& units);
  void long_form(TableReader& table);
  void slot_cell(CellsBuilder& cells, const Slot& slot, TableReader& table, const EvidenceColumn& column, std::size_t row,
                 std::size_t unit);
  bool is_rated(const std::string& id) const;
  void absent_slots();
  void events();
  void event(TableReader& table, std::size_t row, std::vector<CellsBuilder>& fields, std::vector<std::optional<Rational>>& counts,
             std::vector<std::vector<std::uint32_t>>& by_unit);
  void event_kinds(TableReader& table);
  void tally_events(TableReader& table);
  void tally_event(TableReader& table, const CompiledRule& compiled, const Tally& rule, std::size_t event);
  void duties();
  std::vector<DutyEvent> doing(const Duty& duty, std::optional<std::size_t> unit) const;
  std::map<std::size_t, DutyParty> units_of(const std::string& kind_or_type);
  void ratings();
  void rating(TableReader& table, std::size_t row, std::set<std::tuple<std::size_t, int, std::string, std::string>>& seen,
              std::vector<std::vector<std::uint32_t>>& by_unit);
  void check_rating(TableReader& table, const Ratings::Rating& rating, bool first);
  void observed_levels();
  void history();
  void history_row(TableReader& table, std::size_t row, std::set<std::tuple<std::size_t, std::string, std::string>>& seen);
  void check_history(TableReader& table, std::size_t row, const HistoryRow& made);
  void decisions();
  void decision_row(TableReader& table, std::size_t row);
  bool is_next(std::string_view id);
  std::optional<std::size_t> unit_named(std::string_view id);
  std::optional<std::size_t> unit_at(TableReader& table, const EvidenceColumn& units, std::size_t row);
  std::optional<std::size_t> unit_at(TableReader& table, std::size_t row) { return unit_at(table, *table.column("unit"), row); }
  bool seen_period(const Date& date) const;
  RowsByUnit gathered(const std::vector<std::vector<std::uint32_t>>& by_unit) const;
  static void tally_keys(const TallyPoints& points, std::vector<std::string>& keys) {
    for (const auto& entry : points.table) keys.push_back(entry.key);
  }

  const Model& model_;
  const EvidenceTables& tables_;
  Findings& findings_;
  unsigned threads_;
  Evidence out_;
  TextIndex unit_numbers_;
  std::vector<std::uint32_t> listed_at_;               // by unit, its row in the table of units; empty without one
  std::size_t next_unit_ = 0;                          // the number behind the unit found last
  std::vector<std::uint8_t> observed_;                 // by slot, whether the observations have it
  std::vector<std::uint32_t> wide_units_;              // by row of a wide table, unless they are in order
  bool in_unit_order_ = false;                         // row and unit are the same number there: columns are taken as they are
  std::unordered_map<std::string, int> kind_numbers_;  // of events
};

inline Evidence Binder::run() {
  units();
  attributes();
  groups();
  superiors();
  observations();
  events();
  duties();
  ratings();
  absent_slots();
  history();
  observed_levels();
  decisions();
  out_.unit_numbers = std::make_shared<const TextIndex>(std::move(unit_numbers_));
  return std::move(out_);
}

/// Takes the units as a column names them, where each row names one and an index needs nothing beside them. Pre: there are none yet.
inline bool Binder::take_in_order(const EvidenceColumn& ids, unsigned threads) {
  const auto* cells = std::get_if<TextCells>(&ids.cells);
  if (cells == nullptr) return false;
  const Texts& names = cells->texts();
  std::atomic<bool> taken = true;
  for_blocks(names.size(), threads, [&](std::size_t, std::size_t first, std::size_t last) {
    std::string room;
    for (std::size_t row = first; taken && row < last; ++row) {
      const auto id = TableReader::text(ids, row, room);
      if (!id || id->size() != names[row].size() || !TextIndex::in_order(names, row)) taken = false;
    }
  });
  if (taken) unit_numbers_ = TextIndex::of(names);
  return taken;
}

/// The units that a table lists, one by one.
inline void Binder::list(TableReader& table, const EvidenceColumn& ids) {
  std::string room;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const auto id = TableReader::text(ids, row, room);
    if (!id) table.fail("K0703", row + 1, "unit", {});
    const bool fresh = id && unit_numbers_.add(*id).second;
    if (id && !fresh) table.fail("K0706", row + 1, "unit", {std::string(*id)});
    if (fresh) listed_at_.push_back(static_cast<std::uint32_t>(row));
  }
}

/// The units of a table of them.
inline void Binder::listed_units() {
  TableReader table(*tables_.units, findings_);
  if (!table.requires_column("unit")) return;
  const EvidenceColumn &ids = *table.column("unit"), *titles = table.column("title");
  if (take_in_order(ids, threads_)) {
    listed_at_.resize(table.rows());
    std::iota(listed_at_.begin(), listed_at_.end(), std::uint32_t{0});
  } else {
    list(table, ids);
  }
  if (titles == nullptr) {
    out_.titles = Texts::empty_ones(listed_at_.size());
    return;
  }
  std::string room;
  for (const std::uint32_t row : listed_at_) out_.titles.push_back(TableReader::text(*titles, row, room).value_or(""));
}

/// The units that the other tables name, in the order they come.
inline void Binder::named_units() {
  for (const auto* one : {&tables_.observations, &tables_.events, &tables_.ratings, &tables_.history, &tables_.decisions}) {
    if (!*one) continue;
    Findings said_later;
    const TableReader table(**one, said_later);
    const EvidenceColumn* units = table.column("unit");
    if (units == nullptr) continue;
    const bool row_by_unit = one == &tables_.observations && !is_long(table);
    if (unit_numbers_.size() == 0 && take_in_order(*units, row_by_unit ? threads_ : 1)) continue;
    std::string room;
    for (std::size_t row = 0; row < table.rows(); ++row) {
      const auto id = TableReader::text(*units, row, room);
      if (id && !is_next(*id)) next_unit_ = unit_numbers_.add(*id).first + 1;
    }
  }
  out_.titles = Texts::empty_ones(unit_numbers_.size());
}

/// The names of the units are held as a table holds them, where it holds just these, so that they are in memory once.
inline void Binder::share_names() {
  for (const auto* one : {&tables_.units, &tables_.observations}) {
    if (!*one) continue;
    const auto column = std::ranges::find((*one)->columns, "unit", &EvidenceColumn::name);
    const auto* cells = column == (*one)->columns.end() ? nullptr : std::get_if<TextCells>(&column->cells);
    if (cells != nullptr && cells->texts() == unit_numbers_.texts()) return unit_numbers_.share(cells->texts());
  }
}

inline void Binder::units() {
  if (tables_.units) listed_units();
  if (!tables_.units) named_units();
  share_names();
  out_.units = unit_numbers_.texts();
}

/// Whether it is the unit behind the one found last, as it mostly is; then it is the one found last.
inline bool Binder::is_next(std::string_view id) {
  const Texts& names = unit_numbers_.texts();
  if (next_unit_ >= names.size()) next_unit_ = 0;
  if (next_unit_ >= names.size() || names[next_unit_] != id) return false;
  ++next_unit_;
  return true;
}

inline std::optional<std::size_t> Binder::unit_named(std::string_view id) {
  if (is_next(id)) return next_unit_ - 1;
  const auto found = unit_numbers_.find(id);
  if (found) next_unit_ = *found + 1;
  return found;
}

inline std::optional<std::size_t> Binder::unit_at(TableReader& table, const EvidenceColumn& units, std::size_t row) {
  std::string room;
  const auto id = TableReader::text(units, row, room);
  if (!id) {
    table.fail("K0703", row + 1, "unit", {});
    return std::nullopt;
  }
  const auto found = unit_named(*id);
  if (!found) table.fail("K0704", row + 1, "unit", {std::string(*id), nearest_hint(*id, out_.units)});
  return found;
}

/// False where the table of units has no such column.
inline bool Binder::table_attribute(const std::string& name, CellsBuilder& cells) {
  Findings said_before;
  if (!tables_.units) return false;
  const TableReader table(*tables_.units, said_before);
  if (!table.has(name)) return false;
  cells.put(*table.column(name), listed_at_, threads_);
  return true;
}

/// What the table of units says of them, else what the scheme's parties do.
inline void Binder::attributes() {
  for (const auto& name : model_.attributes) {
    CellsBuilder cells(out_.units.size(), true);
    const bool in_table = table_attribute(name, cells);
    const bool told = party_attribute(name, cells) || in_table;
    if (!told) findings_.push_back(make_finding("K0731", TablePlace{tables_.units ? tables_.units->name : "units", 0, name}, {name}));
    out_.attributes.push_back(cells.finish());
  }
}

inline void Binder::groups() {
  out_.group_of.assign(out_.units.size(), 0);
  out_.groups = Labels::none_of(out_.units.size());
  if (model_.scheme.groups.empty()) return;
  out_.groups.rows.resize(out_.units.size());
  const auto attribute = static_cast<std::size_t>(std::ranges::find(model_.attributes, model_.scheme.groups) - model_.attributes.begin());
  constexpr std::uint32_t nobody = ~std::uint32_t{0};
  const SharedTexts& names = out_.attributes[attribute].texts;
  std::vector<std::uint32_t> numbers(out_.units.size() + 1, nobody);  // by the number of the name; the last for those without
  for (std::size_t unit = 0; unit < out_.units.size(); ++unit) {
    const bool named = names.number(unit) != SharedTexts::none;
    if (!named) {
      const std::string table = tables_.units ? tables_.units->name : "units";
      findings_.push_back(make_finding("K0732", TablePlace{table, out_.attributes[attribute].row(unit), model_.scheme.groups},
                                       {std::string(out_.units[unit]), model_.scheme.groups}));
    }
    std::uint32_t& number = named ? numbers[names.number(unit)] : numbers.back();
    if (number == nobody) {
      number = static_cast<std::uint32_t>(out_.groups.names.size());
      out_.groups.names.emplace_back(names[unit].value_or(""));
    }
    out_.group_of[unit] = number;
    out_.groups.rows[unit] = static_cast<std::int32_t>(number);
  }
  out_.group_count = std::max<std::size_t>(1, out_.groups.names.size());
}

inline void Binder::slot_cell(CellsBuilder& cells, const Slot& slot, TableReader& table, const EvidenceColumn& column, std::size_t row,
                              std::size_t unit) {
  ObservedCell cell = observed_cell(slot, table, column, row);
  cells.put(unit, static_cast<std::uint32_t>(row + 1), std::move(cell.text), std::move(cell.number));
}

inline void Binder::wide_column(TableReader& table, const EvidenceColumn& column) {
  const auto slot = slot_of_column(model_, table, column.name);
  if (!slot || *slot < 0) return;
  const auto at = static_cast<std::size_t>(*slot);
  if (observed_[at] != 0) return table.fail("K0710", 0, column.name, {column.name});
  observed_[at] = 1;
  Cells& cells = out_.slots[at];
  if (const auto* numbers = std::get_if<NumberColumn>(&column.cells); numbers != nullptr && in_unit_order_) {
    cells.numbers = *numbers;
    out_.in_place[static_cast<std::size_t>(&column - table.table().columns.data())] = 1;
    return;
  }
  const Slot& wanted = model_.slots[at];
  CellsBuilder builder(out_.units.size(), wanted.as_text || !wanted.as_number);
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const std::uint32_t unit = in_unit_order_ ? static_cast<std::uint32_t>(row) : wide_units_[row];
    if (unit != no_unit) slot_cell(builder, wanted, table, column, row, unit);
  }
  cells = builder.finish();
}

/// The unit of each row of a wide table.
inline void Binder::units_of_rows(TableReader& table, const EvidenceColumn& units) {
  const auto* cells = std::get_if<TextCells>(&units.cells);
  in_unit_order_ = cells != nullptr && cells->texts() == out_.units;
  if (in_unit_order_) return;
  std::vector<bool> seen(out_.units.size());
  wide_units_.reserve(table.rows());
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const auto unit = unit_at(table, units, row);
    if (unit && seen[*unit]) table.fail("K0706", row + 1, "unit", {std::string(out_.units[*unit])});
    if (unit) seen[*unit] = true;
    wide_units_.push_back(unit ? static_cast<std::uint32_t>(*unit) : no_unit);
  }
  in_unit_order_ = std::ranges::equal(wide_units_, std::views::iota(std::size_t{0}, out_.units.size()));
}

inline void Binder::wide(TableReader& table) {
  units_of_rows(table, *table.column("unit"));
  out_.in_place.assign(table.table().columns.size(), 0);
  for (const auto& column : table.table().columns) {
    if (column.name != "unit") wide_column(table, column);
  }
}

inline void Binder::long_form(TableReader& table) {
  check_long_columns(table);
  std::set<std::tuple<std::size_t, std::string, std::string>> seen;
  std::vector<std::optional<CellsBuilder>> builders(model_.slots.size());
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const auto unit = unit_at(table, row);
    const auto id = table.text("indicator", row);
    if (!id) table.fail("K0703", row + 1, "indicator", {});
    if (!unit || !id) continue;
    const auto period = table.text("period", row);
    const auto slot = slot_for(model_, table, *id, period, row + 1, "period");
    if (!slot) continue;
    const auto when = period ? model_.parse_period(*period) : model_.periods[0];
    if (!seen.emplace(*unit, *id, when ? when->text() : "").second)
      table.fail("K0712", row + 1, "indicator", {std::string(out_.units[*unit]), *id});
    if (*slot < 0) continue;
    const Slot& wanted = model_.slots[static_cast<std::size_t>(*slot)];
    auto& cells = builders[static_cast<std::size_t>(*slot)];
    if (!cells) cells.emplace(out_.units.size(), wanted.as_text || !wanted.as_number);
    slot_cell(*cells, wanted, table, *table.column("value"), row, *unit);
  }
  for (std::size_t i = 0; i < builders.size(); ++i) {
    if (!builders[i]) continue;
    observed_[i] = 1;
    out_.slots[i] = builders[i]->finish();
  }
}

inline void Binder::observations() {
  observed_.assign(model_.slots.size(), 0);
  out_.slots.resize(model_.slots.size());
  if (tables_.observations) {
    TableReader table(*tables_.observations, findings_);
    if (table.requires_column("unit") && is_long(table)) long_form(table);
    if (table.has("unit") && !is_long(table)) wide(table);
  }
  for (std::size_t at = 0; at < observed_.size(); ++at) {
    if (observed_[at] == 0) out_.slots[at] = CellsBuilder(out_.units.size(), false).finish();
  }
}

inline bool Binder::is_rated(const std::string& id) const {
  return std::ranges::any_of(out_.ratings.ratings,
                             [&](const auto& rating) { return model_.criterion(rating.criterion).criterion->id == id; });
}

/// A value nobody reports is said once, since every unit then misses it. What ratings tell needs no observation, and what no result asks
/// for (the plan may) is not missed.
inline void Binder::absent_slots() {
  if (has_errors(findings_)) return;
  for (std::size_t i = 0; i < model_.asked_slots; ++i) {
    const Slot& slot = model_.slots[i];
    if (observed_[i] != 0 || slot.past || (!slot.as_number && !slot.as_text) || is_rated(slot.id)) continue;
    const std::string column = slot.period == 0 ? slot.id : slot.id + "@" + model_.period_text(slot.period);
    const std::string table = tables_.observations ? tables_.observations->name : "observations";
    findings_.push_back(make_finding("K0715", TablePlace{table, 0, column}, {column}));
  }
}

/// Levels that come as observations must be in the rule's table.
inline void Binder::observed_levels() {
  for (const auto& compiled : model_.rules) {
    const auto* rule = std::get_if<Levels>(&compiled.rule->body);
    if (rule == nullptr || compiled.value->kind != TermKind::slot || !tables_.observations) continue;
    const Cells& cells = out_.slots[static_cast<std::size_t>(compiled.value->ref)];
    const std::string& id = model_.slots[static_cast<std::size_t>(compiled.value->ref)].id;
    for (std::size_t unit = 0; unit < out_.units.size(); ++unit)
      check_level(*rule, cells.text(unit), TablePlace{tables_.observations->name, cells.row(unit), id}, findings_);
  }
}

}  // namespace kaohe::engine

#include <kaohe/engine/bind_duties.hpp>
#include <kaohe/engine/bind_events.hpp>
#include <kaohe/engine/bind_parties.hpp>
#include <kaohe/engine/bind_ratings.hpp>
#include <kaohe/engine/bind_results.hpp>
