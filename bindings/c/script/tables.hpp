#pragma once

#include "refused.hpp"

#include <kaohe/kaohe.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace kaohe::c::script {

/// A cell is empty, a number or a text.
using Cell = std::variant<std::monostate, double, std::string>;

/// The table of a name; Refused where there is none.
kaohe_table table_of(const std::string& name);

/// Cells of a column, from a row on, counted from 0.
struct Strip {
  std::string column;
  std::size_t row;
  std::vector<Cell> cells;
};

/// A cell of a number or of a text; that may be missing. Refused for an infinity.
Cell cell_of(double number);
Cell cell_of(std::string text);

/// A row of long observations. Refused where the unit or the indicator is empty.
std::vector<Strip> observation(std::size_t row, const std::string& unit, const std::string& indicator, const std::string& period,
                               Cell value);

/// Tables that are filled in cell by cell.
///
/// Thread safety: one thread at a time.
class Tables {
 public:
  /// Sets all the cells, or, where one finds no memory, none.
  void set(kaohe_table table, std::vector<Strip> strips);

  std::size_t rows(kaohe_table table) const { return tables_[static_cast<std::size_t>(table)].rows; }

  /// As kaohe.h takes them.
  std::unique_ptr<kaohe_evidence, void (*)(kaohe_evidence*)> evidence() const;

 private:
  struct Column {
    std::string name;
    std::vector<Cell> cells;  // those below the last are empty
    bool set = false;         // once a cell was
  };

  struct Table {
    std::vector<Column> columns;
    std::size_t rows = 0;
  };

  static Column& column_with_room(Table& table, const std::string& name, std::size_t rows);

  std::array<Table, KAOHE_DECISIONS + 1> tables_;
};

}  // namespace kaohe::c::script
