"""Vocabularies: which one judges a value, and that nothing is fetched that the operator did not allow."""

import ssl
import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.support.callers import call
from tests.support.messages.results import BRENG, NORM, bericht, resultaat, toets, toetsafname
from tests.support.messages.vocabularies import URI, vdex
from tests.support.partners.handelenden import DOOR
from tests.support.servers.certificates import make_key_and_certificate, serving
from tests.support.servers.hostile import Answer, answering, dripping, hostile, leading_to, swollen
from uwlr_service.domain.fouten import DocumentOngeldig
from uwlr_service.domain.uwlr.vocabulaire import Vocabulaire
from uwlr_service.uitwisseling.koppeling.uitgifte import Uitgifte
from uwlr_service.uitwisseling.uwlr.vocabulaires import (
    BOUNDS,
    MOST_FETCHED,
    RETRY,
    Mislukkingen,
    Vocabulaires,
)

VAKGEBIEDEN = "http://purl.edustandaard.nl/concept/328cc12a-87b2-41c4-aef8-853595f9f9dd"


def known(vocabulaires: Vocabulaires, uri: str, locatie: str | None = None) -> Vocabulaire:
    """A vocabulary that must be there."""
    vocabulaire = vocabulaires.find(uri, locatie)
    assert vocabulaire is not None
    return vocabulaire


def with_vakgebied(waarde: str, uri: str = VAKGEBIEDEN) -> str:
    """A definition whose vakgebied names a vocabulary."""
    return (
        f'<toets><toetscode>T1</toetscode><vakgebied vocabulaire="{uri}">{waarde}</vakgebied>'
        f"<toetsnormering>{NORM}</toetsnormering></toets>"
    )


@pytest.mark.parametrize(
    ("toetsen", "faultcode"),
    [
        (with_vakgebied("Rekenen en wiskunde"), None),
        (with_vakgebied("Rekenen"), "Client.VocabulaireTermOngeldig"),
        (with_vakgebied("Rekenen", "http://onbekend.example/"), None),
        (
            toets().replace("<toetsnormering>", f'<toetsnormering vocabulaire="{VAKGEBIEDEN}">'),
            "Client.VocabulaireTermOngeldig",
        ),
    ],
)
def test_a_term_is_checked_when_its_vocabulary_is_known(
    application: Any, uitgifte: Uitgifte, toetsen: str, faultcode: str | None
) -> None:
    answer = call(application, bericht(uitgifte.sleutel, toetsen=toetsen), BRENG)
    assert answer.faultcode == faultcode


def test_all_faults_come_together_in_the_order_of_the_codes(application: Any, uitgifte: Uitgifte) -> None:
    message = bericht(
        uitgifte.sleutel,
        toetsafname("L9", resultaat("R1")),
        toetsafname("L1", resultaat("R2", uitslag="<osoresultaat/>", code="T2")),
        toetsen=with_vakgebied("Rekenen") + toets("T2"),
    )
    answer = call(application, message, BRENG)
    assert answer.faultcode == "Client.LeerlingOngeldig"
    assert [melding.get("code") for melding in answer.root.iterfind(".//{*}melding")] == [
        "Client.LeerlingOngeldig",
        "Client.EldResultaatOngeldig",
        "Client.VocabulaireTermOngeldig",
    ]


def test_what_was_read_in_goes_before_what_ships(database: Any) -> None:
    vocabulaires = Vocabulaires(database)
    assert vocabulaires.find(URI) is None
    vocabulaires.read_in(vdex("goed"), "normen.vdex", door=DOOR)
    vocabulaires.read_in(vdex("goed", "fout"), "normen.vdex", door=DOOR)
    vocabulaires.read_in(vdex("Rekenen", identifier=VAKGEBIEDEN), "eigen.vdex", door=DOOR)
    fresh = Vocabulaires(database)
    assert known(fresh, URI).holds("fout")
    assert known(fresh, VAKGEBIEDEN).termen == {"Rekenen", "t0"}
    assert [(one.vocabulaire.identifier, one.herkomst) for one in fresh.all()] == [
        (VAKGEBIEDEN, "eigen.vdex"),
        (URI, "normen.vdex"),
    ]


def test_a_file_that_is_not_a_vocabulary_changes_nothing(database: Any) -> None:
    vocabulaires = Vocabulaires(database)
    with pytest.raises(DocumentOngeldig):
        vocabulaires.read_in(b"<x/>", "x.vdex", door=DOOR)
    assert [one.herkomst for one in vocabulaires.all()] == ["meegeleverd"]


class Listener:
    """A server on this machine that counts who comes by."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                outer.asked.append(self.path)
                status, body = (302, b"") if self.path == "/elders" else (200, vdex("goed"))
                self.send_response(status)
                self.send_header("Location", "/normen")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: Any) -> None:
                """Say nothing."""

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.server.server_port}"


@pytest.fixture
def listener() -> Iterator[Listener]:
    """A listener for the time of a test."""
    made = Listener()
    yield made
    made.server.shutdown()
    made.server.server_close()


@pytest.mark.parametrize("hosts", [(), ("andere.example",), ("127.0.0.1",)])
@pytest.mark.parametrize("scheme", ["http", "https", "file"])
def test_nothing_is_fetched_from_a_host_that_is_not_allowed(
    database: Any, listener: Listener, hosts: tuple[str, ...], scheme: str
) -> None:
    assert Vocabulaires(database, hosts).find(URI, f"{scheme}://{listener.host}/normen") is None
    assert listener.asked == []


@pytest.mark.parametrize("locatie", ["http://{}/normen", "https://u:p@{}/normen", "https://[", "ftp://{}/x"])
def test_an_allowed_host_is_asked_over_https_only(database: Any, listener: Listener, locatie: str) -> None:
    assert Vocabulaires(database, [listener.host]).find(URI, locatie.format(listener.host)) is None
    assert listener.asked == []


@pytest.fixture
def tls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ssl.SSLContext:
    """The TLS of a server on this machine, whose certificate is trusted for the time of a test."""
    path = make_key_and_certificate(tmp_path, "localhost")
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(path))
    return serving(path)


def test_an_allowed_host_is_asked_once_and_its_vocabulary_kept(database: Any, tls: ssl.SSLContext) -> None:
    with hostile(answering(vdex("goed")), tls=tls) as server:
        host = f"localhost:{server.port}"
        vocabulaires = Vocabulaires(database, [host])
        assert known(vocabulaires, URI, f"https://{host}/normen").holds("goed")
        assert known(vocabulaires, URI, f"https://{host}/normen").holds("goed")
        assert known(Vocabulaires(database), URI).holds("goed")
        assert server.paths == ["/normen"]


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(leading_to("/normen"), id="a-redirect"),
        pytest.param(answering(vdex("goed", identifier="http://uitgever.example/andere")), id="another"),
        pytest.param(answering(b"x" * 6_000_000), id="too-large"),
        pytest.param(swollen(200_000_000), id="swollen"),
        pytest.param(dripping(b"HTTP/1.1 200 OK\r\n"), id="a-head-that-drips"),
        pytest.param(dripping(b"HTTP/1.1 200 OK\r\n\r\n<vdex"), id="a-body-that-drips"),
    ],
)
def test_a_wrong_answer_counts_as_unknown_and_is_not_asked_for_again_soon(
    database: Any, tls: ssl.SSLContext, answer: Answer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("uwlr_service.uitwisseling.uwlr.vocabulaires.BOUNDS", replace(BOUNDS, seconds=1.0))
    with hostile(answer, tls=tls) as server:
        host = f"localhost:{server.port}"
        vocabulaires = Vocabulaires(database, [host])
        for _ in range(3):
            assert vocabulaires.find(URI, f"https://{host}/eerste") is None
        assert server.paths == ["/eerste"]


def test_a_message_has_a_few_vocabularies_fetched_and_the_next_one_the_others(
    database: Any, tls: ssl.SSLContext
) -> None:
    uris = [f"{URI}/{number}" for number in range(MOST_FETCHED + 1)]
    with hostile(*(answering(vdex("goed", identifier=uri)) for uri in uris), tls=tls) as server:
        host = f"localhost:{server.port}"
        vocabulaires = Vocabulaires(database, [host])
        uses = [(uri, f"https://{host}/{number}") for number, uri in enumerate(uris)]
        assert vocabulaires.find_all(uses).keys() == set(uris[:-1])
        assert vocabulaires.find_all(uses[-1:]).keys() == set(uris[-1:])
        assert server.paths == [f"/{number}" for number in range(len(uris))]


def test_an_address_that_failed_is_left_alone_for_a_while_and_then_forgotten() -> None:
    mislukkingen = Mislukkingen()
    mislukkingen.add("a", 0.0)
    mislukkingen.add("b", RETRY - 1)
    assert mislukkingen.holds("a", RETRY - 1)
    assert not mislukkingen.holds("a", RETRY)
    mislukkingen.add("c", RETRY)
    assert len(mislukkingen) == 2
    assert mislukkingen.holds("b", RETRY)


def test_an_address_that_fails_again_counts_from_then() -> None:
    mislukkingen = Mislukkingen()
    mislukkingen.add("a", 0.0)
    mislukkingen.add("a", RETRY)
    assert mislukkingen.holds("a", RETRY + 1)
    assert len(mislukkingen) == 1


def test_senders_cannot_fill_the_memory_with_addresses_that_fail() -> None:
    mislukkingen = Mislukkingen(most=3)
    for number in range(10):
        mislukkingen.add(f"a{number}", float(number))
    assert len(mislukkingen) == 3
    assert mislukkingen.holds("a9", 10.0)
