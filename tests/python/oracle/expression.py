"""The language of `value:`, `when:` and the numbers of rules: a recursive-descent parser into tuples."""

from __future__ import annotations

import re
from typing import Any

from . import exact

TOKEN = re.compile(
    r"""\s*(?:
      (?P<number>(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?(?:%|pp(?!\w)|‰|万|亿)?)
    | (?P<text>"[^"]*"|'[^']*')
    | (?P<name>[^\W\d]\w*(?:\.[^\W\d]\w*)*)
    | (?P<mark><=|>=|==|!=|[-+*/<>≤≥≠(),\[\]=])
    )""",
    re.VERBOSE,
)
COMPARISONS = {"<": "<", "<=": "<=", ">": ">", ">=": ">=", "==": "==", "!=": "!=", "≤": "<=", "≥": ">=", "≠": "!="}


def tokens(source: str) -> list[tuple[str, str]]:
    found, at = [], 0
    source = source.rstrip()
    while at < len(source):
        match = TOKEN.match(source, at)
        if not match:
            raise ValueError(f"{source!r} at {at}")
        found.append((match.lastgroup, match[match.lastgroup]))
        at = match.end()
    return [*found, ("end", "")]


def parse(source: str) -> Any:
    """The tree of an expression: nested tuples, each with its kind first."""
    reader = Reader(tokens(source))
    tree = reader.either()
    reader.expect("")
    return tree


class Reader:
    def __init__(self, found: list[tuple[str, str]]) -> None:
        self.found = found
        self.at = 0

    def word(self) -> str:
        kind, text = self.found[self.at]
        return "" if kind == "text" else text

    def next(self) -> tuple[str, str]:
        self.at += 1
        return self.found[self.at - 1]

    def expect(self, text: str) -> None:
        kind, got = self.next()
        if got != text or kind == "text":
            raise ValueError(f"expected {text!r}, got {got!r}")

    def take(self, text: str) -> bool:
        if self.word() != text:
            return False
        self.at += 1
        return True

    def either(self) -> Any:
        tree = self.both()
        while self.take("or"):
            tree = ("or", tree, self.both())
        return tree

    def both(self) -> Any:
        tree = self.negated()
        while self.take("and"):
            tree = ("and", tree, self.negated())
        return tree

    def negated(self) -> Any:
        return ("not", self.negated()) if self.take("not") else self.compared()

    def compared(self) -> Any:
        left = self.added()
        if self.take("in"):
            return ("in", left, self.choices())
        if self.word() in COMPARISONS:
            sign = COMPARISONS[self.next()[1]]
            return ("compare", sign, left, self.added())
        return left

    def choices(self) -> list[Any]:
        self.expect("[")
        found = [self.added()]
        while self.take(","):
            found.append(self.added())
        self.expect("]")
        return found

    def added(self) -> Any:
        tree = self.multiplied()
        while self.word() in ("+", "-"):
            tree = ("arithmetic", self.next()[1], tree, self.multiplied())
        return tree

    def multiplied(self) -> Any:
        tree = self.signed()
        while self.word() in ("*", "/"):
            tree = ("arithmetic", self.next()[1], tree, self.signed())
        return tree

    def signed(self) -> Any:
        if self.take("-"):
            return ("negative", self.signed())
        return self.signed() if self.take("+") else self.primary()

    def primary(self) -> Any:
        kind, text = self.next()
        if kind == "number":
            return ("number", exact.literal(text))
        if kind == "text":
            return ("text", text[1:-1])
        if kind == "name":
            return ("call", text, self.arguments()) if self.take("(") else ("name", text)
        if text == "(":
            tree = self.either()
            self.expect(")")
            return tree
        raise ValueError(f"unexpected {text!r}")

    def arguments(self) -> list[Any]:
        if self.take(")"):
            return []
        found = [self.either()]
        while self.take(","):
            found.append(self.either())
        self.expect(")")
        return found


def names(tree: Any) -> set[str]:
    """Every name that stands in the tree."""
    if isinstance(tree, tuple) and tree[:1] == ("name",):
        return {tree[1]}
    if isinstance(tree, (tuple, list)):
        return set().union(*map(names, tree)) if tree else set()
    return set()
