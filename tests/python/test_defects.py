"""Every seeded mistake is found where it was made, by its code, and nothing crashes or passes in silence."""

import csv
import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

import kaohe

DEFECTS = Path(__file__).parents[1] / "golden" / "defects"
INDEX = json.loads((DEFECTS / "index.json").read_text(encoding="utf-8"))
DOCUMENTS = INDEX["documents"]
TABLES = INDEX["tables"]
HEAD = "kaohe: 1\nid: defect\ntitle: 考核办法\nmissing: zero\n"
LEAF = 'criteria:\n  - {id: b, title: 乙, points: 10, rule: {threshold: ">= 1"}}\n'


def findings_of_document(path: Path) -> list[kaohe.Finding]:
    try:
        return kaohe.load(path).findings
    except kaohe.DocumentError as error:
        return error.findings


def findings_of_text(text: str | bytes) -> list[kaohe.Finding]:
    try:
        return kaohe.loads(text).findings
    except kaohe.DocumentError as error:
        return error.findings


def read_table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def findings_of_tables(folder: Path) -> list[kaohe.Finding]:
    tables = {file.stem: str(file) for file in folder.glob("*.csv")}
    scheme = kaohe.load(folder.parent / "scheme.yaml")
    assert not [finding for finding in scheme.findings if finding.severity == "error"]
    try:
        return scheme.assess(tables.pop("observations"), **tables).findings
    except kaohe.EvidenceError as error:
        return error.findings


@pytest.mark.parametrize("case", DOCUMENTS, ids=[case["document"] for case in DOCUMENTS])
def test_a_mistake_in_a_document_is_found_at_its_line(case):
    found = findings_of_document(DEFECTS / case["document"])
    places = [(finding.code, finding.line) for finding in found]
    assert (case["code"], case["line"]) in places, [str(finding) for finding in found]
    assert all(finding.message("zh") and finding.message("en") for finding in found)


@pytest.mark.parametrize("case", TABLES, ids=[case["tables"] for case in TABLES])
def test_a_mistake_in_a_table_is_found_at_its_row_and_column(case):
    found = findings_of_tables(DEFECTS / case["tables"])
    places = [(finding.code, Path(finding.table or "").stem, finding.row, finding.column) for finding in found]
    assert (case["code"], case["table"], case["row"], case["column"]) in places, [str(finding) for finding in found]


def test_every_file_is_in_the_index():
    documents = {str(path.relative_to(DEFECTS)) for path in DEFECTS.rglob("*.yaml")} - {"evidence/scheme.yaml"}
    assert documents == {case["document"] for case in DOCUMENTS}
    folders = {str(path.parent.relative_to(DEFECTS)) for path in DEFECTS.rglob("*.csv")}
    assert folders == {case["tables"] for case in TABLES}


def test_there_are_at_least_two_hundred_and_eighty():
    assert len(DOCUMENTS) + len(TABLES) >= 280


def check(path: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kaohe", "check", str(path), "--lang", "en"]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


@pytest.mark.parametrize("document", ["syntax/duplicate-key.yaml", "criteria/weights-of-105.yaml", "syntax/nul.yaml"])
def test_check_ends_with_1_where_there_are_errors(document):
    done = check(DEFECTS / document)
    assert done.returncode == 1
    code = next(case["code"] for case in DOCUMENTS if case["document"] == document)
    assert code in done.stdout + done.stderr


def test_check_ends_with_0_where_there_are_only_warnings():
    assert check(DEFECTS / "criteria" / "penalty-with-at-most.yaml").returncode == 0


def test_check_ends_with_2_where_the_document_cannot_be_read(tmp_path):
    assert check(tmp_path / "nobody.yaml").returncode == 2


HOSTILE = {
    "lists 100,000 deep": HEAD + "criteria: " + "[" * 100_000,
    "mappings 100,000 deep": "{a: " * 100_000,
    "blocks 2,000 deep": "".join(" " * depth + f"k{depth}:\n" for depth in range(2_000)),
    "an expression 100,000 deep": HEAD + LEAF + "coefficient: " + "(" * 100_000 + "1" + ")" * 100_000 + "\n",
    "10 MB of text": HEAD + "source: " + "考" * (10 * 1024 * 1024 // 3) + "\n" + LEAF,
    "a million keys": HEAD + "".join(f"k{number}: 1\n" for number in range(1_000_000)),
    "300,000 list entries": HEAD + "criteria:\n" + "  - {}\n" * 300_000,
    "aliases of aliases": "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 60)),
    "a number of a million digits": HEAD + LEAF.replace("10", "9" * 1_000_000),
    "an exponent of a billion": HEAD + LEAF.replace("10", "1e1000000000"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_documents_end_in_findings_within_a_second(name):
    start = time.process_time()
    with pytest.raises(kaohe.DocumentError) as caught:
        kaohe.loads(HOSTILE[name])
    assert time.process_time() - start < 1
    assert 0 < len(caught.value.findings) <= 1_001  # the last says that there are more


def test_a_power_of_a_power_ends_within_a_second():
    start = time.process_time()
    with pytest.raises((kaohe.DocumentError, kaohe.EvidenceError)):
        kaohe.loads(HEAD + LEAF.replace("10", "pow(pow(9999999, 9999), 9999)")).assess({"unit": ["甲"], "b": [1]})
    assert time.process_time() - start < 1


@pytest.mark.parametrize("example", ["party-stars", "district-2018"])
def test_half_a_document_is_never_a_crash(example):
    text = (DEFECTS.parents[2] / "examples" / example / "scheme.yaml").read_bytes()
    for end in range(0, len(text), 211):
        findings_of_text(text[:end])


@pytest.mark.parametrize("example", ["classroom-month", "city-2014"])
def test_a_lost_character_is_never_a_crash(example):
    text = (DEFECTS.parents[2] / "examples" / example / "scheme.yaml").read_text(encoding="utf-8")
    for at in range(0, len(text), 61):
        findings_of_text(text[:at] + text[at + 1 :])
