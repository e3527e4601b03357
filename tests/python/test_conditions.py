"""What is said of a condition without any evidence is true of all evidence that is tried (K0526, K0527)."""

import json
import random

from hypothesis import given, settings
from hypothesis import strategies as st

import kaohe

WORDS = ["高中", "初中", "是", "否"]
NUMBERS = ["0", "1", "2", "1.5", "-1", "two"]
DATES = ["'2014-03-01'", "'2014-03-02'", "'2014-06-01'"]
ORDER = st.sampled_from(["<", "<=", ">", ">=", "==", "!="])
EQUALITY = st.sampled_from(["==", "!="])

fields = st.one_of(
    st.builds("{} {} {}".format, st.sampled_from(["kind", "level"]), EQUALITY, st.sampled_from(WORDS)),
    st.builds("amount {} {}".format, ORDER, st.sampled_from(NUMBERS)),
    st.builds("{} in [{}, {}]".format, st.sampled_from(["kind", "level"]), *[st.sampled_from(WORDS)] * 2),
)


def joined(parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.builds("({} and {})".format, parts, parts),
        st.builds("({} or {})".format, parts, parts),
        st.builds("not ({})".format, parts),
    )


filters = st.recursive(fields, joined, max_leaves=3)
counts = st.one_of(st.just("count(e)"), st.builds("count(e, {})".format, filters), st.builds("sum(e.amount, {})".format, filters))
values = st.one_of(
    counts,
    st.sampled_from(["a", "b", "unit.size", "rank", "abs(a)", "min(count(e), a)", "max(count(e), 1)", "-count(e)", "a - count(e)"]),
    st.builds("count(e) + {}".format, st.sampled_from(NUMBERS)),
    st.builds("if(a > 1, {}, count(e))".format, st.sampled_from(NUMBERS)),
)
conditions = st.recursive(
    st.one_of(
        st.builds("{} {} {}".format, values, ORDER, st.sampled_from(NUMBERS)),
        st.builds("{} {} {}".format, st.sampled_from(NUMBERS), ORDER, values),
        st.builds("{} {} {}".format, values, ORDER, values),
        st.builds("unit.type {} {}".format, EQUALITY, st.sampled_from(WORDS)),
        st.builds("unit.type in [{}, {}]".format, *[st.sampled_from(WORDS)] * 2),
        st.builds("unit.opened {} {}".format, ORDER, st.sampled_from(DATES)),
        st.builds("a in [{}, {}]".format, *[st.sampled_from(NUMBERS)] * 2),
        values,
    ),
    joined,
    max_leaves=5,
)


def scheme_with(condition: str) -> str:
    leaves = [{"id": name, "points": 10, "rule": {"formula": "x"}} for name in ("a", "b")]
    veto = {"id": "v", "when": condition, "effect": {"bar": {"from": "x"}}}
    head = {"kaohe": 1, "id": "conditions", "period": 2014, "missing": "zero", "constants": {"two": 2}}
    return json.dumps({**head, "criteria": leaves, "vetoes": [veto]}, ensure_ascii=False)


def random_evidence(count: int) -> dict[str, list[dict[str, str]]]:
    draw = random.Random(count)
    some = lambda *cells: draw.choice(cells)  # noqa: E731
    units = [f"u{number}" for number in range(count)]
    events = [(unit, draw.randrange(5)) for unit in units]
    return {
        "units": [
            {
                "unit": unit,
                "type": some("高中", "初中", "是", "否", "1", "0", ""),
                "size": some("0", "1", "2", "1.5", "-1", ""),
                "opened": some("2014-03-01", "2014-03-02", "2014-04-01", "2014-07-01", ""),
            }
            for unit in units
        ],
        "observations": [{"unit": unit, "a": some("0", "1", "2", "1.5", "-2", ""), "b": some("0", "1", "3", "")} for unit in units],
        "events": [
            {
                "unit": unit,
                "event": "e",
                "date": "2014-05-04",
                "kind": some("高中", "初中", "是", "否", "1", ""),
                "level": some("高中", "初中", "否", ""),
                "amount": some("0", "1", "2", "1.5", "-3", ""),
                "count": some("", "0", "1", "2"),
            }
            for unit, number in events
            for _ in range(number)
        ],
    }


EVIDENCE = random_evidence(150)


@settings(max_examples=1500, deadline=None)
@given(conditions)
def test_a_condition_said_never_to_hold_never_does_and_one_said_always_to_hold_always_does(condition):
    scheme = kaohe.loads(scheme_with(condition))
    said = {finding.code for finding in scheme.findings}
    if not said & {"K0526", "K0527"}:
        return
    assessment = scheme.assess(**EVIDENCE)
    held = {assessment[row["unit"]].vetoes == ["v"] for row in EVIDENCE["units"]}
    assert held == {"K0527" in said}
