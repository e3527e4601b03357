#include <src/arrow/outgoing.hpp>

#include <algorithm>
#include <array>
#include <cerrno>
#include <string>
#include <utility>

namespace kaohe::arrow {
namespace {

constexpr std::size_t rows_at_once = 1U << 17;

/// What a stream that goes out has behind it.
struct Producer {
  OutgoingRows all;
  std::size_t next = 0;
  std::string error;
};

Producer& behind(ArrowArrayStream* stream) { return *static_cast<Producer*>(stream->private_data); }

void describe(const Outgoing& column, ArrowSchema* schema) {
  if (column.type == NANOARROW_TYPE_DECIMAL128) {
    check(ArrowSchemaSetTypeDecimal(schema, column.type, most_decimal_digits, column.scale), "a column cannot be described");
  } else {
    check(ArrowSchemaSetType(schema, column.type), "a column cannot be described");
  }
  if (column.type == NANOARROW_TYPE_LIST) {
    check(ArrowSchemaSetType(schema->children[0], NANOARROW_TYPE_STRING), "a list cannot be described");
  }
  check(ArrowSchemaSetName(schema, column.name.c_str()), "a column cannot be named");
}

Owned<ArrowSchema> schema_of(const OutgoingRows& all) {
  Owned<ArrowSchema> schema;
  ArrowSchemaInit(schema.get());
  check(ArrowSchemaSetTypeStruct(schema.get(), static_cast<std::int64_t>(all.columns.size())), "the rows cannot be described");
  for (std::size_t at = 0; at < all.columns.size(); ++at) describe(all.columns[at], schema->children[at]);
  return schema;
}

Owned<ArrowArray> rows_of(const OutgoingRows& all, std::size_t first, std::size_t last) {
  const Owned<ArrowSchema> schema = schema_of(all);
  Owned<ArrowArray> array;
  check(ArrowArrayInitFromSchema(array.get(), &*schema, nullptr), "the rows cannot be begun");
  check(ArrowArrayStartAppending(array.get()), "the rows cannot be begun");
  for (std::size_t at = 0; at < all.columns.size(); ++at) {
    ArrowArray* const column = array->children[at];
    check(ArrowArrayReserve(column, static_cast<std::int64_t>(last - first)), "the rows cannot be begun");
    for (std::size_t row = first; row < last; ++row) all.columns[at].append(column, row);
  }
  array->length = static_cast<std::int64_t>(last - first);
  array->null_count = 0;
  check(ArrowArrayFinishBuildingDefault(array.get(), nullptr), "the rows cannot be ended");
  return array;
}

/// No exception leaves a callback: it becomes a number of errno's, and a line.
template <class Body>
int answering(ArrowArrayStream* stream, const Body& body) noexcept {
  try {
    body();
    return 0;
  } catch (const std::bad_alloc&) {
    return ENOMEM;
  } catch (const std::exception& error) {
    try {
      behind(stream).error = error.what();
    } catch (...) {
      return ENOMEM;
    }
    return EINVAL;
  }
}

int get_schema(ArrowArrayStream* stream, ArrowSchema* out) {
  return answering(stream, [&] { schema_of(behind(stream).all).move_to(out); });
}

int get_next(ArrowArrayStream* stream, ArrowArray* out) {
  return answering(stream, [&] {
    Producer& producer = behind(stream);
    out->release = nullptr;
    if (producer.next >= producer.all.rows) return;
    const std::size_t last = std::min(producer.all.rows, producer.next + rows_at_once);
    rows_of(producer.all, producer.next, last).move_to(out);
    producer.next = last;
  });
}

const char* get_last_error(ArrowArrayStream* stream) { return behind(stream).error.c_str(); }

void release(ArrowArrayStream* stream) {
  delete &behind(stream);
  stream->private_data = nullptr;
  stream->release = nullptr;
}

/// The digits of a decimal without its sign, its point and its zeros in front.
struct PlainDecimal {
  bool negative = false;
  std::string digits;
  int after = 0;
};

std::optional<PlainDecimal> plain_decimal(std::string_view text) {
  PlainDecimal out;
  out.negative = text.starts_with('-');
  if (out.negative) text.remove_prefix(1);
  const std::size_t point = text.find('.');
  out.after = point == text.npos ? 0 : static_cast<int>(text.size() - point - 1);
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (at == point) continue;
    if (text[at] < '0' || text[at] > '9') return std::nullopt;
    if (!out.digits.empty() || text[at] != '0') out.digits += text[at];
  }
  if (text.empty() || point == 0) return std::nullopt;
  return out;
}

}  // namespace

void stream_out(OutgoingRows rows, ArrowArrayStream* out) {
  *out = {&get_schema, &get_next, &get_last_error, &release, new Producer{std::move(rows), 0, {}}};
}

void DecimalShape::add(std::int64_t units, int digits) {
  for (; digits > 0 && units % 10 == 0; --digits) units /= 10;
  after_ = std::max(after_, digits);
  int before = -digits;
  for (; units != 0; units /= 10) ++before;
  before_ = std::max(before_, before);
}

void DecimalShape::add(std::size_t row, std::string_view decimal) {
  const auto plain = plain_decimal(decimal);
  if (!plain)
    throw Refused(StreamFault::Of::cells,
                  "column '" + column_ + "', row " + std::to_string(row + 1) + ": " + std::string(decimal) + " is no decimal");
  after_ = std::max(after_, plain->after);
  before_ = std::max(before_, static_cast<int>(plain->digits.size()) - plain->after);
}

int DecimalShape::scale() const {
  if (before_ + after_ <= most_decimal_digits) return after_;
  throw Refused(StreamFault::Of::cells, "column '" + column_ + "': a decimal128 has 38 digits, these numbers take " +
                                            std::to_string(before_) + " before the point and " + std::to_string(after_) + " after it");
}

void append_text(ArrowArray* out, std::string_view text) {
  appended(ArrowArrayAppendString(out, {text.data(), static_cast<std::int64_t>(text.size())}));
}

void append_list(ArrowArray* out, const std::vector<std::string>& texts) {
  for (const std::string& text : texts) append_text(out->children[0], text);
  appended(ArrowArrayFinishElement(out));
}

void append_decimal(ArrowArray* out, std::string_view decimal, int scale) {
  auto plain = plain_decimal(decimal);
  if (!plain || plain->after > scale)
    throw Refused(StreamFault::Of::cells, std::string(decimal) + " is no decimal of " + std::to_string(scale) + " digits");
  plain->digits.append(static_cast<std::size_t>(scale - plain->after), '0');
  if (plain->digits.empty()) plain->digits = "0";
  if (plain->negative) plain->digits.insert(0, 1, '-');
  ArrowDecimal value{};
  ArrowDecimalInit(&value, 128, most_decimal_digits, scale);
  appended(ArrowDecimalSetDigits(&value, {plain->digits.data(), static_cast<std::int64_t>(plain->digits.size())}));
  appended(ArrowArrayAppendDecimal(out, &value));
}

void append_units(ArrowArray* out, std::int64_t units, int digits, int scale) {
  for (; digits > scale; --digits) units /= 10;
  std::int64_t scaled = 0;
  const bool fits =
      scale - digits <= 18 && !__builtin_mul_overflow(units, detail::powers_of_ten[static_cast<std::size_t>(scale - digits)], &scaled);
  if (!fits) return append_decimal(out, Rational(units, detail::powers_of_ten[static_cast<std::size_t>(digits)]).text(), scale);
  ArrowDecimal value{};
  ArrowDecimalInit(&value, 128, most_decimal_digits, scale);
  ArrowDecimalSetInt(&value, scaled);
  appended(ArrowArrayAppendDecimal(out, &value));
}

}  // namespace kaohe::arrow
