#pragma once

#include <kaohe/base/named.hpp>
#include <kaohe/calendar/span.hpp>
#include <kaohe/expression/amount.hpp>
#include <kaohe/expression/tree.hpp>

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace kaohe {

/// The years a bar lasts, counted from the year of the assessed period: `year` is {0, 1}, `next_year` {1, 1}, `2y` {0, 2}.
struct BarTerm {
  int first = 0;
  int years = 1;

  friend bool operator==(const BarTerm&, const BarTerm&) = default;
};

/// What a veto bars from (取消资格), whom, and for how long.
struct Bar {
  std::vector<std::string> from{};
  BarTerm term{};
  std::vector<std::string> persons{};  // roles of the chain
  bool unit = true;
  SourceSpan where{};

  friend bool operator==(const Bar&, const Bar&) = default;
};

/// What follows when a veto holds. At least one of them is there.
struct Effect {
  std::vector<std::pair<Named, Amount>> criteria{};  // at most that on the criterion; percent is of its points
  std::optional<Amount> points{};                    // added to the total; never above 0; percent is of the full points
  std::optional<Amount> score{};                     // the total is at most that; percent is of the full points
  std::optional<Named> grade{};                      // that or the worse one the unit has: `grade` and `grade_at_most` alike
  int grade_down = 0;
  bool last = false;  // rank: last
  std::vector<Bar> bars{};
  bool liable_superior = false;  // it strikes the party above, too (连带)
  SourceSpan where{};

  friend bool operator==(const Effect&, const Effect&) = default;
};

/// Whether the effect is on the grade, too.
inline bool changes_grade(const Effect& effect) { return effect.grade || effect.grade_down > 0; }

/// A fact that overrides the score or bars from benefits (一票否决).
struct Veto {
  std::string id{};
  std::string title{};
  std::string source{};
  std::vector<std::string> tags{};
  Expression when{};
  std::optional<Span> lookback{};
  Effect effect{};
  SourceSpan where{};

  friend bool operator==(const Veto&, const Veto&) = default;
};

}  // namespace kaohe
