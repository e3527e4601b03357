"""The examples print what was recorded, and the recorded numbers are those of their arithmetic by hand."""

import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

import kaohe

EXAMPLES = Path(__file__).parents[2] / "examples"
TABLES = ("observations", "events", "ratings", "units", "history")
EXPLAINED = {"county-2011": "西山镇", "party-stars": "一中党支部", "classroom-month": "吴老师"}

# From HAND.md of each example: leaf and section scores, then the total and the grade.
BY_HAND = {
    ("county-2011", "西山镇"): (
        "kindergarten 6.7937, last_year_rate 3, centre 3.6, primary 4.5, junior 5, disabled 4, dropout 4, building 6, investment 4,"
        " per_pupil 2, network 0, recruits 4, training 9, safety 7, progress 8.4, research 1.5, review 4.225, business 42.8937",
        "77.02",
        "合格",
    ),
    ("county-2011", "石桥镇"): (
        "preschool 15.8, compulsory 23.4, building 5.5405, per_pupil 1.7963, conditions 11.3368, training 5.4, team 15.4,"
        " review 4.6225, quality 12.6225, more_places 1, cooperation 1.5",
        "81.06",
        "良好",
    ),
    ("county-2011", "县实验中学"): (
        "promotion 22.572, junior_dropout 15, resources 18, school 55.572, recruits 3, team 19, review 4.4475, quality 17.4475",
        "92.02",
        "优秀",
    ),
    ("party-stars", "一小党支部"): (
        "leaders 19.5, link_rate 9.394, posts 2.667, cadres 15.661, working 20, quarters 5.235, results 15.235, satisfaction 12,"
        " complaints 6.47, opinion 18.47, prizes 2, bonus 3.5",
        "92.4",
        "五星级",
    ),
    ("party-stars", "一中党支部"): (
        "leaders 20, cadres 19, working 18, quarters 5.504, results 15.504, satisfaction 9.725, complaints 0, prizes 7, bonus 8",
        "90.2",
        "四星级",
    ),
    ("party-stars", "特教学校党支部"): (
        "ethics 5.356, cadres 17.831, working 18, quarters 5.614, results 15.614, satisfaction 9.352, complaints 7.473, opinion 16.825",
        "88.3",
        "四星级",
    ),
    ("classroom-month", "林主任"): ("paper 4, reading 12.75, leader_lessons 0, reflection 9", "34.3", "待改进"),
    ("classroom-month", "陈副校长"): ("paper 10, reading 15, leader_lessons 36, reflection 9.5", "94", "优秀"),
    ("classroom-month", "吴老师"): (
        "paper 6, reading 14.4, all_lessons 0, own_lessons 18, other_lessons 9, lessons 27, film 14.25, voice 8.5, reflection 9.5,"
        " shared_topics 4",
        "83.7",
        "良好",
    ),
    ("classroom-month", "王老师"): (
        "paper 0, reading 15, lessons 37, film 12.5, voice 7, reflection 1, absences -1",
        "71.5",
        "合格",
    ),
}


def tables_of(example: str) -> dict[str, str]:
    files = {table: EXAMPLES / example / f"{table}.csv" for table in TABLES}
    return {table: str(file) for table, file in files.items() if file.exists()}


def assess(example: str) -> kaohe.Assessment:
    tables = tables_of(example)
    return kaohe.load(EXAMPLES / example / "scheme.yaml").assess(tables.pop("observations"), **tables)


def run(command: str, example: str, *more: str) -> str:
    arguments = [f"--{table}={file}" for table, file in tables_of(example).items()]
    scheme = str(EXAMPLES / example / "scheme.yaml")
    done = subprocess.run(
        [sys.executable, "-m", "kaohe", command, scheme, *arguments, *more],
        capture_output=True,
        encoding="utf-8",
        check=True,
        env={"COLUMNS": "160", "NO_COLOR": "1", "PYTHONUTF8": "1"},
    )
    return done.stdout


@pytest.mark.parametrize(("example", "unit"), BY_HAND, ids=["-".join(key) for key in BY_HAND])
def test_scores_are_those_worked_out_by_hand(example, unit):
    scores, total, grade = BY_HAND[example, unit]
    result = assess(example)[unit]
    expected = {name: Decimal(score) for name, score in (entry.split() for entry in scores.split(","))}
    assert {name: result.scores[name] for name in expected} == expected
    assert (result.total, result.grade) == (Decimal(total), grade)


@pytest.mark.parametrize("example", EXPLAINED)
def test_the_scheme_has_no_findings(example):
    assert [str(finding) for finding in kaohe.load(EXAMPLES / example / "scheme.yaml").findings] == []


@pytest.mark.parametrize("example", EXPLAINED)
def test_the_tables_have_no_findings(example):
    assert [str(finding) for finding in assess(example).findings] == []


@pytest.mark.parametrize("example", EXPLAINED)
def test_assess_prints_the_recorded_table(example):
    expected = (EXAMPLES / example / "expected_table.txt").read_text(encoding="utf-8")
    assert run("assess", example, "--format=table") == expected


@pytest.mark.parametrize("example", EXPLAINED)
def test_explain_prints_the_recorded_text(example):
    expected = (EXAMPLES / example / "expected_explain.txt").read_text(encoding="utf-8")
    assert run("explain", example, f"--unit={EXPLAINED[example]}") == expected
