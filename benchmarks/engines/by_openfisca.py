"""OpenFisca: a variable each value, leaf, section and total, in floats of 32 bits. Places and seats are NumPy's: its ranks break ties."""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import version
from typing import Any

import numpy as np
from numpy.typing import NDArray
from openfisca_core.entities import Entity
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from engines import Figures, Ready, hundredths
from engines.places import grades_by_cut, places
from workload import (
    BAND_POINTS,
    FULL,
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

Floats32 = NDArray[np.float32]
Formula = Callable[[Any, Any, Any], Floats32]
YEAR = "2014"


def half_up(values: Any, digits: int) -> Any:
    return np.floor(values * 10**digits + 0.5) / 10**digits


def score(found: Rule, x: Floats32) -> Any:
    match found:
        case Threshold(at):
            return np.where(x >= at, FULL, 0)
        case Loss(take):
            return np.maximum(0, FULL - take / 100 * x)
        case Bands(cuts):
            return np.select([x >= cut for cut in reversed(cuts)], list(reversed(BAND_POINTS)), 0)
        case Proportion(of):
            return FULL * np.minimum(1, x / of)
        case Gain(give, at_most):
            return np.minimum(at_most, give / 100 * x)


def leaf_formula(leaf: int) -> Formula:
    return lambda unit, period, parameters: half_up(score(rule(leaf), unit(f"x{leaf}", period)), 4)


def section_formula(section: int) -> Formula:
    def formula(unit: Any, period: Any, parameters: Any) -> Any:
        weighted = sum(unit(f"c{leaf}", period) * weight(leaf) for leaf in leaves_of(section))
        return half_up(weighted * section_factor(section) / section_weight(section), 4)

    return formula


def total_formula(leaves: int) -> Formula:
    return lambda unit, period, parameters: half_up(sum(unit(f"s{section}", period) for section in sections_of(leaves)), 2)


def formulas(leaves: int) -> dict[str, Formula | None]:
    """The variables: those without a formula are given."""
    values: dict[str, Formula | None] = dict.fromkeys(f"x{leaf}" for leaf in range(leaves))
    scores = {f"c{leaf}": leaf_formula(leaf) for leaf in range(leaves)}
    sections = {f"s{section}": section_formula(section) for section in sections_of(leaves)}
    return values | scores | sections | {"total": total_formula(leaves)}


def system(leaves: int) -> TaxBenefitSystem:
    unit = Entity("unit", "units", "A unit", "")
    made = TaxBenefitSystem([unit])
    for name, formula in formulas(leaves).items():
        said = {"value_type": float, "entity": unit, "definition_period": DateUnit.YEAR, "label": name}
        made.add_variable(type(name, (Variable,), said | ({"formula": formula} if formula else {})))
    return made


def totals_of(rules: TaxBenefitSystem, work: Work) -> Any:
    simulation = SimulationBuilder().build_default_simulation(rules, count=work.units)
    for name, values in work.leaf_columns().items():
        simulation.set_input(name, YEAR, values)
    return simulation.calculate("total", YEAR).astype(np.float64)


def prepare(work: Work, threads: int) -> Ready:
    assert threads == 1
    rules = system(work.leaves)

    def run() -> Figures:
        totals = totals_of(rules, work)
        totals = np.rint(totals * 100) / 100  # the nearest double of a total in 32 bits, to compare it with the cuts
        grades = grades_by_cut(totals, work.vetoed, full_points(work.leaves))
        return Figures(hundredths(totals), grades, places(totals, work.vetoed, work.groups, grades))

    return Ready(run, lambda found: found, version("OpenFisca-Core"))
