#pragma once

// How duties are done up to a day.

#include <kaohe/assessment/plan_status.hpp>
#include <kaohe/engine/answering.hpp>
#include <kaohe/engine/duty_events.hpp>
#include <kaohe/engine/faults.hpp>
#include <kaohe/engine/model.hpp>
#include <kaohe/evidence/tables.hpp>

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace kaohe::engine {

/// A duty with its records in every window of the asked period, as far as they are told up to the day.
struct DutyCount {
  const Duty* duty = nullptr;
  const PlannedItem* item = nullptr;  // null: of the scheme
  std::vector<DutyRecord> records;
};

/// Counts the duties of a scheme, those of items first, in the order of the plan.
class DutyCounts {
 public:
  DutyCounts(const Model& model, const EvidenceTables& tables, const Date& on, Findings& findings)
      : model_(model), tables_(tables), findings_(findings) {
    if (tables.events) events_ = duty_events(*tables.events, findings);
    for (auto& [kind, events] : events_) std::erase_if(events, [&](const DutyEvent& event) { return on < event.date; });
  }

  std::vector<DutyCount> run() {
    std::vector<DutyCount> counts;
    for (const PlannedItem& planned : model_.plan) {
      for (const Duty& duty : planned.item->duties) counts.push_back(count(duty, &planned, planned.days));
    }
    for (const Duty& duty : model_.scheme.duties) {
      if (model_.periods[0]) counts.push_back(count(duty, nullptr, *model_.periods[0]));
    }
    for (Finding& finding : strange_.findings(strangers_)) findings_.push_back(std::move(finding));
    return counts;
  }

 private:
  DutyCount count(const Duty& duty, const PlannedItem* item, const Period& life) {
    const auto windows = duty_windows(duty, model_.periods[0].value_or(life), life, model_.scheme.calendar);
    const auto found = events_.find(duty.what.name);
    const std::vector<DutyEvent> none;
    const auto& events = found != events_.end() ? found->second : none;
    if (duty.per_party.empty()) return {&duty, item, duty_records(windows, events)};
    const auto parties = owing(duty);
    if (parties.empty()) findings_.push_back(make_finding("K0734", duty.where, {duty.id, duty.per_party}));
    for (const DutyEvent& event : events) note_stranger(event.party, duty);
    return {&duty, item, duty_records(windows, parties, events)};
  }

  /// Parties and rows of the units table that are of the kind or the type.
  std::vector<DutyParty> owing(const Duty& duty) const {
    auto found = owing_parties(duty, model_.scheme.parties);
    std::set<std::string> known;
    for (const DutyParty& party : found) known.insert(party.id);
    each_unit([&](const TableReader& table, std::size_t row, const std::string& unit) {
      const bool owes = table.text("kind", row) == duty.per_party || table.text("type", row) == duty.per_party;
      if (owes && known.insert(unit).second) found.push_back({unit, {}, {}});
    });
    return found;
  }

  template <class Visit>
  void each_unit(const Visit& visit) const {
    if (!tables_.units) return;
    Findings said_elsewhere;
    const TableReader table(*tables_.units, said_elsewhere);
    for (std::size_t row = 0; row < table.rows(); ++row) {
      if (const auto unit = table.text("unit", row)) visit(table, row, *unit);
    }
  }

  /// What somebody does who is neither a party nor in the table of units counts for nobody.
  void note_stranger(const std::string& unit, const Duty& duty) {
    if (!known_) {
      known_.emplace();
      for (const Party& party : model_.scheme.parties) known_->insert(party.id);
      each_unit([this](const TableReader&, std::size_t, const std::string& row) { known_->insert(row); });
    }
    if (known_->contains(unit)) return;
    const auto at = std::ranges::find(strangers_, unit) - strangers_.begin();
    if (at == std::ssize(strangers_)) strangers_.push_back(unit);
    strange_.add("K0682", duty.where, duty.id, static_cast<std::size_t>(at));
  }

  const Model& model_;
  const EvidenceTables& tables_;
  Findings& findings_;
  std::map<std::string, std::vector<DutyEvent>, std::less<>> events_;
  std::optional<std::set<std::string>> known_;
  std::vector<std::string> strangers_;
  Faults strange_;  // by stranger
};

/// Tells how counted duties stand on a day, with who answers for what is missing or late.
class DutyTelling {
 public:
  DutyTelling(Answering& answering, const Date& on, const std::string& party) : answering_(answering), on_(on), party_(party) {}

  /// Nothing where the party that is asked about has no part in it.
  std::optional<DutyStatus> status(const DutyCount& count) {
    DutyStatus made{count.duty->id, count.duty->title, count.item != nullptr ? count.item->item->id : "", count.duty->what.name, {}, {}};
    std::vector<DutyRecord> over;
    for (const DutyRecord& record : count.records) {
      if (on_ < record.window.left.first() || !concerns(*count.duty, record)) continue;
      made.windows.push_back({record, record.window.last < on_, {}});
      DutyWindowStatus& window = made.windows.back();
      if (window.over) over.push_back(record);
      if (record.missing.sign() > 0 || record.late.sign() > 0) window.chain = chain(*count.duty, record);
    }
    made.figures = figures_of(over);
    return made.windows.empty() ? std::nullopt : std::optional(std::move(made));
  }

  /// What must still be done after the day, up to `until`.
  void add_deadlines(const DutyCount& count, const Date& until, std::vector<Deadline>& found) {
    for (const DutyRecord& record : count.records) {
      const Date& last = record.window.last;
      if (last <= on_ || until < last || record.missing.sign() <= 0 || !concerns(*count.duty, record)) continue;
      const Phrase open = phrase("还差{0}次，共要{1}次", "{0} of {1} still to do", {record.missing.text(), std::to_string(record.asked)});
      found.push_back({Deadline::Kind::duty, last, count.duty->id, title_of(*count.duty), record.party, open, chain(*count.duty, record)});
    }
  }

 private:
  bool concerns(const Duty& duty, const DutyRecord& record) {
    if (party_.empty()) return true;
    return record.party.empty() ? answering_.answers(party_, duty.id, on_) : answering_.is_within(record.party, party_);
  }

  Chain chain(const Duty& duty, const DutyRecord& record) {
    return answering_.for_thing(duty.id, std::min(record.window.last, on_), record.party.empty() ? party_ : record.party);
  }

  Answering& answering_;
  const Date& on_;
  const std::string& party_;
};

}  // namespace kaohe::engine
