"""Small cases through Python: one unit, why it got its points, a large document."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

import kaohe
from workload import Work, document

UNIT = 7  # of the work, one that has no veto
BATCHES = 9
BATCH_SECONDS = 0.05


def microseconds(work: Callable[[], object]) -> float:
    """The median of several batches, each long enough for the clock."""
    times, count = [], 1
    while taken(work, count) < BATCH_SECONDS:
        count *= 2
    for _ in range(BATCHES):
        times.append(taken(work, count) / count * 1e6)
    return statistics.median(times)


def taken(work: Callable[[], object], count: int) -> float:
    start = time.perf_counter()
    for _ in range(count):
        work()
    return time.perf_counter() - start


def measured(leaves: int, many_leaves: int) -> dict[str, float]:
    """By case."""
    work = Work(UNIT + 1, leaves)
    row = {name: cells[UNIT].item() for name, cells in work.leaf_columns().items()}
    scheme, large = kaohe.loads(document(leaves)), document(many_leaves)
    rows, units = [{"unit": "u", "flag": 0.0, **row}], [{"unit": "u", "district": "d"}]
    assessment = scheme.assess(rows, units=units)
    return {
        "one unit, Python, with its table": microseconds(lambda: scheme.assess(rows, units=units, threads=1)),
        "one changed value of one unit, Python": microseconds(lambda: assessment.update({"u": {"x3": 4.5}})),
        "its total and scores, Python": microseconds(lambda: assessment["u"]),
        "its explanation as a text, Python": microseconds(lambda: str(assessment["u"].explain())),
        "large document, Python": microseconds(lambda: kaohe.loads(large)),
    }
