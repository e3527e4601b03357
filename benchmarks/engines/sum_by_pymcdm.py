"""The weighted sum alone by pymcdm, which has no rules, sections or vetoes: its method WSM. Ranks are NumPy's, as it has no 1, 2, 2, 4."""

from __future__ import annotations

from importlib.metadata import version

import numpy as np
from pymcdm.methods import WSM

from engines import Figures, Ready
from engines.sum_by_numpy import ranked, weights
from workload import PLAIN_OF, Floats, Work


def share(values: Floats, cost: bool = False) -> Floats:
    return values / PLAIN_OF


def prepare(work: Work, threads: int) -> Ready:
    assert threads == 1
    matrix, by_leaf = np.ascontiguousarray(work.values.T), weights(work.leaves)
    types, method = np.ones(work.leaves), WSM(share)

    def run() -> Figures:
        return ranked(method(matrix, by_leaf, types, validation=False, verbose=False))

    return Ready(run, lambda found: found, version("pymcdm"))
