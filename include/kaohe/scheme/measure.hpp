#pragma once

#include <kaohe/calendar/span.hpp>
#include <kaohe/expression/amount.hpp>

#include <optional>
#include <string>

namespace kaohe {

/// What follows from a result (结果运用): 黄牌, 约谈, 限期整改, 奖金.
struct Measure {
  std::string id{};
  std::string title{};
  std::string source{};
  Expression when{};
  std::string on{};              // "unit", or a role of the chain
  std::optional<Span> within{};  // from the day the result is made known
  std::optional<Amount> amount{};
  SourceSpan where{};

  friend bool operator==(const Measure&, const Measure&) = default;
};

}  // namespace kaohe
