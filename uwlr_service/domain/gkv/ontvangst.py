"""What became of a delivery: collected, and processed or rejected by the partner (docs/gkv-api.rst)."""

import enum
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from uwlr_service.domain.fouten import OntvangstOngeldig
from uwlr_service.domain.school.school import Schoolcode

MOST_FOUTEN = 100
CODE = re.compile("[a-z][a-z0-9_]{0,39}", re.ASCII)
BESTAND = re.compile("[a-z]{1,40}\\.(xml|sig|zip)", re.ASCII)
MAX_REGEL = 2**31 - 1


class Ontvangst(enum.StrEnum):
    """How a delivery ended at the partner."""

    VERWERKT = "verwerkt"
    AFGEKEURD = "afgekeurd"


@dataclass(frozen=True, slots=True)
class Ontvangstbevestiging:
    """What a partner last said of a delivery; ``fouten`` hold codes and places and no free text."""

    moment: datetime
    status: Ontvangst
    fouten: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ophaling:
    """When a package was collected, and how much of it went out in all."""

    eerste: datetime
    laatste: datetime
    aantal: int
    bytes: int


DORMANT = timedelta(days=7)
"""How long nothing was collected when a link counts as dormant, unless an operator says otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slapend:
    """A link and school whose deliveries nobody collects (docs/gkv-api.rst)."""

    koppeling: int
    klantnaam: str
    school: Schoolcode
    eerste_levering: datetime
    laatst_opgehaald: datetime | None
    niet_opgehaald: int
    """How many deliveries were made since the last one that was collected."""


def read_bevestiging(document: object, moment: datetime) -> Ontvangstbevestiging:
    """A confirmation as a partner sends it; OntvangstOngeldig names what is wrong.

    Only codes, file names and line numbers: in a sentence a partner could quote a pupil's data.
    """
    if not isinstance(document, dict) or not document.keys() <= {"status", "fouten"}:
        raise OntvangstOngeldig("Stuur een object met 'status', en 'fouten' waar dat van toepassing is.")
    status, fouten = document.get("status"), document.get("fouten", [])
    if status not in tuple(Ontvangst):
        raise OntvangstOngeldig("De status is 'verwerkt' of 'afgekeurd'.")
    if not isinstance(fouten, list) or len(fouten) > MOST_FOUTEN:
        raise OntvangstOngeldig(f"'fouten' is een lijst van ten hoogste {MOST_FOUTEN} fouten.")
    found = tuple(_read_fout(number, one) for number, one in enumerate(fouten, 1))
    if found and status == Ontvangst.VERWERKT:
        raise OntvangstOngeldig("Een levering die is verwerkt, heeft geen fouten.")
    return Ontvangstbevestiging(moment, Ontvangst(status), found)


def _read_fout(number: int, one: object) -> dict[str, Any]:
    """One fault; what is wrong with it is told by its number, and never quoted."""
    wrong = f"Nummer {number} van de 'fouten' klopt niet:"
    if not isinstance(one, dict) or not {"code"} <= one.keys() <= {"code", "bestand", "regel"}:
        raise OntvangstOngeldig(f"{wrong} het is een object met 'code', en soms 'bestand' en 'regel'.")
    code, bestand, regel = one["code"], one.get("bestand", "basis.xml"), one.get("regel", 1)
    if not isinstance(code, str) or not CODE.fullmatch(code):
        raise OntvangstOngeldig(
            f"{wrong} 'code' is een kleine letter met ten hoogste 39 kleine letters, cijfers of _."
        )
    if not isinstance(bestand, str) or not BESTAND.fullmatch(bestand):
        raise OntvangstOngeldig(f"{wrong} 'bestand' is een naam uit het pakket, zoals basis.xml.")
    if isinstance(regel, float) and regel.is_integer():  # to JSON 7.0 is a whole number
        regel = int(regel)
    if type(regel) is not int or not 1 <= regel <= MAX_REGEL:
        raise OntvangstOngeldig(f"{wrong} 'regel' is een geheel getal van 1 tot en met {MAX_REGEL}.")
    return {**one, "regel": regel} if "regel" in one else dict(one)
