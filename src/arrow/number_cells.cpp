#include <src/arrow/column_reader.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <iterator>
#include <limits>
#include <string_view>
#include <type_traits>
#include <utility>

namespace kaohe::arrow {
namespace {

constexpr std::int64_t whole_limit = std::int64_t{1} << 53;  // every whole number below is a double

bool fits_units(std::int64_t number) { return number > -whole_limit && number < whole_limit; }

Rational exact(std::uint64_t number) { return *Rational::parse(std::to_string(number)); }
Rational exact(std::int64_t number) { return number; }

template <class T>
void read_whole(const Rows& rows, NumberColumn& out) {
  using Wide = std::conditional_t<std::is_signed_v<T>, std::int64_t, std::uint64_t>;
  const T* const values = rows.values<T>();
  const auto units = out.mutable_units();
  for (std::size_t at = 0; at < rows.count; ++at) {
    if (rows.missing(at)) continue;
    const T value = values[at];
    if (std::in_range<std::int64_t>(value) && fits_units(static_cast<std::int64_t>(value))) {
      units[rows.first + at] = static_cast<double>(value);
    } else {
      out.set(rows.first + at, exact(static_cast<Wide>(value)));
    }
  }
}

void read_whole(const Rows& rows, ArrowType type, NumberColumn& out) {
  switch (type) {
    case NANOARROW_TYPE_INT8:
      return read_whole<std::int8_t>(rows, out);
    case NANOARROW_TYPE_UINT8:
      return read_whole<std::uint8_t>(rows, out);
    case NANOARROW_TYPE_INT16:
      return read_whole<std::int16_t>(rows, out);
    case NANOARROW_TYPE_UINT16:
      return read_whole<std::uint16_t>(rows, out);
    case NANOARROW_TYPE_INT32:
      return read_whole<std::int32_t>(rows, out);
    case NANOARROW_TYPE_UINT32:
      return read_whole<std::uint32_t>(rows, out);
    case NANOARROW_TYPE_INT64:
      return read_whole<std::int64_t>(rows, out);
    default:
      return read_whole<std::uint64_t>(rows, out);
  }
}

double read_back(const char* first, const char* last) {
  double value = 0;
  std::from_chars(first, last, value);
  return value;
}

/// The double that prints as a shorter float does: 0.1 and not 0.10000000149011612.
double as_it_prints(float value) {
  if (!std::isfinite(value)) return value;
  std::array<char, 32> buffer;
  // without an exponent, large floats would be written with all their digits
  const auto end = std::to_chars(buffer.begin(), buffer.end(), value, std::chars_format::scientific).ptr;
  return read_back(buffer.begin(), end);
}

/// A half is 5 bits of exponent and 10 of mantissa; nanoarrow's own reading takes the smallest for still smaller ones.
double half_value(std::uint16_t half) {
  const int exponent = half >> 10 & 0x1f, mantissa = half & 0x3ff;
  const double size = exponent == 0x1f ? (mantissa == 0 ? std::numeric_limits<double>::infinity() : NumberColumn::missing_units)
                      : exponent == 0  ? std::ldexp(mantissa, -24)
                                       : std::ldexp(mantissa + 1024, exponent - 25);
  return (half & 0x8000) != 0 ? -size : size;
}

double as_it_prints_half(std::uint16_t half) {
  const double value = half_value(half);
  if (!std::isfinite(value) || value == 0) return value;
  // half the way to the neighbours: powers of two have a nearer one towards zero
  const double inwards = std::fabs(half_value(static_cast<std::uint16_t>(half - 1)) - value) / 2;
  const double next = std::fabs(half_value(static_cast<std::uint16_t>(half + 1)) - value) / 2;
  const double outwards = std::isfinite(next) ? next : inwards;
  const bool even = (half & 1) == 0;  // what lies half-way reads back as the even one
  const auto reads_back = [&](double shorter) {
    const double room = std::fabs(shorter) > std::fabs(value) ? outwards : inwards;
    const double distance = std::fabs(shorter - value);
    return distance < room || (even && distance == room);
  };
  const double beyond = std::nextafter(value, 2 * value);  // where a 5 at the end is rounded inwards and does not read back
  std::array<char, 32> buffer;
  for (int digits = 0; digits < 5; ++digits) {
    for (const double written : {value, beyond}) {
      const auto end = std::to_chars(buffer.begin(), buffer.end(), written, std::chars_format::scientific, digits).ptr;
      const double shorter = read_back(buffer.begin(), end);
      if (reads_back(shorter)) return shorter;
    }
  }
  return value;
}

/// Shorter floats as doubles; they are few enough to be copied.
template <class T, class Read>
void read_floats(const Rows& rows, std::vector<double>& out, const Read& read) {
  const T* const values = rows.values<T>();
  for (std::size_t at = 0; at < rows.count; ++at) {
    out[rows.first + at] = rows.missing(at) ? NumberColumn::missing_units : read(values[at]);
  }
}

/// Doubles where they lie: the arrays live as long as the column.
NumberColumn borrowed(const Incoming& column, const std::vector<Rows>& all) {
  std::vector<FloatPiece> pieces;
  for (const Rows& rows : all) {
    if (rows.count == 0) continue;
    pieces.push_back({rows.values<double>(), 1, rows.count, rows.valid(), static_cast<std::size_t>(rows.view->offset)});
  }
  return NumberColumn::borrowed(std::move(pieces), std::make_shared<const std::vector<Piece>>(column.pieces));
}

// ---- decimals

/// The whole number of a decimal, as text.
std::string_view digits_of(const ArrowDecimal& decimal, ArrowBuffer* buffer) {
  buffer->size_bytes = 0;
  check(ArrowDecimalAppendDigitsToBuffer(&decimal, buffer), "a decimal cannot be read");
  return {reinterpret_cast<const char*>(buffer->data), static_cast<std::size_t>(buffer->size_bytes)};
}

/// The whole number of a decimal where 64 bits hold it.
std::optional<std::int64_t> small(const ArrowDecimal& decimal) {
  const std::int64_t low = ArrowDecimalGetIntUnsafe(&decimal);
  const auto sign = static_cast<std::uint64_t>(low < 0 ? -1 : 0);
  for (int word = 0; word < decimal.n_words; ++word) {
    if (word != decimal.low_word_index && decimal.words[word] != sign) return std::nullopt;
  }
  return low;
}

class Decimals {
 public:
  Decimals(const ArrowSchemaView& type) : scale_(type.decimal_scale) {
    ArrowDecimalInit(&decimal_, type.decimal_bitwidth, type.decimal_precision, type.decimal_scale);
    ArrowBufferInit(&buffer_);
  }
  Decimals(const Decimals&) = delete;
  Decimals& operator=(const Decimals&) = delete;
  ~Decimals() { ArrowBufferReset(&buffer_); }

  /// The digits after the point that `all` take, no more than 9: the others are wide.
  int digits(const std::vector<Rows>& all) {
    int most = 0;
    for (const Rows& rows : all) {
      for (std::size_t at = 0; at < rows.count && most < most_digits(); ++at) {
        if (!rows.missing(at)) most = std::max(most, digits_taken(rows, at));
      }
    }
    return most;
  }

  void read(const Rows& rows, NumberColumn& out) {
    const auto units = out.mutable_units();
    for (std::size_t at = 0; at < rows.count; ++at) {
      if (rows.missing(at)) continue;
      load(rows, at);
      if (const auto fitting = units_at(out.digits())) {
        units[rows.first + at] = *fitting;
      } else {
        out.set(rows.first + at, number());
      }
    }
  }

 private:
  int most_digits() const { return std::clamp(scale_, 0, 9); }

  int digits_taken(const Rows& rows, std::size_t at) {
    load(rows, at);
    auto units = small(decimal_);
    int digits = scale_;
    for (; units && *units != 0 && digits > 0 && *units % 10 == 0; --digits) *units /= 10;
    return !units || digits > most_digits() || *units == 0 ? 0 : std::max(digits, 0);
  }

  /// What was loaded as units of a column, where that is a short way.
  std::optional<double> units_at(int digits) const {
    const auto units = small(decimal_);
    if (!units || scale_ < digits || scale_ - digits > 18) return std::nullopt;
    const std::int64_t step = kaohe::detail::powers_of_ten[static_cast<std::size_t>(scale_ - digits)];
    const auto whole = *units / step;
    if (*units % step != 0 || !fits_units(whole)) return std::nullopt;
    return static_cast<double>(whole);
  }

  Rational number() { return *Rational::parse(std::string(digits_of(decimal_, &buffer_)) + "e" + std::to_string(-scale_)); }

  void load(const Rows& rows, std::size_t at) { ArrowArrayViewGetDecimalUnsafe(rows.view, static_cast<std::int64_t>(at), &decimal_); }

  int scale_;
  ArrowDecimal decimal_{};
  ArrowBuffer buffer_{};
};

}  // namespace

Cells whole_numbers(const Incoming& column, const ArrowSchemaView& type, const std::vector<Rows>& all) {
  NumberColumn out(column.rows(), 0);
  for (const Rows& rows : all) read_whole(rows, type.type, out);
  return out;
}

Cells floats(const Incoming& column, const ArrowSchemaView& type, const std::vector<Rows>& all) {
  if (type.type == NANOARROW_TYPE_DOUBLE) return borrowed(column, all);
  const auto values = std::make_shared<std::vector<double>>(column.rows());
  for (const Rows& rows : all) {
    if (type.type == NANOARROW_TYPE_FLOAT) read_floats<float>(rows, *values, as_it_prints);
    if (type.type == NANOARROW_TYPE_HALF_FLOAT) read_floats<std::uint16_t>(rows, *values, as_it_prints_half);
  }
  return NumberColumn::borrowed({{values->data(), 1, values->size()}}, values);
}

Cells decimals(const Incoming& column, const ArrowSchemaView& type, const std::vector<Rows>& all) {
  Decimals reader(type);
  NumberColumn out(column.rows(), reader.digits(all));
  for (const Rows& rows : all) reader.read(rows, out);
  return out;
}

}  // namespace kaohe::arrow
