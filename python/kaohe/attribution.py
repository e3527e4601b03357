"""Attribution: who answers for every point lost and won."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from kaohe import _core, frames
from kaohe.errors import Finding, Language
from kaohe.table import Table

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa

_KINDS: dict[str, frames.Kind] = {
    **dict.fromkeys(("unit", "criterion", "party", "person"), "text"),
    **dict.fromkeys(("roles", "posts"), "list"),
    "on": "date",
}
_COLUMNS = ("unit", "criterion", "party", "person", "roles", "posts", "on", "lost", "won")


@dataclass(frozen=True, slots=True)
class AttributionPart:
    """What one name answers for of what a unit lost or won on one criterion.

    `party` is the post's, or the party that answers itself; `person` is None where nobody held the post, or the party is no
    person. `on` is the day of the fact for what a dated event took or gave, else None. Without any chain the unit answers, and
    `roles` is empty. A number is a `Fraction` where no decimal writes it, as of a third of a point.
    """

    unit: str
    criterion: str
    party: str
    person: str | None
    roles: tuple[str, ...]
    posts: tuple[str, ...]
    on: date | None
    lost: Decimal | Fraction
    won: Decimal | Fraction


class Attribution(Table[AttributionPart]):
    """The parts of all units: by unit, criterion, and the chain's order (归责).

    The parts of a criterion sum to what was lost and won on it, exactly. What is to be said, such as a post that nobody held,
    is in `.findings`.

    Examples
    --------
    >>> import kaohe
    >>> scheme = kaohe.loads('''
    ... kaohe: 1
    ... id: towns
    ... period: 2014
    ... criteria: [{id: drills, points: 10, rule: {proportion: {of: 4}}}]
    ... parties: [{id: 东山乡}]
    ... posts: [{id: mayor, party: 东山乡, role: head, holders: [{person: 王芳, to: 2014-03-14}, {person: 李强, from: 2014-03-15}]}]
    ... responsibilities: [{for: [drills], chain: [{role: first, post: head}]}]
    ... ''')
    >>> parts = scheme.assess({"unit": ["东山乡"], "drills": [2]}).attribution()
    >>> [(part.person, str(part.lost)) for part in parts]
    [('王芳', '1'), ('李强', '4')]
    """

    __slots__ = ("_core", "findings")

    def __init__(self, core: _core.Attribution) -> None:
        super().__init__([_part(*part) for part in core.parts])
        self._core = core
        self.findings = [Finding(finding) for finding in core.findings]

    def __reduce__(self) -> tuple[type[Attribution], tuple[_core.Attribution]]:
        return Attribution, (self._core,)

    def _kinds(self) -> dict[str, frames.Kind]:
        return _KINDS

    def to_columns(self, *, exact: bool = True) -> dict[str, list[Any]]:
        """A row for each part. Numbers are as in the parts, or with `exact=False` the nearest floats."""
        columns: dict[str, list[Any]] = {name: [getattr(part, name) for part in self] for name in _COLUMNS}
        columns |= {name: [list(cell) for cell in columns[name]] for name in ("roles", "posts")}
        return columns if exact else columns | {name: [float(cell) for cell in columns[name]] for name in ("lost", "won")}

    def to_pandas(self, *, exact: bool = False) -> pd.DataFrame:
        """A frame; see `to_columns`."""
        return frames.pandas_frame(self.to_columns(exact=exact), self._kinds())

    def to_polars(self, *, exact: bool = False) -> pl.DataFrame:
        """A frame; see `to_columns`. Exact numbers are of the type `Decimal`."""
        return self._streaming(exact).to_polars()

    def to_arrow(self, *, exact: bool = False) -> pa.Table:
        """A table; see `to_columns`. Exact numbers are of the type `decimal128`."""
        return self._streaming(exact).to_arrow()

    def _streaming(self, exact: bool = False) -> frames.Streaming:
        columns = self.to_columns(exact=exact)
        if any(isinstance(cell, Fraction) for name in ("lost", "won") for cell in columns[name]):
            raise ValueError("a part is no decimal: take exact=False, or to_columns() with its fractions")
        return frames.streaming(columns, self._kinds(), exact=exact)

    def to_json(self, lang: Language = "zh") -> str:
        """Everything as JSON, decimals as texts, findings in the language asked for."""
        return self._core.to_json(lang)

    def __repr__(self) -> str:
        return f"Attribution(parts={len(self)}, findings={len(self.findings)})"

    def _repr_html_(self) -> str:
        titles = ["单位", "考核项", "责任单位", "责任人", "角色", "岗位", "日期", "失分", "加分"]
        return frames.html_table(titles, [_cells(part) for part in self])


def _part(
    unit: str, criterion: str, party: str, person: str, roles: list[str], posts: list[str], on: str, lost: str, won: str
) -> AttributionPart:
    day = date.fromisoformat(on) if on else None
    return AttributionPart(unit, criterion, party, person or None, tuple(roles), tuple(posts), day, _number(lost), _number(won))


def _number(text: str) -> Decimal | Fraction:
    return Fraction(text) if "/" in text else Decimal(text)


def _cells(part: AttributionPart) -> list[object]:
    cells = (getattr(part, name) for name in _COLUMNS)
    return ["、".join(cell) if isinstance(cell, tuple) else cell for cell in cells]
