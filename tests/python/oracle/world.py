"""What the oracle knows before it scores: the scheme as a tree, the tables as looked-up facts."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Any

from . import exact
from .period import Period, earlier, parse_date, parse_period

Row = dict[str, Any]
Value = Any  # a Fraction, a text, or None where it is missing


@dataclass(eq=False)
class Node:
    """A criterion or an adjustment."""

    body: dict[str, Any]
    parent: Node | None
    adjusting: bool
    children: list[Node] = field(default_factory=list)

    @property
    def id(self) -> str:
        return self.body.get("id", "")

    @property
    def is_leaf(self) -> bool:
        return "rule" in self.body

    @property
    def has_points(self) -> bool:
        """Whether it is worth points, by itself or by what stands below it."""
        return "points" in self.body or any(child.has_points for child in self.children)

    @property
    def counts(self) -> bool:
        return truth_word(self.body.get("counts", "yes"))

    def down(self) -> list[Node]:
        return [self, *(below for child in self.children for below in child.down())]


def truth_word(text: Any) -> bool:
    return str(text).lower() in exact.YES


def cell(value: Any) -> Value:
    """A cell as it is read: a number, a text, or missing."""
    if value is None or isinstance(value, Fraction):
        return value
    if isinstance(value, float):
        return None if value != value else exact.from_float(value)
    text = str(value).strip()
    if text in exact.EMPTY:
        return None
    number = exact.literal(text)
    return text if number is None else number


def observed(value: Any) -> Value:
    """An observation: yes and no are 1 and 0."""
    found = cell(value)
    if isinstance(found, str) and found.lower() in exact.YES | exact.NO:
        return Fraction(found.lower() in exact.YES)
    return found


def dated(scheme_node: dict[str, Any], period: Period) -> dict[str, Any]:
    """The node with the keys of the version that the period chooses."""
    for version in scheme_node.get("versions", []):
        first, last = (parse_date(version["valid"].get(end)) for end in ("from", "to"))
        if (not first or first <= period.first()) and (not last or last >= period.last()):
            return {**scheme_node, **version}
    return scheme_node


class World:
    """The scheme's nodes and every table of one assessment."""

    def __init__(self, scheme: dict[str, Any], tables: dict[str, list[Row]]) -> None:
        self.scheme = scheme
        self.period = parse_period(str(scheme["period"]))
        rounding = scheme.get("rounding", {})
        self.mode = rounding.get("mode", "half_up")
        self.digits = int(rounding.get("criterion", 4))
        self.total_digits = int(rounding.get("total", 2))
        self.indicators = scheme.get("indicators") or {}
        self.constants = scheme.get("constants") or {}
        self.root = self.grow({**scheme, "id": ""}, None, False, "criteria")
        self.extra = self.grow({"id": "", "criteria": scheme.get("adjustments") or []}, None, True, "criteria")
        self.nodes = {node.id: node for node in [*self.root.down(), *self.extra.down()] if node.id}
        self.read_units(tables)
        self.read_observations(tables.get("observations") or [])
        self.read_facts(tables)

    def grow(self, body: dict[str, Any], parent: Node | None, adjusting: bool, key: str) -> Node:
        node = Node(dated(body, self.period), parent, adjusting)
        node.children = [self.grow(child, node, adjusting, "criteria") for child in body.get(key) or []]
        return node

    def leaves(self) -> list[Node]:
        return [node for node in [*self.root.down(), *self.extra.down()] if node.is_leaf]

    def read_units(self, tables: dict[str, list[Row]]) -> None:
        rows = tables.get("units") or []
        self.attributes = {str(row["unit"]): {k: v for k, v in row.items() if k != "unit"} for row in rows}
        if not rows:
            named = (row["unit"] for name in ("observations", "events", "ratings", "history") for row in tables.get(name) or [])
            self.attributes = {str(unit): {} for unit in named}
        by = self.scheme.get("groups")
        self.group = {unit: str(found.get(by) or "") if by else None for unit, found in self.attributes.items()}

    @cached_property
    def vetoes(self) -> dict[str, Row]:
        return {veto["id"]: veto for veto in self.scheme.get("vetoes") or []}

    @cached_property
    def members(self) -> dict[str | None, list[str]]:
        found: dict[str | None, list[str]] = defaultdict(list)
        for unit, group in self.group.items():
            found[group].append(unit)
        return found

    def read_observations(self, rows: list[Row]) -> None:
        self.observations: dict[tuple[str, str, Period], Value] = {}
        for row in rows:
            if "indicator" in row:
                period = parse_period(str(row["period"])) if row.get("period") else self.period
                self.observations[row["unit"], row["indicator"], period] = observed(row["value"])
                continue
            for column, value in row.items():
                name, _, when = column.partition("@")
                period = parse_period(when) if when else self.period
                self.observations[row["unit"], name, period] = observed(value)

    def read_facts(self, tables: dict[str, list[Row]]) -> None:
        self.events: dict[tuple[str, str], list[Row]] = defaultdict(list)
        for row in tables.get("events") or []:
            self.events[row["unit"], row["event"]].append(row)
        self.ratings: dict[tuple[str, str], list[Row]] = defaultdict(list)
        for row in tables.get("ratings") or []:
            self.ratings[row["unit"], row["criterion"]].append(row)
        self.history = tables.get("history") or []
        self.decisions = [*(self.scheme.get("decisions") or []), *(tables.get("decisions") or [])]

    def happened(self, unit: str, event: str, period: Period, lookback: str = "") -> list[Row]:
        """The unit's events of a period, or from a span before it."""
        first = earlier(period.first(), lookback) if lookback else period.first()
        return [row for row in self.events.get((unit, event), []) if first <= parse_date(row["date"]) <= period.last()]

    @cached_property
    def results_before(self) -> dict[tuple[str, Period], Row]:
        """The rows of the history table that are of this scheme."""
        own = [row for row in self.history if str(row.get("scheme") or "").strip() in exact.EMPTY | {self.scheme.get("id")}]
        return {(row["unit"], parse_period(str(row["period"]))): row for row in own}

    def past(self, unit: str, period: Period) -> Row:
        """The unit's result of an earlier period; empty where none is known."""
        return self.results_before.get((unit, period), {})
