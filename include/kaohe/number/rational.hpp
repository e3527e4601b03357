#pragma once

#include <compare>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace kaohe {

/// An exact rational number in lowest terms, of any size. Regular: copies, compares, orders by value.
///
/// Numbers whose terms fit 64 bits are computed in place; larger ones fall back to Boost.Multiprecision.
class Rational {
 public:
  Rational() = default;                      // 0
  Rational(std::int64_t whole);              // NOLINT: a whole number is a rational number
  Rational(int whole) : Rational(static_cast<std::int64_t>(whole)) {}
  Rational(std::int64_t numerator, std::int64_t denominator);  // Pre: denominator != 0
};

}  // namespace kaohe
