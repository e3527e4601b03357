"""The right figures of the work in whole numbers, which only this scheme and these values allow: what every engine is compared with."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from engines import Figures
from engines.places import grades_by_cut, places
from workload import (
    BAND_POINTS,
    FULL,
    PLAIN_FULL,
    PLAIN_OF,
    Bands,
    Gain,
    Loss,
    Proportion,
    Rule,
    Threshold,
    Work,
    full_points,
    leaves_of,
    rule,
    section_factor,
    section_weight,
    sections_of,
    weight,
)

Whole = NDArray[np.int64]
UNIT = 10**4  # of a point: four digits
DIGITS = 20  # after the point, for values of 15 digits


def divided(number: Whole, by: int) -> Whole:
    """Rounded half up. Pre: nothing is negative."""
    return (2 * number + by) // (2 * by)


def tenths(work: Work, leaf: int) -> Whole:
    return np.asarray(np.rint(work.values[leaf] * 10), dtype=np.int64)


def as_read(value: float) -> int:
    """What a float stands for, its shortest decimal or the nearest one of 15 digits, in parts of which 10 to DIGITS are 1."""
    text = repr(value)
    digits = len(Decimal(text).normalize().as_tuple().digits)
    return int(Decimal(text if digits <= 15 else f"{value:.14e}").scaleb(DIGITS))


def score(found: Rule, x: Whole, one: int) -> Whole:
    """The points of a leaf in units, of values of which `one` is 1."""
    match found:
        case Threshold(at):
            return (x >= one * at).astype(np.int64) * (FULL * UNIT)
        case Loss(take):
            return divided(np.maximum(FULL * UNIT * one - take * (UNIT // 100) * x, 0), one)
        case Bands(cuts):
            reached = np.searchsorted(one * np.array(cuts, dtype=x.dtype), x, side="right")
            return np.array((0, *BAND_POINTS), dtype=np.int64)[reached] * UNIT
        case Proportion(of):
            return np.minimum(divided(x * (FULL * UNIT), one * of), FULL * UNIT)
        case Gain(give, at_most):
            return np.minimum(divided(give * (UNIT // 100) * x, one), at_most * UNIT)


def leaf_score(work: Work, leaf: int) -> Whole:
    """Of tenths in 64 bits; of other values in Python's whole numbers, which have any size."""
    if work.kind == "tenths":
        return score(rule(leaf), tenths(work, leaf), 10)
    read = np.array([as_read(value) for value in work.values[leaf].tolist()], dtype=object)
    return score(rule(leaf), read, 10**DIGITS).astype(np.int64)


def totals(work: Work) -> Whole:
    """In hundredths."""
    found = np.zeros(work.units, dtype=np.int64)
    for section in sections_of(work.leaves):
        weighted = sum(weight(leaf) * leaf_score(work, leaf) for leaf in leaves_of(section))
        found += divided(np.asarray(weighted * section_factor(section)), section_weight(section))
    return divided(found, UNIT // 100)


def figures(work: Work) -> Figures:
    found = totals(work)
    grades = grades_by_cut(found / 100, work.vetoed, full_points(work.leaves))
    return Figures(found, grades, places(found / 100, work.vetoed, work.groups, grades))


def plain_figures(work: Work) -> Figures:
    """Of the weighted sum alone: no grades, one group."""
    weighted = sum(weight(leaf) * tenths(work, leaf) for leaf in range(work.leaves))
    whole = sum(weight(leaf) for leaf in range(work.leaves))
    found = divided(np.asarray(weighted * (PLAIN_FULL * 100)), 10 * PLAIN_OF * whole)
    ranks = np.searchsorted(np.sort(-found), -found, side="left") + 1
    return Figures(found, np.full(work.units, -1, dtype=np.int64), ranks)
