"""What a pull brought, on the screen."""

from collections.abc import Iterable

from rich.table import Table

from uwlr_service.cli.output import cell, say, show, show_json, table
from uwlr_service.client import Antwoord, Record, Soort
from uwlr_service.domain.codelijsten import GESLACHTEN

LEEG = {
    Soort.GEENWIJZIGINGEN: "Geen wijzigingen: er is niets veranderd sinds het opgegeven moment.",
    Soort.GEENGEGEVENS: "Geen gegevens: er is niets wat aan dit verzoek voldoet.",
}


def show_antwoord(antwoord: Antwoord) -> None:
    """The answer as tables."""
    if antwoord.soort is not Soort.GEGEVENS:
        show(LEEG[antwoord.soort])
        return
    if antwoord.groepen or antwoord.samengestelde_groepen:
        show(_groepen(antwoord))
    if antwoord.leerlingen:
        show(leerlingen_table(antwoord))
    if antwoord.leerkrachten:
        groepen = _names([*antwoord.groepen, *antwoord.samengestelde_groepen])
        show(_leerkrachten(antwoord.leerkrachten, groepen))
    school = antwoord.school
    say(
        f"Schooljaar {school.get('schooljaar')}, versie {school.get('xsdversie')}."
        f" Aanmaakdatum {antwoord.aanmaakdatum}: geef die de volgende keer mee met --laatst."
    )


def show_antwoord_json(antwoord: Antwoord) -> None:
    """The answer as one JSON object; a list that the answer lacks is empty."""
    show_json(
        {
            "antwoord": str(antwoord.soort),
            "school": antwoord.school,
            "vestigingen": antwoord.vestigingen,
            "groepen": antwoord.groepen,
            "samengestelde_groepen": antwoord.samengestelde_groepen,
            "leerlingen": antwoord.leerlingen,
            "leerkrachten": antwoord.leerkrachten,
        }
    )


def _names(groepen: Iterable[Record]) -> dict[str, str]:
    return {str(groep.get("key")): str(groep.get("naam")) for groep in groepen}


def naam_of(persoon: Record) -> str:
    """Someone's name as people say it."""
    parts = (persoon.get("roepnaam"), persoon.get("voorvoegsel"), persoon.get("achternaam"))
    return " ".join(str(part) for part in parts if part)


def _texts(value: object, names: dict[str, str]) -> str:
    keys = value if isinstance(value, list) else [value] if value else []
    return ", ".join(names.get(str(key), str(key)) for key in keys)


def _groepen(antwoord: Antwoord) -> Table:
    listing = table(
        f"Groepen ({len(antwoord.groepen)}) en samengestelde groepen ({len(antwoord.samengestelde_groepen)})",
        "key",
        "naam",
        "jaargroep",
        "omschrijving",
    )
    for groep in (*antwoord.groepen, *antwoord.samengestelde_groepen):
        listing.add_row(*(cell(groep.get(name)) for name in ("key", "naam", "jaargroep", "omschrijving")))
    return listing


def leerlingen_table(antwoord: Antwoord) -> Table:
    """The pupils, their groups by name as far as the answer has those."""
    leerlingen = antwoord.leerlingen
    groepen, samengesteld = _names(antwoord.groepen), _names(antwoord.samengestelde_groepen)
    listing = table(
        f"Leerlingen ({len(leerlingen)})",
        *("key", "naam", "geboren", "geslacht", "jaar", "groep", "samengestelde groepen", "ECK-iD"),
        fixed=("geboren", "jaar"),
    )
    for leerling in leerlingen:
        geslacht = str(leerling.get("geslacht", ""))
        listing.add_row(
            cell(leerling.get("key")),
            cell(naam_of(leerling)),
            cell(leerling.get("geboortedatum")),
            cell(GESLACHTEN.get(int(geslacht), geslacht) if geslacht.isdecimal() else ""),
            cell(leerling.get("jaargroep")),
            cell(_texts(leerling.get("groep"), groepen)),
            cell(_texts(leerling.get("samengestelde_groepen"), samengesteld)),
            cell(shortened(leerling.get("eckid"))),
        )
    return listing


def shortened(eckid: object) -> str:
    """The tail of an ECK-iD, which is enough to tell pupils apart: the whole is 150 characters."""
    return f"…{str(eckid)[-6:]}" if eckid else ""


def _leerkrachten(leerkrachten: list[Record], groepen: dict[str, str]) -> Table:
    listing = table(f"Leerkrachten ({len(leerkrachten)})", "key", "naam", "e-mail", "rol", "groepen")
    for leerkracht in leerkrachten:
        bindingen = leerkracht.get("groepen")
        keys = [b.get("key") for b in bindingen if isinstance(b, dict)] if isinstance(bindingen, list) else []
        listing.add_row(
            cell(leerkracht.get("key")),
            cell(naam_of(leerkracht)),
            cell(leerkracht.get("emailadres")),
            cell(_texts(leerkracht.get("rol"), {})),
            cell(_texts(keys, groepen)),
        )
    return listing
