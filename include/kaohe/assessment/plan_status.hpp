#pragma once

#include <kaohe/assessment/assessment.hpp>
#include <kaohe/plan/duty_record.hpp>
#include <kaohe/plan/item_status.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kaohe {

/// How a plan is asked about.
struct StatusOptions {
  std::string party;                       // its parts of breakdowns, its duties and matters alone; empty: the whole
  const Assessment* assessment = nullptr;  // whose measures open matters: of the same scheme, alive during the call
  std::optional<Date> made_known;          // when its results were: from here deadlines count; else the last day of the period
};

/// One window of a duty as one party did it.
struct DutyWindowStatus {
  DutyRecord record;
  bool over = false;  // the last day to do it is over: what is missing stays missing
  Chain chain;        // who answers for the party on that day; only where something is missing or late

  friend bool operator==(const DutyWindowStatus&, const DutyWindowStatus&) = default;
};

/// How a duty was done up to a day.
struct DutyStatus {
  std::string id;
  std::string title;
  std::string item;                       // the item it belongs to; empty: none
  std::string what;                       // the kind of event that does it
  DutyFigures figures;                    // of the windows that are over
  std::vector<DutyWindowStatus> windows;  // those that have begun

  friend bool operator==(const DutyStatus&, const DutyStatus&) = default;
};

/// What a measure with a deadline asks of a unit (限期整改).
struct Matter {
  enum class State { due, overdue };

  std::string measure;
  std::string title;
  std::string unit;
  Date opened;  // the day the result was made known
  Date last;    // to put it right
  State state = State::due;
  Chain chain;  // who answers for the unit; of a measure on a role, those in it

  friend bool operator==(const Matter&, const Matter&) = default;
};

inline std::string_view name_of(Matter::State state) { return state == Matter::State::due ? "due" : "overdue"; }

/// How a plan stands on a day: its items, its duties, and what measures ask for.
///
/// Thread safety: immutable, share freely.
struct PlanStatus {
  std::string scheme;
  Date on;
  std::string party;                        // whose part was asked for; empty: the whole
  std::vector<ItemStatus> items;            // in the order of the document, each before what is below it
  std::vector<std::string> critical_chain;  // items: the longest way from something late through what waits for it
  std::vector<DutyStatus> duties;
  std::vector<Matter> matters;
  Findings findings;
};

/// A day by which something must be done.
struct Deadline {
  enum class Kind { item, target, duty, matter };

  Kind kind = Kind::item;
  Date on;
  std::string id;     // of the item, the duty or the measure
  std::string title;  // of the item, the target's indicator, the duty or the measure
  std::string party;  // that owes the duty, or that the measure strikes; else empty
  Phrase open;        // what is still to be done
  Chain chain;

  friend bool operator==(const Deadline&, const Deadline&) = default;
};

inline std::string_view name_of(Deadline::Kind kind) {
  switch (kind) {
    case Deadline::Kind::item:
      return "item";
    case Deadline::Kind::target:
      return "target";
    case Deadline::Kind::duty:
      return "duty";
    case Deadline::Kind::matter:
      return "matter";
  }
  return {};
}

}  // namespace kaohe
