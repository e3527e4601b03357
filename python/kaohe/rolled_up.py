"""Roll-up: indicators added up over the party tree."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from kaohe import _core, frames
from kaohe.errors import Finding
from kaohe.lookup import ById, Lookup

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa


@dataclass(frozen=True, slots=True)
class Figure:
    """An indicator of a party with all below it: exact, None where nothing is known; and the parties that have no figure."""

    value: Fraction | None
    missing: list[str]


class Figures(ById[Figure]):
    """The figures of a party by indicator."""

    __slots__ = ()

    _WHAT = "indicator"


class RolledUp(Lookup[dict[str, Figure]]):
    """The figures of every party by indicator, each party before what is below it (汇总).

    A rate is the ratio of the sums, at every level. Immutable: share it between threads.

    Examples
    --------
    >>> import kaohe
    >>> scheme = kaohe.loads('''
    ... kaohe: 1
    ... id: towns
    ... period: 2014
    ... criteria: [{id: a, points: 10, rule: {proportion: {of: 4}}}]
    ... parties: [{id: 县}, {id: 东乡, under: 县}, {id: 西乡, under: 县}, {id: 北乡, under: 县}]
    ... indicators:
    ...   pupils: {rollup: sum}
    ...   children: {rollup: sum}
    ...   rate: {value: pupils / children, rollup: ratio}
    ... ''')
    >>> rolled = scheme.rollup("rate", {"unit": ["东乡", "西乡", "北乡"], "pupils": [9, 80, 5], "children": [10, 100, None]})
    >>> rolled["县"]["rate"]
    Figure(value=Fraction(89, 110), missing=['北乡'])
    >>> rolled.all["rate"].value == rolled["县"]["rate"].value
    True
    """

    __slots__ = ("_core", "_numbers", "findings")

    _WHAT = "party"

    def __init__(self, core: _core.RolledUp, findings: list[Finding]) -> None:
        super().__init__()
        self._core = core
        self._numbers = {indicator: number for number, (indicator, _) in enumerate(core.indicators)}
        self.findings = findings

    @property
    def period(self) -> str | None:
        """The period the figures are of."""
        return self._core.period or None

    @property
    def indicators(self) -> dict[str, str]:
        """The titles of the indicators by id."""
        return dict(self._core.indicators)

    @property
    def all(self) -> dict[str, Figure]:
        """The figures of all parties together."""
        return self._figures(len(self))

    def __reduce__(self) -> tuple[type[RolledUp], tuple[_core.RolledUp, list[Finding]]]:
        return RolledUp, (self._core, self.findings)

    def _names(self) -> list[str]:
        return self._core.parties

    def __len__(self) -> int:
        return self._core.count

    def _at(self, party: str, row: int) -> dict[str, Figure]:
        return self._figures(row)

    def _figures(self, row: int) -> dict[str, Figure]:
        return Figures(
            (indicator, Figure(_fraction(self._core.value(number, row)), self._core.missing(number, row)))
            for indicator, number in self._numbers.items()
        )

    def to_columns(self, *, exact: bool = True, missing: bool = True) -> dict[str, list[Any]]:
        """A row for each party: `party`, a column for each indicator, and one of its name with `.missing` for who has no figure.

        Numbers are `Fraction`, or with `exact=False` the nearest floats. `missing=False` leaves out who has no figure, which is
        faster for many parties.
        """
        columns: dict[str, list[Any]] = {"party": self._names()}
        for indicator, number in self._numbers.items():
            cells = map(_fraction, self._core.texts(number)) if exact else self._core.floats(number)
            columns[indicator] = list(cells)[: len(self)]
            if missing:
                columns[f"{indicator}.missing"] = [self._core.missing(number, row) for row in range(len(self))]
        return columns

    def _kinds(self, missing: bool) -> dict[str, frames.Kind]:
        kinds: dict[str, frames.Kind] = {"party": "text", **dict.fromkeys(self._numbers, "number")}
        return kinds | {f"{indicator}.missing": "list" for indicator in self._numbers if missing}

    def to_pandas(self, *, missing: bool = True) -> pd.DataFrame:
        """A frame with a row for each party; see `to_columns`."""
        return frames.pandas_frame(self.to_columns(exact=False, missing=missing), self._kinds(missing))

    def to_polars(self, *, missing: bool = True) -> pl.DataFrame:
        """A frame with a row for each party; see `to_columns`."""
        return self._streaming(missing).to_polars()

    def to_arrow(self, *, missing: bool = True) -> pa.Table:
        """A table with a row for each party; see `to_columns`."""
        return self._streaming(missing).to_arrow()

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """The rows of `to_arrow()`, for whatever reads Arrow: `polars.DataFrame(x)`, `pyarrow.table(x)`, `duckdb.sql("from x")`."""
        return self._streaming(True).stream()

    def _streaming(self, missing: bool) -> frames.Streaming:
        return frames.streaming(self.to_columns(exact=False, missing=missing), self._kinds(missing), exact=False)

    def to_json(self) -> str:
        """Everything as JSON: figures as decimals or fractions, null where there is none."""
        return self._core.to_json()

    def __repr__(self) -> str:
        period = f", {self.period!r}" if self.period else ""
        return f"RolledUp({self._core.scheme!r}{period}, parties={len(self)}, indicators={len(self._numbers)})"

    def _repr_html_(self) -> str:
        columns = self.to_columns(exact=False, missing=False).values()
        titles = ["单位", *(title or name for name, title in self.indicators.items())]
        return frames.html_table(titles, [list(row) for row in zip(*columns, strict=True)])


def _fraction(text: str | None) -> Fraction | None:
    return None if text is None else Fraction(text)
