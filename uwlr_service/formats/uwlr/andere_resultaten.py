"""Types of anderresultaat that partners agreed on (UWLR 2.2, Leerresultaten, ctpAnderResultaatType).

The operator names files with such types; together with the national schema they judge messages.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

from lxml import etree

from uwlr_service.domain.fouten import TypenOngeldig
from uwlr_service.domain.oorzaak import oorzaak
from uwlr_service.formats import schemas
from uwlr_service.formats.parsing import HARDENED
from uwlr_service.formats.schemas import XS, Schema
from uwlr_service.formats.uwlr.namespaces import LEERRESULTATEN
from uwlr_service.formats.welgevormd import melding_of

WRONG_SCHEMA = {
    "SCHEMAP_SRC_RESOLVE": "hier wordt verwezen naar een type, element of attribuut dat er niet is",
    "SCHEMAP_S4S_ELEM_NOT_ALLOWED": "hier staat een element dat XML Schema daar niet toelaat",
    "SCHEMAP_S4S_ELEM_MISSING": "hier ontbreekt een element van XML Schema",
    "SCHEMAP_S4S_ATTR_NOT_ALLOWED": "hier staat een attribuut dat XML Schema daar niet toelaat",
    "SCHEMAP_S4S_ATTR_MISSING": "hier ontbreekt een attribuut, zoals 'name'",
    "SCHEMAP_S4S_ATTR_INVALID_VALUE": "een attribuut heeft hier een waarde die XML Schema niet toelaat",
    "SCHEMAP_REDEFINED_TYPE": "deze naam is al eerder gebruikt",
    "SCHEMAP_REGEXP_INVALID": "dit patroon is geen geldige reguliere expressie",
    "SCHEMAP_INVALID_FACET_VALUE": "deze grens past niet bij het type",
    "SCHEMAP_COS_ST_RESTRICTS_1_3_1": "deze grens past niet bij het type",
    "SCHEMAP_NOT_DETERMINISTIC": "deze volgorde van elementen is op meer dan een manier te lezen",
}
"""The commonest mistakes in a schema, by libxml2's names."""
OTHER_FILES = (f"{XS}include", f"{XS}import", f"{XS}redefine")


class AgreedSchema(Schema):
    """The national schema of one version, with files of types, each with its namespace."""

    def __init__(self, national: Schema, files: Sequence[tuple[str, Path]]) -> None:
        super().__init__(str(national.path))
        self._files = files

    def document(self) -> etree._ElementTree:
        """A schema that only imports; what is imported first is not looked up again by the others."""
        schema = etree.Element(f"{XS}schema", nsmap={"xs": XS.strip("{}")})
        for namespace, path in ((LEERRESULTATEN, self.path), *self._files):
            location = path.resolve().as_uri()
            etree.SubElement(schema, f"{XS}import", namespace=namespace, schemaLocation=location)
        return etree.ElementTree(schema)


def agreed(paths: Sequence[Path]) -> Mapping[str, Schema]:
    """The schema that judges results, by xsdversie; without files the national ones.

    Raises TypenOngeldig, with file, line and cause.
    """
    if not paths:
        return schemas.LEERRESULTATEN
    files = [(_namespace(path), path) for path in paths]
    made = {versie: AgreedSchema(national, files) for versie, national in schemas.LEERRESULTATEN.items()}
    for schema in made.values():
        try:
            schema.compiled()
        except etree.XMLSchemaParseError as error:
            entry = error.error_log.filter_from_errors()[0]
            place = f"{Path(entry.filename).name}, regel {entry.line}"
            wat = WRONG_SCHEMA.get(entry.type_name, "dit is geen geldig XML Schema")
            raise TypenOngeldig(f"{place}: {wat}.") from error
    return made


def _namespace(path: Path) -> str:
    """The namespace of a file, which must stand by itself: no other file is read, here or elsewhere."""
    etree.clear_error_log()
    try:
        tree = etree.parse(str(path), etree.XMLParser(**HARDENED))
    except OSError as error:
        raise TypenOngeldig(f"{path.name} is niet te lezen: {oorzaak(error) or 'onbekend'}.") from error
    except etree.XMLSyntaxError as error:
        raise TypenOngeldig(f"{path.name} is niet te lezen als XML: {melding_of(error)}.") from error
    root = tree.getroot()
    namespace: str | None = root.get("targetNamespace")
    if root.tag != f"{XS}schema" or tree.docinfo.doctype:
        raise TypenOngeldig(f"{path.name} is geen XML Schema zonder DOCTYPE.")
    if not namespace or namespace == LEERRESULTATEN:
        raise TypenOngeldig(f"{path.name} heeft geen eigen targetNamespace.")
    for other in root.iterchildren(*OTHER_FILES):
        if other.tag != f"{XS}import" or other.get("namespace") != LEERRESULTATEN:
            raise TypenOngeldig(
                f"{path.name}, regel {other.sourceline}: alleen {LEERRESULTATEN} mag worden geïmporteerd."
            )
    return namespace
