"""Schemes: reading, checking and running them."""

from __future__ import annotations

import os
from collections.abc import Callable
from html import escape
from pathlib import Path

from kaohe import _core
from kaohe.assessment import Assessment
from kaohe.calendar import Calendar
from kaohe.errors import DocumentError, EvidenceError, Finding
from kaohe.evidence import IntoTable, to_table
from kaohe.intervals import Intervals
from kaohe.rule_tests import TestReport

# A little more than the longest document the loader takes, so that a longer one is its finding and not our memory.
LONGEST_DOCUMENT = 4 * 1024 * 1024 + 1

MOST_THREADS = 1024

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

    __slots__ = ("_core", "findings", "sources")

    def __init__(self, core: _core.Program, findings: list[Finding], sources: dict[str, bytes]) -> None:
        self._core = core
        self.findings = findings
        self.sources = sources

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

    @property
    def calendar(self) -> Calendar:
        """Its working days and terms."""
        return Calendar(self._core.calendar)

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
        Arrow, or the path of a CSV, Parquet or XLSX file. `threads` 0 is one a core; the answer does not depend on it.

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
        core, found = self._core.assess(_tables(observations, events, ratings, units, history, decisions), _checked(threads))
        findings = [Finding(finding) for finding in found]
        if core is None:
            raise EvidenceError(findings, self.sources)
        return Assessment(core, findings)

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
        core, found = self._core.intervals(_tables(observations, events, ratings, units, history, decisions), _checked(threads))
        findings = [Finding(finding) for finding in found]
        if core is None:
            raise EvidenceError(findings, self.sources)
        return Intervals(core, findings)

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
        return TestReport(self._core.test())

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


def _tables(*given: IntoTable | None) -> dict[str, _core.Table | None]:
    """The tables of the evidence by name, in the order of `TABLES`."""
    return {name: None if table is None else to_table(table, name) for name, table in zip(TABLES, given, strict=True)}


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
