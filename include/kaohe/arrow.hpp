#pragma once

// Tables in and results out by the Arrow C stream interface, without any of the Arrow libraries.

#include <kaohe/assessment/assessment.hpp>
#include <kaohe/base/export.hpp>
#include <kaohe/calendar/date.hpp>
#include <kaohe/evidence/tables.hpp>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

struct ArrowSchema;
struct ArrowArray;

// As the specification has it, for those who include no other header with it.
#ifndef ARROW_C_STREAM_INTERFACE
#define ARROW_C_STREAM_INTERFACE
/// A stream of the Arrow C stream interface.
struct ArrowArrayStream {
  int (*get_schema)(struct ArrowArrayStream*, struct ArrowSchema* out);
  int (*get_next)(struct ArrowArrayStream*, struct ArrowArray* out);
  const char* (*get_last_error)(struct ArrowArrayStream*);
  void (*release)(struct ArrowArrayStream*);
  void* private_data;
};
#endif

namespace kaohe {

/// Why a stream could not be read or made, in a line that names the table and the column.
struct StreamFault {
  enum class Of {
    kind,    // a column, or the whole, is of a type that is no cells
    cells,   // a cell cannot be
    stream,  // what streams has failed, or is not sound
  };

  Of of = Of::stream;
  std::string message;
};

/// What a stream holds, or why it could not be read.
template <class T>
struct Streamed {
  std::optional<T> value;
  StreamFault fault;

  explicit operator bool() const { return value.has_value(); }
};

/// How many seconds the clocks of a zone, such as `Asia/Shanghai`, are ahead of UTC at a moment in seconds since 1970; nothing where there
/// is no such zone.
using ClocksAhead = std::function<std::optional<std::int64_t>(const std::string& zone, std::int64_t moment)>;

/// Reads a table. Columns may be of whole numbers, floats, decimals, texts, booleans (`yes`, `no`), days and times, nulls, and dictionaries
/// of these. A column of float64 is not copied: its arrays live as long as the table and what is made of it, and are released by the thread
/// that lets the last of these go.
///
/// `stream` is used up in any case. `name` is what findings call the table. `ahead` is asked for times of a named zone; without it they
/// cannot be read. A time at midnight is a day.
///
/// Pre: `stream` is not null. One that was released before is a fault.
KAOHE_EXPORT Streamed<EvidenceTable> read_arrow(ArrowArrayStream* stream, std::string name, const ClocksAhead& ahead = {});

/// The same of a stream that is one column. `table` and `column` are what faults call it.
KAOHE_EXPORT Streamed<EvidenceColumn> read_arrow_column(ArrowArrayStream* stream, const std::string& table, std::string column,
                                                        const ClocksAhead& ahead = {});

/// How numbers go out: as the nearest float64, which prints as the same decimal, or as decimal128.
enum class ArrowNumbers { floats, decimals };

/// The results of all units, a row each: unit, title, group, rank, grade, grade_computed, total, base, adjustments, a column for each
/// criterion (with score. before its id where that is the name of another column), and the lists missing, not_applicable, vetoes, gates,
/// measures and bars. Rows are put together when they are asked for.
///
/// `out` receives the stream, which keeps the assessment alive and is for one thread at a time; its arrays are copies, for any thread. What
/// comes back is nothing, or the fault that a number is no decimal of up to 38 digits, and then `out` is left alone.
///
/// Pre: neither is null.
KAOHE_EXPORT std::optional<StreamFault> write_arrow(std::shared_ptr<const Assessment> assessment, ArrowNumbers numbers,
                                                    ArrowArrayStream* out);

/// A column on its way out. Decimals are texts: -1.50.
struct ArrowColumn {
  using Texts = std::vector<std::optional<std::string>>;
  /// Decimals, written out.
  struct Decimals {
    Texts cells;
  };

  std::string name;
  std::variant<Texts, Decimals, std::vector<std::vector<std::string>>, std::vector<std::optional<std::int64_t>>,
               std::vector<std::optional<double>>, std::vector<std::optional<bool>>, std::vector<std::optional<Date>>>
      cells;
};

/// The same of any columns. Pre: all have the same number of cells; `out` is not null.
KAOHE_EXPORT std::optional<StreamFault> write_arrow(std::vector<ArrowColumn> columns, ArrowArrayStream* out);

}  // namespace kaohe
