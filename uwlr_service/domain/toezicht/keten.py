"""Whether the log is whole: each line proves itself, each seal its lines and the seal before it."""

import enum
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from uwlr_service.domain.toezicht.logregel import digest
from uwlr_service.domain.toezicht.zegel import FIRST, Zegel, seal


class Plaats(enum.StrEnum):
    """What can be broken."""

    REGEL = "regel"
    ZEGEL = "zegel"
    ANKER = "anker"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bewaard:
    """A line as the log has it; without content and salt it was forgotten when its retention ended.

    ``columns`` are the values that stand beside the content, by which lines are found.
    """

    id: int
    zegel: int
    moment: datetime
    soort: str
    salt: str | None
    content: str | None
    digest: str
    columns: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kop:
    """What the log says its end is, beside the highest numbers that are there."""

    zegel: int
    regel: int
    hash: str
    hoogste_zegel: int
    hoogste_regel: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Anker:
    """The last seal at some moment, as somebody outside the database keeps it."""

    zegel: int
    hash: str
    moment: datetime


class Breuk(Exception):
    """The first place where the log is not whole; the reason is for people, in Dutch."""

    def __init__(self, plaats: Plaats, nummer: int, reden: str) -> None:
        super().__init__(f"{plaats} {nummer}: {reden}")
        self.plaats = plaats
        self.nummer = nummer
        self.reden = reden


@dataclass(frozen=True, slots=True)
class Keuring:
    """How many seals and lines were looked at, and the first place that is broken; None if all is whole."""

    zegels: int
    regels: int
    breuk: Breuk | None


Verzegeld = tuple[Zegel, list[Bewaard]]
"""A seal with the lines that say they are of it, in order."""


def verify(
    verzegeld: Iterable[Verzegeld], kop: Kop, vergeten: Mapping[str, datetime], anker: Anker | None
) -> Keuring:
    """Look at every seal up to the head, in order, and stop at the first that is broken.

    ``vergeten`` says per kind before which moment lines were forgotten, as the log itself tells.
    """
    keurder = _Keurder(vergeten, anker)
    breuk: Breuk | None = None
    try:
        for zegel, regels in verzegeld:
            keurder.take(zegel, regels)
        keurder.finish(kop)
    except Breuk as broken:
        breuk = broken
    return Keuring(keurder.zegels, keurder.regels, breuk)


class _Keurder:
    """Walks along the chain."""

    def __init__(self, vergeten: Mapping[str, datetime], anker: Anker | None) -> None:
        self._vergeten = vergeten
        self._anker = anker
        self._hash = FIRST
        self.zegels = 0
        self.regels = 0

    def take(self, zegel: Zegel, regels: list[Bewaard]) -> None:
        """The next seal. Raises Breuk."""
        expected = self.zegels + 1
        if zegel.nummer != expected:
            raise Breuk(Plaats.ZEGEL, expected, "ontbreekt")
        if zegel.vorige != self._hash:
            raise Breuk(Plaats.ZEGEL, expected, "sluit niet aan op het zegel ervoor")
        for regel in regels:
            self._check(regel)
        digests = [regel.digest for regel in regels]
        if zegel.aantal > len(regels):
            raise Breuk(Plaats.REGEL, self.regels + 1, "ontbreekt")
        if zegel != seal(zegel.nummer, zegel.moment, zegel.vorige, digests):
            raise Breuk(Plaats.ZEGEL, expected, "past niet bij de regels eronder")
        if self._anker is not None and self._anker.zegel == expected and self._anker.hash != zegel.hash:
            raise Breuk(Plaats.ANKER, expected, "dit zegel is een ander dan in het anker")
        self._hash = zegel.hash
        self.zegels = expected

    def _check(self, regel: Bewaard) -> None:
        expected = self.regels + 1
        if regel.id != expected:
            raise Breuk(Plaats.REGEL, expected, "ontbreekt")
        if regel.content is None or regel.salt is None:
            before = self._vergeten.get(regel.soort)
            if before is None or regel.moment >= before:
                raise Breuk(Plaats.REGEL, expected, "is leeggemaakt voor het einde van de bewaartermijn")
        elif digest(regel.salt, regel.moment, regel.soort, regel.content) != regel.digest:
            raise Breuk(Plaats.REGEL, expected, "is veranderd")
        elif not _is_same(regel.columns, regel.content):
            raise Breuk(Plaats.REGEL, expected, "is veranderd in de kolommen waarop wordt gezocht")
        self.regels = expected

    def finish(self, kop: Kop) -> None:
        """After the last seal. Raises Breuk."""
        if kop.zegel > self.zegels:
            raise Breuk(Plaats.ZEGEL, self.zegels + 1, "ontbreekt")
        if kop.hoogste_zegel > self.zegels:
            raise Breuk(Plaats.ZEGEL, kop.hoogste_zegel, "staat achter het einde van het logboek")
        if kop.hoogste_regel > self.regels:
            raise Breuk(Plaats.REGEL, self.regels + 1, "hoort bij geen zegel")
        if (kop.zegel, kop.regel, kop.hash) != (self.zegels, self.regels, self._hash):
            raise Breuk(Plaats.ZEGEL, self.zegels, "is niet het laatste volgens de kop van het logboek")
        if self._anker is not None and self._anker.zegel > self.zegels:
            raise Breuk(Plaats.ANKER, self._anker.zegel, "dit zegel is er niet meer: het einde is afgesneden")


def _is_same(columns: Mapping[str, Any], content: str) -> bool:
    """Whether the columns say what the content says."""
    said = json.loads(content)
    return all(said.get(name) == value for name, value in columns.items())


def forgotten(contents: Iterable[str]) -> dict[str, datetime]:
    """Per kind the latest moment before which lines were forgotten, from the lines that tell of it."""
    latest: dict[str, datetime] = {}
    for soort, moment in _told(contents):
        latest[soort] = max(moment, latest.get(soort, moment))
    return latest


def _told(contents: Iterable[str]) -> Iterator[tuple[str, datetime]]:
    for content in contents:
        for soort, moment in json.loads(content)["inhoud"]["voor"].items():
            yield soort, datetime.fromisoformat(moment)
