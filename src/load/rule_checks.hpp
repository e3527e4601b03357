#pragma once

#include "src/load/checks.hpp"

namespace kaohe::load {

/// A rule with the leaf it scores.
struct RuleCheck {
  const Check& check;
  const Criterion& leaf;
  const Rule& rule;

  bool has_points() const { return leaf.points.has_value(); }

  /// The indicator whose target and direction the rule goes by, as far as the document says it by name.
  const Indicator* indicator() const;

  /// Which way the value gets better, where the document says so.
  std::optional<Better> better() const;
};

/// Amounts of points: no percentages where there are none, and numbers that must be written then (rule_amounts.cpp).
void check_amounts(const RuleCheck& at);

/// Targets that are asked for and not there, values that such a rule cannot read (rule_targets.cpp).
void check_target(const RuleCheck& at);

/// What only rules of one kind can have wrong: order, sign, size (rule_orders.cpp).
void check_order(const RuleCheck& at);

/// Whether the rule can give nothing above 0, as far as its constants tell.
bool only_takes(const Rule& rule, const Check& check);

}  // namespace kaohe::load
