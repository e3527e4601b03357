"""Tables in files give their cells, and every fault is a finding with its row."""

from __future__ import annotations

import sys
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pyarrow as pa
import pytest
from pyarrow import parquet

from kaohe.evidence import to_table


def found(path: Path, name: str = "observations") -> list[tuple[str, str | None, int | None]]:
    return [(finding.code, finding.table, finding.row) for finding in to_table(path, name).findings]


def cells(path: Path, name: str = "observations") -> dict[str, list[str | None]]:
    table = to_table(path, name)
    assert table.findings == []
    assert table.name == path.name
    return table.to_dict()


def written(tmp_path: Path, text: str | bytes, name: str = "观测.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def book(tmp_path: Path, sheets: dict[str, list[list[Any]]], name: str = "观测.xlsx") -> Path:
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    for title, rows in sheets.items():
        page = made.create_sheet(title)
        for row in rows:
            page.append(row)
    path = tmp_path / name
    made.save(path)
    return path


# ---- CSV


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("unit,x\n甲,1\n乙,\n", id="plain"),
        pytest.param("\ufeffunit,x\n甲,1\n乙,\n", id="byte order mark"),
        pytest.param("unit,x\r\n甲,1\r\n乙,\r\n", id="Windows lines"),
        pytest.param("unit,x\n甲,1\n乙,", id="no last line end"),
        pytest.param(" unit , x \n甲,1\n乙,\n\n\n,\n", id="blanks around names and below"),
        pytest.param("unit,x,,\n甲,1,,\n乙,,,\n", id="unused columns"),
        pytest.param('"unit","x"\n"甲","1"\n"乙",""\n', id="quoted"),
    ],
)
def test_csv_is_read_as_written(tmp_path: Path, text: str) -> None:
    assert cells(written(tmp_path, text)) == {"unit": ["甲", "乙"], "x": ["1", ""]}


def test_a_cell_may_hold_commas_quotes_and_lines(tmp_path: Path) -> None:
    assert cells(written(tmp_path, 'unit,note\n甲,"一,""二""\n三"\n')) == {"unit": ["甲"], "note": ['一,"二"\n三']}


def test_a_blank_row_keeps_its_number(tmp_path: Path) -> None:
    assert found(written(tmp_path, "unit,x\n甲,1\n\n乙,2,3\n")) == [("K0781", "观测.csv", 3)]


def test_tabs_part_the_cells_of_a_tsv(tmp_path: Path) -> None:
    assert cells(written(tmp_path, "unit\tx\n甲,乙\t1\n", "观测.tsv")) == {"unit": ["甲,乙"], "x": ["1"]}


@pytest.mark.parametrize("row", ["甲", "甲,1,2"])
def test_a_row_of_another_width_is_a_finding(tmp_path: Path, row: str) -> None:
    assert found(written(tmp_path, f"unit,x\n乙,1\n{row}\n")) == [("K0781", "观测.csv", 2)]


@pytest.mark.parametrize(
    ("text", "code", "row"),
    [
        pytest.param("", "K0787", None, id="empty"),
        pytest.param("\n\n", "K0787", None, id="blank"),
        pytest.param("unit,\n甲,1\n", "K0785", None, id="no name"),
        pytest.param('unit,x\n甲,1\n"乙,2\n', "K0786", 2, id="an open quote"),
        pytest.param('unit,x\n"甲"乙,1\n', "K0786", 1, id="text after a quote"),
        pytest.param("unit,x\n甲,1\n".encode("gb18030"), "K0783", None, id="GB18030"),
        pytest.param(b"unit,x\n\xff\xff,1\n", "K0784", None, id="no encoding"),
    ],
)
def test_faults_of_a_csv_are_findings(tmp_path: Path, text: str | bytes, code: str, row: int | None) -> None:
    assert found(written(tmp_path, text)) == [(code, "观测.csv", row)]


def test_gb18030_is_read_with_a_warning(tmp_path: Path) -> None:
    table = to_table(written(tmp_path, "unit,x\n龘镇,1\n".encode("gb18030")), "observations")
    assert [finding.severity for finding in table.findings] == ["warning"]
    assert table.to_dict() == {"unit": ["龘镇"], "x": ["1"]}


# ---- XLSX


def test_a_book_gives_numbers_dates_and_texts(tmp_path: Path) -> None:
    rows = [["unit", "率", "日期", "完成", "数"], ["甲", 0.93, date(2014, 5, 1), True, 3], ["乙", 0.1 + 0.2, None, False, None]]
    assert cells(book(tmp_path, {"表": rows})) == {
        "unit": ["甲", "乙"],
        "率": ["0.93", "0.3"],
        "日期": ["2014-05-01", None],
        "完成": ["yes", "no"],
        "数": ["3", None],
    }


def test_blank_rows_above_and_below_a_table_do_not_count(tmp_path: Path) -> None:
    rows = [[], [], ["unit", "x"], ["甲", 1], [None, None], ["乙", 2], [None, " "]]
    assert cells(book(tmp_path, {"表": rows})) == {"unit": ["甲", None, "乙"], "x": ["1", None, "2"]}


def test_of_several_sheets_the_one_of_the_tables_name_is_read(tmp_path: Path) -> None:
    path = book(tmp_path, {"说明": [["unit"], ["甲"]], "events": [["unit", "event"], ["乙", "award"]]})
    assert cells(path, "events") == {"unit": ["乙"], "event": ["award"]}
    assert cells(path, "observations") == {"unit": ["甲"]}


def test_a_cell_far_away_is_no_danger(tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    page = made.worksheets[0]
    page["A1"], page["A2"], page["ZZ200000"] = "unit", "甲", "远"
    path = tmp_path / "观测.xlsx"
    made.save(path)
    assert ("K0781", "观测.xlsx", 199999) in found(path) or ("K0785", "观测.xlsx", None) in found(path)


@pytest.mark.parametrize("content", [b"", b"unit,x\n", b"PK\x03\x04 and then nothing"])
def test_a_damaged_book_is_a_finding(tmp_path: Path, content: bytes) -> None:
    assert found(written(tmp_path, content, "观测.xlsx")) == [("K0788", "观测.xlsx", None)]


def test_an_archive_that_is_no_book_is_a_finding(tmp_path: Path) -> None:
    path = tmp_path / "观测.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "nothing")
    assert found(path) == [("K0788", "观测.xlsx", None)]


# ---- Parquet


def test_parquet_gives_its_columns(tmp_path: Path) -> None:
    path = tmp_path / "观测.parquet"
    parquet.write_table(pa.table({"unit": ["甲", "乙"], "x": [0.5, None], "n": [1, 2]}), path)
    assert cells(path) == {"unit": ["甲", "乙"], "x": ["0.5", None], "n": ["1", "2"]}


def test_parquet_of_pandas_keeps_the_index_of_units(tmp_path: Path) -> None:
    path = tmp_path / "观测.parquet"
    pd.DataFrame({"x": [0.5]}, index=pd.Index(["甲"], name="unit")).to_parquet(path)
    assert cells(path) == {"x": ["0.5"], "unit": ["甲"]}


def test_a_damaged_parquet_file_is_a_finding(tmp_path: Path) -> None:
    assert found(written(tmp_path, b"PAR1 and nothing", "观测.parquet")) == [("K0788", "观测.parquet", None)]


# ---- what cannot be read at all


def test_an_unknown_kind_of_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"'\.doc'"):
        to_table(tmp_path / "观测.doc", "observations")


def test_a_file_that_is_not_there_is_an_os_error(tmp_path: Path) -> None:
    for suffix in ("csv", "xlsx", "parquet"):
        with pytest.raises(FileNotFoundError):
            to_table(tmp_path / f"观测.{suffix}", "observations")


@pytest.mark.parametrize(("package", "suffix", "extra"), [("openpyxl", "xlsx", "excel"), ("pyarrow", "parquet", "arrow")])
def test_a_missing_reader_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, package: str, suffix: str, extra: str) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(ImportError, match=rf"kaohe\[{extra}\]"):
        to_table(tmp_path / f"观测.{suffix}", "observations")
