"""The elements ``leerling`` and ``leerkracht``."""

from collections.abc import Iterable
from typing import Any

from lxml import etree

from uwlr_service.domain.school.leerkracht import Groepsbinding, Leerkracht, Rol
from uwlr_service.domain.school.leerling import Leerling
from uwlr_service.domain.tekst import trim
from uwlr_service.formats.edexml import nummers
from uwlr_service.formats.edexml.keys import GROEPEN, Keys
from uwlr_service.formats.edexml.toevoegingen import read_toevoegingen
from uwlr_service.formats.edexml.vindplaats import Vindplaats
from uwlr_service.formats.edexml.waarden import Veld, day, form, moment, trimmed, values, whole_number

PERSOON: dict[str, Veld] = {
    "achternaam": ("achternaam", trimmed),
    "voorvoegsel": ("voorvoegsel", trimmed),
    "voornamen": ("voornamen", trimmed),
    "voorletters-1": ("voorletters_1", trimmed),
    "roepnaam": ("roepnaam", trimmed),
    "gebruikersnaam": ("gebruikersnaam", trimmed),
    "emailadres": ("emailadres", trimmed),
    "mutatiedatum": ("mutatiedatum", moment),
}
LEERLING: dict[str, Veld] = {
    **PERSOON,
    **nummers.VELDEN,
    **{naam: (naam, day) for naam in ("geboortedatum", "start_ondw_jgr3", "instroomdatum", "uitstroomdatum")},
    **{naam: (naam, str) for naam in ("jaargroep", "etniciteit", "land", "land_vader", "land_moeder")},
    **{naam: (naam, str) for naam in ("gewicht_nieuw", "gewicht", "postcodeoverig")},
    **{naam: (naam, form(naam)) for naam in ("postcodenl", "postnummerbe")},
    "geslacht": ("geslacht", whole_number),
    "fotourl": ("fotourl", trimmed),
}


def read_leerling(plaats: Vindplaats, keys: Keys) -> Leerling:
    """A pupil; the standard's text demands a jaargroep, the schema does not."""
    velden = values(plaats, LEERLING)
    if "jaargroep" not in plaats.parts:
        plaats.report("bij 'leerling' ontbreekt de jaargroep", verwacht="een element jaargroep")
    container = plaats.parts.get("samengestelde_groepen")
    samengesteld = () if container is None else container.iterchildren("samengestelde_groep")
    return Leerling(
        **_identity(plaats),
        groep=_reference(plaats, "groep", keys),
        # A group that is named twice counts once.
        samengestelde_groepen=tuple(dict.fromkeys(keys.refer(plaats, groep) for groep in samengesteld)),
        vestiging=_reference(plaats, "vestiging", keys),
        toevoegingen=read_toevoegingen(plaats),
        **velden,
    )


def _reference(plaats: Vindplaats, tag: str, keys: Keys) -> str | None:
    element = plaats.parts.get(tag)
    if element is None:
        return None
    return keys.refer(plaats, element)


def read_leerkracht(plaats: Vindplaats, keys: Keys) -> Leerkracht:
    """A teacher; a group that is named twice becomes one, with the roles of both."""
    element = plaats.element
    bindingen: dict[tuple[str, bool], tuple[Rol, ...]] = {}
    for groep in element.iterfind("groepen/*"):
        if groep.tag not in GROEPEN:
            continue  # the schema has reported it
        identity = (keys.refer(plaats, groep), groep.tag == "samengestelde_groep")
        bindingen[identity] = (*bindingen.get(identity, ()), *_rollen(groep))
    return Leerkracht(
        **_identity(plaats),
        rollen=_rollen(element),
        groepen=tuple(
            Groepsbinding(key, samengesteld, rollen) for (key, samengesteld), rollen in bindingen.items()
        ),
        toevoegingen=read_toevoegingen(plaats),
        **values(plaats, PERSOON),
    )


def _identity(plaats: Vindplaats) -> dict[str, Any]:
    return {"key": plaats.key or "", "eckid": trim(plaats.element.get("eckid") or "") or None}


def _rollen(element: Iterable[etree._Element]) -> tuple[Rol, ...]:
    rollen = []
    for child in element:
        if child.tag == "rol":
            rollen.append(Rol(code=child.text))
        elif child.tag == "rolomschrijving":
            rollen.append(Rol(omschrijving=child.text))
    return tuple(rollen)
