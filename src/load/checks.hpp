#pragma once

#include <kaohe/base/finding.hpp>
#include <kaohe/expression/constant.hpp>
#include <kaohe/scheme/scheme.hpp>

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace kaohe::load {

/// What can be said about a scheme without evaluating anything but constants. What the criteria in `broken`, by id, do not
/// have is not held against them or their sections. A leaf that does not pass gets a stand-in rule, so that nobody finds the same again.
void check_scheme(Scheme& scheme, const std::set<std::string>& broken, Findings& findings);

/// A scheme under check: its constants, and where findings go.
class Check {
 public:
  Check(const Scheme& scheme, const std::set<std::string>& broken, Findings& findings);

  /// The number where it is constant.
  std::optional<Rational> value(const Expression& expression) const;
  std::optional<Rational> value(const Amount& amount) const { return value(amount.expression); }
  std::optional<Rational> value(const std::optional<Amount>& amount) const { return amount ? value(*amount) : std::nullopt; }

  const Indicator* indicator(const std::string& id) const;

  /// The criterion of that id, an adjustment or a section, too; null where there is none.
  const Criterion* criterion_of(std::string_view id) const;

  /// The ids of all criteria, sections and adjustments included.
  const std::vector<std::string_view>& criterion_ids() const { return criterion_ids_; }

  /// What can be observed or derived: the ids of all indicators and leaves.
  const std::vector<std::string_view>& inputs() const { return inputs_; }

  void report(Code code, const SourceSpan& where, Arguments arguments = {}) const {
    findings_.push_back(make_finding(code, where, arguments));
  }
  void report(Code code, const Amount& amount, Arguments arguments = {}) const { report(code, amount.expression.where, arguments); }

  const Scheme& scheme() const { return scheme_; }
  const Findings& findings() const { return findings_; }
  bool is_broken(const Criterion& criterion) const { return broken_.contains(criterion.id); }

 private:
  const Scheme& scheme_;
  const std::set<std::string>& broken_;
  Findings& findings_;
  std::map<std::string, Rational> constants_;
  std::map<std::string, const Indicator*> indicators_;
  std::map<std::string_view, const Criterion*> criteria_;
  std::vector<std::string_view> criterion_ids_, inputs_;
};

/// The parts of check_scheme(), a file each.
void check_leaf(const Criterion& leaf, const Check& check);        // rule_checks.cpp
void check_section(const Criterion& section, const Check& check);  // section_checks.cpp
void check_grades(const Check& check);                             // grade_checks.cpp
void check_quotas(const Check& check);                             // quota_checks.cpp
void check_effects(const Check& check);                            // effect_checks.cpp
void check_conditions(const Check& check);                         // condition_checks.cpp
void check_rule_tests(const Check& check);                         // rule_test_checks.cpp

/// Lookbacks, gates on the assessment, decisions (override_checks.cpp). A gate that asks for results is taken out, so that nobody finds the
/// circle.
void check_overrides(Scheme& scheme, const Check& check);

/// Points below zero, or written as a percentage of nothing.
void check_points(const Criterion& criterion, const Check& check);

/// `at_least` above `at_most`, of anything that has both.
void check_bounds(const std::optional<Amount>& at_least, const std::optional<Amount>& at_most, const Check& check);

}  // namespace kaohe::load
