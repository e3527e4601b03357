"""The examples print what was recorded, and the recorded numbers are those of their arithmetic by hand."""

import json
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import kaohe

EXAMPLES = Path(__file__).parents[2] / "examples"
TABLES = ("observations", "events", "ratings", "units", "history", "decisions")
EXPLAINED = {
    "county-2011": ["西山镇"],
    "party-stars": ["一中党支部"],
    "classroom-month": ["吴老师"],
    # vetoed, capped, on the edge of a quota, decided
    "district-2018": ["西渡学校", "南苑小学", "望海小学", "云港初中", "芦滩镇社事办"],
    "city-2014": ["市实验高中", "青山二中", "云河一中", "云河二中"],
    "quality-2015": ["河坝初中", "龙桥小学"],
    "forestry": ["上秦"],
    "party-building-2006": ["七队"],
}

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
    ("district-2018", "西渡学校"): (
        "spot_check 13.6, sent_teachers 8, four_ones 9, moral_lessons 8, quality 38.6, drills 6, full_checks 4, hazards 8, video_days 3,"
        " law 3, petition_points 0, management 24, study 6, appraisal 8, poverty 6, party 20, investment 0",
        "82.6",
        "不合格",
    ),
    ("district-2018", "兴塘小学"): (
        "spot_check 15.2, exchange 8, four_ones 6, quality 37.2, video_days 2, petition_points 6, law 4.5, management 30.5, study 4.8,"
        " party 18.286, titles_won 1.5",
        "84.49",
        "良好",
    ),
    ("district-2018", "北闸初中"): ("spot_check 14.4, quality 38.6, hazards 6, law 0, management 27, party 18.8", "84.4", "良好"),
    ("district-2018", "东灶学校"): (
        "drills 0, full_checks 3, video_days 2, petition_points 7, management 26, study 0, party 10.8",
        "75.4",
        "合格",
    ),
    ("district-2018", "芦滩镇社事办"): (
        "spot_check 16, exchange 5.6, four_ones 5, moral_lessons 6, town_checks 6, hazards 7, video_days 0, petition_points 0,"
        " management 23, party 14.4, investment 0, bus_meetings -1",
        "69",
        "不合格",
    ),
    ("city-2014", "市一中"): (
        "systems 9.1667, labs 7.6, short_sighted 5, science 5, education 33.7667, growth 15, destinations 9, used 4.5, hazards 11,"
        " honours 4, named 2",
        "100",
        "五星级",
    ),
    ("city-2014", "云河一中"): (
        "systems 10, labs 8, short_sighted 5, science 4.5, education 34.5, growth 13.9, destinations 9, results 22.9, intact 2, used 3.25,"
        " equipment 5.25, disclosed 3.75, norms 10, conduct 13.75, safety 15, honours 1",
        "92.4",
        "四星级",
    ),
    ("city-2014", "临湖二中"): (
        "labs 7.2, short_sighted 3, science 0, growth 9, destinations 2.5, intact 2, used 2.5, hazards 10",
        "71.2",
        "四星级",
    ),
    ("forestry", "石嘴"): ("seedling_points 38, tree_points 30, trainee_points 20, check_points 10", "98", "优秀"),
    ("forestry", "下金"): ("seedling_points 36, tree_points 30, trainee_points 20, check_points 10", "96", "合格"),
    ("forestry", "上秦"): ("seedling_points 40, tree_points 30, trainee_points 18, check_points 10", "98", "优秀"),
    ("party-building-2006", "八队"): ("cadre_points 35, secretary_points 25, training 60, civilised_points 40", "100", "优秀"),
    ("party-building-2006", "十队"): ("training 60, civilised_points 32", "92", "优秀"),
    ("party-building-2006", "四队"): ("training 60, civilised_points 20", "80", "合格"),
    ("party-building-2006", "七队"): ("cadre_points 32.67, secretary_points 25, civilised_points 20", "77.7", "合格"),
    ("quality-2015", "河坝初中"): (
        "monitor 21.88, progress 5.5, graduates 8, quality 45.38, duty_list 12.5, negative_list 8.5, checks 6.4, arts 4.2, gifted 0",
        "67",
        "三等",
    ),
    ("quality-2015", "龙桥小学"): (
        "monitor 23, progress 7.8, quality 55.8, negative_list 0, moral 15, routine 15, stars 0",
        "85.8",
        "三等",
    ),
    ("quality-2015", "白岩小学"): ("monitor 21.75, progress 0, graduates 12, duty_list 13.5, negative_list 8, arts 4.2", "77.4", "二等"),
}

# From HAND.md: every unit with its total, grade, the grade computed before a decision, place, vetoes, failed gates and measures.
OUTCOMES = {
    "district-2018": """
        清河小学 98.4 优秀 - 1 - - investment_prize
        望海小学 90.8 良好 - 2 - - -
        云港初中 90.8 优秀 良好 2 - - investment_prize
        兴塘小学 84.49 良好 - 4 late_handling - -
        北闸初中 84.4 良好 - 5 lawsuit_lost - inquiry
        柳河初中 76.7 合格 - 7 - - -
        南苑小学 70 合格 - 9 accident_cap safe_campus put_right
        西渡学校 82.6 不合格 - 6 petition_veto - talk,twice_failed
        东灶学校 75.4 合格 - 8 passive_stability - talk
        新城学校 - - - - - opened -
        沙港镇社事办 92.5 优秀 - 2 - - -
        堤东镇社事办 92.5 良好 - 2 - - -
        盐田镇社事办 99 良好 - 1 - letter_signed -
        芦滩镇社事办 69 不合格 - 4 petition_veto - talk
    """,
    "city-2014": """
        市一中 100 五星级 - 1 - - rank_special,gifted_places
        市二中 94.3 四星级 - 2 - - -
        市实验高中 93.6 三星级 - 3 ethics_veto - -
        市外语高中 74.05 不定星级 - 4 exam_veto lab_standard talk
        青山一中 92.4 五星级 - 2 - - gifted_places
        云河一中 92.4 四星级 - 2 - - -
        临湖一中 92.8 四星级 - 1 - safety_first,lab_standard yellow_card,rank_held,rank_lowered
        平岭一中 92.4 四星级 - 2 admission_veto - -
        青山二中 75 三星级 - 6 accident_veto - rank_held
        云河二中 84.3 四星级 三星级 5 - lab_standard -
        临湖二中 71.2 四星级 - 7 - safety_first yellow_card,rank_held
        慧文高中 - - - - - graduates -
    """,
    "quality-2015": """
        城北初中 98.5 一等 - 1 - - reward
        城南初中 90.2 一等 - 2 - two_lists reward
        青坪初中 86.8 二等 - 3 - arts_back -
        河坝初中 67 三等 - 5 exam_veto two_lists visit,rotation
        石门初中 61.7 四等 - 4 dropout_veto two_lists warning,rotation,bottom_twice
        城关小学 99 一等 - 1 - - reward
        东街小学 90.7 一等 - 2 - two_lists reward
        南溪小学 90.7 一等 - 2 - two_lists reward
        龙桥小学 85.8 三等 - 3 list_veto two_lists -
        高庙小学 62.6 三等 - 5 - arts_back,two_lists warning,rotation
        白岩小学 77.4 二等 - 4 - two_lists visit
        新坝实验学校 - - - - - opened -
    """,
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


def outcome(result: dict[str, Any]) -> str:
    figures = [result[key] for key in ("total", "grade")] + [result.get("grade_computed"), result["rank"]]
    lists = [",".join(result[key]) or None for key in ("vetoes", "gates", "measures")]
    return " ".join("-" if figure is None else str(figure) for figure in figures + lists)


@pytest.mark.parametrize(("example", "unit"), BY_HAND, ids=["-".join(key) for key in BY_HAND])
def test_scores_are_those_worked_out_by_hand(example, unit):
    scores, total, grade = BY_HAND[example, unit]
    result = assess(example)[unit]
    expected = {name: Decimal(score) for name, score in (entry.split() for entry in scores.split(","))}
    assert {name: result.scores[name] for name in expected} == expected
    assert (result.total, result.grade) == (Decimal(total), grade)


@pytest.mark.parametrize("example", OUTCOMES)
def test_what_decides_beyond_the_sum_is_that_worked_out_by_hand(example):
    results = json.loads(assess(example).to_json())["units"]
    expected = dict(line.split(maxsplit=1) for line in OUTCOMES[example].strip().splitlines())
    assert {unit: outcome(result) for unit, result in results.items()} == expected


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
    assert "\n".join(run("explain", example, f"--unit={unit}") for unit in EXPLAINED[example]) == expected
