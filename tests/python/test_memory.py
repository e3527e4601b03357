"""The bench of memory in small: whatever holds the table, the figures are the same. How much memory it takes is the bench's to say."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

import kaohe
from kaohe.evidence import to_table


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    path = Path(__file__).parents[2] / "benchmarks" / "memory.py"
    spec = importlib.util.spec_from_file_location("memory_bench", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_source_gives_the_same_figures(bench: ModuleType) -> None:
    rows, columns = 50_000, 3
    rules = bench.scheme(columns)
    assessments = {name: rules.assess(make(rows, columns)) for name, make in bench.SOURCES.items()}
    assert len(assessments) == 6
    assert len({bench.figures(found) for found in assessments.values()}) == 1
    # By hand, row 401 of c0: 401 × 1 mod 1000 is 401, 40.1 of 80 times 5 points is 2.50625, 2.5063 at four digits.
    # c1: 401 × 3 mod 1000 is 203, 20.3 of 80 is 1.26875, 1.2688. c2: 401 × 5 mod 1000 is 5, 0.5 of 80 is 0.03125, 0.0313.
    unit = assessments["polars"]["u401"]
    assert [str(score) for score in unit.scores.values()] == ["2.5063", "1.2688", "0.0313"]


def memory_of_floats(make: Any) -> tuple[Any, np.ndarray[Any, Any]]:
    values = np.arange(4.0)
    return make(values), values


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(lambda values: {"x": values}, id="numpy"),
        pytest.param(lambda values: pd.DataFrame({"x": values}, copy=False), id="pandas of NumPy"),
        pytest.param(lambda values: pa.table({"x": pa.array(values)}), id="pyarrow"),
        pytest.param(lambda values: pd.DataFrame({"x": pd.array(pa.array(values), dtype="double[pyarrow]")}), id="pandas of Arrow"),
    ],
)
def test_floats_are_read_where_they_lie(make: Any) -> None:
    # Nobody should change the memory; a test may, to see whose it is.
    source, values = memory_of_floats(make)
    table = to_table(source, "t")
    values[0] = 42
    assert table.to_dict()["x"] == ["42", "1", "2", "3"]


def test_the_memory_lives_as_long_as_what_was_made_of_it() -> None:
    scheme = kaohe.loads("{kaohe: 1, id: s, missing: zero, criteria: [{id: a, points: 10, rule: {proportion: {of: 5}}}]}")
    for _ in range(20):
        assessment = scheme.assess({"unit": ["甲", "乙"], "a": np.array([4.0, 5.0])})
        rubbish = [np.full(2, 1e9) for _ in range(50)]
        assert [result.total for result in assessment.values()] == [8, 10]
        assert "4" in str(assessment["甲"].explain())
        del rubbish
