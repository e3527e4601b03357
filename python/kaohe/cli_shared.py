"""What the commands of `kaohe` share: options, refusals, and how errors end."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal, TypeVar

import click

from kaohe import output
from kaohe.days import day_of
from kaohe.errors import DocumentError, EvidenceError, Language, ResultError, UnknownIdError
from kaohe.scheme import MOST_THREADS

WRONG, UNREADABLE = 1, 2
TABLES = {
    "observations": "数据",
    "events": "事项",
    "ratings": "评议",
    "units": "单位",
    "history": "历年结果",
    "decisions": "决定",
}

PARTY_TABLES = {"parties": "责任主体", "posts": "岗位", "responsibilities": "责任链"}

Command = TypeVar("Command", bound=Callable[..., Any])
TextFormat = Literal["text", "json"]
TableFormat = Literal["table", "csv", "json"]

PATH = click.Path(path_type=Path)
scheme_argument = click.argument("scheme", type=PATH)
on_option = click.option("--on", metavar="DATE", required=True, help="日期，如 2014-10-31。")
text_format_option = click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="输出格式。"
)
table_format_option = click.option(
    "--format", "form", type=click.Choice(["table", "csv", "json"]), help="输出格式；默认看 --out 的扩展名，否则为 table。"
)
out_option = click.option("--out", metavar="FILE", type=PATH, help="写入文件：要么写完整，要么不动原文件。")
lang_option = click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True, help="输出语言。")


def table_options(command: Command) -> Command:
    """An option for each table of the evidence."""
    for name, title in reversed(TABLES.items()):
        command = click.option(f"--{name}", metavar="FILE", type=PATH, help=f"{title}表：CSV、Parquet 或 XLSX。")(command)
    return click.option("--threads", type=click.IntRange(0, MOST_THREADS), default=0, help="线程数，0 为每核一个；结果与此无关。")(command)


def party_options(command: Command) -> Command:
    """An option for each table of parties."""
    for name, title in reversed(PARTY_TABLES.items()):
        command = click.option(f"--{name}", metavar="FILE", type=PATH, help=f"{title}表，补充方案里写的{title}。")(command)
    return command


class RefusalError(Exception):
    """What cannot be done, in one line for a person."""

    def __init__(self, message: str, status: int) -> None:
        super().__init__(message)
        self.status = status


def checked_day(day: str, lang: Language) -> str:
    """The day as it was written, where it is one."""
    try:
        day_of(day)
    except ValueError:
        zh, en = f"“{day}”不是日期，应写作 2014-10-31 的样子", f'"{day}" is no day; write it as 2014-10-31'
        raise RefusalError(output.say(lang, zh, en), UNREADABLE) from None
    return day


def format_of(out: Path | None) -> TableFormat:
    """The format that a file's name asks for."""
    suffix = "" if out is None else out.suffix.lower()
    if suffix == ".csv":
        return "csv"
    return "json" if suffix == ".json" else "table"


def put(text: str, form: TableFormat, out: Path | None) -> None:
    """Writes to stdout, or a file whole."""
    if out is None:
        output.write(text)
    else:
        # Without the mark, Excel takes a CSV for GBK.
        output.write_whole(out, text.encode("utf-8-sig" if form == "csv" else "utf-8"))


@contextmanager
def answering(lang: Language) -> Iterator[None]:
    """Turns what may go wrong into a sentence on stderr and an exit status."""
    try:
        yield
    except (DocumentError, EvidenceError, ResultError) as error:
        output.complain(*output.finding_lines(error.findings, error.sources, lang), output.summary(error.findings, lang) + "\n")
        sys.exit(WRONG)
    except UnknownIdError as error:
        output.complain(f"kaohe: {error.text(lang)}\n")
        sys.exit(WRONG)
    except RefusalError as refusal:
        output.complain(f"kaohe: {refusal}\n")
        sys.exit(refusal.status)
    except BrokenPipeError:
        raise
    except OSError as error:
        output.complain(f"kaohe: {output.why(error, lang)}\n")
        sys.exit(UNREADABLE)
    except (ImportError, ValueError, TypeError) as error:
        output.complain(f"kaohe: {error}\n")
        sys.exit(UNREADABLE)
