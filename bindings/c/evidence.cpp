#include "tables.hpp"

#include <kaohe/base/text.hpp>

#include <cmath>
#include <limits>
#include <vector>

namespace kaohe::c {
namespace {

constexpr std::int64_t most_rows = std::numeric_limits<std::int32_t>::max();

/// A place for a column of `rows`, where there can be one.
class NewColumn {
 public:
  NewColumn(kaohe_evidence* evidence, kaohe_table table, const char* name, std::int64_t rows) noexcept : evidence_(evidence), rows_(rows) {
    if (evidence == nullptr) {
      fail(KAOHE_E_ARGUMENT, "evidence must not be NULL");
    } else if (!is_table(table)) {
      fail(KAOHE_E_ARGUMENT, "there is no table of that number");
    } else if (rows < 0 || rows > most_rows) {
      fail(KAOHE_E_ARGUMENT, "rows must be between 0 and 2147483647");
    } else {
      check_rows(table, name);
    }
  }

  explicit operator bool() const noexcept { return table_ != nullptr; }
  std::size_t rows() const { return static_cast<std::size_t>(rows_); }

  kaohe_status add(std::variant<TextCells, NumberColumn> cells) {
    EvidenceColumn column{std::string(name_), std::move(cells)};
    if (!*table_) *table_ = EvidenceTable{called_, rows(), {}};
    (*table_)->columns.push_back(std::move(column));
    return KAOHE_OK;
  }

 private:
  void check_rows(kaohe_table table, const char* name) noexcept {
    auto& there = table_in(*evidence_, table);
    const auto called = text_of(name, "name");
    if (!called) return;
    if (there && there->rows != rows()) {
      fail(KAOHE_E_ARGUMENT, "the table has another number of rows");
      return;
    }
    name_ = *called;
    called_ = name_of(table);
    table_ = &there;
  }

  kaohe_evidence* evidence_;
  std::int64_t rows_;
  std::string_view name_;
  const char* called_ = nullptr;
  std::optional<EvidenceTable>* table_ = nullptr;  // none: refused
};

bool is_valid(const std::uint8_t* valid, std::size_t row) { return valid == nullptr || ((valid[row / 8] >> (row % 8)) & 1) != 0; }

template <class T>
bool are_there(const T* values, std::int64_t rows) {
  if (values != nullptr || rows == 0) return true;
  fail(KAOHE_E_ARGUMENT, "values must not be NULL");
  return false;
}

/// A copy, with NaN for what is not valid.
kaohe_status add_doubles(NewColumn& column, const double* values, std::int64_t stride, const std::uint8_t* valid) {
  const auto copy = std::make_shared<std::vector<double>>(column.rows(), kaohe::NumberColumn::missing_units);
  for (std::size_t row = 0; row < copy->size(); ++row) {
    if (is_valid(valid, row)) (*copy)[row] = values[static_cast<std::ptrdiff_t>(row) * stride];
  }
  return column.add(NumberColumn::borrowed({{copy->data(), 1, copy->size()}}, copy));
}

/// Text `row`; nothing, and the reason kept, where its offsets go backwards, where there are no bytes for it, or where
/// it is no UTF-8 or has a NUL within: what comes out ends with one.
std::optional<std::string_view> text_at(const char* bytes, const std::int64_t* offsets, std::size_t row) {
  const std::int64_t first = offsets[row], last = offsets[row + 1];
  if (first < 0 || last < first) {
    fail(KAOHE_E_ARGUMENT, "offsets must not go backwards");
    return std::nullopt;
  }
  if (bytes == nullptr && last != first) {
    fail(KAOHE_E_ARGUMENT, "bytes must not be NULL");
    return std::nullopt;
  }
  const std::string_view text =
      last == first ? std::string_view() : std::string_view(bytes + first, static_cast<std::size_t>(last - first));
  const char* const fault = find_invalid_utf8(text) ? " is no UTF-8" : text.find('\0') != text.npos ? " has a NUL within" : nullptr;
  if (fault == nullptr) return text;
  fail(KAOHE_E_ARGUMENT, "row " + std::to_string(row + 1) + fault);
  return std::nullopt;
}

}  // namespace
}  // namespace kaohe::c

using namespace kaohe::c;

kaohe_status kaohe_evidence_new(kaohe_evidence** out) {
  return making(out, [&]() -> kaohe_status {
    *out = new kaohe_evidence{};
    return KAOHE_OK;
  });
}

kaohe_status kaohe_evidence_add_doubles(kaohe_evidence* evidence, kaohe_table table, const char* name, const double* values, int64_t rows,
                                        int64_t stride, const uint8_t* valid) {
  return guarded([&]() -> kaohe_status {
    NewColumn column(evidence, table, name, rows);
    if (!column || !are_there(values, rows)) return KAOHE_E_ARGUMENT;
    return add_doubles(column, values, stride, valid);
  });
}

kaohe_status kaohe_evidence_borrow_doubles(kaohe_evidence* evidence, kaohe_table table, const char* name, const double* values,
                                           int64_t rows, int64_t stride, const uint8_t* valid) {
  return guarded([&]() -> kaohe_status {
    NewColumn column(evidence, table, name, rows);
    if (!column || !are_there(values, rows)) return KAOHE_E_ARGUMENT;
    return column.add(kaohe::NumberColumn::borrowed({{values, stride, column.rows(), valid}}, nullptr));
  });
}

kaohe_status kaohe_evidence_add_integers(kaohe_evidence* evidence, kaohe_table table, const char* name, const int64_t* values, int64_t rows,
                                         int64_t stride, const uint8_t* valid) {
  return guarded([&]() -> kaohe_status {
    NewColumn column(evidence, table, name, rows);
    if (!column || !are_there(values, rows)) return KAOHE_E_ARGUMENT;
    std::vector<unsigned char> there(column.rows());
    for (std::size_t row = 0; row < there.size(); ++row) there[row] = is_valid(valid, row) ? 1 : 0;
    return column.add(kaohe::NumberColumn::from_integers(values, column.rows(), stride, there.data()));
  });
}

kaohe_status kaohe_evidence_add_texts(kaohe_evidence* evidence, kaohe_table table, const char* name, const char* bytes,
                                      const int64_t* offsets, int64_t rows, const uint8_t* valid) {
  return guarded([&]() -> kaohe_status {
    NewColumn column(evidence, table, name, rows);
    if (!column) return KAOHE_E_ARGUMENT;
    if (offsets == nullptr) return fail(KAOHE_E_ARGUMENT, "offsets must not be NULL");
    kaohe::TextCells cells;
    for (std::size_t row = 0; row < column.rows(); ++row) {
      const auto text = text_at(bytes, offsets, row);
      if (!text) return KAOHE_E_ARGUMENT;
      cells.push_back(is_valid(valid, row) ? text : std::nullopt);
    }
    return column.add(std::move(cells));
  });
}

kaohe_status kaohe_evidence_add_strings(kaohe_evidence* evidence, kaohe_table table, const char* name, const char* const* texts,
                                        int64_t rows) {
  return guarded([&]() -> kaohe_status {
    NewColumn column(evidence, table, name, rows);
    if (!column || !are_there(texts, rows)) return KAOHE_E_ARGUMENT;
    kaohe::TextCells cells;
    for (std::size_t row = 0; row < column.rows(); ++row) {
      const auto text = texts[row] == nullptr ? std::nullopt : text_of(texts[row], "a text");
      if (texts[row] != nullptr && !text) return KAOHE_E_ARGUMENT;
      cells.push_back(text);
    }
    return column.add(std::move(cells));
  });
}

kaohe_status kaohe_evidence_add_block(kaohe_evidence* evidence, kaohe_table table, const char* const* names, const double* values,
                                      int64_t rows, int64_t columns, int64_t row_stride, int64_t column_stride) {
  return guarded([&]() -> kaohe_status {
    if (columns < 0) return fail(KAOHE_E_ARGUMENT, "columns must not be negative");
    if (names == nullptr && columns > 0) return fail(KAOHE_E_ARGUMENT, "names must not be NULL");
    if (columns == 0 && !NewColumn(evidence, table, "", rows)) return KAOHE_E_ARGUMENT;
    for (int64_t at = 0; at < columns; ++at) {  // all of them can be added, or none is
      if (!NewColumn(evidence, table, names[at], rows) || !are_there(values, rows)) return KAOHE_E_ARGUMENT;
    }
    for (int64_t at = 0; at < columns; ++at) {
      NewColumn column(evidence, table, names[at], rows);
      add_doubles(column, rows == 0 ? values : values + at * column_stride, row_stride, nullptr);
    }
    return KAOHE_OK;
  });
}

void kaohe_evidence_free(kaohe_evidence* evidence) { delete evidence; }
