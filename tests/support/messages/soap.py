"""SOAP messages as text, and their answers taken apart."""

import gzip
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from tests.support.schools.builders import JAAR
from uwlr_service.formats.uwlr.namespaces import AUTORISATIE, LEERLINGGEGEVENS, SOAP

LG = f"{{{LEERLINGGEGEVENS}}}"
PULL = "/uwlr/leerlinggegevens"
GETRAPT = "/uwlr/leerlinggegevens/getrapt"


def header(sleutel: str, klantcode: str = "U1", klantnaam: str = "Uitgeverij") -> str:
    """The header ``autorisatie``."""
    return (
        f'<a:autorisatie xmlns:a="{AUTORISATIE}"><a:autorisatiesleutel>{sleutel}</a:autorisatiesleutel>'
        f"<a:klantcode>{klantcode}</a:klantcode><a:klantnaam>{klantnaam}</a:klantnaam></a:autorisatie>"
    )


def verzoek(bericht: str = "leerlinggegevens", /, *, extra: str | None = None, **velden: str | None) -> str:
    """The body element of a request; a field that is None is left out, ``extra`` comes last."""
    waarden: dict[str, str | None] = {
        "schooljaar": JAAR,
        "brincode": "99XX",
        "dependancecode": "16",
        "schoolkey": None,
        "xsdversie": "2.2",
        "gegevenssetid": None,
        "laatstontvangengegevens": None,
    }
    inner = "".join(f"<{n}>{w}</{n}>" for n, w in (waarden | velden).items() if w is not None)
    if extra is not None:
        inner += extra
    return f'<{bericht}_verzoek xmlns="{LEERLINGGEGEVENS}">{inner}</{bericht}_verzoek>'


def envelope(body: str, head: str = "") -> bytes:
    """A SOAP 1.1 message."""
    return (
        f'<s:Envelope xmlns:s="{SOAP}"><s:Header>{head}</s:Header><s:Body>{body}</s:Body></s:Envelope>'
    ).encode()


def request(
    sleutel: str, bericht: str = "leerlinggegevens", /, *, extra: str | None = None, **velden: str | None
) -> bytes:
    """A whole request for pupil data by Uitgeverij."""
    return envelope(verzoek(bericht, extra=extra, **velden), header(sleutel))


@dataclass(frozen=True)
class Answer:
    """An HTTP answer; the names of ``headers`` are in lower case."""

    status: int
    headers: Mapping[str, str]
    sent: bytes

    @cached_property
    def content(self) -> bytes:
        """The document, unpacked."""
        return gzip.decompress(self.sent) if self.headers.get("content-encoding") == "gzip" else self.sent

    @cached_property
    def root(self) -> etree._Element:
        """The envelope."""
        return etree.fromstring(self.content)

    @property
    def body(self) -> etree._Element:
        """The one element in the SOAP Body."""
        (element,) = self.root.find(f"{{{SOAP}}}Body")
        return element

    @property
    def faultcode(self) -> str | None:
        """The local part of the fault's code; None if it is not a fault. Its prefix is the envelope's."""
        code = self.root.findtext(f".//{{{SOAP}}}Fault/faultcode")
        if code is None:
            return None
        prefix, _, local = code.partition(":")
        assert self.root.nsmap.get(prefix) == SOAP
        return local

    @property
    def faultstring(self) -> str:
        """What the sender is told."""
        return self.root.findtext(f".//{{{SOAP}}}Fault/faultstring") or ""

    @property
    def kind(self) -> str:
        """``geenwijzigingen``, ``geengegevens``, the element with the data, or the fault's code."""
        return self.faultcode or etree.QName(next(iter(self.body), self.body)).localname

    @property
    def aanmaakdatum(self) -> str:
        """What a client echoes as laatstontvangengegevens."""
        moment = self.body.findtext(f".//{LG}aanmaakdatum")
        assert moment is not None
        return moment

    def keys(self, soort: str = "leerling") -> list[str]:
        """The keys of the pupils, or of another kind."""
        containers = {"leerling": "leerlingen", "leerkracht": "leerkrachten", "vestiging": "vestigingen"}
        path = f"*/{LG}{containers.get(soort, 'groepen')}/{LG}{soort}"
        return [element.get("key", "") for element in self.body.iterfind(path)]
