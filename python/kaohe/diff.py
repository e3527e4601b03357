"""What changed from one result to another, and whether the data or the rules changed it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, Context, Decimal, Inexact
from typing import Any, Literal, TypeAlias

from kaohe.errors import ResultError
from kaohe.results import IntoResult, Result, finding, read_result

Cause = Literal["data", "rules"]
Figure: TypeAlias = "Decimal | int | str | tuple[str, ...] | None"
Key: TypeAlias = "tuple[str, str | None]"

_EXACT = Context(prec=MAX_PREC, Emax=MAX_EMAX, Emin=MIN_EMIN, traps=[Inexact])
_NUMBERS = ("base", "adjustments", "total")
_LISTS = ("vetoes", "gates", "measures", "missing", "not_applicable")
_FIGURES = ("group", "total", "base", "adjustments", "grade", "grade_computed", "rank", *_LISTS)


@dataclass(frozen=True, slots=True)
class Change:
    """One figure of one unit that is not what it was. `criterion` is set for a score.

    With a result in between, `data` and `rules` are the parts of `change`, which they sum to exactly; they are None where the
    figure is no number or is absent on the way. `causes` says what moved the figure at all.
    """

    figure: str
    criterion: str | None
    old: Figure
    new: Figure
    data: Decimal | int | None = None
    rules: Decimal | int | None = None
    causes: tuple[Cause, ...] = ()

    @property
    def change(self) -> Decimal | int | None:
        """New less old; None where the figure is no number, or absent in one of the results."""
        return less(self.new, self.old)

    def to_dict(self) -> dict[str, Any]:
        """The change by name, decimals as texts."""
        told: dict[str, Any] = {"old": _told(self.old), "new": _told(self.new)}
        if isinstance(self.old, tuple) and isinstance(self.new, tuple):
            told["came"] = [name for name in self.new if name not in self.old]
            told["went"] = [name for name in self.old if name not in self.new]
        else:
            told["change"] = _told(self.change)
        if self.causes:
            told |= {"data": _told(self.data), "rules": _told(self.rules), "causes": list(self.causes)}
        return told


class Diff:
    """What changed between two results of one scheme.

    Immutable: share it between threads. Made by `diff`.
    """

    __slots__ = ("between", "changes", "new", "old")

    def __init__(self, old: Result, new: Result, between: Result | None) -> None:
        self.old = old
        self.new = new
        self.between = between
        self.changes = {unit: changes for unit in self._both() if (changes := list(_changes(self, unit)))}

    def _both(self) -> Iterator[str]:
        return (unit for unit in self.old.units if unit in self.new.units)

    def same(self, part: Literal["kaohe", "scheme", "evidence"]) -> bool:
        """Whether both were made by the same version, rules or evidence."""
        return self.old.made_by[part] == self.new.made_by[part]

    @property
    def first(self) -> Cause:
        """What the result in between has changed already. Pre: there is one."""
        assert self.between is not None
        changed_first = self.new.made_by["scheme"], self.old.made_by["evidence"]
        return "rules" if (self.between.made_by["scheme"], self.between.made_by["evidence"]) == changed_first else "data"

    @property
    def came(self) -> list[str]:
        """The units that only the new result has."""
        return [unit for unit in self.new.units if unit not in self.old.units]

    @property
    def went(self) -> list[str]:
        """The units that only the old result has."""
        return [unit for unit in self.old.units if unit not in self.new.units]

    def to_dict(self) -> dict[str, Any]:
        """Everything by name, decimals as texts."""
        results = {"old": self.old, "new": self.new} | ({} if self.between is None else {"between": self.between})
        return {
            "scheme": self.new.scheme,
            "period": {"old": self.old.period, "new": self.new.period},
            "made_by": {name: result.made_by for name, result in results.items()},
            "units": {"came": self.came, "went": self.went, "unchanged": sum(unit not in self.changes for unit in self._both())},
            "changes": {unit: _changes_told(changes) for unit, changes in self.changes.items()},
        }

    def to_json(self) -> str:
        """Everything as JSON."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=1)

    def __repr__(self) -> str:
        return f"Diff({self.new.scheme!r}, changed={len(self.changes)}, came={len(self.came)}, went={len(self.went)})"


def diff(old: IntoResult, new: IntoResult, *, between: IntoResult | None = None) -> Diff:
    """Compare two results of one scheme: the files that `Assessment.to_json` fills, or assessments.

    Where the rules are not the same, `between` must be a result of the rules of one on the evidence of the other; every
    change is then parted into what the data and what the rules did.

    Raises
    ------
    ResultError
        A file holds no result, or the results must not be compared; see `.findings`.

    Examples
    --------
    >>> import kaohe
    >>> scheme = kaohe.loads("{kaohe: 1, id: tiny, missing: zero, criteria: [{id: done, points: 10, rule: {proportion: {of: 5}}}]}")
    >>> changed = kaohe.diff(scheme.assess({"unit": ["城关镇"], "done": [4]}), scheme.assess({"unit": ["城关镇"], "done": [5]}))
    >>> [(change.figure, str(change.change)) for change in changed.changes["城关镇"]]
    [('total', '2'), ('base', '2'), ('score', '2')]
    """
    before, after = read_result(old, "old"), read_result(new, "new")
    middle = None if between is None else read_result(between, "between")
    _check(before, after, middle)
    return Diff(before, after, middle)


# ---- what may be compared


def _check(old: Result, new: Result, between: Result | None) -> None:
    results = [old, new] if between is None else [old, new, between]
    for other in results[1:]:
        if other.scheme != old.scheme:
            raise ResultError([finding("K0852", other.name, other.scheme, old.scheme, old.name)])
    unsaid = [finding("K0854", result.name) for result in results if not result.made_by]
    if unsaid:
        raise ResultError(unsaid)
    if between is not None and not _is_between(old, new, between):
        raise ResultError([finding("K0855", between.name, old.name, new.name)])
    if between is None and old.made_by["scheme"] != new.made_by["scheme"]:
        raise ResultError([finding("K0853", new.name, old.name)])


def _is_between(old: Result, new: Result, between: Result) -> bool:
    """Whether it was made by the rules of one on the evidence of the other, and so has the units of one of them."""
    rules, data = between.made_by["scheme"], between.made_by["evidence"]
    sides = [side for side, other in ((old, new), (new, old)) if (rules, data) == (other.made_by["scheme"], side.made_by["evidence"])]
    return any(between.units.keys() == side.units.keys() for side in sides)


# ---- changes


def _changes(whole: Diff, unit: str) -> Iterator[Change]:
    old, new = _figures(whole.old.units[unit]), _figures(whole.new.units[unit])
    between = None if whole.between is None else _figures(whole.between.units[unit])
    for key in dict.fromkeys([*old, *new]):
        before, after = old.get(key), new.get(key)
        made = Change(*key, before, after) if between is None else _parted(whole.first, key, before, between.get(key), after)
        if before != after or made.causes:
            yield made


def _parted(first: Cause, key: Key, old: Figure, between: Figure, new: Figure) -> Change:
    """The change in two steps, of which `first` is the cause of the first."""
    steps = [(less(between, old), between != old), (less(new, between), new != between)]
    if first == "rules":
        steps.reverse()
    (data, by_data), (rules, by_rules) = steps
    moved: dict[Cause, bool] = {"data": by_data, "rules": by_rules}
    causes = tuple(cause for cause, does in moved.items() if does)
    if data is None or rules is None:
        return Change(*key, old, new, causes=causes)
    return Change(*key, old, new, data, rules, causes)


def _figures(unit: Mapping[str, Any]) -> dict[Key, Figure]:
    """All figures of a unit, in the order in which changes are told."""
    words = ("group", "grade", "grade_computed", "rank")
    figures: dict[str, Figure] = {name: _number(unit[name]) for name in _NUMBERS}
    figures |= {name: unit.get(name) for name in words} | {name: tuple(unit[name]) for name in _LISTS}
    scores = {("score", criterion): _number(score) for criterion, score in unit["scores"].items()}
    return {(name, None): figures[name] for name in _FIGURES} | scores


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def less(a: Figure, b: Figure) -> Decimal | int | None:
    """a − b, exactly; None where they are not both numbers."""
    if isinstance(a, int) and isinstance(b, int):
        return a - b
    if isinstance(a, Decimal) and isinstance(b, Decimal):
        return _EXACT.subtract(a, b)
    return None


# ---- as texts


def decimal_text(number: Decimal) -> str:
    """The decimal without exponent or trailing zeros, as results have it."""
    text = f"{number:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text


def _told(value: Figure) -> Any:
    if isinstance(value, Decimal):
        return decimal_text(value)
    return list(value) if isinstance(value, tuple) else value


def _changes_told(changes: list[Change]) -> dict[str, Any]:
    told: dict[str, Any] = {change.figure: change.to_dict() for change in changes if change.criterion is None}
    scores = {change.criterion: change.to_dict() for change in changes if change.criterion is not None}
    return told | ({"scores": scores} if scores else {})
