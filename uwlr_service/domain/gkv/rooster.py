"""The formats of others that hold the set basis once more, and what each demands of an agreement."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType

from uwlr_service.domain.adres import MAIL
from uwlr_service.domain.koppeling.gkvsets import ROOSTERS

TWENTIETH = Fraction(1, 20)
"""The part of the pupils that a roster may leave out without anybody looking at it, at a school that has none
of its own: whoever reads a roster removes who is not in it."""
PERSONEN = ("leerling", "leerkracht")
VOORNAMEN = ("roepnaam", "voornamen")
"""Either of them will do; the first is asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Roosterformaat:
    """A format; ``account`` is the field that is the name of an account in it.

    With an ``accountvorm`` nobody is in it whose account does not look so, or is not there, and with
    ``needs_names`` nobody without both names.
    """

    naam: str
    titel: str
    account: str
    accountvorm: re.Pattern[str] | None
    needs_names: bool

    def lacking(self, velden: Collection[str]) -> list[str]:
        """The fields that it demands and an agreement lacks, as a school knows them; none is good."""
        lacking: list[str] = []
        for element in PERSONEN:
            if f"{element}/{self.account}" not in velden:
                lacking.append(f"{element}/{self.account}")
            if not self.needs_names:
                continue
            if f"{element}/achternaam" not in velden:
                lacking.append(f"{element}/achternaam")
            if not any(f"{element}/{naam}" in velden for naam in VOORNAMEN):
                lacking.append(f"{element}/{VOORNAMEN[0]}")
        return lacking


ONEROSTER = Roosterformaat(
    naam="oneroster",
    titel="OneRoster 1.2",
    account="gebruikersnaam",
    accountvorm=None,
    needs_names=True,
)
SDS = Roosterformaat(
    naam="sds",
    titel="SDS v2.1",
    account="emailadres",
    accountvorm=MAIL,
    needs_names=False,
)
ROOSTERFORMATEN: Mapping[str, Roosterformaat] = MappingProxyType(
    {formaat.naam: formaat for formaat in (ONEROSTER, SDS)}
)
"""By the name that agreements and commands have for them."""


def roosters_uit(velden: Collection[str]) -> dict[str, list[str]]:
    """The rosters that are agreed and cannot be made, each with the fields that are agreed too little."""
    off: dict[str, list[str]] = {}
    for naam in ROOSTERS:
        if f"set/{naam}" in velden and (lacking := ROOSTERFORMATEN[naam].lacking(velden)):
            off[naam] = lacking
    return off
