"""Plans, duties and who answers, at the command line."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path

import icalendar
import pytest

from test_cli import kaohe, no_traceback, width

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
indicators: {trees: {title: 植树, unit: 株, rollup: sum}}
events: [{id: drill}]
measures: [{id: improve, title: 限期整改, when: total < 12, within: 10 days}]
plan:
  - id: greening
    title: 绿化
    lead: [安管办]
    items:
      - {id: survey, title: 调查, due: 2014-03-31, targets: [{indicator: trees, target: ">= 10"}]}
      - id: planting
        title: 植树
        period: {from: 2014-04-01, to: 2014-06-30}
        depends_on: [survey]
        targets:
          - {indicator: trees, target: ">= 50", by: 2014-04-30}
          - {indicator: trees, target: ">= 200", breakdown: {城关镇: 120, 东山乡: 80}}
duties:
  - {id: monthly, title: 每月演练, what: drill, per: month, by: day 10, per_party: township}
"""
OBSERVATIONS = "unit,trees@2014-03,trees@2014-04-01..2014-04-15,drills,reading\n城关镇,6,6,3,4\n东山乡,3,3,1,2\n"
EVENTS = "unit,event,date\n城关镇,drill,2014-01-08\n城关镇,drill,2014-02-11\n东山乡,drill,2014-01-10\n东山乡,drill,2014-02-10\n"
TABLES = ("--observations", "数据.csv", "--events", "事项.csv")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "办法.yaml").write_text(SCHEME, encoding="utf-8")
    (tmp_path / "数据.csv").write_text(OBSERVATIONS, encoding="utf-8")
    (tmp_path / "事项.csv").write_text(EVENTS, encoding="utf-8")
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


# ---- plan


def cells(printed: bytes) -> list[list[str]]:
    return [[cell.strip() for cell in line.strip("│").split("│")] for line in printed.decode().splitlines() if line.startswith("│")]


def test_plan_is_a_tree_with_bars(folder: Path) -> None:
    done = kaohe(folder, "plan", "办法.yaml", "--on", "2014-04-15", *TABLES)
    assert done.returncode == 0
    assert no_traceback(done).count("K0622") == 1  # nobody answers for the duty
    printed = done.stdout.decode()
    assert printed.splitlines()[0] == "乡镇考核 · 2014-04-15"
    # 9 trees: 90 % of 10, and 4.5 % of 200, of which 25 % are due by 30 April, day 30 of the item: 12.5 % on its day 15.
    # The whole: (90 + 4.5) ÷ 2 = 47.25 of (100 + 12.5) ÷ 2 = 56.25.
    assert [[cell.rstrip() for cell in line.strip("│").split("│")] for line in printed.splitlines() if line.startswith("│")][:1] == [
        [" 绿化", " 2014-01-01～2014-12-31", " █████████░░░░░░░░░░░ 47.3%", "  56.3%", " 滞后", " 县安管办"]
    ]
    lines = [line for line in printed.splitlines() if line.startswith("│")]
    assert lines[1].startswith("│ ├─ 调查")
    assert "██████████████████░░ 90%" in lines[1]
    assert lines[2].startswith("│ └─ 植树")
    assert "░░░░░░░░░░░░░░░░░░░░ 4.5%" in lines[2]
    assert all(width(line) == width(printed.splitlines()[1]) for line in lines[:3])


def test_plan_gives_the_reasons(folder: Path) -> None:
    printed = kaohe(folder, "plan", "办法.yaml", "--on", "2014-04-15", *TABLES).stdout.decode()
    assert "调查：应于3月31日完成，已过15天，实际完成90.0%" in printed
    assert "影响植树" in printed
    assert "关键任务链：调查 → 植树" in printed


def test_plan_in_english(folder: Path) -> None:
    printed = kaohe(folder, "plan", "办法.yaml", "--on", "2014-04-15", *TABLES, "--lang", "en").stdout.decode()
    assert "调查: due on 2014-03-31, 15 days ago; 90.0% is done" in printed
    assert "critical chain: 调查 → 植树" in printed


def test_plan_of_one_party(folder: Path) -> None:
    done = kaohe(folder, "plan", "办法.yaml", "--on", "2014-04-15", *TABLES, "--party", "东山乡", "--format", "json")
    items = {item["id"]: item for item in json.loads(done.stdout)["items"]}
    assert items["planting"]["progress"] == "0.0375"  # 3 of 80
    assert items["planting"]["targets"][1]["target"] == ">= 80"


def test_plan_as_csv(folder: Path) -> None:
    done = kaohe(folder, "plan", "办法.yaml", "--on", "2014-04-15", *TABLES, "--out", "计划.csv")
    assert (done.returncode, done.stdout) == (0, b"")
    rows = list(csv.DictReader(io.StringIO((folder / "计划.csv").read_text(encoding="utf-8-sig"))))
    assert [(row["id"], row["depth"], row["state"], row["progress"]) for row in rows] == [
        ("greening", "0", "at_risk", "0.4725"),
        ("survey", "1", "overdue", "0.9"),
        ("planting", "1", "blocked", "0.045"),
    ]
    assert rows[1]["blocks"] == "planting"
    assert rows[0]["answers"] == "lead 安管办"


def test_measures_with_a_deadline_open_matters(folder: Path) -> None:
    # 东山乡: 1 ÷ 4 × 10 + 2 ÷ 4 × 10 = 7.5, below 12; 城关镇: 7.5 + 10
    done = kaohe(folder, "plan", "办法.yaml", "--on", "2015-01-20", *TABLES, "--measures", "--made-known", "2015-01-12", "--format", "json")
    matters = json.loads(done.stdout)["matters"]
    assert [(matter["unit"], matter["opened"], matter["last"], matter["state"]) for matter in matters] == [
        ("东山乡", "2015-01-12", "2015-01-22", "due")
    ]


def test_the_calendar_file_has_an_event_for_every_slot(folder: Path) -> None:
    assert kaohe(folder, "plan", "办法.yaml", "--on", "2014-04-15", *TABLES, "--ical", "计划.ics").returncode == 0
    calendar = icalendar.Calendar.from_ical((folder / "计划.ics").read_bytes())
    found = {(str(event["summary"]), event.decoded("dtstart"), event.decoded("dtend")) for event in calendar.walk("VEVENT")}
    items = {
        ("绿化", date(2014, 1, 1), date(2015, 1, 1)),
        ("调查", date(2014, 3, 31), date(2014, 4, 1)),
        ("植树", date(2014, 4, 1), date(2014, 7, 1)),
        ("植树：trees >= 50", date(2014, 4, 30), date(2014, 5, 1)),
    }
    windows = {("每月演练", date(2014, month, 1), date(2014, month, 11)) for month in range(1, 13)}
    assert found == items | windows
    assert len(calendar.walk("VEVENT")) == len(found)


def test_nothing_is_written_where_the_plan_is_refused(folder: Path) -> None:
    (folder / "计划.ics").write_text("before", encoding="utf-8")
    arguments = ("plan", "办法.yaml", "--on", "2014-04-15", *TABLES, "--party", "东山镇", "--ical", "计划.ics", "--out", "计划.csv")
    done = kaohe(folder, *arguments)
    assert done.returncode == 1
    assert "东山乡" in no_traceback(done)
    assert (folder / "计划.ics").read_text(encoding="utf-8") == "before"
    assert not (folder / "计划.csv").exists()


def test_a_scheme_without_a_plan_is_refused_in_a_line(folder: Path) -> None:
    (folder / "空.yaml").write_text(
        "{kaohe: 1, id: a, missing: zero, criteria: [{id: b, points: 1, rule: {threshold: done}}]}", encoding="utf-8"
    )
    for command, said in (("plan", "kaohe: 方案里没有计划，也没有常规任务\n"), ("duties", "kaohe: 方案里没有常规任务\n")):
        done = kaohe(folder, command, "空.yaml", "--on", "2014-04-15")
        assert (done.returncode, done.stderr.decode()) == (2, said)


# ---- duties


def test_duties_lists_what_is_missing_and_late_with_who_answers(folder: Path) -> None:
    done = kaohe(folder, "duties", "办法.yaml", "--on", "2014-03-15", "--events", "事项.csv")
    assert done.returncode == 0
    # three windows are over for each of the two townships: 6 asked; 城关镇 in time in January, late in February, 东山乡 in time twice
    assert cells(done.stdout) == [
        ["每月演练", "6", "3", "1", "3"],
        ["每月演练", "城关镇", "2014-02-01", "2014-02-10", "1", "0", "1", "1", ""],
        ["每月演练", "城关镇", "2014-03-01", "2014-03-10", "1", "0", "0", "1", ""],
        ["每月演练", "东山乡", "2014-03-01", "2014-03-10", "1", "0", "0", "1", ""],
    ]


def test_all_windows_are_shown_when_asked_for(folder: Path) -> None:
    done = kaohe(folder, "duties", "办法.yaml", "--on", "2014-03-15", "--events", "事项.csv", "--all", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(done.stdout.decode())))
    assert [(row["party"], row["last"], row["done"], row["late"], row["missing"], row["over"]) for row in rows] == [
        ("城关镇", "2014-01-10", "1", "0", "0", "yes"),
        ("城关镇", "2014-02-10", "0", "1", "1", "yes"),
        ("城关镇", "2014-03-10", "0", "0", "1", "yes"),
        ("东山乡", "2014-01-10", "1", "0", "0", "yes"),
        ("东山乡", "2014-02-10", "1", "0", "0", "yes"),
        ("东山乡", "2014-03-10", "0", "0", "1", "yes"),
    ]


# ---- parties out of tables


def test_parties_may_come_from_tables(folder: Path) -> None:
    (folder / "单位.csv").write_text("party,kind,under\n西岭乡,township,县\n", encoding="utf-8")
    (folder / "岗位.csv").write_text("post,party,role,person\nxiling,西岭乡,head,赵敏\n", encoding="utf-8")
    arguments = ("who", "办法.yaml", "drills", "--on", "2014-05-31", "--unit", "西岭乡", "--parties", "单位.csv", "--posts", "岗位.csv")
    done = kaohe(folder, *arguments)
    assert (done.returncode, done.stderr) == (0, b"")
    assert cells(done.stdout)[0] == ["第一责任人", "赵敏", "西岭乡", "xiling", "66.67%"]
