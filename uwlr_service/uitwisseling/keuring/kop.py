"""What a file says of itself at its beginning, however wrong it is further on."""

from contextlib import suppress
from dataclasses import dataclass

from lxml import etree

from uwlr_service.formats.edexml.vindplaats import local_name
from uwlr_service.formats.parsing import HARDENED

SPACE = b" \t\r\n"
BEGINNING = 64 * 1024
"""Bytes that are looked at."""


@dataclass(frozen=True, slots=True)
class Kop:
    """The first element of a document, and the first version that it names; None where there is none."""

    tag: str | None
    xsdversie: str | None

    @property
    def naam(self) -> str | None:
        """The bare name of the first element, without its prefix where that was never declared."""
        return None if self.tag is None else local_name(self.tag).rpartition(":")[2]

    @property
    def namespace(self) -> str | None:
        """The namespace of the first element; None for an element without one."""
        if self.tag is None or not self.tag.startswith("{"):
            return None
        return self.tag[1:].partition("}")[0]


def kop_of(data: bytes) -> Kop:
    """The head of a document; nothing of it may be believed of one that is not judged."""
    parser = etree.XMLPullParser(events=("start", "end"), **HARDENED)
    with suppress(etree.XMLSyntaxError):
        parser.feed(data[:BEGINNING].lstrip(SPACE))
    tag: str | None = None
    with suppress(etree.XMLSyntaxError):
        for event, element in parser.read_events():
            if tag is None:
                tag = element.tag
            if event == "end" and local_name(element.tag) == "xsdversie":
                return Kop(tag, element.text)
    return Kop(tag, None)
