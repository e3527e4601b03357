"""From scores to results: gates, vetoes, totals, grades, ranks and measures."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from . import exact
from .evaluate import Scope, truth
from .period import Period
from .quotas import seated
from .rules import PERCENT
from .stages import Stage, stage_of_veto
from .world import Node, truth_word

if TYPE_CHECKING:
    from .assess import Scorer

Body = dict[str, Any]


class Results:
    """What is decided beyond the scores, each unit by unit; every answer is worked out once."""

    def __init__(self, scorer: Scorer) -> None:
        self.scorer = scorer
        self.world = scorer.world
        self.scheme = scorer.world.scheme
        self.grades: list[Body] = self.scheme.get("grades") or []
        self.places = {grade["name"]: place for place, grade in enumerate(self.grades)}
        self.last_place = len(self.grades) - 1

    def listed(self, name: str) -> list[Body]:
        return self.scheme.get(name) or []

    def is_true(self, condition: Any, unit: str, stage: Stage, of: Body | None = None) -> bool:
        """Whether it certainly holds; `of` is the veto or gate that asks, which looks back from the period before."""
        scope = Scope(unit, self.world.period, stage=stage, lookback=(of or {}).get("lookback", ""), judges_past=of is not None)
        return truth(self.scorer.ask(condition, scope)) is True

    # ---- gates

    def fails(self, gate: Body, unit: str, stage: Stage) -> bool:
        return self.scorer.once(("gate", gate["id"], unit), lambda: not self.is_true(gate["requires"], unit, stage, gate))

    def is_excluded(self, unit: str) -> bool:
        return any(gate["for"] == "assessment" and self.fails(gate, unit, Stage.GATES) for gate in self.listed("gates"))

    def failed_gates(self, unit: str) -> list[str]:
        """Those that the unit was held against: all of them, or of an excluded unit those on the assessment."""
        if self.is_excluded(unit):
            return [gate["id"] for gate in self.listed("gates") if gate["for"] == "assessment" and self.fails(gate, unit, Stage.GATES)]
        others = [gate for gate in self.listed("gates") if gate["for"] != "assessment"]
        return [gate["id"] for gate in others if self.fails(gate, unit, stage_of_gate(gate))]

    def closed_by_gates(self, place: int, unit: str) -> bool:
        """A gate on a grade is one on every better grade, too."""
        gates = [gate for gate in self.listed("gates") if isinstance(gate["for"], dict) and "grade" in gate["for"]]
        return any(place <= self.places[gate["for"]["grade"]] and self.fails(gate, unit, Stage.GRADES) for gate in gates)

    # ---- vetoes

    def holds(self, veto: Body, unit: str) -> bool:
        stage = stage_of_veto(veto)
        return self.scorer.once(("veto", veto["id"], unit), lambda: self.is_true(veto["when"], unit, stage, veto))

    def effects(self, name: str, unit: str) -> list[Any]:
        """The effects of one kind that fall on the unit."""
        return [veto["effect"][name] for veto in self.listed("vetoes") if name in veto["effect"] and self.holds(veto, unit)]

    def cut(self, node: Node, unit: str, score: Fraction) -> Fraction:
        """A score with the criterion effects on it."""
        effects = [effect for effect in self.effects("criterion", unit) if node.id in effect]
        cap = min((self.scorer.amount(node, effect[node.id], unit, Stage.LEAVES) for effect in effects), default=score)
        return self.settled(cap, self.world.digits) if cap < score else score

    def settled(self, value: Fraction, digits: int) -> Fraction:
        """The value, which is rounded only where it is no decimal."""
        return value if exact.is_decimal(value) else exact.rounded(value, digits, self.world.mode)

    # ---- totals

    def base(self, unit: str) -> Fraction:
        coefficient = self.scorer.of_unit(self.scheme.get("coefficient", "1"), unit, Stage.TOTALS)
        return coefficient * (self.scorer.score(self.world.root, unit, Stage.TOTALS) or 0)

    def adjustments(self, unit: str) -> Fraction:
        return self.scorer.score(self.world.extra, unit, Stage.TOTALS) or Fraction(0)

    def total(self, unit: str, stage: Stage = Stage.FINAL) -> Fraction:
        if stage < Stage.POINTS:
            raise ValueError("a circle through the total")
        asked = min(stage, Stage.GRADES)
        steps = {Stage.POINTS: self.rounded_total, Stage.SCORE: self.total_after_points, Stage.GRADES: self.total_after_score}
        return self.scorer.once(("total", unit, asked), lambda: steps[asked](unit))

    def rounded_total(self, unit: str) -> Fraction:
        value = self.clamped(self.base(unit) + self.adjustments(unit), unit)
        return exact.rounded(value, self.world.total_digits, self.world.mode)

    def total_after_points(self, unit: str) -> Fraction:
        before = self.total(unit, Stage.POINTS)
        taken = [self.points(effect, unit, Stage.POINTS) for effect in self.effects("points", unit)]
        if not taken:
            return before
        return self.settled(self.clamped(before + sum(taken), unit), self.world.total_digits)

    def total_after_score(self, unit: str) -> Fraction:
        bounds = [self.points(effect, unit, Stage.SCORE) for effect in self.effects("score", unit)]
        return self.settled(min([self.total(unit, Stage.SCORE), *bounds]), self.world.total_digits)

    def clamped(self, value: Fraction, unit: str) -> Fraction:
        bounds = self.scheme.get("total") or {}
        if "at_most" in bounds:
            value = min(value, self.points(bounds["at_most"], unit, Stage.TOTALS))
        if "at_least" in bounds:
            value = max(value, self.points(bounds["at_least"], unit, Stage.TOTALS))
        return value

    def points(self, source: Any, unit: str, stage: Stage) -> Fraction:
        """A number of points of the whole scheme; a percentage is of what the unit can attain."""
        if PERCENT.fullmatch(str(source)):
            return exact.literal(str(source)) * self.scorer.full(self.world.root, unit)
        return self.scorer.of_unit(source, unit, stage)

    # ---- grades, as places in the list of grades

    def grade(self, unit: str, stage: Stage = Stage.FINAL) -> str | None:
        if stage < Stage.DIRECT:
            raise ValueError("a circle through the grade")
        if not self.grades:
            return None
        if stage == Stage.FINAL:
            decided = self.decision(unit)
            return decided["grade"] if decided else self.grade_computed(unit)
        steps = {Stage.DIRECT: self.place_by_total, Stage.VETOES: self.place_after_direct}
        return self.grades[steps[stage](unit)]["name"]

    def grade_computed(self, unit: str) -> str:
        """The grade before a decision."""
        return self.grades[self.scorer.once("seated", lambda: seated(self))[unit]]["name"]

    def decision(self, unit: str) -> Body | None:
        return next((decision for decision in self.world.decisions if decision["unit"] == unit), None)

    def is_open(self, place: int, unit: str) -> bool:
        return self.reaches(self.grades[place], unit) and not self.closed_by_gates(place, unit)

    def reaches(self, grade: Body, unit: str) -> bool:
        if "from" in grade and self.total(unit) < self.points(grade["from"], unit, Stage.GRADES):
            return False
        return "requires" not in grade or self.is_true(grade["requires"], unit, Stage.GRADES)

    def next_open(self, first: int, unit: str) -> int:
        """The best grade open to the unit from a place on, else the last."""
        return next((place for place in range(first, self.last_place) if self.is_open(place, unit)), self.last_place)

    def place_by_total(self, unit: str) -> int:
        return self.next_open(0, unit)

    def direct(self, unit: str) -> Body | None:
        """The direct grade that falls on the unit."""
        return self.scorer.once(("direct", unit), lambda: self.worst_direct(unit))

    def worst_direct(self, unit: str) -> Body | None:
        falling = [direct for direct in self.listed("direct") if self.is_true(direct["when"], unit, Stage.DIRECT)]
        return max(falling, key=lambda direct: self.places[direct["grade"]], default=None)

    def place_after_direct(self, unit: str) -> int:
        direct = self.direct(unit)
        return self.places[direct["grade"]] if direct else self.place_by_total(unit)

    def place_after_vetoes(self, unit: str) -> int:
        before = self.place_after_direct(unit)
        lowered = before + sum(int(steps) for steps in self.effects("grade_down", unit))
        bounds = [self.places[name] for kind in ("grade", "grade_at_most") for name in self.effects(kind, unit)]
        return min(self.last_place, max([lowered, *bounds]))

    def direct_in_force(self, unit: str) -> Body | None:
        """The direct grade of a unit that no veto lowered."""
        return self.direct(unit) if self.place_after_vetoes(unit) == self.place_after_direct(unit) else None

    def sits_first(self, unit: str) -> bool:
        return self.direct_in_force(unit) is not None

    def is_outside_quotas(self, unit: str) -> bool:
        direct = self.direct_in_force(unit)
        return direct is not None and not truth_word(direct.get("uses_quota", "yes"))

    # ---- ranks and measures

    def is_last(self, unit: str) -> bool:
        return "last" in self.effects("rank", unit)

    def rank(self, unit: str, stage: Stage = Stage.FINAL) -> Fraction:
        """By totals; at the end those whose veto says so come after all others, tied."""
        if stage < Stage.GRADES:
            raise ValueError("a circle through the rank")
        others = [other for other in self.scorer.peers(unit) if stage < Stage.FINAL or not self.is_last(other)]
        behind = stage == Stage.FINAL and self.is_last(unit)
        ahead = [self.total(other) for other in others if behind or self.total(other) > self.total(unit)]
        return Fraction(1 + len(set(ahead) if self.scheme.get("ranking") == "dense" else ahead))

    def measures(self, unit: str) -> list[str]:
        return [measure["id"] for measure in self.listed("measures") if self.is_true(measure["when"], unit, Stage.FINAL)]

    def bars(self, unit: str) -> set[str]:
        """The benefits it is barred from in this year, by vetoes of this period and by earlier ones."""
        year = self.world.period.first().year
        held = [] if self.is_excluded(unit) else [veto for veto in self.listed("vetoes") if self.holds(veto, unit)]
        vetoes = [(veto, year) for veto in held] + [(veto, period.first().year) for veto, period in self.vetoes_before(unit)]
        bars = [bar for veto, since in vetoes for bar in bars_of(veto) if year in years_of(bar, since)]
        return {benefit for bar in bars if truth_word(bar.get("unit", "yes")) for benefit in bar["from"]}

    def vetoes_before(self, unit: str) -> list[tuple[Body, Period]]:
        found = []
        for (other, period), row in self.world.results_before.items():
            if other == unit and period.first() < self.world.period.first():
                words = [word.strip() for word in str(row.get("vetoes") or "").split(";")]
                found += [(veto, period) for veto in self.listed("vetoes") if veto["id"] in words]
        return found

    # ---- the answer

    def shown(self, value: Fraction) -> str | None:
        return exact.written(exact.rounded(value, self.world.digits, self.world.mode))

    def result(self, unit: str) -> Body:
        found = self.excluded(unit) if self.is_excluded(unit) else self.assessed(unit)
        return {"unit": unit, "group": self.world.group[unit], **dict(found)}

    def excluded(self, unit: str) -> Iterator[tuple[str, Any]]:
        """Nothing but the gates it failed."""
        yield from ((name, None) for name in ("base", "adjustments", "total", "grade", "rank"))
        yield from (("vetoes", []), ("gates", self.failed_gates(unit)), ("measures", []))
        yield from (("scores", dict.fromkeys(self.world.nodes)), ("missing", []), ("not_applicable", []))

    def assessed(self, unit: str) -> Iterator[tuple[str, Any]]:
        scorer, leaves = self.scorer, self.world.leaves()
        yield from (("base", self.shown(self.base(unit))), ("adjustments", self.shown(self.adjustments(unit))))
        yield from (("total", exact.written(self.total(unit))), ("grade", self.grade(unit)), ("rank", int(self.rank(unit))))
        if self.decision(unit):
            yield "grade_computed", self.grade_computed(unit)
        yield "vetoes", [veto["id"] for veto in self.listed("vetoes") if self.holds(veto, unit)]
        yield from (("gates", self.failed_gates(unit)), ("measures", self.measures(unit)))
        nodes = self.world.nodes.items()
        yield "scores", {name: exact.written(scorer.score(node, unit, Stage.FINAL)) for name, node in nodes}
        yield "missing", [leaf.id for leaf in leaves if scorer.is_missing(leaf, unit)]
        yield "not_applicable", [leaf.id for leaf in leaves if not scorer.applies(leaf, unit)]


def bars_of(veto: Body) -> list[Body]:
    found = veto["effect"].get("bar", [])
    return found if isinstance(found, list) else [found]


def years_of(bar: Body, year: int) -> range:
    """The years that a bar of some year lasts."""
    term = bar.get("for", "year")
    if term == "next_year":
        return range(year + 1, year + 2)
    return range(year, year + (1 if term == "year" else int(term.removesuffix("y"))))


def stage_of_gate(gate: Body) -> Stage:
    """Grades are gated while they are given; an award is given to who has its grade."""
    return Stage.GRADES if "grade" in gate["for"] else Stage.FINAL
