"""Random schemes in which much is decided beyond the sum: `decided(seed)` is always the same valid scheme for the same seed."""

from __future__ import annotations

from typing import Any

from .draw import TYPES, period_text
from .draw_conditions import GRADES, LOOKBACKS, ConditionDraw
from .draw_scheme import MODES, Body, Made, SchemeDraw
from .stages import Stage, stage_of_veto

KINDS = ("criterion", "points", "score", "grade", "grade_at_most", "grade_down", "rank", "bar")
OF_GRADES = ("grade", "grade_at_most", "grade_down")


class ResultDraw(SchemeDraw):
    """Draws vetoes, gates, grades with quotas, direct grades, decisions, measures and a history around some criteria."""

    def __init__(self, seed: int) -> None:
        super().__init__(seed)
        self.d.units = [f"U{i}" for i in range(1, self.d.rng.randint(1, 14) + 1)]
        self.conditions_of = ConditionDraw(self.d)
        self.conditions_of.has_grades = self.d.chance(0.9)
        self.decided_by_table: list[Body] = []

    def scheme(self) -> Body:
        d = self.d
        self.head: Body = {"kaohe": "1", "id": "drawn", "title": "随机", "period": "", "rounding": self.rounding(), "missing": "zero"}
        if d.chance(0.6):
            self.head["groups"] = "type"
        if d.chance(0.3):
            self.head["ranking"] = "dense"
        facts = self.fact_vetoes()
        body = self.coarse_body() if d.chance(0.7) else self.section_body(0, solid=True)
        if d.chance(0.4):
            body["adjustments"] = [self.adjustment(True) for _ in range(d.rng.randint(1, 2))]
        self.conditions_of.ids = ids(body)
        scheme = self.head | body | self.decided(body, facts)
        self.finish(scheme)
        return scheme

    def rounding(self) -> Body:
        return {"mode": self.d.pick(MODES), "criterion": str(self.d.digits), "total": self.d.pick(["0", "0", "0", "1", "2"])}

    def finish(self, scheme: Body) -> None:
        d = self.d
        if d.chance(0.15):
            scheme["coefficient"] = d.pick(["0.95", "110%", "unit.coef", "if(known(prev(rank)), 1.05, 1)"])
        if d.chance(0.25):
            scheme["total"] = d.pick([{"at_most": "20"}, {"at_least": "4"}, {"at_least": "3", "at_most": "25"}, {"at_least": "10/3"}])
        scheme["indicators"] = dict(d.indicators)

    # ---- criteria of few distinct totals

    def coarse_body(self) -> Body:
        leaves = [self.coarse_leaf() for _ in range(self.d.rng.randint(1, 4))]
        self.conditions_of.full = 10 * len(leaves)
        if len(leaves) > 1 and self.d.chance(0.4):
            name = self.d.fresh("part")
            leaves[:2] = [{"id": name, "title": name, "criteria": leaves[:2]}]
        return {"criteria": leaves}

    def coarse_leaf(self) -> Body:
        name = self.d.fresh("c")
        leaf: Body = {"id": name, "title": name, "points": "10", "value": self.conditions_of.column(), "rule": self.coarse_rule()}
        if self.conditions_of.vetoes and self.d.chance(0.15):
            leaf["rule"] = {"formula": f"if(veto({self.d.pick(self.conditions_of.vetoes)[0]}), 2, x * 2)"}
        elif self.d.chance(0.05):
            leaf["value"] = self.d.pick(["prev(total) / 4", "prev(rank)", "times_in(prev(rank) == 1, 3)", "change(prev(total))"])
        if self.d.chance(0.1):
            leaf["when"] = self.d.pick([self.conditions_of.about, self.conditions_of.before])(Stage.LEAVES)
        if self.d.chance(0.1):
            leaf["missing"] = self.d.pick(["exempt", "full", "mean"])
        self.d.leaves.append(name)
        return leaf

    def coarse_rule(self) -> Body:
        return self.d.pick(
            [
                {"proportion": {"of": "4"}},
                {"threshold": ">= 2"},
                {"bands": [{"from": "3", "points": "10"}, {"from": "1", "points": "5"}, {"otherwise": "0"}]},
                {"rank": {"points": ["10", "8", "5", "0"]}},
                {"relative": {"to": "best"}},
                {"formula": "s - x"},
            ]
        )

    # ---- what is decided

    def fact_vetoes(self) -> list[Body]:
        """Vetoes that leaves may ask for, since they rest on facts alone."""
        found = []
        for _ in range(self.d.pick([0, 0, 1])):
            name = self.d.fresh("v")
            found.append({"id": name, "title": name, "when": self.conditions_of.fact(Stage.GATES)})
            self.conditions_of.vetoes.append((name, Stage.GATES))
        return found

    def decided(self, body: Body, facts: list[Body]) -> Body:
        d = self.d
        found: Body = {"vetoes": [{**veto, "effect": self.effect(body)} for veto in facts]}
        found["gates"] = [self.gate("assessment", Stage.GATES) for _ in range(d.pick([0, 0, 0, 0, 1, 1, 2]))]
        found["vetoes"] += [self.veto(body) for _ in range(d.pick([0, 1, 1, 2, 2, 3, 4]))]
        if self.conditions_of.has_grades:
            found["gates"] += [self.gate({"grade": d.pick(GRADES[:3])}, Stage.GRADES) for _ in range(d.pick([0, 0, 1, 2]))]
            found["grades"] = self.grades()
            found["direct"] = self.direct()
            found["decisions"] = self.decisions()
        found["gates"] += [self.gate({"award": "评先"}, Stage.FINAL) for _ in range(d.pick([0, 0, 1]))]
        found["measures"] = [self.measure() for _ in range(d.pick([0, 1, 2, 3]))]
        return {name: rows for name, rows in found.items() if rows}

    def veto(self, body: Body) -> Body:
        name = self.d.fresh("v")
        effect = self.effect(body)
        stage = stage_of_veto({"effect": effect})
        self.conditions_of.vetoes.append((name, Stage.FINAL))  # of its own present it may not ask, of its past it may
        veto = {"id": name, "title": name, "when": self.seldom(self.when(stage)), "effect": effect}
        self.conditions_of.vetoes[-1] = (name, max(stage, Stage.LEAVES))
        if self.d.chance(0.4):
            veto["lookback"] = self.d.pick(LOOKBACKS)
        return veto

    def when(self, stage: Stage) -> str:
        """The condition of a veto or gate."""
        draw = self.conditions_of
        return draw.past_only() if self.d.chance(0.15) else draw.at(stage, past=True)

    def seldom(self, condition: str) -> str:
        """A veto that holds for fewer: units that no veto touches compete for seats."""
        return condition if self.d.chance(0.4) else f"({condition}) and {self.conditions_of.few(Stage.GATES)}"

    def gate(self, subject: Any, stage: Stage) -> Body:
        name = self.d.fresh("g")
        gate = {"id": name, "title": name, "requires": f"{self.when(stage)} or {self.conditions_of.few(stage)}", "for": subject}
        if self.d.chance(0.3):
            gate["lookback"] = self.d.pick(LOOKBACKS)
        return gate

    def effect(self, body: Body) -> Body:
        kinds = [kind for kind in KINDS if self.conditions_of.has_grades or kind not in OF_GRADES]
        chosen = self.d.rng.sample(kinds, self.d.pick([1, 1, 1, 2, 2, 3]))
        if "grade" in chosen and "grade_at_most" in chosen:
            chosen.remove("grade")
        return {kind: getattr(self, "of_" + kind)(body) for kind in chosen}

    def of_criterion(self, body: Body) -> Body:
        d, names = self.d, ids(body)
        amounts = ["0", "1", "2.5", "4", "1/3"]
        found = {name: d.pick(amounts) for name in d.rng.sample(names, min(len(names), d.pick([1, 1, 2])))}
        for name in found:
            if name in d.leaves and d.chance(0.3):
                found[name] = d.pick(["50%", "0%", "35%"])
        return found

    def of_points(self, _: Body) -> str:
        return self.d.pick(["-1", "-2.5", "-5", "-10", "-10%", "-unit.size / 200", "-1/3", "-30"])

    def of_score(self, _: Body) -> str:
        return self.d.pick(["0", "3", "10", "12.345", "50%", "20/3", "unit.size / 40"])

    def of_grade(self, _: Body) -> str:
        return self.d.pick(GRADES)

    of_grade_at_most = of_grade

    def of_grade_down(self, _: Body) -> str:
        return self.d.pick(["1", "1", "2"])

    def of_rank(self, _: Body) -> str:
        return "last"

    def of_bar(self, _: Body) -> Any:
        bar: Body = {"from": [self.d.pick(["评先", "提拔", "贷款"])]}
        if self.d.chance(0.7):
            bar["for"] = self.d.pick(["year", "next_year", "2y"])
        if self.d.chance(0.1):
            bar |= {"persons": ["first"], "unit": "no"}
        return bar if self.d.chance(0.8) else [bar, {"from": ["晋级", "考察"], "for": "3y"}]

    # ---- grades

    def grades(self) -> list[Body]:
        d = self.d
        shares = sorted(d.rng.sample(range(3, 17), 3), reverse=True)
        by_share = d.chance(0.4)
        bounds = [f"{share * 5}%" if by_share else str(share * self.conditions_of.full // 20) for share in shares]
        if len(set(bounds)) < 3:
            bounds = ["80%", "50%", "20%"]
        grades = [self.grade(name, bound) for name, bound in zip(GRADES[:3], bounds, strict=True)]
        last: Body = {"name": GRADES[3]}
        return [*grades, last | self.quota() if d.chance(0.1) else last]  # nobody falls from the last

    def grade(self, name: str, bound: str) -> Body:
        d = self.d
        grade: Body = {"name": name, "from": bound}
        if d.chance(0.2):
            grade["requires"] = self.conditions_of.at(Stage.GRADES)
        if d.chance(0.6):
            grade |= self.quota()
            if d.chance(0.15):
                del grade["from"]
        return grade

    def quota(self) -> Body:
        d = self.d
        found: Body = {"quota": self.quotas()}
        if d.chance(0.5):
            found["round"] = d.pick(["down", "half_up", "up"])
        if d.chance(0.5):
            found["ties"] = d.pick(["exclude", "include"])
        if d.chance(0.4):
            names = self.conditions_of.ids
            found["tie_break"] = d.rng.sample(names, min(len(names), d.pick([1, 1, 2])))
        return found

    def quotas(self) -> Any:
        d = self.d
        if d.chance(0.7):
            return self.number_of_seats()
        shares = [{"share": d.pick(["10%", "25%", "40%", "1", "3", "1/3"]), "over": "all"} for _ in range(d.pick([1, 1, 1, 2]))]
        own = [self.number_of_seats() for _ in range(d.pick([0, 1, 1, 2]))]
        return [*own, *shares] if d.chance(0.8) else [*shares, *own]

    def number_of_seats(self) -> str:
        numbers = ["30%", "50%", "1", "2", "3", "0.4", "1/3", "0", "100%", "2.5", "15%", "25%"]
        if self.head.get("groups") and self.d.chance(0.3):
            return self.d.pick(["if(unit.type == 甲, 30%, 2)", "if(unit.type in [甲, 丙], 1, 50%)", "if(unit.type == 乙, 1/3, 25%)"])
        return self.d.pick(numbers)

    def direct(self) -> list[Body]:
        """Two for one grade would have to agree about the quota."""
        d = self.d
        names = d.rng.sample(GRADES, d.pick([0, 0, 1, 1, 2]))
        return [self.one_direct(name) for name in names]

    def one_direct(self, name: str) -> Body:
        direct = {"when": self.conditions_of.at(Stage.DIRECT), "grade": name}
        return direct | ({"uses_quota": self.d.pick(["no", "no", "yes"])} if self.d.chance(0.5) else {})

    def decisions(self) -> list[Body]:
        """In the document, or kept for the table."""
        d = self.d
        units = d.rng.sample(d.units, min(len(d.units), d.pick([0, 0, 0, 1, 1, 2])))
        rows = [{"unit": unit, "grade": d.pick(GRADES), "by": "领导小组", "reason": "集体研究", "date": "2020-01-15"} for unit in units]
        place = d.rng.randint(0, len(rows)) if rows else 0
        self.decided_by_table = rows[place:]
        return rows[:place]

    def measure(self) -> Body:
        d = self.d
        name = d.fresh("m")
        measure = {"id": name, "title": name, "on": "unit", "when": self.conditions_of.at(Stage.FINAL)}
        if d.chance(0.3):
            measure["within"] = d.pick(["30 working days", "10 days", "3 months"])
        return measure

    # ---- tables

    def tables(self) -> dict[str, list[dict[str, str]]]:
        self.remember()
        found = super().tables()
        return found | ({"decisions": self.decided_by_table} if self.decided_by_table else {})

    def remember(self) -> None:
        """Rows of earlier periods of this scheme, not for everybody and not without gaps."""
        d = self.d
        columns = {"unit", "period", "total", "grade", "rank", "vetoes", "scheme"}
        d.history = [{column: row.get(column, "") for column in sorted(columns)} for row in d.history]
        names = [name for name, _ in self.conditions_of.vetoes]
        for unit in d.units:
            for back in range(1, 5):
                if d.chance(0.75):
                    d.history.append(self.result_before(unit, period_text(d.period.before(back)), names))

    def result_before(self, unit: str, period: str, names: list[str]) -> dict[str, str]:
        d = self.d
        vetoes = [name for name in names if d.chance(0.4)]
        row = {"unit": unit, "period": period, "total": d.number(0, self.conditions_of.full), "grade": d.pick([*GRADES, ""])}
        row |= {"rank": d.pick(["1", "2", "3", "7", ""]), "vetoes": d.pick([";", "; "]).join(vetoes), "scheme": d.pick(["", "drawn"])}
        return row

    def attributes(self, unit: str) -> dict[str, str]:
        return super().attributes(unit) | {"type": self.d.pick(TYPES[:2] if self.d.chance(0.85) else TYPES)}


def ids(body: Body) -> list[str]:
    """Every criterion and adjustment below."""
    rows = [*body.get("criteria", []), *body.get("adjustments", [])]
    return [name for row in rows for name in (row["id"], *ids(row))]


def decided(seed: int) -> Made:
    """The scheme and tables of a seed."""
    draw = ResultDraw(seed)
    tree = draw.scheme()
    tree["period"] = draw.written()
    return Made(tree, draw.tables(), as_json=seed % 5 == 0)
