"""The work of the benchmarks: its scheme for any number of leaves, its values and its tables. The values are those of workload.hpp.

usage: workload.py LEAVES; prints the document
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

GROUPS = 20
LEAVES_OF_SECTION = 10
SEATS_PERCENT = 30  # of a group, in the best grade
GRADES = {"A": 50, "B": 45, "C": 40, "D": 0}  # from so many percent of the full points on
FULL = 10  # points of a leaf, and a factor of those of a section
PLAIN_FULL = 100  # points of the plain weighted sum
PLAIN_OF = 125  # what gives a leaf of it all its points: a score then has three digits, which no rounding touches


class Threshold(NamedTuple):
    """All points from `at` on, else none."""

    at: int


class Loss(NamedTuple):
    """All points, less `hundredths` of a point for each unit of the value."""

    hundredths: int


class Bands(NamedTuple):
    """Points by the number of cuts that the value has reached."""

    cuts: tuple[int, int, int, int]


class Proportion(NamedTuple):
    """A share of the points, all of them from `of` on."""

    of: int


class Gain(NamedTuple):
    """`hundredths` of a point for each unit of the value, and `at_most` points."""

    hundredths: int
    at_most: int


Rule = Threshold | Loss | Bands | Proportion | Gain
BAND_POINTS = (2, 5, 8, 10)


def rule(leaf: int) -> Rule:
    first = 20 + leaf % 9
    rules: tuple[Rule, ...] = (
        Threshold(30 + leaf % 40),
        Loss(15 + 5 * (leaf % 4)),
        Bands((first, first + 20, first + 40, first + 60)),
        Proportion(50 + leaf % 30),
        Gain(8, 5),
    )
    return rules[leaf % len(rules)]


def weight(leaf: int) -> int:
    """What a leaf weighs against the others of its section."""
    return 1 + leaf % 7


def section_factor(section: int) -> int:
    """A section has this many times the points of a leaf."""
    return 1 + section % 3


def leaves_of(section: int) -> range:
    return range(section * LEAVES_OF_SECTION, (section + 1) * LEAVES_OF_SECTION)


def sections_of(leaves: int) -> range:
    return range(leaves // LEAVES_OF_SECTION)


def section_weight(section: int) -> int:
    return sum(map(weight, leaves_of(section)))


def full_points(leaves: int) -> int:
    return sum(FULL * section_factor(section) for section in sections_of(leaves))


# ---- the document


def _rule_text(found: Rule) -> str:
    match found:
        case Threshold(at):
            return f'{{threshold: ">= {at}"}}'
        case Loss(hundredths):
            return f"{{slope: {{at: 0, worse: {{each: 1, take: {hundredths / 100:.2f}}}}}}}"
        case Bands(cuts):
            bands = [f"{{from: {cut}, points: {points}}}" for cut, points in zip(cuts, BAND_POINTS, strict=True)]
            return f"{{bands: [{', '.join(reversed(bands))}]}}"
        case Proportion(of):
            return f"{{proportion: {{of: {of}}}}}"
        case Gain(hundredths, at_most):
            return f"{{slope: {{at: 0, base: 0, better: {{each: 1, give: {hundredths / 100:.2f}, at_most: {at_most}}}}}}}"


def _section_lines(section: int) -> list[str]:
    head = f"  - {{id: s{section}, points: {FULL * section_factor(section)}, combine: weighted, weights: relative, criteria: ["
    leaves = [
        f"      {{id: c{leaf}, points: {FULL}, weight: {weight(leaf)}, value: x{leaf}, rule: {_rule_text(rule(leaf))}}},"
        for leaf in leaves_of(section)
    ]
    return [head, *leaves, "    ]}"]


def _grade_text(name: str, percent: int) -> str:
    quota = f", quota: {SEATS_PERCENT}%" if name == "A" else ""
    return f"{{name: {name}, from: {percent}%{quota}}}" if percent else f"{{name: {name}}}"


def _indicator_lines(leaves: int) -> list[str]:
    better = {True: "lower", False: "higher"}
    return [f"  x{leaf}: {{better: {better[isinstance(rule(leaf), Loss)]}}}" for leaf in range(leaves)]


def document(leaves: int) -> str:
    """The scheme. Pre: whole sections of leaves."""
    assert leaves % LEAVES_OF_SECTION == 0
    grades = ", ".join(_grade_text(name, percent) for name, percent in GRADES.items())
    lines = [
        "kaohe: 1",
        "id: bench",
        "missing: zero",
        "groups: district",
        "indicators:",
        *_indicator_lines(leaves),
        "  flag: {title: veto}",
        "criteria:",
        *(line for section in sections_of(leaves) for line in _section_lines(section)),
        "vetoes: [{id: v, title: veto, when: flag == 1, effect: {grade: D, rank: last}}]",
        f"grades: [{grades}]",
    ]
    return "\n".join(lines) + "\n"


def plain_document(leaves: int) -> str:
    """The weighted sum alone, which is all that some libraries do."""
    rules = [
        f"    {{id: c{leaf}, points: {FULL}, weight: {weight(leaf)}, value: x{leaf}, rule: {{proportion: {{of: {PLAIN_OF}}}}}}},"
        for leaf in range(leaves)
    ]
    indicators = [f"  x{leaf}: {{better: higher}}" for leaf in range(leaves)]
    head = f"  - {{id: all, points: {PLAIN_FULL}, combine: weighted, weights: relative, criteria: ["
    return "\n".join(["kaohe: 1", "id: plain", "missing: zero", "indicators:", *indicators, "criteria:", head, *rules, "  ]}"]) + "\n"


# ---- the values, by formulas that workload.hpp shares

Wholes = NDArray[np.int64]
KINDS = {
    "tenths": "tenths",
    "rates": "rates of two and four digits",
    "counts": "counts",
    "ratios": "ratios of counts",
    "mixed": "rates, counts and ratios in turn",
    "ties": "ties of rounding, one float off",
    "fractions": "fractions of 15 to 17 digits",
}


def _spread(unit: Wholes, leaf: int) -> Wholes:
    """Whole numbers in no order."""
    return unit * 7919 + leaf * 104729 + unit // 13 * 31


def _tie_step(found: Rule) -> int:
    """Millionths of which every odd number gives a score of four digits and a half, or, where rules have steps, a whole number."""
    match found:
        case Loss(hundredths):
            return {15: 1000, 20: 250, 25: 200, 30: 500}[hundredths]
        case Proportion(of):
            return 5 * of
        case Gain():
            return 625
        case _:
            return 10**6


def _ties(unit: Wholes, leaf: int) -> Floats:
    """The float next to such a number: it takes 16 or 17 digits, and stands for the tie. Two units of a group have the same values."""
    step = _tie_step(rule(leaf))
    odd = 2 * (_spread(unit // (2 * GROUPS), leaf) % (50_000_000 // step)) + 1
    return np.nextafter(odd * step / 1_000_000, np.inf)


def _ratios(unit: Wholes, leaf: int) -> Floats:
    """37/41 as a spreadsheet holds it, in percent."""
    of = 20 + (unit * 31 + leaf) % 80
    return _spread(unit, leaf) % (of + 1) / of * 100


def values_of(kind: str, unit: Wholes, leaf: int) -> Floats:
    """Of a leaf. Pre: the kind is one of KINDS."""
    number = _spread(unit, leaf)
    match kind:
        case "rates":
            return number % 10_007 / 100 if leaf % 2 == 0 else number % 10_007 * 99 / 10_000
        case "counts":
            return (number % 101).astype(np.float64)
        case "ratios":
            return _ratios(unit, leaf)
        case "mixed":
            return values_of(("rates", "rates", "counts", "ratios")[leaf % 4], unit, leaf)
        case "ties":
            return _ties(unit, leaf)
        case "fractions":
            return number % 100_003 / 1000.3
        case _:
            return number % 1009 / 10


@dataclass(frozen=True)
class Work:
    """So many units by so many leaves, with values of a kind."""

    units: int
    leaves: int
    kind: str = "tenths"

    @cached_property
    def values(self) -> Floats:
        """A row a leaf, so that the values of a leaf lie side by side."""
        unit = np.arange(self.units, dtype=np.int64)
        made = np.empty((self.leaves, self.units))
        for leaf in range(self.leaves):
            made[leaf] = values_of(self.kind, unit, leaf)
        return made

    @cached_property
    def vetoed(self) -> NDArray[np.bool_]:
        unit = np.arange(self.units, dtype=np.int64)
        return np.asarray(unit * 48271 % 1000 < 20)

    @cached_property
    def groups(self) -> NDArray[np.int64]:
        return np.arange(self.units, dtype=np.int64) % GROUPS

    @cached_property
    def names(self) -> list[str]:
        return [f"u{unit}" for unit in range(self.units)]

    @cached_property
    def districts(self) -> list[str]:
        return [f"d{unit % GROUPS}" for unit in range(self.units)]

    def leaf_columns(self) -> dict[str, Floats]:
        return {f"x{leaf}": self.values[leaf] for leaf in range(self.leaves)}

    def observations(self) -> dict[str, Any]:
        return {"unit": self.names, "flag": self.vetoed.astype(np.float64), **self.leaf_columns()}

    def unit_table(self) -> dict[str, Any]:
        return {"unit": self.names, "district": self.districts}

    def frame_columns(self) -> dict[str, Any]:
        """Everything in one table."""
        return {"unit": self.names, "district": self.districts, "veto": self.vetoed, **self.leaf_columns()}


if __name__ == "__main__":
    sys.stdout.write(document(int(sys.argv[1])))
