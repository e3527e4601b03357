"""What the command line writes of plans, duties and chains."""

from __future__ import annotations

import io
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from kaohe.chain import Answer, Chain
from kaohe.errors import Language
from kaohe.output import say
from kaohe.plan_status import DutyWindow, ItemStatus, PlanStatus
from kaohe.scheme import Scheme

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table

ROLES = {"first": "第一责任人", "deputy": "分管", "direct": "直接责任人", "lead": "牵头", "assist": "配合"}
STATES = {
    "done": ("已完成", "done", "green"),
    "overdue": ("逾期", "overdue", "bold red"),
    "blocked": ("等待前序任务", "blocked", "yellow"),
    "not_started": ("未开始", "not started", "dim"),
    "on_track": ("正常", "on track", "green"),
    "at_risk": ("滞后", "at risk", "red"),
}
BAR = 20  # cells


def rendered(*parts: RenderableType) -> str:
    """What Rich makes of it: with colours on a terminal, else plain and as wide as it needs to be."""
    from rich.console import Console

    stream = io.StringIO()
    terminal = sys.stdout.isatty()
    console = Console(file=stream, force_terminal=terminal, width=None if terminal else 10_000, highlight=False, markup=False)
    for part in parts:
        console.print(part)
    text = stream.getvalue()
    return text if terminal else "".join(line.rstrip() + "\n" for line in text.splitlines())


def percent(share: Fraction, digits: int = 2) -> str:
    """A share for people to read: at most so many digits after the point."""
    exact = Decimal(share.numerator * 100) / Decimal(share.denominator)
    rounded = exact.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
    text = f"{rounded:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text) + "%"


def number(amount: Fraction) -> str:
    """A count: nearly always whole."""
    return str(amount)


def _table(columns: Iterable[tuple[str, str, str]], lang: Language, title: str | None = None) -> Table:
    """Columns by Chinese and English heading and the side of their cells."""
    from rich.table import Table

    table = Table(title=title, title_justify="left")
    for zh, en, side in columns:
        table.add_column(say(lang, zh, en), justify="right" if side == "right" else "left", overflow="fold")
    return table


# ---- plans


def plan_text(status: PlanStatus, scheme: Scheme, lang: Language) -> str:
    """The plan as a tree with bars, then the reasons, duties and what measures ask for."""
    about = " · ".join([scheme.title or scheme.id, *([scheme.title_of(status.party)] if status.party else []), str(status.on)])
    parts: list[RenderableType] = [about]
    if len(status):
        parts += [_plan_table(status, scheme, lang), *_reasons(status, lang)]
    if status.duties:
        parts.append(_duties_table(status, lang))
    if len(status.matters):
        parts.append(_matters_table(status, scheme, lang))
    return rendered(*parts)


def _plan_table(status: PlanStatus, scheme: Scheme, lang: Language) -> Table:
    from rich.text import Text

    columns = [("任务", "item", ""), ("起止", "days", ""), ("进度", "progress", ""), ("应完成", "expected", "right")]
    table = _table([*columns, ("状态", "state", ""), ("责任", "answers", "")], lang)
    for guide, item in zip(_guides(status), status, strict=True):
        zh, en, style = STATES[item.state]
        bar = Text(_bar(item.progress), style) + Text(f" {percent(item.progress, 1)}", "default")
        state = Text(say(lang, zh, en), style)
        table.add_row(
            guide + item.title, f"{item.first}～{item.last}", bar, percent(item.expected, 1), state, _names(item.answers, scheme, lang)
        )
    return table


def _bar(share: Fraction) -> str:
    """Full only where all is done."""
    full = int(share * BAR)
    return "█" * full + "░" * (BAR - full)


def _guides(items: Sequence[ItemStatus]) -> list[str]:
    """The branches of the tree before each item; built from the end, where it is known what still follows."""
    guides: list[str] = []
    open_depths: set[int] = set()
    for item in reversed(items):
        stem = "".join("│  " if depth in open_depths else "   " for depth in range(1, item.depth))
        branch = "├─ " if item.depth in open_depths else "└─ "
        guides.append(stem + branch if item.depth else "")
        open_depths = {depth for depth in open_depths if depth < item.depth} | {item.depth}
    return guides[::-1]


def _reasons(status: PlanStatus, lang: Language) -> Iterator[str]:
    """Why items are not as they should be, and what waits for them."""
    titles = {item.id: item.title for item in status}
    for item in status:
        if item.state in {"overdue", "at_risk", "blocked"}:
            held = say(lang, "、", ", ").join(titles.get(name, name) for name in item.blocks)
            blocks = say(lang, f"；影响{held}", f"; holds up {held}") if held else ""
            yield say(lang, f"{item.title}：{item.reason}{blocks}", f"{item.title}: {item.reason}{blocks}")
    if status.critical_chain:
        way = " → ".join(titles.get(name, name) for name in status.critical_chain)
        yield say(lang, f"关键任务链：{way}", f"critical chain: {way}")


def _matters_table(status: PlanStatus, scheme: Scheme, lang: Language) -> Table:
    columns = [
        ("结果运用", "measure", ""),
        ("单位", "unit", ""),
        ("通报", "made known", ""),
        ("限期", "last day", ""),
        ("状态", "state", ""),
    ]
    table = _table([*columns, ("责任", "answers", "")], lang)
    for matter in status.matters:
        state = say(lang, "逾期", "overdue") if matter.state == "overdue" else say(lang, "办理中", "due")
        names = _names(matter.answers, scheme, lang)
        table.add_row(matter.title, scheme.title_of(matter.unit), str(matter.opened), str(matter.last), state, names)
    return table


# ---- duties


def duties_text(status: PlanStatus, scheme: Scheme, whole: bool, lang: Language) -> str:
    """The figures of the duties, then the windows in which something is missing or late; or all windows."""
    about = " · ".join([scheme.title or scheme.id, *([scheme.title_of(status.party)] if status.party else []), str(status.on)])
    windows = [window for window in status.windows if whole or window.late or (window.missing and window.over)]
    shown = [_windows_table(windows, scheme, lang)] if windows else []
    return rendered(about, _duties_table(status, lang), *shown)


_COUNTS = (("应做", "asked", "right"), ("按时", "in time", "right"), ("迟做", "late", "right"), ("缺", "missing", "right"))


def _duties_table(status: PlanStatus, lang: Language) -> Table:
    table = _table([("常规任务", "duty", ""), *_COUNTS], lang)
    for duty in status.duties:
        table.add_row(duty.title, *map(number, (duty.asked, duty.done, duty.late, duty.missing)))
    return table


def _windows_table(windows: list[DutyWindow], scheme: Scheme, lang: Language) -> Table:
    columns = [("常规任务", "duty", ""), ("单位", "party", ""), ("从", "from", ""), ("限期", "by", "")]
    table = _table([*columns, *_COUNTS, ("责任", "answers", "")], lang)
    for window in windows:
        party = scheme.title_of(window.party) if window.party else ""
        counts = map(number, (Fraction(window.asked), window.done, window.late, window.missing))
        table.add_row(window.title, party, str(window.first), str(window.last), *counts, _names(window.answers, scheme, lang))
    return table


# ---- chains


def chain_text(chain: Chain, scheme: Scheme, thing: str, on: str, unit: str | None, lang: Language) -> str:
    """Who answers, a line each, in order."""
    about = " · ".join(part for part in (thing, unit, on) if part)
    if not chain:
        return say(lang, f"{about}：无人负责", f"{about}: nobody answers") + "\n"
    columns = [("角色", "role", ""), ("姓名", "person", ""), ("单位", "party", ""), ("岗位", "post", ""), ("份额", "share", "right")]
    table = _table(columns, lang, about)
    posts = Counter(answer.entry for answer in chain)
    for answer in chain:
        table.add_row(*_cells(answer, posts[answer.entry], scheme, lang))
    source = [say(lang, f"依据：{chain.source}", f"by: {chain.source}")] if chain.source else []
    return rendered(table, *source)


def _cells(answer: Answer, posts: int, scheme: Scheme, lang: Language) -> Iterable[str]:
    """Several posts of one entry divide its share."""
    yield say(lang, ROLES.get(answer.role, answer.role), answer.role)
    yield _name(answer, scheme, lang) if answer.person or answer.post else ""
    yield scheme.title_of(answer.party) if answer.party else ""
    yield scheme.title_of(answer.post) if answer.post else ""
    yield percent(answer.share / posts)


def _names(answers: Iterable[Answer], scheme: Scheme, lang: Language) -> str:
    """Each name once."""
    return say(lang, "、", ", ").join(dict.fromkeys(_name(answer, scheme, lang) for answer in answers))


def _name(answer: Answer, scheme: Scheme, lang: Language) -> str:
    """The person, else the title of the party that answers itself."""
    if answer.person:
        return answer.person + (say(lang, "（代理）", " (acting)") if answer.acting else "")
    return scheme.title_of(answer.name) if answer.name else say(lang, "（空缺）", "(vacant)")
