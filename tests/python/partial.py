"""Evidence with holes, and ways to fill them: what may still come is any observation, attribute or rating that is not there."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from oracle.draw_scheme import Made

Row = dict[str, str]
Tables = dict[str, list[Row]]

BLANK = {"", "-", "—"}
NUMBER = re.compile(r"-?[\d.]+[%万亿]?")
STRANGE = ("0", "-7", "1000000", "0.001", "37.5%", "3", "1/3")


def copied(tables: Tables) -> Tables:
    return {name: [dict(row) for row in rows] for name, rows in tables.items()}


@dataclass(frozen=True)
class Cell:
    """A cell that may be empty; `kind` is the column whose values it may have."""

    table: str
    row: int
    column: str
    kind: str


@dataclass(frozen=True)
class Site:
    """Where ratings are read: with fewer than `least` of them, more may come."""

    unit: str
    criterion: str
    group: str
    least: int


class Holes:
    """A drawn case as a place to dig holes into and to fill them."""

    def __init__(self, case: Made, rng: random.Random) -> None:
        self.rng = rng
        self.tables: Tables = {"ratings": [], **copied(case.tables)}
        self.period = str(case.tree["period"])
        self.looks_back = "streak(" in case.text() or "times_in(" in case.text()
        self.widen()
        self.cells = list(self.find_cells())
        self.sites = list(self.find_sites(case.tree))
        self.values: dict[str, list[str]] = {}
        for cell in self.cells:
            if self.at(self.tables, cell) not in BLANK:
                self.values.setdefault(cell.kind, []).append(self.at(self.tables, cell))

    def widen(self) -> None:
        """In a long table a row for every unit: one that is not there is an empty cell, too."""
        rows = self.tables.get("observations", [])
        asked = {(row["indicator"], row["period"]) for row in rows if "indicator" in row}
        there = {(row["unit"], row["indicator"], row["period"]) for row in rows if "indicator" in row}
        for unit in sorted({row["unit"] for row in self.tables["units"]}):
            for indicator, period in sorted(asked):
                if (unit, indicator, period) not in there:
                    rows.append({"unit": unit, "indicator": indicator, "period": period, "value": ""})

    # ---- where

    def find_cells(self) -> Iterator[Cell]:
        for number, row in enumerate(self.tables.get("units", [])):
            yield from (Cell("units", number, column, f"unit.{column}") for column in row if column != "unit")
        for number, row in enumerate(self.tables.get("observations", [])):
            if "indicator" in row:
                if not self.is_past(row["period"]):
                    yield Cell("observations", number, "value", row["indicator"])
                continue
            for column in row:
                name, _, period = column.partition("@")
                if column != "unit" and not self.is_past(period or self.period):
                    yield Cell("observations", number, column, name)

    def is_past(self, period: str) -> bool:
        """Of what only streaks look back on, nothing is still to come."""
        return self.looks_back and period != self.period

    def find_sites(self, tree: dict[str, Any]) -> Iterator[Site]:
        units = sorted({row["unit"] for table in self.tables.values() for row in table})
        for leaf, pointed in leaves(tree):
            groups = groups_read(leaf["rule"], pointed)
            for unit in units:
                yield from (Site(unit, leaf["id"], group, least) for group, least in groups.items())

    @staticmethod
    def at(tables: Tables, cell: Cell) -> str:
        return tables[cell.table][cell.row][cell.column]

    @staticmethod
    def ratings(tables: Tables, site: Site) -> list[Row]:
        wanted = (site.unit, site.criterion, site.group)
        return [row for row in tables["ratings"] if (row["unit"], row["criterion"], row["rater_group"]) == wanted]

    # ---- digging and filling

    def dug(self, share: float) -> Tables:
        """The tables without a share of what they hold."""
        tables = copied(self.tables)
        for cell in self.cells:
            if self.rng.random() < share:
                tables[cell.table][cell.row][cell.column] = ""
        for site in self.sites:
            if self.rng.random() < share:
                gone = self.ratings(tables, site)
                gone = gone[self.rng.randrange(site.least) :]
                tables["ratings"] = [row for row in tables["ratings"] if row not in gone]
        return tables

    def empty(self, tables: Tables) -> tuple[list[Cell], list[Site]]:
        """What is still to come."""
        cells = [cell for cell in self.cells if self.at(tables, cell) in BLANK]
        return cells, [site for site in self.sites if len(self.ratings(tables, site)) < site.least]

    def is_whole(self, tables: Tables) -> bool:
        """Whether no cell is empty, of earlier periods neither."""
        return not any(self.empty(tables)) and not any(BLANK & {*row.values()} for row in tables.get("observations", []))

    def filled(self, tables: Tables, share: float) -> Tables:
        """The tables with a share of their holes filled, as they were before or by chance."""
        cells, sites = self.empty(tables)
        filled = copied(tables)
        for cell in cells:
            if self.rng.random() < share:
                self.fill(filled, cell)
        for site in sites:
            if self.rng.random() < share:
                self.rate(filled, site)
        return filled

    def filled_once(self, tables: Tables) -> Tables:
        """One hole less."""
        cells, sites = self.empty(tables)
        filled = copied(tables)
        if cells or sites:
            hole = self.rng.choice([*cells, *sites])
            self.fill(filled, hole) if isinstance(hole, Cell) else self.rate(filled, hole)
        return filled

    def fill(self, tables: Tables, cell: Cell) -> None:
        tables[cell.table][cell.row][cell.column] = self.value(cell)

    def value(self, cell: Cell) -> str:
        before = self.at(self.tables, cell)
        known = self.values.get(cell.kind, [])
        if before not in BLANK and self.rng.random() < 0.4:
            return before
        if known and all(NUMBER.fullmatch(value) for value in known) and self.rng.random() < 0.4:
            return self.rng.choice(STRANGE[:-1])
        return self.rng.choice(known) if known else ""

    def rate(self, tables: Tables, site: Site) -> None:
        there = self.ratings(tables, site)
        marks = [row for row in self.tables["ratings"] if row["criterion"] == site.criterion]
        more = [row for row in self.ratings(self.tables, site) if row not in there]
        if self.rng.random() < 0.6 or not marks:
            tables["ratings"] += [dict(row) for row in more]
            return
        number = 1 - len(there) if site.least == 1 and not site.group else self.rng.randint(0, 4)
        for rater in range(number):
            row = {**self.rng.choice(marks), "unit": site.unit, "rater_group": site.group, "rater": f"new{len(there) + rater}"}
            tables["ratings"].append(row)


def leaves(tree: dict[str, Any], pointed: bool = True) -> Iterator[tuple[dict[str, Any], bool]]:
    """Every leaf, and whether it has points."""
    for child in [*tree.get("criteria", []), *tree.get("adjustments", [])]:
        if "rule" in child:
            yield child, "points" in child
        yield from leaves(child)


def bodies(rule: Any) -> Iterator[tuple[str, Any]]:
    """The rules that read ratings, nested ones included."""
    if isinstance(rule, dict):
        for name, body in rule.items():
            if name in ("panel", "levels", "discretion"):
                yield name, body
            else:
                yield from bodies(body)
    if isinstance(rule, list):
        for one in rule:
            yield from bodies(one)


def groups_read(rule: Any, pointed: bool) -> dict[str, int]:
    """The rater groups a leaf reads, with how many ratings each needs. Where no mark means nothing taken, none is missing."""
    found = list(bodies(rule))
    if len(found) != 1:
        return {}
    [(name, body)] = found
    if name == "levels":
        return {"": 1}
    if name == "discretion":
        return {"": 1} if pointed and float(body["to"]) > 0 else {}
    least = 2 * int(body.get("trim", 0)) + 1
    return dict.fromkeys(body.get("groups", [""]), max(least, int(body.get("min_raters", 1))))
