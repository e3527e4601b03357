#pragma once

#include <src/arrow/owned.hpp>

#include <kaohe/arrow.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <variant>
#include <vector>

namespace kaohe::arrow {

using Cells = std::variant<TextCells, NumberColumn>;

/// A part of a column: `rows` of the array from `first` on.
struct Piece {
  std::shared_ptr<const Owned<ArrowArray>> array;
  std::int64_t first = 0;
  std::int64_t rows = 0;
};

/// A column as it comes in.
struct Incoming {
  std::string table;
  std::string name;
  const ArrowSchema* schema = nullptr;
  std::vector<Piece> pieces;
  const ClocksAhead* ahead = nullptr;

  std::size_t rows() const;
  [[noreturn]] void refuse_kind(const std::string& why = {}) const;                       // throws Refused
  [[noreturn]] void refuse(const std::string& why) const;                                 // likewise
  [[noreturn]] void refuse_row(std::size_t row_from_zero, const std::string& why) const;  // likewise
};

/// The rows of a piece as nanoarrow reads them.
struct Rows {
  const ArrowArrayView* view;
  std::size_t first;  // the number of the first of them in the column
  std::size_t count;

  bool missing(std::size_t at) const { return ArrowArrayViewIsNull(view, static_cast<std::int64_t>(at)) != 0; }
  const std::uint8_t* valid() const { return view->null_count == 0 ? nullptr : view->buffer_views[0].data.as_uint8; }

  template <class T>
  const T* values() const {
    return count == 0 ? nullptr : static_cast<const T*>(view->buffer_views[1].data.data) + view->offset;
  }
};

/// The cells of a column. Throws Refused where its kind is no cells.
Cells cells_of(const Incoming& column);

// What it chooses from. `type` says what the column holds, `all` are its rows.
Cells whole_numbers(const Incoming& column, const ArrowSchemaView& type, const std::vector<Rows>& all);
Cells floats(const Incoming& column, const ArrowSchemaView& type, const std::vector<Rows>& all);
Cells decimals(const Incoming& column, const ArrowSchemaView& type, const std::vector<Rows>& all);
Cells texts(const Incoming& column, const std::vector<Rows>& all);
Cells booleans(const Incoming& column, const std::vector<Rows>& all);
Cells times(const Incoming& column, const ArrowSchemaView& type, const std::vector<Rows>& all);

}  // namespace kaohe::arrow
