#pragma once

#include <kaohe/plan/target.hpp>

#include <optional>
#include <string>

namespace kaohe {

/// How observations add up over the party tree (汇总方式).
enum class Rollup { sum, ratio, mean, min, max, last };

/// A measured quantity (指标).
struct Indicator {
  std::string id{};
  std::string title{};
  std::string unit{};
  std::string source{};
  std::optional<Better> better{};
  std::optional<Expression> value{};  // derived; observed without it
  std::optional<Target> target{};
  std::optional<Rollup> rollup{};
  SourceSpan where{};

  friend bool operator==(const Indicator&, const Indicator&) = default;
};

}  // namespace kaohe
