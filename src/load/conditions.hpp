#pragma once

#include "src/load/checks.hpp"
#include "src/load/facts.hpp"

#include <kaohe/expression/tree.hpp>

#include <map>
#include <string>
#include <tuple>
#include <vector>

namespace kaohe::load {

/// What can be told of a condition without any evidence. It never says that a condition cannot hold, or always does, where it might be
/// otherwise; of what it cannot tell it says nothing.
///
/// A condition that is missing does not hold. One search takes a limited number of steps, all of them together, too.
/// Thread safety: one thread at a time.
class Conditions {
 public:
  explicit Conditions(const Check& check);

  /// In the filter of a count names are fields of the event.
  bool can_hold(const Expression& condition, bool in_filter = false) const;
  bool always_holds(const Expression& condition) const;

  /// The number where it is constant.
  std::optional<Rational> number(const Expression& expression) const { return check_.value(expression); }

  /// The word or number beside a comparison, as it is read there; nothing where it stands for a value of the unit.
  std::optional<Literal> literal(const Expression& right, const Expression& left, Op op, bool in_filter) const;

 private:
  bool stands_for_a_value(const std::string& name) const;
  bool can_be(const Expression& condition, bool in_filter, bool wanted) const;

  const Check& check_;
  std::vector<std::string> values_;                                          // words that are names wherever they stand
  mutable std::map<std::tuple<const Expression*, bool, bool>, bool> found_;  // by condition, whether in a filter, what is wanted
  mutable int steps_ = 20'000;
};

}  // namespace kaohe::load
