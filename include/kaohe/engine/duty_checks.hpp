#pragma once

// What can be said of duties before there is any evidence.

#include <kaohe/base/finding.hpp>
#include <kaohe/party/suggestion.hpp>
#include <kaohe/plan/life.hpp>
#include <kaohe/plan/windows.hpp>
#include <kaohe/scheme/scheme.hpp>

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kaohe::engine {

/// More windows than this, each counted for every party that owes it, are a slip of the pen: weeks of 9,000 years.
inline constexpr std::int64_t most_windows = 20'000'000;

class DutyChecks {
 public:
  DutyChecks(const Scheme& scheme, const std::optional<Period>& period, Findings& findings)
      : scheme_(scheme), period_(period), findings_(findings) {
    for (const EventKind& kind : scheme.events) events_.insert(kind.id);
    for (const Party& party : scheme.parties) {
      ++kinds_[party.kind];
      if (party.type != party.kind) ++kinds_[party.type];
    }
    for (const auto& event : events_) nearest_event_.add(event);
    for (const auto& [kind, count] : kinds_) nearest_kind_.add(kind);
  }

  void run() {
    for (const Duty& duty : scheme_.duties) check(duty, period_);
    each_item(scheme_.plan, period_, [this](const Item& item, const std::optional<Period>& life) {
      for (const Duty& duty : item.duties) check(duty, life);
    });
  }

 private:
  void check(const Duty& duty, const std::optional<Period>& life) {
    what(duty);
    owed(duty);
    day(duty);
    if (!life && !period_) fail("K0649", duty.where, {duty.id});
    if (life) windows(duty, *life);
  }

  /// With events declared, any other kind is an error.
  void what(const Duty& duty) {
    if (events_.empty() || events_.contains(duty.what.name)) return;
    fail("K0387", duty.what.where, {duty.what.name, nearest_event_(duty.what.name)});
  }

  void owed(const Duty& duty) {
    if (duty.per_party.empty() || kinds_.empty() || kinds_.contains(duty.per_party)) return;
    fail("K0650", duty.where, {duty.id, duty.per_party, nearest_kind_(duty.per_party)});
  }

  void day(const Duty& duty) {
    const std::int64_t longest = longest_window(duty.per, scheme_.calendar);
    if (!duty.by_day || longest == 0 || *duty.by_day <= longest) return;
    fail("K0647", duty.where, {duty.id, std::to_string(*duty.by_day), std::to_string(longest)});
  }

  void windows(const Duty& duty, const Period& life) {
    const Period period = period_.value_or(life);
    if (are_too_many(duty, period)) return;
    const auto found = duty_windows(duty, period, life, scheme_.calendar);
    if (std::ranges::any_of(found, [](const DutyWindow& window) { return window.asked > 0; })) return;
    fail("K0648", duty.where, {duty.id, text_of(intersection(period, life).value_or(life), scheme_.calendar)});
  }

  bool are_too_many(const Duty& duty, const Period& period) {
    const auto owing = kinds_.find(duty.per_party);
    const std::int64_t shortest = duty.per.unit == Recurrence::Unit::weeks ? 7 : 28;
    const std::int64_t parties = owing != kinds_.end() && !duty.per_party.empty() ? owing->second : 1;
    const bool enough = windows_ <= most_windows;
    windows_ += (period.days() / (shortest * duty.per.count) + 2) * parties;
    if (enough && windows_ > most_windows) fail("K0651", duty.where, {duty.id, std::to_string(most_windows)});
    return windows_ > most_windows;
  }

  void fail(Code code, const SourceSpan& where, Arguments arguments) { findings_.push_back(make_finding(code, where, arguments)); }

  const Scheme& scheme_;
  const std::optional<Period>& period_;
  Findings& findings_;
  std::set<std::string_view> events_;
  std::map<std::string_view, std::int64_t> kinds_;  // how many parties are of a kind or a type
  Suggestion nearest_event_{std::vector<std::string_view>{}}, nearest_kind_{std::vector<std::string_view>{}};
  std::int64_t windows_ = 0;
};

}  // namespace kaohe::engine
