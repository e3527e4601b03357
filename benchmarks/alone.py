"""Times kaohe alone, through C++ and on one thread: where the work grows, and where values are of other kinds."""

from __future__ import annotations

import statistics
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np

import peers
import truth
from engines import Figures, by_kaohe
from workload import KINDS, Work, document

Found = dict[str, Any]
REPEATS = 3


def figures(file: Path) -> Figures:
    return Figures(*np.loadtxt(file, dtype=np.int64).T)


def check(found: Figures, right: Figures, said: str) -> None:
    """Ends the run where any figure is wrong."""
    wrong = peers.wrong(found, right)
    if any(wrong.values()):
        raise SystemExit(f"{said}: wrong {wrong}")


def check_python(work: Work, right: Figures, slow: int) -> None:
    ready = by_kaohe.prepare(work, threads=1)
    assessment = ready.work()
    check(ready.figures(assessment), right, f"through Python: {work}")
    if assessment.slow_values != slow:
        raise SystemExit(f"through Python: {work}: {assessment.slow_values} slow, through C++ {slow}")


def run(program: Path, folder: Path, work: Work) -> tuple[int, list[float]]:
    """How many scores were slow, and the ms of each run. Its figures are in `folder`."""
    scheme = folder / f"workload-{work.leaves}.yaml"
    scheme.write_text(document(work.leaves), encoding="utf-8")
    asked = [scheme, work.units, work.leaves, work.kind, REPEATS, folder / "alone.txt"]
    said = subprocess.run([program, *map(str, asked)], capture_output=True, text=True, check=True).stdout.split()
    return int(said[0]), [float(taken) for taken in said[1:]]


def measured(program: Path, folder: Path, works: Iterable[Work], rounds: int, *, python: bool) -> list[Found]:
    """Every work once, then all again: what else the machine does meets them alike. The first time, the figures are compared."""
    found: dict[Work, tuple[int, list[float]]] = {work: (0, []) for work in works}
    for number in range(rounds):
        for work, (_, times) in found.items():
            print(f"round {number + 1} of {rounds}: {work}", file=sys.stderr)
            slow, more = run(program, folder, work)
            found[work] = slow, times + more
            if number == 0:
                right = truth.figures(work)
                check(figures(folder / "alone.txt"), right, str(work))
                if python:
                    check_python(work, right, slow)
    return [summary(work, slow, times) for work, (slow, times) in found.items()]


def summary(work: Work, slow: int, times: list[float]) -> Found:
    said = {"units": work.units, "leaves": work.leaves, "kind": KINDS[work.kind], "slow": slow}
    return said | {"ms": statistics.median(times), "repeats": len(times)}


def sizes(program: Path, folder: Path, units: int, leaves: int, rounds: int) -> list[Found]:
    """The work, five times the units, and as many values in ten times the leaves."""
    works = [Work(units, leaves), Work(5 * units, leaves), Work(units // 10, 10 * leaves)]
    return measured(program, folder, works, rounds, python=False)


def kinds(program: Path, folder: Path, units: int, leaves: int, rounds: int) -> list[Found]:
    """A tenth of the units, since slow scores take their time."""
    return measured(program, folder, [Work(units // 10, leaves, kind) for kind in KINDS], rounds, python=True)
