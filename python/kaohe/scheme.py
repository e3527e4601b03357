"""Schemes: reading, checking and running them."""

from __future__ import annotations

import copy
import os
from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path
from typing import Any, TypeAlias

from kaohe import _core
from kaohe.assessment import Assessed, Assessment
from kaohe.by_unit import Made
from kaohe.calendar import Calendar
from kaohe.chain import Chain
from kaohe.days import Day, day_of
from kaohe.errors import DocumentError, EvidenceError, Finding, UnknownIdError
from kaohe.evidence import IntoTable, to_table
from kaohe.intervals import Intervals
from kaohe.plan import Plan
from kaohe.rolled_up import RolledUp
from kaohe.rule_tests import TestReport

# A little more than the longest document the loader takes, so that a longer one is its finding and not our memory.
LONGEST_DOCUMENT = 4 * 1024 * 1024 + 1

MOST_THREADS = 1024

Tables: TypeAlias = "dict[str, _core.Table | None]"
Origin: TypeAlias = "tuple[Callable[..., Any], tuple[Any, ...]]"
"""What makes a thing again: how a pickle holds it."""

TABLES = ("observations", "events", "ratings", "units", "history", "decisions")


class Scheme:
    """A checked set of assessment rules (考核办法), ready to score.

    Immutable: share it between threads. Made by `load` and `loads`.

    Examples
    --------
    >>> import kaohe
    >>> scheme = kaohe.loads("{kaohe: 1, id: tiny, criteria: [{id: done, points: 10, rule: {proportion: {of: 5}}}]}")
    >>> scheme
    Scheme('tiny', criteria=1)
    """

    __slots__ = ("_core", "_origin", "_plan", "findings", "sources")

    def __init__(self, core: _core.Program, findings: list[Finding], sources: dict[str, bytes], origin: Origin | None = None) -> None:
        self._core = core
        self._origin = origin or (_reloaded, (sources,))
        self._plan: Plan | None = None  # laid out when first asked for
        self.findings = findings
        self.sources = sources

    def __reduce__(self) -> Origin:
        return self._origin

    def __copy__(self) -> Scheme:
        return self

    def __deepcopy__(self, memo: object) -> Scheme:
        return self

    @property
    def id(self) -> str:
        """The scheme's id."""
        return self._core.id

    @property
    def title(self) -> str:
        """The scheme's title; empty where it has none."""
        return self._core.title

    @property
    def period(self) -> str | None:
        """The period as the document writes it."""
        return self._core.period or None

    @property
    def source(self) -> str | None:
        """Where the rules stand."""
        return self._core.source or None

    def title_of(self, name: str, /) -> str:
        """The title of a party or a post; its id where it has none."""
        return self._core.title_of(name)

    @property
    def calendar(self) -> Calendar:
        """Its working days and terms."""
        return Calendar(self._core.calendar, self)

    @property
    def plan(self) -> Plan:
        """What is to be done, by when and by whom."""
        if self._plan is None:
            self._plan = Plan(self, self._core)
        return self._plan

    def assess(
        self,
        observations: IntoTable | None = None,
        *,
        events: IntoTable | None = None,
        ratings: IntoTable | None = None,
        units: IntoTable | None = None,
        history: IntoTable | None = None,
        decisions: IntoTable | None = None,
        threads: int = 0,
    ) -> Assessment:
        """Score every unit.

        A table is a dict of columns, a list of dicts, a data frame of pandas, Polars or pyarrow, anything that streams
        Arrow, or the path of a CSV, Parquet or XLSX file. `threads` 0 is one for each core; the answer does not depend on it.

        Columns of float64 of data frames and arrays are read where they lie, now and for explanations: their memory must not
        be changed while the assessment is in use.

        Raises
        ------
        EvidenceError
            A table has errors; all of them are in `.findings`.

        Examples
        --------
        >>> import kaohe
        >>> scheme = kaohe.loads("{kaohe: 1, id: tiny, criteria: [{id: done, points: 10, rule: {proportion: {of: 5}}}]}")
        >>> scheme.assess({"unit": ["城关镇", "东山乡"], "done": [4, 5]})["城关镇"].total
        Decimal('8')
        """
        return self._assess(core_tables(observations, events, ratings, units, history, decisions), _checked(threads))

    def _assess(self, tables: Tables, threads: int) -> Assessment:
        noted = [finding for table in tables.values() if table is not None for finding in table.findings]
        core, found = self._core.assess(tables, threads)
        findings = [Finding(finding) for finding in found]
        if core is None:
            raise EvidenceError(findings, self.sources)
        return Assessment(Assessed(core, findings, self, noted))

    def intervals(
        self,
        observations: IntoTable | None = None,
        *,
        events: IntoTable | None = None,
        ratings: IntoTable | None = None,
        units: IntoTable | None = None,
        history: IntoTable | None = None,
        decisions: IntoTable | None = None,
        threads: int = 0,
    ) -> Intervals:
        """Between which bounds every total still lies, and which grades are possible, while data are missing.

        Takes the same tables as `assess`. What only the missing data make an error, such as a leaf that allows nothing to be
        missing, is in `.findings` and refuses nothing here.

        Raises
        ------
        EvidenceError
            A table has errors; all of them are in `.findings`.

        Examples
        --------
        >>> import kaohe
        >>> scheme = kaohe.loads("{kaohe: 1, id: tiny, criteria: [{id: done, points: 10, rule: {proportion: {of: 5}}}]}")
        >>> scheme.intervals({"unit": ["城关镇"], "done": [None]})["城关镇"].highest
        Decimal('10')
        """
        core, found = self._core.intervals(core_tables(observations, events, ratings, units, history, decisions), _checked(threads))
        findings = [Finding(finding) for finding in found]
        if core is None:
            raise EvidenceError(findings, self.sources)
        return Intervals(Made(core, findings))

    def answers_for(self, thing: str, /, on: Day, *, unit: str | None = None) -> Chain:
        """Who answers on a day for a criterion, a veto, an item, a duty, a party, a tag or the scheme.

        The persons are those who held the posts on that day, even if they have left. `unit` is whom it is asked about: a post
        without a party is a post of the unit's, and where nothing nearer has a chain, that of the unit or of what it is under
        holds.

        Raises
        ------
        UnknownIdError
            Nothing is called so, or no unit is; it is a KeyError, too.

        Examples
        --------
        >>> import kaohe
        >>> scheme = kaohe.loads('''
        ... kaohe: 1
        ... id: towns
        ... criteria: [{id: drills, points: 10, rule: {proportion: {of: 5}}}]
        ... parties: [{id: 安管办, kind: office}]
        ... responsibilities: [{for: [drills], chain: [{role: direct, party: 安管办}]}]
        ... ''')
        >>> scheme.answers_for("drills", "2014-03-01")[0].party
        '安管办'
        """
        return self._answers_for(thing, day_of(on).isoformat(), unit or "")

    def _answers_for(self, thing: str, on: str, unit: str) -> Chain:
        core, found = self._core.answers_for(thing, on, unit)
        if core is None:
            raise UnknownIdError(map(Finding, found))
        return Chain(core, (Scheme._answers_for, (self, thing, on, unit)))

    def rollup(
        self,
        indicators: str | Sequence[str] | None = None,
        observations: IntoTable | None = None,
        *,
        period: str | None = None,
        events: IntoTable | None = None,
        ratings: IntoTable | None = None,
        units: IntoTable | None = None,
    ) -> RolledUp:
        """Add indicators up over the party tree, at every level, each as its `rollup` says.

        All that say how are taken where none is named; the period is the scheme's where no other is asked for.

        Raises
        ------
        EvidenceError
            A table has errors, or an indicator is not known or does not say how it adds up; all of it is in `.findings`.
        ValueError
            The period is none.

        Examples
        --------
        >>> import kaohe
        >>> scheme = kaohe.loads('''
        ... {kaohe: 1, id: tiny, period: 2014, criteria: [{id: done, points: 10, rule: {proportion: {of: 5}}}],
        ... indicators: {drills: {rollup: sum}}, parties: [{id: 县}, {id: 东乡, under: 县}, {id: 西乡, under: 县}]}
        ... ''')
        >>> scheme.rollup("drills", {"unit": ["东乡", "西乡"], "drills": [3, 4]})["县"]["drills"].value
        Fraction(7, 1)
        """
        wanted = [indicators] if isinstance(indicators, str) else list(indicators or ())
        core, found = self._core.rollup(core_tables(observations, events, ratings, units, None, None), wanted, period)
        findings = [Finding(finding) for finding in found]
        if core is None:
            raise EvidenceError(findings, self.sources)
        return RolledUp(core, findings)

    def with_parties(
        self, *, parties: IntoTable | None = None, posts: IntoTable | None = None, responsibilities: IntoTable | None = None
    ) -> Scheme:
        """This scheme with parties, posts with their holders, and chains out of tables beside those of the document.

        Raises
        ------
        EvidenceError
            A table has errors, or what is in the tables does not fit the scheme; all of it is in `.findings`.

        Examples
        --------
        >>> import kaohe
        >>> scheme = kaohe.loads("{kaohe: 1, id: tiny, criteria: [{id: drills, points: 10, rule: {proportion: {of: 5}}}]}")
        >>> scheme.with_parties(
        ...     parties={"party": ["安管办"], "kind": ["office"]},
        ...     responsibilities={"for": ["drills"], "role": ["direct"], "party": ["安管办"]},
        ... ).answers_for("drills", "2014-03-01")
        Chain('drills', [direct: 安管办])
        """
        given = {"parties": parties, "posts": posts, "responsibilities": responsibilities}
        return self._with_parties({name: to_table(table, name) for name, table in given.items() if table is not None})

    def _with_parties(self, tables: dict[str, _core.Table]) -> Scheme:
        kept = copy.deepcopy(tables)
        core, found = self._core.with_parties(tables)
        findings = [Finding(finding) for finding in found]
        if core is None:
            raise EvidenceError(findings, self.sources)
        return Scheme(core, findings, self.sources, (Scheme._with_parties, (self, kept)))

    def test(self) -> TestReport:
        """Run the tests that stand beside the rules, and find the parts of the rules that none of them reaches.

        Examples
        --------
        >>> import kaohe
        >>> scheme = kaohe.loads(
        ...     "{kaohe: 1, id: tiny, criteria: [{id: done, points: 10, rule: {threshold: '>= 5'}}],"
        ...     " tests: [{name: met, observations: {done: 5}, expect: {total: 10}}]}"
        ... )
        >>> report = scheme.test()
        >>> report.passed, [part.words("en") for part in report.unreached]
        (True, ['"done" missing the target ">= 5"'])
        """
        return TestReport(self._core.test(), (Scheme.test, (self,)))

    def __repr__(self) -> str:
        title = f", {self.title!r}" if self.title else ""
        return f"Scheme({self.id!r}{title}, criteria={self._core.criteria})"

    def _repr_html_(self) -> str:
        parts = [self.period or "", f"{self._core.criteria} 项"]
        details = " · ".join(escape(part) for part in parts if part)
        return f"<div><b>{escape(self.title or self.id)}</b> <span>{details}</span></div>"


def _checked(threads: int) -> int:
    if not 0 <= threads <= MOST_THREADS:
        raise ValueError(f"threads must be between 0 and {MOST_THREADS}, not {threads}")
    return threads


def core_tables(*given: IntoTable | None) -> Tables:
    """The tables of the evidence by name, in the order of `TABLES`."""
    return {name: None if table is None else to_table(table, name) for name, table in zip(TABLES, given, strict=True)}


def _reloaded(sources: dict[str, bytes]) -> Scheme:
    """A scheme from the texts it was read from: its own first, then those it uses."""
    file, *_ = sources
    return _load(sources[file], file, sources.get)


def load(path: str | os.PathLike[str]) -> Scheme:
    """Read a scheme document. What it names under `uses:` is read from its folder and below.

    Raises
    ------
    DocumentError
        The document has errors; all of them are in `.findings`.
    OSError
        The file cannot be read.
    """
    file = Path(path)
    return _load(_read(file), str(path), _reader_below(file.parent))


def loads(text: str | bytes) -> Scheme:
    """Read a scheme document from a text. It cannot use other documents.

    Raises
    ------
    DocumentError
        The document has errors; all of them are in `.findings`.
    """
    return _load(text.encode() if isinstance(text, str) else text, "<text>", lambda name: None)


def _load(text: bytes, file: str, read: Callable[[str], bytes | None]) -> Scheme:
    sources = {file: text}

    def read_and_keep(name: str) -> bytes | None:
        document = read(name)
        if document is not None:
            sources[name] = document
        return document

    core, found = _core.load(text, file, read_and_keep)
    findings = [Finding(finding) for finding in found]
    if core is None:
        raise DocumentError(findings, sources)
    return Scheme(core, findings, sources)


def _read(file: Path) -> bytes:
    with file.open("rb") as stream:
        return stream.read(LONGEST_DOCUMENT)


def _reader_below(folder: Path) -> Callable[[str], bytes | None]:
    """Reads documents by relative name, and none that lies outside the folder."""

    def read(name: str) -> bytes | None:
        try:
            file = (folder / name).resolve()
            return _read(file) if file.is_relative_to(folder.resolve()) else None
        except (OSError, ValueError):
            return None

    return read
