"""The order in which an assessment is made; who asks at a stage sees what was settled before it."""

from __future__ import annotations

from enum import IntEnum
from typing import Any


class Stage(IntEnum):
    """At what point a condition is judged."""

    GATES = 0  # before anything is scored
    LEAVES = 1  # scores as the rules give them
    TOTALS = 2  # scores after the criterion effects of vetoes
    POINTS = 3  # the rounded total
    SCORE = 4  # the total after all points effects
    GRADES = 5  # the total after all score effects; ranks by totals alone
    DIRECT = 6  # the grade by cut-off
    VETOES = 7  # the grade after direct grades
    FINAL = 8  # the grade after quotas and decisions; ranks with those that are last


EFFECTS = {"criterion": Stage.LEAVES, "points": Stage.POINTS, "score": Stage.SCORE}


def stage_of_veto(veto: dict[str, Any]) -> Stage:
    """That of the earliest effect."""
    return min(EFFECTS.get(name, Stage.VETOES) for name in veto["effect"])
