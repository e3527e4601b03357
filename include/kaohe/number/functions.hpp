#pragma once

#include <kaohe/number/rational.hpp>

#include <optional>
#include <span>

namespace kaohe {

/// A base to an exponent.
struct Power {
  Rational base;
  Rational exponent;
};

// Functions of expressions: the true value, rounded half_even to 30 significant digits, exact from then on. Nothing where there is no such
// value, and for a result beyond Rational::most_bits.

KAOHE_EXPORT std::optional<Rational> sqrt(const Rational& number);  // nothing below 0
KAOHE_EXPORT std::optional<Rational> ln(const Rational& number);    // nothing at or below 0
KAOHE_EXPORT std::optional<Rational> exp(const Rational& number);

/// Exact where the exponent is whole. Nothing for a negative power of 0 and for other powers of a negative base.
KAOHE_EXPORT std::optional<Rational> pow(const Rational& base, const Rational& exponent);

/// factor × Π base^exponent, rounded once: a geometric mean, with exponents that sum to 1. Exact where all exponents are whole; nothing
/// where pow() has nothing for one of them.
KAOHE_EXPORT std::optional<Rational> power_product(const Rational& factor, std::span<const Power> powers);

}  // namespace kaohe

#ifndef KAOHE_COMPILED
#include <kaohe/number/detail/real_functions.hpp>
#endif
