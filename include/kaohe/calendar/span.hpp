#pragma once

#include <kaohe/calendar/period.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kaohe {

/// A length of time as rules write it: `2y`, `6 months`, `30 days`, `30 working days`.
struct Span {
  enum class Unit { days, working_days, months, years };

  std::int64_t count = 0;
  Unit unit = Unit::days;

  std::string text() const {
    static constexpr const char* names[] = {" days", " working days", " months", "y"};
    return std::to_string(count) + names[static_cast<int>(unit)];
  }

  friend bool operator==(const Span&, const Span&) = default;
};

/// Reads a span: a whole number up to 9999, then `y`, `year(s)`, `m`, `month(s)`, `d`, `day(s)`, `working day(s)`, `年`, `个月`, `天`,
/// `日`, `工作日`, `个工作日`. Nothing for anything else.
inline std::optional<Span> parse_span(std::string_view text) {
  struct Word {
    std::string_view word;
    Span::Unit unit;
  };
  using enum Span::Unit;
  static constexpr Word words[] = {{"y", years},
                                   {"year", years},
                                   {"years", years},
                                   {"年", years},
                                   {"m", months},
                                   {"month", months},
                                   {"months", months},
                                   {"个月", months},
                                   {"d", days},
                                   {"day", days},
                                   {"days", days},
                                   {"天", days},
                                   {"日", days},
                                   {"working day", working_days},
                                   {"working days", working_days},
                                   {"工作日", working_days},
                                   {"个工作日", working_days}};
  const std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
  if (digits == 0 || digits > 4) return std::nullopt;
  const auto count = detail::fixed_digits(text.substr(0, digits), digits);
  std::string_view rest = text.substr(digits);
  while (rest.starts_with(' ')) rest.remove_prefix(1);
  for (const Word& word : words) {
    if (word.word == rest) return Span{*count, word.unit};
  }
  return std::nullopt;
}

/// The period that starts a span earlier and ends as before. Pre: the span is not of working days. Nothing past the ends of the calendar.
inline std::optional<Period> widened(const Period& period, const Span& span) {
  Expects(span.unit != Span::Unit::working_days);
  const auto first = span.unit == Span::Unit::days ? period.first().plus_days(-span.count)
                                                   : period.first().plus_months(-span.count * (span.unit == Span::Unit::years ? 12 : 1));
  if (!first) return std::nullopt;
  return Period(*first, period.last());
}

}  // namespace kaohe
