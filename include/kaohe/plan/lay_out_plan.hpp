#pragma once

#include <kaohe/expression/constant.hpp>
#include <kaohe/party/suggestion.hpp>
#include <kaohe/plan/life.hpp>
#include <kaohe/plan/plan_tree.hpp>

#include <algorithm>
#include <optional>
#include <span>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace kaohe {

/// What the items of a plan refer to beside one another.
struct PlanSurroundings {
  std::optional<Period> period;  // the scheme's
  std::span<const Indicator> indicators;
  std::vector<std::string_view> undeclared;  // what leaves observe without a declared indicator
  ConstantLookup constants;
};

namespace detail {

/// Numbers the items, gives them their days and works out their numbers. What cannot be told is left out, with a finding.
class PlanLayout {
 public:
  PlanLayout(const PlanSurroundings& around, Findings& findings)
      : around_(around), findings_(findings), nearest_item_({}), nearest_indicator_(around.undeclared) {
    for (const Indicator& indicator : around.indicators) {
      indicators_.emplace(indicator.id, &indicator);
      nearest_indicator_.add(indicator.id);
    }
  }

  PlanTree run(std::span<const Item> items) {
    for (const Item& item : items) add(item, PlannedItem::none);
    for (PlannedItem& planned : items_) connect(planned);
    return PlanTree(std::move(items_));
  }

 private:
  void add(const Item& item, std::size_t parent) {
    const std::size_t at = items_.size();
    const Period days = days_of(item, parent);
    items_.push_back({&item, parent, parent == PlannedItem::none ? 0 : items_[parent].depth + 1, {}, {}, days, days.last(), {}});
    if (parent != PlannedItem::none) items_[parent].children.push_back(at);
    numbers_.emplace(item.id, at);
    nearest_item_.add(item.id);
    for (const PlanTarget& target : item.targets) add_target(target, items_[at]);
    put_in_order(items_[at]);
    for (const Item& child : item.items) add(child, at);
  }

  // Of an item that has no time the whole of time stands in, so that what is said of its days is said once.
  Period days_of(const Item& item, std::size_t parent) {
    const auto around = parent == PlannedItem::none ? around_.period : std::optional(items_[parent].days);
    const auto days = life_of(item, around);
    if (days) return *days;
    if (item.due) say("K0662", item.where, {title_of(item), item.due->text(), around->text()});
    if (!item.due) say("K0661", item.where, {title_of(item)});
    return around.value_or(Period(Date::earliest(), Date::latest()));
  }

  void add_target(const PlanTarget& written, PlannedItem& item) {
    const Indicator* indicator = indicator_of(written.indicator);
    auto target = numbers_of(written, item.days.last());
    if (indicator == nullptr || !target) return;
    const auto found = std::ranges::find(item.series, indicator, &TargetSeries::indicator);
    TargetSeries& series = found != item.series.end() ? *found : item.series.emplace_back(TargetSeries{indicator, {}});
    series.targets.push_back(std::move(*target));
  }

  const Indicator* indicator_of(const Named& named) {
    const auto found = indicators_.find(named.name);
    if (found != indicators_.end()) return found->second;
    const bool observed = std::ranges::find(around_.undeclared, named.name) != around_.undeclared.end();
    if (observed) say("K0677", named.where, {named.name});
    if (!observed) say("K0664", named.where, {named.name, nearest_indicator_(named.name)});
    return nullptr;
  }

  std::optional<PlannedTarget> numbers_of(const PlanTarget& written, const Date& otherwise) {
    PlannedTarget made{&written, written.by.value_or(otherwise), {}, {}, Rational(5, 100), {}};
    const Target& target = written.target;
    bool known = target.kind == Target::Kind::done || read(target.number, made.number);
    if (target.upper) known = read(*target.upper, made.upper) && known;
    if (target.tolerance) known = read(*target.tolerance, made.tolerance) && known;
    for (const auto& [party, part] : written.breakdown) known = read(part, made.parts.emplace_back()) && known;
    return known ? std::optional(std::move(made)) : std::nullopt;
  }

  bool read(const Amount& amount, Rational& number) {
    const auto value = constant_value(amount.expression, around_.constants);
    if (value) number = *value;
    if (!value) say("K0673", amount.expression.where, {});
    return value.has_value();
  }

  static void put_in_order(PlannedItem& item) {
    for (TargetSeries& series : item.series) std::ranges::stable_sort(series.targets, {}, &PlannedTarget::by);
    const auto& written = item.item->targets;
    if (written.empty() || !std::ranges::all_of(written, [](const PlanTarget& target) { return target.by.has_value(); })) return;
    item.last = *std::ranges::max(written, {}, &PlanTarget::by).by;
  }

  void connect(PlannedItem& planned) {
    for (const Named& named : planned.item->depends_on) {
      const auto found = numbers_.find(named.name);
      if (found == numbers_.end()) say("K0665", named.where, {named.name, nearest_item_(named.name)});
      if (found != numbers_.end()) planned.depends_on.push_back(found->second);
    }
  }

  void say(Code code, const SourceSpan& where, Arguments arguments) { findings_.push_back(make_finding(code, where, arguments)); }

  const PlanSurroundings& around_;
  Findings& findings_;
  Suggestion nearest_item_, nearest_indicator_;
  std::unordered_map<std::string_view, const Indicator*> indicators_;
  std::unordered_map<std::string_view, std::size_t> numbers_;
  std::vector<PlannedItem> items_;
};

}  // namespace detail

/// Lays a plan out: items by number with their days, targets with their numbers. Items without any time, and names and numbers that cannot
/// be told, are findings.
inline PlanTree lay_out_plan(std::span<const Item> items, const PlanSurroundings& around, Findings& findings) {
  return detail::PlanLayout(around, findings).run(items);
}

}  // namespace kaohe
