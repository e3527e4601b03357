"""kaohe through Python, from a table in Arrow's form."""

from __future__ import annotations

from importlib.metadata import version
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

import kaohe
from engines import Figures, Ready, hundredths
from workload import GRADES, Work, document


def figures(assessment: kaohe.Assessment) -> Figures:
    table = pa.table(assessment)
    return Figures(hundredths(table["total"].to_numpy()), _grades(table), table["rank"].to_numpy().astype(np.int64))


def _grades(table: Any) -> NDArray[np.int64]:
    grades = table["grade"].to_pylist()
    numbers = {name: number for number, name in enumerate(GRADES)}
    return np.array([numbers.get(grade, -1) for grade in grades], dtype=np.int64)


def prepare(work: Work, threads: int) -> Ready:
    scheme = kaohe.loads(document(work.leaves))
    observations, units = pa.table(work.observations()), pa.table(work.unit_table())
    return Ready(lambda: scheme.assess(observations, units=units, threads=threads), figures, version("kaohe"))
