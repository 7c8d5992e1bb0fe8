"""What became of a delivery: collected, and processed or rejected by the partner (gkv.md 4.2)."""

import enum
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from uwlr_service.domain.fouten import OntvangstOngeldig
from uwlr_service.domain.school import Schoolcode

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


@dataclass(frozen=True, slots=True)
class Ophaling:
    """When a package was collected, and how much of it went out in all."""

    eerste: datetime
    laatste: datetime
    aantal: int
    bytes: int


@dataclass(frozen=True, slots=True)
class Slapend:
    """A link and school whose deliveries nobody collects (gkv.md 4.2, point 7)."""

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
    read = [_read_fout(one) for one in fouten] if isinstance(fouten, list) else [None]
    found = tuple(one for one in read if one is not None)
    if len(found) < len(read) or len(read) > MOST_FOUTEN:
        raise OntvangstOngeldig(
            f"Noem ten hoogste {MOST_FOUTEN} fouten, elk met een 'code', en waar mogelijk met 'bestand' en"
            " 'regel'."
        )
    if found and status == Ontvangst.VERWERKT:
        raise OntvangstOngeldig("Een levering die is verwerkt, heeft geen fouten.")
    return Ontvangstbevestiging(moment, Ontvangst(status), found)


def _read_fout(one: object) -> dict[str, Any] | None:
    """One fault, or None when it is not as agreed."""
    if not isinstance(one, dict) or not {"code"} <= one.keys() <= {"code", "bestand", "regel"}:
        return None
    code, bestand, regel = one["code"], one.get("bestand", "basis.xml"), one.get("regel", 1)
    if isinstance(regel, float) and regel.is_integer():  # to JSON 7.0 is a whole number
        regel = int(regel)
    right = (
        isinstance(code, str)
        and CODE.fullmatch(code) is not None
        and isinstance(bestand, str)
        and BESTAND.fullmatch(bestand) is not None
        and type(regel) is int
        and 1 <= regel <= MAX_REGEL
    )
    return {**one, "regel": regel} if right and "regel" in one else dict(one) if right else None
