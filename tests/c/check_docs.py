"""Compiles, runs and compares what docs/c.md shows.

usage: check_docs.py BUILD

BUILD is a built tree, which is installed as the page says.
"""

import doctest
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from ctypes import CDLL, Structure, byref, c_char_p, c_int32, c_int64, c_void_p, sizeof
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "bindings/c/script"
FENCE = re.compile(r"^```(?P<info>[^\n]+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)


# One of everything that the table of JSON names: a chain, a plan, a duty, a measure, a roll-up, a decision, a test.
SCHEME = """
kaohe: 1
id: s
period: 2014
missing: zero
indicators: {trees: {rollup: sum}}
criteria: [{id: a, points: 100, rule: {proportion: {of: 10}}}]
grades: [{name: A, from: 90}, {name: B}]
measures: [{id: talk, when: total < 90, within: 30 days}]
parties: [{id: u}]
posts: [{id: head, party: u, role: principal, holders: [{person: W}]}]
responsibilities: [{for: s, chain: [{role: first, post: principal}]}]
plan: [{id: green, title: G, lead: u, targets: [{indicator: trees, target: ">= 5"}]}]
duties: [{id: drill, what: d, per: year}]
tests: [{name: t, observations: {a: 10}, expect: {total: 99}}]
"""


class PlanOptions(Structure):
    _fields_ = (
        ("struct_size", c_int32),
        ("reserved", c_int32),
        ("on", c_char_p),
        ("party", c_char_p),
        ("assessment", c_void_p),
        ("made_known", c_char_p),
    )


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


def told(kaohe: CDLL) -> dict[str, Any]:
    """What every function of the table of JSON gives for one scheme."""
    kaohe.kaohe_text_data.restype = c_char_p
    kaohe.kaohe_text_data.argtypes = [c_void_p]
    scheme, evidence, assessment, rollup, findings = c_void_p(), c_void_p(), c_void_p(), c_void_p(), c_void_p()

    def add(table: int, **columns: bytes) -> None:
        for name, cell in columns.items():
            assert kaohe.kaohe_evidence_add_strings(evidence, table, name.encode(), byref(c_char_p(cell)), c_int64(1)) == 0

    assert kaohe.kaohe_scheme_load(SCHEME.encode(), c_int64(-1), b"s.yaml", byref(scheme), None) == 0
    assert kaohe.kaohe_evidence_new(byref(evidence)) == 0
    add(0, unit=b"u", a=b"5", trees=b"3")
    add(1, unit=b"u", event=b"unknown", date=b"2014-05-01")  # a warning
    add(5, unit=b"u", grade=b"A", by=b"W", reason=b"r", date=b"2014-12-31")
    assert kaohe.kaohe_scheme_assess(scheme, evidence, None, byref(assessment), byref(findings)) == 0
    assert kaohe.kaohe_scheme_rollup(scheme, evidence, None, c_int64(0), None, byref(rollup), None) == 0
    asked = PlanOptions(0, 0, b"2014-06-30", None, assessment, b"2014-06-01")
    asked.struct_size = sizeof(PlanOptions)

    def text(function: str, *given: Any) -> Any:
        made = c_void_p()
        found = [None] if function in {"scheme_intervals", "scheme_plan_status_json", "scheme_due"} else []
        assert getattr(kaohe, f"kaohe_{function}")(*given, byref(made), *found) == 0, function
        return json.loads(kaohe.kaohe_text_data(made))

    return {
        "findings_json": [*text("findings_json", findings, 1), *text("scheme_test", scheme, 1)["tests"][0]["findings"]],
        "assessment_json": text("assessment_json", assessment),
        "assessment_made_by": text("assessment_made_by", assessment),
        "assessment_explain_json": text("assessment_explain_json", assessment, c_int64(0), 1),
        "assessment_attribution": text("assessment_attribution", assessment, 1),
        "scheme_intervals": text("scheme_intervals", scheme, evidence, None),
        "rollup_json": text("rollup_json", rollup),
        "scheme_test": text("scheme_test", scheme, 1),
        "scheme_reach": text("scheme_reach", scheme, 1),
        "scheme_answers_for": text("scheme_answers_for", scheme, b"s", b"2014-06-30", b"u", 1),
        "scheme_plan": text("scheme_plan", scheme),
        "scheme_plan_status_json": text("scheme_plan_status_json", scheme, evidence, byref(asked), 1),
        "scheme_due": text("scheme_due", scheme, evidence, b"365 days", byref(asked), 1),
    }


def keys(value: Any) -> Iterator[str]:
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else []:
        yield from keys(inner)
    yield from value if isinstance(value, dict) else []


def json_mistakes(library: Path) -> list[str]:
    """Keys in the table of JSON that a function does not give, and functions that are not in it."""
    page = (ROOT / "docs/c.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `kaohe_(\w+)` \| (.*) \|$", page, re.MULTILINE))
    given = {function: set(keys(value)) for function, value in told(CDLL(str(library))).items()}
    wrong = [f"{function} is in one of table and test alone" for function in sorted(rows.keys() ^ given.keys())]
    both = {**given, "findings_json": given["findings_json"] | given["assessment_json"]}  # which has findings in two languages
    named = [(function, key) for function, row in rows.items() if function in given for key in re.findall(r"`(\w+)`", row)]
    return wrong + [f"{function} gives no {key}" for function, key in named if key not in both[function]]


def main() -> int:
    build = Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shown = printed(build, folder)
        wrong = [] if shown == block("text").text else [f"the commands print\n{shown}"]
        if session_failures(next((folder / "prefix").rglob("libkaohe.so")), folder):
            wrong.append("the Python session comes out otherwise")
        wrong += json_mistakes(next((folder / "prefix").rglob("libkaohe.so")))
        os.chdir(ROOT)
    wrong += basic_mistakes()
    print("\n".join(wrong) or "docs/c.md is true")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
