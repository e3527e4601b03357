"""Calendar files: the days of a plan for whoever keeps a calendar. The only place that knows icalendar."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from icalendar import Event

_LAST = date.max - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Slot:
    """Days on which something is under way or due, both ends included.

    `name` tells it from all other slots of the plan, in every export: a calendar that reads the file again replaces what it has.
    """

    name: str
    first: date
    last: date
    summary: str
    description: str
    category: str


def calendar_file(scheme: str, title: str, slots: Iterable[Slot], stamp: date) -> bytes:
    """The slots as a file of RFC 5545, an event of whole days each. `stamp` is the day it is made on."""
    try:
        from icalendar import Calendar
    except ImportError as error:
        raise ImportError("a calendar file needs icalendar: pip install 'kaohe[ical]'") from error
    calendar = Calendar()
    calendar.add("prodid", "-//kaohe//plan//ZH")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", title)
    for slot in slots:
        calendar.add_component(_event(scheme, slot, stamp))
    data: bytes = calendar.to_ical()
    return data


def _event(scheme: str, slot: Slot, stamp: date) -> Event:
    from icalendar import Event

    event = Event()
    event.add("uid", f"{slot.name}@{scheme}.kaohe")
    event.add("dtstamp", datetime(stamp.year, stamp.month, stamp.day, tzinfo=timezone.utc))
    event.add("dtstart", slot.first)
    event.add("dtend", min(slot.last, _LAST) + timedelta(days=1))  # the first day after it, as the format wants it
    event.add("summary", slot.summary)
    if slot.description:
        event.add("description", slot.description)
    event.add("categories", [slot.category])
    event.add("transp", "TRANSPARENT")  # nobody is busy because of it
    return event
