"""Reads every #include and says which arrows point the wrong way.

usage: check_layers.py ROOT

A layer is a folder under include/kaohe and src. It sees itself and the layers named for it below; an outside package is
included from one folder only. A new arrow is a line here and a line in docs/decisions/.
"""

from __future__ import annotations

import posixpath
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

CORE = {"base", "number", "calendar", "expression", "party"}

# Who sees whom. The umbrella header kaohe.hpp is a layer of its own on top of all others.
LAYERS: dict[str, set[str]] = {
    "base": set(),
    "number": {"base"},
    "calendar": {"base", "number"},
    "expression": {"base", "number", "calendar"},
    "party": {"base", "number", "calendar", "expression"},
    "plan": CORE,
    "scheme": CORE | {"plan"},
    "evidence": CORE | {"plan"},
    "assessment": CORE | {"plan", "scheme", "evidence"},
    "engine": CORE | {"plan", "scheme", "evidence", "assessment"},
    "load": CORE | {"plan", "scheme", "evidence"},
    "ledger": CORE | {"plan", "scheme", "evidence", "assessment"},
    "pins": CORE | {"plan", "scheme", "evidence", "assessment", "version"},
    "report": CORE | {"assessment", "pins"},
    "arrow": CORE | {"evidence", "assessment"},
}
BELOW_BINDINGS = set(LAYERS) | {"kaohe", "kaohe_script", "version"}
LAYERS["kaohe"] = BELOW_BINDINGS
LAYERS["kaohe_script"] = set()  # a header of C, as kaohe.h
LAYERS["version"] = {"base"}
LAYERS["bindings"] = BELOW_BINDINGS

THREADS = r"thread|future|barrier|latch|semaphore|condition_variable|stop_token"
LOCKS = r"mutex|shared_mutex"


@dataclass(frozen=True)
class Package:
    """An outside package and the folder that knows it."""

    name: str
    headers: str
    home: str
    files: int | None = None


PACKAGES = [
    Package("Boost.Date_Time", r"boost/date_time\b.*", r"(include/kaohe|src)/calendar/"),
    Package("Boost.Multiprecision", r"boost/multiprecision\b.*", r"(include/kaohe|src|tests)/number/"),
    Package("the parser library PEGTL", r"tao/pegtl\b.*", r"src/expression/"),
    Package("libyaml", r"yaml\.h", r"src/load/"),
    Package("libsodium", r"sodium(/.*|\.h)", r"src/pins/"),
    Package("nanoarrow", r"nanoarrow\.h", r"(src|tests)/arrow/|tests/c/"),
    Package("nlohmann-json", r"nlohmann/.*", r"(src/report|tests/golden)/"),
    Package("SQLite", r"sqlite3\.h", r"src/ledger/"),
    Package("pybind11", r"(pybind11/.*|Python\.h)", r"bindings/python/"),
    Package("Catch2", r"catch2/.*", r"tests/test\.hpp$"),
    Package("Boost.Nowide", r"boost/nowide\b.*", r"bindings/c/script/"),
    Package("Google Benchmark", r"benchmark/.*", r"benchmarks/"),
    Package("threads", THREADS, r"((include/kaohe|src)/engine|tests|examples|benchmarks)/", files=1),
    Package("locks", LOCKS, r"(bindings/c/script/registry|include/kaohe/engine/threads)\.hpp$|tests/", files=2),
]

# What the core may use from anywhere; every other package needs a line above.
EVERYWHERE = re.compile(r"gsl/.*|kaohe/.*|src/.*|[a-z0-9_]+(\.h)?$")


@dataclass(frozen=True)
class Include:
    file: Path
    line: int
    header: str
    quoted: bool

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.header}"


def layer_of(path: str) -> str | None:
    """`include/kaohe/number/decimal.hpp` is of the layer number, `include/kaohe/load.hpp` of load."""
    if path.startswith("bindings/"):
        return "bindings"
    match = re.match(r"(?:include/kaohe|src)/([a-z_]+)[./]", path)
    return match[1] if match else None


def includes_of(root: Path, file: Path) -> Iterator[Include]:
    text = (root / file).read_text(encoding="utf-8")
    for number, line in enumerate(text.splitlines(), 1):
        if match := re.match(r"\s*#\s*include\s*([<\"])([^>\"]+)[>\"]", line):
            yield Include(file, number, match[2], match[1] == '"')


def target_of(include: Include) -> str:
    """The included file as a path in the project, where it is one of ours."""
    if include.header.startswith("kaohe/"):
        return "include/" + include.header
    if include.quoted and not include.header.startswith("src/"):
        return posixpath.normpath((include.file.parent / include.header).as_posix())
    return include.header


def wrong_arrow(include: Include) -> str | None:
    source = layer_of(include.file.as_posix())
    target = layer_of(target_of(include))
    if source is None or target is None or source == target:
        return None
    if source not in LAYERS or target not in LAYERS:
        return f"{include}: the layer {source if source not in LAYERS else target} is not known"
    if target not in LAYERS[source]:
        return f"{include}: {source} must not see {target}"
    if source == "bindings" and not target_of(include).startswith("include/"):
        return f"{include}: bindings see public headers only"
    return None


def wrong_package(include: Include) -> str | None:
    for package in PACKAGES:
        if re.fullmatch(package.headers, include.header):
            at_home = re.match(package.home, include.file.as_posix())
            return None if at_home else f"{include}: {package.name} is for {package.home} alone"
    in_tests = include.file.parts[0] in {"tests", "examples", "benchmarks"}
    if include.quoted or in_tests or EVERYWHERE.fullmatch(include.header):
        return None
    return f"{include}: no folder is the home of this package"


def spread_packages(includes: list[Include]) -> Iterator[str]:
    for package in PACKAGES:
        inside = [include for include in includes if layer_of(include.file.as_posix())]
        files = sorted({include.file.as_posix() for include in inside if re.fullmatch(package.headers, include.header)})
        if package.files is not None and len(files) > package.files:
            yield f"{package.name} may be known to {package.files} file, not to {', '.join(files)}"


def check(root: Path) -> list[str]:
    folders = ["include", "src", "bindings", "tests", "examples", "benchmarks"]
    files = sorted(
        path.relative_to(root) for folder in folders for path in (root / folder).rglob("*") if path.suffix in {".hpp", ".cpp", ".h", ".c"}
    )
    includes = [include for file in files for include in includes_of(root, file)]
    wrong = [found for include in includes for found in (wrong_arrow(include), wrong_package(include)) if found]
    return wrong + list(spread_packages(includes))


def main() -> int:
    wrong = check(Path(sys.argv[1]))
    print("\n".join(wrong) or "every arrow points down")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
