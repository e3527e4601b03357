"""The commands about who answers: `kaohe who`."""

from __future__ import annotations

from pathlib import Path

import click

from kaohe import output, plan_output
from kaohe.cli_shared import (
    PARTY_TABLES,
    TextFormat,
    answering,
    checked_day,
    lang_option,
    on_option,
    party_options,
    scheme_argument,
    text_format_option,
)
from kaohe.errors import Language
from kaohe.scheme import Scheme, load

Tables = dict[str, Path | None]


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


COMMANDS = (who,)


# ---- what the commands share


def _loaded(path: Path, tables: Tables) -> Scheme:
    """The scheme, with the parties, posts and chains of tables, which are taken out of `tables`."""
    scheme = load(path)
    given = {name: tables.pop(name) for name in PARTY_TABLES}
    return scheme.with_parties(**given) if any(given.values()) else scheme
