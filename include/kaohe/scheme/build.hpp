#pragma once

// Parts of a scheme put together in C++, beside the expressions of expression/build.hpp. A scheme is plain data; these only save words.

#include <kaohe/expression/build.hpp>
#include <kaohe/expression/print.hpp>
#include <kaohe/scheme/scheme.hpp>

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace kaohe::build {

namespace detail {

inline Target target(Target::Kind kind, std::string_view sign, const Amount& number) {
  return {kind, number, {}, {}, std::string(sign) + print(number.expression), {}};
}

}  // namespace detail

// Targets: what is to be reached (目标值).
inline Target at_least(const Term& number) { return detail::target(Target::Kind::at_least, ">= ", number); }
inline Target at_most(const Term& number) { return detail::target(Target::Kind::at_most, "<= ", number); }
inline Target above(const Term& number) { return detail::target(Target::Kind::greater, "> ", number); }
inline Target below(const Term& number) { return detail::target(Target::Kind::less, "< ", number); }
inline Target exactly(const Term& number) { return detail::target(Target::Kind::equal, "= ", number); }

/// Within `tolerance` of the number; without it, as `~` in a document.
inline Target about(const Term& number, const std::optional<Term>& tolerance = {}) {
  Target target = detail::target(Target::Kind::about, "~ ", number);
  if (tolerance) target.tolerance = Amount(*tolerance);
  return target;
}

/// Both ends are part of it.
inline Target between(const Term& low, const Term& high) {
  Target target = detail::target(Target::Kind::range, "", low);
  target.upper = Amount(high);
  target.written += ".." + print(Expression(high));
  return target;
}

/// A state that is reached or not: 全覆盖.
inline Target done() { return {Target::Kind::done, {}, {}, {}, "done", {}}; }

/// The same points for every unit.
inline Points points(const Term& number) { return {Amount(number), {}, {}, {}}; }

/// The points of every event of a tally, or of those of one level.
inline TallyPoints each(const Term& number) {
  TallyPoints points;
  points.points = Amount(number);
  return points;
}
inline TallyPoints::Entry entry(std::string level, const Term& number) { return {std::move(level), each(number), {}}; }

/// The leaf's points where the target is met, else none.
inline Threshold threshold(Target target) { return {std::move(target), {}, {}}; }

/// A branch that gives points.
inline Branch branch(const Term& number) { return {Amount(number), {}}; }

/// The rules of a leaf with one rule.
inline std::vector<Rule> rule(RuleBody body) { return {Rule{std::move(body), {}, {}, {}}}; }

}  // namespace kaohe::build
