"""Results that a run brings: how they are recognised, and what of them is left behind at the LAS."""

import enum
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from uwlr_service.conformiteit.antwoord import Antwoord
from uwlr_service.formats.parsing import HARDENED
from uwlr_service.formats.uwlr.namespaces import LR
from uwlr_service.formats.uwlr.resultaten import BEVESTIGING_TAG

PREFIX = "KEUR-"
"""With this begin all keys and codes that a run brings, so that a LAS finds them again."""
VERZOEK = b"leerresultaten_verzoek"
MARKED = "{{merk}}"
FILLED_IN = "{{"
OF_THE_SENDER = "Client"
"""The faults with which a LAS refuses; with any other it may have stored something (SOAP 1.1, 4.4.1)."""
CODES = ("toetscode", "toetsonderdeelcode")
PEOPLE = ("leerlingid", "eckid", "resultaatverwerkerid")


def new_merk() -> str:
    """What everything begins with that one run brings."""
    return f"{PREFIX}{secrets.token_hex(4)}"


def brings(template: bytes) -> bool:
    """Whether a message brings results (UWLR 2.2, BrengLeerresultaten)."""
    return VERZOEK in template


def unmarked(template: bytes) -> Iterator[str]:
    """The places of a message with a key or code that is not marked, or with a person who was not pulled."""
    root = etree.fromstring(template, etree.XMLParser(**HARDENED))
    for resultaat in root.iter(f"{LR}resultaat"):
        if not resultaat.get("key", MARKED).startswith(MARKED):
            yield "resultaat/@key"
    for begin, names in ((MARKED, CODES), (FILLED_IN, PEOPLE)):
        for name in names:
            for element in root.iter(f"{LR}{name}"):
                if element.text and not element.text.startswith(begin):
                    yield name


class Hoe(enum.StrEnum):
    """How sure it is that a result was left behind."""

    BEVESTIGD = "bevestigd"
    """The LAS confirmed it."""
    ONBEKEND = "onbekend"
    """It was sent, and what came back was neither a confirmation nor a fault of the sender."""


@dataclass(slots=True)
class Achtergelaten:
    """The results that a run left behind, by their keys, each with its toetscode and how sure that is.

    Of what the LAS refused nothing belongs to be there; whether that is so cannot be seen from outside.
    """

    merk: str = ""
    resultaten: dict[str, tuple[str, Hoe]] = field(default_factory=dict)
    geweigerd: int = 0
    """Messages that the LAS refused."""

    def add(self, message: bytes, antwoord: Antwoord | None) -> None:
        """Remember what a message with results may have left behind; None if no answer came."""
        hoe = Hoe.ONBEKEND
        if antwoord is not None and (antwoord.faultcode or "").startswith(OF_THE_SENDER):
            self.geweigerd += 1
            return
        if antwoord is not None and antwoord.element is not None and antwoord.element.tag == BEVESTIGING_TAG:
            hoe = Hoe.BEVESTIGD
        for key, toetscode in _resultaten(message):
            if hoe is Hoe.BEVESTIGD or key not in self.resultaten:
                self.resultaten[key] = (toetscode, hoe)

    @property
    def toetscodes(self) -> list[str]:
        """The tests of the results that were left behind."""
        return sorted({toetscode for toetscode, _ in self.resultaten.values()})

    def as_record(self) -> dict[str, Any]:
        """What was left behind, for a report; its shape is in docs/keurmerk.rst."""
        return {
            "merk": self.merk,
            "aantal": len(self.resultaten),
            "toetscodes": self.toetscodes,
            "resultaten": [
                {"key": key, "toetscode": toetscode, "hoe": hoe.value}
                for key, (toetscode, hoe) in self.resultaten.items()
            ],
            "geweigerde_berichten": self.geweigerd,
        }


def _resultaten(message: bytes) -> Iterator[tuple[str, str]]:
    for resultaat in etree.fromstring(message, etree.XMLParser(**HARDENED)).iter(f"{LR}resultaat"):
        yield resultaat.get("key", ""), resultaat.findtext(f"{LR}toetscode") or ""
