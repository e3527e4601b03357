#pragma once

#include <kaohe/calendar/period.hpp>
#include <kaohe/plan/duty.hpp>
#include <kaohe/plan/target.hpp>

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace kaohe {

/// A number an item is to reach, by a date (the item's last day where none is written), and how it is parted over parties (任务分解).
struct PlanTarget {
  Named indicator{};
  Target target{};
  std::optional<Date> by{};
  std::vector<std::pair<Named, Amount>> breakdown{};
  SourceSpan where{};

  friend bool operator==(const PlanTarget&, const PlanTarget&) = default;
};

/// A node of the plan (任务): goal, task, measure or phase.
struct Item {
  enum class Kind { goal, task, measure, phase };

  std::string id{};
  std::string title{};
  std::string source{};
  Kind kind = Kind::task;
  std::optional<Period> period{};  // as written; without it, its parent's
  std::optional<Date> due{};
  std::vector<PlanTarget> targets{};
  std::vector<Duty> duties{};
  std::vector<Named> lead{}, assist{};  // parties
  std::vector<Named> depends_on{};      // items
  std::vector<std::string> tags{};
  std::vector<Item> items{};
  SourceSpan where{};

  friend bool operator==(const Item&, const Item&) = default;
};

}  // namespace kaohe
