"""What a schema wanted where it refused something, said to a person: the readable half of xmlschema."""

import functools
from collections.abc import Iterator

import xmlschema
from lxml import etree
from xmlschema.validators import XMLSchemaChildrenValidationError, XMLSchemaValidationError, facets

from uwlr_service.formats.findings import path_of
from uwlr_service.formats.schemas import Schema

Place = tuple[int | None, str | None]
LONGEST_LIST = 40
BY_TYPE = {
    "dateTime": "een moment, zoals 2026-11-14T12:12:12+01:00",
    "date": "een datum, zoals 2026-11-14",
    "boolean": "true of false",
    "QName": "een naam met een bekende prefix",
}
NUMBERS = ("int", "Integer", "integer", "long", "short", "byte")


def expectations(schema: Schema, element: etree._Element) -> Iterator[tuple[Place, str]]:
    """Per error of xmlschema: the line and path, and what was expected there."""
    tree = element.getroottree()
    prefixes = {prefix or "": uri for prefix, uri in element.nsmap.items()}
    for error in _compiled(str(schema.path)).iter_errors(element, namespaces=prefixes):
        node = getattr(error, "invalid_child", None)
        node = error.elem if node is None else node
        if isinstance(node, etree._Element):
            yield (node.sourceline, path_of(tree, tree.getpath(node))), expected(error)


@functools.cache
def _compiled(path: str) -> xmlschema.XMLSchema10:
    return xmlschema.XMLSchema10(path, allow="local")


def expected(error: XMLSchemaValidationError) -> str:
    """What would have been right, in Dutch."""
    validator = error.validator
    if isinstance(validator, facets.XsdEnumerationFacets):
        return _one_of([str(value) for value in validator.enumeration])
    if isinstance(validator, facets.XsdPatternFacets):
        patterns = " of ".join(pattern.get("value", "") for pattern in validator)
        return f"de vorm {patterns}".replace(r"\p{Nd}", "[0-9]").replace(r"\p{Lu}", "[A-Z]")
    for kind, words in LENGTHS.items():
        if isinstance(validator, kind):
            aantal = getattr(validator, "value", 0)
            return f"{words} {aantal} {'teken' if aantal == 1 else 'tekens'}"
    if isinstance(error, XMLSchemaChildrenValidationError):
        names = [particle.local_name or "" for particle in error.expected or () if particle is not None]
        return _one_of([name for name in names if name]) if any(names) else "hier geen element meer"
    return _by_reason(error, error.reason or "")


LENGTHS: dict[type[facets.XsdFacet], str] = {
    facets.XsdMinLengthFacet: "ten minste",
    facets.XsdMaxLengthFacet: "ten hoogste",
    facets.XsdLengthFacet: "precies",
}


def _by_reason(error: XMLSchemaValidationError, reason: str) -> str:
    if "missing required attribute" in reason:
        return f"het attribuut {reason.split(chr(39))[1]}"
    if "attribute not allowed" in reason:
        return "dit attribuut niet"
    if "abstract" in reason:
        return "een xsi:type dat partijen hebben afgesproken"
    if "character data" in reason or "must be empty" in reason:
        return "geen tekst"
    if "duplicated value" in reason:
        return "een key die verder niet voorkomt"
    if "not found for" in reason:
        return "een key die in het document staat"
    name = getattr(error.validator, "local_name", None) or ""
    if name.endswith(NUMBERS):
        return "een geheel getal"
    return BY_TYPE.get(name, "wat het schema voorschrijft")


def _one_of(values: list[str]) -> str:
    if len(values) == 1:
        return values[0]
    if len(values) > LONGEST_LIST:
        return f"een van {values[0]}, {values[1]}, ... {values[-1]}"
    return f"een van {', '.join(values)}"
