"""What the command line writes: tables, findings, files."""

from __future__ import annotations

import csv
import errno
import io
import os
import sys
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeVar

from kaohe.assessment import Assessment, UnitResult
from kaohe.errors import Finding, Language
from kaohe.intervals import Intervals, UnitInterval
from kaohe.plan_status import Rows
from kaohe.rule_tests import TestOutcome, TestReport
from kaohe.scheme import Scheme

if TYPE_CHECKING:
    from rich.table import Table

T = TypeVar("T")
Row = TypeVar("Row", UnitResult, UnitInterval)

# How long a person waits, in seconds, before being shown that work goes on.
PATIENCE = 1.0


def say(lang: Language, zh: str, en: str) -> str:
    """The sentence in the language asked for."""
    return zh if lang == "zh" else en


# ---- streams


def write(text: str) -> None:
    """Writes to stdout: as the terminal wants it, and as UTF-8 to anything else."""
    if sys.stdout.isatty():
        sys.stdout.write(text)
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode())
    sys.stdout.flush()


def complain(*lines: str) -> None:
    """Writes lines to stderr."""
    sys.stderr.write("".join(lines))


def finding_lines(findings: Iterable[Finding], sources: Mapping[str, bytes], lang: Language) -> Iterator[str]:
    """Every finding with the line it is about."""
    for finding in findings:
        yield finding.text(lang, sources.get(finding.file or "", b"")).rstrip("\n") + "\n"


def summary(findings: list[Finding], lang: Language) -> str:
    """How many findings there are of each severity."""
    counts = {severity: sum(finding.severity == severity for finding in findings) for severity in ("error", "warning", "hint")}
    if not findings:
        return say(lang, "没有发现问题", "nothing to report")
    zh = f"{counts['error']} 个错误，{counts['warning']} 个警告，{counts['hint']} 个提示"
    return say(lang, zh, f"errors: {counts['error']}, warnings: {counts['warning']}, hints: {counts['hint']}")


def why(error: OSError, lang: Language) -> str:
    """Why a file could not be read or written."""
    reasons = {
        errno.ENOENT: ("没有这个文件或文件夹", "no such file or folder"),
        errno.EACCES: ("没有权限", "permission denied"),
        errno.EISDIR: ("这是文件夹，不是文件", "this is a folder, not a file"),
        errno.ENOSPC: ("磁盘已满", "the disk is full"),
    }
    reason = say(lang, *reasons.get(error.errno or 0, (str(error.strerror), str(error.strerror))))
    return f"{error.filename}：{reason}" if lang == "zh" else f"{error.filename}: {reason}"


# ---- files


def write_whole(path: Path, data: bytes) -> None:
    """Writes a file whole or leaves it as it was."""
    if path.exists() and not path.is_file():
        path.write_bytes(data)  # a pipe or a device: nothing to be replaced
        return
    target = path.resolve()
    with tempfile.NamedTemporaryFile(dir=target.parent, prefix=f".{target.name}.", delete=False) as stream:
        draft = Path(stream.name)
        try:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
            draft.chmod(target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask())
            draft.replace(target)
        except BaseException:
            draft.unlink(missing_ok=True)
            raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


# ---- progress


def with_progress(work: Callable[[], T], label: str) -> T:
    """Does the work; where it takes longer than a second and a person watches, shows that it goes on."""
    if not sys.stderr.isatty():
        return work()
    results: list[T] = []
    errors: list[BaseException] = []

    def run() -> None:
        try:
            results.append(work())
        except BaseException as error:  # handed on to the caller's thread
            errors.append(error)

    worker = threading.Thread(target=run, daemon=True)
    worker.start()
    worker.join(PATIENCE)
    if worker.is_alive():
        _show_until_done(worker, label)
    if errors:
        raise errors[0]
    return results[0]


def _show_until_done(worker: threading.Thread, label: str) -> None:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn(label), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        progress.add_task(label, total=None)
        worker.join()


# ---- the tests of a scheme


def tests_text(report: TestReport, scheme: Scheme, lang: Language) -> str:
    """Every test with what was found, and what no test reaches."""
    lines = [line for test in report.tests for line in _test_lines(test, scheme.sources, lang)]
    return "".join([*lines, _tests_summary(report, lang), *_reach_lines(report, lang)])


def _test_lines(test: TestOutcome, sources: Mapping[str, bytes], lang: Language) -> Iterator[str]:
    verdict = say(lang, "通过", "passed") if test.passed else say(lang, "未通过", "FAILED")
    yield f"{verdict}  {test.name}\n"
    for text in finding_lines(test.findings, sources, lang):
        yield "".join(f"    {line}\n" for line in text.splitlines())


def _tests_summary(report: TestReport, lang: Language) -> str:
    failed = sum(not test.passed for test in report.tests)
    zh = f"{len(report.tests)} 个检验用例，{failed} 个未通过"
    return say(lang, zh, f"tests: {len(report.tests)}, failed: {failed}") + "\n"


def _reach_lines(report: TestReport, lang: Language) -> Iterator[str]:
    reached, unreached = len(report.reached), len(report.unreached)
    zh = f"用例覆盖规则的 {reached} 处，没有覆盖的 {unreached} 处"
    yield say(lang, zh, f"parts of the rules that tests reach: {reached}, that none reaches: {unreached}") + "\n"
    for part in report.unreached:
        yield f"    {part.file}:{part.line}:{part.column}: {part.words(lang)}\n"


# ---- results


def csv_text(results: Assessment | Intervals | Rows[Any]) -> str:
    """One row for each unit, item or window. Lists are parted by semicolons; what is absent is an empty cell."""
    columns = results.to_columns()
    stream = io.StringIO()
    rows = csv.writer(stream, lineterminator="\n")
    rows.writerow(columns)
    rows.writerows([_csv_cell(cell) for cell in row] for row in zip(*columns.values(), strict=True))
    return stream.getvalue()


def _csv_cell(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, list):
        return ";".join(cell)
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, Fraction):
        return exact(cell)
    return plain(cell) if isinstance(cell, Decimal) else str(cell)


def exact(number: Fraction) -> str:
    """The decimal, or n/d where no decimal is exact."""
    rest, twos, fives = number.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    digits = max(twos, fives)
    return plain(Decimal(f"{number * 10**digits}E-{digits}")) if rest == 1 else str(number)


def plain(number: Decimal) -> str:
    """The decimal without an exponent."""
    return f"{number:f}"


def ranking_text(assessment: Assessment, title: str, lang: Language) -> str:
    """The ranking, a table for each group."""
    ranking = assessment.ranking()
    return _tables_text(_dated(title, assessment.period, lang), _columns(assessment, ranking, lang), ranking)


def intervals_text(intervals: Intervals, title: str, lang: Language) -> str:
    """What may still become of every unit, a table for each group."""
    units = sorted(intervals.values(), key=lambda interval: interval.group or "")
    heading = _dated(title, intervals.period, lang) + say(lang, "：数据未齐，以下都还可能", ": data are missing; all of this is possible")
    return _tables_text(heading, _interval_columns(intervals, units, lang), units)


def _dated(title: str, period: str | None, lang: Language) -> str:
    return title if period is None else say(lang, f"{title}（{period}）", f"{title} ({period})")


def _tables_text(heading: str, columns: list[Column[Row]], rows: list[Row]) -> str:
    from rich.console import Console

    stream = io.StringIO()
    terminal = sys.stdout.isatty()
    console = Console(file=stream, force_terminal=terminal, width=None if terminal else 10_000, highlight=False, markup=False)
    console.print(heading)
    for group, members in groupby(rows, lambda row: row.group):
        console.print(_table(group, columns, members))
    text = stream.getvalue()
    return text if terminal else "".join(line.rstrip() + "\n" for line in text.splitlines())


@dataclass(frozen=True)
class Column(Generic[Row]):
    """A column of a table: its heading, its side, and what it shows of a unit."""

    heading: str
    justify: Literal["left", "right"]
    show: Callable[[Row], str]


def _table(group: str | None, columns: list[Column[Row]], rows: Iterable[Row]) -> Table:
    from rich.table import Table

    table = Table(title=group or None, title_justify="left")
    for column in columns:
        table.add_column(column.heading, justify=column.justify, overflow="fold")
    for row in rows:
        table.add_row(*(column.show(row) for column in columns))
    return table


def _columns(assessment: Assessment, ranking: list[UnitResult], lang: Language) -> list[Column[UnitResult]]:
    """What there is to show; columns that would be empty are left out."""
    columns = [Column[UnitResult](say(lang, "名次", "rank"), "right", lambda result: _cell(result.rank)), *_names(ranking, lang)]
    columns.append(_number(say(lang, "总分", "total"), ranking, lambda result: result.total))
    if assessment.graded:
        columns.append(Column(say(lang, "等次", "grade"), "left", lambda result: _grade(result, lang)))
    columns.append(_number(say(lang, "基本分", "base"), ranking, lambda result: result.base))
    if any(result.adjustments for result in ranking):
        columns.append(_number(say(lang, "加减分", "adjustments"), ranking, lambda result: result.adjustments))
    for name, zh, en in (("vetoes", "一票否决", "vetoes"), ("gates", "前置条件不符", "gates failed"), ("measures", "结果运用", "measures")):
        columns += _listed(say(lang, zh, en), ranking, attrgetter(name), lang)
    return columns + _missing(ranking, assessment.criteria, lang)


def _interval_columns(intervals: Intervals, units: list[UnitInterval], lang: Language) -> list[Column[UnitInterval]]:
    columns = _names(units, lang)
    columns.append(_number(say(lang, "最低", "lowest"), units, lambda unit: unit.lowest))
    columns.append(_number(say(lang, "最高", "highest"), units, lambda unit: unit.highest))
    if intervals.graded:
        columns.append(Column(say(lang, "可能的等次", "grades"), "left", lambda unit: _joined(unit.grades, lang) or _cell(None)))
    if any(unit.excluded or unit.may_be_excluded for unit in units):
        columns.append(Column(say(lang, "前置条件", "gates"), "left", lambda unit: _standing(unit, lang)))
    return columns + _missing(units, intervals.criteria, lang)


def _standing(unit: UnitInterval, lang: Language) -> str:
    if unit.may_be_excluded:
        return say(lang, "可能不参加", "may be excluded")
    return say(lang, "不参加", "excluded") if unit.excluded else ""


def _names(rows: list[Row], lang: Language) -> list[Column[Row]]:
    columns: list[Column[Row]] = [Column(say(lang, "单位", "unit"), "left", lambda row: row.unit)]
    if any(row.title not in {None, row.unit} for row in rows):
        columns.append(Column(say(lang, "名称", "title"), "left", lambda row: _cell(row.title)))
    return columns


def _missing(rows: list[Row], titles: Mapping[str, str], lang: Language) -> list[Column[Row]]:
    return _listed(say(lang, "缺项", "missing"), rows, lambda row: [titles.get(leaf) or leaf for leaf in row.missing], lang)


def _listed(heading: str, rows: list[Row], names: Callable[[Row], list[str]], lang: Language) -> list[Column[Row]]:
    """A column of lists, where any is not empty."""
    return [Column(heading, "left", lambda row: _joined(names(row), lang))] if any(names(row) for row in rows) else []


def _joined(names: list[str], lang: Language) -> str:
    return say(lang, "、", ", ").join(names)


def _number(heading: str, rows: list[Row], number: Callable[[Row], Decimal | None]) -> Column[Row]:
    """A column of numbers with as many digits as the longest of them has."""
    digits = _digits([number(row) for row in rows])

    def show(row: Row) -> str:
        found = number(row)
        return _cell(None) if found is None else f"{found:.{digits}f}"

    return Column(heading, "right", show)


def _digits(numbers: list[Decimal | None]) -> int:
    """How many digits after the point the longest of them has."""
    exponents = [number.as_tuple().exponent for number in numbers if number is not None]
    return max((-exponent for exponent in exponents if isinstance(exponent, int)), default=0)


def _grade(result: UnitResult, lang: Language) -> str:
    """The grade; beside a decided one, what was computed."""
    if result.grade_computed is None:
        return _cell(result.grade)
    return say(lang, f"{result.grade}（决定，算得{result.grade_computed}）", f"{result.grade} (decided, computed {result.grade_computed})")


def _cell(value: object) -> str:
    return "—" if value is None else str(value)
