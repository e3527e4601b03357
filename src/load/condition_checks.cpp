#include "src/load/conditions.hpp"

namespace kaohe::load {

namespace {

/// What is to be said of a condition: what it belongs to, and whether one that always holds is worth a word.
struct Subject {
  Phrase name;
  bool may_always_hold = false;
};

class ConditionCheck {
 public:
  explicit ConditionCheck(const Check& check) : check_(check), conditions_(check) {}

  void run() {
    const Scheme& scheme = check_.scheme();
    for (const auto& veto : scheme.vetoes) condition({called("否决", "the veto", veto.id)}, veto.when);
    for (const auto& gate : scheme.gates) condition({called("前置条件", "the gate", gate.id)}, gate.requires_);
    for (const auto& grade : scheme.grades) {
      if (grade.requires_) condition({called("等次", "the grade", grade.name)}, *grade.requires_);
    }
    for (const auto& direct : scheme.direct) condition({called("直接定等", "the direct grade", direct.grade.name)}, direct.when);
    for (const auto& measure : scheme.measures) condition({called("结果运用", "the measure", measure.id), true}, measure.when);
  }

 private:
  static Phrase called(std::string_view zh, std::string_view en, const std::string& name) {
    return phrase(std::string(zh) + "“{0}”", std::string(en) + " \"{0}\"", {Phrase(name)});
  }

  void condition(const Subject& subject, const Expression& condition) {
    const bool is_read = condition.where.line > 0;
    if (!is_read) return;
    if (!conditions_.can_hold(condition)) return check_.report("K0526", condition.where, {subject.name});
    if (!subject.may_always_hold && conditions_.always_holds(condition)) check_.report("K0527", condition.where, {subject.name});
  }

  const Check& check_;
  Conditions conditions_;
};

}  // namespace

void check_conditions(const Check& check) { ConditionCheck(check).run(); }

}  // namespace kaohe::load
