"""Random schemes with their tables: `made(seed)` is always the same valid scheme for the same seed."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from .draw import TYPES, Draw, period_text
from .draw_expression import condition
from .draw_rules import RuleDraw
from .rules import NAMES

ADJUSTING = ("threshold", "slope", "bands", "cases", "rank", "tally", "levels", "discretion", "formula")
MODES = ("half_up", "half_even", "down", "up")
JSON_NUMBER = re.compile(r'"(-?\d+(?:\.\d+)?)"(?!:)')
Body = dict[str, Any]


@dataclass
class Made:
    """A scheme as it is written, and the tables to assess."""

    tree: Body
    tables: dict[str, list[dict[str, str]]]
    as_json: bool = False

    def text(self) -> str:
        if not self.as_json:
            return "\n".join(yaml_lines(self.tree)) + "\n"
        return JSON_NUMBER.sub(r"\1", json.dumps(self.tree, ensure_ascii=False, indent=1))


class SchemeDraw:
    """Draws criteria, sections and adjustments."""

    def __init__(self, seed: int) -> None:
        self.d = Draw(seed)

    def scheme(self) -> Body:
        d = self.d
        scheme: Body = {"kaohe": "1", "id": "drawn", "title": "随机", "period": "", "rounding": self.rounding()}
        if d.chance(0.8):
            scheme["missing"] = d.pick(["zero", "zero", "full", "mean", "exempt"])
        if d.chance(0.6):
            scheme["groups"] = "type"
        if d.chance(0.15):
            scheme["ranking"] = "dense"
        scheme |= self.section_body(0, solid=True)
        if d.chance(0.6):
            scheme["adjustments"] = [self.adjustment(True) for _ in range(d.rng.randint(1, 3))]
        self.finish(scheme)
        return scheme

    def rounding(self) -> Body:
        total = self.d.rng.randint(0, 4)
        return {"mode": self.d.pick(MODES), "criterion": str(self.d.digits), "total": str(total)}

    def finish(self, scheme: Body) -> None:
        d = self.d
        if d.chance(0.3):
            scheme["coefficient"] = d.pick(["0.95", "110%", "unit.coef", "if(unit.site == 是, 1.05, 1)", "100 / (90 + unit.size)", "1/3"])
        if d.chance(0.3):
            scheme["total"] = {"at_most": d.number(30, 60)} if d.chance(0.5) else {"at_least": d.number(5, 20), "at_most": d.number(40, 70)}
        if d.chance(0.5):
            scheme["grades"] = self.grades()
        if d.indicators:
            scheme["indicators"] = dict(d.indicators)

    def grades(self) -> list[Body]:
        d = self.d
        bounds = ["80%", "60%", "1/3 * 100"] if d.chance(0.5) else [d.number(40, 60), d.number(20, 39), d.number(5, 19, 1)]
        grades: list[Body] = [{"name": name, "from": bound} for name, bound in zip(["优", "良", "中"], bounds, strict=True)]
        for grade in grades:
            if d.chance(0.3):
                leaf = d.pick(d.leaves)
                grade["requires"] = d.pick(
                    [
                        f"share({leaf}) >= 50%",
                        f"score({leaf}) > 1",
                        "total >= mean(total)",
                        condition(d),
                        f"known(score({leaf}))",
                    ]
                )
        return [*grades, {"name": "差"}]

    # ---- sections

    def section_body(self, depth: int, solid: bool, fixed: Decimal | None = None) -> Body:
        """Combination and children; a solid first child always applies and is never missing. A sum cannot have fixed points."""
        d = self.d
        kind = d.pick(["weighted", "weighted", "product", "min", "geometric"] if fixed or d.chance(0.5) else ["sum"])
        if kind == "sum":
            return self.sum_body(depth, solid)
        body: Body = {"combine": kind}
        common = Decimal(d.rng.randint(2, 30)) if d.chance(0.5) else None
        count = d.rng.randint(1, 4)
        flat = kind == "geometric"
        children = [self.child(depth, i == 0 and solid, common, flat) for i in range(count)]
        if fixed:
            body["points"] = str(fixed)
        elif common is None or d.chance(0.3):
            body["points"] = self.by_unit() if depth > 0 and d.chance(0.25) else d.number(5, 50, 1)
        if kind == "weighted" or (flat and d.chance(0.4)):
            self.weigh(body, children)
        if kind == "weighted" and d.chance(0.4):
            body["rescale"] = "yes"
        if solid and d.chance(0.2):
            children.append(self.adjustment(False))
        return body | {"criteria": children}

    def weigh(self, body: Body, children: list[Body]) -> None:
        parts = [self.d.rng.randint(1, 9) for _ in children]
        if self.d.chance(0.4):
            body["weights"] = "relative"
            weights = [f"{part * 10}%" for part in parts]
        else:
            weights = [f"{part} / {sum(parts)}" for part in parts]
        for child, weight in zip(children, weights, strict=True):
            child["weight"] = weight

    def sum_body(self, depth: int, solid: bool) -> Body:
        d = self.d
        body: Body = {}
        rescale = d.chance(0.35)
        children = [self.child(depth, i == 0 and solid, None, False) for i in range(d.rng.randint(1, 4))]
        if rescale:
            body["rescale"] = "yes"
        elif d.chance(0.2):
            children.append(self.alternatives(depth))
        if solid and d.chance(0.3):
            children.append(self.adjustment(False))
        if solid and d.chance(0.15):
            children.append(self.leaf(None, False) | {"counts": "no"})
        return body | {"criteria": children}

    def alternatives(self, depth: int) -> Body:
        children = []
        for kind in TYPES[: self.d.rng.randint(2, 3)]:
            child = self.leaf(None, True)
            children.append(child | {"when": f"unit.type == {kind}"})
        name = self.d.fresh("alt")
        return {"id": name, "title": name, "alternatives": "true", "criteria": children}

    def child(self, depth: int, solid: bool, points: Decimal | None, flat: bool) -> Body:
        if depth < 2 and not flat and self.d.chance(0.3):
            return self.section(depth + 1, solid, points)
        return self.leaf(points, solid, flat)

    def section(self, depth: int, solid: bool, points: Decimal | None) -> Body:
        name = self.d.fresh("part")
        inner = solid or self.d.chance(0.5)
        body = {"id": name, "title": name, **self.section_body(depth, inner, points)}
        if self.d.chance(0.15):
            body |= self.bounds(
                ["-3", "-1.5", "0", "1"], ["3", "6.5", "9"] if body.get("combine", "sum") == "sum" else ["50%", "75%", "120%"]
            )
        if not solid and self.d.chance(0.25):
            body["when"] = condition(self.d)
        return body

    def bounds(self, least: list[str], most: list[str]) -> Body:
        found: Body = {}
        if self.d.chance(0.6):
            found["at_least"] = self.d.pick(least)
        if self.d.chance(0.6):
            found["at_most"] = self.d.pick(most)
        return found

    # ---- leaves

    def leaf(self, points: Decimal | None, solid: bool, flat: bool = False) -> Body:
        d = self.d
        name = d.fresh(d.pick(["c", "考", "leaf"]))
        worth, varies = self.points(points)
        drawn = RuleDraw(d, name, worth)
        body: Body = {"id": name, "title": name, "points": varies or str(worth), "rule": None}
        body["rule"] = drawn.tally() if solid else self.rules(drawn)
        body |= drawn.leaf
        if d.chance(0.12):
            body |= self.bounds(["0", "10%"] if flat else ["0", "10%", "-2", "-1/3"], ["40%", "75%", "110%", "20/3"])
        if not solid:
            self.conditions(body, bool(varies))
        d.leaves.append(name)
        return body

    def points(self, fixed: Decimal | None) -> tuple[Decimal, Any]:
        """The points, and how they depend on the unit, if they do."""
        d = self.d
        if fixed is not None:
            return fixed, None
        if d.chance(0.1):
            return Decimal(5), self.by_unit()
        return Decimal(d.number(1, 30, d.pick([0, 0, 0, 1, 2]))), None

    def by_unit(self) -> Any:
        """Points that depend on the unit."""
        d = self.d
        by_type = {"by": "type", **{kind: d.number(3, 20, 1) for kind in TYPES}}
        return d.pick([by_type, "unit.size / 40 + 1", "if(unit.site == 是, 8, 20/3)"])

    def rules(self, drawn: RuleDraw) -> Any:
        if self.d.chance(0.85):
            return drawn.rule(NAMES if drawn.pointed else ADJUSTING)
        drawn.listed = True
        kinds = ("tally", "threshold", "slope", "bands", "formula")
        if drawn.pointed:
            kinds += ("proportion", "relative", "cases", "rank")
        return [drawn.rule(kinds) for _ in range(self.d.rng.randint(2, 3))]

    def conditions(self, body: Body, varies: bool) -> None:
        d = self.d
        if d.chance(0.2):
            body["when"] = condition(d)
        if varies or d.chance(0.2):
            body["missing"] = d.pick(["zero", "full", "exempt"] if varies else ["zero", "full", "mean", "exempt"])

    def adjustment(self, sectioned: bool) -> Body:
        d = self.d
        if sectioned and d.chance(0.25):
            name = d.fresh("extra")
            return {
                "id": name,
                "title": name,
                "criteria": [self.adjustment(False) for _ in range(d.rng.randint(1, 3))],
            } | self.adjusting_bounds()
        name = d.fresh("adj")
        drawn = RuleDraw(d, name, None)
        body: Body = {"id": name, "title": name, "rule": self.rules(drawn)} | drawn.leaf
        if d.chance(0.3):
            body |= self.adjusting_bounds()
        if d.chance(0.15):
            body["when"] = condition(d)
        if d.chance(0.1):
            body["missing"] = d.pick(["zero", "mean", "exempt"])
        return body

    def adjusting_bounds(self) -> Body:
        return self.d.pick([{"at_least": "-3"}, {"at_most": "4"}, {"at_least": "-1.5", "at_most": "2.25"}])

    # ---- tables

    def tables(self) -> dict[str, list[dict[str, str]]]:
        d = self.d
        units = [self.attributes(unit) for unit in d.units]
        observations = [{"unit": unit, **{name: cells[i] for name, cells in d.columns.items()}} for i, unit in enumerate(d.units)]
        if d.chance(0.2):
            observations = self.long(observations)
        tables = {
            "observations": observations,
            "units": units,
            "events": d.events,
            "ratings": d.ratings,
            "history": d.history,
        }
        for rows in tables.values():
            d.rng.shuffle(rows)
        return {name: rows for name, rows in tables.items() if rows}

    def long(self, rows: list[dict[str, str]]) -> list[dict[str, str]]:
        found = []
        for row in rows:
            for column, value in row.items():
                name, _, when = column.partition("@")
                if name != "unit" and self.d.chance(0.9):
                    found.append({"unit": row["unit"], "indicator": name, "period": when or self.written(), "value": value})
        return found

    def attributes(self, unit: str) -> dict[str, str]:
        d = self.d
        row = {"unit": unit, "type": d.pick(TYPES[:2] if d.chance(0.7) else TYPES), "size": d.number(100, 900)}
        row |= {"goal": "" if d.chance(0.05) else d.number(5, 90, 1), "share": d.number(60, 100, 1) + "%"}
        return row | {
            "site": d.pick(["是", "否"]),
            "opened": d.day(),
            "coef": d.pick(["1", "0.9", "1.05", "110%", "0.875"]),
        }

    def written(self) -> str:
        return period_text(self.d.period)


def made(seed: int) -> Made:
    """The scheme and tables of a seed."""
    draw = SchemeDraw(seed)
    tree = draw.scheme()
    tree["period"] = draw.written()
    return Made(tree, draw.tables(), as_json=seed % 5 == 0)


PLAIN = re.compile(r"-?[\d.]+(%|pp)?|[^\W\d][\w.]*")


def scalar(text: Any) -> str:
    text = str(text)
    return text if PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)


def yaml_lines(tree: Any, indent: str = "") -> list[str]:
    """Block YAML; what is no plain word or number stands in quotes."""
    lines = []
    for key, value in tree.items():
        if isinstance(value, dict) and value:
            lines += [f"{indent}{scalar(key)}:", *yaml_lines(value, indent + "  ")]
        elif isinstance(value, list):
            lines += [f"{indent}{scalar(key)}:", *list_lines(value, indent + "  ")]
        else:
            lines.append(f"{indent}{scalar(key)}: {value if value == {} else scalar(value)}")
    return lines


def list_lines(rows: list[Any], indent: str) -> list[str]:
    lines = []
    for row in rows:
        inner = yaml_lines(row, indent + "  ") if isinstance(row, dict) else [f"{indent}  {scalar(row)}"]
        lines += [f"{indent}- {inner[0].strip()}", *inner[1:]]
    return lines
