#pragma once

#include <kaohe/number/rational.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace kaohe {

/// A number as people write it: `60%`, `1pp`, `7800万`.
struct Literal {
  Rational value;        // 60% is 0.6
  bool percent = false;  // written with a percent sign

  friend bool operator==(const Literal&, const Literal&) = default;
};

namespace detail {

struct Suffix {
  std::string_view text;
  Rational factor;
  bool percent = false;
};

inline const std::array<Suffix, 8>& suffixes() {
  static const std::array<Suffix, 8> all{{
      {"%", {1, 100}, true},
      {"％", {1, 100}, true},
      {"‰", {1, 1000}},
      {"pp", {1, 100}},
      {"个百分点", {1, 100}},
      {"万亿", std::int64_t{1'000'000'000'000}},
      {"万", 10'000},
      {"亿", 100'000'000},
  }};
  return all;
}

/// Cuts `end` off the end of `text`, or leaves it alone.
inline bool take_end(std::string_view& text, std::string_view end) {
  if (!text.ends_with(end)) return false;
  text.remove_suffix(end.size());
  return true;
}

inline bool take_start(std::string_view& text, std::string_view start) {
  if (!text.starts_with(start)) return false;
  text.remove_prefix(start.size());
  return true;
}

inline constexpr std::array<std::string_view, 6> blanks{" ", "\t", "\r", "\n", "\u3000", "\u00a0"};

inline std::string_view trimmed(std::string_view text) {
  const auto stays = [](char c) { return c > ' ' && c < 0x7F; };
  if (!text.empty() && stays(text.front()) && stays(text.back())) return text;
  const auto take_any = [&](auto take) {
    for (const std::string_view blank : blanks) {
      if (take(text, blank)) return true;
    }
    return false;
  };
  while (take_any(take_start) || take_any(take_end)) {
  }
  return text;
}

/// `−` (U+2212) and `－` (full width), which spreadsheets and input methods make of a minus, stand for `-`.
inline std::string with_plain_minus(std::string_view text) {
  if (take_start(text, "\u2212") || take_start(text, "\uff0d")) return "-" + std::string(text);
  return std::string(text);
}

/// The number of a text that is a sign, if any, and digits, with a point between them at most: as nearly all cells are.
inline std::optional<Rational> plain_number(std::string_view text) {
  constexpr std::size_t most_characters = 19;  // with a point, so that the digits fit 64 bits
  const bool negative = take_start(text, "-");
  if (text.empty() || text.size() > most_characters || !is_digit(text.front()) || !is_digit(text.back())) return std::nullopt;
  const std::size_t point = text.find('.');
  if (point == text.npos && text.size() == most_characters) return std::nullopt;
  std::int64_t digits = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (at == point) continue;
    if (!is_digit(text[at])) return std::nullopt;
    digits = 10 * digits + (text[at] - '0');
  }
  const std::size_t after = point == text.npos ? 0 : text.size() - point - 1;
  return Rational(negative ? -digits : digits, powers_of_ten[after]);
}

}  // namespace detail

/// Reads a decimal with an optional suffix: `%` `％` `‰` `pp` `个百分点` `万` `亿` `万亿`. Blanks around the number and before the suffix
/// do not matter. Nothing for anything else: `1,234` is not a number.
inline std::optional<Literal> parse_literal(std::string_view text) {
  text = detail::trimmed(text);
  if (auto number = detail::plain_number(text)) return Literal{std::move(*number), false};
  detail::Suffix suffix{{}, 1};
  for (const auto& candidate : detail::suffixes()) {
    if (!detail::take_end(text, candidate.text)) continue;
    suffix = candidate;
    text = detail::trimmed(text);
    break;
  }
  const auto number = Rational::parse(detail::with_plain_minus(text));
  if (!number) return std::nullopt;
  return Literal{*number * suffix.factor, suffix.percent};
}

/// A cell that says nothing: blank, `-`, `—` or `——`.
inline bool is_missing_text(std::string_view text) {
  text = detail::trimmed(text);
  return text.empty() || text == "-" || text == "—" || text == "——";
}

/// `yes no true false 是 否 有 无`, in letters of any case, as spreadsheets write TRUE; not 1 and 0, which are numbers.
inline std::optional<bool> parse_yes_no(std::string_view written) {
  std::string text(detail::trimmed(written));
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  if (text == "yes" || text == "true" || text == "是" || text == "有") return true;
  if (text == "no" || text == "false" || text == "否" || text == "无") return false;
  return std::nullopt;
}

}  // namespace kaohe
