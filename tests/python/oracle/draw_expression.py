"""Random expressions: figures and conditions over columns, attributes, events, groups and earlier periods."""

from __future__ import annotations

from .draw import LEVELS, PRIZES, TYPES, Draw

NUMERIC = ("rate", "count", "plain", "signed")


def figure(draw: Draw, kind: str) -> str:
    """An expression whose values look like those of a kind of column."""
    if kind not in NUMERIC or draw.chance(0.4):
        return draw.named([kind])
    makers = (arithmetic, chosen, functions, over_time, over_group, over_events, results)
    return draw.pick(makers)(draw, kind)


def arithmetic(draw: Draw, kind: str) -> str:
    a, b = draw.named([kind]), draw.named([kind])
    forms = [
        f"({a} + {b}) / 2",
        f"{a} / {draw.named(['plain'])} * 50",
        f"2 * {a} - {b}",
        f"{a} * (1 - 3%)",
        f"-{a} + 2 * {b}",
    ]
    return draw.pick([*forms, f"{a} / 3 * 3", f"{a} / (2 + 5 * {draw.named(['count'])})", f"{a} / {draw.named(['count'])}"])


def chosen(draw: Draw, kind: str) -> str:
    return f"if({condition(draw, 1)}, {draw.named([kind])}, {draw.named([kind])})"


def functions(draw: Draw, kind: str) -> str:
    a, b = draw.named([kind]), draw.named([kind])
    forms = [
        f"min({a}, {b})",
        f"max({a}, {b}, 1/3)",
        f"abs({a})",
        f"round({a}, 1)",
        f"floor({a})",
        f"ceil({a}, 2)",
        f"round({a} / 7, 3)",
    ]
    forms += [
        f"sqrt(abs({a}))",
        f"ln(1 + abs({a}))",
        f"exp(-abs({a}))",
        f"pow({a}, 2)",
        f"pow(abs({a}), 0.5)",
        f"pow(abs({a}) + 1, 1/3)",
    ]
    return draw.pick(
        [
            *forms,
            f"sqrt({a})",
            f"pow({a}, -1)",
            f"days(unit.opened, {day(draw)})",
            f"months(unit.opened, {day(draw)}) / 2",
        ]
    )


def over_time(draw: Draw, kind: str) -> str:
    name = draw.observed(kind, 2)
    return draw.pick([f"prev({name})", f"change({name})", f"growth({name})", f"prev({name}, 2)", f"{name} - prev({name} * 2)"])


def over_group(draw: Draw, kind: str) -> str:
    name = draw.named([kind])
    function = draw.pick(["mean", "median", "best", "worst", "least", "most", "rank"])
    return draw.pick([f"{function}({name})", f"{name} - mean({name})", f"{function}({name} * 2)", f"{name} / sum(1 + abs({name}))"])


def over_events(draw: Draw, kind: str) -> str:
    event = draw.event()
    return draw.pick(
        [
            f"count({event})",
            f"count({event}, {event_filter(draw)})",
            f"sum({event}.size, {event_filter(draw)})",
            f"sum({event}.size)",
        ]
    )


def results(draw: Draw, kind: str) -> str:
    """The score of an earlier leaf, or its value."""
    if draw.valued.get(kind) and draw.chance(0.3):
        return draw.pick(draw.valued[kind])
    if not draw.leaves:
        return draw.named([kind])
    leaf = draw.pick(draw.leaves)
    return draw.pick(
        [
            f"score({leaf})",
            f"share({leaf})",
            f"full({leaf}) - 1",
            f"mean(score({leaf}))",
            f"score({leaf}) + {draw.named([kind])}",
        ]
    )


def condition(draw: Draw, depth: int = 0) -> str:
    """A yes or no about a unit."""
    if depth < 2 and draw.chance(0.35):
        a, b = condition(draw, depth + 1), condition(draw, depth + 1)
        return draw.pick([f"({a}) and ({b})", f"{a} or {b}", f"not ({a})", f"{a} and not {b}", f"({a} or {b})"])
    return draw.pick((compared, about_unit, dated, counted, flagged))(draw)


def compared(draw: Draw) -> str:
    kind = draw.pick(NUMERIC)
    sign = draw.pick([">=", "<=", "<", ">", "==", "!=", "≥", "≤", "≠"])
    bound = draw.number(50, 100) + "%" if kind == "rate" else draw.number(0, 10)
    forms = [f"{draw.named([kind])} {sign} {bound}", f"{draw.named([kind])} {sign} mean({draw.named([kind])})"]
    return draw.pick(
        [
            *forms,
            f"known({draw.named([kind])})",
            f"{draw.named(['count'])} in [1, 2, 3]",
            f"rank({draw.named([kind])}) <= 2",
        ]
    )


def about_unit(draw: Draw) -> str:
    kind = draw.pick(TYPES)
    forms = [
        f"unit.type == {kind}",
        f"unit.type != '{kind}'",
        f"unit.type in [{TYPES[0]}, {kind}]",
        f"unit.size >= {draw.number(100, 900)}",
    ]
    return draw.pick([*forms, "unit.site == 是", "unit.site", "known(unit.goal)"])


def day(draw: Draw) -> str:
    return f'"{draw.day()}"'


def dated(draw: Draw) -> str:
    return f"{draw.named(['day'])} {draw.pick(['<=', '>', '<', '>='])} {day(draw)}"


def flagged(draw: Draw) -> str:
    name = draw.named(["flag"])
    return draw.pick([name, f"{name} == 是", f"not {name}", f"{name} == no"])


def counted(draw: Draw) -> str:
    event = draw.event()
    return draw.pick([f"count({event}, {event_filter(draw)}) >= 1", f"count({event}) < 2", f"sum({event}.size) > 4"])


def event_filter(draw: Draw) -> str:
    """A yes or no about an event."""
    forms = [
        f"level == {draw.pick(LEVELS)}",
        f"level in [{LEVELS[0]}, {draw.pick(LEVELS)}]",
        f"size >= {draw.number(1, 8)}",
        f"date <= {day(draw)}",
    ]
    forms += [
        f"note == 通报 or prize == {draw.pick(PRIZES)}",
        f"not level == {draw.pick(LEVELS)}",
        f"prize != {draw.pick(PRIZES)} and size < 6",
    ]
    return draw.pick(forms)
