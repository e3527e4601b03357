"""Plans: what is to be done, by when and by whom."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from dataclasses import field as attribute
from datetime import date
from operator import attrgetter
from typing import TYPE_CHECKING, Any, ClassVar

from kaohe import _core
from kaohe.assessment import Assessment
from kaohe.days import Day, day_of
from kaohe.errors import EvidenceError, Finding, Language
from kaohe.evidence import IntoTable
from kaohe.ical import Slot, calendar_file
from kaohe.lookup import unknown
from kaohe.plan_status import Deadlines, PlanStatus, Rows

if TYPE_CHECKING:
    from kaohe.scheme import Scheme


@dataclass(frozen=True, slots=True)
class PlanTarget:
    """What an item is to reach, and by when; `dated` where the document gives it a day of its own."""

    indicator: str
    target: str
    by: date
    dated: bool


@dataclass(frozen=True, slots=True)
class PlanItem:
    """An item of the plan, with those below it."""

    id: str
    title: str
    kind: str
    depth: int
    parent: str | None
    first: date
    last: date
    source: str | None
    lead: tuple[str, ...]
    assist: tuple[str, ...]
    depends_on: tuple[str, ...]
    tags: tuple[str, ...]
    targets: tuple[PlanTarget, ...]
    items: tuple[PlanItem, ...] = attribute(repr=False)
    _only_due: bool = attribute(repr=False)


@dataclass(frozen=True, slots=True)
class WindowOwed:
    """A window of a duty that asks for something, and the parties that owe it; none where anybody may do it."""

    first: date
    last: date
    asked: int
    parties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlanDuty:
    """A duty with its windows in the scheme's period; `item` is None for one of the scheme's own."""

    id: str
    title: str
    item: str | None
    what: str
    windows: tuple[WindowOwed, ...] = attribute(repr=False)


class Plan(Rows[PlanItem]):
    """The plan of a scheme: a sequence of its items in the order of the document, each before what is below it.

    `top` are the items that stand below no other, with their `items` as a tree; `duties` come with their windows.
    Immutable: share it between threads.

    Examples
    --------
    >>> import kaohe
    >>> scheme = kaohe.loads('''
    ... kaohe: 1
    ... id: forestry
    ... period: 2014
    ... criteria: [{id: drills, points: 10, rule: {proportion: {of: 4}}}]
    ... plan:
    ...   - id: project
    ...     items:
    ...       - {id: survey, period: {from: 2014-04-10, to: 2014-04-20}}
    ...       - {id: greening, due: 2014-05-30, depends_on: [survey]}
    ... ''')
    >>> [(item.id, item.depth, str(item.last)) for item in scheme.plan]
    [('project', 0, '2014-12-31'), ('survey', 1, '2014-04-20'), ('greening', 1, '2014-05-30')]
    >>> [(deadline.id, str(deadline.on)) for deadline in scheme.plan.due("2014-04-15", within="30 days")]
    [('survey', '2014-04-20')]
    """

    __slots__ = ("_scheme", "duties", "top")

    _COLUMNS: ClassVar = ("id", "title", "kind", "depth", "parent", "first", "last", "source", "lead", "assist", "depends_on", "tags")

    def __init__(self, scheme: Scheme, core: _core.Program) -> None:
        told = json.loads(core.plan_json())
        self._scheme = scheme
        self.top = tuple(_item(entry, None, 0) for entry in told["items"])
        self.duties = tuple(_duty(entry) for entry in told["duties"])
        super().__init__([item for top in self.top for item in _walk(top)], self._COLUMNS)

    def __reduce__(self) -> tuple[Callable[[Scheme], Plan], tuple[Scheme]]:
        return attrgetter("plan"), (self._scheme,)

    def item(self, name: str, /) -> PlanItem:
        """The item of that id.

        Raises
        ------
        KeyError
            There is none; the nearest id is told.
        """
        found = {item.id: item for item in self}
        if name not in found:
            raise unknown("item", name, found)
        return found[name]

    def status(
        self,
        on: Day,
        observations: IntoTable | None = None,
        *,
        events: IntoTable | None = None,
        ratings: IntoTable | None = None,
        units: IntoTable | None = None,
        history: IntoTable | None = None,
        decisions: IntoTable | None = None,
        assessment: Assessment | None = None,
        made_known: Day | None = None,
        party: str | None = None,
        lang: Language = "zh",
    ) -> PlanStatus:
        """How the plan stands on a day, with the reasons, and who answers.

        What the tables tell of later days is left aside. With an `assessment`, measures with a deadline open matters, from the
        day its results were `made_known`, else from the last day of the period. With a `party`, its part of the breakdowns and
        its duties are told.

        Raises
        ------
        EvidenceError
            A table has errors, or the party or the assessment is not of this scheme; all of it is in `.findings`.

        Examples
        --------
        >>> import kaohe
        >>> scheme = kaohe.loads('''
        ... {kaohe: 1, id: tiny, period: 2014, criteria: [{id: a, points: 10, rule: {proportion: {of: 5}}}],
        ... plan: [{id: survey, period: 2014-04}, {id: report, period: 2014-05, depends_on: [survey]}]}
        ... ''')
        >>> [(item.id, item.state) for item in scheme.plan.status("2014-04-15")]
        [('survey', 'on_track'), ('report', 'blocked')]
        """
        tables = (observations, events, ratings, units, history, decisions)
        core, findings = self._ask(self._scheme._core.plan_status, tables, (on,), party, assessment, made_known)
        return PlanStatus(core, findings, lang)

    def due(
        self,
        on: Day,
        within: str = "30 days",
        observations: IntoTable | None = None,
        *,
        events: IntoTable | None = None,
        ratings: IntoTable | None = None,
        units: IntoTable | None = None,
        history: IntoTable | None = None,
        decisions: IntoTable | None = None,
        assessment: Assessment | None = None,
        made_known: Day | None = None,
        party: str | None = None,
        lang: Language = "zh",
    ) -> Deadlines:
        """What is still open and must be done within so long after a day: ends of items, dated targets, duties, matters.

        `within` is written as in a measure: `30 days`, `10 working days`, `3 months`. The tables are those of `status`.

        Raises
        ------
        EvidenceError
            As for `status`.
        ValueError
            `within` is no length of time.
        """
        tables = (observations, events, ratings, units, history, decisions)
        core, findings = self._ask(self._scheme._core.due, tables, (on, within), party, assessment, made_known)
        return Deadlines(core, findings, lang)

    def to_ical(self, on: Day | None = None, *, lang: Language = "zh") -> bytes:
        """The plan as a calendar file: an event of whole days for each item, each dated target and each window of a duty.

        An item with only a last day has its event on that day. Every event is stamped with the day `on`, else with the first day
        of the plan. Needs the package icalendar: `pip install 'kaohe[ical]'`.

        Examples
        --------
        >>> import kaohe
        >>> scheme = kaohe.loads('''
        ... {kaohe: 1, id: tiny, period: 2014, criteria: [{id: a, points: 10, rule: {proportion: {of: 5}}}],
        ... plan: [{id: survey, title: 调查摸底, period: 2014-04}]}
        ... ''')
        >>> [line for line in scheme.plan.to_ical().decode().splitlines() if line.startswith("SUMMARY")]
        ['SUMMARY:调查摸底']
        """
        slots = list(self.slots(lang))
        stamp = day_of(on) if on is not None else min((slot.first for slot in slots), default=date(1970, 1, 1))
        return calendar_file(self._scheme.id, self._scheme.title or self._scheme.id, slots, stamp)

    def slots(self, lang: Language = "zh") -> Iterator[Slot]:
        """What stands in the calendar file."""
        for item in self:
            yield self._slot_of(item, lang)
            for number, target in enumerate(item.targets, 1):
                if target.dated:
                    yield self._slot_of_target(item, number, target, lang)
        for duty in self.duties:
            for window in duty.windows:
                yield _slot_of_window(duty, window, lang)

    def _slot_of(self, item: PlanItem, lang: Language) -> Slot:
        first = item.last if item._only_due else item.first
        said = [*([item.source] if item.source else []), *self._answering(item, item.last, lang)]
        return Slot(item.id, first, item.last, item.title, "\n".join(said), _KINDS[item.kind][lang])

    def _slot_of_target(self, item: PlanItem, number: int, target: PlanTarget, lang: Language) -> Slot:
        summary = f"{item.title}{_COLON[lang]}{target.indicator} {target.target}"
        said = "\n".join(self._answering(item, target.by, lang))
        return Slot(f"{item.id}.target{number}", target.by, target.by, summary, said, _KINDS["target"][lang])

    def _answering(self, item: PlanItem, day: date, lang: Language) -> list[str]:
        names = _COMMA[lang].join(answer.name for answer in self._scheme.answers_for(item.id, day) if answer.name)
        return [f"{_ANSWERS[lang]}{names}"] if names else []

    def _ask(
        self,
        ask: Callable[..., tuple[Any, list[_core.Finding]]],
        tables: tuple[IntoTable | None, ...],
        asked: tuple[Any, ...],
        party: str | None,
        assessment: Assessment | None,
        made_known: Day | None,
    ) -> tuple[Any, list[Finding]]:
        from kaohe.scheme import core_tables

        on, *more = asked
        known = None if made_known is None else day_of(made_known, "made_known").isoformat()
        core_assessment = None if assessment is None else assessment._core
        core, found = ask(core_tables(*tables), day_of(on).isoformat(), *more, party or "", core_assessment, known)
        findings = [Finding(finding) for finding in found]
        if core is None:
            raise EvidenceError(findings, self._scheme.sources)
        return core, findings

    def __repr__(self) -> str:
        return f"Plan({self._scheme.id!r}, items={len(self)}, duties={len(self.duties)})"


# ---- words of the calendar file

_KINDS: dict[str, dict[Language, str]] = {
    "goal": {"zh": "目标", "en": "goal"},
    "task": {"zh": "任务", "en": "task"},
    "measure": {"zh": "措施", "en": "measure"},
    "phase": {"zh": "阶段", "en": "phase"},
    "target": {"zh": "目标值", "en": "target"},
    "duty": {"zh": "常规任务", "en": "duty"},
}
_COLON: dict[Language, str] = {"zh": "：", "en": ": "}
_COMMA: dict[Language, str] = {"zh": "、", "en": ", "}
_ANSWERS: dict[Language, str] = {"zh": "责任：", "en": "answers: "}


def _slot_of_window(duty: PlanDuty, window: WindowOwed, lang: Language) -> Slot:
    owed = _COMMA[lang].join(window.parties)
    return Slot(f"{duty.id}.{window.first}", window.first, window.last, duty.title, owed, _KINDS["duty"][lang])


# ---- from the core


def _walk(item: PlanItem) -> Iterator[PlanItem]:
    yield item
    for child in item.items:
        yield from _walk(child)


def _item(entry: dict[str, Any], parent: str | None, depth: int) -> PlanItem:
    return PlanItem(
        id=entry["id"],
        title=entry["title"] or entry["id"],
        kind=entry["kind"],
        depth=depth,
        parent=parent,
        first=date.fromisoformat(entry["first"]),
        last=date.fromisoformat(entry["last"]),
        source=entry["source"] or None,
        lead=tuple(entry["lead"]),
        assist=tuple(entry["assist"]),
        depends_on=tuple(entry["depends_on"]),
        tags=tuple(entry["tags"]),
        targets=tuple(_target(target) for target in entry["targets"]),
        items=tuple(_item(child, entry["id"], depth + 1) for child in entry["items"]),
        _only_due=entry["only_due"],
    )


def _target(entry: dict[str, Any]) -> PlanTarget:
    return PlanTarget(entry["indicator"], entry["target"], date.fromisoformat(entry["by"]), entry["dated"])


def _duty(entry: dict[str, Any]) -> PlanDuty:
    windows = tuple(_window(window) for window in entry["windows"])
    return PlanDuty(entry["id"], entry["title"] or entry["id"], entry["item"] or None, entry["what"], windows)


def _window(entry: dict[str, Any]) -> WindowOwed:
    first, last = (date.fromisoformat(entry[name]) for name in ("first", "last"))
    return WindowOwed(first, last, entry["asked"], tuple(entry["parties"]))
