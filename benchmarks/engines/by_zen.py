"""GoRules ZEN: a decision of one node of expressions, asked for a unit at a time. It has no groups: places and seats are NumPy's."""

from __future__ import annotations

import json
from importlib.metadata import version
from typing import Any

import numpy as np
import zen

from engines import Figures, Ready, hundredths
from engines.places import places
from workload import (
    BAND_POINTS,
    FULL,
    GRADES,
    Bands,
    Gain,
    Loss,
    Proportion,
    Rule,
    Threshold,
    Work,
    full_points,
    leaves_of,
    rule,
    section_factor,
    section_weight,
    sections_of,
    weight,
)


def score(found: Rule, x: str) -> str:
    match found:
        case Threshold(at):
            return f"({x} >= {at} ? {FULL} : 0)"
        case Loss(take):
            return f"max([0, {FULL} - {take / 100} * {x}])"
        case Bands(cuts):
            bands = [f"{x} >= {cut} ? {points}" for cut, points in zip(cuts, BAND_POINTS, strict=True)]
            return f"({' : '.join(reversed(bands))} : 0)"
        case Proportion(of):
            return f"{FULL} * min([1, {x} / {of}])"
        case Gain(give, at_most):
            return f"min([{at_most}, {give / 100} * {x}])"


def half_up(values: str, digits: int) -> str:
    return f"floor(({values}) * {10**digits} + 0.5) / {10**digits}"


def expressions(leaves: int) -> dict[str, str]:
    found: dict[str, str] = {}
    for section in sections_of(leaves):
        terms = [f"{weight(leaf)} * {half_up(score(rule(leaf), f'x{leaf}'), 4)}" for leaf in leaves_of(section)]
        found[f"s{section}"] = half_up(f"({' + '.join(terms)}) * {section_factor(section)} / {section_weight(section)}", 4)
    found["total"] = half_up(" + ".join(f"$.s{section}" for section in sections_of(leaves)), 2)
    full = full_points(leaves)
    cuts = " : ".join(f"$.total >= {full * percent / 100} ? {number}" for number, percent in enumerate(GRADES.values()) if percent)
    found["grade"] = f"veto ? {len(GRADES) - 1} : {cuts} : {len(GRADES) - 1}"
    return found


def _node(name: str, kind: str, content: dict[str, Any] | None = None) -> dict[str, Any]:
    return {"id": name, "name": name, "type": kind, "position": {"x": 0, "y": 0}, "content": content or {}}


def decision(leaves: int) -> str:
    listed = [{"id": key, "key": key, "value": value} for key, value in expressions(leaves).items()]
    nodes = [
        _node("in", "inputNode"),
        _node("rules", "expressionNode", {"expressions": listed, "passThrough": False}),
        _node("out", "outputNode"),
    ]
    edges = [{"id": f"{a}-{b}", "type": "edge", "sourceId": a, "targetId": b} for a, b in (("in", "rules"), ("rules", "out"))]
    return json.dumps({"nodes": nodes, "edges": edges})


def rows_of(work: Work) -> list[dict[str, Any]]:
    names = [f"x{leaf}" for leaf in range(work.leaves)]
    cells = work.values.T.tolist()
    return [dict(zip(names, row, strict=True)) | {"veto": veto} for row, veto in zip(cells, work.vetoed.tolist(), strict=True)]


def prepare(work: Work, threads: int) -> Ready:
    assert threads == 1
    rows, ready = rows_of(work), zen.ZenEngine().create_decision(decision(work.leaves))

    def run() -> Figures:
        results = [ready.evaluate(row)["result"] for row in rows]
        totals = np.array([result["total"] for result in results], dtype=np.float64)
        grades = np.array([result["grade"] for result in results], dtype=np.int64)
        return Figures(hundredths(totals), grades, places(totals, work.vetoed, work.groups, grades))

    return Ready(run, lambda found: found, version("zen-engine"))
