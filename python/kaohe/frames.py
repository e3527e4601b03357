"""Columns as data frames of pandas, Polars and Arrow; rows as HTML."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from html import escape
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa

_ROWS_IN_HTML = 50

Kind = Literal["text", "list", "integer", "number", "flag", "date"]


def pandas_frame(columns: Mapping[str, list[Any]], kinds: Mapping[str, Kind]) -> pd.DataFrame:
    """A frame in which integers and days may be missing."""
    import pandas

    known = {"integer": "Int64", "number": "float64", "date": "datetime64[s]"}
    return pandas.DataFrame(dict(columns)).astype({name: known[kind] for name, kind in kinds.items() if kind in known})


def polars_frame(columns: Mapping[str, list[Any]], kinds: Mapping[str, Kind], *, exact: bool) -> pl.DataFrame:
    """A frame; what has no kind is a number, with `exact` of the type `Decimal`."""
    import polars

    known = {
        "text": polars.String,
        "list": polars.List(polars.String),
        "integer": polars.Int64,
        "number": polars.Float64,
        "flag": polars.Boolean,
        "date": polars.Date,
    }
    types: dict[str, Any] = {name: known[kind] for name, kind in kinds.items()}
    for name in columns.keys() - types.keys():
        types[name] = polars.Decimal(38, scale(columns[name])) if exact else polars.Float64
    return polars.DataFrame([polars.Series(name, cells, dtype=types[name], strict=True) for name, cells in columns.items()])


def arrow_table(columns: Mapping[str, list[Any]], kinds: Mapping[str, Kind], *, exact: bool) -> pa.Table:
    """A table; what has no kind is a number, with `exact` of the type `decimal128`."""
    try:
        import pyarrow
    except ImportError as error:
        raise ImportError("to_arrow needs pyarrow: pip install 'kaohe[arrow]'") from error
    known = {
        "text": pyarrow.string(),
        "list": pyarrow.list_(pyarrow.string()),
        "integer": pyarrow.int64(),
        "number": pyarrow.float64(),
        "flag": pyarrow.bool_(),
        "date": pyarrow.date32(),
    }
    types: dict[str, Any] = {name: known[kind] for name, kind in kinds.items()}
    for name in columns.keys() - types.keys():
        types[name] = pyarrow.decimal128(38, scale(columns[name])) if exact else pyarrow.float64()
    return pyarrow.table({name: pyarrow.array(cells, type=types[name]) for name, cells in columns.items()})


def html_table(titles: list[str], rows: list[list[object]]) -> str:
    """A table for a notebook: the first rows, and how many more there are."""
    shown = "".join(_html_row("td", row) for row in rows[:_ROWS_IN_HTML])
    more = f"<p>… {len(rows) - _ROWS_IN_HTML}</p>" if len(rows) > _ROWS_IN_HTML else ""
    return f"<table>{_html_row('th', titles)}{shown}</table>{more}"


def _html_row(tag: str, cells: Iterable[object]) -> str:
    return "<tr>" + "".join(f"<{tag}>{'' if cell is None else escape(str(cell))}</{tag}>" for cell in cells) + "</tr>"


def scale(numbers: list[Decimal | None]) -> int:
    """How many digits after the point the longest of them has."""
    exponents = [number.as_tuple().exponent for number in numbers if number is not None]
    return max((-exponent for exponent in exponents if isinstance(exponent, int)), default=0)
