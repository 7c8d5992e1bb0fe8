"""What a file seems to be when it is not EDEXML, so that the sender knows which file was taken by mistake."""

from lxml import etree

from uwlr_service.domain.fouten import DocumentOngeldig, Melding
from uwlr_service.formats.welgevormd import refuse_doctype

NO_EDEXML = "Dit is geen EDEXML-bestand."
ROOT = "EDEX"
UWLR = "http://www.edustandaard.nl/leerresultaten/"
NAMESPACES = {
    f"{UWLR}2/leerlinggegevens": "een UWLR-bericht met leerlinggegevens",
    f"{UWLR}2/leerresultaten": "een UWLR-bericht met leerresultaten",
    UWLR: "een UWLR-bericht",
    "http://www.edustandaard.nl/oso_gegevensset/": "een OSO-overstapdossier",
    "http://schemas.xmlsoap.org/": "een SOAP-bericht",
    "http://www.w3.org/2003/05/soap-envelope": "een SOAP-bericht",
    "http://www.topicus.nl/parnassys": "een bericht van het generieke koppelvlak (GKV)",
    "http://www.w3.org/2001/XMLSchema": "een XML-schema",
    "http://www.w3.org/1999/xhtml": "een webpagina",
    "http://www.imsglobal.org/": "een bestand met een begrippenlijst (VDEX)",
}
"""The beginnings of namespaces of files that schools and suppliers keep beside their EDEXML."""


def check_root(root: etree._Element, beginning: bytes) -> None:
    """Raise DocumentOngeldig unless this is the root of an EDEXML document without a DOCTYPE."""
    namespace, _, name = root.tag.rpartition("}")
    namespace = namespace.removeprefix("{")
    if root.tag == ROOT:
        refuse_doctype(root, beginning)
        return
    reden = f"het eerste element is '{name}'"
    if namespace:
        reden = f"'{name}' staat in een namespace"
    tekst = NO_EDEXML
    wat = _guess(namespace, name)
    if wat is not None:
        tekst = f"{NO_EDEXML} Het lijkt {wat}."
    verwacht = f"{ROOT} zonder namespace"
    melding = Melding(tekst=reden, regel=root.sourceline, pad=f"/{name}", verwacht=verwacht)
    raise DocumentOngeldig(tekst, [melding])


def _guess(namespace: str, name: str) -> str | None:
    for begin, wat in NAMESPACES.items():
        if namespace.startswith(begin):
            return wat
    if name.lower() == "html":
        return "een webpagina"
    return None
