"""Periods of the oracle: what they are called, when they begin and end, which one was before."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple

FORMS = {
    "year": r"(\d{4})",
    "half": r"(\d{4})-H([12])",
    "quarter": r"(\d{4})-Q([1-4])",
    "month": r"(\d{4})-(0[1-9]|1[0-2])",
    "school year": r"(\d{4})/\d{4}",
}
PARTS = {"year": 1, "half": 2, "quarter": 4, "month": 12, "school year": 1}


class Period(NamedTuple):
    """A calendar period as a kind and its place in the row of all such periods."""

    kind: str
    number: int

    def before(self, n: int) -> Period:
        return Period(self.kind, self.number - n)

    def last_year(self) -> Period:
        return self.before(PARTS[self.kind])

    def first(self) -> date:
        year, part = divmod(self.number, PARTS[self.kind])
        start = 9 if self.kind == "school year" else 1
        return date(year, start + part * (12 // PARTS[self.kind]), 1)

    def last(self) -> date:
        return Period(self.kind, self.number + 1).first() - timedelta(days=1)

    def holds(self, other: Period) -> bool:
        return self.first() <= other.first() and other.last() <= self.last()


def parse_period(text: str) -> Period:
    for kind, form in FORMS.items():
        found = re.fullmatch(form, text.strip())
        if found:
            part = int(found[2]) - 1 if len(found.groups()) > 1 else 0
            return Period(kind, int(found[1]) * PARTS[kind] + part)
    raise ValueError(f"no period: {text}")


def parse_date(text: object) -> date | None:
    found = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", text) if isinstance(text, str) else None
    return date(*map(int, found.groups())) if found else None


def earlier(day: date, span: str) -> date:
    """The day a span before the first day of a month: `2y`, `6 months`, `90 days`."""
    found = re.fullmatch(r"(\d+)\s*(y|years?|m|months?|d|days?)", span)
    count, word = int(found[1]), found[2]
    if word.startswith("d"):
        return day - timedelta(days=count)
    year, month = divmod(day.year * 12 + day.month - 1 - count * (12 if word.startswith("y") else 1), 12)
    return day.replace(year=year, month=month + 1)


def started_months(a: date, b: date) -> int:
    """Months begun between two days, 0 where `b` is not after `a`."""
    if b <= a:
        return 0
    months = (b.year - a.year) * 12 + b.month - a.month
    return months + (b.day > a.day)
