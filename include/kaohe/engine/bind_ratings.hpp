#pragma once

// Ratings: marks and levels of the criteria that read them. Bodies of Binder that bind.hpp leaves to this file.

#include <kaohe/engine/bind.hpp>

namespace kaohe::engine {

/// What the rules of a leaf read from its ratings.
inline void Binder::check_rating(TableReader& table, const Ratings::Rating& rating, bool first) {
  bool read = false;
  for (const auto& compiled : model_.rules) {
    if (compiled.criterion != rating.criterion) continue;
    const std::vector<LevelPoints>* levels = nullptr;
    bool one = false, marks = false;
    if (const auto* rule = std::get_if<Levels>(&compiled.rule->body)) levels = &rule->levels, one = true;
    if (std::holds_alternative<Discretion>(compiled.rule->body)) one = marks = true;
    if (const auto* rule = std::get_if<Panel>(&compiled.rule->body)) {
      levels = rule->levels.empty() ? nullptr : &rule->levels;
      marks = rule->levels.empty();
      std::vector<std::string> names;
      for (const auto& group : rule->groups) names.push_back(group.name);
      const bool named = names.empty() || std::ranges::find(names, rating.rater_group) != names.end();
      if (!named) table.fail("K0722", rating.row, "rater_group", {rating.rater_group, nearest_hint(rating.rater_group, names)});
    }
    if (levels == nullptr && !one && !marks) continue;
    read = true;
    if (one && !first) table.fail("K0723", rating.row, "criterion", {model_.criterion(rating.criterion).criterion->id});
    const bool empty = rating.level.empty() && rating.mark_text.empty();
    if (empty) table.fail("K0724", rating.row, "mark", {});
    if (marks && !rating.mark && !empty)
      table.fail("K0705", rating.row, "mark", {rating.mark_text.empty() ? rating.level : rating.mark_text});
    if (levels != nullptr && !empty && find_level(*levels, level_of(rating)) == nullptr) {
      std::vector<std::string> names;
      for (const auto& level : *levels) names.push_back(level.level);
      table.fail("K0725", rating.row, rating.level.empty() ? "mark" : "level", {level_of(rating), nearest_hint(level_of(rating), names)});
    }
  }
  if (!read) table.fail("K0726", rating.row, "criterion", {model_.criterion(rating.criterion).criterion->id});
}

inline void Binder::rating(TableReader& table, std::size_t row, std::set<std::tuple<std::size_t, int, std::string, std::string>>& seen,
                           std::vector<std::vector<std::uint32_t>>& by_unit) {
  const auto unit = unit_at(table, row);
  const auto id = table.text("criterion", row);
  if (!id) table.fail("K0703", row + 1, "criterion", {});
  if (!unit || !id) return;
  const auto found = std::ranges::find_if(model_.criteria, [&](const CompiledCriterion& criterion) {
    return criterion.criterion->id == *id && criterion.criterion->is_leaf();
  });
  if (found == model_.criteria.end()) {
    std::vector<std::string> candidates;
    for (const auto& criterion : model_.criteria) {
      if (criterion.criterion->is_leaf()) candidates.push_back(criterion.criterion->id);
    }
    return table.fail("K0727", row + 1, "criterion", {*id, nearest_hint(*id, candidates)});
  }
  Ratings::Rating made;
  made.row = static_cast<std::uint32_t>(row + 1);
  made.criterion = static_cast<int>(found - model_.criteria.begin());
  made.rater_group = table.text("rater_group", row).value_or("");
  made.rater = table.text("rater", row).value_or("");
  made.level = table.text("level", row).value_or("");
  made.mark_text = table.text("mark", row).value_or("");
  if (!made.mark_text.empty()) made.mark = number_in(made.mark_text);
  const bool twice = !made.rater.empty() && !seen.emplace(*unit, made.criterion, made.rater_group, made.rater).second;
  if (twice) table.fail("K0728", row + 1, "rater", {made.rater, *id});
  const auto& before = by_unit[*unit];
  const bool first = std::ranges::none_of(before, [&](std::uint32_t at) { return out_.ratings.ratings[at].criterion == made.criterion; });
  if (!twice) check_rating(table, made, first);
  if (made.level.empty() && made.mark_text.empty()) return;
  by_unit[*unit].push_back(static_cast<std::uint32_t>(out_.ratings.ratings.size()));
  out_.ratings.ratings.push_back(std::move(made));
}

inline void Binder::ratings() {
  std::vector<std::vector<std::uint32_t>> by_unit(tables_.ratings ? out_.units.size() : 0);
  if (tables_.ratings) {
    TableReader table(*tables_.ratings, findings_);
    const bool units = table.requires_column("unit"), complete = table.requires_column("criterion") && units;
    if (complete && !table.has("mark") && !table.has("level")) table.requires_column("mark");
    std::set<std::tuple<std::size_t, int, std::string, std::string>> seen;
    for (std::size_t row = 0; complete && row < table.rows(); ++row) rating(table, row, seen, by_unit);
  }
  out_.ratings.by_unit = gathered(by_unit);
}

}  // namespace kaohe::engine
