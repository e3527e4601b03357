#pragma once

// Numbers and expressions as a reader sees them in an explanation.

#include <kaohe/engine/rule_scores.hpp>
#include <kaohe/expression/print.hpp>

#include <string>
#include <utility>
#include <vector>

namespace kaohe::engine {

/// The exact decimal; one that does not end is cut to six digits and marked with ≈.
inline std::string shown(const Rational& number) {
  std::string exact = number.text();
  const auto point = exact.find('.');
  const bool brief = point == std::string::npos ? exact.find('/') == std::string::npos : exact.size() - point <= 7;
  if (brief) return exact;
  return "≈" + number.decimal(6);
}

/// On a percentage scale 0.93 is shown as 93%.
inline std::string shown(const Rational& number, bool percent) { return percent ? shown(number * Rational(100)) + "%" : shown(number); }

/// A distance on the scale: 2 percentage points, or just 2.
inline Phrase distance(const Rational& number, bool percent) {
  if (!percent) return shown(number);
  const std::string points = shown(number * Rational(100));
  return {points + "个百分点", points + (points == "1" ? " percentage point" : " percentage points")};
}

/// What is said about one unit's score.
struct Said {
  std::vector<Phrase> steps;
  std::vector<Phrase> ahead;

  void step(std::string_view zh, std::string_view en, Arguments arguments = {}) { steps.push_back(phrase(zh, en, arguments)); }
  void better(std::string_view zh, std::string_view en, Arguments arguments = {}) { ahead.push_back(phrase(zh, en, arguments)); }
};

/// True where the values of a rule are read as percentages: by the indicator's unit or by what they are compared with.
inline bool is_percentage(const CompiledRule& compiled) {
  if (compiled.indicator != nullptr && compiled.indicator->unit == "%") return true;
  if (compiled.target != nullptr && compiled.target->number.percent()) return true;
  const RuleBody& body = compiled.rule->body;
  if (const auto* slope = std::get_if<Slope>(&body)) return slope->at && slope->at->percent();
  if (const auto* proportion = std::get_if<Proportion>(&body)) return proportion->of && proportion->of->percent();
  if (const auto* bands = std::get_if<Bands>(&body)) {
    return std::ranges::any_of(bands->bands, [](const Band& band) { return band.bound && band.bound->percent(); });
  }
  return false;
}

}  // namespace kaohe::engine
