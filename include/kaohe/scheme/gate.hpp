#pragma once

#include <kaohe/calendar/span.hpp>
#include <kaohe/scheme/veto.hpp>

#include <optional>
#include <string>

namespace kaohe {

/// What must hold before the assessment itself, a grade and every better one, or an award (前置审核).
struct Gate {
  enum class Purpose { assessment, grade, award };

  std::string id{};
  std::string title{};
  std::string source{};
  Expression requires_{};
  std::optional<Span> lookback{};
  Purpose purpose = Purpose::assessment;
  Named subject{};  // the grade or the award; empty of an assessment
  SourceSpan where{};

  friend bool operator==(const Gate&, const Gate&) = default;
};

}  // namespace kaohe
