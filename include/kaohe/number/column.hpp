#pragma once

#include <kaohe/number/detail/float_reading.hpp>
#include <kaohe/number/rational.hpp>

#include <gsl/assert>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <vector>

namespace kaohe {

namespace detail {

/// An array of numbers that is made when the first of them is set. Distinct rows may be set from different threads at once.
class LazyRationals {
 public:
  LazyRationals() = default;
  LazyRationals(const LazyRationals& other) : rows_(other.get() ? new Rows(*other.get()) : nullptr) {}
  LazyRationals(LazyRationals&& other) noexcept : rows_(other.rows_.exchange(nullptr)) {}
  LazyRationals& operator=(LazyRationals other) noexcept {
    delete rows_.exchange(other.rows_.exchange(nullptr));
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
/// them vectorise, or, where that does not fit, a *wide* number beside it.
///
/// Thread safety: distinct rows may be set from different threads at once; otherwise one thread at a time.
class NumberColumn {
 public:
  static constexpr double missing_units = std::numeric_limits<double>::quiet_NaN();
  static constexpr double wide_units = std::numeric_limits<double>::infinity();

  NumberColumn() = default;

  /// All rows missing. Pre: 0 <= digits <= 15.
  NumberColumn(std::size_t rows, int digits) : units_(rows, missing_units), digits_(digits) { Expects(digits >= 0 && digits <= 15); }

  /// The decimals that float64 values stand for (SPEC 2.1), with as many digits, up to 9, as any of them takes; those that take more are
  /// wide. NaN is missing, and so is an infinity, whose rows are added to `infinite_rows`. Pre: `infinite_rows` is not null.
  static NumberColumn from_doubles(const double* data, std::size_t rows, std::ptrdiff_t stride_in_elements,
                                   std::vector<std::size_t>* infinite_rows);

  /// Whole numbers. `valid_or_null`, where there is one, has 0 for the rows that are missing.
  static NumberColumn from_integers(const std::int64_t* data, std::size_t rows, std::ptrdiff_t stride_in_elements,
                                    const unsigned char* valid_or_null);

  std::size_t size() const { return units_.size(); }
  int digits() const { return digits_; }

  bool missing(std::size_t row) const { return std::isnan(units_[row]); }

  /// Pre: not missing.
  Rational at(std::size_t row) const {
    Expects(row < size() && !missing(row));
    if (units_[row] == wide_units) return wide_[row];
    return {static_cast<std::int64_t>(units_[row]), detail::powers_of_ten[static_cast<std::size_t>(digits_)]};
  }

  void set(std::size_t row, const Rational& number) {
    Expects(row < size());
    const auto units = detail::exact_units(number, digits_);
    if (!units) wide_.set(row, number, size());
    units_[row] = units.value_or(wide_units);
  }

  void set_missing(std::size_t row) {
    Expects(row < size());
    units_[row] = missing_units;
  }

  /// NaN where a row is missing, +infinity where it is wide.
  std::span<const double> units() const { return units_; }

  /// For loops that write whole numbers below 2^53 in size, or NaN; +infinity may only stay where it is.
  std::span<double> mutable_units() { return units_; }

  std::size_t wide_rows() const { return static_cast<std::size_t>(std::ranges::count(units_, wide_units)); }

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
  std::vector<double> units_;
  int digits_ = 0;
  detail::LazyRationals wide_;
};

inline NumberColumn NumberColumn::from_doubles(const double* data, std::size_t rows, std::ptrdiff_t stride_in_elements,
                                               std::vector<std::size_t>* infinite_rows) {
  Expects(infinite_rows != nullptr);
  const detail::FloatRows values{data, stride_in_elements};
  NumberColumn column(rows, detail::digits_for(values, rows));
  const double scale = detail::scale_of(column.digits_);
  for (std::size_t row = 0; row < rows; ++row) column.units_[row] = detail::float_units(values[row], scale);
  for (std::size_t row = 0; row < rows; ++row) {
    if (!column.missing(row) || std::isnan(values[row])) continue;
    if (std::isinf(values[row])) {
      infinite_rows->push_back(row);
    } else {
      column.set(row, decimal_of(values[row]));
    }
  }
  return column;
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
