"""An agreement on the screen or as a record: every field of its set, and which pupils it takes."""

from collections.abc import Iterable

from rich.table import Table

from uwlr_service.cli.output import cell, show, table
from uwlr_service.cli.parameters import amsterdam
from uwlr_service.domain.koppeling.gegevensafspraak import (
    ALLE_SETS,
    Gegevensafspraak,
    Leerlingselectie,
    versies_of,
)
from uwlr_service.domain.school.codelijsten import JAARGROEPEN
from uwlr_service.domain.school.school import Schoolcode

ABSENT = "–"
STYLES = {"aan": "green", "uit": "red", ABSENT: "dim"}


def afspraak_record(school: Schoolcode, afspraak: Gegevensafspraak) -> dict[str, object]:
    """The agreement as a program reads it; a field that a version does not have is not in ``aan`` at all."""
    selectie = afspraak.selectie
    return {
        "school": str(school),
        "gegevensset": afspraak.gegevensset,
        "versie": afspraak.versie,
        "moment": afspraak.moment,
        "velden": {
            veld: {
                "gebruik": gebruik,
                "aan": {versie: stand == "aan" for versie, stand in standen.items() if stand != ABSENT},
                "omgezet": veld in afspraak.schakelaars,
            }
            for veld, gebruik, standen in _velden(afspraak)
        },
        "leerlingen": {
            "vestigingen": sorted(selectie.vestigingen),
            "jaargroepen": sorted(selectie.jaargroepen),
            "groepen": sorted(selectie.groepen),
            "statussen": sorted(selectie.statussen),
        },
    }


def show_afspraak(schools: Iterable[Schoolcode], afspraak: Gegevensafspraak) -> None:
    """One agreement, for the schools that have exactly this one."""
    named = ", ".join(str(school) for school in schools)
    show(_velden_table(f"School {named}: gegevensset {afspraak.gegevensset}", afspraak))
    show(_leerlingen_table(afspraak))


def _velden(afspraak: Gegevensafspraak) -> list[tuple[str, str, dict[str, str]]]:
    """Per field: its name, how firmly the set asks for it, and per version whether it goes out."""
    versies = versies_of(afspraak.gegevensset)
    first = sorted(versies, key=lambda versie: versie != "2.2")
    regels = {versie: ALLE_SETS[afspraak.gegevensset, versie].velden for versie in versies}
    allowed = {versie: afspraak.veldenlijst(versie).velden for versie in versies}
    namen = dict.fromkeys(veld for versie in first for veld in regels[versie])
    elements = list(dict.fromkeys(_element(veld) for veld in namen))
    return [
        (
            veld,
            next(regels[v][veld].gebruik.value for v in first if veld in regels[v]),
            {
                versie: ABSENT if veld not in regels[versie] else "aan" if veld in allowed[versie] else "uit"
                for versie in versies
            },
        )
        for veld in sorted(namen, key=lambda veld: elements.index(_element(veld)))
    ]


def _element(veld: str) -> str:
    return veld.partition("/")[0]


def _velden_table(title: str, afspraak: Gegevensafspraak) -> Table:
    made = table(title, "veld", "gebruik", *versies_of(afspraak.gegevensset), "door de school")
    element = None
    for veld, gebruik, standen in _velden(afspraak):
        if element not in (None, _element(veld)):
            made.add_section()
        element = _element(veld)
        omgezet = afspraak.schakelaars.get(veld)
        made.add_row(
            cell(veld),
            _gebruik(afspraak, veld, gebruik),
            *(cell(stand, STYLES[stand]) for stand in standen.values()),
            "" if omgezet is None else "aangezet" if omgezet else "uitgezet",
        )
    return made


def _gebruik(afspraak: Gegevensafspraak, veld: str, gebruik: str) -> str:
    """How firmly the set asks for a field, with the versions that ask otherwise."""
    regels = {
        versie: ALLE_SETS[afspraak.gegevensset, versie].velden.get(veld)
        for versie in versies_of(afspraak.gegevensset)
    }
    otherwise = [
        f"{versie} {regel.gebruik.value}"
        for versie, regel in regels.items()
        if regel is not None and regel.gebruik.value != gebruik
    ]
    return ", ".join((gebruik, *otherwise))


def _leerlingen_table(afspraak: Gegevensafspraak) -> Table:
    selectie: Leerlingselectie = afspraak.selectie
    made = table("Welke leerlingen", "waarop", "alleen")
    jaargroepen = (f"{code} ({JAARGROEPEN[code]})" for code in JAARGROEPEN if code in selectie.jaargroepen)
    made.add_row("jaargroep", cell(", ".join(jaargroepen) or "alle"))
    made.add_row("vestiging", cell(", ".join(sorted(selectie.vestigingen)) or "alle"))
    made.add_row("groep", cell(", ".join(sorted(selectie.groepen)) or "alle"))
    made.add_row("status", cell(", ".join(s.value.replace("_", " ") for s in sorted(selectie.statussen))))
    made.caption = f"Versie {afspraak.versie}, sinds {amsterdam(afspraak.moment)}"
    made.caption_justify = "left"
    return made
