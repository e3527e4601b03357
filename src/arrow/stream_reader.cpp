#include <src/arrow/column_reader.hpp>

#include <kaohe/arrow.hpp>
#include <kaohe/base/text.hpp>

#include <limits>
#include <utility>

namespace kaohe {
namespace arrow {
namespace {

constexpr std::int64_t most_stream_rows = std::numeric_limits<std::int32_t>::max();

/// A stream on its way in: its schema, and then all its arrays.
struct Stream {
  std::string table;
  Owned<ArrowArrayStream> source;
  Owned<ArrowSchema> schema;
  std::vector<Owned<ArrowArray>> arrays;

  Stream(ArrowArrayStream* taken, std::string name) : table(std::move(name)), source(taken) {
    if (!source) throw Refused(StreamFault::Of::stream, table + ": the stream was used before");
    managed(source->get_schema(source.get(), schema.get()));
    if (!schema) throw Refused(StreamFault::Of::stream, table + ": the stream has no schema");
  }

  void take_arrays() {
    std::int64_t rows = 0;
    for (;;) {
      Owned<ArrowArray> array;
      managed(source->get_next(source.get(), array.get()));
      if (!array) return;
      if (array->length < 0 || array->length > most_stream_rows - rows)
        throw Refused(StreamFault::Of::stream, table + ": the stream has too many rows");
      rows += array->length;
      arrays.push_back(std::move(array));
    }
  }

 private:
  void managed(int code) {
    if (code == ENOMEM) throw std::bad_alloc();
    if (code == 0) return;
    const char* const why = source->get_last_error == nullptr ? nullptr : source->get_last_error(source.get());
    throw Refused(StreamFault::Of::stream, table + ": the stream failed: " + (why == nullptr ? "it does not say why" : why));
  }
};

/// A part of the rows of a stream: the children of its struct are moved out, as the specification has it, and the struct is released.
void take_children(const std::string& table, Owned<ArrowArray> rows, std::vector<Incoming>& columns) {
  const bool fits = rows->n_children == static_cast<std::int64_t>(columns.size()) && rows->offset >= 0;
  if (!fits) throw Refused(StreamFault::Of::stream, table + ": an array of the stream is not of its schema");
  const bool nulls = rows->null_count != 0 && rows->n_buffers == 1 && rows->buffers[0] != nullptr;
  for (std::int64_t row = 0; nulls && row < rows->length; ++row) {
    if (ArrowBitGet(static_cast<const std::uint8_t*>(rows->buffers[0]), rows->offset + row) == 0) {
      throw Refused(StreamFault::Of::stream, table + ": the stream has a row that is null as a whole");
    }
  }
  for (std::size_t at = 0; at < columns.size(); ++at) {
    if (rows->children[at]->release == nullptr) columns[at].refuse("the stream has released its array");
    auto child = std::make_shared<Owned<ArrowArray>>(Owned<ArrowArray>(rows->children[at]));
    columns[at].pieces.push_back({std::move(child), rows->offset, rows->length});
  }
}

Incoming incoming(const Stream& stream, const ArrowSchema* schema, std::string name, const ClocksAhead& ahead) {
  return {stream.table, std::move(name), schema, {}, &ahead};
}

std::string name_of(const Stream& stream, const ArrowSchema& schema) {
  std::string name = schema.name == nullptr ? "" : schema.name;
  if (find_invalid_utf8(name)) throw Refused(StreamFault::Of::stream, stream.table + ": the name of a column is not UTF-8");
  return name;
}

bool has_rows(const ArrowSchema& schema) {
  return schema.format != nullptr && std::string_view(schema.format) == "+s" && schema.dictionary == nullptr;
}

EvidenceTable read_table(ArrowArrayStream* taken, std::string name, const ClocksAhead& ahead) {
  Stream stream(taken, std::move(name));
  if (!has_rows(*stream.schema)) throw Refused(StreamFault::Of::kind, stream.table + ": the stream is a column, not a table");
  std::vector<Incoming> columns;
  for (std::int64_t at = 0; at < stream.schema->n_children; ++at) {
    const ArrowSchema* const child = stream.schema->children[at];
    columns.push_back(incoming(stream, child, name_of(stream, *child), ahead));
  }
  stream.take_arrays();
  EvidenceTable table{stream.table, 0, {}};
  for (Owned<ArrowArray>& rows : stream.arrays) {
    table.rows += static_cast<std::size_t>(rows->length);
    take_children(stream.table, std::move(rows), columns);
  }
  for (Incoming& column : columns) {
    table.columns.push_back({column.name, cells_of(column)});
    column.pieces.clear();
  }
  return table;
}

EvidenceColumn read_single(ArrowArrayStream* taken, const std::string& table, std::string name, const ClocksAhead& ahead) {
  Stream stream(taken, table);
  Incoming column = incoming(stream, stream.schema.get(), std::move(name), ahead);
  stream.take_arrays();
  for (Owned<ArrowArray>& array : stream.arrays) {
    const std::int64_t rows = array->length;
    column.pieces.push_back({std::make_shared<Owned<ArrowArray>>(std::move(array)), 0, rows});
  }
  return {column.name, cells_of(column)};
}

template <class T, class Read>
Streamed<T> streamed(const Read& read) {
  Streamed<T> out;
  try {
    out.value = read();
  } catch (const Refused& refused) {
    out.fault = refused.fault();
  }
  return out;
}

}  // namespace
}  // namespace arrow

Streamed<EvidenceTable> read_arrow(ArrowArrayStream* stream, std::string name, const ClocksAhead& ahead) {
  Expects(stream != nullptr);
  return arrow::streamed<EvidenceTable>([&] { return arrow::read_table(stream, std::move(name), ahead); });
}

Streamed<EvidenceColumn> read_arrow_column(ArrowArrayStream* stream, const std::string& table, std::string column,
                                           const ClocksAhead& ahead) {
  Expects(stream != nullptr);
  return arrow::streamed<EvidenceColumn>([&] { return arrow::read_single(stream, table, std::move(column), ahead); });
}

}  // namespace kaohe
