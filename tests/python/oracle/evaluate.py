"""Values of expressions: missing values spread, conditions are three-valued, groups are looked at as a whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cache
from itertools import takewhile
from typing import TYPE_CHECKING, Any

from . import exact
from .expression import parse
from .period import Period, parse_date, started_months
from .stages import Stage
from .world import Row, Value, cell

if TYPE_CHECKING:
    from .assess import Scorer

GROUP_FUNCTIONS = {"mean", "median", "best", "worst", "least", "most", "sum", "rank"}
FIGURES = {"total", "grade", "rank"}
FARTHEST = 60  # periods that `streak` and `times_in` look back
parsed = cache(parse)


@dataclass(frozen=True)
class Scope:
    """For whom, for when and at what stage an expression is asked."""

    unit: str
    period: Period
    extra: dict[str, Value] = field(default_factory=dict)
    event: Row | None = None
    stage: Stage = Stage.LEAVES
    lookback: str = ""
    judges_past: bool = False  # vetoes and gates count from the period before


def truth(value: Value) -> bool | None:
    if value is None:
        return None
    if isinstance(value, str):
        return value.lower() in exact.YES
    return value != 0


def number(flag: bool | None) -> Fraction | None:
    return None if flag is None else Fraction(flag)


def is_flag(value: Value) -> bool:
    return isinstance(value, str) and value.lower() in exact.YES | exact.NO


def same(a: Value, b: Value) -> bool:
    if (is_flag(a) and not isinstance(b, str)) or (is_flag(b) and (is_flag(a) or not isinstance(a, str))):
        flags = [Fraction(truth(v)) if is_flag(v) else v for v in (a, b)]
        return flags[0] == flags[1]
    return a == b


def compared(sign: str, a: Value, b: Value) -> bool | None:
    if a is None or b is None:
        return None
    if sign in ("==", "!="):
        return same(a, b) == (sign == "==")
    if isinstance(a, str) or isinstance(b, str):
        a, b = parse_date(a), parse_date(b)
        if a is None or b is None:
            return None
    return {"<": a < b, "<=": a <= b, ">": a > b, ">=": a >= b}[sign]


class Evaluator:
    """Evaluates trees against what a scorer knows."""

    def __init__(self, scorer: Scorer) -> None:
        self.scorer = scorer
        self.world = scorer.world

    def text(self, source: Any, scope: Scope) -> Value:
        return self.tree(parsed(str(source)), scope)

    def tree(self, tree: Any, scope: Scope) -> Value:
        return getattr(self, "on_" + tree[0])(*tree[1:], scope)

    def on_number(self, value: Fraction, scope: Scope) -> Value:
        return value

    def on_text(self, value: str, scope: Scope) -> Value:
        return value

    def on_negative(self, inner: Any, scope: Scope) -> Value:
        value = self.tree(inner, scope)
        return None if value is None else -value

    def on_arithmetic(self, sign: str, left: Any, right: Any, scope: Scope) -> Value:
        a, b = self.tree(left, scope), self.tree(right, scope)
        if a is None or b is None:
            return None
        if sign == "/":
            return a / b if b else None
        return a + b if sign == "+" else a - b if sign == "-" else a * b

    def on_or(self, left: Any, right: Any, scope: Scope) -> Value:
        flags = [truth(self.tree(side, scope)) for side in (left, right)]
        return Fraction(1) if True in flags else number(None if None in flags else False)

    def on_and(self, left: Any, right: Any, scope: Scope) -> Value:
        flags = [truth(self.tree(side, scope)) for side in (left, right)]
        return Fraction(0) if False in flags else number(None if None in flags else True)

    def on_not(self, inner: Any, scope: Scope) -> Value:
        flag = truth(self.tree(inner, scope))
        return number(None if flag is None else not flag)

    def on_compare(self, sign: str, left: Any, right: Any, scope: Scope) -> Value:
        a = self.tree(left, scope)
        b = self.right_side(left, right, scope) if sign in ("==", "!=") else self.tree(right, scope)
        return number(compared(sign, a, b))

    def on_in(self, left: Any, choices: list[Any], scope: Scope) -> Value:
        a = self.tree(left, scope)
        if a is None:
            return None
        return Fraction(any(same(a, b) for choice in choices if (b := self.right_side(left, choice, scope)) is not None))

    def right_side(self, left: Any, right: Any, scope: Scope) -> Value:
        """A word that names nothing is a text; beside a field or an attribute every word is."""
        if right[0] == "name" and (self.is_texts(left, scope) or not self.is_known(right[1], scope)):
            return right[1]
        return self.tree(right, scope)

    def is_texts(self, left: Any, scope: Scope) -> bool:
        return left[0] == "name" and (left[1] == "grade" or left[1].startswith("unit.") or self.is_field(left[1], scope))

    def is_field(self, name: str, scope: Scope) -> bool:
        return scope.event is not None and (name in scope.event or not self.is_known(name, replace(scope, event=None)))

    def is_known(self, name: str, scope: Scope) -> bool:
        world = self.world
        places = (scope.extra, world.constants, world.indicators, world.nodes, FIGURES)
        return "." in name or any(name in place for place in places)

    def on_name(self, name: str, scope: Scope) -> Value:
        if name.startswith("unit."):
            return cell(self.world.attributes[scope.unit].get(name[5:]))
        if self.is_field(name, scope):
            return cell(scope.event.get(name))
        if name in scope.extra:
            return scope.extra[name]
        if name in self.world.constants:
            return self.text(self.world.constants[name], scope)
        if name in FIGURES and name not in self.world.nodes:
            return self.figure(name, scope)
        if name in self.world.indicators or name in self.world.nodes:
            return self.named(name, scope)
        if name.lower() in exact.YES | exact.NO:
            return Fraction(name.lower() in exact.YES)
        raise ValueError(f"unknown name {name}")

    def named(self, name: str, scope: Scope) -> Value:
        """The value of an indicator, or of a leaf that has a value of its own."""
        body = self.world.indicators.get(name) or {}
        if "value" not in body and name in self.world.nodes and name not in self.world.indicators:
            body = self.world.nodes[name].body
        if "value" in body:
            return self.text(body["value"], replace(scope, extra={}, event=None, lookback="", judges_past=False))
        return self.world.observations.get((scope.unit, name, scope.period))

    def figure(self, name: str, scope: Scope) -> Value:
        """The unit's total, grade or rank: as settled by now, or as the history table has it."""
        if scope.period == self.world.period:
            return getattr(self.scorer.results, name)(scope.unit, scope.stage)
        return cell(self.world.past(scope.unit, scope.period).get(name))

    def veto(self, name: str, scope: Scope) -> Value:
        if scope.period == self.world.period:
            return Fraction(self.scorer.results.holds(self.world.vetoes[name], scope.unit))
        held = self.world.past(scope.unit, scope.period).get("vetoes")
        return None if held is None else Fraction(name in [word.strip() for word in held.split(";")])

    def on_call(self, name: str, arguments: list[Any], scope: Scope) -> Value:
        if name in ("count", "sum") and self.asks_events(name, arguments):
            return self.over_events(name, arguments, scope)
        if name in GROUP_FUNCTIONS:
            return self.over_group(name, arguments[0], scope)
        if name in ("if", "known"):
            return self.lazy(name, arguments, scope)
        if name in ("score", "full", "share"):
            return getattr(self.scorer, name)(self.world.nodes[arguments[0][1]], scope.unit, scope.stage)
        if name == "veto":
            return self.veto(arguments[0][1], scope)
        if name in ("streak", "times_in"):
            return Fraction(getattr(self, name)(arguments, scope))
        if name in ("prev", "last_year", "change", "growth"):
            return self.over_time(name, arguments, scope)
        values = [self.tree(argument, scope) for argument in arguments]
        return None if None in values else self.plain(name, values)

    def asks_events(self, name: str, arguments: list[Any]) -> bool:
        first = arguments[0]
        return name == "count" or (first[0] == "name" and "." in first[1] and not first[1].startswith("unit."))

    def lazy(self, name: str, arguments: list[Any], scope: Scope) -> Value:
        first = self.tree(arguments[0], scope)
        if name == "known":
            return Fraction(first is not None)
        return None if first is None else self.tree(arguments[1 if truth(first) else 2], scope)

    def plain(self, name: str, values: list[Value]) -> Value:
        if name in ("days", "months"):
            a, b = map(parse_date, values)
            return Fraction((b - a).days if name == "days" else started_months(a, b))
        if name in ("round", "floor", "ceil"):
            digits = int(values[1]) if len(values) > 1 else 0
            if name == "round":
                return exact.rounded(values[0], digits, self.world.mode)
            return (exact.floor_to if name == "floor" else exact.ceil_to)(values[0], digits)
        functions = {
            "min": min,
            "max": max,
            "abs": abs,
            "sqrt": exact.sqrt,
            "ln": exact.ln,
            "exp": exact.exp,
            "pow": exact.power,
        }
        return functions[name](*values) if len(values) > 1 or name not in ("min", "max") else values[0]

    def over_time(self, name: str, arguments: list[Any], scope: Scope) -> Value:
        if name == "last_year":
            return self.tree(arguments[0], replace(scope, period=scope.period.last_year()))
        n = int(self.tree(arguments[1], scope)) if len(arguments) > 1 else 1
        before = self.tree(arguments[0], replace(scope, period=scope.period.before(n)))
        if name == "prev":
            return before
        now = self.tree(arguments[0], scope)
        if now is None or before is None:
            return None
        if name == "change":
            return now - before
        return (now - before) / before if before else None

    def held(self, condition: Any, scope: Scope, most: int) -> Iterator[bool]:
        """Whether it held, period by period backwards."""
        for n in range(1, most + 1) if scope.judges_past else range(most):
            yield truth(self.tree(condition, replace(scope, period=scope.period.before(n)))) is True

    def streak(self, arguments: list[Any], scope: Scope) -> int:
        return sum(takewhile(bool, self.held(arguments[0], scope, FARTHEST)))

    def times_in(self, arguments: list[Any], scope: Scope) -> int:
        return sum(self.held(arguments[0], scope, int(self.tree(arguments[1], scope))))

    def over_events(self, name: str, arguments: list[Any], scope: Scope) -> Value:
        event, _, column = arguments[0][1].partition(".")
        found = Fraction(0)
        for row in self.world.happened(scope.unit, event, scope.period, scope.lookback):
            if len(arguments) > 1 and not truth(self.tree(arguments[1], replace(scope, event=row))):
                continue
            value = event_count(row) if name == "count" else cell(row.get(column))
            if value is None:
                return None
            found += value
        return found

    def over_group(self, name: str, argument: Any, scope: Scope) -> Value:
        settled = Stage.GRADES if scope.stage in (Stage.POINTS, Stage.SCORE) else scope.stage
        asked = replace(scope, event=None, stage=settled)
        values = [v for unit in self.scorer.peers(scope.unit) if (v := self.tree(argument, replace(asked, unit=unit))) is not None]
        lower = argument[0] == "name" and argument[1] not in FIGURES and self.scorer.direction_of_name(argument[1]) == "lower"
        if name == "rank":
            own = self.tree(argument, scope)
            return None if own is None else Fraction(1 + sum(v < own if lower else v > own for v in values))
        return cohort_figure(name, values, lower)


def event_count(row: Row) -> Fraction:
    count = cell(row.get("count"))
    return Fraction(1) if count is None else count


def cohort_figure(name: str, values: list[Fraction], lower: bool) -> Fraction | None:
    """A figure of the values of a group; missing where nobody has one, but the mean of nobody is 0."""
    if not values:
        return Fraction(0) if name == "mean" else None
    ordered = sorted(values)
    half = len(ordered) // 2
    middle = ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2
    least, most = ordered[0], ordered[-1]
    best, worst = (least, most) if lower else (most, least)
    total = sum(ordered, Fraction(0))
    return {
        "sum": total,
        "mean": total / len(ordered),
        "median": middle,
        "least": least,
        "most": most,
        "best": best,
        "worst": worst,
    }[name]
