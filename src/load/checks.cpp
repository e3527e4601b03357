#include "src/load/checks.hpp"

#include "src/load/rule_loader.hpp"

namespace kaohe::load {

namespace {

void check_criteria(std::vector<Criterion>& criteria, const Check& check);

void check_leaf_or_replace(Criterion& leaf, const Check& check) {
  const std::size_t before = check.findings().size();
  check_leaf(leaf, check);
  if (has_errors_since(check.findings(), before)) leaf.rules = {stand_in_rule(leaf.where)};
}

void check_criterion(Criterion& criterion, const Check& check) {
  if (criterion.is_leaf()) return check_leaf_or_replace(criterion, check);
  check_section(criterion, check);
  check_criteria(criterion.criteria, check);
}

void check_criteria(std::vector<Criterion>& criteria, const Check& check) {
  for (auto& criterion : criteria) check_criterion(criterion, check);
}

template <class Visit>
void visit(const std::vector<Criterion>& criteria, const Visit& each) {
  for (const auto& criterion : criteria) {
    each(criterion);
    visit(criterion.criteria, each);
  }
}

}  // namespace

Check::Check(const Scheme& scheme, const std::set<std::string>& broken, Findings& findings)
    : scheme_(scheme), broken_(broken), findings_(findings) {
  for (const auto& [name, written] : scheme.constants) {
    if (const auto number = value(written)) constants_.emplace(name, *number);
  }
  for (const auto& indicator : scheme.indicators) {
    indicators_.emplace(indicator.id, &indicator);
    inputs_.push_back(indicator.id);
  }
  const auto note = [this](const Criterion& criterion) {
    criteria_.emplace(criterion.id, &criterion);
    criterion_ids_.push_back(criterion.id);
    if (criterion.is_leaf()) inputs_.push_back(criterion.id);
  };
  visit(scheme.root.criteria, note);
  visit(scheme.adjustments, note);
}

std::optional<Rational> Check::value(const Expression& expression) const {
  return constant_value(expression, [this](const std::string& name) -> std::optional<Rational> {
    const auto found = constants_.find(name);
    return found != constants_.end() ? std::optional(found->second) : std::nullopt;
  });
}

const Indicator* Check::indicator(const std::string& id) const {
  const auto found = indicators_.find(id);
  return found != indicators_.end() ? found->second : nullptr;
}

const Criterion* Check::criterion_of(std::string_view id) const {
  const auto found = criteria_.find(id);
  return found != criteria_.end() ? found->second : nullptr;
}

void check_bounds(const std::optional<Amount>& at_least, const std::optional<Amount>& at_most, const Check& check) {
  const auto low = check.value(at_least);
  const auto high = check.value(at_most);
  if (!low || !high || at_least->percent() != at_most->percent() || *low <= *high) return;
  check.report("K0440", *at_least, {Phrase("at_least"), Phrase(low->text()), Phrase("at_most"), Phrase(high->text())});
}

namespace {

void check_points_number(const Amount& points, const Check& check) {
  if (points.percent()) return check.report("K0430", points, {"points"});
  const auto number = check.value(points);
  if (number && *number < Rational(0)) check.report("K0444", points, {Phrase(number->text())});
}

}  // namespace

void check_points(const Criterion& criterion, const Check& check) {
  if (!criterion.points) return;
  if (criterion.points->number) check_points_number(*criterion.points->number, check);
  for (const auto& [key, number] : criterion.points->table) check_points_number(number, check);
}

void check_scheme(Scheme& scheme, const std::set<std::string>& broken, Findings& findings) {
  const Check check(scheme, broken, findings);
  check_section(scheme.root, check);
  check_criteria(scheme.root.criteria, check);
  check_criteria(scheme.adjustments, check);
  check_bounds(scheme.total_at_least, scheme.total_at_most, check);
  check_grades(check);
  check_quotas(check);
  check_effects(check);
  check_overrides(scheme, check);
  check_conditions(check);
  check_rule_tests(check);
}

}  // namespace kaohe::load
