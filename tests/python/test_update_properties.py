"""Whatever is updated, all that can be asked is as if the tables had held the new values from the beginning."""

from __future__ import annotations

import copy
import pickle
import random
import re
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import kaohe
from oracle.draw_results import decided
from oracle.draw_scheme import made
from test_attribution import with_chains

relaxed = settings(deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
PLAIN = re.compile(r"-?\d+(\.\d+)?")
MEASURED = re.compile(r"-?\d+(?:\.\d+)?(%|万|亿|)")
EMPTY = ("", "-", "—")
Cell = str | float | None


def everything(assessment: kaohe.Assessment) -> dict[str, Any]:
    """What an assessment can be asked; how many scores came by the slow way is no part of it."""
    explanations = {unit: result.explain() for unit, result in assessment.items()}
    return {
        "json": assessment.to_json(),
        "findings": assessment.findings,
        "made_by": assessment.made_by,
        "explanations": {unit: explained.to_json() for unit, explained in explanations.items()},
        "texts": {unit: str(explained) for unit, explained in explanations.items()},
        "attribution": assessment.attribution().to_json(),
        "columns": assessment.to_columns(),
        "history": assessment.to_history(),
    }


@dataclass
class Observed:
    """Observations, wide or long, by column; which of the columns are numbers; and which cells there are to change."""

    columns: dict[str, list[Cell]]
    numeric: set[str]
    places: dict[tuple[str, str, str], tuple[str, int]] = field(default_factory=dict)  # unit, indicator, period: column, row

    def table(self) -> dict[str, Any]:
        """Numbers as memory of the caller's, which is read where it lies."""
        return {
            name: np.array([np.nan if cell is None else cell for cell in cells], dtype=np.float64) if name in self.numeric else list(cells)
            for name, cells in self.columns.items()
        }

    def put(self, changes: dict[tuple[str, str, str], Cell]) -> None:
        for place, cell in changes.items():
            column, row = self.places[place]
            self.columns[column][row] = cell


def observed(rows: list[dict[str, str]], rng: random.Random) -> Observed:
    columns: dict[str, list[Cell]] = {name: [row[name] for row in rows] for name in rows[0]}
    found = Observed(columns, set())
    for name, cells in columns.items():
        plain = all(cell in EMPTY or PLAIN.fullmatch(str(cell)) for cell in cells)
        if name not in ("unit", "indicator", "period") and plain and rng.random() < 0.6:
            columns[name] = [None if cell in EMPTY else float(cell or 0) for cell in cells]
            found.numeric.add(name)
    for row, cells in enumerate(rows):
        if "indicator" in cells:
            found.places[cells["unit"], cells["indicator"], cells["period"]] = ("value", row)
            continue
        for column in cells:
            indicator, _, period = column.partition("@")
            if column != "unit":
                found.places[cells["unit"], indicator, period] = (column, row)
    return found


def another(held: Observed, column: str, rng: random.Random) -> Cell:
    """A value for a cell: one of the column's, one more or less, or nothing."""
    cell = rng.choice(held.columns[column])
    if rng.random() < 0.15:
        return None if column in held.numeric else rng.choice([None, *EMPTY])
    if column in held.numeric:
        return rng.choice([cell, rng.randint(-5, 120), round(rng.uniform(-20, 200), rng.randint(0, 4))])
    measured = MEASURED.fullmatch(str(cell))
    if measured and rng.random() < 0.6:
        return f"{rng.uniform(0, 130):.{rng.randint(0, 4)}f}{measured[1]}"
    return cell


def some_changes(held: Observed, rng: random.Random) -> dict[tuple[str, str, str], Cell]:
    number = rng.choice([0, 1, 1, 2, 3, 7, len(held.places)])
    places = rng.sample(sorted(held.places), min(number, len(held.places)))
    return {place: another(held, held.places[place][0], rng) for place in places}


def written(changes: dict[tuple[str, str, str], Cell], rng: random.Random) -> Any:
    """As values by unit and indicator, or as a table."""
    if rng.random() < 0.5 or not changes:
        by_unit: dict[str, dict[str, Cell]] = {}
        for (unit, indicator, period), cell in changes.items():
            by_unit.setdefault(unit, {})[f"{indicator}@{period}" if period else indicator] = cell
        return by_unit
    rows = [{"unit": unit, "indicator": name, "period": period, "value": cell} for (unit, name, period), cell in changes.items()]
    if rng.random() < 0.3 and not any(row["period"] for row in rows):
        rows = [{name: cell for name, cell in row.items() if name != "period"} for row in rows]
    return rows if rng.random() < 0.5 else {name: [row[name] for row in rows] for name in rows[0]}


def wrong(held: Observed, rng: random.Random) -> Any:
    """Changes of which one cannot be made, the rest being right."""
    unit, indicator, period = rng.choice(sorted(held.places))
    column, _ = held.places[unit, indicator, period]
    right = [{"unit": unit, "indicator": indicator, "period": period, "value": held.columns[column][0]}]
    bad = rng.choice(
        [
            {"unit": "nobody", "indicator": indicator, "period": period, "value": None},
            {"unit": unit, "indicator": "nothing", "period": "", "value": None},
            {"unit": unit, "indicator": indicator, "period": "never", "value": None},
            {"unit": unit, "indicator": indicator, "period": "1961", "value": None},
            {"unit": unit, "indicator": "", "period": "", "value": None},
            {"unit": "", "indicator": indicator, "period": period, "value": None},
            right[0],
            {**right[0], "else": "what"},
        ]
    )
    return [*right, bad]


@dataclass
class Case:
    text: str
    tables: dict[str, Any]
    held: Observed
    rng: random.Random
    threads: int

    def anew(self, scheme: kaohe.Scheme) -> kaohe.Assessment:
        return scheme.assess(self.held.table(), **self.tables, threads=self.threads)


def case_of(seed: int) -> Case | None:
    """A drawn scheme with its tables, sometimes with chains of those who answer; none where it observes nothing."""
    rng = random.Random(seed)
    case = (made if rng.random() < 0.5 else decided)(seed)
    tables = dict(case.tables)
    rows = tables.pop("observations", None)
    if rows is None or len(rows[0]) == 1:
        return None
    text = with_chains(case, seed)[0] if rng.random() < 0.3 else case.text()
    return Case(text, tables, observed(rows, rng), rng, rng.choice([1, 2, 7]))


cases = st.integers(100_000, 999_999).map(case_of).filter(lambda case: case is not None)


@settings(relaxed, max_examples=400)
@given(cases)
def test_an_update_is_as_if_the_tables_had_held_it(case: Case) -> None:
    scheme = kaohe.loads(case.text)
    given = case.held.table()
    memory = copy.deepcopy(given)
    assessment = scheme.assess(given, **case.tables, threads=case.threads)
    for _ in range(case.rng.randint(1, 4)):
        changes = some_changes(case.held, case.rng)
        before = everything(assessment)
        taken = dict(assessment.items())
        copied = {name: list(cells) for name, cells in case.held.columns.items()}
        case.held.put(changes)
        try:
            expected = everything(case.anew(scheme))
        except kaohe.EvidenceError:
            case.held.columns = copied
            with pytest.raises(kaohe.EvidenceError):
                assessment.update(written(changes, case.rng))
            expected = before
        else:
            assessment.update(written(changes, case.rng))
        assert everything(assessment) == expected
        assert {unit: result.explain().to_json() for unit, result in taken.items()} == before["explanations"]
        np.testing.assert_equal(given, memory)
    assert everything(pickle.loads(pickle.dumps(assessment))) == everything(assessment)


@settings(relaxed, max_examples=200)
@given(cases)
def test_a_wrong_change_leaves_all_as_it_was(case: Case) -> None:
    assessment = case.anew(kaohe.loads(case.text))
    before = everything(assessment)
    for _ in range(3):
        with pytest.raises(kaohe.EvidenceError):
            assessment.update(wrong(case.held, case.rng))
        assert everything(assessment) == before
