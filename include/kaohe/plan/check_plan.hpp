#pragma once

#include <kaohe/base/text.hpp>
#include <kaohe/party/party_tree.hpp>
#include <kaohe/party/suggestion.hpp>
#include <kaohe/plan/plan_circles.hpp>
#include <kaohe/plan/plan_tree.hpp>
#include <kaohe/plan/progress.hpp>
#include <kaohe/plan/words.hpp>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

namespace kaohe {

namespace detail {

/// Checks a plan that is laid out.
class PlanCheck {
 public:
  PlanCheck(const PlanTree& plan, const PartyTree& parties, Findings& findings)
      : plan_(plan), parties_(parties), findings_(findings), nearest_party_({}) {
    for (std::size_t at = 0; at < parties.size(); ++at) nearest_party_.add(parties[at].id);
  }

  void run() {
    for (std::size_t at = 0; at < plan_.size(); ++at) check_item(at);
    for (const auto& circle : circles_of(plan_)) say_circle(circle);
  }

 private:
  void check_item(std::size_t at) {
    const PlannedItem& planned = plan_[at];
    check_days(planned);
    check_dependencies(at);
    for (const TargetSeries& series : planned.series) check_series(series, planned);
  }

  void check_days(const PlannedItem& planned) {
    if (planned.parent == PlanTree::none) return;
    const Period& around = plan_[planned.parent].days;
    if (!around.contains(planned.days)) say("K0662", planned.item->where, {title_of(*planned.item), planned.days.text(), around.text()});
  }

  void check_dependencies(std::size_t at) {
    std::set<std::string_view> seen;
    for (const Named& named : plan_[at].item->depends_on) {
      if (!seen.insert(named.name).second) say("K0678", named.where, {named.name});
      const std::size_t needed = plan_.find(named.name);
      if (needed != PlanTree::none && needed != at) check_dependency(at, needed, named);
    }
  }

  // The first day of an item that does not write its own is no plan of anybody's.
  void check_dependency(std::size_t at, std::size_t needed, const Named& named) {
    const Item& item = *plan_[at].item;
    if (plan_.is_above(needed, at) || plan_.is_above(at, needed)) return say("K0667", named.where, {title_of(item), named.name});
    const Date begins = item.period ? plan_[at].days.first() : plan_[at].last;
    const Date ends = plan_[needed].last;
    if (begins < ends) say("K0668", named.where, {title_of(item), begins.text(), title_of(*plan_[needed].item), ends.text()});
  }

  void check_series(const TargetSeries& series, const PlannedItem& planned) {
    const Indicator& indicator = *series.indicator;
    if (!indicator.rollup) say("K0677", series.last().written->indicator.where, {indicator.id});
    for (const PlannedTarget& target : series.targets) check_target(target, indicator, planned);
    for (std::size_t at = 1; at < series.targets.size(); ++at) check_order(series.targets[at - 1], series.targets[at]);
  }

  void check_target(const PlannedTarget& target, const Indicator& indicator, const PlannedItem& planned) {
    const SourceSpan& where = target.written->where;
    if (!planned.days.contains(target.by)) say("K0663", where, {target.by.text(), title_of(*planned.item), planned.days.text()});
    const bool added = indicator.rollup == Rollup::sum || indicator.rollup == Rollup::last;
    if (target.kind() == Target::Kind::done && added) say("K0679", where, {indicator.id});
    if (!target.parts.empty()) check_breakdown(target, indicator);
  }

  void check_order(const PlannedTarget& before, const PlannedTarget& after) {
    const SourceSpan& where = after.written->where;
    if (before.by == after.by) return say("K0674", where, {after.written->indicator.name, after.by.text()});
    if (direction(before) != direction(after)) return say("K0676", where, {after.written->indicator.name});
    const bool lower = is_amount(after) ? after.number < before.number && !closer(before) : before.number < after.number;
    if (lower) say("K0675", where, {before.written->target.written, before.by.text(), after.written->target.written, after.by.text()});
  }

  /// Targets of one direction are milestones to one another: amounts, ceilings, states.
  static int direction(const PlannedTarget& target) {
    if (target.kind() == Target::Kind::done) return 0;
    return is_amount(target) ? 1 : -1;
  }

  static bool closer(const PlannedTarget& target) { return target.written->target.better() == Better::closer; }

  void check_breakdown(const PlannedTarget& target, const Indicator& indicator) {
    const Target& written = target.written->target;
    const auto& breakdown = target.written->breakdown;
    const SourceSpan& where = breakdown.front().first.where;
    check_parts(target);
    const bool whole = written.kind != Target::Kind::done && written.kind != Target::Kind::range;
    if (!whole) return say("K0670", where, {written.written});
    const bool adds_up = !indicator.rollup || indicator.rollup == Rollup::sum || indicator.rollup == Rollup::last;
    if (!adds_up) return say("K0671", where, {indicator.id});
    Rational sum(0);
    for (const Rational& part : target.parts) sum += part;
    const bool percent = written.number.percent();
    if (sum != target.number) say("K0669", where, {as_written(sum, percent), as_written(target.number, percent), difference(sum, target)});
  }

  static Phrase difference(const Rational& sum, const PlannedTarget& target) {
    const std::string size = as_written((sum - target.number).abs(), target.written->target.number.percent());
    return sum < target.number ? Phrase("少" + size, size + " too little") : Phrase("多" + size, size + " too much");
  }

  void check_parts(const PlannedTarget& target) {
    const auto& breakdown = target.written->breakdown;
    for (std::size_t at = 0; at < breakdown.size(); ++at) {
      const Named& party = breakdown[at].first;
      if (target.parts[at].sign() < 0) say("K0672", breakdown[at].second.expression.where, {party.name, target.parts[at].text()});
      const bool known = parties_.size() == 0 || parties_.find(party.name) != PartyTree::none;
      if (!known) say("K0601", party.where, {party.name, nearest_party_(party.name)});
    }
  }

  // The way begins with a `depends_on`, which is where it can be cut.
  void say_circle(std::vector<std::size_t> circle) {
    for (std::size_t left = circle.size(); left > 0 && link(circle[0], circle[1 % circle.size()]) == nullptr; --left)
      std::ranges::rotate(circle, circle.begin() + 1);
    const Named* cut = link(circle[0], circle[1 % circle.size()]);
    std::string way;
    for (const std::size_t at : circle) way += plan_[at].item->id + " → ";
    const Item& first = *plan_[circle.front()].item;
    say("K0666", cut != nullptr ? cut->where : first.where, {way + first.id});
  }

  /// How an item names another one that it depends on; null where it does not.
  const Named* link(std::size_t from, std::size_t to) const {
    const auto& names = plan_[from].item->depends_on;
    const auto found = std::ranges::find(names, plan_[to].item->id, &Named::name);
    return found != names.end() ? &*found : nullptr;
  }

  void say(Code code, const SourceSpan& where, Arguments arguments) { findings_.push_back(make_finding(code, where, arguments)); }

  const PlanTree& plan_;
  const PartyTree& parties_;
  Findings& findings_;
  Suggestion nearest_party_;
};

}  // namespace detail

/// Checks what items say of one another, their targets and breakdowns. Where no parties are declared, they may come from tables, and their
/// names are not checked.
inline void check_plan(const PlanTree& plan, const PartyTree& parties, Findings& findings) {
  detail::PlanCheck(plan, parties, findings).run();
}

}  // namespace kaohe
