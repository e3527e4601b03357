"""The fourteen rules, each from a value (or facts) to a score, before the leaf clamps and rounds it."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from . import exact
from .evaluate import Scope, cohort_figure, truth
from .target import Target, parse_target
from .world import Node, Value, cell

if TYPE_CHECKING:
    from .assess import Scorer

NAMES = (
    *("threshold", "proportion", "slope", "bands", "cases", "rank", "relative"),
    *("efficacy", "tally", "levels", "panel", "discretion", "formula", "result"),
)
PERCENT = re.compile(r"\s*[+-]?[\d.]+\s*%\s*")
Score = Fraction | None


def rule_name(rule: dict[str, Any]) -> str:
    return next(key for key in rule if key in NAMES)


@dataclass(frozen=True)
class Case:
    """One rule on one leaf for one unit."""

    scorer: Scorer
    leaf: Node
    unit: str
    rule: dict[str, Any]
    reaches: Callable[[str], bool]

    @property
    def name(self) -> str:
        return rule_name(self.rule)

    @property
    def body(self) -> Any:
        return self.rule[self.name]

    @property
    def s(self) -> Fraction:
        return self.scorer.points(self.leaf, self.unit) if "points" in self.leaf.body else Fraction(0)

    @property
    def better(self) -> str:
        if "better" in self.rule:
            return self.rule["better"]
        return self.scorer.direction(self.rule, self.leaf)

    def of(self, unit: str) -> Case:
        return replace(self, unit=unit)

    def ask(self, source: Any) -> Value:
        return self.scorer.ask(source, self.scope())

    def scope(self) -> Scope:
        extra = {"s": self.s}
        if self.name == "formula" and "x" in self.scorer.names(self.body):
            extra["x"] = self.value()
        return Scope(self.unit, self.scorer.world.period, extra)

    def value(self) -> Value:
        return self.scorer.value(self.rule, self.leaf, self.unit)

    def amount(self, source: Any, whole: Fraction | None = None) -> Value:
        """A number of points; a percentage is of the leaf's points unless another whole is named."""
        if PERCENT.fullmatch(str(source)):
            return exact.literal(str(source)) * (self.s if whole is None else whole)
        return self.ask(source)

    def target(self) -> Target | None:
        return self.scorer.target(self.rule, self.leaf)

    def number(self, key: str) -> Value:
        """The rule's number, else the number of the target."""
        if key in self.body:
            return self.ask(self.body[key])
        return self.ask(self.target().first)

    def cohort(self) -> list[Case]:
        """The group's units to which the leaf applies, that have the value and reach the rule."""
        cases = [self.of(unit) for unit in self.scorer.peers(self.unit) if self.scorer.applies(self.leaf, unit)]
        return [case for case in cases if self.reaches(case.unit) and case.value() is not None]

    def branch(self, rule: Any, holds: Callable[[Case], bool]) -> Score:
        """A number, or a rule that only those reach for whom the branch holds."""
        if not isinstance(rule, dict):
            return self.amount(rule)
        inner = replace(self, rule=rule, reaches=lambda unit: self.reaches(unit) and holds(self.of(unit)))
        if "value" not in rule and "value" in self.rule:
            inner = replace(inner, rule={**rule, "value": self.rule["value"]})
        return inner.score()

    def score(self) -> Score:
        return globals()["score_" + self.name](self)


def threshold_met(case: Case) -> bool | None:
    target = case.body.get("target") if isinstance(case.body, dict) else case.body
    target = parse_target(str(target)) if target is not None else case.target()
    value = case.value()
    return None if value is None else target.met(value, case.ask)


def score_threshold(case: Case) -> Score:
    met = threshold_met(case)
    if met is None:
        return None
    body = case.body if isinstance(case.body, dict) else {}
    branch = body.get("then", "100%") if met else body.get("otherwise", "0")
    return case.branch(branch, lambda other: threshold_met(other) is met)


def score_proportion(case: Case) -> Score:
    x, of = case.value(), case.number("of")
    cap = case.ask(case.body.get("cap", "1"))
    if x is None or of is None:
        return None
    if case.better == "lower":
        share = cap if x <= 0 else of / x
    elif of == 0:
        return None
    else:
        share = x / of
    if "from" in case.body and share < case.ask(case.body["from"]):
        return Fraction(0)
    return case.s * min(share, cap)


def score_slope(case: Case) -> Score:
    x = case.value()
    edges = slope_edges(case)
    base = case.amount(case.body.get("base", "100%"))
    if x is None or None in edges or base is None:
        return None
    if slope_is_zero(case, x):
        return Fraction(0)
    low, high = edges
    sign = -1 if case.better == "lower" else 1
    if case.better == "closer":
        taken = slope_side(case, case.body.get("worse"), "take", max(low - x, x - high, Fraction(0)), None, 0)
        return None if taken is None else base - taken
    short = max((low - x) * sign, Fraction(0))
    over = max((x - low) * sign, Fraction(0))
    taken = slope_side(case, case.body.get("worse"), "take", short, x, -sign)
    given = slope_side(case, case.body.get("better"), "give", over, x, sign)
    return None if taken is None or given is None else base - taken + given


def slope_edges(case: Case) -> tuple[Value, Value]:
    """The reference, twice; the two ends of a range."""
    if "at" not in case.body:
        target = case.target()
        if target is not None and target.kind == "range":
            return case.ask(target.first), case.ask(target.second)
        if target is None:
            return Fraction(0), Fraction(0)
    at = case.number("at")
    return at, at


def slope_is_zero(case: Case, x: Fraction) -> bool:
    sign = -1 if case.better == "lower" else 1
    past, bound = (case.ask(case.body[key]) if key in case.body else None for key in ("zero_past", "zero_from"))
    return (past is not None and (x - past) * sign < 0) or (bound is not None and (x - bound) * sign <= 0)


def slope_side(case: Case, side: Any, verb: str, distance: Fraction, x: Value, way: int) -> Score:
    """What one side takes or gives: one slope over the distance, or several, each on its stretch."""
    if side is None:
        return Fraction(0)
    if isinstance(side, dict):
        return slope_steps(case, side, verb, distance)
    starts = [case.ask(slope["from"]) for slope in side]
    total = Fraction(0)
    for slope, start, end in zip(side, starts, [*starts[1:], None], strict=True):
        past = max((x - start) * way, Fraction(0))
        stretch = past if end is None else min(past, (end - start) * way)
        part = slope_steps(case, slope, verb, stretch)
        if part is None:
            return None
        total += part
    return total


def slope_steps(case: Case, side: dict[str, Any], verb: str, distance: Fraction) -> Score:
    each = case.amount(side["each"], abs(slope_edges(case)[0]))
    amount = case.amount(side[verb])
    cap = case.amount(side["at_most"]) if "at_most" in side else None
    if not each or amount is None or ("at_most" in side and cap is None):
        return None
    steps = distance / each
    kind = side.get("steps", "prorated")
    steps = steps if kind == "prorated" else Fraction(math.floor(steps) if kind == "whole" else math.ceil(steps))
    return steps * amount if cap is None else min(steps * amount, cap)


def score_bands(case: Case) -> Score:
    x = case.value()
    if x is None:
        return None
    bands = [band for band in case.body if "otherwise" not in band]
    rest = next((band["otherwise"] for band in case.body if "otherwise" in band), "0")
    for place, band in enumerate(bands):
        if not band_reached(case, band, x):
            continue
        own = case.amount(band["points"])
        if place == 0 or str(case.rule.get("interpolate", "no")).lower() not in exact.YES:
            return own
        low, high = band_bound(case, band), band_bound(case, bands[place - 1])
        return own + (case.amount(bands[place - 1]["points"]) - own) * (x - low) / (high - low)
    return case.amount(rest)


def band_bound(case: Case, band: dict[str, Any]) -> Value:
    return case.ask(next(band[key] for key in ("from", "above", "up_to", "below") if key in band))


def band_reached(case: Case, band: dict[str, Any], x: Fraction) -> bool:
    bound = band_bound(case, band)
    kind = next(key for key in ("from", "above", "up_to", "below") if key in band)
    return {"from": x >= bound, "above": x > bound, "up_to": x <= bound, "below": x < bound}[kind]


def chosen_branch(case: Case) -> int | None:
    """The place of the first branch that holds, -1 for none, missing where one before it is."""
    for place, branch in enumerate(case.body):
        holds = "otherwise" in branch or truth(case.ask(branch["when"]))
        if holds is None:
            return None
        if holds:
            return place
    return -1


def score_cases(case: Case) -> Score:
    place = chosen_branch(case)
    if place is None or place < 0:
        return None if place is None else Fraction(0)
    branch = case.body[place]
    rule = branch.get("rule", branch.get("points", branch.get("otherwise")))
    return case.branch(rule, lambda other: chosen_branch(other) == place)


def score_rank(case: Case) -> Score:
    x = case.value()
    if x is None:
        return None
    values = [other.value() for other in case.cohort()]
    ahead = sum(v < x if case.better == "lower" else v > x for v in values)
    tied = sum(v == x for v in values)
    ties = case.body.get("ties", "shared")
    if ties == "average":
        return sum((place_points(case, ahead + 1 + i, len(values)) for i in range(tied)), Fraction(0)) / tied
    return place_points(case, ahead + (tied if ties == "last" else 1), len(values))


def place_points(case: Case, place: int, size: int) -> Fraction:
    body = case.body
    if "top" in body:
        for key, points in body["top"].items():
            bound = exact.literal(str(key))
            if place <= (bound * size if bound < 1 or str(key).endswith("%") else bound):
                return case.amount(points)
        return case.amount(body.get("otherwise", "0"))
    if "points" in body:
        listed = body["points"]
        return case.amount(listed[place - 1] if place <= len(listed) else body.get("then", listed[-1]))
    return case.amount(body.get("first", "100%")) + case.amount(body["step"]) * (place - 1)


def score_relative(case: Case) -> Score:
    x = case.value()
    to, cap = case.body["to"], case.ask(case.body.get("cap", "1"))
    if x is None:
        return None
    lower = case.better == "lower"
    if to in ("best", "mean", "median", "sum"):
        reference = cohort_figure(to, [other.value() for other in case.cohort()], lower)
    else:
        reference = case.ask(to)
    if reference is None:
        return None
    if lower:
        return case.s * (cap if x <= 0 else min(reference / x, cap))
    return None if reference == 0 else case.s * min(x / reference, cap)


def score_efficacy(case: Case) -> Score:
    x = case.value()
    base = case.ask(case.body.get("base", "60%"))
    low, high = (efficacy_end(case, key) for key in ("low", "high"))
    if None in (x, base, low, high):
        return None
    if low == high:
        return case.s
    t = (x - low) / (high - low)
    if case.body.get("curve", "linear") == "linear":
        return case.s * (base + (1 - base) * t)
    factor = exact.power(base, 1 - t)
    return None if factor is None else case.s * factor


def efficacy_end(case: Case, key: str) -> Value:
    end = case.body[key]
    if end in ("worst", "best"):
        return cohort_figure(end, [other.value() for other in case.cohort()], case.better == "lower")
    return case.ask(end)


def score_formula(case: Case) -> Score:
    return case.ask(case.body)


def score_result(case: Case) -> Score:
    world, body = case.scorer.world, case.body
    figure = case.scorer.figures(case.unit, body, world.period)
    return None if figure is None else case.s * figure / case.ask(body["out_of"])


def score_levels(case: Case) -> Score:
    ratings = case.scorer.world.ratings.get((case.unit, case.leaf.id), [])
    level = cell(ratings[0].get("level")) if ratings else case.value()
    return None if level is None else case.amount(entry(case.body, level))


def entry(table: dict[str, Any], key: Value) -> Any:
    """The entry of a table by level; a number in a cell finds the key that spells it."""
    return next(found for name, found in table.items() if cell(name) == key)


def score_discretion(case: Case) -> Score:
    body = case.body
    low, high, base = (case.amount(body.get(key, "0")) for key in ("from", "to", "base"))
    ratings = case.scorer.world.ratings.get((case.unit, case.leaf.id), [])
    mark = cell(ratings[0].get("mark")) if ratings else None
    if mark is None:
        return base if high <= 0 or "points" not in case.leaf.body else None
    if mark == 0 and high <= 0:
        return base
    return base + mark if low <= mark <= high else None
