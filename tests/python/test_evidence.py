"""Whatever holds a table gives the same cells."""

from __future__ import annotations

from array import array
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import kaohe
from kaohe.evidence import to_table

UNITS = ["城关镇", "东山乡", "西河乡"]
RATES: list[float | None] = [0.1, None, 93.0]
CELLS: dict[str, list[str | None]] = {"unit": list(UNITS), "rate": ["0.1", None, "93"], "count": ["1", "2", "3"]}


def cells(source: Any) -> dict[str, list[str | None]]:
    table = to_table(source, "observations")
    assert table.findings == []
    return table.to_dict()


class Stream:
    """Hands over an Arrow stream and nothing else."""

    def __init__(self, table: pa.Table) -> None:
        self.table = table

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        return self.table.__arrow_c_stream__(requested_schema)


COLUMNS = {"unit": UNITS, "rate": RATES, "count": [1, 2, 3]}


@pytest.mark.parametrize(
    "source",
    [
        pytest.param(COLUMNS, id="dict of lists"),
        pytest.param({name: tuple(column) for name, column in COLUMNS.items()}, id="dict of tuples"),
        pytest.param({name: (cell for cell in column) for name, column in COLUMNS.items()}, id="dict of generators"),
        pytest.param({"unit": np.array(UNITS), "rate": np.array([0.1, np.nan, 93.0]), "count": np.arange(1, 4)}, id="dict of arrays"),
        pytest.param({"unit": UNITS, "rate": array("d", [0.1, float("nan"), 93.0]), "count": range(1, 4)}, id="dict of buffers"),
        pytest.param({"unit": pd.Series(UNITS), "rate": pl.Series(RATES), "count": pa.array([1, 2, 3])}, id="dict of everything"),
        pytest.param([dict(zip(COLUMNS, row, strict=True)) for row in zip(*COLUMNS.values(), strict=True)], id="list of dicts"),
        pytest.param(pd.DataFrame(COLUMNS), id="pandas"),
        pytest.param(pd.DataFrame(COLUMNS).set_index("unit"), id="pandas with the units as index"),
        pytest.param(pd.DataFrame(COLUMNS).convert_dtypes(), id="pandas with its own types"),
        pytest.param(pd.DataFrame(COLUMNS).convert_dtypes(dtype_backend="pyarrow"), id="pandas with Arrow types"),
        pytest.param(pd.DataFrame(COLUMNS).astype(object), id="pandas of objects"),
        pytest.param(pl.DataFrame(COLUMNS), id="polars"),
        pytest.param(pl.DataFrame(COLUMNS).lazy(), id="lazy polars"),
        pytest.param(pa.table(COLUMNS), id="pyarrow"),
        pytest.param(pa.RecordBatch.from_pydict(COLUMNS), id="record batch"),
        pytest.param(Stream(pa.table(COLUMNS)), id="Arrow stream"),
    ],
)
def test_every_kind_of_table_gives_the_same_cells(source: Any) -> None:
    assert cells(source) == CELLS


@pytest.mark.parametrize(
    ("column", "expected"),
    [
        pytest.param(["甲", "", None], ["甲", "", None], id="texts"),
        pytest.param([True, False], ["yes", "no"], id="booleans"),
        pytest.param(np.array([True, False]), ["yes", "no"], id="array of booleans"),
        pytest.param([1, 2.5, None], ["1", "2.5", None], id="whole and other numbers"),
        pytest.param([2**70, -1], ["1180591620717411303424", "-1"], id="beyond 64 bits"),
        pytest.param(np.array([2**64 - 1], dtype=np.uint64), ["18446744073709551615"], id="beyond signed 64 bits"),
        pytest.param([9007199254740993, 0.5], ["9007199254740993", "0.5"], id="a whole number no float holds beside a float"),
        pytest.param(np.array([-128, 127], dtype=np.int8), ["-128", "127"], id="short integers"),
        pytest.param([0.1 + 0.2, 1 / 3], ["0.3", "0.333333333333333"], id="noise is read at 15 digits"),
        pytest.param([0.1 + 0.2, "甲"], ["0.3", "甲"], id="also beside texts"),
        pytest.param([1e22, "甲"], ["10000000000000000000000", "甲"], id="without an exponent"),
        pytest.param(np.array([0.1, 2.5], dtype=np.float32), ["0.1", "2.5"], id="single precision as it prints"),
        pytest.param(
            [np.float32(0.1), np.int64(7), np.bool_(True), np.str_("甲"), "乙"], ["0.1", "7", "yes", "甲", "乙"], id="NumPy scalars"
        ),
        pytest.param([Decimal("1.50"), Decimal("1E+3"), Decimal("NaN")], ["1.50", "1000", None], id="decimals as written"),
        pytest.param(
            [date(2014, 5, 1), datetime(2014, 5, 1), datetime(2014, 5, 1, 13, 2)],
            ["2014-05-01", "2014-05-01", "2014-05-01 13:02:00"],
            id="dates",
        ),
        pytest.param(np.array(["2014-05-01", "NaT"], dtype="datetime64[ns]"), ["2014-05-01", None], id="NumPy dates"),
        pytest.param(pd.to_datetime(pd.Series(["2014-05-01", None])), ["2014-05-01", None], id="pandas dates"),
        pytest.param(pl.Series([date(2014, 5, 1), None]), ["2014-05-01", None], id="polars dates"),
        pytest.param([pd.NA, pd.NaT, float("nan"), None, "甲"], [None, None, None, None, "甲"], id="every kind of nothing"),
        pytest.param(pd.Series(["甲", None], dtype="category"), ["甲", None], id="categories"),
        pytest.param(pd.Series([1, None], dtype="Int64"), ["1", None], id="integers with a gap"),
        pytest.param(pl.Series([1, None]), ["1", None], id="polars integers with a gap"),
        pytest.param(pa.array([1, None]), ["1", None], id="Arrow integers with a gap"),
        pytest.param(pa.array([Decimal("1.50"), None]), ["1.5", None], id="Arrow decimals"),
        pytest.param(pa.array(["甲", "甲"]).dictionary_encode(), ["甲", "甲"], id="Arrow dictionaries"),
        pytest.param(np.ma.array([1.5, 2.5], mask=[False, True]), ["1.5", None], id="masked"),
        pytest.param(np.array([[1.5, 9.0], [2.5, 9.0]])[:, 0], ["1.5", "2.5"], id="a column of a matrix"),
        pytest.param(np.array([1.5, 2.5, 3.5])[::-1], ["3.5", "2.5", "1.5"], id="backwards"),
        pytest.param(np.array([(1, 1.5), (2, 2.5)], dtype=[("flag", "i1"), ("x", "f8")])["x"], ["1.5", "2.5"], id="unaligned"),
        pytest.param(np.array([1.5, 2.5]).astype(">f8"), ["1.5", "2.5"], id="the other byte order"),
        pytest.param([], [], id="empty"),
    ],
)
def test_cells_keep_their_meaning(column: Any, expected: list[str | None]) -> None:
    assert cells({"x": column})["x"] == expected


def test_a_column_of_floats_is_read_where_it_lies() -> None:
    matrix = np.arange(20.0).reshape(5, 4)
    frame = pd.DataFrame(matrix, copy=False)
    assert np.shares_memory(frame.iloc[:, 2].to_numpy(), matrix)
    assert cells(frame)["2"] == ["2", "6", "10", "14", "18"]


@pytest.mark.parametrize("column", [[1.0, float("inf")], np.array([1.0, -np.inf]), pl.Series([1.0, float("inf")])])
def test_an_infinity_is_a_finding_with_its_row(column: Any) -> None:
    scheme = kaohe.loads("{kaohe: 1, id: one, criteria: [{id: x, points: 10, rule: {proportion: {of: 5}}}]}")
    with pytest.raises(kaohe.EvidenceError) as refused:
        scheme.assess({"unit": ["甲", "乙"], "x": column})
    [finding] = refused.value.findings
    assert (finding.code, finding.table, finding.row, finding.column) == ("K0780", "observations", 2, "x")


@pytest.mark.parametrize(
    ("source", "why"),
    [
        (7, "int is no table"),
        ([1, 2], "list is no table"),
        ({"x": "甲乙"}, "column 'x' is a str"),
        ({"x": 7}, "column 'x' is a int"),
        ({"x": np.zeros((2, 2))}, "2 dimensions"),
        ({"x": [1, Fraction(1, 3)]}, "observations, row 2, column 'x': the fraction 1/3"),
        ({"x": [b"a"]}, "row 1, column 'x': a bytes is no cell"),
        ({"x": [[1]]}, "a list is no cell"),
        ({"x": [1j]}, "a complex is no cell"),
    ],
)
def test_what_is_no_table_is_refused_with_the_reason(source: Any, why: str) -> None:
    with pytest.raises(TypeError, match=why):
        to_table(source, "observations")


def test_columns_of_two_lengths_are_refused() -> None:
    with pytest.raises(ValueError, match="column 'unit' has 2 cells, column 'x' has 1"):
        to_table({"unit": ["甲", "乙"], "x": [1]}, "observations")


def test_half_a_character_is_refused() -> None:
    with pytest.raises(UnicodeEncodeError):
        to_table({"unit": ["\ud800"]}, "observations")


def test_an_arrow_stream_needs_no_pyarrow(monkeypatch: pytest.MonkeyPatch) -> None:
    frame = pl.DataFrame(COLUMNS)
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    assert cells(frame) == CELLS
