#pragma once

#include <kaohe/number/rational.hpp>
#include <kaohe/party/party.hpp>
#include <kaohe/plan/windows.hpp>

#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace kaohe {

/// Something that does a duty: as many of its events as `count` says, of one party on one day.
struct DutyEvent {
  Date date;
  Rational count;
  std::string party;

  friend bool operator==(const DutyEvent&, const DutyEvent&) = default;
};

/// A party that owes a duty, and the days it exists.
struct DutyParty {
  std::string id;
  std::optional<Date> from, to;

  friend bool operator==(const DutyParty&, const DutyParty&) = default;
};

/// How a duty was done in one window, by one party; by anybody where it is not owed party by party.
struct DutyRecord {
  DutyWindow window;
  std::string party;       // empty: anybody
  std::int64_t asked = 0;  // of this party
  Rational done, late;     // on time, and after the day to do it by
  Rational missing;        // asked and not done on time; a surplus makes up for nothing in another window

  friend bool operator==(const DutyRecord&, const DutyRecord&) = default;
};

/// The figures of a duty over its windows.
struct DutyFigures {
  Rational asked, done, late, missing;

  friend bool operator==(const DutyFigures&, const DutyFigures&) = default;
};

/// Whether a party is of the kind or type that owes the duty.
inline bool owes(const Duty& duty, const Party& party) {
  return !duty.per_party.empty() && (party.kind == duty.per_party || party.type == duty.per_party);
}

inline std::vector<DutyParty> owing_parties(const Duty& duty, std::span<const Party> parties) {
  std::vector<DutyParty> found;
  for (const Party& party : parties) {
    if (owes(duty, party)) found.push_back({party.id, party.from, party.to});
  }
  return found;
}

namespace detail {

using DutyEvents = std::vector<const DutyEvent*>;

inline void count_events(DutyRecord& record, const DutyEvents& by_date) {
  const Period& left = record.window.left;
  auto at = std::ranges::lower_bound(by_date, left.first(), {}, &DutyEvent::date);
  for (; at != by_date.end() && (*at)->date <= left.last(); ++at)
    ((*at)->date <= record.window.last ? record.done : record.late) += (*at)->count;
  record.missing = std::max(Rational(0), Rational(record.asked) - record.done);
}

inline std::int64_t days_of(const DutyParty& party, const Period& window) {
  const auto life = from_to(party.from.value_or(Date::earliest()), party.to.value_or(Date::latest()));
  const auto days = life ? intersection(*life, window) : std::nullopt;
  return days ? days->days() : 0;
}

/// A party's record of each window in which it exists or did something.
inline void add_records(const DutyParty& party, std::span<const DutyWindow> windows, const DutyEvents& by_date,
                        std::vector<DutyRecord>& records) {
  for (const DutyWindow& window : windows) {
    const std::int64_t days = days_of(party, window.left);
    DutyRecord record{window, party.id, is_half(days, window.left) ? window.asked : 0, {}, {}, {}};
    count_events(record, by_date);
    const bool nothing = days == 0 && record.done.is_zero() && record.late.is_zero();
    if (!nothing) records.push_back(std::move(record));
  }
}

}  // namespace detail

/// What was asked and done in the windows of a duty that anybody may do.
inline std::vector<DutyRecord> duty_records(std::span<const DutyWindow> windows, std::span<const DutyEvent> events) {
  detail::DutyEvents by_date;
  for (const DutyEvent& event : events) by_date.push_back(&event);
  std::ranges::stable_sort(by_date, {}, &DutyEvent::date);
  std::vector<DutyRecord> records;
  detail::add_records({}, windows, by_date, records);
  return records;
}

/// What was asked of each of the parties and done by it, in their order. A party owes a window where it exists on at least half of the days
/// that are left of it.
inline std::vector<DutyRecord> duty_records(std::span<const DutyWindow> windows, std::span<const DutyParty> parties,
                                            std::span<const DutyEvent> events) {
  std::unordered_map<std::string_view, detail::DutyEvents> by_party;
  for (const DutyEvent& event : events) by_party[event.party].push_back(&event);
  for (auto& [party, by_date] : by_party) std::ranges::stable_sort(by_date, {}, &DutyEvent::date);
  std::vector<DutyRecord> records;
  for (const DutyParty& party : parties) detail::add_records(party, windows, by_party[party.id], records);
  return records;
}

/// The sums over the windows; of the records of one party, its own.
inline DutyFigures figures_of(std::span<const DutyRecord> records) {
  DutyFigures sums;
  for (const DutyRecord& record : records) {
    sums.asked += Rational(record.asked);
    sums.done += record.done;
    sums.late += record.late;
    sums.missing += record.missing;
  }
  return sums;
}

}  // namespace kaohe
