"""How the tests beside the rules went."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal

from kaohe import _core
from kaohe.errors import Finding, Language

Part = Literal["band", "case", "threshold", "veto", "gate", "direct", "grade", "measure"]


@dataclass(frozen=True, slots=True)
class TestOutcome:
    """How one test went: it passes where no finding is an error. Every finding stands at its place in the document."""

    __test__: ClassVar[bool] = False  # no test of pytest's

    name: str
    file: str
    line: int
    passed: bool
    findings: list[Finding] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Reach:
    """A part of the rules that tests may come to: a branch of a rule, a veto, a failed gate, a grade, a measure."""

    part: Part
    file: str
    line: int
    column: int
    _core: _core.Reach = field(repr=False, compare=False)

    def words(self, lang: Language = "zh") -> str:
        """What it is, by its criterion."""
        return self._core.words(lang)


class TestReport:
    """The tests of a scheme, and the parts of its rules that none of them reaches.

    Immutable: share it between threads. Made by `Scheme.test`.
    """

    __test__: ClassVar[bool] = False  # no test of pytest's
    __slots__ = ("_core", "_origin", "reached", "tests", "unreached")

    def __init__(self, core: _core.RuleTestReport, origin: tuple[Callable[..., TestReport], tuple[Any, ...]]) -> None:
        self._core = core
        self._origin = origin
        self.tests = [_outcome(test) for test in core.tests]
        self.reached = [_reach(part) for part in core.reach if part.reached]
        self.unreached = [_reach(part) for part in core.reach if not part.reached]

    def __reduce__(self) -> tuple[Callable[..., TestReport], tuple[Any, ...]]:
        return self._origin

    @property
    def passed(self) -> bool:
        """Whether no test fails."""
        return self._core.passed

    def to_json(self, lang: Language = "zh") -> str:
        """Everything as JSON."""
        return self._core.to_json(lang)

    def __repr__(self) -> str:
        failed = sum(not test.passed for test in self.tests)
        return f"TestReport(tests={len(self.tests)}, failed={failed}, unreached={len(self.unreached)})"


def _outcome(test: _core.RuleTestOutcome) -> TestOutcome:
    return TestOutcome(test.name, test.file, test.line, test.passed, [Finding(finding) for finding in test.findings])


def _reach(part: _core.Reach) -> Reach:
    return Reach(part.part, part.file, part.line, part.column, part)
