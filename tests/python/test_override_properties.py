"""What must hold whatever is decided beyond the sum: by vetoes, gates, quotas, decisions and the past."""

from __future__ import annotations

import json
import random
from fractions import Fraction
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import kaohe
from oracle.draw_results import decided
from oracle.draw_scheme import Made

seeds = st.integers(100_000, 999_999).map(decided)
relaxed = settings(deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])


def units(case: Made, threads: int = 1) -> Any:
    tables = dict(case.tables)
    found = kaohe.loads(case.text()).assess(tables.pop("observations", None), **tables, threads=threads)
    return json.loads(found.to_json())["units"]


@relaxed
@given(seeds, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(case: Made, order: random.Random) -> None:
    before = units(case)
    for rows in case.tables.values():
        order.shuffle(rows)
    assert units(case) == before


@relaxed
@given(seeds)
def test_the_number_of_threads_changes_nothing(case: Made) -> None:
    assert units(case, 1) == units(case, 2) == units(case, 7)


@settings(relaxed, max_examples=300)
@given(seeds, st.data())
def test_an_excluded_unit_changes_nothing_for_the_others(case: Made, data: st.DataObject) -> None:
    """The newcomer has all the facts of another unit, and fails a gate on the assessment."""
    case.tree["gates"] = [*case.tree.get("gates", []), {"id": "listed", "title": "listed", "requires": "unit.listed", "for": "assessment"}]
    for row in case.tables["units"]:
        row["listed"] = "是"
    before = units(case)
    other = data.draw(st.sampled_from(sorted(before)))
    for rows in case.tables.values():
        rows += [{**row, "unit": "newcomer"} for row in rows if row["unit"] == other]
    next(row for row in case.tables["units"] if row["unit"] == "newcomer")["listed"] = "否"
    after = units(case)
    newcomer = after.pop("newcomer")
    assert after == before
    assert "listed" in newcomer["gates"]
    assert {
        newcomer[figure] for figure in ("base", "adjustments", "total", "grade", "rank", *newcomer["scores"]) if figure in newcomer
    } == {None}


# ---- one veto more, with conditions that rest on facts alone

GRADES = ["优", "良", "中", "差"]
EFFECTS = {
    "criterion": ["{a: 0}", "{a: 30%, b: 2}", "{part: 6}"],
    "points": ["-1", "-25%", "-1/3"],
    "score": ["0", "7.5", "40%"],
    "grade": GRADES,
    "grade_at_most": GRADES,
    "grade_down": ["1", "2"],
    "rank": ["last"],
    "bar": ["{from: [评先]}"],
}
WITHOUT_QUOTAS = [
    "grades: [{name: 优, from: 16, requires: unit.plan}, {name: 良, from: 11}, {name: 中, from: 6, requires: unit.site}, {name: 差}]",
    "grades: [{name: 优, from: 60%}, {name: 良, from: 50%}, {name: 中, from: 30%}, {name: 差}], direct: [{when: unit.site, grade: 良}]",
    "grades: [{name: 优, from: 12}, {name: 良, from: 8}, {name: 中, from: 4}, {name: 差}], "
    "gates: [{id: plan, title: plan, requires: unit.plan, for: {grade: 良}}]",
]
# Two things may make less more. Where ties are excluded, who is tied out of two grades finds a seat in the second when alone. And who
# has no seat falls to a grade that is open to it, while a veto that names a grade does not ask whether it is: so cut-offs fall here.
WITH_QUOTAS = [
    "grades: [{name: 优, from: 11, quota: 40%, ties: include}, {name: 良, from: 8, quota: 1, ties: include, tie_break: [a]}, "
    "{name: 中, from: 4, quota: 50%, round: up, ties: include}, {name: 差}]",
    "grades: [{name: 优, from: 10, quota: [1, {share: 30%, over: all}], ties: include}, {name: 良, from: 7, quota: 50%, ties: include}, "
    "{name: 中, from: 3}, {name: 差}]",
]


@st.composite
def effects(draw: st.DrawFn) -> str:
    kinds = draw(st.lists(st.sampled_from(sorted(EFFECTS)), min_size=1, max_size=3, unique_by=lambda kind: kind.removesuffix("_at_most")))
    return ", ".join(f"{kind}: {draw(st.sampled_from(EFFECTS[kind]))}" for kind in kinds)


def leaf(name: str, points: int, rule: str = "formula: x") -> str:
    return f"{{id: {name}, title: {name}, points: {points}, rule: {{{rule}}}}}"


@st.composite
def vetoed_schemes(draw: st.DrawFn) -> str:
    vetoes = [f"{{id: v{n}, title: v{n}, when: count(fact{n}) >= 1, effect: {{{draw(effects())}}}}}" for n in range(3)]
    grades = draw(st.sampled_from([*WITHOUT_QUOTAS, *WITH_QUOTAS]))
    bounds = draw(st.sampled_from(["", "total: {at_least: 2}, ", "total: {at_most: 12}, "]))
    ranking = draw(st.sampled_from(["", "ranking: dense, "]))
    part = f"{{id: part, title: part, criteria: [{leaf('a', 8)}, {leaf('b', 6)}]}}"
    return f"""{{kaohe: 1, id: vetoed, title: vetoed, period: 2024, missing: zero, rounding: {{criterion: 2, total: 1}}, groups: type,
        {bounds}{ranking}criteria: [{part}, {leaf("c", 6, "relative: {to: best}")}], vetoes: [{", ".join(vetoes)}], {grades}}}"""


@st.composite
def vetoed_units(draw: st.DrawFn) -> tuple[list[dict[str, str]], list[dict[str, str]], list[dict[str, str]]]:
    """Observations, attributes and events of some units."""
    names = [f"U{n}" for n in range(draw(st.integers(1, 7)))]
    few = st.integers(0, 4).map(lambda number: str(number * 2))
    flag = st.sampled_from(["是", "否"])
    observations = [{"unit": name, "a": draw(few), "b": draw(few), "c": draw(few)} for name in names]
    attributes = [{"unit": name, "type": draw(st.sampled_from("甲乙")), "plan": draw(flag), "site": draw(flag)} for name in names]
    facts = draw(st.sets(st.tuples(st.sampled_from(names), st.integers(0, 2)), max_size=6))
    return observations, attributes, [{"unit": name, "event": f"fact{number}", "date": "2024-05-01"} for name, number in sorted(facts)]


@settings(relaxed, max_examples=400)
@given(vetoed_schemes(), vetoed_units(), st.data())
def test_one_veto_more_never_helps_its_unit(text: str, tables: Any, data: st.DataObject) -> None:
    observations, attributes, events = tables
    scheme = kaohe.loads(text)
    unit, number = data.draw(st.sampled_from(observations))["unit"], data.draw(st.integers(0, 2))
    fact = {"unit": unit, "event": f"fact{number}", "date": "2024-05-01"}
    without = [row for row in events if row != fact]

    def result(rows: list[dict[str, str]]) -> Any:
        return json.loads(scheme.assess(observations, units=attributes, events=rows or None).to_json())["units"][unit]

    before, after = result(without), result([*without, fact])
    assert set(after["vetoes"]) == {*before["vetoes"], f"v{number}"}
    assert Fraction(after["total"]) <= Fraction(before["total"])
    assert GRADES.index(after["grade"]) >= GRADES.index(before["grade"])
    assert after["rank"] >= before["rank"]
