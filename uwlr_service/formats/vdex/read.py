"""Reading a vocabulary."""

import functools
from pathlib import Path

from lxml import etree

from uwlr_service.domain.fouten import DocumentOngeldig, Melding, OngeldigBericht
from uwlr_service.domain.tekst import trim
from uwlr_service.domain.uwlr.vocabulaire import Vocabulaire
from uwlr_service.formats import parsing
from uwlr_service.formats.findings import findings
from uwlr_service.formats.limits import VOCABULAIRE
from uwlr_service.formats.schemas import VDEX
from uwlr_service.formats.stuurtekens import misleading
from uwlr_service.formats.witruimte.collapsing import collapse

NAMESPACE = "http://www.imsglobal.org/xsd/imsvdex_v1p0"
NS = f"{{{NAMESPACE}}}"
SHIPPED = Path(__file__).parent
NO_VALUE = ("false", "0")


def read(data: bytes) -> Vocabulaire:
    """A vocabulary from a VDEX file, flat or hierarchical; DocumentOngeldig with every fault of it."""
    try:
        root = parsing.parse(data, limits=VOCABULAIRE)
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
    meldingen = findings(VDEX, root)
    if meldingen:
        raise DocumentOngeldig("Het vocabulaire voldoet niet aan het schema van VDEX 1.0", meldingen)
    collapse(root, VDEX.collapsing())
    meldingen = misleading(root)
    if meldingen:
        raise DocumentOngeldig("Het vocabulaire bevat stuurtekens.", meldingen)
    identifier = trim(root.findtext(f"{NS}vocabIdentifier") or "")
    if not identifier:
        raise DocumentOngeldig(
            "Het vocabulaire heeft geen vocabIdentifier; zonder die vindt geen bericht het.",
            [Melding(tekst="'vocabIdentifier' ontbreekt of is leeg", regel=root.sourceline)],
        )
    naam = trim(root.findtext(f"{NS}vocabName/{NS}langstring") or "")
    return Vocabulaire(identifier, naam or None, _termen(root))


def _termen(root: etree._Element) -> frozenset[str]:
    """Everything that a value may be: the identifier of a term, or a caption of it in any language."""
    termen: set[str] = set()
    for term in root.iter(f"{NS}term"):
        # A term that is not a valid index is only a heading for the terms within it.
        if term.get("validIndex", "true").strip() in NO_VALUE:
            continue
        texts = [term.find(f"{NS}termIdentifier"), *term.iterfind(f"{NS}caption/{NS}langstring")]
        termen.update(trim(text.text or "") for text in texts)
    return frozenset(termen - {""})


@functools.cache
def shipped() -> dict[str, Vocabulaire]:
    """The vocabularies that come with the service, by identifier."""
    vocabulaires = (read(path.read_bytes()) for path in sorted(SHIPPED.glob("*.vdex")))
    return {vocabulaire.identifier: vocabulaire for vocabulaire in vocabulaires}
