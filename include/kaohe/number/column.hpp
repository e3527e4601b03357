#pragma once

#include <kaohe/number/detail/float_reading.hpp>
#include <kaohe/number/float_pieces.hpp>
#include <kaohe/number/rational.hpp>

#include <gsl/assert>

#include <algorithm>
#include <array>
#include <atomic>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace kaohe {

namespace detail {

/// An array of numbers that is made when the first of them is set. Distinct rows may be set from different threads at once.
class LazyRationals {
 public:
  LazyRationals() = default;
  LazyRationals(const LazyRationals& other) : rows_(other.get() ? new Rows(*other.get()) : nullptr) {}
  LazyRationals(LazyRationals&& other) noexcept : rows_(other.take()) {}
  LazyRationals& operator=(LazyRationals other) noexcept {
    delete take();
    rows_.store(other.take(), std::memory_order_relaxed);
    return *this;
  }
  ~LazyRationals() { delete get(); }

  const Rational& operator[](std::size_t row) const { return (*get())[row]; }

  void set(std::size_t row, const Rational& number, std::size_t rows) {
    if (!get()) make(rows);
    (*get())[row] = number;
  }

 private:
  using Rows = std::vector<Rational>;

  Rows* take() {
    Rows* const taken = rows_.load(std::memory_order_relaxed);
    rows_.store(nullptr, std::memory_order_relaxed);
    return taken;
  }

  Rows* get() const { return rows_.load(std::memory_order_acquire); }

  void make(std::size_t rows) {
    auto made = std::make_unique<Rows>(rows);
    Rows* none = nullptr;
    if (rows_.compare_exchange_strong(none, made.get(), std::memory_order_acq_rel)) made.release();
  }

  std::atomic<Rows*> rows_{nullptr};
};

}  // namespace detail

/// A column of exact numbers. A row is missing, or units ÷ 10^digits with the units a whole number held in a double, so that loops over
/// them vectorise, or, where that does not fit, a *wide* number beside it. A borrowed column reads the caller's float64 values in place.
/// Copies share their units until one of them is written to; one in the room of another is not to be copied.
///
/// Thread safety: distinct rows of a column without copies may be set from different threads at once; otherwise one thread at a time.
class NumberColumn {
 public:
  static constexpr double missing_units = std::numeric_limits<double>::quiet_NaN();
  static constexpr double wide_units = std::numeric_limits<double>::infinity();

  NumberColumn() = default;

  /// All rows missing. Pre: 0 <= digits <= 15.
  NumberColumn(std::size_t rows, int digits) : units_(std::make_shared<double[]>(rows, missing_units)), rows_(rows), digits_(digits) {
    Expects(digits >= 0 && digits <= 15);
  }

  /// The same in `room` for the units of as many rows, which outlives the column.
  NumberColumn(std::span<double> room, int digits) : units_(std::shared_ptr<double[]>(), room.data()), rows_(room.size()), digits_(digits) {
    Expects(digits >= 0 && digits <= 15);
    std::ranges::fill(room, missing_units);
  }

  /// The decimals that float64 values stand for, read where they lie, with as many digits, up to 9, as any of those takes that are looked
  /// at (all of 2,048 or fewer); those that take more are wide. NaN is missing, and so is an infinity: see infinite_rows(). `owner` keeps
  /// the memory, which must not change while the column or a copy of it is there.
  static NumberColumn borrowed(std::vector<FloatPiece> pieces, std::shared_ptr<const void> owner);

  /// The same of a copy.
  static NumberColumn from_doubles(const double* data, std::size_t rows, std::ptrdiff_t stride_in_elements);

  /// Whole numbers. `valid_or_null`, where there is one, has 0 for the rows that are missing.
  static NumberColumn from_integers(const std::int64_t* data, std::size_t rows, std::ptrdiff_t stride_in_elements,
                                    const unsigned char* valid_or_null);

  std::size_t size() const { return rows_; }
  int digits() const { return digits_; }

  /// The units of a row: NaN where it is missing, +infinity where it is wide.
  double unit(std::size_t row) const {
    if (!borrowed_) return units_.get()[row];
    const double value = (*borrowed_)[row];
    if (!std::isfinite(value)) return missing_units;
    const double units = detail::float_units(value, detail::scale_of(digits_));
    return std::isnan(units) ? wide_units : units;
  }

  bool missing(std::size_t row) const { return borrowed_ ? !std::isfinite((*borrowed_)[row]) : std::isnan(units_.get()[row]); }

  /// Pre: not missing.
  Rational at(std::size_t row) const {
    Expects(row < size() && !missing(row));
    const double units = unit(row);
    if (units != wide_units) return {static_cast<std::int64_t>(units), detail::powers_of_ten[static_cast<std::size_t>(digits_)]};
    return borrowed_ ? decimal_of((*borrowed_)[row]) : wide_[row];
  }

  /// The number of a row as a fraction that need not be in lowest terms; nothing where it is missing or takes more than 64 bits.
  std::optional<Rational::Terms> fraction(std::size_t row) const {
    Expects(row < size());
    const auto of = [](std::int64_t units, int digits) {
      return Rational::Terms{units, detail::powers_of_ten[static_cast<std::size_t>(digits)]};
    };
    if (missing(row)) return std::nullopt;
    if (borrowed_) {
      const auto decimal = detail::at_fifteen_digits((*borrowed_)[row]);
      return decimal ? std::optional(of(decimal->units, decimal->digits)) : at(row).terms();
    }
    const double own = units_.get()[row];
    return own == wide_units ? wide_[row].terms() : of(static_cast<std::int64_t>(own), digits_);
  }

  void set(std::size_t row, const Rational& number) {
    Expects(row < size());
    if (borrowed_) own();
    const auto units = detail::exact_units(number, digits_);
    if (!units) wide_.set(row, number, size());
    written()[row] = units.value_or(wide_units);
  }

  void set_missing(std::size_t row) {
    Expects(row < size());
    if (borrowed_) own();
    written()[row] = missing_units;
  }

  /// The units of all rows, as of unit(). Pre: not borrowed.
  std::span<const double> units() const {
    Expects(!borrowed_);
    return {units_.get(), rows_};
  }

  /// Writes the units of the rows from `first` on, NaN where a row is missing, wide or not below `limit` in size. Pre: limit <= 10^15.
  void read_units(std::size_t first, double limit, std::span<double> out) const {
    Expects(limit <= detail::told_units);
    if (borrowed_) {
      const auto values = borrowed_->read(first, out);
      return detail::units_of_floats(values, detail::scale_of(digits_), limit, out);
    }
    const auto own = units().subspan(first, out.size());
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = detail::nan_unless_negative(std::fabs(own[i]) - limit, own[i]);
  }

  /// For loops that write whole numbers below 2^53 in size, or NaN; +infinity may only stay where it is. Pre: not borrowed.
  std::span<double> mutable_units() {
    Expects(!borrowed_);
    return {written(), rows_};
  }

  std::size_t wide_rows() const {
    std::size_t count = 0;
    for (std::size_t row = 0; row < size(); ++row) count += unit(row) == wide_units ? 1 : 0;
    return count;
  }

  /// Whether a borrowed column holds an infinity in the rows from `first` to `last`, which is behind them.
  bool has_infinity(std::size_t first, std::size_t last) const;

  /// The rows of a borrowed column that hold an infinity.
  std::vector<std::size_t> infinite_rows() const;

  /// The same rows missing and the same numbers elsewhere, whatever the digits.
  friend bool operator==(const NumberColumn& a, const NumberColumn& b) {
    if (a.size() != b.size()) return false;
    for (std::size_t row = 0; row < a.size(); ++row) {
      if (a.missing(row) != b.missing(row)) return false;
      if (!a.missing(row) && a.at(row) != b.at(row)) return false;
    }
    return true;
  }

 private:
  /// What was borrowed becomes units of its own, to be written to.
  void own() {
    NumberColumn copy(size(), digits_);
    read_units(0, detail::told_units, copy.mutable_units());
    for (std::size_t row = 0; row < size(); ++row) {
      if (copy.missing(row) && !missing(row)) copy.set(row, at(row));
    }
    *this = std::move(copy);
  }

  double* written() {
    if (units_.use_count() > 1) {
      const auto copy = std::make_shared_for_overwrite<double[]>(rows_);
      std::ranges::copy(units(), copy.get());
      units_ = copy;
    }
    return units_.get();
  }

  std::shared_ptr<double[]> units_;  // null where there are no rows, or borrowed ones; owns nothing in the room of another
  std::size_t rows_ = 0;
  int digits_ = 0;
  detail::LazyRationals wide_;
  std::shared_ptr<const FloatPieces> borrowed_;  // null: its own units
};

inline NumberColumn NumberColumn::borrowed(std::vector<FloatPiece> pieces, std::shared_ptr<const void> owner) {
  NumberColumn column;
  column.borrowed_ = std::make_shared<const FloatPieces>(std::move(pieces), std::move(owner));
  column.rows_ = column.borrowed_->size();
  column.digits_ = detail::digits_for(*column.borrowed_);
  return column;
}

inline NumberColumn NumberColumn::from_doubles(const double* data, std::size_t rows, std::ptrdiff_t stride_in_elements) {
  const auto copy = std::make_shared<std::vector<double>>(rows);
  for (std::size_t row = 0; row < rows; ++row) (*copy)[row] = data[static_cast<std::ptrdiff_t>(row) * stride_in_elements];
  return borrowed({{copy->data(), 1, rows}}, copy);
}

inline bool NumberColumn::has_infinity(std::size_t first, std::size_t last) const {
  std::array<double, 1024> room;
  for (; borrowed_ && first < last; first += room.size()) {
    std::uint64_t odd = 0;
    for (const double value : borrowed_->read(first, std::span(room).first(std::min(room.size(), last - first))))
      odd |= detail::infinity_flag(value);
    if (odd != 0) return true;
  }
  return false;
}

inline std::vector<std::size_t> NumberColumn::infinite_rows() const {
  std::vector<std::size_t> rows;
  if (!has_infinity(0, size())) return rows;
  for (std::size_t row = 0; row < size(); ++row) {
    if (std::isinf((*borrowed_)[row])) rows.push_back(row);
  }
  return rows;
}

inline NumberColumn NumberColumn::from_integers(const std::int64_t* data, std::size_t rows, std::ptrdiff_t stride_in_elements,
                                                const unsigned char* valid_or_null) {
  NumberColumn column(rows, 0);
  for (std::size_t row = 0; row < rows; ++row) {
    if (!valid_or_null || valid_or_null[row] != 0) column.set(row, data[static_cast<std::ptrdiff_t>(row) * stride_in_elements]);
  }
  return column;
}

}  // namespace kaohe
