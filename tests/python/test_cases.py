"""Thirteen real rule sets whose results were worked out independently, and a small one for each thing that decides beyond the sum."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from oracle import assess_folder

GOLDEN = Path(__file__).parents[1] / "golden"
CASES = sorted(folder for kind in ("cases", "overrides") for folder in (GOLDEN / kind).iterdir() if folder.is_dir())
TABLES = ("events", "ratings", "units", "history", "decisions")


def expected(folder: Path) -> dict:
    return json.loads((folder / "expected.json").read_text(encoding="utf-8"))


def assessed(folder: Path, threads: int) -> dict:
    import kaohe

    observations = folder / "observations.csv"
    others = {name: folder / f"{name}.csv" for name in TABLES if (folder / f"{name}.csv").exists()}
    scheme = kaohe.load(folder / "scheme.yaml")
    return json.loads(scheme.assess(observations if observations.exists() else None, **others, threads=threads).to_json())


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_the_oracle_gives_the_known_results(folder: Path) -> None:
    assert assess_folder(folder) == expected(folder)


@pytest.mark.parametrize("threads", [1, 2])
@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_a_case_gives_its_known_results(folder: Path, threads: int) -> None:
    got = assessed(folder, threads)
    assert {key: got[key] for key in ("scheme", "period", "units")} == expected(folder)
