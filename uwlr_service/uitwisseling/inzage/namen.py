"""The names of the people of an overview and of what they refer to, by their newest version that is kept."""

import json
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from uwlr_service.domain.inzage import woorden
from uwlr_service.domain.inzage.overzicht import Namen
from uwlr_service.domain.school.dossier import CODEWAARDE, MEDEWERKER, VERZORGER
from uwlr_service.uitwisseling.inzage.geschiedenis import LEERKRACHTEN, LEERLINGEN, Geschiedenis

PLACES = {
    "vestigingen": woorden.VESTIGING,
    "groepen": woorden.GROEP,
    "samengestelde_groepen": woorden.GROEP,
}
"""The kinds that have a name of one part."""


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
            naam = _naam_in(json.loads(versie.inhoud))
    return naam


def namen_of(geschiedenis: Geschiedenis) -> Namen:
    """The names of groups, locations, teachers, and values of the school's own lists, by kind and key."""
    namen: dict[str, dict[str, str]] = defaultdict(dict)
    for of_kind, kind in PLACES.items():
        for versie in geschiedenis.versies[of_kind]:
            namen[kind][versie.inhoud.key] = versie.inhoud.naam
    for versie in geschiedenis.versies[LEERKRACHTEN]:
        leerkracht = versie.inhoud
        namen[woorden.MEDEWERKER][leerkracht.key] = joined(
            leerkracht.roepnaam or leerkracht.voornamen, leerkracht.voorvoegsel, leerkracht.achternaam
        )
    for medewerker in geschiedenis.dossier.get(MEDEWERKER, ()):
        naam = _naam_in(json.loads(medewerker.inhoud))
        if naam:
            namen[woorden.MEDEWERKER][medewerker.key] = naam
    for codewaarde in geschiedenis.dossier.get(CODEWAARDE, ()):
        namen[woorden.CODEWAARDE][codewaarde.key] = json.loads(codewaarde.inhoud)["omschrijving"]
    return namen


def _naam_in(waarden: Mapping[str, Any]) -> str:
    return joined(
        waarden.get("roepnaam") or waarden.get("voorletters"),
        waarden.get("voorvoegsel"),
        waarden.get("achternaam"),
    )


def joined(*parts: str | None) -> str:
    """The parts of a name that are there."""
    return " ".join(part for part in parts if part)
