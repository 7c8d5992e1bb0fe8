"""What publishers send: a question for a school, and a message with the results of a class."""

import re
from collections.abc import Sequence
from datetime import datetime
from xml.sax.saxutils import escape

from bench import messages
from bench.landelijk.asking.callers import Reply, Wrong
from bench.landelijk.land import UwlrLink
from uwlr_service.domain import tijd
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.formats.uwlr.namespaces import LEERLINGGEGEVENS, LEERRESULTATEN

RESULTS = 25
"""In a message: one test of one class."""
UNCHANGED = b"geenwijzigingen"
STORED = b"leerresultaten_bevestiging"
AANMAAKDATUM = re.compile(rb"aanmaakdatum>([0-9T:.+Z-]{10,40})<")
FAULT = re.compile(rb"faultcode[^>]*>(?:[a-z]{1,10}:)?([A-Za-z.]{1,60})<")
TEST = (
    "<toetsen><toets><toetscode>blok-1</toetscode><toetsnaam>Blok 1</toetsnaam><toetsnormering>"
    "<norm><term>onvoldoende</term><beginnormwaarde>0</beginnormwaarde><eindnormwaarde>5</eindnormwaarde></norm>"
    "<norm><term>voldoende</term><beginnormwaarde>6</beginnormwaarde><eindnormwaarde>10</eindnormwaarde></norm>"
    "</toetsnormering><toetsonderdelen><toetsonderdeel><toetsonderdeelvolgnummer>1</toetsonderdeelvolgnummer>"
    "<toetsonderdeelcode>deel-1</toetsonderdeelcode></toetsonderdeel></toetsonderdelen></toets></toetsen>"
)


def headers(action: str) -> dict[str, str]:
    """The headers of a SOAP message."""
    return {"Content-Type": "text/xml; charset=utf-8", "SOAPAction": f'"{action}"'}


def question(link: UwlrLink, code: Schoolcode, known: str | None) -> bytes:
    """A question for a whole school, by who has it as it was at a moment, or not at all."""
    laatst = "" if known is None else f"<laatstontvangengegevens>{known}</laatstontvangengegevens>"
    inner = f"{_school(code)}<xsdversie>2.2</xsdversie>{laatst}"
    return _envelope(
        link, f'<leerlinggegevens_verzoek xmlns="{LEERLINGGEGEVENS}">{inner}</leerlinggegevens_verzoek>'
    )


def results(
    link: UwlrLink, code: Schoolcode, leerlingen: Sequence[str], first: int, number: str, moment: datetime
) -> bytes:
    """A message with one result of each of 25 pupils, from a place in ``leerlingen`` on.

    ``number`` makes the keys of the results, which no other message may have.
    """
    day = moment.date()
    afnames = "".join(
        f"<toetsafname><leerlingid>{leerlingen[(first + at) % len(leerlingen)]}</leerlingid><resultaten>"
        f'<resultaat key="{number}-{at:02}"><afnamedatum>{day}</afnamedatum><toetscode>blok-1</toetscode>'
        f"<toetsonderdeelcode>deel-1</toetsonderdeelcode><score>{at % 11}</score></resultaat>"
        "</resultaten></toetsafname>"
        for at in range(RESULTS)
    )
    aanmaakdatum = f"<aanmaakdatum>{tijd.format_moment(moment)}</aanmaakdatum>"
    school = f"<school>{_school(code)}{aanmaakdatum}<xsdversie>2.2</xsdversie></school>"
    return _envelope(
        link,
        f'<leerresultaten_verzoek xmlns="{LEERRESULTATEN}">{school}<toetsafnames>{afnames}</toetsafnames>'
        f"{TEST}</leerresultaten_verzoek>",
    )


def body(reply: Reply) -> bytes:
    """What an answer says. Raises Wrong for a fault, by its code, and for another status."""
    fault = FAULT.search(reply.body) if b"faultcode" in reply.body else None
    if fault is not None:
        raise Wrong(f"fault {fault[1].decode()}")
    return reply.require()


def _school(code: Schoolcode) -> str:
    return (
        f"<schooljaar>{Schooljaar.current()}</schooljaar><brincode>{code.brincode}</brincode>"
        f"<dependancecode>{code.dependancecode}</dependancecode>"
    )


def _envelope(link: UwlrLink, content: str) -> bytes:
    return messages.envelope(
        link.sleutel, content, klantcode=escape(link.klantcode), klantnaam=escape(link.klantnaam)
    )
