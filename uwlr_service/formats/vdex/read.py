"""Reading a vocabulary."""

import functools
from pathlib import Path

from lxml import etree

from uwlr_service.domain.fouten import DocumentOngeldig, Melding, OngeldigBericht
from uwlr_service.domain.uwlr.vocabulaire import Vocabulaire
from uwlr_service.formats import parsing
from uwlr_service.formats.findings import findings
from uwlr_service.formats.schemas import VDEX

NAMESPACE = "http://www.imsglobal.org/xsd/imsvdex_v1p0"
NS = f"{{{NAMESPACE}}}"
SHIPPED = Path(__file__).parent
NO_VALUE = ("false", "0")


def read(data: bytes) -> Vocabulaire:
    """A vocabulary from a VDEX file, flat or hierarchical; DocumentOngeldig with every fault of it."""
    try:
        root = parsing.parse(data)
    except OngeldigBericht as error:
        raise DocumentOngeldig(error.tekst, error.meldingen) from error
    if root.tag != f"{NS}vdex":
        name = etree.QName(root).localname
        raise DocumentOngeldig(
            "Dit is geen vocabulaire in VDEX 1.0",
            [
                Melding(
                    tekst=f"'{name}' staat waar 'vdex' hoort",
                    regel=root.sourceline,
                    verwacht=f"vdex van {NAMESPACE}",
                )
            ],
        )
    found = findings(VDEX, root)
    if found:
        raise DocumentOngeldig("Het vocabulaire voldoet niet aan het schema van VDEX 1.0", found)
    identifier = (root.findtext(f"{NS}vocabIdentifier") or "").strip()
    if not identifier:
        raise DocumentOngeldig(
            "Het vocabulaire heeft geen vocabIdentifier; zonder die vindt geen bericht het.",
            [Melding(tekst="'vocabIdentifier' ontbreekt of is leeg", regel=root.sourceline)],
        )
    termen = frozenset(
        value
        for term in root.iter(f"{NS}term")
        # A term that is no valid index is a heading for the terms within it.
        if term.get("validIndex", "true").strip() not in NO_VALUE
        for value in _values(term)
    )
    naam = root.findtext(f"{NS}vocabName/{NS}langstring")
    return Vocabulaire(identifier, naam.strip() if naam else None, termen)


def _values(term: etree._Element) -> list[str]:
    texts = [term.find(f"{NS}termIdentifier"), *term.iterfind(f"{NS}caption/{NS}langstring")]
    return [value for text in texts if (value := (text.text or "").strip())]


@functools.cache
def shipped() -> dict[str, Vocabulaire]:
    """The vocabularies that come with the service, by identifier."""
    found = (read(path.read_bytes()) for path in sorted(SHIPPED.glob("*.vdex")))
    return {vocabulaire.identifier: vocabulaire for vocabulaire in found}
