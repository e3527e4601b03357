#pragma once

#include <kaohe/number/column.hpp>

#include <cmath>
#include <cstdint>
#include <string>

namespace kaohe {

namespace detail {

/// units ÷ 10^digits as a decimal without trailing zeros.
inline void append_decimal(std::string& out, std::int64_t units, int digits) {
  char buffer[40];
  char* const end = buffer + sizeof buffer;
  char* start = end;
  std::uint64_t rest = units < 0 ? 0 - static_cast<std::uint64_t>(units) : static_cast<std::uint64_t>(units);
  for (; digits > 0 && rest % 10 == 0; --digits) rest /= 10;
  const bool fraction = digits > 0;
  for (; digits > 0; --digits, rest /= 10) *--start = static_cast<char>('0' + rest % 10);
  if (fraction) *--start = '.';
  do *--start = static_cast<char>('0' + rest % 10);
  while ((rest /= 10) > 0);
  if (units < 0) *--start = '-';
  out.append(start, end);
}

}  // namespace detail

/// Appends the number of a row as Rational::text() writes it, without the detour over a rational number where its units fit.
///
/// Pre: not missing.
inline void append_text(std::string& out, const NumberColumn& column, std::size_t row) {
  const double units = column.unit(row);
  if (std::isinf(units)) {
    out += column.at(row).text();
    return;
  }
  detail::append_decimal(out, static_cast<std::int64_t>(units), column.digits());
}

}  // namespace kaohe
