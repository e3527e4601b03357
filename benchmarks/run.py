"""Runs all that is compared: the C++ programs, the small cases, sizes and kinds of values, the peers.

Prints the tables, and keeps the figures in build/bench.json.

usage: run.py PROGRAMS [--units N] [--leaves N] [--rounds N]; PROGRAMS is the folder of the programs of CMakeLists.txt
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import subprocess
from pathlib import Path
from typing import Any

import alone
import one_unit
import peers
import report
from engines import ENGINES
from workload import document, plain_document

REPEATS = 9
UNIT_LEAVES, LARGE_LEAVES = 40, 2_000
MICROSECONDS = {"ns": 1e-3, "us": 1.0, "ms": 1e3, "s": 1e6}
Found = dict[str, Any]


def machine() -> Found:
    processors = Path("/proc/cpuinfo").read_text(encoding="utf-8") if Path("/proc/cpuinfo").exists() else ""
    model = re.search(r"model name\s*: (.+)", processors)
    return {"cores": os.cpu_count(), "processor": model[1] if model else platform.machine(), "python": platform.python_version()}


def kept_document(folder: Path, leaves: int) -> Path:
    file = folder / f"workload-{leaves}.yaml"
    file.write_text(document(leaves), encoding="utf-8")
    return file


# ---- beside a plain loop, in C++


def assess(program: Path, scheme: Path, units: int, leaves: int) -> Found:
    command = [str(program), str(scheme), str(units), str(leaves), str(REPEATS)]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    parts = re.split(r"^(?=\d+ threads$)", said, flags=re.MULTILINE)[1:]
    return {"threads": [milliseconds(part) for part in parts], "said": re.findall(r"^the loop has wrong: .*$", said, flags=re.MULTILINE)}


def milliseconds(part: str) -> Found:
    """What stands below `1 threads`: a name and a time a line, for the loop a second one."""
    found: Found = {"threads": int(part.split()[0])}
    for name, time, _, more, extra in re.findall(r"^(\S.*?) {2,}([\d.]+)( \+ (.+?) ([\d.]+))?$", part, flags=re.MULTILINE):
        found[name] = float(time)
        if more:
            found[more] = float(extra)
    return found


# ---- small cases


def small(program: Path, folder: Path) -> dict[str, float]:
    """Microseconds by case."""
    plain = folder / f"plain-{UNIT_LEAVES}.yaml"
    plain.write_text(plain_document(UNIT_LEAVES), encoding="utf-8")
    documents = [str(kept_document(folder, UNIT_LEAVES)), str(plain), str(UNIT_LEAVES), str(kept_document(folder, LARGE_LEAVES))]
    asked = ["--benchmark_format=json", f"--benchmark_repetitions={REPEATS}", "--benchmark_min_time=0.1"]
    said = subprocess.run([str(program), *documents, *asked], capture_output=True, text=True, check=True).stdout
    medians = [run for run in json.loads(said)["benchmarks"] if run.get("aggregate_name") == "median"]
    by_library = {run["run_name"]: run["real_time"] * MICROSECONDS[run["time_unit"]] for run in medians}
    return by_library | one_unit.measured(UNIT_LEAVES, LARGE_LEAVES)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("programs", type=Path)
    parser.add_argument("--units", type=int, default=200_000)
    parser.add_argument("--leaves", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    folder = Path("build/bench")
    folder.mkdir(parents=True, exist_ok=True)
    found: Found = {"machine": machine()}
    found["assess"] = assess(given.programs / "assess", kept_document(folder, given.leaves), given.units, given.leaves)
    found["small"] = {"unit_leaves": UNIT_LEAVES, "large_leaves": LARGE_LEAVES, "us": small(given.programs / "small", folder)}
    found["sizes"] = alone.sizes(given.programs / "alone", folder, given.units, given.leaves, given.rounds)
    found["kinds"] = alone.kinds(given.programs / "alone", folder, given.units, given.leaves, given.rounds)
    found |= peers.compare(given.units, given.leaves, given.rounds, list(ENGINES))
    Path("build/bench.json").write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(report.text(found))


if __name__ == "__main__":
    main()
