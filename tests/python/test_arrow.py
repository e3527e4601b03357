"""Arrow in and out: every type that is cells keeps its meaning, and whatever reads Arrow reads results. Expected cells are by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, timezone
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import kaohe
from kaohe.evidence import to_table

Cells = list[str | None]


def cells(column: Any) -> Cells:
    table = to_table(pa.table({"x": column}), "observations")
    assert table.findings == []
    return table.to_dict()["x"]


# ---- in: kinds


NOON = datetime(2014, 5, 1, 12, 30)
MIDNIGHT = datetime(2014, 5, 1)


@pytest.mark.parametrize(
    ("column", "expected"),
    [
        pytest.param(pa.array([0.1, None, 93.0]), ["0.1", None, "93"], id="float64"),
        pytest.param(pa.array([0.1, None, 16777216], pa.float32()), ["0.1", None, "16777216"], id="float32 as it prints"),
        pytest.param(pa.array(np.array([0.1, 65504], "f2")), ["0.1", "65500"], id="float16 as it prints"),
        *(
            pytest.param(pa.array([0, None, int(high), int(low)], kind), ["0", None, high, low], id=kind)
            for kind, high, low in [
                ("int8", "127", "-128"),
                ("int16", "32767", "-32768"),
                ("int32", "2147483647", "-2147483648"),
                ("int64", "9223372036854775807", "-9223372036854775808"),
            ]
        ),
        *(
            pytest.param(pa.array([0, None, int(high)], kind), ["0", None, high], id=kind)
            for kind, high in [("uint8", "255"), ("uint16", "65535"), ("uint32", "4294967295"), ("uint64", "18446744073709551615")]
        ),
        pytest.param(pa.array([2**53 + 1, -(2**53) - 1]), ["9007199254740993", "-9007199254740993"], id="what no float holds"),
        pytest.param(pa.array([True, None, False]), ["yes", None, "no"], id="bool"),
        pytest.param(pa.array(["城关镇", None, ""]), ["城关镇", None, ""], id="utf8"),
        pytest.param(pa.array(["城关镇", None, ""], pa.large_string()), ["城关镇", None, ""], id="large utf8"),
        pytest.param(pa.array(["乙", None, "一个很长的名字"], pa.string_view()), ["乙", None, "一个很长的名字"], id="views"),
        pytest.param(pa.array(["甲", None, "乙", "甲"]).dictionary_encode(), ["甲", None, "乙", "甲"], id="dictionary"),
        pytest.param(pa.array([7, None, 7, 0]).dictionary_encode(), ["7", None, "7", "0"], id="dictionary of numbers"),
        pytest.param(
            pa.DictionaryArray.from_arrays(pa.array([0, 1]), pa.array(["甲", None])), ["甲", None], id="a dictionary with nothing in it"
        ),
        pytest.param(pa.array([date(2014, 5, 1), None, date(1899, 12, 31)]), ["2014-05-01", None, "1899-12-31"], id="date32"),
        pytest.param(pa.array([date(2014, 5, 1), date(1969, 12, 31)], pa.date64()), ["2014-05-01", "1969-12-31"], id="date64"),
        *(
            pytest.param(pa.array([NOON, None, MIDNIGHT], pa.timestamp(unit)), ["2014-05-01 12:30:00", None, "2014-05-01"], id=unit)
            for unit in ["s", "ms", "us", "ns"]
        ),
        pytest.param(pa.array([datetime(1969, 12, 31, 23, 59, 59, 500000)]), ["1969-12-31 23:59:59.500000"], id="part of a second"),
        pytest.param(pa.array([1], pa.timestamp("ns")), ["1970-01-01 00:00:00.000000001"], id="a nanosecond"),
        pytest.param(pa.array([MIDNIGHT], pa.timestamp("us", "UTC")), ["2014-05-01"], id="UTC"),
        pytest.param(pa.array([NOON], pa.timestamp("us", "+08:00")), ["2014-05-01 20:30:00+08:00"], id="an offset"),
        # 16:00 of UTC is midnight of the day after where clocks are eight hours ahead; in summer 1988 they were nine.
        pytest.param(pa.array([datetime(2014, 4, 30, 16)], pa.timestamp("us", "Asia/Shanghai")), ["2014-05-01"], id="a zone"),
        pytest.param(pa.array([datetime(1988, 6, 30, 15)], pa.timestamp("us", "Asia/Shanghai")), ["1988-07-01"], id="a zone in summer"),
        pytest.param(pa.array([Decimal("1.50"), None, Decimal("-0.25")]), ["1.5", None, "-0.25"], id="decimal128"),
        pytest.param(pa.array([Decimal("1.5")], pa.decimal256(60, 20)), ["1.5"], id="decimal256"),
        pytest.param(pa.array([Decimal("1" + "0" * 36 + "1")], pa.decimal128(38, 0)), ["1" + "0" * 36 + "1"], id="a long decimal"),
        pytest.param(pa.array([Decimal("-1e-30"), Decimal(3)], pa.decimal128(38, 30)), ["-0." + "0" * 29 + "1", "3"], id="many places"),
        pytest.param(pa.array([Decimal(1200)], pa.decimal128(5, -2)), ["1200"], id="places before the point"),
        pytest.param(pa.array([Decimal("9007199254740993.5")]), ["9007199254740993.5"], id="a decimal no float holds"),
        pytest.param(pa.nulls(2), [None, None], id="null"),
        pytest.param(pa.array([], pa.float64()), [], id="empty"),
    ],
)
def test_every_type_of_cells_keeps_its_meaning(column: pa.Array, expected: Cells) -> None:
    assert cells(column) == expected


def test_shorter_floats_are_the_decimals_that_numpy_prints() -> None:
    halves = np.arange(2**16, dtype="u2").view("f2")
    halves = halves[np.isfinite(halves)]
    singles = np.random.default_rng(2014).integers(0, 2**32, 50_000, dtype="u4").view("f4")
    singles = singles[np.isfinite(singles)]
    for floats in (halves, singles):
        read = cells(pa.array(floats))
        assert [Decimal(cell) for cell in read if cell is not None] == [Decimal(str(value)) for value in floats]


@pytest.mark.parametrize(
    "column",
    [
        pytest.param(pa.array([9.5, None, 0.25, 1.0, None, 2.0]), id="floats"),
        pytest.param(pa.array([9, None, 3, 1, None, 2], pa.int16()), id="integers"),
        pytest.param(pa.array(["九", None, "三", "一", None, "二"]), id="texts"),
        pytest.param(pa.array([True, None, False, True, None, False]), id="booleans"),
        pytest.param(pa.array(["九", None, "三", "一", None, "二"]).dictionary_encode(), id="dictionary"),
        pytest.param(pa.array([Decimal("9.5"), None, Decimal(3), Decimal(1), None, Decimal(2)]), id="decimals"),
        pytest.param(pa.array([date(2014, 5, day) for day in range(1, 7)]), id="days"),
    ],
)
@pytest.mark.parametrize("first", range(6))
def test_a_slice_and_several_chunks_are_the_rows_they_show(column: pa.Array, first: int) -> None:
    whole = cells(column)
    assert cells(column[first:]) == whole[first:]
    assert cells(column[first : first + 2]) == whole[first : first + 2]
    chunks = pa.chunked_array([column[first:], column[:0], column[:first], column])
    assert cells(chunks) == [*whole[first:], *whole[:first], *whole]


def test_rows_of_a_sliced_batch_are_the_rows_it_shows() -> None:
    struct = pa.StructArray.from_arrays([pa.array([9.5, None, 0.25, 1.0]), pa.array(["甲", "乙", None, "丁"])], ["x", "unit"])
    batch = pa.RecordBatch.from_struct_array(struct[1:3])
    assert to_table(batch, "t").to_dict() == {"x": [None, "0.25"], "unit": ["乙", None]}


@pytest.mark.parametrize(
    ("frame", "expected"),
    [
        pytest.param(pl.Series(["甲", None, "乙"], dtype=pl.Categorical), ["甲", None, "乙"], id="categorical"),
        pytest.param(pl.Series(["甲", None], dtype=pl.Enum(["甲", "乙"])), ["甲", None], id="enum"),
        pytest.param(pl.Series([None, None]), [None, None], id="null"),
        pytest.param(pl.Series([Decimal("1.5"), None]), ["1.5", None], id="decimal"),
        pytest.param(
            pl.Series([datetime(2014, 5, 1, 1, tzinfo=timezone.utc)]).dt.convert_time_zone("Asia/Shanghai"),
            ["2014-05-01 09:00:00+08:00"],
            id="a zone",
        ),
        pytest.param(pd.Series([datetime(2014, 5, 1, tzinfo=ZoneInfo("Asia/Shanghai"))]), ["2014-05-01"], id="pandas zone"),
        pytest.param(pd.Series([True, None], dtype="boolean"), ["yes", None], id="pandas boolean"),
        pytest.param(pd.Series([0.1, None], dtype="Float32"), ["0.1", None], id="pandas Float32"),
        pytest.param(pd.Series(["甲", None], dtype="string[pyarrow]"), ["甲", None], id="pandas string"),
        pytest.param(pd.Series([1, 2], dtype="category"), ["1", "2"], id="pandas category of numbers"),
    ],
)
def test_columns_of_polars_and_pandas(frame: Any, expected: Cells) -> None:
    assert to_table({"x": frame}, "t").to_dict()["x"] == expected


def test_a_relation_of_duckdb_is_a_table() -> None:
    relation = duckdb.sql("""
        select * from (values ('甲', 0.5::double, 1.25::decimal(9, 3), date '2014-05-01', true), ('乙', null, null, null, null))
        as t(unit, x, d, day, flag)
    """)
    assert to_table(relation, "t").to_dict() == {
        "unit": ["甲", "乙"],
        "x": ["0.5", None],
        "d": ["1.25", None],
        "day": ["2014-05-01", None],
        "flag": ["yes", None],
    }


# ---- in: what is no table


class Capsule:
    """Hands over what it was given."""

    def __init__(self, make: Callable[[], object]) -> None:
        self.make = make

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        return self.make()


def failing() -> Iterator[pa.RecordBatch]:
    yield pa.RecordBatch.from_pydict({"x": [1.5]})
    raise OSError("the line went dead")


@pytest.mark.parametrize(
    ("column", "kind"),
    [
        (pa.array([[1.5]]), "list<item: double>"),
        (pa.array([{"a": 1}]), "struct<a: int64>"),
        (pa.array([b"a"]), "binary"),
        (pa.array([1], pa.time32("s")), r"time32\('s'\)"),
        (pa.array([1], pa.duration("s")), r"duration\('s'\)"),
        (pa.array(["00000000-0000-0000-0000-000000000001"]).cast(pa.string()).cast(pa.binary(36)), "fixed_size_binary"),
        (pd.Series(pd.period_range("2014", periods=1, freq="Y")), "period"),
    ],
)
def test_a_column_of_another_type_is_refused_by_its_name_and_type(column: Any, kind: str) -> None:
    with pytest.raises(TypeError, match=rf"^observations: column '入园率' is of the Arrow type .*{kind}"):
        to_table({"入园率": column}, "observations")


def test_an_unknown_zone_is_refused() -> None:
    stream = pa.table({"x": pa.array([0], pa.timestamp("s", "Asia/Nowhere"))})
    with pytest.raises(TypeError, match=r"column 'x' is of the Arrow type .*zone is not known"):
        to_table(stream, "observations")


@pytest.mark.parametrize("value", [10**12, -(10**12)])
def test_a_day_of_no_calendar_is_refused_with_its_row(value: int) -> None:
    with pytest.raises(ValueError, match="observations, row 2, column 'x': the day is not within the years 1 to 9999"):
        to_table(pa.table({"x": pa.array([0, value], pa.timestamp("s"))}), "observations")


def test_what_is_no_utf8_is_refused_with_its_row() -> None:
    wrong = pa.Array.from_buffers(pa.string(), 2, [None, pa.py_buffer(np.array([0, 1, 2], "i4")), pa.py_buffer(b"a\xff")])
    with pytest.raises(ValueError, match="observations, row 2, column 'x': the text is not UTF-8"):
        to_table(pa.table({"x": wrong}), "observations")


def test_offsets_that_go_backwards_are_refused() -> None:
    wrong = pa.Array.from_buffers(pa.string(), 2, [None, pa.py_buffer(np.array([0, 2, 1], "i4")), pa.py_buffer(b"ab")])
    with pytest.raises(RuntimeError, match="column 'x': the array is not sound"):
        to_table(pa.table({"x": wrong}), "observations")


def test_an_index_beyond_its_dictionary_is_refused() -> None:
    wrong = pa.DictionaryArray.from_arrays(pa.array([0, 5]), pa.array(["甲"]), safe=False)
    with pytest.raises(RuntimeError, match="column 'x': the array is not sound"):
        to_table(pa.table({"x": wrong}), "observations")


def test_a_stream_that_fails_says_why() -> None:
    reader = pa.RecordBatchReader.from_batches(pa.schema({"x": pa.float64()}), failing())
    with pytest.raises(RuntimeError, match=r"observations: the stream failed: .*the line went dead"):
        to_table(reader, "observations")


def test_a_stream_is_read_once() -> None:
    capsule = pa.table({"x": [1.5]}).__arrow_c_stream__()
    assert to_table(Capsule(lambda: capsule), "t").to_dict() == {"x": ["1.5"]}
    with pytest.raises(RuntimeError, match="the stream was used before"):
        to_table(Capsule(lambda: capsule), "t")


def test_what_is_no_capsule_is_refused() -> None:
    with pytest.raises(ValueError, match="PyCapsule"):
        to_table(Capsule(lambda: 7), "t")


def test_a_column_is_no_table() -> None:
    with pytest.raises(TypeError, match="t: the stream is a column, not a table"):
        to_table(pl.Series([1.5]), "t")


def test_a_column_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="column 'a' has 2 cells, column 'b' has 1"):
        to_table({"a": pl.Series([1.5, 2]), "b": pa.array([1])}, "t")


# ---- out

SCHEME = kaohe.loads("""
kaohe: 1
id: towns
period: 2014
missing: zero
criteria:
  - {id: done, points: 10, rule: {proportion: {of: 3}}}
  - {id: base, points: 5, rule: {proportion: {of: 5}}}
grades: [{name: 优秀, from: 9}, {name: 合格}]
""")
# By hand: 2/3 of 10 is 6.6667 at four digits, and 5/5 of 5 is 5; 11.67 at two. 1/3 is 3.3333; 3.33.
TABLE = {"unit": ["城关镇", "东山乡"], "done": [2, 1], "base": [5, None]}


@pytest.fixture(scope="module")
def assessment() -> kaohe.Assessment:
    return SCHEME.assess(TABLE)


WORDS = ["unit", "title", "group", "rank", "grade", "grade_computed"]
LISTS = ["missing", "not_applicable", "vetoes", "gates", "measures", "bars"]
COLUMNS = [*WORDS, "total", "base", "adjustments", "done", "score.base", *LISTS]


def test_polars_and_pyarrow_take_an_assessment_as_it_is(assessment: kaohe.Assessment) -> None:
    for table in (pa.table(assessment), pa.RecordBatchReader.from_stream(assessment).read_all()):
        assert table.column_names == COLUMNS == list(assessment.to_columns())
        assert table["total"].to_pylist() == [11.67, 3.33]
        assert table["done"].to_pylist() == [6.6667, 3.3333]
        assert table["rank"].to_pylist() == [1, 2]
        assert table["title"].to_pylist() == [None, None]
        assert table["missing"].to_pylist() == [[], ["base"]]
    frame = pl.DataFrame(assessment)
    assert frame["grade"].to_list() == ["优秀", "合格"]
    assert frame.equals(assessment.to_polars())


def test_duckdb_queries_an_assessment(assessment: kaohe.Assessment) -> None:
    assert duckdb.sql("select unit, total from assessment order by total").fetchall() == [("东山乡", 3.33), ("城关镇", 11.67)]


def test_exact_numbers_are_decimals_of_as_many_places_as_they_take(assessment: kaohe.Assessment) -> None:
    table = assessment.to_arrow(exact=True)
    assert table.schema.field("total").type == pa.decimal128(38, 2)
    assert table.schema.field("done").type == pa.decimal128(38, 4)
    assert table.schema.field("score.base").type == pa.decimal128(38, 0)
    assert table["done"].to_pylist() == [Decimal("6.6667"), Decimal("3.3333")]
    assert assessment.to_polars(exact=True)["total"].to_list() == [Decimal("11.67"), Decimal("3.33")]


def test_results_go_out_in_parts_that_are_the_whole() -> None:
    units = [f"u{number}" for number in range(300_000)]
    scheme = kaohe.loads("{kaohe: 1, id: s, missing: zero, criteria: [{id: a, points: 10, rule: {formula: x}}]}")
    table = pa.table(scheme.assess({"unit": units, "a": np.arange(300_000) % 10}))
    assert table["unit"].to_pylist() == units
    assert table["a"].to_pylist() == [float(number % 10) for number in range(300_000)]
    assert table["a"].num_chunks > 1


def test_a_stream_outlives_what_it_was_asked_of() -> None:
    capsule = SCHEME.assess(TABLE).__arrow_c_stream__()
    assert pa.table(Capsule(lambda: capsule))["unit"].to_pylist() == TABLE["unit"]


def test_a_capsule_nobody_takes_is_dropped(assessment: kaohe.Assessment) -> None:
    capsule = assessment.__arrow_c_stream__()
    del capsule


def test_results_come_back_as_evidence(assessment: kaohe.Assessment) -> None:
    again = SCHEME.assess(pa.table(assessment).select(["unit", "done"]).append_column("base", pa.array([5.0, 0.0])))
    assert again["城关镇"].scores["base"] == 5


def test_the_other_results_stream_too() -> None:
    scheme = kaohe.loads("""
kaohe: 1
id: towns
period: 2014
missing: zero
criteria: [{id: drills, points: 10, rule: {proportion: {of: 4}}}]
parties: [{id: 县}, {id: 东乡, under: 县}, {id: 西乡, under: 县}]
indicators: {drills: {rollup: sum}}
responsibilities: [{for: [drills], chain: [{role: first, party: 县}]}]
""")
    table = {"unit": ["东乡", "西乡"], "drills": [3, 4]}
    assert pa.table(scheme.rollup("drills", table))["drills"].to_pylist() == [7.0, 3.0, 4.0]
    assert pa.table(scheme.intervals(table))["highest"].to_pylist() == [7.5, 10.0]
    attribution = scheme.assess(table).attribution()
    assert pa.table(attribution)["lost"].to_pylist() == attribution.to_polars()["lost"].to_list() == [2.5]
    assert attribution.to_arrow(exact=True)["lost"].to_pylist() == [Decimal("2.5")]
