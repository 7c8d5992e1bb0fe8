"""Explains to a person, by xmlschema, the content that a schema would have accepted."""

import contextlib
import functools
from collections.abc import Iterator

import xmlschema
from lxml import etree
from xmlschema.validators import XMLSchemaChildrenValidationError, XMLSchemaValidationError, facets

from uwlr_service.formats.findings import place_of
from uwlr_service.formats.schemafouten.typen import of_type
from uwlr_service.formats.schemas import Schema
from uwlr_service.formats.verwachting import GEEN_ELEMENT, IETS, of_length, of_patterns, one_of

Place = tuple[int | None, str | None]


def expectations(schema: Schema, element: etree._Element) -> Iterator[tuple[Place, str]]:
    """For each error of xmlschema the line and path, and the content that was expected there.

    It ends where xmlschema gives up, such as at an ``xsi:type`` that it does not know: what is wrong there is
    said by libxml2.
    """
    with contextlib.suppress(xmlschema.XMLSchemaException, LookupError, ValueError, RecursionError):
        yield from _expectations(schema, element)


def _expectations(schema: Schema, element: etree._Element) -> Iterator[tuple[Place, str]]:
    prefixes = {prefix or "": uri for prefix, uri in element.nsmap.items()}
    for error in _compiled(str(schema.path)).iter_errors(element, namespaces=prefixes):
        node = getattr(error, "invalid_child", None)
        if node is None:
            node = error.elem
        if isinstance(node, etree._Element):
            yield (node.sourceline, place_of(node)), expected(error)


@functools.cache
def _compiled(path: str) -> xmlschema.XMLSchema10:
    return xmlschema.XMLSchema10(path, allow="local")


def expected(error: XMLSchemaValidationError) -> str:
    """The content that would have been right, in Dutch."""
    if isinstance(error, XMLSchemaChildrenValidationError):
        return _by_children(error)
    return _by_facet(error.validator) or _by_reason(error, error.reason or "")


def _by_children(error: XMLSchemaChildrenValidationError) -> str:
    names = [particle.local_name for particle in error.expected or () if particle is not None]
    # A particle without a name is a wildcard or a group, which says nothing to a person.
    if not any(names):
        return GEEN_ELEMENT
    return one_of([name for name in names if name])


def _by_facet(validator: object) -> str | None:
    if isinstance(validator, facets.XsdEnumerationFacets):
        return one_of([str(value) for value in validator.enumeration])
    if isinstance(validator, facets.XsdPatternFacets):
        return of_patterns([pattern.get("value", "") for pattern in validator])
    for kind, words in LENGTHS.items():
        if isinstance(validator, kind):
            return of_length(words, getattr(validator, "value", 0))
    return None


LENGTHS: dict[type[facets.XsdFacet], str] = {
    facets.XsdMinLengthFacet: "minstens",
    facets.XsdMaxLengthFacet: "hoogstens",
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
    naam = getattr(error.validator, "name", None)
    if naam is None:
        return IETS
    return of_type(naam)
