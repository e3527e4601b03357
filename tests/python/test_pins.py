"""What a result was made by, and making it again: `made_by` and `kaohe assess --verify`."""

import random
import re
import subprocess
import sys
from pathlib import Path

import pandas as pd
import polars as pl
import pytest

import kaohe
from kaohe.scheme import TABLES

ROOT = Path(__file__).parents[2]
RULES = """\
kaohe: 1
id: towns
period: 2014
missing: zero
criteria:
  - {id: rate, points: 10, rule: {slope: {at: 90%, worse: {each: 1pp, take: 0.5}}}}
  - {id: size, points: 10, rule: {proportion: {of: 50}}}
vetoes: [{id: fraud, when: count(fraud) >= 1, effect: {points: -5}}]
"""
OBSERVED = {"unit": ["甲", "乙", "丙"], "rate": [0.9, 0.885, None], "size": [50, 40, 7.5]}
EVENTS = [{"unit": "甲", "event": "fraud", "date": "2014-03-01"}]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "办法.yaml").write_text(RULES, encoding="utf-8")
    (tmp_path / "数据.csv").write_text("unit,rate,size\n甲,0.9,50\n乙,0.885,40\n丙,,7.5\n", encoding="utf-8")
    return tmp_path


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kaohe", "assess", "办法.yaml", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False)


def made(rules: str = RULES, **tables: object) -> dict[str, str]:
    return kaohe.loads(rules).assess(**tables).made_by


def test_a_result_says_what_it_was_made_by():
    assessment = kaohe.loads(RULES).assess(OBSERVED)
    assert assessment.made_by["kaohe"] == kaohe.__version__
    assert all(re.fullmatch("sha256:[0-9a-f]{64}", assessment.made_by[name]) for name in ("scheme", "evidence"))
    assert assessment.to_dict()["made_by"] == assessment.made_by


def test_one_table_in_any_shape_is_one_evidence(folder):
    evidence = made(observations=OBSERVED, events=EVENTS)["evidence"]
    rows = [dict(zip(OBSERVED, cells, strict=True)) for cells in zip(*OBSERVED.values(), strict=True)]
    random.Random(1).shuffle(rows)
    texts = {name: [None if cell is None else str(cell) for cell in cells] for name, cells in OBSERVED.items()}
    for table in (
        rows,
        texts,
        pd.DataFrame(OBSERVED),
        pl.DataFrame(OBSERVED, strict=False),
        pd.DataFrame(OBSERVED).iloc[::-1, ::-1],
        folder / "数据.csv",
    ):
        assert made(observations=table, events=EVENTS)["evidence"] == evidence
    assert made(observations=OBSERVED)["evidence"] != evidence
    assert made(observations=OBSERVED | {"rate": [0.9, 0.886, None]}, events=EVENTS)["evidence"] != evidence


@pytest.mark.parametrize("path", sorted((ROOT / "examples").glob("*/scheme.yaml")), ids=lambda path: path.parent.name)
def test_the_rows_of_an_example_may_stand_in_any_order(path):
    scheme = kaohe.load(path)
    files = {table.stem: table for table in path.parent.glob("*.csv") if table.stem in TABLES}
    turned = {name: pd.read_csv(file, dtype=str, keep_default_na=False).iloc[::-1, ::-1] for name, file in files.items()}
    one, other = scheme.assess(**files), scheme.assess(**turned)
    assert one.made_by == other.made_by
    assert {unit: result.to_dict() for unit, result in one.items()} == {unit: result.to_dict() for unit, result in other.items()}


def test_an_unused_column_counts():
    units = {"unit": ["甲", "乙", "丙"]}
    assert (
        made(observations=OBSERVED, units=units)["evidence"] != made(observations=OBSERVED, units=units | {"remark": [1, 2, 3]})["evidence"]
    )


def test_an_old_result_is_made_again_to_the_byte(folder):
    assert run(folder, "--observations", "数据.csv", "--out", "旧.json").returncode == 0
    again = run(folder, "--observations", "数据.csv", "--threads", "2", "--verify", "旧.json")
    assert (again.returncode, again.stdout) == (0, "重新计算的结果与 旧.json 逐字节相同\n")
    english = run(folder, "--observations", "数据.csv", "--verify", "旧.json", "--lang", "en")
    assert english.stdout == "made again, the result is 旧.json to the byte\n"


def edit(path: Path, before: str, after: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")


@pytest.mark.parametrize(
    ("file", "before", "after", "said"),
    [
        ("办法.yaml", "take: 0.5", "take: 0.6", ["规则不同：sha256:"]),
        ("办法.yaml", "criteria:", "# 每个百分点扣半分\ncriteria:", []),
        ("办法.yaml", "period: 2014", "period: 2015", ["考核期不同：2014 → 2015"]),
        ("办法.yaml", "id: towns", "id: villages", ["考核办法不是同一个：towns → villages", "规则不同：sha256:"]),
        ("数据.csv", "40", "41", ["数据不同：sha256:"]),
        ("数据.csv", "40", "40.0", []),
        ("旧.json", kaohe.__version__, "0.0.1", [f"kaohe 的版本不同：0.0.1 → {kaohe.__version__}"]),
        ("旧.json", '"total": "17.25"', '"total": "17.26"', ["规则、数据和版本都相同，文件的内容却不同"]),
    ],
)
def test_what_differs_is_named(folder, file, before, after, said):
    run(folder, "--observations", "数据.csv", "--out", "旧.json")
    edit(folder / file, before, after)
    again = run(folder, "--observations", "数据.csv", "--verify", "旧.json")
    head, *lines = again.stdout.splitlines()
    assert again.returncode == (1 if said else 0)
    assert head == ("重新计算的结果与 旧.json 不同：" if said else "重新计算的结果与 旧.json 逐字节相同")
    assert [line.strip()[: len(start)] for line, start in zip(lines, said, strict=True)] == said


def test_units_in_another_order_are_the_same_figures(folder):
    run(folder, "--observations", "数据.csv", "--out", "旧.json")
    (folder / "数据.csv").write_text("unit,rate,size\n乙,0.885,40\n甲,0.9,50\n丙,,7.5\n", encoding="utf-8")
    again = run(folder, "--observations", "数据.csv", "--verify", "旧.json", "--lang", "en")
    assert again.returncode == 1
    assert "so is every figure; units stand in another order" in again.stdout


def test_verifying_writes_no_result(folder):
    run(folder, "--observations", "数据.csv", "--out", "旧.json")
    done = run(folder, "--observations", "数据.csv", "--verify", "旧.json", "--out", "新.json")
    assert done.returncode == 2
    assert not (folder / "新.json").exists()


def test_what_is_no_result_cannot_be_verified(folder):
    (folder / "旧.json").write_text("{}", encoding="utf-8")
    done = run(folder, "--observations", "数据.csv", "--verify", "旧.json")
    assert (done.returncode, done.stdout) == (1, "")
    assert "K0851" in done.stderr
    assert run(folder, "--observations", "数据.csv", "--verify", "没有.json").returncode == 2
