"""The Python face: what a user loads, scores and asks for. Figures are by hand."""

from __future__ import annotations

import json
import pickle
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import kaohe

SCHEME = """\
kaohe: 1
id: towns
title: 乡镇 <考核>
period: 2014
missing: zero
groups: type
criteria:
  - id: 入园率
    points: 20
    rule: {slope: {at: 95%, worse: {each: 1pp, take: 0.5}}}
  - id: kindergartens
    title: 新建公办幼儿园
    points: 10
    rule: {proportion: {of: 3}}
adjustments:
  - {id: award, title: 表彰, rule: {tally: {event: award, points: 2}}}
grades:
  - {name: 优秀, from: 27}
  - {name: 合格}
"""
UNITS = {"unit": ["a<b", "乙", "丙"], "type": ["town", "town", "school"]}
OBSERVATIONS = {"unit": ["a<b", "乙", "丙"], "入园率": [0.93, 0.95, None], "kindergartens": [3, 2, 1]}
EVENTS = [{"unit": "乙", "event": "award", "date": "2014-05-01"}]

# By hand. a<b: 93 % is 2 points of percent below, 20 − 1 = 19; 3 of 3 is 10; 29.
# 乙: 20; 2/3 of 10 is 6.6667 at four digits; 26.6667 + 2 = 28.6667, 28.67 at two.
# 丙: missing is 0; 1/3 of 10 is 3.3333; 3.33 at two.
TOTALS = {"a<b": Decimal("29"), "乙": Decimal("28.67"), "丙": Decimal("3.33")}


@pytest.fixture(scope="module")
def scheme() -> kaohe.Scheme:
    return kaohe.loads(SCHEME)


@pytest.fixture(scope="module")
def assessment(scheme: kaohe.Scheme) -> kaohe.Assessment:
    return scheme.assess(OBSERVATIONS, events=EVENTS, units=UNITS)


# ---- schemes


def test_a_scheme_tells_what_it_is(scheme: kaohe.Scheme) -> None:
    assert (scheme.id, scheme.title, scheme.period, scheme.source) == ("towns", "乡镇 <考核>", "2014", None)
    assert repr(scheme) == "Scheme('towns', '乡镇 <考核>', criteria=3)"
    assert "乡镇 &lt;考核&gt;" in scheme._repr_html_()


def test_a_scheme_is_read_from_a_text_bytes_or_a_file(tmp_path: Path) -> None:
    path = tmp_path / "办法.yaml"
    path.write_text(SCHEME, encoding="utf-8")
    for loaded in (kaohe.loads(SCHEME), kaohe.loads(SCHEME.encode()), kaohe.load(path), kaohe.load(str(path))):
        assert loaded.id == "towns"


def test_every_error_of_a_document_is_a_finding_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "办法.yaml"
    path.write_text("kaohe: 1\nid: a\ncolour: red\ntitel: x\ncriteria: []\n", encoding="utf-8")
    with pytest.raises(kaohe.DocumentError) as raised:
        kaohe.load(path)
    findings = {finding.line: finding for finding in raised.value.findings}
    assert {3, 4} <= findings.keys()
    assert findings[4].file == str(path)
    assert findings[4].severity == "error"
    assert findings[4].column == 1
    assert "title" in findings[4].message("en") + findings[4].hint("en")
    assert "titel: x" in str(raised.value)


def test_a_document_error_is_a_value_error_and_survives_pickling() -> None:
    with pytest.raises(ValueError, match="K0") as raised:
        kaohe.loads("")
    error = pickle.loads(pickle.dumps(raised.value))
    assert isinstance(error, kaohe.DocumentError)
    assert isinstance(error, kaohe.KaoheError)
    assert error.findings == raised.value.findings


def test_a_finding_is_immutable_comparable_and_hashable() -> None:
    def first() -> kaohe.Finding:
        with pytest.raises(kaohe.DocumentError) as raised:
            kaohe.loads("kaohe: 1\nid: a\ncolour: red\n")
        return raised.value.findings[0]

    finding = first()
    assert finding == first()
    assert hash(finding) == hash(first())
    assert finding.code in repr(finding)
    with pytest.raises(AttributeError):
        finding.code = "K0000"  # type: ignore[misc]
    with pytest.raises(AttributeError):
        finding.colour = "red"  # type: ignore[attr-defined]
    with pytest.raises(ValueError, match="'zh' or 'en'"):
        finding.message("fr")  # type: ignore[arg-type]


def test_documents_that_are_used_are_read_from_the_folder_and_no_other(tmp_path: Path) -> None:
    folder = tmp_path / "办法"
    folder.mkdir()
    indicators = 'kaohe: 1\nindicators:\n  done: {title: 完成, target: ">= 5"}\n'
    (folder / "indicators.yaml").write_text(indicators, encoding="utf-8")
    (tmp_path / "outside.yaml").write_text(indicators, encoding="utf-8")
    scheme = "kaohe: 1\nid: a\nmissing: zero\nuses: [{}]\ncriteria: [{{id: done, points: 10, rule: {{threshold: {{}}}}}}]\n"
    path = folder / "scheme.yaml"
    path.write_text(scheme.format("indicators.yaml"), encoding="utf-8")
    assert kaohe.load(path).assess({"unit": ["甲"], "done": [5]})["甲"].total == 10
    for outside in ("../outside.yaml", str(tmp_path / "outside.yaml"), "nowhere.yaml", "."):
        path.write_text(scheme.format(outside), encoding="utf-8")
        with pytest.raises(kaohe.DocumentError):
            kaohe.load(path)


def test_a_missing_file_is_an_os_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        kaohe.load(tmp_path / "nowhere.yaml")


# ---- results


def test_scores_grades_and_ranks_are_exact(assessment: kaohe.Assessment) -> None:
    assert {unit: result.total for unit, result in assessment.items()} == TOTALS
    assert [assessment[unit].rank for unit in TOTALS] == [1, 2, 1]
    assert [assessment[unit].grade for unit in TOTALS] == ["优秀", "优秀", "合格"]
    assert [assessment[unit].group for unit in TOTALS] == ["town", "town", "school"]
    second = assessment["乙"]
    assert second.scores["kindergartens"] == Decimal("6.6667")
    assert (second.base, second.adjustments) == (Decimal("26.6667"), Decimal("2"))
    assert assessment["丙"].missing == ["入园率"]
    assert all(isinstance(number, Decimal) for number in (second.total, second.base, *second.scores.values()))
    assert all(isinstance(result.rank, int) for result in assessment.values())


def test_an_assessment_is_a_mapping_of_units(assessment: kaohe.Assessment) -> None:
    assert dict(assessment) == {unit: assessment[unit] for unit in ("a<b", "乙", "丙")}
    assert list(assessment.keys()) == [result.unit for result in assessment.values()] == [unit for unit, _ in assessment.items()]
    assert list(assessment) == ["a<b", "乙", "丙"]
    assert len(assessment) == 3
    assert "乙" in assessment
    assert "丁" not in assessment
    assert assessment.get("丁") is None
    assert assessment.get("乙") == assessment["乙"]
    assert list(assessment.criteria) == ["入园率", "kindergartens", "award"]


def test_an_unknown_unit_is_a_key_error_with_the_nearest(assessment: kaohe.Assessment) -> None:
    with pytest.raises(KeyError, match="'a<c'; did you mean 'a<b'"):
        assessment["a<c"]
    with pytest.raises(KeyError, match="no criterion is called 'awards'; did you mean 'award'"):
        assessment["a<b"].scores["awards"]


def test_the_ranking_goes_by_group_and_rank(assessment: kaohe.Assessment) -> None:
    assert [(result.group, result.rank, result.unit) for result in assessment.ranking()] == [
        ("school", 1, "丙"),
        ("town", 1, "a<b"),
        ("town", 2, "乙"),
    ]


def test_equal_assessments_are_equal(scheme: kaohe.Scheme, assessment: kaohe.Assessment) -> None:
    assert assessment == scheme.assess(OBSERVATIONS, events=EVENTS, units=UNITS)
    assert assessment != scheme.assess(OBSERVATIONS, units=UNITS)
    assert assessment["乙"] == scheme.assess(OBSERVATIONS, events=EVENTS, units=UNITS)["乙"]


def test_threads_never_change_an_answer(scheme: kaohe.Scheme, assessment: kaohe.Assessment) -> None:
    def total(threads: int) -> str:
        return scheme.assess(OBSERVATIONS, events=EVENTS, units=UNITS, threads=threads).to_json()

    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(total, [1, 2, 7, 0] * 4)) == {assessment.to_json()}


@pytest.mark.parametrize("threads", [-1, 2000])
def test_a_senseless_number_of_threads_is_refused(scheme: kaohe.Scheme, threads: int) -> None:
    with pytest.raises(ValueError, match="threads"):
        scheme.assess(OBSERVATIONS, threads=threads)


def test_faults_of_all_tables_come_together(scheme: kaohe.Scheme) -> None:
    observations = {"unit": ["甲", "乙"], "入园率": [float("inf"), 0.9], "kindergartens": ["三", 2]}
    with pytest.raises(kaohe.EvidenceError) as raised:
        scheme.assess(observations, units={"unit": ["甲", "乙"], "type": ["town", "town"]})
    places = {(finding.table, finding.row, finding.column) for finding in raised.value.findings}
    assert {("observations", 1, "入园率"), ("observations", 1, "kindergartens")} <= places
    assert isinstance(raised.value, ValueError)


def test_a_column_that_comes_twice_is_a_finding(scheme: kaohe.Scheme) -> None:
    frame = pd.DataFrame([["甲", 0.9, 0.8, 1]], columns=["unit", "入园率", "入园率", "kindergartens"])
    with pytest.raises(kaohe.EvidenceError) as raised:
        scheme.assess(frame, units=UNITS | {"unit": ["甲", "乙", "丙"]})
    assert "K0702" in {finding.code for finding in raised.value.findings}


@pytest.mark.parametrize("nothing", [None, {"unit": []}])
def test_without_units_there_are_no_results(scheme: kaohe.Scheme, nothing: Any) -> None:
    assert dict(scheme.assess(nothing)) == {}


@pytest.mark.parametrize("nothing", [{}, []])
def test_a_table_without_columns_is_a_finding(scheme: kaohe.Scheme, nothing: Any) -> None:
    with pytest.raises(kaohe.EvidenceError) as raised:
        scheme.assess(nothing)
    assert "K0701" in {finding.code for finding in raised.value.findings}


# ---- as something else


def test_json_and_dict_have_one_shape(assessment: kaohe.Assessment) -> None:
    told = json.loads(assessment.to_json())
    as_dict = assessment.to_dict()
    assert told.keys() == as_dict.keys() == {"scheme", "period", "made_by", "units", "findings"}
    assert told["units"]["乙"]["total"] == "28.67"
    assert as_dict["units"]["乙"]["total"] == Decimal("28.67")
    assert told["units"]["乙"].keys() == as_dict["units"]["乙"].keys()
    assert told["units"]["乙"]["scores"] == {name: str(score) for name, score in as_dict["units"]["乙"]["scores"].items()}


def test_pandas_gets_floats_or_decimals(assessment: kaohe.Assessment) -> None:
    frame = assessment.to_pandas()
    assert frame["total"].tolist() == [29.0, 28.67, 3.33]
    assert frame["kindergartens"].tolist() == [10.0, 6.6667, 3.3333]
    assert frame["rank"].tolist() == [1, 2, 1]
    assert assessment.to_pandas(exact=True)["total"].tolist() == list(TOTALS.values())


def test_polars_gets_floats_or_decimals(assessment: kaohe.Assessment) -> None:
    frame = assessment.to_polars()
    assert frame["total"].to_list() == [29.0, 28.67, 3.33]
    assert frame["missing"].to_list() == [[], [], ["入园率"]]
    assert assessment.to_polars(exact=True)["total"].to_list() == list(TOTALS.values())


def test_arrow_gets_floats_or_decimals(assessment: kaohe.Assessment) -> None:
    table = assessment.to_arrow()
    assert table["total"].to_pylist() == [29.0, 28.67, 3.33]
    assert assessment.to_arrow(exact=True)["total"].to_pylist() == list(TOTALS.values())


def test_without_units_every_form_is_empty() -> None:
    scheme = kaohe.loads("{kaohe: 1, id: a, missing: zero, criteria: [{id: x, points: 1, rule: {proportion: {of: 1}}}]}")
    assessment = scheme.assess({"unit": [], "x": []})
    assert len(assessment.to_pandas()) == len(assessment.to_polars(exact=True)) == assessment.to_arrow(exact=True).num_rows == 0


def test_a_criterion_called_total_does_not_hide_the_total() -> None:
    scheme = kaohe.loads("{kaohe: 1, id: a, missing: zero, criteria: [{id: base, points: 8, rule: {proportion: {of: 4}}}]}")
    columns = scheme.assess({"unit": ["甲"], "base": [2]}).to_columns()
    assert (columns["base"], columns["score.base"]) == ([Decimal(4)], [Decimal(4)])


def test_pictures_are_escaped(assessment: kaohe.Assessment) -> None:
    assert "a&lt;b" in assessment._repr_html_()
    assert "a<b" not in assessment._repr_html_()
    assert repr(assessment) == f"Assessment('towns', '2014', units=3, findings={len(assessment.findings)})"


# ---- explanations


def test_an_explanation_has_the_shape_of_the_criteria(assessment: kaohe.Assessment) -> None:
    explanation = assessment["a<b"].explain()
    by_id = {node.id: node for node in explanation.walk()}
    assert by_id["入园率"].score == Decimal("19")
    assert by_id["入园率"].points == Decimal("20")
    assert by_id["kindergartens"].title == "新建公办幼儿园"
    assert explanation.score == Decimal("29")
    assert "19" in str(explanation)
    assert explanation.to_dict() == json.loads(explanation.to_json())
    assert "19" in explanation._repr_html_()


def test_points_that_no_decimal_writes_are_a_fraction() -> None:
    scheme = kaohe.loads("{kaohe: 1, id: thirds, missing: zero, criteria: [{id: a, points: 1/3, rule: {proportion: {of: 1}}}]}")
    leaf = list(scheme.assess({"unit": ["u"], "a": [1]})["u"].explain().walk())[-1]
    assert (leaf.points, leaf.score) == (Fraction(1, 3), Decimal("0.3333"))


def test_an_explanation_speaks_both_languages(assessment: kaohe.Assessment) -> None:
    chinese, english = (str(assessment["丙"].explain(lang)) for lang in ("zh", "en"))
    assert chinese != english
    with pytest.raises(ValueError, match="'zh' or 'en'"):
        str(assessment["丙"].explain("fr"))  # type: ignore[arg-type]


# ---- the package itself


def test_importing_loads_none_of_the_heavy_libraries() -> None:
    heavy = ["numpy", "pandas", "polars", "pyarrow", "openpyxl", "icalendar", "rich", "click"]
    code = f"import sys, kaohe; print([name for name in {heavy} if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_scoring_a_dict_loads_none_of_them_either() -> None:
    code = f"""
import sys, kaohe
kaohe.loads({SCHEME!r}).assess({OBSERVATIONS!r}, units={UNITS!r}).to_json()
print([name for name in ("numpy", "pandas", "polars", "pyarrow") if name in sys.modules])
"""
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_the_examples_of_the_docstrings_run() -> None:
    import doctest
    import importlib

    names = ["assessment", "attribution", "calendar", "chain", "days", "diff", "errors", "plan", "plan_status", "rolled_up", "scheme"]
    modules = [kaohe, *(importlib.import_module(f"kaohe.{name}") for name in names)]
    results = [doctest.testmod(module) for module in modules]
    assert sum(result.failed for result in results) == 0
    assert sum(result.attempted for result in results) >= 40


def test_the_module_needs_no_library_of_the_build_at_run_time() -> None:
    from kaohe import _core

    needed = subprocess.run(["ldd", str(_core.__file__)], capture_output=True, text=True, check=True).stdout
    assert "libc.so" in needed
    assert not re.search("yaml|sodium", needed)


def test_results_of_one_year_are_the_history_of_the_next() -> None:
    def scheme(year: int) -> kaohe.Scheme:
        return kaohe.loads(
            f"{{kaohe: 1, id: yearly, period: {year}, missing: zero, criteria: [{{id: a, points: 10, rule: {{formula: x}}}}],"
            "grades: [{name: 合格, from: 6}, {name: 不合格}],"
            "vetoes: [{id: fraud, when: count(fraud) >= 1, effect: {bar: {from: [评优], for: 2y}}}],"
            "measures: [{id: warning, when: streak(grade == 不合格) >= 2}]}"
        )

    events = [{"unit": "甲", "event": "fraud", "date": "2013-05-01"}]
    before = scheme(2013).assess([{"unit": "甲", "a": 3}, {"unit": "乙", "a": 7}], events=events)
    after = scheme(2014).assess([{"unit": "甲", "a": 4}, {"unit": "乙", "a": 5}], history=before.to_history())
    assert {unit: result.measures for unit, result in after.items()} == {"甲": ["warning"], "乙": []}  # 3 and 4, 7 and 5 points
    assert {unit: result.bars for unit, result in after.items()} == {"甲": ["评优"], "乙": []}  # two years from 2013


def test_results_without_a_period_are_no_history() -> None:
    scheme = kaohe.loads("{kaohe: 1, id: s, missing: zero, criteria: [{id: a, points: 10, rule: {formula: x}}]}")
    with pytest.raises(ValueError, match="no period"):
        scheme.assess([{"unit": "甲", "a": 3}]).to_history()
