"""Reading a document with definitions of tests (UWLR 2.2, Toetsdefinities)."""

from lxml import etree

from uwlr_service.domain.fouten import DocumentOngeldig, Melding, OngeldigBericht
from uwlr_service.domain.uwlr.plaats import TOETSDEFINITIES as PLAATS
from uwlr_service.domain.uwlr.resultaatregels import definition_violations
from uwlr_service.domain.uwlr.toets import Toets
from uwlr_service.formats import parsing
from uwlr_service.formats.findings import findings, place_of, with_lines
from uwlr_service.formats.schemas import TOETSDEFINITIES
from uwlr_service.formats.uwlr import namespaces
from uwlr_service.formats.uwlr.getallen import GetalTeLang
from uwlr_service.formats.uwlr.toetsen import read_toetsen

ROOT = f"{{{namespaces.TOETSDEFINITIES}}}Toetsdefinities"


def read_toetsdefinities(data: bytes) -> tuple[Toets, ...]:
    """The definitions in a document; DocumentOngeldig with every fault of it."""
    try:
        root = parsing.parse(data)
    except OngeldigBericht as error:
        raise DocumentOngeldig(error.tekst, error.meldingen) from error
    if root.tag != ROOT:
        name = etree.QName(root).localname
        raise DocumentOngeldig(
            "Dit is geen document met toetsdefinities",
            [
                Melding(
                    tekst=f"'{name}' staat waar 'Toetsdefinities' hoort",
                    regel=root.sourceline,
                    pad=place_of(root),
                    verwacht=f"Toetsdefinities in de namespace {namespaces.TOETSDEFINITIES}",
                )
            ],
        )
    meldingen = findings(TOETSDEFINITIES, root)
    if meldingen:
        raise DocumentOngeldig("De toetsdefinities voldoen niet aan hun schema", meldingen)
    try:
        toetsen = read_toetsen(root[0], PLAATS)
    except GetalTeLang as error:
        melding = Melding(
            tekst=str(error),
            regel=error.element.sourceline,
            pad=place_of(error.element),
            verwacht=error.verwacht,
        )
        raise DocumentOngeldig("De toetsdefinities bevatten een getal zonder eind", [melding]) from error
    for toets in toetsen:
        meldingen += (melding for _, melding in definition_violations(toets))
    if meldingen:
        raise DocumentOngeldig("De toetsdefinities kloppen niet", with_lines(root, meldingen))
    return toetsen
