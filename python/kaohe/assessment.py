"""Assessments: what was found for every unit."""

from __future__ import annotations

import copy
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from dataclasses import field as attribute
from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar

from kaohe import _core, frames
from kaohe.attribution import Attribution
from kaohe.by_unit import ByUnit, Made
from kaohe.errors import EvidenceError, Finding, Language
from kaohe.evidence import IntoTable, changes_table
from kaohe.explanation import Explanation
from kaohe.lookup import ById

if TYPE_CHECKING:
    from kaohe.scheme import Scheme

_NUMBERS = ("total", "base", "adjustments")
_LISTS = ("missing", "not_applicable", "vetoes", "gates", "measures")
_COLUMNS_OF_LISTS = (*_LISTS, "bars")
_WORDS = ("title", "group", "grade", "grade_computed")
_KINDS: dict[str, frames.Kind] = {
    "rank": "integer",
    **dict.fromkeys(("unit", *_WORDS), "text"),
    **dict.fromkeys(_COLUMNS_OF_LISTS, "list"),
}


class Scores(ById[Decimal | None]):
    """The scores of a unit by criterion."""

    __slots__ = ()

    _WHAT = "criterion"


@dataclass(frozen=True, slots=True)
class Assessed(Made[_core.Assessment]):
    """What an assessment is told from until it is updated, and what it was made by; `noted` are findings of reading its files."""

    scheme: Scheme
    noted: list[_core.Finding]

    def __reduce__(self) -> tuple[Callable[..., Assessed], tuple[Any, ...]]:
        return _assessed_again, (self.scheme, self.core.tables(), self.noted)

    def updated(self, changes: _core.Table) -> Assessed:
        """The same with other observations."""
        noted = list(dict.fromkeys([*self.noted, *changes.findings]))
        core, found = self.core.updated(changes, noted)
        findings = [Finding(finding) for finding in found]
        if core is None:
            raise EvidenceError(findings, self.scheme.sources)
        return Assessed(core, findings, self.scheme, noted)


def _assessed_again(scheme: Scheme, tables: dict[str, _core.Table], noted: list[_core.Finding]) -> Assessed:
    """The same, as the tables are, and what was noted when they were read."""
    for table in list(tables.values())[:1]:
        for finding in noted:
            table.add_finding(finding)
    return scheme._assess({**tables}, 0)._made


@dataclass(frozen=True, slots=True)
class UnitResult:
    """What was found for one unit. Scores are exact decimals, None where there is none.

    `grade_computed` is the grade before a person's decision, None where nobody decided. `bars` are the benefits that vetoes of
    this period, or of an earlier one by the history, bar the unit from.
    """

    unit: str
    title: str | None
    group: str | None
    base: Decimal | None
    adjustments: Decimal | None
    total: Decimal | None
    grade: str | None
    grade_computed: str | None
    rank: int | None
    vetoes: list[str]
    gates: list[str]
    measures: list[str]
    bars: list[str]
    missing: list[str]
    not_applicable: list[str]
    scores: dict[str, Decimal | None] = attribute(repr=False)
    _made: Assessed = attribute(repr=False, compare=False)
    _row: int = attribute(repr=False, compare=False)

    def explain(self, lang: Language = "zh") -> Explanation:
        """Why the unit got its scores: computed by the arithmetic that scored it."""
        return Explanation(self._made.core.explain(self._row), lang, (UnitResult.explain, (self, lang)))

    def __reduce__(self) -> tuple[Callable[..., UnitResult], tuple[Assessed, str, int]]:
        return _result, (self._made, self.unit, self._row)

    def to_dict(self) -> dict[str, Any]:
        """The figures by name, as the unit stands in `Assessment.to_dict`."""
        names = ("unit", "group", "base", "adjustments", "total", "grade", "rank", *_LISTS)
        computed = {} if self.grade_computed is None else {"grade_computed": self.grade_computed}
        return {name: getattr(self, name) for name in names} | computed | {"scores": dict(self.scores)}


def _result(made: Assessed, unit: str, row: int) -> UnitResult:
    found = made.core.unit(row)
    numbers = {name: _decimal(found[name]) for name in _NUMBERS}
    scores = Scores((criterion, _decimal(score)) for criterion, score in found["scores"].items())
    return UnitResult(**(found | numbers | {"scores": scores}), unit=unit, _made=made, _row=row)


class Assessment(ByUnit[_core.Assessment, UnitResult]):
    """The results of all units, by unit, in the order of the evidence.

    Only `update` changes it; share it between threads.

    Examples
    --------
    >>> import kaohe
    >>> scheme = kaohe.loads("{kaohe: 1, id: tiny, criteria: [{id: done, points: 10, rule: {proportion: {of: 5}}}]}")
    >>> assessment = scheme.assess([{"unit": "城关镇", "done": 4}, {"unit": "东山乡", "done": 5}])
    >>> [(result.rank, result.unit, str(result.total)) for result in assessment.ranking()]
    [(1, '东山乡', '10'), (2, '城关镇', '8')]
    """

    __slots__ = ("_updating",)

    _KINDS: ClassVar = _KINDS

    _made: Assessed

    def __init__(self, made: Assessed) -> None:
        super().__init__(made)
        self._updating = threading.Lock()

    def __copy__(self) -> Assessment:
        return Assessment(self._made)

    def _mapping(self) -> Mapping[str, UnitResult]:
        return ByUnit._mapping(copy.copy(self))

    def update(self, changes: Mapping[str, Mapping[str, Any]] | IntoTable, /) -> None:
        """Put other values in place of some observations, as if the tables had held them from the beginning.

        `changes` maps units to mappings from indicators to values, or is a table as long observations are: `unit`, `indicator`
        (an id, or `id@period`), `value` and, where it is not the scheme's, `period`. `None` is a value that is missing from then
        on. Each must be of a unit and an indicator that the observations have. Only what depends on the changes is worked out
        again.

        Whatever was taken from the assessment before, a result of a unit, an explanation, a frame, a copy, stays what it is; the
        memory of the caller's tables is not written to. Every call in another thread, and every walk over `values()` or `items()`,
        tells of the assessment as it is before the update or as it is behind it; updates from several threads come one after the other.

        Raises
        ------
        EvidenceError
            The changes have errors, or the observations have with them; all are in `.findings`. The assessment stays as it is.

        Examples
        --------
        >>> import kaohe
        >>> scheme = kaohe.loads("{kaohe: 1, id: tiny, criteria: [{id: done, points: 10, rule: {proportion: {of: 5}}}]}")
        >>> assessment = scheme.assess({"unit": ["城关镇", "东山乡"], "done": [4, 5]})
        >>> assessment.update({"城关镇": {"done": 4.5}})
        >>> assessment["城关镇"].total
        Decimal('9')
        """
        table = changes_table(changes)
        with self._updating:
            self._made = self._made.updated(table)

    @property
    def made_by(self) -> dict[str, str]:
        """The version of kaohe, and the hashes of the rules and of the evidence: what it takes to make this again.

        Worked out when asked for, in a time in proportion to the evidence.
        """
        return dict(zip(("kaohe", "scheme", "evidence"), self._core.made_by(), strict=True))

    @property
    def slow_values(self) -> int:
        """How many scores of leaves were computed in fractions, not in whole numbers; both are exact."""
        return self._core.slow_values

    @property
    def grouped(self) -> bool:
        """Whether units are ranked by groups."""
        return self._core.grouped

    def _at(self, unit: str, row: int) -> UnitResult:
        return _result(self._made, unit, row)

    def ranking(self) -> list[UnitResult]:
        """The results by group and rank; units without a rank come last."""
        return sorted(self.values(), key=lambda result: (result.group or "", result.rank is None, result.rank or 0))

    def attribution(self) -> Attribution:
        """Who answers for every point lost and won: a part for each name, criterion and unit.

        Worked out when asked for. The parts of a criterion sum to its points less its score, of an adjustment to its negative
        score, exactly.

        Examples
        --------
        >>> import kaohe
        >>> scheme = kaohe.loads('''
        ... {kaohe: 1, id: tiny, period: 2014, criteria: [{id: done, points: 10, rule: {proportion: {of: 5}}}],
        ... parties: [{id: 办公室}], responsibilities: [{for: [done], chain: [{role: first, party: 办公室}]}]}
        ... ''')
        >>> [(part.party, str(part.lost)) for part in scheme.assess({"unit": ["东山乡"], "done": [4]}).attribution()]
        [('办公室', '2')]
        """
        return Attribution(self._core.attribution())

    # ---- as something else

    def _pins(self) -> dict[str, Any]:
        return {"made_by": self.made_by}

    def to_history(self) -> list[dict[str, Any]]:
        """The rows a later assessment takes as its `history`: unit, scheme, period, total, grade, rank, vetoes.

        Units that were not assessed have none. The lists of several assessments may be joined.

        Raises
        ------
        ValueError
            The scheme has no period, so that nobody could tell when this was.
        """
        if self.period is None:
            raise ValueError(f"the scheme {self.scheme!r} has no period: its results cannot stand in a history")
        return [
            {
                "unit": result.unit,
                "scheme": self.scheme,
                "period": self.period,
                "total": result.total,
                "grade": result.grade,
                "rank": result.rank,
                "vetoes": ";".join(result.vetoes),
            }
            for result in self.values()
            if result.total is not None
        ]

    def to_columns(self, *, exact: bool = True) -> dict[str, list[Any]]:
        """A row for each unit: what it is called, its place and totals, a column for each criterion, and what was missing.

        Numbers are `Decimal`, or with `exact=False` the nearest floats, which print as the same decimals. A criterion
        called as one of the other columns is found under `score.` and its id.
        """
        core = self._core
        columns: dict[str, list[Any]] = {"unit": core.units}
        for name in ("title", "group", "rank", "grade", "grade_computed"):
            columns[name] = core.words(name)
        for name in _NUMBERS:
            columns[name] = _decimals(core.decimals(name)) if exact else core.floats(name)
        scores = _score_columns(core, exact)
        taken = {*columns, *_COLUMNS_OF_LISTS}
        columns |= {f"score.{criterion}" if criterion in taken else criterion: cells for criterion, cells in scores.items()}
        return columns | {name: core.words(name) for name in _COLUMNS_OF_LISTS}

    def _streaming(self, exact: bool) -> frames.Streaming:
        return frames.Streaming(lambda: self._core.arrow_stream(exact))

    def _repr_html_(self) -> str:
        titles = ["名次", "单位", "分组", "等次", "总分", "基本分", "加减分", "缺项"]
        return frames.html_table(titles, [_figures(result) for result in self.ranking()])


def _score_columns(core: _core.Assessment, exact: bool) -> dict[str, list[Any]]:
    return {
        criterion: _decimals(core.score_decimals(number)) if exact else core.score_floats(number)
        for number, (criterion, _) in enumerate(core.criteria)
    }


def _figures(result: UnitResult) -> list[object]:
    numbers = [result.total, result.base, result.adjustments]
    return [result.rank, result.title or result.unit, result.group, result.grade, *numbers, "、".join(result.missing)]


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _decimals(texts: list[str | None]) -> list[Decimal | None]:
    return [None if text is None else Decimal(text) for text in texts]
