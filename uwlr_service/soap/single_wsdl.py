"""A WSDL with its schemas inside, as .NET gives it under ``?singleWsdl``: nothing else has to be fetched."""

from pathlib import Path

from lxml import etree

from uwlr_service.formats.uwlr.namespaces import XSD

SCHEMA = f"{{{XSD}}}schema"
IMPORT = f"{{{XSD}}}import"
INCLUDE = f"{{{XSD}}}include"
TYPES = "{http://schemas.xmlsoap.org/wsdl/}types"


HERE = "schemas"
"""Says, as a comment, where the schemas come. As text: lxml would drop the prefixes that are declared around
them too, and with those their default namespace, in which the names in their attributes are."""


def written_whole(tree: etree._ElementTree, folder: Path) -> bytes:
    """A WSDL in which the schema, which only imports, is replaced by what it imports.

    ``folder`` is that of the WSDL. There is one schema for each namespace, with what its files include. They
    import each other without an address: what is in the same WSDL is known.
    """
    (types,) = tree.iter(TYPES)
    schemas = _Schemas()
    for importing in list(types):
        for imported in importing.iter(IMPORT):
            schemas.add(folder / imported.get("schemaLocation"))
        types.remove(importing)
    types.append(etree.Comment(HERE))
    document = etree.tostring(tree, xml_declaration=True, encoding="UTF-8")
    inside = [etree.tostring(schema, encoding="UTF-8", xml_declaration=False) for schema in schemas.merged()]
    return document.replace(f"<!--{HERE}-->".encode(), b"\n".join(inside))


class _Schemas:
    """Schemas with all that they name."""

    def __init__(self) -> None:
        self._seen: set[Path] = set()
        self._roots: dict[str, list[etree._Element]] = {}
        """By namespace, what is included before what includes it."""

    def add(self, file: Path) -> None:
        """Add a file and what it names, once."""
        place = file.resolve()
        if place in self._seen:
            return
        self._seen.add(place)
        root = etree.parse(str(place)).getroot()
        for named in root.iter(IMPORT, INCLUDE):
            self.add(place.parent / named.get("schemaLocation"))
        self._roots.setdefault(root.get("targetNamespace"), []).append(root)

    def merged(self) -> list[etree._Element]:
        """One schema for each namespace."""
        return [_merged(roots) for roots in self._roots.values()]


def _merged(roots: list[etree._Element]) -> etree._Element:
    """One schema of files with the same namespace, prefixes and defaults, of which the last names the others.

    ``finalDefault`` goes: it stands in files of simple types only, for which it means nothing.
    """
    prefixes: dict[str | None, str] = {}
    for root in roots:
        prefixes.update(root.nsmap)
    schema = etree.Element(SCHEMA, dict(roots[-1].attrib), prefixes)
    namespaces: set[str] = set()
    for root in roots:
        namespaces.update(named.get("namespace") for named in root.iter(IMPORT))
    for namespace in sorted(namespaces):
        etree.SubElement(schema, IMPORT, namespace=namespace)
    for root in roots:
        schema.extend(child for child in list(root) if child.tag not in (IMPORT, INCLUDE))
    return schema
