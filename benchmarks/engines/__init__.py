"""Who does the work of workload.py: a module each, which makes its tables ready, does the work, and hands over the figures to compare."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from workload import Floats, Work


class Figures(NamedTuple):
    """What an engine found. Totals are hundredths of a point, grades are numbered from the best on."""

    totals: NDArray[np.int64]
    grades: NDArray[np.int64]
    ranks: NDArray[np.int64]


@dataclass(frozen=True)
class Ready:
    """An engine with its tables in its own form: what is not timed. `version` is that of the package."""

    work: Callable[[], Any]
    figures: Callable[[Any], Figures]
    version: str


@dataclass(frozen=True)
class Engine:
    """`units` bounds the work of those that are slow, `repeats` how often it is done in a process."""

    title: str
    module: str
    threads: tuple[int, ...]
    package: str
    units: int | None = None
    repeats: int | None = None
    plain: bool = False  # the weighted sum alone

    def ready(self, work: Work, threads: int) -> Ready:
        prepare: Callable[[Work, int], Ready] = importlib.import_module(f"engines.{self.module}").prepare
        return prepare(work, threads)


ENGINES = {
    "kaohe": Engine("kaohe through Python", "by_kaohe", (1, 2), "kaohe"),
    "numpy": Engine("NumPy, in blocks", "by_numpy", (1, 2), "numpy"),
    "pandas": Engine("pandas", "by_pandas", (1,), "pandas"),
    "polars": Engine("polars, lazy", "by_polars", (1, 2), "polars"),
    "duckdb": Engine("duckdb, SQL", "by_duckdb", (1, 2), "duckdb"),
    "openfisca": Engine("OpenFisca", "by_openfisca", (1,), "OpenFisca-Core", repeats=1),
    "zen": Engine("GoRules ZEN", "by_zen", (1,), "zen-engine", units=2_000, repeats=1),
    "kaohe-sum": Engine("kaohe through Python", "sum_by_kaohe", (1,), "kaohe", plain=True),
    "numpy-sum": Engine("NumPy", "sum_by_numpy", (1,), "numpy", plain=True),
    "pymcdm-sum": Engine("pymcdm, WSM", "sum_by_pymcdm", (1,), "pymcdm", plain=True),
}
REFERENCE = {False: "kaohe", True: "kaohe-sum"}


def hundredths(totals: Floats) -> NDArray[np.int64]:
    """Floats that were rounded to two digits, as whole numbers."""
    return np.rint(totals * 100).astype(np.int64)
