#pragma once

// The rules (docs/scheme-format.md, section 5), as plain data: s is the leaf's points, x its value; a comment `0`, `s`, `1` is the default.

#include <kaohe/expression/amount.hpp>
#include <kaohe/plan/target.hpp>

#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace kaohe {

struct Rule;

/// What a branch gives: points, or a rule (`rule:`, then exactly one).
struct Branch {
  std::optional<Amount> points{};
  std::vector<Rule> rule;

  friend bool operator==(const Branch&, const Branch&);
};

/// `then` where the target is met, else `otherwise` (达标得分).
struct Threshold {
  std::optional<Target> target{};   // the indicator's
  std::optional<Branch> then;       // s
  std::optional<Branch> otherwise;  // 0

  friend bool operator==(const Threshold&, const Threshold&) = default;
};

/// s × min(x/of, cap) (按完成率得分).
struct Proportion {
  std::optional<Amount> of{};    // the target's number
  std::optional<Amount> from{};  // a smaller share gives 0
  std::optional<Amount> cap{};   // 1

  friend bool operator==(const Proportion&, const Proportion&) = default;
};

enum class Steps { prorated, whole, started };

/// What one side of a slope takes or gives.
struct SlopeSide {
  std::optional<Amount> from{};  // where this stretch begins; the slope's `at`
  Amount each{};                 // a step; percent is of the size of `at`
  Amount points{};               // `take` or `give`, for each step
  Steps steps = Steps::prorated;
  std::optional<Amount> at_most{};  // the most this stretch takes or gives
  SourceSpan where{};

  friend bool operator==(const SlopeSide&, const SlopeSide&) = default;
};

/// base − take × steps of shortfall, base + give × steps of excess (每低一个单位扣).
struct Slope {
  std::optional<Amount> at{};    // the target's number
  std::optional<Amount> base{};  // s
  std::vector<SlopeSide> worse{};
  std::vector<SlopeSide> better{};
  std::optional<Amount> zero_past{};  // 0 strictly beyond it
  std::optional<Amount> zero_from{};  // 0 from it on

  friend bool operator==(const Slope&, const Slope&) = default;
};

/// One band. `strict` for `above` and `below`, which leave their bound out; no bound for `otherwise`.
struct Band {
  std::optional<Amount> bound{};
  bool strict = false;
  bool upwards = true;  // from/above; false for up_to/below
  Amount points{};
  SourceSpan where{};

  friend bool operator==(const Band&, const Band&) = default;
};

/// The points of the best band that x reaches (分档赋分); best first.
struct Bands {
  std::vector<Band> bands{};
  bool interpolate = false;

  friend bool operator==(const Bands&, const Bands&) = default;
};

/// One case: what it gives where its condition holds.
struct Case {
  std::optional<Expression> when{};  // none for `otherwise`
  Branch branch;
  SourceSpan where{};

  friend bool operator==(const Case&, const Case&) = default;
};

/// The first case that holds; 0 if none.
struct Cases {
  std::vector<Case> cases;

  friend bool operator==(const Cases&, const Cases&) = default;
};

enum class Ties { shared, average, last };

/// Points by place in the cohort (排名赋分).
struct RankPoints {
  /// The first so many places, together.
  struct Top {
    Amount places{};  // as written: a percentage or a number below 1 is a share of the cohort
    Amount points{};

    friend bool operator==(const Top&, const Top&) = default;
  };

  std::vector<Amount> points{};   // by place; `then` after the last
  std::optional<Amount> then{};   // the last of `points`
  std::optional<Amount> first{};  // s; with `step`
  std::optional<Amount> step{};
  std::vector<Top> top{};             // in written order
  std::optional<Amount> otherwise{};  // with `top`; 0
  Ties ties = Ties::shared;

  friend bool operator==(const RankPoints&, const RankPoints&) = default;
};

/// s × min(x/to, cap) (与均值、最优比较).
struct Relative {
  enum class To { best, mean, median, sum, expression };

  To to = To::best;
  std::optional<Amount> expression{};  // with To::expression
  std::optional<Amount> cap{};         // 1

  friend bool operator==(const Relative&, const Relative&) = default;
};

/// s × (base + (1−base)·t) or s × base^(1−t), t = (x−low)/(high−low) (功效系数法).
struct Efficacy {
  /// A number, or the worst or best of the cohort.
  struct Bound {
    enum class Kind { number, worst, best };
    Kind kind = Kind::number;
    std::optional<Amount> number{};

    friend bool operator==(const Bound&, const Bound&) = default;
  };

  Bound low{};
  Bound high{};
  std::optional<Amount> base{};  // 60%
  bool exponential = false;

  friend bool operator==(const Efficacy&, const Efficacy&) = default;
};

/// The points of an entry of a tally's table: a number, a range to mark in, or a nested table.
struct TallyPoints {
  struct Entry;

  std::optional<Amount> points{};
  std::optional<std::pair<Amount, Amount>> range{};  // {from, to}
  std::vector<Entry> table;

  friend bool operator==(const TallyPoints&, const TallyPoints&);
};

/// The points of one level.
struct TallyPoints::Entry {
  std::string key{};
  TallyPoints points{};
  SourceSpan where{};

  friend bool operator==(const Entry&, const Entry&);
};

inline bool operator==(const TallyPoints&, const TallyPoints&) = default;
inline bool operator==(const TallyPoints::Entry&, const TallyPoints::Entry&) = default;

/// base + Σ points × count × factors over the unit's events (按件次计分).
struct Tally {
  /// What events that meet a condition are multiplied by.
  struct Times {
    Expression when{};
    Amount factor{};

    friend bool operator==(const Times&, const Times&) = default;
  };

  std::string event{};
  TallyPoints points{};
  std::vector<std::string> table_by{};  // one field for each level of the table; `level` where not written
  std::optional<Amount> base{};         // 0
  bool highest = false;                 // take: highest
  std::optional<std::string> by{};      // the field that tells what is one and the same
  std::vector<Times> times{};
  std::optional<Amount> each_at_most{};

  friend bool operator==(const Tally&, const Tally&) = default;
};

/// What a level is worth.
struct LevelPoints {
  std::string level{};
  Amount points{};
  SourceSpan where{};

  friend bool operator==(const LevelPoints&, const LevelPoints&) = default;
};

/// Points for a level (等次得分).
struct Levels {
  std::vector<LevelPoints> levels{};

  friend bool operator==(const Levels&, const Levels&) = default;
};

/// s/out_of × Σ weight × (trimmed) mean of the rater group (评委评分).
struct Panel {
  enum class Empty { renormalise, zero, error };

  /// Raters who count together, and their share.
  struct Group {
    std::string name{};
    Amount weight{};

    friend bool operator==(const Group&, const Group&) = default;
  };

  std::vector<Group> groups{};  // none: all raters are one group
  std::vector<LevelPoints> levels{};
  std::optional<Amount> out_of{};  // s
  std::int64_t trim = 0;
  std::optional<std::int64_t> min_raters{};  // 2·trim + 1
  Empty empty = Empty::renormalise;
  bool ranks = false;  // marks: ranks

  friend bool operator==(const Panel&, const Panel&) = default;
};

/// base + the mark a scorer gave, between `from` and `to` (酌情).
struct Discretion {
  Amount from{};
  Amount to{};
  std::optional<Amount> base{};  // 0

  friend bool operator==(const Discretion&, const Discretion&) = default;
};

/// Any expression of `s` and `x`.
struct Formula {
  Expression expression{};

  friend bool operator==(const Formula&, const Formula&) = default;
};

/// A figure of another assessment, from the history, scaled to s.
struct ResultFigure {
  enum class Over { period, mean, sum, last };

  std::string scheme{};
  std::string field = "total";
  Amount out_of{};
  std::optional<std::string> period{};  // this one
  Over over = Over::period;

  friend bool operator==(const ResultFigure&, const ResultFigure&) = default;
};

using RuleBody = std::variant<Threshold, Proportion, Slope, Bands, Cases, RankPoints, Relative, Efficacy, Tally, Levels, Panel, Discretion,
                              Formula, ResultFigure>;

/// One rule with what it overrides of its leaf.
struct Rule {
  RuleBody body{};
  std::optional<Expression> value{};
  std::optional<Better> better{};
  SourceSpan where{};  // of the rule's name

  friend bool operator==(const Rule&, const Rule&);
};

// A rule may hold a rule, by its branches: what compares them is defined when all of them are complete, as Clang asks for.
inline bool operator==(const Branch&, const Branch&) = default;
inline bool operator==(const Rule&, const Rule&) = default;

}  // namespace kaohe
