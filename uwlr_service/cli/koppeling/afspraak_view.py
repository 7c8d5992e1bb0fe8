"""An agreement on the screen or as a record: every field of its set, and which pupils it takes."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from rich.table import Table

from uwlr_service.cli.output import cell, say, show, table
from uwlr_service.cli.parameters import amsterdam
from uwlr_service.cli.scholen import some_scholen
from uwlr_service.domain.koppeling.gegevensafspraak import (
    ALLE_SETS,
    Gegevensafspraak,
    Leerlingselectie,
    versies_of,
)
from uwlr_service.domain.school.benaming import order
from uwlr_service.domain.school.codelijsten import JAARGROEPEN
from uwlr_service.domain.school.school import Schoolcode

Namen = Mapping[Schoolcode, Mapping[str, str]]
"""The names of groups and locations, by school and key."""
MOST_VELDEN = 100
"""Fields of a set that are shown one by one; nobody reads the 270 lines of the largest."""
ABSENT = "–"
STYLES = {"aan": "green", "uit": "red", ABSENT: "dim"}
SCHAKELINGEN = {True: "aangezet", False: "uitgezet", None: ""}
"""What the school did to a field, by its switch in the agreement."""


def afspraak_record(school: Schoolcode, afspraak: Gegevensafspraak) -> dict[str, object]:
    """The agreement as a program reads it; a field that a version does not have is not in ``aan`` at all."""
    selectie = afspraak.selectie
    return {
        "school": str(school),
        "gegevensset": afspraak.gegevensset,
        "versie": afspraak.versie,
        "moment": afspraak.moment,
        "velden": {veldstand.veld: _veld_record(afspraak, veldstand) for veldstand in _velden(afspraak)},
        "leerlingen": {
            "vestigingen": sorted(selectie.vestigingen),
            "jaargroepen": sorted(selectie.jaargroepen),
            "groepen": sorted(selectie.groepen),
            "statussen": sorted(selectie.statussen),
        },
    }


def _veld_record(afspraak: Gegevensafspraak, veldstand: "Veldstand") -> dict[str, object]:
    return {
        "gebruik": veldstand.gebruik,
        "aan": {versie: stand == "aan" for versie, stand in veldstand.standen.items() if stand != ABSENT},
        "omgezet": veldstand.veld in afspraak.schakelaars,
    }


def names_of(afspraak: Gegevensafspraak, namen: Mapping[str, str]) -> dict[str, str]:
    """The names of the groups and locations that an agreement is narrowed to, by key."""
    selectie = afspraak.selectie
    return {key: namen[key] for key in sorted(selectie.groepen | selectie.vestigingen) if key in namen}


def alike(
    afspraken: Mapping[Schoolcode, Gegevensafspraak], namen: Namen
) -> list[tuple[Gegevensafspraak, list[Schoolcode]]]:
    """The agreements as they are read, with the schools that have them: most schools of a link have the same.

    A group has the same name at every school, and another key.

    Two that differ by seconds are shown as one, because the screen says minutes. The moment of an agreement
    comes after the last change at its school, so those of one command may be a second apart.
    """
    groups: list[tuple[Gegevensafspraak, list[Schoolcode]]] = []
    for school in sorted(afspraken, key=str):
        as_read = _to_the_minute(_named(afspraken[school], namen.get(school, {})))
        for afspraak, schools in groups:
            if afspraak == as_read:
                schools.append(school)
                break
        else:
            groups.append((as_read, [school]))
    return groups


def _named(afspraak: Gegevensafspraak, namen: Mapping[str, str]) -> Gegevensafspraak:
    """The agreement with names in place of keys, where there is a name."""
    selectie = afspraak.selectie
    named = replace(
        selectie,
        groepen=frozenset(namen.get(key, key) for key in selectie.groepen),
        vestigingen=frozenset(namen.get(key, key) for key in selectie.vestigingen),
    )
    return replace(afspraak, selectie=named)


def _to_the_minute(afspraak: Gegevensafspraak) -> Gegevensafspraak:
    if afspraak.moment is None:
        return afspraak
    return replace(afspraak, moment=afspraak.moment.replace(second=0, microsecond=0))


def show_afspraak(schools: Sequence[Schoolcode], afspraak: Gegevensafspraak, *, each: bool) -> None:
    """One agreement, for the schools that have it; ``each`` field by itself, or a line for each element."""
    title = f"School {some_scholen(schools)}: gegevensset {afspraak.gegevensset}"
    if each or len(_velden(afspraak)) <= MOST_VELDEN:
        show(_velden_table(title, afspraak))
    else:
        show(_elementen_table(title, afspraak))
        say("Elk veld op een regel: --elk-veld.")
    show(_leerlingen_table(afspraak))


def _elementen_table(title: str, afspraak: Gegevensafspraak) -> Table:
    """Per element how many fields go out, and the names of those that do not."""
    listing = table(title, "element", "aan", "uit", "welke uit", "door de school", right=("aan", "uit"))
    for element, velden in groupby(_velden(afspraak), key=lambda veldstand: veldstand.element):
        standen = list(velden)
        off = [veldstand.naam for veldstand in standen if "aan" not in veldstand.standen.values()]
        switched = [
            f"{veldstand.naam} {SCHAKELINGEN[afspraak.schakelaars[veldstand.veld]]}"
            for veldstand in standen
            if veldstand.veld in afspraak.schakelaars
        ]
        listing.add_row(
            element, str(len(standen) - len(off)), str(len(off)), ", ".join(off), ", ".join(switched)
        )
    return listing


@dataclass(frozen=True, slots=True)
class Veldstand:
    """One field: how firmly the set asks for it, and per version whether it goes out."""

    veld: str
    gebruik: str
    standen: Mapping[str, str]

    @property
    def element(self) -> str:
        """The element that the field belongs to."""
        return self.veld.partition("/")[0]

    @property
    def naam(self) -> str:
        """The name of the field in it."""
        return self.veld.partition("/")[2]


def _velden(afspraak: Gegevensafspraak) -> list[Veldstand]:
    """Every field of the set in any version, with the fields of an element beside each other."""
    versies = versies_of(afspraak.gegevensset)
    # What 2.2 says of a field goes before what the others say.
    first = sorted(versies, key=lambda versie: versie != "2.2")
    regels = {versie: ALLE_SETS[afspraak.gegevensset, versie].velden for versie in versies}
    allowed = {versie: afspraak.veldenlijst(versie).velden for versie in versies}
    gebruik: dict[str, str] = {}
    for versie in first:
        for veld, regel in regels[versie].items():
            gebruik.setdefault(veld, regel.gebruik.value)
    velden = [
        Veldstand(veld, how, {versie: _stand(veld, regels[versie], allowed[versie]) for versie in versies})
        for veld, how in gebruik.items()
    ]
    elements = list(dict.fromkeys(veldstand.element for veldstand in velden))
    return sorted(velden, key=lambda veldstand: elements.index(veldstand.element))


def _stand(veld: str, regels: Collection[str], allowed: Collection[str]) -> str:
    """Whether a field goes out in a version, by the fields of the set there and those that are allowed."""
    if veld not in regels:
        return ABSENT
    return "aan" if veld in allowed else "uit"


def _velden_table(title: str, afspraak: Gegevensafspraak) -> Table:
    listing = table(title, "veld", "gebruik", *versies_of(afspraak.gegevensset), "door de school")
    for _, velden in groupby(_velden(afspraak), key=lambda veldstand: veldstand.element):
        if listing.rows:
            listing.add_section()
        for veldstand in velden:
            listing.add_row(
                cell(veldstand.veld),
                _gebruik(afspraak, veldstand.veld, veldstand.gebruik),
                *(cell(stand, STYLES[stand]) for stand in veldstand.standen.values()),
                SCHAKELINGEN[afspraak.schakelaars.get(veldstand.veld)],
            )
    return listing


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
    listing = table("Welke leerlingen", "waarop", "alleen")
    jaargroepen = (f"{code} ({JAARGROEPEN[code]})" for code in JAARGROEPEN if code in selectie.jaargroepen)
    listing.add_row("jaargroep", cell(", ".join(jaargroepen) or "alle"))
    listing.add_row("vestiging", cell(", ".join(sorted(selectie.vestigingen, key=order)) or "alle"))
    listing.add_row("groep", cell(", ".join(sorted(selectie.groepen, key=order)) or "alle"))
    listing.add_row(
        "status", cell(", ".join(status.value.replace("_", " ") for status in sorted(selectie.statussen)))
    )
    listing.caption = f"Versie {afspraak.versie}, sinds {amsterdam(afspraak.moment)}"
    listing.caption_justify = "left"
    return listing
