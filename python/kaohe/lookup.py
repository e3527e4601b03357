"""What is looked up by name."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import ItemsView, Iterable, Iterator, KeysView, Mapping, ValuesView
from difflib import get_close_matches
from typing import ClassVar, Generic, TypeVar, cast, overload

Value = TypeVar("Value")
Default = TypeVar("Default")


def nearest(name: object, names: Iterable[str]) -> str | None:
    """The one of the names that looks most like this."""
    near = get_close_matches(str(name), names, n=1, cutoff=0.4)
    return near[0] if near else None


def unknown(what: str, name: object, names: Iterable[str]) -> KeyError:
    """What is raised where nothing is called so."""
    near = nearest(name, names)
    return KeyError(f"no {what} is called {name!r}" + (f"; did you mean {near!r}?" if near else ""))


class ById(dict[str, Value]):
    """A dict that tells the nearest id of those that it has."""

    __slots__ = ()

    _WHAT: ClassVar[str]

    def __missing__(self, name: str) -> Value:
        raise unknown(self._WHAT, name, self)


class Lookup(ABC, Generic[Value]):
    """Everything a mapping can, but not a `collections.abc.Mapping`: Polars would take that for a dict of columns, and never ask for
    its Arrow stream.
    """

    __slots__ = ("_rows_by_name",)

    _WHAT: ClassVar[str]

    def __init__(self) -> None:
        self._rows_by_name: dict[str, int] | None = None

    @abstractmethod
    def _names(self) -> list[str]: ...

    @abstractmethod
    def _at(self, name: str, row: int) -> Value: ...

    @property
    def _rows(self) -> dict[str, int]:
        """Made when a name is first looked up: of a million units it would be larger than their scores."""
        if self._rows_by_name is None:
            self._rows_by_name = {name: row for row, name in enumerate(self._names())}
        return self._rows_by_name

    def __getitem__(self, name: str) -> Value:
        row = self._rows.get(name)
        if row is None:
            raise unknown(self._WHAT, name, self._rows)
        return self._at(name, row)

    def nearest(self, name: str) -> str | None:
        """The one whose name looks most like this."""
        return nearest(name, self._rows)

    def __contains__(self, name: object) -> bool:
        return name in self._rows

    def __iter__(self) -> Iterator[str]:
        return iter(self._names())

    @abstractmethod
    def __len__(self) -> int: ...

    @overload
    def get(self, name: str) -> Value | None: ...
    @overload
    def get(self, name: str, default: Default) -> Value | Default: ...
    def get(self, name: str, default: Default | None = None) -> Value | Default | None:
        """What is called so, or the default."""
        row = self._rows.get(name)
        return default if row is None else self._at(name, row)

    def keys(self) -> KeysView[str]:
        """The names, in order."""
        return KeysView(self._mapping())

    def values(self) -> ValuesView[Value]:
        """What they name, in order."""
        return ValuesView(self._mapping())

    def items(self) -> ItemsView[str, Value]:
        """Both."""
        return ItemsView(self._mapping())

    def _mapping(self) -> Mapping[str, Value]:
        return cast("Mapping[str, Value]", self)

    __hash__ = None  # type: ignore[assignment]
