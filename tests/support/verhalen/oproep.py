"""How the program of a company calls: over SOAP, with the key that its administrator copied from a page."""

from dataclasses import dataclass

from lxml import etree

from tests.support.callers import post
from tests.support.messages.soap import LG, Answer, envelope, header, verzoek
from uwlr_service.domain.school.school import Schoolcode


@dataclass(frozen=True, kw_only=True)
class Programma:
    """A program that fetches pupils, and knows what is in the settings of whoever installed it."""

    url: str
    sleutel: str
    klantcode: str
    klantnaam: str

    def fetch(self, school: Schoolcode) -> Answer:
        """Everything of a school."""
        asked = verzoek(brincode=school.brincode, dependancecode=school.dependancecode)
        return post(self.url, envelope(asked, header(self.sleutel, self.klantcode, self.klantnaam)))


def pupils(answer: Answer) -> dict[str, dict[str, str]]:
    """The fields of each pupil in an answer, by the key."""
    assert answer.faultcode is None, answer.faultstring
    elements = answer.body.iterfind(f"*/{LG}leerlingen/{LG}leerling")
    return {element.get("key", ""): _fields(element) for element in elements}


def _fields(element: etree._Element) -> dict[str, str]:
    named = {etree.QName(child).localname: child for child in element}
    return {naam: child.text or child.get("key", "") for naam, child in named.items()}
