#pragma once

// Choices without a comparison. A compiler that has to keep floating-point traps leaves a loop with `?:` as it is; made of bits, the same
// loop vectorises with any options and any instruction set.

#include <bit>
#include <cstdint>

namespace kaohe::detail {

inline constexpr std::uint64_t sign_bit = std::uint64_t{1} << 63;

inline std::uint64_t bits_of(double number) { return std::bit_cast<std::uint64_t>(number); }

/// `value` where the sign bit of `number` is set, else 0.
inline double where_negative(double number, double value) {
  const std::uint64_t all_or_none = 0 - (bits_of(number) >> 63);
  return std::bit_cast<double>(bits_of(value) & all_or_none);
}

/// 1 for NaN, else 0.
inline std::uint64_t nan_flag(double number) {
  constexpr std::uint64_t infinity = 0x7ff0'0000'0000'0000;
  return (infinity - (bits_of(number) & ~sign_bit)) >> 63;
}

/// 1 for anything but a zero, NaN included, else 0.
inline std::uint64_t nonzero_flag(double number) { return (0 - (bits_of(number) & ~sign_bit)) >> 63; }

/// NaN where `flag` is 1, `number` where it is 0.
inline double nan_where(std::uint64_t flag, double number) { return std::bit_cast<double>(bits_of(number) | (0 - flag)); }

}  // namespace kaohe::detail
