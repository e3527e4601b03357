"""The examples' plans, duties and chains are those worked out by hand: see HAND.md of each."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

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
    ("city-2014", "village_grid", "莲花村", "2014-10-31", "head — 50, village 荷香 20, town 焦阳 15, county 湛蓝 10, city 裴远山 5"),
    ("city-2014", "safe_schools", None, "2014-03-31", "first 雷鸣 50, deputy 文敬 50"),
    ("city-2014", "safe_schools", None, "2014-04-01", "first 司马青 50, deputy 文敬 50"),
    ("city-2014", "famous_names", None, "2014-04-01", "lead 市教科院 100"),
]


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
