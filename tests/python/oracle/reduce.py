"""Makes a failing scheme small: leaves out whatever the failure does not need."""

from __future__ import annotations

import copy
import time
from collections.abc import Callable, Iterator
from typing import Any

from .draw_scheme import Made

Fails = Callable[[Made], bool]
NEEDED = {"kaohe", "id", "period", "rule"}
KEYS = {"unit", "size", "event", "date", "criterion", "indicator", "period", "scheme"}


def places(tree: Any) -> Iterator[tuple[Any, Any]]:
    """Every key and row that might be left out, the outer ones first."""
    inner = list(tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ())
    yield from ((tree, key) for key, _ in inner if key not in NEEDED)
    for _, value in inner:
        yield from places(value)


def without(made: Made, place: int) -> Made | None:
    """The same without its n-th place, units first; None where there are fewer."""
    smaller = copy.deepcopy(made)
    units = sorted({row["unit"] for rows in smaller.tables.values() for row in rows})
    if place < len(units):
        tables = {name: [row for row in rows if row["unit"] != units[place]] for name, rows in smaller.tables.items()}
        return Made(smaller.tree, tables, smaller.as_json)
    found = [*places(smaller.tree), *table_places(smaller)]
    if place - len(units) >= len(found):
        return None
    holder, key = found[place - len(units)]
    del holder[key]
    return smaller


def table_places(made: Made) -> Iterator[tuple[Any, Any]]:
    """Every row, then every cell that a row can do without."""
    for rows in made.tables.values():
        yield from ((rows, place) for place in range(len(rows)))
    for rows in made.tables.values():
        yield from ((row, key) for row in rows for key in row if key not in KEYS)


def reduced(made: Made, fails: Fails, seconds: float = 20) -> Made:
    """The smallest that still fails, as far as the time allows."""
    end = time.monotonic() + seconds
    again = True
    while again:
        again, place = False, 0
        while time.monotonic() < end and (smaller := without(made, place)) is not None:
            if fails(smaller):
                made, again = smaller, True
            else:
                place += 1
    return made
