"""Who lost what, worked out again in fractions from what the pages say alone: written without a look at the engine."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction

Name = tuple[str, str]  # party, person; no person is an empty text


@dataclass
class Holder:
    person: str
    first: date
    last: date
    acting: bool = False


@dataclass
class Post:
    party: str
    role: str
    holders: list[Holder]


@dataclass
class Entry:
    """A place in a chain: a post's role (of `party`, else of the unit), or without a role the party itself."""

    post: str | None
    party: str | None
    share: Fraction | None


@dataclass
class Loss:
    """What a unit lost on a leaf: what its events took, day by day, and all of it."""

    amount: Fraction
    taken: list[tuple[date, Fraction]] = field(default_factory=list)

    def by_day(self) -> list[tuple[date, Fraction]]:
        took = sum((part for _, part in self.taken), Fraction(0))
        if took <= self.amount:
            return self.taken
        return [(day, part * self.amount / took) for day, part in self.taken]


def holder(post: Post, day: date) -> str:
    there = [one for one in post.holders if one.first <= day <= one.last]
    acting = [one for one in there if one.acting]
    return (acting or there)[0].person if there else ""


def shares(chain: list[Entry]) -> list[Fraction]:
    written = sum((entry.share for entry in chain if entry.share is not None), Fraction(0))
    open_entries = sum(entry.share is None for entry in chain)
    return [(1 - written) / open_entries if entry.share is None else entry.share for entry in chain]


def divide(chain: list[Entry], posts: list[Post], unit: str, loss: Loss, period: tuple[date, date]) -> dict[Name, Fraction]:
    """The exact part of every name, in the order the chain first names them."""
    names: dict[Name, Fraction] = {}

    def bear(name: Name, part: Fraction) -> None:
        names[name] = names.get(name, Fraction(0)) + part

    dated = loss.by_day()
    rest = loss.amount - sum((part for _, part in dated), Fraction(0))
    days = [period[0] + timedelta(n) for n in range((period[1] - period[0]).days + 1)]
    for entry, share in zip(chain, shares(chain), strict=True):
        party = entry.party or unit
        held = [post for post in posts if post.party == party and post.role == entry.post]
        if entry.post is None or not held:
            bear((party, ""), share * loss.amount)
            continue
        for post in held:
            part = share / len(held)
            for day, taken in sorted(dated):
                bear((party, holder(post, day)), part * taken)
            for day in days if rest else ():
                bear((party, holder(post, day)), part * rest / len(days))
    return names


def written(names: dict[Name, Fraction], total: Fraction, digits: int) -> dict[Name, Fraction]:
    """Cut to digits; the last digits left over go to the largest remainders, the first-named first."""
    unit = Fraction(1, 10**digits)
    cut = {name: part // unit * unit for name, part in names.items()}
    left = int((total - sum(cut.values())) / unit)
    for name in sorted(names, key=lambda name: cut[name] - names[name])[:left]:
        cut[name] += unit
    return cut


def without_nothing(parts: Iterable[tuple[Name, Fraction]]) -> dict[Name, Fraction]:
    return {name: part for name, part in parts if part}
