"""What a pull brought, on the screen."""

from collections.abc import Iterable, Iterator

from rich.table import Table

from uwlr_service.cli.output import cell, say, shortened, show, show_json, table
from uwlr_service.client.antwoord import Antwoord, Record
from uwlr_service.domain import datum
from uwlr_service.domain.school.benaming import order
from uwlr_service.domain.uwlr.antwoordsoort import Antwoordsoort

UNKNOWN = "onbekend"
LEEG = {
    Antwoordsoort.GEENWIJZIGINGEN: "Geen wijzigingen: er is niets veranderd sinds het opgegeven moment.",
    Antwoordsoort.GEENGEGEVENS: "Geen gegevens: er is niets wat aan dit verzoek voldoet.",
}


def show_antwoord(antwoord: Antwoord, *, keys: bool = False) -> None:
    """The answer as tables; ``keys`` for those of people in full, with little beside them."""
    if antwoord.soort is not Antwoordsoort.GEGEVENS:
        show(LEEG[antwoord.soort])
        return
    if antwoord.groepen or antwoord.samengestelde_groepen:
        show(_groepen(antwoord))
    if keys:
        show(*_keys_tables(antwoord))
    else:
        if antwoord.leerlingen:
            show(leerlingen_table(antwoord))
        if antwoord.leerkrachten:
            groepen = _names([*antwoord.groepen, *antwoord.samengestelde_groepen])
            show(_leerkrachten(antwoord.leerkrachten, groepen))
        if any(_is_shortened(persoon) for persoon in (*antwoord.leerlingen, *antwoord.leerkrachten)):
            say("Van een lange key staat hier het eind; de hele key: --keys, --json of --xml.")
    school = antwoord.school
    say(
        f"Schooljaar {school.get('schooljaar') or UNKNOWN}, versie {school.get('xsdversie') or UNKNOWN}."
        f" {_aanmaakdatum(antwoord)}"
    )


def _aanmaakdatum(antwoord: Antwoord) -> str:
    if not antwoord.aanmaakdatum:
        return "Het antwoord noemt geen aanmaakdatum: vraag de volgende keer weer alles."
    return f"Aanmaakdatum {antwoord.aanmaakdatum}: geef die de volgende keer mee met --laatst."


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
    """One value or a list of them in a line, by name where it has one."""
    if not value:
        return ""
    keys = value if isinstance(value, list) else [value]
    return ", ".join(names.get(str(key), str(key)) for key in keys)


def _groepen(antwoord: Antwoord) -> Table:
    columns = ("naam", "jaargroep", "omschrijving", "key")
    listing = table(
        f"Groepen ({len(antwoord.groepen)}) en samengestelde groepen ({len(antwoord.samengestelde_groepen)})",
        *columns,
        fixed=("key",),
    )
    for groep in (*_in_order(antwoord.groepen), *_in_order(antwoord.samengestelde_groepen)):
        listing.add_row(*(cell(groep.get(column)) for column in columns))
    return listing


def leerlingen_table(antwoord: Antwoord) -> Table:
    """The pupils by group, whose name is shown as far as the answer has it."""
    groepen = _names(antwoord.groepen)
    samengesteld = _names(antwoord.samengestelde_groepen)
    listing = table(
        f"Leerlingen ({len(antwoord.leerlingen)})",
        *("naam", "geboren", "jaar", "groep", "ook in", "key", "ECK-iD"),
        fixed=("geboren", "jaar"),
    )
    for leerling in _by_groep(antwoord.leerlingen, groepen):
        listing.add_row(
            cell(naam_of(leerling)),
            cell(_datum(leerling.get("geboortedatum"))),
            cell(leerling.get("jaargroep")),
            cell(_texts(leerling.get("groep"), groepen)),
            cell(_texts(leerling.get("samengestelde_groepen"), samengesteld)),
            cell(shortened(leerling.get("key"))),
            cell(shortened(leerling.get("eckid"))),
        )
    return listing


def _datum(value: object) -> str | None:
    """A date of the answer as screens show it; a text that is not a date stays as it came."""
    if value is None:
        return None
    try:
        return datum.shown(datum.parse_datum(str(value)))
    except ValueError:
        return str(value)


def _in_order(groepen: Iterable[Record]) -> list[Record]:
    """Groups as a school sorts them."""
    return sorted(groepen, key=lambda groep: order(str(groep.get("naam")), str(groep.get("jaargroep"))))


def _by_groep(leerlingen: Iterable[Record], groepen: dict[str, str]) -> list[Record]:
    """Pupils by group, as a school sorts those, and in a group by their surname."""

    def of(leerling: Record) -> tuple[object, ...]:
        naam = _texts(leerling.get("groep"), groepen)
        names = (str(leerling.get(name, "")).casefold() for name in ("achternaam", "roepnaam"))
        return (order(naam, str(leerling.get("jaargroep"))), *names)

    return sorted(leerlingen, key=of)


def _is_shortened(persoon: Record) -> bool:
    key = str(persoon.get("key") or "")
    return shortened(key) != key


def _keys_tables(antwoord: Antwoord) -> Iterator[Table]:
    """The people of an answer with their keys, which are long: there is no room for more."""
    groepen = _names([*antwoord.groepen, *antwoord.samengestelde_groepen])
    if antwoord.leerlingen:
        listing = table(f"Leerlingen ({len(antwoord.leerlingen)})", "naam", "groep", "key", fixed=("key",))
        for leerling in _by_groep(antwoord.leerlingen, groepen):
            groep = _texts(leerling.get("groep"), groepen)
            listing.add_row(cell(naam_of(leerling)), cell(groep), cell(leerling.get("key")))
        yield listing
    if antwoord.leerkrachten:
        listing = table(f"Leerkrachten ({len(antwoord.leerkrachten)})", "naam", "key", fixed=("key",))
        for leerkracht in antwoord.leerkrachten:
            listing.add_row(cell(naam_of(leerkracht)), cell(leerkracht.get("key")))
        yield listing


def _leerkrachten(leerkrachten: list[Record], groepen: dict[str, str]) -> Table:
    listing = table(f"Leerkrachten ({len(leerkrachten)})", "naam", "e-mail", "rol", "groepen", "key")
    for leerkracht in leerkrachten:
        listing.add_row(
            cell(naam_of(leerkracht)),
            cell(leerkracht.get("emailadres")),
            cell(_texts(leerkracht.get("rol"), {})),
            cell(_texts(list(_keys(leerkracht)), groepen)),
            cell(shortened(leerkracht.get("key"))),
        )
    return listing


def _keys(leerkracht: Record) -> Iterator[object]:
    """The keys of the groups that a teacher teaches."""
    bindingen = leerkracht.get("groepen")
    if isinstance(bindingen, list):
        for binding in bindingen:
            if isinstance(binding, dict):
                yield binding.get("key")
