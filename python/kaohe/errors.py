"""Findings, and the exceptions that carry them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from kaohe._core import Finding as CoreFinding
from kaohe._core import findings_json as core_findings_json

Language = Literal["zh", "en"]
Severity = Literal["error", "warning", "hint"]
_STOP: dict[Language, str] = {"zh": "；", "en": ". "}


class Finding:
    """What is wrong with a document or a table, where, and what to do about it.

    Immutable and comparable. A finding about a document has `file`, `line`, `column` and `length`, counted in characters
    from 1; one about a table has `table`, `row` (from 1, without the header) and `column`, the column's name. What does
    not apply is None.

    Examples
    --------
    >>> import kaohe
    >>> try:
    ...     kaohe.loads("kaohe: 1\\nid: a\\ntitel: x\\ncriteria: [{id: b, points: 1, rule: {proportion: {of: 1}}}]")
    ... except kaohe.DocumentError as error:
    ...     [(finding.line, finding.severity) for finding in error.findings if finding.severity == "error"]
    [(3, 'error')]
    """

    __slots__ = ("_core",)
    _core: CoreFinding

    def __init__(self, core: CoreFinding) -> None:
        object.__setattr__(self, "_core", core)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"a finding cannot be changed: {name}")

    @property
    def code(self) -> str:
        """The stable code, as `K0203`; docs/diagnostics.md has a section for each."""
        return self._core.code

    @property
    def severity(self) -> Severity:
        """`error`, `warning` or `hint`; only errors stop."""
        return self._core.severity

    @property
    def file(self) -> str | None:
        """The document."""
        return self._core.file

    @property
    def line(self) -> int | None:
        """The line of the document."""
        return self._core.line

    @property
    def column(self) -> int | str | None:
        """The character of the line, or the name of the table's column."""
        return self._core.column if self._core.table is None else self._core.table_column

    @property
    def length(self) -> int | None:
        """How many characters it is about."""
        return self._core.length

    @property
    def table(self) -> str | None:
        """The table."""
        return self._core.table

    @property
    def row(self) -> int | None:
        """The row of the table."""
        return self._core.row

    def message(self, lang: Language = "zh") -> str:
        """What is wrong, with what was found."""
        return self._core.message(lang)

    def hint(self, lang: Language = "zh") -> str:
        """What to do about it."""
        return self._core.hint(lang)

    def text(self, lang: Language = "zh", source: str | bytes = b"") -> str:
        """Everything for a person to read; with the document's text as `source`, the line and a caret below it."""
        return self._core.text(lang, source)

    def __str__(self) -> str:
        return self.text()

    def __repr__(self) -> str:
        place = f"{self.table} row {self.row} {self.column}" if self.table else f"{self.file}:{self.line}:{self.column}"
        return f"<{self.severity} {self.code} at {place}: {self.message('en')}>"

    def __eq__(self, other: object) -> bool:
        return self._core == other._core if isinstance(other, Finding) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._core)

    def __reduce__(self) -> tuple[type[Finding], tuple[CoreFinding]]:
        return Finding, (self._core,)


class KaoheError(Exception):
    """What every error of this package is."""


class _FindingsError(KaoheError, ValueError):
    """An error with findings, of which at least one is an error."""

    def __init__(self, findings: Iterable[Finding], sources: Mapping[str, bytes] | None = None) -> None:
        self.findings = list(findings)
        self.sources = dict(sources or {})
        super().__init__(self.findings, self.sources)

    def text(self, lang: Language = "zh") -> str:
        """All findings for a person to read, with the lines they are about."""
        return "\n".join(finding.text(lang, self.sources.get(finding.file or "", b"")) for finding in self.findings)

    def __str__(self) -> str:
        return self.text()


class DocumentError(_FindingsError):
    """A scheme document has errors; see `.findings`."""


class EvidenceError(_FindingsError):
    """The tables of an assessment have errors; see `.findings`."""


class UnknownIdError(KaoheError, KeyError):
    """An id that nothing has; the nearest one is told where one is near. See `.findings`."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = list(findings)
        super().__init__(self.findings)

    def text(self, lang: Language = "zh") -> str:
        """What is not known, and what may have been meant, in a line."""
        said = (f"{finding.message(lang)}{_STOP[lang]}{finding.hint(lang)}" for finding in self.findings)
        return _STOP[lang].join(said)

    def __str__(self) -> str:
        return self.text("en")


class ResultError(_FindingsError):
    """A file holds no result, or results must not be compared; see `.findings`."""


def findings_json(findings: Iterable[Finding], lang: Language = "zh") -> str:
    """Findings as a JSON list."""
    return core_findings_json([finding._core for finding in findings], lang)
