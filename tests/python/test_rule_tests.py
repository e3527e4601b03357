"""Tests beside the rules: what `Scheme.test` and `kaohe test` say of them, and of what none reaches."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

import kaohe

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted((ROOT / "examples").glob("*/scheme.yaml"))
SCHEME = """\
kaohe: 1
id: tiny
missing: zero
criteria:
  - {id: rate, title: 入园率, points: 10, rule: {bands: [{from: 90%, points: 10}, {otherwise: 1}]}}
  - {id: plan, title: 计划, points: 10, rule: {threshold: done}}
tests:
"""
GOOD = "  - {name: 满分, observations: {rate: 90%, plan: 是}, expect: {total: 20, rank: 1}}\n"
# 10 for the rate and nothing without a plan
WRONG = "  - {name: 没有计划, observations: {rate: 90%, plan: 否}, expect: {total: 11, scores: {plan: 0}}}\n"


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kaohe", "test", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.parent.name)
def test_the_examples_keep_what_their_tests_promise(path):
    report = kaohe.load(path).test()
    failed = [str(finding) for test in report.tests if not test.passed for finding in test.findings]
    assert failed == []
    assert report.tests
    assert report.passed


def test_what_no_test_of_an_example_reaches():
    """By hand.

    The bands of 毕业年级 are taken by 甲, 乙, 丙 and 丁 of the first test, the cases of 常规检查 by 甲 (20), 戊 (15) and 丁 (14). Each
    veto has its test. The gates fail for 丁 (arts), 戊 (duties) and in the last test. The first test gives all four grades, 戊 the warning
    and the rotation, 甲 the reward. Nobody has a row of history, so that no rank fell and no grade came twice.
    """
    report = kaohe.load(ROOT / "examples" / "quality-2015" / "scheme.yaml").test()
    assert [(part.part, part.line, part.words("zh")) for part in report.unreached] == [
        ("measure", 120, "结果运用“薄弱学校重点视导”"),
        ("measure", 123, "结果运用“校级管理人员轮岗”"),
    ]
    # 4 bands, 3 cases, 3 vetoes, 3 gates, 4 grades, 3 of 5 measures
    assert len(report.reached) == 20


def test_a_report_is_typed_values():
    report = kaohe.loads(SCHEME + GOOD + WRONG).test()
    assert not report.passed
    assert [(test.name, test.line, test.passed) for test in report.tests] == [("满分", 8, True), ("没有计划", 9, False)]
    (finding,) = report.tests[1].findings
    assert (finding.code, finding.line, finding.severity) == ("K0830", 9, "error")
    assert finding.message("en") == 'the total of "没有计划" is to be 11, but comes out as 10'
    assert [(part.part, part.words("en")) for part in report.unreached] == [("band", 'the band "otherwise" of "入园率"')]
    assert repr(report) == "TestReport(tests=2, failed=1, unreached=1)"


def test_a_misspelt_name_fails_at_its_place():
    test = '  - {name: t, unit: {sise: 3}, events: [{event: award, date: "2014-05-04"}], expect: {total: 0}}\n'
    report = kaohe.loads(SCHEME + test).test()
    assert [(finding.code, finding.line, finding.column) for finding in report.tests[0].findings] == [("K0831", 8, 22), ("K0713", 8, 42)]
    with pytest.raises(kaohe.DocumentError) as error:
        kaohe.loads(SCHEME + "  - {name: t, observations: {rat: 1}, expect: {total: 0}}\n")
    assert [finding.code for finding in error.value.findings] == ["K0243"]


def test_the_command_says_what_failed_and_what_is_not_reached(tmp_path):
    path = tmp_path / "办法.yaml"
    path.write_text(SCHEME + GOOD + WRONG, encoding="utf-8")
    done = run(path)
    assert done.returncode == 1
    lines = done.stdout.splitlines()
    assert lines[:2] == ["通过  满分", "未通过  没有计划"]
    assert "“没有计划”的总分应为11，算得10" in lines[2]
    assert lines[-3:] == [
        "2 个检验用例，1 个未通过",
        "用例覆盖规则的 3 处，没有覆盖的 1 处",
        f"    {path}:5:80: “入园率”的“其余”一档",
    ]
    english = run(path, "--lang", "en").stdout
    assert "FAILED  没有计划\n" in english
    assert "tests: 2, failed: 1\nparts of the rules that tests reach: 3, that none reaches: 1\n" in english


def test_the_command_speaks_json(tmp_path):
    path = tmp_path / "scheme.yaml"
    path.write_text(SCHEME + GOOD, encoding="utf-8")
    done = run(path, "--format", "json", "--lang", "en")
    assert done.returncode == 0
    report = json.loads(done.stdout)
    assert (report["passed"], report["reached"], report["reachable"]) == (True, 2, 4)
    assert [part["words"] for part in report["unreached"]] == ['the band "otherwise" of "入园率"', '"计划" missing the target "done"']
    assert done.stdout == kaohe.load(path).test().to_json("en") + "\n"


def test_a_scheme_that_cannot_be_run_or_read_says_so(tmp_path):
    path = tmp_path / "scheme.yaml"
    path.write_text(SCHEME + "  - {name: t, expect: {totl: 1}}\n", encoding="utf-8")
    done = run(path)
    assert (done.returncode, done.stdout) == (1, "")
    assert "K0202" in done.stderr
    assert run(tmp_path / "no.yaml").returncode == 2


def test_without_tests_nothing_fails(tmp_path):
    path = tmp_path / "scheme.yaml"
    path.write_text(SCHEME.removesuffix("tests:\n"), encoding="utf-8")
    done = run(path, "--lang", "en")
    assert done.returncode == 0
    assert done.stdout.startswith("tests: 0, failed: 0\n")
