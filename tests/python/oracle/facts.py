"""The two rules over many rows: `tally` over events and `panel` over ratings."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from fractions import Fraction
from typing import Any

from .evaluate import event_count, truth
from .rules import Case, Score, entry
from .world import Row, Value, cell


def score_tally(case: Case) -> Score:
    world = case.scorer.world
    amounts = [(row, event_amount(case, row)) for row in world.happened(case.unit, case.body["event"], world.period)]
    base = case.amount(case.body.get("base", "0"))
    if case.body.get("take", "all") == "highest":
        return base + sum((max(found, key=size) for found in by_key(case, amounts)), Fraction(0))
    return base + sum((amount for _, amount in amounts), Fraction(0))


def size(amount: Fraction) -> tuple[Fraction, bool]:
    return abs(amount), amount < 0


def by_key(case: Case, amounts: list[tuple[Row, Fraction]]) -> list[list[Fraction]]:
    column = case.body.get("by")
    found: dict[Any, list[Fraction]] = defaultdict(list)
    for place, (row, amount) in enumerate(amounts):
        key = cell(row.get(column)) if column else "all"
        found[("alone", place) if key is None else key].append(amount)
    return list(found.values())


def event_amount(case: Case, row: Row) -> Fraction:
    amount = event_points(case, row) * event_count(row)
    for factor in case.body.get("times", []):
        if truth(case.scorer.ask(factor["when"], replace(case.scope(), event=row))):
            amount *= case.ask(factor["factor"])
    if "each_at_most" in case.body:
        bound = case.amount(case.body["each_at_most"])
        amount = max(min(amount, bound), -bound)
    return amount


def event_points(case: Case, row: Row) -> Fraction:
    found = case.body["points"]
    columns = case.body.get("table_by", "level")
    for column in [columns] if isinstance(columns, str) else columns:
        if isinstance(found, dict) and not is_range(found):
            found = entry(found, cell(row[column]))
    return cell(row["amount"]) if is_range(found) else case.amount(found)


def is_range(found: Any) -> bool:
    return isinstance(found, dict) and set(found) == {"from", "to"}


def score_panel(case: Case) -> Score:
    body = case.body
    out_of = case.ask(body["out_of"]) if "out_of" in body else case.s
    rows = case.scorer.world.ratings.get((case.unit, case.leaf.id), [])
    groups = body.get("groups") or {None: "1"}
    weights = {name: case.ask(weight) for name, weight in groups.items()}
    means = {name: group_mean(case, [row for row in rows if name is None or row.get("rater_group") == name], out_of) for name in groups}
    filled = [name for name, mean in means.items() if mean is not None]
    if not filled:
        return None
    whole = sum(weights.values()) if body.get("empty", "renormalise") == "zero" else sum(weights[name] for name in filled)
    earned = sum((weights[name] * means[name] for name in filled), Fraction(0))
    if body.get("empty", "renormalise") == "renormalise":
        earned /= whole
    return case.s / out_of * earned


def group_mean(case: Case, rows: list[Row], out_of: Fraction) -> Fraction | None:
    """The trimmed mean of a group's marks; None where too few gave one."""
    marks = sorted(mark for row in rows if (mark := rater_mark(case, row, out_of)) is not None)
    trim = int(case.body.get("trim", "0"))
    if len(marks) < int(case.body.get("min_raters", 2 * trim + 1)) or not marks:
        return None
    kept = marks[trim : len(marks) - trim]
    return sum(kept, Fraction(0)) / len(kept)


def rater_mark(case: Case, row: Row, out_of: Fraction) -> Value:
    given = cell(row.get("level"))
    given = cell(row.get("mark")) if given is None else given
    if given is None or "levels" not in case.body:
        return given if given is not None and 0 <= given <= out_of else None
    return case.amount(entry(case.body["levels"], given), out_of)
