"""Small EDEXML documents for tests, and the ways to look at one."""

import io

from lxml import etree

from tests.support.places import CORPUS
from uwlr_service.formats import edexml
from uwlr_service.formats.schemas import XSD

EDEXML_CORPUS = CORPUS / "edexml"
"""The national files lie beside the project, never in it."""

SCHOOL = "<schooljaar>2026-2027</schooljaar><brincode>99XX</brincode><xsdversie>2.1</xsdversie>"


def document(leerlingen: str, *, school: str = SCHOOL, before: str = "", after: str = "") -> bytes:
    """A document with these pupils."""
    return (
        f"<EDEX><school>{school}</school>{before}<leerlingen>{leerlingen}</leerlingen>{after}</EDEX>"
    ).encode()


def leerling(key: str = "L1", velden: str = "") -> str:
    """A pupil with fields behind the jaargroep."""
    return f'<leerling key="{key}"><roepnaam>Bram</roepnaam><jaargroep>4</jaargroep>{velden}</leerling>'


def read(data: bytes) -> edexml.Gelezen:
    """A document from memory."""
    return edexml.read(io.BytesIO(data))


def errors(data: bytes, versie: str = "2.1") -> list[str]:
    """What the schema of the whole document has against it."""
    schema = etree.XMLSchema(etree.parse(XSD / f"edexml-{versie}" / "EDEXML.structuur.xsd"))
    schema.validate(etree.fromstring(data))
    return [f"{entry.line}: {entry.message}" for entry in schema.error_log]
