#include "src/load/checks.hpp"

#include <algorithm>

namespace kaohe::load {

namespace {

std::optional<Rational> common_points(const Criterion& section, const Check& check);
std::optional<Rational> sum_of_points(const Criterion& section, const Check& check);

bool takes_part(const Criterion& child) { return child.counts; }

// What a criterion is worth, where that is the same for all units; an adjustment is worth 0.
std::optional<Rational> worth(const Criterion& criterion, const Check& check) {
  if (criterion.points) return check.value(criterion.points->number);
  if (check.is_broken(criterion)) return std::nullopt;
  if (criterion.is_leaf()) return Rational(0);
  if (criterion.alternatives) return std::nullopt;
  return criterion.combine == Combine::sum ? sum_of_points(criterion, check) : common_points(criterion, check);
}

std::optional<Rational> sum_of_points(const Criterion& section, const Check& check) {
  Rational sum = 0;
  for (const auto& child : section.criteria) {
    if (!takes_part(child)) continue;
    const auto points = worth(child, check);
    if (!points) return std::nullopt;
    sum += *points;
  }
  return sum;
}

bool is_adjustment(const Criterion& criterion, const Check& check) {
  if (criterion.points || check.is_broken(criterion)) return false;
  if (criterion.is_leaf()) return true;
  return std::ranges::all_of(criterion.criteria, [&](const Criterion& child) { return is_adjustment(child, check); });
}

std::optional<Rational> common_points(const Criterion& section, const Check& check) {
  std::optional<Rational> common;
  for (const auto& child : section.criteria) {
    if (!takes_part(child) || is_adjustment(child, check)) continue;
    const auto points = worth(child, check);
    if (!points || (common && *common != *points)) return std::nullopt;
    common = points;
  }
  return common;
}

void check_sum(const Criterion& section, const Check& check) {
  if (section.combine != Combine::sum || section.alternatives || !section.points) return;
  const auto written = check.value(section.points->number);
  const auto sum = sum_of_points(section, check);
  if (!written || !sum || *written == *sum || section.criteria.empty()) return;
  check.report("K0445", section.points->where, {Phrase(section.id), Phrase(written->text()), Phrase(sum->text())});
}

bool all_points_known(const Criterion& section, const Check& check) {
  return std::ranges::all_of(section.criteria,
                             [&](const Criterion& child) { return is_adjustment(child, check) || worth(child, check).has_value(); });
}

// Shares have no size of their own: it is written, or the same for all children.
void check_common_points(const Criterion& section, const Check& check) {
  if (section.combine == Combine::sum || section.points || section.alternatives || section.criteria.empty()) return;
  if (all_points_known(section, check) && !common_points(section, check)) check.report("K0449", section.where, {Phrase(section.id)});
}

bool weighs(const Criterion& section) { return section.combine == Combine::weighted || section.combine == Combine::geometric; }

void check_weight_of(const Criterion& child, const Criterion& section, bool needed, const Check& check) {
  if (child.weight && !weighs(section)) check.report("K0448", *child.weight, {Phrase(child.id), Phrase(section.id)});
  if (!weighs(section)) return;
  if (child.weight && is_adjustment(child, check)) check.report("K0454", *child.weight, {Phrase(child.id)});
  const bool broken = check.is_broken(child);
  if (needed && !child.weight && !broken && !is_adjustment(child, check) && takes_part(child))
    check.report("K0447", child.where, {Phrase(child.id), Phrase(section.id)});
}

std::string share_text(const Rational& share, bool percent) { return percent ? (share * 100).text() + "%" : share.text(); }

void check_weight_sum(const Criterion& section, const Check& check) {
  Rational sum = 0;
  bool percent = false;
  const Amount* first = nullptr;
  for (const auto& child : section.criteria) {
    if (check.is_broken(child)) return;
    if (!child.weight || !takes_part(child)) continue;
    const auto weight = check.value(child.weight);
    if (!weight) return;
    if (first == nullptr) first = &*child.weight;
    percent = percent || child.weight->percent();
    sum += *weight;
  }
  if (first == nullptr || sum == Rational(1)) return;
  check.report("K0446", *first, {Phrase(section.id), Phrase(share_text(sum, percent)), Phrase(share_text(1, percent))});
}

void check_weights(const Criterion& section, const Check& check) {
  const bool any = std::ranges::any_of(section.criteria, [](const Criterion& child) { return child.weight.has_value(); });
  const bool needed = section.combine == Combine::weighted || (section.combine == Combine::geometric && any);
  for (const auto& child : section.criteria) check_weight_of(child, section, needed, check);
  if (section.weights_relative && !weighs(section)) check.report("K0450", section.where, {Phrase(section.id)});
  if (weighs(section) && !section.weights_relative && !section.alternatives) check_weight_sum(section, check);
  for (const auto& child : section.criteria) {
    const auto weight = check.value(child.weight);
    if (weight && *weight < Rational(0)) check.report("K0439", *child.weight, {"weight", Phrase(weight->text())});
  }
}

void check_alternatives(const Criterion& section, const Check& check) {
  if (!section.alternatives) return;
  for (const auto& child : section.criteria) {
    if (!child.when && !check.is_broken(child) && !is_adjustment(child, check))
      check.report("K0452", child.where, {Phrase(child.id), Phrase(section.id)});
  }
}

}  // namespace

void check_section(const Criterion& section, const Check& check) {
  check_points(section, check);
  check_sum(section, check);
  check_common_points(section, check);
  check_weights(section, check);
  check_alternatives(section, check);
  check_bounds(section.at_least, section.at_most, check);
}

}  // namespace kaohe::load
