"""Scores a folder with a scheme and its tables through libkaohe.so alone, and prints every unit with its total.

usage: score_ctypes.py LIBRARY FOLDER

Nothing but the standard library and what kaohe_script.h declares stands between: no module of ours, no compiler.
"""

import csv
import sys
from ctypes import CDLL, Array, c_char, c_char_p, c_int32, c_int64, create_string_buffer
from pathlib import Path

TEXT_IN = (c_char_p, c_int32)
TEXT_OUT = (c_char_p, c_int32)
FUNCTIONS = {
    "scheme_read": (c_int64, [*TEXT_IN]),
    "evidence_new": (c_int64, []),
    "evidence_text": (c_int32, [c_int64, *TEXT_IN, c_int32, *TEXT_IN, *TEXT_IN]),
    "assess": (c_int64, [c_int64, c_int64]),
    "unit_count": (c_int32, [c_int64]),
    "unit": (c_int32, [c_int64, c_int32, *TEXT_OUT]),
    "figure": (c_int32, [c_int64, *TEXT_IN, *TEXT_IN, *TEXT_OUT]),
    "free": (c_int32, [c_int64]),
    "last_status": (c_int32, []),
    "last_error": (c_int32, [*TEXT_OUT]),
}
TABLES = ("observations", "events", "ratings", "units", "history", "decisions")


class Kaohe:
    def __init__(self, path: str) -> None:
        self.library = CDLL(path)
        for name, (result, arguments) in FUNCTIONS.items():
            function = getattr(self.library, f"kaohe_script_{name}")
            function.restype, function.argtypes = result, arguments

    def call(self, name: str, *arguments: int | str) -> int:
        """A number back; an exception where the library says that the call failed."""
        number = self._call(name, *arguments)
        if self._call("last_status") != 0:
            raise RuntimeError(self.text("last_error"))
        return number

    def text(self, name: str, *arguments: int | str) -> str:
        """A text back: the first call says how long it is, the second writes it."""
        length = self._call(name, *arguments, room=None)
        if length < 0:
            raise RuntimeError(self.text("last_error"))
        room = create_string_buffer(length + 1)
        self._call(name, *arguments, room=room)
        return room.value.decode()

    def _call(self, name: str, *arguments: int | str, **out: Array[c_char] | None) -> int:
        given: list[object] = []
        for argument in arguments:
            text = argument.encode() if isinstance(argument, str) else None
            given += [argument] if text is None else [text, len(text)]
        for room in out.values():
            given += [room, 0 if room is None else len(room)]
        return int(getattr(self.library, f"kaohe_script_{name}")(*given))


def fill_in(kaohe: Kaohe, evidence: int, table: str, file: Path) -> None:
    with file.open(encoding="utf-8-sig", newline="") as stream:
        for row, cells in enumerate(csv.DictReader(stream), 1):
            for column, cell in cells.items():
                kaohe.call("evidence_text", evidence, table, row, column, cell)


def main() -> int:
    kaohe = Kaohe(sys.argv[1])
    folder = Path(sys.argv[2])
    scheme = kaohe.call("scheme_read", str(folder / "scheme.yaml"))
    evidence = kaohe.call("evidence_new")
    for table in TABLES:
        if (folder / f"{table}.csv").exists():
            fill_in(kaohe, evidence, table, folder / f"{table}.csv")
    assessment = kaohe.call("assess", scheme, evidence)
    for index in range(1, kaohe.call("unit_count", assessment) + 1):
        unit = kaohe.text("unit", assessment, index)
        print(unit, kaohe.text("figure", assessment, unit, "total"))
    for handle in (scheme, evidence, assessment):
        kaohe.call("free", handle)
    return 0


if __name__ == "__main__":
    sys.exit(main())
