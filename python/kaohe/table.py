"""Rows with the ways out of them: what plans, roll-ups and attributions share."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar, overload

from kaohe import frames

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa

Row = TypeVar("Row")


class Table(Sequence[Row]):
    """Rows of one kind, in order. Numbers of the rows are exact; those of the frames are the nearest floats."""

    __slots__ = ("_rows",)

    def __init__(self, rows: Sequence[Row]) -> None:
        self._rows = tuple(rows)

    @overload
    def __getitem__(self, place: int) -> Row: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Row, ...]: ...
    def __getitem__(self, place: int | slice) -> Row | tuple[Row, ...]:
        return self._rows[place]

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[Row]:
        return iter(self._rows)

    @abstractmethod
    def _kinds(self) -> Mapping[str, frames.Kind]:
        """What the columns hold; a column without a kind holds exact numbers or floats."""

    @abstractmethod
    def to_columns(self, *, exact: bool = True) -> dict[str, list[Any]]:
        """The columns by name. Numbers are exact, or with `exact=False` the nearest floats."""

    def to_pandas(self) -> pd.DataFrame:
        """A frame; see `to_columns`."""
        return frames.pandas_frame(self.to_columns(exact=False), self._kinds())

    def to_polars(self) -> pl.DataFrame:
        """A frame; see `to_columns`."""
        return self._streaming().to_polars()

    def to_arrow(self) -> pa.Table:
        """A table; see `to_columns`."""
        return self._streaming().to_arrow()

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """The rows of `to_arrow()`, for whatever reads Arrow: `pyarrow.table(x)`, `duckdb.sql("from x")`."""
        return self._streaming().stream()

    def _streaming(self) -> frames.Streaming:
        return frames.streaming(self.to_columns(exact=False), self._kinds(), exact=False)
