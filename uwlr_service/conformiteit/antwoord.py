"""An answer as the cases judge it: its bytes taken apart once, and what of it a report may show."""

import codecs
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from email.message import Message
from functools import cached_property

from lxml import etree

from uwlr_service.conformiteit import namen
from uwlr_service.conformiteit.gkv import jsonboom
from uwlr_service.domain.fouten import OngeldigBericht
from uwlr_service.formats import jsontekst, parsing
from uwlr_service.formats.limits import ANTWOORD
from uwlr_service.formats.soap.envelop import BODY, ENVELOPE
from uwlr_service.formats.uwlr.namespaces import SOAP

FAULT = f"{{{SOAP}}}Fault"
BYTE_ORDER_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_BE, codecs.BOM_UTF16_LE)
"""What says the encoding better than HTTP (RFC 7303, 3.3)."""
MOST_LINES = 60
"""Elements of an answer that a report shows."""


class GeenAntwoord(Exception):
    """Nothing came back that HTTP knows; ``oorzaak`` says why in a few Dutch words."""

    def __init__(self, oorzaak: str) -> None:
        self.oorzaak = oorzaak
        super().__init__(oorzaak)


class NietTeBeoordelen(Exception):
    """Something else is so wrong that this cannot be judged; ``oorzaak`` says what, in a few Dutch words."""

    def __init__(self, oorzaak: str) -> None:
        self.oorzaak = oorzaak
        super().__init__(oorzaak)


@dataclass(frozen=True)
class Antwoord:
    """What came back over HTTP; ``headers`` by their names in lower case, ``seconds`` until the last byte."""

    url: str
    status: int
    headers: Mapping[str, str]
    content: bytes = field(repr=False)
    seconds: float

    @cached_property
    def root(self) -> etree._Element | None:
        """The root of the document, for JSON as ``jsonboom`` makes it; None if we can read neither."""
        try:
            if "json" in self.headers.get("content-type", "").lower():
                return jsonboom.tree(jsontekst.read(self.content))
            return parsing.parse(self._in_utf_8, limits=ANTWOORD)
        except (OngeldigBericht, jsontekst.JsonOngeldig):
            return None

    @property
    def _in_utf_8(self) -> bytes:
        """The document, whose encoding HTTP may be the only one to name (RFC 7303, 3)."""
        charset = _charset_of(self.headers.get("content-type", ""))
        if charset is None or self.content.startswith(BYTE_ORDER_MARKS):
            return self.content
        try:
            said = self.content.decode(charset)
        except (LookupError, UnicodeError):
            return self.content
        if said.startswith("<?xml"):
            said = said.partition("?>")[2]
        return said.encode("utf-8", "replace")

    @cached_property
    def element(self) -> etree._Element | None:
        """The only element in the body of the envelope; None if there is none such."""
        if self.root is None or self.root.tag != ENVELOPE:
            return None
        body = self.root.find(BODY)
        if body is None or len(body) != 1:
            return None
        return body[0]

    @property
    def fault(self) -> etree._Element | None:
        """The fault; None if the answer is not one."""
        if self.element is None or self.element.tag != FAULT:
            return None
        return self.element

    @property
    def faultcode(self) -> str | None:
        """The code of the fault without its prefix, such as ``Client.AutorisatieOngeldig``."""
        if self.fault is None:
            return None
        return (self.fault.findtext("faultcode") or "").strip().rpartition(":")[2]

    @property
    def digest(self) -> str:
        """SHA-256 of the bytes, in hexadecimal."""
        return hashlib.sha256(self.content).hexdigest()

    def outline(self) -> Iterator[str]:
        """The names of the elements with the lengths of what they hold, each further in than the one around.

        No value, and no name of the other side's own (``namen.py``): an answer is full of data of pupils, and
        a report travels.
        """
        if self.root is None:
            yield f"{len(self.content)} bytes, geen XML of JSON"
            return
        for number, element in enumerate(self.root.iter(etree.Element)):
            if number == MOST_LINES:
                yield "..."
                return
            yield _line(element)


def _charset_of(content_type: str) -> str | None:
    """The charset of a Content-Type; None if there is none, or it is the one that XML has anyway."""
    header = Message()
    header["Content-Type"] = content_type
    charset = header.get_content_charset()
    return None if charset in {None, "utf-8"} else charset


def _line(element: etree._Element) -> str:
    depth = sum(1 for _ in element.iterancestors())
    held = len((element.text or "").strip())
    shown = f"{'  ' * depth}{_name(element)}"
    attributes = [f"@{_name(name)}[{len(value)}]" for name, value in element.attrib.items()]
    if held:
        attributes.append(f"[{held}]")
    return " ".join([shown, *attributes])


def _name(named: etree._Element | str) -> str:
    return namen.shown(etree.QName(named).localname)
