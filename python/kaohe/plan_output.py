"""What the command line writes of chains."""

from __future__ import annotations

import io
import sys
from collections import Counter
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from kaohe.chain import Answer, Chain
from kaohe.errors import Language
from kaohe.output import say
from kaohe.scheme import Scheme

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table

ROLES = {"first": "第一责任人", "deputy": "分管", "direct": "直接责任人", "lead": "牵头", "assist": "配合"}


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


def _table(columns: Iterable[tuple[str, str, str]], lang: Language, title: str | None = None) -> Table:
    """Columns by Chinese and English heading and the side of their cells."""
    from rich.table import Table

    table = Table(title=title, title_justify="left")
    for zh, en, side in columns:
        table.add_column(say(lang, zh, en), justify="right" if side == "right" else "left", overflow="fold")
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
    yield _name(answer, lang) if answer.person or answer.post else ""
    yield scheme.title_of(answer.party) if answer.party else ""
    yield scheme.title_of(answer.post) if answer.post else ""
    yield percent(answer.share / posts)


def _name(answer: Answer, lang: Language) -> str:
    acting = say(lang, "（代理）", " (acting)") if answer.acting else ""
    return (answer.name or say(lang, "（空缺）", "(vacant)")) + acting
