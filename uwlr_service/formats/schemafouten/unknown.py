"""A Body with something else in it than a request of the standard: which one is meant, and what is wrong."""

from difflib import get_close_matches

from lxml import etree

from uwlr_service.domain.fouten import Melding, OngeldigBericht
from uwlr_service.domain.uwlr.verzoek import Bericht
from uwlr_service.formats.findings import line_of, place_of
from uwlr_service.formats.schemafouten.zinnen import LONGEST_NAME, in_namespace
from uwlr_service.formats.uwlr.namespaces import LEERLINGGEGEVENS, LEERRESULTATEN

GEEN_VERZOEK = "De SOAP Body bevat geen bekend verzoek"
NAMESPACES: dict[str, str] = {
    **{f"{bericht}_verzoek": LEERLINGGEGEVENS for bericht in Bericht},
    "leerresultaten_verzoek": LEERRESULTATEN,
}
"""The requests by name, each with its namespace (UWLR 2.2, WSDL)."""
OTHER_NAMES: dict[str, str] = {
    **{f"haal{bericht}": f"{bericht}_verzoek" for bericht in Bericht},
    **{f"{bericht}_antwoord": f"{bericht}_verzoek" for bericht in Bericht},
    "brengleerresultaten": "leerresultaten_verzoek",
    "leerresultaten_bevestiging": "leerresultaten_verzoek",
}
"""What a request is taken for: the operation, as of a toolkit that speaks RPC, or its answer."""

ALIKE = 0.75


def unknown_request(element: etree._Element) -> OngeldigBericht:
    """The error for a Body with this element in it."""
    name = etree.QName(element)
    naam = name.localname[:LONGEST_NAME]
    meant = _meant(naam)
    tekst = f"'{naam}' {in_namespace(name.namespace or '')} is geen verzoek"
    if meant is None:
        verwacht = (
            f"{', '.join(f'{bericht}_verzoek' for bericht in Bericht)} in de namespace {LEERLINGGEGEVENS},"
            f" of leerresultaten_verzoek in de namespace {LEERRESULTATEN}"
        )
    else:
        verwacht = f"{meant} in de namespace {NAMESPACES[meant]}"
    if meant == naam:
        tekst = f"'{naam}' staat {in_namespace(name.namespace or '')}"
    melding = Melding(tekst=tekst, regel=line_of(element) or None, pad=place_of(element), verwacht=verwacht)
    return OngeldigBericht(GEEN_VERZOEK, [melding])


def _meant(naam: str) -> str | None:
    """The request that a name seems to stand for; None where that cannot be said."""
    if naam in NAMESPACES:
        return naam
    small = naam.lower()
    if small in OTHER_NAMES:
        return OTHER_NAMES[small]
    alike = get_close_matches(small, NAMESPACES, n=1, cutoff=ALIKE)
    if not alike:
        return None
    return alike[0]
