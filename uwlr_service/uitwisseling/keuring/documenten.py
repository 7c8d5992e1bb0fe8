"""The standard, the version and so the schema of a document, found by its root element."""

from collections.abc import Callable
from dataclasses import dataclass

from lxml import etree

from uwlr_service.domain.fouten import DocumentOngeldig, Melding
from uwlr_service.domain.koppeling.gegevenssets import LVS_SET, SMALLE_SET, XSDVERSIES
from uwlr_service.domain.school.edexml import LATEST
from uwlr_service.formats.edexml.versies import VERSIES, named
from uwlr_service.formats.findings import place_of
from uwlr_service.formats.schemafouten.unknown import NAMESPACES, unknown_request
from uwlr_service.formats.schemas import AUTORISATIE, EDEXML, LEERLINGGEGEVENS, VDEX, Schema
from uwlr_service.formats.uwlr import namespaces as ns
from uwlr_service.formats.vdex.read import NAMESPACE as VDEX_NAMESPACE
from uwlr_service.uitwisseling.keuring.deuren import is_for_soap

UWLR_DEFAULT = "2.2"
VDEX_VERSIE = "1.0"
FOLDERS = {"2.1": ("uwlr-2.2", "v2p2"), "2.2": ("uwlr-2.2", "v2p2"), "2.3": ("uwlr-2.3", "v2p3")}
"""Version 2.1 has no faithful schema of its own: 2.2, and the rules of 2.1 in code."""

PROFIELSCHEMAS = {
    SMALLE_SET: ("Profiel smalle set", "Profiel_Smalle_set"),
    LVS_SET: ("Profiel LVS set", "Profiel_LVS_set"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A part of a file that a schema says something about."""

    naam: str
    versie: str
    element: etree._Element
    schema: Schema

    @property
    def is_edexml(self) -> bool:
        """Whether this is a school's file."""
        return self.element.tag == "EDEX"


def recognise(root: etree._Element, versie: str | None = None) -> list[Document]:
    """The documents in a file: one, or the parts of a SOAP envelope; ``versie`` overrules their own version.

    Raises DocumentOngeldig for a document of a standard that we do not know, or of a version that it does
    not have.
    """
    if root.tag != f"{{{ns.SOAP}}}Envelope":
        return [_known(root, versie)]
    body = root.find(f"{{{ns.SOAP}}}Body")
    if body is None:
        raise _refused("De envelop heeft geen inhoud", root, "een bericht in Body")
    if not len(body):
        raise _refused("De envelop heeft geen inhoud", body, "een bericht in Body")
    # Only our own entry of the header: any other is between the sender and somebody else.
    entries = root.iterfind(f"{{{ns.SOAP}}}Header/{{{ns.AUTORISATIE}}}autorisatie")
    return [_known(element, versie) for element in (*entries, *body)]


def with_profiel(document: Document, profiel: str) -> Document | None:
    """The data of an answer under the schema of a profile; None if it has no data.

    Only the data: the profiles rename the elements around them (UWLR 2.2, getrapt).
    """
    element = document.element
    if etree.QName(element).localname.endswith("_antwoord") and len(element):
        element = element[0]
    name = etree.QName(element)
    if not name.localname.startswith("leerlinggegevens") or name.localname.endswith(("verzoek", "antwoord")):
        return None
    folder, suffix = FOLDERS[document.versie]
    subfolder, begin = PROFIELSCHEMAS[profiel]
    path = f"{folder}/Schemas/{subfolder}/{begin}_UWLR_Leerlinggegevens_{suffix}.xsd"
    return Document(
        naam=f"{name.localname}, profiel {profiel}",
        versie=document.versie,
        element=element,
        schema=Schema(path),
    )


def _known(element: etree._Element, versie: str | None) -> Document:
    name = etree.QName(element)
    standard = STANDARDS.get(name.namespace)
    if standard is None or (name.namespace is None and name.localname != "EDEX"):
        if element.getparent() is not None or name.localname in NAMESPACES:
            fout = unknown_request(element)
            raise DocumentOngeldig(fout.tekst, fout.meldingen)
        raise _refused(
            f"'{name.localname}' hoort bij geen standaard die dit programma kent",
            element,
            "EDEXML 2.0 of 2.1, een bericht van UWLR 2.1, 2.2 of 2.3, een dossier, of VDEX 1.0",
        )
    default, versies, schema = standard
    said = versie or (element.findtext(".//{*}xsdversie") or default).strip()
    if name.namespace is None and versie is None:
        said = named(said)
    if said not in versies and versie is None and is_for_soap(element):
        return Document(naam=name.localname, versie=said, element=element, schema=schema(default))
    if said not in versies:
        raise _refused(f"versie '{said}' wordt hier niet ondersteund", element, " of ".join(versies))
    return Document(naam=name.localname, versie=said, element=element, schema=schema(said))


def _refused(tekst: str, element: etree._Element, verwacht: str) -> DocumentOngeldig:
    place = place_of(element)
    return DocumentOngeldig(
        f"{tekst}.", [Melding(tekst=tekst, regel=element.sourceline, pad=place, verwacht=verwacht)]
    )


def _of_uwlr(name: str) -> Callable[[str], Schema]:
    def schema(versie: str) -> Schema:
        folder, suffix = FOLDERS[versie]
        return Schema(f"{folder}/Schemas/UWLR_{name}_{suffix}.xsd")

    return schema


def _of_soap(_versie: str) -> Schema:
    return Schema("uwlr-2.2/Schemas/SOAP_Envelope.xsd")


STANDARDS: dict[str | None, tuple[str, tuple[str, ...], Callable[[str], Schema]]] = {
    None: (LATEST, tuple(VERSIES), EDEXML.__getitem__),
    ns.LEERLINGGEGEVENS: (UWLR_DEFAULT, XSDVERSIES, LEERLINGGEGEVENS.__getitem__),
    ns.LEERRESULTATEN: (UWLR_DEFAULT, XSDVERSIES, _of_uwlr("Leerresultaten")),
    ns.AUTORISATIE: (UWLR_DEFAULT, XSDVERSIES, lambda _: AUTORISATIE),
    ns.TOETSDEFINITIES: (UWLR_DEFAULT, XSDVERSIES, _of_uwlr("Toetsdefinities")),
    VDEX_NAMESPACE: (VDEX_VERSIE, (VDEX_VERSIE,), lambda _: VDEX),
    ns.SOAP: (UWLR_DEFAULT, XSDVERSIES, _of_soap),
}
"""Per namespace: the version where none is named, the versions there are, and the schema of each."""
