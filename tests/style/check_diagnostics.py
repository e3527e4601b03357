"""Compares the findings of the catalogue with the sections of docs/diagnostics.md.

usage: check_diagnostics.py ROOT

Every code has one row in include/kaohe/base/catalogue and one section in the page; the rows of a file are in order.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path


def codes_in(path: Path, pattern: str) -> list[str]:
    return re.findall(pattern, path.read_text(encoding="utf-8"), re.MULTILINE)


def disorder(path: Path, codes: list[str]) -> Iterator[str]:
    for before, after in pairwise(codes):
        if before == after:
            yield f"{path.name}: {after} stands there twice"
        elif before > after:
            yield f"{path.name}: {after} stands behind {before}"


def strangers(path: Path, codes: list[str]) -> Iterator[str]:
    """A file k07_*.inc holds the codes K07xx."""
    family = path.name[:3].upper()
    yield from (f"{path.name}: {code} belongs to another file" for code in codes if not code.startswith(family))


def check(root: Path) -> list[str]:
    wrong: list[str] = []
    catalogue: set[str] = set()
    for path in sorted((root / "include/kaohe/base/catalogue").glob("*.inc")):
        codes = codes_in(path, r'^\{"(K\d{4})"')
        wrong += [*disorder(path, codes), *strangers(path, codes)]
        catalogue.update(codes)
    page = root / "docs/diagnostics.md"
    sections = codes_in(page, r"^#+ (K\d{4})\b")
    wrong += disorder(page, sections)
    wrong += [f"{page.name}: no section for {code}" for code in sorted(catalogue - set(sections))]
    wrong += [f"{page.name}: {code} is not in the catalogue" for code in sorted(set(sections) - catalogue)]
    return wrong


def main() -> int:
    wrong = check(Path(sys.argv[1]))
    print("\n".join(wrong) or "every finding has its section")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
