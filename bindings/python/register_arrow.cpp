#include "register.hpp"

#include <kaohe/arrow.hpp>

#include <pybind11/functional.h>
#include <pybind11/stl.h>

#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kaohe::python {
namespace {

constexpr const char* capsule_name = "arrow_array_stream";

/// Its release, where nobody took the stream out.
void drop_stream(PyObject* capsule) {
  auto* const stream = static_cast<ArrowArrayStream*>(PyCapsule_GetPointer(capsule, capsule_name));
  if (stream->release != nullptr) stream->release(stream);
  delete stream;
}

/// What a capsule holds; anything but a capsule of a stream is a ValueError.
ArrowArrayStream* stream_in(const py::object& capsule) {
  auto* const stream = static_cast<ArrowArrayStream*>(PyCapsule_GetPointer(capsule.ptr(), capsule_name));
  if (stream == nullptr) throw py::error_already_set();
  return stream;
}

[[noreturn]] void raise(const StreamFault& fault) {
  switch (fault.of) {
    case StreamFault::Of::kind:
      throw py::type_error(fault.message);
    case StreamFault::Of::cells:
      throw py::value_error(fault.message);
    case StreamFault::Of::stream:
      break;
  }
  throw std::runtime_error(fault.message);
}

/// Zones are looked up by Python, which has their history: `ahead` takes a zone and a moment.
ClocksAhead clocks(const py::function& ahead) {
  return [&ahead](const std::string& zone, std::int64_t moment) {
    const py::gil_scoped_acquire locked;
    return ahead(zone, moment).cast<std::optional<std::int64_t>>();
  };
}

Table read_stream(std::string name, const py::object& capsule, const py::function& ahead) {
  ArrowArrayStream* const stream = stream_in(capsule);
  Streamed<EvidenceTable> read;
  {
    const py::gil_scoped_release unlocked;
    read = read_arrow(stream, std::move(name), clocks(ahead));
  }
  if (!read) raise(read.fault);
  return {std::move(*read.value), {}};
}

std::size_t rows_of(const EvidenceColumn& column) {
  const auto* texts = std::get_if<TextCells>(&column.cells);
  return texts != nullptr ? texts->size() : std::get<NumberColumn>(column.cells).size();
}

void add_stream(Table& table, std::string name, const py::object& capsule, const py::function& ahead) {
  ArrowArrayStream* const stream = stream_in(capsule);
  Streamed<EvidenceColumn> read;
  {
    const py::gil_scoped_release unlocked;
    read = read_arrow_column(stream, table.table.name, std::move(name), clocks(ahead));
  }
  if (!read) raise(read.fault);
  if (rows_of(*read.value) != table.table.rows) throw std::invalid_argument("a column has another number of cells than its table");
  table.table.columns.push_back(std::move(*read.value));
}

// ---- out

using Kind = std::string_view;

template <class Cell>
std::vector<std::optional<Cell>> optional_cells(const py::list& cells) {
  return cells.cast<std::vector<std::optional<Cell>>>();
}

std::vector<std::optional<Date>> days(const py::list& cells) {
  std::vector<std::optional<Date>> out;
  for (const py::handle cell : cells) {
    out.push_back(cell.is_none() ? std::nullopt : std::optional(day_of(cell.attr("isoformat")().cast<std::string>())));
  }
  return out;
}

ArrowColumn column_of(std::string name, Kind kind, const py::list& cells) {
  if (kind == "text") return {std::move(name), optional_cells<std::string>(cells)};
  if (kind == "decimal") return {std::move(name), ArrowColumn::Decimals{optional_cells<std::string>(cells)}};
  if (kind == "list") return {std::move(name), cells.cast<std::vector<std::vector<std::string>>>()};
  if (kind == "integer") return {std::move(name), optional_cells<std::int64_t>(cells)};
  if (kind == "number") return {std::move(name), optional_cells<double>(cells)};
  if (kind == "flag") return {std::move(name), optional_cells<bool>(cells)};
  if (kind == "date") return {std::move(name), days(cells)};
  throw py::key_error(std::string(kind));
}

/// Name, kind and cells of each column.
py::object stream_of_columns(const std::vector<std::tuple<std::string, std::string, py::list>>& given) {
  std::vector<ArrowColumn> columns;
  for (const auto& [name, kind, cells] : given) columns.push_back(column_of(name, kind, cells));
  return stream_out([&](ArrowArrayStream* out) { return write_arrow(std::move(columns), out); });
}

}  // namespace

py::object stream_out(const std::function<std::optional<StreamFault>(ArrowArrayStream* out)>& write) {
  auto stream = std::make_unique<ArrowArrayStream>();
  if (const auto fault = write(stream.get())) raise(*fault);
  PyObject* const capsule = PyCapsule_New(stream.get(), capsule_name, &drop_stream);
  if (capsule == nullptr) {
    stream->release(stream.get());
    throw py::error_already_set();
  }
  stream.release();
  return py::reinterpret_steal<py::object>(capsule);
}

void register_arrow(py::module_& module, py::class_<Table>& table) {
  table.def("add_stream", &add_stream);
  module.def("read_stream", &read_stream);
  module.def("stream_of_columns", &stream_of_columns);
}

}  // namespace kaohe::python
