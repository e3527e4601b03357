#pragma once

#include <kaohe/plan/item.hpp>

#include <optional>
#include <vector>

namespace kaohe {

/// The days of an item: its period, else those of what it stands in; its due day is the last of them. Nothing where no day is written
/// anywhere, or it is due before it can begin.
inline std::optional<Period> life_of(const Item& item, const std::optional<Period>& above) {
  const std::optional<Period>& written = item.period ? item.period : above;
  if (!item.due) return written;
  if (!written) return Period(*item.due, *item.due);
  if (*item.due < written->first()) return std::nullopt;
  return Period(written->first(), *item.due);
}

/// Calls `visit(item, life)` for every item, a parent before its children, in written order. `life` may be nothing.
template <class Visit>
void each_item(const std::vector<Item>& items, const std::optional<Period>& above, const Visit& visit) {
  for (const Item& item : items) {
    const std::optional<Period> life = life_of(item, above);
    visit(item, life);
    each_item(item.items, life, visit);
  }
}

}  // namespace kaohe
