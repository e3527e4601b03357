"""Plans, duties and who answers, at the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from test_cli import kaohe, no_traceback

SCHEME = """\
kaohe: 1
id: towns
title: 乡镇考核
period: 2014
missing: zero
parties:
  - {id: 县, kind: county}
  - {id: 安管办, title: 县安管办, kind: office, under: 县}
  - {id: 城关镇, kind: township, under: 县}
  - {id: 东山乡, kind: township, under: 县}
posts:
  - {id: office_head, title: 主任, party: 安管办, role: head, holders: [{person: 周启明, to: 2014-08-31}]}
  - id: mayor
    title: 镇长
    party: 城关镇
    role: head
    holders: [{person: 王芳, to: 2014-05-31}, {person: 李强, from: 2014-06-01, acting: yes}]
responsibilities:
  - {for: [drills], source: 办法第3条, chain: [{role: first, post: head}, {role: direct, party: 安管办, post: head, share: 1/3}]}
criteria:
  - {id: drills, title: 演练, points: 10, rule: {proportion: {of: 4}}}
  - {id: reading, title: 阅读, points: 10, rule: {proportion: {of: 4}}}
"""


def cells(printed: bytes) -> list[list[str]]:
    return [[cell.strip() for cell in line.strip("│").split("│")] for line in printed.decode().splitlines() if line.startswith("│")]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "办法.yaml").write_text(SCHEME, encoding="utf-8")
    return tmp_path


# ---- who


def test_who_names_those_of_the_day(folder: Path) -> None:
    done = kaohe(folder, "who", "办法.yaml", "drills", "--on", "2014-05-31", "--unit", "城关镇")
    assert (done.returncode, done.stderr) == (0, b"")
    lines = done.stdout.decode().splitlines()
    assert lines[0] == "drills · 城关镇 · 2014-05-31"
    rows = [[cell.strip() for cell in line.strip("│").split("│")] for line in lines if line.startswith("│")]
    assert rows == [["第一责任人", "王芳", "城关镇", "镇长", "66.67%"], ["直接责任人", "周启明", "县安管办", "主任", "33.33%"]]
    assert lines[-1] == "依据：办法第3条"


def test_who_says_who_acts_in_english(folder: Path) -> None:
    printed = kaohe(folder, "who", "办法.yaml", "drills", "--on", "2014-06-01", "--unit", "城关镇", "--lang", "en").stdout.decode()
    assert "李强 (acting)" in printed
    assert printed.endswith("by: 办法第3条\n")


def test_a_vacant_post_is_shown_and_said(folder: Path) -> None:
    done = kaohe(folder, "who", "办法.yaml", "drills", "--on", "2014-09-01", "--unit", "城关镇")
    assert done.returncode == 0
    assert "（空缺）" in done.stdout.decode()
    assert "K0620" in no_traceback(done)


def test_nobody_answers_is_said_and_no_error(folder: Path) -> None:
    done = kaohe(folder, "who", "办法.yaml", "reading", "--on", "2014-09-01", "--unit", "东山乡")
    assert (done.returncode, done.stdout.decode()) == (0, "reading · 东山乡 · 2014-09-01：无人负责\n")
    assert "K0622" in no_traceback(done)


def test_who_as_json(folder: Path) -> None:
    done = kaohe(folder, "who", "办法.yaml", "drills", "--on", "2014-05-31", "--unit", "城关镇", "--format", "json")
    answers = json.loads(done.stdout)["answers"]
    assert [(answer["role"], answer["party"], answer["person"]) for answer in answers] == [
        ("first", "城关镇", "王芳"),
        ("direct", "安管办", "周启明"),
    ]


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("drill", "--on", "2014-05-31"), 1, "kaohe: 没有“drill”这个考核项、任务、责任主体或标签；是不是“drills”？核对编号\n"),
        (("drills", "--on", "2014-05-31", "--unit", "城管镇"), 1, "kaohe: 没有“城管镇”这个单位；是不是“城关镇”？"),
        (("drills", "--on", "2014-5-31"), 2, "kaohe: “2014-5-31”不是日期，应写作 2014-10-31 的样子\n"),
        (("drills", "--on", "2014-02-30"), 2, "kaohe: “2014-02-30”不是日期"),
        (("drills", "--on", "1399-12-31"), 2, "kaohe: “1399-12-31”不是日期"),
    ],
)
def test_what_is_not_known_is_refused_in_a_line(folder: Path, arguments: tuple[str, ...], status: int, said: str) -> None:
    done = kaohe(folder, "who", "办法.yaml", *arguments)
    assert (done.returncode, done.stdout) == (status, b"")
    assert no_traceback(done).startswith(said)
    assert done.stderr.count(b"\n") == 1


def test_a_day_must_be_given(folder: Path) -> None:
    done = kaohe(folder, "who", "办法.yaml", "drills")
    assert done.returncode == 2
    assert "--on" in no_traceback(done)


# ---- parties out of tables


def test_parties_may_come_from_tables(folder: Path) -> None:
    (folder / "单位.csv").write_text("party,kind,under\n西岭乡,township,县\n", encoding="utf-8")
    (folder / "岗位.csv").write_text("post,party,role,person\nxiling,西岭乡,head,赵敏\n", encoding="utf-8")
    arguments = ("who", "办法.yaml", "drills", "--on", "2014-05-31", "--unit", "西岭乡", "--parties", "单位.csv", "--posts", "岗位.csv")
    done = kaohe(folder, *arguments)
    assert (done.returncode, done.stderr) == (0, b"")
    assert cells(done.stdout)[0] == ["第一责任人", "赵敏", "西岭乡", "xiling", "66.67%"]
