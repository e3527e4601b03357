"""What the command line writes of results that are compared."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from kaohe.diff import Cause, Change, Diff, Figure, decimal_text
from kaohe.errors import Language
from kaohe.output import say
from kaohe.results import Difference, Result

if TYPE_CHECKING:
    from rich.table import Table

_HASH_SHOWN = len("sha256:") + 12

_REASONS: dict[Difference, tuple[str, str]] = {
    "scheme": ("考核办法不是同一个", "another scheme"),
    "rules": ("规则不同", "other rules"),
    "period": ("考核期不同", "another period"),
    "evidence": ("数据不同", "other data"),
    "kaohe": ("kaohe 的版本不同", "another version of kaohe"),
    "order": (
        "规则、数据和版本都相同，只是单位的先后不同",
        "the rules, the data and the version are the same, and so is every figure; units stand in another order",
    ),
    "contents": (
        "规则、数据和版本都相同，文件的内容却不同：文件被改动过，或检查意见里的表名、行号变了",
        "the rules, the data and the version are the same, but not the text: it was edited, or findings name other tables and rows",
    ),
}
_FIGURES = {
    "group": ("分组", "group"),
    "total": ("总分", "total"),
    "base": ("基本分", "base"),
    "adjustments": ("加减分", "adjustments"),
    "grade": ("等次", "grade"),
    "grade_computed": ("算得的等次", "computed grade"),
    "rank": ("名次", "rank"),
    "vetoes": ("一票否决", "vetoes"),
    "gates": ("前置条件不符", "gates failed"),
    "measures": ("结果运用", "measures"),
    "missing": ("缺项", "missing"),
    "not_applicable": ("不适用", "not applicable"),
    "score": ("得分", "score"),
}
_CAUSES: dict[Cause, tuple[str, str]] = {"data": ("数据", "data"), "rules": ("规则", "rules")}


def verdict_text(old: Result, new: Result, found: list[Difference], lang: Language) -> str:
    """Whether a result was made anew to the byte, and if not, in what it differs."""
    if not found:
        zh, en = f"重新计算的结果与 {old.name} 逐字节相同", f"made again, the result is {old.name} to the byte"
        return say(lang, zh, en) + "\n"
    zh, en = f"重新计算的结果与 {old.name} 不同：", f"made again, the result is not {old.name}:"
    lines = [say(lang, zh, en)]
    lines += [f"    {say(lang, *_REASONS[difference])}{_sides(difference, old, new, lang)}" for difference in found]
    return "\n".join(lines) + "\n"


def _sides(difference: Difference, old: Result, new: Result, lang: Language) -> str:
    sides: dict[Difference, tuple[str | None, str | None]] = {
        "scheme": (old.scheme, new.scheme),
        "rules": (old.made_by.get("scheme"), new.made_by.get("scheme")),
        "period": (old.period, new.period),
        "evidence": (old.made_by.get("evidence"), new.made_by.get("evidence")),
        "kaohe": (old.made_by.get("kaohe"), new.made_by.get("kaohe")),
    }
    if difference not in sides:
        return ""
    before, after = ((side or "—")[:_HASH_SHOWN] if difference in {"rules", "evidence"} else side or "—" for side in sides[difference])
    return say(lang, f"：{before} → {after}", f": {before} → {after}")


# ---- a diff


def diff_text(diff: Diff, lang: Language) -> str:
    """The head that says what is compared, then a row for each change."""
    from rich.console import Console

    stream = io.StringIO()
    terminal = sys.stdout.isatty()
    console = Console(file=stream, force_terminal=terminal, width=None if terminal else 10_000, highlight=False, markup=False)
    for line in _head(diff, lang):
        console.print(line)
    if diff.changes:
        console.print(_table(diff, lang))
    text = stream.getvalue()
    return text if terminal else "".join(line.rstrip() + "\n" for line in text.splitlines())


def _head(diff: Diff, lang: Language) -> Iterator[str]:
    yield f"{diff.new.scheme}: {diff.old.name} → {diff.new.name}"
    if diff.old.period != diff.new.period:
        before, after = diff.old.period or "—", diff.new.period or "—"
        yield say(lang, f"考核期不同：{before} → {after}", f"different periods: {before} → {after}")
    yield _same(diff, lang)
    versions = list(dict.fromkeys(result.made_by["kaohe"] for result in (diff.old, diff.between, diff.new) if result))
    if len(versions) > 1:
        yield say(lang, "kaohe 的版本不同：", "different versions of kaohe: ") + " → ".join(versions)
    for units, zh, en in ((diff.came, "新增的单位", "units that came"), (diff.went, "减少的单位", "units that went")):
        if units:
            yield say(lang, f"{zh}：", f"{en}: ") + "、".join(units)
    yield say(lang, f"有变化的单位：{len(diff.changes)}", f"units with changes: {len(diff.changes)}")


def _same(diff: Diff, lang: Language) -> str:
    words = {True: ("相同", "the same"), False: ("不同", "different")}
    rules, data = words[diff.same("scheme")], words[diff.same("evidence")]
    return say(lang, f"规则{rules[0]}，数据{data[0]}", f"rules: {rules[1]}, data: {data[1]}")


def _table(diff: Diff, lang: Language) -> Table:
    from rich.table import Table

    table = Table()
    headings = [("单位", "unit"), ("项目", "figure"), ("旧", "old"), ("新", "new"), ("变化", "change")]
    if diff.between is not None:
        headings += [("其中数据", "by data"), ("其中规则", "by rules")]
    for number, heading in enumerate(headings):
        table.add_column(say(lang, *heading), justify="left" if number < 2 else "right", overflow="fold")
    for unit, changes in diff.changes.items():
        for number, change in enumerate(changes):
            table.add_row("" if number else unit, *_cells(change, diff.between is not None, lang))
    return table


def _cells(change: Change, parted: bool, lang: Language) -> Iterator[str]:
    figure = say(lang, *_FIGURES[change.figure])
    yield figure if change.criterion is None else f"{figure} {change.criterion}"
    yield _shown(change.old)
    yield _shown(change.new)
    yield _signed(change.change)
    if parted and change.data is None:
        yield from ("✓" if cause in change.causes else "" for cause in _CAUSES)
    elif parted:
        yield from (_signed(change.data), _signed(change.rules))


def _shown(value: Figure) -> str:
    if isinstance(value, tuple):
        return "、".join(value) or "—"
    if isinstance(value, Decimal):
        return decimal_text(value)
    return "—" if value is None else str(value)


def _signed(number: Decimal | int | None) -> str:
    if number is None:
        return ""
    text = _shown(number)
    return f"+{text}" if number > 0 else text
