"""Evidence on its way in: whatever holds a table becomes columns of the core."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias, TypeGuard

from kaohe import _core

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd


class ArrowStream(Protocol):
    """Anything that hands over its rows, or its cells, as an Arrow stream."""

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...


IntoTable: TypeAlias = "Mapping[str, Iterable[Any]] | Sequence[Mapping[str, Any]] | ArrowStream | pd.DataFrame | str | os.PathLike[str]"
"""What a table may be given as."""

_INT64 = range(-(2**63), 2**63)
# A decimal of this many digits is refused by the core; written out it would only take memory.
_LONGEST_DECIMAL = 1000


def to_table(source: IntoTable, name: str) -> _core.Table:
    """The table as columns of the core. `name` is what findings call a table that has no file name."""
    if isinstance(source, str | os.PathLike):
        from kaohe.files import read_file

        return read_file(Path(source), name)
    given: Any = source
    if _is(given, "polars", "LazyFrame"):
        given = given.collect()
    if _streams(given) and not _is(given, "pandas", "DataFrame"):
        return stream_table(given, name)
    return table_of(_columns_of(given, name), name)


def changes_table(changes: Mapping[str, Mapping[str, Any]] | IntoTable) -> _core.Table:
    """Long observations, given as what a table may be or as values by unit and indicator."""
    given: Any = changes
    if not isinstance(given, Mapping) or (given and not any(isinstance(values, Mapping) for values in given.values())):
        return to_table(given, "changes")
    for unit, values in given.items():
        if not isinstance(values, Mapping):
            raise TypeError(f"changes: {unit!r} has a {type(values).__name__}, not a mapping from indicators to values")
    rows = [(unit, indicator, value) for unit, values in given.items() for indicator, value in values.items()]
    units, indicators, values = ([row[column] for row in rows] for column in range(3))
    return table_of([("unit", units), ("indicator", indicators), ("value", values)], "changes")


def stream_table(source: ArrowStream, name: str) -> _core.Table:
    """The rows of an Arrow stream."""
    return _core.read_stream(name, source.__arrow_c_stream__(), _clocks_ahead)


def table_of(columns: Sequence[tuple[str, Any]], name: str) -> _core.Table:
    """Puts named columns of one length together."""
    rows = _common_length(columns, name)
    table = _core.Table(name, rows)
    for column, cells in columns:
        _add_column(table, column, cells)
    return table


def _common_length(columns: Sequence[tuple[str, Any]], name: str) -> int:
    if not columns:
        return 0
    first, cells = columns[0]
    rows = len(cells)
    for column, others in columns:
        if len(others) != rows:
            raise ValueError(f"{name}: column {first!r} has {rows} cells, column {column!r} has {len(others)}")
    return rows


# ---- what holds the columns


def _columns_of(source: Any, name: str) -> list[tuple[str, Any]]:
    if isinstance(source, Mapping):
        return [(str(column), _sized(cells, name, column)) for column, cells in source.items()]
    if _is(source, "pandas", "DataFrame"):
        return _pandas_columns(source)
    if isinstance(source, Sequence) and all(isinstance(row, Mapping) for row in source):
        return _columns_of_rows(source)
    raise TypeError(f"{name}: {type(source).__name__} is no table; give a dict of columns, a list of dicts, a data frame or a path")


def _sized(cells: Any, name: str, column: object) -> Any:
    if isinstance(cells, str | bytes | Mapping) or not isinstance(cells, Iterable):
        raise TypeError(f"{name}: column {column!r} is a {type(cells).__name__}, not a sequence of cells")
    return cells if hasattr(cells, "__len__") else list(cells)


def _columns_of_rows(rows: Sequence[Mapping[str, Any]]) -> list[tuple[str, Any]]:
    names = dict.fromkeys(name for row in rows for name in row)
    return [(str(name), [row.get(name) for row in rows]) for name in names]


def _pandas_columns(frame: pd.DataFrame) -> list[tuple[str, Any]]:
    if any(name is not None and name not in frame.columns for name in frame.index.names):
        frame = frame.reset_index()
    return [(str(column), frame.iloc[:, position]) for position, column in enumerate(frame.columns)]


def _is(value: object, package: str, name: str) -> bool:
    """Whether it is of a class of a package that may not even be installed."""
    module = sys.modules.get(package)
    return module is not None and isinstance(value, getattr(module, name, ()))


# ---- what a column is


def _streams(value: Any) -> TypeGuard[ArrowStream]:
    return hasattr(value, "__arrow_c_stream__")  # to ask a protocol takes a hundred times as long


def _add_column(table: _core.Table, name: str, cells: Any) -> None:
    if type(cells) is list:
        _add_cells(table, name, cells)
        return
    if _is(cells, "pandas", "Series"):
        cells = _from_pandas(cells)
    if _is(cells, "pyarrow", "Array"):
        cells = sys.modules["pyarrow"].chunked_array([cells])
    if _streams(cells):
        table.add_stream(name, cells.__arrow_c_stream__(), _clocks_ahead)
    elif _is(cells, "numpy", "ndarray"):
        _add_array(table, name, cells)
    else:
        _add_cells(table, name, list(cells))


def _from_pandas(series: Any) -> Any:
    """What holds the cells: an array of NumPy, one of pyarrow, or a list of objects."""
    if _is(series.dtype, "numpy", "dtype"):
        return series.to_numpy()
    if hasattr(series.array, "__arrow_array__") and _have("pyarrow"):
        return series.array.__arrow_array__()
    if series.dtype.kind == "f":
        return series.to_numpy(dtype=f"float{8 * series.dtype.itemsize}", na_value=float("nan"))
    return series.astype(object).tolist()


def _have(package: str) -> bool:
    try:
        __import__(package)
    except ImportError:
        return False
    return True


def _clocks_ahead(zone: str, moment: int) -> int | None:
    """How many seconds the clocks of a zone are ahead of UTC at a moment since 1970; None where there is no such zone."""
    import zoneinfo

    try:
        local = zoneinfo.ZoneInfo(zone)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        return None
    ahead = (datetime(1970, 1, 1, tzinfo=timezone.utc) + timedelta(seconds=moment)).astimezone(local).utcoffset()
    return None if ahead is None else round(ahead.total_seconds())


def _add_array(table: _core.Table, name: str, cells: np.ndarray[Any, Any]) -> None:
    import numpy

    if cells.ndim != 1:
        raise TypeError(f"{table.name}: column {name!r} has {cells.ndim} dimensions, not one")
    if isinstance(cells, numpy.ma.MaskedArray):
        _add_cells(table, name, cells.tolist())
    elif cells.dtype.kind == "f":
        table.add_floats(name, _float64(cells))
    elif cells.dtype.kind in "iu" and (cells.size == 0 or int(cells.max()) in _INT64):
        table.add_integers(name, cells.astype(numpy.int64, copy=not cells.flags.aligned))
    elif cells.dtype.kind == "M":
        _add_cells(table, name, cells.astype("datetime64[us]").tolist())
    else:
        _add_cells(table, name, cells.tolist())


def _float64(cells: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Native, aligned float64. Shorter floats go by the decimal they print as, as 0.1 and not as 0.10000000149011612."""
    import numpy

    if cells.dtype.itemsize != 8:
        return cells.astype(str).astype(numpy.float64)
    readable = cells.dtype.isnative and cells.flags.aligned and cells.strides[0] % 8 == 0
    return cells if readable else numpy.array(cells, dtype=numpy.float64)


def _add_cells(table: _core.Table, name: str, cells: list[Any]) -> None:
    if not table.add_cells(name, cells):
        table.add_texts(name, _texts_of(cells, table.name, name))


def _texts_of(cells: list[Any], table: str, column: str) -> list[str | None]:
    texts = []
    for row, cell in enumerate(cells, 1):
        try:
            texts.append(cell_text(cell))
        except TypeError as error:
            raise TypeError(f"{table}, row {row}, column {column!r}: {error}") from None
    return texts


# ---- what a cell is


def cell_text(cell: object) -> str | None:
    """The text of a cell: numbers as decimals, dates as ISO writes them, nothing for what is missing."""
    if cell is None or isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, int):
        return str(cell)
    if isinstance(cell, float):
        return _decimal_text(Decimal(f"{cell:.15g}"))
    if isinstance(cell, Decimal):
        return _decimal_text(cell)
    if type(cell).__name__ in {"NaTType", "NAType"}:
        return None
    if isinstance(cell, datetime):
        return _datetime_text(cell)
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, time | timedelta):
        return str(cell)
    if _is(cell, "numpy", "generic"):
        return _numpy_text(cell)
    raise TypeError(_refusal(cell))


def _decimal_text(number: Decimal) -> str | None:
    if number.is_nan():
        return None
    if not number.is_finite() or abs(number.adjusted()) > _LONGEST_DECIMAL:
        return str(number)
    return f"{number:f}"


def _datetime_text(moment: datetime) -> str:
    midnight = moment.time() == time()
    return moment.date().isoformat() if midnight else moment.isoformat(sep=" ")


def _numpy_text(cell: Any) -> str | None:
    if cell.dtype.kind == "f":
        return _decimal_text(Decimal(str(cell)))
    if cell.dtype.kind == "M":
        return cell_text(cell.astype("datetime64[us]").item())
    value = cell.item()
    if type(value) is type(cell):
        raise TypeError(_refusal(cell))
    return cell_text(value)


def _refusal(cell: object) -> str:
    if isinstance(cell, Fraction):
        return f"the fraction {cell} may have no decimal; give a Decimal, or its terms in two columns"
    return f"a {type(cell).__name__} is no cell; give a number, a text, a Decimal, a bool, a date or None"
