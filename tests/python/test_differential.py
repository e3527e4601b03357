"""Thousands of random schemes, scored by kaohe and by the oracle, digit for digit."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from oracle import examined, read_tree
from oracle.draw_results import KINDS, decided
from oracle.draw_scheme import Made, made
from oracle.reduce import reduced
from oracle.rules import NAMES

CHUNKS, EACH = 40, 60  # schemes of every rule
DECIDED_CHUNKS, DECIDED_EACH = 40, 50  # schemes of vetoes, gates, quotas and a history
MORE = int(os.environ.get("KAOHE_MORE_SCHEMES", "1"))  # that many times as many
COMPARED = ("group", "base", "adjustments", "total", "grade", "grade_computed", "rank", "vetoes", "gates", "measures")
LISTED = ("missing", "not_applicable", "bars")


def by_oracle(case: Made) -> dict[str, Any]:
    results = examined(read_tree(case.text()), **case.tables)
    return {unit: {**results.result(unit), "bars": results.bars(unit)} for unit in results.world.attributes}


def by_kaohe(case: Made, threads: int) -> dict[str, Any]:
    import kaohe

    tables = dict(case.tables)
    assessment = kaohe.loads(case.text()).assess(tables.pop("observations", None), **tables, threads=threads)
    units = json.loads(assessment.to_json())["units"]
    return {unit: {**found, "bars": assessment[unit].bars} for unit, found in units.items()}


def differences(expected: dict[str, Any], got: dict[str, Any]) -> list[str]:
    """Where two assessments differ, one line each."""
    found = [f"units: {sorted(expected)} against {sorted(got)}"] if set(expected) != set(got) else []
    for unit in sorted(set(expected) & set(got)):
        want, have = expected[unit], got[unit]
        figures = [(key, want.get(key, "absent"), have.get(key, "absent")) for key in COMPARED]
        found += [f"{unit} {key}: oracle {a}, kaohe {b}" for key, a, b in figures if a != b]
        found += [f"{unit} {key}: oracle {want[key]}, kaohe {have[key]}" for key in LISTED if sorted(want[key]) != sorted(have[key])]
        ids = sorted(set(want["scores"]) | set(have["scores"]))
        pairs = [(name, want["scores"].get(name, "absent"), have["scores"].get(name, "absent")) for name in ids]
        found += [f"{unit} score of {name}: oracle {a}, kaohe {b}" for name, a, b in pairs if a != b]
    return found


def difference(case: Made) -> list[str]:
    expected = by_oracle(case)
    return [line for threads in (1, 2) for line in differences(expected, by_kaohe(case, threads))]


def still_differs(case: Made) -> bool:
    try:
        return bool(difference(case))
    except Exception:  # what is left is no valid scheme any more
        return False


def report(seed: int, lines: list[str], case: Made) -> str:
    """A reproduction to read: the seed, the differences, the scheme and its tables."""
    small = reduced(case, still_differs) if lines else case
    tables = json.dumps(small.tables, ensure_ascii=False)
    return "\n".join([f"seed {seed}", *(difference(small) if lines else []), small.text(), tables])


def check(draw: Callable[[int], Made], chunk: int, each: int) -> None:
    for seed in range(chunk * each * MORE, (chunk + 1) * each * MORE):
        case = draw(seed)
        lines = difference(case)
        if lines:
            pytest.fail(report(seed, lines, case), pytrace=False)


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_random_schemes_score_as_the_oracle_does(chunk: int) -> None:
    check(made, chunk, EACH)


@pytest.mark.parametrize("chunk", range(DECIDED_CHUNKS))
def test_random_schemes_decide_as_the_oracle_does(chunk: int) -> None:
    check(decided, chunk, DECIDED_EACH)


@pytest.mark.parametrize("draw", [made, decided])
def test_the_schemes_are_the_same_every_time(draw: Callable[[int], Made]) -> None:
    assert draw(7).text() == draw(7).text()
    assert draw(7).tables == draw(7).tables


def occurrences(draw: Callable[[int], Made], seeds: int, words: list[str]) -> dict[str, int]:
    texts = [draw(seed).text() for seed in range(seeds)]
    return {word: sum(word in text for text in texts) for word in words}


def test_the_schemes_use_every_rule_and_every_rounding() -> None:
    words = [*NAMES, "half_up", "half_even", "down", "up", "rescale", "geometric", "alternatives", "interpolate", "dense", "exempt"]
    assert all(number >= 20 for number in occurrences(made, CHUNKS * EACH, words).values())


def test_the_schemes_use_every_effect_gate_and_quota() -> None:
    seeds = DECIDED_CHUNKS * DECIDED_EACH
    kinds = Counter(kind for seed in range(seeds) for veto in decided(seed).tree.get("vetoes", []) for kind in veto["effect"])
    assert all(kinds[kind] >= 100 for kind in KINDS)
    words = ["for: assessment", "award: ", "uses_quota: no", "decisions:", "lookback: ", "over: all", "round: up", "ties: include"]
    words += ["tie_break:", "streak(", "times_in(", "prev(veto(", "dense"]
    assert all(number >= 100 for number in occurrences(decided, seeds, words).values())
