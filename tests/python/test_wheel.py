"""The wheel holds what it should, asks for no library that a bare machine lacks, and scores in an environment of its own."""

import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from test_examples import EXAMPLES

ROOT = EXAMPLES.parent
SYSTEM = re.compile(r"(libstdc\+\+|libgcc_s|libm|libc|libpthread|libdl|ld-linux-x86-64)\.so\.\d+")


@pytest.fixture(scope="module")
def wheel() -> Path:
    """What `./dev test` has made."""
    (found,) = (ROOT / "dist").glob("kaohe-*.whl")
    return found


def test_the_wheel_holds_stubs_and_the_licence_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        licence = next(name for name in names if name.endswith("/licenses/LICENSE"))
        assert archive.read(licence) == (ROOT / "LICENSE").read_bytes()
    in_package = {name.removeprefix("kaohe/") for name in names if name.startswith("kaohe/")}
    sources = {file.relative_to(ROOT / "python/kaohe").as_posix() for file in (ROOT / "python/kaohe").rglob("*") if file.is_file()}
    compiled = {name for name in in_package if re.fullmatch(r"_core\..*\.so", name)}
    assert len(compiled) == 1
    assert in_package - compiled == {name for name in sources if "__pycache__" not in name}
    assert {"py.typed", "_core.pyi"} <= in_package
    assert all(name.startswith("kaohe-") and ".dist-info/" in name for name in names if not name.startswith("kaohe/"))


def test_its_module_asks_for_the_libraries_of_the_compiler_alone(wheel: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        module = next(name for name in archive.namelist() if name.endswith(".so"))
        archive.extract(module, tmp_path)
    told = subprocess.run(["readelf", "--dynamic", "--wide", tmp_path / module], capture_output=True, text=True, check=True).stdout
    needed = re.findall(r"\(NEEDED\).*\[(.+)\]", told)
    assert needed
    assert [library for library in needed if not SYSTEM.fullmatch(library)] == []


def test_it_scores_in_an_environment_of_its_own(wheel: Path, tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-m", "venv", tmp_path / "venv"], check=True)
    python = tmp_path / "venv" / "bin" / "python"
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    subprocess.run([python, "-m", "pip", "install", "-q", "--disable-pip-version-check", wheel], check=True, env=clean)
    program = ROOT / "tests/consumer/score.py"
    done = subprocess.run([python, program, EXAMPLES / "county-2011"], capture_output=True, text=True, check=True, env=clean, cwd=tmp_path)
    assert done.stdout == (ROOT / "tests/consumer/county-2011.txt").read_text(encoding="utf-8")
