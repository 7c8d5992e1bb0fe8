"""The parts of a line of the log, each with its name and its value in words."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from uwlr_service.domain.taal import Taal
from uwlr_service.domain.toezicht.logvraag import Getoonderegel
from uwlr_service.domain.toezicht.logwoorden import tabellen
from uwlr_service.domain.toezicht.logwoorden.zinnen import UITKOMST

CALL = "oproep"
"""The kind of the lines that gather calls, whatever was asked."""
VELDEN = frozenset({"velden", "erbij", "eraf"})
MOMENTS = frozenset({"sinds", "stand", "voor"})
DAYS = frozenset({"uiterlijk"})
CODES = frozenset({UITKOMST})
"""Parts that are shown as the code that they are: the sentence says what it means."""
PROOFS = frozenset({"getoond", "hash", "hashes", "kid"})
"""Parts that prove something to a program, and say nothing to people."""
FIRST = ("koppeling", "product", "aanvraag", "inlog", "rol", "reden", "van", "naar", "uitkomst", "aantal")
"""Parts that people look for, in this order; the log keeps all of them by the alphabet."""
NAMED = {"product": "product", "inlog": "persoon", "koppeling": "product"}
"""Parts that are a number, and the name of what it stands for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Schrijfwijze:
    """How whoever reads a line writes: their language, names of fields, days, and moments by their clock."""

    taal: Taal
    veld: Callable[[str], str]
    dag: Callable[[date], str]
    moment: Callable[[datetime], str]


def details(
    regel: Getoonderegel, schrijfwijze: Schrijfwijze, *, proofs: bool = True
) -> list[tuple[str, str]]:
    """What a line says besides who and when, as names with values; what is empty is left out.

    Without ``proofs`` so are digests, which are wider than a screen has room for.
    """
    taal = schrijfwijze.taal
    kind = CALL if UITKOMST in regel.inhoud else regel.wat or ""
    return [
        (tabellen.naam(kind, part, taal), _part(regel, part, value, schrijfwijze))
        for part, value in sorted(regel.inhoud.items(), key=_place)
        if value not in (None, "", [], {}) and (proofs or not _proves(part, value))
    ]


def _place(item: tuple[str, Any]) -> int:
    """Where a part stands: what people look for comes first, and digests come last."""
    part, value = item
    if part in FIRST:
        return FIRST.index(part)
    return len(FIRST) + _proves(part, value)


def _proves(part: str, value: Any) -> bool:
    """Whether a part is a digest; of calls the fields are one."""
    return part in PROOFS or (part in VELDEN and isinstance(value, str))


def _part(regel: Getoonderegel, part: str, value: Any, schrijfwijze: Schrijfwijze) -> str:
    name = regel.namen.get(NAMED.get(part, ""))
    if part == "koppeling" and name is not None:
        gegevensset = tabellen.waarde("gegevensset", regel.namen.get("gegevensset", ""), schrijfwijze.taal)
        return f"{value}, {name} ({gegevensset})"
    if name is not None:
        return name
    if part in VELDEN and not isinstance(value, str):
        return ", ".join(schrijfwijze.veld(veld) for veld in _chosen(value))
    return _words(part, value, schrijfwijze)


def _chosen(velden: Iterable[str] | Mapping[str, bool]) -> Iterator[str]:
    """The fields of a list, or those that are on where it says so of each."""
    if isinstance(velden, Mapping):
        yield from (veld for veld, is_on in velden.items() if is_on)
    else:
        yield from velden


def _words(part: str, value: Any, schrijfwijze: Schrijfwijze) -> str:
    if isinstance(value, Mapping):
        return ", ".join(
            f"{tabellen.waarde(part, code, schrijfwijze.taal)}: {_words(part, count, schrijfwijze)}"
            for code, count in value.items()
        )
    if isinstance(value, list):
        return ", ".join(_words(part, each, schrijfwijze) for each in value)
    if isinstance(value, str):
        return _text(part, value, schrijfwijze)
    if isinstance(value, int | float):
        return tabellen.waarde(part, value, schrijfwijze.taal)
    return json.dumps(value, ensure_ascii=False)


def _text(part: str, text: str, schrijfwijze: Schrijfwijze) -> str:
    try:
        if part in MOMENTS:
            return schrijfwijze.moment(datetime.fromisoformat(text))
        if part in DAYS:
            return schrijfwijze.dag(date.fromisoformat(text))
    except ValueError:
        return text  # something else stands there: shown as it is
    if part in CODES:
        return text
    return tabellen.waarde(part, text, schrijfwijze.taal)
