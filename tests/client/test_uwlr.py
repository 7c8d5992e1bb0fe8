"""The client against a real server, and against everything that is not one."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest

from tests.support.schools.builders import JAAR, SCHOOL, schoolgegevens
from tests.support.servers.uwlr import Server, serving
from uwlr_service.client.adres import is_loopback
from uwlr_service.client.fouten import Onbereikbaar, SoapFout
from uwlr_service.client.klantgegevens import Klantgegevens
from uwlr_service.client.uwlr import UwlrClient
from uwlr_service.domain.fouten import OngeldigBericht
from uwlr_service.domain.koppeling.uitsnede import Groepskeuze
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.uwlr.antwoordsoort import Antwoordsoort

pytestmark = pytest.mark.e2e
KLANT = Klantgegevens(klantnaam="U", klantcode="U1", autorisatiesleutel="x")
WSDL = "/uwlr/leerlinggegevens?wsdl"
KEYED_BY_NAME = Schoolcode(schoolkey="emma")


@pytest.fixture(scope="module")
def server(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with the small school."""
    folder = tmp_path_factory.mktemp("client")
    (folder / "uwlr.sqlite").write_bytes(migrated_sqlite.read_bytes())
    with serving(f"sqlite:///{folder / 'uwlr.sqlite'}", folder, UWLR_WORKERS="1") as running:
        running.invoer.store(schoolgegevens())
        yield running


@pytest.fixture(scope="module")
def client(server: Server) -> Iterator[UwlrClient]:
    """A publisher that may pull it."""
    sleutel = server.beheer.add(klantnaam="Uitgeverij", klantcode="U1", scholen=[SCHOOL]).sleutel
    klant = Klantgegevens(klantnaam="Uitgeverij", klantcode="U1", autorisatiesleutel=sleutel)
    with UwlrClient(server.url + WSDL, klant) as made:
        yield made


@contextmanager
def answering(status: int, body: bytes) -> Iterator[str]:
    """An HTTP server that says one thing to everybody."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.do_GET()

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as listening:
        thread = Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield f"http://127.0.0.1:{listening.server_port}"
        finally:
            listening.shutdown()
            thread.join()


def test_it_needs_the_wsdl_and_the_key_only(client: UwlrClient) -> None:
    found = client.leerlinggegevens(SCHOOL, JAAR)
    assert found.soort is Antwoordsoort.GEGEVENS
    assert [leerling["key"] for leerling in found.leerlingen] == ["L1", "L2", "L3"]


def test_the_last_moment_may_be_text_or_a_datetime(client: UwlrClient) -> None:
    moment = client.structuur(SCHOOL, JAAR).aanmaakdatum
    assert moment is not None
    for given in (moment, datetime.fromisoformat(moment), datetime.fromisoformat(moment).astimezone(UTC)):
        assert (
            client.leerlinggegevens(SCHOOL, JAAR, laatstontvangen=given).soort
            is Antwoordsoort.GEENWIJZIGINGEN
        )


def test_groups_are_chosen_by_key_or_by_having_none(client: UwlrClient) -> None:
    g2, plus = Groepskeuze(samengesteld=False, key="G2"), Groepskeuze(samengesteld=True, key="S1")
    none = Groepskeuze(samengesteld=False, key=None)
    for chosen, expected in (([g2], ["L2"]), ([plus], ["L1", "L3"]), ([none], ["L3"])):
        found = client.leerlingen(SCHOOL, JAAR, chosen)
        assert [leerling["key"] for leerling in found.leerlingen] == expected
    assert [k["key"] for k in client.leerkrachten(SCHOOL, JAAR, [plus]).leerkrachten] == ["K1"]


def test_a_set_can_be_asked_for(client: UwlrClient) -> None:
    found = client.leerlinggegevens(SCHOOL, JAAR, xsdversie="2.3", gegevenssetid="smalle-set")
    assert all("emailadres" not in leerling for leerling in found.leerlingen)


def test_a_refusal_is_raised_as_what_it_is(client: UwlrClient) -> None:
    with pytest.raises(SoapFout) as raised:
        client.leerlinggegevens(KEYED_BY_NAME, JAAR)
    assert raised.value.code == "Client.AutorisatieOngeldig"


@pytest.mark.parametrize("body", [b"", b"<html>Welkom</html>", b"<definitions/>", b"geen xml"])
def test_an_address_without_a_wsdl_is_said_to_be_so(body: bytes) -> None:
    with answering(200, body) as url, pytest.raises(Onbereikbaar, match="WSDL"):
        UwlrClient(url, KLANT)


def test_a_server_that_refuses_the_wsdl_is_named_with_its_status() -> None:
    with answering(404, b"nope") as url, pytest.raises(Onbereikbaar, match="HTTP 404"):
        UwlrClient(url, KLANT)


def test_nobody_listening_is_told_without_a_trace() -> None:
    with pytest.raises(Onbereikbaar, match="er komt geen verbinding tot stand"):
        UwlrClient("http://127.0.0.1:1/?wsdl", KLANT)


@pytest.mark.parametrize(
    ("status", "kind"), [(502, Onbereikbaar), (503, Onbereikbaar), (200, OngeldigBericht)]
)
def test_a_page_instead_of_an_answer(server: Server, status: int, kind: type[Exception]) -> None:
    with answering(status, b"<html>Storing</html>") as proxy:
        client = UwlrClient(server.url + WSDL, KLANT)
        for port in (client._alles, client._getrapt):
            port._binding_options["address"] = proxy
        with client, pytest.raises(kind):
            client.leerlinggegevens(SCHOOL, JAAR)


@pytest.mark.parametrize(
    ("url", "local"),
    [
        ("http://127.0.0.1:8080/?wsdl", True),
        ("http://[::1]/", True),
        ("http://localhost/", True),
        ("https://uwlr.example.nl/", False),
        ("http://10.0.0.1/", False),
        ("/elders/x.wsdl", False),
    ],
)
def test_only_this_machine_is_called_without_a_proxy(url: str, local: bool) -> None:
    assert is_loopback(url) is local
