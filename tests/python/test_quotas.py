"""Who sits, for every small group: worked out from what a quota means, by looking at all sets of units, and compared with kaohe.

A set of units may sit together if with every unit all who are at least as good sit, too. Where ties are excluded, the largest such set
that fits the seats sits; where they are included, the smallest that fills them.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from itertools import chain, combinations_with_replacement, product
from math import ceil, floor
from typing import Any

import pytest

import kaohe

ROUNDINGS = {"down": floor, "half_up": lambda seats: floor(seats + Fraction(1, 2)), "up": ceil}
TIES = ("exclude", "include")
SHARES = {
    "30%": Fraction(3, 10),
    "50%": Fraction(1, 2),
    "1/3": Fraction(1, 3),
    "0.25": Fraction(1, 4),
    "0%": Fraction(0),
    "100%": Fraction(1),
}
SEATS = {"1": Fraction(1), "2": Fraction(2), "3": Fraction(3), "2.5": Fraction(5, 2)}
CUT_OFFS = {"优": 90, "良": 80, "差": 0}

Quota = list[str]  # all of them hold


@dataclass(frozen=True, order=True)
class Kind:
    """All that tells one unit of a group from another."""

    total: int
    tie: int | None = None
    direct: bool = False
    group: str = ""


@dataclass(frozen=True)
class Rules:
    """The quotas of the first and the second grade, and how they are filled."""

    first: tuple[str, ...]
    second: tuple[str, ...]
    round: str
    ties: str
    over_all: tuple[str, ...] = ()
    uses_quota: str = "yes"

    def scheme(self) -> str:
        how = f"round: {self.round}, ties: {self.ties}, tie_break: [tie]"
        first = [*self.first, *(f"{{share: {number}, over: all}}" for number in self.over_all)]
        return f"""{{kaohe: 1, id: seats, title: seats, period: 2024, missing: zero, groups: group,
            criteria: [{{id: work, title: work, points: 100, rule: {{formula: x}}}},
                       {{id: tie, title: tie, points: 9, counts: no, missing: exempt, rule: {{formula: x}}}}],
            direct: [{{when: unit.direct == 是, grade: 优, uses_quota: {self.uses_quota}}}],
            grades: [{{name: 优, from: 90, quota: [{", ".join(first)}], {how}}},
                     {{name: 良, from: 80, quota: [{", ".join(self.second)}], {how}}}, {{name: 差}}]}}"""


# ---- from the definition


def seats(numbers: tuple[str, ...], size: int, rounding: str) -> int:
    return min(ROUNDINGS[rounding](SHARES[number] * size if number in SHARES else SEATS[number]) for number in numbers)


@cache
def closed_sets(order: tuple[int, ...]) -> list[frozenset[int]]:
    """The sets of places that hold with every place all that are at least as good; `order` gives to each place how good it is."""
    every = range(len(order))
    sets = [frozenset(place for place in every if bits >> place & 1) for bits in range(2 ** len(order))]
    return [one for one in sets if all(other in one for place in one for other in every if order[other] >= order[place])]


def sitting(merits: list[Any], number: int, ties: str) -> frozenset[int]:
    different = sorted(set(merits))
    sets = closed_sets(tuple(different.index(merit) for merit in merits))
    if ties == "exclude":
        return max((one for one in sets if len(one) <= number), key=len)
    return min((one for one in sets if len(one) >= min(number, len(merits))), key=len)


def merit(kind: Kind, directly: bool) -> Any:
    return directly, kind.total, -1 if kind.tie is None else kind.tie


def below(kind: Kind, grade: str) -> str:
    """The next grade that the total opens."""
    names = list(CUT_OFFS)
    return next(name for name in names[names.index(grade) + 1 :] if kind.total >= CUT_OFFS[name])


def fill(kinds: list[Kind], grades: list[str], rules: Rules, grade: str, whole: list[int], numbers: tuple[str, ...]) -> None:
    """Sends those for whom there is no seat to their next grade; `whole` are the places that the quota is of."""
    if not numbers:
        return
    free = grade == "优" and rules.uses_quota == "no"
    asking = [place for place in whole if grades[place] == grade and not (free and kinds[place].direct)]
    merits = [merit(kinds[place], grade == "优" and kinds[place].direct) for place in asking]
    seated = sitting(merits, seats(numbers, len(whole), rules.round), rules.ties)
    for number, place in enumerate(asking):
        if number not in seated:
            grades[place] = below(kinds[place], grade)


def expected(kinds: list[Kind], rules: Rules) -> list[str]:
    grades = ["优" if kind.direct else next(name for name, bound in CUT_OFFS.items() if kind.total >= bound) for kind in kinds]
    names = {kind.group for kind in kinds}
    groups = [[place for place, kind in enumerate(kinds) if kind.group == name] for name in sorted(names)]
    for grade, own, over_all in (("优", rules.first, rules.over_all), ("良", rules.second, ())):
        for group in groups:
            fill(kinds, grades, rules, grade, group, own)
        fill(kinds, grades, rules, grade, list(range(len(kinds))), over_all)
    return grades


# ---- by kaohe


def assessed(units: list[tuple[str, str, Kind]], rules: Rules) -> dict[str, str]:
    """The grade of every unit, given by its id, group and kind."""
    observations = {"unit": [unit for unit, _, _ in units]}
    observations["work"] = [str(kind.total) for _, _, kind in units]
    observations["tie"] = ["" if kind.tie is None else str(kind.tie) for _, _, kind in units]
    attributes = {"unit": observations["unit"], "group": [group for _, group, _ in units]}
    attributes["direct"] = ["是" if kind.direct else "否" for _, _, kind in units]
    found = kaohe.loads(rules.scheme()).assess(observations, units=attributes)
    return {unit: result["grade"] for unit, result in json.loads(found.to_json())["units"].items()}


# ---- every group of up to eight units

KINDS = {
    "totals": [Kind(95), Kind(92), Kind(90), Kind(85), Kind(60)],
    "ties": [Kind(95, 1), Kind(92, 2), Kind(92, 5), Kind(92), Kind(85, 9)],
    "direct": [Kind(95), Kind(92), Kind(92, direct=True), Kind(85, direct=True), Kind(60, direct=True)],
}
QUOTAS = [
    (("30%",), ("50%",)),
    (("50%",), ("1",)),
    (("1",), ("1/3",)),
    (("2.5",), ("30%", "2")),
    (("50%", "3"), ("0.25",)),
    (("0%",), ("100%",)),
]
FILLINGS = list(product(ROUNDINGS, TIES))


def every_group(kinds: list[Kind], most: int) -> list[list[Kind]]:
    """All groups of up to so many units of these kinds."""
    return [list(group) for size in range(1, most + 1) for group in combinations_with_replacement(kinds, size)]


GROUPS = {name: every_group(kinds, 8) for name, kinds in KINDS.items()}


def differences(groups: list[list[Kind]], rules: Rules, order: random.Random) -> Iterator[str]:
    """All groups in one assessment, its rows in any order."""
    units = [(f"{name}-{place}", str(name), kind) for name, group in enumerate(groups) for place, kind in enumerate(group)]
    shuffled = order.sample(units, len(units))
    got = assessed(shuffled, rules)
    for name, group in enumerate(groups):
        want, have = expected(group, rules), [got[f"{name}-{place}"] for place in range(len(group))]
        if want != have:
            yield f"{rules}\n{group}\nby definition {want}, kaohe {have}"


@pytest.mark.parametrize("quotas", QUOTAS)
@pytest.mark.parametrize("uses_quota", ["yes", "no"])
def test_every_small_group_sits_by_the_definition(quotas: tuple[tuple[str, ...], tuple[str, ...]], uses_quota: str) -> None:
    groups = GROUPS["direct"] if uses_quota == "no" else [*chain.from_iterable(GROUPS.values())]
    for number, (rounding, ties) in enumerate(FILLINGS):
        rules = Rules(*quotas, rounding, ties, uses_quota=uses_quota)
        assert next(differences(groups, rules, random.Random(number)), None) is None


def test_there_are_enough_groups() -> None:
    groups = sum(map(len, GROUPS.values())) + len(GROUPS["direct"])
    assert groups * len(QUOTAS) * len(FILLINGS) >= 100_000


# ---- quotas over all groups

TWO_GROUPS = [Kind(total, group=group) for group in "甲乙" for total in (95, 92, 85)]
OVER_ALL = [((), ("50%",)), (("50%",), ("2",)), (("2",), ("30%", "3")), (("1/3",), ("1/3",))]


@pytest.mark.parametrize(("own", "over_all"), OVER_ALL)
def test_all_groups_together_sit_by_the_definition(own: tuple[str, ...], over_all: tuple[str, ...]) -> None:
    order = random.Random(7)
    for rounding, ties in FILLINGS:
        rules = Rules(own, ("50%",), rounding, ties, over_all)
        for kinds in every_group(TWO_GROUPS, 5):
            units = [(f"U{place}", kind.group, kind) for place, kind in enumerate(kinds)]
            got = assessed(order.sample(units, len(units)), rules)
            assert [got[f"U{place}"] for place in range(len(kinds))] == expected(kinds, rules), f"{rules}\n{kinds}"
