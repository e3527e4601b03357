"""The right figures of the work in whole numbers, which only this scheme and these values allow: what every engine is compared with."""

from __future__ import annotations

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


def divided(number: Whole, by: int) -> Whole:
    """Rounded half up. Pre: nothing is negative."""
    return (2 * number + by) // (2 * by)


def tenths(work: Work, leaf: int) -> Whole:
    return np.asarray(np.rint(work.values[leaf] * 10), dtype=np.int64)


def score(found: Rule, x: Whole) -> Whole:
    """The points of a leaf in units, of values in tenths."""
    match found:
        case Threshold(at):
            return (x >= 10 * at).astype(np.int64) * (FULL * UNIT)
        case Loss(take):
            return np.maximum(FULL * UNIT - take * 10 * x, 0)
        case Bands(cuts):
            return np.array((0, *BAND_POINTS), dtype=np.int64)[np.searchsorted(10 * np.array(cuts), x, side="right")] * UNIT
        case Proportion(of):
            return np.minimum(divided(x * (FULL * UNIT), 10 * of), FULL * UNIT)
        case Gain(give, at_most):
            return np.minimum(give * 10 * x, at_most * UNIT)


def totals(work: Work) -> Whole:
    """In hundredths."""
    found = np.zeros(work.units, dtype=np.int64)
    for section in sections_of(work.leaves):
        weighted = sum(weight(leaf) * score(rule(leaf), tenths(work, leaf)) for leaf in leaves_of(section))
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
