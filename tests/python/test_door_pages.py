"""The pages on C++ and Python tell the truth: the session is run, and every program shown is one that the tests build and run."""

from pathlib import Path

import pytest

from test_docs import DOCS, ROOT, blocks, readme_block, run_page

CPP = (DOCS / "cpp.md").read_text(encoding="utf-8")
PYTHON = (DOCS / "python.md").read_text(encoding="utf-8")
CONSUMER = (ROOT / "tests/consumer/installed/CMakeLists.txt").read_text(encoding="utf-8")


def test_the_python_session_prints_what_it_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "schools.yaml").write_text(readme_block("yaml"), encoding="utf-8")
    (tmp_path / "schools.csv").write_text(readme_block("csv"), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    failed, run = run_page(PYTHON, "python.md")
    assert (failed, run) == (0, sum(line.startswith(">>> ") for line in PYTHON.splitlines()))


def test_the_programs_on_the_page_are_the_examples() -> None:
    shown = [block.text for block in blocks(CPP) if block.info == ["cpp"]]
    assert shown == [file.read_text(encoding="utf-8") for file in sorted((ROOT / "examples").glob("*.cpp"))]


def test_the_build_file_on_the_page_is_that_of_a_consumer() -> None:
    (shown,) = (block.text for block in blocks(CPP) if block.info == ["cmake"])
    found = [line.strip() for line in CONSUMER.replace(" COMPONENTS ${COMPONENTS}", "").splitlines()]
    assert [line for line in shown.splitlines() if line not in found] == []
