#pragma once

#include <kaohe/base/finding.hpp>
#include <kaohe/number/rational.hpp>
#include <kaohe/number/rounding.hpp>
#include <kaohe/party/chain.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kaohe {

/// One figure that went into a score, and where it came from.
struct Input {
  std::string name;
  std::string value;  // as text: a decimal, a fraction, a word; empty where missing
  Phrase origin;      // 观测表第3行, 由 a / b 算得
};

/// What it takes, beside `combine` and the children's scores, to make a score again.
struct Terms {
  bool adjusting = false;               // stands under `adjustments`: added after the coefficient
  bool counts = true;                   // false: shown, but adds nothing
  std::optional<Rational> weight;       // of its share in the section above, as used: relative and renormalised ones are divided already
  std::optional<Rational> attainable;   // what a rescaled sum was divided by
  std::optional<Rational> coefficient;  // of the scheme's criteria
  std::optional<Rational> at_least;     // the bounds that apply; empty where there is none
  std::optional<Rational> at_most;
  std::optional<Rounding> mode;  // empty where the score is an exact sum
  int digits = 0;
  std::optional<Rational> veto_points;  // what vetoes took of the total after it was rounded; negative
  std::optional<Rational> ceiling;      // what vetoes leave of it: at most that, after all else
};

/// One thing beside the sum that decided, or could have: what it did to the total and the grade, and on what facts.
struct Override {
  enum class Kind { gate, veto, bar, direct, requires_, quota, decision, measure };

  Kind kind = Kind::veto;
  std::string id;
  std::string title;
  std::string source;
  std::vector<Input> inputs;  // the facts it goes by
  std::vector<Phrase> steps;  // its condition and what it did
  std::optional<Rational> total_before, total_after;
  std::string grade_before, grade_after;  // empty where it has none
};

/// Why a criterion got its score: a tree of the criteria's shape.
struct Explanation {
  enum class State { scored, missing, not_applicable, excluded };

  std::string id;
  std::string title;
  std::string kind;  // total, section, leaf; a unit that a gate excludes has only a total without a score
  State state = State::scored;
  std::optional<Rational> points;
  std::optional<Rational> score;
  std::optional<std::string> value;
  std::vector<Input> inputs;
  std::vector<Phrase> steps;  // the rule in words with the numbers put in; what was clamped or rounded
  std::vector<Phrase> ahead;  // what it would have taken to do better
  std::string combine;        // how the children make the score: sum, weighted, …; empty for a leaf
  Terms terms;
  std::string source;
  std::string scorer;
  std::vector<Answer> answers;      // who answers for it, on the last day of the period; empty: as for what it belongs to
  std::vector<Override> overrides;  // of the total, in the order they act
  std::vector<Explanation> children;
};

/// scored, missing, not_applicable, excluded: as explanations are handed out to programs.
inline std::string_view name_of(Explanation::State state) {
  switch (state) {
    case Explanation::State::scored:
      return "scored";
    case Explanation::State::missing:
      return "missing";
    case Explanation::State::not_applicable:
      return "not_applicable";
    case Explanation::State::excluded:
      return "excluded";
  }
  return {};
}

/// gate, veto, bar, direct, requires, quota, decision, measure: as overrides are handed out to programs.
inline std::string_view name_of(Override::Kind kind) {
  static constexpr std::string_view names[] = {"gate", "veto", "bar", "direct", "requires", "quota", "decision", "measure"};
  return names[static_cast<std::size_t>(kind)];
}

}  // namespace kaohe
