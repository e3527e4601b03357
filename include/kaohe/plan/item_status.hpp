#pragma once

#include <kaohe/party/chain.hpp>
#include <kaohe/plan/item.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kaohe {

/// How an item stands on a day: the first of these that is true.
enum class ItemState {
  done,         // every last target is met, or everything below is done
  overdue,      // not done, and its last day is over
  blocked,      // it waits for something it depends on
  not_started,  // its first day is still to come
  on_track,     // what is reached is at least what is expected
  at_risk,
};

inline std::string_view name_of(ItemState state) {
  switch (state) {
    case ItemState::done:
      return "done";
    case ItemState::overdue:
      return "overdue";
    case ItemState::blocked:
      return "blocked";
    case ItemState::not_started:
      return "not_started";
    case ItemState::on_track:
      return "on_track";
    case ItemState::at_risk:
      return "at_risk";
  }
  return {};
}

inline Phrase words_for(ItemState state) {
  switch (state) {
    case ItemState::done:
      return {"已完成", "done"};
    case ItemState::overdue:
      return {"逾期", "overdue"};
    case ItemState::blocked:
      return {"等待前序任务", "blocked"};
    case ItemState::not_started:
      return {"未开始", "not started"};
    case ItemState::on_track:
      return {"正常", "on track"};
    case ItemState::at_risk:
      return {"滞后", "at risk"};
  }
  return {};
}

inline bool is_late(ItemState state) { return state == ItemState::overdue || state == ItemState::at_risk; }

/// How a target of an item stands on a day.
struct TargetStatus {
  std::string indicator;
  std::string title;   // of the indicator
  std::string target;  // as written; asked for a party, its part of the breakdown
  Date by;
  std::optional<Rational> value;     // nothing where it is missing
  std::vector<std::string> missing;  // parties without a value
  Rational progress;
  bool met = false;
  Phrase reason;

  friend bool operator==(const TargetStatus&, const TargetStatus&) = default;
};

/// How an item stands on a day, and why.
struct ItemStatus {
  std::string id;
  std::string title;
  Item::Kind kind = Item::Kind::task;
  std::size_t depth = 0;  // 0 at the top
  Period days;
  Date last;  // the day it ends: earlier than its days where all targets have dates of their own
  ItemState state = ItemState::on_track;
  Rational progress, expected;  // shares of the whole
  Phrase reason;
  std::vector<TargetStatus> targets;
  std::vector<std::string> waits_for;  // items it depends on that are not done
  std::vector<std::string> blocks;     // of a late one: unfinished items that wait for it, directly or not
  Chain chain;                         // who answers for it on the day

  friend bool operator==(const ItemStatus&, const ItemStatus&) = default;
};

}  // namespace kaohe
