"""What a SOAP client hears of a request whose head could not be read."""

from http import HTTPStatus

import pytest
from lxml import etree

from tests.support.messages.soap import PULL
from uwlr_service.soap import generiek
from uwlr_service.soap.refusal import refusal


@pytest.mark.parametrize("path", [PULL, generiek.PATH])
@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (HTTPStatus.SERVICE_UNAVAILABLE, "Server.TijdelijkNietBeschikbaar"),
        (HTTPStatus.INTERNAL_SERVER_ERROR, "Server.InterneFout"),
        (HTTPStatus.BAD_REQUEST, "Client.OngeldigBericht"),
    ],
)
def test_each_status_is_a_fault_of_its_own(path: str, status: HTTPStatus, kind: str) -> None:
    line, media_type, document = refusal(path, status, "Er ging iets mis.")
    assert (line, media_type) == ("500 Internal Server Error", "text/xml; charset=utf-8")
    code = etree.fromstring(document).findtext(".//faultcode")
    assert code == f"soap:{kind.partition('.')[0] if path == generiek.PATH else kind}"
