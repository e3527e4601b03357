"""Compiles, runs and compares what docs/c.md shows.

usage: check_docs.py BUILD

BUILD is a built tree, which is installed as the page says.
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


def printed(build: Path, folder: Path) -> str:
    """What the page's commands print, from installing on, run beside the page's files."""
    for given in blocks():
        if len(given.info) == 2:
            (folder / given.info[1]).write_text(given.text, encoding="utf-8")
    (folder / "build").symlink_to(build)
    _, install, last = block("sh").text.replace("/opt/kaohe", str(folder / "prefix")).partition("cmake --install build")
    commands = ["bash", "-ec", f"{install} --component development{last}"]
    done = subprocess.run(commands, cwd=folder, check=True, stdout=subprocess.PIPE, encoding="utf-8")
    return "".join(line for line in done.stdout.splitlines(keepends=True) if not line.startswith("-- "))


def session_failures(library: Path, folder: Path) -> int:
    """How many lines of the Python session are not so."""
    sys.path.insert(0, str(next((folder / "prefix").rglob("kaohe_script.py")).parent))
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
    build = Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shown = printed(build, folder)
        wrong = [] if shown == block("text").text else [f"the commands print\n{shown}"]
        if session_failures(next((folder / "prefix").rglob("libkaohe.so")), folder):
            wrong.append("the Python session comes out otherwise")
        os.chdir(ROOT)
    wrong += basic_mistakes()
    print("\n".join(wrong) or "docs/c.md is true")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
