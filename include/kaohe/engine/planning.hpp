#pragma once

// The plan of a scheme, ready to be asked how it stands.

#include <kaohe/engine/responsible.hpp>
#include <kaohe/plan/check_plan.hpp>
#include <kaohe/plan/lay_out_plan.hpp>
#include <kaohe/scheme/scheme.hpp>

#include <optional>
#include <string_view>
#include <vector>

namespace kaohe::engine {

/// Notes the ids of leaves: what they observe where no indicator of that id is declared.
inline void note_leaves(const std::vector<Criterion>& criteria, std::vector<std::string_view>& ids) {
  for (const Criterion& criterion : criteria) {
    if (criterion.is_leaf()) ids.push_back(criterion.id);
    note_leaves(criterion.criteria, ids);
  }
}

/// The plan with its days and numbers, checked. It refers to the scheme.
inline PlanTree planned(const Scheme& scheme, const std::optional<Period>& period, const Responsible& responsible, Findings& findings) {
  if (scheme.plan.empty()) return {};
  PlanSurroundings around{period, scheme.indicators, {}, responsible.constants};
  note_leaves(scheme.root.criteria, around.undeclared);
  note_leaves(scheme.adjustments, around.undeclared);
  PlanTree plan = lay_out_plan(scheme.plan, around, findings);
  check_plan(plan, responsible.parties, findings);
  return plan;
}

}  // namespace kaohe::engine
