"""The checker of layers finds each kind of wrong arrow and passes right ones."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest


def load_checker() -> ModuleType:
    path = Path(__file__).with_name("check_layers.py")
    spec = importlib.util.spec_from_file_location("check_layers", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["check_layers"] = module
    spec.loader.exec_module(module)
    return module


checker = load_checker()


def found(root: Path, files: dict[str, str]) -> list[str]:
    for name, include in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"#pragma once\n#include {include}\n", encoding="utf-8")
    return checker.check(root)


@pytest.mark.parametrize(
    ("file", "include"),
    [
        ("include/kaohe/scheme/scheme.hpp", "<kaohe/number/rational.hpp>"),
        ("include/kaohe/scheme/scheme.hpp", "<vector>"),
        ("include/kaohe/scheme/scheme.hpp", "<gsl/gsl>"),
        ("src/load/scheme_loader.cpp", '"src/load/document.hpp"'),
        ("src/load/scheme_loader.cpp", '"document.hpp"'),
        ("src/load/document.cpp", "<yaml.h>"),
        ("include/kaohe/number/decimal.hpp", "<boost/multiprecision/cpp_int.hpp>"),
        ("include/kaohe/engine/parallel.hpp", "<thread>"),
        ("bindings/python/module.cpp", "<kaohe/engine/program.hpp>"),
        ("bindings/python/module.cpp", "<pybind11/pybind11.h>"),
        ("tests/test.hpp", "<catch2/catch.hpp>"),
        ("tests/load/document_test.cpp", '"src/load/document.hpp"'),
        ("tests/number/column_test.cpp", "<thread>"),
        ("bindings/c/script/registry.hpp", "<mutex>"),
        ("bindings/c/script/characters.cpp", "<boost/nowide/utf/utf.hpp>"),
    ],
)
def test_a_right_arrow_passes(tmp_path: Path, file: str, include: str) -> None:
    assert found(tmp_path, {file: include}) == []


@pytest.mark.parametrize(
    ("file", "include", "why"),
    [
        ("include/kaohe/number/decimal.hpp", "<kaohe/scheme/scheme.hpp>", "number must not see scheme"),
        ("include/kaohe/scheme/scheme.hpp", "<kaohe/engine/program.hpp>", "scheme must not see engine"),
        ("include/kaohe/scheme/scheme.hpp", "<kaohe/evidence/tables.hpp>", "scheme must not see evidence"),
        ("include/kaohe/engine/program.hpp", "<kaohe/load.hpp>", "engine must not see load"),
        ("src/load/scheme_loader.cpp", '"../report/json.hpp"', "load must not see report"),
        ("include/kaohe/surprise/news.hpp", "<kaohe/base/finding.hpp>", "the layer surprise is not known"),
        ("bindings/python/module.cpp", '"src/load/document.hpp"', "public headers only"),
        ("src/load/scheme_loader.cpp", "<tao/pegtl.hpp>", "PEGTL is for"),
        ("include/kaohe/engine/run.hpp", "<boost/date_time/gregorian/gregorian.hpp>", "Boost.Date_Time is for"),
        ("include/kaohe/number/decimal.hpp", "<boost/algorithm/string.hpp>", "no folder is the home"),
        ("tests/load/document_test.cpp", "<catch2/catch.hpp>", "Catch2 is for"),
        ("include/kaohe/scheme/scheme.hpp", "<thread>", "threads is for"),
        ("include/kaohe/engine/run.hpp", "<mutex>", "locks is for"),
        ("bindings/c/script/tables.hpp", "<mutex>", "locks is for"),
        ("bindings/c/evidence.cpp", "<boost/nowide/convert.hpp>", "Boost.Nowide is for"),
    ],
)
def test_a_wrong_arrow_is_named(tmp_path: Path, file: str, include: str, why: str) -> None:
    [wrong] = found(tmp_path, {file: include})
    assert wrong.startswith(f"{file}:2: ")
    assert why in wrong


def test_threads_are_known_to_one_file(tmp_path: Path) -> None:
    files = {"include/kaohe/engine/one.hpp": "<thread>", "include/kaohe/engine/two.hpp": "<future>"}
    [wrong] = found(tmp_path, files)
    assert "engine/one.hpp, include/kaohe/engine/two.hpp" in wrong
