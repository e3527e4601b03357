#pragma once

// Evidence as the evaluator reads it: units numbered, cells parsed, events and ratings gathered by unit.

#include <kaohe/base/labels.hpp>
#include <kaohe/base/text_index.hpp>
#include <kaohe/base/texts.hpp>
#include <kaohe/calendar/date.hpp>
#include <kaohe/calendar/period.hpp>
#include <kaohe/number/column.hpp>
#include <kaohe/plan/duty_record.hpp>

#include <gsl/assert>

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kaohe {

/// A column of texts that holds each of them once; nothing where there is none.
class SharedTexts {
 public:
  static constexpr std::uint32_t none = ~std::uint32_t{0};

  bool empty() const { return numbers_.empty(); }
  void resize(std::size_t rows) { numbers_.resize(rows, none); }

  /// Valid until one is set. Pre: row < the rows there are.
  std::optional<std::string_view> operator[](std::size_t row) const {
    if (numbers_[row] == none) return std::nullopt;
    return index_.texts()[numbers_[row]];
  }

  /// The number of the row's text among those that are not the same; `none` where there is none.
  std::uint32_t number(std::size_t row) const { return numbers_[row]; }

  /// The number of the text, and whether it is new. Numbers stay while no more texts are set than there are rows.
  std::pair<std::size_t, bool> set(std::size_t row, std::string_view text) {
    if (index_.size() > 2 * numbers_.size() + 16) forget_unused();
    const auto found = index_.add(text);
    numbers_[row] = static_cast<std::uint32_t>(found.first);
    return found;
  }

  /// Takes those of others over, from `row` on. Pre: there are as many rows.
  void take(std::size_t row, const SharedTexts& others) {
    Expects(row + others.numbers_.size() <= numbers_.size());
    std::vector<std::uint32_t> numbers;
    for (const std::string_view text : others.texts()) numbers.push_back(static_cast<std::uint32_t>(index_.add(text).first));
    for (const std::uint32_t number : others.numbers_) numbers_[row++] = number == none ? none : numbers[number];
  }

  /// All that are not the same, by their numbers.
  const Texts& texts() const { return index_.texts(); }

  void clear(std::size_t row) { numbers_[row] = none; }

 private:
  /// Texts that no row holds any more are dropped; the others have new numbers.
  void forget_unused() {
    SharedTexts kept;
    kept.resize(numbers_.size());
    for (std::size_t row = 0; row < numbers_.size(); ++row) {
      if (const auto text = (*this)[row]) kept.set(row, *text);
    }
    *this = std::move(kept);
  }

  TextIndex index_;
  std::vector<std::uint32_t> numbers_;  // by row
};

/// Cells of one quantity, a row for each unit (or event). A cell may be read as a number, as a text, or as both.
struct Cells {
  NumberColumn numbers;             // missing where the cell is empty or no number
  SharedTexts texts;                // empty when the column came as numbers
  std::vector<std::uint32_t> rows;  // the table row of each cell, 1-based; 0 where there is none; empty: cell 0 is of row 1 …

  std::uint32_t row(std::size_t at) const { return rows.empty() ? static_cast<std::uint32_t>(at + 1) : rows[at]; }
  std::size_t size() const { return numbers.size(); }
  bool known(std::size_t row) const { return !numbers.missing(row) || (!texts.empty() && texts[row].has_value()); }

  std::optional<Rational> number(std::size_t row) const {
    if (numbers.missing(row)) return std::nullopt;
    return numbers.at(row);
  }

  std::optional<std::string> text(std::size_t row) const {
    if (!texts.empty()) return texts[row] ? std::optional(std::string(*texts[row])) : std::nullopt;
    if (numbers.missing(row)) return std::nullopt;
    return numbers.at(row).text();
  }
};

/// Rows of a table by unit, in table order.
struct RowsByUnit {
  std::vector<std::uint32_t> start;  // of each unit's in `rows`, and their end; empty where there are none at all
  std::vector<std::uint32_t> rows;

  std::span<const std::uint32_t> of(std::size_t unit) const {
    if (start.empty()) return {};
    return std::span(rows).subspan(start[unit], start[unit + 1] - start[unit]);
  }
};

/// Dated facts of the units (事项).
struct Events {
  std::vector<std::string> kinds;   // every kind once
  std::vector<int> kind;            // of each event
  std::vector<std::uint32_t> rows;  // of the table, 1-based
  std::vector<Date> dates;
  NumberColumn counts;
  std::vector<Cells> fields;  // by Model::fields
  RowsByUnit by_unit;
};

/// Marks given by raters (评议).
struct Ratings {
  /// One mark or level.
  struct Rating {
    std::uint32_t row = 0;  // of the table, 1-based
    int criterion = -1;
    std::string rater_group;
    std::string rater;
    std::optional<Rational> mark;
    std::string mark_text;
    std::string level;
  };

  std::vector<Rating> ratings;
  RowsByUnit by_unit;
};

/// Figures of earlier or other assessments (历年结果).
struct HistoryRow {
  std::uint32_t unit = 0;
  std::string scheme;
  Period period;
  std::optional<Rational> total;
  std::optional<Rational> rank;
  std::string grade;
  std::optional<std::vector<std::string>> vetoes;  // nothing where the table does not tell
};

/// A decision on a unit's grade, from the scheme or the table of decisions.
struct DecisionMade {
  int grade = -1;  // of the scheme's
  std::string by;
  std::string reason;
  std::string date;
};

/// How a duty was done in its windows: by each unit, or, where it is owed once, by all together.
struct DutyDone {
  bool owed_once = false;
  std::vector<std::vector<DutyRecord>> records;  // by unit; a single list where it is owed once
  std::vector<DutyFigures> figures;              // of each of them

  std::size_t at(std::size_t unit) const { return owed_once ? 0 : unit; }
};

/// All evidence of one assessment, checked against the scheme.
struct Evidence {
  Texts units;
  std::shared_ptr<const TextIndex> unit_numbers;  // the same names
  Texts titles;
  Labels groups;                        // of each unit; none without groups
  std::vector<std::uint32_t> group_of;  // the number of each unit's group
  std::size_t group_count = 1;
  std::vector<int> superiors;          // the unit right above each, -1 where none of the units is; empty where no party is above another
  std::vector<Cells> slots;            // by Model::slots
  std::vector<std::uint8_t> in_place;  // by column of observations: whether a slot reads it where it lies; empty: none does
  std::vector<Cells> attributes;       // by Model::attributes
  Events events;
  Ratings ratings;
  std::vector<HistoryRow> history;
  RowsByUnit history_by_unit;
  std::map<std::size_t, DecisionMade> decisions;  // by unit
  std::vector<DutyDone> duties;                   // by Model::duties

  int superior_of(std::size_t unit) const { return superiors.empty() ? -1 : superiors[unit]; }

  /// Null where there is none.
  const DecisionMade* decision_on(std::size_t unit) const {
    const auto found = decisions.find(unit);
    return found == decisions.end() ? nullptr : &found->second;
  }
};

}  // namespace kaohe
