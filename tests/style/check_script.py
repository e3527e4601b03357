"""Says where the C interface is not of one piece.

usage: check_script.py ROOT

What is generated from functions.toml stands as it would be generated; symbols.txt lists what both headers declare; every function is
called by a test in C; no type in a header has another size elsewhere.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

HEADERS = "bindings/c/include/kaohe"
ELSEWHERE_OTHER = re.compile(r"\b(size_t|ssize_t|ptrdiff_t|long|wchar_t|bool|_Bool|unsigned|short)\b")


def drifted(root: Path) -> list[str]:
    generate = [sys.executable, str(root / "bindings/c/script/generate.py"), str(root), "--check"]
    done = subprocess.run(generate, capture_output=True, encoding="utf-8", check=False)
    return [] if done.returncode == 0 else (done.stdout + done.stderr).splitlines()


def code_of(header: Path) -> str:
    text = header.read_text(encoding="utf-8")
    return re.sub(r"/\*.*?\*/", lambda comment: "\n" * comment[0].count("\n"), text, flags=re.DOTALL)


def declared(code: str) -> set[str]:
    return set(re.findall(r"^KAOHE_API\b[^;(]*?\b(kaohe_\w+)\(", code, flags=re.MULTILINE))


def unlisted(names: set[str], listed: set[str]) -> Iterator[str]:
    yield from (f"declared, but not in symbols.txt: {name}" for name in sorted(names - listed))
    yield from (f"in symbols.txt, but declared by no header: {name}" for name in sorted(listed - names))


def sizes(header: Path, code: str) -> Iterator[str]:
    for number, line in enumerate(code.splitlines(), 1):
        for found in ELSEWHERE_OTHER.findall(line):
            yield f"{header.name}:{number}: {found} has another size elsewhere"


def check(root: Path) -> list[str]:
    codes = {header: code_of(header) for header in sorted((root / HEADERS).glob("*.h"))}
    names = {name for code in codes.values() for name in declared(code)}
    listed = set((root / "bindings/c/symbols.txt").read_text(encoding="utf-8").split())
    tests = "".join(file.read_text(encoding="utf-8") for file in (root / "tests/c").iterdir() if file.suffix in {".c", ".cpp", ".h"})
    called = set(re.findall(r"\b(kaohe_\w+)\(", tests))
    wrong = drifted(root) + list(unlisted(names, listed))
    wrong += [f"called by no test in C: {name}" for name in sorted(names - called)]
    return wrong + [found for header, code in codes.items() for found in sizes(header, code)]


def main() -> int:
    wrong = check(Path(sys.argv[1]))
    print("\n".join(wrong) or "the C interface is of one piece")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
