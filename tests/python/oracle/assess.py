"""From values to the scores of leaves and sections."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

from . import exact, facts, rules
from .evaluate import Evaluator, Scope, parsed, truth
from .expression import names
from .period import Period, parse_period
from .results import Results
from .rules import Case, Score, rule_name
from .sections import combine, full_of_section, yes
from .stages import Stage
from .target import Target, parse_target
from .world import Node, Row, Value, World, cell

rules.score_tally, rules.score_panel = facts.score_tally, facts.score_panel


class Scorer:
    """Scores every criterion of every unit, each once."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.evaluator = Evaluator(self)
        self.results = Results(self)
        self.kept: dict[Any, Any] = {}

    def once(self, key: Any, make: Any) -> Any:
        if key not in self.kept:
            self.kept[key] = make()
        return self.kept[key]

    def ask(self, source: Any, scope: Scope) -> Value:
        return self.evaluator.text(source, scope)

    def of_unit(self, source: Any, unit: str, stage: Stage = Stage.LEAVES) -> Value:
        return self.ask(source, Scope(unit, self.world.period, stage=stage))

    def peers(self, unit: str) -> list[str]:
        """The units of its group that are not excluded."""
        group = self.world.group[unit]
        return self.once(("peers", group), lambda: [other for other in self.world.members[group] if not self.results.is_excluded(other)])

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

    def amount(self, node: Node, source: Any, unit: str, stage: Stage) -> Fraction:
        """A number of points; a percentage is of the criterion's."""
        if rules.PERCENT.fullmatch(str(source)):
            return exact.literal(str(source)) * self.points(node, unit)
        return self.of_unit(source, unit, stage)

    def clamped(self, node: Node, value: Fraction, unit: str, stage: Stage, low: Score = None, high: Score = None) -> Fraction:
        bounds = [self.amount(node, node.body[key], unit, stage) if key in node.body else None for key in ("at_least", "at_most")]
        least, most = low if bounds[0] is None else bounds[0], high if bounds[1] is None else bounds[1]
        value = value if most is None else min(value, most)
        return value if least is None else max(value, least)

    # ---- scores

    def score(self, node: Node, unit: str, stage: Stage = Stage.LEAVES) -> Score:
        """The score, rounded as its kind asks; None where it does not apply. After the leaves it is cut by criterion effects."""
        asked = min(stage, Stage.TOTALS)
        return self.once((node, "score", unit, asked), lambda: self.find_score(node, unit, asked))

    def find_score(self, node: Node, unit: str, stage: Stage) -> Score:
        found = self.leaf(node, unit) if node.is_leaf else self.section(node, unit, stage)
        return self.results.cut(node, unit, found) if stage > Stage.LEAVES and found is not None else found

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
        value = self.clamped(leaf, sum(scores, Fraction(0)), unit, Stage.LEAVES, low, high)
        return exact.rounded(value, self.world.digits, self.world.mode)

    def policy(self, leaf: Node) -> str:
        inherited = "zero" if self.is_adjustment(leaf) else self.world.scheme.get("missing", "zero")
        return leaf.body.get("missing", inherited)

    def without_value(self, leaf: Node, unit: str) -> Score:
        policy = self.policy(leaf)
        if policy == "mean":
            others = [other for other in self.peers(unit) if self.applies(leaf, other)]
            scores = [score for other in others if (score := self.earned(leaf, other)) is not None]
            mean = sum(scores, Fraction(0)) / len(scores) if scores else Fraction(0)
            return exact.rounded(mean, self.world.digits, self.world.mode)
        if policy == "full":
            full = Fraction(0) if self.is_adjustment(leaf) else self.points(leaf, unit)
            return exact.rounded(full, self.world.digits, self.world.mode)
        return {"zero": Fraction(0), "exempt": None}[policy]

    def is_missing(self, leaf: Node, unit: str) -> bool:
        return self.applies(leaf, unit) and self.earned(leaf, unit) is None

    def section(self, section: Node, unit: str, stage: Stage) -> Score:
        if not self.applies(section, unit):
            return None
        value, rounds = combine(self, section, unit, stage)
        if value is None:
            return None
        value = self.clamped(section, value, unit, stage)
        return exact.rounded(value, self.world.digits, self.world.mode) if rounds and section.parent else value

    def full(self, node: Node, unit: str, stage: Stage = Stage.LEAVES) -> Fraction:
        """What the unit can attain here; no veto takes from it."""
        if self.score(node, unit) is None or not node.has_points:
            return Fraction(0)
        return self.points(node, unit) if node.is_leaf else full_of_section(self, node, unit)

    def share(self, node: Node, unit: str, stage: Stage = Stage.LEAVES) -> Score:
        score = self.score(node, unit, stage)
        points = self.points(node, unit)
        return None if score is None or not points else score / points


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


def examined(scheme: dict[str, Any], **tables: list[Row]) -> Results:
    """What can be asked about an assessment."""
    return Scorer(World(scheme, tables)).results


def assess(scheme: dict[str, Any], **tables: list[Row]) -> dict[str, Any]:
    """The assessment that the pages describe, without findings."""
    results = examined(scheme, **tables)
    units = {unit: results.result(unit) for unit in results.world.attributes}
    return {"scheme": scheme.get("id"), "period": str(scheme["period"]), "units": units}
