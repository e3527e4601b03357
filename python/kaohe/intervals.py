"""Intervals: what may still become of every unit while data are missing."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field as attribute
from decimal import Decimal
from typing import Any, ClassVar

from kaohe import _core, frames
from kaohe.by_unit import ByUnit

_ENDS = ("lowest", "highest")
_FIELDS = ("unit", "group", *_ENDS, "grades", "excluded", "may_be_excluded", "missing")
_KINDS: dict[str, frames.Kind] = {
    **dict.fromkeys(("unit", "title", "group"), "text"),
    **dict.fromkeys(("grades", "missing"), "list"),
    **dict.fromkeys(("excluded", "may_be_excluded"), "flag"),
}


@dataclass(frozen=True, slots=True)
class UnitInterval:
    """What may still become of one unit.

    `lowest` and `highest` are exact bounds of its total, None where there is no bound. `grades` are those still possible, best
    first, `missing` the leaves without a value. A unit that is `excluded` by a gate on the assessment has neither total nor
    grade; for one that `may_be_excluded`, the rest is told as if it were not.
    """

    unit: str
    title: str | None
    group: str | None
    lowest: Decimal | None
    highest: Decimal | None
    grades: list[str]
    excluded: bool
    may_be_excluded: bool
    missing: list[str] = attribute(repr=False)

    @property
    def settled(self) -> bool:
        """Whether total, grade and exclusion no longer hang on what is missing."""
        bounded = self.excluded or (self.lowest is not None and self.lowest == self.highest)
        return bounded and not self.may_be_excluded and len(self.grades) <= 1

    def to_dict(self) -> dict[str, Any]:
        """The figures by name, as the unit stands in `Intervals.to_dict`."""
        return {name: getattr(self, name) for name in _FIELDS}


class Intervals(ByUnit[_core.Intervals, UnitInterval]):
    """The intervals of all units, by unit, in the order of the evidence.

    Immutable: share it between threads.

    Examples
    --------
    >>> import kaohe
    >>> scheme = kaohe.loads("{kaohe: 1, id: tiny, criteria: [{id: done, points: 10, rule: {proportion: {of: 5}}}]}")
    >>> intervals = scheme.intervals([{"unit": "城关镇", "done": 4}, {"unit": "东山乡", "done": None}])
    >>> [(unit.unit, str(unit.lowest), str(unit.highest)) for unit in intervals.values()]
    [('城关镇', '8', '8'), ('东山乡', '0', '10')]
    """

    __slots__ = ()

    _KINDS: ClassVar = _KINDS

    def _at(self, unit: str, row: int) -> UnitInterval:
        found = self._core.unit(row)
        ends = {name: None if found[name] is None else Decimal(found[name]) for name in _ENDS}
        return UnitInterval(**(found | ends), unit=unit)

    def to_columns(self, *, exact: bool = True) -> dict[str, list[Any]]:
        """A row for each unit. Numbers are `Decimal`, or with `exact=False` the nearest floats."""
        intervals = list(self.values())
        columns = {name: [getattr(one, name) for one in intervals] for name in ("unit", "title", *_FIELDS[1:])}
        if not exact:
            columns |= {name: [None if end is None else float(end) for end in columns[name]] for name in _ENDS}
        return columns

    def _repr_html_(self) -> str:
        titles = ["单位", "分组", "最低", "最高", "可能的等次", "缺项"]
        return frames.html_table(titles, [_figures(one) for one in self.values()])


def _figures(one: UnitInterval) -> list[object]:
    return [one.title or one.unit, one.group, one.lowest, one.highest, "、".join(one.grades), "、".join(one.missing)]
