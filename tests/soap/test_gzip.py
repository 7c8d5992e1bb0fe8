"""Messages in gzip: the same bounds as without it, for strangers and for known senders, at both services."""

import gzip
import io
import random
from typing import Any
from wsgiref.types import WSGIApplication

import pytest

from tests.support.callers import call
from tests.support.gkv.generiek import LEERLINGEN, ask, vraag
from tests.support.messages.results import BRENG, LR, bericht, resultaat, toetsafname, verzoek
from tests.support.messages.soap import GETRAPT, PULL, envelope, header, request
from uwlr_service.formats.limits import MB, VERZOEK, VREEMD
from uwlr_service.uitwisseling.koppeling.uitgifte import Uitgifte

GZIP = {"HTTP_CONTENT_ENCODING": "gzip"}


def pack(text: bytes) -> bytes:
    """In gzip, the same in every process: without the moment of packing."""
    return gzip.compress(text, mtime=0)


SOME = [resultaat(f"R{at}") for at in range(10_000)]
"""More than a megabyte of results."""


def noise(size: int) -> bytes:
    """Text that hardly shrinks, and that any XML may hold."""
    return random.Random(1).randbytes(size).hex()[:size].encode()


@pytest.mark.parametrize("path", [PULL, GETRAPT, BRENG])
@pytest.mark.parametrize("coding", ["gzip", "GZIP", "x-gzip", "identity, gzip"])
def test_a_request_is_unpacked(
    application: WSGIApplication, uitgifte: Uitgifte, path: str, coding: str
) -> None:
    packed = gzip.compress(request(uitgifte.sleutel))
    assert call(application, packed, path, HTTP_CONTENT_ENCODING=coding).kind == "leerlinggegevens"


def test_a_known_sender_may_pack_more_than_a_megabyte(
    application: WSGIApplication, uitgifte: Uitgifte
) -> None:
    message = bericht(uitgifte.sleutel, toetsafname("L1", *SOME))
    assert len(message) > VREEMD.bytes
    answer = call(application, gzip.compress(message), BRENG, CONTENT_LENGTH=None, **GZIP)
    assert answer.body.tag == f"{LR}leerresultaten_bevestiging", answer.content[:1_000]


@pytest.mark.usefixtures("uitgifte")
def test_a_stranger_is_refused_by_the_first_megabyte_that_comes_out(application: WSGIApplication) -> None:
    message = envelope(verzoek(toetsafname("L1", *SOME)), header("een sleutel van niemand"))
    packed = gzip.compress(message)
    assert len(packed) < VREEMD.bytes / 10
    answer = call(application, packed, BRENG, **GZIP)
    assert (answer.status, answer.faultcode) == (413, "Client.OngeldigBericht")
    assert "groter dan 1 MB" in answer.faultstring


def test_a_stranger_may_send_a_megabyte_to_the_byte(application: WSGIApplication, uitgifte: Uitgifte) -> None:
    start = request("een sleutel van niemand").removesuffix(b"</s:Envelope>")
    room = VREEMD.bytes - len(start) - len(b"<!----></s:Envelope>")
    for more, status in ((0, 500), (1, 413)):
        message = start + b"<!--" + noise(room + more) + b"--></s:Envelope>"
        assert len(message) == VREEMD.bytes + more
        answer = call(application, gzip.compress(message, 1), **GZIP)
        assert answer.status == status, answer.content
        assert uitgifte.sleutel not in answer.faultstring


def test_a_known_sender_is_bound_too(application: WSGIApplication, uitgifte: Uitgifte) -> None:
    bomb = gzip.compress(request(uitgifte.sleutel).replace(b"</s:Body>", b" " * (80 * MB) + b"</s:Body>"))
    body = io.BytesIO(bomb)
    environ: dict[str, Any] = {"wsgi.input": body, **GZIP}
    answer = call(application, bomb, **environ)
    assert (answer.status, answer.faultcode) == (413, "Client.OngeldigBericht")
    assert "meer dan 100 keer" in answer.faultstring
    assert body.tell() == len(bomb)  # taken in whole, or a proxy that is still sending it hears nothing


@pytest.mark.parametrize(
    ("body", "coding", "said"),
    [
        (b"", "gzip", "leeg"),
        (pack(b" \n"), "gzip", "leeg"),
        (b"<x/>", "gzip", "geen leesbare gzip"),
        (pack(b"<x/>")[:-3], "gzip", "breekt af"),
        (pack(b"<x/>") + b"\n", "gzip", "nog iets"),
        (pack(pack(b"<x/>")), "gzip", "twee keer"),
        (pack(b"<x/>"), "", "de header Content-Encoding: gzip ontbreekt"),
    ],
)
def test_what_is_wrong_with_it_is_said(
    application: WSGIApplication, dienst: WSGIApplication, body: bytes, coding: str, said: str
) -> None:
    uwlr = call(application, body, HTTP_CONTENT_ENCODING=coding)
    generiek = ask(dienst, body, HTTP_CONTENT_ENCODING=coding)
    assert (uwlr.status, uwlr.faultcode) == (500, "Client.OngeldigBericht")
    assert (generiek.status, generiek.faultcode) == (500, "Client")
    for answer in (uwlr, generiek):
        assert said in answer.faultstring


@pytest.mark.parametrize(
    "environ",
    [
        {"HTTP_CONTENT_ENCODING": "deflate"},
        {"HTTP_CONTENT_ENCODING": "br"},
        {"HTTP_CONTENT_ENCODING": "zstd"},
        {"HTTP_CONTENT_ENCODING": "gzip, gzip"},
        {"CONTENT_TYPE": 'multipart/related; type="application/xop+xml"'},
        {"CONTENT_TYPE": "application/json"},
    ],
)
def test_what_is_not_taken_is_told_what_is(
    application: WSGIApplication, dienst: WSGIApplication, environ: dict[str, str]
) -> None:
    for answer in (call(application, b"x", **environ), ask(dienst, b"x", **environ)):
        assert answer.status == 500
        assert answer.headers["accept-encoding"] == "gzip"
        assert "Stuur het bericht" in answer.faultstring


def test_generiekeservice_unpacks_it_too(dienst: WSGIApplication, gkv: Uitgifte) -> None:
    packed = gzip.compress(vraag(gkv.sleutel, LEERLINGEN))
    assert ask(dienst, packed, **GZIP).status == 200
    large = vraag(gkv.sleutel, LEERLINGEN) + b"<!--" + noise(VERZOEK.bytes) + b"-->"
    answer = ask(dienst, gzip.compress(large), **GZIP)
    assert answer.status == 413
    assert "groter dan 64 kB" in answer.faultstring
