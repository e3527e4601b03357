"""How a plan stands on a day: items, duties, what measures ask for, and what is due."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field as attribute
from datetime import date
from fractions import Fraction
from typing import Any, ClassVar, Literal

from kaohe import _core, frames
from kaohe.chain import Answer
from kaohe.errors import Finding, Language
from kaohe.table import Row, Table

ItemState = Literal["done", "overdue", "blocked", "not_started", "on_track", "at_risk"]

_TEXTS = dict.fromkeys(("source", "parent", "id", "title", "kind", "state", "reason", "duty", "party", "measure", "unit", "open"), "text")
_DAYS = dict.fromkeys(("first", "last", "on", "opened"), "date")
_LISTS = dict.fromkeys(("waits_for", "blocks", "answers", "lead", "assist", "depends_on", "tags"), "list")
_NUMBERS = dict.fromkeys(("progress", "expected", "done", "late", "missing"), "number")
_WHOLE = dict.fromkeys(("depth", "asked"), "integer")
_LANGUAGES: tuple[Language, ...] = ("zh", "en")
_KINDS: dict[str, Any] = {**_TEXTS, **_DAYS, **_LISTS, **_NUMBERS, **_WHOLE, "over": "flag"}


@dataclass(frozen=True, slots=True)
class TargetStatus:
    """How a target of an item stands: its value, None where it is missing, and the parties without one."""

    indicator: str
    title: str
    target: str
    by: date
    value: Fraction | None
    met: bool
    progress: Fraction
    missing: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class ItemStatus:
    """How an item stands, why, and who answers for it.

    `last` is the day it ends. `progress` and `expected` are exact shares of the whole. `waits_for` are the items it depends on
    that are not done; `blocks`, of a late one, those that wait for it, directly or not.
    """

    id: str
    title: str
    kind: str
    depth: int
    first: date
    last: date
    state: ItemState
    progress: Fraction
    expected: Fraction
    reason: str
    waits_for: tuple[str, ...]
    blocks: tuple[str, ...]
    targets: tuple[TargetStatus, ...] = attribute(repr=False)
    answers: tuple[Answer, ...] = attribute(repr=False)

    @property
    def late(self) -> bool:
        """Whether it is overdue or at risk."""
        return self.state in {"overdue", "at_risk"}


@dataclass(frozen=True, slots=True)
class DutyWindow:
    """One window of a duty, as one party did it; `party` is None where anybody may.

    `last` is the day to do it by; once it is `over`, what is missing stays missing. Who answers is told where something is
    missing or late.
    """

    duty: str
    title: str
    party: str | None
    first: date
    last: date
    over: bool
    asked: int
    done: Fraction
    late: Fraction
    missing: Fraction
    answers: tuple[Answer, ...] = attribute(repr=False)


@dataclass(frozen=True, slots=True)
class DutyStatus:
    """How a duty was done: the figures of the windows that are over, and every window that has begun."""

    id: str
    title: str
    item: str | None
    what: str
    asked: Fraction
    done: Fraction
    late: Fraction
    missing: Fraction
    windows: tuple[DutyWindow, ...] = attribute(repr=False)


@dataclass(frozen=True, slots=True)
class Matter:
    """What a measure with a deadline asks of a unit: to be put right by the `last` day."""

    measure: str
    title: str
    unit: str
    opened: date
    last: date
    state: Literal["due", "overdue"]
    answers: tuple[Answer, ...] = attribute(repr=False)


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day by which something must be done: the end of an item, a dated target, a duty, a matter."""

    kind: Literal["item", "target", "duty", "matter"]
    on: date
    id: str
    title: str
    party: str | None
    open: str
    answers: tuple[Answer, ...] = attribute(repr=False)


class Rows(Table[Row]):
    """Rows of a status as a table: `to_columns`, `to_pandas`, `to_polars`, `to_arrow`.

    Who answers stands in a column of names: the person, else the party; with the role before it.
    """

    __slots__ = ("_names",)

    def __init__(self, rows: Sequence[Row], names: Sequence[str]) -> None:
        super().__init__(rows)
        self._names = tuple(names)

    def _kinds(self) -> dict[str, frames.Kind]:
        return {name: _KINDS[name] for name in self._names}

    def to_columns(self, *, exact: bool = True) -> dict[str, list[Any]]:
        """The columns by name. Numbers are `Fraction`, or with `exact=False` the nearest floats."""
        return {name: [_cell(getattr(row, name), exact) for row in self] for name in self._names}

    def __repr__(self) -> str:
        return f"{type(self).__name__}({len(self)})"

    def _repr_html_(self) -> str:
        columns = self.to_columns(exact=False)
        rows = [["、".join(cell) if isinstance(cell, list) else cell for cell in row] for row in zip(*columns.values(), strict=True)]
        return frames.html_table(list(columns), rows)


@dataclass(frozen=True, slots=True)
class _Told:
    """All that the core says of a status or of deadlines, as a pickle holds it in place of the core's object."""

    json: dict[Language, str]
    text: dict[Language, str]

    def to_json(self, lang: Language) -> str:
        return self.json[lang]

    def to_text(self, lang: Language) -> str:
        return self.text[lang]


def _told(core: _core.PlanStatus | _core.Deadlines | _Told) -> _Told:
    if isinstance(core, _Told):
        return core
    text = {lang: core.to_text(lang) for lang in _LANGUAGES} if isinstance(core, _core.PlanStatus) else {}
    return _Told({lang: core.to_json(lang) for lang in _LANGUAGES}, text)


class Deadlines(Rows[Deadline]):
    """What is still open and due, by date (到期提醒)."""

    __slots__ = ("_core", "_lang", "findings")

    _COLUMNS: ClassVar = ("on", "kind", "id", "title", "party", "open", "answers")

    def __init__(self, core: _core.Deadlines | _Told, findings: list[Finding], lang: Language) -> None:
        super().__init__([_deadline(entry) for entry in json.loads(core.to_json(lang))], self._COLUMNS)
        self._core = core
        self._lang = lang
        self.findings = findings

    def __reduce__(self) -> tuple[type[Deadlines], tuple[_Told, list[Finding], Language]]:
        return Deadlines, (_told(self._core), self.findings, self._lang)

    def to_json(self, lang: Language = "zh") -> str:
        """Everything as JSON."""
        return self._core.to_json(lang)


class PlanStatus(Rows[ItemStatus]):
    """How a plan stands on a day: a sequence of its items, in the order of the document, each before what is below it.

    `duties` are those whose windows have begun, `windows` all of their windows as a table, `matters` what measures ask for;
    `critical_chain` the longest way from something late through what waits for it.

    Examples
    --------
    >>> import kaohe
    >>> scheme = kaohe.loads('''
    ... kaohe: 1
    ... id: towns
    ... period: 2014
    ... criteria: [{id: drills, points: 10, rule: {proportion: {of: 4}}}]
    ... indicators: {trees: {rollup: sum}}
    ... parties: [{id: 县}, {id: 东乡, under: 县}, {id: 西乡, under: 县}]
    ... plan:
    ...   - {id: greening, title: 绿化, period: 2014-H1, targets: [{indicator: trees, target: ">= 200"}]}
    ... ''')
    >>> trees = {"unit": ["东乡", "西乡"], "trees@2014-03": [60, 22]}
    >>> status = scheme.plan.status("2014-04-30", trees, lang="en")
    >>> status[0].state, status[0].reason
    ('at_risk', 'by 2014-04-30 66.3% should be done, 41.0% is: 25.3 percentage points behind')
    """

    __slots__ = ("_core", "_lang", "critical_chain", "duties", "findings", "matters", "on", "party", "windows")

    _COLUMNS: ClassVar = (
        "id",
        "title",
        "kind",
        "depth",
        "first",
        "last",
        "state",
        "progress",
        "expected",
        "reason",
        "waits_for",
        "blocks",
        "answers",
    )
    _WINDOWS: ClassVar = ("duty", "title", "party", "first", "last", "over", "asked", "done", "late", "missing", "answers")
    _MATTERS: ClassVar = ("measure", "title", "unit", "opened", "last", "state", "answers")

    def __init__(self, core: _core.PlanStatus | _Told, findings: list[Finding], lang: Language) -> None:
        told = json.loads(core.to_json(lang))
        super().__init__([_item(entry) for entry in told["items"]], self._COLUMNS)
        self._core = core
        self._lang = lang
        self.on = _day(told["on"])
        self.party: str | None = told["party"]
        self.critical_chain: tuple[str, ...] = tuple(told["critical_chain"])
        self.duties = tuple(_duty(entry) for entry in told["duties"])
        self.windows = Rows([window for duty in self.duties for window in duty.windows], self._WINDOWS)
        self.matters = Rows([_matter(entry) for entry in told["matters"]], self._MATTERS)
        self.findings = findings

    def __reduce__(self) -> tuple[type[PlanStatus], tuple[_Told, list[Finding], Language]]:
        return PlanStatus, (_told(self._core), self.findings, self._lang)

    def to_json(self, lang: Language = "zh") -> str:
        """Everything as JSON: shares as decimals or fractions, null where there is nothing."""
        return self._core.to_json(lang)

    def text(self, lang: Language = "zh") -> str:
        """Everything for a person to read, as an indented list."""
        return self._core.to_text(lang)

    def __str__(self) -> str:
        return self.text()

    def __repr__(self) -> str:
        late = sum(item.late for item in self)
        return f"PlanStatus({self.on}, items={len(self)}, late={late}, duties={len(self.duties)}, matters={len(self.matters)})"


# ---- from JSON


def _item(entry: dict[str, Any]) -> ItemStatus:
    return ItemStatus(
        id=entry["id"],
        title=entry["title"] or entry["id"],
        kind=entry["kind"],
        depth=entry["depth"],
        first=_day(entry["from"]),
        last=_day(entry["last"]),
        state=entry["state"],
        progress=Fraction(entry["progress"]),
        expected=Fraction(entry["expected"]),
        reason=entry["reason"],
        waits_for=tuple(entry["waits_for"]),
        blocks=tuple(entry["blocks"]),
        targets=tuple(_target(target) for target in entry["targets"]),
        answers=_answers(entry),
    )


def _target(entry: dict[str, Any]) -> TargetStatus:
    return TargetStatus(
        indicator=entry["indicator"],
        title=entry["title"],
        target=entry["target"],
        by=_day(entry["by"]),
        value=None if entry["value"] is None else Fraction(entry["value"]),
        met=entry["met"],
        progress=Fraction(entry["progress"]),
        missing=tuple(entry["missing"]),
        reason=entry["reason"],
    )


def _duty(entry: dict[str, Any]) -> DutyStatus:
    title = entry["title"] or entry["id"]
    return DutyStatus(
        id=entry["id"],
        title=title,
        item=entry["item"],
        what=entry["what"],
        asked=Fraction(entry["asked"]),
        done=Fraction(entry["done"]),
        late=Fraction(entry["late"]),
        missing=Fraction(entry["missing"]),
        windows=tuple(_window(window, entry["id"], title) for window in entry["windows"]),
    )


def _window(entry: dict[str, Any], duty: str, title: str) -> DutyWindow:
    return DutyWindow(
        duty=duty,
        title=title,
        party=entry["party"],
        first=_day(entry["from"]),
        last=_day(entry["last"]),
        over=entry["over"],
        asked=entry["asked"],
        done=Fraction(entry["done"]),
        late=Fraction(entry["late"]),
        missing=Fraction(entry["missing"]),
        answers=_answers(entry),
    )


def _matter(entry: dict[str, Any]) -> Matter:
    return Matter(
        measure=entry["measure"],
        title=entry["title"] or entry["measure"],
        unit=entry["unit"],
        opened=_day(entry["opened"]),
        last=_day(entry["last"]),
        state=entry["state"],
        answers=_answers(entry),
    )


def _deadline(entry: dict[str, Any]) -> Deadline:
    return Deadline(
        kind=entry["kind"],
        on=_day(entry["on"]),
        id=entry["id"],
        title=entry["title"],
        party=entry["party"],
        open=entry["open"],
        answers=_answers(entry),
    )


def _answers(entry: dict[str, Any]) -> tuple[Answer, ...]:
    return tuple(Answer(**answer | {"share": Fraction(answer["share"])}) for answer in entry["answers"])


def _day(text: str) -> date:
    return date.fromisoformat(text)


# ---- cells


def _cell(value: Any, exact: bool) -> Any:
    if isinstance(value, tuple):
        return [f"{one.role} {one.name or '—'}" if isinstance(one, Answer) else one for one in value]
    return float(value) if isinstance(value, Fraction) and not exact else value
