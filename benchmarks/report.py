"""The tables of a run, as Markdown.

usage: report.py build/bench.json [--into docs/performance.md]; a page has them between its two marks
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from engines import REFERENCE

Found = dict[str, Any]
FIRST, LAST = "<!-- figures: written by benchmarks/report.py -->", "<!-- end of figures -->"


def table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """The first column is text, the others are numbers."""
    named = list(heads)
    lines = [named, ["---", *["--:"] * (len(named) - 1)], *map(list, rows)]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def figure(number: float) -> str:
    """Three digits of it."""
    if number >= 100:
        return f"{number:,.0f}"
    return f"{number:.1f}" if number >= 10 else f"{number:.2f}"


# ---- beside a plain loop


def assess_table(threads: list[Found]) -> str:
    names = [name for name in threads[0] if name != "threads"]
    rows = [[name, *(figure(found[name]) for found in threads)] for name in names]
    loops = [sum(found.get(name, 0) for name in ("loop", "ranks and seats")) for found in threads]
    ratios = [("kaohe / (loop + ranks and seats)", loops), ("kaohe / read only", [found["read only"] for found in threads])]
    rows += [[name, *(figure(found["kaohe"] / by) for found, by in zip(threads, of, strict=True))] for name, of in ratios]
    return table(["C++, ms", *(f"{found['threads']} thread{'s' * (found['threads'] > 1)}" for found in threads)], rows)


# ---- peers


def per_unit(peer: Found) -> float:
    return float(peer["ms"] / peer["units"])


def reference(peers: list[Found], of: Found) -> Found:
    """kaohe at the same work with as many threads."""
    return next(peer for peer in peers if peer["name"] == REFERENCE[of["plain"]] and peer["threads"] == of["threads"])


def ratio(peers: list[Found], peer: Found) -> float:
    return per_unit(peer) / per_unit(reference(peers, peer))


def peer_row(peers: list[Found], peer: Found) -> list[str]:
    wrong = [f"{peer['wrong'][name]:,}" for name in ("totals", "grades", "ranks")]
    speed = [figure(peer["ms"]), figure(1000 / per_unit(peer)), figure(ratio(peers, peer))]
    name = f"{peer['title']} {peer['version']}"
    return [name, str(peer["threads"]), f"{peer['units']:,}", *speed, *wrong, str(peer["repeats"])]


def peer_table(peers: list[Found]) -> str:
    said = ["threads", "units", "ms", "units/s", "times kaohe's", "wrong totals", "wrong grades", "wrong ranks", "runs"]
    return table(["", *said], [peer_row(peers, peer) for peer in peers])


# ---- kaohe alone


def nanoseconds(found: Found) -> float:
    """For a value."""
    return float(found["ms"] * 1e6 / (found["units"] * found["leaves"]))


def size_table(found: list[Found]) -> str:
    times = [nanoseconds(work) for work in found]
    rows = [
        [f"{work['units']:,} by {work['leaves']:,}", figure(work["ms"]), figure(taken), figure(taken / times[0]), str(work["repeats"])]
        for work, taken in zip(found, times, strict=True)
    ]
    return table(["units by leaves", "ms", "ns a value", "times the first", "runs"], rows)


def kind_table(found: list[Found]) -> str:
    rows = [
        [
            work["kind"],
            f"{100 * work['slow'] / (work['units'] * work['leaves']):.2f}",
            figure(work["ms"]),
            figure(nanoseconds(work)),
            figure(work["ms"] / found[0]["ms"]),
            str(work["repeats"]),
        ]
        for work in found
    ]
    return table(["values", "slow, %", "ms", "ns a value", "times the first", "runs"], rows)


# ---- small cases


def small_table(cases: dict[str, float]) -> str:
    return table(["", "µs"], [[name, figure(taken)] for name, taken in cases.items()])


# ---- the whole


def text(found: Found) -> str:
    machine, peers, small = found["machine"], found["peers"], found["small"]
    whole, plain = ([peer for peer in peers if peer["plain"] == plain] for plain in (False, True))
    absent = [f"Not installed, and not measured: {', '.join(found['absent'])}."] if found["absent"] else []
    return "\n\n".join(
        [
            f"{found['units']:,} units by {found['leaves']} leaves.",
            f"{machine['processor']}, {machine['cores']} cores; Python {machine['python']}.",
            assess_table(found["assess"]["threads"]),
            "\n".join(f"{line[0].upper()}{line[1:]}." for line in found["assess"]["said"]),
            "kaohe alone, through C++, one thread:",
            size_table(found["sizes"]),
            f"{found['kinds'][0]['units']:,} units by {found['kinds'][0]['leaves']} leaves:",
            kind_table(found["kinds"]),
            "Beside others:",
            peer_table(whole),
            *absent,
            "The weighted sum alone:",
            peer_table(plain),
            f"One unit has {small['unit_leaves']} leaves, the large document {small['large_leaves']:,}:",
            small_table(small["us"]),
        ]
    )


def put_into(page: Path, tables: str) -> None:
    """Between the marks, with the picture beside the page where there is one."""
    before, rest = page.read_text(encoding="utf-8").split(FIRST)
    _, after = rest.split(LAST)
    picture = page.with_suffix(".svg")
    shown = [f"![How many times kaohe's time each engine takes]({picture.name})"] if picture.exists() else []
    page.write_text(before + "\n\n".join([FIRST, *shown, tables, LAST]) + after, encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("figures", type=Path)
    parser.add_argument("--into", type=Path)
    given = parser.parse_args()
    tables = text(json.loads(given.figures.read_text(encoding="utf-8")))
    if given.into:
        put_into(given.into, tables)
        return
    print(tables)


if __name__ == "__main__":
    main()
