"""The client against a real server, and against everything that is not one."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest
import requests

from tests.support.schools.builders import JAAR, SCHOOL, schoolgegevens
from tests.support.servers.hostile import (
    PAUSE,
    Answer,
    Hostile,
    dripping,
    hostile,
    leading_to,
    repeating,
    swollen,
)
from tests.support.servers.hostile import answering as whole
from tests.support.servers.uwlr import Server, serving
from uwlr_service.client.adres import is_loopback
from uwlr_service.client.fouten import Onbereikbaar, SoapFout
from uwlr_service.client.klantgegevens import Klantgegevens
from uwlr_service.client.uwlr import UwlrClient
from uwlr_service.domain.fouten import OngeldigBericht
from uwlr_service.domain.koppeling.uitsnede import Groepskeuze
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.uwlr.antwoordsoort import Antwoordsoort
from uwlr_service.formats.uwlr.namespaces import SOAP

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
    sleutel = server.link(klantnaam="Uitgeverij", klantcode="U1", scholen=[SCHOOL]).sleutel
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


@contextmanager
def in_front_of(server: Server, *answers: Answer) -> Iterator[Hostile]:
    """A server with the WSDL of another one under its own address, that answers calls in its own way."""

    def documents(url: str, path: str) -> bytes:
        document = requests.get(server.url + path, timeout=60).content
        return document.replace(server.url.encode(), url.encode())

    with hostile(*answers, documents=documents) as front:
        yield front


@pytest.mark.parametrize(
    ("status", "kind"), [("502 x", Onbereikbaar), ("503 x", Onbereikbaar), ("200 OK", OngeldigBericht)]
)
def test_a_page_instead_of_an_answer(server: Server, status: str, kind: type[Exception]) -> None:
    with (
        in_front_of(server, whole(b"<html>Storing</html>", status)) as front,
        UwlrClient(front.url + WSDL, KLANT) as client,
        pytest.raises(kind),
    ):
        client.leerlinggegevens(SCHOOL, JAAR)


HEAD = b"HTTP/1.1 200 OK\r\n"


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (dripping(b""), "niet op tijd"),
        (dripping(HEAD + b"X: "), "niet op tijd"),
        (dripping(HEAD + b"\r\n<x>"), "niet op tijd"),
        (repeating(b"", b"HTTP/1.1 100 Continue\r\n\r\n", PAUSE), "niet op tijd"),
        (swollen(100_000_000), "te groot"),
        (whole(b"no gzip at all", Content_Encoding="gzip"), "niet uit te pakken"),
        (leading_to("http://localhost:1/"), "verwijst naar een ander adres"),
        (leading_to("file:///etc/hostname"), "niet te gebruiken"),
        (leading_to("https://127.0.0.1/", "308 Permanent Redirect"), "verwijst naar een ander adres"),
    ],
)
def test_an_answer_that_is_out_of_bounds_is_left(server: Server, answer: Answer, why: str) -> None:
    with (
        in_front_of(server, answer) as front,
        UwlrClient(front.url + WSDL, KLANT, timeout=3) as client,
        pytest.raises(Onbereikbaar, match=why),
    ):
        client.leerlinggegevens(SCHOOL, JAAR)


FAULT = (
    f'<s:Envelope xmlns:s="{SOAP}"><s:Body><s:Fault><faultcode>s:Client.X</faultcode><faultstring>%s'
    "</faultstring><detail>%s</detail></s:Fault></s:Body></s:Envelope>"
)


def test_a_fault_is_read_in_its_right_measure(server: Server) -> None:
    melding = f'<melding xmlns="x" regel="{"9" * 5000}" tekst="%s"/>' % ("t" * 10_000)
    fault = FAULT % ("f" * 100_000, melding * 300)
    with (
        in_front_of(server, whole(fault.encode(), "500 x")) as front,
        UwlrClient(front.url + WSDL, KLANT) as client,
        pytest.raises(SoapFout) as caught,
    ):
        client.leerlinggegevens(SCHOOL, JAAR)
    fout = caught.value
    assert fout.code == "Client.X"
    assert len(fout.tekst) <= 2001
    assert len(fout.meldingen) == 100
    assert {(melding.regel, len(melding.tekst) <= 2001) for melding in fout.meldingen} == {(None, True)}


WSDL_NS = "http://schemas.xmlsoap.org/wsdl/"


def imports(location: str) -> bytes:
    return (
        f'<wsdl:definitions xmlns:wsdl="{WSDL_NS}" targetNamespace="x"><wsdl:import namespace="y"'
        f' location="{location}"/></wsdl:definitions>'
    ).encode()


def includes(location: str) -> bytes:
    return (
        f'<wsdl:definitions xmlns:wsdl="{WSDL_NS}" targetNamespace="x"><wsdl:types><xs:schema'
        f' xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:import namespace="y" schemaLocation="{location}"/>'
        "</xs:schema></wsdl:types></wsdl:definitions>"
    ).encode()


@pytest.mark.parametrize("importing", [imports, includes])
def test_a_wsdl_that_imports_from_another_server_is_not_followed(
    importing: Callable[[str], bytes],
) -> None:
    with (
        hostile(whole(b"<x/>")) as other,
        hostile(whole(importing(other.url + "/x.wsdl"))) as server,
        pytest.raises(Onbereikbaar, match="verwijst naar een ander adres"),
    ):
        UwlrClient(server.url + WSDL, KLANT)
    assert other.heads == []


@pytest.mark.parametrize("importing", [imports, includes])
@pytest.mark.parametrize("location", ["file://{}", "FILE://{}", "ftp://x{}", "x:{}"])
def test_a_wsdl_that_imports_a_file_of_ours_is_not_followed(
    importing: Callable[[str], bytes], location: str, tmp_path: Path
) -> None:
    (tmp_path / "x.wsdl").write_bytes(imports("http://127.0.0.1:1/"))
    document = importing(location.format(tmp_path / "x.wsdl"))
    with hostile(whole(document)) as server, pytest.raises(Onbereikbaar, match="naar een ander adres"):
        UwlrClient(server.url + WSDL, KLANT)


def test_a_file_is_not_a_wsdl_of_a_service(tmp_path: Path) -> None:
    (tmp_path / "x.wsdl").write_bytes(imports("x"))
    with pytest.raises(Onbereikbaar):
        UwlrClient(str(tmp_path / "x.wsdl"), KLANT)


@pytest.mark.parametrize(
    "documents",
    [
        pytest.param(lambda url, path: imports(f"{url}{path}1"), id="imports-without-end"),
        pytest.param(lambda *_: b"<x>" * 200 + b"</x>" * 200, id="deep"),
        pytest.param(lambda *_: b"<x>" * 100_000, id="too-deep"),
        pytest.param(lambda *_: b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>', id="a-doctype"),
        pytest.param(lambda *_: b"<x>" + b"<y/>" * 400_000 + b"</x>", id="large"),
        pytest.param(lambda *_: imports("x").replace(b"definitions", b"types"), id="another-root"),
        pytest.param(lambda *_: imports("x").replace(b"wsdl:import ", b"wsdl:service "), id="nameless"),
        pytest.param(lambda *_: includes("x").replace(b"xs:import ", b"xs:element "), id="an-element"),
        pytest.param(lambda *_: includes("x").replace(b"<xs:import ", b"<xs:complexType "), id="a-type"),
    ],
)
def test_a_wsdl_that_is_wrong_is_said_to_be_so(documents: Callable[[str, str], bytes]) -> None:
    with (
        hostile(documents=documents) as server,
        pytest.raises(Onbereikbaar, match=r"WSDL op .* niet op te halen|geen WSDL van"),
    ):
        UwlrClient(server.url + WSDL, KLANT, timeout=10)


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
