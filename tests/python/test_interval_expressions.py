"""Intervals of expressions over what is open within bounds: scores, shares, ranks, sums of events that may count."""

from __future__ import annotations

import random

import pytest

import kaohe

CHUNKS, EACH, COMPLETIONS = 8, 25, 8

ATOMS = ("score(a)", "score(b)", "share(a)", "share(s)", "full(s)", "full(b)", "score(s)", "score(j)", "unit.k", "u", "prev(u)")
FIGURES = (
    "rank(score(a))",
    "mean(score(b))",
    "best(score(a))",
    "worst(score(j))",
    "median(score(b))",
    "sum(score(j))",
    "rank(u)",
    "mean(u)",
)
EVENTS = ("count(e)", "count(e, unit.k > 1)", "sum(e.size, unit.k > 1)")
TWO = ("({} + {})", "({} - {})", "({} * {})", "({} / {})", "min({}, {})", "max({}, {}, 1)")
ONE = ("abs({})", "sqrt({})", "ln({})", "exp({} / 9)", "round({}, 1)", "round({})", "floor({})", "ceil({}, 1)", "-({})")
POWERS = ("pow({}, 2)", "pow({}, 3)", "pow({}, -1)", "pow({}, -2)", "pow({}, 0.5)", "pow({}, score(a))")
TEXTS = ("unit.t in [x, y]", "unit.t == x", "unit.t != unit.v", "known(unit.k)", "known(u)")

SCHEME = """\
kaohe: 1
id: one
period: 2014
rounding: {{mode: {mode}, criterion: 2, total: 1}}
missing: {missing}
criteria:
  - id: s
    {combine}
    criteria:
      - {{id: a, points: 10, weight: 40%, at_least: -2, rule: {rule}}}
      - {{id: b, points: unit.k + 2, weight: 0.6, missing: {policy}, when: "{when}", rule: {{proportion: {{of: 5, cap: 1.2}}}}}}
adjustments:
  - id: j
    rule: {{tally: {{event: e, points: unit.k, times: [{{when: unit.t == x, factor: 2}}], each_at_most: 5, take: {take}}}}}
  - {{id: z, rule: {{formula: "{formula}"}}}}
vetoes:
  - {{id: v, when: "{veto}", effect: {effect}}}
indicators: {{u: {{title: u}}}}
grades: [{{name: A, from: 15, quota: 50%}}, {{name: B, from: unit.k * 3}}, {{name: C, from: 3}}, {{name: D}}]
"""
COMBINE = (
    "combine: sum",
    "rescale: yes",
    "{combine: weighted, points: 30}",
    "{combine: product, points: 30}",
    "{combine: geometric, points: 30}",
)
CELLS = {"k": ("1", "2", "0.5", "4"), "t": ("x", "y"), "v": ("x", "y")}
NUMBERS = ("0", "1", "2", "3", "5", "9", "7.5", "-3", "100")


class Expressions:
    """Draws numbers, conditions, schemes and cells."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)

    def number(self, depth: int) -> str:
        if depth == 0 or self.rng.random() < 0.2:
            return self.rng.choice([*ATOMS, *ATOMS, *FIGURES, *EVENTS, "2", "-1", "1/3"])
        form = self.rng.choice([*TWO, *TWO, *ONE, *POWERS, "if"])
        if form == "if":
            return f"if({self.condition(depth - 1)}, {self.number(depth - 1)}, {self.number(depth - 1)})"
        return form.format(*(self.number(depth - 1) for _ in range(form.count("{}"))))

    def condition(self, depth: int) -> str:
        sign = self.rng.choice(["<", "<=", ">", ">=", "==", "!="])
        plain = f"{self.number(depth)} {sign} {self.number(depth)}"
        forms = [plain, plain, f"known({self.number(depth)})", f"{self.number(depth)} in [1, 2, 10]", self.rng.choice(TEXTS)]
        if depth > 0:
            forms += [f"({self.condition(depth - 1)} {word} {self.condition(depth - 1)})" for word in ("and", "or")]
            forms.append(f"not ({self.condition(depth - 1)})")
        return self.rng.choice(forms)

    def scheme(self) -> str:
        pick = self.rng.choice
        combine = pick(COMBINE).strip("{}").replace(", ", "\n    ")
        text = SCHEME.format(
            mode=pick(["half_up", "half_even", "down", "up"]),
            missing=pick(["zero", "full"]),
            combine=combine,
            rule=pick(
                ["{proportion: {of: 5}}", "{rank: {points: [10, 6, 3]}}", "{efficacy: {low: worst, high: best}}", "{formula: x * 2}"]
            ),
            policy=pick(["zero", "exempt", "mean"]),
            when=pick(["unit.k > 1", "u > 2", "unit.t == x or u > 2"]),
            take=pick(["all", "highest"]),
            formula=self.number(3),
            veto=self.condition(2),
            effect=pick(["{points: -unit.k}", "{score: 20/3}", "{criterion: {s: 1/3}}", "{grade_down: 1}", "{criterion: {a: unit.k}}"]),
        )
        return text if "weighted" in combine or "geometric" in combine else text.replace("weight: 40%, ", "").replace("weight: 0.6, ", "")

    def tables(self) -> dict[str, list[dict[str, str]]]:
        units = [f"U{number}" for number in range(self.rng.randint(1, 5))]
        observations = [{"unit": unit, **{name: self.cell(name) for name in ("a", "b", "u", "u@2013")}} for unit in units]
        events = [{"unit": self.rng.choice(units), "event": "e", "date": "2014-05-01", "size": self.rng.choice("124")} for _ in range(5)]
        return {
            "observations": observations,
            "units": [{"unit": unit, **{name: self.cell(name) for name in CELLS}} for unit in units],
            "events": events,
        }

    def cell(self, name: str) -> str:
        return self.rng.choice(["", *CELLS.get(name, NUMBERS)])

    def filled(self, tables: dict[str, list[dict[str, str]]]) -> dict[str, list[dict[str, str]]]:
        cells = self.rng.choice([0.5, 1, 1])
        return {
            table: [
                {
                    name: cell or (self.rng.choice(CELLS.get(name, NUMBERS)) if self.rng.random() < cells else "")
                    for name, cell in row.items()
                }
                for row in rows
            ]
            for table, rows in tables.items()
        }


def holds(interval: kaohe.UnitInterval, result: kaohe.UnitResult) -> bool:
    low = interval.lowest is None or interval.lowest <= result.total
    return low and (interval.highest is None or result.total <= interval.highest) and result.grade in interval.grades


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_every_completion_of_an_expression_lies_within(chunk: int) -> None:
    completions = 0
    for seed in range(chunk * EACH, (chunk + 1) * EACH):
        draw = Expressions(seed)
        scheme, tables = kaohe.loads(draw.scheme()), draw.tables()
        before = scheme.intervals(tables["observations"], units=tables["units"], events=tables["events"])
        for _ in range(COMPLETIONS):
            filled = draw.filled(tables)
            try:
                after = scheme.assess(filled["observations"], units=filled["units"], events=filled["events"])
            except kaohe.EvidenceError:  # points or an effect that cannot be told: there is no total
                continue
            completions += 1
            wrong = [(seed, before[unit], result) for unit, result in after.items() if not holds(before[unit], result)]
            assert not wrong, wrong
    assert completions >= EACH * COMPLETIONS // 3
