"""The simple types of our schemas, by name, each with the values that it takes in Dutch words."""

import functools

from lxml import etree

from uwlr_service.formats.schemas import XS, XSD
from uwlr_service.formats.verwachting import (
    DECIMALS,
    GETAL,
    HEEL_GETAL,
    INTEGERS,
    NAAMLOOS,
    TEKST,
    of_built_in,
    of_lengths,
    of_number,
    of_patterns,
    one_of,
)

SIMPLE_TYPE = f"{XS}simpleType"
RESTRICTION = f"{XS}restriction"
Facets = dict[str, list[str]]


def of_type(naam: str) -> str:
    """The values that a type takes, by its name in Clark notation or as ``xs:`` name."""
    if naam.startswith(("xs:", XS)):
        return of_built_in(naam.removeprefix("xs:").removeprefix(XS))
    return _words().get(naam, NAAMLOOS)


def of_nameless(naam: str) -> str:
    """The values that a type without a name takes, by the name of its element or attribute."""
    return _nameless().get(naam, NAAMLOOS)


@functools.cache
def _nameless() -> dict[str, str]:
    """Words by the name of the element; no two schemas of ours give one name different nameless types."""
    words: dict[str, str] = {}
    for path in sorted(XSD.rglob("*.xsd")):
        for simple in etree.parse(str(path)).iter(SIMPLE_TYPE):
            naam = simple.getparent().get("name")
            if simple.get("name") is None and naam is not None:
                words[naam] = words_of(simple, {})
    return words


@functools.cache
def _words() -> dict[str, str]:
    """Words by the name of a type, read from all schemas when the first fault asks for them."""
    declared: dict[str, etree._Element] = {}
    for path in sorted(XSD.rglob("*.xsd")):
        schema = etree.parse(str(path)).getroot()
        for simple in schema.iterchildren(SIMPLE_TYPE):
            declared.setdefault(_qualified(schema, simple.get("name")), simple)
    return {naam: words_of(simple, declared) for naam, simple in declared.items()}


def _qualified(schema: etree._Element, naam: str) -> str:
    namespace = schema.get("targetNamespace")
    if namespace is None:
        return naam
    return f"{{{namespace}}}{naam}"


def words_of(simple: etree._Element, declared: dict[str, etree._Element]) -> str:
    """The values of a simple type; ``declared`` are the named types that it may restrict."""
    base, facets = _collect(simple, declared)
    if "enumeration" in facets:
        return one_of(facets["enumeration"])
    if "pattern" in facets:
        return of_patterns(facets["pattern"])
    if base in INTEGERS:
        least, most = INTEGERS[base]
        return of_number(
            HEEL_GETAL, _last(facets, "minInclusive", least), _last(facets, "maxInclusive", most)
        )
    if base in DECIMALS:
        return of_number(GETAL, _last(facets, "minInclusive"), _last(facets, "maxInclusive"))
    words = of_built_in(base)
    if words != TEKST:
        return words
    exact = _length(facets, "length")
    if exact is not None:
        return of_lengths(exact, exact)
    return of_lengths(_length(facets, "minLength"), _length(facets, "maxLength"))


def _collect(simple: etree._Element, declared: dict[str, etree._Element]) -> tuple[str, Facets]:
    """The local name of the type of XML Schema under a type, and its facets, the innermost of each kind.

    A list or union has no base: its words are those of any text.
    """
    restriction = simple.find(RESTRICTION)
    if restriction is None:
        return "string", {}
    own: Facets = {}
    for facet in restriction.iterchildren(f"{XS}*"):
        if facet.get("value") is not None:
            own.setdefault(etree.QName(facet).localname, []).append(facet.get("value"))
    within = restriction.find(SIMPLE_TYPE)
    prefix, _, naam = (restriction.get("base") or "").rpartition(":")
    if restriction.nsmap.get(prefix or None) == XS.strip("{}"):
        return naam, own
    if within is None:
        schema = simple.getroottree().getroot()
        within = (
            declared.get(_qualified(schema, naam))
            if not prefix
            else declared.get(f"{{{restriction.nsmap.get(prefix)}}}{naam}")
        )
    if within is None:
        return "string", own
    base, inherited = _collect(within, declared)
    return base, inherited | own


def _last(facets: Facets, kind: str, otherwise: str | None = None) -> str | None:
    values = facets.get(kind)
    if values is None:
        return otherwise
    return values[-1]


def _length(facets: Facets, kind: str) -> int | None:
    value = _last(facets, kind)
    if value is None:
        return None
    return int(value)
