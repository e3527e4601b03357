"""Schemes and results through pickle and copy, and one scheme in many threads."""

from __future__ import annotations

import copy
import itertools
import multiprocessing
import pickle
import threading
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest

import kaohe
from kaohe.evidence import to_table

DOCUMENT = """\
kaohe: 1
id: towns
period: 2014
missing: zero
uses: [indicators.yaml]
groups: type
criteria:
  - {id: rate, points: 20, rule: {threshold: {}}}
  - {id: drills, points: 10, rule: {proportion: {of: 3}}}
adjustments:
  - {id: award, title: 表彰, rule: {tally: {event: award, points: 2}}}
grades: [{name: 优秀, from: 20}, {name: 合格}]
parties: [{id: 县}, {id: 东乡, under: 县}, {id: 西乡, under: 县}]
responsibilities: [{for: [drills], chain: [{role: first, party: 县}]}]
plan: [{id: plant, title: 植树, period: 2014, targets: [{indicator: trees, target: ">= 12"}]}]
"""
INDICATORS = "kaohe: 1\nindicators:\n  rate: {title: 入园率, target: '>= 90%'}\n  trees: {rollup: sum}\n"
# By hand: 东乡 reaches 90 % and gets 20, 2 of 3 drills are 6.6667 of 10, and an award 2: 28.67. 西乡 misses it, 1 of 3 is 3.33.
OBSERVATIONS = {"unit": ["东乡", "西乡"], "rate": [0.93, None], "drills": [2, 1], "trees": [Decimal("7.5"), None]}
UNITS = {"unit": ["东乡", "西乡"], "type": ["town", "town"]}
EVENTS = [{"unit": "东乡", "event": "award", "date": "2014-05-01"}]


@pytest.fixture(scope="module")
def scheme(tmp_path_factory: pytest.TempPathFactory) -> kaohe.Scheme:
    folder = tmp_path_factory.mktemp("办法")
    (folder / "scheme.yaml").write_text(DOCUMENT, encoding="utf-8")
    (folder / "indicators.yaml").write_text(INDICATORS, encoding="utf-8")
    loaded = kaohe.load(folder / "scheme.yaml")
    for file in folder.iterdir():  # a pickle needs none of them
        file.unlink()
    return loaded


def assess(scheme: kaohe.Scheme) -> kaohe.Assessment:
    return scheme.assess(OBSERVATIONS, units=UNITS, events=EVENTS)


def again(thing: Any) -> Any:
    return pickle.loads(pickle.dumps(thing))


def test_a_scheme_is_pickled_with_the_documents_it_uses(scheme: kaohe.Scheme) -> None:
    copied = again(scheme)
    assert (copied.id, copied.findings, copied.sources) == (scheme.id, scheme.findings, scheme.sources)
    assert assess(copied).to_json() == assess(scheme).to_json()
    assert [item.id for item in again(scheme.plan)] == ["plant"]


def test_a_scheme_with_parties_out_of_tables_is_pickled_with_them() -> None:
    scheme = kaohe.loads("{kaohe: 1, id: tiny, missing: zero, criteria: [{id: drills, points: 10, rule: {proportion: {of: 5}}}]}")
    chains = {"for": ["drills"], "role": ["direct"], "party": ["安管办"]}
    whole = scheme.with_parties(parties={"party": ["安管办"], "kind": ["office"]}, responsibilities=chains)
    assert again(whole).answers_for("drills", "2014-03-01")[0].party == "安管办"


def test_an_assessment_is_pickled_with_all_it_knows(scheme: kaohe.Scheme) -> None:
    assessment = assess(scheme)
    assert [result.total for result in assessment.values()] == [Decimal("28.67"), Decimal("3.33")]
    copied = again(assessment)
    assert copied == assessment
    assert copied.to_json() == assessment.to_json()
    assert copied.findings == assessment.findings
    assert copied.made_by == assessment.made_by
    assert str(copied["东乡"].explain()) == str(assessment["东乡"].explain())
    assert list(copied.attribution()) == list(assessment.attribution())


def test_a_result_of_a_unit_still_explains(scheme: kaohe.Scheme) -> None:
    result = assess(scheme)["东乡"]
    copied = again(result)
    assert copied == result
    assert str(copied.explain("en")) == str(result.explain("en"))


def test_what_is_told_about_them_is_pickled(scheme: kaohe.Scheme) -> None:
    explanation = assess(scheme)["东乡"].explain("en")
    for node in explanation.walk():
        assert again(node).to_json() == node.to_json()
    chain = scheme.answers_for("drills", "2014-03-01")
    assert list(again(chain)) == list(chain)
    assert again(scheme.test()).to_json() == scheme.test().to_json()


@pytest.mark.parametrize(
    "column",
    [
        pytest.param(np.array([0.1, np.nan]), id="floats"),
        pytest.param(pl.Series([1 / 3, 1e-30]), id="floats that take many digits"),
        pytest.param([2**70, -1], id="long integers"),
        pytest.param([9007199254740993, 0], id="integers no float holds"),
        pytest.param([Decimal("1e-20"), Decimal("12345678901234567890.5")], id="decimals"),
        pytest.param(["60%", ""], id="texts"),
        pytest.param([True, None], id="booleans"),
    ],
)
def test_every_column_of_evidence_comes_back(column: Any) -> None:
    scheme = kaohe.loads("{kaohe: 1, id: s, missing: zero, criteria: [{id: a, points: 10, rule: {formula: x}}]}")
    assessment = scheme.assess({"unit": ["甲", "乙"], "a": column})
    copied = again(assessment)
    assert copied.to_json() == assessment.to_json()
    assert str(copied["甲"].explain()) == str(assessment["甲"].explain())


def test_what_was_noted_of_a_file_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "观测.csv"
    path.write_bytes("unit,a\n甲,3\n".encode("gb18030"))
    scheme = kaohe.loads("{kaohe: 1, id: s, missing: zero, criteria: [{id: a, points: 10, rule: {formula: x}}]}")
    assessment = scheme.assess(path)
    assert "K0783" in {finding.code for finding in assessment.findings}
    path.unlink()
    assert again(assessment).findings == again(again(assessment)).findings == assessment.findings


def test_what_was_noted_of_a_file_outlives_its_table(tmp_path: Path) -> None:
    (tmp_path / "观测.csv").write_bytes("unit,a\n甲,3\n".encode("gb18030"))
    table = to_table(tmp_path / "观测.csv", "observations")
    noted = table.findings
    kaohe.loads("{kaohe: 1, id: s, criteria: [{id: a, points: 10, rule: {formula: x}}]}")._core.assess({"observations": table}, 1)
    del table
    assert [finding.code for finding in noted] == ["K0783"]


def test_the_other_results_are_pickled(scheme: kaohe.Scheme) -> None:
    intervals = scheme.intervals(OBSERVATIONS, units=UNITS)
    assert again(intervals) == intervals
    assert again(intervals)["西乡"] == intervals["西乡"]
    rolled = scheme.rollup("trees", OBSERVATIONS)
    assert again(rolled).to_json() == rolled.to_json()
    assert again(rolled)["县"] == rolled["县"]
    attribution = assess(scheme).attribution()
    assert list(again(attribution)) == list(attribution)
    assert again(attribution).to_json() == attribution.to_json()


def test_what_is_told_of_a_plan_is_pickled(scheme: kaohe.Scheme) -> None:
    status = scheme.plan.status("2014-06-30", OBSERVATIONS, lang="en")
    copied = again(again(status))
    assert (list(copied), copied.on, copied.findings) == (list(status), status.on, status.findings)
    assert [(copied.to_json(lang), copied.text(lang)) for lang in ("zh", "en")] == [
        (status.to_json(lang), status.text(lang)) for lang in ("zh", "en")
    ]
    assert list(again(status.windows)) == list(status.windows)
    due = scheme.plan.due("2014-06-30", "1y", OBSERVATIONS, lang="en")
    assert len(due) == 1
    assert list(again(due)) == list(due)
    assert again(again(due)).to_json("zh") == due.to_json("zh")


def test_a_calendar_is_pickled_with_its_scheme() -> None:
    scheme = kaohe.loads("{kaohe: 1, id: s, criteria: [{id: a, points: 1, rule: {formula: x}}], calendar: {holidays: [2014-09-10]}}")
    assert [again(scheme.calendar).is_workday(date(2014, 9, day)) for day in (9, 10)] == [True, False]


def test_fractions_are_pickled_as_they_are() -> None:
    scheme = kaohe.loads("""
kaohe: 1
id: s
period: 2014
missing: zero
criteria: [{id: a, points: 10, rule: {formula: x}}]
parties: [{id: 县}, {id: 东乡, under: 县}, {id: 西乡, under: 县}, {id: 北乡, under: 县}]
indicators: {a: {rollup: mean}}
""")
    rolled = scheme.rollup("a", {"unit": ["东乡", "西乡", "北乡"], "a": [1, 1, 2]})
    assert rolled["县"]["a"].value == again(rolled)["县"]["a"].value
    assert again(rolled).to_json() == rolled.to_json()


@pytest.mark.parametrize("state", [(), ("t", 1, [("a", [])], []), ("t", 1, [("a", (99, b"", {}))], [])])
def test_a_pickle_that_was_tampered_with_is_refused(state: Any) -> None:
    from kaohe import _core

    table = _core.Table.__new__(_core.Table)
    with pytest.raises(ValueError, match="not a pickled state"):
        table.__setstate__(state)  # type: ignore[attr-defined]


@pytest.mark.parametrize("copier", [copy.copy, copy.deepcopy])
def test_what_cannot_change_is_its_own_copy(scheme: kaohe.Scheme, copier: Callable[[Any], Any]) -> None:
    assessment = assess(scheme)
    intervals = scheme.intervals(OBSERVATIONS, units=UNITS)
    assert copier(scheme) is scheme
    assert copier(intervals) is intervals
    assert copier(assessment["东乡"]) == assessment["东乡"]


def test_another_process_scores_and_sends_back(scheme: kaohe.Scheme) -> None:
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn")) as pool:
        [there] = pool.map(assess, [scheme])
    assert there.to_json() == assess(scheme).to_json()


# ---- threads


def everything(scheme: kaohe.Scheme) -> list[str]:
    assessment = assess(scheme)
    return [
        assessment.to_json(),
        *(str(result.explain()) for result in assessment.values()),
        assessment.attribution().to_json(),
        scheme.intervals(OBSERVATIONS, units=UNITS).to_json(),
        scheme.rollup("trees", OBSERVATIONS).to_json(),
        scheme.plan.status("2014-06-30", OBSERVATIONS).to_json(),
        scheme.answers_for("drills", "2014-03-01").to_json(),
        pl.DataFrame(assessment).write_json(),
    ]


def test_one_scheme_in_eight_threads_gives_what_one_thread_gives(scheme: kaohe.Scheme) -> None:
    alone = everything(scheme)
    together = threading.Barrier(8)

    def work(_: int) -> list[list[str]]:
        together.wait()
        return [everything(scheme) for _ in range(10)]

    with ThreadPoolExecutor(8) as pool:
        assert all(found == alone for several in pool.map(work, range(8)) for found in several)


def test_one_assessment_is_asked_by_eight_threads(scheme: kaohe.Scheme) -> None:
    assessment = assess(scheme)
    alone = [str(assessment["东乡"].explain()), assessment.to_json()]
    with ThreadPoolExecutor(8) as pool:
        assert all(found == alone for found in pool.map(lambda _: [str(assessment["东乡"].explain()), assessment.to_json()], range(80)))


def test_other_threads_run_while_one_scores() -> None:
    scheme = kaohe.loads("{kaohe: 1, id: s, missing: zero, criteria: [{id: a, points: 10, rule: {formula: sqrt(x)}}]}")
    table = {"unit": [f"u{row}" for row in range(60_000)], "a": np.arange(60_000.0)}
    done, ticks = threading.Event(), []

    def tick() -> None:
        while not done.wait(0.001):
            ticks.append(time.perf_counter())

    clock = threading.Thread(target=tick)
    clock.start()
    start = time.perf_counter()
    scheme.assess(table, threads=1)
    end = time.perf_counter()
    done.set()
    clock.join()
    # Where one thread keeps the interpreter for itself, all the others stand still for nearly the whole time.
    moments = [start, *(moment for moment in ticks if start < moment < end), end]
    assert max(b - a for a, b in itertools.pairwise(moments)) < (end - start) / 2
