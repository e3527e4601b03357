"""Makes from functions.toml what every host of kaohe_script.h needs.

usage: generate.py ROOT [--check]

With --check nothing is written: what would be written otherwise than it stands is named.
"""

from __future__ import annotations

import sys
import textwrap
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tomllib

HERE = "bindings/c/script"
MADE = "made by bindings/c/script/generate.py from functions.toml: do not edit"


@dataclass(frozen=True)
class Argument:
    name: str
    type: str  # handle, int, number, text, numbers (the caller's), room (for numbers)
    en: str
    zh: str


@dataclass(frozen=True)
class Function:
    name: str
    result: str  # handle, status, count, number, text
    arguments: list[Argument]
    en: str
    zh: str
    keeps_error: bool
    finds: bool
    gives: tuple[str, str]

    @property
    def has_text(self) -> bool:
        return self.result == "text" or any(argument.type == "text" for argument in self.arguments)

    def names(self) -> list[str]:
        """As it is exported: in UTF-8, and in UTF-16 where a text goes in or out."""
        return [f"kaohe_script_{self.name}{width}" for width in (["", "_w"] if self.has_text else [""])]


@dataclass(frozen=True)
class Section:
    en: str
    zh: str
    functions: list[Function]


def sections(table: dict[str, Any]) -> list[Section]:
    arguments = {name: Argument(name, **told) for name, told in table["arguments"].items()}

    def function(told: dict[str, Any]) -> Function:
        given = [arguments[name] for name in told["arguments"]]
        usual = RESULTS[told["result"]]
        gives = (told.get("gives_en", usual[0]), told.get("gives_zh", usual[1]))
        flags = (told.get("keeps_error", False), told.get("finds", False))
        return Function(told["name"], told["result"], given, told["en"], told["zh"], *flags, gives)

    return [Section(told["en"], told["zh"], [function(one) for one in told["function"]]) for told in table["section"]]


def wrapped(text: str, first: str, rest: str) -> str:
    return "\n".join(textwrap.wrap(text, 138, initial_indent=first, subsequent_indent=rest, break_long_words=False))


# ---- C

C_RESULTS = {"handle": "int64_t", "status": "int32_t", "count": "int32_t", "number": "double", "text": "int32_t"}
C_TYPES = {"handle": "int64_t ", "int": "int32_t ", "number": "double ", "numbers": "const double* ", "room": "double* "}


def c_parameters(function: Function, wide: bool) -> str:
    character = "uint16_t" if wide else "char"
    given = []
    for argument in function.arguments:
        if argument.type == "text":
            given += [f"const {character}* {argument.name}", f"int32_t {argument.name}_length"]
        else:
            given.append(C_TYPES[argument.type] + argument.name)
    if function.result == "text":
        given += [f"{character}* out", "int32_t capacity"]
    return ", ".join(given) or "void"


def c_signature(function: Function, name: str) -> str:
    return f"{C_RESULTS[function.result]} {name}({c_parameters(function, name.endswith('_w'))})"


HEADER = """\
/* clang-format off */
/* {made} */
/**
 * kaohe for spreadsheets and scripts: plain functions of numbers and texts, for Visual Basic, LibreOffice, Lua, a cell's formula.
 *
 * Conventions
 *  - A handle is a number above 0 that stands for a thing the library keeps until kaohe_script_free(), below 2^53, so that a double holds
 *    it. One that was freed, that is of another kind or that was never given is refused, and no number is soon given again. There may be
 *    1048576 of them at once.
 *  - What fails gives 0 for a handle, NaN for a number, -1 for a count or a length, else a kaohe_status that is not 0.
 *    kaohe_script_last_error() has a line about it, kaohe_script_last_status() tells whether the last call failed.
 *  - A text that goes in is a pointer with its length, or -1 where it ends with a NUL: in bytes of UTF-8, or, for the functions that
 *    end in _w, in 16-bit units of UTF-16 (StrPtr and Len in Visual Basic). What is neither, half a character for one, is refused, and so
 *    is a NUL within. NULL with the length 0 is empty. Nothing that goes in is kept after the call.
 *  - A text that comes out goes into `out`, `capacity` bytes or units of the caller's, and the length of the whole text is given back,
 *    without a NUL. A NUL follows it only where there is room for one, that is where the length is less than `capacity`. Where it is
 *    more, the text was cut, never within a character; that is no failure. NULL with the capacity 0 asks for the length alone.
 *  - Rows and indices begin at 1.
 *  - A cell of a table is empty, a number or a text. What was set last counts, whichever function set it; NaN and an empty text empty a
 *    cell, and that sets it, too. A table has as many rows as its lowest cell that was set, and the columns that were named, which may not
 *    be empty texts. A block or lines that are shorter than before leave the rows below as they are: begin with new tables. Blank rows at
 *    the end of a range are rows without a unit, an error (K0703): leave them out. Numbers are read as kaohe.h says.
 *  - From a sheet: a date goes in as a text, 2014-10-31, for the number behind it is refused; a share as 0.985 or the text 98.5%; yes and
 *    no as such texts or 1 and 0 (True is -1 in Visual Basic). An empty cell passed as a number is 0 and not missing: pass its text. An
 *    id that is a number in the sheet has lost its leading zeros and all beyond 15 digits: 7 is not 007. Keep ids as texts.
 *  - Threads: any thread may use any handle at any time, for the library locks what it keeps, while it looks a handle up, while cells are
 *    set or copied and while an assessment is updated, not while it scores. The last error, the last status and kaohe_script_findings()
 *    are of the thread that called. Scoring takes one thread for each processor.
 *  - No C++ exception leaves the library: want of memory is the status KAOHE_E_MEMORY.
 */
#ifndef KAOHE_KAOHE_SCRIPT_H
#define KAOHE_KAOHE_SCRIPT_H

#include <kaohe/kaohe.h>

#ifdef __cplusplus
extern "C" {{
#endif
{functions}#ifdef __cplusplus
}}
#endif

#endif /* KAOHE_KAOHE_SCRIPT_H */
"""


def c_comment(function: Function) -> str:
    lines = [wrapped(function.en + " @since 0.1", " * ", " * "), wrapped(function.zh, " * ", " * ")]
    if function.arguments:
        width = max(len(argument.name) for argument in function.arguments)
        lines += [" *", *(f" * @param {argument.name:{width}}  {argument.en}" for argument in function.arguments)]
    return "\n".join(["/**", *lines, " */"])


def header(found: list[Section]) -> str:
    parts = ["\n"]
    for section in found:
        parts.append(f"/* ---- {section.en} {section.zh} */\n\n")
        for function in section.functions:
            declared = [f"KAOHE_API {c_signature(function, name)};" for name in function.names()]
            parts.append("\n".join([c_comment(function), *declared]) + "\n\n")
    return HEADER.format(made=MADE, functions="".join(parts))


# ---- the exports in C++

CPP_RESULTS = {"handle": "std::int64_t", "status": "void", "count": "std::int32_t", "number": "double", "text": "std::string"}
CPP_TYPES = {
    "handle": "std::int64_t ",
    "int": "std::int32_t ",
    "number": "double ",
    "text": "const std::string& ",
    "numbers": "const double* ",
    "room": "double* ",
}


def cpp_header(found: list[Section]) -> str:
    def declaration(function: Function) -> str:
        given = ", ".join(CPP_TYPES[argument.type] + argument.name for argument in function.arguments)
        return f"{CPP_RESULTS[function.result]} {function.name}({given});"

    declared = "\n".join(declaration(function) for section in found for function in section.functions)
    return f"""\
// clang-format off
// {MADE}
#pragma once

// The bodies of kaohe_script.h, whatever the width of the caller's characters. What cannot be done is thrown as Refused.

#include <cstdint>
#include <string>

namespace kaohe::c::script {{

{declared}

}}  // namespace kaohe::c::script
"""


def cpp_body(function: Function, name: str) -> str:
    def passed(argument: Argument) -> str:
        return f'text_in({argument.name}, {argument.name}_length, "{argument.name}")' if argument.type == "text" else argument.name

    call = f"{function.name}({', '.join(passed(argument) for argument in function.arguments)})"
    room = "out, capacity, " if function.result == "text" else ""
    first = "keep_findings(nullptr); " if function.finds else ""
    keeping = "<keep_error>" if function.keeps_error else ""
    return f"{c_signature(function, name)} {{\n  return give_{function.result}{keeping}({room}[&] {{ {first}return {call}; }});\n}}\n"


def exports(found: list[Section]) -> str:
    bodies = "\n".join(cpp_body(function, name) for section in found for function in section.functions for name in function.names())
    return f"""\
// clang-format off
// {MADE}
#include "calls.hpp"
#include "functions.hpp"
#include "things.hpp"

#include <kaohe/kaohe_script.h>

using namespace kaohe::c::script;

{bodies}"""


# ---- Visual Basic

VBA_RESULTS = {"handle": "LongLong", "status": "Long", "count": "Long", "number": "Double", "text": "Long"}
VBA_TYPES = {
    "handle": "ByVal {} As LongLong",
    "int": "ByVal {} As Long",
    "number": "ByVal {} As Double",
    "text": "ByVal {} As String",
    "numbers": "ByRef {} As Double",
    "room": "ByRef {} As Double",
}
VBA_TEXT = "ByVal {0} As LongPtr, ByVal {0}Length As Long"

VBA_HEAD = f"""\
Attribute VB_Name = "Kaohe"
' {MADE}
' For 64-bit Office. A block of numbers is given by its first element: a(1, 1). Rows and indices begin at 1.
Option Explicit
"""

VBA_TEXT_RESULT = """\
    Dim Length As Long, Room As String
    Length = {declared}({passed}0, 0)
    If Length <= 0 Then Exit Function
    Room = String$(Length, vbNullChar)
    Length = {declared}({passed}StrPtr(Room), Length)
    {name} = Room
"""


def camel(name: str) -> str:
    return "".join(part.capitalize() for part in name.split("_"))


def vba_declaration(function: Function) -> str:
    types = {**VBA_TYPES, "text": VBA_TEXT}
    given = [types[argument.type].format(camel(argument.name)) for argument in function.arguments]
    if function.result == "text":
        given += ["ByVal Out As LongPtr", "ByVal Capacity As Long"]
    return (
        f'Private Declare PtrSafe Function {function.names()[-1]} Lib "kaohe" _\n    ({", ".join(given)}) As {VBA_RESULTS[function.result]}'
    )


def vba_name(function: Function) -> str:
    return "Kaohe" + camel(function.name)


def vba_signature(function: Function) -> str:
    given = ", ".join(VBA_TYPES[argument.type].format(camel(argument.name)) for argument in function.arguments)
    result = "String" if function.result == "text" else VBA_RESULTS[function.result]
    return f"Function {vba_name(function)}({given}) As {result}"


def vba_function(function: Function) -> str:
    def passed(argument: Argument) -> str:
        name = camel(argument.name)
        return f"StrPtr({name}), Len({name})" if argument.type == "text" else name

    name, declared = vba_name(function), function.names()[-1]
    arguments = [passed(argument) for argument in function.arguments]
    if function.result == "text":
        body = VBA_TEXT_RESULT.format(name=name, declared=declared, passed="".join(f"{one}, " for one in arguments))
    else:
        body = f"    {name} = {declared}({', '.join(arguments)})\n"
    return wrapped(function.en, "' ", "' ") + f"\nPublic {vba_signature(function)}\n{body}End Function\n"


def vba(found: list[Section]) -> str:
    functions = [function for section in found for function in section.functions]
    text = "\n".join([VBA_HEAD, *map(vba_declaration, functions), "", *map(vba_function, functions)])
    return text.replace("\n", "\r\n")  # what the editor of Visual Basic reads


# ---- Python

PY_RESULTS = {"handle": "c_int64", "status": "c_int32", "count": "c_int32", "number": "c_double", "text": "c_int32"}
PY_TYPES = {
    "handle": ["c_int64"],
    "int": ["c_int32"],
    "number": ["c_double"],
    "text": ["c_char_p", "c_int32"],
    "numbers": ["POINTER(c_double)"],
    "room": ["POINTER(c_double)"],
}


def python(found: list[Section]) -> str:
    lines = []
    for section in found:
        for function in section.functions:
            given = [name for argument in function.arguments for name in PY_TYPES[argument.type]]
            if function.result == "text":
                given += ["c_char_p", "c_int32"]
            lines.append(f'    "{function.names()[0]}": ({PY_RESULTS[function.result]}, [{", ".join(given)}]),')
    joined = "\n".join(lines)
    return f'''\
# {MADE}
"""The functions of kaohe_script.h for ctypes, which needs no compiler: for LibreOffice, or any Python."""

from ctypes import CDLL, POINTER, c_char_p, c_double, c_int32, c_int64

FUNCTIONS = {{
{joined}
}}


def load(path: str) -> CDLL:
    """The library, with the types of every function that takes UTF-8."""
    library = CDLL(path)
    for name, (result, arguments) in FUNCTIONS.items():
        function = getattr(library, name)
        function.restype = result
        function.argtypes = arguments
    return library
'''


# ---- the reference

RESULTS = {
    "handle": ("a handle, 0 on failure", "句柄，失败为0"),
    "status": ("0, or a status on failure", "0，失败为状态码"),
    "count": ("a whole number, -1 on failure", "整数，失败为-1"),
    "number": ("a number, NaN on failure", "数值，失败为NaN"),
    "text": (
        "the length of the text, -1 on failure; in Visual Basic the text, empty on failure",
        "文字的长度，失败为-1；VBA中直接给出文字，失败为空",
    ),
}


REFERENCE_HEAD = """\
What holds for all of them (errors, handles, texts, cells, threads) stands at the head of `kaohe_script.h`; [c.md](c.md) shows them at work.

| argument | in C | in Visual Basic |
|---|---|---|
| a text | a pointer, and its length, or -1 where it ends with a NUL: UTF-8, or UTF-16 where the function ends in `_w` | a String |
| a text that is given back | the last two arguments, `out` and `capacity`; the length is the result | the result |
| a block of numbers, room for numbers | a pointer to the first | the first element: `a(1, 1)` |

The functions of Visual Basic are those of `kaohe.bas`, which is written for 64-bit Office; the names of C and their types, without `_w`,
are also those of `kaohe_script.py`. The first lines of [c.md](c.md) tell what has been built and tried.
"""


def reference_of(function: Function) -> str:
    en, zh = function.gives
    declared = "\n".join(f"{c_signature(function, name)};" for name in function.names())
    parts = [
        f"### `{function.names()[0]}`",
        f"```c\n{declared}\n```",
        f"```vb\n{vba_signature(function)}\n```",
        function.en,
        function.zh,
        f"Gives {en} ({zh}).",
    ]
    if function.arguments:
        rows = [f"| `{argument.name}` | {argument.type} | {argument.en} | {argument.zh} |" for argument in function.arguments]
        parts.append("\n".join(["| argument | type | what | 说明 |", "|---|---|---|---|", *rows]))
    return "\n\n".join(parts) + "\n"


def reference(found: list[Section]) -> str:
    parts = [f"<!-- {MADE} -->\n\n# The scripting functions\n", REFERENCE_HEAD]
    for section in found:
        parts += [f"## {section.en} {section.zh}\n", *map(reference_of, section.functions)]
    return "\n".join(parts)


def generated(root: Path) -> dict[str, str]:
    found = sections(tomllib.loads((root / HERE / "functions.toml").read_text(encoding="utf-8")))
    return {
        "bindings/c/include/kaohe/kaohe_script.h": header(found),
        f"{HERE}/functions.hpp": cpp_header(found),
        f"{HERE}/exports.cpp": exports(found),
        f"{HERE}/kaohe.bas": vba(found),
        f"{HERE}/kaohe_script.py": python(found),
        "docs/script-reference.md": reference(found),
    }


def drifted(root: Path) -> list[str]:
    """The files that are not what functions.toml makes of them."""

    def stands(file: str) -> str | None:
        return (root / file).read_bytes().decode() if (root / file).exists() else None

    return [file for file, text in generated(root).items() if stands(file) != text]


def main() -> int:
    root = Path(sys.argv[1])
    if "--check" in sys.argv:
        drift = drifted(root)
        print("\n".join(f"{file} is not what functions.toml makes of it: run generate.py" for file in drift) or "nothing drifted")
        return 1 if drift else 0
    for file, text in generated(root).items():
        (root / file).write_bytes(text.encode())
    return 0


if __name__ == "__main__":
    sys.exit(main())
