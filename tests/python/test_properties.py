"""What must hold for every scheme and every table."""

from __future__ import annotations

import json
import random
from fractions import Fraction
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import kaohe
from oracle.draw_scheme import Made, made
from rebuild import score, unexplained

seeds = st.integers(100_000, 999_999).map(made)
relaxed = settings(deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])


def assessed(case: Made, threads: int = 1) -> kaohe.Assessment:
    tables = dict(case.tables)
    return kaohe.loads(case.text()).assess(tables.pop("observations", None), **tables, threads=threads)


def units(found: kaohe.Assessment) -> Any:
    return json.loads(found.to_json())["units"]


@relaxed
@given(seeds, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(case: Made, order: random.Random) -> None:
    before = units(assessed(case))
    for rows in case.tables.values():
        order.shuffle(rows)
    assert units(assessed(case)) == before


@relaxed
@given(seeds, st.sampled_from([2, 3, 7]))
def test_the_number_of_threads_changes_nothing(case: Made, threads: int) -> None:
    assert assessed(case, threads).to_json() == assessed(case).to_json()


@relaxed
@given(seeds)
def test_an_explanation_adds_up_to_the_total(case: Made) -> None:
    found = assessed(case)
    for unit in found:
        tree = json.loads(found[unit].explain().to_json())
        assert unexplained(tree) == []
        assert score(tree) == Fraction(found[unit].total)


@relaxed
@given(seeds)
def test_an_explanation_tells_the_scores_of_the_assessment(case: Made) -> None:
    found = assessed(case)

    def told(node: dict[str, Any]) -> dict[str, Any]:
        below = {name: text for child in node["children"] for name, text in told(child).items()}
        return {node["id"]: node["score"], **below}

    for unit, figures in units(found).items():
        scores = told(json.loads(found[unit].explain().to_json()))
        assert {name: scores[name] for name in figures["scores"]} == figures["scores"]


# ---- deleting an observation, in schemes without conditions and without negative scores

RULES = [
    "{proportion: {of: 7}}",
    "{proportion: {of: 7, cap: 120%}}",
    "{threshold: '>= 5'}",
    "{threshold: {target: '<= 5', then: 2, otherwise: 1}}",
    "{slope: {at: 8, worse: {each: 2, take: 1.5}}}",
    "{slope: {at: 3, worse: {each: 1, take: 1, steps: started}}, better: lower}",
    "{bands: [{from: 8, points: 100%}, {from: 4, points: 60%}, {otherwise: 10%}]}",
    "{rank: {first: 3, step: -0.5}}",
    "{relative: {to: mean}}",
    "{efficacy: {low: worst, high: best}}",
    "{formula: 'min(s, x / 3)'}",
]


@st.composite
def plain_leaves(draw: st.DrawFn, names: list[str]) -> list[str]:
    """Leaves in flow style; some look at the same column."""
    rules = draw(st.lists(st.sampled_from(RULES), min_size=len(names), max_size=len(names)))
    values = [draw(st.sampled_from(["", f"value: {names[0]}, ", f"value: {name} + {names[-1]}, "])) for name in names]
    points = [draw(st.integers(1, 20)) for _ in names]
    return [
        f"{{id: L{name}, title: {name}, points: {worth}, weight: 1/{len(names)}, {value or f'value: {name}, '}rule: {rule}}}"
        for name, worth, value, rule in zip(names, points, values, rules, strict=True)
    ]


@st.composite
def plain_schemes(draw: st.DrawFn) -> tuple[str, list[dict[str, str]]]:
    names = [f"x{number}" for number in range(draw(st.integers(1, 5)))]
    combine = draw(st.sampled_from(["sum", "weighted", "product", "min", "geometric"]))
    leaves = ", ".join(draw(plain_leaves(names)))
    indicators = ", ".join(f"{name}: {{title: {name}}}" for name in names)
    text = (
        f"{{kaohe: 1, id: plain, title: plain, period: 2014, missing: zero, indicators: {{{indicators}}}, "
        f"criteria: [{{id: part, title: part, points: {{}}, combine: {combine}, criteria: [{leaves}]}}]}}"
    )
    text = text.replace("points: {}, ", "" if combine == "sum" else "points: 30, ")
    if combine != "weighted":
        text = text.replace(f"weight: 1/{len(names)}, ", "")
    cells = st.decimals(0, 12, places=2).map(str)
    rows = [{"unit": f"U{row}", **{name: draw(cells) for name in names}} for row in range(draw(st.integers(1, 4)))]
    return text, rows


@relaxed
@given(plain_schemes(), st.data())
def test_deleting_an_observation_never_raises_a_total(case: tuple[str, list[dict[str, str]]], data: st.DataObject) -> None:
    text, rows = case
    scheme = kaohe.loads(text)
    row = data.draw(st.sampled_from(rows))
    before = scheme.assess(rows)[row["unit"]]
    row[data.draw(st.sampled_from([name for name in row if name != "unit"]))] = ""
    after = scheme.assess(rows)[row["unit"]]
    assert after.total <= before.total


def test_a_condition_that_cannot_be_judged_leaves_a_finding() -> None:
    text = """{kaohe: 1, id: told, title: told, period: 2014, missing: zero, indicators: {size: {title: size}, rate: {title: rate}},
        criteria: [{id: leaf, title: leaf, points: 5, when: size > 3, value: rate, rule: {proportion: {of: 1}}}]}"""
    found = kaohe.loads(text).assess([{"unit": "A", "size": 4, "rate": 1}, {"unit": "B", "size": "", "rate": 1}])
    assert [found[unit].total for unit in "AB"] == [5, 5]
    assert len([finding for finding in found.findings if "B" in finding.message("zh")]) == 1


def test_a_deduction_without_its_value_is_listed() -> None:
    text = """{kaohe: 1, id: told, title: told, period: 2014, missing: zero,
        criteria: [{id: leaf, title: leaf, points: 5, rule: {tally: {event: fault, points: -1, base: 100%}}}],
        adjustments: [{id: late, title: late, better: lower, rule: {slope: {at: 0, base: 0, worse: {each: 1, take: 2}}}}]}"""
    found = kaohe.loads(text).assess([{"unit": "A", "late": 2}, {"unit": "B", "late": ""}])
    assert [found[unit].total for unit in "AB"] == [1, 5]
    assert [found[unit].missing for unit in "AB"] == [[], ["late"]]
