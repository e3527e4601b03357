"""Makes a total again from nothing but the JSON of an explanation."""

from __future__ import annotations

from fractions import Fraction
from math import prod
from typing import Any

from oracle import exact

Node = dict[str, Any]


def number(text: str | None) -> Fraction | None:
    return None if text is None else Fraction(text)


def bounded(terms: Node, value: Fraction) -> Fraction:
    least, most = number(terms["at_least"]), number(terms["at_most"])
    value = value if most is None else min(value, most)
    return value if least is None else max(value, least)


def held(node: Node, value: Fraction) -> Fraction:
    """Held to the bounds that are told, rounded as is told, then cut by what vetoes took and left."""
    terms = node["terms"]
    value = bounded(terms, value)
    rounding = terms["rounding"]
    value = exact.rounded(value, rounding["digits"], rounding["mode"]) if rounding else value
    if terms["veto_points"] is not None:
        value += number(terms["veto_points"])
    return value if terms["ceiling"] is None else min(value, number(terms["ceiling"]))


def score(node: Node, top: bool = False) -> Fraction | None:
    """The score of a node, from its children's; a leaf's is its own. Right below the total what does not apply is 0."""
    if not node["children"]:
        return number(node["score"])
    children = [(child, score(child, top=node["kind"] == "total")) for child in node["children"]]
    applying = [(child, value) for child, value in children if value is not None and child["terms"]["counts"]]
    if not applying:
        return Fraction(0) if top else None
    return held(node, combined(node, applying))


def coefficient(node: Node) -> Fraction:
    return number(node["terms"]["coefficient"] or "1")


def combined(node: Node, applying: list[tuple[Node, Fraction]]) -> Fraction:
    points, attainable = number(node["points"]), number(node["terms"]["attainable"])
    kind = node["combine"] or "sum"
    if kind == "sum":
        earned = sum((value * coefficient(child) for child, value in applying), Fraction(0))
        return earned if attainable is None else earned / attainable * points
    shares = [(child, value / number(child["points"])) for child, value in applying if not child["terms"]["adjusting"]]
    extra = sum((value for child, value in applying if child["terms"]["adjusting"]), Fraction(0))
    if kind == "weighted":
        return points * sum(number(child["terms"]["weight"]) * share for child, share in shares) + extra
    if kind == "geometric":
        return exact.power_product(points, [(share, number(child["terms"]["weight"])) for child, share in shares]) + extra
    values = [share for _, share in shares]
    return points * (prod(values) if kind == "product" else min(values)) + extra


def unexplained(node: Node, top: bool = False) -> list[str]:
    """The ids whose told score is not what their children make."""
    below = [name for child in node["children"] for name in unexplained(child, top=node["kind"] == "total")]
    return below if score(node, top) == number(node["score"]) else [node["id"], *below]
