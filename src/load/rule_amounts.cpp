#include "src/load/rule_checks.hpp"

namespace kaohe::load {

namespace {

/// Looks at every amount of points of a rule on a leaf that may have none.
struct Amounts {
  const RuleCheck& at;

  void percent(const Amount& amount, std::string_view name) const {
    if (amount.percent() && !at.has_points()) at.check.report("K0430", amount, {Phrase(name)});
  }

  void percent(const std::optional<Amount>& amount, std::string_view name) const {
    if (amount) percent(*amount, name);
  }

  void percent(const std::optional<Branch>& branch, std::string_view name) const {
    if (branch) percent(branch->points, name);
  }

  // What is the leaf's points unless written must be written where there are none.
  void written(bool is_written, std::string_view name) const {
    if (!is_written && !at.has_points()) at.check.report("K0431", at.rule.where, {Phrase(at.leaf.id), Phrase(name)});
  }

  // What gives a share of the points gives nothing where there are none.
  void earns_a_share(std::string_view rule) const {
    if (!at.has_points()) at.check.report("K0432", at.rule.where, {Phrase(at.leaf.id), Phrase(rule)});
  }

  void not_negative(const Amount& amount, std::string_view name) const {
    const auto number = at.check.value(amount);
    if (number && *number < Rational(0)) at.check.report("K0439", amount, {Phrase(name), Phrase(number->text())});
  }

  void positive(const Amount& amount, std::string_view name) const {
    const auto number = at.check.value(amount);
    if (number && *number <= Rational(0)) at.check.report("K0439", amount, {Phrase(name), Phrase(number->text())});
  }

  void share(const std::optional<Amount>& amount, std::string_view name) const {
    const auto number = at.check.value(amount);
    if (number && (*number < Rational(0) || *number > Rational(1)))
      at.check.report("K0443", *amount, {Phrase(name), Phrase(number->text())});
  }

  void side(const std::vector<SlopeSide>& stretches, std::string_view points) const {
    for (const auto& stretch : stretches) {
      percent(stretch.points, points);
      percent(stretch.at_most, "at_most");
      positive(stretch.each, "each");
      not_negative(stretch.points, points);
      if (stretch.at_most) not_negative(*stretch.at_most, "at_most");
    }
  }

  // Each stretch says by how much it may lift the leaf above its points.
  void bounded(const std::vector<SlopeSide>& better) const {
    for (const auto& stretch : better) {
      if (!stretch.at_most) at.check.report("K0433", stretch.where, {Phrase(at.leaf.id)});
    }
  }

  void levels(const std::vector<LevelPoints>& levels) const {
    for (const auto& level : levels) percent(level.points, level.level);
  }

  void tally_points(const TallyPoints& points, std::string_view name) const {
    percent(points.points, name);
    if (points.range) {
      percent(points.range->first, "from");
      percent(points.range->second, "to");
    }
    for (const auto& entry : points.table) tally_points(entry.points, entry.key);
  }

  void operator()(const Threshold& threshold) const {
    written(threshold.then.has_value(), "then");
    percent(threshold.then, "then");
    percent(threshold.otherwise, "otherwise");
  }

  void operator()(const Proportion& proportion) const {
    earns_a_share("proportion");
    share(proportion.from, "from");
    if (proportion.cap) positive(*proportion.cap, "cap");
  }

  void operator()(const Slope& slope) const {
    written(slope.base.has_value(), "base");
    percent(slope.base, "base");
    side(slope.worse, "take");
    side(slope.better, "give");
    if (at.has_points() && !at.leaf.at_most) bounded(slope.better);
  }

  void operator()(const Bands& bands) const {
    for (const Band& band : bands.bands) percent(band.points, "points");
  }

  void operator()(const Cases& cases) const {
    for (const Case& one : cases.cases) percent(one.branch.points, "points");
  }

  void operator()(const RankPoints& rank) const {
    if (rank.step) {
      written(rank.first.has_value(), "first");
      percent(rank.step, "step");
      const auto step = at.check.value(rank.step);
      if (step && *step > Rational(0)) at.check.report("K0425", *rank.step, {Phrase(step->text())});
    }
    percent(rank.first, "first");
    for (const Amount& points : rank.points) percent(points, "points");
    percent(rank.then, "then");
    for (const auto& top : rank.top) percent(top.points, "top");
    percent(rank.otherwise, "otherwise");
  }

  void operator()(const Relative& relative) const {
    earns_a_share("relative");
    if (relative.cap) positive(*relative.cap, "cap");
  }

  void operator()(const Efficacy& efficacy) const {
    earns_a_share("efficacy");
    share(efficacy.base, "base");
  }

  void operator()(const Tally& tally) const {
    percent(tally.base, "base");
    tally_points(tally.points, "points");
    percent(tally.each_at_most, "each_at_most");
    if (tally.each_at_most) not_negative(*tally.each_at_most, "each_at_most");
  }

  void operator()(const Levels& table) const { levels(table.levels); }

  void operator()(const Panel& panel) const {
    earns_a_share("panel");
    if (!panel.out_of) levels(panel.levels);
    if (panel.out_of) positive(*panel.out_of, "out_of");
  }

  void operator()(const Discretion& discretion) const { percent(discretion.base, "base"); }

  void operator()(const Formula&) const {}

  void operator()(const ResultFigure& figure) const {
    earns_a_share("result");
    positive(figure.out_of, "out_of");
  }
};

}  // namespace

void check_amounts(const RuleCheck& at) { std::visit(Amounts{at}, at.rule.body); }

}  // namespace kaohe::load
