#include "src/load/rule_checks.hpp"

#include <algorithm>

namespace kaohe::load {

namespace {

/// What a rule asks of its value's target and direction.
struct Targets {
  const RuleCheck& at;

  const Target* target() const {
    const Indicator* indicator = at.indicator();
    return indicator != nullptr && indicator->target ? &*indicator->target : nullptr;
  }

  void needs_target(std::string_view rule, std::string_view key) const {
    if (target() == nullptr) at.check.report("K0437", at.rule.where, {Phrase(at.leaf.id), Phrase(rule), Phrase(key)});
  }

  void needs_number(std::string_view rule, std::string_view key) const {
    needs_target(rule, key);
    const Target* known = target();
    const bool unusable = known != nullptr && (known->kind == Target::Kind::done || known->kind == Target::Kind::range);
    if (unusable) at.check.report("K0438", at.rule.where, {Phrase(at.leaf.id), Phrase(rule), Phrase(known->written), Phrase(key)});
  }

  void not_closer(std::string_view rule) const {
    if (at.better() == Better::closer) at.check.report("K0436", at.rule.where, {Phrase(at.leaf.id), Phrase(rule)});
  }

  void operator()(const Threshold& threshold) const {
    if (!threshold.target) needs_target("threshold", "target");
  }

  void operator()(const Proportion& proportion) const {
    if (at.better() == Better::closer) return not_closer("proportion");
    if (!proportion.of) needs_number("proportion", "of");
  }

  // A stretch that says where it begins and how long a step is needs nothing else.
  static bool leans_on_target(const std::vector<SlopeSide>& stretches) {
    return std::ranges::any_of(stretches, [](const SlopeSide& stretch) { return !stretch.from || stretch.each.percent(); });
  }

  // The distance to a range is to its nearer end; a state has none.
  void operator()(const Slope& slope) const {
    if (slope.at || (!leans_on_target(slope.worse) && !leans_on_target(slope.better))) return;
    needs_target("slope", "at");
    const Target* known = target();
    if (known != nullptr && known->kind == Target::Kind::done) {
      at.check.report("K0438", at.rule.where, {Phrase(at.leaf.id), "slope", Phrase(known->written), "at"});
    }
  }

  void operator()(const Bands& bands) const {
    not_closer("bands");
    const auto better = at.better();
    for (const Band& band : bands.bands) {
      const bool against = band.bound && ((better == Better::higher && !band.upwards) || (better == Better::lower && band.upwards));
      if (against) return at.check.report("K0453", band.where, {Phrase(at.leaf.id), Phrase(band.upwards ? "lower" : "higher")});
    }
  }

  void operator()(const Relative&) const { not_closer("relative"); }
  void operator()(const Efficacy&) const { not_closer("efficacy"); }

  template <class Body>
  void operator()(const Body&) const {}
};

}  // namespace

void check_target(const RuleCheck& at) { std::visit(Targets{at}, at.rule.body); }

}  // namespace kaohe::load
