#include <src/arrow/outgoing.hpp>

#include <kaohe/arrow.hpp>

#include <chrono>
#include <type_traits>
#include <utility>

namespace kaohe {
namespace arrow {
namespace {

using Texts = ArrowColumn::Texts;

std::int64_t days_since_1970(Date day) {
  using namespace std::chrono;
  return sys_days(year{day.year()} / month(day.month()) / std::chrono::day(day.day())).time_since_epoch().count();
}

ArrowType type_of(const ArrowColumn& column) {
  static constexpr ArrowType types[] = {NANOARROW_TYPE_STRING, NANOARROW_TYPE_DECIMAL128, NANOARROW_TYPE_LIST,  NANOARROW_TYPE_INT64,
                                        NANOARROW_TYPE_DOUBLE, NANOARROW_TYPE_BOOL,       NANOARROW_TYPE_DATE32};
  static_assert(std::size(types) == std::variant_size_v<decltype(ArrowColumn::cells)>);
  return types[column.cells.index()];
}

int scale_of(const ArrowColumn& column) {
  DecimalShape shape(column.name);
  const Texts& cells = std::get<ArrowColumn::Decimals>(column.cells).cells;
  for (std::size_t row = 0; row < cells.size(); ++row) {
    if (cells[row]) shape.add(row, *cells[row]);
  }
  return shape.scale();
}

void append(ArrowArray* out, const std::string& text) { append_text(out, text); }
void append(ArrowArray* out, std::int64_t number) { appended(ArrowArrayAppendInt(out, number)); }
void append(ArrowArray* out, double number) { appended(ArrowArrayAppendDouble(out, number)); }
void append(ArrowArray* out, bool flag) { appended(ArrowArrayAppendInt(out, flag ? 1 : 0)); }
void append(ArrowArray* out, Date day) { appended(ArrowArrayAppendInt(out, days_since_1970(day))); }

template <class T>
std::function<void(ArrowArray*, std::size_t)> appender(const std::vector<std::optional<T>>& cells, int) {
  return [&cells](ArrowArray* out, std::size_t row) {
    if (!cells[row]) return append_missing(out);
    append(out, *cells[row]);
  };
}

std::function<void(ArrowArray*, std::size_t)> appender(const ArrowColumn::Decimals& decimals, int scale) {
  return [&cells = decimals.cells, scale](ArrowArray* out, std::size_t row) {
    if (!cells[row]) return append_missing(out);
    append_decimal(out, *cells[row], scale);
  };
}

std::function<void(ArrowArray*, std::size_t)> appender(const std::vector<std::vector<std::string>>& lists, int) {
  return [&lists](ArrowArray* out, std::size_t row) { append_list(out, lists[row]); };
}

std::size_t size_of(const ArrowColumn& column) {
  return std::visit(
      [](const auto& cells) {
        if constexpr (std::is_same_v<std::decay_t<decltype(cells)>, ArrowColumn::Decimals>)
          return cells.cells.size();
        else
          return cells.size();
      },
      column.cells);
}

OutgoingRows rows_of(std::shared_ptr<const std::vector<ArrowColumn>> columns) {
  OutgoingRows all;
  for (const ArrowColumn& column : *columns) {
    const ArrowType type = type_of(column);
    const int scale = type == NANOARROW_TYPE_DECIMAL128 ? scale_of(column) : 0;
    auto append = std::visit([&](const auto& cells) { return appender(cells, scale); }, column.cells);
    all.columns.push_back({column.name, type, scale, std::move(append)});
    all.rows = size_of(column);
  }
  all.source = std::move(columns);
  return all;
}

}  // namespace
}  // namespace arrow

std::optional<StreamFault> write_arrow(std::vector<ArrowColumn> columns, ArrowArrayStream* out) {
  Expects(out != nullptr);
  try {
    arrow::stream_out(arrow::rows_of(std::make_shared<const std::vector<ArrowColumn>>(std::move(columns))), out);
  } catch (const arrow::Refused& refused) {
    return refused.fault();
  }
  return std::nullopt;
}

}  // namespace kaohe
