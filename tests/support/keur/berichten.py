"""A request and an answer of the double, and how a defect changes them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from lxml import etree

from uwlr_service.conformiteit.bericht import PREFIXES
from uwlr_service.conformiteit.verwachtingen import XPATH_PREFIXES
from uwlr_service.formats.parsing import HARDENED
from uwlr_service.formats.uwlr.namespaces import LEERLINGGEGEVENS, SOAP

LG = f"{{{LEERLINGGEGEVENS}}}"
ENVELOPE_OPEN = f'<soap:Envelope xmlns:soap="{SOAP}"><soap:Body>'
ENVELOPE_CLOSE = "</soap:Body></soap:Envelope>"

Edit = Callable[[etree._Element], object]
"""Changes a document in place; what it returns does not matter."""


@dataclass(frozen=True)
class Verzoek:
    """A call as it came in; ``sleutel`` is the key that the double hands out."""

    environ: Mapping[str, Any]
    body: bytes = field(repr=False)
    sleutel: str = field(repr=False)

    @cached_property
    def root(self) -> etree._Element | None:
        """The message; None if there is none, or one with a document type."""
        return None if b"<!DOCTYPE" in self.body else _parsed(self.body)

    @property
    def path(self) -> str:
        """The path that was called."""
        return str(self.environ["PATH_INFO"])

    def kop(self, name: str) -> str:
        """A header of HTTP; empty if it is not there."""
        variable = name.upper().replace("-", "_")
        return str(self.environ.get(f"HTTP_{variable}", self.environ.get(variable, "")))

    def has(self, path: str) -> bool:
        """Whether an expression of XPath holds for the message."""
        return self.root is not None and bool(xpath(self.root, path))

    def edited(self, edit: Edit) -> "Verzoek":
        """The same call with another message; itself if there is no message or nothing changed."""
        if self.root is None:
            return self
        body = _edited(self.root, edit)
        return self if body is None else replace(self, body=body)


@dataclass(frozen=True)
class Antwoord:
    """What the application answered."""

    status: int
    koppen: Mapping[str, str]
    body: bytes = field(repr=False)
    reden: str = ""
    """What stands behind the status, if not what belongs to it."""

    @cached_property
    def root(self) -> etree._Element | None:
        """The document; None if it is packed or not XML."""
        return _parsed(self.body)

    def has(self, path: str) -> bool:
        """Whether an expression of XPath holds for the document."""
        return self.root is not None and bool(xpath(self.root, path))

    @property
    def code(self) -> str:
        """The code of a fault without its prefix; empty if it is none."""
        found = [] if self.root is None else xpath(self.root, "string(//faultcode)")
        return str(found).rpartition(":")[2] if found else ""

    def edited(self, edit: Edit) -> "Antwoord":
        """The same answer with another document; itself if it is not XML or nothing changed."""
        if self.root is None:
            return self
        body = _edited(self.root, edit)
        return self if body is None else replace(self, body=body)


def xpath(node: etree._Element, path: str) -> Any:
    """What an expression gives, with the prefixes of the suites."""
    return node.xpath(path, namespaces=XPATH_PREFIXES)


def _parsed(body: bytes) -> etree._Element | None:
    try:
        return etree.fromstring(body, etree.XMLParser(**HARDENED))
    except etree.XMLSyntaxError:
        return None


def _edited(root: etree._Element, edit: Edit) -> bytes | None:
    before = etree.tostring(root)
    copy = etree.fromstring(before, etree.XMLParser(**HARDENED))
    edit(copy)
    if etree.tostring(copy) == before:
        return None
    return etree.tostring(copy, encoding=root.getroottree().docinfo.encoding or "UTF-8", xml_declaration=True)


# What a defect does to a document


def weg(path: str) -> Edit:
    """Take elements, attributes or texts out."""

    def edit(root: etree._Element) -> None:
        for found in xpath(root, path):
            if isinstance(found, etree._Element):
                found.getparent().remove(found)
            else:
                del found.getparent().attrib[found.attrname]

    return edit


def tekst(path: str, value: str | Callable[[str], str]) -> Edit:
    """Put another text into elements or attributes."""

    def edit(root: etree._Element) -> None:
        for found in xpath(root, path):
            if isinstance(found, etree._Element):
                found.text = value(found.text or "") if callable(value) else value
            else:
                made = value(str(found)) if callable(value) else value
                found.getparent().set(found.attrname, made)

    return edit


def erbij(path: str, xml: str) -> Edit:
    """Put an element at the end of others; the prefixes of the suites may be used in it."""

    def edit(root: etree._Element) -> None:
        for parent in xpath(root, path):
            parent.append(element(xml))

    return edit


def ervoor(path: str, xml: str) -> Edit:
    """Put an element right before others."""

    def edit(root: etree._Element) -> None:
        for sibling in xpath(root, path):
            sibling.addprevious(element(xml))

    return edit


def achteraan(path: str) -> Edit:
    """Move elements to the end of the elements that they are in."""

    def edit(root: etree._Element) -> None:
        for found in xpath(root, path):
            found.getparent().append(found)

    return edit


def allemaal(*edits: Edit) -> Edit:
    """One change after another."""

    def edit(root: etree._Element) -> None:
        for single in edits:
            single(root)

    return edit


def element(xml: str) -> etree._Element:
    """An element of its own."""
    declarations = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in PREFIXES.items())
    made = etree.fromstring(f"<erin {declarations}>{xml}</erin>")[0]
    made.tail = None
    return made


def fout(code: str, said: str = "Dit bericht is niet goed.", status: int = 500) -> Antwoord:
    """A fault in its right form."""
    said = f"<faultcode>soap:{code}</faultcode><faultstring>{said}</faultstring>"
    return envelop(f"<soap:Fault>{said}</soap:Fault>", status)


def envelop(xml: str, status: int = 200) -> Antwoord:
    """An answer with something in an envelope."""
    body = f"{ENVELOPE_OPEN}{xml}{ENVELOPE_CLOSE}"
    return Antwoord(status, {"Content-Type": "text/xml; charset=utf-8"}, body.encode())


def bladzijde(status: int) -> Antwoord:
    """A page of a web server in place of a message."""
    return Antwoord(status, {"Content-Type": "text/html"}, b"<html><body><p>Error<br></body></html>")
