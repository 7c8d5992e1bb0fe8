"""The index of the corpus: each door a file, each family a section, each value of a family an input."""

import itertools
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from tests.support.places import CORPUS

VIJANDIG = CORPUS / "vijandig"
DEFAULT = "default"
EXPECTED = ("status", "kind", "goes", "says", "lacks", "exit", "answers")
NOT_DELIVERED = "niet-bezorgd"
LONGEST_NAME = 60
HTTP_DOORS = (
    "http",
    "heenweg",
    "getrapt",
    "terugweg",
    "generiek",
    "oauth",
    "ophalen",
    "las",
    "lasinvoer",
    "laskoppelingen",
)
"""The doors of a server."""
COMMAND_DOORS = ("bestanden", "opdrachten", "instellingen", "pakketten", "servers")
"""The doors of commands."""
RECEIVER_DOORS = ("webhooks",)
"""The doors at which we call others by ourselves."""


@dataclass(frozen=True, kw_only=True)
class Expected:
    """The answer that an input must get; what is None or empty is not looked at."""

    status: int | None = None
    kind: str | None = None
    goes: str | None = None
    """Where a redirection leads, at the doors that send people on."""
    says: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    exit: int | None = None
    answers: int = 1
    """How many answers one connection gets."""

    @property
    def is_refusal(self) -> bool:
        """Whether the input must leave no trace."""
        return self.exit not in (None, 0) or (self.status or 0) >= 400 or self.kind == NOT_DELIVERED


@dataclass(frozen=True, kw_only=True)
class Input:
    """One input: its door, its family and value, the texts that it is made of, and what it must get."""

    door: str
    family: str
    value: str
    parts: Mapping[str, Any]
    expected: Expected

    @property
    def name(self) -> str:
        """How a report names it."""
        value = self.value
        if len(value) > LONGEST_NAME:
            value = f"{value[:LONGEST_NAME]}..."
        return f"{self.door}: {self.family} [{value!r}]"


@cache
def inputs(door: str) -> tuple[Input, ...]:
    """Every input of a door, in the order of its file."""
    return of_document(door, tomllib.loads((VIJANDIG / f"{door}.toml").read_text(encoding="utf-8")))


def of_document(door: str, document: dict[str, Any]) -> tuple[Input, ...]:
    """Every input of the families of one door."""
    common = document.pop(DEFAULT, {})
    return tuple(
        itertools.chain.from_iterable(
            _of_family(door, name, common | family) for name, family in document.items()
        )
    )


def _of_family(door: str, name: str, family: Mapping[str, Any]) -> Iterator[Input]:
    parts = {key: part for key, part in family.items() if key not in (*EXPECTED, "values", "places")}
    base = Input(door=door, family=name, value="", parts=parts, expected=_expected(family))
    for place, value in itertools.product(family.get("places", [""]), family.get("values", [""])):
        yield _with(_with(base, "p", place), "v", value)


def _with(base: Input, name: str, value: Any) -> Input:
    """An input with a value in it; a table is a value with parts or an answer of its own."""
    own = value if isinstance(value, dict) else {name: value}
    parts = {**base.parts, **{key: part for key, part in own.items() if key not in EXPECTED}}
    told = {key: part for key, part in own.items() if key in EXPECTED}
    expected = replace(base.expected, **_read(told))
    shown = " ".join(filter(None, (base.value, str(own.get(name, own)))))
    return replace(base, value=shown, parts=parts, expected=expected)


def _expected(family: Mapping[str, Any]) -> Expected:
    return Expected(**_read({key: family[key] for key in EXPECTED if key in family}))


def _read(told: Mapping[str, Any]) -> dict[str, Any]:
    """Words may be given as one text or as a list of them."""
    read = dict(told)
    for name in ("says", "lacks"):
        if isinstance(read.get(name), str):
            read[name] = (read[name],) if read[name] else ()
        elif name in read:
            read[name] = tuple(read[name])
    return read
