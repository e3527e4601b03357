"""What changed between two results, and whether data or rules changed it."""

import json
import re
import subprocess
import sys
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kaohe


def scheme(points: int = 10, year: int = 2014, name: str = "towns", take: str = "0.5") -> kaohe.Scheme:
    return kaohe.loads(
        f"""\
kaohe: 1
id: {name}
period: {year}
missing: zero
criteria:
  - {{id: rate, points: {points}, rule: {{slope: {{at: 90%, worse: {{each: 1pp, take: {take}}}}}}}}}
  - {{id: size, points: 10, rule: {{proportion: {{of: 50}}}}}}
vetoes: [{{id: small, when: size < 10, effect: {{grade: 不合格}}}}]
grades: [{{name: 优秀, from: 18}}, {{name: 合格, from: 10}}, {{name: 不合格}}]
measures: [{{id: talk, when: grade == 不合格}}]
"""
    )


OLD = {"unit": ["甲", "乙", "丙"], "rate": ["90%", "88%", "90%"], "size": [50, 40, 50]}
NEW = {"unit": ["甲", "乙", "丁"], "rate": ["90%", "90%", "90%"], "size": [50, 5, 50]}


def told(changes: list[kaohe.Change]) -> dict[str, tuple[str, ...]]:
    return {change.criterion or change.figure: tuple(map(str, (change.old, change.new, change.change))) for change in changes}


def test_every_figure_that_changed_is_told():
    # 乙: 9 + 8 = 17, 合格, third; then 10 + 1 = 11, but the veto makes it 不合格, third again
    changed = kaohe.diff(scheme().assess(OLD), scheme().assess(NEW))
    assert (changed.came, changed.went) == (["丁"], ["丙"])
    assert told(changed.changes["乙"]) == {
        "total": ("17", "11", "-6"),
        "base": ("17", "11", "-6"),
        "grade": ("合格", "不合格", "None"),
        "vetoes": ("()", "('small',)", "None"),
        "measures": ("()", "('talk',)", "None"),
        "rate": ("9", "10", "1"),
        "size": ("8", "1", "-7"),
    }
    assert list(changed.changes) == ["乙"]
    assert repr(changed) == "Diff('towns', changed=1, came=1, went=1)"


def test_a_changed_weight_is_parted_into_rules_and_data():
    """Must show 8: the rate becomes worth 12 where it was 10, and 乙 reports more and has less."""
    old, new = scheme().assess(OLD), scheme(points=12).assess(NEW)
    parts = {
        "total": ("-4", "-6", "2"),  # 17 → 13: the data take 6 (9 + 8 → 10 + 1), the rules give 2
        "base": ("-4", "-6", "2"),
        "rate": ("3", "1", "2"),  # 9 → 12
        "size": ("-7", "-7", "0"),
    }
    for between in (scheme(points=12).assess(OLD), scheme().assess(NEW)):
        changed = kaohe.diff(old, new, between=between)
        numbers = {
            change.criterion or change.figure: tuple(map(str, (change.change, change.data, change.rules)))
            for change in changed.changes["乙"]
            if change.change is not None
        }
        assert {name: numbers[name] for name in parts} == parts
        causes = {change.figure: change.causes for change in changed.changes["乙"]}
        assert (causes["vetoes"], causes["score"]) == (("data",), ("data",))
        (total,) = (change for change in changed.changes["甲"] if change.figure == "total")
        assert tuple(map(str, (total.change, total.data, total.rules))) == ("2", "0", "2")


def test_a_changed_weight_of_a_section_is_parted_too():
    def weighted(first: str, second: str) -> kaohe.Scheme:
        return kaohe.loads(
            "{kaohe: 1, id: weighted, missing: zero, combine: weighted, points: 100, criteria: ["
            f"{{id: party, points: 100, weight: {first}, rule: {{proportion: {{of: 100}}}}}},"
            f"{{id: growth, points: 50, weight: {second}, rule: {{proportion: {{of: 50}}}}}}]}}"
        )

    before, after = weighted("30%", "70%"), weighted("40%", "60%")
    old, new = {"unit": ["甲"], "party": [80], "growth": [45]}, {"unit": ["甲"], "party": [90], "growth": [45]}
    changed = kaohe.diff(before.assess(old), after.assess(new), between=after.assess(old))
    total = changed.changes["甲"][0]
    # 0.3 × 80 + 0.7 × 90 = 87; with the new weights 0.4 × 80 + 0.6 × 90 = 86, and with the new figures 0.4 × 90 + 0.6 × 90 = 90
    assert tuple(map(str, (total.old, total.new, total.change, total.data, total.rules))) == ("87", "90", "3", "4", "-1")


def test_decimals_are_exact_whatever_their_length():
    old = json.loads(scheme().assess(OLD).to_json())
    new = json.loads(json.dumps(old))
    old["units"]["甲"]["total"] = "0.1"
    new["units"]["甲"]["total"] = "100000000000000000000000000000000000000000000000.30"
    (change,) = kaohe.diff(written(old, "old"), written(new, "new")).changes["甲"]
    assert change.to_dict()["change"] == "100000000000000000000000000000000000000000000000.2"


FOLDER: list[Path] = []


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path) -> None:
    FOLDER[:] = [tmp_path]


def written(result: Any, name: str) -> Path:
    path = FOLDER[0] / f"{name}.json"
    path.write_text(result if isinstance(result, str) else json.dumps(result), encoding="utf-8")
    return path


# ---- what may be compared


def codes(*files: object, between: object = None) -> list[str]:
    with pytest.raises(kaohe.ResultError) as error:
        kaohe.diff(*files, between=between)  # type: ignore[arg-type]
    return [finding.code for finding in error.value.findings]


def test_other_schemes_are_not_compared():
    assert codes(scheme().assess(OLD), scheme(name="villages").assess(OLD)) == ["K0852"]


def test_other_rules_are_compared_only_with_a_result_between():
    old, new = scheme().assess(OLD), scheme(points=12).assess(NEW)
    assert codes(old, new) == ["K0853"]
    assert codes(old, new, between=scheme(points=11).assess(OLD)) == ["K0855"]
    assert codes(old, new, between=scheme(points=12).assess(NEW)) == ["K0855"]
    assert codes(old, new, between=scheme(points=12, name="villages").assess(OLD)) == ["K0852"]


def test_other_periods_of_one_scheme_may_be_compared():
    changed = kaohe.diff(scheme(year=2013).assess(OLD), scheme(year=2014).assess(OLD))
    assert changed.changes == {}
    assert changed.to_dict()["period"] == {"old": "2013", "new": "2014"}


def test_a_result_that_does_not_say_what_it_was_made_by_is_not_compared():
    old = json.loads(scheme().assess(OLD).to_json())
    del old["made_by"]
    assert codes(written(old, "old"), scheme().assess(OLD)) == ["K0854"]
    assert codes(written(old | {"made_by": {"kaohe": "1", "scheme": "x", "evidence": None}}, "old"), scheme().assess(OLD)) == ["K0854"]


def test_what_is_no_result_says_where():
    whole = scheme().assess(OLD).to_json()
    with pytest.raises(kaohe.ResultError) as error:
        kaohe.diff(written(whole[: len(whole) // 2], "old"), written(whole, "new"))
    (finding,) = error.value.findings
    assert (finding.code, finding.line) == ("K0850", 2)
    assert str(finding.file).endswith("old.json")
    for text, code in [
        ("", "K0850"),
        ("[" * 100_000, "K0850"),
        ("NaN", "K0850"),
        ("[]", "K0851"),
        ("{}", "K0851"),
        ('{"scheme": 1}', "K0851"),
    ]:
        assert codes(written(text, "old"), written(whole, "new")) == [code]
    path = written(whole, "old")
    path.write_bytes(b"\xff\xfe")
    assert codes(path, written(whole, "new")) == ["K0850"]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("total", "1e5"),
        ("total", 17),
        ("base", "NaN"),
        ("grade", 1),
        ("rank", "1"),
        ("rank", True),
        ("vetoes", "small"),
        ("scores", {"rate": "1/3"}),
    ],
)
def test_a_figure_of_another_kind_is_named(key, value):
    result = json.loads(scheme().assess(OLD).to_json())
    result["units"]["乙"][key] = value
    with pytest.raises(kaohe.ResultError) as error:
        kaohe.diff(written(result, "old"), scheme().assess(OLD))
    (finding,) = error.value.findings
    assert finding.code == "K0851"
    assert f"units.乙.{key}" in finding.message("en")


# ---- properties

UNITS = st.lists(st.tuples(st.integers(0, 120), st.integers(0, 60)), min_size=1, max_size=4)


def table(rows: list[tuple[int, int]]) -> dict[str, list[Any]]:
    return {"unit": [f"U{i}" for i in range(len(rows))], "rate": [f"{rate}%" for rate, _ in rows], "size": [size for _, size in rows]}


def number(value: object) -> Fraction:
    assert isinstance(value, Decimal | int)
    return Fraction(value)


@settings(max_examples=150, deadline=None)
@given(UNITS, UNITS, st.integers(5, 15), st.integers(5, 15), st.sampled_from(["0.1", "0.37", "1/3"]), st.booleans())
def test_the_parts_sum_to_the_change(old, new, points, later_points, take, rules_first):
    before, after = scheme(points), scheme(later_points, take=take)
    between = after.assess(table(old)) if rules_first else before.assess(table(new))
    results = before.assess(table(old)), after.assess(table(new))
    changed = kaohe.diff(*results, between=between)
    for unit, changes in changed.changes.items():
        for change in changes:
            assert change.causes
            if change.change is None:
                assert (change.data, change.rules) == (None, None)
                continue
            assert number(change.data) + number(change.rules) == number(change.change) == number(change.new) - number(change.old)
            if change.figure == "total":
                assert (change.old, change.new) == (results[0][unit].total, results[1][unit].total)
    same = [unit for unit in results[0] if unit in results[1] and unit not in changed.changes]
    assert all(results[0][unit].scores == results[1][unit].scores == between[unit].scores for unit in same)


@settings(max_examples=50, deadline=None)
@given(UNITS, UNITS)
def test_a_diff_turned_round_has_the_opposite_changes(old, new):
    one, other = scheme().assess(table(old)), scheme().assess(table(new))
    there, back = kaohe.diff(one, other), kaohe.diff(other, one)
    assert (there.came, there.went) == (back.went, back.came)
    for unit, changes in there.changes.items():
        assert [(c.figure, c.criterion, c.new, c.old) for c in changes] == [
            (c.figure, c.criterion, c.old, c.new) for c in back.changes[unit]
        ]
        assert [c.change for c in changes] == [None if c.change is None else -c.change for c in back.changes[unit]]


# ---- the command


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kaohe", "diff", *map(str, arguments)]
    return subprocess.run(command, cwd=FOLDER[0], capture_output=True, encoding="utf-8", check=False)


def cells(text: str) -> list[list[str]]:
    return [[cell.strip() for cell in re.split("[│┃]", line)[1:-1]] for line in text.splitlines() if line.startswith(("│", "┃"))]


def test_the_command_shows_a_table():
    written(scheme().assess(OLD).to_json(), "old")
    written(scheme(year=2015).assess(NEW).to_json(), "new")
    done = run("old.json", "new.json")
    assert done.returncode == 0
    assert done.stdout.splitlines()[:6] == [
        "towns: old.json → new.json",
        "考核期不同：2014 → 2015",
        "规则相同，数据不同",
        "新增的单位：丁",
        "减少的单位：丙",
        "有变化的单位：1",
    ]
    assert cells(done.stdout)[:4] == [
        ["单位", "项目", "旧", "新", "变化"],
        ["乙", "总分", "17", "11", "-6"],
        ["", "基本分", "17", "11", "-6"],
        ["", "等次", "合格", "不合格", ""],
    ]
    assert ["", "得分 rate", "9", "10", "+1"] in cells(done.stdout)


def test_the_command_parts_changes():
    written(scheme().assess(OLD).to_json(), "old")
    written(scheme(points=12).assess(NEW).to_json(), "new")
    written(scheme(points=12).assess(OLD).to_json(), "middle")
    refused = run("old.json", "new.json", "--lang", "en")
    assert (refused.returncode, refused.stdout) == (1, "")
    assert "K0853" in refused.stderr
    done = run("old.json", "new.json", "--between", "middle.json", "--lang", "en")
    assert done.stdout.splitlines()[1] == "rules: different, data: different"
    assert ["乙", "total", "17", "13", "-4", "-6", "+2"] in cells(done.stdout)
    assert ["", "vetoes", "—", "small", "", "✓", ""] in cells(done.stdout)


def test_the_command_speaks_json():
    written(scheme().assess(OLD).to_json(), "old")
    written(scheme(points=12).assess(NEW).to_json(), "new")
    written(scheme(points=12).assess(OLD).to_json(), "middle")
    done = run("old.json", "new.json", "--between", "middle.json", "--format", "json")
    told = json.loads(done.stdout)
    assert told["units"] == {"came": ["丁"], "went": ["丙"], "unchanged": 0}
    assert told["changes"]["乙"]["total"] == {
        "old": "17",
        "new": "13",
        "change": "-4",
        "data": "-6",
        "rules": "2",
        "causes": ["data", "rules"],
    }
    assert told["changes"]["乙"]["scores"]["size"]["data"] == "-7"
    assert told["changes"]["乙"]["vetoes"] == {
        "old": [],
        "new": ["small"],
        "came": ["small"],
        "went": [],
        "data": None,
        "rules": None,
        "causes": ["data"],
    }
    assert told["made_by"]["between"] == scheme(points=12).assess(OLD).made_by


def test_the_command_says_what_it_cannot_read():
    assert run("no.json", "no.json").returncode == 2
    written("{", "old")
    done = run("old.json", "old.json", "--lang", "en")
    assert done.returncode == 1
    assert "old.json:1:2: error K0850: this is no proper JSON" in done.stderr
    assert "Traceback" not in done.stderr
