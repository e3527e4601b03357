"""Random conditions of vetoes, gates, grades and measures: each asks only for what is settled when it is judged."""

from __future__ import annotations

from datetime import timedelta

from .draw import Draw, period_text
from .draw_expression import condition, event_filter
from .stages import Stage

GRADES = ("优", "良", "中", "差")
LOOKBACKS = ("2y", "1y", "6 months", "90 days", "18 months")
SIGNS = (">=", "<=", "<", ">", "==", "!=")


class ConditionDraw:
    """Draws conditions over what a scheme has by now; the lists grow with the scheme."""

    def __init__(self, draw: Draw) -> None:
        self.d = draw
        self.ids: list[str] = []  # of criteria and adjustments
        self.vetoes: list[tuple[str, Stage]] = []  # already drawn, and when they are judged
        self.has_grades = False
        self.full = 30

    def at(self, stage: Stage, past: bool = False) -> str:
        """A condition of a stage; `past` where streaks end with the period before."""
        first = self.atom(stage, past)
        if self.d.chance(0.6):
            return first
        second = self.atom(stage, past)
        return self.d.pick([f"{first} and {second}", f"{first} or {second}", f"{first} and not ({second})", f"not ({first} or {second})"])

    def atom(self, stage: Stage, past: bool) -> str:
        makers = [self.few, self.fact, self.about, self.before]
        if stage > Stage.GATES:
            makers += [self.score, self.veto, self.any_data, self.compared_facts]
        if stage >= Stage.POINTS:
            makers += [self.total, self.total]
        if stage >= Stage.GRADES:
            makers += [self.place, self.place]
        if stage >= Stage.DIRECT and self.has_grades:
            makers += [self.grade, self.grade, self.grade]
        if not past and stage >= Stage.GRADES:
            makers += [self.until_now]
        maker = self.d.pick(makers)
        return maker(stage)

    # ---- data

    def column(self, before: int = 0) -> str:
        """A column of few distinct values."""
        d = self.d
        name = d.fresh("few")
        for back in range(before + 1):
            column = name if back == 0 else f"{name}@{period_text(d.period.before(back))}"
            d.columns[column] = ["" if d.chance(d.holes / 3) else d.number(0, 4) for _ in d.units]
        d.kinds[name] = "few"
        d.indicators[name] = {"title": name}
        return name

    def few(self, _: Stage) -> str:
        return f"{self.column()} {self.d.pick(SIGNS)} {self.d.number(0, 4)}"

    def event(self) -> str:
        """Events of which some happened before the period, or after it."""
        d = self.d
        first = len(d.events)
        name = d.event()
        for row in d.events[first:]:
            if d.chance(0.4):
                row["date"] = str(d.period.first() - timedelta(days=d.pick([1, 89, 90, 91, 200, 365, 366, 600, 730, 731, 900])))
            elif d.chance(0.05):
                row["date"] = str(d.period.last() + timedelta(days=1))
        return name

    def fact(self, _: Stage) -> str:
        event = self.event()
        forms = [f"count({event}) >= {self.d.number(1, 4)}", f"count({event}, {event_filter(self.d)}) >= 1", f"sum({event}.size) > 5"]
        return self.d.pick(forms)

    def compared_facts(self, _: Stage) -> str:
        event = self.event()
        return self.d.pick(
            [f"count({event}) > mean(count({event}))", f"rank(count({event})) <= 2", f"sum({event}.size) == most(sum({event}.size))"]
        )

    def about(self, _: Stage) -> str:
        return self.d.pick(["unit.type == 甲", "unit.type != 乙", "unit.site", "unit.site == 否", "unit.size >= 400", "unit.goal < 40"])

    def any_data(self, _: Stage) -> str:
        return f"({condition(self.d)})"

    # ---- results

    def score(self, _: Stage) -> str:
        if not self.ids:
            return self.few(_)
        name = self.d.pick(self.ids)
        bound = self.d.number(0, 10)
        forms = [f"score({name}) < {bound}", f"score({name}) >= {bound}", f"score({name}) < mean(score({name}))", self.derived(name)]
        return self.d.pick([*forms, f"full({name}) >= {bound}", f"known(score({name}))", f"rank(score({name})) == 1"])

    def derived(self, name: str) -> str:
        """An indicator made of a score: later it sees what a veto left of it."""
        indicator = self.d.fresh("derived")
        self.d.indicators[indicator] = {"title": indicator, "value": f"score({name}) * 2 + 1"}
        return f"{indicator} < {self.d.number(0, 20)}"

    def veto(self, stage: Stage) -> str:
        known = [name for name, judged in self.vetoes if judged <= stage]
        return f"veto({self.d.pick(known)})" if known else self.few(stage)

    def bound(self) -> str:
        return str(self.d.rng.randint(self.full // 5, self.full))

    def total(self, stage: Stage) -> str:
        forms = [f"total {self.d.pick(SIGNS)} {self.bound()}", f"total < {self.bound()}", "total > prev(total)", "change(total) < -1"]
        if stage >= Stage.GRADES:
            forms += [
                "total > sum(total) / 4",
                "growth(total) < 0",
                "total >= mean(total)",
                "total < median(total) - 1",
                "total == most(total)",
                "total - least(total) <= 2",
            ]
        return self.d.pick(forms)

    def place(self, _: Stage) -> str:
        return self.d.pick(["rank <= 2", "rank > 3", "rank == 1", "rank(total) <= 2", "rank >= prev(rank)", "rank == rank(total)"])

    def grade(self, _: Stage) -> str:
        a, b = self.d.pick(GRADES), self.d.pick(GRADES)
        return self.d.pick(
            [f"grade == {a}", f"grade != {a}", f"grade in [{a}, {b}]", f"grade == {a} and prev(grade) == {b}", f"grade == {a}"]
        )

    # ---- history

    def before(self, _: Stage) -> str:
        """What the history table tells; streaks of a veto or gate end with the period before."""
        d, grade = self.d, self.d.pick(GRADES)
        forms = [f"prev(total) < {self.bound()}", "prev(rank) <= 2", "prev(total) > prev(total, 2)", "known(prev(total))"]
        forms.append(f"last_year(total) >= {self.bound()}")
        forms += [f"prev(grade) == {grade}", f"prev(grade) in [{grade}, 差]", f"prev(grade, 2) != {grade}"]
        forms += [f"prev(count({self.event()})) >= 1", f"change(count({self.event()}, size > 2)) > 0"] if d.chance(0.3) else []
        if self.vetoes:
            forms += [f"prev(veto({d.pick(self.vetoes)[0]}))"] * 3
        return d.pick(forms)

    def past_only(self) -> str:
        """Streaks of a veto or gate: whatever they ask for was settled in earlier periods."""
        return self.streak(self.held())

    def until_now(self, stage: Stage) -> str:
        """Streaks that this period takes part in."""
        allowed = [f"total >= {self.bound()}", "rank <= 2", f"{self.column(before=2)} >= 2"]
        if stage >= Stage.DIRECT and self.has_grades:
            allowed += [f"grade == {self.d.pick(GRADES)}", f"grade in [优, {self.d.pick(GRADES)}]"]
        known = [name for name, judged in self.vetoes if judged <= stage]
        return self.streak(self.d.pick([*allowed, *(f"veto({name})" for name in known)]))

    def held(self) -> str:
        forms = [f"total < {self.bound()}", "rank > 2", f"{self.column(before=3)} >= 2", f"count({self.event()}) >= 1"]
        forms += [f"veto({name})" for name, _ in self.vetoes]
        forms += [f"grade == {self.d.pick(GRADES)}", "not known(grade)"]
        return self.d.pick(forms)

    def streak(self, inner: str) -> str:
        return self.d.pick(
            [f"streak({inner}) >= {self.d.number(1, 3)}", f"times_in({inner}, {self.d.number(1, 4)}) >= {self.d.number(1, 2)}"]
        )
