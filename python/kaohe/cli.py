"""The command `kaohe`."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path
from typing import Literal, NoReturn

import click

from kaohe import __version__, cli_plan, comparisons, output
from kaohe.assessment import Assessment
from kaohe.cli_shared import (
    PATH,
    UNREADABLE,
    WRONG,
    RefusalError,
    TableFormat,
    TextFormat,
    answering,
    format_of,
    lang_option,
    out_option,
    put,
    scheme_argument,
    table_format_option,
    table_options,
    text_format_option,
)
from kaohe.diff import diff as compare
from kaohe.errors import DocumentError, EvidenceError, Finding, Language, findings_json
from kaohe.intervals import Intervals
from kaohe.results import differences, read_result
from kaohe.scheme import Scheme, load

LACKING = "K0810"  # a leaf that allows nothing to be missing


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="kaohe")
def app() -> None:
    """按考核办法算分、排名、说明理由。"""


@app.command()
@scheme_argument
@text_format_option
@lang_option
def check(scheme: Path, form: TextFormat, lang: Language) -> None:
    """检查考核办法：没有错误返回 0，有错误返回 1，读不了返回 2。"""
    with answering(lang):
        failed, findings, sources = _check(scheme)
        if form == "json":
            output.write(findings_json(findings, lang) + "\n")
        else:
            output.write("".join(output.finding_lines(findings, sources, lang)))
            output.write(output.summary(findings, lang) + "\n")
    sys.exit(WRONG if failed else 0)


def _check(path: Path) -> tuple[bool, list[Finding], dict[str, bytes]]:
    try:
        scheme = load(path)
    except DocumentError as error:
        return True, error.findings, error.sources
    return False, scheme.findings, scheme.sources


@app.command()
@scheme_argument
@table_options
@click.option("--interval", is_flag=True, help="数据未齐时，给出总分的最低、最高和可能的等次。")
@table_format_option
@out_option
@click.option("--verify", metavar="FILE", type=PATH, help="不写结果，只说重新计算的结果与以前的 JSON 结果是否逐字节相同；不同的返回 1。")
@lang_option
def assess(
    scheme: Path,
    threads: int,
    interval: bool,
    form: TableFormat | None,
    out: Path | None,
    verify: Path | None,
    lang: Language,
    **tables: Path | None,
) -> None:
    """算出每个单位的得分、等次和名次。

    方案规定不得缺项而数据未齐时，除列出缺什么，也给出总分的最低、最高和可能的等次，返回 1。
    """
    if verify and (form or out or interval):
        zh, en = (
            "--verify 不写结果，不能与 --format、--out、--interval 同用",
            "--verify writes no result: leave out --format, --out and --interval",
        )
        raise click.UsageError(output.say(lang, zh, en))
    with answering(lang):
        checked = _load(scheme, tables, lang)
        if verify is not None:
            _verify(verify, _assess(checked, tables, threads, lang), lang)
        form = form or format_of(out)
        try:
            results = _forecast(checked, tables, threads, lang) if interval else _assess(checked, tables, threads, lang)
        except EvidenceError as error:
            if any(finding.code == LACKING for finding in error.findings):
                output.write(_written(checked.intervals(**tables, threads=threads), checked, form, lang))
            raise
        put(_written(results, checked, form, lang), form, out)


def _verify(file: Path, assessment: Assessment, lang: Language) -> NoReturn:
    """Says whether an old result is made again to the byte, and ends."""
    old, new = read_result(file), read_result(assessment)
    found = differences(old, new)
    output.write(comparisons.verdict_text(old, new, found, lang))
    sys.exit(WRONG if found else 0)


@app.command()
@scheme_argument
@click.option("--unit", metavar="ID", required=True, help="要说明的单位。")
@table_options
@text_format_option
@lang_option
def explain(scheme: Path, unit: str, threads: int, form: TextFormat, lang: Language, **tables: Path | None) -> None:
    """说明一个单位的分数是怎么来的。"""
    with answering(lang):
        assessment = _assess(_load(scheme, tables, lang), tables, threads, lang)
        if unit not in assessment:
            raise RefusalError(_unknown(unit, assessment, lang), WRONG)
        explanation = assessment[unit].explain(lang)
        text = explanation.to_json() if form == "json" else str(explanation)
        output.write(text.rstrip("\n") + "\n")


@app.command()
@scheme_argument
@text_format_option
@lang_option
def test(scheme: Path, form: TextFormat, lang: Language) -> None:
    """运行考核办法里的检验用例，列出没有用例覆盖的规则：全部通过返回 0，有未通过的返回 1，读不了返回 2。"""
    with answering(lang):
        loaded = load(scheme)
        report = loaded.test()
        output.write(report.to_json(lang) + "\n" if form == "json" else output.tests_text(report, loaded, lang))
    sys.exit(0 if report.passed else WRONG)


@app.command()
@click.argument("old", type=PATH)
@click.argument("new", type=PATH)
@click.option("--between", metavar="FILE", type=PATH, help="规则变了的，给出以一方的规则算另一方数据的结果，每处变化分为数据和规则两部分。")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True, help="输出格式。")
@lang_option
def diff(old: Path, new: Path, between: Path | None, form: Literal["table", "json"], lang: Language) -> None:
    """比较同一考核办法的两个 JSON 结果，逐个单位、逐项列出变化。"""
    with answering(lang):
        compared = compare(old, new, between=between)
        output.write(compared.to_json() + "\n" if form == "json" else comparisons.diff_text(compared, lang))


for command in cli_plan.COMMANDS:
    app.add_command(command)


# ---- what the commands share


def _load(path: Path, tables: dict[str, Path | None], lang: Language) -> Scheme:
    if not any(tables.values()):
        zh, en = "没有给出数据表，例如 --observations 数据.csv", "no table was given, as in --observations data.csv"
        raise RefusalError(output.say(lang, zh, en), UNREADABLE)
    return load(path)


def _assess(scheme: Scheme, tables: dict[str, Path | None], threads: int, lang: Language) -> Assessment:
    """Scores, and tells on stderr what was found on the way."""
    assessment = output.with_progress(lambda: scheme.assess(**tables, threads=threads), output.say(lang, "正在算分", "scoring"))
    output.complain(*output.finding_lines([*scheme.findings, *assessment.findings], scheme.sources, lang))
    return assessment


def _forecast(scheme: Scheme, tables: dict[str, Path | None], threads: int, lang: Language) -> Intervals:
    """The same for what is possible while data are missing."""
    intervals = output.with_progress(lambda: scheme.intervals(**tables, threads=threads), output.say(lang, "正在估算", "looking ahead"))
    output.complain(*output.finding_lines([*scheme.findings, *intervals.findings], scheme.sources, lang))
    return intervals


def _unknown(unit: str, assessment: Assessment, lang: Language) -> str:
    near = assessment.nearest(unit)
    zh, en = f"没有单位“{unit}”", f'no unit is called "{unit}"'
    if near is None:
        return output.say(lang, zh, en)
    return output.say(lang, f"{zh}，是不是“{near}”？", f'{en}; did you mean "{near}"?')


def _written(results: Assessment | Intervals, scheme: Scheme, form: TableFormat, lang: Language) -> str:
    title = scheme.title or scheme.id
    if form == "json":
        return results.to_json().rstrip("\n") + "\n"
    if form == "csv":
        return output.csv_text(results)
    if isinstance(results, Intervals):
        return output.intervals_text(results, title, lang)
    return output.ranking_text(results, title, lang)


def main() -> None:
    """The entry point: `app`, but quiet when nobody reads on."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        app(prog_name="kaohe")
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(WRONG)
