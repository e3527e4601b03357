"""Arithmetic is exact: figures from hand arithmetic, asked through Python."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import numpy
import pytest

import kaohe


def scheme(*criteria: str, rounding: str = "{}") -> kaohe.Scheme:
    """A scheme of criteria written in flow style."""
    listed = ", ".join(f"{{id: c{number}, title: c{number}, {text}}}" for number, text in enumerate(criteria, 1))
    return kaohe.loads(f"{{kaohe: 1, id: exact, title: exact, period: 2014, missing: zero, rounding: {rounding}, criteria: [{listed}]}}")


def total(asked: kaohe.Scheme, **cells: Any) -> Decimal:
    return asked.assess([{"unit": "A", **cells}])["A"].total


def test_one_minus_nine_tenths_reaches_one_tenth() -> None:
    asked = scheme('points: 1, rule: {cases: [{when: "1 - c1 >= 0.1", points: 1}]}')
    assert total(asked, c1=0.9) == 1
    assert total(asked, c1="0.9") == 1
    assert total(asked, c1="90%") == 1
    assert total(asked, c1="0.9000000000000000001") == 0


def test_three_sevenths_times_seven_is_three() -> None:
    asked = scheme('points: 1, rule: {cases: [{when: "c1 / 7 * 7 == 3", points: 1}]}')
    assert total(asked, c1=3) == 1
    written = scheme('points: 1, rule: {cases: [{when: "3/7*7 == 3", points: 1}]}')
    assert total(written) == 1


def test_ten_times_a_tenth_makes_one() -> None:
    tallied = scheme("points: 1, rule: {tally: {event: deed, points: 0.1}}")
    events = [{"unit": "A", "event": "deed", "date": f"2014-01-{day:02}"} for day in range(1, 11)]
    assert str(tallied.assess(None, events=events)["A"].total) == "1"
    added = scheme(*["points: 1, rule: {formula: x}"] * 10)
    assert str(total(added, **{f"c{number}": 0.1 for number in range(1, 11)})) == "1"


@pytest.mark.parametrize(
    ("mode", "value", "kept"),
    [
        ("half_up", "28.165", "28.17"),
        ("half_up", "28.175", "28.18"),
        ("half_even", "28.165", "28.16"),
        ("half_even", "28.175", "28.18"),
        ("down", "28.179", "28.17"),
        ("up", "28.171", "28.18"),
        ("half_even", "28.1650000000000000000000001", "28.17"),
    ],
)
def test_a_tie_goes_where_the_scheme_says(mode: str, value: str, kept: str) -> None:
    leaf = scheme("points: 100, rule: {formula: x}", rounding=f"{{mode: {mode}, criterion: 2, total: 2}}")
    assert str(total(leaf, c1=value)) == kept
    whole = scheme("points: 100, rule: {formula: x}", rounding=f"{{mode: {mode}, criterion: 9, total: 2}}")
    if len(value) < 10:
        assert str(total(whole, c1=value)) == kept


@pytest.mark.parametrize("value", [28.165, 28.175])
def test_a_float_is_rounded_as_the_decimal_it_prints(value: float) -> None:
    asked = scheme("points: 100, rule: {formula: x}", rounding="{criterion: 2, total: 2}")
    assert total(asked, c1=value) == {28.165: Decimal("28.17"), 28.175: Decimal("28.18")}[value]


def test_digits_are_dropped_in_one_step() -> None:
    leaf = scheme("points: 100, rule: {formula: x}", rounding="{criterion: 0, total: 0}")
    assert str(total(leaf, c1="15.4546")) == "15"
    whole = scheme("points: 100, rule: {formula: x}", rounding="{criterion: 4, total: 0}")
    assert str(total(whole, c1="15.4546")) == "15"


def test_negative_numbers_are_rounded_away_from_zero_alike() -> None:
    text = """
    {kaohe: 1, id: exact, title: exact, period: 2014, missing: zero, rounding: {criterion: 4, total: 2}, criteria: [],
     adjustments: [{id: taken, title: taken, rule: {formula: x}}]}"""
    assert str(kaohe.loads(text).assess([{"unit": "A", "taken": "-6.375"}])["A"].total) == "-6.38"


def test_equal_sums_share_a_rank() -> None:
    asked = kaohe.loads(
        """{kaohe: 1, id: exact, title: exact, period: 2014, missing: zero, indicators: {a: {title: a}, b: {title: b}},
        criteria: [{id: c, title: c, points: 1, value: a + b, rule: {formula: x}}]}"""
    )
    rows = [
        {"unit": "A", "a": 0.1, "b": 0.2},
        {"unit": "B", "a": 0.3, "b": 0},
        {"unit": "C", "a": 0, "b": 0.3},
        {"unit": "D", "a": 0, "b": 0},
    ]
    found = asked.assess(rows)
    assert [found[unit].rank for unit in "ABCD"] == [1, 1, 1, 4]
    assert {str(found[unit].total) for unit in "ABC"} == {"0.3"}


EXACT = 'points: 1, rule: {cases: [{when: "c1 == 0.3", points: 1}]}'


@pytest.mark.parametrize("value", [0.3, 0.1 + 0.2, numpy.float64(0.1) + numpy.float64(0.2), "0.3", "30%", Decimal("0.3")])
def test_a_float_is_the_decimal_that_was_meant(value: Any) -> None:
    assert total(scheme(EXACT), c1=value) == 1


@pytest.mark.parametrize("value", ["0.30000000000000004", Decimal("0.30000000000000004"), 0.300000000000001])
def test_a_text_is_read_as_written_and_a_float_up_to_fifteen_digits(value: Any) -> None:
    assert total(scheme(EXACT), c1=value) == 0


def test_a_numpy_column_is_read_like_its_floats() -> None:
    columns = {"unit": ["A", "B", "C", "D"], "c1": numpy.array([0.3, 0.1 + 0.2, 0.1 * 3, numpy.nan])}
    found = scheme(EXACT).assess(columns)
    assert [found[unit].total for unit in "ABCD"] == [1, 1, 1, 0]
    assert found["D"].missing == ["c1"]


def test_whole_numbers_of_numpy_are_exact() -> None:
    asked = scheme('points: 1, rule: {cases: [{when: "c1 == 9007199254740993", points: 1}]}')
    found = asked.assess({"unit": ["A", "B"], "c1": numpy.array([2**53 + 1, 2**53], dtype=numpy.int64)})
    assert [found[unit].total for unit in "AB"] == [1, 0]


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("60%", "0.6"),
        ("93", "93"),
        ("1pp", "0.01"),
        ("5‰", "0.005"),
        ("7800万", "78000000"),
        ("1.2亿", "120000000"),
        ("-0.5%", "-0.005"),
        ("是", "1"),
        ("否", "0"),
    ],
)
def test_a_cell_is_the_number_it_spells(cell: str, number: str) -> None:
    asked = scheme(f'points: 1, rule: {{cases: [{{when: "c1 == {number}", points: 1}}]}}')
    assert total(asked, c1=cell) == 1


@pytest.mark.parametrize("cell", ["", "-", "—", None, float("nan"), numpy.nan])
def test_an_empty_cell_is_missing(cell: Any) -> None:
    asked = scheme("points: 1, rule: {formula: x}")
    found = asked.assess([{"unit": "A", "c1": cell}])["A"]
    assert found.missing == ["c1"]
    assert found.total == 0


@pytest.mark.parametrize("cell", [float("inf"), -numpy.inf])
def test_an_infinity_is_an_error_with_its_place(cell: float) -> None:
    asked = scheme("points: 1, rule: {formula: x}")
    with pytest.raises(kaohe.EvidenceError) as caught:
        asked.assess([{"unit": "A", "c1": 1.0}, {"unit": "B", "c1": cell}])
    [finding] = caught.value.findings
    assert finding.column == "c1"
    assert finding.row == 2


def test_roots_are_exact_where_they_are() -> None:
    asked = scheme('points: 1, rule: {cases: [{when: "sqrt(c1) == 0.5 and pow(c1, 0.5) == 1/2", points: 1}]}')
    assert total(asked, c1=0.25) == 1


def test_a_third_of_the_votes_is_a_third() -> None:
    asked = scheme('points: 1, rule: {cases: [{when: "c1 / 60 >= 1/3", points: 1}]}')
    assert total(asked, c1=20) == 1
