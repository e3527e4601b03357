"""Days as arguments: nothing here reads a clock."""

from __future__ import annotations

from datetime import date, datetime
from typing import TypeAlias

Day: TypeAlias = "date | str"
"""A day: a `datetime.date`, or a text as 2014-10-31."""

FIRST = date(1400, 1, 1)


def day_of(day: Day, name: str = "on") -> date:
    """The day that was given.

    Raises
    ------
    TypeError
        It is neither a date nor a text; a `datetime` is a moment, of which day it is depends on the place.
    ValueError
        The text is no day of the calendar.

    Examples
    --------
    >>> day_of("2014-10-31")
    datetime.date(2014, 10, 31)
    """
    if isinstance(day, str):
        return _not_too_early(_parsed(day, name), name)
    if isinstance(day, datetime) or not isinstance(day, date):
        raise TypeError(f"{name} must be a date or a text as 2014-10-31, not {type(day).__name__}")
    return _not_too_early(day, name)


def _parsed(text: str, name: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or day.isoformat() != text:
        raise ValueError(f"{name} must be a day as 2014-10-31, not {text!r}")
    return day


def _not_too_early(day: date, name: str) -> date:
    if day < FIRST:
        raise ValueError(f"{name} must not be before {FIRST}, where the calendar begins, as {day} is")
    return day
