"""duckdb: one query in SQL, from a table of its own into another."""

from __future__ import annotations

import duckdb
import numpy as np
import pyarrow as pa

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


def score(found: Rule, x: str) -> str:
    """An expression of doubles: a constant with an exponent is one, another would be a decimal."""
    match found:
        case Threshold(at):
            return f"case when {x} >= {at}e0 then {FULL}e0 else 0e0 end"
        case Loss(take):
            return f"greatest(0e0, {FULL}e0 - {take}e-2 * {x})"
        case Bands(cuts):
            bands = [f"when {x} >= {cut}e0 then {points}e0" for cut, points in zip(cuts, BAND_POINTS, strict=True)]
            return f"case {' '.join(reversed(bands))} else 0e0 end"
        case Proportion(of):
            return f"{FULL}e0 * least(1e0, {x} / {of}e0)"
        case Gain(give, at_most):
            return f"least({at_most}e0, {give}e-2 * {x})"


def half_up(values: str, digits: int) -> str:
    return f"floor(({values}) * 1e{digits} + 5e-1) / 1e{digits}"


def section(number: int) -> str:
    leaves = [f"{weight(leaf)}e0 * {half_up(score(rule(leaf), f'x{leaf}'), 4)}" for leaf in leaves_of(number)]
    return half_up(f"({' + '.join(leaves)}) * {section_factor(number)}e0 / {section_weight(number)}e0", 4)


def grade_by_cut(full: int) -> str:
    cuts = " ".join(f"when total >= {full * percent}e-2 then {number}" for number, percent in enumerate(GRADES.values()))
    return f"case when veto then {len(GRADES) - 1} {cuts} end"


def query(leaves: int) -> str:
    totals = half_up(" + ".join(map(section, sections_of(leaves))), 2)
    graded = f"select *, {grade_by_cut(full_points(leaves))} as cut, case when veto then -1e0 else total end as key from totals"
    within = "over (partition by district"
    return f"""
        with totals as (select id, district, veto, {totals} as total from observations),
        graded as ({graded}),
        placed as (
          select id, total, cut, rank() {within} order by key desc) as rank, count(*) {within} order by key desc) as as_good,
            count(*) {within}) * {SEATS_PERCENT} // 100 as seats from graded
        )
        select id, total, case when cut = 0 and as_good > seats then 1 else cut end as grade, rank from placed
    """


def figures(connection: duckdb.DuckDBPyConnection) -> Figures:
    found = connection.sql("select total, grade, rank from results order by id").fetchnumpy()
    return Figures(hundredths(found["total"]), found["grade"].astype(np.int64), found["rank"].astype(np.int64))


def prepare(work: Work, threads: int) -> Ready:
    connection = duckdb.connect()
    connection.execute(f"set threads = {threads}")
    connection.register("given", pa.table({"id": np.arange(work.units), **work.frame_columns()}))
    connection.execute("create table observations as select * from given")
    text = f"create or replace table results as {query(work.leaves)}"

    def run() -> duckdb.DuckDBPyConnection:
        return connection.execute(text)

    return Ready(run, figures, duckdb.__version__)
