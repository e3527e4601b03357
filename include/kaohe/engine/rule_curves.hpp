#pragma once

// The rules that are a function of one number, as curves: threshold, proportion, slope, bands, relative, efficacy.

#include <kaohe/engine/curve.hpp>
#include <kaohe/engine/rule_numbers.hpp>

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

namespace kaohe::engine {

/// Segments that begin at a number.
inline Segment beginning(Rational from, bool inclusive, Segment segment) {
  segment.from = std::move(from);
  segment.inclusive = inclusive;
  return segment;
}

/// The same curve with x and −x changed over: what is worse becomes better.
inline Curve mirrored(const Curve& curve) {
  Curve out;
  for (std::size_t i = curve.segments.size(); i-- > 0;) {
    Segment segment = curve.segments[i];
    segment.p = -segment.p;
    segment.r = -segment.r;
    segment.from.reset();
    if (i + 1 < curve.segments.size()) {
      segment.from = -*curve.segments[i + 1].from;
      segment.inclusive = !curve.segments[i + 1].inclusive;
    }
    out.segments.push_back(std::move(segment));
  }
  return out;
}

/// The curve with 0 below `bound`; at the bound itself too where `inclusive`.
inline Curve zero_below(Curve curve, const Rational& bound, bool inclusive) {
  const std::size_t first = curve.segment_of(bound);
  Curve out;
  out.segments.push_back(Segment::flat(0));
  out.segments.push_back(beginning(bound, !inclusive, curve.segments[first]));
  for (std::size_t i = first + 1; i < curve.segments.size(); ++i) out.segments.push_back(curve.segments[i]);
  return out;
}

/// The numbers of a target: both ends of what meets it.
struct TargetRange {
  std::optional<Rational> low, high;
  bool low_inclusive = true, high_inclusive = true;
};

inline std::optional<TargetRange> range_of(Evaluator& row, const Target& target) {
  const Number n = number(row, target.number);
  if (!n) return std::nullopt;
  switch (target.kind) {
    case Target::Kind::at_least:
      return TargetRange{n, {}, true, true};
    case Target::Kind::greater:
      return TargetRange{n, {}, false, true};
    case Target::Kind::at_most:
      return TargetRange{{}, n, true, true};
    case Target::Kind::less:
      return TargetRange{{}, n, true, false};
    case Target::Kind::equal:
      return TargetRange{n, n, true, true};
    case Target::Kind::range: {
      const Number upper = number(row, *target.upper);
      if (!upper) return std::nullopt;
      return TargetRange{n, upper, true, true};
    }
    case Target::Kind::about: {
      const Number tolerance = target.tolerance ? number(row, *target.tolerance) : Number{Rational(5, 100)};
      if (!tolerance) return std::nullopt;
      const Rational width = n->abs() * *tolerance;
      return TargetRange{*n - width, *n + width, true, true};
    }
    case Target::Kind::done:
      return std::nullopt;
  }
  return std::nullopt;
}

/// Where a target is met, 1, else 0; `then` and `otherwise` where both are numbers.
inline std::optional<Curve> met_curve(Evaluator& row, const Target& target, const Rational& then, const Rational& otherwise) {
  Curve out;
  if (target.kind == Target::Kind::done) {
    out.segments = {Segment::flat(then), beginning(0, true, Segment::flat(otherwise)), beginning(0, false, Segment::flat(then))};
    return out;
  }
  const auto range = range_of(row, target);
  if (!range) return std::nullopt;
  out.segments.push_back(Segment::flat(range->low ? otherwise : then));
  if (range->low) out.segments.push_back(beginning(*range->low, range->low_inclusive, Segment::flat(then)));
  if (range->high) out.segments.push_back(beginning(*range->high, !range->high_inclusive, Segment::flat(otherwise)));
  return out;
}

/// s × min(x/of, cap), 0 where the share is under `from`; where lower is better, of/x, and s × cap where x ≤ 0.
inline Curve proportion_curve(const Rational& s, const Rational& of, const std::optional<Rational>& from, const Rational& cap,
                              Better better) {
  Curve out;
  Segment share;
  const bool lower = better == Better::lower;
  if (lower) {
    share.q = s * of;
    share.r = 1;
    share.t = 0;
    out.segments.push_back(Segment::flat(s * cap));
    if (of.sign() <= 0) {
      out.segments.push_back(beginning(0, false, from ? Segment::flat(0) : share));
      return out;
    }
    out.segments.push_back(beginning(of / cap, false, share));
    if (from && from->sign() > 0) out.segments.push_back(beginning(of / std::min(*from, cap), false, Segment::flat(0)));
    if (from && *from > cap) out.segments.front() = Segment::flat(s * cap);
    return out;
  }
  share.p = s / of;
  if (of.sign() > 0) {
    out.segments.push_back(from ? Segment::flat(0) : share);
    if (from && *from < cap) out.segments.push_back(beginning(*from * of, true, share));
    out.segments.push_back(beginning(std::max(from.value_or(cap), cap) * of, true, Segment::flat(s * cap)));
    return out;
  }
  out.segments = {Segment::flat(s * cap), beginning(cap * of, false, share)};
  if (from) out.segments.push_back(beginning(*from * of, false, Segment::flat(0)));
  return out;
}

inline std::optional<Curve> curve_of(const Proportion& rule, const CompiledRule& compiled, Evaluator& row) {
  const Number of = number(row, rule.of ? *rule.of : compiled.target->number);
  const Number cap = rule.cap ? number(row, *rule.cap) : Number{Rational(1)};
  const Number from = rule.from ? number(row, *rule.from) : Number{};
  if (!of || !cap || (rule.from && !from)) return std::nullopt;
  const bool undefined = (compiled.better != Better::lower && of->is_zero()) || cap->sign() <= 0;
  if (undefined) row.fault("K0801", row.model().term(rule.of ? *rule.of : compiled.target->number));
  if (undefined) return std::nullopt;
  return proportion_curve(row.points(), *of, from, *cap, compiled.better);
}

/// A side of a slope with its numbers worked out.
struct Stretch {
  Rational from, each, points;
  Number at_most;
  Steps steps = Steps::prorated;
};

/// The stretches of a side, `from` on the scale where higher is better; nothing where a number is missing.
inline std::optional<std::vector<Stretch>> stretches(Evaluator& row, const std::vector<SlopeSide>& sides, const Rational& at, bool lower) {
  std::vector<Stretch> out;
  for (const auto& side : sides) {
    const Number from = side.from ? number(row, *side.from) : Number{at};
    Number each = number(row, side.each);
    const Number points = points_amount(row, side.points);
    const Number at_most = side.at_most ? points_amount(row, *side.at_most) : Number{};
    if (!from || !each || !points || (side.at_most && !at_most)) return std::nullopt;
    if (side.each.percent()) *each *= at.abs();
    if (each->sign() <= 0) {
      row.fault("K0801", row.model().term(side.each));
      return std::nullopt;
    }
    out.push_back({lower ? -*from : *from, *each, *points, at_most, side.steps});
  }
  return out;
}

/// What a stretch takes or gives, from its beginning on: a + sign·points·steps(distance / each).
inline Segment stretch_segment(const Stretch& stretch, const Rational& start, int direction, int sign) {
  Segment out;
  out.p = Rational(direction) / stretch.each;
  out.q = Rational(-direction) * stretch.from / stretch.each;
  out.steps = stretch.steps;
  out.a = start;
  out.b = Rational(sign) * stretch.points;
  if (stretch.at_most && sign < 0) out.least = start - *stretch.at_most;
  if (stretch.at_most && sign > 0) out.most = start + *stretch.at_most;
  return out;
}

/// A slope on the scale where higher is better: worse stretches go down from `at`, better ones up from it.
inline Curve slope_curve(const Rational& base, const std::vector<Stretch>& worse, const std::vector<Stretch>& better) {
  std::vector<Segment> down;
  Rational start = base;
  for (std::size_t i = 0; i < worse.size(); ++i) {
    down.push_back(stretch_segment(worse[i], start, -1, -1));
    if (i + 1 == worse.size()) break;
    down.back().from = worse[i + 1].from;
    start = down.back().at(worse[i + 1].from);
  }
  Curve out;
  for (std::size_t i = down.size(); i-- > 0;) out.segments.push_back(down[i]);
  if (worse.empty()) out.segments.push_back(Segment::flat(base));
  if (!worse.empty()) out.segments.push_back(beginning(worse.front().from, true, Segment::flat(base)));
  start = base;
  for (std::size_t i = 0; i < better.size(); ++i) {
    out.segments.push_back(beginning(better[i].from, true, stretch_segment(better[i], start, 1, 1)));
    if (i + 1 < better.size()) start = out.segments.back().at(better[i + 1].from);
  }
  return out;
}

inline std::optional<Curve> curve_of(const Slope& rule, const CompiledRule& compiled, Evaluator& row) {
  const Number base = points_amount(row, rule.base, row.points());
  std::optional<TargetRange> range;
  if (rule.at) {
    const Number at = number(row, *rule.at);
    if (at) range = TargetRange{at, at, true, true};
  } else if (compiled.better == Better::closer) {
    range = range_of(row, *compiled.target);
  } else {
    const bool upper = compiled.better == Better::lower && compiled.target->kind == Target::Kind::range;
    const Number at = number(row, upper ? *compiled.target->upper : compiled.target->number);
    if (at) range = TargetRange{at, at, true, true};
  }
  if (!base || !range) return std::nullopt;
  const Number past = rule.zero_past ? number(row, *rule.zero_past) : Number{};
  const Number from = rule.zero_from ? number(row, *rule.zero_from) : Number{};
  if ((rule.zero_past && !past) || (rule.zero_from && !from)) return std::nullopt;
  const auto cut = [&](Curve curve, int sign, const Rational& at) {
    const auto on_this_side = [&](const Rational& bound) { return compiled.better != Better::closer || bound < at; };
    if (past && on_this_side(*past * Rational(sign))) curve = zero_below(std::move(curve), *past * Rational(sign), false);
    if (from && on_this_side(*from * Rational(sign))) curve = zero_below(std::move(curve), *from * Rational(sign), true);
    return curve;
  };
  const auto one_side = [&](const Rational& at, bool lower) -> std::optional<Curve> {
    const auto worse = stretches(row, rule.worse, at, lower);
    const auto better = compiled.better == Better::closer ? std::vector<Stretch>{} : stretches(row, rule.better, at, lower);
    if (!worse || !better) return std::nullopt;
    const Rational there = lower ? -at : at;
    return cut(slope_curve(*base, *worse, *better), lower ? -1 : 1, there);
  };
  if (compiled.better == Better::higher) return one_side(*range->low, false);
  const Rational high = range->high ? *range->high : *range->low;
  const auto right = one_side(high, true);
  if (!right) return std::nullopt;
  if (compiled.better == Better::lower) return mirrored(*right);
  const auto left = one_side(range->low ? *range->low : high, false);
  if (!left) return std::nullopt;
  Curve out = *left;  // its last segment is the plateau, where the right side's begins
  const Curve beyond = mirrored(*right);
  for (std::size_t i = 1; i < beyond.segments.size(); ++i) out.segments.push_back(beyond.segments[i]);
  return out;
}

inline std::optional<Curve> curve_of(const Bands& rule, Evaluator& row) {
  struct Step {
    Rational bound, points;
    bool strict;
    int band;
  };
  std::vector<Step> steps;  // best first
  Segment below = Segment::flat(0);
  bool upwards = true;
  for (std::size_t i = 0; i < rule.bands.size(); ++i) {
    const Band& band = rule.bands[i];
    const Number points = points_amount(row, band.points);
    const Number bound = band.bound ? number(row, *band.bound) : Number{};
    if (!points || (band.bound && !bound)) return std::nullopt;
    if (!band.bound) {
      below.q = *points;
      below.branch = static_cast<int>(i);
      continue;
    }
    upwards = band.upwards;
    const Rational signed_bound = upwards ? *bound : -*bound;
    const bool reached =
        steps.empty() || signed_bound < steps.back().bound || (signed_bound == steps.back().bound && steps.back().strict && !band.strict);
    if (reached) steps.push_back({signed_bound, *points, band.strict, static_cast<int>(i)});
  }
  Curve out;
  out.segments.push_back(std::move(below));
  for (std::size_t i = steps.size(); i-- > 0;) {
    Segment segment = Segment::flat(steps[i].points);
    segment.branch = steps[i].band;
    if (rule.interpolate && i > 0) {
      const Rational slope = (steps[i - 1].points - steps[i].points) / (steps[i - 1].bound - steps[i].bound);
      segment.p = slope;
      segment.q = steps[i].points - slope * steps[i].bound;
    }
    out.segments.push_back(beginning(steps[i].bound, !steps[i].strict, std::move(segment)));
  }
  return upwards ? out : mirrored(out);
}

/// s × (base + (1−base)·(x−low)/(high−low)); high = low gives s.
inline Curve efficacy_curve(const Rational& s, const Rational& base, const Rational& low, const Rational& high) {
  Curve out;
  Segment line = Segment::flat(s);
  if (!(high == low)) {
    line.p = s * (Rational(1) - base) / (high - low);
    line.q = s * base - line.p * low;
  }
  out.segments.push_back(std::move(line));
  return out;
}

/// A figure of the group that a rule reads; missing where the group has none.
inline Number figure(Evaluator& row, int node) {
  Term term;
  term.kind = TermKind::node;
  term.ref = node;
  return row.number(term);
}

struct EfficacyNumbers {
  Rational low, high, base;
};

inline std::optional<EfficacyNumbers> efficacy_numbers(const Efficacy& rule, const CompiledRule& compiled, Evaluator& row) {
  const Number low = rule.low.number ? number(row, *rule.low.number) : figure(row, compiled.figures[0]);
  const Number high = rule.high.number ? number(row, *rule.high.number) : figure(row, compiled.figures[1]);
  const Number base = rule.base ? number(row, *rule.base) : Number{Rational(60, 100)};
  if (!low || !high || !base) return std::nullopt;
  return EfficacyNumbers{*low, *high, *base};
}

inline std::optional<Curve> curve_of(const Relative& rule, const CompiledRule& compiled, Evaluator& row) {
  const Number to = rule.expression ? number(row, *rule.expression) : figure(row, compiled.figures[0]);
  const Number cap = rule.cap ? number(row, *rule.cap) : Number{Rational(1)};
  if (!to || !cap) return std::nullopt;
  const bool undefined = (compiled.better != Better::lower && to->is_zero()) || cap->sign() <= 0;
  if (undefined) {
    Term place;
    place.where = compiled.rule->where;
    row.fault("K0801", place);
    return std::nullopt;
  }
  return proportion_curve(row.points(), *to, {}, *cap, compiled.better);
}

/// The curve of a rule for one unit; nothing where a number of it is missing. Pre: is_curve(compiled).
inline std::optional<Curve> curve_of(const CompiledRule& compiled, Evaluator& row) {
  const RuleBody& body = compiled.rule->body;
  if (const auto* rule = std::get_if<Threshold>(&body)) {
    const Number then = rule->then ? points_amount(row, *rule->then->points) : Number{row.points()};
    const Number otherwise = rule->otherwise ? points_amount(row, *rule->otherwise->points) : Number{Rational(0)};
    if (!then || !otherwise) return std::nullopt;
    return met_curve(row, *compiled.target, *then, *otherwise);
  }
  if (const auto* rule = std::get_if<Proportion>(&body)) return curve_of(*rule, compiled, row);
  if (const auto* rule = std::get_if<Slope>(&body)) return curve_of(*rule, compiled, row);
  if (const auto* rule = std::get_if<Bands>(&body)) return curve_of(*rule, row);
  if (const auto* rule = std::get_if<Relative>(&body)) return curve_of(*rule, compiled, row);
  const auto numbers = efficacy_numbers(std::get<Efficacy>(body), compiled, row);
  if (!numbers) return std::nullopt;
  return efficacy_curve(row.points(), numbers->base, numbers->low, numbers->high);
}

/// True where the rule is a function of its value alone, once its numbers are known.
inline bool is_curve(const CompiledRule& compiled) {
  const RuleBody& body = compiled.rule->body;
  if (const auto* rule = std::get_if<Efficacy>(&body)) return !rule->exponential;
  if (std::holds_alternative<Threshold>(body)) return std::ranges::all_of(compiled.branches, [](int branch) { return branch < 0; });
  return std::holds_alternative<Proportion>(body) || std::holds_alternative<Slope>(body) || std::holds_alternative<Bands>(body) ||
         std::holds_alternative<Relative>(body);
}

/// True where the curve is the same for every unit with the same points.
inline bool has_constant_numbers(const Model& model, const CompiledRule& compiled) {
  if (!is_curve(compiled) || compiled.figures[0] >= 0 || compiled.figures[1] >= 0) return false;
  bool constant = true;
  const EachAmount each = [&](const Amount& amount) { constant = constant && is_constant(model.term(amount)); };
  for_each_amount(compiled.rule->body, each);
  if (compiled.target != nullptr && compiled.target->kind != Target::Kind::done) {
    each(compiled.target->number);
    if (compiled.target->upper) each(*compiled.target->upper);
    if (compiled.target->tolerance) each(*compiled.target->tolerance);
  }
  return constant;
}

}  // namespace kaohe::engine
