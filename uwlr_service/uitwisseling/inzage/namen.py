"""The names of the people of an overview, by their newest version that is kept."""

import json
from collections.abc import Mapping
from typing import Any

from uwlr_service.domain.school.dossier import VERZORGER
from uwlr_service.uitwisseling.inzage.geschiedenis import LEERLINGEN, Geschiedenis


def naam_of_leerling(geschiedenis: Geschiedenis, key: str) -> str | None:
    """How the school calls a pupil; None if it keeps no version of them."""
    newest = None
    for versie in geschiedenis.versies[LEERLINGEN]:
        if versie.inhoud.key == key:
            place = (geschiedenis.jaren[versie.jaar].schooljaar, versie.van)
            if newest is None or place >= newest[0]:
                newest = (place, versie.inhoud)
    if newest is None:
        return None
    leerling = newest[1]
    return joined(leerling.roepnaam or leerling.voornamen, leerling.voorvoegsel, leerling.achternaam)


def naam_of_verzorger(geschiedenis: Geschiedenis, key: str) -> str | None:
    """The same of a guardian."""
    naam = None
    for versie in geschiedenis.dossier.get(VERZORGER, ()):
        if versie.key == key:
            waarden: Mapping[str, Any] = json.loads(versie.inhoud)
            naam = joined(
                waarden.get("roepnaam") or waarden.get("voorletters"),
                waarden.get("voorvoegsel"),
                waarden.get("achternaam"),
            )
    return naam


def joined(*parts: str | None) -> str:
    """The parts of a name that are there."""
    return " ".join(part for part in parts if part)
