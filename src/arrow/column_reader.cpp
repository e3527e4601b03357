#include <src/arrow/column_reader.hpp>

#include <deque>
#include <string_view>
#include <utility>

namespace kaohe::arrow {

std::size_t Incoming::rows() const {
  std::int64_t rows = 0;
  for (const Piece& piece : pieces) rows += piece.rows;
  return static_cast<std::size_t>(rows);
}

void Incoming::refuse_kind(const std::string& why) const {
  char kind[256];
  ArrowSchemaToString(schema, kind, sizeof kind, 1);
  throw Refused(StreamFault::Of::kind, table + ": column '" + name + "' is of the Arrow type " + kind + ", " +
                                           (why.empty() ? "which holds no cells; give numbers, texts, booleans, days or times" : why));
}

void Incoming::refuse(const std::string& why) const { throw Refused(StreamFault::Of::stream, table + ": column '" + name + "': " + why); }

void Incoming::refuse_row(std::size_t row_from_zero, const std::string& why) const {
  throw Refused(StreamFault::Of::cells, table + ", row " + std::to_string(row_from_zero + 1) + ", column '" + name + "': " + why);
}

namespace {

/// Sets a view to the rows of a piece, and looks at its offsets and indices, so that none leads astray.
void look_at(const Incoming& column, const Piece& piece, ArrowArrayView* view) {
  ArrowError error{};
  const auto managed = [&](ArrowErrorCode code) {
    if (code == ENOMEM) throw std::bad_alloc();
    if (code != NANOARROW_OK) column.refuse(std::string("the array is not sound: ") + ArrowErrorMessage(&error));
  };
  managed(ArrowArrayViewInitFromSchema(view, column.schema, &error));
  managed(ArrowArrayViewSetArray(view, (*piece.array).operator->(), &error));
  if (piece.first + piece.rows > view->length) column.refuse("the array has fewer rows than the table");
  if (piece.rows != view->length && view->null_count != 0) view->null_count = -1;
  view->offset += piece.first;
  view->length = piece.rows;
  managed(ArrowArrayViewValidate(view, NANOARROW_VALIDATION_LEVEL_FULL, &error));
}

bool is_null(const Incoming& column) {
  const char* const format = column.schema->format;
  return format != nullptr && std::string_view(format) == "n";
}

bool is_text(ArrowType type) {
  return type == NANOARROW_TYPE_STRING || type == NANOARROW_TYPE_LARGE_STRING || type == NANOARROW_TYPE_STRING_VIEW;
}

Cells cells_of(const Incoming& column, const std::vector<Rows>& all);

TextCells as_texts(Cells cells) {
  if (auto* texts = std::get_if<TextCells>(&cells)) return std::move(*texts);
  const auto& numbers = std::get<NumberColumn>(cells);
  std::vector<std::optional<std::string>> texts(numbers.size());
  for (const std::size_t row : numbers.infinite_rows()) texts[row] = "inf";  // no number: told where it is used
  for (std::size_t row = 0; row < texts.size(); ++row) {
    if (!numbers.missing(row)) texts[row] = numbers.at(row).text();
  }
  return texts;
}

/// What the indices of a dictionary pick.
Cells picked(const Incoming& column, const std::vector<Rows>& all) {
  Incoming entries = column;
  entries.schema = column.schema->dictionary;
  TextCells cells;
  for (const Rows& rows : all) {
    const Rows listed{rows.view->dictionary, 0, static_cast<std::size_t>(rows.view->dictionary->length)};
    entries.pieces = {{nullptr, 0, rows.view->dictionary->length}};
    const TextCells texts = as_texts(cells_of(entries, {listed}));
    for (std::size_t at = 0; at < rows.count; ++at) {
      const auto index = static_cast<std::size_t>(ArrowArrayViewGetIntUnsafe(rows.view, static_cast<std::int64_t>(at)));
      cells.push_back(rows.missing(at) ? std::nullopt : texts[index]);
    }
  }
  return cells;
}

Cells cells_of(const Incoming& column, const std::vector<Rows>& all) {
  ArrowSchemaView type{};
  ArrowError error{};
  if (ArrowSchemaViewInit(&type, column.schema, &error) != NANOARROW_OK) column.refuse(ArrowErrorMessage(&error));
  if (type.extension_name.data != nullptr && !is_text(type.storage_type)) column.refuse_kind();
  switch (type.type) {
    case NANOARROW_TYPE_BOOL:
      return booleans(column, all);
    case NANOARROW_TYPE_INT8:
    case NANOARROW_TYPE_UINT8:
    case NANOARROW_TYPE_INT16:
    case NANOARROW_TYPE_UINT16:
    case NANOARROW_TYPE_INT32:
    case NANOARROW_TYPE_UINT32:
    case NANOARROW_TYPE_INT64:
    case NANOARROW_TYPE_UINT64:
      return whole_numbers(column, type, all);
    case NANOARROW_TYPE_HALF_FLOAT:
    case NANOARROW_TYPE_FLOAT:
    case NANOARROW_TYPE_DOUBLE:
      return floats(column, type, all);
    case NANOARROW_TYPE_DECIMAL32:
    case NANOARROW_TYPE_DECIMAL64:
    case NANOARROW_TYPE_DECIMAL128:
    case NANOARROW_TYPE_DECIMAL256:
      return decimals(column, type, all);
    case NANOARROW_TYPE_STRING:
    case NANOARROW_TYPE_LARGE_STRING:
    case NANOARROW_TYPE_STRING_VIEW:
      return texts(column, all);
    case NANOARROW_TYPE_DATE32:
    case NANOARROW_TYPE_DATE64:
    case NANOARROW_TYPE_TIMESTAMP:
      return times(column, type, all);
    case NANOARROW_TYPE_DICTIONARY:
      return picked(column, all);
    default:
      column.refuse_kind();
  }
}

}  // namespace

Cells cells_of(const Incoming& column) {
  // nothing of a column of nulls is looked at: Polars gives it a buffer it should not have
  if (is_null(column)) return NumberColumn(column.rows(), 0);
  std::deque<View> views;
  std::vector<Rows> all;
  std::size_t first = 0;
  for (const Piece& piece : column.pieces) {
    ArrowArrayView* const view = views.emplace_back().get();
    look_at(column, piece, view);
    all.push_back({view, first, static_cast<std::size_t>(piece.rows)});
    first += all.back().count;
  }
  return cells_of(column, all);
}

}  // namespace kaohe::arrow
