"""C++, C, Python and the command line answer with the same bytes of JSON."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import kaohe
from test_examples import EXAMPLES, EXPLAINED, TABLES

# what `./dev test` has built: tests/consumer/ask.cpp and ask.c
BUILD = Path(os.environ.get("KAOHE_BUILD", EXAMPLES.parent / "build" / "dev"))

# example: the day, and the files that tell of observations and events
PLANS = {
    "city-2014": ("2014-09-30", {"observations": "progress.csv", "events": "duties.csv"}),
    "classroom-month": ("2023-10-20", {"observations": "progress.csv", "events": "events.csv"}),
    "district-2018": ("2018-09-20", {"observations": "observations.csv", "events": "events.csv"}),
    "forestry": ("2022-05-08", {"observations": "observations.csv", "events": "duties.csv"}),
    "party-building-2006": ("2008-06-30", {"observations": "progress.csv", "events": "duties.csv"}),
}


def tables_of(example: str) -> dict[str, Path]:
    files = {name: EXAMPLES / example / f"{name}.csv" for name in TABLES}
    return {name: file for name, file in files.items() if file.exists()}


def printed(*command: str | Path) -> bytes:
    done = subprocess.run(command, capture_output=True, check=False, env={**os.environ, "PYTHONUTF8": "1"})
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


def asked(program: str, example: str, question: str, about: str, tables: dict[str, Path]) -> bytes:
    named = [f"{name}={file}" for name, file in tables.items()]
    return printed(BUILD / program, EXAMPLES / example / "scheme.yaml", question, about, *named)


def commanded(example: str, question: list[str], tables: dict[str, Path]) -> bytes:
    options = [text for name, file in tables.items() for text in (f"--{name}", str(file))]
    command, *more = question
    scheme = EXAMPLES / example / "scheme.yaml"
    return printed(sys.executable, "-m", "kaohe", command, scheme, *more, *options, "--format", "json")


def same(example: str, question: tuple[str, str], tables: dict[str, Path], python: Callable[[], str], command: list[str] | None) -> None:
    """A file and what is printed end with a line end, which is no part of the JSON."""
    answers = {program: asked(program, example, *question, tables) for program in ("ask_cpp", "ask_c")}
    answers["python"] = python().encode()
    if command is not None:
        answers["command"] = commanded(example, command, tables)
    told = {door: answer.removesuffix(b"\n") for door, answer in answers.items()}
    assert len(told["ask_cpp"]) > 2
    for door, answer in told.items():
        assert answer == told["ask_cpp"], door


@pytest.mark.parametrize("example", EXPLAINED)
def test_every_door_tells_the_same_of_an_assessment(example: str) -> None:
    tables = tables_of(example)
    assessment = kaohe.load(EXAMPLES / example / "scheme.yaml").assess(**tables)
    same(example, ("assessment", "-"), tables, assessment.to_json, ["assess"])
    same(example, ("attribution", "-"), tables, assessment.attribution().to_json, None)  # no command prints it
    unit = EXPLAINED[example][0]
    same(example, ("explanation", unit), tables, assessment[unit].explain().to_json, ["explain", "--unit", unit])


@pytest.mark.parametrize("example", PLANS)
def test_every_door_tells_the_same_of_a_plan(example: str) -> None:
    day, files = PLANS[example]
    tables = {name: EXAMPLES / example / file for name, file in files.items()}
    plan = kaohe.load(EXAMPLES / example / "scheme.yaml").plan
    same(example, ("plan", day), tables, plan.status(day, **tables).to_json, ["plan", "--on", day])
