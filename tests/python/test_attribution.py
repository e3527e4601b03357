"""Who answers for what was lost: the parts sum to the loss, and are those of an oracle in fractions."""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

import pytest

import kaohe
from oracle.attribution import Entry, Holder, Loss, Name, Post, divide, without_nothing, written
from oracle.draw_scheme import Made, made

EXAMPLES = Path(__file__).parents[2] / "examples"
TABLES = ("observations", "events", "ratings", "units", "history", "decisions")
FIRST, LAST = date(2023, 1, 1), date(2023, 12, 31)


def parts_of(assessment: kaohe.Assessment) -> list[dict[str, Any]]:
    parts: list[dict[str, Any]] = json.loads(assessment.attribution().to_json())["parts"]
    return parts


def leaves(node: dict[str, Any]) -> list[dict[str, Any]]:
    if node["kind"] == "leaf":
        return [node]
    return [leaf for child in node["children"] for leaf in leaves(child)]


def losses(assessment: kaohe.Assessment, unit: str) -> dict[str, Fraction]:
    """Points less score of every leaf that counts, of adjustments the negative score."""
    found = assessment[unit]
    if found.total is None:
        return {}
    lost = {}
    for leaf in leaves(json.loads(found.explain().to_json())):
        score = found.scores[leaf["id"]]
        if score is None or not leaf["terms"]["counts"]:
            continue
        lost[leaf["id"]] = Fraction(leaf["points"] or 0) - Fraction(str(score))
    return {leaf: amount for leaf, amount in lost.items() if amount}


def sums(parts: list[dict[str, Any]]) -> dict[tuple[str, str], Fraction]:
    total: dict[tuple[str, str], Fraction] = defaultdict(Fraction)
    for part in parts:
        assert min(Fraction(part["lost"]), Fraction(part["won"])) >= 0
        total[part["unit"], part["criterion"]] += Fraction(part["lost"]) - Fraction(part["won"])
    return total


def check_sums(assessment: kaohe.Assessment, units: list[str]) -> int:
    expected = {(unit, leaf): amount for unit in units for leaf, amount in losses(assessment, unit).items()}
    assert sums(parts_of(assessment)) == expected
    return len(expected)


# ---- sums, of the examples and of random schemes


@pytest.mark.parametrize("example", sorted(path.parent.name for path in EXAMPLES.glob("*/expected_table.txt")))
def test_in_an_example_the_parts_sum_to_what_was_lost(example):
    folder = EXAMPLES / example
    tables = {name: folder / f"{name}.csv" for name in TABLES if (folder / f"{name}.csv").exists()}
    assessment = kaohe.load(folder / "scheme.yaml").assess(**tables)
    assert check_sums(assessment, list(assessment)) > 0


def holders(rng: Random, names: str) -> list[dict[str, Any]]:
    """Holders in a row, with gaps; sometimes another one acts for a while."""
    found: list[dict[str, Any]] = []
    day = FIRST - timedelta(rng.randrange(30))
    while day < LAST:
        last = day + timedelta(rng.randrange(20, 250))
        found.append({"person": rng.choice(names), "from": str(day), "to": str(last)})
        day = last + timedelta(rng.choice([1, 1, 1, 20, 60]))
    if rng.random() < 0.4:
        start = FIRST + timedelta(rng.randrange(300))
        found.append({"person": rng.choice(names), "from": str(start), "to": str(start + timedelta(rng.randrange(40))), "acting": "yes"})
    return found


def chain(rng: Random) -> list[dict[str, Any]]:
    """Entries by post of the unit, by post of the bureau, by party; some with shares."""
    kinds: list[dict[str, Any]] = [{"post": "head"}, {"post": "deputy"}, {"party": "bureau", "post": "head"}, {"party": "office"}]
    entries = rng.sample(kinds, rng.randint(1, 4))
    left = Fraction(1)
    for number, entry in enumerate(entries):
        entry["role"] = f"role{number}"
        if number + 1 < len(entries) and rng.random() < 0.5:
            share = min(Fraction(rng.randrange(1, 60), 100), left)
            left -= share
            entry["share"] = f"{share.numerator}/{share.denominator}"
    return entries


def parties(rng: Random, units: list[str]) -> dict[str, Any]:
    posts = [{"id": "bh", "party": "bureau", "role": "head", "holders": holders(rng, "甲乙")}]
    for number, unit in enumerate(units):
        posts.append({"id": f"h{number}", "party": unit, "role": "head", "holders": holders(rng, "丙丁戊")})
        for deputy in range(max(rng.randrange(3), number == 0)):
            posts.append({"id": f"d{number}-{deputy}", "party": unit, "role": "deputy", "holders": holders(rng, "丙己庚")})
    declared = [{"id": "bureau"}, {"id": "office", "under": "bureau"}, *({"id": unit, "under": "bureau"} for unit in units)]
    return {"parties": declared, "posts": posts}


def with_chains(case: Made, seed: int) -> tuple[str, list[str]]:
    """A drawn scheme whose units have posts, with chains for some of its leaves, for the whole, or for units."""
    rng = Random(seed)
    units = list(dict.fromkeys(row["unit"] for rows in case.tables.values() for row in rows))
    assessment = kaohe.loads(case.text()).assess(**case.tables)
    ids = list(assessment[units[0]].scores)
    subjects = rng.sample(ids, min(len(ids), rng.randrange(4))) + rng.choice([[], ["drawn"], [units[0], "bureau"]])
    chains = [{"for": [subject], "chain": chain(rng)} for subject in subjects]
    tree = json.loads(json.dumps(case.tree)) | parties(rng, units) | {"responsibilities": chains}
    return json.dumps(tree, ensure_ascii=False), units


@pytest.mark.parametrize("chunk", range(20))
def test_in_random_schemes_the_parts_sum_to_what_was_lost(chunk):
    compared = 0
    for seed in range(chunk * 25, (chunk + 1) * 25):
        text, units = with_chains(made(seed), seed)
        compared += check_sums(kaohe.loads(text).assess(**made(seed).tables), units)
    assert compared > 100


# ---- parts, against the oracle


def as_holder(one: dict[str, Any]) -> Holder:
    return Holder(one["person"], date.fromisoformat(one["from"]), date.fromisoformat(one["to"]), "acting" in one)


def as_posts(declared: list[dict[str, Any]]) -> list[Post]:
    return [Post(post["party"], post["role"], [as_holder(one) for one in post["holders"]]) for post in declared]


def as_chain(entries: list[dict[str, Any]]) -> list[Entry]:
    return [Entry(entry.get("post"), entry.get("party"), Fraction(entry["share"]) if "share" in entry else None) for entry in entries]


def drawn(rng: Random) -> tuple[dict[str, Any], dict[str, list[dict[str, Any]]]]:
    """Two leaves and an adjustment: a rate, a tally that starts full, a tally that takes and gives."""
    units = ["u0", "u1", "u2"]
    digits = rng.choice([0, 1, 2, 4])
    tree: dict[str, Any] = {
        "kaohe": 1,
        "id": "drawn",
        "period": 2023,
        "missing": "zero",
        "rounding": {"criterion": digits, "total": digits},
        "criteria": [
            {"id": "rate", "points": 7, "rule": {"formula": "x"}},
            {"id": "clean", "points": 5, "rule": {"tally": {"event": "hazard", "points": -2, "base": "100%"}}},
        ],
        "adjustments": [{"id": "deeds", "rule": {"tally": {"event": "deed", "points": {"good": 1, "bad": -1}}}}],
        "responsibilities": [{"for": [subject], "chain": chain(rng)} for subject in ("rate", "clean", "deeds")],
    }
    tree |= parties(rng, units)
    step = 10**digits
    observations = [{"unit": unit, "rate": str(Decimal(rng.randrange(7 * step)) / step)} for unit in units]
    kinds = ["hazard", "deed"]
    events = [
        {
            "unit": rng.choice(units),
            "event": rng.choice(kinds),
            "date": (FIRST + timedelta(rng.randrange(365))).isoformat(),
            "level": rng.choice(["good", "bad"]),
        }
        for _ in range(rng.randrange(12))
    ]
    return tree, {"observations": observations} | ({"events": events} if events else {})


def loss_of(criterion: str, unit: str, score: Fraction, events: list[dict[str, Any]]) -> tuple[bool, Loss]:
    """Whether it is won, and what; events that take the other way count for nothing."""
    points = {"rate": 7, "clean": 5, "deeds": 0}[criterion]
    gained = score - points
    amounts = {"clean": lambda event: -2, "deeds": lambda event: 1 if event["level"] == "good" else -1}
    taken = []
    for event in events:
        if event["unit"] != unit or event["event"] != {"clean": "hazard", "deeds": "deed"}.get(criterion):
            continue
        amount = amounts[criterion](event)
        if (amount > 0) == (gained > 0):
            taken.append((date.fromisoformat(event["date"]), Fraction(abs(amount))))
    return gained > 0, Loss(abs(gained), taken)


def expected_parts(tree: dict[str, Any], events: list[dict[str, Any]], assessment: kaohe.Assessment) -> dict[Any, dict[Name, Fraction]]:
    posts = as_posts(tree["posts"])
    chains = {entry["for"][0]: as_chain(entry["chain"]) for entry in tree["responsibilities"]}
    found = {}
    for unit in ("u0", "u1", "u2"):
        for criterion in ("rate", "clean", "deeds"):
            won, loss = loss_of(criterion, unit, Fraction(str(assessment[unit].scores[criterion])), events)
            if not loss.amount:
                continue
            names = divide(chains[criterion], posts, unit, loss, (FIRST, LAST))
            cut = written(names, loss.amount, tree["rounding"]["criterion"])
            found[unit, criterion, won] = without_nothing(cut.items())
    return found


@pytest.mark.parametrize("chunk", range(15))
def test_the_parts_are_those_of_the_oracle(chunk):
    compared = 0
    for seed in range(chunk * 20, (chunk + 1) * 20):
        tree, tables = drawn(Random(seed))
        assessment = kaohe.loads(json.dumps(tree)).assess(**tables)
        got: dict[Any, dict[Name, Fraction]] = defaultdict(lambda: defaultdict(Fraction))
        for part in parts_of(assessment):
            won = Fraction(part["won"]) > 0
            names = got[part["unit"], part["criterion"], won]
            names[part["party"], part["person"] or ""] += Fraction(part["won"]) + Fraction(part["lost"])
        expected = expected_parts(tree, tables.get("events", []), assessment)
        assert {key: dict(names) for key, names in got.items()} == expected, f"seed {seed}"
        compared += len(expected)
    assert compared > 50
