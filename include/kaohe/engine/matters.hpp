#pragma once

// What measures with a deadline ask of units.

#include <kaohe/assessment/assessment.hpp>
#include <kaohe/assessment/plan_status.hpp>
#include <kaohe/calendar/workdays.hpp>
#include <kaohe/engine/answering.hpp>
#include <kaohe/engine/model.hpp>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace kaohe::engine {

/// Opens a matter for every measure with a deadline that holds for a unit.
class Matters {
 public:
  Matters(const Model& model, Answering& answering, const Date& on, const std::string& party)
      : model_(model), answering_(answering), on_(on), party_(party) {}

  /// Measure by measure, in the order of the document; none where the results are not made known yet. Pre: the assessment is of this
  /// scheme.
  std::vector<Matter> run(const Assessment& assessment, const Date& made_known) {
    std::vector<Matter> found;
    for (const Measure& measure : model_.scheme.measures) {
      if (measure.within && made_known <= on_) open(measure, assessment, made_known, found);
    }
    return found;
  }

 private:
  void open(const Measure& measure, const Assessment& assessment, const Date& made_known, std::vector<Matter>& found) {
    const Date last = day_after(model_.scheme.calendar, made_known, *measure.within).value_or(Date::latest());
    for (std::size_t unit = 0; unit < assessment.units.size(); ++unit) {
      const auto held = assessment.measures[unit];
      if (std::ranges::find(held, measure.id) == held.end()) continue;
      const std::string id(assessment.units[unit]);
      Chain chain = chain_of(measure, id);
      const bool concerned = party_.empty() || answering_.is_within(id, party_) || Answering::names(chain, party_);
      const auto state = last < on_ ? Matter::State::overdue : Matter::State::due;
      if (concerned) found.push_back({measure.id, measure.title, id, made_known, last, state, std::move(chain)});
    }
  }

  Chain chain_of(const Measure& measure, const std::string& unit) {
    Chain chain = answering_.for_unit(unit, on_);
    if (measure.on != "unit") std::erase_if(chain.answers, [&](const Answer& answer) { return answer.role != measure.on; });
    return chain;
  }

  const Model& model_;
  Answering& answering_;
  const Date& on_;
  const std::string& party_;
};

}  // namespace kaohe::engine
