"""Taking the fields out of a table of TOML, so that a mistake in a suite is told with its place."""

import enum
import tomllib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

from uwlr_service.conformiteit import vorm
from uwlr_service.domain.fouten import Geweigerd

EnumT = TypeVar("EnumT", bound=enum.StrEnum)


class SuiteOngeldig(Geweigerd):
    """Een suite is niet goed beschreven."""


def read_toml(path: Path) -> Mapping[str, Any]:
    """A file as tables. Raises SuiteOngeldig."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise SuiteOngeldig(f"{path.name}: dit bestand is er niet.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SuiteOngeldig(f"{path.name}: dit is geen TOML: {error}.") from error


def opened(kind: str, path: Path) -> "Lezer":
    """The tables of a file whose schema takes it (``vorm.findings``).

    Raises SuiteOngeldig with all that it does not take.
    """
    document = read_toml(path)
    found = [f"{path.name}, {finding}." for finding in vorm.findings(kind, document)]
    if found:
        raise SuiteOngeldig("\n".join(found))
    return Lezer(path.name, document)


class Lezer:
    """Takes the fields out of a table of TOML; what is left at the end is a mistake of its writer."""

    def __init__(self, place: str, table: Mapping[str, Any]) -> None:
        self._place = place
        self._left = dict(table)

    def named(self, name: str) -> "Lezer":
        """The same table, whose mistakes are told with a name."""
        return Lezer(f"{self._place}, geval {name}", self._left)

    def within(self, name: str, table: Mapping[str, Any]) -> "Lezer":
        """A table in this one."""
        return Lezer(f"{self._place}, {name}", table)

    def wrong(self, what: str) -> SuiteOngeldig:
        """What to raise for a mistake here."""
        return SuiteOngeldig(f"{self._place}: {what}.")

    def text(self, name: str, default: str | None = None) -> str:
        """A text; without a default it has to be there."""
        value = self._left.pop(name, default)
        if not isinstance(value, str) or not value:
            raise self.wrong(f"'{name}' ontbreekt of is geen tekst")
        return value

    def optional_text(self, name: str) -> str | None:
        """A text; None if it is not there."""
        return self.text(name) if name in self._left else None

    def texts(self, name: str) -> list[str]:
        """A list of texts, or one text; empty if it is not there."""
        value = self._left.pop(name, [])
        entries = [value] if isinstance(value, str) else value
        if not isinstance(entries, list) or not all(isinstance(entry, str) for entry in entries):
            raise self.wrong(f"'{name}' is geen lijst van teksten")
        return entries

    def has(self, name: str) -> bool:
        """Whether a field is there."""
        return name in self._left

    def number(self, name: str) -> int | None:
        """A whole number; None if it is not there."""
        value: int | None = self._left.pop(name, None)
        return value

    def flag(self, name: str) -> bool | None:
        """Yes or no; None if it is not there."""
        value: bool | None = self._left.pop(name, None)
        return value

    def table(self, name: str) -> Mapping[str, str]:
        """Texts by name."""
        value = self.anything(name)
        if not all(isinstance(entry, str) for entry in value.values()):
            raise self.wrong(f"in '{name}' horen alleen teksten")
        return value

    def anything(self, name: str) -> Mapping[str, Any]:
        """A table with anything in it; empty if it is not there."""
        value = self._left.pop(name, {})
        if not isinstance(value, dict):
            raise self.wrong(f"'{name}' is geen tabel")
        return value

    def tables(self, name: str) -> Iterator["Lezer"]:
        """The tables of a list, each with its number."""
        value = self._left.pop(name, [])
        if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
            raise self.wrong(f"'{name}' is geen lijst van tabellen: schrijf [[{name}]]")
        for number, entry in enumerate(value, 1):
            yield Lezer(f"{self._place}, {name} {number}", entry)

    def choice(self, name: str, kind: type[EnumT], default: EnumT | None = None) -> EnumT:
        """One of the values of an enumeration."""
        return self._one_of(name, kind, self.text(name, default))

    def choices(self, name: str, kind: type[EnumT]) -> Iterator[EnumT]:
        """Some of the values of an enumeration, or none."""
        for value in self.texts(name):
            yield self._one_of(name, kind, value)

    def _one_of(self, name: str, kind: Callable[[str], EnumT], value: str) -> EnumT:
        try:
            return kind(value)
        except ValueError as error:
            raise self.wrong(f"'{value}' kan niet bij '{name}'") from error

    def end(self) -> None:
        """Raise SuiteOngeldig if anything was not taken."""
        if self._left:
            raise self.wrong(f"'{next(iter(self._left))}' is hier geen veld")
