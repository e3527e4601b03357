"""Compiles, runs and compares what docs/c.md shows.

usage: check_docs.py COMPILER LIBRARY
"""

import doctest
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "bindings/c/script"
FENCE = re.compile(r"^```(?P<info>[^\n]+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)


class Block(NamedTuple):
    info: list[str]
    text: str


def blocks() -> list[Block]:
    page = (ROOT / "docs/c.md").read_text(encoding="utf-8")
    return [Block(match["info"].split(), match["text"]) for match in FENCE.finditer(page)]


def block(kind: str) -> Block:
    return next(block for block in blocks() if block.info[0] == kind)


def printed(compiler: str, library: Path, folder: Path) -> str:
    """What the program prints, compiled as the page says."""
    for given in blocks():
        if len(given.info) == 2:
            (folder / given.info[1]).write_text(given.text, encoding="utf-8")
    flags = ["-std=c99", "-pedantic", "-Wall", "-Wextra", "-Werror", f"-I{ROOT}/bindings/c/include"]
    linked = [str(library), f"-Wl,-rpath,{library.parent}"]
    subprocess.run([compiler, *flags, block("c").info[1], "-o", "score", *linked], cwd=folder, check=True)
    return subprocess.run([folder / "score"], cwd=folder, check=True, capture_output=True, encoding="utf-8").stdout


def session_failures(library: Path, folder: Path) -> int:
    """How many lines of the Python session are not so."""
    sys.path.insert(0, str(SCRIPT))
    sys.dont_write_bytecode = True
    os.chdir(folder)
    session = doctest.DocTestParser().get_doctest(block("python").text, {"library": str(library)}, "c.md", "c.md", 0)
    runner = doctest.DocTestRunner()
    runner.run(session)
    return runner.failures if runner.tries > 10 else 1


def basic_mistakes() -> list[str]:
    """Calls in the Visual Basic, which nothing here can run, that are no function of kaohe.bas or have another number of arguments."""
    module = (SCRIPT / "kaohe.bas").read_text(encoding="utf-8")
    known = {name: len(given.split(", ")) if given else 0 for name, given in re.findall(r"^Public Function (\w+)\((.*)\) As", module, re.M)}
    calls = re.findall(r"\b(Kaohe\w+)(?:\(([^()]*)\)| ([^\n]+))", block("vb").text)
    made = [(name, len([one for one in (inside or bare).split(", ") if one])) for name, inside, bare in calls]
    return [f"{name} takes {known.get(name)} arguments, not {count}" for name, count in made if known.get(name) != count]


def main() -> int:
    compiler, library = sys.argv[1], Path(sys.argv[2]).resolve()
    with tempfile.TemporaryDirectory() as folder:
        shown = printed(compiler, library, Path(folder))
        wrong = [] if shown == block("text").text else [f"score.c prints\n{shown}"]
        if session_failures(library, Path(folder)):
            wrong.append("the Python session comes out otherwise")
        os.chdir(ROOT)
    wrong += basic_mistakes()
    print("\n".join(wrong) or "docs/c.md is true")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
