"""How much of a message is taken: a megabyte from a stranger, all of it from a known sender."""

import gc
import io
from collections.abc import Iterator
from wsgiref.types import WSGIApplication

import pytest

from tests.support.callers import call
from tests.support.messages.results import BRENG, LR, bericht, resultaat, toetsafname, verzoek
from tests.support.messages.soap import Answer, envelope, header, request
from uwlr_service.formats.limits import BERICHT, VREEMD
from uwlr_service.soap.post import INCOMPLETE
from uwlr_service.uitwisseling.koppeling.uitgifte import Uitgifte

SOME = [resultaat(f"R{at}") for at in range(10_000)]
"""More than a megabyte of results."""
EMPTY = "<x/>" * 400_000
UNKNOWN_KEY = header("een sleutel van niemand")
UNKNOWN_KLANT = header("een sleutel van niemand", "X9", "Niemand")


class Counted(io.BytesIO):
    """A body that remembers how much was asked for at a time."""

    def __init__(self, content: bytes) -> None:
        super().__init__(content)
        self.largest = 0

    def read(self, size: int | None = -1, /) -> bytes:
        self.largest = max(self.largest, len(self.getvalue()) if size is None or size < 0 else size)
        return super().read(size)


def of_stranger(body: str, head: str = UNKNOWN_KEY) -> bytes:
    return envelope(body, head)


def test_a_known_sender_may_send_more_than_a_megabyte(
    application: WSGIApplication, uitgifte: Uitgifte
) -> None:
    message = bericht(uitgifte.sleutel, toetsafname("L1", *SOME))
    assert len(message) > VREEMD.bytes
    answer = call(application, message, BRENG)
    assert answer.status == 200, answer.content[:1_000]
    assert answer.body.tag == f"{LR}leerresultaten_bevestiging"
    assert gc.isenabled()  # it is not while such a message is worked on


def test_a_known_sender_may_send_it_in_chunks(application: WSGIApplication, uitgifte: Uitgifte) -> None:
    message = bericht(uitgifte.sleutel, toetsafname("L1", *SOME))
    assert call(application, message, BRENG, CONTENT_LENGTH=None).status == 200


@pytest.mark.usefixtures("uitgifte")
def test_a_stranger_is_refused_by_the_first_megabyte(application: WSGIApplication) -> None:
    body = Counted(of_stranger(verzoek(toetsafname("L1", *SOME))))
    answer = call(application, body.getvalue(), BRENG, **{"wsgi.input": body})
    assert (answer.status, answer.faultcode) == (413, "Client.OngeldigBericht")
    assert "groter dan 1 MB" in answer.faultstring
    assert "geldige autorisatiesleutel" in answer.faultstring
    assert body.largest <= VREEMD.bytes


@pytest.mark.usefixtures("uitgifte")
def test_an_unknown_klant_hears_that_of_a_long_message_too(application: WSGIApplication) -> None:
    answer = call(application, of_stranger(verzoek(toetsafname("L1", *SOME)), UNKNOWN_KLANT), BRENG)
    assert answer.faultcode == "Client.OngeldigeKlantIdentificatie"


@pytest.mark.usefixtures("uitgifte")
@pytest.mark.parametrize(
    ("score", "faultcode"), [("7", "Client.AutorisatieOngeldig"), ("zeven", "Client.OngeldigBericht")]
)
def test_within_the_megabyte_a_body_is_judged_before_the_key(
    application: WSGIApplication, score: str, faultcode: str
) -> None:
    results = [resultaat(f"R{at}", score) for at in range(2_000)]
    answer = call(application, of_stranger(verzoek(toetsafname("L1", *results))), BRENG)
    assert answer.faultcode == faultcode


def hostile() -> Iterator[tuple[str, bytes]]:
    yield "header", of_stranger(verzoek(), UNKNOWN_KEY + EMPTY)
    yield "before the header entry", of_stranger(verzoek(), EMPTY + UNKNOWN_KEY)
    yield "body", of_stranger(EMPTY)
    yield "envelope", of_stranger(verzoek()).replace(b"<s:Body>", EMPTY.encode() + b"<s:Body>")
    yield "after the body", of_stranger(verzoek()).replace(b"</s:Body>", b"</s:Body>" + EMPTY.encode())


@pytest.mark.usefixtures("uitgifte")
@pytest.mark.parametrize(("place", "message"), [pytest.param(*case, id=case[0]) for case in hostile()])
def test_empty_elements_by_the_hundred_thousand_are_refused_shortly(
    application: WSGIApplication, place: str, message: bytes
) -> None:
    """Elsewhere than in the body the first megabyte already holds too many of them."""
    answer = call(application, message, BRENG)
    assert answer.faultcode == "Client.OngeldigBericht"
    assert len(answer.content) < 5_000


def test_a_known_sender_may_send_so_many_elements_and_no_more(
    application: WSGIApplication, uitgifte: Uitgifte
) -> None:
    def judged(number: int) -> str:
        body = verzoek().replace("<toetsafnames>", f"{'<x/>' * number}<toetsafnames>")
        return call(application, envelope(body, header(uitgifte.sleutel)), BRENG).faultstring

    assert "'x' staat hier niet op zijn plaats" in judged(BERICHT.elements - 100)
    assert "meer dan 750.000 elementen en attributen" in judged(BERICHT.elements)


def test_namespaces_are_bounded_for_whoever_it_is(application: WSGIApplication, uitgifte: Uitgifte) -> None:
    def declared(number: int) -> Answer:
        spaces = " ".join(f'xmlns:x{at}="urn:x"' for at in range(number))
        message = bericht(uitgifte.sleutel).replace(b"<school>", f"<school {spaces}>".encode())
        return call(application, message, BRENG)

    assert declared(20).status == 200
    assert "meer dan 32 namespaces op één plaats" in declared(40).faultstring
    assert "een tag of commentaar van meer dan 64 kB" in declared(30_000).faultstring


def test_an_empty_message_is_still_told_as_such(application: WSGIApplication) -> None:
    assert "leeg" in call(application, b" \n" * 10_000, BRENG).faultstring
    assert "leeg" in call(application, b"", BRENG).faultstring


@pytest.mark.parametrize(
    ("wish", "zipped"),
    [
        ("gzip", True),
        ("br, GZIP ; q=0.5", True),
        ("x-gzip", True),
        ("gzip;q=0", False),
        ("gzip;q=0.000", False),
        ("gzip;q=veel", False),
        ("gzipped", False),
        ("", False),
        ("gzip" + " " * 100_000 + "x", False),
        ("gzip;" * 20_000, False),
    ],
)
def test_an_answer_is_compressed_for_whoever_asks(
    application: WSGIApplication, uitgifte: Uitgifte, wish: str, zipped: bool
) -> None:
    answer = call(application, request(uitgifte.sleutel), HTTP_ACCEPT_ENCODING=wish)
    assert (answer.headers.get("content-encoding") == "gzip") is zipped


def test_a_length_that_is_no_number_or_too_long_is_told(
    application: WSGIApplication, uitgifte: Uitgifte
) -> None:
    message = request(uitgifte.sleutel)
    assert "geen getal" in call(application, message, CONTENT_LENGTH="veel").faultstring
    broken_off = call(application, message, CONTENT_LENGTH=str(len(message) + 1))
    assert broken_off.faultcode == "Client.OngeldigBericht"
    assert broken_off.faultstring == INCOMPLETE
    assert call(application, message).status == 200


def test_a_message_without_a_body_is_a_fault_of_the_sender(application: WSGIApplication) -> None:
    bare = request("x").partition(b"<s:Body>")[0] + b"</s:Envelope>"
    answer = call(application, bare)
    assert answer.status == 500
    assert answer.faultcode == "Client.OngeldigBericht", answer.content
