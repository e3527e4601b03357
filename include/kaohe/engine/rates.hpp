#pragma once

// Which indicators are rates, and of what sums they are made when they are rolled up: a rate is the ratio of sums, never the mean of rates.

#include <kaohe/expression/constant.hpp>
#include <kaohe/expression/names.hpp>
#include <kaohe/scheme/scheme.hpp>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kaohe::engine {

/// The quotients an indicator is made of, and how it is made of them.
struct Ratio {
  Expression formula;             // of the quotients, by the names #0, #1, …, and constants
  std::vector<Expression> terms;  // numerator and denominator by turns
};

/// What a quotient is called in a formula; no name of a document begins so.
inline std::string quotient_name(std::size_t at) { return "#" + std::to_string(at); }

/// Indicators by id, as derived ones name each other.
class Rates {
 public:
  Rates(const std::vector<Indicator>& indicators, std::set<std::string> constants) : constants_(std::move(constants)) {
    for (const Indicator& indicator : indicators) indicators_.emplace(indicator.id, &indicator);
  }

  /// Null where there is none.
  const Indicator* find(std::string_view id) const {
    const auto found = indicators_.find(id);
    return found == indicators_.end() ? nullptr : found->second;
  }

  /// Whether it divides by something that is not the same for everybody, in what it names, too: it does not add up.
  bool is_rate(const Indicator& indicator) const {
    std::set<const Indicator*> seen;
    return is_rate(indicator, seen);
  }

  /// Nothing where the indicator is not made of quotients, constants and + − × ÷ alone.
  std::optional<Ratio> ratio_of(const Indicator& indicator) const {
    Ratio made;
    auto formula = indicator.value ? taken_apart(*indicator.value, made.terms, 0) : std::nullopt;
    if (!formula || made.terms.empty()) return std::nullopt;
    made.formula = std::move(*formula);
    return made;
  }

 private:
  static constexpr int most_names = 100;  // of one another; a circle is found elsewhere

  bool is_fixed(const Expression& expression) const {
    if (expression.op == Op::name) return constants_.contains(expression.text);
    if (expression.op == Op::call) return is_constant(expression);
    return std::ranges::all_of(expression.children, [this](const Expression& child) { return is_fixed(child); });
  }

  static bool is_growth(const Expression& expression) { return expression.op == Op::call && expression.text == "growth"; }

  bool divides(const Expression& expression) const {
    return is_growth(expression) || (expression.op == Op::divide && !is_fixed(expression.children[1]));
  }

  bool is_rate(const Indicator& indicator, std::set<const Indicator*>& seen) const {
    return indicator.value && seen.insert(&indicator).second && has_rate(*indicator.value, seen);
  }

  bool has_rate(const Expression& expression, std::set<const Indicator*>& seen) const {
    if (divides(expression)) return true;
    const Indicator* named = expression.op == Op::name ? find(expression.text) : nullptr;
    if (named != nullptr) return is_rate(*named, seen);
    return std::ranges::any_of(expression.children, [&](const Expression& child) { return has_rate(child, seen); });
  }

  bool has_rate(const Expression& expression) const {
    std::set<const Indicator*> seen;
    return has_rate(expression, seen);
  }

  std::optional<Expression> taken_apart(const Expression& expression, std::vector<Expression>& terms, int depth) const {
    if (depth > most_names) return std::nullopt;
    switch (expression.op) {
      case Op::number:
        return expression;
      case Op::name:
        return named(expression, terms, depth);
      case Op::call:
        return growth(expression, terms);
      case Op::divide:
        if (!divides(expression) || has_rate(expression.children[0]) || has_rate(expression.children[1])) break;
        return quotient(expression.children[0], expression.children[1], terms);
      case Op::negate:
      case Op::add:
      case Op::subtract:
      case Op::multiply:
        break;
      default:
        return std::nullopt;
    }
    Expression made = expression;
    for (Expression& child : made.children) {
      auto part = taken_apart(child, terms, depth);
      if (!part) return std::nullopt;
      child = std::move(*part);
    }
    return made;
  }

  std::optional<Expression> named(const Expression& expression, std::vector<Expression>& terms, int depth) const {
    if (constants_.contains(expression.text)) return expression;
    const Indicator* indicator = find(expression.text);
    if (indicator == nullptr || !indicator->value) return std::nullopt;
    return taken_apart(*indicator->value, terms, depth + 1);
  }

  /// growth(x) is change(x) / prev(x).
  std::optional<Expression> growth(const Expression& expression, std::vector<Expression>& terms) const {
    const bool plain =
        is_growth(expression) && std::ranges::none_of(expression.children, [&](const auto& child) { return has_rate(child); });
    if (!plain) return std::nullopt;
    Expression change = expression, before = expression;
    change.text = "change";
    before.text = "prev";
    return quotient(change, before, terms);
  }

  static Expression quotient(const Expression& numerator, const Expression& denominator, std::vector<Expression>& terms) {
    Expression name;
    name.op = Op::name;
    name.text = quotient_name(terms.size() / 2);
    terms.push_back(numerator);
    terms.push_back(denominator);
    return name;
  }

  std::map<std::string_view, const Indicator*> indicators_;
  std::set<std::string> constants_;
};

/// The names of a scheme's constants.
inline std::set<std::string> constant_names(const Scheme& scheme) {
  std::set<std::string> names;
  for (const auto& [name, number] : scheme.constants) names.insert(name);
  return names;
}

/// Whether indicators can be rolled up the way they say.
inline void check_rollups(const Scheme& scheme, Findings& findings) {
  const Rates rates(scheme.indicators, constant_names(scheme));
  for (const Indicator& indicator : scheme.indicators) {
    if (!indicator.rollup) continue;
    const auto say = [&](Code code) { findings.push_back(make_finding(code, indicator.where, {indicator.id})); };
    const bool adds = *indicator.rollup == Rollup::sum || *indicator.rollup == Rollup::mean || *indicator.rollup == Rollup::last;
    const bool rate = rates.is_rate(indicator);
    if (*indicator.rollup == Rollup::ratio && !rates.ratio_of(indicator)) say("K0618");
    if (adds && rate) say("K0619");
    if (adds && !rate && indicator.unit == "%") say("K0627");
  }
}

}  // namespace kaohe::engine
