"""NumPy as a careful engineer writes it: blocks that fit the cache, no new arrays within them, bands as sums of comparisons."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numpy.typing import NDArray

from engines import Figures, Ready, hundredths
from engines.places import grades_by_cut, places
from workload import (
    BAND_POINTS,
    FULL,
    Bands,
    Floats,
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

BLOCK = 16384  # the best of 2,048 to 32,768 within a cache of 2 MB
BAND_STEPS = np.diff((0, *BAND_POINTS)).astype(np.int8)


def score(found: Rule, x: Floats, out: Floats) -> None:
    """The points of a leaf, not yet rounded."""
    match found:
        case Threshold(at):
            np.multiply(x >= at, float(FULL), out=out)
        case Loss(take):
            np.multiply(x, -take / 100, out=out)
            np.add(out, FULL, out=out)
            np.maximum(out, 0, out=out)
        case Bands(cuts):
            out[:] = sum((x >= cut).view(np.int8) * step for cut, step in zip(cuts, BAND_STEPS, strict=True))
        case Proportion(of):
            np.divide(x, of, out=out)
            np.minimum(out, 1, out=out)
            np.multiply(out, FULL, out=out)
        case Gain(give, at_most):
            np.multiply(x, give / 100, out=out)
            np.minimum(out, at_most, out=out)


def round_to(digits: int, values: Floats) -> None:
    """Half up, in place."""
    np.multiply(values, 10**digits, out=values)
    np.add(values, 0.5, out=values)
    np.floor(values, out=values)
    np.divide(values, 10**digits, out=values)


def total_of(values: Floats, leaves: int, totals: Floats) -> None:
    totals.fill(0)
    one, section_sum = np.empty_like(totals), np.empty_like(totals)
    for section in sections_of(leaves):
        section_sum.fill(0)
        for leaf in leaves_of(section):
            score(rule(leaf), values[leaf], one)
            round_to(4, one)
            np.multiply(one, weight(leaf), out=one)
            np.add(section_sum, one, out=section_sum)
        np.multiply(section_sum, section_factor(section) / section_weight(section), out=section_sum)
        round_to(4, section_sum)
        np.add(totals, section_sum, out=totals)
    round_to(2, totals)


def all_totals(work: Work, run_all: Callable[[Callable[[int], None], range], None]) -> Floats:
    totals = np.empty(work.units)

    def block(first: int) -> None:
        rows = slice(first, min(first + BLOCK, work.units))
        total_of(work.values[:, rows], work.leaves, totals[rows])

    run_all(block, range(0, work.units, BLOCK))
    return totals


def figures(found: tuple[Floats, NDArray[np.int64], NDArray[np.int64]]) -> Figures:
    totals, grades, ranks = found
    return Figures(hundredths(totals), grades, ranks)


def prepare(work: Work, threads: int) -> Ready:
    pool = ThreadPoolExecutor(threads)

    def run_all(block: Callable[[int], None], firsts: range) -> None:
        for _ in map(block, firsts) if threads == 1 else pool.map(block, firsts):
            pass

    def run() -> tuple[Floats, NDArray[np.int64], NDArray[np.int64]]:
        totals = all_totals(work, run_all)
        grades = grades_by_cut(totals, work.vetoed, full_points(work.leaves))
        return totals, grades, places(totals, work.vetoed, work.groups, grades)

    return Ready(run, figures, np.__version__)
