"""What an assessment takes of memory beside its results, by what holds the table: nothing much, since floats are read where they lie.

    python benchmarks/memory.py [--rows 1000000] [--columns 20] [SOURCE ...]

Each source is measured in a process of its own: the most memory it ever had until all columns are there, less what it had before. The
results are the columns of figures: a score for each criterion, total, base and adjustments as float64, the rank as int64. Every source must
give the same figures, and none may take more than 1.2 times the results, but for a query of DuckDB: it makes its rows while they are read,
and is told without being judged.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

import kaohe

MOST = 1.2
QUERY = "duckdb, query"


def scheme(columns: int) -> kaohe.Scheme:
    criteria = ", ".join(f"{{id: c{number}, points: 5, rule: {{proportion: {{of: 80}}}}}}" for number in range(columns))
    return kaohe.loads(f"{{kaohe: 1, id: memory, missing: zero, criteria: [{criteria}]}}")


def units(rows: int) -> list[str]:
    return [f"u{row}" for row in range(rows)]


def cells(rows: int, number: int) -> np.ndarray[Any, Any]:
    """Numbers from 0 to 99.9 with a digit after the point."""
    return (np.arange(rows) * (2 * number + 1) % 1000) / 10


def columns_of(rows: int, columns: int) -> dict[str, Any]:
    return {f"c{number}": cells(rows, number) for number in range(columns)}


def polars(rows: int, columns: int) -> Any:
    import polars

    return polars.DataFrame({"unit": units(rows), **columns_of(rows, columns)})


def pyarrow(rows: int, columns: int) -> Any:
    import pyarrow

    return pyarrow.table({"unit": units(rows), **columns_of(rows, columns)})


def pandas_numpy(rows: int, columns: int) -> Any:
    import pandas

    return pandas.DataFrame({"unit": units(rows), **columns_of(rows, columns)})


def pandas_arrow(rows: int, columns: int) -> Any:
    import pandas

    return pyarrow(rows, columns).to_pandas(types_mapper=pandas.ArrowDtype)


def duckdb_query(rows: int, columns: int) -> Any:
    import duckdb

    numbers = ", ".join(f"(range * {2 * number + 1} % 1000) / 10.0::double as c{number}" for number in range(columns))
    return duckdb.sql(f"select 'u' || range as unit, {numbers} from range({rows}) order by range")


def duckdb_table(rows: int, columns: int) -> Any:
    return duckdb_query(rows, columns).to_arrow_table()


SOURCES: dict[str, Callable[[int, int], Any]] = {
    "polars": polars,
    "pandas, NumPy": pandas_numpy,
    "pandas, Arrow": pandas_arrow,
    "pyarrow": pyarrow,
    "duckdb, table": duckdb_table,
    QUERY: duckdb_query,
}


def figures(assessment: kaohe.Assessment) -> str:
    """A hash of all figures, to compare."""
    import pyarrow

    table = pyarrow.table(assessment)
    numbers = [name for name in table.column_names if pyarrow.types.is_floating(table.schema.field(name).type)]
    hashed = hashlib.sha256()
    for name in ["rank", *numbers]:
        hashed.update(table[name].to_numpy().tobytes())
    return hashed.hexdigest()


def bytes_now(name: str) -> int:
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith(f"{name}:"))


def forget_peak() -> None:
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


def measure(source: str, rows: int, columns: int) -> dict[str, Any]:
    rules = scheme(columns)
    rules.assess(SOURCES[source](100, columns))  # loads what is loaded once
    table = SOURCES[source](rows, columns)
    made = rows * columns * 8 if source == QUERY else 0
    forget_peak()
    before, start = bytes_now("VmRSS"), time.perf_counter()
    assessment = rules.assess(table)
    assessment.__arrow_c_stream__()  # asks for every column, and makes no row
    seconds, grown = time.perf_counter() - start, bytes_now("VmHWM") - before
    results = rows * (columns + 4) * 8
    found = {"source": source, "grown": grown - made, "results": results, "seconds": seconds}
    return found | {"ratio": (grown - made) / results, "figures": figures(assessment)}


def measured_apart(source: str, rows: int, columns: int) -> dict[str, Any]:
    command = [sys.executable, __file__, "--one", source, "--rows", str(rows), "--columns", str(columns)]
    found: dict[str, Any] = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sources", nargs="*", default=list(SOURCES))
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--columns", type=int, default=20)
    parser.add_argument("--one", choices=list(SOURCES), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        print(json.dumps(measure(given.one, given.rows, given.columns)))
        return 0
    print(f"{given.rows:,} rows x {given.columns} columns of float64")
    all_found = [measured_apart(source, given.rows, given.columns) for source in given.sources]
    for found in all_found:
        mib = {name: found[name] / 2**20 for name in ("grown", "results")}
        print(
            f"{found['source']:14} grown {mib['grown']:7.1f} MiB, results {mib['results']:7.1f} MiB, "
            f"ratio {found['ratio']:.2f}, {found['seconds']:.2f} s"
        )
    same = len({found["figures"] for found in all_found}) == 1
    lean = all(found["ratio"] < MOST for found in all_found if found["source"] != QUERY)
    print("the same figures" if same else "NOT the same figures", "and" if same == lean else "but", "lean" if lean else "NOT lean")
    return 0 if same and lean else 1


if __name__ == "__main__":
    sys.exit(main())
