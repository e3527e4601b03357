"""Every recipe states the version that the build file states."""

from __future__ import annotations

import json
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


BUILD_FILE = read("CMakeLists.txt")
VERSION = re.search(r"^project\(kaohe VERSION (\d+\.\d+\.\d+) ", BUILD_FILE, re.MULTILINE)[1]  # type: ignore[index]


def test_vcpkg_states_the_version() -> None:
    assert json.loads(read("vcpkg.json"))["version"] == VERSION


def test_conan_and_python_find_the_version_in_the_build_file() -> None:
    conan = re.search(r'self\.version = re\.search\(r"(.+?)", text\)', read("conanfile.py"))
    python = re.search(r"^input = \"CMakeLists\.txt\"\nregex = '(.+)'$", read("pyproject.toml"), re.MULTILINE)
    assert conan is not None
    assert python is not None
    assert [re.search(pattern, BUILD_FILE)[1] for pattern in (conan[1], python[1])] == [VERSION, VERSION]  # type: ignore[index]


def test_a_consumer_asks_for_it() -> None:
    asked = re.findall(r"find_package\(kaohe (\d[^ )]*)", read("docs/cpp.md") + read("tests/consumer/installed/CMakeLists.txt"))
    assert set(asked) == {VERSION.rpartition(".")[0]}
