"""The faults that a schema finds in a document, as findings in Dutch with place and cause."""

import re
from collections.abc import Callable, Iterable, Iterator

from lxml import etree

from uwlr_service.domain.fouten import Melding
from uwlr_service.formats.schemas import Schema
from uwlr_service.formats.verwachting import CLARK, ELEMENTS, of_message
from uwlr_service.formats.welgevormd import VALIDATION, melding_of

LIMIT = 25
"""More findings than this help nobody, and a message can hold a million faults."""

LONGEST_KEY = 66
"""As many characters as the longest key in 2.1, with its quotes."""

LAST_EXACT_LINE = 65534
"""libxml2 keeps the line of an element in 16 bits."""

ELEMENT = re.compile(r"Element '([^']*)'(?:, attribute '([^']*)')?: ")
FACET = re.compile(r"\[facet '(\w+)'\]")
KEY_SEQUENCE = re.compile(r"No match found for key-sequence \[([^\]]*)\]|Duplicate key-sequence \[([^\]]*)\]")


def findings(schema: Schema, element: etree._Element, limit: int = LIMIT) -> list[Melding]:
    """Validate an element; an empty list when it is valid.

    Values are never quoted: a fault goes into logs and tickets, and a value may be a pupil's name. There are
    two exceptions: the name of a type, and a key that is referred to, which in no schema is a person's.
    """
    compiled = schema.compiled()
    if compiled.validate(element):
        return []
    tree = etree.ElementTree(element)  # libxml2 reports paths relative to what it validated
    return [
        Melding(
            tekst=_dutch(entry),
            regel=_line(tree, entry),
            pad=path_of(tree, entry.path),
            key=key_of(tree, entry.path),
            verwacht=of_message(entry.type_name, entry.message),
        )
        for entry in list(_without_echo(compiled.error_log))[:limit]
    ]


def streamed(error: etree.XMLSyntaxError) -> Melding:
    """The fault that stopped a document that was read and validated as a stream, without quoting values.

    A stream has no lines: libxml2 only counts them for what it keeps.
    """
    for entry in reversed(error.error_log):
        if entry.domain_name == VALIDATION and entry.message == error.msg:
            return Melding(tekst=_dutch(entry), verwacht=of_message(entry.type_name, entry.message))
    return melding_of(error)


def _without_echo(log: etree._ListErrorLog) -> Iterator[etree._LogEntry]:
    """The log without repetitions: libxml2 reports a broken facet twice, the second time in general words."""
    previous = None
    for entry in log:
        echo = (
            entry.type_name.startswith("SCHEMAV_CVC_DATATYPE_VALID")
            and "is not a valid value" in entry.message
        )
        if echo and previous is not None and (entry.line, entry.path) == previous:
            continue
        previous = (entry.line, entry.path)
        yield entry


def _dutch(entry: etree._LogEntry) -> str:
    if stranger := _of_another_namespace(entry.message):
        return stranger
    message = CLARK.sub("", entry.message)
    naam = ""
    match = ELEMENT.match(message)
    if match is not None:
        naam = match[2] or match[1]
    for kind, sentence in SENTENCES.items():
        if entry.type_name.startswith(kind):
            return sentence(naam, message)
    return f"'{naam}' voldoet niet aan het schema"


def _of_another_namespace(message: str) -> str | None:
    """The commonest mistake of home-made clients: the right name, without a namespace or in another one."""
    element = ELEMENT.match(message)
    expected = ELEMENTS.search(message)
    if element is None or expected is None:
        return None
    naam = CLARK.sub("", element[1])
    for wanted in expected[1].split(", "):
        if wanted.endswith(f"}}{naam}") and wanted != element[1]:
            return f"'{naam}' staat niet in de namespace {wanted[1:].partition('}')[0]}"
    return None


def _content(naam: str, message: str) -> str:
    wants = ""
    expected = ELEMENTS.search(message)
    if expected is not None:
        wants = f"; verwacht: {expected[1]}"
    if "Missing child" in message:
        return f"in '{naam}' ontbreekt een element{wants}"
    return f"'{naam}' staat hier niet op zijn plaats{wants}"


FACETS = {
    "minLength": "is leeg of te kort",
    "maxLength": "is te lang",
    "length": "heeft niet de juiste lengte",
    "pattern": "heeft niet de juiste vorm",
    "enumeration": "heeft een waarde die niet in de codelijst staat",
}


def _facet(naam: str, message: str) -> str:
    reason = "heeft een waarde die niet is toegestaan"
    facet = FACET.search(message)
    if facet is not None:
        reason = FACETS.get(facet[1], reason)
    return f"'{naam}' {reason}"


def _identity(naam: str, message: str) -> str:
    match = KEY_SEQUENCE.search(message)
    if match is None:
        return f"'{naam}' heeft geen (geldige) key"
    if match[1]:
        return f"'{naam}' verwijst naar {match[1][:LONGEST_KEY]}, en die key staat niet in het document"
    return f"de key van '{naam}' komt meer dan eens voor"


SENTENCES: dict[str, Callable[[str, str], str]] = {
    "SCHEMAV_ELEMENT_CONTENT": _content,
    "SCHEMAV_CVC_COMPLEX_TYPE_2_1": lambda naam, _: f"'{naam}' moet leeg zijn, ook zonder spaties",
    "SCHEMAV_CVC_COMPLEX_TYPE_2_3": lambda naam, _: f"'{naam}' mag geen tekst bevatten",
    "SCHEMAV_CVC_COMPLEX_TYPE_3_2": lambda naam, _: f"het attribuut '{naam}' is hier niet toegestaan",
    "SCHEMAV_CVC_COMPLEX_TYPE_4": lambda naam, message: (
        f"in '{naam}' ontbreekt een attribuut{_named(message)}"
    ),
    "SCHEMAV_CVC_TYPE_3_1_1": lambda naam, _: f"het attribuut '{naam}' is hier niet toegestaan",
    "SCHEMAV_CVC_TYPE_3_1_2": lambda naam, _: f"'{naam}' mag geen elementen bevatten",
    "SCHEMAV_CVC_TYPE_2": lambda naam, _: f"'{naam}' heeft een abstract type; xsi:type ontbreekt",
    "SCHEMAV_CVC_ELT_1": lambda naam, _: f"'{naam}' is geen bekend element",
    "SCHEMAV_CVC_ELT_3": lambda naam, _: f"'{naam}' mag geen xsi:nil hebben",
    "SCHEMAV_CVC_ELT_4": lambda _, message: f"het xsi:type{_type(message)} is niet bekend",
    "SCHEMAV_CVC_IDC": _identity,
    "SCHEMAV_CVC_DATATYPE_VALID": lambda naam, _: f"'{naam}' heeft niet de juiste vorm",
    "SCHEMAV_CVC_": _facet,
}
"""By the beginning of libxml2's name for the broken rule: the first that fits gives the sentence."""


def _named(message: str) -> str:
    match = re.search(r"The attribute '([^']*)' is required", message)
    if match is None:
        return ""
    return f": {match[1]}"


def _type(message: str) -> str:
    match = re.search(r"value '([^']*)'", message)
    if match is None:
        return ""
    return f" '{match[1]}'"


def _node(tree: etree._ElementTree, path: str | None) -> etree._Element | None:
    if not path:
        return None
    try:
        nodes = tree.xpath(path, namespaces=_prefixes([tree.getroot()]))
    except etree.XPathError:  # a prefix that is declared further down
        nodes = tree.xpath(path, namespaces=_prefixes(tree.iter()))
    for node in nodes:
        if isinstance(node, etree._Element):
            return node
    return None


def _prefixes(nodes: Iterable[etree._Element]) -> dict[str, str]:
    """The declared prefixes; XPath knows no default namespace, which has None for a prefix."""
    prefixes: dict[str, str] = {}
    for node in nodes:
        prefixes |= {prefix: uri for prefix, uri in node.nsmap.items() if prefix}
    return prefixes


def _line(tree: etree._ElementTree, entry: etree._LogEntry) -> int:
    if entry.line > LAST_EXACT_LINE:
        node = _node(tree, entry.path)
        if node is not None:
            return line_of(node)
    return int(entry.line)


def line_of(element: etree._Element) -> int:
    """The line that an element begins on.

    Past line 65534 libxml2 answers with the end of a text in or beside the element, which is then as many
    lines too far as that text has line ends.
    """
    line: int = element.sourceline or 0
    if line <= LAST_EXACT_LINE:
        return line
    if element.text is not None:
        return line - str(element.text).count("\n")
    if len(element):
        return line_of(element[0])
    if element.tail is not None:
        return line - str(element.tail).count("\n")
    following = element.getnext()
    if following is None:
        return line
    return line_of(following)


def path_of(tree: etree._ElementTree, path: str | None) -> str | None:
    """libxml2's ``/*/*[2]`` as local names from the root of the document, ``/a/b[2]``."""
    return place_of(_node(tree, path))


def place_of(node: etree._Element | None) -> str | None:
    """The place of a node as local names from the root of its document, ``/a/b[2]``."""
    steps: list[str] = []
    while node is not None:
        name = etree.QName(node).localname
        parent = node.getparent()
        if parent is not None:
            same = parent.findall(node.tag)
            if len(same) > 1:
                name += f"[{same.index(node) + 1}]"
        steps.append(name)
        node = parent
    if not steps:
        return None
    return "/" + "/".join(reversed(steps))


def key_of(tree: etree._ElementTree, path: str | None) -> str | None:
    """The key of the nearest object around a place, so that a person can look it up."""
    node = _node(tree, path)
    while node is not None:
        if node.get("key"):
            return node.get("key")
        node = node.getparent()
    return None
