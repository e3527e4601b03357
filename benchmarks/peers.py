"""Times every engine on the same work, each in a process of its own, by turns, and counts what each has wrong.

usage: peers.py [--units N] [--leaves N] [--rounds N] [--only NAME ...]; prints what was found as JSON
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

import truth
from engines import ENGINES, Engine, Figures
from workload import Work

Measured = dict[str, Any]
REPEATS = 3
FARTHEST = 1  # a rounding step: who is farther from the right total does other work
THREADS = ("POLARS_MAX_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "RAYON_NUM_THREADS", "NUMEXPR_MAX_THREADS")


# ---- one engine, in its own process


def times_ms(work: Callable[[], object], repeats: int) -> list[float]:
    found = []
    for _ in range(repeats):
        start = time.perf_counter()
        work()
        found.append((time.perf_counter() - start) * 1000)
    return found


def wrong(found: Figures, right: Figures) -> dict[str, int]:
    """How many units it has wrong. Pre: it does the same work."""
    farthest = int(np.abs(found.totals - right.totals).max())
    if farthest > FARTHEST:
        raise SystemExit(f"does not do this work: a total is off by {farthest} hundredths")
    return {name: int((ours != theirs).sum()) for name, ours, theirs in zip(Figures._fields, right, found, strict=True)}


def measure(engine: Engine, work: Work, threads: int, repeats: int) -> Measured:
    """The first run warms up and is what is compared: an engine's time counts only after that."""
    ready = engine.ready(work, threads)
    right = truth.plain_figures(work) if engine.plain else truth.figures(work)
    mistakes = wrong(ready.figures(ready.work()), right)
    return {"ms": times_ms(ready.work, repeats), "wrong": mistakes, "version": ready.version}


# ---- all of them


def runs(names: list[str]) -> list[tuple[str, int]]:
    return [(name, threads) for name in names for threads in ENGINES[name].threads]


def missing(names: list[str]) -> Iterator[str]:
    """Packages that are not installed, by the modules they bring."""
    modules = {"openfisca": "openfisca_core"}
    for name in names:
        if importlib.util.find_spec(modules.get(name, name.removesuffix("-sum"))) is None:
            yield name


def measured_apart(name: str, threads: int, work: Work) -> Measured:
    environment = os.environ | dict.fromkeys(THREADS, str(threads))
    asked = ["--one", name, "--threads", str(threads), "--units", str(work.units), "--leaves", str(work.leaves)]
    with tempfile.TemporaryFile("w+") as said:
        done = subprocess.run([sys.executable, __file__, *asked], stdout=said, env=environment)
        said.seek(0)
        if done.returncode != 0:
            raise SystemExit(f"{name}: see above")
        found: Measured = json.loads(said.read())
    return found


def summary(name: str, threads: int, units: int, rounds: list[Measured]) -> Measured:
    engine = ENGINES[name]
    times = [taken for found in rounds for taken in found["ms"]]
    said = {"name": name, "title": engine.title, "package": engine.package, "version": rounds[0]["version"], "plain": engine.plain}
    return said | {"threads": threads, "units": units, "ms": statistics.median(times), "repeats": len(times), "wrong": rounds[0]["wrong"]}


def compare(units: int, leaves: int, rounds: int, names: list[str]) -> Measured:
    """Every engine once, then all again: what else the machine does meets them alike."""
    absent = list(missing(names))
    turns = runs([name for name in names if name not in absent])
    found: dict[tuple[str, int], list[Measured]] = {turn: [] for turn in turns}
    for number in range(rounds):
        for name, threads in turns:
            print(f"round {number + 1} of {rounds}: {name}, {threads} threads", file=sys.stderr)
            found[name, threads].append(measured_apart(name, threads, Work(units_for(name, units), leaves)))
    peers = [summary(name, threads, units_for(name, units), found[name, threads]) for name, threads in turns]
    return {"units": units, "leaves": leaves, "absent": [ENGINES[name].title for name in absent], "peers": peers}


def units_for(name: str, units: int) -> int:
    return min(units, ENGINES[name].units or units)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--units", type=int, default=200_000)
    parser.add_argument("--leaves", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", nargs="+", choices=list(ENGINES), default=list(ENGINES))
    parser.add_argument("--one", choices=list(ENGINES), help=argparse.SUPPRESS)
    parser.add_argument("--threads", type=int, default=1, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        engine = ENGINES[given.one]
        print(json.dumps(measure(engine, Work(given.units, given.leaves), given.threads, engine.repeats or REPEATS)))
        return
    print(json.dumps(compare(given.units, given.leaves, given.rounds, given.only), indent=1))


if __name__ == "__main__":
    main()
