"""What the tests of GeneriekeService share: requests of a consumer, and its way of reading answers."""

import re
from dataclasses import dataclass
from functools import cache, cached_property
from wsgiref.types import WSGIApplication
from xml.dom import minidom
from xml.sax.saxutils import escape

from lxml import etree

from tests.support.callers import call
from tests.support.messages.soap import Answer
from tests.support.schools.builders import JAAR
from uwlr_service.formats.schemas import XSD
from uwlr_service.uitwisseling.koppeling.uitgifte import Uitgifte

PATH = "/gkv/GeneriekeService"
LEVERANCIER = "Identity & Access Manager (IAM)"
LEERLINGEN = "getLeerlingen"
MEDEWERKERS = "getMedewerkers"
OPERATIES = (LEERLINGEN, MEDEWERKERS)
NAAR_BUITEN = JAAR.replace("-", " / ")
BEGIN = (
    '<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>'
    '<ns2:{0}Response xmlns:ns2="http://www.topicus.nl/parnassys"><return>'
)
END = "</return></ns2:{0}Response></soap:Body></soap:Envelope>"
LIJSTEN = {
    LEERLINGEN: ["adressen", "groepen", "schooljaren", "inschrijvingtypes", "leerlingen"],
    MEDEWERKERS: ["adressen", "dienstverbanden", "medewerkers"],
}


def vraag(sleutel: str, operatie: str = LEERLINGEN, /, **velden: str | None) -> bytes:
    """A request as the known consumer sends it; a field that is None is left out."""
    waarden = {
        "leveranciernaam": LEVERANCIER,
        "leveranciersleutel": sleutel,
        "brinnummer": "99XX16",
        "schooljaar": NAAR_BUITEN,
    }
    inner = "".join(
        f'<{naam} xmlns="">{escape(waarde)}</{naam}>'
        for naam, waarde in (waarden | velden).items()
        if waarde is not None
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>'
        '<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><soap:Body>'
        f'<{operatie} xmlns="http://www.topicus.nl/parnassys">{inner}</{operatie}>'
        "</soap:Body></soap:Envelope>"
    ).encode()


@dataclass(frozen=True)
class Consumer:
    """An answer, read as the known consumer reads it: by position, and with paths without prefixes."""

    answer: Answer
    operatie: str = LEERLINGEN

    @cached_property
    def teruggave(self) -> etree._Element:
        """The element ``return``; whatever stands before or between the envelopes would be in its way."""
        assert self.answer.status == 200, self.answer.content
        text = self.answer.content.decode()
        assert text.startswith(BEGIN.format(self.operatie))
        assert text.endswith(END.format(self.operatie))
        first: minidom.Node | None = minidom.parseString(text)
        names = []
        while first is not None:
            names.append(first.nodeName)
            first = first.firstChild
        assert names[3:5] == [f"ns2:{self.operatie}Response", "return"]
        schema().assertValid(self.answer.body)
        (teruggave,) = self.answer.body
        assert [child.tag for child in teruggave] == LIJSTEN[self.operatie]
        return teruggave

    def ids(self, path: str) -> list[int]:
        """The numbers of what is at a path."""
        return [int(element.findtext("id")) for element in self.teruggave.xpath(path)]

    def leerling(self, roepnaam: str) -> etree._Element:
        """One pupil, by name."""
        (leerling,) = self.teruggave.xpath("leerlingen/leerling[roepNaam=$naam]", naam=roepnaam)
        return leerling

    def groepen_of(self, roepnaam: str) -> list[str]:
        """The names of the groups of a pupil, found by their numbers."""
        return [
            self.teruggave.xpath("groepen/groep[id=$id]/naam", id=indeling.findtext("groep"))[0].text
            for indeling in self.leerling(roepnaam).xpath("groepsindelingen/groepsindeling")
        ]


@cache
def schema() -> etree.XMLSchema:
    """The schema inside our WSDL."""
    wsdl = etree.parse(str(XSD / "gkv-1" / "GeneriekeService.wsdl"))
    (inner,) = wsdl.iter("{http://www.w3.org/2001/XMLSchema}schema")
    return etree.XMLSchema(inner)


def has_declaration(answer: Answer) -> bool:
    """Whether a document begins with anything but the envelope."""
    return not answer.content.startswith(b"<soap:Envelope ")


def ask(dienst: WSGIApplication, body: bytes, **environ: object) -> Answer:
    """What the service answers to a message."""
    return call(dienst, body, PATH, **environ)


def leerlingen(dienst: WSGIApplication, gkv: Uitgifte, **velden: str | None) -> Consumer:
    """The pupils, as a consumer reads them."""
    return Consumer(ask(dienst, vraag(gkv.sleutel, **velden)))


def medewerkers(dienst: WSGIApplication, gkv: Uitgifte) -> Consumer:
    """The employees, as a consumer reads them."""
    return Consumer(ask(dienst, vraag(gkv.sleutel, MEDEWERKERS)), MEDEWERKERS)


def refused(answer: Answer, said: str, status: int = 500) -> None:
    """Assert that an answer is a fault of the caller, in these words."""
    assert answer.status == status, answer.content
    assert answer.headers["content-type"] == "text/xml; charset=utf-8"
    assert not has_declaration(answer)
    assert answer.faultcode == "Client"
    assert re.search(said, answer.faultstring), answer.faultstring
