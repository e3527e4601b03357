"""Whatever is still to come, the total lies within the interval and the grade is among those still possible."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest

import kaohe
from oracle.draw_results import decided
from oracle.draw_scheme import Made, made
from partial import Holes, Tables

CHUNKS, EACH, COMPLETIONS = 25, 25, 10
ABSENT = {"K0715", "K0731"}  # columns that no table has
AT_LEAST = 400  # completions a chunk that are not refused: 10,000 in all


def cases(chunk: int) -> Iterator[tuple[str, Made, Holes]]:
    """Drawn schemes with their tables; of some, no leaf may be missing."""
    for seed in range(chunk * EACH, (chunk + 1) * EACH):
        for draw in (made, decided):
            case, rng = draw(seed), random.Random(seed)
            if rng.random() < 0.15:
                case.tree["missing"] = "error"
            yield f"{draw.__name__}({seed})", case, Holes(case, rng)


def intervals(scheme: kaohe.Scheme, tables: Tables) -> kaohe.Intervals:
    given = {name: rows for name, rows in tables.items() if rows}
    return scheme.intervals(given.pop("observations", None), **given)


def assessed(scheme: kaohe.Scheme, tables: Tables) -> kaohe.Assessment | None:
    """None where what is missing refuses the assessment: there is no total then."""
    given = {name: rows for name, rows in tables.items() if rows}
    found: list[kaohe.Finding] = []
    try:
        return scheme.assess(given.pop("observations", None), **given)
    except kaohe.EvidenceError as error:
        found = [finding for finding in error.findings if finding.severity == "error"]
    assert all(finding.code.startswith(("K05", "K08")) for finding in found), found
    return None


def holds(interval: kaohe.UnitInterval, result: kaohe.UnitResult) -> bool:
    if result.total is None:
        return interval.excluded or interval.may_be_excluded
    low = interval.lowest is None or interval.lowest <= result.total
    high = interval.highest is None or result.total <= interval.highest
    return low and high and not interval.excluded and interval.grades.count(result.grade) == (result.grade is not None)


def within(narrow: kaohe.UnitInterval, wide: kaohe.UnitInterval) -> bool:
    if narrow.excluded:
        return wide.excluded or wide.may_be_excluded
    low = wide.lowest is None or (narrow.lowest is not None and wide.lowest <= narrow.lowest)
    high = wide.highest is None or (narrow.highest is not None and narrow.highest <= wide.highest)
    return low and high and not wide.excluded and narrow.may_be_excluded <= wide.may_be_excluded and {*narrow.grades} <= {*wide.grades}


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_every_completion_lies_within(chunk: int) -> None:
    completions = 0
    for name, case, holes in cases(chunk):
        scheme = kaohe.loads(case.text())
        partial = holes.dug(holes.rng.choice([0.03, 0.1, 0.3, 0.6]))
        before = intervals(scheme, partial)
        for number in range(COMPLETIONS):
            after = assessed(scheme, holes.filled(partial, (0, 0.3, 0.6, 0.9)[number] if number < 4 else 1))
            if after is None:
                continue
            completions += 1
            wrong = [(unit, before[unit], result) for unit, result in after.items() if not holds(before[unit], result)]
            assert not wrong, (name, number, wrong)
    assert completions >= AT_LEAST


@pytest.mark.parametrize("chunk", range(0, CHUNKS, 5))
def test_one_hole_less_widens_nothing(chunk: int) -> None:
    for name, case, holes in cases(chunk):
        scheme = kaohe.loads(case.text())
        tables = holes.dug(0.2)
        wide = intervals(scheme, tables)
        for _ in range(5):
            tables = holes.filled_once(tables)
            narrow = intervals(scheme, tables)
            wrong = [(wide[unit], interval) for unit, interval in narrow.items() if not within(interval, wide[unit])]
            assert not wrong, (name, wrong)
            wide = narrow


@pytest.mark.parametrize("chunk", range(0, CHUNKS, 5))
def test_without_a_hole_the_interval_is_the_total(chunk: int) -> None:
    exact = 0
    for name, case, holes in cases(chunk):
        scheme = kaohe.loads(case.text())
        tables = holes.filled(holes.filled(holes.tables, 1), 1)
        after = assessed(scheme, tables)
        whole = after is not None and holes.is_whole(tables) and not ABSENT & {finding.code for finding in after.findings}
        if after is None or not whole:
            continue
        for unit, interval in intervals(scheme, tables).items():
            result = after[unit]
            assert interval.settled, (name, interval)
            assert interval.lowest == interval.highest == result.total, (name, interval, result)
            assert interval.grades == ([] if result.grade is None else [result.grade]), (name, interval, result)
            exact += 1
    assert exact >= 100
