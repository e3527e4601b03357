"""Schemes and tables as the oracle reads them: every scalar is the text that is written."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import yaml

from .assess import assess

TABLES = ("observations", "events", "ratings", "units", "history", "decisions")


def read_tree(text: str) -> dict[str, Any]:
    return yaml.load(text, Loader=yaml.BaseLoader)


def read_table(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def assess_folder(folder: Path) -> dict[str, Any]:
    """The assessment of a folder with `scheme.yaml` and the tables beside it."""
    scheme = read_tree((folder / "scheme.yaml").read_text(encoding="utf-8"))
    return assess(scheme, **{name: read_table(folder / f"{name}.csv") for name in TABLES if (folder / f"{name}.csv").exists()})
