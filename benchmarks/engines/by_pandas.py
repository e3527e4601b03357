"""pandas as analysts write it: a data frame in, a new column a leaf, sums by section."""

from __future__ import annotations

from typing import cast

import numpy as np
import pandas as pd

from engines import Figures, Ready, hundredths
from workload import (
    BAND_POINTS,
    FULL,
    GRADES,
    SEATS_PERCENT,
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

BEHIND = -1.0  # the units with a veto share the last place


def half_up(values: pd.Series[float], digits: int) -> pd.Series[float]:
    return cast("pd.Series[float]", np.floor(values * 10**digits + 0.5) / 10**digits)


def score(found: Rule, x: pd.Series[float]) -> pd.Series[float]:
    match found:
        case Threshold(at):
            return (x >= at) * float(FULL)
        case Loss(take):
            return (FULL - take / 100 * x).clip(lower=0)
        case Bands(cuts):
            reached = [x >= cut for cut in reversed(cuts)]
            return pd.Series(np.select(reached, [float(points) for points in reversed(BAND_POINTS)], 0.0), index=x.index)
        case Proportion(of):
            return FULL * (x / of).clip(upper=1)
        case Gain(give, at_most):
            return (give / 100 * x).clip(upper=at_most)


def totals_of(frame: pd.DataFrame, leaves: int) -> pd.Series[float]:
    scores = pd.DataFrame({leaf: half_up(score(rule(leaf), frame[f"x{leaf}"]), 4) for leaf in range(leaves)})
    weights = pd.Series({leaf: weight(leaf) for leaf in range(leaves)})
    sections = pd.DataFrame(
        {
            section: half_up(
                scores[list(leaves_of(section))].mul(weights[list(leaves_of(section))]).sum(axis=1)
                * section_factor(section)
                / section_weight(section),
                4,
            )
            for section in sections_of(leaves)
        }
    )
    return half_up(sections.sum(axis=1), 2)


def assess(frame: pd.DataFrame, leaves: int) -> pd.DataFrame:
    total = totals_of(frame, leaves)
    full = full_points(leaves)
    cuts = [full * percent / 100 for percent in reversed(GRADES.values())]
    grade = pd.cut(total, [*cuts, np.inf], right=False, labels=list(reversed(GRADES))).astype(object)
    grade = grade.mask(frame["veto"], "D")
    by_district = total.mask(frame["veto"], BEHIND).groupby(frame["district"])
    seats = by_district.transform("size") * SEATS_PERCENT // 100
    unseated = (grade == "A") & (by_district.rank(method="max", ascending=False) > seats)
    rank = by_district.rank(method="min", ascending=False).astype(int)
    return pd.DataFrame({"total": total, "grade": grade.mask(unseated, "B"), "rank": rank})


def figures(found: pd.DataFrame) -> Figures:
    grades = found["grade"].map({name: number for number, name in enumerate(GRADES)})
    totals = hundredths(found["total"].to_numpy(dtype=np.float64))
    return Figures(totals, np.asarray(grades, dtype=np.int64), np.asarray(found["rank"], dtype=np.int64))


def prepare(work: Work, threads: int) -> Ready:
    assert threads == 1
    frame = pd.DataFrame(work.frame_columns())
    return Ready(lambda: assess(frame, work.leaves), figures, pd.__version__)
