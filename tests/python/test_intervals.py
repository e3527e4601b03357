"""Intervals, as a user meets them. Figures are by hand."""

from __future__ import annotations

import json
from decimal import Decimal

import pandas as pd
import polars as pl
import pytest

import kaohe

SCHEME = """\
kaohe: 1
id: towns
title: 乡镇 <考核>
period: 2014
missing: error
groups: type
criteria:
  - {id: enrolment, title: 入园率, points: 20, rule: {slope: {at: 95%, worse: {each: 1pp, take: 0.5}}}}
  - {id: places, title: 学位, points: 10, rule: {proportion: {of: 3}}}
adjustments:
  - {id: merit, title: 加分, rule: {formula: x}}
gates: [{id: report, title: 报表, requires: reported, for: assessment}]
indicators: {reported: {title: 报表}}
grades: [{name: 优秀, from: 27, quota: 1}, {name: 合格}]
"""
UNITS = [{"unit": unit, "type": kind} for unit, kind in (("城关镇", "镇"), ("东山乡", "乡"), ("西河乡", "乡"), ("北坡乡", "乡"))]
OBSERVATIONS = [
    {"unit": "城关镇", "enrolment": "93%", "places": 3, "merit": "", "reported": "是"},
    {"unit": "东山乡", "enrolment": "95%", "places": None, "merit": 0, "reported": "是"},
    {"unit": "西河乡", "enrolment": "90%", "places": 1, "merit": 0, "reported": None},
    {"unit": "北坡乡", "enrolment": None, "places": 2, "merit": 0, "reported": "否"},
]


@pytest.fixture
def intervals() -> kaohe.Intervals:
    return kaohe.loads(SCHEME).intervals(OBSERVATIONS, units=UNITS)


def test_each_unit_has_its_bounds_and_grades(intervals: kaohe.Intervals) -> None:
    assert list(intervals) == ["城关镇", "东山乡", "西河乡", "北坡乡"]
    open_above = intervals["城关镇"]  # 19 + 10, and any merit
    assert (open_above.lowest, open_above.highest, open_above.grades) == (None, None, ["优秀", "合格"])
    between = intervals["东山乡"]  # 20, and 0 to 10
    assert (between.lowest, between.highest, between.grades, between.missing) == (Decimal(20), Decimal(30), ["优秀", "合格"], ["places"])
    assert not between.settled
    settled = intervals["西河乡"]  # 17.5 + 10/3, but not if its report is not in
    assert (settled.lowest, settled.highest, settled.grades) == (Decimal("20.83"), Decimal("20.83"), ["合格"])
    assert (settled.excluded, settled.may_be_excluded, settled.settled) == (False, True, False)
    excluded = intervals["北坡乡"]
    assert (excluded.lowest, excluded.highest, excluded.grades, excluded.missing) == (None, None, [], [])
    assert (excluded.excluded, excluded.may_be_excluded, excluded.settled) == (True, False, True)


def test_what_is_missing_is_told_and_refuses_nothing(intervals: kaohe.Intervals) -> None:
    assert [finding.code for finding in intervals.findings if finding.severity == "error"] == ["K0810"]
    with pytest.raises(kaohe.EvidenceError):
        kaohe.loads(SCHEME).assess(OBSERVATIONS, units=UNITS)


def test_a_table_with_an_error_is_refused() -> None:
    with pytest.raises(kaohe.EvidenceError) as caught:
        kaohe.loads(SCHEME).intervals([{"unit": "城关镇", "enrolment": "甚好"}], units=UNITS)
    assert "K0705" in {finding.code for finding in caught.value.findings}


def test_they_are_the_same_from_any_number_of_threads(intervals: kaohe.Intervals) -> None:
    assert intervals == kaohe.loads(SCHEME).intervals(OBSERVATIONS, units=UNITS, threads=3)
    assert intervals != kaohe.loads(SCHEME).intervals(OBSERVATIONS[:3], units=UNITS)
    with pytest.raises(ValueError, match="threads"):
        kaohe.loads(SCHEME).intervals(OBSERVATIONS, units=UNITS, threads=-1)


def test_an_unknown_unit_is_a_key_error(intervals: kaohe.Intervals) -> None:
    with pytest.raises(KeyError, match="南坪"):
        intervals["南坪"]


def test_as_json_and_as_dict(intervals: kaohe.Intervals) -> None:
    found = json.loads(intervals.to_json())
    assert (found["scheme"], found["period"]) == ("towns", "2014")
    assert found["units"]["东山乡"] == {
        "unit": "东山乡",
        "group": "乡",
        "lowest": "20",
        "highest": "30",
        "grades": ["优秀", "合格"],
        "excluded": False,
        "may_be_excluded": False,
        "missing": ["places"],
    }
    as_dict = intervals.to_dict()
    assert list(as_dict) == list(found)
    assert as_dict["units"]["东山乡"] == found["units"]["东山乡"] | {"lowest": Decimal(20), "highest": Decimal(30)}
    assert [finding["code"] for finding in as_dict["findings"]] == [finding["code"] for finding in found["findings"]]


def test_as_frames(intervals: kaohe.Intervals) -> None:
    columns = intervals.to_columns()
    assert columns["unit"] == list(intervals)
    assert columns["lowest"] == [None, Decimal(20), Decimal("20.83"), None]
    frame = intervals.to_pandas()
    assert frame["highest"].dropna().tolist() == [30.0, 20.83]
    assert frame["may_be_excluded"].tolist() == [False, False, True, False]
    exact = intervals.to_polars(exact=True)
    assert exact["lowest"].to_list() == columns["lowest"]
    assert exact.schema["grades"] == pl.List(pl.String)
    assert exact.schema["excluded"] == pl.Boolean
    assert intervals.to_arrow().column("missing").to_pylist() == [["merit"], ["places"], [], []]
    assert isinstance(frame, pd.DataFrame)


def test_to_look_at(intervals: kaohe.Intervals) -> None:
    assert repr(intervals).startswith("Intervals('towns', '2014', units=4, findings=")
    html = intervals._repr_html_()
    assert html.count("<tr>") == 5
    assert "优秀、合格" in html
