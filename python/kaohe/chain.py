"""Chains: who answers for a thing on a day."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from html import escape
from typing import Any, overload

from kaohe import _core
from kaohe.errors import Finding, Language


@dataclass(frozen=True, slots=True)
class Answer:
    """One who answers: a place in the chain, and who stood there on the day.

    `party` is None for a post of the assessed unit where none was named. `post` is None where the chain names the party itself;
    `person` is None where nobody held the post, or the party is no person. `share` is the exact share of the chain's entry in
    what is lost and won; several posts of one entry divide it.
    """

    role: str
    party: str | None
    post: str | None
    person: str | None
    acting: bool
    entry: int
    share: Fraction

    @property
    def name(self) -> str:
        """The person, else the party that answers itself; empty where nobody holds the post."""
        return self.person or (None if self.post else self.party) or ""


class Chain(Sequence[Answer]):
    """Who answers, the first-named first (责任链). Empty where nobody does.

    Immutable: share it between threads. What is to be said about it, such as a vacant post, is in `.findings`.

    Examples
    --------
    >>> import kaohe
    >>> scheme = kaohe.loads('''
    ... kaohe: 1
    ... id: towns
    ... criteria: [{id: drills, points: 10, rule: {proportion: {of: 5}}}]
    ... parties: [{id: 东山乡, kind: township}]
    ... posts: [{id: mayor, party: 东山乡, role: head, holders: [{person: 王芳, to: 2014-05-31}, {person: 李强, from: 2014-06-01}]}]
    ... responsibilities: [{for: [drills], chain: [{role: first, post: head}]}]
    ... ''')
    >>> [answer.person for answer in scheme.answers_for("drills", "2014-05-31", unit="东山乡")]
    ['王芳']
    >>> scheme.answers_for("drills", "2014-06-01", unit="东山乡")
    Chain('drills', [first: 李强 (东山乡, mayor)])
    """

    __slots__ = ("_answers", "_core", "_origin", "findings", "source", "subject")

    def __init__(self, core: _core.Chain, origin: tuple[Callable[..., Chain], tuple[Any, ...]]) -> None:
        self._core = core
        self._origin = origin
        self.subject = core.subject or None
        self.source = core.source or None
        self.findings = [Finding(finding) for finding in core.findings]
        self._answers = tuple(_answer(*answer) for answer in core.answers)

    def __reduce__(self) -> tuple[Callable[..., Chain], tuple[Any, ...]]:
        return self._origin

    @overload
    def __getitem__(self, place: int) -> Answer: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Answer, ...]: ...
    def __getitem__(self, place: int | slice) -> Answer | tuple[Answer, ...]:
        return self._answers[place]

    def __len__(self) -> int:
        return len(self._answers)

    def __iter__(self) -> Iterator[Answer]:
        return iter(self._answers)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Chain):
            return NotImplemented
        return (self.subject, self.source, self._answers) == (other.subject, other.source, other._answers)

    def __hash__(self) -> int:
        return hash((self.subject, self.source, self._answers))

    def to_json(self, lang: Language = "zh") -> str:
        """Everything as JSON: `subject` is the id or tag it was written for, `source` its clause, findings in the language asked for."""
        return self._core.to_json(lang)

    def __repr__(self) -> str:
        return f"Chain({self.subject!r}, [{', '.join(map(_brief, self))}])"

    def _repr_html_(self) -> str:
        items = "".join(f"<li>{escape(_brief(answer))}</li>" for answer in self)
        return f"<div><b>{escape(self.subject or '')}</b><ol>{items}</ol></div>"


def _answer(role: str, party: str, post: str, person: str, acting: bool, entry: int, share: str) -> Answer:
    return Answer(role, party or None, post or None, person or None, acting, entry, Fraction(share))


def _brief(answer: Answer) -> str:
    if answer.post is None:
        return f"{answer.role}: {answer.person or answer.party}"
    who = f"{answer.person or '—'}{', acting' if answer.acting else ''}"
    return f"{answer.role}: {who} ({answer.party}, {answer.post})"
