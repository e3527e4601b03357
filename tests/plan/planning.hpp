#pragma once

#include <kaohe/load.hpp>
#include <kaohe/plan/check_plan.hpp>
#include <kaohe/plan/lay_out_plan.hpp>

#include <map>
#include <string>

namespace kaohe::test {

/// `K0662 12:5` for every finding, in order, parted by commas.
inline std::string listed(const Findings& findings) {
  std::string list;
  for (const auto& finding : findings)
    list +=
        (list.empty() ? "" : ", ") + finding.code + " " + std::to_string(finding.where.line) + ":" + std::to_string(finding.where.column);
  return list;
}

/// A plan out of a document, laid out and checked.
class Planning {
 public:
  /// `text` begins on line 5: what every scheme needs stands above it.
  explicit Planning(const std::string& text)
      : loaded_(
            load_scheme("kaohe: 1\nid: t\nmissing: zero\ncriteria: [{id: leaf, points: 1, rule: {threshold: done}}]\n" + text, "t.yaml")),
        parties_(loaded_.scheme.parties) {
    findings = loaded_.findings;
    const PlanSurroundings around{
        loaded_.scheme.days, loaded_.scheme.indicators, {"leaf"}, [this](const std::string& name) { return constant(name); }};
    plan = lay_out_plan(loaded_.scheme.plan, around, findings);
    check_plan(plan, parties_, findings);
  }

  const PartyTree& parties() const { return parties_; }
  const PlannedItem& operator[](const std::string& id) const { return plan[plan.find(id)]; }

  PlanTree plan;
  Findings findings;

 private:
  std::optional<Rational> constant(const std::string& name) const {
    for (const auto& [known, value] : loaded_.scheme.constants) {
      if (known == name) return constant_value(value.expression);
    }
    return std::nullopt;
  }

  LoadedScheme loaded_;
  PartyTree parties_;
};

}  // namespace kaohe::test
