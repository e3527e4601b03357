#pragma once

#include <kaohe/assessment/plan_status.hpp>

#include <string_view>

namespace kaohe::report {

/// goal, task, measure, phase: as reports are handed out to programs.
inline std::string_view name_of(Item::Kind kind) {
  switch (kind) {
    case Item::Kind::goal:
      return "goal";
    case Item::Kind::task:
      return "task";
    case Item::Kind::measure:
      return "measure";
    case Item::Kind::phase:
      return "phase";
  }
  return {};
}

}  // namespace kaohe::report
