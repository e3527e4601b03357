#pragma once

#include <kaohe/calendar/period.hpp>
#include <kaohe/number/rational.hpp>
#include <kaohe/plan/indicator.hpp>
#include <kaohe/plan/item.hpp>

#include <cstddef>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace kaohe {

/// A target of the plan, its numbers worked out.
struct PlannedTarget {
  const PlanTarget* written = nullptr;
  Date by;
  Rational number;              // 0 of a state
  Rational upper;               // of a range
  Rational tolerance;           // of `about`, relative to the number
  std::vector<Rational> parts;  // of the breakdown, in its order

  Target::Kind kind() const { return written->target.kind; }
};

/// The targets of one indicator in an item, by date: the last is what is to be reached, those before it are milestones.
struct TargetSeries {
  const Indicator* indicator = nullptr;
  std::vector<PlannedTarget> targets;

  const PlannedTarget& last() const { return targets.back(); }
};

/// An item of the plan with its days and what it refers to.
struct PlannedItem {
  static constexpr std::size_t none = static_cast<std::size_t>(-1);

  const Item* item = nullptr;
  std::size_t parent = none;
  std::size_t depth = 0;
  std::vector<std::size_t> children;
  std::vector<std::size_t> depends_on;
  Period days;  // what is cumulative counts within these
  Date last;    // the day it ends: earlier than its days where all targets have dates of their own
  std::vector<TargetSeries> series;
};

/// The items of a plan by number, in the order of the document, each before what is below it. It refers to the items it is made of.
///
/// Thread safety: immutable, share freely.
class PlanTree {
 public:
  static constexpr std::size_t none = PlannedItem::none;

  PlanTree() = default;
  explicit PlanTree(std::vector<PlannedItem> items) : items_(std::move(items)) {
    for (std::size_t at = 0; at < items_.size(); ++at) numbers_.emplace(items_[at].item->id, at);
  }

  std::size_t size() const { return items_.size(); }
  const PlannedItem& operator[](std::size_t at) const { return items_[at]; }
  auto begin() const { return items_.begin(); }
  auto end() const { return items_.end(); }

  /// `none` where there is no such item.
  std::size_t find(std::string_view id) const {
    const auto found = numbers_.find(id);
    return found == numbers_.end() ? none : found->second;
  }

  /// Whether an item stands somewhere above another.
  bool is_above(std::size_t above, std::size_t at) const {
    while (at != none && at != above) at = items_[at].parent;
    return at == above;
  }

 private:
  std::vector<PlannedItem> items_;
  std::unordered_map<std::string_view, std::size_t> numbers_;
};

}  // namespace kaohe
