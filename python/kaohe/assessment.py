"""Assessments: what was found for every unit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from dataclasses import field as attribute
from decimal import Decimal
from operator import getitem
from typing import TYPE_CHECKING, Any, ClassVar

from kaohe import _core, frames
from kaohe.attribution import Attribution
from kaohe.by_unit import ByUnit
from kaohe.errors import Finding, Language
from kaohe.explanation import Explanation
from kaohe.lookup import ById

if TYPE_CHECKING:
    from kaohe.scheme import Origin

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
    _source: Assessment = attribute(repr=False, compare=False)
    _row: int = attribute(repr=False, compare=False)

    def explain(self, lang: Language = "zh") -> Explanation:
        """Why the unit got its scores: computed by the arithmetic that scored it."""
        return Explanation(self._source._core.explain(self._row), lang, (UnitResult.explain, (self, lang)))

    def __reduce__(self) -> tuple[Callable[..., UnitResult], tuple[Assessment, str]]:
        return getitem, (self._source, self.unit)

    def to_dict(self) -> dict[str, Any]:
        """The figures by name, as the unit stands in `Assessment.to_dict`."""
        names = ("unit", "group", "base", "adjustments", "total", "grade", "rank", *_LISTS)
        computed = {} if self.grade_computed is None else {"grade_computed": self.grade_computed}
        return {name: getattr(self, name) for name in names} | computed | {"scores": dict(self.scores)}


class Assessment(ByUnit[_core.Assessment, UnitResult]):
    """The results of all units, by unit, in the order of the evidence.

    Immutable: share it between threads.

    Examples
    --------
    >>> import kaohe
    >>> scheme = kaohe.loads("{kaohe: 1, id: tiny, criteria: [{id: done, points: 10, rule: {proportion: {of: 5}}}]}")
    >>> assessment = scheme.assess([{"unit": "城关镇", "done": 4}, {"unit": "东山乡", "done": 5}])
    >>> [(result.rank, result.unit, str(result.total)) for result in assessment.ranking()]
    [(1, '东山乡', '10'), (2, '城关镇', '8')]
    """

    __slots__ = ("_origin",)

    _KINDS: ClassVar = _KINDS

    def __init__(self, core: _core.Assessment, findings: list[Finding], origin: Callable[[], Origin]) -> None:
        super().__init__(core, findings)
        self._origin = origin

    def __reduce__(self) -> Origin:
        return self._origin()

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
        found = self._core.unit(row)
        numbers = {name: _decimal(found[name]) for name in _NUMBERS}
        scores = Scores((criterion, _decimal(score)) for criterion, score in found["scores"].items())
        return UnitResult(**(found | numbers | {"scores": scores}), unit=unit, _source=self, _row=row)

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
        columns: dict[str, list[Any]] = {"unit": self._names()}
        for name in ("title", "group", "rank", "grade", "grade_computed"):
            columns[name] = self._core.words(name)
        for name in _NUMBERS:
            columns[name] = _decimals(self._core.decimals(name)) if exact else self._core.floats(name)
        scores = self._score_columns(exact)
        taken = {*columns, *_COLUMNS_OF_LISTS}
        columns |= {f"score.{criterion}" if criterion in taken else criterion: cells for criterion, cells in scores.items()}
        return columns | {name: self._core.words(name) for name in _COLUMNS_OF_LISTS}

    def _streaming(self, exact: bool) -> frames.Streaming:
        return frames.Streaming(lambda: self._core.arrow_stream(exact))

    def _score_columns(self, exact: bool) -> dict[str, list[Any]]:
        core = self._core
        return {
            criterion: _decimals(core.score_decimals(number)) if exact else core.score_floats(number)
            for number, (criterion, _) in enumerate(core.criteria)
        }

    def _repr_html_(self) -> str:
        titles = ["名次", "单位", "分组", "等次", "总分", "基本分", "加减分", "缺项"]
        return frames.html_table(titles, [_figures(result) for result in self.ranking()])


def _figures(result: UnitResult) -> list[object]:
    numbers = [result.total, result.base, result.adjustments]
    return [result.rank, result.title or result.unit, result.group, result.grade, *numbers, "、".join(result.missing)]


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _decimals(texts: list[str | None]) -> list[Decimal | None]:
    return [None if text is None else Decimal(text) for text in texts]
