"""Targets: `>= 60%`, `30..40`, `~ 5000 ± 3%`, `4:6`, `done`."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from .evaluate import compared, truth
from .world import Value

COMPARISON = re.compile(r"(>=|<=|==|=|>|<|≥|≤)\s*(.*)", re.DOTALL)
SIGNS = {"=": "==", "≥": ">=", "≤": "<="}


@dataclass(frozen=True)
class Target:
    """A kind (a comparison sign, `range`, `about`, `done`) and its expressions."""

    kind: str
    first: str = ""
    second: str = ""

    def better(self) -> str:
        if self.kind in ("range", "about"):
            return "closer"
        return "lower" if self.kind in ("<", "<=") else "higher"

    def met(self, value: Value, ask: Callable[[str], Value]) -> bool | None:
        if self.kind == "done":
            return truth(value)
        first = ask(self.first)
        if value is None or first is None:
            return None
        if self.kind == "range":
            last = ask(self.second)
            return None if last is None else first <= value <= last
        if self.kind == "about":
            return abs(value - first) <= self.tolerance(first, ask)
        return compared(self.kind, value, first)

    def tolerance(self, first: Fraction, ask: Callable[[str], Value]) -> Fraction:
        size = ask(self.second)
        return size * abs(first) if self.second.endswith("%") else size


def parse_target(text: str) -> Target:
    text = text.strip()
    if text == "done":
        return Target("done")
    ratio = re.fullmatch(r"([\d.]+)\s*:\s*([\d.]+)", text)
    if ratio:
        return Target("about", f"{ratio[1]} / {ratio[2]}", "5%")
    if text.startswith("~"):
        first, _, tolerance = text[1:].partition("±")
        return Target("about", first.strip(), tolerance.strip() or "5%")
    if ".." in text:
        first, _, last = text.partition("..")
        return Target("range", first, last)
    found = COMPARISON.fullmatch(text)
    if found:
        return Target(SIGNS.get(found[1], found[1]), found[2])
    return Target(">=", text)
