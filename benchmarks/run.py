"""Times an assessment of 10,000 units by 100 leaves from a NumPy table, beside a plain loop in doubles over the same values.

usage: run.py PLAIN_LOOP [ROWS]
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

import kaohe

LEAVES = 100
REPEATS = 7
RULES = [
    "{slope: {at: 95%, worse: {each: 1pp, take: 0.5}}}",
    "{proportion: {of: 0.9}}",
    '{threshold: ">= 80%"}',
    "{bands: [{from: 90%, points: 10}, {from: 80%, points: 8}, {from: 60%, points: 6}]}",
]


def scheme() -> kaohe.Scheme:
    leaves = "\n".join(f"  - {{id: x{leaf}, points: 10, rule: {RULES[leaf % len(RULES)]}}}" for leaf in range(LEAVES))
    return kaohe.loads(f"kaohe: 1\nid: bench\nmissing: zero\ncriteria:\n{leaves}\n")


def values(rows: int) -> np.ndarray:
    """Rates of four digits, as real tables have them: many of them tie when they are rounded."""
    return np.random.default_rng(20110101).integers(4000, 10001, (LEAVES, rows)) / 10000


def best_of(work: Callable[[], object]) -> float:
    """The shortest of several runs, in ms."""
    times = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) * 1000)
    return min(times)


def plain_loop(program: str, table: np.ndarray) -> float:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "values"
        table.tofile(file)
        command = [program, str(file), str(table.shape[1]), str(LEAVES), str(REPEATS)]
        return float(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def main() -> None:
    rows = int(sys.argv[2]) if len(sys.argv) > 2 else 10_000
    table = values(rows)
    columns = {"unit": [f"u{row}" for row in range(rows)]} | {f"x{leaf}": table[leaf] for leaf in range(LEAVES)}
    checked = scheme()
    plain = plain_loop(sys.argv[1], table)
    print(f"{rows} units x {LEAVES} leaves, best of {REPEATS}, ms")
    print(f"{'plain loop in doubles, 1 thread':36}{plain:10.1f}{1:8.1f} x")
    for threads in (1, 2):
        taken = best_of(lambda threads=threads: checked.assess(columns, threads=threads))
        print(f"{f'kaohe through Python, threads={threads}':36}{taken:10.1f}{taken / plain:8.1f} x")
    assessment = checked.assess(columns)
    print(f"scores that took the slow exact path: {assessment.slow_values} of {rows * LEAVES}")


if __name__ == "__main__":
    main()
