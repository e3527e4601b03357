"""Random rules: each of the fourteen, for a leaf worth `s` points or for an adjustment (`s` is None)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from .draw import LEVELS, PRIZES, Draw, period_text
from .draw_expression import condition, event_filter, figure
from .period import Period

Rule = dict[str, Any]


class RuleDraw:
    """Draws the rule of one leaf; what else the leaf must say gathers in `leaf`."""

    def __init__(self, draw: Draw, name: str, points: Decimal | None) -> None:
        self.d = draw
        self.id = name
        self.s = points
        self.leaf: dict[str, Any] = {}
        self.nested = False
        self.listed = False

    @property
    def pointed(self) -> bool:
        return self.s is not None

    def amount(self, low: int, high: int) -> str:
        """A number of points, now and then a share of the leaf's or a fraction."""
        if self.pointed and self.d.chance(0.3):
            return self.d.number(low * 10, high * 10) + "%"
        if self.d.chance(0.1):
            return f"{self.d.rng.randint(low, high)} / {self.d.pick([3, 4, 7])}"
        return self.d.number(low, high, self.d.pick([0, 0, 1, 2, 3]))

    def whole(self) -> str:
        """Up to the points of the leaf."""
        return self.d.pick(["100%", str(self.s), "80%"]) if self.pointed else self.d.number(1, 8, 1)

    def rule(self, kinds: tuple[str, ...]) -> Rule:
        return getattr(self, self.d.pick(kinds))()

    def value(self, rule: Rule, kind: str, better: str | None = None) -> Rule:
        """Gives the rule a value: its own, the leaf's, the observation of the leaf's id, or a declared indicator."""
        apart = self.listed or self.nested or better == "closer" or "value" in self.leaf
        where = "rule" if apart else self.d.pick(["rule", "leaf", "id", "indicator"])
        if where == "id":
            self.d.fill(self.id, kind)
            self.d.valued.setdefault(kind, []).append(self.id)
            return self.directed(rule, self.leaf, better, "higher")
        if where == "indicator":
            more = {"better": better} if better and self.d.chance(0.5) else {}
            self.leaf["value"] = self.d.observed(kind, **more)
            return self.directed(rule, rule, better, better if more else "higher")
        value = (rule if where == "rule" else self.leaf).setdefault("value", figure(self.d, kind))
        return self.directed(rule, rule, better, self.d.indicators.get(value, {}).get("better", "higher"))

    def directed(self, rule: Rule, holder: dict[str, Any], better: str | None, inherited: str | None) -> Rule:
        """Writes the direction where it must be written, and now and then where it need not."""
        if better and (better != inherited or self.d.chance(0.2)):
            holder["better"] = better
        return rule

    def threshold(self) -> Rule:
        kind = self.d.pick(["rate", "count", "plain", "flag", "signed"])
        body: dict[str, Any] = {"target": self.target(kind)}
        if not self.pointed or self.d.chance(0.6):
            body["then"] = self.branch(self.whole())
        if self.d.chance(0.6):
            body["otherwise"] = self.branch(self.amount(-2 if not self.pointed else 0, 3))
        if set(body) == {"target"} and self.d.chance(0.5):
            return self.value({"threshold": body["target"]}, kind)
        return self.value({"threshold": body}, kind)

    def branch(self, plain: str) -> Any:
        if self.nested or self.d.chance(0.7):
            return plain
        self.nested = True
        rule = self.rule(("slope", "bands", "tally", "rank", "formula", "relative" if self.pointed else "formula"))
        self.nested = False
        return rule

    def target(self, kind: str) -> str:
        if kind == "flag":
            return "done"
        unit = "%" if kind == "rate" else ""
        bound = self.d.number(50, 100) if kind in ("rate", "plain") else self.d.number(0, 8)
        forms = [
            f">= {bound}{unit}",
            f"<= {bound}{unit}",
            f"= {bound}{unit}",
            f"> {bound}{unit}",
            f"< {bound}{unit}",
            f"~ {bound}{unit}",
        ]
        forms += [f"{bound}{unit}..{int(bound) + 9}{unit}", f"~ {bound}{unit} ± 20%", f">= {figure(self.d, kind)}"]
        if kind == "count":
            forms.append("4:6")
        return self.d.pick(forms)

    def reference(self, kind: str) -> str:
        """The number a rule measures by: written, an attribute, or another indicator."""
        if self.d.chance(0.7):
            return {"rate": self.d.number(60, 100, 1) + "%", "count": self.d.number(1, 10)}.get(kind, self.d.number(10, 90, 1))
        return "unit.goal" if kind != "rate" else "unit.share"

    def proportion(self) -> Rule:
        kind = self.d.pick(["rate", "count", "plain", "large"])
        body = {"of": self.d.pick(["80万", "1.5亿"]) if kind == "large" else self.reference(kind)}
        if self.d.chance(0.1):
            body["of"] = self.d.observed("count")
        if self.d.chance(0.3):
            body["cap"] = self.d.pick(["120%", "1.5", "0.9", "1"])
        if self.d.chance(0.3):
            body["from"] = self.d.pick(["60%", "0.5", "1/3"])
        return self.value({"proportion": body}, kind, self.d.pick(["higher", "higher", "lower"]))

    def slope(self) -> Rule:
        kind = self.d.pick(["rate", "count", "plain", "signed"])
        better = self.d.pick(["higher", "lower", "closer"])
        body: dict[str, Any] = {"at": self.reference(kind)}
        if not self.pointed:
            body["base"] = self.d.number(-2, 5, 1)
        elif self.d.chance(0.3):
            body["base"] = self.d.pick(["60%", "80%", "1", str(self.s)])
        side = self.d.pick(["worse", "worse", "better", "both"]) if better != "closer" else "worse"
        if side != "better":
            body["worse"] = self.side(kind, "take")
        if side != "worse":
            body["better"] = {**self.side(kind, "give"), "at_most": self.amount(1, 5)}
        if side != "better" and better != "closer" and self.d.chance(0.35):
            body["at"], zero = self.zero(kind, better)
            body[self.d.pick(["zero_past", "zero_from"])] = zero
        elif better != "closer" and self.d.chance(0.2):
            self.stretches(body, kind, better)
        return self.value({"slope": body}, kind, better)

    def side(self, kind: str, verb: str) -> dict[str, Any]:
        each = self.d.pick(["1pp", "0.5pp", "2.5pp", "3%"]) if kind == "rate" else self.d.pick(["1", "2", "0.5", "5%", "3"])
        side = {"each": each, verb: self.amount(0, 2)}
        if self.d.chance(0.5):
            side["steps"] = self.d.pick(["prorated", "whole", "started"])
        if self.d.chance(0.3):
            side["at_most"] = self.amount(1, 5)
        return side

    def zero(self, kind: str, better: str) -> tuple[str, str]:
        """A reference, and the value past which nothing is earned."""
        at, unit = (90, "%") if kind == "rate" else (6, "")
        away = self.d.rng.randint(1, 12 if unit else 5)
        return f"{at}{unit}", f"{at - away if better == 'higher' else at + away}{unit}"

    def stretches(self, body: dict[str, Any], kind: str, better: str) -> None:
        """Several slopes, each charged on its own stretch."""
        unit = "%" if kind == "rate" else ""
        body.pop("better", None)
        start, step = (90, 7) if kind in ("rate", "plain") else (6, 2)
        bounds = [start + (step if better == "lower" else -step) * i for i in range(self.d.rng.randint(2, 3))]
        body["at"] = f"{bounds[0]}{unit}"
        sides = [self.side(kind, "take") for _ in bounds]
        body["worse"] = [{"from": f"{bound}{unit}", **side} for bound, side in zip(bounds, sides, strict=True)]

    def bands(self) -> Rule:
        kind = self.d.pick(["rate", "count", "plain", "signed"])
        better = self.d.pick(["higher", "lower"])
        low, high = {"rate": (50, 100), "count": (0, 11), "plain": (5, 95), "signed": (-15, 15)}[kind]
        bounds = sorted(self.d.rng.sample(range(low, high + 1), self.d.rng.randint(1, 4)), reverse=better == "higher")
        unit = "%" if kind == "rate" else ""
        words = ["from", "above"] if better == "higher" else ["up_to", "below"]
        interpolated = self.d.chance(0.4)
        points = sorted((int(self.d.number(-3 if not self.pointed else 0, 10)) for _ in bounds), reverse=True)
        rows: list[dict[str, Any]] = [
            {words[0] if interpolated else self.d.pick(words): f"{bound}{unit}", "points": self.band_points(value)}
            for bound, value in zip(bounds, points, strict=True)
        ]
        if self.d.chance(0.5):
            rows.append({"otherwise": self.amount(0, 1) if self.pointed else self.d.number(-4, 0, 1)})
        rule: Rule = {"bands": rows}
        if interpolated:
            rule["interpolate"] = "yes"
        return self.value(rule, kind, better)

    def band_points(self, tenths: int) -> str:
        return f"{tenths * 10}%" if self.pointed else str(tenths)

    def cases(self) -> Rule:
        rows: list[dict[str, Any]] = []
        for _ in range(self.d.rng.randint(1, 3)):
            row: dict[str, Any] = {"when": condition(self.d)}
            branch = self.branch(self.amount(0 if self.pointed else -2, 4))
            row["rule" if isinstance(branch, dict) else "points"] = branch
            rows.append(row)
        if self.d.chance(0.7):
            rows.append({"otherwise": self.amount(0, 2)})
        return {"cases": rows}

    def rank(self) -> Rule:
        kind = self.d.pick(["rate", "count", "plain", "signed"])
        body: dict[str, Any] = {}
        form = self.d.pick(["points", "first", "top"])
        if form == "points":
            body["points"] = [self.amount(0, 1) if i else self.whole() for i in range(self.d.rng.randint(1, 5))]
            if self.d.chance(0.4):
                body["then"] = self.d.pick(["0", "0.5"])
        elif form == "first":
            if not self.pointed or self.d.chance(0.5):
                body["first"] = self.whole()
            body["step"] = self.d.pick(["-1", "-0.5", "-0.125", "-2%" if self.pointed else "-0.3"])
        else:
            keys = self.d.pick([["10%", "30%", "60%"], ["1", "3", "5"], ["20%", "50%"], ["0.25", "0.5"]])
            body["top"] = {key: self.band_points(10 - 3 * i) for i, key in enumerate(keys)}
            if self.d.chance(0.5):
                body["otherwise"] = self.amount(0, 1)
        if self.d.chance(0.6):
            body["ties"] = self.d.pick(["shared", "average", "last"])
        return self.value({"rank": body}, kind, self.d.pick(["higher", "lower"]))

    def relative(self) -> Rule:
        kind = self.d.pick(["rate", "plain", "large"])
        body = {"to": self.d.pick(["best", "mean", "median", "sum", "unit.share" if kind == "rate" else "unit.goal"])}
        if self.d.chance(0.4):
            body["cap"] = self.d.pick(["120%", "1.5", "0.8"])
        return self.value({"relative": body}, kind, self.d.pick(["higher", "higher", "lower"]))

    def efficacy(self) -> Rule:
        kind = self.d.pick(["rate", "plain", "count", "signed"])
        better = self.d.pick(["higher", "lower"])
        low, high = {"rate": ("60%", "95%"), "plain": ("20", "80"), "count": ("2", "9"), "signed": ("-6.5", "7")}[kind]
        if better == "lower":
            low, high = high, low
        body = {"low": self.d.pick([low, "worst"]), "high": self.d.pick([high, "best"])}
        if self.d.chance(0.6):
            body["base"] = self.d.pick(["50%", "0.4", "60%", "1/3"])
        if self.d.chance(0.3):
            body["curve"] = self.d.pick(["exponential", "linear"])
        elif self.d.chance(0.3):
            body["base"] = "0"
        return self.value({"efficacy": body}, kind, better)

    def tally(self) -> Rule:
        ranged = not self.nested and self.d.chance(0.15)
        sign = self.d.pick([-1, -1, 1])
        amounts = [str(sign * amount) for amount in (1, 1.5, 2, 3)] if ranged else None
        body: dict[str, Any] = {"event": self.d.event(amounts)}
        body["points"] = self.tally_points(body, sign, ranged)
        if sign < 0 and self.pointed:
            body["base"] = self.d.pick(["100%", str(self.s)])
        elif self.d.chance(0.2):
            body["base"] = self.amount(0, 2)
        if self.d.chance(0.4):
            body["take"] = "highest"
            if self.d.chance(0.6):
                body["by"] = "work"
        if self.d.chance(0.4):
            body["times"] = [
                {"when": event_filter(self.d), "factor": self.d.pick(["2", "0.5", "1.5", "25%"])} for _ in range(self.d.rng.randint(1, 2))
            ]
        if self.d.chance(0.25):
            body["each_at_most"] = self.amount(1, 3)
        return {"tally": body}

    def tally_points(self, body: dict[str, Any], sign: int, ranged: bool) -> Any:
        def one(table: bool = True) -> str:
            text = self.amount(0 if table else 1, 3)
            return text if sign > 0 or text == "0" else f"-{text}" if "/" not in text else f"-({text})"

        if ranged:
            ends = ["-3", "-1"] if sign < 0 else ["1", "3"]
            return {level: {"from": ends[0], "to": ends[1]} for level in LEVELS}
        form = self.d.pick(["one", "level", "prize", "nested"])
        if form == "one":
            return one(table=False)
        if form == "level":
            return {level: one() for level in LEVELS[1:]} | {LEVELS[0]: one(table=False)}
        if form == "prize":
            body["table_by"] = "prize"
            return {prize: one() for prize in PRIZES[1:]} | {PRIZES[0]: one(table=False)}
        body["table_by"] = ["level", "prize"]
        return {level: {prize: one() for prize in PRIZES} for level in LEVELS}

    def levels(self) -> Rule:
        shares = ["100%", "80%", "60%", "0"] if self.pointed else ["3", "1", "0", "-2"]
        if self.pointed and self.d.chance(0.3):
            shares = [str(self.s), "2.5", "1/3", "0"]
        if self.d.chance(0.5):
            self.d.rating(self.id, 1, [""], lambda: {"level": self.d.pick(LEVELS)})
            return {"levels": dict(zip(LEVELS, shares, strict=True))}
        return self.value({"levels": dict(zip(LEVELS, shares, strict=True))}, "level")

    def panel(self) -> Rule:
        groups = self.d.pick([None, {"领导": "40%", "群众": "60%"}, {"领导": "0.5", "群众": "30%", "自评": "20%"}])
        body: dict[str, Any] = {"groups": groups} if groups else {}
        form = self.d.pick(["marks", "levels", "ranks"])
        top = self.d.pick([None, "10", "100"]) if form == "marks" else None
        if top:
            body["out_of"] = top
        if form == "levels":
            body["levels"] = dict(zip(LEVELS, self.d.pick([("100%", "85%", "70%", "0"), ("5", "4", "3", "0")]), strict=True))
            if body["levels"]["优秀"] == "5":
                body["out_of"] = "5"
        if form == "ranks":
            body |= {"marks": "ranks", "levels": {"1": "100%", "2": "96%", "3": "90%"}}
        if self.d.chance(0.4):
            body["trim"] = self.d.pick(["0", "1"])
        if self.d.chance(0.3):
            body["min_raters"] = self.d.pick(["1", "3"]) if body.get("trim", "0") == "0" else self.d.pick(["3", "4"])
        if self.d.chance(0.5):
            body["empty"] = self.d.pick(["renormalise", "zero"])
        self.rate_panel(form, groups, int(top or self.s))
        return {"panel": body}

    def rate_panel(self, form: str, groups: dict[str, str] | None, top: int) -> None:
        def mark() -> dict[str, str]:
            if form == "levels":
                return {"level": self.d.pick(LEVELS)}
            return {"mark": self.d.pick(["1", "2", "3"]) if form == "ranks" else self.d.number(0, top, self.d.pick([0, 0, 1, 2]))}

        self.d.rating(self.id, self.d.pick([1, 3, 5]), list(groups) if groups else [""], mark)

    def discretion(self) -> Rule:
        if self.pointed and self.d.chance(0.6):
            body = {"from": "0", "to": str(self.s)}
        elif self.pointed:
            body = {"from": "-3", "to": self.d.pick(["0", "-1"]), "base": "100%"}
        else:
            body = self.d.pick([{"from": "-5", "to": "-1"}, {"from": "-2", "to": "2"}, {"from": "0", "to": "3", "base": "0.5"}])
        low, high = int(float(body["from"])), int(float(body["to"]))
        self.d.rating(self.id, 1, [""], lambda: {"mark": self.d.number(low, high, self.d.pick([0, 1, 2]))})
        return {"discretion": body}

    def formula(self) -> Rule:
        if self.pointed and self.d.chance(0.5):
            return self.value(
                {"formula": self.d.pick(["s * x / 7", "if(x > 50%, s, s / 3)", "min(s, x * 2)", "s - abs(x - 1)"])},
                "rate",
            )
        return {"formula": figure(self.d, "signed")}

    def result(self) -> Rule:
        scheme = self.d.fresh("other-")
        over = self.d.pick([None, "mean", "sum", "last"])
        self.past(scheme, over)
        body = {"scheme": scheme, "out_of": self.d.pick(["100", "120", "90 + 10"])}
        return {"result": body | ({"over": over} if over else {})}

    def past(self, scheme: str, over: str | None) -> None:
        """Rows of the history table: the period itself, or the months it holds."""
        first = self.d.period.first()
        month = Period("month", first.year * 12 + first.month - 1)
        months = [period for n in range(12) if self.d.period.holds(period := month.before(-n))]
        periods = months[:4] if over else [self.d.period]
        for unit in self.d.units:
            for period in periods:
                if self.d.chance(0.8):
                    total = self.d.number(20, 110, self.d.pick([0, 1, 2]))
                    self.d.history.append({"unit": unit, "period": period_text(period), "total": total, "scheme": scheme})
