"""Other values in place of some observations: what a user may give, what follows, what stays. Figures are by hand."""

from __future__ import annotations

import copy
import pickle
import threading
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import kaohe

SCHEME = """\
kaohe: 1
id: schools
period: 2024
missing: zero
indicators: {lessons: {title: 阅读课, rollup: sum}, mood: {}}
criteria:
  - {id: enrolment, title: 入学率, points: 60, rule: {slope: {at: 99%, worse: {each: 1pp, take: 5}}}}
  - {id: reading, title: 阅读, points: 40, value: lessons, rule: {proportion: {of: 40}}}
grades: [{name: 优秀, from: 90}, {name: 合格}]
parties: [{id: 教体局}]
responsibilities: [{for: [reading], chain: [{role: first, party: 教体局}]}]
"""
# By hand. 一小: 99.2 % and 42 of 40: 60 + 40. 二小: half a point of percent short, 2.5 off, and 33 of 40: 57.5 + 33.
TABLE = {"unit": ["一小", "二小"], "enrolment": [0.992, 0.985], "lessons": [42, 33]}
LONG = [
    {"unit": unit, "indicator": indicator, "value": value}
    for unit, indicator, value in [
        ("一小", "enrolment", 0.992), ("一小", "lessons", 42), ("二小", "enrolment", 0.985), ("二小", "lessons", 33),
    ]
]  # fmt: skip
CHANGE = {"unit": ["二小"], "indicator": ["lessons"], "value": [38]}


@pytest.fixture(scope="module")
def scheme() -> kaohe.Scheme:
    return kaohe.loads(SCHEME)


@pytest.fixture
def assessment(scheme: kaohe.Scheme) -> kaohe.Assessment:
    return scheme.assess(TABLE)


def totals(assessment: kaohe.Assessment) -> list[str]:
    return [str(result.total) for result in assessment.values()]


def errors(assessment: kaohe.Assessment, changes: Any) -> list[tuple[str, str | None, int | None, Any]]:
    before = (assessment.to_json(), assessment.findings, assessment.made_by)
    with pytest.raises(kaohe.EvidenceError) as caught:
        assessment.update(changes)
    assert (assessment.to_json(), assessment.findings, assessment.made_by) == before
    return [(found.code, found.table, found.row, found.column) for found in caught.value.findings if found.severity == "error"]


# ---- what is given


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"二小": {"lessons": 38}}, id="by unit"),
        pytest.param({"二小": {"lessons@2024": "38"}, "一小": {}}, id="by unit, with a period"),
        pytest.param(CHANGE, id="a dict of columns"),
        pytest.param([{"unit": "二小", "indicator": "lessons", "period": "2024", "value": Decimal(38)}], id="rows"),
        pytest.param(pd.DataFrame(CHANGE), id="pandas"),
        pytest.param(pl.DataFrame(CHANGE), id="polars"),
        pytest.param(pl.LazyFrame(CHANGE), id="polars, lazy"),
        pytest.param(pa.table(CHANGE), id="pyarrow"),
    ],
)
@pytest.mark.parametrize("table", [pytest.param(TABLE, id="wide"), pytest.param(LONG, id="long")])
def test_changes_come_as_whatever_the_user_has(scheme: kaohe.Scheme, table: Any, changes: Any) -> None:
    assessment = scheme.assess(table)
    assert totals(assessment) == ["100", "90.5"]
    assert assessment.update(changes) is None
    assert totals(assessment) == ["100", "95.5"]


def test_changes_come_as_a_file(assessment: kaohe.Assessment, tmp_path: Path) -> None:
    (tmp_path / "更正.csv").write_text("unit,indicator,value\n二小,lessons,38\n", encoding="utf-8")
    assessment.update(tmp_path / "更正.csv")
    assert totals(assessment) == ["100", "95.5"]


def test_what_was_noted_of_a_file_of_changes_stands_once_among_the_findings(assessment: kaohe.Assessment, tmp_path: Path) -> None:
    path = tmp_path / "更正.csv"
    path.write_bytes("unit,indicator,value\n二小,lessons,38\n".encode("gb18030"))
    for _ in range(2):
        assessment.update(path)
        assert [found.code for found in assessment.findings] == ["K0783"]
    assert pickle.loads(pickle.dumps(assessment)).findings == assessment.findings


@pytest.mark.parametrize("changes", [{}, {"二小": {}}, {"unit": [], "indicator": [], "value": []}])
def test_no_changes_change_nothing(assessment: kaohe.Assessment, changes: Any) -> None:
    before = assessment.to_json()
    assessment.update(changes)
    assert assessment.to_json() == before


@pytest.mark.parametrize("nothing", [None, "", float("nan"), pd.NA, np.nan])
def test_nothing_is_missing_from_then_on(assessment: kaohe.Assessment, nothing: Any) -> None:
    assessment.update({"二小": {"lessons": nothing}})
    assert assessment["二小"].missing == ["reading"]
    assert totals(assessment) == ["100", "57.5"]
    assessment.update({"二小": {"lessons": 33}})
    assert totals(assessment) == ["100", "90.5"]
    assert assessment["二小"].missing == []


def test_units_may_be_numbers(scheme: kaohe.Scheme) -> None:
    assessment = scheme.assess({"unit": [1, 2], "enrolment": [0.992, 0.985], "lessons": [42, 33]})
    assessment.update({2: {"lessons": 38}})  # type: ignore[dict-item]
    assert totals(assessment) == ["100", "95.5"]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"二小": {"lessons": 38}, "一小": 42}, "'一小' has a int, not a mapping from indicators to values"),
        ({"二小": {"lessons": object()}}, "changes, row 1, column 'value': a object is no cell"),
        (42, "changes: int is no table"),
        ({"二小": 42}, "changes: column '二小' is a int, not a sequence of cells"),
    ],
)
def test_what_cannot_be_changes_is_a_type_error(assessment: kaohe.Assessment, changes: Any, words: str) -> None:
    with pytest.raises(TypeError, match=words):
        assessment.update(changes)
    assert totals(assessment) == ["100", "90.5"]


# ---- what is refused


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"一小": {"lessons": 3}, "三小": {"lessons": 3}}, ("K0704", "changes", 2, "unit")),
        ({"二小": {"lesson": 3}}, ("K0707", "changes", 1, "indicator")),
        ({"二小": {"mood": 3}}, ("K0714", "changes", 1, "indicator")),
        ({"二小": {"lessons@2023": 3}}, ("K0714", "changes", 1, "indicator")),
        ({"二小": {"lessons@never": 3}}, ("K0709", "changes", 1, "indicator")),
        ({"二小": {"lessons": "许多"}}, ("K0705", "changes", 1, "value")),
        ({"二小": {"lessons": 3, "lessons@2024": 4}}, ("K0712", "changes", 2, "indicator")),
        ({"unit": ["二小"], "indicator": [None], "value": [1]}, ("K0703", "changes", 1, "indicator")),
        ({"unit": ["二小"], "lessons": [1]}, ("K0701", "changes", None, "indicator")),
    ],
)
def test_wrong_changes_are_found_with_their_places(assessment: kaohe.Assessment, changes: Any, expected: tuple[Any, ...]) -> None:
    assert errors(assessment, changes) == [expected]


def test_all_that_is_wrong_is_found_at_once(assessment: kaohe.Assessment) -> None:
    found = errors(assessment, {"三小": {"lessons": 3}, "一小": {"lesson": 4, "lessons": 5, "enrolment": float("inf")}})
    assert sorted(code for code, *_ in found) == ["K0704", "K0707", "K0780"]


def test_what_the_rules_refuse_after_a_change_leaves_all_as_it_was() -> None:
    scheme = kaohe.loads("{kaohe: 1, id: s, missing: error, criteria: [{id: a, points: 10, rule: {proportion: {of: 5}}}]}")
    assessment = scheme.assess({"unit": ["甲", "乙"], "a": [4, 5]})
    assert len(errors(assessment, {"甲": {"a": None}})) == 1
    assessment.update({"甲": {"a": 5}})
    assert totals(assessment) == ["10", "10"]


def test_the_error_can_tell_the_line_of_the_document(assessment: kaohe.Assessment) -> None:
    with pytest.raises(kaohe.EvidenceError) as caught:
        assessment.update({"三小": {"lessons": 3}})
    assert caught.value.sources == {"<text>": SCHEME.encode()}
    assert "三小" in str(caught.value)


# ---- what follows and what stays


def test_everything_that_is_asked_afterwards_is_told_of_the_new_values(assessment: kaohe.Assessment, scheme: kaohe.Scheme) -> None:
    before = assessment.made_by
    assessment.update({"二小": {"lessons": 30, "enrolment": "98%"}})  # 55 + 30
    expected = scheme.assess({**TABLE, "enrolment": [0.992, 0.98], "lessons": [42, 30]})
    assert totals(assessment) == ["100", "85"]
    assert assessment == expected
    assert assessment.made_by == expected.made_by != before
    assert assessment.to_json() == expected.to_json()
    assert assessment.to_dict() == expected.to_dict()
    assert assessment.to_columns() == expected.to_columns()
    assert assessment.to_columns()["reading"] == [Decimal(40), Decimal(30)]
    assert assessment.to_pandas().equals(expected.to_pandas())
    assert assessment.to_polars(exact=True).equals(expected.to_polars(exact=True))
    assert pa.table(assessment) == pa.table(expected)
    assert assessment.to_history() == expected.to_history()
    assert [result.unit for result in assessment.ranking()] == ["一小", "二小"]
    assert assessment._repr_html_() == expected._repr_html_()
    assert repr(assessment) == repr(expected)
    assert str(assessment["二小"].explain("en")) == str(expected["二小"].explain("en"))
    assert "（观测数据第2行）" in str(assessment["二小"].explain())
    assert [(part.unit, str(part.lost)) for part in assessment.attribution() if part.party == "教体局"] == [("二小", "10")]


def test_findings_come_and_go_with_the_values() -> None:
    text = """{kaohe: 1, id: told, title: told, period: 2014, missing: zero, indicators: {size: {title: size}, rate: {title: rate}},
        criteria: [{id: leaf, title: leaf, points: 5, when: size > 3, value: rate, rule: {proportion: {of: 1}}}]}"""
    assessment = kaohe.loads(text).assess([{"unit": "A", "size": 4, "rate": 1}, {"unit": "B", "size": 5, "rate": 1}])
    without = assessment.findings
    assessment.update({"B": {"size": None}})
    [told] = [found for found in assessment.findings if found not in without]
    assert "B" in told.message()
    assert told.message() in assessment.to_json()
    assessment.update({"B": {"size": 5}})
    assert assessment.findings == without


def test_what_was_taken_before_stays_what_it_was(assessment: kaohe.Assessment) -> None:
    result, frame, stream = assessment["二小"], assessment.to_polars(), pa.RecordBatchReader.from_stream(assessment)
    values, walk, findings = assessment.values(), iter(assessment.items()), assessment.findings
    explained = str(result.explain())
    next(walk)
    assessment.update({"二小": {"lessons": 38}})
    assert (result.total, frame["total"].to_list(), stream.read_all()["total"].to_pylist()) == (Decimal("90.5"), [100, 90.5], [100, 90.5])
    assert [one.total for one in values] == [Decimal(100), Decimal("90.5")]
    assert next(walk)[1] == result
    assert findings == []
    assert str(result.explain()) == explained != str(assessment["二小"].explain())
    again = pickle.loads(pickle.dumps(result))
    assert again == result
    assert str(again.explain()) == explained
    assert pickle.loads(pickle.dumps(result.explain())).score == Decimal("90.5")


@pytest.mark.parametrize("copier", [copy.copy, copy.deepcopy, lambda one: pickle.loads(pickle.dumps(one))])
def test_a_copy_is_updated_by_itself(assessment: kaohe.Assessment, copier: Any) -> None:
    copied = copier(assessment)
    assert copied is not assessment
    assert copied == assessment
    copied.update({"二小": {"lessons": 38}})
    assert (totals(assessment), totals(copied)) == (["100", "90.5"], ["100", "95.5"])
    assert totals(pickle.loads(pickle.dumps(copied))) == ["100", "95.5"]


def test_an_assessment_and_its_results_are_pickled_with_one_set_of_tables() -> None:
    scheme = kaohe.loads("{kaohe: 1, id: s, missing: zero, criteria: [{id: a, points: 10, rule: {formula: x}}]}")
    assessment = scheme.assess({"unit": [f"u{row}" for row in range(1000)], "a": [f"{row}.5" for row in range(1000)]})
    alone = len(pickle.dumps(assessment))
    assert len(pickle.dumps([assessment, *(assessment[f"u{row}"] for row in range(10))])) < 1.1 * alone
    [copied, one] = pickle.loads(pickle.dumps([assessment, assessment["u7"]]))
    assert copied["u7"] == one


def test_the_memory_of_the_caller_is_never_written_to(scheme: kaohe.Scheme) -> None:
    frame = pd.DataFrame(TABLE).astype({"lessons": "float64"})
    kept, read_only = frame.copy(), np.array([42.0, 33.0])
    read_only.flags.writeable = False
    for table in (frame, {**TABLE, "lessons": read_only}):
        assessment = scheme.assess(table)
        assessment.update({"二小": {"lessons": 38, "enrolment": 0.99}})
        assert totals(assessment) == ["100", "98"]
    assert frame.equals(kept)
    assert read_only.tolist() == [42, 33]


def test_matters_of_a_plan_are_those_of_the_new_values() -> None:
    scheme = kaohe.loads("""
kaohe: 1
id: s
period: 2024
missing: zero
criteria: [{id: a, points: 10, rule: {formula: x}}]
grades: [{name: 合格, from: 6}, {name: 不合格}]
measures: [{id: talk, on: unit, when: grade == 不合格, within: 10 days}]
""")
    assessment = scheme.assess({"unit": ["甲", "乙"], "a": [5, 9]})
    assert [matter.unit for matter in scheme.plan.status("2025-01-05", assessment=assessment, made_known="2025-01-02").matters] == ["甲"]
    assessment.update({"甲": {"a": 6}, "乙": {"a": 2}})
    assert [matter.unit for matter in scheme.plan.status("2025-01-05", assessment=assessment, made_known="2025-01-02").matters] == ["乙"]


# ---- threads


def test_readers_see_an_assessment_before_an_update_or_behind_it(scheme: kaohe.Scheme) -> None:
    """Every unit has the same figure, whatever the update: a mixture would show."""
    units = [f"u{row}" for row in range(200)]
    assessment = scheme.assess({"unit": units, "enrolment": [0.99] * 200, "lessons": [0] * 200})
    done = threading.Event()

    def read() -> int:
        seen = set()
        while not done.is_set():
            columns = assessment.to_columns()
            assert len({*columns["reading"], *(total - 60 for total in columns["total"])}) == 1
            assert len({result.total for result in assessment.values()}) == 1
            units = assessment.to_dict()["units"].values()
            assert len({unit["total"] for unit in units}) == 1
            seen.add(columns["total"][0])
        return len(seen)

    with ThreadPoolExecutor(4) as pool:
        readers = [pool.submit(read) for _ in range(4)]
        for lessons in range(1, 41):
            assessment.update({unit: {"lessons": lessons} for unit in units})
        done.set()
        assert max(reader.result() for reader in readers) > 1
    assert set(totals(assessment)) == {"100"}


def test_no_update_of_several_threads_is_lost(scheme: kaohe.Scheme) -> None:
    units = [f"u{row}" for row in range(64)]
    assessment = scheme.assess({"unit": units, "enrolment": [0.99] * 64, "lessons": [0] * 64})
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda unit: assessment.update({unit: {"lessons": 40}}), units))
    assert set(totals(assessment)) == {"100"}
