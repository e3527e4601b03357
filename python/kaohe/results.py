"""Results in files: reading them, and telling whether one was made anew."""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypeAlias

from kaohe import _core
from kaohe.assessment import Assessment
from kaohe.errors import Finding, ResultError

IntoResult: TypeAlias = "Assessment | str | os.PathLike[str]"
"""What a result may be given as."""

Difference = Literal["scheme", "rules", "period", "evidence", "kaohe", "order", "contents"]

_DECIMAL = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_HASH = re.compile(r"sha256:[0-9a-f]{64}")
_NUMBERS = ("base", "adjustments", "total")
_LISTS = ("vetoes", "gates", "measures", "missing", "not_applicable")


@dataclass(frozen=True, slots=True)
class Result:
    """A result as JSON holds it, known to have the shape of one. `made_by` is empty in a file that does not say it."""

    name: str
    text: str
    scheme: str
    period: str | None
    made_by: dict[str, str]
    units: dict[str, dict[str, Any]]


def read_result(source: IntoResult, name: str = "result") -> Result:
    """The result in a file, or of an assessment, which findings then call `name`.

    Raises
    ------
    ResultError
        The file holds no result, or not the whole of one.
    OSError
        The file cannot be read.
    """
    if isinstance(source, Assessment):
        text = source.to_json()
        return _result(json.loads(text), text, name)
    path = Path(source)
    text = _decoded(path.read_bytes(), str(source))
    return _result(_parsed(text, str(source)), text, str(source))


def differences(old: Result, new: Result) -> list[Difference]:
    """In what a result made anew differs from an old one; nothing where their bytes are the same.

    `order` and `contents` stand where nothing else explains it: the same units in another order, or other figures or findings.
    """
    if old.text.rstrip("\n") == new.text.rstrip("\n"):
        return []
    pairs: list[tuple[Difference, object, object]] = [
        ("scheme", old.scheme, new.scheme),
        ("rules", old.made_by.get("scheme"), new.made_by.get("scheme")),
        ("period", old.period, new.period),
        ("evidence", old.made_by.get("evidence"), new.made_by.get("evidence")),
        ("kaohe", old.made_by.get("kaohe"), new.made_by.get("kaohe")),
    ]
    found = [name for name, before, after in pairs if before != after]
    return found or ["order" if old.units == new.units and list(old.units) != list(new.units) else "contents"]


def finding(code: str, file: str, *arguments: str, line: int = 0, column: int = 0) -> Finding:
    """A finding about a file of results."""
    return Finding(_core.find_in_document(code, file, line, column, list(arguments)))


# ---- from bytes to values


def _decoded(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ResultError([finding("K0850", name, str(error))]) from None


def _parsed(text: str, name: str) -> Any:
    try:
        return json.loads(text, parse_constant=_refuse)
    except json.JSONDecodeError as error:
        raise ResultError([finding("K0850", name, error.msg, line=error.lineno, column=error.colno)]) from None
    except (ValueError, RecursionError) as error:
        raise ResultError([finding("K0850", name, str(error))]) from None


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no number of JSON")


def _result(value: Any, text: str, name: str) -> Result:
    wrong = _wrong_with(value)
    if wrong:
        raise ResultError([finding("K0851", name, wrong)])
    return Result(name, text, value["scheme"], value["period"], _made_by(value), value["units"])


def _made_by(value: dict[str, Any]) -> dict[str, str]:
    pins = value.get("made_by")
    if not isinstance(pins, dict):
        return {}
    found = {name: pins[name] for name in ("kaohe", "scheme", "evidence") if isinstance(pins.get(name), str)}
    whole = len(found) == 3 and all(_HASH.fullmatch(found[name]) for name in ("scheme", "evidence"))
    return found if whole else {}


# ---- what a result looks like


def _wrong_with(value: Any) -> str | None:
    """Where the shape of a result is broken, as a path; nothing where it is whole."""
    if not isinstance(value, dict):
        return "{}"
    if not isinstance(value.get("scheme"), str):
        return "scheme"
    if "period" not in value or not _is(value["period"], str):
        return "period"
    if not isinstance(value.get("units"), dict):
        return "units"
    return next((f"units.{unit}.{wrong}" for unit, figures in value["units"].items() if (wrong := _wrong_with_unit(figures))), None)


def _wrong_with_unit(figures: Any) -> str | None:
    if not isinstance(figures, dict):
        return "{}"
    checks = [(name, name in figures and _is_decimal(figures[name])) for name in _NUMBERS]
    checks += [(name, _is(figures.get(name), str)) for name in ("group", "grade", "grade_computed")]
    checks += [("rank", _is(figures.get("rank"), int)), ("scores", isinstance(figures.get("scores"), dict))]
    checks += [(name, _is_list(figures.get(name))) for name in _LISTS]
    wrong = next((name for name, right in checks if not right), None)
    if wrong:
        return wrong
    return next((f"scores.{criterion}" for criterion, score in figures["scores"].items() if not _is_decimal(score)), None)


def _is(value: Any, kind: type) -> bool:
    return value is None or (isinstance(value, kind) and not isinstance(value, bool))


def _is_decimal(value: Any) -> bool:
    return value is None or (isinstance(value, str) and _DECIMAL.fullmatch(value) is not None)


def _is_list(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)
