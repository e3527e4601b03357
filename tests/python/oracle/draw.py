"""Random draws for the generator, and the tables that grow with the scheme."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import timedelta
from typing import Any, TypeVar

from .period import Period, parse_period

T = TypeVar("T")
PERIODS = ("2014", "2014-H1", "2014-H2", "2014-Q1", "2014-Q3", "2014-01", "2014-09", "2013/2014")
LEVELS = ("优秀", "良好", "合格", "不合格")
PRIZES = ("一等", "二等", "三等")
TYPES = ("甲", "乙", "丙")


def period_text(period: Period) -> str:
    """How a period is written."""
    parts = {"year": 1, "half": 2, "quarter": 4, "month": 12, "school year": 1}[period.kind]
    year, part = divmod(period.number, parts)
    form = {"year": "{0}", "half": "{0}-H{1}", "quarter": "{0}-Q{1}", "month": "{0}-{1:02}", "school year": "{0}/{2}"}
    return form[period.kind].format(year, part + 1, year + 1)


class Draw:
    """A seeded source of choices, numbers and table columns for one scheme."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        self.period = parse_period(self.pick(PERIODS))
        self.units = [f"U{i}" for i in range(1, self.rng.randint(1, 9) + 1)]
        self.indicators: dict[str, dict[str, Any]] = {}
        self.columns: dict[str, list[str]] = {}
        self.kinds: dict[str, str] = {}
        self.events: list[dict[str, str]] = []
        self.ratings: list[dict[str, str]] = []
        self.history: list[dict[str, str]] = []
        self.holes = self.pick([0, 0.05, 0.15, 0.3])
        self.digits = self.rng.randint(0, 6)
        self.serial = 0
        self.leaves: list[str] = []
        self.valued: dict[str, list[str]] = {}

    def pick(self, choices: Sequence[T]) -> T:
        return choices[self.rng.randrange(len(choices))]

    def chance(self, share: float) -> bool:
        return self.rng.random() < share

    def fresh(self, stem: str) -> str:
        self.serial += 1
        return f"{stem}{self.serial}"

    def number(self, low: int, high: int, places: int = 0) -> str:
        """A decimal between two bounds, as it is written."""
        units = self.rng.randint(low * 10**places, high * 10**places)
        sign, size = "-" if units < 0 else "", str(abs(units)).rjust(places + 1, "0")
        text = sign + (f"{size[:-places]}.{size[-places:]}" if places else size)
        return text.rstrip("0").rstrip(".") if "." in text else text

    # ---- columns

    def fill(self, name: str, kind: str, before: int = 0) -> None:
        """A column of a kind, for every unit, with as many earlier periods."""
        grid = [self.cell(kind) for _ in range(self.rng.randint(1, 6))]
        for back in range(before + 1):
            column = name if back == 0 else f"{name}@{period_text(self.period.before(back))}"
            self.columns[column] = [self.one_cell(kind, grid) for _ in self.units]

    def one_cell(self, kind: str, grid: list[str]) -> str:
        if self.chance(self.holes):
            return self.pick(["", "-", "—"])
        return self.pick(grid) if self.chance(0.6) else self.cell(kind)

    def cell(self, kind: str) -> str:
        if kind == "rate":
            return self.number(40, 110, self.rng.randint(0, 4)) + "%"
        if kind == "count":
            return self.number(0, 12)
        if kind == "plain":
            return self.number(1, 100, self.pick([0, 0, 1, 2, 3]))
        if kind == "signed":
            return self.number(-20, 20, self.pick([0, 1, 2]))
        if kind == "large":
            return self.pick([self.number(1, 90, 2) + "万", self.number(1, 9, 4) + "亿", self.number(10**5, 10**9)])
        if kind == "flag":
            return self.pick(["是", "否", "yes", "no", "1", "0", "有", "无", "true", "false"])
        if kind == "level":
            return self.pick(LEVELS)
        return self.day()

    def day(self) -> str:
        span = (self.period.last() - self.period.first()).days
        return str(self.period.first() + timedelta(days=self.pick([0, span, self.rng.randint(0, span)])))

    def named(self, kinds: Sequence[str]) -> str:
        """A column of one of the kinds: one that is there, or a new one."""
        known = [name for name, kind in self.kinds.items() if kind in kinds]
        return self.pick(known) if known and self.chance(0.4) else self.observed(self.pick(kinds))

    def observed(self, kind: str, before: int = 0, **more: Any) -> str:
        """A declared indicator with its column."""
        name = self.fresh(self.pick(["rate", "数", "k"]))
        self.fill(name, kind, before)
        self.kinds[name] = kind
        self.indicators[name] = {"title": name, **more}
        return name

    # ---- events and ratings

    def event(self, amounts: Sequence[str] | None = None) -> str:
        """A new kind of event, happened to some units."""
        name = self.fresh("event")
        for unit in self.units:
            for _ in range(self.pick([0, 0, 1, 1, 2, 3, 5])):
                row = {
                    "unit": unit,
                    "event": name,
                    "date": self.day(),
                    "level": self.pick(LEVELS),
                    "prize": self.pick(PRIZES),
                }
                row["work"] = self.pick(["", "w1", "w2", "w3"])
                row["count"] = self.pick(["", "", "", "1", "2", "3", "0"])
                row["size"] = self.number(0, 9, self.pick([0, 1]))
                row["note"] = self.pick(["", "通报", "整改"])
                row["amount"] = self.pick(amounts) if amounts else ""
                self.events.append(row)
        return name

    def rating(self, criterion: str, raters: int, groups: Sequence[str], mark: Any) -> None:
        """Marks for a criterion; `mark` gives the mark or the level of one row."""
        for unit in self.units:
            for group in groups:
                for rater in range(self.rng.randint(0, raters) if self.holes else raters):
                    row = {"unit": unit, "criterion": criterion, "rater_group": group, "rater": f"{group}{rater}"}
                    self.ratings.append({**row, "mark": "", "level": "", **mark()})
