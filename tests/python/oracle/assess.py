"""From leaves to totals, grades and ranks."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

from . import exact, facts, rules
from .evaluate import Evaluator, Scope, parsed, truth
from .expression import names
from .period import Period, parse_period
from .rules import Case, Score, rule_name
from .sections import combine, full_of_section, yes
from .target import Target, parse_target
from .world import Node, Row, Value, World, cell

rules.score_tally, rules.score_panel = facts.score_tally, facts.score_panel
FLAT = ("bands", "cases", "formula")


class Scorer:
    """Scores every criterion of every unit, each once."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.evaluator = Evaluator(self)
        self.kept: dict[Any, Any] = {}

    def once(self, key: Any, make: Any) -> Any:
        if key not in self.kept:
            self.kept[key] = make()
        return self.kept[key]

    def ask(self, source: Any, scope: Scope) -> Value:
        return self.evaluator.text(source, scope)

    def of_unit(self, source: Any, unit: str) -> Value:
        return self.ask(source, Scope(unit, self.world.period))

    def names(self, source: Any) -> set[str]:
        return names(parsed(str(source)))

    # ---- indicators and values

    def indicator(self, rule: dict[str, Any], leaf: Node) -> dict[str, Any]:
        """The indicator whose value the rule looks at: by its name, or through a `value:` that is one name."""
        name = str(rule.get("value", leaf.body.get("value", leaf.id)))
        return self.world.indicators.get(name) or {}

    def direction(self, rule: dict[str, Any], leaf: Node) -> str:
        indicator = self.indicator(rule, leaf)
        if "better" in leaf.body or "better" in indicator:
            return leaf.body.get("better", indicator.get("better"))
        target = self.target(rule, leaf)
        return target.better() if target else "higher"

    def direction_of_name(self, name: str) -> str:
        if name in self.world.indicators:
            body = self.world.indicators[name]
            return body.get("better") or (parse_target(body["target"]).better() if "target" in body else "higher")
        return self.direction(first_rule(self.world.nodes[name]), self.world.nodes[name]) if name in self.world.nodes else "higher"

    def target(self, rule: dict[str, Any], leaf: Node) -> Target | None:
        own = None
        if rule and rule_name(rule) == "threshold":
            body = rule["threshold"]
            own = body.get("target") if isinstance(body, dict) else body
        found = own if own is not None else self.indicator(rule, leaf).get("target")
        return None if found is None else parse_target(str(found))

    def value(self, rule: dict[str, Any], leaf: Node, unit: str) -> Value:
        scope = Scope(unit, self.world.period)
        if "value" in rule:
            return self.once((id(rule["value"]), str(rule["value"]), unit), lambda: self.ask(rule["value"], scope))
        if "value" in leaf.body:
            return self.once((leaf, "value", unit), lambda: self.ask(leaf.body["value"], scope))
        return self.once((leaf, "value", unit), lambda: self.evaluator.named(leaf.id, scope))

    def figures(self, unit: str, body: dict[str, Any], period: Period) -> Score:
        """A figure of another assessment, out of the history table."""
        asked = parse_period(str(body["period"])) if "period" in body else period
        rows = [row for row in self.world.history if row["unit"] == unit and row.get("scheme") == body["scheme"]]
        dated = [(parse_period(str(row["period"])), cell(row.get(body.get("field", "total")))) for row in rows]
        if "over" not in body:
            return next((figure for when, figure in dated if when == asked), None)
        found = [figure for when, figure in sorted(dated, key=lambda pair: pair[0].first()) if asked.holds(when) and figure is not None]
        if not found:
            return None
        total = sum(found, Fraction(0))
        return {"mean": total / len(found), "sum": total, "last": found[-1]}[body["over"]]

    # ---- what applies, what it is worth

    def applies(self, node: Node, unit: str) -> bool:
        """Whether `when` holds, here and above; a missing condition holds."""
        if node.parent and not self.applies(node.parent, unit):
            return False
        return "when" not in node.body or self.once((node, "when", unit), lambda: truth(self.of_unit(node.body["when"], unit))) is not False

    def points(self, node: Node, unit: str) -> Fraction | None:
        written = node.body.get("points")
        if isinstance(written, dict):
            written = rules.entry({k: v for k, v in written.items() if k != "by"}, cell(self.world.attributes[unit][written["by"]]))
        if written is not None:
            return self.of_unit(written, unit)
        worth = [child for child in node.children if child.has_points and child.counts]
        if not worth:
            return None
        if yes(node, "alternatives"):
            worth = [child for child in worth if self.applies(child, unit)]
        each = [self.points(child, unit) for child in worth]
        return sum(each, Fraction(0)) if node.body.get("combine", "sum") == "sum" else each[0]

    def bound(self, node: Node, key: str, unit: str) -> Fraction | None:
        """`at_least` or `at_most`; a percentage is of the criterion's points."""
        source = node.body.get(key)
        if source is None:
            return None
        if rules.PERCENT.fullmatch(str(source)):
            return exact.literal(str(source)) * self.points(node, unit)
        return self.of_unit(source, unit)

    def clamped(self, node: Node, value: Fraction, unit: str, low: Fraction | None = None, high: Fraction | None = None) -> Fraction:
        least, most = self.bound(node, "at_least", unit), self.bound(node, "at_most", unit)
        least, most = low if least is None else least, high if most is None else most
        value = value if most is None else min(value, most)
        return value if least is None else max(value, least)

    # ---- scores

    def score(self, node: Node, unit: str) -> Score:
        """The score, rounded as its kind asks; None where it does not apply."""
        return self.once((node, "score", unit), lambda: self.leaf(node, unit) if node.is_leaf else self.section(node, unit))

    def leaf(self, leaf: Node, unit: str) -> Score:
        if not self.applies(leaf, unit):
            return None
        found = self.earned(leaf, unit)
        return self.without_value(leaf, unit) if found is None else found

    def is_adjustment(self, leaf: Node) -> bool:
        return "points" not in leaf.body

    def earned(self, leaf: Node, unit: str) -> Score:
        """What the rule gives, clamped and rounded; None where the value is missing."""
        return self.once((leaf, "earned", unit), lambda: self.earn(leaf, unit))

    def earn(self, leaf: Node, unit: str) -> Score:
        listed = leaf.body["rule"]
        parts = [Case(self, leaf, unit, rule, lambda _: True) for rule in (listed if isinstance(listed, list) else [listed])]
        scores = [part.score() for part in parts]
        if None in scores:
            return None
        low = high = None
        if not self.is_adjustment(leaf):
            low, high = Fraction(0), parts[0].s + sum(lift(part, part.rule) for part in parts)
        value = self.clamped(leaf, sum(scores, Fraction(0)), unit, low, high)
        return exact.rounded(value, self.world.digits, self.world.mode)

    def policy(self, leaf: Node) -> str:
        inherited = "zero" if self.is_adjustment(leaf) else self.world.scheme.get("missing", "zero")
        return leaf.body.get("missing", inherited)

    def without_value(self, leaf: Node, unit: str) -> Score:
        policy = self.policy(leaf)
        if policy == "mean":
            others = [other for other in self.world.members[self.world.group[unit]] if self.applies(leaf, other)]
            scores = [score for other in others if (score := self.earned(leaf, other)) is not None]
            mean = sum(scores, Fraction(0)) / len(scores) if scores else Fraction(0)
            return exact.rounded(mean, self.world.digits, self.world.mode)
        if policy == "full":
            full = Fraction(0) if self.is_adjustment(leaf) else self.points(leaf, unit)
            return exact.rounded(full, self.world.digits, self.world.mode)
        return {"zero": Fraction(0), "exempt": None}[policy]

    def is_missing(self, leaf: Node, unit: str) -> bool:
        return self.applies(leaf, unit) and self.earned(leaf, unit) is None

    def section(self, section: Node, unit: str) -> Score:
        if not self.applies(section, unit):
            return None
        value, rounds = combine(self, section, unit)
        if value is None:
            return None
        value = self.clamped(section, value, unit)
        return exact.rounded(value, self.world.digits, self.world.mode) if rounds and section.parent else value

    def full(self, node: Node, unit: str) -> Fraction:
        """What the unit can attain here."""
        if self.score(node, unit) is None or not node.has_points:
            return Fraction(0)
        return self.points(node, unit) if node.is_leaf else full_of_section(self, node, unit)

    def share(self, node: Node, unit: str) -> Score:
        score = self.score(node, unit)
        points = self.points(node, unit)
        return None if score is None or not points else score / points

    # ---- totals

    def base(self, unit: str) -> Fraction:
        coefficient = self.of_unit(self.world.scheme.get("coefficient", "1"), unit)
        return coefficient * (self.score(self.world.root, unit) or 0)

    def adjustments(self, unit: str) -> Fraction:
        return self.score(self.world.extra, unit) or Fraction(0)

    def total(self, unit: str) -> Fraction:
        value = self.base(unit) + self.adjustments(unit)
        bounds = self.world.scheme.get("total") or {}
        if "at_most" in bounds:
            value = min(value, self.of_unit(bounds["at_most"], unit))
        if "at_least" in bounds:
            value = max(value, self.of_unit(bounds["at_least"], unit))
        return exact.rounded(value, self.world.total_digits, self.world.mode)

    def grade(self, unit: str) -> str | None:
        grades = self.world.scheme.get("grades") or []
        for grade in grades:
            if self.reaches_grade(grade, unit):
                return grade["name"]
        return grades[-1]["name"] if grades else None

    def reaches_grade(self, grade: dict[str, Any], unit: str) -> bool:
        bound = grade.get("from")
        if bound is not None:
            percent = rules.PERCENT.fullmatch(str(bound))
            bound = exact.literal(bound) * self.full(self.world.root, unit) if percent else self.of_unit(bound, unit)
            if self.total(unit) < bound:
                return False
        return "requires" not in grade or truth(self.of_unit(grade["requires"], unit)) is True

    def rank(self, unit: str) -> int:
        totals = [self.total(other) for other in self.world.members[self.world.group[unit]]]
        better = [total for total in totals if total > self.total(unit)]
        return 1 + len(set(better) if self.world.scheme.get("ranking") == "dense" else better)

    # ---- the answer

    def shown(self, value: Fraction) -> str | None:
        return exact.written(exact.rounded(value, self.world.digits, self.world.mode))

    def result(self, unit: str) -> dict[str, Any]:
        leaves = self.world.leaves()
        return {
            "unit": unit,
            "group": self.world.group[unit],
            "base": self.shown(self.base(unit)),
            "adjustments": self.shown(self.adjustments(unit)),
            "total": exact.written(self.total(unit)),
            "grade": self.grade(unit),
            "rank": self.rank(unit),
            "vetoes": [],
            "gates": [],
            "measures": [],
            "scores": {name: exact.written(self.score(node, unit)) for name, node in self.world.nodes.items()},
            "missing": [leaf.id for leaf in leaves if self.is_missing(leaf, unit)],
            "not_applicable": [leaf.id for leaf in leaves if not self.applies(leaf, unit)],
        }


def first_rule(node: Node) -> dict[str, Any]:
    rule = node.body.get("rule") or {}
    return rule[0] if isinstance(rule, list) else rule


def lift(case: Case, rule: Any) -> Fraction:
    """By how much a rule may pass the points: a cap above 1, a better side with its own bound."""
    if not isinstance(rule, dict):
        return Fraction(0)
    name, body = rule_name(rule), rule[rule_name(rule)]
    case = replace(case, rule=rule)
    if name in ("proportion", "relative"):
        return max(Fraction(0), case.ask(body.get("cap", "1")) - 1) * case.s
    if name == "slope":
        better = body.get("better")
        sides = better if isinstance(better, list) else [better or {}]
        return sum((case.amount(side["at_most"]) for side in sides if "at_most" in side), Fraction(0))
    if name == "threshold" and isinstance(body, dict):
        return max(lift(case, body.get("then")), lift(case, body.get("otherwise")))
    if name == "cases":
        return max((lift(case, branch.get("rule", branch.get("otherwise"))) for branch in body), default=Fraction(0))
    return Fraction(0)


def assess(scheme: dict[str, Any], **tables: list[Row]) -> dict[str, Any]:
    """The assessment that SPEC 10 describes, without findings."""
    scorer = Scorer(World(scheme, tables))
    units = {unit: scorer.result(unit) for unit in scorer.world.attributes}
    return {"scheme": scheme.get("id"), "period": str(scheme["period"]), "units": units}
