"""The examples' plans, duties and chains are those worked out by hand: see HAND.md of each."""

import subprocess
import sys
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path

import icalendar
import pytest

import kaohe
from test_examples import assess

EXAMPLES = Path(__file__).parents[2] / "examples"
ALL = sorted(file.parent.name for file in EXAMPLES.glob("*/scheme.yaml"))

# example, what is asked for, unit, day: role, who (— for nobody, * for who acts), share in hundredths of the entry
WHO = [
    (
        "forestry",
        "project",
        None,
        "2022-05-01",
        "first 周启明 40, deputy 田守成 30, deputy 马立新 30, office 马立新 20, member 李文博 10, member 丁一川 10",
    ),
    (
        "forestry",
        "self_check",
        None,
        "2022-07-25",
        "first 周启明 40, deputy 田守成 30, deputy 马立新 30, office 马立新 20, member 李文博 10, member 丁一川 10",
    ),
    (
        "forestry",
        "raise_seedlings",
        None,
        "2022-05-08",
        "lead 林技中心 25, assist 新民乡林业站 25, assist 泾河源林业站 25, assist 兴盛乡林业站 25",
    ),
    ("forestry", "funds", None, "2022-05-08", "lead 周启明 60, assist 田守成 40"),
    ("forestry", "seedling_points", "上秦", "2022-05-15", "direct 高树森 100"),
    ("forestry", "seedling_points", "上秦", "2022-05-16", "direct 白云山* 100"),
    ("forestry", "seedling_points", "上秦", "2022-05-31", "direct 白云山* 100"),
    ("forestry", "seedling_points", "上秦", "2022-06-01", "direct 梁志宏 100"),
    ("forestry", "trainee_points", "石嘴", "2022-12-31", "direct 苏怀远 100"),
    ("forestry", "check_points", "下金", "2022-12-31", "direct 罗正平 100"),
    ("party-building-2006", "plan_2006", None, "2006-01-01", "first 秦岭松 50, deputy 贺明德 50, deputy 尤敏 50"),
    ("party-building-2006", "branches", None, "2007-08-31", "first 秦岭松 100/3, deputy 贺明德 100/3, lead 鲁振华 100/3"),
    ("party-building-2006", "branches", None, "2008-03-31", "first 秦岭松 100/3, deputy 贺明德 100/3, lead 沈一鸣 100/3"),
    ("party-building-2006", "branches", None, "2008-04-01", "first 程致远 100/3, deputy 贺明德 100/3, lead 沈一鸣 100/3"),
    ("party-building-2006", "publicity", None, "2009-03-01", "first 程致远 25, deputy 尤敏 25, lead — 25, assist 郭满仓 25"),
    ("party-building-2006", "publicity", None, "2009-07-01", "first 程致远 25, deputy 尤敏 25, lead 严冬青 25, assist 郭满仓 25"),
    ("party-building-2006", "cadre_points", "四队", "2008-06-30", "first 葛文杰 60, lead 沈一鸣 40"),
    ("party-building-2006", "cadre_points", "四队", "2008-07-01", "first 陶然 60, lead 沈一鸣 40"),
    ("party-building-2006", "civilised_points", "七队", "2010-05-01", "first 娄小满* 60, lead 严冬青 30, assist 郭满仓 10"),
    ("classroom-month", "spread", None, "2023-10-20", "first 申校长 100/3, first 陈副校长 100/3, first 林主任 100/3"),
    ("classroom-month", "polish", None, "2023-10-22", "lead 周老师 100, lead 王老师 100"),
    ("classroom-month", "polish", None, "2023-10-23", "lead 周老师 100, lead 褚老师 100"),
    ("classroom-month", "reading", "吴老师", "2023-10-31", "direct 林主任 100"),
    ("classroom-month", "sum_up", None, "2023-11-06", "lead 教导处 100"),
    ("district-2018", "hazards", "南苑小学", "2018-06-30", "first 俞晓月 50, direct 祁山 20, line 邵建军 20, double_duty 顾明远 10"),
    ("district-2018", "hazards", "南苑小学", "2018-08-15", "first 俞晓月 50, direct 祁山 20, line 顾明远* 20, double_duty 顾明远 10"),
    ("district-2018", "hazards", "南苑小学", "2018-09-19", "first 俞晓月 50, direct 祁山 20, line 凌霄 20, double_duty 顾明远 10"),
    ("district-2018", "spot_check", "望海小学", "2018-12-31", "first 金浩 70, line 顾明远 20, direct 白露 10"),
    ("district-2018", "petition_points", "西渡学校", "2018-07-31", "first 蒋学农 100"),
    ("district-2018", "petition_points", "西渡学校", "2018-08-01", "first 韦东 100"),
    ("district-2018", "petition_points", "芦滩镇社事办", "2018-06-15", "first — 100"),
    ("district-2018", "lawsuit_lost", "北闸初中", "2016-11-21", "first 钱进 80, line 方正 20"),
    ("district-2018", "lawsuit_lost", "北闸初中", "2018-12-31", "first 苗青 80, line 方正 20"),
    ("district-2018", "prepare_spring", "清河小学", "2018-05-01", "first 江一帆 50, assist 白露 50"),
    ("district-2018", "bus_spring", "芦滩镇社事办", "2018-03-10", "first 左克 50, direct 祁山 20, line 邵建军 20, double_duty 顾明远 10"),
    ("city-2014", "safety", "青山一中", "2014-05-04", "head 石坚 50, village 边关 20, town 隋兴 15, county 项东 10, city 裴远山 5"),
    ("city-2014", "safety", "临湖一中", "2014-06-30", "head 江枫 50, village 荷香 20, town 焦阳 15, county 水清 10, city 裴远山 5"),
    ("city-2014", "safety", "临湖一中", "2014-07-01", "head 江枫 50, village 荷香 20, town 焦阳 15, county 湛蓝 10, city 裴远山 5"),
    ("city-2014", "accident_veto", "青山二中", "2014-05-28", "head 丘陵 50, town 阎立 25, county 项东 15, city 裴远山 10"),
    ("city-2014", "accident_veto", "西岗镇", "2014-05-28", "head 阎立 50, town 阎立 25, county 项东 15, city 裴远山 10"),
    ("city-2014", "hazards", "云河二中", "2014-09-01", "head 谷雨 50, town — 25, county 岳峰 15, city 裴远山 10"),
    ("city-2014", "safety", "平岭一中", "2014-05-04", "head 高原 60, direct 关平安 30, city 裴远山 10"),
    ("city-2014", "safety", "临湖二中", "2014-05-04", "head 苏堤 60, direct 关平安 30, city 裴远山 10"),
    ("city-2014", "safety", "市一中", "2014-05-04", "head 梅岭 60, city 裴远山 20, direct 关平安 20"),
    ("city-2014", "growth", "市一中", "2014-05-04", "head 梅岭 70, line 文敬 20, direct 书同文 10"),
    ("city-2014", "village_grid", "莲花村", "2014-10-31", "head 连理 50, village 荷香 20, town 焦阳 15, county 湛蓝 10, city 裴远山 5"),
    ("city-2014", "safe_schools", None, "2014-03-31", "first 雷鸣 50, deputy 文敬 50"),
    ("city-2014", "safe_schools", None, "2014-04-01", "first 司马青 50, deputy 文敬 50"),
    ("city-2014", "famous_names", None, "2014-04-01", "lead 市教科院 100"),
]


# example, day, party, table of observations: items with their state, progress and expected progress in per cent, to two digits
STATUS = {
    ("forestry", "2022-04-15", "", "observations"): """
        survey at_risk 52.26 54.55
        guidance blocked 0 0
        training at_risk 0 3.21
    """,
    ("forestry", "2022-05-08", "", "observations"): """
        project at_risk 33.53 37.40
        survey done 100 100
        guidance at_risk 46.13 47.12
        raise_seedlings at_risk 30.4 48.67
        build_base on_track 48 46.34
        fit_sprinklers on_track 60 46.34
        greening at_risk 0 26.67
        self_check blocked 0 0
        training on_track 20 15.54
        funds on_track 35.07 35.07
    """,
    ("forestry", "2022-05-08", "新民乡", "observations"): """
        raise_seedlings at_risk 28.89 48.67
        build_base at_risk 40 46.34
        fit_sprinklers on_track 50 46.34
        training on_track 20 15.54
    """,
    ("forestry", "2022-07-25", "", "observations"): """
        project at_risk 72.62 78.05
        survey done 100 100
        guidance overdue 99.27 100
        raise_seedlings overdue 97.8 100
        build_base done 100 100
        fit_sprinklers done 100 100
        greening done 100 100
        self_check blocked 40 54.55
        training at_risk 40 57.32
        funds on_track 56.44 56.44
    """,
    ("party-building-2006", "2008-06-30", "", "progress"): """
        plan_2006 at_risk 58.95 61.62
        cadre_team on_track 98.25 74.97
        train_cadres overdue 98 100
        reserve on_track 98.5 49.95
        branches at_risk 37.5 49.95
        systems at_risk 66.67 83.32
        room_and_network done 100 100
        three_databases done 100 100
        decision_platform at_risk 0 49.95
        publicity on_track 49.95 49.95
        civilisation at_risk 42.38 49.95
        province_units at_risk 0 49.95
        city_units on_track 57.14 49.95
        district_units on_track 70 49.95
    """,
    ("party-building-2006", "2010-12-31", "", "progress"): """
        plan_2006 at_risk 99.95 100
        cadre_team at_risk 99.75 100
        train_cadres overdue 99.5 100
        reserve done 100 100
        branches done 100 100
        systems done 100 100
        publicity done 100 100
        civilisation done 100 100
        province_units done 100 100
    """,
    ("classroom-month", "2023-10-20", "", "progress"): """
        month at_risk 29.48 36.90
        mobilise overdue 60 100
        spread on_track 57.93 47.62
        read_books at_risk 44.5 47.62
        hear_lessons on_track 79.29 47.62
        polish on_track 50 47.62
        consolidate blocked 0 0
        sum_up not_started 0 0
    """,
    ("classroom-month", "2023-11-12", "", "progress"): """
        month overdue 83.48 100
        mobilise overdue 60 100
        spread overdue 93.91 100
        read_books overdue 90.3 100
        hear_lessons overdue 91.43 100
        polish done 100 100
        consolidate done 100 100
        sum_up overdue 80 100
    """,
    ("district-2018", "2018-09-20", "", "observations"): """
        year_2018 at_risk 42.99 61.00
        spring done 100 100
        autumn on_track 16.39 16.39
        special_checks on_track 55.56 55.56
        march_check done 100 100
        september_check on_track 66.67 66.67
        december_check blocked 0 0
        lift_households at_risk 0 72.05
    """,
    ("district-2018", "2018-12-31", "", "observations"): """
        lift_households at_risk 85 100
    """,
    ("district-2018", "2018-12-31", "芦滩镇社事办", "observations"): """
        lift_households done 100 100
    """,
    ("city-2014", "2014-09-30", "", "progress"): """
        year_2014 on_track 79.92 79.84
        build_kindergartens at_risk 71.64 74.79
        reach_standard on_track 80 74.79
        famous_names at_risk 65 74.79
        summer_course done 100 100
        safe_schools on_track 82.94 74.79
        cover_standard on_track 75 74.79
        provide_buses on_track 75 74.79
        cover_insurance on_track 98.81 74.79
    """,
    ("city-2014", "2014-09-30", "临湖县", "progress"): """
        build_kindergartens at_risk 65.71 74.79
        reach_standard at_risk 73.68 74.79
        provide_buses at_risk 64.58 74.79
    """,
}

# example, day, table of events: duties with what was asked, done in time, late and missing
DUTIES = {
    ("forestry", "2022-05-31", "duties"): "weekly_report 18 17 1 2",
    ("party-building-2006", "2011-01-01", "duties"): "review_reserve 5 5 0 0, send_cadres 5 6 0 0, correspondents 5 4 0 1",
    ("classroom-month", "2023-11-12", "events"): "leaders_hear 80 71 0 11, teachers_hear 60 61 0 2",
    ("district-2018", "2019-01-01", "events"): (
        "prepare_spring 12 12 0 0, observe_spring 6 6 0 0, salon_spring 2 2 0 0, bus_spring 24 22 1 2, prepare_autumn 8 8 0 0,"
        " observe_autumn 4 4 0 0, salon_autumn 2 1 0 1, bus_autumn 16 14 1 2, town_patrol 48 45 0 3, term_checks 16 16 0 0"
    ),
    ("city-2014", "2015-01-01", "duties"): "village_grid 24 22 0 2, town_grid 24 22 0 2",
}

# the windows in which something is missing or late, of these duties: party, day to do it by, missing and late
WINDOWS = {
    ("forestry", "2022-05-31", "duties", "weekly_report"): "泾河源镇 2022-05-06 1 1, 兴盛乡 2022-05-13 1 0",
    ("party-building-2006", "2011-01-01", "duties", "correspondents"): "- 2008-12-31 1 0",
    ("classroom-month", "2023-11-12", "events", "leaders_hear"): "陈副校长 2023-10-31 1 0, 林主任 2023-10-31 10 0",
    ("district-2018", "2019-01-01", "events", "bus_spring"): "芦滩镇社事办 2018-03-10 1 1, 芦滩镇社事办 2018-05-10 1 0",
    ("district-2018", "2019-01-01", "events", "bus_autumn"): "芦滩镇社事办 2018-11-10 1 0, 芦滩镇社事办 2018-12-10 1 1",
    ("district-2018", "2019-01-01", "events", "salon_autumn"): "云港初中 2018-12-31 1 0",
    ("district-2018", "2019-01-01", "events", "town_patrol"): (
        "沙港镇社事办 2018-08-31 1 0, 盐田镇社事办 2018-02-28 1 0, 盐田镇社事办 2018-07-31 1 0"
    ),
    ("city-2014", "2015-01-01", "duties", "village_grid"): "莲花村 2014-04-30 1 0, 莲花村 2014-10-31 1 0",
    ("city-2014", "2015-01-01", "duties", "town_grid"): "渡口镇 2014-09-30 1 0, 渡口镇 2014-12-31 1 0",
}

# example: the day and the tables its plan is printed for, the day and the table its duties are printed for
PRINTED = {
    "forestry": (("2022-05-08", "observations", "duties"), ("2022-05-31", "duties")),
    "party-building-2006": (("2008-06-30", "progress", "duties"), ("2011-01-01", "duties")),
    "classroom-month": (("2023-10-20", "progress", "events"), ("2023-11-12", "events")),
    "district-2018": (("2018-09-20", "observations", "events"), ("2019-01-01", "events")),
    "city-2014": (("2014-09-30", "progress", "duties"), ("2015-01-01", "duties")),
}

# Events of the calendar file: items, dated targets, windows of duties that ask for something.
SLOTS = {
    "forestry": 10 + (2 + 1) + 6,
    "party-building-2006": 14 + (1 + 5 + 1 + 3) + 3 * 5,
    "classroom-month": 8 + 1 + 2,
    "district-2018": 8 + 0 + (6 + 3 + 1 + 6) + (4 + 2 + 1 + 4) + 12 + 2,
    "city-2014": 9 + 0 + (6 + 4),
}

# example, unit, criterion: who lost how much, on the day of the fact where it is a dated one
LOST = [
    ("forestry", "石嘴", "seedling_points", "苏怀远 2"),
    ("forestry", "下金", "seedling_points", "罗正平 4"),
    ("forestry", "上秦", "trainee_points", "高树森 0.74, 白云山 0.09, 梁志宏 1.17"),
    ("party-building-2006", "七队", "cadre_points", "施光远 1.12, 娄小满 0.28, 鲁振华 0.31, 沈一鸣 0.62"),
    ("party-building-2006", "七队", "civilised_points", "施光远 9.6, 娄小满 2.4, 汪晓棠 3.6, 宣传部 0.6, 严冬青 1.8, 郭满仓 2"),
    (
        "district-2018",
        "芦滩镇社事办",
        "bus_meetings",
        "左克 0.207, 芦滩镇社事办 0.041, 尹平 0.252, 祁山 0.2, 邵建军 0.099, 顾明远 0.134, 凌霄 0.067",
    ),
    (
        "district-2018",
        "西渡学校",
        "petition_points",
        "蒋学农 0.8 on 2018-03-05, 蒋学农 0.8 on 2018-05-16, 蒋学农 3.2 on 2018-06-27, 韦东 1.6 on 2018-09-12, 韦东 1.6 on 2018-11-30",
    ),
]


def load(example: str) -> kaohe.Scheme:
    return kaohe.load(EXAMPLES / example / "scheme.yaml")


def written(answer: kaohe.Answer) -> str:
    name = answer.person or ("—" if answer.post else answer.party)
    return f"{answer.role} {name}{'*' if answer.acting else ''} {answer.share * 100}"


@pytest.mark.parametrize(("example", "thing", "unit", "on", "expected"), WHO, ids=["-".join(filter(None, row[:4])) for row in WHO])
def test_who_answers_is_what_was_worked_out_by_hand(example, thing, unit, on, expected):
    chain = load(example).answers_for(thing, on, unit=unit)
    assert ", ".join(map(written, chain)) == expected


# ---- plans


def table(example: str, name: str) -> str:
    return str(EXAMPLES / example / f"{name}.csv")


def two_digits(share: Fraction) -> Decimal:
    return (Decimal(share.numerator * 100) / share.denominator).quantize(Decimal("0.01"), ROUND_HALF_UP)


@pytest.mark.parametrize(("example", "on", "party", "observations"), STATUS, ids=["-".join(filter(None, key[:3])) for key in STATUS])
def test_how_a_plan_stands_is_what_was_worked_out_by_hand(example, on, party, observations):
    status = load(example).plan.status(on, table(example, observations), party=party or None)
    found = {item.id: (item.state, two_digits(item.progress), two_digits(item.expected)) for item in status}
    rows = [line.split() for line in STATUS[example, on, party, observations].strip().splitlines()]
    expected = {name: (state, Decimal(progress), Decimal(share)) for name, state, progress, share in rows}
    assert {name: found[name] for name in expected} == expected
    assert {finding.code for finding in status.findings} <= {"K0620"}  # posts that are vacant for a while


@pytest.mark.parametrize(("example", "on", "events"), DUTIES, ids=[key[0] for key in DUTIES])
def test_how_duties_were_done_is_what_was_counted_by_hand(example, on, events):
    status = load(example).plan.status(on, events=table(example, events))
    counted = [f"{duty.id} {duty.asked} {duty.done} {duty.late} {duty.missing}" for duty in status.duties]
    assert ", ".join(counted) == DUTIES[example, on, events]


@pytest.mark.parametrize(("example", "on", "events", "duty"), WINDOWS, ids=["-".join((key[0], key[3])) for key in WINDOWS])
def test_the_windows_that_were_missed_are_those_found_by_hand(example, on, events, duty):
    status = load(example).plan.status(on, events=table(example, events))
    missed = [window for window in status.windows if window.duty == duty and (window.missing or window.late)]
    told = [f"{window.party or '-'} {window.last} {window.missing} {window.late}" for window in missed]
    assert ", ".join(told) == WINDOWS[example, on, events, duty]
    assert all(window.answers for window in missed)


def run(example: str, *arguments: str) -> str:
    command = [sys.executable, "-m", "kaohe", arguments[0], str(EXAMPLES / example / "scheme.yaml"), *arguments[1:]]
    environment = {"NO_COLOR": "1", "PYTHONUTF8": "1"}
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=True, env=environment).stdout


def recorded(example: str, name: str) -> str:
    return (EXAMPLES / example / f"expected_{name}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("example", PRINTED)
def test_plan_prints_the_recorded_tree(example):
    on, observations, events = PRINTED[example][0]
    tables = ("--observations", table(example, observations), "--events", table(example, events))
    assert run(example, "plan", "--on", on, *tables) == recorded(example, "plan")


@pytest.mark.parametrize("example", PRINTED)
def test_duties_prints_the_recorded_windows(example):
    on, events = PRINTED[example][1]
    assert run(example, "duties", "--on", on, "--events", table(example, events)) == recorded(example, "duties")


@pytest.mark.parametrize("example", PRINTED)
def test_who_prints_the_recorded_chains(example):
    asked = [(thing, on, ("--unit", unit) if unit else ()) for name, thing, unit, on, _ in WHO if name == example]
    printed = "".join(run(example, "who", thing, "--on", on, *unit) for thing, on, unit in asked)
    assert printed == recorded(example, "who")


@pytest.mark.parametrize("example", SLOTS)
def test_the_calendar_file_has_one_event_for_every_real_slot(example):
    calendar = icalendar.Calendar.from_ical(load(example).plan.to_ical())
    events = calendar.walk("VEVENT")
    assert len(events) == len({str(event["uid"]) for event in events}) == SLOTS[example]
    assert all(event.decoded("dtstart") < event.decoded("dtend") for event in events)


# ---- attribution


def part_text(part: kaohe.AttributionPart) -> str:
    return f"{part.person or part.party} {part.lost}" + (f" on {part.on}" if part.on else "")


@pytest.mark.parametrize(("example", "unit", "criterion", "expected"), LOST, ids=["-".join(row[:3]) for row in LOST])
def test_who_lost_what_is_what_was_worked_out_by_hand(example, unit, criterion, expected):
    parts = [part for part in assess(example).attribution() if (part.unit, part.criterion) == (unit, criterion)]
    assert ", ".join(map(part_text, parts)) == expected


def leaves(explanation: kaohe.Explanation) -> Iterator[kaohe.Explanation]:
    for child in explanation.children:
        yield from [child] if child.kind == "leaf" else leaves(child)


@pytest.mark.parametrize("example", ALL)
def test_the_parts_sum_to_what_every_unit_lost(example):
    assessment = assess(example)
    summed: dict[tuple[str, str], Decimal] = {}
    for part in assessment.attribution():
        key = part.unit, part.criterion
        summed[key] = summed.get(key, Decimal(0)) + part.lost - part.won
    expected = {}
    for result in assessment.values():
        for leaf in leaves(result.explain()):
            if leaf.score is not None and (leaf.points or 0) != leaf.score:
                expected[result.unit, leaf.id] = (leaf.points or 0) - leaf.score
    assert {key: lost for key, lost in summed.items() if lost} == expected
