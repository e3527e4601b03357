"""polars: one lazy query. How many threads it takes is told by the environment, before it is imported."""

from __future__ import annotations

from functools import reduce
from operator import add
from typing import Any, cast

import numpy as np
import polars as pl

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
TOTAL, GRADE, VETO = pl.col("total"), pl.col("grade"), pl.col("veto")


def half_up(values: pl.Expr, digits: int) -> pl.Expr:
    return cast(pl.Expr, (values * 10**digits + 0.5).floor() / 10**digits)


def score(found: Rule, x: pl.Expr) -> pl.Expr:
    match found:
        case Threshold(at):
            return pl.when(x >= at).then(float(FULL)).otherwise(0.0)
        case Loss(take):
            return (FULL - x * (take / 100)).clip(lower_bound=0.0)
        case Bands(cuts):
            chain: Any = pl
            for cut, points in reversed(list(zip(cuts, BAND_POINTS, strict=True))):
                chain = chain.when(x >= cut).then(float(points))
            return cast(pl.Expr, chain.otherwise(0.0))
        case Proportion(of):
            return (x / of).clip(upper_bound=1.0) * FULL
        case Gain(give, at_most):
            return (x * (give / 100)).clip(upper_bound=float(at_most))


def section(number: int) -> pl.Expr:
    leaves = [half_up(score(rule(leaf), pl.col(f"x{leaf}")), 4) * weight(leaf) for leaf in leaves_of(number)]
    return half_up(reduce(add, leaves) * (section_factor(number) / section_weight(number)), 4).alias(f"s{number}")


def grade_by_cut(full: int) -> pl.Expr:
    cuts = [full * percent / 100 for percent in GRADES.values() if percent]
    below = reduce(add, [(cut > TOTAL).cast(pl.Int8) for cut in cuts])
    return pl.when(VETO).then(len(cuts)).otherwise(below)


def query(frame: pl.DataFrame, leaves: int) -> pl.LazyFrame:
    key = pl.when(VETO).then(BEHIND).otherwise(TOTAL)
    seats = pl.len().over("district") * SEATS_PERCENT // 100
    unseated = (GRADE == 0) & (pl.col("key").rank("max", descending=True).over("district") > seats)
    return (
        frame.lazy()
        .select("district", "veto", *map(section, sections_of(leaves)))
        .with_columns(half_up(reduce(add, [pl.col(f"s{number}") for number in sections_of(leaves)]), 2).alias("total"))
        .with_columns(grade_by_cut(full_points(leaves)).alias("grade"), key.alias("key"))
        .select(
            "total",
            pl.when(unseated).then(1).otherwise(GRADE).alias("grade"),
            pl.col("key").rank("min", descending=True).over("district").alias("rank"),
        )
    )


def figures(found: pl.DataFrame) -> Figures:
    grades, ranks = (found[name].to_numpy().astype(np.int64) for name in ("grade", "rank"))
    return Figures(hundredths(found["total"].to_numpy()), grades, ranks)


def prepare(work: Work, threads: int) -> Ready:
    assert pl.thread_pool_size() == threads, "POLARS_MAX_THREADS was not set"
    frame = pl.DataFrame(work.frame_columns())
    return Ready(lambda: query(frame, work.leaves).collect(), figures, pl.__version__)
