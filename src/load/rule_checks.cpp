#include "src/load/rule_checks.hpp"

#include <algorithm>

namespace kaohe::load {

namespace {

bool at_most_zero(const std::optional<Rational>& number) { return number && *number <= Rational(0); }

bool zero_or_unwritten(const std::optional<Amount>& amount, const Check& check) { return !amount || at_most_zero(check.value(amount)); }

bool only_takes(const TallyPoints& points, const Check& check) {
  if (points.points) return at_most_zero(check.value(points.points));
  if (points.range) return at_most_zero(check.value(points.range->first)) && at_most_zero(check.value(points.range->second));
  return std::ranges::all_of(points.table, [&](const auto& entry) { return only_takes(entry.points, check); });
}

bool only_takes(const Tally& tally, const Check& check) {
  const bool factors = std::ranges::all_of(tally.times, [&](const Tally::Times& times) {
    const auto factor = check.value(times.factor);
    return factor && *factor >= Rational(0);
  });
  return factors && zero_or_unwritten(tally.base, check) && only_takes(tally.points, check);
}

bool only_takes(const Discretion& discretion, const Check& check) {
  return zero_or_unwritten(discretion.base, check) && at_most_zero(check.value(discretion.to));
}

bool only_takes(const Slope& slope, const Check& check) { return at_most_zero(check.value(slope.base)) && slope.better.empty(); }

bool only_takes(const std::optional<Branch>& branch, bool unwritten, const Check& check) {
  return branch ? at_most_zero(check.value(branch->points)) : unwritten;
}

bool only_takes(const Threshold& threshold, const Check& check) {
  return only_takes(threshold.then, false, check) && only_takes(threshold.otherwise, true, check);
}

template <class Body>
bool only_takes(const Body&, const Check&) {
  return false;
}

// Rules that take from nothing: on a leaf with points the clamp at 0 leaves nothing of them.
void check_something_to_earn(const Criterion& leaf, const Check& check) {
  const bool takes = std::ranges::all_of(leaf.rules, [&](const Rule& rule) { return only_takes(rule, check); });
  if (!takes) return;
  const auto low = check.value(leaf.at_least);
  const bool may_fall = leaf.at_least && (!low || *low < Rational(0));
  if (leaf.points && !may_fall) check.report("K0434", leaf.rules.front().where, {Phrase(leaf.id)});
  if (!leaf.points && leaf.at_most) check.report("K0435", *leaf.at_most, {Phrase(leaf.id)});
}

void check_rules(const Criterion& leaf, const std::vector<Rule>& rules, const Check& check);

void check_branch(const Criterion& leaf, const Branch& branch, const Check& check) { check_rules(leaf, branch.rule, check); }

void check_branches(const Criterion& leaf, const Rule& rule, const Check& check) {
  if (const auto* threshold = std::get_if<Threshold>(&rule.body)) {
    if (threshold->then) check_branch(leaf, *threshold->then, check);
    if (threshold->otherwise) check_branch(leaf, *threshold->otherwise, check);
  }
  if (const auto* cases = std::get_if<Cases>(&rule.body)) {
    for (const Case& one : cases->cases) check_branch(leaf, one.branch, check);
  }
}

void check_rules(const Criterion& leaf, const std::vector<Rule>& rules, const Check& check) {
  for (const Rule& rule : rules) {
    const RuleCheck at{check, leaf, rule};
    check_amounts(at);
    check_target(at);
    check_order(at);
    check_branches(leaf, rule, check);
  }
}

void check_leaf_bound(const std::optional<Amount>& bound, std::string_view name, const Criterion& leaf, const Check& check) {
  if (bound && bound->percent() && !leaf.points) check.report("K0430", *bound, {Phrase(name)});
}

}  // namespace

bool only_takes(const Rule& rule, const Check& check) {
  return std::visit([&](const auto& body) { return only_takes(body, check); }, rule.body);
}

const Indicator* RuleCheck::indicator() const {
  const auto& value = rule.value ? rule.value : leaf.value;
  const bool by_name = value && value->op == Op::name;
  if (by_name) {
    if (const Indicator* named = check.indicator(value->text)) return named;
  }
  return rule.value ? nullptr : check.indicator(leaf.id);
}

std::optional<Better> RuleCheck::better() const {
  if (rule.better) return rule.better;
  if (leaf.better) return leaf.better;
  const Indicator* known = indicator();
  if (known == nullptr) return std::nullopt;
  if (known->better) return known->better;
  return known->target ? std::optional(known->target->better()) : std::nullopt;
}

void check_leaf(const Criterion& leaf, const Check& check) {
  check_points(leaf, check);
  check_bounds(leaf.at_least, leaf.at_most, check);
  check_leaf_bound(leaf.at_least, "at_least", leaf, check);
  check_leaf_bound(leaf.at_most, "at_most", leaf, check);
  check_rules(leaf, leaf.rules, check);
  check_something_to_earn(leaf, check);
}

}  // namespace kaohe::load
