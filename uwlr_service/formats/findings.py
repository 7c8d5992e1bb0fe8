"""The faults that a schema finds in a document, as findings in Dutch with place and cause."""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from lxml import etree

from uwlr_service.domain.fouten import EN_MEER, MOST_MELDINGEN, Melding
from uwlr_service.formats import judging
from uwlr_service.formats.collapsing import collapse
from uwlr_service.formats.places import Places
from uwlr_service.formats.schemas import Schema
from uwlr_service.formats.verwachting import CLARK, ELEMENTS, of_message
from uwlr_service.formats.welgevormd import VALIDATION, melding_of

LIMIT = MOST_MELDINGEN
LONGEST_MESSAGE = 8192
"""Characters of what libxml2 says: it quotes the value, which can be as long as the message."""

LONGEST_KEY = 66
"""As many characters as the longest key in 2.1, with its quotes."""

LAST_EXACT_LINE = 65534
"""libxml2 keeps the line of an element in 16 bits."""

ELEMENT = re.compile(r"Element '([^']*)'(?:, attribute '([^']*)')?: ")
FACET = re.compile(r"\[facet '(\w+)'\]")
BEFORE = etree.XPath("count(preceding-sibling::*[local-name()=$name and namespace-uri()=$uri])")
"""How many siblings of the same name come before an element; there can be a hundred thousand."""
KEY_SEQUENCE = re.compile(
    r"No match found for key-sequence \[([^\]]{0,1000})\]|Duplicate key-sequence \[([^\]]{0,1000})\]"
)


def findings(
    schema: Schema, element: etree._Element, limit: int = LIMIT, *, is_large: bool | None = None
) -> list[Melding]:
    """Validate an element; an empty list when it is valid, and EN_MEER at the end beyond the limit.

    ``is_large`` is what ``judging`` says of it, from a caller that has asked already. White space around the
    values of the element is taken away where it means nothing and the element has a fault as it is.

    Values are never quoted: a fault goes into logs and tickets, and a value may be a pupil's name. There are
    two exceptions: the name of a type, and a key that is referred to, which in no schema is a person's.
    """
    if is_large is None:
        is_large = judging.is_large(element)
    entries = _entries(schema, element, limit, is_large=is_large)
    if entries and collapse(element, schema.collapsing()):
        entries = _entries(schema, element, limit, is_large=is_large)
    if not entries:
        return []
    places = Places(element)
    return bounded((_melding(places, entry) for entry in _without_echo(entries)), limit)


def _entries(schema: Schema, element: etree._Element, limit: int, *, is_large: bool) -> list[etree._LogEntry]:
    compiled = schema.compiled()
    if is_large:
        return judging.entries_of(compiled, element, limit)
    compiled.validate(element)
    return list(compiled.error_log)


def _melding(places: Places, entry: etree._LogEntry) -> Melding:
    node = places.find(entry.path)
    return Melding(
        tekst=_dutch(entry),
        regel=_line(node, entry),
        pad=place_of(node),
        key=_key_around(node),
        verwacht=of_message(entry.type_name, _shortened(entry.message)),
    )


def _shortened(message: str) -> str:
    """A message of libxml2 without the middle of a value that it quotes, however long that is."""
    if len(message) <= LONGEST_MESSAGE:
        return message
    half = LONGEST_MESSAGE // 2
    return message[:half] + message[-half:]


def bounded(meldingen: Iterable[Melding], limit: int = LIMIT) -> list[Melding]:
    """The first findings, which are made one by one, and EN_MEER where there are more."""
    first = list(islice(meldingen, limit + 1))
    if len(first) > limit:
        first[limit] = EN_MEER
    return first


def streamed(error: etree.XMLSyntaxError) -> Melding:
    """The fault that stopped a document that was read and validated as a stream, without quoting values.

    A stream has no lines: libxml2 only counts them for what it keeps.
    """
    for entry in reversed(error.error_log):
        if entry.domain_name == VALIDATION and entry.message == error.msg:
            return Melding(
                tekst=_dutch(entry), verwacht=of_message(entry.type_name, _shortened(entry.message))
            )
    return melding_of(error)


def _without_echo(log: Iterable[etree._LogEntry]) -> Iterator[etree._LogEntry]:
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
    quoted = _shortened(entry.message)
    if stranger := _of_another_namespace(quoted):
        return stranger
    message = CLARK.sub("", quoted)
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


def _line(node: etree._Element | None, entry: etree._LogEntry) -> int | None:
    if entry.line > LAST_EXACT_LINE and node is not None:
        return line_of(node)
    return int(entry.line) or None


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


def place_of(node: etree._Element | None) -> str | None:
    """The place of a node as local names from the root of its document, ``/a/b[2]``."""
    steps: list[str] = []
    while node is not None:
        name = etree.QName(node)
        position = int(BEFORE(node, name=name.localname, uri=name.namespace or "")) + 1
        if position > 1 or next(node.itersiblings(node.tag), None) is not None:
            steps.append(f"{name.localname}[{position}]")
        else:
            steps.append(name.localname)
        node = node.getparent()
    if not steps:
        return None
    return "/" + "/".join(reversed(steps))


def _key_around(node: etree._Element | None) -> str | None:
    """The key of the nearest object around a place, so that a person can look it up."""
    while node is not None:
        if node.get("key"):
            return str(node.get("key"))
        node = node.getparent()
    return None
