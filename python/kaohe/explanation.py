"""Explanations: why a unit got its score."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from html import escape
from typing import Any, Literal

from kaohe import _core
from kaohe.errors import Language


class Input:
    """One figure that went into a score, and where it came from."""

    __slots__ = ("name", "origin", "value")

    def __init__(self, core: _core.Input, lang: Language) -> None:
        self.name = core.name
        self.value = core.value or None
        self.origin = core.origin(lang)

    def __repr__(self) -> str:
        return f"Input({self.name!r}, {self.value!r}, {self.origin!r})"


class Override:
    """One thing beside the sum that decided: a gate, a veto, a quota, a decision, and what it did to total and grade."""

    __slots__ = ("_core", "lang")

    def __init__(self, core: _core.Override, lang: Language) -> None:
        self._core = core
        self.lang = lang

    @property
    def kind(self) -> str:
        """`gate`, `veto`, `bar`, `direct`, `requires`, `quota`, `decision` or `measure`."""
        return self._core.kind

    @property
    def id(self) -> str:
        """The id of the veto, gate or measure; the name of the grade; who decided."""
        return self._core.id

    @property
    def title(self) -> str:
        """Its title."""
        return self._core.title

    @property
    def source(self) -> str:
        """The clause it comes from."""
        return self._core.source

    @property
    def inputs(self) -> list[Input]:
        """The facts it goes by."""
        return [Input(core, self.lang) for core in self._core.inputs]

    @property
    def steps(self) -> list[str]:
        """Its condition, and what it did, in words."""
        return self._core.steps(self.lang)

    @property
    def total(self) -> tuple[Decimal, Decimal] | None:
        """The total before and after, where it is about the total."""
        before, after = _decimal(self._core.total_before), _decimal(self._core.total_after)
        return None if before is None or after is None else (before, after)

    @property
    def grade(self) -> tuple[str, str] | None:
        """The grade before and after, where it is about the grade."""
        return (self._core.grade_before, self._core.grade_after) if self._core.grade_before else None

    def __repr__(self) -> str:
        return f"Override({self.kind!r}, {self.id!r}, total={self.total}, grade={self.grade})"


class Explanation:
    """Why a criterion got its score: a tree of the criteria's shape, the scheme at the top.

    `str()` of it is the tree as text. Numbers are exact; what applies to sections only, or to leaves only, is empty.
    """

    __slots__ = ("_core", "_origin", "lang")

    def __init__(self, core: _core.Explanation, lang: Language, origin: tuple[Callable[..., Explanation], tuple[Any, ...]]) -> None:
        self._core = core
        self._origin = origin
        self.lang = lang

    def __reduce__(self) -> tuple[Callable[..., Explanation], tuple[Any, ...]]:
        return self._origin

    @property
    def id(self) -> str:
        """The criterion's id."""
        return self._core.id

    @property
    def title(self) -> str:
        """The criterion's title."""
        return self._core.title

    @property
    def kind(self) -> str:
        """`total`, `section` or `leaf`."""
        return self._core.kind

    @property
    def state(self) -> Literal["scored", "missing", "not_applicable", "excluded"]:
        """Whether there was a value, whether the criterion applied, and whether the unit is assessed."""
        return self._core.state

    @property
    def points(self) -> Decimal | Fraction | None:
        """What it is worth; a `Fraction` where no decimal writes it, as a third of a point."""
        points = self._core.points
        return Fraction(points) if points and "/" in points else _decimal(points)

    @property
    def score(self) -> Decimal | None:
        """What the unit earned on it."""
        return _decimal(self._core.score)

    @property
    def value(self) -> str | None:
        """The value that was scored, as text: a decimal, a fraction, a word."""
        return self._core.value

    @property
    def inputs(self) -> list[Input]:
        """The figures the value was made of."""
        return [Input(core, self.lang) for core in self._core.inputs]

    @property
    def steps(self) -> list[str]:
        """The rule in words with the numbers put in."""
        return self._core.steps(self.lang)

    @property
    def ahead(self) -> list[str]:
        """What it would have taken to do better."""
        return self._core.ahead(self.lang)

    @property
    def combine(self) -> str:
        """How a section makes its score of its children's."""
        return self._core.combine

    @property
    def source(self) -> str:
        """The clause the rule comes from."""
        return self._core.source

    @property
    def scorer(self) -> str:
        """Who scores it."""
        return self._core.scorer

    @property
    def overrides(self) -> list[Override]:
        """What decided beyond the sum; of the scheme as a whole only."""
        return [Override(core, self.lang) for core in self._core.overrides]

    @property
    def children(self) -> list[Explanation]:
        """The criteria below."""
        return [Explanation(child, self.lang, (_child, (self, place))) for place, child in enumerate(self._core.children)]

    def walk(self) -> Iterator[Explanation]:
        """This criterion and all below it, each before its children."""
        yield self
        for child in self.children:
            yield from child.walk()

    def to_json(self) -> str:
        """The tree as JSON, from which the score can be rebuilt."""
        return self._core.to_json(self.lang)

    def to_dict(self) -> dict[str, Any]:
        """The tree of `to_json` as Python objects; decimals stay texts."""
        tree: dict[str, Any] = json.loads(self.to_json())
        return tree

    def __str__(self) -> str:
        return self._core.to_text(self.lang)

    def __repr__(self) -> str:
        return f"Explanation({self.id!r}, score={self._core.score}, points={self._core.points})"

    def _repr_html_(self) -> str:
        return f'<div class="kaohe-explanation">{_html(self)}</div>'


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _html(node: Explanation) -> str:
    points = f" / {node.points}" if node.points is not None else ""
    score = "—" if node.score is None else str(node.score)
    heading = f"{escape(node.title or node.id)} <b>{score}</b>{points}"
    inputs = [f"{item.name} = {item.value or '—'}（{item.origin}）" for item in node.inputs]
    notes = "".join(f"<li>{escape(note)}</li>" for note in [*inputs, *node.steps, *node.ahead])
    decided = "".join(f"<li>{_override_html(override)}</li>" for override in node.overrides)
    children = "".join(f"<li>{_html(child)}</li>" for child in node.children)
    return f"<details open><summary>{heading}</summary><ul>{notes}{decided}{children}</ul></details>"


def _override_html(override: Override) -> str:
    changes = [f"{before} → {after}" for before, after in filter(None, (override.total, override.grade))]
    heading = " ".join([escape(override.title or override.id), *(f"<b>{escape(change)}</b>" for change in changes)])
    inputs = [f"{item.name} = {item.value or '—'}（{item.origin}）" for item in override.inputs]
    source = [override.source] if override.source else []
    notes = "".join(f"<li>{escape(note)}</li>" for note in [*override.steps, *inputs, *source])
    return f"<details open><summary>{heading}</summary><ul>{notes}</ul></details>"


def _child(explanation: Explanation, place: int) -> Explanation:
    return explanation.children[place]
