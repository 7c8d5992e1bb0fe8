"""The form of a fault, what it gives away, and what it says."""

import re
from collections.abc import Iterator

from lxml import etree

from uwlr_service.conformiteit.antwoord import Antwoord
from uwlr_service.formats.parsing import HARDENED
from uwlr_service.formats.soap.envelop import BODY
from uwlr_service.formats.uwlr import namespaces

STACK = re.compile(
    r"Traceback \(most recent|\bat [\w.$<>]{1,200}\([\w.]{1,200}(:\d+)?\)|\bin /\S{1,200}\.php:\d"
)
STATEMENT = re.compile(r"\b(SELECT|INSERT INTO|UPDATE)\b.{1,300}\b(FROM|VALUES|SET)\b", re.DOTALL)
FOLDER = re.compile(r"(?<![\w/:])(/(home|var|usr|opt|srv)/\w|[A-Z]:\\\w)")
LEAKS = {
    "een stacktrace": STACK,
    "een opdracht aan de database": STATEMENT,
    "een map van de server": FOLDER,
}
"""What an answer may not give away, with what it looks like."""


def form_of_fault(fault: etree._Element) -> Iterator[str]:
    """What is not as SOAP 1.1, 4.4, wants it."""
    names = [child.tag for child in fault.iterchildren(etree.Element)]
    if names[:2] != ["faultcode", "faultstring"] or not set(names[2:]) <= {"faultactor", "detail"}:
        yield "in de fout horen faultcode en faultstring te staan, zonder namespace"
        return
    prefix, separator, _ = (fault[0].text or "").strip().rpartition(":")
    if not separator or fault[0].nsmap.get(prefix) != namespaces.SOAP:
        yield "de foutcode hoort in de namespace van de SOAP-envelop te staan"
    if not (fault[1].text or "").strip():
        yield "de faultstring is leeg"


def leaks(antwoord: Antwoord) -> Iterator[str]:
    """What a fault gives away about the server."""
    said = antwoord.content.decode("utf-8", "replace")
    for what, pattern in LEAKS.items():
        if pattern.search(said):
            yield f"in de fout staat {what}"


def said_of(antwoord: Antwoord, vraag: bytes) -> str:
    """What a fault says, with the texts of the request in it replaced by the names of their elements.

    Empty for what is not a fault. It is for comparing only: a report never shows it.
    """
    if antwoord.fault is None:
        return ""
    said = " ".join("".join(antwoord.fault.itertext()).split())
    for value, name in sorted(_texts_of(vraag), key=lambda pair: len(pair[0]), reverse=True):
        said = said.replace(value, f"<{name}>")
    return said


def _texts_of(vraag: bytes) -> Iterator[tuple[str, str]]:
    try:
        body = etree.fromstring(vraag, etree.XMLParser(**HARDENED)).find(BODY)
    except etree.XMLSyntaxError:  # sent like that on purpose
        return
    if body is None:
        return
    for element in body.iter(etree.Element):
        if element.text and element.text.strip():
            yield element.text.strip(), etree.QName(element).localname
