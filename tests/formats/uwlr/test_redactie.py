"""A kept message forgets one pupil, and nobody else, in whatever form it came."""

import zlib

import pytest
from lxml import etree

from tests.support.messages.results import bericht, resultaat, toetsafname, verzoek
from uwlr_service.formats.uwlr.canoniek import canonical
from uwlr_service.formats.uwlr.redactie import without_leerling

AFNAMEN = (toetsafname("L1", resultaat("R1")), toetsafname("L2", resultaat("R2")))


def in_an_envelope() -> etree._Element:
    """A message as it comes over SOAP, with the namespace as its default."""
    body = etree.fromstring(bericht("sleutel", *AFNAMEN))[1]
    return body[0]


def by_itself() -> etree._Element:
    """The same without an envelope."""
    return etree.fromstring(verzoek(*AFNAMEN))


def with_prefixes() -> etree._Element:
    """The same with a prefix on each element."""
    text = verzoek(*AFNAMEN).replace("</", "<§").replace("<", "<l:").replace("<l:§", "</l:")
    return etree.fromstring(text.replace("xmlns=", "xmlns:l="))


@pytest.mark.parametrize("message", [in_an_envelope, by_itself, with_prefixes])
def test_one_pupil_is_cut_out_and_the_other_stays(message) -> None:
    left = without_leerling(canonical(message()).inhoud, {"L1"})
    assert left is not None
    text = zlib.decompress(left).decode()
    assert ("L1" in text, "R1" in text) == (False, False)
    assert ("L2" in text, "R2" in text) == (True, True)


def test_a_message_about_others_is_left_as_it_is() -> None:
    assert without_leerling(canonical(in_an_envelope()).inhoud, {"L9", "R1"}) is None
