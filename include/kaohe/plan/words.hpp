#pragma once

// Numbers, days and names as people read them in what is said of a plan.

#include <kaohe/base/finding.hpp>
#include <kaohe/calendar/date.hpp>
#include <kaohe/number/rounding.hpp>

#include <string>
#include <vector>

namespace kaohe::detail {

/// A number as the document writes it: 0.6 as 60% where it is written with a percent sign.
inline std::string as_written(const Rational& number, bool percent) {
  return percent ? (number * Rational(100)).text() + "%" : number.text();
}

inline std::string percent(const Rational& share, int digits) { return (share * Rational(100)).decimal(digits) + "%"; }

/// Three percentages for people: what is expected, what is reached, and what lies between.
///
/// Each is rounded by itself to the fewest digits, from one to three, with which the third is the difference of the other two and none of
/// them hides that they differ. Shares that never come out even (1/3 and 1/6) keep one digit, and then the third is the difference of the
/// two that are shown.
struct ShownProgress {
  std::string expected, reached, between;

  ShownProgress(const Rational& expected_share, const Rational& reached_share) {
    int digits = 1;
    while (digits <= 3 && !agree(expected_share, reached_share, digits)) ++digits;
    if (digits > 3) digits = differ(expected_share, reached_share, 1) ? 1 : 3;
    expected = percent(expected_share, digits);
    reached = percent(reached_share, digits);
    between = (rounded(expected_share, digits) - rounded(reached_share, digits)).abs().decimal(digits);
  }

 private:
  static Rational rounded(const Rational& share, int digits) { return round_to(share * Rational(100), digits, Rounding::half_up); }

  static bool differ(const Rational& a, const Rational& b, int digits) { return a == b || rounded(a, digits) != rounded(b, digits); }

  static bool agree(const Rational& a, const Rational& b, int digits) {
    return differ(a, b, digits) && (rounded(a, digits) - rounded(b, digits)).abs() == rounded((a - b).abs(), digits);
  }
};

/// A share for people that is not yet the whole: 99.96% is not 100.0%.
inline std::string percent_short_of_all(const Rational& share) {
  int digits = 1;
  while (digits < 4 && share < Rational(1) && round_to(share * Rational(100), digits, Rounding::half_up) == Rational(100)) ++digits;
  return percent(share, digits);
}

/// 7月31日, or 2013年7月31日 where it is of another year than `near`.
inline Phrase day_words(const Date& day, const Date& near) {
  const std::string year = day.year() == near.year() ? "" : std::to_string(day.year()) + "年";
  return {year + std::to_string(day.month()) + "月" + std::to_string(day.day()) + "日", day.text()};
}

inline Phrase quoted(const std::vector<std::string>& titles) {
  Phrase list;
  for (const std::string& title : titles) {
    list.zh += (list.zh.empty() ? "“" : "、“") + title + "”";
    list.en += (list.en.empty() ? "\"" : ", \"") + title + "\"";
  }
  return list;
}

inline void append(Phrase& to, const Phrase& more) {
  to.zh += (to.zh.empty() || more.empty() ? "" : "；") + more.zh;
  to.en += (to.en.empty() || more.empty() ? "" : "; ") + more.en;
}

}  // namespace kaohe::detail
