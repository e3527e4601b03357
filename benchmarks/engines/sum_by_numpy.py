"""The weighted sum alone by NumPy: a product of a matrix and a vector."""

from __future__ import annotations

import numpy as np

from engines import Figures, Ready, hundredths
from workload import PLAIN_FULL, PLAIN_OF, Floats, Work, weight


def weights(leaves: int) -> Floats:
    found = np.array([weight(leaf) for leaf in range(leaves)], dtype=np.float64)
    return np.asarray(found / found.sum())


def half_up(values: Floats) -> Floats:
    return np.asarray(np.floor(values * 100 + 0.5) / 100)


def ranked(preferences: Floats) -> Figures:
    """Totals of two digits with their ranks, 1, 2, 2, 4."""
    totals = half_up(preferences * PLAIN_FULL)
    ordered = np.sort(-totals)
    ranks = np.searchsorted(ordered, -totals, side="left").astype(np.int64) + 1
    return Figures(hundredths(totals), np.full(len(totals), -1, dtype=np.int64), ranks)


def prepare(work: Work, threads: int) -> Ready:
    assert threads == 1
    by_leaf = weights(work.leaves) / PLAIN_OF
    return Ready(lambda: ranked(by_leaf @ work.values), lambda found: found, np.__version__)
