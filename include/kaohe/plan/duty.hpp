#pragma once

#include <kaohe/base/named.hpp>
#include <kaohe/calendar/recurrence.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace kaohe {

/// What is to be done again and again (常规任务).
struct Duty {
  std::string id{};
  std::string title{};
  std::string source{};
  Named what{};  // the kind of event that does it
  std::int64_t at_least = 1;
  Recurrence per{};
  std::string per_written{};
  std::optional<int> by_day{};  // of the window
  std::string per_party{};      // a kind or a type: each such party owes it; empty: it is owed once
  std::vector<std::string> tags{};
  std::vector<Named> lead{}, assist{};  // parties
  SourceSpan where{};

  friend bool operator==(const Duty&, const Duty&) = default;
};

}  // namespace kaohe
