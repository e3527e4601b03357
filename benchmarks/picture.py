"""Draws how many times kaohe's time each engine takes, by as many threads.

usage: picture.py build/bench.json docs/performance.svg
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import matplotlib as mpl
from matplotlib.figure import Figure

from engines import REFERENCE
from report import figure, ratio

Found = dict[str, Any]
COLOURS = {1: "#4c78a8", 2: "#f58518"}


def label(peer: Found) -> str:
    return f"{peer['title']}, {peer['threads']} thread{'s' * (peer['threads'] > 1)}"


def shown(peers: list[Found]) -> list[Found]:
    """The peers at the whole work, the nearest first."""
    others = [peer for peer in peers if not peer["plain"] and peer["name"] not in REFERENCE.values()]
    return sorted(others, key=lambda peer: ratio(peers, peer))


def draw(found: Found) -> Figure:
    peers = shown(found["peers"])
    ratios = [ratio(found["peers"], peer) for peer in peers]
    drawing = Figure(figsize=(8, 0.8 + 0.36 * len(peers)), layout="constrained")
    axes = drawing.subplots()
    colours = [COLOURS[peer["threads"]] for peer in peers]
    bars = axes.barh([label(peer) for peer in peers], [times - 1 for times in ratios], left=1, color=colours)  # from kaohe's on
    axes.bar_label(bars, [f" {figure(times)} " for times in ratios])
    axes.invert_yaxis()
    axes.set_xscale("log")
    axes.set_xlim(min(0.5, *ratios) / 1.5, max(ratios) * 3)
    axes.axvline(1, color="black", linewidth=1)
    axes.set_xlabel(f"times kaohe's time with as many threads ({found['units']:,} units by {found['leaves']} leaves; 1 is kaohe)")
    axes.spines[["top", "right"]].set_visible(False)
    return drawing


def main() -> None:
    mpl.rcParams["svg.hashsalt"] = "kaohe"  # the same figures give the same bytes
    found = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    draw(found).savefig(sys.argv[2], format="svg", metadata={"Date": None})


if __name__ == "__main__":
    main()
