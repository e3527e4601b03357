"""Plans, chains, roll-up and attribution, as a Python program meets them."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import icalendar
import polars as pl
import pyarrow as pa
import pytest

import kaohe

SCHEME = """
kaohe: 1
id: towns
title: 乡镇工作
period: 2014
missing: zero
parties:
  - {id: 县, kind: county}
  - {id: 安管办, title: 县安管办, kind: office, under: 县}
  - {id: 东乡, kind: township, under: 县}
  - {id: 西乡, kind: township, under: 县}
posts:
  - {id: office_head, title: 主任, party: 安管办, role: head, holders: [{person: 周启明}]}
  - {id: mayor, title: 乡长, party: 东乡, role: head, holders: [{person: 王芳, to: 2014-06-30}, {person: 李强, from: 2014-07-01}]}
responsibilities:
  - {for: [greening], chain: [{role: lead, party: 安管办, post: head}]}
  - {for: [drills], chain: [{role: first, post: head, share: 70%}, {role: direct, party: 安管办}]}
indicators:
  trees: {title: 植树, unit: 株, rollup: sum}
  pupils: {rollup: sum}
  children: {rollup: sum}
  rate: {value: pupils / children, rollup: ratio}
  loose: {title: 没有说明怎么汇总}
criteria:
  - {id: drills, points: 10, rule: {proportion: {of: 4}}}
measures:
  - {id: improve, title: 限期整改, when: total < 5, within: 10 days}
plan:
  - id: greening
    title: 绿化
    kind: goal
    source: 办法第5条
    items:
      - {id: survey, title: 调查摸底, kind: phase, due: 2014-03-31, tags: [field], targets: [{indicator: trees, target: ">= 10"}]}
      - id: planting
        title: 植树
        period: {from: 2014-04-01, to: 2014-06-30}
        depends_on: [survey]
        assist: [东乡]
        targets:
          - {indicator: trees, target: ">= 50", by: 2014-04-30}
          - {indicator: trees, target: ">= 200", breakdown: {东乡: 120, 西乡: 80}}
duties:
  - {id: monthly, title: 每月演练, what: drill, per: month, by: day 10, per_party: township, lead: [安管办]}
"""
OBSERVATIONS = {"unit": ["东乡", "西乡"], "trees@2014-03": [6, 5], "trees@2014-04-01..2014-04-15": [20, None], "drills": [3, 1]}
EVENTS = {"unit": ["东乡", "西乡", "西乡"], "event": ["drill"] * 3, "date": ["2014-01-05", "2014-01-20", "2014-02-10"]}


@pytest.fixture(scope="module")
def scheme() -> kaohe.Scheme:
    return kaohe.loads(SCHEME)


# ---- the plan


def test_the_plan_is_a_tree(scheme: kaohe.Scheme) -> None:
    (top,) = scheme.plan.top
    assert [item.id for item in top.items] == ["survey", "planting"]
    assert (top.kind, top.source, top.first, top.last) == ("goal", "办法第5条", date(2014, 1, 1), date(2014, 12, 31))
    planting = scheme.plan.item("planting")
    assert (planting.parent, planting.depth, planting.depends_on, planting.assist) == ("greening", 1, ("survey",), ("东乡",))
    assert [(target.target, target.by, target.dated) for target in planting.targets] == [
        (">= 50", date(2014, 4, 30), True),
        (">= 200", date(2014, 6, 30), False),
    ]


def test_the_plan_is_a_table(scheme: kaohe.Scheme) -> None:
    frame = scheme.plan.to_pandas()
    assert list(frame["id"]) == ["greening", "survey", "planting"]
    assert str(frame["last"].dtype) == "datetime64[s]"
    assert scheme.plan.to_polars()["tags"].to_list() == [[], ["field"], []]
    assert scheme.plan.to_arrow().schema.field("first").type == pa.date32()


def test_an_item_that_is_not_there_is_a_key_error_with_the_nearest(scheme: kaohe.Scheme) -> None:
    with pytest.raises(KeyError, match=r"no item is called 'plantin'; did you mean 'planting'\?"):
        scheme.plan.item("plantin")


def test_a_scheme_without_a_plan_has_an_empty_one() -> None:
    plan = kaohe.loads("{kaohe: 1, id: a, missing: zero, criteria: [{id: b, points: 1, rule: {threshold: done}}]}").plan
    assert (len(plan), plan.top, plan.duties, repr(plan)) == (0, (), (), "Plan('a', items=0, duties=0)")
    assert len(icalendar.Calendar.from_ical(plan.to_ical()).walk("VEVENT")) == 0


# ---- how it stands


def test_a_status_has_exact_figures(scheme: kaohe.Scheme) -> None:
    status = scheme.plan.status(date(2014, 4, 15), OBSERVATIONS)
    found = {item.id: item for item in status}
    # 11 of 10 trees by the end of March; 20 of 200 in April, of which a quarter is due by the 30th: half of it on the 15th
    assert found["survey"].state == "done"
    assert (found["planting"].state, found["planting"].progress, found["planting"].expected) == ("at_risk", Fraction(1, 10), Fraction(1, 8))
    assert (found["greening"].progress, found["greening"].expected) == (Fraction(11, 20), Fraction(9, 16))
    assert found["planting"].reason == "4月15日应完成12.5%，实际10.0%，落后2.5个百分点；“植树”缺1个单位的数据"
    first, last = found["planting"].targets
    assert (first.value, first.met, first.missing, last.target) == (Fraction(20), False, ("西乡",), ">= 200")
    assert [(answer.role, answer.person) for answer in found["planting"].answers] == [("assist", None)]


def test_a_status_in_english_and_as_text(scheme: kaohe.Scheme) -> None:
    status = scheme.plan.status("2014-04-15", OBSERVATIONS, lang="en")
    assert status[2].reason.startswith("by 2014-04-15 12.5% should be done, 10.0% is: 2.5 percentage points behind")
    assert "植树 [planting]: 滞后" in str(status)
    assert "植树 [planting]: at risk" in status.text("en")


def test_asked_for_a_party_the_plan_is_its_part(scheme: kaohe.Scheme) -> None:
    status = scheme.plan.status("2014-04-15", OBSERVATIONS, party="东乡")
    planting = next(item for item in status if item.id == "planting")
    assert (status.party, planting.progress, planting.targets[1].target) == ("东乡", Fraction(1, 6), ">= 120")


def test_duties_are_counted_by_window(scheme: kaohe.Scheme) -> None:
    status = scheme.plan.status("2014-02-20", events=EVENTS)
    (duty,) = status.duties
    # 东乡 in time in January, nothing in February; 西乡 late in January, in time in February
    assert (duty.asked, duty.done, duty.late, duty.missing) == (4, 2, 1, 2)
    told = [(window.party, window.last, window.done, window.late, window.missing) for window in status.windows]
    assert told == [
        ("东乡", date(2014, 1, 10), 1, 0, 0),
        ("东乡", date(2014, 2, 10), 0, 0, 1),
        ("西乡", date(2014, 1, 10), 0, 1, 1),
        ("西乡", date(2014, 2, 10), 1, 0, 0),
    ]
    assert status.windows.to_columns()["answers"] == [[], ["lead 安管办"], ["lead 安管办"], []]
    assert status.windows.to_polars().schema["missing"] == pl.Float64


def test_measures_open_matters(scheme: kaohe.Scheme) -> None:
    assessment = scheme.assess(OBSERVATIONS)  # 7.5 and 2.5 points
    (matter,) = scheme.plan.status("2015-01-12", assessment=assessment).matters
    # the period ends on 31 December
    assert (matter.measure, matter.unit, matter.opened, matter.last) == ("improve", "西乡", date(2014, 12, 31), date(2015, 1, 10))
    assert matter.state == "overdue"
    (matter,) = scheme.plan.status("2015-01-12", assessment=assessment, made_known="2015-01-05").matters
    assert (matter.opened, matter.last, matter.state) == (date(2015, 1, 5), date(2015, 1, 15), "due")


def test_a_status_becomes_json_and_frames(scheme: kaohe.Scheme) -> None:
    status = scheme.plan.status("2014-04-15", OBSERVATIONS, events=EVENTS)
    told = json.loads(status.to_json())
    assert [item["progress"] for item in told["items"]] == ["0.55", "1", "0.1"]
    frame = status.to_pandas()
    assert list(frame["progress"]) == [0.55, 1.0, 0.1]
    assert list(frame["answers"]) == [["lead 周启明"], ["lead 周启明"], ["assist 东乡"]]
    assert status.to_arrow().num_rows == 3
    assert status.to_columns()["expected"][2] == Fraction(1, 8)
    assert repr(status) == "PlanStatus(2014-04-15, items=3, late=2, duties=1, matters=0)"


def test_what_is_due_comes_by_date(scheme: kaohe.Scheme) -> None:
    due = scheme.plan.due("2014-04-15", "30 days", OBSERVATIONS, events=EVENTS)
    assert [(deadline.on, deadline.kind, deadline.id, deadline.party) for deadline in due] == [
        (date(2014, 4, 30), "target", "planting", None),
        (date(2014, 5, 10), "duty", "monthly", "东乡"),
        (date(2014, 5, 10), "duty", "monthly", "西乡"),
    ]
    assert [entry["on"] for entry in json.loads(due.to_json())] == ["2014-04-30", "2014-05-10", "2014-05-10"]
    assert due.to_pandas().shape == (3, 7)


@pytest.mark.parametrize(
    ("arguments", "error", "said"),
    [
        ({"on": "2014-4-15"}, ValueError, "on must be a day"),
        ({"on": datetime(2014, 4, 15)}, TypeError, "on must be a date"),
        ({"on": "2014-04-15", "made_known": "soon"}, ValueError, "made_known must be a day"),
        ({"on": "2014-04-15", "party": "东多"}, kaohe.EvidenceError, "东乡"),
        ({"on": "2014-04-15", "events": {"unit": ["东乡"], "event": ["drill"], "date": ["2月"]}}, kaohe.EvidenceError, "2月"),
        ({"on": "2014-04-15", "lang": "fr"}, ValueError, "lang must be"),
    ],
)
def test_what_cannot_be_asked_is_refused(scheme: kaohe.Scheme, arguments: dict[str, Any], error: type[Exception], said: str) -> None:
    with pytest.raises(error, match=said):
        scheme.plan.status(**arguments)


def test_a_length_of_time_is_asked_for(scheme: kaohe.Scheme) -> None:
    with pytest.raises(ValueError, match="within must be a length of time"):
        scheme.plan.due("2014-04-15", "soon")


def test_the_assessment_must_be_of_this_scheme(scheme: kaohe.Scheme) -> None:
    other = kaohe.loads("{kaohe: 1, id: other, missing: zero, criteria: [{id: b, points: 1, rule: {threshold: done}}]}")
    with pytest.raises(kaohe.EvidenceError) as refused:
        scheme.plan.status("2014-04-15", assessment=other.assess({"unit": ["东乡"], "b": ["是"]}))
    assert [finding.code for finding in refused.value.findings] == ["K0681"]


# ---- the calendar file


def events_of(data: bytes) -> Iterator[tuple[str, date, date]]:
    for event in icalendar.Calendar.from_ical(data).walk("VEVENT"):
        yield str(event["summary"]), event.decoded("dtstart"), event.decoded("dtend")


def test_the_calendar_file_has_items_dated_targets_and_windows(scheme: kaohe.Scheme) -> None:
    found = list(events_of(scheme.plan.to_ical()))
    assert found[:4] == [
        ("绿化", date(2014, 1, 1), date(2015, 1, 1)),
        ("调查摸底", date(2014, 3, 31), date(2014, 4, 1)),
        ("植树", date(2014, 4, 1), date(2014, 7, 1)),
        ("植树：trees >= 50", date(2014, 4, 30), date(2014, 5, 1)),
    ]
    assert found[4:] == [("每月演练", date(2014, month, 1), date(2014, month, 11)) for month in range(1, 13)]


def test_the_calendar_file_comes_from_the_plan_alone(scheme: kaohe.Scheme) -> None:
    assert scheme.plan.to_ical() == kaohe.loads(SCHEME).plan.to_ical()
    stamps = {event.decoded("dtstamp").date() for event in icalendar.Calendar.from_ical(scheme.plan.to_ical("2014-04-15")).walk("VEVENT")}
    assert stamps == {date(2014, 4, 15)}


def test_the_calendar_file_says_who_answers(scheme: kaohe.Scheme) -> None:
    events = icalendar.Calendar.from_ical(scheme.plan.to_ical()).walk("VEVENT")
    assert [str(event["description"]) for event in events[:2]] == ["办法第5条\n责任：周启明", "责任：周启明"]
    assert str(events[4]["description"]) == "东乡、西乡"
    english = icalendar.Calendar.from_ical(scheme.plan.to_ical(lang="en")).walk("VEVENT")
    assert str(english[1]["description"]) == "answers: 周启明"


def test_without_icalendar_the_error_says_what_to_install() -> None:
    code = f"import sys; sys.modules['icalendar'] = None\nimport kaohe\nkaohe.loads({SCHEME!r}).plan.to_ical()"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stderr.splitlines()[-1] == "ImportError: a calendar file needs icalendar: pip install 'kaohe[ical]'"


# ---- who answers


def test_a_chain_is_a_sequence(scheme: kaohe.Scheme) -> None:
    chain = scheme.answers_for("drills", "2014-06-30", unit="东乡")
    assert [(answer.role, answer.name, answer.share) for answer in chain] == [
        ("first", "王芳", Fraction(7, 10)),
        ("direct", "安管办", Fraction(3, 10)),
    ]
    assert (len(chain), chain[1].post, chain[:1][0].post, chain.subject) == (2, None, "mayor", "drills")
    assert chain != scheme.answers_for("drills", "2014-07-01", unit="东乡")
    assert json.loads(chain.to_json())["answers"][0]["share"] == "0.7"


def test_without_a_unit_its_posts_stay_empty(scheme: kaohe.Scheme) -> None:
    chain = scheme.answers_for("drills", "2014-06-30")
    assert (chain[0].party, chain[0].person, chain[0].name) == (None, None, "")
    assert [finding.code for finding in chain.findings] == ["K0623"]


# ---- parties out of tables


def test_a_scheme_with_parties_is_another_scheme(scheme: kaohe.Scheme) -> None:
    posts = {"post": ["west"] * 2, "party": ["西乡"] * 2, "role": ["head"] * 2, "person": ["赵敏", "孙立"], "to": ["2014-03-31", None]}
    fuller = scheme.with_parties(posts=posts | {"from": [None, "2014-04-01"]})
    assert fuller.answers_for("drills", "2014-04-01", unit="西乡")[0].person == "孙立"
    assert scheme.answers_for("drills", "2014-04-01", unit="西乡")[0].person is None


def test_what_is_wrong_with_a_table_of_parties_has_its_place(scheme: kaohe.Scheme) -> None:
    with pytest.raises(kaohe.EvidenceError) as refused:
        scheme.with_parties(parties=[{"party": "北乡", "under": "县"}, {"party": "南乡", "under": "市"}])
    (finding,) = refused.value.findings
    assert (finding.table, finding.row, finding.column) == ("parties", 2, "under")


# ---- roll-up


def test_a_rate_is_the_ratio_of_the_sums(scheme: kaohe.Scheme) -> None:
    rolled = scheme.rollup(["rate", "pupils"], {"unit": ["东乡", "西乡"], "pupils": [9, 80], "children": [10, 100]})
    assert rolled["县"]["rate"].value == Fraction(89, 110)  # and not the mean of 90 % and 80 %
    assert rolled.all["pupils"].value == 89
    assert list(rolled) == ["县", "安管办", "东乡", "西乡"]
    assert rolled.to_columns()["rate"] == [Fraction(89, 110), None, Fraction(9, 10), Fraction(4, 5)]
    assert rolled.to_pandas()["pupils"].to_list()[2:] == [9.0, 80.0]
    assert repr(rolled) == "RolledUp('towns', '2014', parties=4, indicators=2)"
    assert json.loads(rolled.to_json())["period"] == "2014"


def test_what_is_missing_below_is_listed(scheme: kaohe.Scheme) -> None:
    rolled = scheme.rollup("trees", OBSERVATIONS, period="2014-04-01..2014-04-15")
    assert rolled["县"]["trees"] == kaohe.Figure(Fraction(20), ["西乡"])
    assert rolled.to_polars()["trees.missing"].to_list() == [["西乡"], [], [], ["西乡"]]
    assert "trees.missing" not in rolled.to_columns(missing=False)


def test_only_what_says_how_can_be_rolled_up(scheme: kaohe.Scheme) -> None:
    for indicator in ("loose", "treez"):
        with pytest.raises(kaohe.EvidenceError, match=indicator):
            scheme.rollup(indicator, OBSERVATIONS)
    with pytest.raises(ValueError, match="not a period"):
        scheme.rollup("trees", OBSERVATIONS, period="April")
    with pytest.raises(KeyError, match=r"did you mean '东乡'\?"):
        scheme.rollup("trees", OBSERVATIONS)["东多"]
    with pytest.raises(KeyError, match=r"no indicator is called 'treez'; did you mean 'trees'\?"):
        scheme.rollup("trees", OBSERVATIONS)["县"]["treez"]


# ---- attribution


def test_attribution_is_a_table(scheme: kaohe.Scheme) -> None:
    attribution = scheme.assess(OBSERVATIONS).attribution()
    # 东乡 lost 2.5: 70 % by days, 181 and 184 of 365, 0.8678 and 0.8822; 30 % from the office
    lost = [(part.unit, part.party, part.person, part.lost) for part in attribution]
    assert lost[:3] == [
        ("东乡", "东乡", "王芳", Decimal("0.8678")),
        ("东乡", "东乡", "李强", Decimal("0.8822")),
        ("东乡", "安管办", None, Decimal("0.75")),
    ]
    frame = attribution.to_polars(exact=True)
    assert frame.schema["lost"] == pl.Decimal(38, 4)
    assert frame["lost"].sum() == Decimal(10)
    assert attribution.to_pandas()["lost"].sum() == 10.0
    assert attribution.to_arrow().schema.field("roles").type == pa.list_(pa.string())
    assert len(json.loads(attribution.to_json())["parts"]) == len(attribution)


def test_what_only_the_plan_asks_for_is_missed_by_no_assessment(scheme: kaohe.Scheme) -> None:
    assert [str(finding) for finding in scheme.assess({"unit": ["东乡"], "drills": [3]}).findings] == []
