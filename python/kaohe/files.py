"""Tables in files: CSV, Parquet and XLSX, each read by a library that does that for a living."""

from __future__ import annotations

import csv
import io
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path
from typing import Any

from kaohe import _core
from kaohe.evidence import stream_table, table_of

# Longer cells are a quote that was never closed.
_LONGEST_CELL = 1_000_000


@dataclass
class Sheet:
    """A table as a file holds it: the header, the rows, and what was found on the way."""

    name: str
    header: list[str] = field(default_factory=list)
    rows: list[Sequence[Any]] = field(default_factory=list)
    findings: list[_core.Finding] = field(default_factory=list)

    def find(self, code: str, row: int = 0, column: str = "", *arguments: object) -> None:
        self.findings.append(_core.find_in_table(code, self.name, row, column, [str(argument) for argument in arguments]))


def read_file(path: Path, name: str) -> _core.Table:
    """Reads a table by the suffix of its file; `name` is the sheet to prefer in a book that has several."""
    suffix = path.suffix.lower()
    if suffix in {".csv", ".tsv", ".txt", ""}:
        return _table_of(_read_csv(path, "\t" if suffix == ".tsv" else ","))
    if suffix in {".xlsx", ".xlsm"}:
        return _table_of(_read_book(path, name))
    if suffix in {".parquet", ".pq"}:
        return _read_parquet(path)
    raise ValueError(f"{path}: cannot tell from {suffix!r} what kind of table this is; use .csv, .parquet or .xlsx")


# ---- CSV


def _read_csv(path: Path, delimiter: str) -> Sheet:
    sheet = Sheet(path.name)
    text = _decode(path.read_bytes(), sheet)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    limit = csv.field_size_limit(_LONGEST_CELL)
    try:
        sheet.header = next(lines, [])
        sheet.rows.extend(lines)
    except csv.Error as error:
        sheet.find("K0786", len(sheet.rows) + 1, "", error)
    finally:
        csv.field_size_limit(limit)
    return sheet


def _decode(data: bytes, sheet: Sheet) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        sheet.find("K0784")
        return ""
    sheet.find("K0783")
    return text


# ---- XLSX


def _read_book(path: Path, name: str) -> Sheet:
    try:
        import openpyxl
    except ImportError as error:
        raise ImportError(f"reading {path.name} needs openpyxl: pip install 'kaohe[excel]'") from error
    sheet = Sheet(path.name)
    with path.open("rb") as stream, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # styles and validations it does not know: nothing of the cells
        try:
            book = openpyxl.load_workbook(stream, read_only=True, data_only=True)
            page = book[name] if name in book.sheetnames else book.worksheets[0]
            rows = _without_blank_top(page.iter_rows(values_only=True))
            sheet.header = ["" if cell is None else str(cell) for cell in next(rows, ())]
            sheet.rows.extend(rows)
        except Exception as error:  # damaged books raise whatever their damage meets first
            sheet.find("K0788", 0, "", error)
    return sheet


def _without_blank_top(rows: Iterator[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    for row in rows:
        if not _is_blank(row):
            yield row
            break
    yield from rows


# ---- Parquet


def _read_parquet(path: Path) -> _core.Table:
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        raise ImportError(f"reading {path.name} needs pyarrow: pip install 'kaohe[arrow]'") from error
    with path.open("rb") as stream:
        try:
            table = parquet.read_table(stream)
        except pyarrow.ArrowException as error:
            sheet = Sheet(path.name)
            sheet.find("K0788", 0, "", str(error).splitlines()[0])
            return _table_of(sheet)
    return stream_table(table, path.name)


# ---- from rows to columns


def _table_of(sheet: Sheet) -> _core.Table:
    header = [name.strip() for name in sheet.header]
    while sheet.rows and _is_blank(sheet.rows[-1]):
        sheet.rows.pop()
    if not any(header) and not sheet.findings:
        sheet.find("K0787")
    _check_widths(sheet, len(header))
    columns = [
        (header[position], list(cells))
        for position, cells in enumerate(_transposed(sheet.rows, len(header)))
        if _is_named(sheet, header, position, cells)
    ]
    table = table_of(columns, sheet.name)
    for finding in sheet.findings:
        table.add_finding(finding)
    return table


def _check_widths(sheet: Sheet, width: int) -> None:
    for number, row in enumerate(sheet.rows, 1):
        if len(row) != width and not _is_blank(row[width:] or row):
            sheet.find("K0781", number, "", len(row), width)


def _transposed(rows: Sequence[Sequence[Any]], width: int) -> Iterator[Sequence[Any]]:
    """The columns below the header; what a short row lacks is nothing."""
    columns = zip_longest(*(row[:width] for row in rows))
    for _ in range(width):
        yield next(columns, [None] * len(rows))


def _is_named(sheet: Sheet, header: list[str], position: int, cells: Sequence[Any]) -> bool:
    if header[position]:
        return True
    if not _is_blank(cells):
        sheet.find("K0785", 0, "", position + 1)
    return False


def _is_blank(cells: Sequence[Any]) -> bool:
    return all(cell is None or (isinstance(cell, str) and not cell.strip()) for cell in cells)
