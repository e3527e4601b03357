"""Working days and terms."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from operator import attrgetter
from typing import TYPE_CHECKING

from kaohe import _core
from kaohe.days import Day, day_of

if TYPE_CHECKING:
    from kaohe.scheme import Scheme

# More working days than there are between the first and the last day a calendar knows.
MOST_DAYS = 4_000_000


class Calendar:
    """The days off, the make-up working days (调休) and the terms that a scheme's calendar says.

    Without a calendar Saturdays and Sundays are free and no term is known. Immutable: share it between threads. Made by
    `Scheme.calendar`.

    Examples
    --------
    >>> import kaohe
    >>> scheme = kaohe.loads(
    ...     "{kaohe: 1, id: tiny, criteria: [{id: done, points: 10, rule: {threshold: '>= 5'}}],"
    ...     " calendar: {statutory: china, holidays: [2014-09-10]}}"
    ... )
    >>> scheme.calendar.is_workday(date(2014, 10, 11))
    True
    >>> scheme.calendar.add_workdays(date(2014, 9, 30), 5)
    datetime.date(2014, 10, 13)
    """

    __slots__ = ("_core", "_scheme")

    def __init__(self, core: _core.Calendar, scheme: Scheme) -> None:
        self._core = core
        self._scheme = scheme

    def __reduce__(self) -> tuple[Callable[[Scheme], Calendar], tuple[Scheme]]:
        return attrgetter("calendar"), (self._scheme,)

    def is_workday(self, day: Day) -> bool:
        """Whether people work on that day."""
        return self._core.is_workday(_text(day, "day"))

    def add_workdays(self, day: Day, n: int) -> date:
        """The n-th working day after `day`, which does not count itself; before it where `n` is negative.

        0 is the day itself, worked or not.

        Raises
        ------
        OverflowError
            There are not so many days.
        """
        found = self._core.add_workdays(_text(day, "day"), n) if abs(n) <= MOST_DAYS else None
        if found is None:
            raise OverflowError(f"there are no {n} working days from {day} on")
        return date.fromisoformat(found)

    def count_workdays(self, first: Day, last: Day) -> int:
        """How many days from `first` to `last` are worked, both included; 0 where `last` is before `first`."""
        return self._core.count_workdays(_text(first, "first"), _text(last, "last"))

    def period(self, text: str) -> tuple[date, date]:
        """The first and the last day of a period, written as in schemes and tables: `2014-Q3`, `2013/2014`, `2013/2014-T1`, `十一五`.

        Raises
        ------
        ValueError
            It is no period, or a term that the calendar does not have.

        Examples
        --------
        >>> import kaohe
        >>> scheme = kaohe.loads("{kaohe: 1, id: tiny, criteria: [{id: done, points: 10, rule: {threshold: '>= 5'}}]}")
        >>> scheme.calendar.period("2014-Q3")
        (datetime.date(2014, 7, 1), datetime.date(2014, 9, 30))
        """
        found = self._core.period(text)
        if found is None:
            raise ValueError(f"{text!r} is no period that this calendar knows")
        return _days(found)

    @property
    def terms(self) -> dict[str, tuple[date, date]]:
        """The first and the last day of every term, by name."""
        return {name: _days(days) for name, days in self._core.terms}

    @property
    def covers(self) -> list[tuple[date, date]]:
        """From when to when all days off are known; empty where the calendar says nothing about it."""
        return [_days(days) for days in self._core.covers]

    def __repr__(self) -> str:
        covered = ", ".join(f"{first}..{last}" for first, last in self.covers)
        return f"Calendar(terms={len(self.terms)}, covers=[{covered}])"


def _text(day: Day, name: str) -> str:
    """The day; of a moment, the day it names."""
    return day_of(day.date() if isinstance(day, datetime) else day, name).isoformat()


def _days(found: tuple[str, str]) -> tuple[date, date]:
    return date.fromisoformat(found[0]), date.fromisoformat(found[1])
