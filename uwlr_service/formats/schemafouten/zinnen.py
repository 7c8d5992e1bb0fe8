"""The sentence for each rule of XML Schema that is broken, and what the rule asks for, by libxml2's message.

No sentence holds a value: it goes into logs and tickets, and a value may be a pupil's name. There are two
exceptions: the name of a type, and a key that is referred to, which in no schema is a person's.
"""

import re
from collections.abc import Callable

from uwlr_service.formats.schemafouten import inhoud, kalender, sleutels
from uwlr_service.formats.schemafouten.typen import of_nameless, of_type
from uwlr_service.formats.verwachting import GEEN_ELEMENT, IETS, VORM, of_facet, one_of

IDENTITY = "SCHEMAV_CVC_IDC"
"""The rules on keys and references: on what a document holds, not on its form."""
ELEMENT = re.compile(r"Element '([^']*)'(?:, attribute '([^']*)')?: ")
ELEMENTS = re.compile(r"Expected is (?:one of )?\( ([^()]*) \)")
FACET = re.compile(r"\[facet '(\w+)'\]")
REQUIRED = re.compile(r"The attribute '([^']*)' is required")
QNAME_VALUE = re.compile(r"value '([^']*)'")
TYPE = " type '"
LONGEST_NAME = 64
"""No schema of ours has a longer name."""
WILDCARD = "##"

Words = Callable[[str, str], str]
"""Gets the bare name of the element or attribute, and libxml2's message."""


def bare(naam: str) -> str:
    """A name without its namespace, cut where nobody reads on."""
    return naam.rpartition("}")[2][:LONGEST_NAME]


def namespace_of(naam: str) -> str:
    """The namespace of a name in Clark notation; empty for none."""
    if not naam.startswith("{"):
        return ""
    return naam[1:].partition("}")[0]


def in_namespace(uri: str) -> str:
    """Where a name stands, by its namespace."""
    if not uri:
        return "in geen namespace"
    return f"in de namespace {uri}"


def sentence_and_expected(kind: str, message: str) -> tuple[str, str]:
    """What is wrong, and what was expected; ``kind`` is libxml2's name of the broken rule."""
    element = ""
    attribute = None
    match = ELEMENT.match(message)
    if match is not None:
        element, attribute = match.groups()
    stranger = _of_another_namespace(element, attribute, message)
    if stranger is not None:
        return stranger
    naam = bare(attribute or element)
    for begin, (sentence, expected) in RULES.items():
        if kind.startswith(begin):
            return sentence(naam, message), expected(naam, message)
    return f"'{naam}' voldoet niet aan het schema", IETS


def _of_another_namespace(element: str, attribute: str | None, message: str) -> tuple[str, str] | None:
    """The commonest mistake of home-made clients: the right name, without a namespace or in another one."""
    if attribute is not None:
        uri = namespace_of(attribute)
        if not uri or "is not allowed" not in message:
            return None
        tekst = f"het attribuut '{bare(attribute)}' {in_namespace(uri)} is hier niet toegestaan"
        return tekst, f"{bare(element)} zonder dit attribuut; attributen staan hier in geen namespace"
    naam = bare(element)
    for wanted in _wanted(message):
        if bare(wanted) == naam and wanted != element:
            here = in_namespace(namespace_of(element))
            return f"'{naam}' staat {here}", f"{naam} {in_namespace(namespace_of(wanted))}"
    return None


def _wanted(message: str) -> list[str]:
    """The elements that libxml2 says it expected, without wildcards."""
    expected = ELEMENTS.search(message)
    if expected is None:
        return []
    return [naam for naam in expected[1].split(", ") if not naam.startswith(WILDCARD)]


def _content(naam: str, message: str) -> str:
    if "Missing child" in message:
        return f"in '{naam}' ontbreekt een element"
    return f"'{naam}' staat hier niet op zijn plaats"


def _contents(_: str, message: str) -> str:
    names = [bare(naam) for naam in _wanted(message)]
    if not names:
        return GEEN_ELEMENT
    if WILDCARD in message:
        return one_of(names)
    return inhoud.of_names(names)


FACETS = {
    "minLength": "is leeg of te kort",
    "maxLength": "is te lang",
    "length": "heeft niet de juiste lengte",
    "pattern": "heeft niet de juiste vorm",
    "enumeration": "heeft een waarde die niet in de codelijst staat",
    "minInclusive": "is te laag",
    "minExclusive": "is te laag",
    "maxInclusive": "is te hoog",
    "maxExclusive": "is te hoog",
    "totalDigits": "heeft te veel cijfers",
    "fractionDigits": "heeft te veel decimalen",
}


def _facet(naam: str, message: str) -> str:
    reason = "heeft een waarde die niet is toegestaan"
    facet = FACET.search(message)
    if facet is not None:
        reason = FACETS.get(facet[1], reason)
    return f"'{naam}' {reason}"


def _of_facet(_: str, message: str) -> str:
    return of_facet(message) or VORM


def _datatype(naam: str, message: str) -> str:
    """The values of the type that libxml2 names at the end of its message, if it has a name."""
    _, separator, tail = message.rpartition(TYPE)
    if not separator or not tail.endswith("'."):
        return of_nameless(naam)
    return of_type(tail.removesuffix("'."))


def _attribute(naam: str, _: str) -> str:
    return f"het attribuut '{naam}' is hier niet toegestaan"


def _without_attribute(_: str, message: str) -> str:
    naam = "het element"
    match = ELEMENT.match(message)
    if match is not None:
        naam = bare(match[1])
    return f"{naam} zonder dit attribuut"


def _required(message: str) -> str:
    match = REQUIRED.search(message)
    if match is None:
        return ""
    return bare(match[1])


def _type(message: str) -> str:
    match = QNAME_VALUE.search(message)
    if match is None:
        return ""
    return f" '{bare(match[1])}'"


def _always(words: str) -> Words:
    return lambda _naam, _message: words


RULES: dict[str, tuple[Words, Words]] = {
    "SCHEMAV_ELEMENT_CONTENT": (_content, _contents),
    "SCHEMAV_CVC_COMPLEX_TYPE_2_1": (
        lambda naam, _: f"'{naam}' moet leeg zijn, ook zonder spaties",
        lambda naam, _: f"een element zonder inhoud, zoals <{naam}/>",
    ),
    "SCHEMAV_CVC_COMPLEX_TYPE_2_3": (
        lambda naam, _: f"'{naam}' mag geen tekst bevatten",
        _always("alleen elementen, zonder tekst ertussen"),
    ),
    "SCHEMAV_CVC_COMPLEX_TYPE_3_2": (_attribute, _without_attribute),
    "SCHEMAV_CVC_COMPLEX_TYPE_4": (
        lambda naam, message: f"in '{naam}' ontbreekt een attribuut: {_required(message)}",
        lambda _, message: f"het attribuut {_required(message)}",
    ),
    "SCHEMAV_CVC_TYPE_3_1_1": (_attribute, _without_attribute),
    "SCHEMAV_CVC_TYPE_3_1_2": (
        lambda naam, _: f"'{naam}' mag geen elementen bevatten",
        _always("alleen tekst"),
    ),
    "SCHEMAV_CVC_TYPE_2": (
        lambda naam, _: f"'{naam}' heeft een abstract type; xsi:type ontbreekt",
        _always("een xsi:type dat partijen hebben afgesproken"),
    ),
    "SCHEMAV_CVC_ELT_1": (
        lambda naam, _: f"'{naam}' is geen bekend element",
        _always("een element dat het schema noemt"),
    ),
    "SCHEMAV_CVC_ELT_3": (
        lambda naam, _: f"'{naam}' mag geen xsi:nil hebben",
        lambda naam, _: f"{naam} zonder xsi:nil",
    ),
    "SCHEMAV_CVC_ELT_4": (
        lambda _, message: f"het xsi:type{_type(message)} is niet bekend",
        _always("een xsi:type uit het schema, of geen xsi:type"),
    ),
    IDENTITY: (sleutels.sentence, sleutels.expected),
    "SCHEMAV_CVC_DATATYPE_VALID": (
        lambda naam, message: f"'{naam}' {kalender.sentence(_datatype(naam, message), message)}",
        lambda naam, message: kalender.existing(_datatype(naam, message), message),
    ),
    "SCHEMAV_CVC_": (_facet, _of_facet),
}
"""By the beginning of libxml2's name for the broken rule: the first that fits gives the words."""
