"""The commands about plans and who answers: `kaohe plan`, `kaohe duties`, `kaohe who`."""

from __future__ import annotations

import json
from pathlib import Path

import click

from kaohe import output, plan_output
from kaohe.cli_shared import (
    PARTY_TABLES,
    PATH,
    UNREADABLE,
    RefusalError,
    TableFormat,
    TextFormat,
    answering,
    checked_day,
    format_of,
    lang_option,
    on_option,
    out_option,
    party_options,
    put,
    scheme_argument,
    table_format_option,
    table_options,
    text_format_option,
)
from kaohe.errors import Language
from kaohe.plan_status import PlanStatus
from kaohe.scheme import Scheme, load

Tables = dict[str, Path | None]

party_option = click.option("--party", metavar="ID", help="只看这个单位及其下级的任务、常规任务和应办事项。")


@click.command()
@scheme_argument
@on_option
@table_options
@party_options
@party_option
@click.option("--measures", is_flag=True, help="同时用这些表算分，列出结果运用限期办理的事项。")
@click.option("--made-known", metavar="DATE", help="考核结果通报的日期，办理期限从这天算起；默认为时期的最后一天。")
@click.option("--ical", metavar="FILE", type=PATH, help="把任务、目标值和常规任务的日期写成日历文件（iCalendar）。")
@table_format_option
@out_option
@lang_option
def plan(
    scheme: Path,
    on: str,
    threads: int,
    party: str | None,
    measures: bool,
    made_known: str | None,
    ical: Path | None,
    form: TableFormat | None,
    out: Path | None,
    lang: Language,
    **tables: Path | None,
) -> None:
    """计划到某一天的进展：每项任务的进度、状态和原因，谁负责，滞后的影响哪些任务。"""
    with answering(lang):
        loaded = _loaded(scheme, tables)
        day = checked_day(on, lang)
        if not len(loaded.plan) and not loaded.plan.duties:
            zh, en = "方案里没有计划，也没有常规任务", "the scheme has neither a plan nor duties"
            raise RefusalError(output.say(lang, zh, en), UNREADABLE)
        known = None if made_known is None else checked_day(made_known, lang)
        status = _status(loaded, day, tables, party, lang, threads if measures else None, known)
        form = form or format_of(out)
        text = status.to_json(lang) + "\n" if form == "json" else plan_output.plan_text(status, loaded, lang)
        if ical is not None:
            output.write_whole(ical, loaded.plan.to_ical(day, lang=lang))
        put(output.csv_text(status) if form == "csv" else text, form, out)


@click.command()
@scheme_argument
@on_option
@table_options
@party_options
@party_option
@click.option("--all", "whole", is_flag=True, help="列出每个时段，不只是缺的和迟的。")
@table_format_option
@out_option
@lang_option
def duties(
    scheme: Path,
    on: str,
    threads: int,
    party: str | None,
    whole: bool,
    form: TableFormat | None,
    out: Path | None,
    lang: Language,
    **tables: Path | None,
) -> None:
    """常规任务到某一天做得怎样：每个时段应做几次、按时几次、迟几次、缺几次，缺的和迟的由谁负责。"""
    with answering(lang):
        loaded = _loaded(scheme, tables)
        day = checked_day(on, lang)
        if not loaded.plan.duties:
            raise RefusalError(output.say(lang, "方案里没有常规任务", "the scheme has no duties"), UNREADABLE)
        status = _status(loaded, day, tables, party, lang)
        form = form or format_of(out)
        if form == "json":
            told = json.loads(status.to_json(lang))
            text = json.dumps({name: told[name] for name in ("scheme", "on", "party", "duties")}, ensure_ascii=False, indent=1) + "\n"
        else:
            text = output.csv_text(status.windows) if form == "csv" else plan_output.duties_text(status, loaded, whole, lang)
        put(text, form, out)


@click.command()
@scheme_argument
@click.argument("thing", metavar="ID")
@on_option
@click.option("--unit", metavar="ID", help="问的是哪个单位：属地责任、本单位岗位由它确定。")
@party_options
@text_format_option
@lang_option
def who(scheme: Path, thing: str, on: str, unit: str | None, form: TextFormat, lang: Language, **tables: Path | None) -> None:
    """某一天谁对一件事负责：考核项、任务、常规任务、一票否决、责任主体或标签。"""
    with answering(lang):
        loaded = _loaded(scheme, tables)
        chain = loaded.answers_for(thing, checked_day(on, lang), unit=unit)
        output.complain(*output.finding_lines(chain.findings, loaded.sources, lang))
        output.write(chain.to_json(lang) + "\n" if form == "json" else plan_output.chain_text(chain, loaded, thing, on, unit, lang))


COMMANDS = (plan, duties, who)


# ---- what the commands share


def _loaded(path: Path, tables: Tables) -> Scheme:
    """The scheme, with the parties, posts and chains of tables, which are taken out of `tables`."""
    scheme = load(path)
    given = {name: tables.pop(name) for name in PARTY_TABLES}
    return scheme.with_parties(**given) if any(given.values()) else scheme


def _status(
    scheme: Scheme,
    on: str,
    tables: Tables,
    party: str | None,
    lang: Language,
    threads: int | None = None,
    made_known: str | None = None,
) -> PlanStatus:
    """Asks, and tells on stderr what was found on the way; with `threads`, after an assessment by the same tables."""
    assessment = None if threads is None else scheme.assess(**tables, threads=threads)
    status = scheme.plan.status(on, **tables, assessment=assessment, made_known=made_known, party=party, lang=lang)
    output.complain(*output.finding_lines([*scheme.findings, *status.findings], scheme.sources, lang))
    return status
