"""Columns as data frames of pandas, Polars and Arrow; rows as HTML."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any, Literal

from kaohe import _core

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


@dataclass(frozen=True, slots=True)
class Streaming:
    """What hands over rows as an Arrow stream: polars, pyarrow, duckdb and others make a table of it."""

    stream: Callable[[], object]

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        return self.stream()

    def to_polars(self) -> pl.DataFrame:
        import polars

        return polars.DataFrame(self)

    def to_arrow(self) -> pa.Table:
        try:
            import pyarrow
        except ImportError as error:
            raise ImportError("to_arrow needs pyarrow: pip install 'kaohe[arrow]'") from error
        return pyarrow.table(self)


def streaming(columns: Mapping[str, list[Any]], kinds: Mapping[str, Kind], *, exact: bool) -> Streaming:
    """A stream of columns; what has no kind is a number, with `exact` a decimal."""
    return Streaming(lambda: _core.stream_of_columns([_outgoing(name, cells, kinds.get(name), exact) for name, cells in columns.items()]))


def _outgoing(name: str, cells: list[Any], kind: Kind | None, exact: bool) -> tuple[str, str, list[Any]]:
    if kind is not None or not exact:
        return name, kind or "number", cells
    return name, "decimal", [None if cell is None else f"{cell:f}" for cell in cells]


def html_table(titles: list[str], rows: list[list[object]]) -> str:
    """A table for a notebook: the first rows, and how many more there are."""
    shown = "".join(_html_row("td", row) for row in rows[:_ROWS_IN_HTML])
    more = f"<p>… {len(rows) - _ROWS_IN_HTML}</p>" if len(rows) > _ROWS_IN_HTML else ""
    return f"<table>{_html_row('th', titles)}{shown}</table>{more}"


def _html_row(tag: str, cells: Iterable[object]) -> str:
    return "<tr>" + "".join(f"<{tag}>{'' if cell is None else escape(str(cell))}</{tag}>" for cell in cells) + "</tr>"
