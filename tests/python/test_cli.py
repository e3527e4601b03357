"""The command line, as a person or a script meets it."""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import stat
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

SCHEME = """\
kaohe: 1
id: towns
title: 乡镇考核
missing: zero
criteria:
  - {id: enrolment, title: 入园率, points: 20, rule: {slope: {at: 95%, worse: {each: 1pp, take: 0.5}}}}
  - {id: places, title: 学位, points: 10, rule: {proportion: {of: 3}}}
grades: [{name: 优秀, from: 27}, {name: 合格}]
"""
OBSERVATIONS = "unit,enrolment,places\n城关镇,93%,3\n东山乡民族中心学校,95%,2\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "办法.yaml").write_text(SCHEME, encoding="utf-8")
    (tmp_path / "数据.csv").write_text(OBSERVATIONS, encoding="utf-8")
    return tmp_path


def kaohe(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "kaohe", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, check=False, env=os.environ | environment, stdin=subprocess.DEVNULL)


def width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def no_traceback(done: subprocess.CompletedProcess[bytes]) -> str:
    text = done.stderr.decode()
    assert "Traceback" not in text
    return text


# ---- check


def test_a_clean_scheme_is_0(folder: Path) -> None:
    done = kaohe(folder, "check", "办法.yaml")
    assert (done.returncode, done.stderr) == (0, b"")


def test_warnings_are_still_0(folder: Path) -> None:
    (folder / "办法.yaml").write_text(SCHEME.replace("missing: zero\n", ""), encoding="utf-8")
    done = kaohe(folder, "check", "办法.yaml", "--format", "json")
    assert done.returncode == 0
    assert json.loads(done.stdout)


def test_errors_are_1_and_show_the_line(folder: Path) -> None:
    (folder / "办法.yaml").write_text(SCHEME + "titel: x\n", encoding="utf-8")
    done = kaohe(folder, "check", "办法.yaml")
    assert done.returncode == 1
    assert "办法.yaml:9:1" in done.stdout.decode()
    assert "titel: x" in done.stdout.decode()
    [finding] = json.loads(kaohe(folder, "check", "办法.yaml", "--format", "json", "--lang", "en").stdout)
    assert (finding["severity"], finding["line"], finding["column"]) == ("error", 9, 1)


def test_what_cannot_be_read_is_2(folder: Path) -> None:
    done = kaohe(folder, "check", "没有.yaml")
    assert done.returncode == 2
    assert "没有.yaml：没有这个文件" in no_traceback(done)
    assert kaohe(folder, "check", ".").returncode == 2
    assert "no such file" in kaohe(folder, "check", "没有.yaml", "--lang", "en").stderr.decode()


def test_bytes_that_are_no_text_are_a_finding(folder: Path) -> None:
    (folder / "办法.yaml").write_bytes(b"\xff\xfe\x00")
    done = kaohe(folder, "check", "办法.yaml")
    assert done.returncode == 1
    no_traceback(done)


# ---- assess


def test_the_ranking_lines_up(folder: Path) -> None:
    done = kaohe(folder, "assess", "办法.yaml", "--observations", "数据.csv")
    assert done.returncode == 0
    title, *table = done.stdout.decode().splitlines()
    assert title == "乡镇考核"
    assert len({width(line) for line in table}) == 1
    first, second = (line for line in table if "29.00" in line or "26.67" in line)
    assert "城关镇" in first
    assert "优秀" in first
    assert "东山乡民族中心学校" in second


def test_csv_has_a_row_a_unit(folder: Path) -> None:
    done = kaohe(folder, "assess", "办法.yaml", "--observations", "数据.csv", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(done.stdout.decode())))
    assert [(row["unit"], row["rank"], row["grade"], row["total"], row["places"]) for row in rows] == [
        ("城关镇", "1", "优秀", "29", "10"),
        ("东山乡民族中心学校", "2", "合格", "26.67", "6.6667"),
    ]


def test_json_is_that_of_the_library(folder: Path) -> None:
    import kaohe as library

    done = kaohe(folder, "assess", "办法.yaml", "--observations", "数据.csv", "--format", "json", "--threads", "2")
    assert done.stdout.decode().rstrip("\n") == library.load(folder / "办法.yaml").assess(folder / "数据.csv").to_json().rstrip("\n")


def test_output_is_utf_8_whatever_the_locale(folder: Path) -> None:
    arguments = ("assess", "办法.yaml", "--observations", "数据.csv", "--format", "csv")
    done = kaohe(folder, *arguments, PYTHONIOENCODING="ascii")
    assert done.stdout == kaohe(folder, *arguments).stdout
    assert kaohe(folder, "check", "没有.yaml", PYTHONIOENCODING="ascii").returncode == 2


def test_faults_of_the_tables_go_to_stderr(folder: Path) -> None:
    (folder / "数据.csv").write_text("unit,enrolment,places\n城关镇,甚好,3\n", encoding="utf-8")
    done = kaohe(folder, "assess", "办法.yaml", "--observations", "数据.csv")
    assert (done.returncode, done.stdout) == (1, b"")
    assert "数据.csv" in no_traceback(done)
    assert "甚好" in no_traceback(done)


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["assess", "办法.yaml"], "没有给出数据表"),
        (["assess", "办法.yaml", "--observations", "没有.csv"], "没有.csv：没有这个文件"),
        (["assess", "办法.yaml", "--observations", "办法.yaml"], ".yaml"),
        (["assess", "办法.yaml", "--observations", "数据.csv", "--out", "没有/结果.csv"], "没有这个文件"),
        (["explain", "办法.yaml", "--observations", "没有.csv", "--unit", "城关镇"], "没有.csv"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_line(folder: Path, arguments: list[str], why: str) -> None:
    done = kaohe(folder, *arguments)
    assert done.returncode == 2
    assert why in no_traceback(done)


def test_a_reader_that_stops_early_is_no_error_to_see(folder: Path) -> None:
    rows = "".join(f"单位{number},90%,1\n" for number in range(5000))
    (folder / "数据.csv").write_text("unit,enrolment,places\n" + rows, encoding="utf-8")
    arguments = [sys.executable, "-m", "kaohe", "assess", "办法.yaml", "--observations", "数据.csv", "--format", "json"]
    with subprocess.Popen(arguments, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.read(10)
        running.stdout.close()
        assert b"Traceback" not in running.stderr.read()


# ---- files


def test_a_file_is_written_whole(folder: Path) -> None:
    arguments = ("assess", "办法.yaml", "--observations", "数据.csv", "--out", "结果.csv")
    assert kaohe(folder, *arguments).stdout == b""
    written = (folder / "结果.csv").read_bytes()
    assert written.startswith("\ufeffunit,".encode())
    assert stat.S_IMODE((folder / "结果.csv").stat().st_mode) & 0o400
    assert kaohe(folder, *arguments).returncode == 0
    assert (folder / "结果.csv").read_bytes() == written
    assert {path.name for path in folder.iterdir()} == {"办法.yaml", "数据.csv", "结果.csv"}


def test_a_file_is_left_alone_when_something_is_wrong(folder: Path) -> None:
    (folder / "结果.json").write_text("before", encoding="utf-8")
    (folder / "数据.csv").write_text("unit,enrolment,places\n城关镇,甚好,3\n", encoding="utf-8")
    assert kaohe(folder, "assess", "办法.yaml", "--observations", "数据.csv", "--out", "结果.json").returncode == 1
    assert (folder / "结果.json").read_text(encoding="utf-8") == "before"
    assert {path.name for path in folder.iterdir()} == {"办法.yaml", "数据.csv", "结果.json"}


def test_a_link_is_followed_and_a_pipe_is_written_to(folder: Path) -> None:
    (folder / "结果.json").symlink_to("真.json")
    arguments = ("assess", "办法.yaml", "--observations", "数据.csv", "--format", "json", "--out")
    assert kaohe(folder, *arguments, "结果.json").returncode == 0
    assert (folder / "结果.json").is_symlink()
    assert json.loads((folder / "真.json").read_bytes())["scheme"] == "towns"
    assert json.loads(kaohe(folder, *arguments, "/dev/stdout").stdout)["scheme"] == "towns"


# ---- explain


def test_an_explanation_is_a_tree_or_json(folder: Path) -> None:
    arguments = ("explain", "办法.yaml", "--observations", "数据.csv", "--unit", "城关镇")
    text = kaohe(folder, *arguments).stdout.decode()
    assert "入园率" in text
    assert "19" in text
    tree = json.loads(kaohe(folder, *arguments, "--format", "json").stdout)
    assert tree["score"] == "29"
    assert kaohe(folder, *arguments, "--lang", "en").stdout.decode() != text


def test_an_unknown_unit_is_1_with_the_nearest(folder: Path) -> None:
    done = kaohe(folder, "explain", "办法.yaml", "--observations", "数据.csv", "--unit", "城关")
    assert done.returncode == 1
    assert "没有单位“城关”，是不是“城关镇”？" in no_traceback(done)


# ---- the command itself


def test_help_and_version(folder: Path) -> None:
    assert "assess" in kaohe(folder, "--help").stdout.decode()
    assert b"kaohe" in kaohe(folder, "--version").stdout
    assert kaohe(folder, "nonsense").returncode == 2


def test_the_entry_point_is_installed(folder: Path) -> None:
    command = Path(sys.executable).with_name("kaohe")
    assert subprocess.run([command, "check", "办法.yaml"], cwd=folder, check=False).returncode == 0


def on_a_terminal(folder: Path, *arguments: str) -> tuple[int, str]:
    """Runs Python with a terminal of 60 columns; gives its status and what was shown."""
    leader, follower = pty.openpty()
    environment = os.environ | {"COLUMNS": "60", "TERM": "xterm"}
    done = subprocess.run([sys.executable, *arguments], cwd=folder, stdout=follower, stderr=follower, check=False, env=environment)
    os.close(follower)
    with os.fdopen(leader, "rb") as terminal:
        return done.returncode, terminal.read1(65536).decode()


def test_on_a_terminal_the_table_fits(folder: Path) -> None:
    status, shown = on_a_terminal(folder, "-m", "kaohe", "assess", "办法.yaml", "--observations", "数据.csv")
    assert status == 0
    assert "城关镇" in shown
    assert all(width(line) <= 60 for line in shown.splitlines() if "\x1b" not in line)


WORK = """
import sys, time
from kaohe import output
output.PATIENCE = 0.05
print(output.with_progress(lambda: time.sleep({seconds}) or "done", "scoring"))
"""


def test_long_work_shows_on_a_terminal_that_it_goes_on(folder: Path) -> None:
    status, shown = on_a_terminal(folder, "-c", WORK.format(seconds=0.5))
    assert status == 0
    assert "scoring" in shown
    assert "done" in shown


def test_short_work_shows_nothing(folder: Path) -> None:
    assert on_a_terminal(folder, "-c", WORK.format(seconds=0)) == (0, "done\r\n")


def test_nothing_is_shown_where_nobody_watches(folder: Path) -> None:
    done = subprocess.run([sys.executable, "-c", WORK.format(seconds=0.5)], cwd=folder, capture_output=True, check=True)
    assert (done.stdout, done.stderr) == (b"done\n", b"")


# ---- assess while data are missing

PARTIAL = "unit,enrolment,places\n城关镇,93%,3\n东山乡民族中心学校,95%,\n"


def lines_of(done: subprocess.CompletedProcess[bytes]) -> list[str]:
    return [" ".join(line.replace("│", " ").split()) for line in done.stdout.decode().splitlines()]


def test_the_interval_is_shown_for_every_unit(folder: Path) -> None:
    (folder / "数据.csv").write_text(PARTIAL, encoding="utf-8")
    done = kaohe(folder, "assess", "办法.yaml", "--observations", "数据.csv", "--interval")
    assert done.returncode == 0
    assert lines_of(done)[0] == "乡镇考核：数据未齐，以下都还可能"
    assert "城关镇 29 29 优秀" in lines_of(done)
    assert "东山乡民族中心学校 20 30 优秀、合格 学位" in lines_of(done)
    assert len({width(line) for line in done.stdout.decode().splitlines()[1:]}) == 1


def test_the_interval_as_json_and_csv(folder: Path) -> None:
    import kaohe as library

    (folder / "数据.csv").write_text(PARTIAL, encoding="utf-8")
    arguments = ("assess", "办法.yaml", "--observations", "数据.csv", "--interval")
    done = kaohe(folder, *arguments, "--format", "json")
    assert done.stdout.decode().rstrip("\n") == library.load(folder / "办法.yaml").intervals(folder / "数据.csv").to_json()
    done = kaohe(folder, *arguments, "--out", "结果.csv")
    assert (done.returncode, done.stdout) == (0, b"")
    rows = list(csv.DictReader(io.StringIO((folder / "结果.csv").read_text(encoding="utf-8-sig"))))
    assert [(row["unit"], row["lowest"], row["highest"], row["grades"], row["may_be_excluded"], row["missing"]) for row in rows] == [
        ("城关镇", "29", "29", "优秀", "no", ""),
        ("东山乡民族中心学校", "20", "30", "优秀;合格", "no", "places"),
    ]


def test_what_must_not_be_missing_is_told_with_the_intervals(folder: Path) -> None:
    (folder / "办法.yaml").write_text(SCHEME.replace("missing: zero", "missing: error"), encoding="utf-8")
    (folder / "数据.csv").write_text(PARTIAL, encoding="utf-8")
    done = kaohe(folder, "assess", "办法.yaml", "--observations", "数据.csv", "--out", "结果.csv")
    assert done.returncode == 1
    assert "K0810" in no_traceback(done)
    assert "东山乡民族中心学校,,,20,30,优秀;合格,no,no,places" in done.stdout.decode().splitlines()
    assert not (folder / "结果.csv").exists()
    done = kaohe(folder, "assess", "办法.yaml", "--observations", "数据.csv", "--lang", "en")
    assert done.returncode == 1
    assert lines_of(done)[0] == "乡镇考核: data are missing; all of this is possible"
    assert kaohe(folder, "explain", "办法.yaml", "--observations", "数据.csv", "--unit", "城关镇").stdout == b""


def test_the_interval_of_faulty_tables_is_refused(folder: Path) -> None:
    (folder / "数据.csv").write_text("unit,enrolment,places\n城关镇,甚好,3\n", encoding="utf-8")
    done = kaohe(folder, "assess", "办法.yaml", "--observations", "数据.csv", "--interval")
    assert (done.returncode, done.stdout) == (1, b"")
    assert "甚好" in no_traceback(done)
