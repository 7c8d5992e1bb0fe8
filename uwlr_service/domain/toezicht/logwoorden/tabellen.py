"""The words of the log, out of the files beside this module; each has Dutch and English beside each other."""

import functools
import tomllib
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from uwlr_service.domain.taal import Taal

FOLDER = Path(__file__).parent
NAMEN = "naam"
WAARDEN = "waarde"
WIE = "wie"
ZONDER = "zonder"
LIKE = {"van": "stand", "naar": "stand", "voor": "soort", "aantal": "soort"}
"""Parts with the words of another one."""
PLAIN = "ja"
"""The words of yes and no for a part that has no other ones."""

Woorden = Mapping[str, str]


@functools.cache
def gebeurtenissen(taal: Taal) -> Woorden:
    """Per word for what was done a sentence, with the names that it asks for between braces."""
    return _in(taal, _read("gebeurtenissen"))


@functools.cache
def wie(taal: Taal) -> Woorden:
    """Per way of acting how people call whoever did it."""
    return _in(taal, _read("onderdelen")[WIE])


@functools.cache
def zonder(taal: Taal) -> Woorden:
    """What a sentence says in place of a name that is not known."""
    return _in(taal, _read("onderdelen")[ZONDER])


@functools.cache
def _namen(taal: Taal) -> Mapping[str, Woorden]:
    """The names of parts: those of all lines, and those that lines of one kind have."""
    tables = {name: table for name, table in _read("onderdelen").items() if name != WAARDEN}
    return {name: _in(taal, table) for name, table in tables.items()}


def naam(kind: str, part: str, taal: Taal) -> str:
    """The name of a part in lines of a kind; the part itself where it has none."""
    namen = _namen(taal)
    general = namen[NAMEN].get(part, part)
    return namen.get(kind, {}).get(part, general)


@functools.cache
def waarden(part: str, taal: Taal) -> Woorden:
    """The words for the codes that a part can hold."""
    tables = _read("onderdelen")[WAARDEN]
    plain = _in(taal, tables[PLAIN])
    return {**plain, **_in(taal, tables.get(LIKE.get(part, part), {}))}


def waarde(part: str, code: object, taal: Taal) -> str:
    """A value in words; as it is where it is not a code."""
    text = str(code).lower() if isinstance(code, bool) else str(code)
    return waarden(part, taal).get(text, text)


def _in(taal: Taal, table: Mapping[str, Mapping[str, str]]) -> Woorden:
    return MappingProxyType({code: words[taal] for code, words in table.items()})


@functools.cache
def _read(file: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / f"{file}.toml").read_text(encoding="utf-8"))
