#pragma once

#include <src/arrow/owned.hpp>

#include <kaohe/number/column.hpp>

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace kaohe::arrow {

/// A column on its way out: of one kind, and how a row of it is appended.
struct Outgoing {
  std::string name;
  ArrowType type = NANOARROW_TYPE_STRING;  // NANOARROW_TYPE_LIST is one of texts
  int scale = 0;                           // of a decimal
  std::function<void(ArrowArray* out, std::size_t row)> append;
};

/// Rows on their way out, put together as they are asked for.
struct OutgoingRows {
  std::vector<Outgoing> columns;
  std::size_t rows = 0;
  std::shared_ptr<const void> source;  // what the columns are made from
};

/// Makes the stream. It is for one thread at a time.
void stream_out(OutgoingRows rows, ArrowArrayStream* out);

inline constexpr int most_decimal_digits = 38;

/// How many digits the decimals of a column take before and after the point.
class DecimalShape {
 public:
  DecimalShape(std::string column) : column_(std::move(column)) {}

  void add(std::int64_t units, int digits);
  void add(std::size_t row, std::string_view decimal);  // throws Refused where it is none

  /// Throws Refused where a decimal128 does not hold all of them.
  int scale() const;

 private:
  std::string column_;
  int before_ = 1;
  int after_ = 0;
};

inline void appended(ArrowErrorCode code) { check(code, "a row cannot be written"); }

inline void append_missing(ArrowArray* out) { appended(ArrowArrayAppendNull(out, 1)); }
void append_text(ArrowArray* out, std::string_view text);
void append_list(ArrowArray* out, const std::vector<std::string>& texts);
void append_decimal(ArrowArray* out, std::string_view decimal, int scale);
void append_units(ArrowArray* out, std::int64_t units, int digits, int scale);  // units ÷ 10^digits

}  // namespace kaohe::arrow
