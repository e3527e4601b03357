"""The scheme of the benchmarks says what plain_loop.hpp does: kaohe's answers are those of the same rules, here again in fractions."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from fractions import Fraction
from importlib import util
from math import floor
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest

import kaohe

UNITS, LEAVES, GROUPS = 500, 100, 20


@pytest.fixture(scope="module")
def workload() -> Iterator[ModuleType]:
    path = Path(__file__).parents[2] / "benchmarks" / "workload.py"
    spec = util.spec_from_file_location("workload", path)
    assert spec is not None
    assert spec.loader is not None
    module = util.module_from_spec(spec)
    sys.modules["workload"] = module  # dataclasses look themselves up
    spec.loader.exec_module(module)
    yield module
    del sys.modules["workload"]


@pytest.fixture(scope="module")
def assessment(workload: ModuleType) -> kaohe.Assessment:
    work = workload.Work(UNITS, LEAVES)
    return kaohe.loads(workload.document(LEAVES)).assess(work.observations(), units=work.unit_table())


# ---- the same in fractions


def rounded(number: Fraction, digits: int) -> Fraction:
    """Half up."""
    return Fraction(floor(number * 10**digits + Fraction(1, 2)), 10**digits)


def tenths(unit: int) -> list[Fraction]:
    """The values of a unit."""
    return [Fraction((unit * 7919 + leaf * 104729 + unit // 13 * 31) % 1009, 10) for leaf in range(LEAVES)]


def as_read(value: float) -> Fraction:
    """The shortest decimal, or that of 15 digits where it has more."""
    return Fraction(f"{value:.15g}") if takes_more_than_15_digits(value) else Fraction(repr(value))


def takes_more_than_15_digits(value: float) -> bool:
    return float(f"{value:.15g}") != value


def leaf_score(x: Fraction, leaf: int) -> Fraction:
    match leaf % 5:
        case 0:
            return Fraction(10 if x >= 30 + leaf % 40 else 0)
        case 1:
            return max(Fraction(0), 10 - (Fraction(15, 100) + Fraction(5, 100) * (leaf % 4)) * x)
        case 2:
            return Fraction((0, 2, 5, 8, 10)[sum(x >= cut + leaf % 9 for cut in (20, 40, 60, 80))])
        case 3:
            return 10 * min(Fraction(1), x / (50 + leaf % 30))
        case _:
            return min(Fraction(5), Fraction(8, 100) * x)


def section_score(values: list[Fraction], section: int) -> Fraction:
    leaves = range(10 * section, 10 * section + 10)
    weighted = sum(((1 + leaf % 7) * rounded(leaf_score(values[leaf], leaf), 4) for leaf in leaves), Fraction(0))
    return rounded(weighted * (1 + section % 3) / sum(1 + leaf % 7 for leaf in leaves), 4)


def total(values: list[Fraction]) -> Fraction:
    return rounded(sum((section_score(values, section) for section in range(LEAVES // 10)), Fraction(0)), 2)


def vetoed(unit: int) -> bool:
    return unit * 48271 % 1000 < 20


def group_of(unit: int) -> list[int]:
    return list(range(unit % GROUPS, UNITS, GROUPS))


def behind(unit: int, totals: list[Fraction]) -> int:
    """How many of the group stand before it."""
    if vetoed(unit):
        return sum(not vetoed(other) for other in group_of(unit))
    return sum(not vetoed(other) and totals[other] > totals[unit] for other in group_of(unit))


def grade(unit: int, totals: list[Fraction]) -> str:
    full = sum(10 * (1 + section % 3) for section in range(LEAVES // 10))
    share = 0 if vetoed(unit) else totals[unit] / full
    reached = next(name for name, from_ in (("A", 50), ("B", 45), ("C", 40), ("D", 0)) if share >= Fraction(from_, 100))
    return "B" if reached == "A" and not seated(unit, totals) else reached


def seated(unit: int, totals: list[Fraction]) -> bool:
    """Whether all who are as good have a seat."""
    as_good = sum(not vetoed(other) and totals[other] >= totals[unit] for other in group_of(unit))
    return as_good <= len(group_of(unit)) * 30 // 100


# ---- compared


def test_the_scheme_of_the_benchmarks_gives_what_its_rules_give_in_fractions(assessment: kaohe.Assessment) -> None:
    totals = [total(tenths(unit)) for unit in range(UNITS)]
    expected = {f"u{unit}": (totals[unit], grade(unit, totals), behind(unit, totals) + 1) for unit in range(UNITS)}
    assert {unit: (Fraction(found.total or -1), found.grade, found.rank) for unit, found in assessment.items()} == expected
    grades = [name for _, name, _ in expected.values()]
    assert {name: grades.count(name) > 0 for name in "ABCD"} == dict.fromkeys("ABCD", True)


def test_its_scores_are_those_of_the_rules(assessment: kaohe.Assessment) -> None:
    for unit in range(0, UNITS, 25):
        leaf_scores = [rounded(leaf_score(x, leaf), 4) for leaf, x in enumerate(tenths(unit))]
        scores: dict[str, Any] = assessment[f"u{unit}"].scores
        assert [Fraction(scores[f"c{leaf}"]) for leaf in range(LEAVES)] == leaf_scores
        assert [Fraction(scores[f"s{section}"]) for section in range(10)] == [section_score(tenths(unit), section) for section in range(10)]


def test_the_plain_sum_is_a_sum_of_weighted_values(workload: ModuleType) -> None:
    work = workload.Work(50, LEAVES)
    found = kaohe.loads(workload.plain_document(LEAVES)).assess({"unit": work.names, **work.leaf_columns()})
    weights = [1 + leaf % 7 for leaf in range(LEAVES)]
    sums = [sum((weights[leaf] * x for leaf, x in enumerate(tenths(unit))), Fraction(0)) for unit in range(50)]
    expected = [rounded(100 * whole / 125 / sum(weights), 2) for whole in sums]
    assert [Fraction(unit.total or -1) for unit in found.values()] == expected


@pytest.mark.parametrize("kind", ["rates", "counts", "ratios", "mixed", "ties", "fractions"])
def test_other_kinds_of_values_give_what_the_rules_give_in_fractions(workload: ModuleType, kind: str) -> None:
    work = workload.Work(100, LEAVES, kind)
    found = kaohe.loads(workload.document(LEAVES)).assess(work.observations(), units=work.unit_table())
    expected = [total([as_read(value) for value in row]) for row in work.values.T.tolist()]
    assert [Fraction(unit.total or -1) for unit in found.values()] == expected


def test_ties_and_most_fractions_take_more_digits_than_are_read(workload: ModuleType) -> None:
    assert all(takes_more_than_15_digits(value) for value in workload.Work(100, LEAVES, "ties").values.flat)
    assert np.mean([takes_more_than_15_digits(value) for value in workload.Work(100, LEAVES, "fractions").values.flat]) > 0.9


def test_ties_are_those_of_rounding_and_of_places(workload: ModuleType) -> None:
    values = workload.Work(100, LEAVES, "ties").values.tolist()
    for leaf in range(LEAVES):
        scores = [10**4 * leaf_score(as_read(value), leaf) for value in values[leaf]]
        bounded = (0, 5 * 10**4, 10**5)
        assert leaf % 5 in (0, 2) or all(score % 1 == Fraction(1, 2) for score in scores if score not in bounded)
    assert [row[:20] for row in values] == [row[20:40] for row in values]
