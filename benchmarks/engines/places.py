"""Places and seats in groups by NumPy, for the engines that look at one unit at a time."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from workload import GRADES, GROUPS, SEATS_PERCENT, Floats

BEHIND = -1.0  # the units with a veto share the place behind all others
WORST = len(GRADES) - 1


def grades_by_cut(totals: Floats, vetoed: NDArray[np.bool_], full: int) -> NDArray[np.int64]:
    below = np.zeros(len(totals), dtype=np.int64)
    for percent in list(GRADES.values())[:WORST]:
        below += totals < full * percent / 100
    below[vetoed] = WORST
    return below


def places(totals: Floats, vetoed: NDArray[np.bool_], groups: NDArray[np.int64], grades: NDArray[np.int64]) -> NDArray[np.int64]:
    """The ranks within groups, 1, 2, 2, 4. Who ties on the last seat of the best grade goes to the next one, in `grades`."""
    key = np.where(vetoed, BEHIND, totals)
    members = np.argsort(groups, kind="stable")
    bounds = np.searchsorted(groups[members], np.arange(GROUPS + 1))
    ranks = np.empty(len(key), dtype=np.int64)
    for first, last in pairwise(bounds):
        _place_group(members[first:last], key, ranks, grades)
    return ranks


def _place_group(group: NDArray[np.int64], key: Floats, ranks: NDArray[np.int64], grades: NDArray[np.int64]) -> None:
    order = group[np.argsort(-key[group])]
    ordered = -key[order]
    ranks[order] = np.searchsorted(ordered, ordered, side="left") + 1
    last_of_tie = np.searchsorted(ordered, ordered, side="right")
    unseated = order[last_of_tie > len(group) * SEATS_PERCENT // 100]
    grades[unseated[grades[unseated] == 0]] = 1
