#pragma once

// Choices without a comparison. A compiler that has to keep floating-point traps leaves a loop with `?:` as it is; made of bits, the same
// loop vectorises with any options and any instruction set.

#include <bit>
#include <cstdint>

/// A loop over numbers, made for several instruction sets, of which the program takes the best where it runs. The answers are the same:
/// whole numbers in doubles are exact, however many are worked out at once. Only glibc lets a program choose when it starts.
#if defined(__x86_64__) && defined(__GLIBC__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__) && \
    !defined(__SANITIZE_THREAD__) && !defined(KAOHE_PORTABLE)
#define KAOHE_LOOP __attribute__((target_clones("avx512f", "avx2", "default"), flatten))
#else
#define KAOHE_LOOP
#endif

namespace kaohe::detail {

inline constexpr std::uint64_t sign_bit = std::uint64_t{1} << 63;

inline std::uint64_t bits_of(double number) { return std::bit_cast<std::uint64_t>(number); }

/// `value` where the sign bit of `number` is set, else 0.
inline double where_negative(double number, double value) {
  const std::uint64_t all_or_none = 0 - (bits_of(number) >> 63);
  return std::bit_cast<double>(bits_of(value) & all_or_none);
}

/// `value` where the sign bit of `number` is not set, else `otherwise`.
inline double unless_negative(double number, double value, double otherwise) {
  const std::uint64_t all_or_none = 0 - (bits_of(number) >> 63);
  return std::bit_cast<double>((bits_of(otherwise) & all_or_none) | (bits_of(value) & ~all_or_none));
}

/// The nearest whole number, of two the even one. Pre: |value| < 2^51.
inline double nearest_whole(double value) {
  constexpr double shift = 6755399441055744.0;  // 1.5 × 2^52: the unit in the last place is 1 there
  return (value + shift) - shift;
}

/// 1 for NaN, else 0.
inline std::uint64_t nan_flag(double number) {
  constexpr std::uint64_t infinity = 0x7ff0'0000'0000'0000;
  return (infinity - (bits_of(number) & ~sign_bit)) >> 63;
}

/// NaN where `flag` is 1, `number` where it is 0.
inline double nan_where(std::uint64_t flag, double number) { return std::bit_cast<double>(bits_of(number) | (0 - flag)); }

/// `value` where the sign bit of `number` is set, else NaN.
inline double nan_unless_negative(double number, double value) { return nan_where(1 - (bits_of(number) >> 63), value); }

/// 1 for an infinity, else 0.
inline std::uint64_t infinity_flag(double number) {
  constexpr std::uint64_t infinity = 0x7ff0'0000'0000'0000;
  const std::uint64_t other = (bits_of(number) & ~sign_bit) ^ infinity;
  return ((other - 1) & ~other) >> 63;
}

}  // namespace kaohe::detail
