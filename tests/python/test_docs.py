"""The documents tell the truth: every block is run, every code has its section, the README does what it says.

A block is marked by its info string: `yaml` alone is a whole scheme, `yaml leaf` stands in a leaf of 10 points, `yaml adjustment` in
an adjustment, `yaml part` in a scheme that has one leaf `b`. `python` gives the text of a document by an expression. In
diagnostics.md the word `bad` or `mended` is added, `csv bad events` is a table for the scheme that the section on evidence shows,
`csv bad changes` updates what is made of its tables, and `json bad old`, `new` and `between` are results to compare.
"""

import doctest
import os
import re
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import kaohe

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
FENCE = re.compile(r"^```(?P<info>[^\n]+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
HEAD = "kaohe: 1\nid: page\ntitle: 考核办法\nperiod: 2014\n"
LEAF_B = '  - {id: b, title: 乙, points: 10, rule: {threshold: ">= 1"}}\n'


class Block(NamedTuple):
    line: int
    info: list[str]
    text: str
    after: str


def blocks(page: str) -> list[Block]:
    return [
        Block(page.count("\n", 0, match.start()) + 1, match["info"].split(), match["text"], page[match.end() :])
        for match in FENCE.finditer(page)
    ]


def indented(text: str) -> str:
    return "".join(f"    {line}\n" for line in text.splitlines())


def document(block: Block) -> str | bytes:
    """The whole document that a block stands for."""
    if block.info[0] == "python":
        return eval(block.text, {"HEAD": HEAD + "missing: zero\n", "CRITERIA": "criteria:\n" + LEAF_B})  # our own page
    if "leaf" in block.info:
        return HEAD + "missing: zero\ncriteria:\n  - id: leaf\n    title: 甲\n    points: 10\n" + indented(block.text)
    if "adjustment" in block.info:
        leaf = indented(block.text)
        return HEAD + "missing: zero\ncriteria:\n" + LEAF_B + "adjustments:\n  - id: leaf\n    title: 甲\n" + leaf
    if "part" in block.info:
        keys = re.findall(r"^(\w+):", block.text, re.MULTILINE)
        head = "".join(line + "\n" for line in HEAD.splitlines() if line.split(":")[0] not in keys)
        missing = "" if "missing" in keys else "missing: zero\n"
        criteria = "" if "criteria" in keys else "criteria:\n" + LEAF_B
        return head + missing + block.text + criteria
    return block.text


def findings_of(text: str | bytes) -> list[kaohe.Finding]:
    try:
        return kaohe.loads(text).findings
    except kaohe.DocumentError as error:
        return error.findings


# ---- scheme-format.md

FORMAT = (DOCS / "scheme-format.md").read_text(encoding="utf-8")
FORMAT_BLOCKS = [block for block in blocks(FORMAT) if block.info[0] == "yaml"]
TABLE = re.compile(r"\A\n*\|(?P<head>[^\n]*\bscore) \|\n\|[-|]+\|\n(?P<rows>(?:\|[^\n]*\|\n?)+)")


class Row(NamedTuple):
    unit: str
    cells: dict[str, str]


def rows_after(block: Block) -> list[Row]:
    """The table of values and scores that follows a block, if one does."""
    match = TABLE.match(block.after)
    if not match:
        return []
    heads = [head.strip() for head in match["head"].split("|")]
    lines = [[cell.strip() for cell in line.strip("|").split("|")] for line in match["rows"].strip().splitlines()]
    return [Row(f"u{number}", dict(zip(heads, cells, strict=True))) for number, cells in enumerate(lines, 1)]


def marks(row: Row, head: str) -> list[dict[str, str]]:
    group = head.removeprefix("marks").strip()
    given = [mark for mark in row.cells[head].split(", ") if mark]
    return [
        {"unit": row.unit, "criterion": "leaf", "rater_group": group, "rater": f"r{number}", "mark": mark, "level": ""}
        for number, mark in enumerate(given, 1)
    ]


def events(row: Row, head: str) -> list[dict[str, str]]:
    _, kind, field = head.split()
    given = [event.partition("×") for event in row.cells[head].split(", ") if event]
    return [{"unit": row.unit, "event": kind, "date": "2014-05-04", field: what, "count": n} for what, _, n in given]


def evidence(rows: list[Row]) -> dict[str, list[dict[str, str]]]:
    tables: dict[str, list[dict[str, str]]] = {"units": [{"unit": row.unit} for row in rows]}
    for row in rows:
        for head, cell in row.cells.items():
            if head == "value":
                tables.setdefault("observations", []).append({"unit": row.unit, "leaf": cell})
            elif head == "level":
                rating = {"unit": row.unit, "criterion": "leaf", "rater_group": "", "rater": "r", "level": cell}
                tables.setdefault("ratings", []).append(rating)
            elif head.startswith("marks"):
                tables.setdefault("ratings", []).extend(marks(row, head))
            elif head.startswith("events"):
                tables.setdefault("events", []).extend(events(row, head))
    return {name: rows for name, rows in tables.items() if rows}


@pytest.mark.parametrize("block", FORMAT_BLOCKS, ids=[f"line {block.line}" for block in FORMAT_BLOCKS])
def test_a_block_is_a_scheme_without_errors(block):
    assert [str(finding) for finding in findings_of(document(block)) if finding.severity == "error"] == []


WITH_ROWS = [block for block in FORMAT_BLOCKS if rows_after(block)]


@pytest.mark.parametrize("block", WITH_ROWS, ids=[f"line {block.line}" for block in WITH_ROWS])
def test_the_table_after_a_block_gives_its_scores(block):
    rows = rows_after(block)
    assessment = kaohe.loads(document(block)).assess(**evidence(rows))
    given = [str(assessment[row.unit].scores["leaf"]) for row in rows]
    assert [Decimal(score) for score in given] == [Decimal(row.cells["score"]) for row in rows]


TESTED = [block for block in FORMAT_BLOCKS if "\ntests:" in f"\n{block.text}"]


@pytest.mark.parametrize("block", TESTED, ids=[f"line {block.line}" for block in TESTED])
def test_the_tests_of_a_block_pass(block):
    report = kaohe.loads(document(block)).test()
    assert report.tests
    assert [str(finding) for test in report.tests for finding in test.findings] == []


def test_every_rule_has_its_section():
    rules = ["threshold", "proportion", "slope", "bands", "cases", "rank", "relative", "efficacy", "tally", "levels"]
    rules += ["panel", "discretion", "formula", "result"]
    assert [rule for rule in rules if f"\n### {rule} " not in FORMAT] == []


# ---- partial-data.md

PARTIAL = (DOCS / "partial-data.md").read_text(encoding="utf-8")


def run_page(page: str, name: str) -> tuple[int, int]:
    """Runs the Python of a page as one session: how many examples failed, and of how many."""
    names: dict[str, object] = {}
    runner, parser = doctest.DocTestRunner(), doctest.DocTestParser()
    for block in blocks(page):
        if block.info == ["python"]:
            example = parser.get_doctest(block.text, names, name, name, block.line)
            runner.run(example, clear_globs=False)
            names = example.globs
    return runner.failures, runner.tries


def test_the_page_on_missing_data_tells_what_comes_out():
    assert run_page(PARTIAL, "partial-data.md") == (0, 11)


# ---- arrow.md

ARROW = (DOCS / "arrow.md").read_text(encoding="utf-8")


def test_the_page_on_arrow_runs() -> None:
    assert run_page(ARROW, "arrow.md") == (0, 7)


# ---- calendar.md

CALENDAR = (DOCS / "calendar.md").read_text(encoding="utf-8")
CALENDAR_BLOCKS = [block for block in blocks(CALENDAR) if block.info[0] == "yaml"]


@pytest.mark.parametrize("block", CALENDAR_BLOCKS, ids=[f"line {block.line}" for block in CALENDAR_BLOCKS])
def test_a_block_on_the_calendar_is_a_scheme_without_findings(block):
    assert [str(finding) for finding in findings_of(document(block))] == []


def test_the_page_on_the_calendar_tells_what_comes_out():
    assert run_page(CALENDAR, "calendar.md") == (0, 11)


# ---- plans.md

PLANS = (DOCS / "plans.md").read_text(encoding="utf-8")


def test_the_page_on_plans_tells_what_comes_out():
    assert run_page(PLANS, "plans.md") == (0, 9)


# ---- README.md

README = (ROOT / "README.md").read_text(encoding="utf-8")


def readme_block(kind: str) -> str:
    return next(block.text for block in blocks(README) if block.info == [kind])


def test_the_readme_scores_its_table(tmp_path, monkeypatch, capsys):
    (tmp_path / "schools.yaml").write_text(readme_block("yaml"), encoding="utf-8")
    (tmp_path / "schools.csv").write_text(readme_block("csv"), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    exec(readme_block("python"), names)  # our own page
    assessment = names["assessment"]
    assert isinstance(assessment, kaohe.Assessment)
    # 30 + 20 + 15 + 20 + 15; 27.5 + 18 + 15 + 20 + 10.5; 20 + 15 + 0 + 5 + 15; 30 + 0 + 15 + 15 + 10.5
    totals = {"一小": "100", "二小": "91", "三小": "55", "四小": "70.5"}
    assert {unit: assessment[unit].total for unit in totals} == {unit: Decimal(total) for unit, total in totals.items()}
    assert assessment["四小"].missing == ["reading"]
    printed = capsys.readouterr().out.splitlines()
    assert printed[:2] == ["91 优秀 2", "27.5"]
    assert kaohe.load(tmp_path / "schools.yaml").findings == []


def test_the_readme_s_commands_print_what_it_says(tmp_path):
    (tmp_path / "schools.yaml").write_text(readme_block("yaml"), encoding="utf-8")
    (tmp_path / "schools.csv").write_text(readme_block("csv"), encoding="utf-8")
    lines = [line.split() for block in blocks(README) if block.info == ["sh"] for line in block.text.splitlines()]
    commands = [words[1:] for words in lines if words[0] == "kaohe"]
    printed = [
        subprocess.run(
            [sys.executable, "-m", "kaohe", *command],
            cwd=ROOT if command[1].startswith("examples/") else tmp_path,
            capture_output=True,
            encoding="utf-8",
            check=True,
            env={**os.environ, "PYTHONUTF8": "1"},
        ).stdout
        for command in commands
    ]
    assert [command[0] for command in commands] == ["check", "assess", "explain", "plan", "duties", "who"]
    assert all(total in printed[1] for total in ("100.0", "91.0", "70.5", "55.0", "阅读课"))
    assert "27.5 + 18 + 15 + 20 + 10.5 = 91" in printed[2]
    assert "育苗5000亩：5月8日应完成48.7%，实际30.4%，落后18.3个百分点" in printed[3]
    assert "泾河源镇" in printed[4]
    assert "白云山（代理）" in printed[5]


def headings(page: Path) -> set[str]:
    """The headings of a page as links name them."""
    titles = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("page", [ROOT / "README.md", *sorted(DOCS.glob("*.md"))], ids=lambda page: page.name)
def test_what_a_page_links_to_is_there(page):
    links = re.findall(r"\]\(([^)\s]+)\)", FENCE.sub("", page.read_text(encoding="utf-8")))
    targets = [(link, page.parent / link.partition("#")[0] if link[0] != "#" else page) for link in links if "://" not in link]
    assert [link for link, target in targets if not target.exists()] == []
    assert [link for link, target in targets if "#" in link and link.partition("#")[2] not in headings(target)] == []


# ---- results.md

RESULTS = (DOCS / "results.md").read_text(encoding="utf-8")


def test_the_session_on_results_prints_what_it_says(tmp_path):
    printed = ""
    for block in blocks(RESULTS):
        if len(block.info) == 2:
            (tmp_path / block.info[1]).write_text(block.text, encoding="utf-8")
        elif block.info == ["text"]:
            assert printed == block.text
        else:
            printed = "".join(printed_by(line.removeprefix("kaohe ").split(), tmp_path) for line in block.text.splitlines())


def printed_by(arguments: list[str], folder: Path) -> str:
    command = [sys.executable, "-m", "kaohe", *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", env={**os.environ, "PYTHONUTF8": "1"}, check=False)
    return done.stdout + done.stderr


# ---- diagnostics.md

DIAGNOSTICS = (DOCS / "diagnostics.md").read_text(encoding="utf-8")
CATALOGUE = "".join(file.read_text(encoding="utf-8") for file in sorted((ROOT / "include" / "kaohe" / "base" / "catalogue").glob("*.inc")))
CODES = re.findall(r'^\{"(K\d{4})"', CATALOGUE, re.MULTILINE)
SECTIONS = dict(re.findall(r"^## (K\d{4})\b[^\n]*\n(.*?)(?=^## K|^# K|\Z)", DIAGNOSTICS, re.MULTILINE | re.DOTALL))
WANTED = ("bad", "mended")


EVIDENCE_PAGE = DIAGNOSTICS.partition("\n# K07")[2]
EVIDENCE_SCHEME = next((block.text for block in blocks(EVIDENCE_PAGE) if block.info == ["yaml", "scheme"]), "")
EVIDENCE_TABLES = {block.info[2]: block.text for block in blocks(EVIDENCE_PAGE) if block.info[:2] == ["csv", "scheme"]}

# K0199 is what is left over when nothing more telling fits; K062x answer who answers or come of a roll-up, K068x answer how a plan
# stands, K0690 tells who lost what, and K079x are of tables of parties and of roll-ups (tests/engine); the others are met only without
# a document.
ASKED = {"K0680", "K0681", "K0682", "K0690", *(f"K062{last}" for last in range(10)), *(f"K079{last}" for last in range(7))} - {"K0627"}
UNTRIED = {"K0199", "K0305", "K0462", "K0463"} | ASKED
TRIED = [code for code in SECTIONS if code not in UNTRIED]


def table_of(block: Block, folder: Path) -> tuple[str, object]:
    """The name of a table and what to hand over for it: a file, or columns."""
    file = Path(block.info[2]).with_suffix(Path(block.info[2]).suffix or ".csv")
    made = eval(block.text) if block.info[0] == "python" else block.text.encode()  # our own page
    if not isinstance(made, bytes):
        return file.stem, made
    (folder / file).write_bytes(made)
    return file.stem, str(folder / file)


def findings_of_side(part: list[Block], folder: Path) -> list[kaohe.Finding]:
    """What the blocks of one side of a section give: a document, a document with tables, or results that are compared."""
    if part and part[0].info[0] == "json":
        return findings_of_results(part, folder)
    given = dict(table_of(block, folder) for block in part if is_table(block))
    documents = [block for block in part if not is_table(block)]
    if not documents:
        standing = {name: (folder / f"{name}.csv", text) for name, text in EVIDENCE_TABLES.items() if name not in given}
        for file, text in standing.values():
            file.write_text(text, encoding="utf-8")
        given = {**{name: str(file) for name, (file, _) in standing.items()}, **given}
    page = folder / "page.yaml"
    text = document(documents[0]) if documents else EVIDENCE_SCHEME
    page.write_bytes(text.encode() if isinstance(text, str) else text)
    try:
        scheme = kaohe.load(page)
        tested = [finding for test in scheme.test().tests for finding in test.findings]
        return scheme.findings + tested + (assessed(scheme, given).findings if given else [])
    except (kaohe.DocumentError, kaohe.EvidenceError) as error:
        return error.findings


def assessed(scheme: kaohe.Scheme, given: dict[str, Any]) -> kaohe.Assessment:
    changes = given.pop("changes", None)
    assessment = scheme.assess(given.pop("observations", None), **given)
    if changes:
        assessment.update(changes)
    return assessment


def findings_of_results(part: list[Block], folder: Path) -> list[kaohe.Finding]:
    files = {block.info[2]: folder / f"{block.info[2]}.json" for block in part}
    for block in part:
        files[block.info[2]].write_text(block.text, encoding="utf-8")
    try:
        kaohe.diff(files["old"], files["new"], between=files.get("between"))
    except kaohe.ResultError as error:
        return error.findings
    return []


def is_table(block: Block) -> bool:
    return block.info[0] == "csv" or (block.info[0] == "python" and len(block.info) == 3)


def side(code: str, name: str) -> list[Block]:
    return [block for block in blocks(SECTIONS[code]) if name in block.info]


def test_every_code_has_a_section_and_every_section_a_code():
    assert sorted(SECTIONS) == sorted(CODES)


def test_codes_are_in_order_and_never_twice():
    assert sorted(set(CODES)) == CODES
    assert sorted(SECTIONS) == list(SECTIONS)


@pytest.mark.parametrize("code", TRIED)
def test_the_bad_document_gives_the_code(code, tmp_path):
    assert side(code, "bad")
    assert code in {finding.code for finding in findings_of_side(side(code, "bad"), tmp_path)}


@pytest.mark.parametrize("code", TRIED)
def test_the_mended_document_has_no_errors_and_does_not_give_the_code(code, tmp_path):
    assert side(code, "mended")
    found = findings_of_side(side(code, "mended"), tmp_path)
    assert [str(finding) for finding in found if finding.severity == "error" or finding.code == code] == []
