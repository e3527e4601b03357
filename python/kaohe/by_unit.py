"""What assessments and intervals share: results by unit, and the ways out of them."""

from __future__ import annotations

import copy
import json
from abc import abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Protocol, TypeVar

from kaohe import _core, frames
from kaohe.errors import Finding
from kaohe.lookup import Lookup

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa


class Found(Protocol):
    """What the core hands over."""

    @property
    def scheme(self) -> str: ...
    @property
    def period(self) -> str | None: ...
    @property
    def units(self) -> list[str]: ...
    @property
    def count(self) -> int: ...
    @property
    def criteria(self) -> list[tuple[str, str]]: ...
    @property
    def graded(self) -> bool: ...
    def to_json(self) -> str: ...


class OfUnit(Protocol):
    """What is known of one unit."""

    def to_dict(self) -> dict[str, Any]: ...


Core = TypeVar("Core", bound=Found)
Result = TypeVar("Result", bound=OfUnit)


@dataclass(frozen=True, slots=True)
class Made(Generic[Core]):
    """What results are told from. One thing, so that a thread that reads them while another puts a new one in its place sees one of
    the two.
    """

    core: Core
    findings: list[Finding]


class ByUnit(Lookup[Result], Generic[Core, Result]):
    """Results by unit, in the order of the evidence."""

    __slots__ = ("_made",)

    _WHAT = "unit"

    _KINDS: ClassVar[Mapping[str, frames.Kind]]

    def __init__(self, made: Made[Core]) -> None:
        super().__init__()
        self._made = made

    def __reduce__(self) -> Any:
        return type(self), (self._made,)

    def __copy__(self) -> ByUnit[Core, Result]:
        return self

    def __deepcopy__(self, memo: object) -> ByUnit[Core, Result]:
        return copy.copy(self)

    @property
    def _core(self) -> Core:
        return self._made.core

    @property
    def findings(self) -> list[Finding]:
        """What was found in the tables, and while they were scored."""
        return self._made.findings

    def _names(self) -> list[str]:
        return self._core.units

    def __len__(self) -> int:
        return self._core.count

    @abstractmethod
    def to_columns(self, *, exact: bool = True) -> dict[str, list[Any]]:
        """A row for each unit. Numbers are `Decimal`, or with `exact=False` the nearest floats."""

    @property
    def scheme(self) -> str:
        """The id of the scheme."""
        return self._core.scheme

    @property
    def period(self) -> str | None:
        """The period, where the scheme has one."""
        return self._core.period

    @property
    def criteria(self) -> dict[str, str]:
        """The titles of criteria by id, in the order of the document."""
        return dict(self._core.criteria)

    @property
    def graded(self) -> bool:
        """Whether the scheme has grades."""
        return self._core.graded

    def __eq__(self, other: object) -> bool:
        return self.to_json() == other.to_json() if isinstance(other, type(self)) else NotImplemented

    def to_json(self) -> str:
        """The results as JSON, decimals as texts; the same bytes as from C++, C and the command line."""
        return self._core.to_json()

    def to_dict(self) -> dict[str, Any]:
        """The same as `to_json`, numbers as `Decimal`."""
        still = copy.copy(self)
        return {
            "scheme": still.scheme,
            "period": still.period,
            **still._pins(),
            "units": {unit: result.to_dict() for unit, result in still.items()},
            "findings": json.loads(_core.findings_json([finding._core for finding in still.findings], "zh")),
        }

    def _pins(self) -> dict[str, Any]:
        return {}

    def to_pandas(self, *, exact: bool = False) -> pd.DataFrame:
        """A frame with a row for each unit; see `to_columns`."""
        return frames.pandas_frame(self.to_columns(exact=exact), self._KINDS)

    def to_polars(self, *, exact: bool = False) -> pl.DataFrame:
        """A frame with a row for each unit; see `to_columns`. Exact numbers are of the type `Decimal`."""
        return self._streaming(exact).to_polars()

    def to_arrow(self, *, exact: bool = False) -> pa.Table:
        """A table with a row for each unit; see `to_columns`. Exact numbers are of the type `decimal128`."""
        return self._streaming(exact).to_arrow()

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """The rows of `to_arrow()`, for whatever reads Arrow: `polars.DataFrame(x)`, `pyarrow.table(x)`, `duckdb.sql("from x")`.

        Numbers are the nearest floats, which print as the exact decimals; those are in `to_arrow(exact=True)`.
        """
        return self._streaming(False).stream()

    def _streaming(self, exact: bool) -> frames.Streaming:
        return frames.streaming(self.to_columns(exact=exact), self._KINDS, exact=exact)

    def __repr__(self) -> str:
        period = f", {self.period!r}" if self.period else ""
        return f"{type(self).__name__}({self.scheme!r}{period}, units={len(self)}, findings={len(self.findings)})"
