"""Keys that a client publishes: kept for five minutes, asked for once a minute, of the internet alone."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from joserfc.jwk import ECKey

from tests.support.sso.toepassingen import TERUG, add_client, add_sso_link
from uwlr_service.domain import tijd
from uwlr_service.domain.fouten import ClientOngeldig, NietBezorgd
from uwlr_service.domain.sso.adressen import Ssoadressen
from uwlr_service.domain.sso.client import Adressoort, Bewijswijze
from uwlr_service.formats.oauth import clientbewijs
from uwlr_service.repository.database import Database
from uwlr_service.uitwisseling import bezorging
from uwlr_service.uitwisseling.sso.token import sleuteladressen
from uwlr_service.uitwisseling.sso.token.clientbewijs import Clientbewijzen, Voorgelegd
from uwlr_service.uitwisseling.sso.token.sleuteladressen import AGAIN, KEPT, Sleuteladressen

ISSUER = "https://las.example/sso"


class Publisher:
    """A partner that publishes keys: what it answers, and how often it was asked."""

    def __init__(self) -> None:
        self.asked = 0
        self.status = 200
        self.body = b""
        self.host = self.url = ""

    def publish(self, *kids: str) -> None:
        """Have a key of each of these names."""
        keys = [{**ECKey.generate_key("P-256").as_dict(private=False), "kid": kid} for kid in kids]
        self.body = json.dumps({"keys": keys}).encode()


@contextmanager
def publishing() -> Iterator[Publisher]:
    """A real HTTP server on this machine."""
    publisher = Publisher()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            publisher.asked += 1
            self.send_response(publisher.status)
            self.send_header("Location", f"http://{publisher.host}/elders")
            self.send_header("Content-Length", str(len(publisher.body)))
            self.end_headers()
            self.wfile.write(publisher.body)

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    publisher.host = f"localhost:{server.server_port}"
    publisher.url = f"http://{publisher.host}/jwks.json"
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield publisher
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture
def publisher() -> Iterator[Publisher]:
    with publishing() as running:
        running.publish("a")
        yield running


class Clock:
    """Seconds that a test moves on."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def adressen(publisher: Publisher, clock: Clock) -> Sleuteladressen:
    return Sleuteladressen([publisher.host], clock)


def names(adressen: Sleuteladressen, publisher: Publisher, kid: str | None = "a") -> list[str]:
    return [key["kid"] for key in adressen.keys(publisher.url, kid)]


def test_keys_are_kept_for_five_minutes(
    adressen: Sleuteladressen, publisher: Publisher, clock: Clock
) -> None:
    assert names(adressen, publisher) == ["a"]
    clock.seconds += KEPT - 1
    assert names(adressen, publisher) == ["a"]
    assert publisher.asked == 1
    publisher.publish("b")
    clock.seconds += 1
    assert names(adressen, publisher, "b") == ["b"]
    assert publisher.asked == 2


def test_an_unknown_name_asks_anew_once_a_minute(
    adressen: Sleuteladressen, publisher: Publisher, clock: Clock
) -> None:
    names(adressen, publisher)
    publisher.publish("a", "b")
    assert names(adressen, publisher, "b") == ["a"]
    clock.seconds += AGAIN
    assert names(adressen, publisher, "b") == ["a", "b"]
    for number in range(20):
        names(adressen, publisher, f"verzonnen {number}")
    names(adressen, publisher, None)
    assert publisher.asked == 2


def test_keys_that_cannot_be_fetched_anew_prove_nothing_in_the_end(
    adressen: Sleuteladressen, publisher: Publisher, clock: Clock
) -> None:
    names(adressen, publisher)
    publisher.status = 500
    clock.seconds += KEPT
    assert names(adressen, publisher) == []
    publisher.status = 200
    assert names(adressen, publisher) == []
    clock.seconds += AGAIN
    assert names(adressen, publisher) == ["a"]


@pytest.mark.parametrize(
    ("status", "body"), [(302, None), (404, None), (200, b"geen json"), (200, b"x" * 100_000)]
)
def test_what_is_no_set_of_keys_proves_nothing(
    adressen: Sleuteladressen, publisher: Publisher, status: int, body: bytes | None
) -> None:
    publisher.status = status
    publisher.body = publisher.body if body is None else body
    assert names(adressen, publisher) == []
    assert publisher.asked == 1  # and no redirect was followed


def test_a_private_key_that_was_published_proves_nothing(
    adressen: Sleuteladressen, publisher: Publisher
) -> None:
    key = {**ECKey.generate_key("P-256").as_dict(private=True), "kid": "a"}
    publisher.body = json.dumps({"keys": [key]}).encode()
    assert names(adressen, publisher) == []


def test_many_at_once_ask_once(adressen: Sleuteladressen, publisher: Publisher) -> None:
    got: list[list[str]] = []
    threads = [threading.Thread(target=lambda: got.append(names(adressen, publisher))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert got == [["a"]] * 8
    assert publisher.asked == 1


def test_no_more_addresses_are_remembered_than_there_is_room_for(
    adressen: Sleuteladressen, publisher: Publisher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sleuteladressen, "MOST_KNOWN", 1)
    names(adressen, publisher)
    adressen.keys("https://[::1]:1/niets", "a")
    names(adressen, publisher)
    assert publisher.asked == 2


def test_nothing_inside_the_own_network_is_asked(publisher: Publisher) -> None:
    assert names(Sleuteladressen([]), publisher) == []
    with pytest.raises(NietBezorgd):
        bezorging.fetch(publisher.url, 1000, [])
    with pytest.raises(NietBezorgd):
        bezorging.fetch("ftp://lezen.example/jwks", 1000, [])
    assert publisher.asked == 0


def test_a_client_proves_itself_by_a_key_that_it_publishes(
    database: Database, stored: object, publisher: Publisher
) -> None:
    addresses = {Adressoort.TERUG: (TERUG,), Adressoort.SLEUTELS: (publisher.url,)}
    client = add_client(database, add_sso_link(database), methode=Bewijswijze.SLEUTEL, adressen=addresses)
    key = {**ECKey.generate_key("P-256").as_dict(private=True), "kid": "b"}
    bewijzen = Clientbewijzen(database, Ssoadressen(ISSUER), Sleuteladressen([publisher.host]))
    shown = Voorgelegd(bewijs=clientbewijs.write(client.client_id, ISSUER, key, tijd.now()))
    with pytest.raises(ClientOngeldig):
        bewijzen.prove(shown, "192.0.2.1")
    public = {name: value for name, value in key.items() if name != "d"}
    publisher.body = json.dumps({"keys": [public]}).encode()
    bewijzen = Clientbewijzen(database, Ssoadressen(ISSUER), Sleuteladressen([publisher.host]))
    assert bewijzen.prove(shown, "192.0.2.1").client_id == client.client_id
