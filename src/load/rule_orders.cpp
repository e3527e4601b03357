#include "src/load/rule_checks.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace kaohe::load {

namespace {

/// The number as its author would write it.
Phrase written(const Amount& amount, const Rational& number) {
  return amount.percent() ? Phrase((number * Rational(100)).text() + "%") : Phrase(number.text());
}

/// Whether what is written from best to worst really goes that way.
struct Orders {
  const RuleCheck& at;

  void pair(const Band& better, const Band& worse) const {
    const auto first = at.check.value(better.bound);
    const auto second = at.check.value(worse.bound);
    if (!first || !second || better.upwards != worse.upwards) return;
    const bool in_order = better.upwards ? *first > *second : *first < *second;
    if (in_order) return;
    const bool next_to = *first == *second && better.strict && !worse.strict;
    if (next_to) return;
    const Code code = *first == *second ? Code("K0442") : Code("K0441");
    at.check.report(code, worse.where, {written(*worse.bound, *second), written(*better.bound, *first)});
  }

  void operator()(const Bands& bands) const {
    for (std::size_t i = 1; i < bands.bands.size(); ++i) pair(bands.bands[i - 1], bands.bands[i]);
  }

  static bool is_share(const Amount& places, const Rational& number) { return places.percent() || number < Rational(1); }

  void top(const RankPoints::Top& before, const RankPoints::Top& after) const {
    const auto first = at.check.value(before.places);
    const auto second = at.check.value(after.places);
    if (!first || !second || is_share(before.places, *first) != is_share(after.places, *second) || *first < *second) return;
    at.check.report("K0424", after.places, {written(after.places, *second), written(before.places, *first)});
  }

  void operator()(const RankPoints& rank) const {
    for (std::size_t i = 1; i < rank.top.size(); ++i) top(rank.top[i - 1], rank.top[i]);
  }

  void operator()(const Discretion& discretion) const { range({discretion.from, discretion.to}); }

  void range(const std::pair<Amount, Amount>& ends) const {
    const auto from = at.check.value(ends.first);
    const auto to = at.check.value(ends.second);
    if (from && to && *from > *to && ends.first.percent() == ends.second.percent()) {
      at.check.report("K0440", ends.first, {"from", written(ends.first, *from), "to", written(ends.second, *to)});
    }
  }

  void ranges(const TallyPoints& points) const {
    if (points.range) range(*points.range);
    for (const auto& entry : points.table) ranges(entry.points);
  }

  void operator()(const Tally& tally) const { ranges(tally.points); }

  void stretches(const std::vector<SlopeSide>& sides, std::string_view name, bool upwards, const Slope& slope) const {
    const auto start = at.check.value(slope.at);
    for (const SlopeSide& side : sides) {
      const auto from = at.check.value(side.from);
      if (start == Rational(0) && side.each.percent()) at.check.report("K0459", side.each);
      if (start && from && (upwards ? *from < *start : *from > *start)) {
        at.check.report("K0457", *side.from,
                        {Phrase(name), written(*side.from, *from), written(slope.at ? *slope.at : *side.from, *start)});
      }
    }
  }

  void operator()(const Slope& slope) const {
    const auto better = at.better();
    if (better == Better::closer) return;
    const bool higher = better != Better::lower;
    stretches(slope.better, "better", higher, slope);
    stretches(slope.worse, "worse", !higher, slope);
  }

  void raters(const Panel& panel) const {
    const auto needed = 2 * panel.trim + 1;
    if (panel.min_raters && *panel.min_raters < needed) {
      at.check.report("K0458", at.rule.where,
                      {Phrase(std::to_string(*panel.min_raters)), Phrase(std::to_string(2 * panel.trim)), Phrase(std::to_string(needed))});
    }
  }

  void operator()(const Panel& panel) const {
    raters(panel);
    Rational sum = 0;
    for (const auto& group : panel.groups) {
      const auto weight = at.check.value(group.weight);
      if (!weight) return;
      if (*weight < Rational(0)) at.check.report("K0439", group.weight, {Phrase(group.name), Phrase(weight->text())});
      sum += *weight;
    }
    if (panel.groups.empty() || sum == Rational(1)) return;
    at.check.report("K0456", panel.groups.front().weight, {Phrase(at.leaf.id), Phrase((sum * 100).text() + "%")});
  }

  template <class Body>
  void operator()(const Body&) const {}
};

}  // namespace

void check_order(const RuleCheck& at) { std::visit(Orders{at}, at.rule.body); }

}  // namespace kaohe::load
