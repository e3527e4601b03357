#pragma once

#include <kaohe/number/rational.hpp>
#include <kaohe/number/rounding.hpp>

#include <algorithm>
#include <numeric>
#include <span>
#include <vector>

namespace kaohe::engine {

/// Writes exact amounts with so many digits, so that they still sum to `total`: each is cut, and the last digits left over go to the
/// largest remainders, the first of equal ones first (Hare-Niemeyer). What no last digit holds, where `total` is no such decimal, goes to
/// the next in that order.
///
/// Pre: no amount is negative, and `total` is not below their sum after the cut.
inline std::vector<Rational> apportion(std::span<const Rational> amounts, const Rational& total, int digits) {
  std::vector<Rational> parts, remainders;
  Rational left = total;
  for (const Rational& amount : amounts) {
    parts.push_back(round_to(amount, digits, Rounding::down));
    remainders.push_back(amount - parts.back());
    left -= parts.back();
  }
  std::vector<std::size_t> order(parts.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) { return remainders[b] < remainders[a]; });
  Rational step(1);
  for (int i = 0; i < digits; ++i) step /= Rational(10);
  for (std::size_t i = 0; left.sign() > 0; ++i) {
    const Rational given = left < step ? left : step;
    parts[order[i % order.size()]] += given;
    left -= given;
  }
  return parts;
}

}  // namespace kaohe::engine
