#include "src/load/checks.hpp"

#include <algorithm>

namespace kaohe::load {

namespace {

// A rule may lift its leaf above the points: a cap above 1, a better side. Of other rules it is known that they do not.
struct MayLift {
  bool of(const Rule& rule) const { return std::visit(*this, rule.body); }
  bool of(const std::vector<Rule>& rules) const {
    return std::ranges::any_of(rules, [this](const Rule& rule) { return of(rule); });
  }

  bool operator()(const Proportion& proportion) const { return proportion.cap.has_value(); }
  bool operator()(const Relative& relative) const { return relative.cap.has_value(); }
  bool operator()(const Slope& slope) const { return !slope.better.empty(); }
  bool operator()(const Threshold& threshold) const {
    return (threshold.then && of(threshold.then->rule)) || (threshold.otherwise && of(threshold.otherwise->rule));
  }
  bool operator()(const Cases& cases) const {
    return std::ranges::any_of(cases.cases, [this](const Case& one) { return of(one.branch.rule); });
  }
  template <class Body>
  bool operator()(const Body&) const {
    return false;
  }
};

/// Finds what of a veto's effect changes nothing, or gives points.
class EffectCheck {
 public:
  EffectCheck(const Veto& veto, const Check& check) : effect_(veto.effect), check_(check) {}

  void run() const {
    for (const auto& [id, most] : effect_.criteria) cut(id, most);
    if (effect_.points) points(*effect_.points);
    if (effect_.score) score(*effect_.score);
    if (effect_.grade) grade(*effect_.grade);
    if (effect_.grade_down > 0) grade_down();
  }

 private:
  void changes_nothing(const SourceSpan& where, const Phrase& why) const { check_.report("K0518", where, {why}); }

  void cut(const Named& id, const Amount& most) const {
    const Criterion* found = check_.criterion_of(id.name);
    if (found == nullptr) return;
    const Criterion& criterion = *found;
    const auto points = criterion.points ? check_.value(criterion.points->number) : std::nullopt;
    const auto highest = highest_of(criterion, points);
    const auto cut = size(most, points);
    if (!highest || !cut || *cut < *highest) return;
    changes_nothing(most.expression.where,
                    phrase("“{0}”最高{1}分", "\"{0}\" gives {1} at most", {Phrase(id.name), Phrase(highest->text())}));
  }

  std::optional<Rational> size(const Amount& amount, const std::optional<Rational>& points) const {
    const auto number = check_.value(amount);
    if (!amount.percent()) return number;
    return number && points ? std::optional(*number * *points) : std::nullopt;
  }

  // Only where nothing can lift it further.
  std::optional<Rational> highest_of(const Criterion& criterion, const std::optional<Rational>& points) const {
    if (criterion.at_most) return size(*criterion.at_most, points);
    return criterion.is_leaf() && !MayLift{}.of(criterion.rules) ? points : std::nullopt;
  }

  void points(const Amount& points) const {
    const auto number = check_.value(points);
    if (!number) return;
    if (*number > Rational(0)) check_.report("K0517", points, {Phrase(number->text())});
    if (number->is_zero()) changes_nothing(points.expression.where, {"扣0分", "it takes nothing"});
  }

  void score(const Amount& score) const {
    const auto& bound = check_.scheme().total_at_most;
    const auto most = check_.value(score);
    const auto highest = check_.value(bound);
    if (!most || !highest || score.percent() != bound->percent() || *most < *highest) return;
    changes_nothing(score.expression.where, phrase("总分最高{0}分", "the total is {0} at most", {Phrase(highest->text())}));
  }

  void grade(const Named& grade) const {
    if (check_.scheme().grades.empty() || check_.scheme().grades.front().name != grade.name) return;
    changes_nothing(grade.where, phrase("“{0}”就是最高等次", "\"{0}\" is the best grade there is", {Phrase(grade.name)}));
  }

  void grade_down() const {
    const auto& grades = check_.scheme().grades;
    if (grades.empty()) check_.report("K0516", effect_.where);
    if (grades.size() == 1) changes_nothing(effect_.where, {"只有一个等次", "there is only one grade"});
  }

  const Effect& effect_;
  const Check& check_;
};

}  // namespace

void check_effects(const Check& check) {
  for (const auto& veto : check.scheme().vetoes) EffectCheck(veto, check).run();
}

}  // namespace kaohe::load
