"""The faults that a schema finds in a document, as findings in Dutch with place and cause."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice

from lxml import etree

from uwlr_service.domain.fouten import EN_MEER, MOST_MELDINGEN, Melding
from uwlr_service.formats import judging
from uwlr_service.formats.places import Places
from uwlr_service.formats.schemafouten.sleutels import Verwijzingen
from uwlr_service.formats.schemafouten.zinnen import IDENTITY, LONGEST_NAME, sentence_and_expected
from uwlr_service.formats.schemas import Schema
from uwlr_service.formats.uwlr.namespaces import SOAP
from uwlr_service.formats.welgevormd import VALIDATION, melding_of
from uwlr_service.formats.witruimte.collapsing import collapse

LIMIT = MOST_MELDINGEN
LONGEST_MESSAGE = 8192
"""Characters of what libxml2 says: it quotes the value, which can be as long as the message."""

LAST_EXACT_LINE = 65534
"""libxml2 keeps the line of an element in 16 bits."""

NO_KEY = "Not all fields of key identity-constraint"
NO_VALUE = "No precomputed value available"
"""What libxml2 adds about a key that it has refused or missed already."""
ENVELOPES = (f"{{{SOAP}}}Header", f"{{{SOAP}}}Body")
"""What a payload stands in: its own path begins within."""
BEFORE = etree.XPath("count(preceding-sibling::*[local-name()=$name])")
"""How many siblings of the same name come before an element; there can be a hundred thousand."""
CHILD = etree.XPath("*[local-name()=$name][$number]")


def findings(
    schema: Schema, element: etree._Element, limit: int = LIMIT, *, is_large: bool | None = None
) -> list[Melding]:
    """Validate an element; an empty list when it is valid, and EN_MEER at the end beyond the limit.

    ``is_large`` is what ``judging`` says of it, from a caller that has asked already. White space around the
    values of the element is taken away where it means nothing and the element has a fault as it is.

    Values are never quoted (``schemafouten/zinnen.py``).
    """
    if is_large is None:
        is_large = judging.is_large(element)
    entries = _entries(schema, element, limit, is_large=is_large)
    if entries and collapse(element, schema.collapsing()):
        entries = _entries(schema, element, limit, is_large=is_large)
    if not entries:
        return []
    places = Places(element)
    verwijzingen = Verwijzingen(element)
    return bounded((_melding(places, verwijzingen, entry) for entry in _without_echo(entries)), limit)


def _entries(schema: Schema, element: etree._Element, limit: int, *, is_large: bool) -> list[etree._LogEntry]:
    compiled = schema.compiled()
    if is_large:
        return judging.entries_of(compiled, element, limit)
    if compiled.validate(element):
        return []
    return list(compiled.error_log)


def _melding(places: Places, verwijzingen: Verwijzingen, entry: etree._LogEntry) -> Melding:
    node = places.find(entry.path)
    if node is None:
        node = verwijzingen.find(_shortened(entry.message))
    return replace(_words(entry), regel=_line(node, entry), pad=place_of(node), key=_key_around(node))


def _words(entry: etree._LogEntry) -> Melding:
    """A finding without its place."""
    tekst, verwacht = sentence_and_expected(entry.type_name, _shortened(entry.message))
    return Melding(tekst=tekst, verwacht=verwacht, is_inhoud=entry.type_name == IDENTITY)


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
            return _words(entry)
    return melding_of(error)


def _without_echo(log: Iterable[etree._LogEntry]) -> Iterator[etree._LogEntry]:
    """The log without repetitions: libxml2 reports a broken facet twice, the second time in general words."""
    previous = None
    for entry in log:
        place = (entry.line, entry.path)
        if place == previous and entry.path is not None and _is_echo(entry):
            continue
        previous = place
        yield entry


def _is_echo(entry: etree._LogEntry) -> bool:
    """Whether an entry only says again that the element of the entry before it is wrong."""
    if entry.type_name == IDENTITY:
        return NO_KEY in entry.message or NO_VALUE in entry.message
    return (
        entry.type_name.startswith("SCHEMAV_CVC_DATATYPE_VALID") and "is not a valid value" in entry.message
    )


def _line(node: etree._Element | None, entry: etree._LogEntry) -> int | None:
    # Of a large document a copy was judged, which has other lines, so the element itself knows better.
    if node is not None:
        return line_of(node) or None
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
    """The place of a node as local names from the root of its document, ``/a/b[2]``.

    In a SOAP message that is the document in its Header or Body. An element has a number where its parent
    holds several of that name.
    """
    steps: list[str] = []
    while node is not None:
        name = etree.QName(node).localname
        shown = name[:LONGEST_NAME]
        parent = node.getparent()
        if parent is not None and parent.tag in ENVELOPES:
            steps.append(shown)
            break
        position = int(BEFORE(node, name=name)) + 1
        if position > 1 or next(node.itersiblings(f"{{*}}{name}"), None) is not None:
            steps.append(f"{shown}[{position}]")
        else:
            steps.append(shown)
        node = parent
    if not steps:
        return None
    return "/" + "/".join(reversed(steps))


def with_lines(root: etree._Element, meldingen: Iterable[Melding]) -> tuple[Melding, ...]:
    """Findings on the content of a document, each with the line of the element that its path leads to."""
    return tuple(_with_line(root, melding) for melding in meldingen)


def _with_line(root: etree._Element, melding: Melding) -> Melding:
    if melding.pad is None:
        return melding
    element = _element_at(root, melding.pad)
    if element is None:
        return melding
    return replace(melding, regel=line_of(element) or None)


def _element_at(root: etree._Element, pad: str) -> etree._Element | None:
    """The element that a path of ours leads to; None where it is not there any more."""
    element: etree._Element | None = root
    for step in pad.split("/")[2:]:
        name, _, number = step.rstrip("]").partition("[")
        if element is None:
            return None
        element = next(iter(CHILD(element, name=name, number=int(number or 1))), None)
    return element


def _key_around(node: etree._Element | None) -> str | None:
    """The key of the nearest object around a place, so that a person can look it up."""
    while node is not None:
        if node.get("key"):
            return str(node.get("key"))
        node = node.getparent()
    return None
