"""Who sits where a grade has a quota, grade by grade from the best."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from . import exact
from .rules import PERCENT
from .stages import Stage

if TYPE_CHECKING:
    from .results import Results

Body = dict[str, Any]


def seated(results: Results) -> dict[str, int]:
    """The place of every unit that is not excluded, after all quotas."""
    units = [unit for unit in results.world.attributes if not results.is_excluded(unit)]
    places = {unit: results.place_after_vetoes(unit) for unit in units}
    fallen: set[str] = set()
    for place, grade in enumerate(results.grades[:-1]):
        for over_all in (False, True):
            numbers = [number for number, over in quotas(grade) if over == over_all]
            for whole in [units] if over_all else groups(results, units):
                sitting = [unit for unit in whole if places[unit] == place and not stays(results, unit, fallen)]
                for unit in left_out(Filling(results, grade, fallen, whole), numbers, sitting):
                    fallen.add(unit)
                    places[unit] = results.next_open(place + 1, unit)
    return places


def quotas(grade: Body) -> list[tuple[str, bool]]:
    """Every quota of a grade, and whether it is over all groups."""
    written = grade.get("quota", [])
    entries = written if isinstance(written, list) else [written]
    return [(entry["share"], entry.get("over") == "all") if isinstance(entry, dict) else (entry, False) for entry in entries]


def groups(results: Results, units: list[str]) -> list[list[str]]:
    found: dict[str | None, list[str]] = defaultdict(list)
    for unit in units:
        found[results.world.group[unit]].append(unit)
    return list(found.values())


def stays(results: Results, unit: str, fallen: set[str]) -> bool:
    """Graded directly beside the quota."""
    return unit not in fallen and results.is_outside_quotas(unit)


class Filling:
    """The seats of one grade within a group, or within all of them."""

    def __init__(self, results: Results, grade: Body, fallen: set[str], whole: list[str]) -> None:
        self.results = results
        self.grade = grade
        self.fallen = fallen
        self.whole = whole

    def seats(self, number: str) -> int:
        value = self.results.scorer.of_unit(number, self.whole[0], Stage.GRADES)
        if value < 1 or PERCENT.fullmatch(str(number)):
            value *= len(self.whole)
        return int(exact.rounded(value, 0, self.grade.get("round", "down")))

    def merit(self, unit: str) -> tuple[Any, ...]:
        """What decides who sits, the better the larger."""
        results = self.results
        first = unit not in self.fallen and results.sits_first(unit)
        nodes = [results.world.nodes[name] for name in self.grade.get("tie_break", [])]
        scores = [results.scorer.score(node, unit, Stage.GRADES) for node in nodes]
        return (first, results.total(unit), *((score is not None, score or Fraction(0)) for score in scores))


def left_out(filling: Filling, numbers: list[str], sitting: list[str]) -> list[str]:
    """Those for whom there is no seat."""
    if not numbers or not sitting:
        return []
    seats = min(filling.seats(number) for number in numbers)
    merits = {unit: filling.merit(unit) for unit in sitting}
    found = []
    for unit in sitting:
        better = sum(merit > merits[unit] for merit in merits.values())
        equal = sum(merit == merits[unit] for merit in merits.values())
        needed = better + (1 if filling.grade.get("ties", "exclude") == "include" else equal)
        if needed > seats:
            found.append(unit)
    return found
