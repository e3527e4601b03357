"""How a section makes one score of its children's."""

from __future__ import annotations

from fractions import Fraction
from math import prod
from typing import TYPE_CHECKING

from . import exact
from .stages import Stage
from .world import Node

if TYPE_CHECKING:
    from .assess import Scorer

Shares = list[tuple[Node, Fraction]]


def yes(node: Node, key: str) -> bool:
    return str(node.body.get(key, "no")).lower() in exact.YES


def combine(scorer: Scorer, section: Node, unit: str, stage: Stage) -> tuple[Fraction | None, bool]:
    """The exact value before its bounds, and whether it is rounded like a leaf."""
    kind = section.body.get("combine", "sum")
    counted = [(child, scorer.score(child, unit, stage)) for child in section.children if child.counts]
    applying = [(child, score) for child, score in counted if score is not None]
    if section.children and not applying:
        return None, False
    if kind == "sum":
        return sum_of(scorer, section, unit, applying)
    shares = [(child, score / scorer.points(child, unit)) for child, score in applying if child.has_points]
    extra = sum((score for child, score in applying if not child.has_points), Fraction(0))
    return combined(scorer, section, unit, shares) + extra, True


def sum_of(scorer: Scorer, section: Node, unit: str, applying: Shares) -> tuple[Fraction, bool]:
    earned = sum((score for _, score in applying), Fraction(0))
    if not yes(section, "rescale"):
        return earned, False
    attainable = sum((scorer.full(child, unit) for child, _ in applying), Fraction(0))
    return earned / attainable * scorer.points(section, unit), True


def combined(scorer: Scorer, section: Node, unit: str, shares: Shares) -> Fraction:
    """The children's shares made into one, times the section's points."""
    kind, points = section.body["combine"], scorer.points(section, unit)
    if kind == "weighted":
        return points * weighted(scorer, section, unit, shares)
    values = [share for _, share in shares]
    if kind == "geometric":
        return geometric(scorer, unit, shares, points)
    return points * (prod(values) if kind == "product" else min(values))


def weight(scorer: Scorer, child: Node, unit: str) -> Fraction:
    return scorer.of_unit(child.body["weight"], unit)


def weighted(scorer: Scorer, section: Node, unit: str, shares: Shares) -> Fraction:
    every = [child for child in section.children if child.has_points and child.counts]
    of = [child for child, _ in shares] if yes(section, "rescale") else every
    whole = sum(weight(scorer, child, unit) for child in of)
    return sum(weight(scorer, child, unit) * share for child, share in shares) / whole


def geometric(scorer: Scorer, unit: str, shares: Shares, points: Fraction) -> Fraction:
    """Points times the geometric mean of the shares, as exactly as it can be told."""
    if all("weight" in child.body for child, _ in shares):
        weights = [weight(scorer, child, unit) for child, _ in shares]
    else:
        weights = [Fraction(1)] * len(shares)
    whole = sum(weights)
    return exact.power_product(points, [(share, w / whole) for (_, share), w in zip(shares, weights, strict=True)])


def full_of_section(scorer: Scorer, section: Node, unit: str) -> Fraction:
    """The section's score if every child that applies earned all it can."""
    fulls = [(child, scorer.full(child, unit)) for child in section.children if child.has_points and child.counts]
    reached = [(child, full) for child, full in fulls if scorer.score(child, unit) is not None]
    if section.body.get("combine", "sum") == "sum":
        return scorer.points(section, unit) if yes(section, "rescale") else sum((full for _, full in reached), Fraction(0))
    return combined(scorer, section, unit, [(child, full / scorer.points(child, unit)) for child, full in reached])
